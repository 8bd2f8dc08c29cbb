"""The quarter drafts itself, and its figures stay live in whatever an officer writes."""

from dataclasses import replace

import pytest

from outreach.languages.spanish import SPANISH
from outreach.queries.quarterly import PublicQuarter
from outreach.reports.catalogue import Choice, render
from outreach.reports.quarterly_draft import DRAFTS, draft_words, fields, filled
from tests.reports import more_samples as more
from tests.reports import samples
from tests.reports.reading import text_of


def a_public_quarter() -> PublicQuarter:
    return more.a_quarter().public


@pytest.mark.parametrize("part", DRAFTS)
def test_a_draft_names_the_figures_of_the_quarter(part: str) -> None:
    told = filled(draft_words(part, a_public_quarter()), a_public_quarter())
    assert told
    assert "{" not in told


def test_the_figures_are_those_of_the_report() -> None:
    quarter = a_public_quarter()
    promised = quarter.figures.follow_ups
    assert filled("{late}/{kept}/{waiting}/{declined}", quarter).replace("\xa0", " ") == (
        f"{promised.overdue} promises/{promised.kept}/1 promise/2 promises"
    )
    first = quarter.topics[0]
    assert filled("{topics}", quarter).startswith(f"{first.topic}\N{NO-BREAK SPACE}({first.now})")


def test_braces_that_name_no_figure_are_printed_as_typed() -> None:
    assert filled("{see annex} {} {unknown}", a_public_quarter()) == "{see annex} {} {unknown}"


def test_an_empty_quarter_drafts_nothing() -> None:
    empty = more.an_empty_quarter().public
    assert [draft_words(part, empty) for part in DRAFTS] == [""] * len(DRAFTS)


def test_every_field_can_be_named_and_the_draft_is_written_in_spanish() -> None:
    everything = " ".join(f"{{{name}}}" for name in fields())
    assert "{" not in filled(everything, a_public_quarter())
    quarter = more.a_quarter(words={})
    words = text_of(render("quarterly", quarter, True, samples.PRINTED_ON, Choice(language="es")))
    assert "La mayoría trató de" in words
    assert draft_words("concerns", replace(quarter.public, topics=()), SPANISH) == ""

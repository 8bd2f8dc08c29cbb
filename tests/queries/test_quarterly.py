"""The quarterly report: what officers wrote, problems, progress and obstacles."""

from datetime import date
from typing import Any

import pytest

from outreach.queries.before_after import Counted
from outreach.queries.period import Period
from outreach.queries.quarterly import QuarterlyReport, quarterly_report
from outreach.records.followups import Problem, ProblemConcern, ProblemEvent
from outreach.records.issued import ReportWords
from outreach.records.precinct import Precinct
from tests import given
from tests.conftest import Store
from tests.queries.precinct_days import TODAY, closed
from tests.queries.test_monthly import every_text
from tests.statements import counted_statements

QUARTER = Period(date(2018, 10, 1), date(2018, 12, 31))


@pytest.fixture
def west(store: Store) -> Precinct:
    return given.a_precinct(commander="Capt. Q. Specimen")


def of_quarter(precinct: Precinct, **choices: Any) -> QuarterlyReport:
    return quarterly_report(precinct.id, QUARTER, TODAY, **choices)


def on(day: int, month: int, year: int = 2018) -> date:
    return date(year, month, day)


def test_an_empty_quarter(west: Precinct) -> None:
    public = of_quarter(west).public
    assert (public.words, public.titles, public.problems, public.progress, public.still_open) == ({}, {}, (), (), ())
    assert public.signatures.approved_by == "Capt. Q. Specimen"


def test_words_and_titles_are_taken_by_part(west: Precinct) -> None:
    for part in ("message", "actions", "title_actions", "obstacles", "prepared_by"):
        ReportWords.create(
            precinct=west,
            kind="quarterly",
            period_from=QUARTER.first,
            period_to=QUARTER.last,
            part=part,
            words=f"The {part}",
        )
    public = of_quarter(west).public
    assert public.message == "The message"
    assert public.words == {"actions": "The actions", "obstacles": "The obstacles"}
    assert public.titles == {"actions": "The title_actions"}
    assert public.signatures.prepared_by == "The prepared_by"


def test_problems_are_those_open_in_the_quarter(west: Precinct) -> None:
    owner, ensley = given.an_officer(west), given.a_neighborhood(west)
    told = {"scanning": "Scanned", "analysis": "Analyzed", "counted": "calls", "count_before": 30, "count_after": 12}
    first = Problem.create(
        precinct=west, title="Races", opened_on=on(1, 5), owner=owner, neighborhood=ensley, phase="response", **told
    )
    Problem.create(precinct=west, title="Old", opened_on=on(1, 5), phase="closed", closed_on=on(30, 9))
    Problem.create(precinct=west, title="Closed in it", opened_on=on(2, 5), phase="closed", closed_on=on(1, 10))
    Problem.create(precinct=west, title="Later", opened_on=on(1, 1, 2019))
    for _ in range(2):
        ProblemConcern.create(problem=first, concern=given.a_concern(west))
    ProblemEvent.create(problem=first, event=given.an_event(west))
    report = of_quarter(west)
    assert [line.title for line in report.public.problems] == ["Races", "Closed in it"]
    races = report.public.problems[0]
    assert (races.neighborhood, races.phase, races.concerns, races.events) == ("Ensley", "response", 2, 1)
    assert races.told is not None
    assert (races.told.what, races.told.here, races.told.percent) == ("calls", Counted(30, 12), -60)
    inside = report.internal.problems[first.id]
    assert (inside.owner, inside.scanning, inside.analysis, inside.response) == (
        "Ofc. R. Sample",
        "Scanned",
        "Analyzed",
        "",
    )
    assert not {"Scanned", "Analyzed"} & set(every_text(report.public))


def test_progress_is_on_what_was_promised_before(west: Precinct) -> None:
    said = {"public_words": "The lamp"}
    earlier = closed(west, on(30, 9), on(1, 10), **said)
    within = closed(west, on(1, 10), on(31, 12), **said)
    declined = closed(west, on(1, 10), on(2, 10), status="declined", decline_reason="Not ours", **said)
    told_only = closed(west, on(1, 8), on(1, 9), told_on=on(5, 10), **said)
    open_one = given.a_follow_up(west, opened_on=on(1, 8), status="waiting on partner", partner="Public Works", **said)
    given.a_follow_up(west, opened_on=on(1, 11))
    report = of_quarter(west)
    public = report.public
    assert [row.key for row in public.progress] == [earlier.id]
    assert [row.key for row in public.done] == [within.id]
    assert [row.key for row in public.declined] == [declined.id]
    assert [row.key for row in public.still_open] == [open_one.id]
    assert told_only.id in {row.key for row, _ in report.internal.promises}
    assert [inside.partner for _, inside in report.internal.waiting_on_partner] == ["Public Works"]
    assert [inside.decline_reason for _, inside in report.internal.declined] == ["Not ours"]
    assert {"Public Works", "Not ours"}.isdisjoint(every_text(public))
    assert public.without_words == 2


def test_topics_of_the_quarter_and_the_one_before(west: Precinct) -> None:
    given.a_concern(west, raised_on=on(31, 12))
    given.a_concern(west, raised_on=on(30, 9))
    (row,) = of_quarter(west).public.topics
    assert (row.now, row.prior, row.is_new) == (1, 1, False)


def test_the_number_of_statements_does_not_grow(west: Precinct) -> None:
    def one() -> None:
        Problem.create(precinct=west, title="Races", opened_on=on(1, 11))
        given.an_event(west, on(1, 11))
        given.a_follow_up(west, concern=given.a_concern(west, raised_on=on(1, 11)), opened_on=on(1, 11))

    one()
    with counted_statements() as few:
        of_quarter(west)
    for _ in range(60):
        one()
    with counted_statements() as many:
        of_quarter(west)
    assert len(many) == len(few)

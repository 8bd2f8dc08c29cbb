"""A report is issued once and never changes; a later version says what it replaces and which figures moved."""

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from outreach.actions.change import Actor
from outreach.actions.issue import issue_report, write_report_words
from outreach.errors import OutreachError
from outreach.languages.spoken import speak
from outreach.queries.monthly import Signatures
from outreach.queries.period import Period
from outreach.queries.reissue import Moved, Replaced, moved_figures
from outreach.records.events import Event
from outreach.records.issued import IssuedReport
from outreach.records.precinct import Precinct
from outreach.reports.catalogue import REPORTS, Choice, Print
from outreach.reports.issuing import _FIGURES, Draft, drafted
from outreach.reports.reissue import Issue, figure_words, moved_words
from tests import given
from tests.reports.reading import assert_accessible, outline, pages_of, text_of
from tests.reports.test_other_reports import FULL, PRINTED_ON

TODAY = date(2019, 2, 28)
JANUARY = Choice(period=Period.of_month(2019, 1))
AT = datetime.fromisoformat("2019-02-01T15:30")
SIGNED = Signatures("Ofc. R. Sample", "Capt. E. Sample", is_approved=True)
MOVED = tuple(Moved("concerns", f"Topic {number}", "", number, number + 1) for number in range(12))


def draft_of(precinct: Precinct, public: bool = True) -> Draft:
    return drafted("monthly", precinct.id, JANUARY, public=public, today=TODAY)


def issued(draft: Draft) -> IssuedReport:
    assert draft.issuing is not None
    details = draft.details(draft.printed(SIGNED), prepared_by=None, approved_by=SIGNED.approved_by)
    key = issue_report(Actor("test"), draft.issuing.precinct, details, AT).only_id("issued_report")
    return IssuedReport.get_by_id(key)


@pytest.mark.usefixtures("sqlite_store")
def test_an_issued_report_bears_one_title_whatever_this_pc_speaks() -> None:
    speak("es")
    draft = draft_of(given.a_precinct())
    assert draft.issuing is not None
    assert draft.issuing.title.endswith(", January 2019")


@pytest.mark.usefixtures("store")
def test_an_issued_report_never_changes_and_the_next_version_says_what_moved(tmp_path: Path) -> None:
    precinct = given.a_precinct()
    given.an_event(precinct, date(2019, 1, 8), "Coffee")
    write_report_words(Actor("test"), precinct.id, "monthly", *span(), "message", "We showed up.")
    first = issued(draft_of(precinct))
    assert first.message == "We showed up."
    words = text_of(bytes(first.pdf))
    assert "Prepared by Ofc. R. Sample · Approved by Capt. E. Sample" in words
    assert "Replaces" not in words
    before = (bytes(first.pdf), first.figures, first.sha256)

    given.an_event(precinct, date(2019, 1, 20), "Vigil", kind=given.an_event_kind(precinct, "Vigil"))
    Event.update(title="Coffee with a lieutenant").execute()
    Precinct.update(name="Another Precinct", commander="Capt. N. Other", version=2).execute()
    kept = IssuedReport.get_by_id(first.id)
    assert (bytes(kept.pdf), kept.figures, kept.sha256) == before
    assert hashlib.sha256(kept.pdf).hexdigest() == kept.sha256

    later = draft_of(precinct)
    assert later.replaces is not None
    assert later.replaces.moved[:2] == (
        Moved("events.held", "", "", 1, 2),
        Moved("events.by_kind", "Vigil", "", 0, 1),
    )
    words = text_of(later.printed())
    assert "Replaces the version issued on February 1, 2019, approved by Capt. E. Sample." in words
    assert "Moved since: Events held 1 → 2; Events: Vigil 0 → 1;" in words
    assert_accessible(later.printed(SIGNED), tmp_path)
    second = issued(later)
    assert second.replaces_id == first.id
    assert json.loads(second.figures)["events"]["held"] == 2
    assert "No figure has moved since." in text_of(draft_of(precinct).printed())
    assert draft_of(precinct, public=False).replaces is None


def span() -> tuple[date, date]:
    period = JANUARY.asked_period
    return period.first, period.last


@pytest.mark.usefixtures("store")
def test_a_worklist_is_not_signed() -> None:
    precinct = given.a_precinct()
    draft = drafted("worklist", precinct.id, Choice(), public=False, today=TODAY)
    assert draft.issuing is None
    with pytest.raises(OutreachError, match="'worklist' is not one to sign"):
        draft.details(b"%PDF-", prepared_by=None, approved_by="")


def later_version(kind: str, moved: tuple[Moved, ...], language: str = "en") -> bytes:
    issue = Issue(SIGNED, Replaced(7, date(2019, 2, 3), "Capt. E. Sample", "ab", moved))
    public = REPORTS[kind].copies[0] == "public"
    return REPORTS[kind].make(FULL[kind](), Print(public, PRINTED_ON, Choice(language=language), issue))


@pytest.mark.parametrize("kind", _FIGURES)
@pytest.mark.parametrize("moved", [(), MOVED], ids=["none", "many"])
def test_every_report_that_is_signed_says_what_it_replaces(kind: str, moved: tuple[Moved, ...], tmp_path: Path) -> None:
    pdf = later_version(kind, moved)
    words = text_of(pdf)
    assert "Replaces the version issued on February 3, 2019, approved by Capt. E. Sample." in words
    assert ("Concerns: Topic 2 2 → 3, and 9 more." if moved else "No figure has moved since.") in words
    if kind in ("monthly", "quarterly", "year"):
        assert ("What moved since the version of February 3, 2019" in outline(pdf)) == bool(moved)
        assert ("Concerns: Topic 11 11 12" in words) == bool(moved)
    if kind == "neighborhood":
        assert len(pages_of(pdf)) == 1
    assert_accessible(pdf, tmp_path)


def test_it_is_said_in_spanish_too() -> None:
    words = text_of(later_version("monthly", MOVED, "es"))
    assert "Sustituye la versión del 3 de febrero de 2019, aprobada por Capt. E. Sample." in words
    assert "Inquietudes: Topic 11 11 12" in words


@pytest.mark.parametrize("kind", _FIGURES)
def test_every_figure_that_is_kept_has_words(kind: str) -> None:
    data = FULL[kind]()
    _, period, kept = _FIGURES[kind](data)
    assert period.first <= period.last
    nothing: dict[str, Any] = {group: type(value)() for group, value in kept.items() if group not in ("from", "to")}
    moved = moved_figures(nothing, kept)
    assert moved
    assert all(moved_words(one) for one in moved)
    assert figure_words(replace(moved[0], span="last_year")).endswith(", a year earlier")

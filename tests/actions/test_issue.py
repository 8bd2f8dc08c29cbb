"""Reports as they were signed, and the words written for the next one."""

import hashlib
from dataclasses import replace
from datetime import date, datetime

import pytest

from outreach.actions.issue import IssueDetails, issue_report, write_report_words
from outreach.errors import NotFoundError, StaleVersionError
from outreach.records.issued import IssuedReport, ReportWords
from tests import given
from tests.actions.refusals import refused
from tests.trail import BY, entries, last_told

pytestmark = pytest.mark.usefixtures("store")

FIRST, LAST = date(2019, 1, 1), date(2019, 1, 31)
AT = datetime.fromisoformat("2019-02-01T15:30")
PDF = b"%PDF-1.7 \x00\xff"
JANUARY = IssueDetails("monthly", "January 2019", FIRST, LAST, True, '{"events": 3}', PDF)


def test_an_issued_report_is_kept_byte_for_byte() -> None:
    precinct = given.a_precinct()
    officer, ensley = given.an_officer(precinct), given.a_neighborhood(precinct)
    details = replace(
        JANUARY, neighborhood=ensley.id, prepared_by=officer.id, approved_by=" Capt. E. Sample ", message=" Thanks "
    )
    key = issue_report(BY, precinct.id, details, AT).only_id("issued_report")
    kept = IssuedReport.get_by_id(key)
    assert (kept.kind, kept.title, kept.period_from, kept.period_to) == ("monthly", "January 2019", FIRST, LAST)
    assert (bytes(kept.pdf), kept.sha256) == (PDF, hashlib.sha256(PDF).hexdigest())
    assert (kept.figures, kept.is_public, kept.issued_at) == ('{"events": 3}', True, AT)
    assert (kept.neighborhood_id, kept.prepared_by_id) == (ensley.id, officer.id)
    assert (kept.approved_by, kept.message, kept.replaces_id) == ("Capt. E. Sample", "Thanks", None)
    told = last_told()
    assert (told.action, told.of("issued_report")[0][1]["pdf"]["sha256"]) == ("issue_report", kept.sha256)


def test_a_correction_replaces_a_report_of_its_kind_once() -> None:
    precinct, east = given.a_precinct(), given.a_precinct("East Precinct")
    first = issue_report(BY, precinct.id, JANUARY, AT).only_id("issued_report")
    with refused("The report 'January 2019' is of another kind or precinct"):
        issue_report(BY, precinct.id, replace(JANUARY, kind="quarterly", replaces=first), AT)
    with refused("The report 'January 2019' is of another kind or precinct"):
        issue_report(BY, east.id, replace(JANUARY, replaces=first), AT)
    with refused("This issued report is no longer kept", NotFoundError):
        issue_report(BY, precinct.id, replace(JANUARY, replaces=99), AT)
    second = issue_report(BY, precinct.id, replace(JANUARY, title="January 2019, corrected", replaces=first), AT)
    assert IssuedReport.get_by_id(second.only_id("issued_report")).replaces_id == first
    with refused("The report 'January 2019' was replaced already"):
        issue_report(BY, precinct.id, replace(JANUARY, replaces=first), AT)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": " "}, "The kind of report is missing"),
        ({"title": " "}, "The report's title is missing"),
        ({"period_to": date(2018, 12, 31)}, "The end of the period 2018-12-31 lies before its start 2019-01-01"),
        ({"period_from": date(1019, 1, 1)}, "The start of the period 1019-01-01 cannot be right"),
        ({"pdf": b"GIF89a"}, "The report to issue is not a PDF"),
        ({"figures": "{"}, "The figures of the report are not JSON"),
        ({"neighborhood": 99}, "This neighborhood is not one of this precinct"),
        ({"prepared_by": 99}, "This officer is not one of this precinct"),
    ],
    ids=str,
)
def test_a_report_that_makes_no_sense_is_not_issued(values: dict[str, object], words: str) -> None:
    precinct = given.a_precinct()
    with refused(words):
        issue_report(BY, precinct.id, replace(JANUARY, **values), AT)  # type: ignore[arg-type]


def test_words_for_a_report_are_kept_and_not_overwritten_unseen() -> None:
    precinct = given.a_precinct()

    def write(words: str, version: int | None = None) -> None:
        write_report_words(BY, precinct.id, "monthly", FIRST, LAST, "message", words, version)

    write(" ")
    assert entries() == 0
    write(" Thank you all. ")
    kept = ReportWords.get()
    assert (kept.kind, kept.period_from, kept.period_to, kept.part) == ("monthly", FIRST, LAST, "message")
    assert (kept.words, kept.version, last_told().action) == ("Thank you all.", 1, "write_report_words")
    with refused("Somebody else changed this part of a report", StaleVersionError):
        write("Mine")
    write("", 1)
    assert (ReportWords.get().words, ReportWords.get().version) == ("", 2)
    with refused("Somebody else changed this part of a report", StaleVersionError):
        write("Mine", 1)
    with refused("The end of the period 2019-01-01 lies before its start 2019-01-31"):
        write_report_words(BY, precinct.id, "monthly", LAST, FIRST, "message", "Thanks")
    with refused("The part of the report is missing"):
        write_report_words(BY, precinct.id, "monthly", FIRST, LAST, " ", "Thanks")

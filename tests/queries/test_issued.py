"""Reports as they were issued, and the words for the next one."""

from datetime import date, datetime

import pytest

from outreach.errors import NotFoundError
from outreach.queries.issued import PartWords, issued_detail, issued_list, report_words
from outreach.records.issued import IssuedReport, ReportWords
from outreach.records.precinct import Precinct
from tests import given

pytestmark = pytest.mark.usefixtures("store")

FIRST, LAST = date(2019, 1, 1), date(2019, 1, 31)


def an_issued_report(precinct: Precinct, title: str, day: int, replaces: IssuedReport | None = None) -> IssuedReport:
    return IssuedReport.create(
        precinct=precinct,
        kind="monthly",
        title=title,
        period_from=FIRST,
        period_to=LAST,
        is_public=True,
        prepared_by=given.an_officer(precinct, str(day)),
        figures="{}",
        pdf=b"%PDF-1.7",
        sha256="0",
        issued_at=datetime(2019, 2, day),  # noqa: DTZ001 - kept without a zone, in UTC
        replaces=replaces,
    )


def test_issued_reports_are_listed_and_read_back_as_signed() -> None:
    precinct = given.a_precinct()
    first = an_issued_report(precinct, "January", 1)
    second = an_issued_report(precinct, "January, corrected", 5, first)
    rows = issued_list(precinct.id).rows
    assert [(row.title, row.replaces, row.replaced_by) for row in rows] == [
        ("January, corrected", first.id, None),
        ("January", None, second.id),
    ]
    assert issued_list(precinct.id, kind="year").total == 0
    assert issued_list(precinct.id, first=date(2019, 2, 1)).total == 0
    assert issued_list(precinct.id, first=LAST, last=LAST).total == 2
    told = issued_detail(first.id)
    assert (told.pdf, told.prepared_by, told.issued_at.day) == (b"%PDF-1.7", "Ofc. R. Sample", 1)
    with pytest.raises(NotFoundError):
        issued_detail(999)


def test_the_words_for_a_report_are_those_of_its_period() -> None:
    precinct = given.a_precinct()
    period = {"precinct": precinct, "kind": "monthly", "period_from": FIRST, "period_to": LAST}
    ReportWords.create(part="message", words="Thank you.", **period)
    assert report_words(precinct.id, "monthly", FIRST, LAST) == {"message": PartWords(1, "Thank you.")}
    assert report_words(precinct.id, "monthly", FIRST, date(2019, 2, 28)) == {}

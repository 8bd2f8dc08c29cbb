"""Periods, the ones they are compared with, and what they are called."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import OutreachError
from outreach.queries.period import Period, parse_month, shifted


def span(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("period", "prior", "last_year"),
    [
        (span("2019-01-01", "2019-01-31"), span("2018-12-01", "2018-12-31"), span("2018-01-01", "2018-01-31")),
        (span("2019-03-01", "2019-03-31"), span("2019-02-01", "2019-02-28"), span("2018-03-01", "2018-03-31")),
        (span("2020-02-01", "2020-02-29"), span("2020-01-01", "2020-01-31"), span("2019-02-01", "2019-02-28")),
        (span("2021-02-01", "2021-02-28"), span("2021-01-01", "2021-01-31"), span("2020-02-01", "2020-02-29")),
        (span("2018-11-01", "2019-01-31"), span("2018-08-01", "2018-10-31"), span("2017-11-01", "2018-01-31")),
        (span("2019-01-01", "2019-12-31"), span("2018-01-01", "2018-12-31"), span("2018-01-01", "2018-12-31")),
        (span("2019-01-08", "2019-01-14"), span("2019-01-01", "2019-01-07"), span("2018-01-08", "2018-01-14")),
        (span("2020-02-29", "2020-02-29"), span("2020-02-28", "2020-02-28"), span("2019-02-28", "2019-02-28")),
        (span("2019-01-01", "2019-01-30"), span("2018-12-02", "2018-12-31"), span("2018-01-01", "2018-01-30")),
    ],
)
def test_what_a_period_is_compared_with(period: Period, prior: Period, last_year: Period) -> None:
    assert period.prior == prior
    assert period.last_year == last_year


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_the_prior_period_ends_the_day_before_and_is_as_long(first: date, days: int) -> None:
    period = Period(first, date.fromordinal(first.toordinal() + days))
    prior = period.prior
    assert prior.last.toordinal() == first.toordinal() - 1
    if period.is_whole_months:
        assert len(prior.months) == len(period.months)
    else:
        assert prior.last - prior.first == period.last - period.first


@pytest.mark.parametrize(
    ("period", "label"),
    [
        (span("2019-01-01", "2019-01-31"), "January 2019"),
        (span("2019-01-01", "2019-03-31"), "January to March 2019"),
        (span("2018-12-01", "2019-01-31"), "December 2018 to January 2019"),
        (span("2019-01-15", "2019-02-14"), "January 15, 2019 to February 14, 2019"),
    ],
)
def test_what_a_period_is_called(period: Period, label: str) -> None:
    assert period.label == label


def test_months_touched() -> None:
    months = span("2018-11-15", "2019-01-02").months
    assert months == (date(2018, 11, 1), date(2018, 12, 1), date(2019, 1, 1))


def test_both_ends_are_in_it() -> None:
    january = Period.of_month(2019, 1)
    assert date(2019, 1, 1) in january
    assert date(2019, 1, 31) in january
    assert date(2019, 2, 1) not in january


def test_a_month_is_read_as_written() -> None:
    assert parse_month(" 2019-01 ") == Period.of_month(2019, 1)
    assert Period.of_months(parse_month("2018-12"), parse_month("2019-02")) == span("2018-12-01", "2019-02-28")


@pytest.mark.parametrize(
    "text", ["2019-13", "2019-00", "2019", "2019-1", "20191-01", "January", "", "1899-01", "２０１９-01"]
)
def test_a_month_that_does_not_exist_is_said(text: str) -> None:
    with pytest.raises(OutreachError, match="does not exist: write it as YYYY-MM"):
        parse_month(text)


def test_an_end_before_the_start_is_said() -> None:
    with pytest.raises(OutreachError, match="ends on 2018-12-31, before it starts on 2019-02-01"):
        Period.of_months(parse_month("2019-02"), parse_month("2018-12"))


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [("2019-01-31", 1, "2019-02-28"), ("2020-02-29", -12, "2019-02-28"), ("2019-12-15", 1, "2020-01-15")],
)
def test_a_day_some_months_away(day: str, months: int, there: str) -> None:
    assert shifted(date.fromisoformat(day), months) == date.fromisoformat(there)

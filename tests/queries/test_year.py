"""The year in review."""

from datetime import date

import pytest

from outreach.queries.period import Period
from outreach.queries.year import LARGEST_EVENTS, YearInReview, year_in_review
from outreach.records.precinct import Precinct
from tests import given
from tests.conftest import Store
from tests.queries.precinct_days import TODAY, closed, heads, measured, served
from tests.statements import counted_statements

YEAR = Period(date(2018, 1, 1), date(2018, 12, 31))


@pytest.fixture
def west(store: Store) -> Precinct:
    return given.a_precinct()


def of_year(precinct: Precinct) -> YearInReview:
    return year_in_review(precinct.id, YEAR, TODAY)


def test_an_empty_year_has_twelve_empty_months(west: Precinct) -> None:
    page = of_year(west)
    assert len(page.months) == len(page.prior_months) == len(page.topics_by_month) == 12
    assert (page.figures.events.held, page.largest, page.crime, page.message) == (0, (), (), "")


def test_months_stand_beside_those_of_the_year_before(west: Precinct) -> None:
    heads(given.an_event(west, date(2018, 3, 31)), 7)
    heads(given.an_event(west, date(2017, 12, 31)), 5)
    given.a_concern(west, raised_on=date(2018, 12, 1))
    page = of_year(west)
    assert [month.people_reached for month in page.months] == [0, 0, 7, *[0] * 9]
    assert page.prior_months[-1].people_reached == 5
    assert page.topics_by_month[-1] == {"Speeding": 1}
    assert page.months[0].month == Period.of_month(2018, 1)


def test_the_largest_events_come_first(west: Precinct) -> None:
    for people in range(LARGEST_EVENTS + 2):
        heads(given.an_event(west, date(2018, 5, 1), title=f"With {people}"), people)
    given.an_event(west, date(2018, 5, 2), title="Uncounted")
    titles = [row.title for row in of_year(west).largest]
    assert (len(titles), titles[0], titles[1]) == (LARGEST_EVENTS, "With 13", "With 12")


def test_crime_by_month_keeps_holes(west: Precinct) -> None:
    given.a_crime_count(west, date(2018, 2, 1), 0)
    given.a_crime_count(west, date(2017, 12, 1), 9)
    given.an_offense(west, "Never counted")
    (row,) = of_year(west).crime
    assert row.offense == "Burglary"
    assert row.months == (None, 0, *[None] * 10)
    assert row.prior_months == (*[None] * 11, 9)


def test_kept_promises_and_measures(west: Precinct) -> None:
    kept = closed(west, date(2018, 2, 1), date(2018, 3, 1), public_words="The lamp")
    closed(west, date(2018, 2, 1), date(2018, 3, 1))
    given.a_follow_up(west, opened_on=date(2018, 2, 1), public_words="Open")
    measured(served(given.an_event(west, date(2018, 5, 1)), given.a_neighborhood(west)), firearms_recovered=3)
    page = of_year(west)
    assert [row.key for row in page.kept_promises] == [kept.id]
    assert [(row.name, row.now, row.prior) for row in page.measures] == [("Firearms recovered", 3, None)]
    assert [(row.name, row.events) for row in page.coverage] == [("Ensley", 1)]


def test_the_number_of_statements_does_not_grow(west: Precinct) -> None:
    def one() -> None:
        heads(given.an_event(west, date(2018, 5, 1)), 3)
        closed(west, date(2018, 2, 1), date(2018, 3, 1), public_words="The lamp")

    one()
    with counted_statements() as few:
        of_year(west)
    for _ in range(60):
        one()
    with counted_statements() as many:
        of_year(west)
    assert len(many) == len(few)

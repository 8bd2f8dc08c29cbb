"""No figure of a month reads a table from end to end: what SQLite says it would do, statement by statement."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from outreach.queries.crime_entries import crime_entries
from outreach.queries.figures import figures
from outreach.queries.home import home
from outreach.queries.monthly import monthly_summary
from outreach.queries.neighborhoods import neighborhood_coverage
from outreach.queries.period import Period
from outreach.records.base import database
from outreach.records.events import EventStatus
from tests import given
from tests.conftest import Store
from tests.plans import statements_of, tables_read_whole
from tests.queries.precinct_days import closed, heads, measured, served, signed, worked

LARGE = {
    "event",
    "event_turnout",
    "first_attendance",
    "served_day",
    "attendance",
    "follow_up",
    "concern",
    "person",
    "crime_count",
    "event_neighborhood",
    "head_count",
}
TODAY = date(2019, 2, 4)


@pytest.fixture
def precinct(store: Store) -> int:
    west = given.a_precinct()
    ensley, person = given.a_neighborhood(west), given.a_person(west)
    for day in (date(2019, 1, 5), date(2018, 12, 5), date(2018, 1, 5)):
        event = signed(heads(served(given.an_event(west, day), ensley), 3), person)
        worked(measured(event, firearms_recovered=2), {given.an_officer(west, badge=str(day)): 2})
        concern = given.a_concern(west, event=event, raised_on=day, neighborhood=ensley, raised_by_person=person)
        closed(west, day, day, due=day, concern=concern)
        given.a_follow_up(west, due=day, opened_on=day, neighborhood=ensley)
        given.a_crime_count(west, day.replace(day=1), 4)
    served(given.an_event(west, TODAY + timedelta(days=1), status=EventStatus.PLANNED), ensley)
    served(given.an_event(west, date(2018, 6, 1)), given.a_neighborhood(west, "Quiet"))
    return int(west.id)


@pytest.mark.parametrize(
    "asked",
    [
        lambda precinct: figures(precinct, Period.of_month(2019, 1), TODAY),
        lambda precinct: monthly_summary(precinct, Period.of_month(2019, 1), TODAY),
        lambda precinct: home(precinct, TODAY),
    ],
    ids=["figures", "monthly summary", "home"],
)
def test_nothing_reads_a_large_table_from_end_to_end(precinct: int, asked: Callable[[int], object]) -> None:
    read_whole = [
        (table, sql) for table, sql in tables_read_whole(statements_of(lambda: asked(precinct))) if table in LARGE
    ]
    assert read_whole == []


def test_the_counts_of_a_month_are_found_by_the_month(sqlite_store: Store) -> None:
    """And not among all that were ever kept, whose keys the primary index of a precinct has in order."""
    west = given.a_precinct()
    ((sql, values),) = statements_of(lambda: crime_entries(west.id, date(2019, 1, 1)))
    steps = [step for *_, step in database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()]
    assert any("crime_count_of_whole_area (precinct_id=? AND month=?" in step for step in steps), steps


def test_promises_closed_later_are_found_by_their_day_and_not_read_from_the_first(sqlite_store: Store) -> None:
    west = given.a_precinct()
    asked = statements_of(lambda: neighborhood_coverage(west.id, Period.of_month(2019, 1), TODAY))
    ((sql, values),) = [one for one in asked if "closed_on" in one[0]]
    steps = [step for *_, step in database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()]
    assert any("closed_on>?" in step for step in steps)

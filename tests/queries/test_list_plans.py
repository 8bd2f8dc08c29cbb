"""The lists stay quick at the size of a city: none of their statements reads a whole table, on either database."""

from collections.abc import Callable
from datetime import date

import pytest

from outreach.queries.audit import audit_entries, next_to_undo
from outreach.queries.concerns import ConcernFilter, concern_detail, concern_list
from outreach.queries.duplicates import duplicates_of
from outreach.queries.event_list import EventFilter, calendar_events, event_list
from outreach.queries.event_order import BY_TURNOUT
from outreach.queries.events import event_detail
from outreach.queries.follow_up_detail import follow_up_detail
from outreach.queries.followups import FollowUpFilter, follow_up_board, follow_up_list
from outreach.queries.issued import issued_list
from outreach.queries.neighborhoods import neighborhood_detail
from outreach.queries.organizations import OrganizationFilter, organization_detail, organization_list
from outreach.queries.people import person_detail
from outreach.queries.person_list import PersonFilter, person_list
from outreach.queries.problems import ProblemFilter, problem_list
from outreach.queries.search import search
from outreach.queries.signin import lines, regulars, suggest
from outreach.records.base import database
from outreach.records.events import Attendance, EventNeighborhood
from tests import given
from tests.benchmarks.reading import lists
from tests.conftest import Store
from tests.plans import statements_of, tables_read_whole

TODAY = date(2019, 2, 1)
FIRST, LAST = date(2019, 1, 1), date(2019, 1, 31)
ONE_PAGE = "neighborhood"
"""A city has ninety-nine of them: a server reads them all rather than join two indexes of their words."""
QUESTIONS: dict[str, Callable[[], object]] = {
    "people": lambda: person_list(1),
    "people by words": lambda: person_list(1, PersonFilter(text="opal fern")),
    "people by phone": lambda: person_list(1, PersonFilter(text="4417")),
    "people of a neighborhood": lambda: person_list(1, PersonFilter(neighborhood=1)),
    "person": lambda: person_detail(1),
    "duplicates of a person": lambda: duplicates_of(1),
    "events": lambda: event_list(1),
    "events by words": lambda: event_list(1, EventFilter(text="meet")),
    "events of a month": lambda: event_list(1, EventFilter(first=FIRST, last=LAST), sort="reached"),
    "events of a neighborhood": lambda: event_list(1, EventFilter(neighborhoods=(1,))),
    "events of an officer": lambda: event_list(1, EventFilter(officer=1)),
    "calendar": lambda: calendar_events(1, FIRST, LAST),
    "event": lambda: event_detail(1),
    "sign-in lines": lambda: lines(1),
    "regulars": lambda: regulars(1),
    "suggest": lambda: suggest(1, 1, "fer"),
    "suggest one letter": lambda: suggest(1, 1, "f"),
    "suggest by phone": lambda: suggest(1, 1, "417"),
    "follow-ups": lambda: follow_up_list(1, TODAY),
    "late follow-ups": lambda: follow_up_list(1, TODAY, FollowUpFilter(overdue=True)),
    "follow-ups by words": lambda: follow_up_list(1, TODAY, FollowUpFilter(text="call")),
    "board": lambda: follow_up_board(1, TODAY),
    "follow-up": lambda: follow_up_detail(1, TODAY),
    "concerns": lambda: concern_list(1, ConcernFilter(text="cars")),
    "concern": lambda: concern_detail(1),
    "neighborhood": lambda: neighborhood_detail(1, TODAY),
    "organizations": lambda: organization_list(1, OrganizationFilter(text="ens")),
    "organization": lambda: organization_detail(1),
    "problems": lambda: problem_list(1, ProblemFilter(text="racing")),
    "search": lambda: search(1, "opal fern"),
    "search by phone": lambda: search(1, "4417"),
    "issued reports": lambda: issued_list(1),
    "audit": lambda: audit_entries(),
    "undo": lambda: next_to_undo("desk 1"),
}


@pytest.fixture
def kept(store: object) -> None:
    precinct = given.a_precinct()
    area = given.a_neighborhood(precinct)
    person = given.a_person(precinct, neighborhood=area, phone="205 555 4417", phone_digits="2055554417")
    given.an_organization(precinct, neighborhood=area)
    given.an_officer(precinct)
    event = given.an_event(precinct)
    EventNeighborhood.create(event=event, neighborhood=area)
    Attendance.create(event=event, person=person)
    given.a_follow_up(precinct, concern=given.a_concern(precinct, event=event, neighborhood=area), neighborhood=area)


@pytest.mark.usefixtures("kept")
def test_no_list_reads_a_whole_table() -> None:
    """Every page as it opens, by each of its columns and with each of its filters."""
    for name, question in {**QUESTIONS, **lists(1, TODAY)}.items():
        asked = statements_of(question)
        assert asked, name
        assert [(table, sql) for table, sql in tables_read_whole(asked) if table != ONE_PAGE] == [], name


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("sort", BY_TURNOUT)
def test_events_by_turnout_follow_its_index_where_it_is_the_same_too(
    sqlite_store: Store, sort: str, down: bool
) -> None:
    assert not [step for step in plan_of(lambda: event_list(1, sort=sort, descending=down)) if "FOR LAST" in step]


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize(
    ("chosen", "read"),
    [
        (EventFilter(officer=1), "officer_id=?"),
        (EventFilter(neighborhoods=(1,)), "precinct_id=? AND neighborhood_id=?"),
        (EventFilter(officer=1, first=FIRST, statuses=("held",)), "officer_id=? AND day>?"),
    ],
)
def test_events_of_an_officer_or_a_neighborhood_are_read_day_by_day(
    sqlite_store: Store, chosen: EventFilter, read: str, down: bool
) -> None:
    """Those of one day are sorted, and no more."""
    plan = plan_of(lambda: event_list(1, chosen, descending=down))
    at = plan.index("USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY")
    assert plan[at - 2].endswith(f"USING PRIMARY KEY ({read})")


def test_events_of_a_year_by_turnout_are_read_in_the_order_of_their_index(sqlite_store: Store) -> None:
    """Of the few days of another year they are sorted, by themselves."""
    plan = plan_of(lambda: event_list(1, EventFilter(first=date(2018, 12, 1), last=date(2019, 11, 30)), sort="reached"))
    (at,) = (at for at, step in enumerate(plan) if "INDEX event_turnout_by_year (precinct_id=? AND <expr>=?)" in step)
    assert "TEMP" not in "".join(plan[at : plan.index("SCAN firsts")])


def test_events_of_some_days_are_counted_by_whole_months(sqlite_store: Store) -> None:
    """The days of other months alone are looked for."""
    counted, _page = statements_of(lambda: event_list(1, EventFilter(first=date(2018, 12, 5), last=FIRST)))
    sql, values = counted
    plan = [step for *_, step in database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()]
    assert [value for value in values if isinstance(value, date)] == [
        *(date(2018, 12, 5), FIRST),
        *(date(2018, 12, 5), date(2018, 12, 31), FIRST, FIRST),
    ]
    assert [step.split(" USING ")[1].split(" (")[0] for step in plan if " USING " in step] == [
        "PRIMARY KEY",
        *("COVERING INDEX event_by_day", "COVERING INDEX event_by_day"),
    ]


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize(
    ("chosen", "index"),
    [
        (FollowUpFilter(), "follow_up_by_order"),
        (FollowUpFilter(neighborhood=1), "follow_up_by_area_in_order"),
        (FollowUpFilter(owner=1), "follow_up_by_owner"),
    ],
)
def test_promises_by_day_due_are_read_in_the_order_of_their_index(
    sqlite_store: Store, chosen: FollowUpFilter, index: str, down: bool
) -> None:
    """Those open, those of which nobody was told, and the others: none of the three is sorted."""
    plan = plan_of(lambda: follow_up_list(1, TODAY, chosen, descending=down))
    assert len([step for step in plan if f"INDEX {index} " in step and "<expr>=?" in step]) == 3
    assert not [step for step in plan if "FOR LAST" in step]


def test_a_server_reads_promises_backwards_off_their_index(postgresql_store: Store) -> None:
    """Told to sort as little as it can: of each of the three parts only those without a day are sorted."""
    asked = statements_of(lambda: follow_up_list(1, TODAY, descending=True))
    with database.atomic():
        for way in ("sort", "seqscan", "bitmapscan"):
            database.execute_sql(f"SET LOCAL enable_{way} = off")
        plans = [database.execute_sql(f"EXPLAIN {sql}", values).fetchall() for sql, values in asked]
    read = [step for plan in plans for (step,) in plan if "Index Scan Backward using follow_up_by_order" in step]
    assert len(read) == 3


@pytest.mark.parametrize("chosen", [FollowUpFilter(neighborhood=1), FollowUpFilter(owner=1)])
def test_the_board_of_an_officer_or_a_neighborhood_reads_what_stands_on_it(
    sqlite_store: Store, chosen: FollowUpFilter
) -> None:
    """And none of the promises that were kept and told long ago."""
    plan = plan_of(lambda: follow_up_board(1, TODAY, chosen))
    read = [step for step in plan if "INDEX follow_up_by_owner " in step or "INDEX follow_up_by_area_in_order " in step]
    assert len(read) >= 7
    assert all("<expr>=?" in step for step in read)


@pytest.mark.parametrize(
    "chosen",
    [
        FollowUpFilter(neighborhood=1),
        FollowUpFilter(owner=1),
        FollowUpFilter(owner=0),
        FollowUpFilter(event=1),
        FollowUpFilter(text="a"),
    ],
)
@pytest.mark.parametrize("sort", ["due", "opened_on"])
def test_few_promises_are_sorted_and_not_looked_for_among_all(
    sqlite_store: Store, sort: str, chosen: FollowUpFilter
) -> None:
    plan = plan_of(lambda: follow_up_list(1, TODAY, chosen, sort=sort))
    assert "USE TEMP B-TREE FOR ORDER BY" in plan
    assert not [step for step in plan if "INDEX follow_up_" in step and "(precinct_id=?" in step]


def test_of_the_same_last_three_digits_none_is_looked_up_but_those_of_the_number(sqlite_store: Store) -> None:
    plan = plan_of(lambda: person_list(1, PersonFilter(text="4417")))
    assert any("COVERING INDEX person_by_phone_end " in step for step in plan)


def plan_of(question: Callable[[], object]) -> list[str]:
    """The steps of the statements that a question sends, in a file."""
    explained = [
        database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall() for sql, values in statements_of(question)
    ]
    return [step for steps in explained for *_, step in steps]


@pytest.mark.usefixtures("store")
def test_a_whole_table_would_be_seen() -> None:
    sql = 'SELECT COUNT(*) FROM "event" AS "t1" WHERE "t1"."place" = \'x\''
    assert tables_read_whole([(sql, None)]) == [("event", sql)]

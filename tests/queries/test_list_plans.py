"""The lists stay quick at the size of a city: none of their statements reads a whole table in a file."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from unittest.mock import patch

import pytest

from outreach.queries.audit import audit_entries, next_to_undo
from outreach.queries.concerns import ConcernFilter, concern_detail, concern_list
from outreach.queries.duplicates import duplicates_of
from outreach.queries.event_list import EventFilter, calendar_events, event_list
from outreach.queries.events import event_detail
from outreach.queries.followups import FollowUpFilter, follow_up_board, follow_up_detail, follow_up_list
from outreach.queries.issued import issued_list
from outreach.queries.neighborhoods import neighborhood_detail
from outreach.queries.organizations import OrganizationFilter, organization_detail, organization_list
from outreach.queries.people import PersonFilter, person_detail, person_list
from outreach.queries.problems import ProblemFilter, problem_list
from outreach.queries.search import search
from outreach.queries.signin import lines, regulars, suggest
from outreach.records.base import database
from outreach.records.events import Attendance, EventNeighborhood
from tests import given
from tests.conftest import Store

TODAY = date(2019, 2, 1)
FIRST, LAST = date(2019, 1, 1), date(2019, 1, 31)
WHOLE = re.compile(r"^SCAN (?!.*VIRTUAL TABLE)")
NOTHING = "(0 = 1)"
"""How a condition on an empty list is written: no row is read."""
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
def kept(sqlite_store: Store) -> None:
    precinct = given.a_precinct()
    area = given.a_neighborhood(precinct)
    person = given.a_person(precinct, neighborhood=area, phone="205 555 4417", phone_digits="2055554417")
    given.an_organization(precinct, neighborhood=area)
    given.an_officer(precinct)
    event = given.an_event(precinct)
    EventNeighborhood.create(event=event, neighborhood=area)
    Attendance.create(event=event, person=person)
    given.a_follow_up(precinct, concern=given.a_concern(precinct, event=event, neighborhood=area), neighborhood=area)


def plans(question: Callable[[], object]) -> list[str]:
    """The steps SQLite takes to answer a question."""
    asked: list[tuple[str, Any]] = []
    original = database.obj.execute_sql

    def record(sql: str, params: Any = None, **rest: Any) -> Any:
        asked.append((sql, params))
        return original(sql, params, **rest)

    with patch.object(database.obj, "execute_sql", record):
        question()
    return [
        step[3]
        for sql, params in asked
        if NOTHING not in sql
        for step in database.obj.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
    ]


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("name", QUESTIONS)
def test_no_list_reads_a_whole_table(name: str) -> None:
    steps = plans(QUESTIONS[name])
    assert steps
    assert [step for step in steps if WHOLE.match(step)] == []

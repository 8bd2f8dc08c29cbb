"""On a server, the numbers kept beside lists let two write at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import psycopg
import pytest

from outreach.queries.tally_check import tally_faults
from outreach.records.base import database
from outreach.records.events import Attendance
from tests import given
from tests.conftest import Store
from tests.waiting import until_waiting


def at_once(location: str, first: str, second: str) -> None:
    """Two write: the second begins before the first has committed, and goes on when it has."""
    with psycopg.connect(location) as one, psycopg.connect(location) as other, ThreadPoolExecutor(1) as aside:
        one.execute(first.encode())
        changed = aside.submit(other.execute, second.encode())
        until_waiting(changed)
        one.commit()
        changed.result(timeout=30)
        other.commit()


def test_two_who_write_at_once_do_not_wait_for_each_other(postgresql_store: Store) -> None:
    """Rows of the same cells, in opposite orders; each commits while the other has not yet."""
    precinct = given.a_precinct()
    people = [given.a_person(precinct) for _ in range(2)]
    promises = [given.a_follow_up(precinct) for _ in range(2)]
    statements = (
        'UPDATE "person" SET active = false WHERE id = %s',
        "UPDATE follow_up SET due = '2019-01-20' WHERE id = %s",
    )
    with psycopg.connect(postgresql_store.location) as one, psycopg.connect(postgresql_store.location) as other:
        for session, at, order in ((one, 0, statements), (other, 1, statements[::-1])):
            session.execute("SET lock_timeout = '1s'")
            for statement in order:
                table = people if "person" in statement else promises
                session.execute(statement.encode(), (table[at].id,))
        one.commit()
        other.commit()
    assert tally_faults() == ()
    kept = "SELECT settled, people FROM person_tally WHERE NOT active"
    assert list(database.execute_sql(kept)) == [(True, 2)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET date = '2019-01-20', end_date = '2019-01-20' WHERE date = '2019-01-10'",
        "UPDATE person SET merged_into_id = (SELECT min(id) FROM person) WHERE id = (SELECT max(id) FROM person)",
        "DELETE FROM attendance WHERE note = 'first'",
    ],
    ids=["the event is moved", "the person is merged", "an earlier line is removed"],
)
def test_who_came_first_is_right_although_another_changes_it_meanwhile(postgresql_store: Store, change: str) -> None:
    """Somebody is signed in, and before that is committed another begins to change what the first day follows from."""
    precinct = given.a_precinct()
    first, event = (given.an_event(precinct, date(2019, 1, day), status="held") for day in (5, 10))
    kept, person = given.a_person(precinct), given.a_person(precinct)
    if "first" in change:
        Attendance.create(event=first, person=person, note="first")
    Attendance.create(event=event, person=kept)
    line = "INSERT INTO attendance (uid, version, event_id, person_id, name_as_signed, present, legible, note)"
    values = f"VALUES (gen_random_uuid(), 1, {event.id}, {person.id}, '', true, true, '')"
    at_once(postgresql_store.location, f"{line} {values}", change)
    assert tally_faults() == ()


@pytest.mark.parametrize("moved_first", [False, True])
def test_what_an_event_served_and_measured_is_right_although_it_is_moved_meanwhile(
    postgresql_store: Store, moved_first: bool
) -> None:
    """One moves the event, the other says what it served, what was counted and who was there: neither sees what the
    other writes until that is committed."""
    precinct = given.a_precinct()
    event = given.an_event(precinct, date(2019, 1, 10), status="held")
    area, kind = given.a_neighborhood(precinct), given.a_measure_kind(precinct)
    officer = given.an_officer(precinct)
    served = f"INSERT INTO event_neighborhood (event_id, neighborhood_id) VALUES ({event.id}, {area.id})"
    measured = f"INSERT INTO measure (version, event_id, kind_id, count) VALUES (1, {event.id}, {kind.id}, 3)"
    there = f"INSERT INTO event_officer (event_id, officer_id, role) VALUES ({event.id}, {officer.id}, '')"
    for month, written in enumerate((served, measured, there), start=2):
        moved = f"UPDATE event SET date = '2019-0{month}-20', end_date = '2019-0{month}-20' WHERE id = {event.id}"
        first, second = (moved, written) if moved_first else (written, moved)
        at_once(postgresql_store.location, first, second)
        assert tally_faults() == ()

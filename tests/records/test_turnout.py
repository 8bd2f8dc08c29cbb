"""How many came is counted by the database itself, whatever is written and by whichever way."""

from datetime import date
from typing import Any

import pytest
from peewee import IntegrityError, PostgresqlDatabase, fn

from outreach.records.base import database
from outreach.records.events import Attendance, Event, HeadCount
from outreach.records.people import Person
from outreach.records.turnout import counted_once, first_attendance, turnout
from tests import given
from tests.conftest import Store

pytestmark = pytest.mark.usefixtures("store")


def kept(event: Event) -> tuple[int | None, int, int | None] | None:
    """Heads, people present and people reached of an event, None without a row."""
    columns = (turnout.heads, turnout.present, turnout.reached)
    found = list(turnout.select(*columns).where(turnout.event_id == event.id).tuples())
    return found[0] if found else None


def test_an_event_that_nobody_counted_has_reached_nobody_knows_how_many() -> None:
    assert kept(given.an_event(given.a_precinct())) == (None, 0, None)


def test_lines_are_counted_while_somebody_is_present() -> None:
    precinct = given.a_precinct()
    event, other = given.an_event(precinct), given.an_event(precinct)
    first = Attendance.create(event=event, name_as_signed="One")
    second = Attendance.create(event=event, name_as_signed="Two", present=False)
    assert kept(event) == (None, 1, 1)
    Attendance.update(present=True).where(Attendance.id == second.id).execute()
    assert kept(event) == (None, 2, 2)
    Attendance.update(event=other).where(Attendance.id == first.id).execute()
    assert (kept(event), kept(other)) == ((None, 1, 1), (None, 1, 1))
    Attendance.delete().where(Attendance.event.in_([event.id, other.id])).execute()
    assert (kept(event), kept(other)) == ((None, 0, None), (None, 0, None))


def test_heads_count_before_lines_and_none_counted_is_not_nobody() -> None:
    event = given.an_event(given.a_precinct())
    Attendance.create(event=event, name_as_signed="One")
    adults = HeadCount.create(event=event, group_name="Adults", count=None)
    assert kept(event) == (None, 1, 1)
    HeadCount.update(count=0).where(HeadCount.id == adults.id).execute()
    assert kept(event) == (0, 1, 0)
    HeadCount.create(event=event, group_name="Youth", count=7)
    assert kept(event) == (7, 1, 7)
    HeadCount.delete().where(HeadCount.event == event).execute()
    assert kept(event) == (None, 1, 1)


def test_many_rows_at_once_are_counted_as_one_by_one() -> None:
    precinct = given.a_precinct()
    events = [given.an_event(precinct) for _ in range(3)]
    rows = [{"event": event, "name_as_signed": f"N{n}"} for event in events for n in range(event.id % 5 + 1)]
    Attendance.insert_many(rows).execute()
    lines: Any = Attendance.select(Attendance.event, fn.COUNT(Attendance.id)).group_by(Attendance.event)
    counted = dict(lines.tuples())
    assert {event.id: kept(event) for event in events} == {
        event.id: (None, counted[event.id], counted[event.id]) for event in events
    }


def test_lines_counted_at_the_end_of_a_block_are_counted_as_one_by_one_and_so_are_those_after_it() -> None:
    precinct = given.a_precinct()
    events = [given.an_event(precinct) for _ in range(3)]
    Attendance.create(event=events[0], name_as_signed="Before")
    told: dict[str, list[Any]] = {
        "event": [event.id for event in events for _ in "abcd"],
        "person": [None] * 12,
        "present": [True, True, False, True] * 3,
    }
    with database.atomic(), counted_once() as count:
        rows = zip(told["event"], told["present"], strict=True)
        many = [{"event": event, "present": present, "name_as_signed": "One"} for event, present in rows]
        Attendance.insert_many(many).execute()
        count(told)
    Attendance.create(event=events[1], name_as_signed="After")
    assert [kept(event) for event in events] == [(None, 4, 4), (None, 4, 4), (None, 3, 3)]


def test_who_came_first_is_looked_at_at_the_end_of_a_block() -> None:
    precinct = given.a_precinct()
    late, early = (given.an_event(precinct, date(2019, 1, day), status="held") for day in (20, 10))
    cora, opal, nan = (given.a_person(precinct) for _ in range(3))
    Attendance.create(event=late, person=cora)
    told: dict[str, list[Any]] = {
        "event": [early.id, late.id, early.id, early.id],
        "person": [cora.id, opal.id, opal.id, nan.id],
        "present": [True, True, False, False],
    }
    with database.atomic(), counted_once() as count:
        Attendance.insert_many(
            [dict(zip(told, line, strict=True)) for line in zip(*told.values(), strict=True)]
        ).execute()
        count(told)
    assert first_days() == {cora.id: 10, opal.id: 20}


def first_days() -> dict[int, int]:
    """The day of January on which each person came for the first time."""
    kept = first_attendance.select(first_attendance.person_id, first_attendance.day).tuples()
    return {person: int(str(day)[-2:]) for person, day in kept}


def test_the_first_day_follows_the_sign_ins_and_their_events() -> None:
    precinct = given.a_precinct()
    early, late = (given.an_event(precinct, date(2019, 1, day), status="held") for day in (10, 20))
    cora = given.a_person(precinct)
    here, there = (Attendance.create(event=event, person=cora, present=False) for event in (late, early))
    assert first_days() == {}
    for line, present, day in ((here, True, 20), (there, True, 10), (there, False, 20)):
        Attendance.update(present=present).where(Attendance.id == line.id).execute()
        assert first_days() == {cora.id: day}
    Event.update(date=date(2019, 1, 25), end_date=date(2019, 1, 25)).where(Event.id == late.id).execute()
    assert first_days() == {cora.id: 25}
    Event.update(status="cancelled").where(Event.id == late.id).execute()
    assert first_days() == {}
    Event.update(status="held").execute()
    assert first_days() == {cora.id: 25}
    Attendance.delete().where(Attendance.id == here.id).execute()
    assert first_days() == {}


def test_somebody_merged_into_another_came_when_she_did() -> None:
    precinct = given.a_precinct()
    early, late = (given.an_event(precinct, date(2019, 1, day), status="held") for day in (10, 20))
    cora, again = (given.a_person(precinct) for _ in range(2))
    Attendance.create(event=early, person=again)
    Attendance.create(event=late, person=cora)
    assert first_days() == {again.id: 10, cora.id: 20}
    Person.update(merged_into=cora).where(Person.id == again.id).execute()
    assert first_days() == {cora.id: 10}
    Person.update(merged_into=None).execute()
    assert first_days() == {again.id: 10, cora.id: 20}


def test_a_block_that_is_left_by_a_fault_lets_the_next_line_be_counted() -> None:
    event = given.an_event(given.a_precinct())
    with pytest.raises(IntegrityError), database.atomic(), counted_once():
        Attendance.create(event=event)  # which says nothing
    Attendance.create(event=event, name_as_signed="Two")
    assert kept(event) == (None, 1, 1)


def test_a_block_that_a_larger_change_survives_lets_the_next_line_be_counted() -> None:
    event = given.an_event(given.a_precinct())
    with database.atomic():
        with pytest.raises(IntegrityError), database.atomic(), counted_once():
            Attendance.create(event=event)  # which says nothing
        Attendance.create(event=event, name_as_signed="Two")
    assert kept(event) == (None, 1, 1)


def test_some_lines_after_others_in_a_block_are_counted_and_who_came_first_in_them() -> None:
    precinct = given.a_precinct()
    late, early = (given.an_event(precinct, date(2019, 1, day), status="held") for day in (20, 10))
    planned = given.an_event(precinct, date(2019, 1, 5), status="planned")
    cora, opal, nan = (given.a_person(precinct) for _ in range(3))
    parts = (
        [(late, cora), (early, opal), (late, opal), (planned, nan), (late, None)],
        [(early, cora), (late, nan), (planned, cora)],
    )
    with database.atomic(), counted_once() as count:
        for lines in parts:
            rows = [{"event": event, "person": person, "name_as_signed": "One"} for event, person in lines]
            Attendance.insert_many(rows).execute()
            count({
                "event": [event.id for event, _ in lines],
                "person": [person and person.id for _, person in lines],
                "present": [True] * len(lines),
            })  # fmt: skip
    assert first_days() == {cora.id: 10, opal.id: 10, nan.id: 20}
    assert [kept(event) for event in (late, early, planned)] == [(None, 4, 4), (None, 2, 2), (None, 2, 2)]


def test_a_removed_event_leaves_nothing() -> None:
    event = given.an_event(given.a_precinct())
    event.delete_instance()
    assert kept(event) is None


def test_what_was_kept_before_is_counted_by_the_migration(store: Store) -> None:
    """The statement that fills the table says the same as the triggers."""
    from importlib import import_module

    event = given.an_event(given.a_precinct())
    Attendance.create(event=event, name_as_signed="One")
    HeadCount.create(event=event, group_name="Adults", count=4)
    by_triggers = kept(event)
    database.execute_sql('DELETE FROM "event_turnout"')
    database.execute_sql(import_module("outreach.records.migrations.0016_turnout").FILL)
    assert kept(event) == by_triggers == (4, 1, 4)


def test_nothing_else_waits_for_a_line_that_is_added() -> None:
    """Whoever gives sign-ins a further trigger must count for it in :func:`counted_once`, too, or find it slow."""
    if isinstance(database.obj, PostgresqlDatabase):
        pytest.skip("a server counts by the statement")
    of_each = """SELECT name FROM sqlite_master
        WHERE type = 'trigger' AND tbl_name = 'attendance' AND sql LIKE '%AFTER INSERT%'"""
    assert {name for (name,) in database.execute_sql(of_each)} == {"turnout_line_added", "first_attendance_line_added"}

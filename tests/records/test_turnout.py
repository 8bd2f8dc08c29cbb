"""How many came is counted by the database itself, whatever is written and by whichever way."""

from typing import Any

import pytest
from peewee import IntegrityError, fn

from outreach.records.base import database
from outreach.records.events import Attendance, Event, HeadCount
from outreach.records.turnout import counted_once, turnout
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
        "present": [True, True, False, True] * 3,
    }
    with database.atomic(), counted_once(told):
        rows = zip(told["event"], told["present"], strict=True)
        many = [{"event": event, "present": present, "name_as_signed": "One"} for event, present in rows]
        Attendance.insert_many(many).execute()
    Attendance.create(event=events[1], name_as_signed="After")
    assert [kept(event) for event in events] == [(None, 4, 4), (None, 4, 4), (None, 3, 3)]


def test_a_block_that_is_left_by_a_fault_lets_the_next_line_be_counted() -> None:
    event = given.an_event(given.a_precinct())
    with pytest.raises(IntegrityError), database.atomic(), counted_once({"event": [], "present": []}):
        Attendance.create(event=event)  # which says nothing
    Attendance.create(event=event, name_as_signed="Two")
    assert kept(event) == (None, 1, 1)


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

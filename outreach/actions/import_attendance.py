"""Sign-ins of many events at once, as files bring them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any

from outreach.actions.change import Actor, Changes, change
from outreach.actions.checks import must_belong
from outreach.actions.signin import AttendanceDetails, attendance_values, refuse_repeated_places
from outreach.records.base import Row
from outreach.records.events import Attendance, Event
from outreach.records.people import Neighborhood, Organization, Person

_EVENTS_PER_STATEMENT = 20_000


def add_attendance(by: Actor, precinct: int, lines: Sequence[tuple[int, AttendanceDetails]]) -> Changes:
    """Add lines to the sign-ins of events (by key), in one change of few statements.

    Refuses what signing in refuses: a person, or a place on the sheet, that is taken at the same event.
    """
    rows = [{"event": event, **attendance_values(details)} for event, details in lines]
    by_event: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_event[row["event"]].append(row)
    with change(by, "add_attendance") as c:
        must_belong(Event, by_event, precinct)
        for name, model in (("person", Person), ("organization", Organization), ("neighborhood", Neighborhood)):
            must_belong(model, [row[name] for row in rows], precinct)
        for event, person, sheet, line in _places(list(by_event)):
            by_event[event].append({"person": person, "sheet": sheet, "line": line})
        for own in by_event.values():
            refuse_repeated_places(own, "the same event")
        c.create_many(Attendance, rows)
    return c.changes


def _places(events: Sequence[int]) -> Iterator[tuple[int, int | None, int | None, int | None]]:
    """Event, person, sheet and line of every sign-in of some events."""
    for batch in batched(events, _EVENTS_PER_STATEMENT):
        kept: Any = Attendance.select(Attendance.event, Attendance.person, Attendance.sheet, Attendance.line)
        yield from kept.where(Attendance.event.in_(batch)).tuples()

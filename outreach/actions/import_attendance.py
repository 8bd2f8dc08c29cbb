"""Sign-ins of many events at once, as files bring them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import batched, groupby
from operator import itemgetter
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
    wanted = sorted(lines, key=itemgetter(0))
    with change(by, "add_attendance") as c:
        must_belong(Event, {event for event, _ in wanted}, precinct)
        must_belong(Person, {details.person for _, details in wanted}, precinct)
        must_belong(Organization, {details.organization for _, details in wanted}, precinct)
        must_belong(Neighborhood, {details.neighborhood for _, details in wanted}, precinct)
        kept: dict[int, list[Row]] = defaultdict(list)
        for event, person, sheet, line in _places(list(dict.fromkeys(event for event, _ in wanted))):
            kept[event].append({"person": person, "sheet": sheet, "line": line})
        for event, own in groupby(wanted, itemgetter(0)):
            refuse_repeated_places([*(_place(details) for _, details in own), *kept[event]], "the same event")
        # Line after line of one event, so that the database stays in one place of each of its indexes.
        c.create_many(Attendance, ({"event": event, **attendance_values(details)} for event, details in wanted))
    return c.changes


def _place(details: AttendanceDetails) -> Row:
    return {"person": details.person, "sheet": details.sheet or 1, "line": details.line}


def _places(events: Sequence[int]) -> Iterator[tuple[int, int | None, int | None, int | None]]:
    """Event, person, sheet and line of every sign-in of some events."""
    for batch in batched(events, _EVENTS_PER_STATEMENT):
        kept: Any = Attendance.select(Attendance.event, Attendance.person, Attendance.sheet, Attendance.line)
        yield from kept.where(Attendance.event.in_(batch)).tuples()

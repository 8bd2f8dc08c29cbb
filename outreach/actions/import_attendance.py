"""Sign-ins of many events at once, as files bring them."""

from collections import defaultdict
from collections.abc import Sequence

from outreach.actions.change import Actor, Changes, change
from outreach.actions.checks import must_belong
from outreach.actions.signin import AttendanceDetails, attendance_values, refuse_repeated_places
from outreach.records.base import Row
from outreach.records.events import Attendance, Event
from outreach.records.people import Neighborhood, Organization, Person


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
        for line in Attendance.select().where(Attendance.event.in_(list(by_event))):
            by_event[line.event_id].append({"person": line.person_id, "sheet": line.sheet, "line": line.line})
        for own in by_event.values():
            refuse_repeated_places(own, "the same event")
        c.create_many(Attendance, rows)
    return c.changes

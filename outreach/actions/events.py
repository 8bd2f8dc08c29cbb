"""Events: recording, correcting, holding, cancelling, moving and repeating them."""

import datetime as calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from outreach.actions.change import Actor, Changes, change, load, required
from outreach.actions.checklists import copy_checklist, start_checklists
from outreach.actions.checks import must_belong, not_earlier, plain, refuse_repeats, sensible_day, word_of
from outreach.actions.past import Listed
from outreach.actions.recorded import recorded_with, remove_events
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Row
from outreach.records.events import (
    Event,
    EventKind,
    EventNeighborhood,
    EventOfficer,
    EventStatus,
)
from outreach.records.people import Neighborhood, Organization
from outreach.records.precinct import Officer, Precinct

_LONGEST_SHIFT = 72


@dataclass(frozen=True, slots=True)
class StaffDetails:
    """An officer (key) at an event, in a role, for a number of hours (None: not noted)."""

    officer: int
    role: str = ""
    hours: float | None = None


@dataclass(frozen=True, slots=True)
class EventDetails:
    """What is kept of an event itself.

    Local date and wall time; times are None where unknown, and without ``end_date`` it ends on the day it starts.
    ``status`` is one of :class:`EventStatus`. Kind, neighborhoods served, host and officers are keys.
    """

    kind: int
    title: str
    date: calendar.date
    start_time: time | None = None
    end_date: calendar.date | None = None
    end_time: time | None = None
    place: str = ""
    neighborhoods: tuple[int, ...] = ()
    host: int | None = None
    lead_officer: int | None = None
    staff: tuple[StaffDetails, ...] = ()
    summary: str = ""
    status: str = EventStatus.PLANNED


def record_event(by: Actor, precinct: int, details: EventDetails) -> Changes:
    """Record an event, planned or held, with the neighborhoods it served and its staff.

    A planned one starts with the checklist of its kind.

    Raises :class:`OutreachError` for a blank title, an end before the start, hours below 0 or above 72, a date no
    calendar of ours has, or a kind, neighborhood, officer or host of another precinct.
    """
    row = event_values(details)
    with change(by, "record_event") as c:
        load(Precinct, precinct)
        check_event_keys(precinct, [details])
        event = c.create(Event, precinct=precinct, **row)
        c.create_many(EventNeighborhood, neighborhood_rows(event.id, details))
        c.create_many(EventOfficer, staff_rows(event.id, details))
        if event.status == EventStatus.PLANNED:
            start_checklists(c, [event])
    return c.changes


def edit_event(by: Actor, event: int, version: int, details: EventDetails) -> Changes:
    """Correct an event, the neighborhoods it served and its staff, in one change. Refuses what recording refuses."""
    details = replace(details, end_date=details.end_date or details.date)
    with change(by, "edit_event") as c:
        record = c.load(Event, event, version)
        details = c.merge(record, details, neighborhoods=SERVED, staff=_STAFF)
        row = event_values(details)
        check_event_keys(record.precinct_id, [details])
        reason = record.cancel_reason if row["status"] == EventStatus.CANCELLED else ""
        c.update(record, **row, cancel_reason=reason)
        served = EventNeighborhood.select().where(EventNeighborhood.event == event)
        c.match(EventNeighborhood, served, neighborhood_rows(event, details), by="neighborhood_id", owner=record)
        staff = EventOfficer.select().where(EventOfficer.event == event)
        c.match(EventOfficer, staff, staff_rows(event, details), by="officer_id", owner=record)
    return c.changes


def hold_event(by: Actor, event: int, version: int) -> Changes:
    """Say that an event was held; a cancelled one, after all."""
    return _set_status(by, "hold_event", event, version, EventStatus.HELD)


def plan_event(by: Actor, event: int, version: int) -> Changes:
    """Put an event back among the planned ones."""
    return _set_status(by, "plan_event", event, version, EventStatus.PLANNED)


def cancel_event(by: Actor, event: int, version: int, reason: str) -> Changes:
    """Cancel an event; whatever was recorded with it stays. Raises :class:`OutreachError` without a reason."""
    words = required(plain(reason), say("The reason for cancelling"))
    return _set_status(by, "cancel_event", event, version, EventStatus.CANCELLED, words)


def move_event(by: Actor, event: int, version: int, day: date, start_time: time | None = None) -> Changes:
    """Move an event to another day and, with ``start_time``, another hour; it stays as long as it was."""
    sensible_day(day, say("The day of the event"))
    with change(by, "move_event") as c:
        record = c.load(Event, event, version)
        starts_at = start_time or record.start_time
        c.update(record, date=day, start_time=starts_at, **_moved_end(record, day, starts_at))
    return c.changes


def duplicate_event(by: Actor, event: int, day: date) -> Changes:
    """Plan the like of an event on another day: same kind, title, hours, place, hosts and staff, nobody signed in."""
    sensible_day(day, say("The day of the event"))
    with change(by, "duplicate_event") as c:
        record = load(Event, event)
        alike = ("precinct_id", "kind_id", "title", "place", "host_id", "lead_officer_id", "start_time")
        row = {name: getattr(record, name) for name in alike}
        copy = c.create(Event, **row, date=day, **_moved_end(record, day, record.start_time)).id
        served = EventNeighborhood.select().where(EventNeighborhood.event == event).order_by(EventNeighborhood.id)
        c.create_many(EventNeighborhood, [{"event": copy, "neighborhood": one.neighborhood_id} for one in served])
        staff = EventOfficer.select().where(EventOfficer.event == event).order_by(EventOfficer.id)
        c.create_many(EventOfficer, [{"event": copy, "officer": one.officer_id, "role": one.role} for one in staff])
        copy_checklist(c, event, copy)
    return c.changes


def remove_event(by: Actor, event: int, version: int) -> Changes:
    """Remove an event entered by mistake. Raises :class:`OutreachError` when anything was recorded with it."""
    with change(by, "remove_event") as c:
        record = c.load(Event, event, version)
        if recorded_with([record]):
            raise OutreachError(
                say(
                    "Something is already recorded with '{title}' on {day}, so it was not removed: cancel the "
                    "event instead.",
                    title=record.title,
                    day=record.date,
                )
            )
        remove_events(c, [record])
    return c.changes


def event_values(details: EventDetails) -> Row:
    """The columns of an event's row, all but precinct and source. Raises :class:`OutreachError` as recording does."""
    title = required(plain(details.title), say("The title of the event"))
    day = sensible_day(details.date, say("The day of the event"))
    end_day = sensible_day(details.end_date or day, say("The last day of the event"))
    not_earlier(end_day, say("The last day of the event"), day, say("its first,"))
    if details.end_time is not None:
        _check_end(details.start_time, details.end_time, one_day=end_day == day)
    return {
        "kind": details.kind,
        "title": title,
        "status": word_of(EventStatus, details.status, say("The state of an event")),
        "date": day,
        "start_time": details.start_time,
        "end_date": end_day,
        "end_time": details.end_time,
        "place": plain(details.place),
        "host": details.host,
        "lead_officer": details.lead_officer,
        "summary": plain(details.summary),
    }


def neighborhood_rows(event: int, details: EventDetails) -> list[Row]:
    """The rows of the neighborhoods an event served, each once."""
    return [{"event": event, "neighborhood_id": key} for key in dict.fromkeys(details.neighborhoods)]


def staff_rows(event: int, details: EventDetails) -> list[Row]:
    """The rows of an event's staff. Raises :class:`OutreachError` for hours that cannot be, or an officer twice."""
    refuse_repeats(
        [one.officer for one in details.staff],
        lambda _: say(
            "One officer is listed twice at '{title}', so nothing was written: leave one out.", title=details.title
        ),
    )
    for hours in (one.hours for one in details.staff if one.hours is not None):
        if not 0 <= hours <= _LONGEST_SHIFT:
            raise OutreachError(
                say(
                    "{hours:g} hours cannot be right, so nothing was written: give 0 to {most}.",
                    hours=hours,
                    most=_LONGEST_SHIFT,
                )
            )
    return [
        {"event": event, "officer_id": one.officer, "role": plain(one.role), "hours": one.hours}
        for one in details.staff
    ]


def check_event_keys(precinct: int, events: Sequence[EventDetails]) -> None:
    """See that all that the events name is of their precinct; four statements, whatever the number of events.

    Raises :class:`OutreachError` when something is not.
    """
    must_belong(EventKind, [one.kind for one in events], precinct)
    must_belong(Neighborhood, [key for one in events for key in one.neighborhoods], precinct)
    must_belong(Organization, [one.host for one in events], precinct)
    leads = [one.lead_officer for one in events]
    must_belong(Officer, [*leads, *(staff.officer for one in events for staff in one.staff)], precinct)


SERVED = Listed(EventNeighborhood, "event_id", lambda row: row["neighborhood"], refers="neighborhood")
_STAFF = Listed(
    EventOfficer,
    "event_id",
    lambda row: StaffDetails(row["officer"], row["role"], row["hours"]),
    lambda one: one.officer,
)


def _check_end(starts_at: time | None, ends_at: time, *, one_day: bool) -> None:
    if starts_at is None:
        raise OutreachError(say("The event has an end but no start: fill in when it starts. Nothing was written."))
    if one_day and ends_at < starts_at:
        raise OutreachError(
            say(
                "The event ends at {ends_at:%H:%M}, before it starts at {starts_at:%H:%M}, so nothing was "
                "written: correct the times, or let it end on the next day.",
                ends_at=ends_at,
                starts_at=starts_at,
            )
        )


def _set_status(by: Actor, action: str, event: int, version: int, status: EventStatus, reason: str = "") -> Changes:
    with change(by, action) as c:
        c.update(c.load(Event, event, version), status=status, cancel_reason=reason)
    return c.changes


def _moved_end(event: Event, day: date, starts_at: time | None) -> Row:
    if event.end_time is None or event.start_time is None or starts_at is None:
        return {"end_date": day + (event.end_date - event.date), "end_time": event.end_time}
    length = datetime.combine(event.end_date, event.end_time) - datetime.combine(event.date, event.start_time)
    ends: datetime = datetime.combine(day, starts_at) + length
    return {"end_date": ends.date(), "end_time": ends.time()}

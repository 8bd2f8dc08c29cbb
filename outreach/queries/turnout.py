"""Events of a period, and the people they reached."""

from collections.abc import Mapping
from typing import Any

from peewee import SQL, Case, Select, fn

from outreach.queries.rows import Asked, alone, put_together_once, rows_of
from outreach.queries.spans import Spans, is_month
from outreach.records.base import database
from outreach.records.events import Event, EventKind, EventStatus
from outreach.records.tallies import event_tally
from outreach.records.turnout import first_attendance, turnout
from outreach.values import frozen


@frozen
class EventFigures:
    """Events whose date lies in the period, by status: held, planned or cancelled. Held ones are counted by kind, too.

    ``by_kind`` has the largest first; the date is the precinct's own.
    """

    held: int
    planned: int
    cancelled: int
    by_kind: Mapping[str, int]


@frozen
class PeopleReached:
    """People at held events: the head counts of each event; where nobody took one, its sign-ins. Events with neither
    are named beside the figure as events without a count, and never taken for zero.

    ``unknown_events`` had neither. ``total`` is None when events were held and all of them are unknown; without any
    event it is 0.
    """

    total: int | None
    unknown_events: int


@frozen
class SignInFigures:
    """Lines of people present at held events, illegible ones included. Somebody came for the first time when her first
    sign-in ever lies in the period. People who were found to be one person and merged count once.
    """

    present: int
    first_time: int


def event_figures(spans: Spans) -> Asked[tuple[EventFigures, ...]]:
    """Events by status and kind for each period; two statements, one of them for whole months."""
    by_status = [dict.fromkeys(EventStatus, 0) for _ in spans.periods]
    by_kind: list[dict[str, int]] = [{} for _ in spans.periods]
    found = yield _by_status_and_kind(spans)
    rows = [row for part in found for row in part if row[-1]]
    for i, status, _, kind, count in sorted(rows, key=lambda row: (-row[4], row[2], row[3])):
        by_status[i][EventStatus(status)] += int(count)
        if status == EventStatus.HELD:
            by_kind[i][kind] = int(count)
    return tuple(
        EventFigures(status[EventStatus.HELD], status[EventStatus.PLANNED], status[EventStatus.CANCELLED], kinds)
        for status, kinds in zip(by_status, by_kind, strict=True)
    )


@put_together_once
def _by_status_and_kind(spans: Spans) -> list[Any]:
    cell = event_tally

    def tallied(part: Spans) -> Any:
        kinds = part.tallied(cell, cell.status, EventKind.position, EventKind.name, fn.SUM(cell.events))
        return kinds.join(EventKind, on=EventKind.id == cell.kind_id).group_by(
            part.c.i, cell.status, EventKind.position, EventKind.name
        )

    def counted(part: Spans) -> Any:
        columns = (Event.status, EventKind.position, EventKind.name)
        events = part.of(Event, Event.date.between(part.c.first, part.c.last), *columns, fn.COUNT(Event.id))
        return events.join_from(Event, EventKind).group_by(part.c.i, *columns)

    return spans.parted(tallied, counted)


def heads_counted() -> Any:
    """The sum of an event's known head counts, as a column of a select over events; NULL: nobody counted."""
    return turnout.select(turnout.heads).where(turnout.event_id == Event.id)


def people_present() -> Any:
    """The number of lines of people present at an event, as a column of a select over events."""
    return turnout.select(turnout.present).where(turnout.event_id == Event.id)


def reached(heads: Any, present: Any) -> Any:
    """The people an event reached, from its heads counted and people present; NULL: nobody counted in any way."""
    return Case(None, ((heads.is_null(False), heads), (present > 0, present)), None)


def attendance_figures(spans: Spans) -> tuple[tuple[PeopleReached, SignInFigures], ...]:
    """People reached and signed in for each period; two statements."""
    (firsts,) = _first_timers(spans)
    first_timers = dict(rows_of(firsts))
    return tuple(
        (reach, SignInFigures(present, first_timers.get(i, 0)))
        for i, (reach, present) in enumerate(alone(reach_figures(spans)))
    )


def reach_figures(spans: Spans) -> Asked[tuple[tuple[PeopleReached, int], ...]]:
    """People reached, and lines of people present, for each period; two statements, one of them for whole months."""
    found = yield _reach(spans)
    totals: dict[int, tuple[PeopleReached, int]] = {}
    for i, *numbers in (row for part in found for row in part):
        events, known, people, present = map(int, numbers)
        total = None if events and not known else people
        totals[i] = PeopleReached(total, events - known), present
    return tuple(totals.get(i, (PeopleReached(0, 0), 0)) for i in range(len(spans.periods)))


@put_together_once
def _reach(spans: Spans) -> list[Any]:
    cell, kept = event_tally, turnout

    def tallied(part: Spans) -> Any:
        sums = (fn.SUM(cell.events), fn.SUM(cell.counted), fn.SUM(cell.reached), fn.SUM(cell.present))
        return part.tallied(cell, *sums).where(cell.status == EventStatus.HELD).group_by(part.c.i)

    def counted(part: Spans) -> Any:
        people = fn.COALESCE(fn.SUM(kept.reached), 0)
        sums = (fn.COUNT(Event.id), fn.COUNT(kept.reached), people, fn.SUM(kept.present))
        return part.held(*sums).join_from(Event, kept, on=kept.event_id == Event.id).group_by(part.c.i)

    return spans.parted(tallied, counted)


def largest_events(spans: Spans) -> Asked[dict[int, str]]:
    """The title of the event that reached most people, by the place of each period that is one month; one statement."""
    months = spans.among(is_month)
    if months is None:
        return {}
    in_month = (turnout.precinct_id == months.c.precinct) & (turnout.month == months.c.first)
    largest = (
        turnout.select(turnout.event_id)
        .where(in_month, turnout.status == EventStatus.HELD, turnout.reached > 0)
        .order_by(turnout.reached.desc(), turnout.event_id)
        .limit(1)
    )
    found = months.select(largest.alias("event"))
    titled = Select((found,), (found.c.i, Event.title)).join(Event, on=Event.id == found.c.event)
    (rows,) = yield (months.query(titled.bind(database.obj), days_alone=True),)
    return dict(rows)


@put_together_once
def _first_timers(spans: Spans) -> tuple[Any]:
    new = spans.kept(first_attendance, first_attendance.day, fn.COUNT(first_attendance.person_id))
    return (spans.query(new.group_by(spans.c.i), days_alone=True),)


def never_before(person: Any, day: Any) -> Any:
    """The condition that a person was present at no held event before a day, under any entry merged into hers."""
    earlier = first_attendance.select(SQL("1"))
    return ~fn.EXISTS(earlier.where(first_attendance.person_id == person, first_attendance.day < day))

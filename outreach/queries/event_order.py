"""In which orders the list of events stands, and the indexes by which it, or a part of it, is read so."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import JOIN, SQL, NodeList, SqliteDatabase, fn

from outreach.queries.listing import name_by_name, position_of, unindexed
from outreach.records.base import database
from outreach.records.events import Event, EventKind, EventStatus
from outreach.records.precinct import Officer
from outreach.records.turnout import turnout

BY_TURNOUT = ("reached", "sign_ins")
_YEARS = 5
"""So many years are read side by side; the events of more are sorted."""
_MANY_DAYS = 90
"""Of fewer days of a year the events are sooner sorted than met among those of the year."""


def sorts() -> dict[str, Sequence[Any]]:
    """The sorts of the list."""
    return {
        "date": (Event.date, Event.start_time),
        "title": (fn.LOWER(Event.title), Event.date),
        "kind": (EventKind.position, EventKind.name, EventKind.id, Event.date),
        "status": (position_of(Event.status, EventStatus), Event.date),
        "place": (fn.LOWER(Event.place), Event.date),
        "lead_officer": (fn.LOWER(Officer.name), Officer.id, Event.date),
        "reached": (turnout.reached, turnout.day, turnout.event_id),
        "sign_ins": (turnout.present, turnout.day, turnout.event_id),
    }


def keys_by(sort: str, precinct: int, *, few: bool = False) -> Any:
    """The keys of the events, joined to what they are sorted by: ``few``, which are sooner sorted than looked for in an
    index of all by turnout."""
    keys: Any = Event.select(Event.id)
    match sort:
        case "kind":
            return keys.join(EventKind)
        case "lead_officer":
            return keys.join(Officer, JOIN.LEFT_OUTER)
        case _ if sort in BY_TURNOUT:
            own = unindexed(turnout.precinct_id) if few else turnout.precinct_id
            return with_turnout(keys).where(own == precinct)
    return keys


def with_turnout(events: Any) -> Any:
    """A query of events joined to how many came."""
    return events.join(turnout, on=(turnout.event_id == Event.id))


def within(day: Any, first: date | None, last: date | None) -> list[Any]:
    """The conditions that a day is one of some days, all before or after one where there is no other edge."""
    since = [] if first is None else [day >= first]
    return since if last is None else [*since, day <= last]


def one_after_the_other(precinct: int, sort: str, order: Sequence[Any], descending: bool) -> Sequence[Any]:
    """All events in parts, one of each status, kind or lead officer after the other, and those without."""
    keys: Any = Event.select(Event.id)
    if sort == "status":
        return [
            keys.where(Event.precinct == precinct, Event.status == status).order_by(*order[1:])
            for status in EventStatus
        ]
    names: Any = {"kind": EventKind, "lead_officer": Officer}.get(sort)
    if names is None:
        return ()
    own = unindexed(Event.precinct) == precinct
    column, count = (Event.kind, 3) if sort == "kind" else (Event.lead_officer, 2)
    named = keys.join(names, on=column == names.id).where(names.precinct == precinct, own)
    walked = name_by_name(named, sorts()[sort], count, descending, Event.id)
    if not column.null:
        return (walked,)
    return walked, keys.where(column.is_null(), own).order_by(*order[count:])


def day_by_day(days: Any, fits: Sequence[Any], order: Sequence[Any], descending: bool) -> Any:
    """The keys of events by date, read off a table that has them by their days."""
    keys: Any = Event.select(Event.id).join(days, on=(days.event_id == Event.id)).where(*fits)
    return keys.order_by(days.day.desc() if descending else days.day.asc(), *order[1:])


def year_by_year(precinct: int, first: date | None, last: date | None, order: Sequence[Any]) -> Sequence[Any]:
    """The keys of the events of some days by how many they reached in parts, one for each year; none where all are as
    soon sorted: of few days, of many years, or of those before or after a day."""
    if first is None or last is None or last.year - first.year >= _YEARS:
        return ()
    years = range(first.year, last.year + 1)
    days = [(max(first, date(year, 1, 1)), min(last, date(year, 12, 31))) for year in years]
    are_many = [(end - start).days >= _MANY_DAYS for start, end in days]
    if not any(are_many):
        return ()
    keys = with_turnout(Event.select(Event.id))
    return [
        (
            keys.where(turnout.precinct_id == precinct, _is_of(start.year), *within(turnout.day, start, end))
            if many
            else keys.where(Event.precinct == precinct, *within(Event.date, start, end))
        ).order_by(*order)
        for (start, end), many in zip(days, are_many, strict=True)
    ]


def _is_of(year: int) -> Any:
    """The condition that an event is of a year, in the very words of the index."""
    if isinstance(database.obj, SqliteDatabase):
        return fn.SUBSTR(turnout.day, SQL("1"), SQL("4")) == f"{year:04}"
    return fn.EXTRACT(NodeList((SQL("YEAR FROM"), turnout.day))) == year

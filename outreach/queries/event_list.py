"""Events: as a list with what came of each, and as a calendar."""

import datetime as calendar
from collections.abc import Collection, Sequence
from datetime import date, time
from typing import Any

from peewee import JOIN, SqliteDatabase, fn

from outreach.queries.by_words import Keys, Wanted, counting_found, page_by_words, together, walked_page, words_tell
from outreach.queries.listing import (
    Page,
    among,
    counting,
    name_by_name,
    names_as_one,
    names_of,
    ordered,
    page_of,
    position_of,
    ranked_name,
    unindexed,
)
from outreach.queries.rows import Asked, answered, put_together_once, rows_of
from outreach.queries.tallies import events_tallied
from outreach.records.base import database
from outreach.records.events import (
    Event,
    EventKind,
    EventNeighborhood,
    EventOfficer,
    EventStatus,
)
from outreach.records.followups import Concern, FollowUp
from outreach.records.people import Neighborhood
from outreach.records.precinct import Officer
from outreach.records.search import matches, matching
from outreach.records.turnout import turnout
from outreach.values import frozen


@frozen
class EventFilter:
    """Which events: words in title, place or summary; any of these kinds, neighborhoods and statuses; the officer who
    led or was there; the days from ``first`` to ``last``; the series. Empty: all."""

    text: str = ""
    kinds: tuple[int, ...] = ()
    neighborhoods: tuple[int, ...] = ()
    officer: int | None = None
    first: date | None = None
    last: date | None = None
    statuses: tuple[str, ...] = ()
    series: int | None = None


@frozen
class EventRow:
    """One event in a list.

    ``reached`` is the sum of its known head counts, else its present sign-ins where there are any, else None
    (unknown); ``sign_ins`` counts present lines.
    """

    id: int
    version: int
    kind: int
    kind_name: str
    title: str
    status: str
    date: calendar.date
    start_time: time | None
    end_date: calendar.date
    end_time: time | None
    place: str
    neighborhoods: tuple[str, ...]
    lead_officer: int | None
    lead_officer_name: str
    series: int | None
    reached: int | None
    sign_ins: int
    concerns: int
    promises: int


BY_TURNOUT = ("reached", "sign_ins")

type EventPage = Page[EventRow]


@frozen
class CalendarEvent:
    """One event in a calendar."""

    id: int
    version: int
    kind: int
    kind_name: str
    title: str
    status: str
    date: calendar.date
    start_time: time | None
    end_date: calendar.date
    end_time: time | None
    place: str
    series: int | None


def event_list_asked(
    precinct: int,
    chosen: EventFilter = EventFilter(),
    *,
    sort: str = "date",
    descending: bool = True,
    offset: int = 0,
    limit: int = 200,
) -> Asked[Page[EventRow]]:
    """A page of the events that fit, in two statements of one turn; in a file, where words, neighborhoods or an
    officer alone are asked for, in two to four.

    ``sort`` is one of date, title, kind, status, place, lead_officer, reached, sign_ins. Raises
    :class:`OutreachError` for another.
    """
    how = (precinct, chosen, sort, descending, offset, limit)
    if _is_found(chosen):
        totals, page = _page_queries(*how)
        (((count, every),),) = yield (totals,)
        wanted = Wanted(count, every, every, offset, limit, keys=_lie(chosen, sort))
        found = yield from page_by_words(wanted, lambda reach: _walked(*how, reach)[0], page)
    else:
        ((count,),), found = yield _page_queries(*how)
    rows = []
    for row in found:
        *facts, areas, lead, rank, name, series, reached, present, concerns, promises = row
        numbers = (reached, present, concerns, promises)
        rows.append(EventRow(*(*facts, names_of(areas), lead, ranked_name(rank, name), series, *numbers)))
    return Page(count, tuple(rows))


event_list = answered(event_list_asked)


@put_together_once
def _page_queries(
    precinct: int, chosen: EventFilter, sort: str, descending: bool, offset: int, limit: int
) -> Sequence[Any]:
    """How many fit, and those on a page."""
    fits = _fits(precinct, chosen, sort)
    order = ordered(_sorts(), sort, descending, Event.id)
    parts = _parts(precinct, sort, order, descending) if chosen == EventFilter() else ()
    page = page_of(_rows(), _keys(sort, precinct), fits, order, Event.id, offset, limit, parts)
    total = _total(precinct, chosen)
    if _is_found(chosen):
        total = together(total, events_tallied(precinct))
    return total, page


@put_together_once
def _walked(
    precinct: int, chosen: EventFilter, sort: str, descending: bool, offset: int, limit: int, reach: int
) -> Sequence[Any]:
    """Those on a page that have some words, among the first of all events."""
    order, fits = ordered(_sorts(), sort, descending, Event.id), _fits(precinct, EventFilter(), sort)
    parts = _parts(precinct, sort, order, descending)
    keys = _keys(sort, precinct)
    both, lie = (order, order), _lie(chosen, sort)
    return (walked_page(Event, _found(chosen), _rows(), keys, fits, both, offset, limit, reach, parts, lie=lie),)


def _lie(chosen: EventFilter, sort: str) -> Keys:
    return Keys.NEAR if sort == "date" and chosen.text else Keys.ANYWHERE


def _is_found(chosen: EventFilter) -> bool:
    """Whether words, neighborhoods or an officer alone are asked for in a file, whose indexes know no precinct."""
    if not isinstance(database.obj, SqliteDatabase):
        return False
    if chosen.text.strip():
        return chosen == EventFilter(text=chosen.text) and words_tell(chosen.text)
    alone = (EventFilter(neighborhoods=chosen.neighborhoods), EventFilter(officer=chosen.officer))
    return chosen != EventFilter() and chosen in alone


def _found(chosen: EventFilter) -> Any:
    """The keys of events that have the words, served one of the neighborhoods, or had the officer."""
    if chosen.text:
        return matches(Event, chosen.text)
    return _with_officer(chosen.officer) if chosen.officer is not None else _serving(chosen.neighborhoods)


def _serving(neighborhoods: Collection[int]) -> Any:
    served: Any = EventNeighborhood.select(EventNeighborhood.event).where(
        EventNeighborhood.neighborhood.in_(neighborhoods)
    )
    return served.distinct() if len(neighborhoods) > 1 else served


def _with_officer(officer: int) -> Any:
    led: Any = Event.select(Event.id).where(Event.lead_officer == officer)
    there: Any = EventOfficer.select(EventOfficer.event).where(EventOfficer.officer == officer)
    return led.union(there)


_FACTS = (
    Event.id,
    Event.version,
    Event.kind,
    EventKind.name,
    Event.title,
    Event.status,
    Event.date,
    Event.start_time,
    Event.end_date,
    Event.end_time,
    Event.place,
)
"""What a list and a calendar tell of an event, in the order of their rows."""


def calendar_events(
    precinct: int, first: date, last: date, chosen: EventFilter = EventFilter()
) -> tuple[CalendarEvent, ...]:
    """The events that touch the days from ``first`` to ``last``, by date and time; one statement."""
    found: Any = (
        Event.select(
            *_FACTS,
            Event.series,
        )
        .join(EventKind)
        .where(*_fits(precinct, chosen), Event.end_date >= first, Event.date <= last)
        .order_by(Event.date, Event.start_time.asc(nulls="FIRST"), Event.id)
    )
    return tuple(CalendarEvent(*row) for row in rows_of(found))


def _fits(precinct: int, chosen: EventFilter, sort: str = "date") -> list[Any]:
    # By turnout the events are read off the index of another table; unless a filter leaves few of them.
    walked = sort in BY_TURNOUT and chosen == EventFilter()
    found_otherwise = bool(chosen.text.strip() or chosen.neighborhoods) or chosen.officer is not None or walked
    fits: list[Any] = [(unindexed(Event.precinct) if found_otherwise else Event.precinct) == precinct]
    if chosen.text.strip():
        fits.append(matching(Event, chosen.text))
    if chosen.kinds:
        fits.append(Event.kind.in_(chosen.kinds))
    if chosen.statuses:
        fits.append(Event.status.in_(chosen.statuses))
    if chosen.neighborhoods:
        fits.append(among(Event.id, _serving(chosen.neighborhoods)))
    if chosen.officer is not None:
        fits.append(among(Event.id, _with_officer(chosen.officer)))
    if chosen.first is not None:
        fits.append(Event.date >= chosen.first)
    if chosen.last is not None:
        fits.append(Event.date <= chosen.last)
    if chosen.series is not None:
        fits.append(Event.series == chosen.series)
    return fits


def _total(precinct: int, chosen: EventFilter) -> Any:
    """How many fit."""
    here: Any = Event.select(Event.id).where(*_fits(precinct, chosen))
    if _is_found(chosen):
        return counting_found(here, _found(chosen), precinct)
    if chosen == EventFilter(kinds=chosen.kinds, statuses=chosen.statuses):
        return events_tallied(precinct, chosen.statuses, chosen.kinds)
    return counting(here)


def _sorts() -> dict[str, Sequence[Any]]:
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


def _keys(sort: str, precinct: int) -> Any:
    """The keys of the events, joined to what they are sorted by."""
    keys: Any = Event.select(Event.id)
    match sort:
        case "kind":
            return keys.join(EventKind)
        case "lead_officer":
            return keys.join(Officer, JOIN.LEFT_OUTER)
        case _ if sort in BY_TURNOUT:
            return _with_turnout(keys).where(turnout.precinct_id == precinct)
    return keys


def _rows() -> Any:
    return _with_turnout(
        Event.select(
            *_FACTS,
            _served(),
            Event.lead_officer,
            Officer.rank,
            Officer.name,
            Event.series,
            turnout.reached,
            turnout.present,
            Concern.select(fn.COUNT(Concern.id)).where(Concern.event == Event.id),
            FollowUp.select(fn.COUNT(FollowUp.id)).where(FollowUp.event == Event.id),
        )
        .join(EventKind)
        .switch(Event)
        .join(Officer, JOIN.LEFT_OUTER)
        .switch(Event)
    )


def _parts(precinct: int, sort: str, order: Sequence[Any], descending: bool) -> Sequence[Any]:
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
    walked = name_by_name(named, _sorts()[sort], count, descending, Event.id)
    if not column.null:
        return (walked,)
    return walked, keys.where(column.is_null(), own).order_by(*order[count:])


def _with_turnout(events: Any) -> Any:
    return events.join(turnout, on=(turnout.event_id == Event.id))


def _served() -> Any:
    """The names of the neighborhoods that an event served, as one column."""
    served = EventNeighborhood.select(names_as_one(Neighborhood.name)).join(Neighborhood)
    return served.where(EventNeighborhood.event == Event.id)


def first_keys(precinct: int, chosen: EventFilter, limit: int) -> Any:
    """The keys of the first events that fit, by date: a query, to ask more about them in the same turn."""
    order = ordered(_sorts(), "date", False, Event.id)
    keys: Any = Event.select(Event.id)
    return keys.where(*_fits(precinct, chosen)).order_by(*order).limit(limit)

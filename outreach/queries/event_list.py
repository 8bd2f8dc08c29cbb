"""Events: as a list with what came of each, and as a calendar."""

import datetime as calendar
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from peewee import JOIN, SqliteDatabase, fn

from outreach.queries.by_words import Keys, Wanted, counting_found, page_by_words, together, walked_page, words_tell
from outreach.queries.event_order import (
    BY_TURNOUT,
    day_by_day,
    keys_by,
    one_after_the_other,
    sorts,
    with_turnout,
    within,
    year_by_year,
)
from outreach.queries.listing import (
    Page,
    added,
    among,
    counting,
    names_as_one,
    names_of,
    ordered,
    page_of,
    ranked_name,
    unindexed,
)
from outreach.queries.period import last_of_month
from outreach.queries.rows import Asked, answered, put_together_once, rows_of
from outreach.queries.tallies import events_tallied
from outreach.records.base import database
from outreach.records.events import (
    Event,
    EventKind,
    EventNeighborhood,
)
from outreach.records.followups import Concern, FollowUp
from outreach.records.people import Neighborhood
from outreach.records.precinct import Officer
from outreach.records.search import matches, matching
from outreach.records.turnout import officer_day, served_day, turnout
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


_DEAR_TO_WALK = ("lead_officer", *BY_TURNOUT)
"""By these each event that is walked past is looked up: all that are found are sorted as soon, or sooner."""

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
    if _is_walked(chosen, sort):
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
    order = ordered(sorts(), sort, descending, Event.id)
    parts = _parts(precinct, chosen, sort, order, descending)
    keys = keys_by(sort, precinct, few=chosen.officer is not None)
    page = page_of(_rows(), keys, fits, order, Event.id, offset, limit, parts)
    total = _total(precinct, chosen)
    return (together(total, _about_all()) if _is_walked(chosen, sort) else total), page


@put_together_once
def _walked(
    precinct: int, chosen: EventFilter, sort: str, descending: bool, offset: int, limit: int, reach: int
) -> Sequence[Any]:
    """Those on a page that are found, among the first of all events."""
    order, fits = ordered(sorts(), sort, descending, Event.id), _fits(precinct, EventFilter(), sort)
    parts = _parts(precinct, EventFilter(), sort, order, descending)
    found, both, lie = _found(precinct, chosen), (order, order), _lie(chosen, sort)
    keys = keys_by(sort, precinct)
    return (walked_page(Event, found, _rows(), keys, fits, both, offset, limit, reach, parts, lie=lie),)


def _lie(chosen: EventFilter, sort: str) -> Keys:
    return Keys.NEAR if sort == "date" and chosen.text else Keys.ANYWHERE


def _is_walked(chosen: EventFilter, sort: str) -> bool:
    """Whether the list of all may be walked until the page is met: those that fit are found, and not in its order."""
    return _is_found(chosen) and not _is_by_day(chosen, sort) and sort not in _DEAR_TO_WALK


def _about_all() -> Any:
    """A query of how many events there are about, which is enough to tell how far to walk."""
    return Event.select(fn.COALESCE(fn.MAX(Event.id), 0))


def _is_found(chosen: EventFilter) -> bool:
    """Whether words, neighborhoods or an officer alone are asked for in a file, whose indexes know no precinct."""
    if not isinstance(database.obj, SqliteDatabase):
        return False
    if chosen.text.strip():
        return chosen == EventFilter(text=chosen.text) and words_tell(chosen.text)
    alone = (EventFilter(neighborhoods=chosen.neighborhoods), EventFilter(officer=chosen.officer))
    return chosen != EventFilter() and chosen in alone


def _found(precinct: int, chosen: EventFilter) -> Any:
    """The keys of events that have the words, served one of the neighborhoods, or had the officer."""
    if chosen.text:
        return matches(Event, chosen.text)
    return _with_officer(chosen.officer) if chosen.officer is not None else _serving(precinct, chosen.neighborhoods)


def _serving(precinct: int, neighborhoods: Collection[int]) -> Any:
    there = (served_day.precinct_id == precinct, served_day.neighborhood_id.in_(neighborhoods))
    served = served_day.select(served_day.event_id).where(*there)
    return served.distinct() if len(neighborhoods) > 1 else served


def _with_officer(officer: int) -> Any:
    return officer_day.select(officer_day.event_id).where(officer_day.officer_id == officer)


def _is_by_day(chosen: EventFilter, sort: str) -> bool:
    """Whether the events are those of an officer or of one neighborhood, and their days stand in the order wanted."""
    named = chosen.officer is not None or len(chosen.neighborhoods) == 1
    return named and sort == "date" and not chosen.text.strip()


def _parts(precinct: int, chosen: EventFilter, sort: str, order: Sequence[Any], descending: bool) -> Sequence[Any]:
    """The list in parts that an index has in its order; none where it is to be sorted."""
    if chosen == EventFilter():
        return one_after_the_other(precinct, sort, order, descending)
    if sort == "reached" and chosen == EventFilter(first=chosen.first, last=chosen.last):
        return year_by_year(precinct, chosen.first, chosen.last, order)
    if not _is_by_day(chosen, sort):
        return ()
    if chosen.officer is not None:
        days, there, others = officer_day, [officer_day.officer_id == chosen.officer], replace(chosen, officer=None)
    else:
        days, others = served_day, replace(chosen, neighborhoods=())
        there = [served_day.precinct_id == precinct, served_day.neighborhood_id == chosen.neighborhoods[0]]
    there += [unindexed(Event.precinct) == precinct, *within(days.day, chosen.first, chosen.last)]
    fits = _fits(precinct, replace(others, first=None, last=None))[1:]
    return (day_by_day(days, [*there, *fits], order, descending),)


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
        fits.append(among(Event.id, _serving(precinct, chosen.neighborhoods)))
    if chosen.officer is not None:
        fits.append(among(Event.id, _with_officer(chosen.officer)))
    fits += within(Event.date, chosen.first, chosen.last)
    if chosen.series is not None:
        fits.append(Event.series == chosen.series)
    return fits


def _total(precinct: int, chosen: EventFilter) -> Any:
    """How many fit."""
    here: Any = Event.select(Event.id).where(*_fits(precinct, chosen))
    if _is_found(chosen):
        return counting_found(here, _found(precinct, chosen), precinct)
    if chosen == EventFilter(kinds=chosen.kinds, statuses=chosen.statuses, first=chosen.first, last=chosen.last):
        return _tallied(precinct, chosen)
    return counting(here)


def _tallied(precinct: int, chosen: EventFilter) -> Any:
    """How many there are of some days, kinds and statuses: by what is kept of whole months, and by the other days."""
    tallied = events_tallied(precinct, chosen.statuses, chosen.kinds, chosen.first, chosen.last)
    others = [replace(chosen, first=first, last=last) for first, last in _days_beside_months(chosen.first, chosen.last)]
    return added(tallied, *(counting(Event.select(Event.id).where(*_fits(precinct, days))) for days in others))


def _days_beside_months(first: date | None, last: date | None) -> Iterator[tuple[date, date]]:
    """The days from one to another that do not fill their month."""
    begins, ends = first is None or first.day == 1, last is None or last == last_of_month(last)
    if begins and ends:
        return
    if first is not None and last is not None and last <= last_of_month(first):
        yield first, last
        return
    if first is not None and not begins:
        yield first, last_of_month(first)
    if last is not None and not ends:
        yield last.replace(day=1), last


def _rows() -> Any:
    return with_turnout(
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


def _served() -> Any:
    """The names of the neighborhoods that an event served, as one column."""
    served = EventNeighborhood.select(names_as_one(Neighborhood.name)).join(Neighborhood)
    return served.where(EventNeighborhood.event == Event.id)


def first_keys(precinct: int, chosen: EventFilter, limit: int) -> Any:
    """The keys of the first events that fit, by date: a query, to ask more about them in the same turn."""
    order = ordered(sorts(), "date", False, Event.id)
    keys: Any = Event.select(Event.id)
    return keys.where(*_fits(precinct, chosen)).order_by(*order).limit(limit)

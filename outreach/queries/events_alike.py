"""The last events like one: whoever came to them is expected."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import Any

from peewee import JOIN, Select

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.rows import blank, put_together_once, rows_of
from outreach.records.base import database
from outreach.records.events import Event, EventNeighborhood, EventStatus
from outreach.records.turnout import served_day

LAST_EVENTS = 6
"""Somebody who came to one of the last six is a regular."""
_FEW_AREAS = 6
"""So many neighborhoods are asked one by one for what was last held there; what serves more is like most of a kind."""


def last_alike(event: int) -> list[int]:
    """The keys of the last six held events like this one, before it, the latest first; two statements.

    Like this one are those of its series; without a series those of its kind that served one of its neighborhoods.
    Raises :class:`NotFoundError` when the event is gone.
    """
    (this,) = _this_event()
    here = rows_of(this.filled({"event": event}))
    if not here:
        raise NotFoundError(say("This event is no longer kept: somebody removed it."))
    precinct, kind, series, day, _ = here[0]
    areas = [area for *_, area in here if area is not None]
    if series is None and len(areas) <= _FEW_AREAS:
        return _last_there(event, precinct, kind, day, areas)
    alike = (Event.series == series) if series is not None else _alike(kind, areas)
    held: Any = Event.select(Event.id).where(
        Event.precinct == precinct, Event.status == EventStatus.HELD, Event.date <= day, Event.id != event, alike
    )
    return [key for (key,) in rows_of(held.order_by(Event.date.desc(), Event.id.desc()).limit(LAST_EVENTS))]


@put_together_once
def _this_event() -> tuple[Any]:
    """What makes others like an event: a row for each neighborhood it served, and one where it served none."""
    chosen = (Event.precinct, Event.kind, Event.series, Event.date, EventNeighborhood.neighborhood)
    return (Event.select(*chosen).join(EventNeighborhood, JOIN.LEFT_OUTER).where(Event.id == blank("event")),)


def _last_there(event: int, precinct: int, kind: int, day: date, areas: Sequence[int]) -> list[int]:
    """The last of a kind that were held in some neighborhoods, each looked up from the last one back."""
    if not areas:
        return []
    (asked,) = _asked_of_areas(len(areas), day)
    keys = {"event": event, "precinct": precinct, "kind": kind, **{f"area {at}": key for at, key in enumerate(areas)}}
    return [key for key, _ in rows_of(asked.filled(keys))]


@put_together_once
def _asked_of_areas(count: int, day: date) -> tuple[Any]:
    """The last events of a kind up to a day in so many neighborhoods; the keys are filled in."""
    parts: list[Any] = []
    for at in range(count):
        held = served_day.select(served_day.event_id, served_day.day)
        there = held.join(Event, on=(Event.id == served_day.event_id)).where(
            served_day.precinct_id == blank("precinct"),
            served_day.neighborhood_id == blank(f"area {at}"),
            served_day.day <= day,
            served_day.event_id != blank("event"),
            served_day.held == True,  # noqa: E712
            Event.kind == blank("kind"),
        )
        last = there.order_by(served_day.day.desc(), served_day.event_id.desc()).limit(LAST_EVENTS)
        parts.append(Select((last,), (last.c.event_id, last.c.day)))
    found = reduce(lambda ones, others: ones.union(others), parts).alias("found")
    order = (found.c.day.desc(), found.c.event_id.desc())
    last = Select((found,), (found.c.event_id, found.c.day)).order_by(*order).limit(LAST_EVENTS)
    return (last.bind(database.obj),)


def _alike(kind: int, areas: Sequence[int]) -> Any:
    served: Any = EventNeighborhood.select(EventNeighborhood.event).where(EventNeighborhood.neighborhood.in_(areas))
    return (Event.kind == kind) & Event.id.in_(served)

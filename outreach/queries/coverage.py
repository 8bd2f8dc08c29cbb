"""Which neighborhoods the precinct reached, and which have gone quiet."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import Case, fn

from outreach.queries.promises import open_at_end
from outreach.queries.rows import Asked, alone, put_together_once, rows_of
from outreach.queries.spans import Spans
from outreach.queries.turnout import heads_counted, people_present, reached
from outreach.records.events import Event, EventNeighborhood, EventStatus
from outreach.records.followups import Concern, FollowUp
from outreach.records.people import Neighborhood
from outreach.values import frozen


@frozen
class NeighborhoodFigures:
    """Of the active neighborhoods, those that at least one held event served. A neighborhood is quiet when it had no
    held event for as many days as the settings say, up to the end of the period.

    Up to today where the period is not over. ``quiet`` holds their names.
    """

    reached: int
    active: int
    quiet: tuple[str, ...]


@frozen
class CoverageRow:
    """One active neighborhood in a range.

    ``events`` held that served it; ``people_reached`` at them (None: events were held and nobody counted),
    ``unknown_events`` of them without a count; an event for two neighborhoods counts in both. ``last_held`` is the last
    held event up to the end of the range (or today, where it is not over), ``days_quiet`` the days from it to that
    end; both None where there never was one, which is quiet too. ``open_promises`` were open at the end of the range.
    ``boundary`` is GeoJSON geometry as text, None where it is not known.
    """

    neighborhood: int
    name: str
    community: str
    events: int
    people_reached: int | None
    unknown_events: int
    last_held: date | None
    days_quiet: int | None
    is_quiet: bool
    open_promises: int
    boundary: str | None


def neighborhood_figures(spans: Spans) -> Asked[tuple[NeighborhoodFigures, ...]]:
    """The reach of each period over the active neighborhoods; two statements."""
    kept, served = yield _active_and_served(spans)
    active = [[(key, name) for of, key, name in kept if of == precinct] for precinct in spans.precincts]
    in_range: list[set[int]] = [set() for _ in spans.periods]
    lately: list[set[int]] = [set() for _ in spans.periods]
    for i, neighborhood, ranged, recent in served:
        if ranged:
            in_range[i].add(neighborhood)
        if recent:
            lately[i].add(neighborhood)
    return tuple(
        NeighborhoodFigures(
            reached=sum(key in in_range[i] for key, _ in active[i]),
            active=len(active[i]),
            quiet=tuple(name for key, name in active[i] if key not in lately[i]),
        )
        for i in range(len(spans.periods))
    )


@put_together_once
def _active_and_served(spans: Spans) -> tuple[Any, Any]:
    there = (
        Neighborhood.select(Neighborhood.precinct, Neighborhood.id, Neighborhood.name)
        .where(Neighborhood.precinct.in_(set(spans.precincts)), Neighborhood.active)
        .order_by(Neighborhood.name)
    )
    return there, spans.query(_served(spans))


def coverage(spans: Spans) -> tuple[CoverageRow, ...]:
    """The active neighborhoods by name, over the first of the periods; six statements."""
    kept, came, owed, served = map(rows_of, _covered(spans))
    turnout = {key: figures for i, key, *figures in came if i == 0}
    promises = {key: count for i, key, count in owed if i == 0}
    last = alone(last_held(spans, tuple(key for key, *_ in kept)))
    as_of = min(spans.periods[0].last, spans.today)
    lately = {key for i, key, _, recent in served if i == 0 and recent}
    rows = []
    for key, name, community, boundary in kept:
        events, known, people = turnout.get(key, (0, 0, 0))
        held = last.get(key)
        rows.append(
            CoverageRow(
                neighborhood=key,
                name=name,
                community=community,
                events=events,
                people_reached=None if people is None else int(people),
                unknown_events=events - known,
                last_held=held,
                days_quiet=(as_of - held).days if held else None,
                is_quiet=key not in lately,
                open_promises=promises.get(key, 0),
                boundary=boundary,
            )
        )
    return tuple(rows)


@put_together_once
def _covered(spans: Spans) -> tuple[Any, ...]:
    there = (
        Neighborhood.select(Neighborhood.id, Neighborhood.name, Neighborhood.community, Neighborhood.boundary)
        .where(Neighborhood.precinct == spans.precinct, Neighborhood.active)
        .order_by(Neighborhood.name)
    )
    return there, _turnout(spans), _open_promises(spans), spans.query(_served(spans))


def last_held(spans: Spans, neighborhoods: Sequence[int]) -> Asked[dict[int, date]]:
    """The last held event of each neighborhood up to the end of the first period or today; two statements.

    Most had one lately, which the index by date finds at once; only the others are looked up one by one.
    """
    as_of = min(spans.periods[0].last, spans.today)
    (lately,) = yield _last_lately(spans)
    last: dict[int, date] = {key: day for i, key, day in lately if i == 0}
    others = tuple(key for key in neighborhoods if key not in last)
    (earlier,) = yield _last_before(others, as_of)
    last.update(dict(earlier))
    return last


@put_together_once
def _last_before(neighborhoods: Sequence[int], as_of: date) -> tuple[Any]:
    held = EventNeighborhood.select(EventNeighborhood.neighborhood, fn.MAX(Event.date)).join(Event)
    here = EventNeighborhood.neighborhood.in_(neighborhoods)
    found = held.where(here, Event.status == EventStatus.HELD, Event.date <= as_of)
    return (found.group_by(EventNeighborhood.neighborhood),)


def _served(spans: Spans) -> Any:
    ranged = Case(None, ((Event.date >= spans.c.first, 1),), 0)
    recent = Case(None, ((Event.date.between(spans.c.quiet_from, spans.c.as_of), 1),), 0)
    return (
        spans.of(
            Event,
            Event.date.between(spans.c.since, spans.c.last),
            EventNeighborhood.neighborhood,
            fn.MAX(ranged),
            fn.MAX(recent),
        )
        .join_from(Event, EventNeighborhood)
        .where(Event.status == EventStatus.HELD)
        .group_by(spans.c.i, EventNeighborhood.neighborhood)
    )


@put_together_once
def _last_lately(spans: Spans) -> tuple[Any]:
    held = (
        spans.of(
            Event, Event.date.between(spans.c.since, spans.c.as_of), EventNeighborhood.neighborhood, fn.MAX(Event.date)
        )
        .join_from(Event, EventNeighborhood)
        .where(Event.status == EventStatus.HELD)
        .group_by(spans.c.i, EventNeighborhood.neighborhood)
    )
    return (spans.query(held),)


def _turnout(spans: Spans) -> Any:
    served = spans.held(
        EventNeighborhood.neighborhood.alias("neighborhood"),
        heads_counted().alias("heads"),
        people_present().alias("present"),
    ).join_from(Event, EventNeighborhood)
    people = reached(served.c.heads, served.c.present)
    return spans.grouped_query(served, ("i", "neighborhood"), fn.COUNT(served.c.i), fn.COUNT(people), fn.SUM(people))


def _open_promises(spans: Spans) -> Any:
    of_concern = Concern.select(Concern.neighborhood).where(Concern.id == FollowUp.concern)
    still_open = open_at_end(spans, fn.COALESCE(FollowUp.neighborhood, of_concern).alias("area"))
    return spans.grouped_query(still_open, ("i", "area"), fn.COUNT(still_open.c.i))

"""Which neighborhoods the precinct reached, and which have gone quiet."""

from datetime import date
from typing import Any

from peewee import Select, fn

from outreach.queries.promises import open_at_end
from outreach.queries.rows import Asked, put_together_once, rows_of
from outreach.queries.spans import Spans
from outreach.queries.turnout import heads_counted, people_present, reached
from outreach.records.base import database
from outreach.records.events import Event, EventNeighborhood
from outreach.records.followups import Concern, FollowUp
from outreach.records.people import Neighborhood
from outreach.records.turnout import served_day
from outreach.values import frozen

_NEVER = date.min
"""The last day on which a neighborhood was served that never was."""


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
    """The reach of each period over the active neighborhoods; one statement."""
    ends = _ends(spans)
    (rows,) = yield _last_days(spans.precincts, ends)
    active = [(precinct, name, [_day(told) for told in last]) for precinct, _, name, *last in rows]

    def of(i: int) -> NeighborhoodFigures:
        at_end, at_as_of = ends.index(spans.periods[i].last), ends.index(spans.as_of[i])
        first, quiet_from = spans.periods[i].first, spans.quiet_from[i]
        here = [(name, last) for precinct, name, last in active if precinct == spans.precincts[i]]
        return NeighborhoodFigures(
            reached=sum(last[at_end] >= first for _, last in here),
            active=len(here),
            quiet=tuple(name for name, last in here if last[at_as_of] < quiet_from),
        )

    return tuple(map(of, range(len(spans.periods))))


def coverage(spans: Spans) -> tuple[CoverageRow, ...]:
    """The active neighborhoods by name, over the first of the periods; four statements."""
    as_of, quiet_from = spans.as_of[0], spans.quiet_from[0]
    kept, came, owed, served = map(rows_of, (*_covered(spans), *_last_days((spans.precinct,), (as_of,))))
    turnout = {key: figures for i, key, *figures in came if i == 0}
    promises = {key: count for i, key, count in owed if i == 0}
    last = {key: _day(told) for _, key, _, told in served}
    rows = []
    for key, name, community, boundary in kept:
        events, known, people = turnout.get(key, (0, 0, 0))
        held = last.get(key, _NEVER)
        rows.append(
            CoverageRow(
                neighborhood=key,
                name=name,
                community=community,
                events=events,
                people_reached=None if people is None else int(people),
                unknown_events=events - known,
                last_held=None if held == _NEVER else held,
                days_quiet=None if held == _NEVER else (as_of - held).days,
                is_quiet=held < quiet_from,
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
    return there, _turnout(spans), _open_promises(spans)


def _ends(spans: Spans) -> tuple[date, ...]:
    """The days up to which it is asked when a neighborhood was served last: of what is over they are one."""
    return tuple(sorted({*spans.as_of, *(period.last for period in spans.periods)}))


@put_together_once
def _last_days(precincts: tuple[int, ...], ends: tuple[date, ...]) -> tuple[Any]:
    """The active neighborhoods by name, and the last day up to each of some that a held event served it."""
    last = [
        served_day.select(fn.MAX(served_day.day))
        .where(
            served_day.precinct_id == Neighborhood.precinct,
            served_day.neighborhood_id == Neighborhood.id,
            served_day.day <= end,
            served_day.held == True,  # noqa: E712
        )
        .alias(f"last_{i}")
        for i, end in enumerate(ends)
    ]
    # Of a table, whose rows need not be read as records are.
    found = Select((Neighborhood,), (Neighborhood.precinct, Neighborhood.id, Neighborhood.name, *last))
    active = found.where(Neighborhood.precinct.in_(set(precincts)), Neighborhood.active)
    return (active.order_by(Neighborhood.name).bind(database.obj),)


def _day(told: Any) -> date:
    """A day as either database tells it."""
    return date.fromisoformat(str(told)) if told else _NEVER


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

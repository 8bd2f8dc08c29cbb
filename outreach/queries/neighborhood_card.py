"""The neighborhood report card: what a page to hand out at the association's meeting says. All of it is public."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import fn

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.crime import CrimeCounts, CrimeFigure, crime_figures, months_needed
from outreach.queries.event_rows import ComingRow, EventRow, coming_events, held_events
from outreach.queries.period import Period, shifted
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.queries.rows import rows_of
from outreach.queries.you_said import PromiseRow, open_promises, promises, sayable, touched_in, voices
from outreach.records.followups import Concern, FollowUp, Topic
from outreach.records.people import Neighborhood


@dataclass(frozen=True, slots=True)
class NeighborhoodCard:
    """One neighborhood in a period, fit for everybody's eyes.

    ``people_reached`` is None when events were held and nobody counted at any of ``unknown_events``. ``topics`` counts
    concerns by topic and is empty where too few people spoke up to hide who (``topics_withheld``). ``promises`` were
    opened, closed or told in the period, ``still_open`` at its end; promises without words for the public, or that
    would give somebody away, are only counted (``promises_unsaid``, ``still_open_unsaid``). ``crime`` is the
    neighborhood's own snapshot, empty where nobody counts by neighborhood. ``coming_up`` reaches two months past the
    period.
    """

    precinct: PrecinctHeader
    period: Period
    neighborhood: int
    name: str
    community: str
    meeting_place: str
    meeting_rule: str
    events: tuple[EventRow, ...]
    people_reached: int | None
    unknown_events: int
    topics: tuple[tuple[str, int], ...]
    topics_withheld: bool
    promises: tuple[PromiseRow, ...]
    promises_unsaid: int
    still_open: tuple[PromiseRow, ...]
    still_open_unsaid: int
    crime: tuple[CrimeFigure, ...]
    coming_up: tuple[ComingRow, ...]


def neighborhood_card(precinct: int, neighborhood: int, period: Period, today: date) -> NeighborhoodCard:
    """The report card of a neighborhood; the same number of statements whatever the amount of data.

    Raises :class:`NotFoundError` when the precinct is gone or has no such neighborhood.
    """
    header = precinct_header(precinct)
    name, community, place, rule = _described(precinct, neighborhood)
    events = tuple(row for row, _ in held_events(precinct, period, neighborhood))
    known = [row.reached for row in events if row.reached is not None]
    here = fn.COALESCE(FollowUp.neighborhood, Concern.neighborhood) == neighborhood
    told = promises(header, period, today, touched_in(precinct, period), here)
    owed = open_promises(header, period, today, here)
    said, unsaid = sayable(told)
    open_said, open_unsaid = sayable(owed)
    few = voices(header, period).too_few_at(neighborhood)
    until = shifted(period.last.replace(day=1), 3) - timedelta(days=1)
    return NeighborhoodCard(
        precinct=header,
        period=period,
        neighborhood=neighborhood,
        name=name,
        community=community,
        meeting_place=place,
        meeting_rule=rule,
        events=events,
        people_reached=sum(known) if known or not events else None,
        unknown_events=len(events) - len(known),
        topics=() if few else _topics(precinct, neighborhood, period),
        topics_withheld=few,
        promises=said,
        promises_unsaid=unsaid,
        still_open=open_said,
        still_open_unsaid=open_unsaid,
        crime=crime_figures(CrimeCounts(precinct, months_needed(period), neighborhood), period),
        coming_up=coming_events(precinct, Period(period.last + timedelta(days=1), until), neighborhood),
    )


def _described(precinct: int, neighborhood: int) -> tuple[Any, ...]:
    found = rows_of(
        Neighborhood.select(
            Neighborhood.name, Neighborhood.community, Neighborhood.meeting_place, Neighborhood.meeting_rule
        ).where(Neighborhood.id == neighborhood, Neighborhood.precinct == precinct)
    )
    if not found:
        raise NotFoundError(say("This neighborhood is no longer kept: choose another."))
    return found[0]


def _topics(precinct: int, neighborhood: int, period: Period) -> tuple[tuple[str, int], ...]:
    found = rows_of(
        Concern.select(Topic.name, fn.COUNT(Concern.id))
        .join(Topic)
        .where(
            Concern.precinct == precinct,
            Concern.neighborhood == neighborhood,
            Concern.raised_on.between(period.first, period.last),
            ~Concern.confidential,
        )
        .group_by(Topic.name)
        .order_by(fn.COUNT(Concern.id).desc(), Topic.name)
    )
    return tuple((topic, count) for topic, count in found)

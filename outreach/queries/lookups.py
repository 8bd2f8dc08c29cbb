"""What there is to choose from: kinds of event, neighborhoods, officers, organizations, topics, measures, offenses."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from outreach.queries.rows import rows_of
from outreach.records.crime import Offense
from outreach.records.events import EventKind, EventKindMeasure, MeasureKind
from outreach.records.followups import Topic
from outreach.records.people import Neighborhood, Organization
from outreach.records.precinct import Officer


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose, by key and name. What is no longer ``active`` may be shown and not newly chosen."""

    key: int
    name: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind of event, and what it asks for; ``measures`` by the keys of their kinds, in order."""

    key: int
    name: str
    active: bool
    asks_sign_in: bool
    asks_hours: bool
    is_checkpoint: bool
    measures: tuple[int, ...]


def event_kinds(precinct: int) -> tuple[KindChoice, ...]:
    """The kinds of event, in the precinct's order. Two statements."""
    asked: dict[int, list[int]] = defaultdict(list)
    measures = (
        EventKindMeasure.select(EventKindMeasure.kind, EventKindMeasure.measure)
        .join(MeasureKind)
        .where(MeasureKind.precinct == precinct)
        .order_by(MeasureKind.position, MeasureKind.name)
    )
    for kind, measure in rows_of(measures):
        asked[kind].append(measure)
    kinds: Any = EventKind.select(
        EventKind.id,
        EventKind.name,
        EventKind.active,
        EventKind.asks_sign_in,
        EventKind.asks_hours,
        EventKind.is_checkpoint,
    )
    ordered = kinds.where(EventKind.precinct == precinct).order_by(EventKind.position, EventKind.name)
    return tuple(KindChoice(*row, tuple(asked[row[0]])) for row in rows_of(ordered))


def neighborhoods(precinct: int) -> tuple[Choice, ...]:
    """The neighborhoods, by name."""
    return _choices(precinct, Neighborhood, Neighborhood.name, active=Neighborhood.active)


def organizations(precinct: int) -> tuple[Choice, ...]:
    """The organizations, by name."""
    return _choices(precinct, Organization, Organization.name, active=Organization.active)


def topics(precinct: int) -> tuple[Choice, ...]:
    """The topics, in the precinct's order."""
    return _choices(precinct, Topic, Topic.position, Topic.name, active=Topic.active)


def measure_kinds(precinct: int) -> tuple[Choice, ...]:
    """What is counted at events, in the precinct's order."""
    return _choices(precinct, MeasureKind, MeasureKind.position, MeasureKind.name)


def offenses(precinct: int) -> tuple[Choice, ...]:
    """The offenses, in the precinct's order."""
    return _choices(precinct, Offense, Offense.position, Offense.name)


def officers(precinct: int) -> tuple[Choice, ...]:
    """The officers as they are called, "Sgt. D. Example", by name."""
    kept: Any = Officer.select(Officer.id, Officer.rank, Officer.name, Officer.active)
    ordered = kept.where(Officer.precinct == precinct).order_by(Officer.name, Officer.badge)
    return tuple(Choice(key, f"{rank} {name}".strip(), active) for key, rank, name, active in rows_of(ordered))


def _choices(precinct: int, model: Any, *order: Any, active: Any = None) -> tuple[Choice, ...]:
    columns = (model.id, model.name, active) if active is not None else (model.id, model.name)
    kept = model.select(*columns).where(model.precinct == precinct).order_by(*order)
    return tuple(Choice(*row) for row in rows_of(kept))

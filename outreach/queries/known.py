"""What the precinct keeps already, for a file to be compared with."""

import datetime as calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import batched
from types import MappingProxyType
from typing import Any
from uuid import UUID

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.known_mappings import learned_names
from outreach.records.base import Record
from outreach.records.crime import CrimeCount, Offense, OffenseAlias
from outreach.records.events import Event, EventKind, EventNeighborhood, EventOfficer, HeadCount, Measure, MeasureKind
from outreach.records.people import Neighborhood, NeighborhoodAlias, Organization
from outreach.records.precinct import Officer, Precinct


@dataclass(frozen=True, slots=True)
class Named:
    """A record that files name: its key, its name, and the other spellings that stand for it."""

    key: int
    name: str
    spellings: tuple[str, ...] = ()
    learned: tuple[str, ...] = ()
    """What files call it, as was said when one came in."""
    uid: UUID | None = None


@dataclass(frozen=True, slots=True)
class KnownNames:
    """All that a file may name. An officer's badge is a spelling, and so are rank and name, and name and badge."""

    time_zone: str
    neighborhoods: tuple[Named, ...]
    offenses: tuple[Named, ...]
    event_kinds: tuple[Named, ...]
    measure_kinds: tuple[Named, ...]
    organizations: tuple[Named, ...]
    officers: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event that came from a file before. Kind, neighborhoods, host and officers are keys; so are measures."""

    key: int
    version: int
    kind: int
    title: str
    date: calendar.date
    start_time: time | None
    end_date: calendar.date
    end_time: time | None
    place: str
    neighborhoods: tuple[int, ...]
    host: int | None
    lead_officer: int | None
    staff: tuple[tuple[int, str, float | None], ...]
    summary: str
    status: str
    head_counts: tuple[tuple[str, int | None], ...]
    measures: tuple[tuple[int, int | None], ...]
    source_sequence: int | None = None


type CountKey = tuple[date, str, int | None, int]
"""Month, scope, neighborhood and offense of a crime count."""


def known_names(precinct: int) -> KnownNames:
    """The names a file may use, in ten statements. Raises :class:`NotFoundError` when the precinct is gone."""
    kept = Precinct.get_or_none(Precinct.id == precinct)
    if kept is None:
        raise NotFoundError(say("This precinct is no longer kept: choose another."))
    learned = learned_names(precinct)
    of_officers = learned.get("officer", {})
    officers: Any = Officer.select(Officer.id, Officer.name, Officer.badge, Officer.rank, Officer.uid).where(
        Officer.precinct == precinct
    )
    return KnownNames(
        kept.time_zone,
        _named(Neighborhood, precinct, _spellings(NeighborhoodAlias, NeighborhoodAlias.neighborhood, precinct)),
        _named(Offense, precinct, _spellings(OffenseAlias, OffenseAlias.offense, precinct)),
        _named(EventKind, precinct, {}, learned.get("kind of event", {})),
        _named(MeasureKind, precinct, {}),
        _named(Organization, precinct, {}, learned.get("organization", {})),
        tuple(
            Named(key, name, (badge, f"{rank} {name}", f"{name}, badge {badge}"), of_officers.get(str(uid), ()), uid)
            for key, name, badge, rank, uid in officers.order_by(Officer.id).tuples()
        ),
    )


def knows_source(precinct: int, source: str) -> bool:
    """Whether any event came from a source; one statement."""
    return bool(Event.select(Event.id).where(Event.precinct == precinct, Event.source == source).exists())


def known_events(precinct: int, source: str, numbers: Iterable[str]) -> dict[str, KnownEvent]:
    """The events that came from a source under some numbers; at most five statements for every 20,000."""
    found: dict[str, KnownEvent] = {}
    for batch in batched(numbers, 20_000):
        own = (Event.precinct == precinct) & (Event.source == source)
        found |= {str(event.source_id): known for event, known in _known(own & Event.source_id.in_(batch))}
    return found


def known_events_by_uid(precinct: int, uids: Iterable[UUID]) -> dict[str, KnownEvent]:
    """Some events by their own number (``uid``); at most five statements for every 20,000."""
    found: dict[str, KnownEvent] = {}
    for batch in batched(uids, 20_000):
        chosen = (Event.precinct == precinct) & Event.uid.in_(batch)
        found |= {str(event.uid): known for event, known in _known(chosen)}
    return found


def _known(chosen: Any) -> Iterator[tuple[Event, KnownEvent]]:
    events = list(Event.select().where(chosen))
    if not events:
        return
    keys = [event.id for event in events]
    served = _per_event(EventNeighborhood, keys, EventNeighborhood.neighborhood)
    staff = _per_event(EventOfficer, keys, EventOfficer.officer, EventOfficer.role, EventOfficer.hours)
    head_counts = _per_event(HeadCount, keys, HeadCount.group_name, HeadCount.count)
    measures = _per_event(Measure, keys, Measure.kind, Measure.count)
    for event in events:
        yield (
            event,
            KnownEvent(
                key=event.id,
                version=event.version,
                kind=event.kind_id,
                title=event.title,
                date=event.date,
                start_time=event.start_time,
                end_date=event.end_date,
                end_time=event.end_time,
                place=event.place,
                neighborhoods=tuple(key for (key,) in served[event.id]),
                host=event.host_id,
                lead_officer=event.lead_officer_id,
                staff=tuple(staff[event.id]),
                summary=event.summary,
                status=event.status,
                head_counts=tuple(head_counts[event.id]),
                measures=tuple(measures[event.id]),
                source_sequence=event.source_sequence,
            ),
        )


def kept_uids(precinct: int) -> frozenset[str]:
    """The numbers (``uid``) of all events of a precinct, in one statement."""
    kept: Any = Event.select(Event.uid).where(Event.precinct == precinct)
    return frozenset(str(uid) for (uid,) in kept.tuples())


def known_counts(precinct: int, first: date, last: date) -> dict[CountKey, int]:
    """The crime counts of the months from one to another, in one statement."""
    kept: Any = CrimeCount.select(
        CrimeCount.month, CrimeCount.scope, CrimeCount.neighborhood, CrimeCount.offense, CrimeCount.count
    ).where(CrimeCount.precinct == precinct, CrimeCount.month.between(first, last))
    return {(month, scope, area, offense): count for month, scope, area, offense, count in kept.tuples()}


def _named(
    model: type[Record],
    precinct: int,
    spellings: dict[int, list[str]],
    learned: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> tuple[Named, ...]:
    table: Any = model
    kept = table.select(table.id, table.name, table.uid).where(table.precinct == precinct).order_by(table.id).tuples()
    return tuple(
        Named(key, name, tuple(spellings.get(key, ())), learned.get(str(uid), ()), uid) for key, name, uid in kept
    )


def _spellings(alias: type[Record], owner: Any, precinct: int) -> dict[int, list[str]]:
    table: Any = alias
    found: dict[int, list[str]] = defaultdict(list)
    kept = table.select(owner, table.spelling).where(table.precinct == precinct).order_by(table.id)
    for key, spelling in kept.tuples():
        found[key].append(spelling)
    return found


def _per_event(model: type[Record], events: Sequence[int], *columns: Any) -> dict[int, list[tuple[Any, ...]]]:
    table: Any = model
    rows: Iterable[tuple[Any, ...]] = (
        table.select(table.event, *columns).where(table.event.in_(events)).order_by(table.id).tuples()
    )
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for event, *values in rows:
        found[event].append(tuple(values))
    return found

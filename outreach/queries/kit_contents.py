"""What a field kit carries: the rows that the chosen events and neighborhoods need on a laptop, and no others.

It carries the chosen events and those planned in the chosen neighborhoods; for each, the last two held before it in its
series, or of its kind in its neighborhood, whose regulars are offered at the sign-in; the people who came to these or
live in the chosen neighborhoods; the open promises there, with their concerns and notes. Never a confidential person or
concern, an attached file, a crime count, an issued report, an account, a draft or the audit trail.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any

from peewee import Field, ForeignKeyField, fn

from outreach.records import events, followups, people
from outreach.records.base import Record, Row
from outreach.records.crime import Offense
from outreach.records.events import Event, EventNeighborhood, EventStatus
from outreach.records.followups import CLOSED_STATUSES, Concern, FollowUp
from outreach.records.people import Household, Membership, Organization, Person, TermOfOffice
from outreach.records.precinct import Officer, Precinct, Shift, ShiftPlan
from outreach.records.tables import TABLES

_KEYS_PER_STATEMENT = 10_000
_EARLIER_EVENTS = 2
"""How many held before a planned one go along."""

_WHOLE: tuple[Any, ...] = (
    Officer,
    ShiftPlan,
    people.Neighborhood,
    people.NeighborhoodAlias,
    events.EventKind,
    events.MeasureKind,
    followups.Topic,
    Offense,
)
"""What every screen offers to choose from; none of it is about a resident."""
_OF_WHOLE: tuple[tuple[Any, str], ...] = (
    (Shift, "plan"),
    (events.EventKindMeasure, "kind"),
    (events.KindChecklistItem, "kind"),
)
_OF_EVENTS: tuple[Any, ...] = (
    EventNeighborhood,
    events.EventOfficer,
    events.ChecklistItem,
    events.Attendance,
    events.HeadCount,
    events.Measure,
)

type KitRows = dict[type[Record], list[Row]]
"""The rows of each table, by column name."""


@dataclass(frozen=True, slots=True)
class KitChoice:
    """Events and neighborhoods (keys), and the first and last day of what is planned in those neighborhoods."""

    first: date
    until: date
    events: tuple[int, ...] = ()
    neighborhoods: tuple[int, ...] = ()


def kit_rows(precinct: int, choice: KitChoice) -> KitRows:
    """The rows of a kit. Columns that name a record it does not carry are empty.

    The number of statements follows from the tables, not from how much is kept.
    """
    rows: KitRows = {Precinct: _with(Precinct.id, [precinct])}
    for model in _WHOLE:
        rows[model] = _with(model.precinct, [precinct])
    for model, owner in _OF_WHOLE:
        field = model._meta.fields[owner]
        rows[model] = _with(field, _keys(rows[field.rel_model]))
    carried = _events(precinct, choice)
    rows[Event] = _with(Event.id, carried)
    rows[events.Series] = _with(events.Series.id, _named(rows[Event], "series_id"))
    for model in _OF_EVENTS:
        rows[model] = _with(model.event, carried)
    rows[FollowUp] = _open_promises(precinct, choice, carried)
    rows[followups.FollowUpNote] = _with(followups.FollowUpNote.follow_up, _keys(rows[FollowUp]))
    rows[Concern] = _concerns(rows[FollowUp], carried)
    rows[Person] = _people(precinct, choice, rows)
    rows[Household] = _with(Household.id, _named(rows[Person], "household_id"))
    rows[Membership] = _with(Membership.person, _keys(rows[Person]))
    rows[TermOfOffice] = _with(TermOfOffice.person, _keys(rows[Person]))
    rows[Organization] = _organizations(precinct, choice, rows)
    return _closed(rows)


def _events(precinct: int, choice: KitChoice) -> list[int]:
    """The chosen and planned events, and those before them."""
    planned: Any = Event.select(Event.id).where(
        Event.precinct == precinct,
        (Event.id.in_(choice.events))
        | (
            (Event.status == EventStatus.PLANNED)
            & Event.date.between(choice.first, choice.until)
            & Event.id.in_(
                EventNeighborhood.select(EventNeighborhood.event).where(
                    EventNeighborhood.neighborhood.in_(choice.neighborhoods)
                )
            )
        ),
    )
    chosen = [event.id for event in planned]
    return sorted({*chosen, *_earlier_in_series(chosen, choice.first), *_earlier_of_kind(chosen, choice.first)})


def _earlier_in_series(chosen: Sequence[int], before: date) -> Iterator[int]:
    wanted = Event.select(Event.series).where(Event.id.in_(chosen), Event.series.is_null(False))
    nth = fn.ROW_NUMBER().over(partition_by=[Event.series], order_by=[Event.date.desc(), Event.id.desc()])
    held = Event.select(Event.id, nth.alias("nth")).where(
        Event.series.in_(wanted), Event.status == EventStatus.HELD, Event.date < before
    )
    found: Any = held.tuples()
    return (key for key, nth in found if nth <= _EARLIER_EVENTS)


def _earlier_of_kind(chosen: Sequence[int], before: date) -> Iterator[int]:
    served: Any = (
        Event.select(Event.kind, EventNeighborhood.neighborhood)
        .join(EventNeighborhood)
        .where(Event.id.in_(chosen), Event.series.is_null())
    )
    pairs: set[tuple[int, int]] = set(served.tuples())
    partition = [Event.kind, EventNeighborhood.neighborhood]
    nth = fn.ROW_NUMBER().over(partition_by=partition, order_by=[Event.date.desc(), Event.id.desc()])
    held = (
        Event.select(Event.id, Event.kind, EventNeighborhood.neighborhood, nth.alias("nth"))
        .join(EventNeighborhood)
        .where(
            Event.kind.in_([kind for kind, _ in pairs]),
            EventNeighborhood.neighborhood.in_([neighborhood for _, neighborhood in pairs]),
            Event.status == EventStatus.HELD,
            Event.date < before,
        )
    )
    found: Any = held.tuples()
    return (key for key, *pair, nth in found if nth <= _EARLIER_EVENTS and tuple(pair) in pairs)


def _open_promises(precinct: int, choice: KitChoice, carried: Sequence[int]) -> list[Row]:
    of_events = Concern.select(Concern.id).where(Concern.event.in_(carried))
    secret = Concern.select(Concern.id).where(
        Concern.confidential | Concern.raised_by_person.in_(_confidential_people(precinct))
    )
    there = (
        FollowUp.neighborhood.in_(choice.neighborhoods) | FollowUp.event.in_(carried) | FollowUp.concern.in_(of_events)
    )
    open_ones = FollowUp.select().where(
        FollowUp.precinct == precinct,
        FollowUp.status.not_in(CLOSED_STATUSES),
        there,
        FollowUp.concern.is_null() | FollowUp.concern.not_in(secret),
        FollowUp.promised_to_person.is_null() | FollowUp.promised_to_person.not_in(_confidential_people(precinct)),
    )
    return _rows(FollowUp, open_ones)


def _concerns(promises: Sequence[Row], carried: Sequence[int]) -> list[Row]:
    of_promises = _with(Concern.id, _named(promises, "concern_id"))
    of_events = [row for row in _with(Concern.event, carried) if not row["confidential"]]
    return list({row["id"]: row for row in (*of_promises, *of_events)}.values())


def _people(precinct: int, choice: KitChoice, rows: KitRows) -> list[Row]:
    """Who came, who raised or was promised something, and who lives there; nobody confidential or merged away."""
    there = Person.select().where(
        Person.precinct == precinct,
        Person.neighborhood.in_(choice.neighborhoods),
        Person.active,
    )
    named = (
        *_named(rows[events.Attendance], "person_id"),
        *_named(rows[Concern], "raised_by_person_id"),
        *_named(rows[FollowUp], "promised_to_person_id"),
    )
    found = {row["id"]: row for row in (*_rows(Person, there), *_with(Person.id, named))}
    return [row for row in found.values() if not row["confidential"] and row["merged_into_id"] is None]


def _confidential_people(precinct: int) -> Any:
    return Person.select(Person.id).where(Person.precinct == precinct, Person.confidential)


def _organizations(precinct: int, choice: KitChoice, rows: KitRows) -> list[Row]:
    there = Organization.select().where(
        Organization.precinct == precinct, Organization.neighborhood.in_(choice.neighborhoods)
    )
    named = (
        *_named(rows[Event], "host_id"),
        *_named(rows[events.Attendance], "organization_id"),
        *_named(rows[Concern], "raised_by_organization_id"),
        *_named(rows[FollowUp], "promised_to_organization_id"),
        *_named(rows[Membership], "organization_id"),
        *_named(rows[TermOfOffice], "organization_id"),
    )
    return list({row["id"]: row for row in (*_rows(Organization, there), *_with(Organization.id, named))}.values())


def _closed(rows: KitRows) -> KitRows:
    """The rows without names of records that are not carried; a row that cannot be without one is left out.

    So is a sign-in line whose person stays behind, and a concern or promise of such a person's.
    """
    carried = {model: set(_keys(found)) for model, found in rows.items()}
    closed: KitRows = {}
    for model in (table for table in TABLES if issubclass(table, Record) and table in rows):
        found = rows[model]
        links = [field for field in model._meta.sorted_fields if isinstance(field, ForeignKeyField)]
        kept = [row for row in found if _may_go(model, row, carried)]
        for field in links:
            there = carried.get(field.rel_model, set())
            if field.null:
                for row in kept:
                    row[field.column_name] = row[field.column_name] if row[field.column_name] in there else None
            else:
                kept = [row for row in kept if row[field.column_name] in there]
        closed[model] = kept
        carried[model] = set(_keys(kept))
    return closed


def _may_go(model: type[Record], row: Row, carried: dict[type[Record], set[int]]) -> bool:
    if model is events.Attendance:
        return row["person_id"] is None or row["person_id"] in carried[Person]
    if model is Concern:
        return row["raised_by_person_id"] is None or row["raised_by_person_id"] in carried[Person]
    return True


def _with(field: Field, keys: Iterable[int | None]) -> list[Row]:
    """The rows of a table whose column is one of some keys."""
    model: Any = field.model
    wanted = sorted({key for key in keys if key is not None})
    found: list[Row] = []
    for batch in batched(wanted, _KEYS_PER_STATEMENT):
        found += _rows(model, model.select().where(field.in_(batch)))
    return found


def _rows(model: type[Record], query: Any) -> list[Row]:
    columns = [field.column_name for field in model._meta.sorted_fields]
    return [dict(zip(columns, row, strict=True)) for row in query.tuples()]


def _keys(rows: Iterable[Row]) -> list[int]:
    return [row["id"] for row in rows]


def _named(rows: Iterable[Row], column: str) -> list[int]:
    return [row[column] for row in rows if row[column] is not None]

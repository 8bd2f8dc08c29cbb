"""The kinds of event, the measures they ask for, and the topics of concerns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peewee import fn

from outreach.actions.change import Actor, Changes, change, load, required
from outreach.actions.checks import must_belong, plain, refuse_taken
from outreach.actions.past import Listed
from outreach.languages.spoken import say
from outreach.records.base import Record, Row
from outreach.records.events import EventKind, EventKindMeasure, MeasureKind
from outreach.records.followups import Topic
from outreach.records.precinct import Precinct


@dataclass(frozen=True, slots=True)
class EventKindDetails:
    """A kind of event and what recording one asks for; ``measures`` are keys of measure kinds."""

    name: str
    asks_sign_in: bool = True
    asks_hours: bool = False
    is_checkpoint: bool = False
    measures: tuple[int, ...] = ()
    active: bool = True


_MEASURES = Listed(EventKindMeasure, "kind_id", lambda row: row["measure"], refers="measure_kind")


def add_event_kind(by: Actor, precinct: int, details: EventKindDetails) -> Changes:
    """Add a kind of event at the end of the list."""
    with change(by, "add_event_kind") as c:
        load(Precinct, precinct)
        row = _kind_row(precinct, details)
        kind = c.create(EventKind, precinct=precinct, position=_next_position(EventKind, precinct), **row)
        c.create_many(EventKindMeasure, _asked(kind.id, details))
    return c.changes


def add_event_kinds(by: Actor, precinct: int, names: Sequence[str]) -> Changes:
    """Add many kinds of event that ask for sign-ins, in few statements.

    Raises :class:`OutreachError` when a name is blank or taken.
    """
    told = [required(plain(name), say("The name of a kind of event")) for name in names]
    with change(by, "add_event_kinds") as c:
        load(Precinct, precinct)
        refuse_taken(EventKind, precinct, told)
        places = enumerate(told, start=_next_position(EventKind, precinct))
        c.create_many(EventKind, [{"precinct": precinct, "name": name, "position": place} for place, name in places])
    return c.changes


def edit_event_kind(by: Actor, kind: int, version: int, details: EventKindDetails) -> Changes:
    """Change a kind of event and the measures it asks for; what was counted under it before stays."""
    with change(by, "edit_event_kind") as c:
        record = c.load(EventKind, kind, version)
        details = c.merge(record, details, measures=_MEASURES)
        row = _kind_row(record.precinct_id, details, besides=kind)
        asked = EventKindMeasure.select().where(EventKindMeasure.kind == kind)
        c.update(record, **row)
        c.match(EventKindMeasure, asked, _asked(kind, details), by="measure_id", owner=record)
    return c.changes


def add_measure_kind(by: Actor, precinct: int, name: str) -> Changes:
    """Add something to count at events."""
    with change(by, "add_measure_kind") as c:
        load(Precinct, precinct)
        free = _free_name(MeasureKind, precinct, name)
        c.create(MeasureKind, precinct=precinct, name=free, position=_next_position(MeasureKind, precinct))
    return c.changes


def edit_measure_kind(by: Actor, kind: int, version: int, name: str) -> Changes:
    """Rename something that is counted at events."""
    with change(by, "edit_measure_kind") as c:
        record = c.load(MeasureKind, kind, version)
        c.update(record, name=_free_name(MeasureKind, record.precinct_id, name, besides=kind))
    return c.changes


def add_topic(by: Actor, precinct: int, name: str) -> Changes:
    """Add a topic that concerns may be about."""
    with change(by, "add_topic") as c:
        load(Precinct, precinct)
        free = _free_name(Topic, precinct, name)
        c.create(Topic, precinct=precinct, name=free, position=_next_position(Topic, precinct))
    return c.changes


def edit_topic(by: Actor, topic: int, version: int, name: str, active: bool) -> Changes:
    """Rename a topic, or take it off the list of choices."""
    with change(by, "edit_topic") as c:
        record = c.load(Topic, topic, version)
        values = c.merge_values(record, {"name": name, "active": active})
        values["name"] = _free_name(Topic, record.precinct_id, values["name"], besides=topic)
        c.update(record, **values)
    return c.changes


def _kind_row(precinct: int, details: EventKindDetails, besides: int | None = None) -> Row:
    must_belong(MeasureKind, details.measures, precinct)
    return {
        "name": _free_name(EventKind, precinct, details.name, besides),
        "asks_sign_in": details.asks_sign_in,
        "asks_hours": details.asks_hours,
        "is_checkpoint": details.is_checkpoint,
        "active": details.active,
    }


def _asked(kind: int, details: EventKindDetails) -> list[Row]:
    return [{"kind": kind, "measure_id": measure} for measure in dict.fromkeys(details.measures)]


def _next_position(model: type[Record], precinct: int) -> int:
    table: Any = model
    last = table.select(fn.MAX(table.position)).where(table.precinct == precinct).scalar()
    return 0 if last is None else int(last) + 1


def _free_name(model: type[Record], precinct: int, name: str, besides: int | None = None) -> str:
    wanted = required(plain(name), say("The name"))
    refuse_taken(model, precinct, [wanted], own=besides)
    return wanted

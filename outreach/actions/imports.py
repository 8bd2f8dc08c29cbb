"""Bringing the precinct's events into line with the file they came from, many at a time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from outreach.actions.change import Actor, Change, Changes, change
from outreach.actions.checks import must_belong
from outreach.actions.counts import head_count_values, measure_values
from outreach.actions.events import EventDetails, check_event_keys, event_values, neighborhood_rows
from outreach.actions.refusals import stale
from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.records.base import Record, Row
from outreach.records.events import Event, EventNeighborhood, EventStatus, HeadCount, Measure, MeasureKind

_EVENTS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class EventCorrection:
    """What a file now says of an event kept as ``version``; staff, sign-ins and promises stay as they are.

    Head counts and measures that are not named stay too, and so does a revision that is not told (``sequence``).
    """

    event: int
    version: int
    details: EventDetails
    head_counts: tuple[tuple[str, int | None], ...] = ()
    measures: tuple[tuple[int, int | None], ...] = ()
    sequence: int | None = None


def correct_events(by: Actor, precinct: int, corrections: Iterable[EventCorrection]) -> Changes:
    """Write what files say of many events, in one change of few statements for every 5,000 of them.

    Refuses what editing an event refuses; raises :class:`StaleVersionError` when somebody changed one of the events
    since it was compared.
    """
    with change(by, "correct_events") as c:
        for some in batched(corrections, _EVENTS_AT_ONCE):
            _correct(c, precinct, some)
    return c.changes


def _correct(c: Change, precinct: int, corrections: Sequence[EventCorrection]) -> None:
    rows = {one.event: {**event_values(one.details), **_revision(one)} for one in corrections}
    check_event_keys(precinct, [one.details for one in corrections])
    must_belong(MeasureKind, [kind for one in corrections for kind, _ in one.measures], precinct)
    kept = _kept(precinct, corrections)
    c.update_many([(kept[key], {**row, **_reason(kept[key], row)}) for key, row in rows.items()])
    _serve(c, corrections)
    _count(c, HeadCount, "group_name", {one.event: head_count_values(one.head_counts) for one in corrections})
    _count(c, Measure, "kind_id", {one.event: measure_values(one.measures) for one in corrections})


def _revision(one: EventCorrection) -> Row:
    return {} if one.sequence is None else {"source_sequence": one.sequence}


def _kept(precinct: int, corrections: Sequence[EventCorrection]) -> dict[int, Event]:
    wanted = {one.event: one.version for one in corrections}
    kept = {event.id: event for event in Event.select().where(Event.precinct == precinct, Event.id.in_(list(wanted)))}
    if kept.keys() != wanted.keys():
        raise NotFoundError(say("One of these events is no longer kept: somebody removed it. Nothing was changed."))
    if any(event.version != wanted[key] for key, event in kept.items()):
        raise stale(Event)
    return kept


def _reason(event: Event, row: Row) -> Row:
    return {"cancel_reason": event.cancel_reason if row["status"] == EventStatus.CANCELLED else ""}


def _serve(c: Change, corrections: Sequence[EventCorrection]) -> None:
    wanted = {
        (one.event, row["neighborhood_id"]): row
        for one in corrections
        for row in neighborhood_rows(one.event, one.details)
    }
    kept = EventNeighborhood.select().where(EventNeighborhood.event.in_([one.event for one in corrections]))
    gone = [row for row in kept if wanted.pop((row.event_id, row.neighborhood_id), None) is None]
    c.delete_many(gone)
    c.create_many(EventNeighborhood, list(wanted.values()))


def _count(c: Change, model: type[Record], by: str, wanted: dict[int, list[Row]]) -> None:
    table: Any = model
    found: dict[tuple[int, Any], Any] = defaultdict(lambda: None)
    if not any(wanted.values()):
        return
    for record in table.select().where(table.event.in_(list(wanted))):
        found[record.event_id, getattr(record, by)] = record
    pairs = [
        (found[event, row[by.removesuffix("_id")]], {**row, "event": event})
        for event, rows in wanted.items()
        for row in rows
    ]
    c.update_many([(record, {"count": row["count"]}) for record, row in pairs if record is not None])
    c.create_many(model, [row for record, row in pairs if record is None])

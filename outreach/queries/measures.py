"""What was counted at held events: vehicles stopped, firearms recovered, and how many per officer-hour."""

from collections import defaultdict
from itertools import chain
from typing import Any

from peewee import Case, fn

from outreach.queries.rows import Asked, put_together_once
from outreach.queries.spans import Spans
from outreach.records.events import (
    Event,
    EventKind,
    EventKindMeasure,
    EventOfficer,
    EventStatus,
    Measure,
    MeasureKind,
)
from outreach.records.tallies import event_tally, measure_month
from outreach.values import frozen


@frozen
class MeasureSum:
    """What was counted at the held events of the period, such as vehicles stopped. Events that ask for it and noted
    nothing are told beside the sum. Per officer hour it is counted only where the hours are known, too.

    ``total`` sums what was noted, None: nothing was. ``unknown_events`` asked for it, or left a place for it, and noted
    nothing. ``total_with_hours`` and ``hours`` are over the events where the measure and every officer's hours are
    known.
    """

    total: int | None = None
    unknown_events: int = 0
    total_with_hours: int = 0
    hours: float = 0.0

    @property
    def per_officer_hour(self) -> float | None:
        """How many in one hour of one officer; None where no hours are known."""
        return self.total_with_hours / self.hours if self.hours else None


def officer_hours() -> Any:
    """The officer-hours of an event, as a column of a select over events; NULL unless every officer's are noted.

    Give it a name with ``alias``: of a column without one the database library guesses the type, and guesses wrong.
    """
    all_noted = fn.COUNT(EventOfficer.id) == fn.COUNT(EventOfficer.hours)
    return EventOfficer.select(Case(None, ((all_noted, fn.SUM(EventOfficer.hours)),), None)).where(
        EventOfficer.event == Event.id
    )


def measure_totals(spans: Spans) -> Asked[tuple[dict[str, int | None], ...]]:
    """What was counted of each measure at the held events of each period, in the precinct's order, without those who
    noted nothing and without hours; four statements, two of them for whole months. None: it was asked for, or left a
    place for, and nobody noted it.
    """
    parts = yield _asked_for_and_noted(spans)
    half = len(parts) // 2
    found: dict[tuple[int, str, int], int | None] = {
        (position, name, i): None for i, name, position in chain(*parts[:half])
    }
    for i, name, position, places, noted, total in chain(*parts[half:]):
        if places:
            found[position, name, i] = int(total) if noted else None
    totals: list[dict[str, int | None]] = [{} for _ in spans.periods]
    for (_, name, i), total in sorted(found.items(), key=lambda one: one[0]):
        totals[i][name] = total
    return tuple(totals)


def measure_sums(spans: Spans, *, checkpoints_only: bool = False) -> Asked[tuple[dict[str, MeasureSum], ...]]:
    """The measures of each period in the precinct's order; two statements.

    A measure is there when a held event of the period noted it, left a place for it, or is of a kind that asks for it.
    """
    found: defaultdict[tuple[int, str, int], list[MeasureSum]] = defaultdict(list)
    noted_rows, unnoted = yield _noted_or_not(spans, checkpoints_only)
    for i, name, position, total, unknown, in_hours, hours in noted_rows:
        noted = MeasureSum(None if total is None else int(total), int(unknown), int(in_hours or 0), float(hours or 0))
        found[position, name, i].append(noted)
    for i, name, position, events in unnoted:
        found[position, name, i].append(MeasureSum(unknown_events=events))
    sums: list[dict[str, MeasureSum]] = [{} for _ in spans.periods]
    for (_, name, i), parts in sorted(found.items()):
        noted = parts[0]
        unknown = sum(part.unknown_events for part in parts)
        sums[i][name] = MeasureSum(noted.total, unknown, noted.total_with_hours, noted.hours)
    return tuple(sums)


@put_together_once
def _asked_for_and_noted(spans: Spans) -> list[Any]:
    return _asked_for(spans) + _noted_in(spans)


def _asked_for(spans: Spans) -> list[Any]:
    measure = (MeasureKind.name, MeasureKind.position)

    def tallied(part: Spans) -> Any:
        held = part.tallied(event_tally, *measure).where(event_tally.status == EventStatus.HELD, event_tally.events > 0)
        asking = held.join(EventKindMeasure, on=EventKindMeasure.kind == event_tally.kind_id)
        return asking.join(MeasureKind, on=MeasureKind.id == EventKindMeasure.measure).distinct()

    def counted(part: Spans) -> Any:
        held = part.held(*measure).join_from(Event, EventKindMeasure, on=EventKindMeasure.kind == Event.kind)
        return held.join_from(EventKindMeasure, MeasureKind).distinct()

    return spans.parted(tallied, counted)


def _noted_in(spans: Spans) -> list[Any]:
    """How many events left a place for each measure, how many of them noted it, and the sum."""
    cell, measure = measure_month, (MeasureKind.name, MeasureKind.position)

    def tallied(part: Spans) -> Any:
        sums = part.tallied(cell, *measure, fn.SUM(cell.places), fn.SUM(cell.noted), fn.SUM(cell.total))
        return sums.join(MeasureKind, on=MeasureKind.id == cell.kind_id).group_by(part.c.i, *measure)

    def counted(part: Spans) -> Any:
        sums = part.held(*measure, fn.COUNT(Measure.id), fn.COUNT(Measure.count), fn.SUM(Measure.count))
        noted = sums.join_from(Event, Measure, on=Measure.event == Event.id).join_from(Measure, MeasureKind)
        return noted.group_by(part.c.i, *measure)

    return spans.parted(tallied, counted)


@put_together_once
def _noted_or_not(spans: Spans, checkpoints_only: bool) -> tuple[Any, Any]:
    return _noted(spans, checkpoints_only), spans.query(_not_noted(spans, checkpoints_only))


def _noted(spans: Spans, checkpoints_only: bool) -> Any:
    rows = (
        spans.held(MeasureKind.name, MeasureKind.position, Measure.count, officer_hours().alias("hours"))
        .join_from(Event, Measure, on=Measure.event == Event.id)
        .join_from(Measure, MeasureKind)
    )
    noted = _of_checkpoints(rows) if checkpoints_only else rows
    both_known = noted.c.count.is_null(False) & noted.c.hours.is_null(False)
    return spans.grouped_query(
        noted,
        ("i", "name", "position"),
        fn.SUM(noted.c.count),
        fn.COUNT(noted.c.i) - fn.COUNT(noted.c.count),
        fn.SUM(Case(None, ((both_known, noted.c.count),), None)),
        fn.SUM(Case(None, ((both_known, noted.c.hours),), None)),
        days_alone=True,
    )


def _not_noted(spans: Spans, checkpoints_only: bool) -> Any:
    rows = (
        spans.held(MeasureKind.name, MeasureKind.position, fn.COUNT(Event.id))
        .join_from(Event, EventKindMeasure, on=EventKindMeasure.kind == Event.kind)
        .join_from(EventKindMeasure, MeasureKind)
        .where(
            ~fn.EXISTS(
                Measure.select(Measure.id).where(Measure.event == Event.id, Measure.kind == EventKindMeasure.measure)
            )
        )
        .group_by(spans.c.i, MeasureKind.name, MeasureKind.position)
    )
    return _of_checkpoints(rows) if checkpoints_only else rows


def _of_checkpoints(rows: Any) -> Any:
    return rows.join_from(Event, EventKind).where(EventKind.is_checkpoint)

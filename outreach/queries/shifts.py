"""Which shifts were on duty when events began, and at which hours of the week events lie."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from outreach.queries.period import Period
from outreach.queries.rows import put_together_once, rows_of
from outreach.records.precinct import Shift, ShiftPlan


@dataclass(frozen=True, slots=True)
class ShiftOnPlan:
    """A shift by wall time under the plan valid between two dates. An end at or before the start is on the next day."""

    plan: str
    name: str
    starts: time
    ends: time
    valid_from: date
    valid_to: date | None

    def is_on_duty(self, day: date, at: time) -> bool:
        """Whether it is on duty at a wall time of a day; the plan valid on that day speaks, also after midnight."""
        if not self._is_valid(day):
            return False
        if self.ends <= self.starts:
            return at >= self.starts or at < self.ends
        return self.starts <= at < self.ends

    def is_valid_in(self, period: Period) -> bool:
        """Whether its plan is valid on any day of a period."""
        return self.valid_from <= period.last and (self.valid_to is None or self.valid_to >= period.first)

    def _is_valid(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class ShiftCount:
    """How many events began while a shift was on duty."""

    plan: str
    name: str
    starts: time
    ends: time
    events: int


@dataclass(frozen=True, slots=True)
class ShiftFigures:
    """Held events by the shifts on duty when they began, under the plan in force on their day. Shifts may overlap, so
    the counts may add up to more than the events. Events without a start time belong to no shift, and that is said.

    ``overlapping`` events belong to more than one shift, ``uncovered`` ones to none, and of ``time_unknown`` ones
    nobody noted the start. ``by_hour`` holds events by weekday (Monday first) and hour of their start: 7 rows of 24.
    """

    shifts: tuple[ShiftCount, ...]
    overlapping: int
    uncovered: int
    time_unknown: int
    by_hour: tuple[tuple[int, ...], ...]

    @property
    def by_name(self) -> dict[str, int]:
        """Events by the name of the shift, added up where two plans have a shift of the same name."""
        totals: Counter[str] = Counter()
        for shift in self.shifts:
            totals[shift.name] += shift.events
        return dict(totals)

    @property
    def plans(self) -> tuple[str, ...]:
        """The plans in force in the period, in order."""
        return tuple(dict.fromkeys(shift.plan for shift in self.shifts))

    @property
    def peak(self) -> tuple[int, int, int] | None:
        """The weekday (0 is Monday) and hour at which most events began, and how many; None without any."""
        count, day, hour = max(
            (count, -day, -hour) for day, row in enumerate(self.by_hour) for hour, count in enumerate(row)
        )
        return (-day, -hour, count) if count else None


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Held events by the name of the shifts on duty when they began, as :class:`ShiftFigures` counts them, added up
    where two plans have a shift of the same name; and those without a start time."""

    by_name: Mapping[str, int]
    time_unknown: int


def shifts_on_plan(precinct: int) -> tuple[ShiftOnPlan, ...]:
    """All shifts of all plans of a precinct, plans by date and shifts in their order."""
    (asked,) = _on_plan(precinct)
    return tuple(ShiftOnPlan(*row) for row in rows_of(asked))


@put_together_once
def _on_plan(precinct: int) -> tuple[Any]:
    columns = (ShiftPlan.name, Shift.name, Shift.starts, Shift.ends, ShiftPlan.valid_from, ShiftPlan.valid_to)
    kept: Any = Shift.select(*columns).join(ShiftPlan).where(ShiftPlan.precinct == precinct)
    return (kept.order_by(ShiftPlan.valid_from, Shift.position, Shift.id),)


def shift_figures(
    shifts: Iterable[ShiftOnPlan], starts: Iterable[tuple[date, time | None]], period: Period
) -> ShiftFigures:
    """Count the starts of a period's events by shift and by hour of the week."""
    valid = [shift for shift in shifts if shift.is_valid_in(period)]
    events = [0] * len(valid)
    overlapping = uncovered = time_unknown = 0
    by_hour = [[0] * 24 for _ in range(7)]
    for day, at in starts:
        if at is None:
            time_unknown += 1
            continue
        by_hour[day.weekday()][at.hour] += 1
        on_duty = [index for index, shift in enumerate(valid) if shift.is_on_duty(day, at)]
        for index in on_duty:
            events[index] += 1
        overlapping += len(on_duty) > 1
        uncovered += not on_duty
    counts = (
        ShiftCount(shift.plan, shift.name, shift.starts, shift.ends, count)
        for shift, count in zip(valid, events, strict=True)
    )
    return ShiftFigures(tuple(counts), overlapping, uncovered, time_unknown, tuple(map(tuple, by_hour)))


def days_of_change(shifts: Collection[ShiftOnPlan]) -> set[date]:
    """The days from which other shifts are in force than on the day before; an archive may say "for ever" by the last
    day that there is."""
    days = {shift.valid_from for shift in shifts}
    return days | {last + timedelta(days=1) for shift in shifts if (last := shift.valid_to) and last < date.max}


def events_on_duty(
    shifts: Iterable[ShiftOnPlan], starts: Iterable[tuple[date, time | None, int]], period: Period
) -> OnDuty:
    """Count the events of a period by shift, told as how many began at a time of a day, or of days with the same shifts
    in force."""
    valid = [shift for shift in shifts if shift.is_valid_in(period)]
    events = dict.fromkeys((shift.name for shift in valid), 0)
    time_unknown = 0
    for day, at, count in starts:
        if at is None:
            time_unknown += count
            continue
        for shift in valid:
            if shift.is_on_duty(day, at):
                events[shift.name] += count
    return OnDuty(events, time_unknown)

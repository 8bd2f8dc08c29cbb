"""The shift plans of a precinct, to look at and to change."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from outreach.queries.listing import gathered
from outreach.queries.rows import rows_of
from outreach.records.precinct import Shift, ShiftPlan


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A shift by wall time."""

    name: str
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan with its dates and its shifts in their order; without ``valid_to`` it is still in force."""

    id: int
    version: int
    name: str
    valid_from: date
    valid_to: date | None
    shifts: tuple[ShiftLine, ...]


def shift_plans(precinct: int) -> tuple[PlanLine, ...]:
    """All plans, the newest first, in two statements."""
    shifts: Any = Shift.select(Shift.plan, Shift.name, Shift.starts, Shift.ends).join(ShiftPlan)
    by_plan = gathered(shifts.where(ShiftPlan.precinct == precinct).order_by(Shift.position, Shift.id).tuples())
    plans: Any = ShiftPlan.select(
        ShiftPlan.id, ShiftPlan.version, ShiftPlan.name, ShiftPlan.valid_from, ShiftPlan.valid_to
    )
    kept = rows_of(plans.where(ShiftPlan.precinct == precinct).order_by(ShiftPlan.valid_from.desc()))
    return tuple(
        PlanLine(key, version, name, first, last, tuple(ShiftLine(*shift) for shift in by_plan[key]))
        for key, version, name, first, last in kept
    )

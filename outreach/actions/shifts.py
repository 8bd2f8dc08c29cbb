"""Shift plans, each dated, so that old months keep the shifts they were worked by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from outreach.actions.change import Actor, Changes, change, load, required
from outreach.actions.checks import plain, refuse_repeats, sensible_day
from outreach.actions.past import Listed
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Row
from outreach.records.precinct import Precinct, Shift, ShiftPlan

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ShiftDetails:
    """A shift by wall time; an end at or before the start lies on the next day."""

    name: str
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class ShiftPlanDetails:
    """The shifts worked from one date on, in the order they are listed. Without ``valid_to`` until the next plan."""

    name: str
    valid_from: date
    shifts: Sequence[ShiftDetails]
    valid_to: date | None = None


_SHIFTS = Listed(
    Shift, "plan_id", lambda row: ShiftDetails(row["name"], row["starts"], row["ends"]), lambda one: plain(one.name)
)


def adopt_shift_plan(by: Actor, precinct: int, details: ShiftPlanDetails) -> Changes:
    """Work by a new plan from a date on; the plan in force until then ends the day before.

    Raises :class:`OutreachError` when a plan already starts on that date, or a later one before this one ends.
    """
    row = _plan_row(details)
    with change(by, "adopt_shift_plan") as c:
        load(Precinct, precinct)
        plans = _plans(precinct)
        for plan in plans:
            if plan.valid_from < row["valid_from"] and _reaches(plan, row["valid_from"]):
                c.update(plan, valid_to=row["valid_from"] - _ONE_DAY)
        later = [plan.valid_from for plan in plans if plan.valid_from > row["valid_from"]]
        if later and row["valid_to"] is None:
            row["valid_to"] = min(later) - _ONE_DAY
        _no_overlap(row, plans)
        adopted = c.create(ShiftPlan, precinct=precinct, **row)
        c.create_many(Shift, _shift_rows(adopted.id, details))
    return c.changes


def edit_shift_plan(by: Actor, plan: int, version: int, details: ShiftPlanDetails) -> Changes:
    """Correct a plan, its dates or its shifts; every figure of its months follows.

    Raises :class:`OutreachError` when it would overlap another plan.
    """
    with change(by, "edit_shift_plan") as c:
        record = c.load(ShiftPlan, plan, version)
        details = c.merge(record, details, shifts=_SHIFTS)
        row = _plan_row(details)
        _no_overlap(row, [other for other in _plans(record.precinct_id) if other.id != plan])
        c.update(record, **row)
        shifts = Shift.select().where(Shift.plan == plan)
        c.match(Shift, shifts, _shift_rows(plan, details), by="name", owner=record)
    return c.changes


def withdraw_shift_plan(by: Actor, plan: int, version: int) -> Changes:
    """Take a plan back as if it had never been adopted; the plan before runs on in its place."""
    with change(by, "withdraw_shift_plan") as c:
        record = c.load(ShiftPlan, plan, version)
        for other in _plans(record.precinct_id):
            if other.valid_to == record.valid_from - _ONE_DAY:
                c.update(other, valid_to=record.valid_to)
        for shift in Shift.select().where(Shift.plan == plan):
            c.delete(shift)
        c.delete(record)
    return c.changes


def _plan_row(details: ShiftPlanDetails) -> Row:
    if not details.shifts:
        raise OutreachError(say("The shift plan has no shifts: add one. Nothing was written."))
    refuse_repeats(
        [plain(shift.name) for shift in details.shifts],
        lambda name: say("Two shifts are named '{name}', so nothing was written: rename one.", name=name),
    )
    starts = sensible_day(details.valid_from, say("The first day of the shift plan"))
    if details.valid_to is not None and sensible_day(details.valid_to, say("The last day of the shift plan")) < starts:
        raise OutreachError(say("The shift plan ends before it starts: correct its dates. Nothing was written."))
    return {
        "name": required(plain(details.name), say("The name of the shift plan")),
        "valid_from": starts,
        "valid_to": details.valid_to,
    }


def _shift_rows(plan: int, details: ShiftPlanDetails) -> list[Row]:
    return [
        {
            "plan": plan,
            "name": required(plain(shift.name), say("The name of a shift")),
            "starts": shift.starts,
            "ends": shift.ends,
            "position": position,
        }
        for position, shift in enumerate(details.shifts)
    ]


def _plans(precinct: int) -> list[ShiftPlan]:
    return list(ShiftPlan.select().where(ShiftPlan.precinct == precinct).order_by(ShiftPlan.valid_from))


def _reaches(plan: ShiftPlan, day: date) -> bool:
    return plan.valid_to is None or plan.valid_to >= day


def _no_overlap(row: Row, others: Sequence[ShiftPlan]) -> None:
    for other in others:
        starts_in_time = row["valid_to"] is None or other.valid_from <= row["valid_to"]
        if starts_in_time and _reaches(other, row["valid_from"]):
            raise OutreachError(
                say(
                    "The shift plan '{name}' that starts on {valid_from} overlaps this one: choose other dates, "
                    "or correct that plan first. Nothing was written.",
                    name=other.name,
                    valid_from=other.valid_from,
                )
            )

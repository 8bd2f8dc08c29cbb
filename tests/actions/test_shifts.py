"""Shift plans follow each other without gaps or overlaps, and old months keep theirs."""

from dataclasses import replace
from datetime import date, time

import pytest

from outreach.actions.shifts import (
    ShiftDetails,
    ShiftPlanDetails,
    adopt_shift_plan,
    edit_shift_plan,
    withdraw_shift_plan,
)
from outreach.errors import NotFoundError, StaleVersionError
from outreach.records.precinct import Shift, ShiftPlan
from tests import given
from tests.actions.refusals import refused
from tests.trail import BY, last_told

pytestmark = pytest.mark.usefixtures("store")

DAY = ShiftDetails("Day", time(7), time(15))
EVENING = ShiftDetails("Evening", time(15), time(23))
NIGHT = ShiftDetails("Night", time(23), time(7))
POWER = ShiftDetails("Power", time(18), time(2))
THREE = ShiftPlanDetails("Three shifts", date(2017, 1, 1), (DAY, EVENING, NIGHT))
FOUR = ShiftPlanDetails("Four shifts", date(2018, 11, 4), (DAY, EVENING, POWER, NIGHT))


def plans() -> list[tuple[str, date, date | None]]:
    return [(plan.name, plan.valid_from, plan.valid_to) for plan in ShiftPlan.select().order_by(ShiftPlan.valid_from)]


def shifts(plan: int) -> list[tuple[str, time, time]]:
    rows = Shift.select().where(Shift.plan == plan).order_by(Shift.position)
    return [(one.name, one.starts, one.ends) for one in rows]


def test_a_new_plan_ends_the_one_before_on_the_day_before() -> None:
    precinct = given.a_precinct().id
    first = adopt_shift_plan(BY, precinct, THREE).only_id("shift_plan")
    changes = adopt_shift_plan(BY, precinct, FOUR)
    assert plans() == [
        ("Three shifts", date(2017, 1, 1), date(2018, 11, 3)),
        ("Four shifts", date(2018, 11, 4), None),
    ]
    second = changes.ids("shift_plan")[-1]
    assert shifts(second) == [
        ("Day", time(7), time(15)),
        ("Evening", time(15), time(23)),
        ("Power", time(18), time(2)),
        ("Night", time(23), time(7)),
    ]
    assert len(shifts(first)) == 3
    assert ShiftPlan.get_by_id(first).version == 2
    assert changes.ids("shift_plan") == (first, second)
    assert last_told().of("shift_plan")[0] == ({"valid_to": None}, {"valid_to": "2018-11-03"})


def test_a_plan_adopted_afterwards_for_earlier_days_runs_until_the_next() -> None:
    precinct = given.a_precinct().id
    adopt_shift_plan(BY, precinct, FOUR)
    adopt_shift_plan(BY, precinct, THREE)
    assert plans()[0] == ("Three shifts", date(2017, 1, 1), date(2018, 11, 3))


def test_a_plan_that_would_overlap_another_is_refused() -> None:
    precinct = given.a_precinct().id
    adopt_shift_plan(BY, precinct, FOUR)
    with refused("The shift plan 'Four shifts' that starts on 2018-11-04 overlaps this one"):
        adopt_shift_plan(BY, precinct, replace(THREE, valid_to=date(2018, 12, 31)))
    with refused("The shift plan 'Four shifts' that starts on 2018-11-04 overlaps this one"):
        adopt_shift_plan(BY, precinct, FOUR)
    first = adopt_shift_plan(BY, precinct, THREE).only_id("shift_plan")
    with refused("overlaps this one"):
        edit_shift_plan(BY, first, 1, replace(THREE, valid_to=date(2018, 11, 4)))


@pytest.mark.parametrize(
    ("details", "words"),
    [
        (replace(THREE, name=""), "The name of the shift plan is missing"),
        (replace(THREE, shifts=()), "The shift plan has no shifts"),
        (replace(THREE, shifts=(DAY, replace(NIGHT, name="Day "))), "Two shifts are named 'Day'"),
        (replace(THREE, shifts=(replace(DAY, name=" "),)), "The name of a shift is missing"),
        (replace(THREE, valid_to=date(2016, 12, 31)), "The shift plan ends before it starts"),
        (replace(THREE, valid_from=date(1019, 1, 1)), "The first day of the shift plan 1019-01-01 cannot be right"),
        (replace(THREE, valid_to=date(9999, 1, 1)), "The last day of the shift plan 9999-01-01 cannot be right"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(details: ShiftPlanDetails, words: str) -> None:
    precinct = given.a_precinct().id
    with refused(words):
        adopt_shift_plan(BY, precinct, details)
    plan = adopt_shift_plan(BY, precinct, THREE).only_id("shift_plan")
    with refused(words):
        edit_shift_plan(BY, plan, 1, details)


def test_editing_shifts_alone_raises_the_version_of_the_plan() -> None:
    precinct = given.a_precinct().id
    plan = adopt_shift_plan(BY, precinct, THREE).only_id("shift_plan")
    later = replace(DAY, starts=time(6))
    changes = edit_shift_plan(BY, plan, 1, replace(THREE, shifts=(later, POWER, NIGHT)))
    assert shifts(plan) == [
        ("Day", time(6), time(15)),
        ("Power", time(18), time(2)),
        ("Night", time(23), time(7)),
    ]
    assert ShiftPlan.get_by_id(plan).version == 2
    assert changes.kinds == {"shift_plan", "shift"}
    assert ({"starts": "07:00:00"}, {"starts": "06:00:00"}) in last_told().of("shift")
    with refused("Somebody else changed this shift plan", StaleVersionError):
        edit_shift_plan(BY, plan, 1, replace(THREE, shifts=(replace(DAY, starts=time(5)), POWER, NIGHT)))


def test_withdrawing_a_plan_lets_the_one_before_run_on() -> None:
    precinct = given.a_precinct().id
    adopt_shift_plan(BY, precinct, THREE)
    four = adopt_shift_plan(BY, precinct, FOUR).ids("shift_plan")[-1]
    with refused("Somebody else changed this shift plan", StaleVersionError):
        withdraw_shift_plan(BY, four, 2)
    changes = withdraw_shift_plan(BY, four, 1)
    assert plans() == [("Three shifts", date(2017, 1, 1), None)]
    assert Shift.select().count() == 3
    assert last_told().of("shift_plan")[-1][0]["name"] == "Four shifts"
    assert four in changes.ids("shift_plan")
    with refused("no longer kept", NotFoundError):
        withdraw_shift_plan(BY, four, 1)


def test_plans_of_another_precinct_do_not_count() -> None:
    adopt_shift_plan(BY, given.a_precinct("North Precinct").id, THREE)
    adopt_shift_plan(BY, given.a_precinct().id, THREE)
    assert [valid_to for _, _, valid_to in plans()] == [None, None]
    with refused("no longer kept", NotFoundError):
        adopt_shift_plan(BY, 9999, THREE)

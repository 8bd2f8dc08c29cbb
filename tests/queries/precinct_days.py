"""Rows that figures are computed from, named as the tests speak of them."""

from datetime import date, time
from typing import Any

from outreach.records.events import (
    Attendance,
    Event,
    EventNeighborhood,
    EventOfficer,
    HeadCount,
    Measure,
)
from outreach.records.people import Neighborhood, Person
from outreach.records.precinct import Officer, Precinct, Shift, ShiftPlan
from tests import given

TODAY = date(2019, 3, 20)


def served(event: Event, *neighborhoods: Neighborhood) -> Event:
    for neighborhood in neighborhoods:
        EventNeighborhood.create(event=event, neighborhood=neighborhood)
    return event


def heads(event: Event, *counts: int | None) -> Event:
    for place, count in enumerate(counts):
        HeadCount.create(event=event, group_name=f"group {place}", count=count)
    return event


def signed(event: Event, *people: Person | str | None, present: bool = True) -> Event:
    """Lines of an event: a known person, a name as written, or None for a line nobody can read."""
    for person in people:
        if isinstance(person, Person):
            Attendance.create(event=event, person=person, present=present)
        else:
            Attendance.create(event=event, name_as_signed=person or "", legible=person is not None, present=present)
    return event


def measured(event: Event, **counts: int | None) -> Event:
    for name, count in counts.items():
        kind = given.a_measure_kind(event.precinct, name.replace("_", " ").capitalize())
        Measure.create(event=event, kind=kind, count=count)
    return event


def worked(event: Event, hours: dict[Officer, float | None]) -> Event:
    for officer, spent in hours.items():
        EventOfficer.create(event=event, officer=officer, hours=spent)
    return event


def a_plan(precinct: Precinct, name: str, first: date, last: date | None, *shifts: tuple[str, int, int]) -> ShiftPlan:
    """A shift plan whose shifts are given as name, hour of start and hour of end."""
    plan = ShiftPlan.create(precinct=precinct, name=name, valid_from=first, valid_to=last)
    for place, (shift, starts, ends) in enumerate(shifts):
        Shift.create(plan=plan, name=shift, starts=time(starts), ends=time(ends), position=place)
    return plan


def closed(precinct: Precinct, opened: date, on: date, **values: Any) -> Any:
    return given.a_follow_up(precinct, opened_on=opened, closed_on=on, **{"status": "done", **values})

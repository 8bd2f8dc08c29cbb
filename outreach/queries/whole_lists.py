"""Whole lists of what is kept, for files that go out: every record of a kind, in order, in few statements."""

import datetime as calendar
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from peewee import JOIN, fn

from outreach.records.crime import CrimeCount, Offense
from outreach.records.events import Attendance, Event, EventKind, EventNeighborhood, HeadCount, Measure, MeasureKind
from outreach.records.followups import Concern, FollowUp, Topic
from outreach.records.people import Household, Neighborhood, Organization, Person
from outreach.records.precinct import Officer


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event. ``counted`` is the sum of its known head counts (None: nobody counted), ``signed_in`` its present
    sign-ins; ``measures`` by name."""

    uid: UUID
    version: int
    date: calendar.date
    start_time: time | None
    end_date: calendar.date
    end_time: time | None
    kind: str
    title: str
    status: str
    place: str
    neighborhoods: tuple[str, ...]
    host: str
    lead: str
    summary: str
    cancel_reason: str
    counted: int | None
    signed_in: int
    measures: dict[str, int]


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """A line of a sign-in. ``person`` is None for a name that nobody has said whose it is."""

    event: UUID
    date: date
    title: str
    sheet: int | None
    line: int | None
    person: UUID | None
    given_name: str
    family_name: str
    name_as_signed: str
    organization: str
    neighborhood: str
    present: bool
    legible: bool
    note: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person, unless merged into another entry."""

    uid: UUID
    given_name: str
    family_name: str
    phone: str
    email: str
    address: str
    postcode: str
    neighborhood: str
    household: str
    language: str
    may_contact: bool
    confidential: bool
    active: bool


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """A promise, from its making to its end."""

    uid: UUID
    status: str
    priority: str
    words: str
    public_words: str
    owner: str
    promised_to: str
    neighborhood: str
    opened_on: date
    due: date | None
    closed_on: date | None
    told_on: date | None
    partner: str
    outcome: str
    public_outcome: str
    decline_reason: str


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """What a resident told us."""

    uid: UUID
    raised_on: date
    topic: str
    words: str
    source: str
    neighborhood: str
    event: str
    raised_by: str
    confidential: bool


@dataclass(frozen=True, slots=True)
class CrimeLine:
    """The count of one month, area and offense."""

    month: date
    scope: str
    neighborhood: str
    offense: str
    count: int
    source: str


def all_events(precinct: int) -> list[EventLine]:
    """Every event by date, in five statements."""
    kept: Any = (
        Event.select(
            Event.id, Event.uid, Event.version, Event.date, Event.start_time, Event.end_date, Event.end_time,
            EventKind.name, Event.title, Event.status, Event.place, Organization.name, Officer.name, Event.summary,
            Event.cancel_reason,
        )
        .join(EventKind)
        .switch(Event)
        .join(Organization, JOIN.LEFT_OUTER)
        .switch(Event)
        .join(Officer, JOIN.LEFT_OUTER)
        .where(Event.precinct == precinct)
        .order_by(Event.date, Event.start_time.asc(nulls="LAST"), Event.id)
        .tuples()
    )  # fmt: skip
    served: dict[int, list[str]] = defaultdict(list)
    for event, name in _of_events(EventNeighborhood, precinct, Neighborhood.name, join=Neighborhood):
        served[event].append(name)
    measures: dict[int, dict[str, int]] = defaultdict(dict)
    for event, name, count in _of_events(Measure, precinct, MeasureKind.name, Measure.count, join=MeasureKind):
        if count is not None:
            measures[event][name] = count
    counted: dict[int, int] = dict(_sums(HeadCount, precinct, fn.SUM(HeadCount.count), HeadCount.count.is_null(False)))
    present = Attendance.present == True  # noqa: E712 - an expression of the query
    signed: dict[int, int] = dict(_sums(Attendance, precinct, fn.COUNT(Attendance.id), present))
    return [
        _line(
            EventLine,
            *row[1:11],
            tuple(served.get(row[0], ())),
            row[11] or "",
            row[12] or "",
            *row[13:],
            counted.get(row[0]),
            signed.get(row[0], 0),
            measures.get(row[0], {}),
        )
        for row in kept
    ]


def all_attendance(precinct: int, *, confidential: bool = False) -> Iterator[AttendanceLine]:
    """Every line of every sign-in, by event, in one statement; confidential persons are named when ``confidential``."""
    own: Any = Neighborhood.alias()
    kept: Any = (
        Attendance.select(
            Event.uid, Event.date, Event.title, Attendance.sheet, Attendance.line, Person.uid, Person.given_name,
            Person.family_name, Attendance.name_as_signed, Organization.name, fn.COALESCE(Neighborhood.name, own.name),
            Attendance.present, Attendance.legible, Attendance.note, Person.confidential,
        )
        .join(Event)
        .switch(Attendance)
        .join(Person, JOIN.LEFT_OUTER)
        .join(own, JOIN.LEFT_OUTER, on=Person.neighborhood == own.id)
        .switch(Attendance)
        .join(Organization, JOIN.LEFT_OUTER)
        .switch(Attendance)
        .join(Neighborhood, JOIN.LEFT_OUTER, on=Attendance.neighborhood == Neighborhood.id)
        .where(Event.precinct == precinct)
        .order_by(
            Event.date, Event.start_time.asc(nulls="LAST"), Event.id, Attendance.sheet.asc(nulls="LAST"),
            Attendance.line.asc(nulls="LAST"), Attendance.id,
        )
        .tuples()
        .iterator()
    )  # fmt: skip

    def line(row: tuple[Any, ...]) -> AttendanceLine:
        hidden = row[14] and not confidential
        uid, named, note = (None, [""] * 3, "") if hidden else (row[5], row[6:9], row[13])
        return _line(AttendanceLine, *row[:5], uid, *(text or "" for text in (*named, *row[9:11])), *row[11:13], note)

    return map(line, kept)


def all_people(precinct: int, *, confidential: bool = False) -> Iterator[PersonLine]:
    """Every person by name, in one statement; those kept confidentially only when ``confidential``."""
    kept: Any = (
        Person.select(
            Person.uid, Person.given_name, Person.family_name, Person.phone, Person.email, Person.address,
            Person.postcode, Neighborhood.name, Household.name, Person.language, Person.may_contact,
            Person.confidential, Person.active,
        )
        .join(Neighborhood, JOIN.LEFT_OUTER)
        .switch(Person)
        .join(Household, JOIN.LEFT_OUTER)
        .where(
            Person.precinct == precinct,
            Person.merged_into.is_null(),
            *(() if confidential else (~Person.confidential,)),
        )
        .order_by(Person.family_name, Person.given_name, Person.id)
        .tuples()
        .iterator()
    )  # fmt: skip
    return (_line(PersonLine, *row[:7], row[7] or "", row[8] or "", *row[9:]) for row in kept)


def all_follow_ups(precinct: int, *, confidential: bool = False) -> Iterator[FollowUpLine]:
    """Every promise by the day it was made, in one statement; confidential persons are named when ``confidential``."""
    kept: Any = (
        FollowUp.select(
            FollowUp.uid, FollowUp.status, FollowUp.priority, FollowUp.words, FollowUp.public_words, Officer.name,
            Person.given_name, Person.family_name, Organization.name, Neighborhood.name, FollowUp.opened_on,
            FollowUp.due, FollowUp.closed_on, FollowUp.told_on, FollowUp.partner, FollowUp.outcome,
            FollowUp.public_outcome, FollowUp.decline_reason, Person.confidential, Concern.confidential,
        )
        .join(Officer, JOIN.LEFT_OUTER)
        .switch(FollowUp)
        .join(Person, JOIN.LEFT_OUTER)
        .switch(FollowUp)
        .join(Organization, JOIN.LEFT_OUTER)
        .switch(FollowUp)
        .join(Neighborhood, JOIN.LEFT_OUTER, on=FollowUp.neighborhood == Neighborhood.id)
        .switch(FollowUp)
        .join(Concern, JOIN.LEFT_OUTER, on=FollowUp.concern == Concern.id)
        .where(FollowUp.precinct == precinct)
        .order_by(FollowUp.opened_on, FollowUp.id)
        .tuples()
        .iterator()
    )  # fmt: skip

    def line(row: tuple[Any, ...]) -> FollowUpLine:
        hidden = (row[18] or row[19]) and not confidential
        who = "" if hidden else _who(*row[6:9])
        return _line(FollowUpLine, *row[:5], row[5] or "", who, row[9] or "", *row[10:18])

    return map(line, kept)


def all_concerns(precinct: int, *, confidential: bool = False) -> Iterator[ConcernLine]:
    """Every concern by the day it was raised, in one statement; what is confidential only when ``confidential``."""
    kept: Any = (
        Concern.select(
            Concern.uid, Concern.raised_on, Topic.name, Concern.words, Concern.source, Neighborhood.name, Event.title,
            Person.given_name, Person.family_name, Organization.name, Concern.confidential,
            Person.confidential,
        )
        .join(Topic)
        .switch(Concern)
        .join(Neighborhood, JOIN.LEFT_OUTER)
        .switch(Concern)
        .join(Event, JOIN.LEFT_OUTER)
        .switch(Concern)
        .join(Person, JOIN.LEFT_OUTER)
        .switch(Concern)
        .join(Organization, JOIN.LEFT_OUTER)
        .where(Concern.precinct == precinct)
        .order_by(Concern.raised_on, Concern.id)
        .tuples()
        .iterator()
    )  # fmt: skip

    def line(row: tuple[Any, ...]) -> ConcernLine:
        words = row[3] if confidential or not row[10] else ""
        who = _who(*row[7:10]) if confidential or not (row[10] or row[11]) else ""
        return _line(ConcernLine, *row[:3], words, row[4], row[5] or "", row[6] or "", who, row[10])

    return map(line, kept)


def all_crime(precinct: int) -> Iterator[CrimeLine]:
    """Every crime count by month, area and offense, in one statement."""
    kept: Any = (
        CrimeCount.select(
            CrimeCount.month, CrimeCount.scope, Neighborhood.name, Offense.name, CrimeCount.count, CrimeCount.source
        )
        .join(Offense)
        .switch(CrimeCount)
        .join(Neighborhood, JOIN.LEFT_OUTER)
        .where(CrimeCount.precinct == precinct)
        .order_by(
            CrimeCount.month, CrimeCount.scope, Neighborhood.name.asc(nulls="LAST"), Offense.position, Offense.name
        )
        .tuples()
        .iterator()
    )
    return (_line(CrimeLine, row[0], row[1], row[2] or "", *row[3:]) for row in kept)


def _line[Line](kind: Callable[..., Line], *values: Any) -> Line:
    return kind(*values)


def _who(given_name: str | None, family_name: str | None, organization: str | None) -> str:
    person = f"{given_name or ''} {family_name or ''}".strip()
    return ", ".join(part for part in (person, organization or "") if part)


def _of_events(model: Any, precinct: int, *columns: Any, join: Any) -> Any:
    return (
        model.select(model.event, *columns)
        .join(join)
        .switch(model)
        .join(Event)
        .where(Event.precinct == precinct)
        .order_by(model.id)
        .tuples()
    )


def _sums(model: Any, precinct: int, total: Any, where: Any) -> Any:
    chosen = model.select(model.event, total).join(Event).where(Event.precinct == precinct, where)
    return chosen.group_by(model.event).tuples()

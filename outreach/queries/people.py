"""People, one by one, with their whole history."""

import datetime as calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.confidential import shown_people
from outreach.queries.listing import Linked, full_name
from outreach.queries.person_rows import PersonRow, person_rows, row_facts, times_came
from outreach.queries.rows import rows_of
from outreach.records.events import Attendance, Event, EventKind
from outreach.records.followups import Concern, FollowUp, Topic
from outreach.records.people import Household, Membership, Organization, Person, TermOfOffice


@dataclass(frozen=True, slots=True)
class PersonAttendance:
    """An event the person signed in at or was invited to."""

    event: int
    title: str
    kind_name: str
    date: calendar.date
    status: str
    present: bool


@dataclass(frozen=True, slots=True)
class PersonConcern:
    """A concern the person raised, at an event or not; confidential ones are left out for who may not read them."""

    id: int
    topic: str
    words: str
    raised_on: date
    confidential: bool
    event: int | None


@dataclass(frozen=True, slots=True)
class PersonPromise:
    """Something that was promised to the person."""

    id: int
    words: str
    status: str
    opened_on: date
    due: date | None
    closed_on: date | None
    told_on: date | None


@dataclass(frozen=True, slots=True)
class PersonMembership:
    """A place in an organization."""

    organization: int
    organization_name: str
    role: str


@dataclass(frozen=True, slots=True)
class PersonTerm:
    """A term in an office of an organization; no end: still in office."""

    id: int
    version: int
    organization: int
    organization_name: str
    office: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """Somebody else of a person's household; ``version`` is for moving her."""

    id: int
    version: int
    name: str


@dataclass(frozen=True, slots=True)
class PersonHousehold:
    """Where a person lives, and with whom; people the reader may not see are left out."""

    id: int
    version: int
    name: str
    address: str
    members: tuple[HouseholdMember, ...]


@dataclass(frozen=True, slots=True)
class PersonDetail(PersonRow):
    """One person with all that is known, latest first; ``merged_from`` are entries merged into this one."""

    household: PersonHousehold | None
    merged_into: int | None
    merged_from: tuple[Linked, ...]
    attendance: tuple[PersonAttendance, ...]
    concerns: tuple[PersonConcern, ...]
    promises: tuple[PersonPromise, ...]
    memberships: tuple[PersonMembership, ...]
    terms: tuple[PersonTerm, ...]


def person_detail(person: int, *, confidential: bool = False) -> PersonDetail:
    """One person with the whole history, in at most nine statements.

    Raises :class:`NotFoundError` when the entry is gone, or is confidential and the reader may not see it.
    """
    found = rows_of(person_rows(Person.household, Person.merged_into).where(Person.id == person))
    if not found or (found[0][12] and not confidential):
        raise NotFoundError(say("This person is not kept here, or is kept confidentially: ask a supervisor."))
    *row, household, merged_into = found[0]
    came = times_came([person]).get(person, (0, None))
    return PersonDetail(
        *(
            *row_facts(row),
            *came,
            _household(household, person, confidential),
            merged_into,
            _merged_from(person, confidential),
            _attendance(person),
            _concerns(person, confidential),
            _promises(person, confidential),
            _memberships(person),
            _terms(person),
        )
    )


def _household(household: int | None, person: int, confidential: bool) -> PersonHousehold | None:
    if household is None:
        return None
    others = (Person.household == Household.id) & (Person.id != person) & Person.merged_into.is_null()
    for condition in shown_people(confidential):
        others &= condition
    home = (Household.id, Household.version, Household.name, Household.address)
    found: Any = (
        Household.select(*home, Person.id, Person.version, Person.given_name, Person.family_name)
        .join(Person, JOIN.LEFT_OUTER, on=others)
        .where(Household.id == household)
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    rows = rows_of(found)
    members = (
        HouseholdMember(key, version, full_name(given, family))
        for *_, key, version, given, family in rows
        if key is not None
    )
    key, version, name, address, *_ = rows[0]
    return PersonHousehold(key, version, name, address, tuple(members))


def _merged_from(person: int, confidential: bool) -> tuple[Linked, ...]:
    found: Any = Person.select(Person.id, Person.given_name, Person.family_name).where(
        Person.merged_into == person, *shown_people(confidential)
    )
    return tuple(Linked(key, full_name(given, family)) for key, given, family in rows_of(found.order_by(Person.id)))


def _attendance(person: int) -> tuple[PersonAttendance, ...]:
    found: Any = (
        Attendance.select(Event.id, Event.title, EventKind.name, Event.date, Event.status, Attendance.present)
        .join(Event)
        .join(EventKind)
        .where(Attendance.person == person)
        .order_by(Event.date.desc(), Event.id.desc())
    )
    return tuple(PersonAttendance(*row) for row in rows_of(found))


def _concerns(person: int, confidential: bool) -> tuple[PersonConcern, ...]:
    found: Any = (
        Concern.select(Concern.id, Topic.name, Concern.words, Concern.raised_on, Concern.confidential, Concern.event)
        .join(Topic)
        .where(Concern.raised_by_person == person)
        .order_by(Concern.raised_on.desc(), Concern.id.desc())
    )
    told = (PersonConcern(*row) for row in rows_of(found))
    return tuple(one for one in told if confidential or not one.confidential)


def _promises(person: int, confidential: bool) -> tuple[PersonPromise, ...]:
    hidden = Concern.confidential.is_null(False) & Concern.confidential
    found: Any = FollowUp.select(
        FollowUp.id,
        FollowUp.words,
        FollowUp.status,
        FollowUp.opened_on,
        FollowUp.due,
        FollowUp.closed_on,
        FollowUp.told_on,
    ).join(Concern, JOIN.LEFT_OUTER)
    found = found.where(FollowUp.promised_to_person == person, *(() if confidential else (~hidden,)))
    return tuple(PersonPromise(*row) for row in rows_of(found.order_by(FollowUp.opened_on.desc(), FollowUp.id.desc())))


def _memberships(person: int) -> tuple[PersonMembership, ...]:
    found: Any = (
        Membership.select(Organization.id, Organization.name, Membership.role)
        .join(Organization)
        .where(Membership.person == person)
        .order_by(Organization.name)
    )
    return tuple(PersonMembership(*row) for row in rows_of(found))


def _terms(person: int) -> tuple[PersonTerm, ...]:
    found: Any = (
        TermOfOffice.select(
            TermOfOffice.id,
            TermOfOffice.version,
            Organization.id,
            Organization.name,
            TermOfOffice.office,
            TermOfOffice.starts,
            TermOfOffice.ends,
        )
        .join(Organization)
        .where(TermOfOffice.person == person)
        .order_by(TermOfOffice.starts.desc(), TermOfOffice.id)
    )
    return tuple(PersonTerm(*row) for row in rows_of(found))

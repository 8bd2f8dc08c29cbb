"""One person as lists and her own page show her."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, fn

from outreach.queries.listing import full_name
from outreach.queries.rows import rows_of
from outreach.records.events import Attendance, Event, EventStatus
from outreach.records.people import Neighborhood, Person


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list; ``events`` counts present sign-ins at held events, ``last_came`` is the last of them."""

    id: int
    version: int
    given_name: str
    family_name: str
    phone: str
    email: str
    address: str
    postcode: str
    neighborhood: int | None
    neighborhood_name: str
    language: str
    may_contact: bool
    confidential: bool
    active: bool
    events: int
    last_came: date | None

    @property
    def name(self) -> str:
        """The name as one says it."""
        return full_name(self.given_name, self.family_name)


def person_rows(*more: Any) -> Any:
    """The rows of people, to be narrowed down, with more columns of theirs; :func:`row_facts` reads one."""
    return Person.select(
        Person.id,
        Person.version,
        Person.given_name,
        Person.family_name,
        Person.phone,
        Person.email,
        Person.address,
        Person.postcode,
        Person.neighborhood,
        Neighborhood.name,
        Person.language,
        Person.may_contact,
        Person.confidential,
        Person.active,
        *more,
    ).join(Neighborhood, JOIN.LEFT_OUTER)


def row_facts(row: Sequence[Any]) -> tuple[Any, ...]:
    """The fields of a :class:`PersonRow` from a row, but for when the person came."""
    return (*row[:9], row[9] or "", *row[10:])


def times_came(people: Sequence[int]) -> dict[int, tuple[int, date | None]]:
    """How often some people were present at held events, and when last; nobody who never came. One statement."""
    counted: Any = (
        Attendance.select(Attendance.person, fn.COUNT(Attendance.id), fn.MAX(Event.date))
        .join(Event)
        .where(Attendance.person.in_(people), Attendance.present == True, Event.status == EventStatus.HELD)  # noqa: E712
        .group_by(Attendance.person)
    )
    return {person: (count, last) for person, count, last in rows_of(counted)}

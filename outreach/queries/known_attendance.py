"""The events a precinct keeps and who is signed in at them, for a file of attendance to be compared with."""

import datetime as calendar
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from outreach.records.events import Attendance, Event
from outreach.records.people import Person


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """An event as files of attendance name it: by number, or by day and title."""

    key: int
    uid: UUID
    source_id: str
    date: calendar.date
    title: str


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line of a sign-in."""

    event: int
    person: int | None
    name_as_signed: str
    legible: bool
    sheet: int | None
    line: int | None


def known_meetings(precinct: int) -> list[KnownMeeting]:
    """All events, in one statement."""
    kept: Any = Event.select(Event.id, Event.uid, Event.source_id, Event.date, Event.title)
    rows = kept.where(Event.precinct == precinct).order_by(Event.date, Event.id).tuples()
    return [KnownMeeting(key, uid, source_id or "", day, title) for key, uid, source_id, day, title in rows]


def known_lines(precinct: int, first: calendar.date, last: calendar.date) -> Iterator[KnownLine]:
    """The lines of the sign-ins of the events of some days, in one statement, read bit by bit."""
    kept: Any = (
        Attendance.select(
            Attendance.event, Attendance.person, Attendance.name_as_signed, Attendance.legible, Attendance.sheet,
            Attendance.line,
        )
        .join(Event)
        .where(Event.precinct == precinct, Event.date.between(first, last))
    )  # fmt: skip
    return (KnownLine(*row) for row in kept.tuples().iterator())


def people_by_uid(precinct: int) -> dict[str, int]:
    """The keys of people by their number, those merged into another under the key of the one that is kept."""
    kept: Any = Person.select(Person.uid, Person.id, Person.merged_into).where(Person.precinct == precinct)
    return {str(uid): merged or key for uid, key, merged in kept.tuples()}

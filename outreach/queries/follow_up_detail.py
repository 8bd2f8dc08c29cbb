"""One promise with all that belongs to it: its concern, its event, whom it was given to, and its notes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import JOIN, fn

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.follow_up_rows import FollowUpRow, follow_up_rows, row_values
from outreach.queries.listing import full_name, ranked_name
from outreach.queries.rows import rows_of
from outreach.records.events import Event
from outreach.records.followups import Concern, FollowUp, FollowUpNote, Topic
from outreach.records.people import Person
from outreach.records.precinct import Officer
from outreach.values import frozen


@frozen
class FollowUpNoteLine:
    """A dated note."""

    id: int
    version: int
    written_on: date
    officer: int | None
    officer_name: str
    words: str


@frozen
class PromisedPerson:
    """The person who was promised something: internal."""

    id: int
    name: str
    phone: str
    email: str
    address: str
    may_contact: bool


@frozen
class FollowUpDetail(FollowUpRow):
    """One promise with its concern, event, person and notes (latest first).

    ``concern_words`` are None and ``person`` is left out where they are confidential and the reader may not see them.
    """

    outcome: str
    public_outcome: str
    decline_reason: str
    topic: str
    concern_words: str | None
    concern_raised_on: date | None
    concern_confidential: bool
    event_title: str
    event_date: date | None
    person: PromisedPerson | None
    notes: tuple[FollowUpNoteLine, ...]


def follow_up_detail(follow_up: int, today: date, *, confidential: bool = False) -> FollowUpDetail:
    """One promise with all that belongs to it, in three statements. Raises :class:`NotFoundError` when it is gone."""
    found = rows_of(follow_up_rows().where(FollowUp.id == follow_up))
    if not found:
        raise NotFoundError(say("This follow-up is no longer kept: somebody removed it."))
    more: Any = (
        FollowUp.select(
            FollowUp.outcome,
            FollowUp.public_outcome,
            FollowUp.decline_reason,
            fn.COALESCE(Topic.name, ""),
            Concern.words,
            Concern.raised_on,
            fn.COALESCE(Concern.confidential, False),
            fn.COALESCE(Event.title, ""),
            Event.date,
            Person.id,
            Person.given_name,
            Person.family_name,
            Person.phone,
            Person.email,
            Person.address,
            Person.may_contact,
            Person.confidential,
        )
        .join(Concern, JOIN.LEFT_OUTER)
        .join(Topic, JOIN.LEFT_OUTER)
        .switch(FollowUp)
        .join(Event, JOIN.LEFT_OUTER, on=FollowUp.event == Event.id)
        .switch(FollowUp)
        .join(Person, JOIN.LEFT_OUTER, on=FollowUp.promised_to_person == Person.id)
        .where(FollowUp.id == follow_up)
    )
    (row,) = rows_of(more)
    outcome, public_outcome, reason, topic, words, raised_on, secret, title, day, *person = row
    return FollowUpDetail(
        **row_values(found[0], today, confidential),
        outcome=outcome,
        public_outcome=public_outcome,
        decline_reason=reason,
        topic=topic,
        concern_words=words if confidential or not secret else None,
        concern_raised_on=raised_on,
        concern_confidential=bool(secret),
        event_title=title,
        event_date=day,
        person=_person(person, confidential or not secret, confidential),
        notes=_notes(follow_up),
    )


def _person(row: Sequence[Any], shown: bool, confidential: bool) -> PromisedPerson | None:
    key, given, family, phone, email, address, may_contact, hidden = row
    if key is None or not shown or (hidden and not confidential):
        return None
    return PromisedPerson(key, full_name(given, family), phone, email, address, may_contact)


def _notes(follow_up: int) -> tuple[FollowUpNoteLine, ...]:
    found: Any = (
        FollowUpNote.select(
            FollowUpNote.id,
            FollowUpNote.version,
            FollowUpNote.written_on,
            FollowUpNote.officer,
            Officer.rank,
            Officer.name,
            FollowUpNote.words,
        )
        .join(Officer, JOIN.LEFT_OUTER)
        .where(FollowUpNote.follow_up == follow_up)
        .order_by(FollowUpNote.written_on.desc(), FollowUpNote.id.desc())
    )
    return tuple(
        FollowUpNoteLine(key, version, day, officer, ranked_name(rank, name), words)
        for key, version, day, officer, rank, name, words in rows_of(found)
    )

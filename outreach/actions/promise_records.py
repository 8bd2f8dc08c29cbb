"""Bringing in many promises with the course they took elsewhere: from a spreadsheet, or an older program."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from outreach.actions.change import Actor, Changes, change, load, required
from outreach.actions.checks import must_belong, not_earlier, plain, sensible_day, word_of
from outreach.actions.followups import PromiseDetails, promise_values
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Row
from outreach.records.events import Event
from outreach.records.followups import CLOSED_STATUSES, Concern, FollowUp, FollowUpNote, FollowUpStatus
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.precinct import Officer, Precinct


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A dated note as it was written elsewhere, by an officer (key) where that is known."""

    words: str
    written_on: date
    officer: int | None = None


@dataclass(frozen=True, slots=True)
class PromiseRecord:
    """A promise and what became of it.

    ``status`` is one of :class:`FollowUpStatus`. A closed one has ``closed_on``, a declined one ``decline_reason``, one
    that waits its ``partner``. Concern and event are keys.
    """

    details: PromiseDetails
    opened_on: date
    concern: int | None = None
    event: int | None = None
    status: str = FollowUpStatus.OPEN
    partner: str = ""
    partner_asked_on: date | None = None
    closed_on: date | None = None
    outcome: str = ""
    public_outcome: str = ""
    decline_reason: str = ""
    told_on: date | None = None
    notes: tuple[NoteRecord, ...] = ()


def record_promises(by: Actor, precinct: int, records: Sequence[PromiseRecord]) -> Changes:
    """Record many promises with their notes in one change; few statements whatever their number.

    Raises :class:`OutreachError` for one whose course contradicts itself, or that names something of another precinct;
    nothing is written then.
    """
    rows = [_row(record) for record in records]
    notes = [[_note(note) for note in record.notes] for record in records]
    with change(by, "record_promises") as c:
        load(Precinct, precinct)
        _refuse_strangers(precinct, records)
        keys = c.create_many(FollowUp, [{"precinct": precinct, **row} for row in rows])
        written = [{"follow_up": key, **note} for key, own in zip(keys, notes, strict=True) for note in own]
        c.create_many(FollowUpNote, written)
    return c.changes


def _row(record: PromiseRecord) -> Row:
    values = promise_values(record.details, record.opened_on)
    status = word_of(FollowUpStatus, record.status, say("The state of a follow-up"))
    _check_course(record, status, f"'{values['words']}'")
    return {
        **values,
        "concern": record.concern,
        "event": record.event,
        "status": status,
        "partner": plain(record.partner),
        "partner_asked_on": record.partner_asked_on,
        "closed_on": record.closed_on,
        "outcome": plain(record.outcome),
        "public_outcome": plain(record.public_outcome),
        "decline_reason": plain(record.decline_reason),
        "told_on": record.told_on,
    }


def _check_course(record: PromiseRecord, status: FollowUpStatus, named: str) -> None:
    if (status in CLOSED_STATUSES) != (record.closed_on is not None):
        raise OutreachError(
            say(
                "{named} is {status}, which does not fit its day of closing: correct one of them.",
                named=named,
                status=status,
            )
        )
    if status is FollowUpStatus.DECLINED:
        required(record.decline_reason, say("The reason for declining"))
    if status is FollowUpStatus.WAITING:
        required(record.partner, say("The partner's name"))
    if record.closed_on is not None:
        sensible_day(record.closed_on, say("The day of closing"))
        not_earlier(record.closed_on, say("The day of closing"), record.opened_on, say("the day of the promise"))
    if record.told_on is not None:
        sensible_day(record.told_on, say("The day the resident was told"))
        if record.closed_on is None:
            raise OutreachError(
                say(
                    "{named} is still open, and yet the resident was told how it ended: correct one of them.",
                    named=named,
                )
            )
        not_earlier(record.told_on, say("The day the resident was told"), record.closed_on, say("the day of closing"))
    if record.partner_asked_on is not None:
        sensible_day(record.partner_asked_on, say("The day the partner was asked"))
        not_earlier(
            record.partner_asked_on,
            say("The day the partner was asked"),
            record.opened_on,
            say("the day of the promise"),
        )


def _note(note: NoteRecord) -> Row:
    return {
        "words": plain(required(note.words, say("The note"))),
        "written_on": sensible_day(note.written_on, say("The day of the note")),
        "officer": note.officer,
    }


def _refuse_strangers(precinct: int, records: Sequence[PromiseRecord]) -> None:
    details = [record.details for record in records]
    writers = [note.officer for record in records for note in record.notes]
    must_belong(Officer, [*(one.owner for one in details), *writers], precinct)
    must_belong(Person, [one.promised_to_person for one in details], precinct)
    must_belong(Organization, [one.promised_to_organization for one in details], precinct)
    must_belong(Neighborhood, [one.neighborhood for one in details], precinct)
    must_belong(Concern, [record.concern for record in records], precinct)
    must_belong(Event, [record.event for record in records], precinct)

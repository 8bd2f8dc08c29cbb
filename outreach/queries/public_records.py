"""What is kept of one event, or of a period, as far as the public may have it; and what stays behind, with the reason.

Confidential words, and who said them, never leave this module. Phones, addresses and names inside other words are taken
out by :mod:`outreach.exchange.public_records`, which :func:`words_to_remove` tells what to look for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, NamedTuple

from peewee import JOIN

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.listing import full_name, ranked_name
from outreach.queries.period import Period
from outreach.queries.rows import rows_of
from outreach.records.events import (
    Attachment,
    AttachmentKind,
    Attendance,
    Event,
    EventKind,
    EventOfficer,
    HeadCount,
    Measure,
    MeasureKind,
)
from outreach.records.followups import Concern, FollowUp, FollowUpNote, Topic
from outreach.records.people import Household, Neighborhood, Organization, Person
from outreach.records.precinct import Officer

CONFIDENTIAL_PERSON = "somebody who is kept confidentially"
CONFIDENTIAL_WORDS = "confidential words"
SCAN = "a scanned sheet shows signatures, phones and addresses"
NOT_CLEARED = "not marked as fit to be published"

type Value = str | int | float | bool | date | time | None


class Withheld(NamedTuple):
    """A part of a record that stays behind, and why."""

    part: str
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: its number, its values in the order of its sheet, and what of it is withheld."""

    number: str
    values: tuple[Value, ...]
    withheld: tuple[Withheld, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The records of one kind. ``written`` names the columns that hold somebody's own words."""

    title: str
    columns: tuple[str, ...]
    written: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PublicRecords:
    """Everything of an event or a period, and the keys of the photos that may go with it, by file name."""

    sheets: tuple[Sheet, ...]
    photos: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class WordsToRemove:
    """What must not stand in anybody's words: residents' phones, e-mails and addresses, and confidential names."""

    phones: tuple[str, ...]
    emails: tuple[str, ...]
    addresses: tuple[str, ...]
    names: tuple[str, ...]


def public_records(precinct: int, *, event: int | None = None, period: Period | None = None) -> PublicRecords:
    """Everything about one event, or about a period: its events, concerns raised and promises made or closed in it.

    At most ten statements. Raises :class:`NotFoundError` when the precinct has no such event.
    """
    chosen: Any = Event.select(Event.id).where(Event.precinct == precinct)
    if event is not None:
        chosen = chosen.where(Event.id == event)
    elif period is not None:
        chosen = chosen.where(Event.date.between(period.first, period.last))
    if event is not None and not chosen.exists():
        raise NotFoundError(say("This event is no longer kept: somebody removed it."))
    concerns = _in_scope(Concern, precinct, Concern.event.in_(chosen), period, Concern.raised_on)
    of_them = FollowUp.event.in_(chosen) | FollowUp.concern.in_(concerns)
    promises = _in_scope(FollowUp, precinct, of_them, period, FollowUp.opened_on, FollowUp.closed_on)
    files = _files(chosen)
    photos = tuple(
        (key, name) for key, _, kind, name, _, fit, *_ in files if kind == AttachmentKind.PHOTO.value and fit
    )
    sheets = (
        _events(chosen), _officers(chosen), _counts(chosen), _sign_ins(chosen), _concerns(concerns),
        _promises(promises), _notes(promises), _file_sheet(files),
    )  # fmt: skip
    return PublicRecords(sheets, photos)


def words_to_remove(precinct: int) -> WordsToRemove:
    """What to look for in words that go to the public; two statements."""
    person = Person.select(
        Person.given_name, Person.family_name, Person.phone, Person.email, Person.address, Person.confidential
    )
    people = rows_of(person.where(Person.precinct == precinct))
    households = rows_of(Household.select(Household.name, Household.address).where(Household.precinct == precinct))
    # A household is often called by where it lives.
    homes = [words for row in households for words in row if words[:1].isdigit()]
    names: set[str] = set()
    for given, family, *_, confidential in people:
        if confidential:
            names.update((full_name(given, family), family))
    return WordsToRemove(
        phones=_different(row[2] for row in people),
        emails=_different(row[3] for row in people),
        addresses=_different([*(row[4] for row in people), *(row[1] for row in households), *homes]),
        names=_different(names),
    )


def _different(words: Any) -> tuple[str, ...]:
    """Longest first, so that a part of another is not found before it."""
    return tuple(sorted({word.strip() for word in words if word and word.strip()}, key=lambda word: (-len(word), word)))


def _in_scope(model: Any, precinct: int, of_events: Any, period: Period | None, *days: Any) -> Any:
    scope = of_events
    for day in days if period is not None else ():
        scope |= day.between(period.first, period.last)  # type: ignore[union-attr]
    return model.select(model.id).where(model.precinct == precinct, scope)


def _events(chosen: Any) -> Sheet:
    asked: Any = Event.select(
        Event.uid, Event.date, Event.start_time, Event.end_time, EventKind.name, Event.title, Event.status, Event.place,
        Organization.name, Event.summary, Event.cancel_reason,
    )  # fmt: skip
    rows = rows_of(
        asked.join(EventKind).switch(Event).join(Organization, JOIN.LEFT_OUTER)
        .where(Event.id.in_(chosen)).order_by(Event.date, Event.id)
    )  # fmt: skip
    columns = (
        "Number", "Date", "Start", "End", "Kind", "Title", "Status", "Place", "Host", "Summary",
        "Reason for cancelling",
    )  # fmt: skip
    written = ("Title", "Summary", "Reason for cancelling")
    return _sheet("Events", columns, written, (Entry(str(row[0]), (str(row[0]), *row[1:])) for row in rows))


def _officers(chosen: Any) -> Sheet:
    asked: Any = EventOfficer.select(Event.uid, Officer.rank, Officer.name, EventOfficer.role, EventOfficer.hours)
    rows = rows_of(
        asked.join(Event).switch(EventOfficer).join(Officer).where(Event.id.in_(chosen)).order_by(EventOfficer.id)
    )
    entries = (
        Entry(str(uid), (str(uid), ranked_name(rank, name), role, hours)) for uid, rank, name, role, hours in rows
    )
    return _sheet("Officers", ("Event", "Officer", "Role", "Hours"), (), entries)


def _counts(chosen: Any) -> Sheet:
    heads: Any = HeadCount.select(Event.uid, HeadCount.group_name, HeadCount.count).join(Event)
    measured: Any = Measure.select(Event.uid, MeasureKind.name, Measure.count).join(Event).switch(Measure)
    rows = [
        *rows_of(heads.where(Event.id.in_(chosen)).order_by(HeadCount.id)),
        *rows_of(measured.join(MeasureKind).where(Event.id.in_(chosen)).order_by(Measure.id)),
    ]
    entries = (Entry(str(uid), (str(uid), what, count)) for uid, what, count in rows)
    return _sheet("Counts", ("Event", "What", "Count"), (), entries)


def _sign_ins(chosen: Any) -> Sheet:
    asked: Any = Attendance.select(
        Attendance.uid, Event.uid, Attendance.sheet, Attendance.line, Person.given_name, Person.family_name,
        Attendance.name_as_signed, Organization.name, Attendance.present, Attendance.note, Person.confidential,
    )  # fmt: skip
    rows = rows_of(
        asked.join(Event).switch(Attendance).join(Person, JOIN.LEFT_OUTER)
        .switch(Attendance).join(Organization, JOIN.LEFT_OUTER)
        .where(Event.id.in_(chosen)).order_by(Event.date, Event.id, Attendance.id)
    )  # fmt: skip

    def entry(row: Sequence[Any]) -> Entry:
        uid, event, sheet, line, given, family, signed, organization, present, note, hidden = row
        name = full_name(given, family) or signed
        if hidden:
            withheld = (
                Withheld("Name", CONFIDENTIAL_PERSON),
                *((Withheld("Note", CONFIDENTIAL_PERSON),) if note else ()),
            )
            return Entry(str(uid), (str(event), sheet, line, "", "", present, ""), withheld)
        return Entry(str(uid), (str(event), sheet, line, name, organization or "", present, note))

    columns = ("Event", "Sheet", "Line", "Name", "Organization", "Present", "Note")
    return _sheet("Sign-ins", columns, ("Name", "Note"), map(entry, rows))


def _concerns(chosen: Any) -> Sheet:
    asked: Any = Concern.select(
        Concern.uid, Concern.raised_on, Topic.name, Concern.source, Neighborhood.name, Concern.words,
        Person.given_name, Person.family_name, Organization.name, Concern.confidential, Person.confidential,
    )  # fmt: skip
    rows = rows_of(
        asked.join(Topic).switch(Concern).join(Neighborhood, JOIN.LEFT_OUTER).switch(Concern)
        .join(Person, JOIN.LEFT_OUTER).switch(Concern).join(Organization, JOIN.LEFT_OUTER)
        .where(Concern.id.in_(chosen)).order_by(Concern.raised_on, Concern.id)
    )  # fmt: skip

    def entry(row: Sequence[Any]) -> Entry:
        uid, day, topic, source, area, words, given, family, organization, secret, hidden = row
        who, withheld = full_name(given, family) or organization or "", []
        if secret:
            words = ""
            withheld.append(Withheld("Words", CONFIDENTIAL_WORDS))
        if (secret or hidden) and who:
            who = ""
            withheld.append(Withheld("Raised by", CONFIDENTIAL_WORDS if secret else CONFIDENTIAL_PERSON))
        return Entry(str(uid), (str(uid), day, topic, source, area or "", words, who), tuple(withheld))

    columns = ("Number", "Raised", "Topic", "Source", "Neighborhood", "Words", "Raised by")
    return _sheet("Concerns", columns, ("Words",), map(entry, rows))


_PROMISE = ("Words", "Outcome", "Reason for declining")


def _promises(chosen: Any) -> Sheet:
    asked: Any = FollowUp.select(
        FollowUp.uid, FollowUp.opened_on, FollowUp.due, FollowUp.status, Officer.rank, Officer.name, FollowUp.closed_on,
        FollowUp.told_on, FollowUp.public_words, FollowUp.public_outcome, FollowUp.words, FollowUp.outcome,
        FollowUp.decline_reason, Person.given_name, Person.family_name, Organization.name, Concern.confidential,
        Person.confidential,
    )  # fmt: skip
    rows = rows_of(
        asked.join(Officer, JOIN.LEFT_OUTER).switch(FollowUp).join(Concern, JOIN.LEFT_OUTER).switch(FollowUp)
        .join(Person, JOIN.LEFT_OUTER, on=FollowUp.promised_to_person == Person.id).switch(FollowUp)
        .join(Organization, JOIN.LEFT_OUTER, on=FollowUp.promised_to_organization == Organization.id)
        .where(FollowUp.id.in_(chosen)).order_by(FollowUp.opened_on, FollowUp.id)
    )  # fmt: skip

    def entry(row: Sequence[Any]) -> Entry:
        uid, opened, due, status, rank, officer, closed, told, *rest = row
        public, public_outcome, *own, given, family, organization, secret, hidden = rest
        who, withheld = full_name(given, family) or organization or "", []
        if secret or hidden:
            why = CONFIDENTIAL_WORDS if secret else CONFIDENTIAL_PERSON
            parts = (*zip(_PROMISE, own, strict=True), ("Promised to", who))
            withheld = [Withheld(part, why) for part, kept in parts if kept]
            own, who = ["", "", ""], ""
        values = (str(uid), opened, due, status, ranked_name(rank, officer), closed, told, public, public_outcome)
        return Entry(str(uid), (*values, *own, who), tuple(withheld))

    columns = (
        "Number", "Made", "Due", "Status", "Officer", "Closed", "Resident told", "In public words",
        "Outcome in public words", *_PROMISE, "Promised to",
    )  # fmt: skip
    return _sheet("Promises", columns, ("In public words", "Outcome in public words", *_PROMISE), map(entry, rows))


def _notes(promises: Any) -> Sheet:
    asked: Any = FollowUpNote.select(
        FollowUpNote.uid, FollowUp.uid, FollowUpNote.written_on, FollowUpNote.words, Concern.confidential,
        Person.confidential,
    )  # fmt: skip
    rows = rows_of(
        asked.join(FollowUp).join(Concern, JOIN.LEFT_OUTER).switch(FollowUp)
        .join(Person, JOIN.LEFT_OUTER, on=FollowUp.promised_to_person == Person.id)
        .where(FollowUp.id.in_(promises)).order_by(FollowUpNote.written_on, FollowUpNote.id)
    )  # fmt: skip

    def entry(row: Sequence[Any]) -> Entry:
        uid, promise, day, words, secret, hidden = row
        if secret or hidden:
            why = CONFIDENTIAL_WORDS if secret else CONFIDENTIAL_PERSON
            return Entry(str(uid), (str(promise), day, ""), (Withheld("Words", why),))
        return Entry(str(uid), (str(promise), day, words))

    return _sheet("Notes", ("Promise", "Written", "Words"), ("Words",), map(entry, rows))


def _files(chosen: Any) -> list[tuple[Any, ...]]:
    asked: Any = Attachment.select(
        Attachment.id, Event.uid, Attachment.kind, Attachment.file_name, Attachment.caption, Attachment.may_publish,
        Attachment.uid,
    )  # fmt: skip
    return rows_of(asked.join(Event).where(Event.id.in_(chosen)).order_by(Event.date, Attachment.id))


def _file_sheet(files: list[tuple[Any, ...]]) -> Sheet:
    def entry(row: Sequence[Any]) -> Entry:
        _, event, kind, name, caption, fit, uid = row
        if kind == AttachmentKind.SHEET.value:
            return Entry(str(uid), (str(event), kind, "", ""), (Withheld("File", SCAN),))
        if kind != AttachmentKind.PHOTO.value or not fit:
            return Entry(str(uid), (str(event), kind, "", ""), (Withheld("File", NOT_CLEARED),))
        return Entry(str(uid), (str(event), kind, name, caption))

    return _sheet("Files", ("Event", "Kind", "File", "Caption"), ("File", "Caption"), map(entry, files))


def _sheet(title: str, columns: tuple[str, ...], written: tuple[str, ...], entries: Any) -> Sheet:
    return Sheet(title, columns, written, tuple(entries))

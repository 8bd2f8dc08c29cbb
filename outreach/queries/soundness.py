"""Whether what is kept can be right: links between precincts, days that have not come yet, contents that changed.

What the database itself refuses (its constraints) is checked by reading its file through; here is what it cannot know.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from peewee import SQL, DateField, ForeignKeyField, SqliteDatabase, fn

from outreach.languages.spoken import say
from outreach.queries.listing import count_of
from outreach.queries.rows import rows_of
from outreach.records.audit import AuditEntry, AuditPayload, AuditPayloadPart
from outreach.records.base import Record, database
from outreach.records.events import Attachment, Event, EventStatus
from outreach.records.followups import Concern, FollowUp, FollowUpNote
from outreach.records.issued import IssuedReport
from outreach.records.people import Person
from outreach.records.tables import TABLES

type Counted = tuple[str, str]
"""What is told of one, and of several."""

_HELD_AHEAD = ("{count:,} event is held on a day still ahead", "{count:,} events are held on a day still ahead")
_RAISED_AHEAD = (
    "{count:,} concern was raised on a day still ahead",
    "{count:,} concerns were raised on a day still ahead",
)
_MADE_AHEAD = ("{count:,} promise was made on a day still ahead", "{count:,} promises were made on a day still ahead")
_CLOSED_AHEAD = (
    "{count:,} promise was closed on a day still ahead",
    "{count:,} promises were closed on a day still ahead",
)
_TOLD_AHEAD = ("{count:,} resident was told on a day still ahead", "{count:,} residents were told on a day still ahead")
_WRITTEN_AHEAD = (
    "{count:,} note was written on a day still ahead",
    "{count:,} notes were written on a day still ahead",
)
_NO_CALENDAR = (
    "{count:,} row of {table} bears a day that no calendar has",
    "{count:,} rows of {table} bear a day that no calendar has",
)
_MERGED_TWICE = (
    "{count:,} person is merged into somebody who is merged too",
    "{count:,} people are merged into somebody who is merged too",
)
_NAMES_MERGED = (
    "{count:,} row of {table} names somebody who was merged into another",
    "{count:,} rows of {table} name somebody who was merged into another",
)
_STRANGERS = (
    "{count:,} row of {table} names a {target} of another precinct",
    "{count:,} rows of {table} name a {target} of another precinct",
)
_CHANGED_FILES = ("{count:,} attachment is not as it was put in", "{count:,} attachments are not as they were put in")
_CHANGED_REPORTS = (
    "{count:,} issued report is not as it was signed",
    "{count:,} issued reports are not as they were signed",
)
_NO_ENTRY = (
    "{count:,} detail of the audit trail belongs to no entry",
    "{count:,} details of the audit trail belong to no entry",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that cannot be right: what, and what to do about it."""

    words: str
    remedy: str


def _told(words: Counted, count: int, **values: str) -> str:
    one, many = words
    return say(one if count == 1 else many, count=count, **values)


def _correct() -> str:
    return say("Open the record and correct it; the audit trail tells who wrote it.")


def _undo() -> str:
    return say("Look in the audit trail for what wrote it, and take that step back.")


def record_faults(today: date) -> tuple[Fault, ...]:
    """What cannot be right in the records, as of a day. The number of statements follows from the tables alone.

    Days may lie one day ahead, because precincts lie in several time zones.
    """
    return (
        *_days_of_no_calendar(),
        *_days_ahead(today + timedelta(days=1)),
        *_merged_in_a_ring(),
        *_named_though_merged(),
        *_strangers(),
        *_changed_contents(),
        *_details_without_entry(),
    )


def _days_of_no_calendar() -> Iterator[Fault]:
    """Days that a file keeps as text and no calendar has; a server refuses them itself."""
    if not isinstance(database.obj, SqliteDatabase):
        return
    for model in TABLES:
        columns = [field for field in model._meta.sorted_fields if isinstance(field, DateField)]
        if not columns:
            continue
        wrong = [(column.is_null(False)) & (fn.IFNULL(fn.DATE(column), "none") != column) for column in columns]
        found = count_of(model.select(SQL("1")).where(reduce(or_, wrong)))
        if found:
            table = model._meta.table_name.replace("_", " ")
            yield Fault(_told(_NO_CALENDAR, found, table=say(table)), _correct())


def _days_ahead(latest: date) -> Iterator[Fault]:
    columns: tuple[tuple[Any, Any, Counted], ...] = (
        (Event, (Event.status == EventStatus.HELD) & (Event.date > latest), _HELD_AHEAD),
        (Concern, Concern.raised_on > latest, _RAISED_AHEAD),
        (FollowUp, FollowUp.opened_on > latest, _MADE_AHEAD),
        (FollowUp, FollowUp.closed_on > latest, _CLOSED_AHEAD),
        (FollowUp, FollowUp.told_on > latest, _TOLD_AHEAD),
        (FollowUpNote, FollowUpNote.written_on > latest, _WRITTEN_AHEAD),
    )
    for model, ahead, words in columns:
        found = count_of(model.select(model.id).where(ahead))
        if found:
            remedy = say("{correct} If it is many, check the clock of this PC.", correct=_correct())
            yield Fault(_told(words, found), remedy)


def _merged_in_a_ring() -> Iterator[Fault]:
    into: Any = Person.alias()
    found = count_of(
        Person.select(Person.id)
        .join(into, on=(Person.merged_into == into.id))
        .where((Person.merged_into == Person.id) | into.merged_into.is_null(False))
    )
    if found:
        yield Fault(_told(_MERGED_TWICE, found), _undo())


def _named_though_merged() -> Iterator[Fault]:
    """Records that name an entry which was merged into another, where nobody sees them."""
    merged = Person.select(Person.id).where(Person.merged_into.is_null(False))
    for model in TABLES:
        naming = [
            field.in_(merged)
            for field in model._meta.sorted_fields
            if isinstance(field, ForeignKeyField) and field.rel_model is Person is not model
        ]
        found = count_of(model.select(SQL("1")).where(reduce(or_, naming))) if naming else 0
        if found:
            table = model._meta.table_name.replace("_", " ")
            yield Fault(_told(_NAMES_MERGED, found, table=say(table)), _undo())


def _strangers() -> Iterator[Fault]:
    """Records that name one of another precinct."""
    for model in TABLES:
        if not issubclass(model, Record):
            continue
        for field in model._meta.sorted_fields:
            if not isinstance(field, ForeignKeyField) or "precinct" not in field.rel_model._meta.fields:
                continue
            own, joined = _own_precinct(model, field)
            if own is None:
                continue
            named: Any = field.rel_model.alias()
            found = count_of(joined.join_from(model, named, on=(field == named.id)).where(own != named.precinct))
            if found:
                name, target = (one._meta.table_name.replace("_", " ") for one in (model, field.rel_model))
                yield Fault(_told(_STRANGERS, found, table=say(name), target=say(target)), _undo())


def _own_precinct(model: Any, but: ForeignKeyField) -> tuple[Any, Any]:
    """The precinct of a row: its own column, or that of the first record it cannot be without."""
    if "precinct" in model._meta.fields:
        return model.precinct, model.select(model.id)
    owner = next((one for one in model._meta.sorted_fields if isinstance(one, ForeignKeyField) and not one.null), None)
    if owner is None or owner is but or "precinct" not in owner.rel_model._meta.fields:
        return None, None
    parent: Any = owner.rel_model.alias()
    return parent.precinct, model.select(model.id).join(parent, on=(owner == parent.id))


def _changed_contents() -> Iterator[Fault]:
    contents: tuple[tuple[Any, Any, Counted], ...] = (
        (Attachment, Attachment.data, _CHANGED_FILES),
        (IssuedReport, IssuedReport.pdf, _CHANGED_REPORTS),
    )
    for model, content, words in contents:
        kept: Any = model.select(model.sha256, content).tuples().iterator()
        changed = sum(hashlib.sha256(data).hexdigest() != digest for digest, data in kept)
        if changed:
            yield Fault(_told(words, changed), say("Take them from the last backup that is sound."))


def _details_without_entry() -> Iterator[Fault]:
    tables: tuple[Any, ...] = (AuditPayload, AuditPayloadPart)
    lost = [
        row
        for table in tables
        for row in rows_of(table.select(table.entry_id).where(table.entry_id.not_in(_entries())))
    ]
    if lost:
        yield Fault(
            _told(_NO_ENTRY, len(lost)),
            say("Keep this database as it is, and compare it with the last backup."),
        )


def _entries() -> Any:
    return AuditEntry.select(AuditEntry.id)

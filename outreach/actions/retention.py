"""Rules of how long names are kept, legal holds, and the purge that forgets names and keeps every count."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any

from outreach.actions.bring_back import forget_kit_changes
from outreach.actions.change import Actor, Changes, change, load, refuse_without_right, required
from outreach.actions.checks import plain, word_of
from outreach.actions.refusals import stale
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.machine.settings import machine
from outreach.queries.retention import Due, entries_about, purge_preview
from outreach.records.audit import AuditPayload, AuditPayloadPart, append_entry
from outreach.records.base import Row
from outreach.records.database import compact, forgets_what_is_deleted, refuse_saved, transaction
from outreach.records.events import Attachment, Attendance, Event
from outreach.records.followups import Concern, FollowUp, FollowUpNote, FollowUpStatus
from outreach.records.people import Household, Person
from outreach.records.precinct import Precinct
from outreach.records.retention import FORGOTTEN, Held, LegalHold, Retained, RetentionRule

_KEYS_AT_ONCE = 5_000
_MOST_YEARS = 100
_TABLES: Mapping[Held, Any] = {
    Held.PERSON: Person, Held.EVENT: Event, Held.CONCERN: Concern, Held.FOLLOW_UP: FollowUp,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge has forgotten: how many records of each kind, and how many audit entries lost their details."""

    counts: tuple[tuple[Retained, int], ...]
    details: int
    changes: Changes


def set_retention(
    by: Actor, precinct: int, years: Mapping[Retained, int | None], read: Mapping[Retained, int] = {}
) -> Changes:
    """Set after how many years the names and words of some kinds of record are forgotten; None: never.

    ``read`` holds the version of each rule as it was read; a kind that it leaves out had none. Raises
    :class:`StaleVersionError` when somebody else set one of these kinds since, and :class:`OutreachError` for a number
    below 1 or above 100, and for another one than is fixed for this PC.
    """
    fixed = {kind: machine().fixed_years(kind) for kind in years}
    for kind, number in years.items():
        if fixed[kind] not in (None, number):
            raise OutreachError(
                say(
                    "Your IT department has set that {kind} are kept for {fixed} years, so nothing was written: "
                    "ask there, or leave this one as it is.",
                    kind=kind,
                    fixed=fixed[kind],
                )
            )
        if number is not None and not 1 <= number <= _MOST_YEARS:
            raise OutreachError(
                say(
                    "{number} years cannot be kept to, so nothing was written: use 1 to {most}.",
                    number=number,
                    most=_MOST_YEARS,
                )
            )
    with change(by, "set_retention") as c:
        kept = {rule.kind: rule for rule in load(Precinct, precinct).retention_rules}
        for kind, number in years.items():
            if fixed[kind] is not None:
                continue  # it holds by itself, and the precinct's own rule stands again when it is fixed no more
            rule = kept.get(kind)
            if (rule.version if rule is not None else 0) != read.get(kind, 0):
                raise stale(RetentionRule)
            if number is None and rule is not None:
                c.delete(rule)
            elif number is not None and rule is not None:
                c.update(rule, years=number)
            elif number is not None:
                c.create(RetentionRule, precinct=precinct, kind=kind, years=number)
    return c.changes


def place_hold(by: Actor, precinct: int, kind: str, key: int | None, reason: str, day: date) -> Changes:
    """Keep a record, and what belongs to it, from being forgotten until the hold is lifted.

    ``kind`` is a word of :class:`Held`. Raises :class:`NotFoundError` when the precinct has no such record, and
    :class:`OutreachError` without a reason.
    """
    held = word_of(Held, kind, say("The kind of record to hold"))
    reason = required(plain(reason), say("The reason of the hold"))
    if (key is None) is not (held is Held.EVERYTHING):
        raise OutreachError(say("A hold is laid on one record by its number, or on everything: say which."))
    with change(by, "place_hold") as c:
        if key is not None and load(_TABLES[held], key).precinct_id != precinct:
            raise OutreachError(say("This record belongs to another precinct, so no hold was placed."))
        c.create(LegalHold, precinct=precinct, kind=held, key=key, reason=reason, placed_on=day)
    return c.changes


def lift_hold(by: Actor, hold: int, version: int, day: date) -> Changes:
    """Lift a legal hold; it stays on record."""
    with change(by, "lift_hold") as c:
        c.update(load(LegalHold, hold, version), lifted_on=day)
    return c.changes


def purge(by: Actor, precinct: int, today: date) -> Purged:
    """Forget the names and words that the rules no longer keep, as :func:`purge_preview` lists them; for good.

    Records stay in place without their names, so that every count is what it was. What the audit trail tells of them
    is forgotten too; its entries stay, and it verifies. The freed room of a file is overwritten.
    Raises :class:`RightsError` when the actor's role does not allow it.
    """
    refuse_saved()
    refuse_without_right(by, "purge")
    with forgets_what_is_deleted():
        with transaction():
            due = purge_preview(precinct, today)
            rows = list(_forgotten(due))
            details = _forget_details(due, rows, precinct)
            # Which records, and nothing of what they held.
            told = json.dumps(rows, separators=(",", ":"))
            touched = tuple((row["table"], row["id"]) for row in rows)
            append_entry(by.signature(), "purge", (told,), touched)
        compact()
    counts = tuple((one.kind, len(one.keys)) for one in due)
    return Purged(counts, details, Changes("purge", None, touched))


def _forgotten(due: tuple[Due, ...]) -> Iterator[Row]:
    """Forget what is due, but for details; gives the rows that were touched."""
    for one in due:
        for keys in batched(one.keys, _KEYS_AT_ONCE):
            for table, touched in _FORGETTING[one.kind](keys) if one.kind in _FORGETTING else ():
                for key in touched:
                    yield {"table": table._meta.table_name, "id": key, "before": {}, "after": {}}


def _forget_people(keys: tuple[int, ...]) -> Iterator[tuple[Any, list[int]]]:
    lines = _keys_of(Attendance, Attendance.person.in_(keys))
    _write(Attendance, lines, name_as_signed="", note="")
    yield Attendance, lines
    homes = {row.household_id for row in Person.select(Person.household).where(Person.id.in_(keys))} - {None}
    nameless = {"given_name": "", "family_name": FORGOTTEN, "phone": "", "phone_digits": "", "email": "", "address": ""}
    _write(Person, keys, **nameless, postcode="", household=None, may_contact=False, active=False)
    yield Person, list(keys)
    lived_in = {row.household_id for row in Person.select(Person.household).where(Person.household.in_(list(homes)))}
    empty = sorted(homes - lived_in)
    _write(Household, empty, name=FORGOTTEN, address="")
    yield Household, empty


def _forget_sign_ins(keys: tuple[int, ...]) -> Iterator[tuple[Any, list[int]]]:
    known = _keys_of(Attendance, Attendance.id.in_(keys), Attendance.person.is_null(False))
    _write(Attendance, known, name_as_signed="", note="")
    unknown = sorted(set(keys) - set(known))
    _write(Attendance, unknown, name_as_signed=FORGOTTEN, note="")
    yield Attendance, list(keys)


def _forget_concerns(keys: tuple[int, ...]) -> Iterator[tuple[Any, list[int]]]:
    _write(Concern, keys, words=FORGOTTEN)
    yield Concern, list(keys)


def _forget_promises(keys: tuple[int, ...]) -> Iterator[tuple[Any, list[int]]]:
    declined = _keys_of(FollowUp, FollowUp.id.in_(keys), FollowUp.status == FollowUpStatus.DECLINED)
    _write(FollowUp, keys, words=FORGOTTEN, outcome="")
    _write(FollowUp, declined, decline_reason=FORGOTTEN)
    yield FollowUp, list(keys)
    notes = _keys_of(FollowUpNote, FollowUpNote.follow_up.in_(keys))
    _write(FollowUpNote, notes, words=FORGOTTEN)
    yield FollowUpNote, notes


def _forget_files(keys: tuple[int, ...]) -> Iterator[tuple[Any, list[int]]]:
    Attachment.delete().where(Attachment.id.in_(keys)).execute()
    yield Attachment, list(keys)


_FORGETTING = {
    Retained.PEOPLE: _forget_people,
    Retained.SIGN_INS: _forget_sign_ins,
    Retained.CONCERNS: _forget_concerns,
    Retained.PROMISES: _forget_promises,
    Retained.FILES: _forget_files,
}


def _forget_details(due: tuple[Due, ...], rows: list[Row], precinct: int) -> int:
    """Empty the details of the entries that are due, and of those that tell of a forgotten record; returns how many."""
    touched: dict[str, set[int]] = {}
    for row in rows:
        touched.setdefault(row["table"], set()).add(row["id"])
    entries = set(entries_about(touched, precinct))
    entries.update(entries_about({"kit_entry": forget_kit_changes(touched, entries)}, precinct))
    for one in due:
        if one.kind is Retained.DETAILS:
            entries.update(one.keys)
    emptied = 0
    for keys in batched(sorted(entries), _KEYS_AT_ONCE):
        full = AuditPayload.entry_id.in_(keys), AuditPayload.payload.not_in(("", "[]"))
        emptied += AuditPayload.update(payload="").where(*full).execute()
        AuditPayloadPart.update(payload="").where(AuditPayloadPart.entry_id.in_(keys)).execute()
    return emptied


def _keys_of(model: Any, *conditions: Any) -> list[int]:
    return [key for (key,) in model.select(model.id).where(*conditions).order_by(model.id).tuples()]


def _write(model: Any, keys: Iterable[int], **values: Any) -> None:
    """Write the same values into many rows and raise their versions, so that no open editor brings names back."""
    for some in batched(keys, _KEYS_AT_ONCE):
        model.update(values, version=model.version + 1).where(model.id.in_(some)).execute()

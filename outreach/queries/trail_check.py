"""Whether the audit trail is as it was written: no entry changed, removed, inserted, or cut off at the end."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from peewee import JOIN

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.queries.news import newest_entry
from outreach.records.audit import BROKEN, AuditEntry, AuditPayload, digest_of, whole_payload
from outreach.records.base import database
from outreach.records.signing import Head, is_signed, kept_head, trusted_signers

_TOLD_EVERY = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the trail: the number of the entry, and what."""

    entry: int
    words: str


def verify_chain(told: Callable[[float], None] | None = None) -> tuple[Finding, ...]:
    """Read the whole trail and say what is wrong with it: empty when every entry is as it was written.

    Each entry must follow the one before, bear the hash of what it tells, have the details that were written with it
    (those a purge has forgotten are no fault), and be signed by this PC or one that is trusted here. The newest entry
    that this PC knows of must be there. Two statements; some tenths of a millisecond for each entry, and ``told`` hears
    how much is done (0 to 1) and may stop it.
    """
    return tuple(_faults(told or (lambda share: None)))


def head_is_kept() -> bool:
    """Whether this PC keeps a signed head of the open database, without which an end cut off before is not missed."""
    try:
        return kept_head(database.obj) is not None
    except OutreachError:
        return True


def _faults(told: Callable[[float], None]) -> Iterator[Finding]:
    head, trusted = None, trusted_signers()
    try:
        head = kept_head(database.obj)
    except OutreachError as fault:
        yield Finding(0, say("cannot be compared with the newest one this PC wrote. {fault}", fault=fault))
    strangers: defaultdict[str, list[AuditEntry]] = defaultdict(list)
    expected, previous = 1, ""
    last = max(1, newest_entry())
    for entry, payload in _entries():
        if entry.id % _TOLD_EVERY == 0:
            told(min(1.0, entry.id / last))
        yield from _faults_of(entry, payload, expected, previous)
        if not is_signed(entry.hash, entry.signer, entry.signature):
            yield Finding(entry.id, say("was not written by Outreach: nobody signed it"))
        elif entry.signer not in trusted:
            strangers[entry.signer].append(entry)
        if head is not None and entry.id == head.entry and entry.hash != head.hash:
            yield Finding(entry.id, say("is not the one that this PC wrote under this number"))
        expected, previous = entry.id + 1, entry.hash
    yield from _cut_off(head, expected - 1)
    for signer, entries in strangers.items():
        yield _stranger(signer, entries)


def _entries() -> Iterator[tuple[AuditEntry, str | None]]:
    fields = AuditEntry._meta.sorted_fields
    columns = [getattr(AuditEntry, field.name) for field in fields]
    joined: Any = AuditEntry.select(*columns, whole_payload()).join(
        AuditPayload, JOIN.LEFT_OUTER, on=AuditPayload.entry_id == AuditEntry.id
    )
    names = [field.name for field in fields]
    for *values, payload in joined.order_by(AuditEntry.id).tuples().iterator():
        yield AuditEntry(**dict(zip(names, values, strict=True))), payload


def _faults_of(entry: AuditEntry, payload: str | None, expected: int, previous: str) -> Iterator[Finding]:
    if entry.id != expected:
        yield Finding(expected, say("is missing") if entry.id > expected else say("is there twice"))
    if entry.previous_hash != previous and entry.id == expected:
        yield Finding(entry.id, say("does not follow the entry before it"))
    if entry.computed_hash() != entry.hash:
        yield Finding(entry.id, say("was changed after it was written"))
    if entry.action.startswith(BROKEN):
        yield Finding(entry.id, say("tells that it {action}", action=entry.action))
    if payload is None:
        yield Finding(entry.id, say("has lost its details"))
    elif payload and digest_of(payload) != entry.payload_digest:
        yield Finding(entry.id, say("has details that were changed after they were written"))


def _cut_off(head: Head | None, last: int) -> Iterator[Finding]:
    if head is not None and last < head.entry:
        words = say("is missing: the end of the trail was cut off")
        if head.entry > last + 1:
            words = say(
                "is missing, and so are all up to entry {entry}: the end of the trail was cut off", entry=head.entry
            )
        yield Finding(last + 1, words)


def _stranger(signer: str, entries: list[AuditEntry]) -> Finding:
    first, stations = entries[0].id, ", ".join(sorted({entry.workstation for entry in entries}))
    if len(entries) == 1:
        words = say(
            "is signed by a PC that is not trusted here, under the name {stations}: if that PC is yours, run "
            "'audit trust {signer}'",
            stations=stations,
            signer=signer,
        )
    else:
        words = say(
            "and {count:,} others are signed by a PC that is not trusted here, under the name {stations}: if that PC "
            "is yours, run 'audit trust {signer}'",
            count=len(entries) - 1,
            stations=stations,
            signer=signer,
        )
    return Finding(first, words)

"""What happened, when and by whom: append-only, each entry chained to the one before.

The chain runs over the digest of each payload and not over the payload itself, so that a purge can forget names and
the chain still verifies. Every entry bears the signature of the PC that wrote it (:mod:`outreach.records.signing`).
Entries name accounts, officers and records by number, without a foreign key: they survive what they describe.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from peewee import Database, IntegerField, PostgresqlDatabase, TextField, fn

from outreach.errors import OutreachError
from outreach.records.base import Record, Row, Table, database
from outreach.records.signing import kept_head, newest_noted, note_newest, sign
from outreach.records.subjects import keep_subjects
from outreach.values import frozen

CHANNEL = "outreach_entries"
"""Where a server tells every listener of an entry, when it is committed."""
NEVER_TAKEN_BACK = (
    "set_up_precinct", "issue_report", "start_accounts", "add_account", "edit_account", "remove_account",
    "reset_passphrase", "change_passphrase", "release_account", "purge", "restore_archive", "make_kit",
)  # fmt: skip
"""Actions that undo passes over, because they stay."""
_APPEND_LOCK = 7_203_417
"""Any number, the same for all writers: they append one after the other."""
_CHARACTERS_AT_ONCE = 1 << 20
_THE_END = """SELECT (SELECT MAX("entry_id") FROM "audit_payload"),
    (SELECT "id" FROM "audit_entry" ORDER BY "id" DESC LIMIT 1),
    (SELECT "hash" FROM "audit_entry" ORDER BY "id" DESC LIMIT 1)"""
"""Asked before every change: putting it together each time takes ten times as long as the answer."""
BROKEN = "found the trail broken"
"""How the action begins of an entry that tells so, before another one is appended."""


class AuditEntry(Table):
    """One action: when (UTC, to the millisecond), who, where, what. ``id`` counts without gaps from 1."""

    id = IntegerField(primary_key=True)
    at = TextField()
    account_id = IntegerField(null=True)
    officer_id = IntegerField(null=True)
    actor = TextField()
    workstation = TextField()
    action = TextField()
    undoes = IntegerField(null=True, index=True)
    payload_digest = TextField()
    previous_hash = TextField()
    hash = TextField()
    signer = TextField(default="")
    signature = TextField(default="")

    def computed_hash(self) -> str:
        """The hash this entry must bear, over what it tells and the hash before (SHA-256, hexadecimal)."""
        return _hash_over([getattr(self, name) for name in _HASHED])


_HASHED = (
    "id", "at", "account_id", "officer_id", "actor", "workstation", "action", "undoes", "payload_digest",
    "previous_hash",
)  # fmt: skip


def _hash_over(parts: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


class AuditPayload(Table):
    """The before and after of an entry's rows, as JSON; kept apart, so that it can be forgotten."""

    entry_id = IntegerField(primary_key=True)
    payload = TextField()


class AuditPayloadPart(Record):
    """What follows in a payload that is longer than one row of the table before should hold, by its ``number``."""

    entry_id = IntegerField()
    number = IntegerField()
    payload = TextField()

    class Meta:
        indexes = ((("entry_id", "number"), True),)


class _End(NamedTuple):
    """The last entry of a trail."""

    id: int
    hash: str


@frozen
class Signature:
    """Who acts, from where: what an audit entry says of the person."""

    actor: str
    workstation: str
    officer_id: int | None = None
    account_id: int | None = None


def digest_of(payload: str) -> str:
    """The SHA-256 of a payload, hexadecimal; a long one is not held a second time for it."""
    digest = hashlib.sha256()
    for start in range(0, len(payload), _CHARACTERS_AT_ONCE):
        digest.update(payload[start : start + _CHARACTERS_AT_ONCE].encode())
    return digest.hexdigest()


def whole_payload(db: Database | None = None) -> Any:
    """The whole payload of an entry, for a query of :class:`AuditPayload` in a database (the open one)."""
    joined = fn.STRING_AGG if isinstance(db or database.obj, PostgresqlDatabase) else fn.GROUP_CONCAT
    part: Any = AuditPayloadPart
    parts = part.select(part.payload).where(part.entry_id == AuditPayload.entry_id).order_by(part.number)
    return AuditPayload.payload.concat(fn.COALESCE(parts.select_from(joined(parts.c.payload, "")), ""))


def payload_pieces(entry: int) -> Iterator[str]:
    """The payload of an entry, as the pieces that :func:`append_entry` was given; nothing where none is kept."""
    for table, order in ((AuditPayload, AuditPayload.entry_id), (AuditPayloadPart, AuditPayloadPart.number)):
        kept: Any = table.select(table.payload).where(table.entry_id == entry).order_by(order)
        yield from (payload for (payload,) in kept.tuples().iterator())


def append_entry(
    by: Signature,
    action: str,
    pieces: Iterable[str],
    about: Sequence[tuple[str, int]] = (),
    undoes: int | None = None,
    at: datetime | None = None,
    *,
    allowed: Callable[[], None] = lambda: None,
) -> int:
    """Append an entry, its payload and the records it is ``about``; returns its number.

    The payload is told in ``pieces``, so that nobody holds a long one.
    ``at`` is when it was done, where that was not now: in a field kit that comes back. ``allowed`` is asked when nobody
    else can write any more before this is committed, and may raise.
    Call inside the transaction of the action it describes. Raises :class:`OutreachError` when it cannot be signed.
    """
    if isinstance(database.obj, PostgresqlDatabase):
        # One trip to the server; it notifies the other desks when the transaction is committed.
        database.execute_sql("SELECT pg_advisory_xact_lock(%s), pg_notify(%s, '')", (_APPEND_LOCK, CHANNEL))
    allowed()
    last, number = _last_and_next()
    broken = _broken(last) if newest_noted() is None else ""
    if broken:
        last, number = _written(number, last, by, f"{BROKEN}: {broken}", ("[]",)), number + 1
    entry = _written(number, last, by, action, pieces, undoes, at)
    keep_subjects(entry.id, about)
    note_newest(*entry)
    return entry.id


def _last_and_next() -> tuple[_End | None, int]:
    """The last entry, and the number of the next one.

    The details of an entry that was cut off may be left: its number is not given again.
    """
    ((last_told, number, digest),) = database.execute_sql(_THE_END).fetchall()
    last = None if number is None else _End(number, digest)
    return last, max(number or 0, last_told or 0) + 1


def _written(
    number: int,
    last: _End | None,
    by: Signature,
    action: str,
    pieces: Iterable[str],
    undoes: int | None = None,
    at: datetime | None = None,
) -> _End:
    digest = hashlib.sha256()
    for at_piece, piece in enumerate(pieces):
        digest.update(piece.encode())
        if at_piece:
            AuditPayloadPart.insert(entry_id=number, number=at_piece, payload=piece).execute()
        else:
            _insert("audit_payload", {"entry_id": number, "payload": piece})
    moment = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="milliseconds")
    parts = (
        number, moment, by.account_id, by.officer_id, by.actor, by.workstation, action, undoes, digest.hexdigest(),
        last.hash if last else "",
    )  # fmt: skip
    whole = _hash_over(parts)
    signer, signature = sign(whole)
    # Past the library, which makes an object of it first.
    told = {**dict(zip(_HASHED, parts, strict=True)), "hash": whole, "signer": signer, "signature": signature}
    _insert("audit_entry", told)
    return _End(number, whole)


def _insert(table: str, row: Row) -> None:
    """Insert a row of every change, past the library, which takes longer to put its statement together than the
    database to write it."""
    marks = ", ".join([database.param] * len(row))
    named = ", ".join(f'"{column}"' for column in row)
    database.execute_sql(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', tuple(row.values()))


def _broken(last: _End | None) -> str:
    """What is wrong with the end of the trail, by the head that this PC keeps; empty: nothing.

    Asked before the head is moved on: afterwards nobody would know that an end was cut off.
    """
    try:
        head = kept_head(database.obj)
    except OutreachError as fault:
        return str(fault)
    if head is None:
        return ""
    if last is None or last.id < head.entry:
        return f"it ends at entry {last.id if last else 0} and not at entry {head.entry}, so its end was cut off"
    same: Any = last if last.id == head.entry else AuditEntry.get_or_none(AuditEntry.id == head.entry)
    if same is None or same.hash != head.hash:
        return f"entry {head.entry} is not the one that was written under this number"
    return ""

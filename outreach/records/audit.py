"""What happened, when and by whom: append-only, each entry chained to the one before.

The chain runs over the digest of each payload and not over the payload itself, so that a purge can forget names and
the chain still verifies. Entries name accounts and officers by number, without a foreign key: they survive what they
describe.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from peewee import IntegerField, PostgresqlDatabase, TextField

from outreach.records.base import Table, database

_APPEND_LOCK = 7_203_417
"""Any number, the same for all writers: they append one after the other."""


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

    def computed_hash(self) -> str:
        """The hash this entry must bear, over all its columns and the hash before (SHA-256, hexadecimal)."""
        parts = [
            self.id,
            self.at,
            self.account_id,
            self.officer_id,
            self.actor,
            self.workstation,
            self.action,
            self.undoes,
            self.payload_digest,
            self.previous_hash,
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


class AuditPayload(Table):
    """The before and after of an entry's rows, as JSON; kept apart, so that it can be forgotten."""

    entry_id = IntegerField(primary_key=True)
    payload = TextField()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who acts, from where: what an audit entry says of the person."""

    actor: str
    workstation: str
    officer_id: int | None = None
    account_id: int | None = None


def append_entry(by: Signature, action: str, payload: str, undoes: int | None = None) -> int:
    """Append an entry and its payload; returns its number. Call inside the transaction of the action it describes."""
    if isinstance(database.obj, PostgresqlDatabase):
        database.execute_sql("SELECT pg_advisory_xact_lock(%s)", (_APPEND_LOCK,))
    last = AuditEntry.select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).first()
    entry = AuditEntry(
        id=last.id + 1 if last else 1,
        at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        account_id=by.account_id,
        officer_id=by.officer_id,
        actor=by.actor,
        workstation=by.workstation,
        action=action,
        undoes=undoes,
        payload_digest=hashlib.sha256(payload.encode()).hexdigest(),
        previous_hash=last.hash if last else "",
    )
    entry.hash = entry.computed_hash()
    entry.save(force_insert=True)
    AuditPayload.insert(entry_id=entry.id, payload=payload).execute()
    return int(entry.id)

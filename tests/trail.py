"""Reading the audit trail back, to see what an action told it; and getting at it past the program."""

from dataclasses import dataclass
from typing import Any

from outreach.actions.change import Actor
from outreach.records.audit import AuditEntry, AuditPayload
from outreach.records.base import database
from outreach.records.told import rows_told
from tests.conftest import Store

BY = Actor("R. Sample", officer_id=7, workstation="desk 2")


@dataclass(frozen=True)
class Told:
    """One audit entry: who did what, and the rows before and after."""

    entry: int
    actor: str
    action: str
    rows: list[dict[str, Any]]

    def tables(self) -> list[str]:
        return [row["table"] for row in self.rows]

    def of(self, table: str) -> list[tuple[Any, Any]]:
        """The rows of one table, before and after."""
        return [(row["before"], row["after"]) for row in self.rows if row["table"] == table]


def entries() -> int:
    return AuditEntry.select().count()


def last_told() -> Told:
    entry = AuditEntry.select().order_by(AuditEntry.id.desc()).get()
    payload = AuditPayload.get(AuditPayload.entry_id == entry.id).payload
    return Told(entry.id, entry.actor, entry.action, rows_told(payload))


def unguarded(store: Store) -> None:
    """As whoever owns the database can make it: without the triggers."""
    if store.kind == "postgresql":
        for table in ("audit_entry", "audit_payload", "audit_payload_part", "audit_subject"):
            database.execute_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        return
    named = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit_%'"
    for (name,) in database.execute_sql(named).fetchall():
        database.execute_sql(f"DROP TRIGGER {name}")

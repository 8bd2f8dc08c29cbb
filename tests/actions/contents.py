"""What the tables hold, to be compared before and after."""

from collections.abc import Iterable
from typing import Any

from outreach.records.audit import AuditEntry, AuditPayload, AuditPayloadPart
from outreach.records.subjects import AuditSubject
from outreach.records.tables import TABLES

_TRAIL = {table._meta.table_name for table in (AuditEntry, AuditPayload, AuditPayloadPart, AuditSubject)}


def contents(tables: Iterable[str] = ()) -> dict[str, list[Any]]:
    """Every row of some tables, or of all but the trail, without versions, which undo raises."""
    named = set(tables) or {table._meta.table_name for table in TABLES} - _TRAIL
    kept = {}
    for table in TABLES:
        if table._meta.table_name in named:
            rows = ({k: v for k, v in row.items() if k != "version"} for row in table.select().dicts())
            kept[table._meta.table_name] = sorted(rows, key=lambda row: int(row["id"]))
    return kept

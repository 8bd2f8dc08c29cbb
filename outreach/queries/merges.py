"""Which audit entry merged one person's entry into another, so that the merge can be taken back days later."""

from typing import Any

from outreach.queries.rows import rows_of
from outreach.records.audit import AuditEntry, AuditPayload
from outreach.records.told import rows_told


def merge_entry(gone: int) -> int | None:
    """The entry of the trail that merged a person's entry away and was not undone; None when it is not kept.

    Where the one it was merged into was merged onward, that is another merge, which only named the new one.
    """
    undone: Any = AuditEntry.alias()
    taken_back = undone.select(undone.undoes).where(undone.undoes.is_null(False))
    found: Any = (
        AuditEntry.select(AuditEntry.id, AuditPayload.payload)
        .join(AuditPayload, on=AuditPayload.entry_id == AuditEntry.id)
        .where(
            AuditEntry.action == "merge_people",
            AuditPayload.payload.contains('"merged_into_id"'),
            AuditEntry.id.not_in(taken_back),
        )
        .order_by(AuditEntry.id.desc())
    )
    return next((entry for entry, payload in rows_of(found) if _merges(payload, gone)), None)


def _merges(payload: str, gone: int) -> bool:
    return any(
        row["table"] == "person"
        and row["id"] == gone
        and (row["after"] or {}).get("merged_into_id") is not None
        and (row["before"] or {}).get("merged_into_id") is None
        for row in rows_told(payload)
    )

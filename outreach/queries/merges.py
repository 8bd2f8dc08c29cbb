"""Which audit entry merged one person's entry into another, so that the merge can be taken back days later."""

from typing import Any

from outreach.queries.audit import standing
from outreach.queries.rows import rows_of
from outreach.records.audit import AuditEntry, AuditPayload
from outreach.records.subjects import entries_naming
from outreach.records.told import rows_told


def merge_entry(gone: int) -> int | None:
    """The entry of the trail as which the merge of a person's entry into another stands: the merge itself, or the last
    redo of it. None when it was taken back, or is not kept. At most two statements.

    Where the one it was merged into was merged onward, that is another merge, which only named the new one.
    """
    # A kit brings back as a step of its own what was taken back in it, and done again.
    merged = AuditEntry.action.in_(("merge_people", "undo", "redo"))
    found: Any = (
        AuditEntry.select(AuditEntry.id, AuditPayload.payload)
        .join(AuditPayload, on=AuditPayload.entry_id == AuditEntry.id)
        .where(merged, AuditEntry.undoes.is_null(), AuditEntry.id.in_(entries_naming("person", gone)))
    )
    return max(standing([entry for entry, payload in rows_of(found) if _merges(payload, gone)]).values(), default=None)


def _merges(payload: str, gone: int) -> bool:
    return any(
        row["table"] == "person"
        and row["id"] == gone
        and (row["after"] or {}).get("merged_into_id") is not None
        and (row["before"] or {}).get("merged_into_id") is None
        for row in rows_told(payload)
    )

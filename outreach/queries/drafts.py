"""What was being typed and was never recorded."""

from datetime import datetime
from typing import Any

from outreach.queries.rows import rows_of
from outreach.records.accounts import Draft
from outreach.values import frozen


@frozen
class DraftKept:
    """A draft by the key of its form; ``saved_at`` is UTC."""

    key: str
    payload: str
    saved_at: datetime


def draft(workstation: str, key: str) -> str | None:
    """What was typed into a form at a workstation, None when nothing is kept."""
    kept: Any = Draft.get_or_none(Draft.workstation == workstation, Draft.key == key)
    return None if kept is None else str(kept.payload)


def drafts(workstation: str) -> tuple[DraftKept, ...]:
    """All drafts of a workstation, the latest first."""
    kept: Any = Draft.select(Draft.key, Draft.payload, Draft.saved_at).where(Draft.workstation == workstation)
    return tuple(DraftKept(*row) for row in rows_of(kept.order_by(Draft.saved_at.desc(), Draft.key)))

"""What somebody has typed and not yet recorded, kept so that a crash loses nothing.

Drafts are not audited: nothing has been recorded yet.
"""

from datetime import datetime

from outreach.records.accounts import Draft
from outreach.records.database import transaction


def save_draft(workstation: str, key: str, payload: str, at: datetime) -> None:
    """Keep what is typed in a form (``key``) at a workstation as JSON, in place of the draft before; ``at`` is UTC."""
    typed = {Draft.payload: payload, Draft.saved_at: at}
    with transaction():
        Draft.insert(workstation=workstation, key=key, payload=payload, saved_at=at).on_conflict(
            conflict_target=[Draft.workstation, Draft.key], update=typed
        ).execute()


def drop_draft(workstation: str, key: str) -> None:
    """Forget what was typed in a form: it has been recorded or thrown away."""
    with transaction():
        Draft.delete().where(Draft.workstation == workstation, Draft.key == key).execute()

"""Whose entries of the audit trail this PC takes as written by Outreach, and where it takes the trail to end."""

from outreach.actions.change import Actor, refuse_without_right, required, tell
from outreach.languages.spoken import say
from outreach.records.audit import AuditEntry
from outreach.records.base import database
from outreach.records.signing import keep_head, trust


def trust_signer(by: Actor, signer: str) -> None:
    """Take the entries that another PC signs as written by Outreach, when this PC verifies the trail.

    ``signer`` is the PC's public key, as the check of the trail told it. Raises :class:`RightsError` when the actor's
    role does not allow it.
    """
    refuse_without_right(by, "trust_signer")
    signer = required(signer, say("The signer"))
    known = AuditEntry.select(AuditEntry.workstation).where(AuditEntry.signer == signer).first()
    trust(signer, known.workstation if known else "")
    tell(by, f"trusted the signer {signer}")


def take_end_as_it_is() -> None:
    """Keep the newest entry there is as the head at this PC; for a trail that was just found to be whole."""
    last = AuditEntry.select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).first()
    if last is not None:
        keep_head(database.obj, last.id, last.hash)

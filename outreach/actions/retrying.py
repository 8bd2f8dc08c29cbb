"""An action done once although the server was lost while it was done."""

import time
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from outreach.actions.acting import Changes
from outreach.errors import ServerLostError
from outreach.records.audit import AuditEntry
from outreach.records.database import connection
from outreach.records.subjects import AuditSubject, keys_of
from outreach.records.told import Subjects


def recorded_once(action: Callable[[], Changes], delays: Iterable[float] = (0.0,)) -> Changes:
    """Do an action, and again after each of the delays (seconds) as long as the server is lost while it is done.

    What was being committed when the connection was cut is looked for in the audit trail first, and not done again when
    it is there. Raises :class:`ServerLostError` when the server did not come back in time.
    """
    perhaps: tuple[int, str] | None = None
    for delay in chain(delays, (None,)):
        try:
            with connection():
                return (perhaps and recorded_as(*perhaps)) or action()
        except ServerLostError as lost:
            perhaps = lost.perhaps = lost.perhaps or perhaps
            if delay is None:
                raise
        if delay:
            time.sleep(delay)
    raise AssertionError("the last delay is none")  # pragma: no cover - the last round returns or raises


def recorded_as(entry: int, digest: str) -> Changes | None:
    """What an audit entry tells, if it is there with this hash."""
    kept = AuditEntry.get_or_none(AuditEntry.id == entry, AuditEntry.hash == digest)
    if kept is None:
        return None
    about: Any = AuditSubject.select(AuditSubject.kind, AuditSubject.key, AuditSubject.last)
    told = about.where(AuditSubject.entry_id == entry).order_by(AuditSubject.id).tuples()
    return Changes(kept.action, entry, Subjects((kind, keys_of(key, last)) for kind, key, last in told))

"""What others have written since, told by the audit trail."""

import re
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from peewee import fn

from outreach.queries.rows import Asked, answered, rows_of
from outreach.records.audit import AuditEntry
from outreach.records.subjects import AuditSubject, count_of_keys
from outreach.values import frozen

_AT_ONCE = 200
_NAMES_READ = 20
_BACKED_UP = "backed up"
_VERIFIED_LATER = "verified the backup "
_COLUMNS = (AuditEntry.id, AuditEntry.at, AuditEntry.actor, AuditEntry.workstation, AuditEntry.action)


@frozen
class News:
    """One entry: ``at`` is UTC (ISO 8601); ``touched`` names a key of each kind of record it wrote, and how many.

    What only read or exported records, and so is told in words, touched none.
    """

    entry: int
    at: str
    actor: str
    workstation: str
    action: str
    touched: tuple[tuple[str, int, int], ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of record it wrote."""
        return frozenset(kind for kind, _, _ in self.touched)


def _news(row: tuple[Any, ...], touched: tuple[tuple[str, int, int], ...]) -> News:
    number, at, actor, workstation, action = row
    return News(number, at, actor, workstation, action, () if " " in action else touched)


def newest_entry_asked() -> Asked[int]:
    """The number of the newest entry, 0 before the first: what was written until now can be told by it."""
    (((newest,),),) = yield (AuditEntry.select(fn.MAX(AuditEntry.id)),)
    return int(newest or 0)


newest_entry = answered(newest_entry_asked)


def last_told(action: str) -> News | None:
    """The newest entry of an action, such as ``backed up``, without what it touched; None when there is none.

    One statement, along an index.
    """
    told = AuditEntry.select(*_COLUMNS).where(AuditEntry.action == action).order_by(AuditEntry.id.desc()).limit(1)
    found = rows_of(told)
    return _news(found[0], ()) if found else None


def last_backup() -> str | None:
    """When the newest verified backup of a file was taken that the trail tells of, UTC (ISO 8601); None: of none.

    One that was verified long after it was taken bears the moment in its name. Two statements, along an index.
    """
    told = last_told(_BACKED_UP)
    named: Any = (
        AuditEntry.select(AuditEntry.action)
        .where((AuditEntry.action >= _VERIFIED_LATER) & (AuditEntry.action < f"{_VERIFIED_LATER}\uffff"))
        .order_by(AuditEntry.id.desc())
        .limit(_NAMES_READ)
    )
    moments = [datetime.fromisoformat(told.at)] if told else []
    for (action,) in rows_of(named):
        if (stamp := re.search(r"-(\d{8}-\d{6})\.", action)) is not None:
            moments.append(datetime.strptime(stamp[1], "%Y%m%d-%H%M%S").astimezone(UTC))
    return max(moments).isoformat(timespec="milliseconds") if moments else None


def told_of_verified(name: str, *, at_once: bool) -> str:
    """How the trail tells of a verified backup: by its name where it was not verified as soon as it was taken."""
    return _BACKED_UP if at_once else f"{_VERIFIED_LATER}{name}"


def news_since(entry: int) -> tuple[News, ...]:
    """What was written after an entry, in order: the latest two hundred at most. Two statements."""
    told: Any = AuditEntry.select(*_COLUMNS).where(AuditEntry.id > entry).order_by(AuditEntry.id.desc()).limit(_AT_ONCE)
    found = rows_of(told)[::-1]
    if not found:
        return ()
    subjects: Any = (
        AuditSubject.select(AuditSubject.entry_id, AuditSubject.kind, fn.MIN(AuditSubject.key), fn.SUM(count_of_keys()))
        .where(AuditSubject.entry_id.in_([row[0] for row in found]))
        .group_by(AuditSubject.entry_id, AuditSubject.kind)
        .order_by(AuditSubject.entry_id, AuditSubject.kind)
    )
    touched: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for number, kind, key, count in rows_of(subjects):
        touched[number].append((kind, key, count))
    return tuple(_news(row, tuple(touched[row[0]])) for row in found)

"""The field kits that went out, and which of their changes wait for an answer."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from peewee import JOIN, Case, fn

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.queries.rows import rows_of
from outreach.records.kits import BroughtBack, FieldKit, KitEntry
from outreach.records.precinct import Officer


@dataclass(frozen=True, slots=True)
class KitLine:
    """A kit that was made (instants are UTC): who has it, until when, what it carried, and what has come back of it.

    ``kept`` counts the changes that are among the records now, ``waiting`` those that wait for an answer.
    """

    id: int
    name: str
    officer: str
    made_at: datetime
    expires_at: datetime
    holds: str
    kept: int
    waiting: int


@dataclass(frozen=True, slots=True)
class WaitingChange:
    """A change made in a kit that waits for an answer: its entry here, what was done, by whom and when (UTC)."""

    id: int
    kit: str
    action: str
    actor: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class KitHere:
    """The kit that the open database is: its name, its officer and until when she may record (UTC)."""

    name: str
    officer: str
    expires_at: datetime


def field_kits(precinct: int) -> tuple[KitLine, ...]:
    """Every kit that was made, the newest first; one statement."""
    kept = fn.SUM(_one_if(KitEntry.state << (BroughtBack.APPLIED, BroughtBack.SAME)))
    waiting = fn.SUM(_one_if(KitEntry.state == BroughtBack.WAITING))
    found = (
        FieldKit.select(
            FieldKit.id,
            FieldKit.name,
            fn.COALESCE(Officer.name, ""),
            FieldKit.made_at,
            FieldKit.expires_at,
            FieldKit.holds,
            fn.COALESCE(kept, 0),
            fn.COALESCE(waiting, 0),
        )
        .join(Officer, JOIN.LEFT_OUTER)
        .switch(FieldKit)
        .join(KitEntry, JOIN.LEFT_OUTER)
        .where(FieldKit.precinct == precinct)
        .group_by(FieldKit.id, Officer.name)
        .order_by(FieldKit.id.desc())
    )
    return tuple(
        KitLine(key, name, officer, _utc(made), _utc(ends), holds, int(here), int(asked))
        for key, name, officer, made, ends, holds, here, asked in rows_of(found)
    )


def waiting_changes(precinct: int) -> tuple[WaitingChange, ...]:
    """The changes of all kits that wait for an answer, in the order they were made; one statement."""
    found = (
        KitEntry.select(KitEntry.id, FieldKit.name, KitEntry.action, KitEntry.actor, KitEntry.recorded_at)
        .join(FieldKit)
        .where(FieldKit.precinct == precinct, KitEntry.state == BroughtBack.WAITING)
        .order_by(FieldKit.id, KitEntry.entry)
    )
    return tuple(
        WaitingChange(key, kit, action, actor, datetime.fromisoformat(at))
        for key, kit, action, actor, at in rows_of(found)
    )


def kit_here() -> KitHere | None:
    """The kit that the open database is; None for a precinct's own. One statement."""
    kit: Any = FieldKit.select(FieldKit, Officer).join(Officer, JOIN.LEFT_OUTER).where(FieldKit.is_here).first()
    return None if kit is None else KitHere(kit.name, kit.officer.name if kit.officer else "", _utc(kit.expires_at))


def refuse_in_kit(what: str) -> None:
    """Raise :class:`OutreachError` in a field kit, where figures and lists of the precinct would be wrong."""
    here = kit_here()
    if here is not None:
        raise OutreachError(
            say(
                "{what} cannot be had here, because a field kit holds a part of the records: ask for it at "
                "the precinct.",
                what=what,
            )
        )


def _one_if(condition: Any) -> Any:
    return Case(None, ((condition, 1),), 0)


def _utc(at: Any) -> datetime:
    told = datetime.fromisoformat(at) if isinstance(at, str) else at
    return told.replace(tzinfo=UTC)

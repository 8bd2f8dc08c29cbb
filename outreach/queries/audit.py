"""The audit trail: its entries, and what undo and redo would take next."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import JOIN, Select, fn

from outreach.errors import NotFoundError, OutreachError
from outreach.languages.spoken import say
from outreach.queries.listing import count_of
from outreach.queries.rows import rows_of
from outreach.records.audit import (
    NEVER_TAKEN_BACK,
    AuditEntry,
    AuditPayload,
    payload_pieces,
    whole_payload,
)
from outreach.records.base import Row, database
from outreach.records.subjects import AuditSubject, entries_naming
from outreach.records.told import is_packed, rows_told

_LOOK_BACK = 2_000
"""How many of a workstation's last entries undo and redo look through."""
_LONG_PAYLOAD = 20_000
"""How many characters of details some two hundred rows take."""
_ABOUT_PEOPLE = frozenset({
    "person", "household", "attendance", "concern", "follow_up", "follow_up_note", "problem", "issued_report",
    "report_words", "attachment",
})  # fmt: skip
"""The kinds of record in whose rows a name or confidential words may stand."""
_LEFT_OUT = "(left out)"


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries: of an action, an actor, a workstation (empty: all), and of the UTC days from first to last.

    ``kind`` and ``key`` choose the entries that tell of a kind of record, or of one record.
    """

    action: str = ""
    actor: str = ""
    workstation: str = ""
    first: date | None = None
    last: date | None = None
    kind: str = ""
    key: int | None = None


EVERYTHING = AuditFilter()


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry: ``at`` is UTC, ISO 8601 to the millisecond."""

    id: int
    at: str
    actor: str
    workstation: str
    action: str
    undoes: int | None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some entries, the latest first, and whether there are earlier ones that fit."""

    rows: tuple[AuditLine, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class TrailChoices:
    """What the trail can be filtered by: the actions, actors, workstations and kinds of record that occur in it."""

    actions: tuple[str, ...]
    actors: tuple[str, ...]
    workstations: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """An entry with its hash and the rows it changed, as JSON holds them (None: forgotten by a purge)."""

    line: AuditLine
    hash: str
    rows: tuple[Row, ...] | None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One row that an entry tells of: what it was before (None: made) and after (None: removed), by column."""

    table: str
    key: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Step:
    """An entry that undo or redo would take back, and the action a person knows it by."""

    entry: int
    action: str
    at: str


def audit_entries(chosen: AuditFilter = EVERYTHING, *, before: int | None = None, limit: int = 200) -> AuditPage:
    """The latest entries that fit, of those ``before`` a number; one statement, as quick in a trail of a million."""
    query = _lines().where(*_fits(chosen))
    if before is not None:
        query = query.where(AuditEntry.id < before)
    rows = rows_of(query.order_by(AuditEntry.id.desc()).limit(limit + 1))
    return AuditPage(tuple(AuditLine(*row) for row in rows[:limit]), len(rows) > limit)


def trail_choices() -> TrailChoices:
    """What occurs in the trail, each in order; four statements that jump along an index from word to word."""
    columns = (AuditEntry.action, AuditEntry.actor, AuditEntry.workstation, AuditSubject.kind)
    return TrailChoices(*(tuple(_words(column)) for column in columns))


def refuse_unknown(chosen: AuditFilter) -> None:
    """Raise :class:`OutreachError` when a filter names what does not occur in the trail, and say what does."""
    known = trail_choices()
    for what, word, words in (
        ("action", chosen.action, known.actions),
        ("name", chosen.actor, known.actors),
        ("PC", chosen.workstation, known.workstations),
        ("kind of record", chosen.kind, known.kinds),
    ):
        if word and word not in words:
            raise OutreachError(
                say(
                    "The audit trail knows no {what} '{word}'. It knows: {known}.",
                    what=what,
                    word=word,
                    known=", ".join(words) or say("none"),
                )
            )


def _words(column: Any) -> list[str]:
    """The different values of an indexed column."""
    first: Any = column.model.select(fn.MIN(column).alias("word")).cte("words", recursive=True, columns=("word",))
    following = column.model.select(fn.MIN(column)).where(column > first.c.word)
    every = first.union_all(Select([first], [following]).where(first.c.word.is_null(False)))
    found = every.select_from(every.c.word).where(every.c.word.is_null(False)).tuples()
    return [word for (word,) in found.execute(database)]


def _fits(chosen: AuditFilter) -> list[Any]:
    named = (
        (AuditEntry.action, chosen.action),
        (AuditEntry.actor, chosen.actor),
        (AuditEntry.workstation, chosen.workstation),
    )
    fits: list[Any] = [AuditEntry.id > 0, *(column == word for column, word in named if word)]
    if chosen.first is not None:
        fits.append(AuditEntry.at >= chosen.first.isoformat())
    if chosen.last is not None:
        fits.append(AuditEntry.at < (chosen.last + timedelta(days=1)).isoformat())
    if chosen.kind:
        if chosen.key is not None:
            fits.append(AuditEntry.id.in_(entries_naming(chosen.kind, chosen.key)))
        else:
            # Asked of one entry after the other: a whole kind is a large part of the trail.
            about: Any = AuditSubject.select(AuditSubject.entry_id).where(AuditSubject.kind == chosen.kind)
            fits.append(fn.EXISTS(about.where(AuditSubject.entry_id == AuditEntry.id)))
    return fits


def audit_rows(entry: int, *, confidential: bool = False) -> tuple[AuditRow, ...]:
    """What an entry changed, row by row; empty when it changed none, or its details were forgotten by a purge.

    Values of records about people are left out unless ``confidential``.
    Raises :class:`NotFoundError` when there is no such entry.
    """
    if not count_of(AuditEntry.select(AuditEntry.id).where(AuditEntry.id == entry)):
        raise NotFoundError(say("There is no entry {entry} in the audit trail.", entry=entry))
    rows = _readable("".join(payload_pieces(entry)), confidential)
    return tuple(AuditRow(row["table"], row["id"], row["before"], row["after"]) for row in rows)


def _readable(payload: str | None, confidential: bool) -> list[Row]:
    """The rows of a payload as somebody may read them."""
    rows = rows_told(payload)
    for row in () if confidential else rows:
        if row["table"] in _ABOUT_PEOPLE:
            for side in ("before", "after"):
                row[side] = None if row[side] is None else dict.fromkeys(row[side], _LEFT_OUT)
    return rows


def whole_trail(chosen: AuditFilter = EVERYTHING, *, confidential: bool = False) -> Iterator[TrailEntry]:
    """Every entry that fits, from the first on, with its details; one statement, read bit by bit.

    Values of records about people are left out unless ``confidential``.
    """
    joined: Any = AuditEntry.select(
        AuditEntry.id,
        AuditEntry.at,
        AuditEntry.actor,
        AuditEntry.workstation,
        AuditEntry.action,
        AuditEntry.undoes,
        AuditEntry.hash,
        whole_payload(),
    ).join(AuditPayload, JOIN.LEFT_OUTER, on=AuditPayload.entry_id == AuditEntry.id)
    joined = joined.where(*_fits(chosen))
    for *line, digest, payload in joined.order_by(AuditEntry.id).tuples().iterator():
        yield TrailEntry(AuditLine(*line), digest, tuple(_readable(payload, confidential)) if payload else None)


def tells_much(entry: int) -> bool:
    """Whether an entry tells of so many rows that taking them back is felt; one small statement."""
    head = fn.SUBSTR(AuditPayload.payload, 1, _LONG_PAYLOAD + 1)
    told = str(AuditPayload.select(head).where(AuditPayload.entry_id == entry).scalar() or "")
    return len(told) > _LONG_PAYLOAD or is_packed(told)


def next_to_undo(
    workstation: str, *, officer: int | None = None, leave_out: frozenset[int] = frozenset()
) -> Step | None:
    """The last action of a workstation (of one officer there, when given) that stands; None when there is none.

    What was undone and not redone does not stand. What stays for good, as a report once issued, is passed over, and so
    are the entries to ``leave_out``.
    """
    stands, _ = _next(workstation, officer)
    return next((step for step in reversed(stands) if step.entry not in leave_out), None)


def next_to_redo(
    workstation: str, *, officer: int | None = None, leave_out: frozenset[int] = frozenset()
) -> Step | None:
    """The undo of a workstation that redo would take back: the latest one, unless something new was done since."""
    _, undone = _next(workstation, officer)
    left = ((taken, step) for taken, step in reversed(undone) if step.entry not in leave_out)
    return next((Step(step.entry, taken.action, taken.at) for taken, step in left), None)


def stands_as(entry: int) -> int | None:
    """The entry as which what an entry did stands: itself, or the last redo of it; None where it was taken back.

    One statement.
    """
    return standing((entry,)).get(entry)


def standing(entries: Collection[int]) -> dict[int, int]:
    """Those of some entries whose work stands, each with the entry as which it does; at most one statement."""
    if not entries:
        return {}
    later = AuditEntry.select(AuditEntry.id, AuditEntry.undoes).where(AuditEntry.undoes >= min(entries))
    undone = dict(rows_of(later.order_by(AuditEntry.id)))
    in_force: set[int] = set()
    for number, undoes in reversed(undone.items()):
        if number not in in_force:
            in_force.add(undoes)
    return {entry: _last_redo(entry, undone, in_force) for entry in entries if entry not in in_force}


def _last_redo(entry: int, undone: Mapping[int, int], in_force: Collection[int]) -> int:
    does = {entry: True}
    for number, undoes in undone.items():
        if undoes in does:
            does[number] = not does[undoes]
    return max(number for number, stands in does.items() if stands and number not in in_force)


def _next(workstation: str, officer: int | None) -> tuple[list[Step], list[tuple[Step, Step]]]:
    """Replay the last entries as two stacks: what stands, and what was undone and may be redone.

    What changed no row is told in words (:func:`outreach.actions.change.tell`), an action by its name.
    """
    query = _lines().where(AuditEntry.workstation == workstation, ~AuditEntry.action.contains(" "))
    if officer is not None:
        query = query.where(AuditEntry.officer_id == officer)
    last = rows_of(query.order_by(AuditEntry.id.desc()).limit(_LOOK_BACK))
    stands: list[Step] = []
    undone: list[tuple[Step, Step]] = []
    for entry, at, _actor, _workstation, action, undoes in reversed(last):
        if undoes is None:
            undone.clear()
            if action not in NEVER_TAKEN_BACK:
                stands.append(Step(entry, action, at))
            continue
        _take_back(stands, undone, Step(entry, action, at), undoes)
    return stands, undone


def _take_back(stands: list[Step], undone: list[tuple[Step, Step]], step: Step, undoes: int) -> None:
    again = next((pair for pair in undone if pair[1].entry == undoes), None)
    if again is not None:
        undone.remove(again)
        stands.append(Step(step.entry, again[0].action, step.at))
        return
    taken = next((one for one in stands if one.entry == undoes), None)
    if taken is not None:
        stands.remove(taken)
        undone.append((taken, step))


def _lines() -> Any:
    return AuditEntry.select(
        AuditEntry.id, AuditEntry.at, AuditEntry.actor, AuditEntry.workstation, AuditEntry.action, AuditEntry.undoes
    )

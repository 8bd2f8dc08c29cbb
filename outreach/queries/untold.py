"""Whether the records are as the audit trail tells that they were written last: nothing changed past the program."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from peewee import JOIN, fn

from outreach.languages.spoken import say
from outreach.queries.soundness import Fault
from outreach.records.accounts import Account, Draft
from outreach.records.audit import AuditEntry, AuditPayload, AuditPayloadPart, whole_payload
from outreach.records.base import Record, Row
from outreach.records.kits import FieldKit, KitEntry, KitKey
from outreach.records.subjects import AuditSubject, count_of_keys, keys_of
from outreach.records.tables import TABLES
from outreach.records.told import ToldRows

MOST_TOLD = 400_000
"""So many of the latest changes of rows are replayed; more would fill the memory."""
_TOLD_EVERY = 500
"""After so many entries it is told how far it is."""
_NOT_COMPARED = (Account, Draft, AuditPayloadPart, AuditSubject, FieldKit, KitEntry, KitKey)
"""What is written besides the trail as well: when somebody signed in, what is half typed, and what a kit brought."""
_DIFFER = (
    "1 row of {words} (number {number}) is not as the audit trail tells ({columns})",
    "{count:,} rows of {words} (such as number {number}) are not as the audit trail tells ({columns})",
)
_UNTOLD = (
    "1 row of {words} (number {number}) is told by no entry of the audit trail",
    "{count:,} rows of {words} (such as number {number}) are told by no entry of the audit trail",
)
_GONE = (
    "1 row of {words} (number {number}) is gone, and no entry of the audit trail tells why",
    "{count:,} rows of {words} (such as number {number}) are gone, and no entry of the audit trail tells why",
)
"""Of one row, and of several."""


@dataclass(slots=True)
class _Told:
    """The rows of each table as the trail tells them, by key; of those that are ``unknown`` a purge forgot it."""

    rows: defaultdict[str, dict[int, Row]] = field(default_factory=lambda: defaultdict(dict))
    unknown: set[tuple[str, int]] = field(default_factory=set)
    is_whole: bool = True
    """Whether every row must be told: the trail was read from its beginning, and tells how the precinct began."""

    def forget(self, table: str, key: int) -> None:
        self.rows[table].pop(key, None)
        self.unknown.add((table, key))

    def hear(self, row: Row) -> None:
        table, key, before, after = row["table"], row["id"], row["before"], row["after"]
        if after is None:
            self.rows[table].pop(key, None)
            self.unknown.discard((table, key))
        elif before is None:
            self.rows[table][key] = dict(after)
        else:
            self.rows[table].setdefault(key, {}).update(after)


def untold_faults(image: Callable[[Record], Row], told: Callable[[float], None] | None = None) -> tuple[Fault, ...]:
    """Rows that differ from what the trail tells of them, that no entry made, or that are gone and no entry says why.

    ``image`` gives a row as an entry tells it; ``told`` hears how much is done, and may stop it. One statement for each
    table and four of the trail, however much is kept.
    """
    hear = told or (lambda share: None)
    known, faults = _replayed(hear), []
    tables = [table for table in TABLES if issubclass(table, Record) and table not in _NOT_COMPARED]
    for number, table in enumerate(tables):
        hear(0.5 + number / len(tables) / 2)
        faults += list(_faults_of(table, known, image))
    return tuple(faults)


def _replayed(hear: Callable[[float], None]) -> _Told:
    first = _first_replayed()
    forgotten: dict[int, list[tuple[str, int]]] = defaultdict(list)
    subjects: Any = AuditSubject.select(AuditSubject.entry_id, AuditSubject.kind, AuditSubject.key, AuditSubject.last)
    emptied = AuditPayload.select(AuditPayload.entry_id).where(AuditPayload.payload == "")
    for entry, kind, key, last in subjects.where(AuditSubject.entry_id.in_(emptied)).tuples().iterator():
        forgotten[entry] += ((kind, one) for one in keys_of(key, last))
    known, begun = _Told(), False
    for entry, action, payload in _entries(first):
        if entry % _TOLD_EVERY == 0:
            hear(0.25)
        if payload is None:
            known.is_whole = False
        elif " " in action:
            continue  # told in words: no row was changed
        elif payload == "" or action == "purge":
            for table, key in (*ToldRows.read(payload).subjects(), *forgotten[entry]):
                known.forget(table, key)
        else:
            for row in ToldRows.read(payload):
                known.hear(row)
                begun = begun or (row["table"] == "precinct" and row["before"] is None)
    known.is_whole = known.is_whole and begun and first == 1
    return known


def _first_replayed() -> int:
    """The entry to begin with, so that no more rows are held than the memory takes."""
    of_each: Any = AuditSubject.select(AuditSubject.entry_id, fn.SUM(count_of_keys())).group_by(AuditSubject.entry_id)
    told = 0
    for entry, rows in of_each.order_by(AuditSubject.entry_id.desc()).tuples().iterator():
        told += rows
        if told > MOST_TOLD:
            return int(entry) + 1
    return 1


def _entries(first: int) -> Iterator[tuple[int, str, str | None]]:
    joined: Any = AuditEntry.select(AuditEntry.id, AuditEntry.action, whole_payload()).join(
        AuditPayload, JOIN.LEFT_OUTER, on=AuditPayload.entry_id == AuditEntry.id
    )
    yield from joined.where(AuditEntry.id >= first).order_by(AuditEntry.id).tuples().iterator()


def _faults_of(table: type[Record], known: _Told, image: Callable[[Record], Row]) -> Iterator[Fault]:
    name = table._meta.table_name
    words, rows = name.replace("_", " "), known.rows[name]
    differ: Counter[str] = Counter()
    numbers: list[int] = []
    untold: list[int] = []
    every: Any = table.select()
    for record in every.iterator():
        told = rows.pop(record.id, None)
        if told is None:
            untold += [] if (name, record.id) in known.unknown else [record.id]
            continue
        here = image(record)
        wrong = [column for column, value in told.items() if column in here and here[column] != value]
        differ.update(wrong)
        numbers += [record.id] if wrong else []
    if numbers:
        named = (column.removesuffix("_id").replace("_", " ") for column in differ)
        columns = ", ".join(sorted(say(column.capitalize()).lower() for column in named))
        yield _fault(_DIFFER, numbers, words, columns)
    if untold and known.is_whole:
        yield _fault(_UNTOLD, untold, words)
    if rows:
        yield _fault(_GONE, list(rows), words)


def _fault(told: tuple[str, str], numbers: list[int], words: str, columns: str = "") -> Fault:
    """What is wrong with how many rows of a table, and which the first is."""
    one, many = told
    said = say(
        one if len(numbers) == 1 else many, count=len(numbers), number=min(numbers), words=say(words), columns=columns
    )
    remedy = say("Somebody wrote to it past Outreach, or bytes of it changed: compare it with the last backup.")
    return Fault(said, remedy)

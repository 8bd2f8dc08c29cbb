"""What was written over a step after it was taken, so that whoever takes it back is asked first."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from peewee import BlobField

from outreach.actions.conflict import Disputed
from outreach.actions.refusals import label
from outreach.actions.rights import may_read_confidential
from outreach.actions.rows import image, restored
from outreach.errors import StaleVersionError
from outreach.languages.spoken import say
from outreach.records.accounts import Role
from outreach.records.audit import AuditEntry, AuditPayload, whole_payload
from outreach.records.base import Record, Row
from outreach.records.people import Person
from outreach.records.subjects import AuditSubject, in_a_run
from outreach.records.tables import TABLES
from outreach.records.told import rows_told

MODELS: dict[str, Any] = {table._meta.table_name: table for table in TABLES if issubclass(table, Record)}
"""The tables whose rows an entry tells, by name."""
_NAMING = ("title", "name", "words", "name_as_signed", "group_name", "file_name")
"""Columns that tell a person which record is meant."""
_MOST_NAMED = 1_000
_DERIVED = frozenset({"phone_digits", "sha256"})
"""Columns that follow from another one, which is shown."""


@dataclass(frozen=True, slots=True)
class Overwritten:
    """A record that was changed after a step: what taking the step back would do to it.

    Of each field, ``theirs`` is what it is now and ``mine`` what it would be again; None where the record would be
    ``removed``. ``gone`` records were removed by somebody later and stay so. Without the right to read the record
    ``fields`` is empty. ``state`` stands for the record as it was shown.
    """

    table: str
    key: int
    name: str
    fields: tuple[Disputed, ...]
    who: str
    workstation: str
    at: str
    removed: bool
    gone: bool
    state: str


@dataclass(frozen=True, slots=True)
class Later:
    """All that taking a step back would overwrite; without ``leaves_something`` there is nothing left to take back."""

    entry: int
    records: tuple[Overwritten, ...]
    leaves_something: bool

    def covers(self, other: "Later") -> bool:
        """Whether all of another one was shown in this one, and is still as it was shown."""
        shown = {(one.table, one.key, one.state) for one in self.records}
        return self.entry == other.entry and all((one.table, one.key, one.state) in shown for one in other.records)


class LaterChangeError(StaleVersionError):
    """What a step did was changed by somebody later; nothing was taken back yet."""

    def __init__(self, later: Later) -> None:
        first = later.records[0]
        deed = say("was removed later") if first.gone else say("was changed later")
        super().__init__(
            say(
                "{name} {deed} by {who}, so nothing was taken back: look at that change, then take the step back all "
                "the same, or leave it.",
                name=first.name,
                deed=deed,
                who=first.who,
            )
            if first.who
            else say(
                "{name} {deed}, so nothing was taken back: look at that change, then take the step back all the same, "
                "or leave it.",
                name=first.name,
                deed=deed,
            )
        )
        self.later = later


def _named(model: type[Record], columns: Row) -> str:
    name = next((value for column in _NAMING if (value := columns.get(column))), "")
    if model is Person:
        name = " ".join(filter(None, (columns.get("given_name"), columns.get("family_name"))))
    if name:
        return say("The {model} '{name}'", model=label(model), name=name)
    return say("This {model}", model=label(model))


def changed_since(record: Record, row: Row) -> frozenset[str]:
    """The columns of a record that are no longer as a row of the trail left them."""
    left, added = row["after"], row["before"] is None
    now = image(record)
    # A column that a row of many left out was empty.
    return frozenset(column for column, value in now.items() if (added or column in left) and value != left.get(column))


class Laters:
    """Gathers what a step that is being taken back runs into."""

    def __init__(self, entry: int, role: Role | None) -> None:
        self._entry, self._role = entry, role
        self._met: dict[tuple[str, int], _Met] = {}

    def meet(self, row: Row, record: Record | None = None, columns: frozenset[str] = frozenset()) -> None:
        """Note a row of the step whose record has other values in some columns now, or (None) was removed."""
        met = _Met(row, columns, image(record) if record else None, dict(record.__data__) if record else {})
        self._met.setdefault((row["table"], row["id"]), met)

    def told(self, *, leaves_something: bool) -> Later | None:
        """What was met, and who wrote it when; one statement for each kind of record."""
        tellers: dict[tuple[str, int], _Teller] = {}
        for table in {table for table, _ in self._met}:
            tellers |= self._tellers(table)
        records = tuple(
            self._overwritten(met, tellers.get(at, _Teller()))
            for at, met in self._met.items()
            # What the step added and somebody removed is as taking back would leave it.
            if met.now is not None or met.row["before"] is not None or not leaves_something
        )
        return Later(self._entry, records, leaves_something) if records else None

    def _tellers(self, table: str) -> dict[tuple[str, int], "_Teller"]:
        """The last entry after the step that wrote what differs, for each record."""
        keys = [key for kind, key in self._met if kind == table]
        found: Any = (
            AuditPayload.select(whole_payload(), AuditEntry.actor, AuditEntry.workstation, AuditEntry.at)
            .join(AuditEntry, on=AuditEntry.id == AuditPayload.entry_id)
            .where(AuditPayload.entry_id > self._entry, AuditPayload.entry_id.in_(_about(table, keys, self._entry)))
            .order_by(AuditPayload.entry_id)
        )
        tellers = {}
        for payload, actor, workstation, at in found.tuples().iterator():
            for row in rows_told(payload or "[]"):
                met = self._met.get((row["table"], row["id"]))
                if met is not None and row["table"] == table and met.told_by(row):
                    tellers[table, row["id"]] = _Teller((actor, workstation, at), row["before"] or {})
        return tellers

    def _overwritten(self, met: "_Met", teller: "_Teller") -> Overwritten:
        table, key, model = met.row["table"], met.row["id"], MODELS[met.row["table"]]
        known = teller.before if met.now is None else met.now
        hidden = known.get("confidential", False) and not may_read_confidential(self._role)
        name = _named(model, {} if hidden else known)
        if met.now is None:
            return Overwritten(table, key, name, (), *teller.who, removed=False, gone=True, state="gone")
        fields = () if hidden else tuple(_fields(model, met, teller.who))
        state = json.dumps({column: known[column] for column in sorted(met.columns)})
        removed = met.row["before"] is None
        return Overwritten(table, key, name, fields, *teller.who, removed=removed, gone=False, state=state)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Who wrote a record when, from which workstation, and the columns that were written, as they had been."""

    who: tuple[str, str, str] = ("", "", "")
    before: Row = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Met:
    """A row of the step, the columns that differ now, and its record as it was met: by column as the trail tells it
    (None: it was removed), and by field."""

    row: Row
    columns: frozenset[str]
    now: Row | None
    values: Row

    def told_by(self, row: Row) -> bool:
        """Whether a row of a later entry is of what differs."""
        if self.now is None or row["after"] is None:
            return row["after"] is None
        return not self.columns.isdisjoint(row["after"])


def _about(table: str, keys: list[int], entry: int) -> Any:
    """The later entries about these records; about all of a kind where there are too many to be named."""
    about: Any = AuditSubject.select(AuditSubject.entry_id)
    about = about.where(AuditSubject.kind == table, AuditSubject.entry_id > entry)
    if len(keys) > _MOST_NAMED:
        return about
    return about.where(AuditSubject.key.in_(keys)).union_all(about.where(in_a_run(table, min(keys), max(keys))))


def _fields(model: type[Record], met: _Met, who: tuple[str, str, str]) -> Iterator[Disputed]:
    """The fields that differ, in the order in which their kind has them."""
    earlier = restored(model, met.row["before"] or {})
    for one in model._meta.sorted_fields:
        if one.column_name in met.columns - _DERIVED and not isinstance(one, BlobField):
            refers = getattr(one, "rel_model", None)
            table = refers._meta.table_name if refers is not None else ""
            yield Disputed(one.name, None, earlier.get(one.name), met.values.get(one.name), *who, refers=table)

"""A record as it was in an earlier version, told by the audit trail, and what that makes of two people's edits."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from peewee import BlobField

from outreach.actions.conflict import Disputed
from outreach.actions.rows import SECRET_COLUMNS, image, restored
from outreach.records.audit import AuditEntry, AuditPayload, whole_payload
from outreach.records.base import Record, Row, VersionedRecord
from outreach.records.subjects import entries_naming
from outreach.records.told import ToldRows

_UNKNOWN: Any = object()


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows of another table that are one field of a record's details, such as the staff of an event.

    ``owner`` is the column that names the record, ``item`` makes of a row (by field) what the details list, ``key``
    tells items apart that stand for the same thing, and ``refers`` is the table that the items are keys of.
    """

    model: type[Record]
    owner: str
    item: Callable[[Row], Any]
    key: Callable[[Any], Hashable] = lambda item: item
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """The rows of one entry, and who signed it when (UTC, ISO 8601)."""

    actor: str
    workstation: str
    at: str
    rows: ToldRows


@dataclass(slots=True)
class Past:
    """What happened to a record since an earlier version of it; without ``known`` the trail cannot tell."""

    record: VersionedRecord
    known: bool = True
    steps: list[Step] = field(default_factory=list)
    columns: Row = field(default_factory=dict)
    tellers: dict[str, Step] = field(default_factory=dict)

    @property
    def model(self) -> type[Record]:
        """The kind of record."""
        return type(self.record)

    def changed(self, name: str) -> bool:
        """Whether somebody wrote another value into a field since."""
        return not self.known or self._column(name) in self.columns

    def before(self, name: str) -> Any:
        """The value of a field in the earlier version."""
        column = self._column(name)
        if not self.known:
            return _UNKNOWN
        if column not in self.columns:
            return self.record.__data__.get(self.model._meta.columns[column].name)
        return restored(self.model, {column: self.columns[column]})[self.model._meta.columns[column].name]

    def disputed(self, name: str, mine: Any, theirs: Any, refers: str = "") -> Disputed:
        """A field that both wrote."""
        step = self.teller(self._column(name))
        before = None if not self.known or name not in self.model._meta.combined else self.before(name)
        return Disputed(name, before, mine, theirs, step.actor, step.workstation, step.at, refers or self._refers(name))

    def everything(self) -> tuple[Disputed, ...]:
        """Every column that differs from the earlier version, as when the record was to be removed."""
        told = (column for column in self.columns if column not in SECRET_COLUMNS)
        fields = (self.model._meta.columns[column] for column in told)
        names = [one.name for one in fields if not isinstance(one, BlobField)]
        return tuple(self.disputed(name, None, self.record.__data__.get(name)) for name in names)

    def items_before(self, listed: Listed) -> Any:
        """The items of a list in the earlier version."""
        if not self.known:
            return _UNKNOWN
        rows = {row.id: image(row) for row in self._rows_now(listed)}
        for step in self.steps:
            for told in reversed(step.rows):
                if told["table"] == listed.model._meta.table_name:
                    self._take_back(rows, told, listed, step)
        return [listed.item(restored(listed.model, row)) for _, row in sorted(rows.items())]

    def items_now(self, listed: Listed) -> list[Any]:
        """The items of a list as it is now."""
        return [listed.item(restored(listed.model, image(row))) for row in self._rows_now(listed)]

    def _rows_now(self, listed: Listed) -> Iterable[Record]:
        owner = listed.model._meta.columns[listed.owner]
        rows: Iterable[Record] = listed.model.select().where(owner == self.record.id).order_by(listed.model.id)
        return rows

    def _take_back(self, rows: dict[int, Row], told: Row, listed: Listed, step: Step) -> None:
        whole: Row | None = None
        if told["before"] is None or told["after"] is None:
            whole = told["before"] or told["after"] or {}
        if whole is not None and whole.get(listed.owner) != self.record.id:
            return
        if whole is None and told["id"] not in rows:
            return
        self.tellers.setdefault(listed.model._meta.table_name, step)
        if told["before"] is None:
            rows.pop(told["id"], None)
        elif whole is not None:
            rows[told["id"]] = {column: value for column, value in whole.items() if column != "version"}
        else:
            rows[told["id"]] |= told["before"]

    def _column(self, name: str) -> str:
        found = self.model._meta.combined.get(name)
        return found.column_name if found is not None else name

    def _refers(self, name: str) -> str:
        rel = getattr(self.model._meta.combined.get(name), "rel_model", None)
        return rel._meta.table_name if rel is not None else ""

    def teller(self, what: str) -> Step:
        """The entry that tells who changed a column, or a table of listed rows, last."""
        latest = self.steps[-1] if self.steps else Step("", "", "", ToldRows())
        return self.tellers.get(what, next((step for step in self.steps if step.at), latest))


def past_of(record: VersionedRecord, version: int, unwritten: Step) -> Past:
    """What happened to a record since a version of it; one statement.

    After what the open change did to it (``unwritten``), the entries that name the record are looked for from the
    latest backwards: as many as its version was raised.
    """
    past = Past(record)
    table, missing = type(record)._meta.table_name, record.version - version
    for step in (unwritten, *_steps(table, record.id, max(missing, 0))):
        if missing <= 0:
            break
        past.steps.append(step)
        for told in reversed(step.rows):
            if told["table"] == table and told["id"] == record.id:
                missing -= 1
                past.known &= told["before"] is not None
                for column, value in (told["before"] or {}).items():
                    past.columns[column] = value
                    past.tellers.setdefault(column, step)
    past.known &= missing == 0
    now = image(record, whole=True)
    past.columns = {column: value for column, value in past.columns.items() if value != now[column]}
    return past


def _steps(table: str, key: int, most: int) -> Iterable[Step]:
    found: Any = (
        AuditPayload.select(AuditEntry.actor, AuditEntry.workstation, AuditEntry.at, whole_payload())
        .join(AuditEntry, on=AuditEntry.id == AuditPayload.entry_id)
        .where(AuditPayload.entry_id.in_(entries_naming(table, key)))
        .order_by(AuditPayload.entry_id.desc())
        .limit(most)
    )
    for actor, workstation, at, payload in found.tuples():
        yield Step(actor, workstation, at, ToldRows.read(payload))


@dataclass(frozen=True, slots=True)
class Merged:
    """Two people's edits as one: the values by field, and what both wrote."""

    values: Row
    disputed: tuple[Disputed, ...]


def merge(past: Past, mine: Row, lists: Mapping[str, Listed]) -> Merged:
    """Merge what one person hands in, who read an earlier version, into the record as it is now.

    A field that only one of the two changed is as that one wants it, and so is an item of a list; texts that differ in
    spaces around them are the same.
    """
    values, disputed = dict(mine), []
    for name, value in mine.items():
        if name in lists:
            items, clash = _merge_items(past, lists[name], list(value))
            values[name] = tuple(items)
            if clash:
                refers = lists[name].refers
                theirs = tuple(past.items_now(lists[name]))
                disputed.append(_list_dispute(past, name, lists[name], tuple(value), theirs, refers))
        elif name in past.model._meta.combined and past.changed(name):
            theirs = past.record.__data__.get(past.model._meta.combined[name].name)
            if same(value, theirs) or same(value, past.before(name)):
                values[name] = theirs
            else:
                disputed.append(past.disputed(name, value, theirs))
    return Merged(values, tuple(disputed))


def _list_dispute(past: Past, name: str, listed: Listed, mine: Any, theirs: Any, refers: str) -> Disputed:
    step = past.teller(listed.model._meta.table_name)
    return Disputed(name, None, mine, theirs, step.actor, step.workstation, step.at, refers)


def _merge_items(past: Past, listed: Listed, mine: list[Any]) -> tuple[list[Any], bool]:
    """The merged items, hers first, and whether one item was changed by both."""
    theirs = past.items_now(listed)
    before = past.items_before(listed)
    if before is _UNKNOWN:
        return mine, mine != theirs
    ours, now, was = ({listed.key(item): item for item in items} for items in (mine, theirs, before))
    merged: list[Any] = []
    clash = False
    for key in (*ours, *(key for key in now if key not in ours)):
        own, other, old = ours.get(key), now.get(key), was.get(key)
        kept = other if own in (old, other) else own
        clash |= own != other and own != old and other != old
        if kept is not None:
            merged.append(kept)
    return merged, clash


def same(one: Any, other: Any) -> bool:
    """Whether two values stand for the same; texts do that differ in spaces around them."""
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return bool(one == other)

"""One mechanism under every write: a transaction, a version check, an audit entry and the rows before and after.

The same list of rows is the audit payload, the step that undo takes back and what a view reloads by.
"""

import base64
import hashlib
import json
import platform
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from itertools import batched
from typing import Any
from uuid import UUID

from peewee import PostgresqlDatabase

from outreach.errors import NotFoundError, OutreachError, StaleVersionError
from outreach.records.audit import Signature, append_entry
from outreach.records.base import MainRecord, Record, Row, VersionedRecord, database, new_uid
from outreach.records.database import transaction

_VARIABLES_PER_STATEMENT = 30_000
"""Below the limits of SQLite (32,766) and PostgreSQL (65,535)."""
_ROWS_PER_UPDATE = 250
"""An update of many rows chooses among their values one by one, so its cost grows with the square of this."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the officer's or account's name as the audit trail shows it, and the numbers behind it."""

    name: str
    officer_id: int | None = None
    account_id: int | None = None
    workstation: str = platform.node() or "unnamed"

    def signature(self) -> Signature:
        """The actor as an audit entry signs."""
        return Signature(self.name, self.workstation, self.officer_id, self.account_id)


@dataclass(frozen=True, slots=True)
class Changes:
    """What an action touched: ``(table, key)`` pairs in the order of the work, and the audit entry that tells it.

    ``entry`` is None when there was nothing to change.
    """

    action: str
    entry: int | None
    touched: tuple[tuple[str, int], ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The tables that were touched, by name, such as ``event`` or ``follow_up``."""
        return frozenset(table for table, _ in self.touched)

    def ids(self, kind: str) -> tuple[int, ...]:
        """The keys touched in one table, in order."""
        return tuple(key for table, key in self.touched if table == kind)

    def only_id(self, kind: str) -> int:
        """The key of the one record of a kind that the action was about: the first one touched."""
        return self.ids(kind)[0]


class Change:
    """The rows written by one action; made by :func:`change` alone."""

    def __init__(self, action: str) -> None:
        self.action = action
        self.entry: int | None = None
        self.rows: list[Row] = []

    @property
    def changes(self) -> Changes:
        """What was touched; ask when the block has ended."""
        return Changes(self.action, self.entry, tuple((row["table"], row["id"]) for row in self.rows))

    def create[R: Record](self, model: type[R], **values: Any) -> R:
        """Insert one row and return it."""
        record = model.create(**values)
        self._note(model, record.id, None, image(record))
        return record

    def create_many(self, model: type[Record], rows: Sequence[Row]) -> list[int]:
        """Insert many rows of the same columns in few statements; returns their keys in order."""
        if not rows:
            return []
        filled = [_with_defaults(model, row) for row in rows]
        keys: list[int] = []
        for batch in batched(filled, max(1, _VARIABLES_PER_STATEMENT // len(filled[0]))):
            inserted = model.insert_many(batch).returning(model.id).tuples().execute()
            keys.extend(key for (key,) in inserted)
        columns = {name: model._meta.combined[name].column_name for name in filled[0] if name != "version"}
        for key, row in zip(keys, filled, strict=True):
            after = {column: _stored(row[name]) for name, column in columns.items()}
            self._note(model, key, None, {"id": key, **after})
        return keys

    def update(self, record: Record, **values: Any) -> bool:
        """Write those of the values that differ, and raise the version; returns whether any did.

        Raises :class:`StaleVersionError` when somebody else wrote the record since it was read.
        """
        before, after = _set(record, values)
        if not after:
            return False
        model = type(record)
        fields = {model._meta.columns[column]: getattr(record, model._meta.columns[column].name) for column in after}
        if isinstance(record, VersionedRecord):
            fields[model._meta.fields["version"]] = record.version + 1
        if model.update(fields).where(_unchanged(record)).execute() == 0:
            raise stale(model)
        if isinstance(record, VersionedRecord):
            record.version += 1
        self._note(model, record.id, before, after)
        return True

    def update_many(self, wanted: Iterable[tuple[Record, Row]]) -> int:
        """Write many records of one kind in few statements, where they differ; returns how many did.

        Raises :class:`StaleVersionError` when somebody else wrote one of them since it was read.
        """
        alike: dict[tuple[str, ...], list[Record]] = {}
        for record, values in wanted:
            before, after = _set(record, values)
            if after:
                alike.setdefault(tuple(after), []).append(record)
                self._note(type(record), record.id, before, after)
        for columns, records in alike.items():
            write_many(records, columns)
        return sum(map(len, alike.values()))

    def delete(self, record: Record) -> None:
        """Remove one row; the trail keeps it whole, so that undo can bring it back.

        Raises :class:`StaleVersionError` when somebody else wrote or removed it since it was read.
        """
        before = image(record, whole=True)
        if type(record).delete().where(_unchanged(record)).execute() == 0:
            raise stale(type(record))
        self._note(type(record), record.id, before, None)

    def match(
        self,
        model: type[Record],
        existing: Iterable[Record],
        wanted: Sequence[Row],
        by: str,
        owner: VersionedRecord | None = None,
    ) -> None:
        """Make the rows of a list equal to what is wanted: update, create and delete, matched by one column.

        The version of the ``owner`` rises when its list changed, so that two people editing one list notice.
        """
        written = len(self.rows)
        left = {getattr(record, by): record for record in existing}
        fresh: list[Row] = []
        for row in wanted:
            record = left.pop(row[by], None)
            if record is None:
                fresh.append(row)
            else:
                self.update(record, **row)
        for record in left.values():
            self.delete(record)
        self.create_many(model, fresh)
        if owner is not None and len(self.rows) > written:
            self.raise_version(owner)

    def raise_version(self, record: VersionedRecord) -> None:
        """Raise a version once in a change whose rows belong to the record, so that two editors of them notice."""
        model = type(record)
        if any(row["table"] == model._meta.table_name and row["id"] == record.id for row in self.rows):
            return
        which = (model.id == record.id) & (model.version == record.version)
        if model.update(version=model.version + 1).where(which).execute() == 0:
            raise stale(model)
        record.version += 1
        self._note(model, record.id, {}, {})

    def _note(self, model: type[Record], key: int, before: Row | None, after: Row | None) -> None:
        self.rows.append({"table": model._meta.table_name, "id": key, "before": before, "after": after})


_outer_change: ContextVar[Change | None] = ContextVar("outer_change", default=None)


@contextmanager
def change(by: Actor, action: str, undoes: int | None = None) -> Iterator[Change]:
    """One action: everything in the block is written, and told in the audit trail, together or not at all.

    An action that is called inside another's block becomes part of it: the outer entry tells both, and one undo takes
    both back. The inner one's ``entry`` stays None.
    """
    written, outer = Change(action), _outer_change.get()
    mark = _outer_change.set(written)
    try:
        with transaction():
            yield written
            if outer is not None:
                outer.rows += written.rows
            elif written.rows:
                payload = json.dumps(written.rows, separators=(",", ":"), ensure_ascii=False)
                written.entry = append_entry(by.signature(), action, payload, undoes)
    finally:
        _outer_change.reset(mark)


def load[R: Record](model: type[R], key: int, version: int | None = None) -> R:
    """A record to be changed, as it is now.

    Raises :class:`NotFoundError` when it is gone, :class:`StaleVersionError` when it is no longer the version that
    was read.
    """
    record = model.get_or_none(model.id == key)
    if record is None:
        raise NotFoundError(f"This {label(model)} is no longer kept: somebody removed it. Nothing was changed.")
    if version is not None and isinstance(record, VersionedRecord) and record.version != version:
        raise stale(model)
    return record


def stale(model: type[Record]) -> StaleVersionError:
    """The fault to raise when a record of this kind was changed by somebody else."""
    return StaleVersionError(
        f"Somebody else changed this {label(model)} since you opened it, so nothing was written: "
        "look at the newer version and make your change there."
    )


def label(model: type[Record]) -> str:
    """The plain name of a kind of record, such as "follow-up"."""
    words = str(model._meta.table_name).replace("_", " ")
    return words.replace("follow up", "follow-up")


def image(record: Record, *, whole: bool = False) -> Row:
    """A row as JSON can hold it, by column name. Unless ``whole``, without its version and file contents by digest."""
    columns = {field.column_name: record.__data__.get(name) for name, field in record._meta.fields.items()}
    if not whole:
        columns.pop("version", None)
    return {column: _stored(value, whole=whole) for column, value in columns.items()}


def write_many(records: Sequence[Record], columns: Sequence[str]) -> None:
    """Write the same columns of many records of one kind, and raise their versions.

    Raises :class:`StaleVersionError` when one of them is no longer the version that was read.
    """
    model: Any = type(records[0])
    fields = [model._meta.columns[column].name for column in columns]
    if isinstance(records[0], VersionedRecord):
        _hold_versions(model, records)
        for record in records:
            record.version += 1  # type: ignore[attr-defined]
        fields.append("version")
    if model.bulk_update(records, fields, batch_size=_ROWS_PER_UPDATE) != len(records):
        raise stale(model)


def _hold_versions(model: type[Record], records: Sequence[Any]) -> None:
    """Keep other writers off the records until the transaction ends, and refuse when one was there before."""
    version = model._meta.fields["version"]
    for batch in batched(records, _VARIABLES_PER_STATEMENT):
        held: Any = model.select(model.id, version).where(model.id.in_([record.id for record in batch]))
        if isinstance(database.obj, PostgresqlDatabase):
            held = held.for_update()
        if dict(held.tuples()) != {record.id: record.version for record in batch}:
            raise stale(model)


def _set(record: Record, values: Row) -> tuple[Row, Row]:
    """Set the values of a record; returns the columns that differ, as they were (whole) and as they are."""
    held, before = dict(record.__data__), image(record)
    for name, value in values.items():
        setattr(record, name, value)
    after = {column: value for column, value in image(record).items() if value != before[column]}
    names = {column: record._meta.columns[column].name for column in after}
    return {column: _stored(held.get(name), whole=True) for column, name in names.items()}, after


def _unchanged(record: Any) -> Any:
    which = type(record).id == record.id
    if isinstance(record, VersionedRecord):
        which &= type(record).version == record.version
    return which


def _stored(value: Any, *, whole: bool = False) -> Any:
    match value:
        case bytes() | memoryview():
            content = bytes(value)
            if whole:
                return {"base64": base64.b64encode(content).decode()}
            return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        case datetime() | date() | time():
            return value.isoformat()
        case UUID():
            return str(value)
        case Enum():
            return value.value
        case Record():
            return value.id
        case _:
            return value


def _with_defaults(model: type[Record], row: Row) -> Row:
    defaults = {
        field.name: (field.default() if callable(field.default) else field.default)
        for field in model._meta.sorted_fields
        if field.default is not None and field.name not in row
    }
    if issubclass(model, MainRecord) and "uid" not in row:
        defaults["uid"] = new_uid()
    return {**defaults, **row}


def required(text: str, what: str) -> str:
    """A text without spaces around it. Raises :class:`OutreachError` when nothing is left."""
    stripped = text.strip()
    if not stripped:
        raise OutreachError(f"{what} is missing: fill it in. Nothing was written.")
    return stripped

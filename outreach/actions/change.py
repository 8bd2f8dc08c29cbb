"""One mechanism under every write: a transaction, a version check, an audit entry and the rows before and after.

The same list of rows is the audit payload, the step that undo takes back and what a view reloads by.
"""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from outreach.actions.account_rights import refuse_changed_account
from outreach.actions.acting import Actor, Changes
from outreach.actions.conflict import Conflict, ConflictError, Disputed, current_answer
from outreach.actions.past import Listed, Past, Step, merge, past_of
from outreach.actions.reach import precincts_of
from outreach.actions.refusals import gone, stale
from outreach.actions.rights import (
    OF_ALL_PRECINCTS,
    ElsewhereError,
    RightsError,
    may,
    may_read_confidential,
    not_allowed,
)
from outreach.actions.rows import (
    Written,
    by_column,
    delete_rows,
    held_records,
    image,
    insert_columns,
    insert_record,
    insert_rows,
    restored,
    set_values,
    stored,
    update_record,
    write_rows,
)
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.audit import append_entry
from outreach.records.base import Record, Row, VersionedRecord
from outreach.records.database import refuse_saved, transaction
from outreach.records.told import FEWEST_IN_A_RUN, Run, ToldRows

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["Actor", "Change", "Changes", "change", "tell", "watched"]


class Change:
    """The rows written by one action; made by :func:`change` alone."""

    def __init__(self, by: Actor, action: str, outer: "Change | None" = None) -> None:
        self.by = by
        self._outer = outer
        self.action = action
        self.entry: int | None = None
        self.rows = ToldRows()
        self._pasts: dict[tuple[type[Record], int], Past] = {}

    @property
    def changes(self) -> Changes:
        """What was touched; ask when the block has ended."""
        return Changes(self.action, self.entry, self.rows.subjects())

    def create[R: Record](self, model: type[R], **values: Any) -> R:
        """Insert one row and return it."""
        record = model(**values)
        insert_record(record)
        self._note(model, record.id, None, image(record))
        return record

    def create_many(self, model: type[Record], rows: Iterable[Row]) -> Sequence[int]:
        """Insert many rows of the same columns in few statements; returns their keys in order.

        They are taken from ``rows`` some thousands at a time, so that a long file need not be held as rows.
        """
        return self._created(model, insert_rows(model, rows))

    def create_columns(self, model: type[Record], columns: Mapping[str, Sequence[Any]]) -> Sequence[int]:
        """The like of :meth:`create_many` for rows that are told column by column, by the names of the fields."""
        return self._created(model, insert_columns(model, columns))

    def _created(self, model: type[Record], some: Iterable[Written]) -> Sequence[int]:
        keys = array("q")
        for written in some:
            self._note_many(model, "after", written.images)
            keys.extend(written.keys)
            _watch(len(written.keys))
        return keys

    def load[R: VersionedRecord](self, model: type[R], key: int, version: int) -> R:
        """A record to be changed, as it is now, that the actor read in an earlier version perhaps.

        What somebody else changed since is left alone by :meth:`merge` and kept from being overwritten by
        :meth:`update`. Raises :class:`NotFoundError` when it is gone.
        """
        record = next(held_records(model, [key]), None)
        if record is None:
            raise gone(model)
        if record.version != version:
            self._pasts[model, key] = past_of(record, version, self._unwritten())
        return cast("R", record)

    def merge[D: "DataclassInstance"](self, record: VersionedRecord, details: D, **lists: Listed) -> D:
        """Details that were typed over an earlier version, with what somebody else changed since where they did not.

        ``lists`` says which fields of the details are rows of another table. Raises :class:`ConflictError` when both
        changed a field.
        """
        values = {field.name: getattr(details, field.name) for field in fields(details)}
        return replace(details, **self.merge_values(record, values, lists))

    def merge_values(self, record: VersionedRecord, values: Row, lists: Mapping[str, Listed] = {}) -> Row:
        """The like of :meth:`merge` for values by the names of their fields."""
        past = self._pasts.pop((type(record), record.id), None)
        if past is None:
            return values
        merged = merge(past, values, lists)
        return {**merged.values, **self.choose(record, merged.disputed, mixes=True)}

    def take_past(self, record: VersionedRecord) -> Past:
        """What happened to a record since the version that was read, where the caller merges it and asks by
        :meth:`choose` what both changed."""
        return self._pasts.pop((type(record), record.id), None) or Past(record)

    def update(self, record: Record, **values: Any) -> bool:
        """Write those of the values that differ, and raise the version; returns whether any did.

        Raises :class:`StaleVersionError` when somebody else wrote the record, or one of these fields of a record that
        :meth:`load` gave, since it was read.
        """
        before, after = set_values(record, self._undisputed(record, values))
        if not after:
            return False
        if not update_record(record, tuple(after)):
            raise stale(type(record))
        self._note(type(record), record.id, before, after)
        return True

    def update_many(self, wanted: Iterable[tuple[Record, Row]]) -> int:
        """Write many records of one kind in few statements, where they differ; returns how many did.

        Raises :class:`StaleVersionError` when somebody else wrote one of them since it was read.
        """
        alike: dict[tuple[str, ...], list[Record]] = {}
        for record, values in wanted:
            before, after = set_values(record, values)
            if after:
                alike.setdefault(tuple(after), []).append(record)
                self._note(type(record), record.id, before, after)
        for columns, records in alike.items():
            if not write_rows(records, columns):
                raise stale(type(records[0]))
            _watch(len(records))
        return sum(map(len, alike.values()))

    def refuse_changed(self, record: Record) -> None:
        """Raise :class:`ConflictError` when somebody else wrote a record that :meth:`load` gave since it was read."""
        past, answer = self._pasts.get((type(record), record.id)), current_answer.get()
        if past is None or not isinstance(record, VersionedRecord):
            return
        if answer is None or not answer.covers(type(record)._meta.table_name, record.id, record.version):
            raise self._conflict(record, past.everything())

    def delete(self, record: Record) -> None:
        """Remove one row; the trail keeps it whole, so that undo can bring it back.

        Raises :class:`StaleVersionError` when somebody else wrote or removed it since it was read.
        """
        self.refuse_changed(record)
        before = image(record, whole=True)
        if type(record).delete().where(_unchanged(record)).execute() == 0:
            raise stale(type(record))
        self._note(type(record), record.id, before, None)

    def delete_many(self, records: Sequence[Record]) -> None:
        """Remove many rows of one kind in few statements. Raises :class:`StaleVersionError` as :meth:`delete` does."""
        if not records:
            return
        for record in records:
            self.refuse_changed(record)
        before = [image(record, whole=True) for record in records]
        self._note_many(type(records[0]), "before", by_column(before))
        if not delete_rows(records):
            raise stale(type(records[0]))
        _watch(len(records))

    def restore_many(self, model: type[Record], images: Sequence[Row]) -> None:
        """Insert rows that were removed, from their whole images, as a version that no editor has seen."""
        rows = [restored(model, whole) for whole in images]
        if issubclass(model, VersionedRecord):
            rows = [{**row, "version": row["version"] + 1} for row in rows]
        for written in insert_rows(model, rows):
            _watch(len(written.keys))
        after = [image(model(**row)) for row in rows]
        self._note_many(model, "after", by_column(after))

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
        self.raise_versions([record])

    def raise_versions(self, records: Sequence[VersionedRecord]) -> None:
        """Raise the versions of many records of one kind, as :meth:`raise_version` does, in few statements."""
        told = frozenset(self.rows.subjects())
        left = [one for one in records if (type(one)._meta.table_name, one.id) not in told]
        if left and not write_rows(left, ()):
            raise stale(type(left[0]))
        for record in left:
            self._note(type(record), record.id, {}, {})

    def _unwritten(self) -> Step:
        """What this action and those around it did so far, which the trail does not tell yet."""
        rows = ToldRows()
        if self._outer is not None:
            rows.extend(self._outer._unwritten().rows)
        rows.extend(self.rows)
        return Step(self.by.name, self.by.workstation, "", rows)

    def _undisputed(self, record: Record, values: Row) -> Row:
        """The values without those that are to stay as somebody else wrote them since."""
        past = self._pasts.get((type(record), record.id))
        if past is None or not isinstance(record, VersionedRecord):
            return values
        held, columns = record.__data__, type(record)._meta.combined
        named = {columns[name].name: value for name, value in values.items()}
        disputed = [past.disputed(name, value, held[name]) for name, value in named.items()
                    if past.changed(name) and stored(value) != stored(held[name])]  # fmt: skip
        return {**named, **self.choose(record, disputed)}

    def choose(self, record: VersionedRecord, disputed: Sequence[Disputed], *, mixes: bool = False) -> Row:
        """The disputed fields that the actor chose to leave as they are.

        Raises :class:`ConflictError` when he was not asked yet. What he may not read is not shown to him either.
        """
        answer, table = current_answer.get(), type(record)._meta.table_name
        if all(answer is not None and answer.settles(table, record.id, one) for one in disputed):
            mine = answer.mine if answer is not None else frozenset()
            return {one.name: one.theirs for one in disputed if one.name not in mine}
        raise self._conflict(record, tuple(disputed), mixes=mixes)

    def _conflict(self, record: VersionedRecord, disputed: tuple[Disputed, ...], *, mixes: bool = False) -> Exception:
        told = stale(type(record))
        if getattr(record, "confidential", False) and not may_read_confidential(self.by.role):
            return told
        conflict = Conflict(type(record)._meta.table_name, record.id, record.version, disputed, mixes)
        return ConflictError(str(told), conflict)

    def _note(self, model: type[Record], key: int, before: Row | None, after: Row | None) -> None:
        self.rows.append({"table": model._meta.table_name, "id": key, "before": before, "after": after})

    def _note_many(self, model: type[Record], side: str, images: Mapping[str, Sequence[Any]]) -> None:
        """Note rows that were all added or all removed, by the values of each column."""
        if len(images["id"]) >= FEWEST_IN_A_RUN:
            self.rows.append_run(Run.of(model._meta.table_name, side, images))
            return
        for values in zip(*images.values(), strict=True):
            whole = dict(zip(images, values, strict=True))
            self._note(model, whole["id"], whole if side == "before" else None, whole if side == "after" else None)


_watcher: ContextVar[Callable[[int], None] | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(told: Callable[[int], None]) -> Iterator[None]:
    """Tell, while many rows are written in the block, how many more are; ``told`` may raise to stop, and the
    action it stops writes nothing."""
    mark = _watcher.set(told)
    try:
        yield
    finally:
        _watcher.reset(mark)


def _watch(more: int) -> None:
    told = _watcher.get()
    if told is not None:
        told(more)


_outer_change: ContextVar[Change | None] = ContextVar("outer_change", default=None)


@contextmanager
def change(by: Actor, action: str, undoes: int | None = None, at: datetime | None = None) -> Iterator[Change]:
    """One action: everything in the block is written, and told in the audit trail, together or not at all.

    ``at`` is when it was done, where that was not now: in a field kit that comes back.

    An action that is called inside another's block becomes part of it: the outer entry tells both, and one undo takes
    both back. The inner one's ``entry`` stays None.
    Raises :class:`RightsError` when the actor's role does not allow it, or what was written belongs to another precinct
    than hers; :class:`OutreachError` when her field kit has expired, or the file holds what was saved of a damaged one.
    """
    if by.until is not None and datetime.now(UTC) >= by.until:
        raise OutreachError(say("This field kit has expired, so nothing was written: bring it back to the precinct."))
    refuse_saved()
    outer = _outer_change.get()
    written = Change(by, action, outer)
    if outer is None:
        refuse_without_right(by, action)
    mark = _outer_change.set(written)
    try:
        with transaction():
            yield written
            if outer is not None:
                outer.rows.extend(written.rows)
            elif written.rows:
                refuse_elsewhere(by, written.rows)
                pieces, about = written.rows.pieces(), written.rows.subjects()
                # Asked once more: a right may have been taken away since the action began.
                still = partial(refuse_changed_account, by, written.rows.tables())
                written.entry = append_entry(by.signature(), action, pieces, about, undoes, at, allowed=still)
    except RightsError:
        # What was told inside the block was taken back with it.
        if outer is None:
            tell(by, f"refused: {action}")
        raise
    finally:
        _outer_change.reset(mark)


def refuse_elsewhere(by: Actor, rows: ToldRows) -> None:
    """Raise :class:`RightsError` where rows belong to another precinct than the one in which the actor works."""
    if by.precinct is not None and not precincts_of(rows) <= {by.precinct}:
        raise ElsewhereError(
            say("This is of another precinct than yours, so nothing was written: ask an administrator.")
        )


def refuse_without_right(by: Actor, action: str) -> None:
    """Raise :class:`RightsError`, and tell the trail of the attempt, when the actor's role does not allow an action,
    or what her account may do has changed since she signed in."""
    try:
        refuse_changed_account(by)
    except RightsError:
        tell(by, f"refused: {action}")
        raise
    if not may(by.role, action):
        tell(by, f"refused: {action}")
        raise not_allowed(action)
    if by.precinct is not None and action in OF_ALL_PRECINCTS:
        tell(by, f"refused: {action}")
        raise ElsewhereError(say("This is about all precincts, and your account works in one: ask an administrator."))


def tell(by: Actor, what: str, about: Iterable[tuple[str, int]] = ()) -> int:
    """Tell the audit trail of something that changed no row, such as an export; returns the entry's number.

    ``what`` is told in words, with a space among them, by which undo knows that there is nothing to take back;
    ``about`` names the records it was about, as ``(table, key)``.
    """
    named = tuple(dict.fromkeys(about))
    rows = [{"table": table, "id": key, "before": None, "after": None} for table, key in named]
    with transaction():
        return append_entry(by.signature(), what, (json.dumps(rows, separators=(",", ":")),), named)


def load[R: Record](model: type[R], key: int, version: int | None = None) -> R:
    """A record to be changed, as it is now.

    Raises :class:`NotFoundError` when it is gone, :class:`StaleVersionError` when it is no longer the version that
    was read.
    """
    record = model.get_or_none(model.id == key)
    if record is None:
        raise gone(model)
    if version is not None and isinstance(record, VersionedRecord) and record.version != version:
        raise stale(model)
    return record


def _unchanged(record: Any) -> Any:
    which = type(record).id == record.id
    if isinstance(record, VersionedRecord):
        which &= type(record).version == record.version
    return which


def required(text: str, what: str) -> str:
    """A text without spaces around it. Raises :class:`OutreachError` when nothing is left."""
    stripped = text.strip()
    if not stripped:
        raise OutreachError(say("{what} is missing: fill it in. Nothing was written.", what=what))
    return stripped

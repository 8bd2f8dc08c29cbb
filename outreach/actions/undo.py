"""Taking an action back by its audit entry, however long ago, unless somebody changed the same rows later."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from peewee import IntegrityError

from outreach.actions.change import Actor, Change, Changes, change, label, tell
from outreach.actions.rights import may, not_allowed
from outreach.actions.rows import held_records, image, restored
from outreach.errors import NotFoundError, OutreachError, StaleVersionError
from outreach.records.accounts import Account
from outreach.records.audit import AuditEntry, AuditPayload
from outreach.records.base import Record, Row
from outreach.records.issued import IssuedReport
from outreach.records.schema import TABLES

_MODELS: dict[str, Any] = {table._meta.table_name: table for table in TABLES if issubclass(table, Record)}
_NAMING = ("title", "name", "words", "file_name", "family_name", "given_name")
"""Columns that tell a person which record is meant."""


def undo(by: Actor, entry: int) -> Changes:
    """Take back what an audit entry tells; taking back an undo is a redo.

    The rows are put back as they were, and the new entry says which one it ``undoes``. The number of statements
    follows from the kinds of rows, not from how many there are. Raises :class:`StaleVersionError`, naming the record,
    when a row was changed or is used by something recorded later; :class:`NotFoundError` when the entry or its
    details are no longer kept; :class:`RightsError` when the actor's role does not allow the step itself;
    :class:`OutreachError` when it was taken back before or cannot be.
    """
    told = _chain(entry)
    action = "redo" if told and told[0] == "undo" else "undo"
    if told and not may(by.role, told[-1]):
        tell(by, f"refused: {action} of {told[-1]}")
        raise not_allowed(told[-1])
    with change(by, action, undoes=entry) as c:
        _refuse_taken_back(entry)
        rows = _rows_of(entry)
        try:
            for batch in _batches(reversed(rows)):
                _take_back(c, batch)
        except IntegrityError as fault:
            raise StaleVersionError(
                "Something recorded later builds on what this step did, so nothing was taken back: "
                "take the later step back first."
            ) from fault
    return c.changes


def _chain(entry: int) -> list[str]:
    """The action of an entry, of what it undoes, and so on to the step that somebody took; empty without the entry."""
    first = AuditEntry.select(AuditEntry.id, AuditEntry.undoes, AuditEntry.action).where(AuditEntry.id == entry)
    chain: Any = first.cte("chain", recursive=True, columns=("id", "undoes", "action"))
    older: Any = AuditEntry.alias()
    step = older.select(older.id, older.undoes, older.action).join(chain, on=(older.id == chain.c.undoes))
    every = chain.union_all(step)
    return [action for (action,) in every.select_from(every.c.action).order_by(every.c.id.desc()).tuples()]


def _refuse_taken_back(entry: int) -> None:
    """Raise :class:`OutreachError` when an undo of the entry is in force: one that was not taken back itself."""
    later: Any = AuditEntry.select(AuditEntry.id, AuditEntry.undoes).where(AuditEntry.undoes >= entry)
    in_force: set[int] = set()
    for number, undoes in later.order_by(AuditEntry.id.desc()).tuples():
        if number not in in_force:
            in_force.add(undoes)
    if entry in in_force:
        raise OutreachError("This step was taken back already, so nothing was changed.")


def _rows_of(entry: int) -> list[Row]:
    kept = AuditPayload.get_or_none(AuditPayload.entry_id == entry)
    if kept is None or not kept.payload:
        raise NotFoundError(
            f"The details of step {entry} are no longer kept, so it cannot be taken back: correct it by hand."
        )
    rows: list[Row] = json.loads(kept.payload)
    tables = {row["table"] for row in rows}
    if not any(row["before"] or row["after"] for row in rows):
        raise OutreachError("This step changed no record, so there is nothing to take back.")
    if Account._meta.table_name in tables:
        raise OutreachError(
            "What was done to an account is not taken back by undo, because its passphrase would not come back: "
            "edit the account instead."
        )
    if IssuedReport._meta.table_name in tables:
        raise OutreachError(
            "An issued report stays as it was signed, so issuing cannot be taken back: issue a corrected one instead."
        )
    return rows


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Neighbouring rows of one table to which the same was done, none twice."""
    batch: list[Row] = []
    keys: set[int] = set()
    kind: Any = None
    for row in rows:
        same = (row["table"], row["before"] is None, row["after"] is None)
        if batch and (same != kind or row["id"] in keys):
            yield batch
            batch, keys = [], set()
        kind = same
        batch.append(row)
        keys.add(row["id"])
    if batch:
        yield batch


def _take_back(c: Change, batch: list[Row]) -> None:
    model = _MODELS[batch[0]["table"]]
    if batch[0]["after"] is None:
        c.restore_many(model, [row["before"] for row in batch])
        return
    records = _as_left(model, batch)
    if batch[0]["before"] is None:
        c.delete_many(records)
        return
    earlier = [restored(model, row["before"]) for row in batch]
    c.raise_versions([record for record, values in zip(records, earlier, strict=True) if not values])
    c.update_many(zip(records, earlier, strict=True))


def _as_left(model: type[Record], batch: list[Row]) -> list[Any]:
    """The records as the entry left them. Raises :class:`StaleVersionError` for one that was changed since."""
    records = {record.id: record for record in held_records(model, [row["id"] for row in batch])}
    for row in batch:
        record = records.get(row["id"])
        if record is None:
            raise StaleVersionError(
                f"This {label(model)} was removed later, so nothing was taken back: bring it back first."
            )
        now = image(record)
        # A column that a row of many left out was empty.
        if any(value != row["after"].get(column) for column, value in now.items() if _counts(column, row)):
            raise StaleVersionError(
                f"{_named(record)} was changed later, so nothing was taken back: "
                "take the later change back first, or change it by hand."
            )
    return [records[row["id"]] for row in batch]


def _counts(column: str, row: Row) -> bool:
    return row["before"] is None or column in row["after"]


def _named(record: Record) -> str:
    name = next((value for column in _NAMING if (value := getattr(record, column, None))), "")
    return f"The {label(type(record))} '{name}'" if name else f"This {label(type(record))}"

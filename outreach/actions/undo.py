"""Taking an action back by its audit entry, however long ago; over what was changed later only when that was shown."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain as one_after_the_other
from typing import Any

from peewee import IntegrityError

from outreach.actions.change import Actor, Change, Changes, change, refuse_elsewhere, tell
from outreach.actions.later import MODELS, Later, LaterChangeError, Laters
from outreach.actions.merged_since import MergedSince, built_upon
from outreach.actions.rights import may, not_allowed
from outreach.actions.rows import held_records, restored
from outreach.errors import NotFoundError, OutreachError
from outreach.languages.spoken import say
from outreach.queries.audit import stands_as
from outreach.records.accounts import Account
from outreach.records.audit import AuditEntry, payload_pieces
from outreach.records.base import Record, Row
from outreach.records.issued import IssuedReport
from outreach.records.told import ToldRows

_ROWS_AT_ONCE = 2_500
"""Few enough that whoever waits sees how far it is, and may stop it."""


class TakenBackError(OutreachError):
    """The step was taken back before."""


def undo(by: Actor, entry: int, over: Later | None = None, begun: Callable[[int], None] | None = None) -> Changes:
    """Take back what an audit entry tells; taking back an undo is a redo.

    ``begun`` hears how many rows will be written before the first is, as :func:`watched` tells of those that are.

    The rows are put back as they were, and the new entry says which one it ``undoes``. The number of statements
    follows from the kinds of rows, not from how many there are. What was changed later is overwritten only when it was
    shown to the actor, who chose so: ``over``. A record that was removed later stays removed.
    Raises :class:`LaterChangeError`, which tells what it would overwrite, when that was not shown, or is no longer as
    it was shown; :class:`StaleVersionError` when something recorded later builds on the step; :class:`NotFoundError`
    when the entry or its details are no longer kept; :class:`RightsError` when the actor's role does not allow the
    step itself; :class:`TakenBackError` when it was taken back before; :class:`OutreachError` when it cannot be.
    """
    chain = _chain(entry)
    told = [action for _, action in chain]
    action = "redo" if told and told[0] == "undo" else "undo"
    if told and not may(by.role, told[-1]):
        tell(by, f"refused: {action} of {told[-1]}")
        raise not_allowed(told[-1])
    _refuse_staying(told)
    with change(by, action, undoes=entry) as c:
        if stands_as(entry) is None:
            raise TakenBackError(say("This step was taken back already, so nothing was changed."))
        rows = _rows_of(entry)
        if begun is not None:
            begun(len(rows))
        laters, merges = Laters(entry, by.role), MergedSince(told[-1], rows, partial(_rows_of, chain[-1][0]))
        try:
            for batch in _batches(reversed(rows)):
                _take_back(c, batch, laters, merges)
            merges.refuse_lost(c)
            merges.name_kept(c)
            merges.hide(c)
        except IntegrityError as fault:
            raise built_upon() from fault
        # Asked when all was tried, so that the actor sees everything at once; what was written meanwhile is given up.
        later = laters.told(leaves_something=bool(c.rows))
        if later is not None and (over is None or not over.covers(later) or not later.leaves_something):
            refuse_elsewhere(by, rows)  # what another precinct wrote is not shown
            raise LaterChangeError(later)
    return c.changes


def _refuse_staying(told: list[str]) -> None:
    """Raise :class:`OutreachError` for a step that stays, whatever it wrote."""
    if told == ["set_up_precinct"]:
        raise OutreachError(
            say(
                "A precinct that was set up stays, because all its records hang on it: change its name in the settings "
                "instead."
            )
        )
    if told == ["restore_archive"]:
        raise OutreachError(
            say(
                "An archive that was put back stays, because all its records hang on its precinct: restore the backup "
                "from before instead."
            )
        )
    if told == ["make_kit"]:
        raise OutreachError(
            say(
                "A field kit that was made stays, because what is recorded in its file is to come back: remove the "
                "file instead."
            )
        )


def _chain(entry: int) -> list[tuple[int, str]]:
    """An entry with its action, what it undoes, and so on to the step that somebody took; empty without the entry."""
    first = AuditEntry.select(AuditEntry.id, AuditEntry.undoes, AuditEntry.action).where(AuditEntry.id == entry)
    chain: Any = first.cte("chain", recursive=True, columns=("id", "undoes", "action"))
    older: Any = AuditEntry.alias()
    step = older.select(older.id, older.undoes, older.action).join(chain, on=(older.id == chain.c.undoes))
    every = chain.union_all(step)
    return list(every.select_from(every.c.id, every.c.action).order_by(every.c.id.desc()).tuples())


def _rows_of(entry: int) -> ToldRows:
    pieces = payload_pieces(entry)
    first = next(pieces, "")
    if not first:
        raise NotFoundError(
            say(
                "The details of step {entry} are no longer kept, so it cannot be taken back: correct it by hand.",
                entry=entry,
            )
        )
    rows = ToldRows.gathered(one_after_the_other((first,), pieces))
    tables = rows.tables()
    if not rows.changes_any():
        raise OutreachError(say("This step changed no record, so there is nothing to take back."))
    if Account._meta.table_name in tables:
        raise OutreachError(
            say(
                "What was done to an account is not taken back by undo, because its passphrase would not "
                "come back: edit the account instead."
            )
        )
    if IssuedReport._meta.table_name in tables:
        raise OutreachError(
            say(
                "An issued report stays as it was signed, so issuing cannot be taken back: issue a corrected "
                "one instead."
            )
        )
    return rows


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Neighbouring rows of one table to which the same was done, none twice, and not so many that memory feels it.

    There is at least one row.
    """
    batch: list[Row] = []
    keys: set[int] = set()
    kind: Any = None
    for row in rows:
        same = (row["table"], row["before"] is None, row["after"] is None)
        if batch and (same != kind or row["id"] in keys or len(batch) == _ROWS_AT_ONCE):
            yield batch
            batch, keys = [], set()
        kind = same
        batch.append(row)
        keys.add(row["id"])
    yield batch


def _take_back(c: Change, batch: list[Row], laters: Laters, merges: MergedSince) -> None:
    model = MODELS[batch[0]["table"]]
    if batch[0]["after"] is None:
        merges.note(model, batch)
        c.restore_many(model, [row["before"] for row in batch])
        return
    held = list(_held(model, batch, laters, merges))
    records = [record for _, record in held]
    if batch[0]["before"] is None:
        c.delete_many(records)
        return
    merges.note(model, (row for row, _ in held))
    earlier = [restored(model, row["before"]) for row, _ in held]
    c.raise_versions([record for record, values in zip(records, earlier, strict=True) if not values])
    c.update_many(zip(records, earlier, strict=True))


def _held(model: type[Record], batch: list[Row], laters: Laters, merges: MergedSince) -> Iterator[tuple[Row, Any]]:
    """The rows whose records there are, with them. What is not as the step left it is noted."""
    records = {record.id: record for record in held_records(model, [row["id"] for row in batch])}
    for row in batch:
        if row["id"] not in records:
            laters.meet(row)
    there = [(row, records[row["id"]]) for row in batch if row["id"] in records]
    held = [(row, record) for row, record in there if merges.concerns(record, row)]
    for (row, record), columns in zip(held, merges.differing(held), strict=True):
        if columns:
            laters.meet(row, record, columns)
        yield row, record

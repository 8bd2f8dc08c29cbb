"""Everything the open database keeps, row by row, in another database of either kind: the way to a server and back.

Keys, versions, the audit trail and its hashes stay as they are, so that figures, links and undo go on where they were.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched
from typing import Any

from peewee import BlobField, Database, Field, ForeignKeyField, PostgresqlDatabase

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Record, Table, database
from outreach.records.database import told_plainly
from outreach.records.schema import migrate
from outreach.records.server import look_through
from outreach.records.signing import forget_head
from outreach.records.tables import TABLES

type Told = Callable[[float, str], None]
"""Hears how much is done (0 to 1), and of what."""

_ROWS_AT_ONCE = 5_000
_FILES_AT_ONCE = 8
"""Rows with a file's content in them: a few fill the memory as thousands of others do."""
_VARIABLES_PER_STATEMENT = 30_000
_COPYING_SHARE = 0.6
"""Of the whole work; the rest is comparing."""


@dataclass(frozen=True, slots=True)
class Copied:
    """How many rows of each table were copied, every one of them compared afterwards."""

    rows: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """All rows together."""
        return sum(count for _, count in self.rows)


def copy_rows(target: Database, name: str, told: Told | None = None) -> Copied:
    """Copy every row of the open database into an empty one, then read both again and compare them value by value.

    ``target`` is not yet connected; ``name`` is what to call it in a fault. All rows arrive in one transaction, or
    none; what others write meanwhile to the open database is not in the copy.
    Raises :class:`OutreachError` when the target holds records already, or a row came out differently.
    """
    with told_plainly(name), target.connection_context(), _as_it_is_now():
        migrate(target)
        _refuse_filled(target, name)
        # A head that this PC keeps of an earlier database of this name knows nothing of what comes.
        forget_head(target)
        total = max(1, sum(table.select().count() for table in TABLES))
        hear = told or (lambda share, words: None)
        with target.atomic():
            copied: list[tuple[str, int]] = []
            for table in TABLES:
                done = sum(count for _, count in copied) / total
                hear(done * _COPYING_SHARE, f"copying {_called(table)}")
                copied.append((table._meta.table_name, _copy_table(target, table)))
            compared = 0
            for table, (_, count) in zip(TABLES, copied, strict=True):
                hear(_COPYING_SHARE + (1 - _COPYING_SHARE) * compared / total, f"comparing {_called(table)}")
                _compare(target, table, name)
                compared += count
        look_through(target)
        hear(1.0, f"{total:,} rows copied and compared")
    return Copied(tuple(copied))


def last_key_given(db: Database, table: type[Record]) -> int:
    """The highest key that a table ever gave a row, also one that is gone; 0 before the first."""
    name = table._meta.table_name
    if isinstance(db, PostgresqlDatabase):
        asked = "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, 'id')::regclass)"
        (last,) = db.execute_sql(asked, (f'"{name}"',)).fetchone()
        return last or 0
    row = db.execute_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (name,)).fetchone()
    return row[0] if row else 0


def go_on_after(db: Database, table: type[Record], key: int) -> None:
    """Let the next new row of a table get the key after this one."""
    name = table._meta.table_name
    if isinstance(db, PostgresqlDatabase):
        asked = "SELECT setval(pg_get_serial_sequence(%s, 'id'), greatest(%s, 1), %s)"
        db.execute_sql(asked, (f'"{name}"', key, key > 0))
        return
    db.execute_sql("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
    db.execute_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, key))


@contextmanager
def _as_it_is_now() -> Iterator[None]:
    """One view of the open database for all that is read, while others go on writing."""
    with database.atomic():
        if isinstance(database.obj, PostgresqlDatabase):
            database.execute_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _refuse_filled(target: Database, name: str) -> None:
    for table in TABLES:
        if table.select().limit(1).bind(target).exists():
            raise OutreachError(
                say(
                    "The database {name} holds {table} already, so nothing was copied: copy into an empty one.",
                    name=name,
                    table=_called(table),
                )
            )


def _copy_table(target: Database, table: type[Table]) -> int:
    fields = list(table._meta.sorted_fields)
    own = [at for at, field in enumerate(fields) if isinstance(field, ForeignKeyField) and field.rel_model is table]
    later: list[tuple[Any, Any, Field]] = []
    count = 0
    for rows in _batches(database.obj, table):
        held = [_named_so_far(row, own, fields, later) for row in rows]
        insert_into(target, table, fields, held)
        count += len(rows)
    for key, named, field in later:
        table.update({field: named}).where(table._meta.primary_key == key).bind(target).execute()
    if issubclass(table, Record):
        go_on_after(target, table, last_key_given(database.obj, table))
    return count


def _named_so_far(row: Sequence[Any], own: Sequence[int], fields: Sequence[Field], later: list[Any]) -> list[Any]:
    """A row without the names of rows of its own table that come after it; those are noted to be given later."""
    held, key = list(row), row[0]
    for at in own:
        if held[at] is not None and held[at] > key:
            later.append((key, held[at], fields[at]))
            held[at] = None
    return held


def insert_into(target: Database, table: type[Table], fields: Sequence[Field], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows, as tuples of the fields' values, into a database that is not the open one."""
    columns = ", ".join(f'"{field.column_name}"' for field in fields)
    marks = f"({', '.join([target.param] * len(fields))})"
    for batch in batched(rows, _VARIABLES_PER_STATEMENT // len(fields)):
        values = [_stored(field, value) for row in batch for field, value in zip(fields, row, strict=True)]
        listed = ", ".join([marks] * len(batch))
        target.execute_sql(f'INSERT INTO "{table._meta.table_name}" ({columns}) VALUES {listed}', values)


def _compare(target: Database, table: type[Table], name: str) -> None:
    for here, there in zip(_batches(database.obj, table), _batches(target, table), strict=True):
        if here != there:
            raise OutreachError(
                say(
                    "The copy of {table} in {name} differs from what was read, so nothing was kept of it: check "
                    "both databases and try again.",
                    table=_called(table),
                    name=name,
                )
            )


def _batches(db: Database, table: type[Table]) -> Iterator[list[Sequence[Any]]]:
    """The rows of a table in the order of their keys, a few thousand at a time: memory does not grow with them."""
    key = table._meta.primary_key
    fields = table._meta.sorted_fields
    at_once = _FILES_AT_ONCE if any(isinstance(field, BlobField) for field in fields) else _ROWS_AT_ONCE
    place = fields.index(key)
    last = None
    while True:
        query = table.select(*fields).order_by(key).limit(at_once)
        if last is not None:
            query = query.where(key > last)
        found: Any = query.bind(db).tuples()
        rows = [_plain(row) for row in found]
        if not rows:
            return
        yield rows
        last = rows[-1][place]


def _stored(field: Field, value: Any) -> Any:
    # The field would wrap a file's content for the open database; bytes are what both kinds take.
    return value if isinstance(field, BlobField) else field.db_value(value)


def _plain(row: Sequence[Any]) -> Sequence[Any]:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)


def _called(table: type[Table]) -> str:
    return f"rows of '{table._meta.table_name}'"

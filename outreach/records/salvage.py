"""What can be saved of a damaged database file: every row that can still be read, in a new file of its own."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peewee import ForeignKeyField

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.beside import key_file
from outreach.records.database import file_database
from outreach.records.encryption import opened_file
from outreach.records.keys import SALT_BYTES, copy_key_file
from outreach.records.schema import migrate
from outreach.records.tables import TABLES


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many rows of each table were saved, and the tables of which some could not be read."""

    rows: tuple[tuple[str, int], ...]
    not_whole: tuple[str, ...]

    @property
    def total(self) -> int:
        """All rows together."""
        return sum(count for _, count in self.rows)


def salvage(damaged: Path, target: Path, key: bytes | None = None) -> Salvaged:
    """Write every row of a damaged file that can be read into a new one; the damaged one is only read.

    Each table is read from its first row on and from its last row back, so that what lies on both sides of damaged
    pages is saved. Rows that then refer to lost ones are left out. The copy is encrypted as the original is.
    Raises :class:`OutreachError` when the target exists or not even the list of tables can be read.
    """
    if target.exists():
        raise OutreachError(say("{target} exists already, so nothing was written: choose another name.", target=target))
    with _read(damaged, key) as source:
        if not _names(source):
            raise OutreachError(
                say("Nothing can be read of {damaged}: put the last good backup back.", damaged=damaged)
            )
    salt = damaged.read_bytes()[:SALT_BYTES] if key is not None else b""
    made = file_database(target, create=True, key=key, salt=salt)
    with made.connection_context():
        migrate(made)
    made.close()
    with _read(damaged, key) as source, opened_file(target, key) as saved:
        names = [model._meta.table_name for model in TABLES]
        not_whole = [name for name in names if not _save_table(source, saved, name)]
        _leave_out_orphans(saved)
        rows = [(name, saved.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names]
        saved.execute("PRAGMA journal_mode = delete")
    if key is not None and key_file(damaged).exists():
        copy_key_file(damaged, target)
    return Salvaged(tuple(rows), tuple(not_whole))


@contextmanager
def _read(damaged: Path, key: bytes | None) -> Iterator[Any]:
    with opened_file(damaged, key, read_only=True) as source:
        # Otherwise not a page is read of a plain file that is cut short (sqlite.org/pragma: writable_schema).
        source.execute("PRAGMA writable_schema = 1")
        yield source


def _save_table(source: Any, saved: Any, name: str) -> bool:
    """Save what can be read of one table; returns whether that was all of it."""
    columns = _columns(source, name) & _columns(saved, name)
    if not columns:
        return name not in _names(source)
    listed = ", ".join(f'"{column}"' for column in sorted(columns))
    places = ", ".join("?" * len(columns))
    whole = True
    for order in ("ASC", "DESC"):
        rows = _readable(source.execute, f'SELECT {listed} FROM "{name}" ORDER BY rowid {order}')
        try:
            for row in rows:
                with suppress(sqlite3.IntegrityError):
                    saved.execute(f'INSERT OR IGNORE INTO "{name}" ({listed}) VALUES ({places})', row)
            break
        except _UnreadableError:
            whole = False
    saved.commit()
    return whole


class _UnreadableError(Exception):
    """The next row lies on a damaged page."""


def _readable(execute: Any, statement: str) -> Iterator[Any]:
    try:
        yield from execute(statement)
    except Exception as fault:
        if type(fault).__name__ not in ("DatabaseError", "OperationalError"):
            raise
        raise _UnreadableError from fault


def _names(opened: Any) -> set[str]:
    try:
        return {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except Exception as fault:
        raise OutreachError(
            say("Nothing can be read of the damaged file ({fault}): put the last good backup back.", fault=fault)
        ) from fault


def _columns(opened: Any, table: str) -> set[str]:
    return {row[1] for row in opened.execute(f'PRAGMA table_info("{table}")')}


def _leave_out_orphans(saved: Any) -> None:
    """Take out rows whose parents were lost, and before them what hangs on them: what the database counts of a row it
    takes back by what the parent says."""
    lost: dict[str, set[int]] = defaultdict(set)
    for table, row, *_ in saved.execute("PRAGMA foreign_key_check"):
        lost[table].add(row)
    for name, column, parent in _links():
        while parent in lost and (more := _naming(saved, name, column, lost[parent]) - lost[name]):
            lost[name] |= more
    for model in reversed(TABLES):
        name = model._meta.table_name
        saved.executemany(f'DELETE FROM "{name}" WHERE rowid = ?', [(row,) for row in lost[name]])
    saved.commit()


def _links() -> Iterator[tuple[str, str, str]]:
    """Each column that names a row of another table, or of its own, with both tables; parents before children."""
    for model in TABLES:
        for field in model._meta.sorted_fields:
            if isinstance(field, ForeignKeyField):
                yield model._meta.table_name, field.column_name, field.rel_model._meta.table_name


def _naming(saved: Any, table: str, column: str, named: set[int]) -> set[int]:
    return {row for row, key in saved.execute(f'SELECT rowid, "{column}" FROM "{table}"') if key in named}

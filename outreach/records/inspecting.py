"""Whether a database file that is read for itself is sound, and what it holds."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.encryption import opened_file
from outreach.records.tables import TABLES

_HELD_KIB = 64_000
"""What is kept of a file while it is checked: each entry of each index is looked for, and lies anywhere."""
_STEPS_BETWEEN = 50_000
"""After how many steps of the database's machine the clock is looked at: a few milliseconds."""
_ASKED_EVERY_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a sound database file holds: rows by table, the newest event's date, and the last change that the audit
    trail tells of (its number, 0 for none, and when it was, UTC).
    """

    rows: tuple[tuple[str, int], ...]
    newest_event: str | None
    last_entry: int
    last_change: str | None

    @property
    def total(self) -> int:
        """All rows together."""
        return sum(count for _, count in self.rows)


def nobody_stops() -> None:
    """For a check that is read to its end."""


def inspect_file(path: Path, key: bytes | None = None, ask: Callable[[], None] = nobody_stops) -> Holdings:
    """Open a database file for reading alone, check it, and count what it holds.

    ``ask`` is called ten times a second, and stops the check by raising.

    Raises:
        OutreachError: it is missing, damaged, not an Outreach database, or its rows refer to rows that are not there.
    """
    if not path.is_file():
        raise OutreachError(say("There is no file at {path}: check the name.", path=path))
    try:
        with opened_file(path, key, read_only=True) as opened, _stoppable(opened, ask):
            fault = next(_faults(opened), None)
            if fault is not None:
                raise OutreachError(
                    say("{path} is damaged ({fault}): choose an earlier backup.", path=path, fault=fault)
                )
            return held_by(opened, path)
    except sqlite3.DatabaseError as fault:
        raise OutreachError(
            say("{path} is damaged or is not an Outreach database ({fault}): choose another.", path=path, fault=fault)
        ) from fault


def file_faults(path: Path, key: bytes | None = None) -> tuple[str, ...]:
    """What is wrong with the pages of a database file, its constraints and its links; empty when it is sound.

    At most 20 faults of the pages are told.
    """
    try:
        # Not read_only: SQLite forgets the constraints of a file that it may not write.
        with opened_file(path, key) as opened:
            opened.execute("PRAGMA query_only = 1")
            return tuple(_faults(opened))
    except sqlite3.DatabaseError as fault:
        return (str(fault),)


def _faults(opened: Any) -> Iterator[str]:
    """By SQLite's own checks (sqlite.org/pragma: integrity_check, foreign_key_check)."""
    # Not by memory mapping, which takes no longer: where a drive is pulled out, that ends the program.
    opened.execute(f"PRAGMA cache_size = -{_HELD_KIB}")
    for (verdict,) in opened.execute("PRAGMA integrity_check(20)"):
        if verdict != "ok":
            yield str(verdict)
    orphans = Counter((child, parent) for child, _row, parent, _key in opened.execute("PRAGMA foreign_key_check"))
    for (child, parent), count in orphans.items():
        yield say(
            "{count:,} rows of '{child}' refer to missing rows of '{parent}'", count=count, child=child, parent=parent
        )


@contextmanager
def _stoppable(opened: Any, ask: Callable[[], None]) -> Iterator[None]:
    """Stop what a connection does with what ``ask`` raises, or by Ctrl+C; the library itself takes no exception for an
    answer."""
    stopped: list[BaseException] = []
    asked = monotonic()

    def answer() -> bool:
        nonlocal asked
        try:
            if monotonic() - asked >= _ASKED_EVERY_SECONDS:
                asked = monotonic()
                ask()
        except BaseException as stop:  # noqa: BLE001 - raised again as soon as the library has stopped
            stopped.append(stop)
        return bool(stopped)

    opened.set_progress_handler(answer, _STEPS_BETWEEN)
    try:
        yield
    except Exception as fault:
        # Of any kind: "interrupted" is a fault of the library that has the file open, and that of encrypted files has
        # its own, which is not loaded for a plain one. Where nobody stopped it, the fault goes on as it came.
        if not stopped:
            if str(fault) == "interrupted":  # Ctrl+C came while the answer was being called, and the library dropped it
                raise KeyboardInterrupt from fault
            raise
    if stopped:
        raise stopped[0]


def holdings_of(path: Path, key: bytes | None = None) -> Holdings | None:
    """What a database file holds, counted without checking it; None when it cannot be read."""
    try:
        return count_file(path, key)
    except (sqlite3.DatabaseError, OutreachError):
        return None


def count_file(path: Path, key: bytes | None = None) -> Holdings:
    """What a database file holds, counted without checking it.

    Raises :class:`OutreachError` when it is no database of Outreach, :class:`sqlite3.DatabaseError` when it cannot be
    read.
    """
    with opened_file(path, key, read_only=True) as opened:
        return held_by(opened, path)


def held_by(opened: Any, path: Path) -> Holdings:
    """What the database of a connection holds. Raises as :func:`count_file` does."""
    present = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    names = [model._meta.table_name for model in TABLES if model._meta.table_name in present]
    if "precinct" not in names or "event" not in names:
        raise OutreachError(say("{path} is a database, but not one of Outreach: choose another.", path=path))
    rows = tuple((name, opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names)
    (newest,) = opened.execute("SELECT max(date) FROM event").fetchone()
    last = None
    if "audit_entry" in names:  # a copy kept before an update may be older than the trail
        last = opened.execute("SELECT id, at FROM audit_entry ORDER BY id DESC LIMIT 1").fetchone()
    return Holdings(rows, newest, *(last or (0, None)))

"""Copies of a database file that can be trusted: taken while it is in use, verified by reopening, rotated, restored.

A server's database is not a file; its copies are the archive's or the server's own business.
"""

import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from peewee import SqliteDatabase

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import database
from outreach.records.database import file_database
from outreach.records.encryption import Told, copy_file, not_told, opened_file, waiting_place
from outreach.records.keys import copy_key_file, key_file
from outreach.records.rotation import kept_by_rotation
from outreach.records.schema import TABLES, pending_migrations
from outreach.shipped import COMMAND

_SHARE_OF_COPYING = 0.6
_LONGEST_BACKUP = timedelta(days=1)
_SUFFIX = ".outreach-backup"
STAMP = "%Y%m%d-%H%M%S"
"""How the name of a backup tells when it was taken, in local time."""
_NAME = re.compile(r"-(\d{8}-\d{6})" + re.escape(_SUFFIX) + "$")


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


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy, when it was taken (local time) and what it holds."""

    path: Path
    taken_at: datetime
    holdings: Holdings


def back_up(folder: Path, at: datetime, key: bytes | None = None, told: Told = not_told) -> Backup:
    """Copy the open database file into a folder, verify the copy, and remove copies that the rotation no longer keeps.

    The copy of an encrypted database is encrypted with the same ``key``, and its key file goes with it. ``told`` hears
    how far it is, and may stop it by raising.

    Raises:
        OutreachError: the database is on a server, the folder cannot be written, or the copy is not sound.
    """
    source = _open_file()
    path = folder / f"{source.stem}-{at.strftime(STAMP)}{_SUFFIX}"
    partial = path.with_name(path.name + ".partial")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copy_file(source, partial, key, lambda share: told(share * _SHARE_OF_COPYING))
        holdings = inspect_file(partial, key)
        if key is not None:
            copy_key_file(source, path)
        partial.replace(path)
    except (OSError, sqlite3.Error) as fault:
        raise OutreachError(
            say(
                "The backup into {folder} did not succeed ({fault}): the earlier backups are untouched. "
                "Check that the folder can be written and has room.",
                folder=folder,
                fault=fault,
            )
        ) from fault
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    _rotate(folder, source.stem, path, at)
    told(1)
    return Backup(path, at.replace(microsecond=0), holdings)


def backups(folder: Path, name: str) -> list[tuple[datetime, Path]]:
    """The backups of the database called ``name`` in a folder, newest first."""
    if not folder.is_dir():
        return []
    found = [
        (datetime.strptime(match[1], STAMP), path)  # noqa: DTZ007 - file names carry the local wall time
        for path in folder.glob(f"{name}-*{_SUFFIX}")
        if (match := _NAME.search(path.name)) and path.name == f"{name}-{match[1]}{_SUFFIX}"
    ]
    return sorted(found, reverse=True)


def inspect_file(path: Path, key: bytes | None = None) -> Holdings:
    """Open a database file for reading alone and count what it holds.

    Raises:
        OutreachError: it is missing, damaged, not an Outreach database, or its rows refer to rows that are not there.
    """
    if not path.is_file():
        raise OutreachError(say("There is no file at {path}: check the name.", path=path))
    try:
        with opened_file(path, key, read_only=True) as opened:
            fault = next(_faults(opened), None)
            if fault is not None:
                raise OutreachError(
                    say("{path} is damaged ({fault}): choose an earlier backup.", path=path, fault=fault)
                )
            return _holdings(opened, path)
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
    for (verdict,) in opened.execute("PRAGMA integrity_check(20)"):
        if verdict != "ok":
            yield str(verdict)
    orphans = Counter((child, parent) for child, _row, parent, _key in opened.execute("PRAGMA foreign_key_check"))
    for (child, parent), count in orphans.items():
        yield say(
            "{count:,} rows of '{child}' refer to missing rows of '{parent}'", count=count, child=child, parent=parent
        )


def holdings_of(path: Path, key: bytes | None = None) -> Holdings | None:
    """What a database file holds, counted without checking it; None when it cannot be read."""
    try:
        with opened_file(path, key, read_only=True) as opened:
            return _holdings(opened, path)
    except (sqlite3.DatabaseError, OutreachError):
        return None


def try_restoring(backup: Path, location: Path, key: bytes | None = None, told: Told = not_told) -> Holdings:
    """Restore a backup into a temporary file beside the database, verify that, and remove it; the database stays.

    Raises :class:`OutreachError` when the backup is not sound or comes from a newer program.
    """
    with _restored_beside(backup, location, key, told) as (_trial, holdings):
        return holdings


def restore(
    backup: Path,
    location: Path,
    key: bytes | None = None,
    told: Told = not_told,
    swapping: Callable[[], None] = lambda: None,
) -> tuple[Holdings, Path | None]:
    """Put a backup in the place of a database file; returns what it holds and where the replaced file now is.

    The backup is first restored into a file beside the database and that copy is verified; the replaced database is
    kept under another name; ``swapping`` is called just before. Raises :class:`OutreachError` when the backup is not
    sound or comes from a newer program.
    """
    with _restored_beside(backup, location, key, told) as (trial, holdings):
        swapping()
        kept = _kept_aside(location)
        waiting = waiting_place(location)
        if key is not None:
            # Stopped before the last step, the next unlock finds these keys and goes on with them.
            copy_key_file(backup, waiting)
        trial.replace(location)
        if key is not None:
            key_file(waiting).replace(key_file(location))
        else:
            key_file(location).unlink(missing_ok=True)
    return holdings, kept


@contextmanager
def _restored_beside(backup: Path, location: Path, key: bytes | None, told: Told) -> Iterator[tuple[Path, Holdings]]:
    inspect_file(backup, key)
    trial = location.with_name(location.name + ".restoring")
    try:
        copy_file(backup, trial, key, lambda share: told(share * _SHARE_OF_COPYING))
        holdings = inspect_file(trial, key)
        _refuse_newer(trial, key)
        told(1)
        yield trial, holdings
    except OSError as fault:
        raise OutreachError(
            say(
                "The backup could not be put in the place of {location} ({reason}): check its folder. The "
                "backup itself is untouched.",
                location=location,
                reason=fault.strerror,
            )
        ) from fault
    finally:
        for suffix in ("", "-wal", "-shm"):
            trial.with_name(trial.name + suffix).unlink(missing_ok=True)


def role_in(backup: Path, key: bytes, login: str) -> tuple[int, str] | None:
    """The number and role of an account as an encrypted backup knows it; None when it knows no such account.

    Raises :class:`OutreachError` when the backup is damaged.
    """
    try:
        with opened_file(backup, key, read_only=True) as opened:
            found = opened.execute("SELECT id, role FROM account WHERE login = ? AND active", (login,)).fetchone()
    except sqlite3.DatabaseError as fault:
        raise OutreachError(
            say("{backup} is damaged ({fault}): choose an earlier backup.", backup=backup, fault=fault)
        ) from fault
    return None if found is None else (int(found[0]), str(found[1]))


def _rotate(folder: Path, name: str, made: Path, at: datetime) -> None:
    """Remove what the rotation does not keep; never what was verified just now, whatever the clock says."""
    for partial in folder.glob(f"{name}-*{_SUFFIX}.partial"):
        # What a program that was stopped left behind; a younger one may be under way.
        if partial.stat().st_mtime < (at - _LONGEST_BACKUP).timestamp():
            partial.unlink()
    found = backups(folder, name)
    kept = kept_by_rotation(moment for moment, _ in found)
    for moment, path in found:
        if moment not in kept and path != made:
            path.unlink()
            key_file(path).unlink(missing_ok=True)


def _open_file() -> Path:
    if not isinstance(database.obj, SqliteDatabase):
        raise OutreachError(
            say(
                "This database is on a server, not in a file: '{command} backup DIR' dumps and archives it.",
                command=COMMAND,
            )
        )
    return Path(database.obj.database)


def _holdings(opened: Any, path: Path) -> Holdings:
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


def _refuse_newer(path: Path, key: bytes | None) -> None:
    trial = file_database(path, key=key)
    with trial.connection_context():
        pending_migrations(trial)


def _kept_aside(location: Path) -> Path | None:
    """Give the database, its journal and its keys a second name each, so that it is whole under one at any moment."""
    if not location.exists():
        return None
    number = 1
    while (kept := location.with_name(f"{location.name}.before-restore-{number}")).exists():
        number += 1
    for suffix in (".keys", "-wal", ""):
        file = location.with_name(location.name + suffix)
        if file.exists():
            _name_too(file, kept.with_name(kept.name + suffix))
    # A journal that stayed would be played into the database that takes this one's place.
    for suffix in ("-wal", "-shm"):
        location.with_name(location.name + suffix).unlink(missing_ok=True)
    return kept


def _name_too(file: Path, name: Path) -> None:
    try:
        name.hardlink_to(file)
    except OSError:  # drives without a second name for a file, such as FAT
        shutil.copy2(file, name)

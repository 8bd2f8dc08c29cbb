"""Putting a backup in the place of a database file: tried beside it first, never with neither of the two whole."""

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.backup import refuse_changed
from outreach.records.beside import key_file, remove_with_journals
from outreach.records.database import file_database
from outreach.records.encryption import Told, copy_file, not_told, opened_file, waiting_place
from outreach.records.inspecting import Holdings, inspect_file
from outreach.records.keys import copy_key_file
from outreach.records.schema import pending_migrations

_SHARE_OF_COPYING = 0.6


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
    trial = location.with_name(location.name + ".restoring")
    try:
        refuse_changed(backup, lambda: told(0))
        inspect_file(backup, key, lambda: told(0))
        copy_file(backup, trial, key, lambda share: told(share * _SHARE_OF_COPYING))
        holdings = inspect_file(trial, key, lambda: told(_SHARE_OF_COPYING))
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
        remove_with_journals(trial)


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


def _refuse_newer(path: Path, key: bytes | None) -> None:
    trial = file_database(path, key=key)
    with trial.connection_context():
        pending_migrations(trial)


def set_aside(location: Path) -> tuple[Path, ...]:
    """The databases that a restore took the place of, which stay beside a file until somebody removes them."""
    named = re.compile(re.escape(location.name) + r"\.before-restore-\d+")
    folder = location.absolute().parent
    return tuple(sorted(file for file in folder.iterdir() if named.fullmatch(file.name))) if folder.is_dir() else ()


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

"""Copies of a database file that can be trusted: taken while it is in use, verified by reading them through, rotated.

A backup has two steps. It is *taken*: copied, counted and forced to the disk, under a name that says that nobody has
read it through, with a checksum of its bytes. It is *verified*: the bytes are those that were taken, and SQLite's own
checks find no fault. Only then it bears the name of a backup, counts for the rotation and is told as one. The program
may end between the two: the name tells whoever comes next, wherever the folder was copied to.

A server's database is not a file; its copies are the archive's or the server's own business.
"""

import glob
import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from peewee import SqliteDatabase

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import database
from outreach.records.beside import key_file
from outreach.records.checksum import checksum, summing
from outreach.records.database import is_locked
from outreach.records.encryption import Told, copy_compared, not_told, opens
from outreach.records.inspecting import Holdings, count_file, held_by, inspect_file, nobody_stops
from outreach.records.keys import copy_key_file
from outreach.records.rotation import DAILY, kept_by_rotation
from outreach.shipped import COMMAND

_LONGEST_BACKUP = timedelta(days=1)
_SUFFIX = ".outreach-backup"
_UNVERIFIED = ".outreach-unverified"
STAMP = "%Y%m%d-%H%M%S"
"""How the name of a backup tells when it was taken, in local time."""
_NAME = re.compile(r"-(\d{8}-\d{6})" + re.escape(_SUFFIX))
_UNVERIFIED_NAME = re.compile(r"-(\d{8}-\d{6})\.p([0-9a-f]{8})" + re.escape(_UNVERIFIED))
_UNVERIFIED_KEPT = 2


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy, when it was taken (local time) and what was counted in it: :func:`is_unverified` tells it by its name."""

    path: Path
    taken_at: datetime
    holdings: Holdings


class UnsoundError(OutreachError):
    """A backup holds other bytes than were taken, or what was taken is not sound; it was removed."""


class KeyedOtherwiseError(OutreachError):
    """A backup has another key than the records have now: its bytes are those that were taken, and no more is known."""


def take_backup(folder: Path, at: datetime, key: bytes | None = None, told: Told = not_told) -> Backup:
    """Copy the open database file into a folder and force the copy to the disk; nobody has read it through yet.

    It holds as many rows as its source did, and its name the checksum of its bytes. The copy of an encrypted database
    is encrypted with the same ``key``, and its key file goes with it. ``told`` hears how far it is, and may stop it by
    raising.

    Raises:
        OutreachError: the database is on a server, or the folder cannot be written.
    """
    source = _open_file()
    begins = f"{source.stem}-{at.strftime(STAMP)}"
    partial = folder / f"{begins}{_SUFFIX}.partial"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        holdings, found = _copied_and_summed(source, partial, key, told)
        path = folder / f"{begins}.p{found}{_UNVERIFIED}"
        if key is not None:
            copy_key_file(source, path)
        partial.replace(path)
        _force_names(folder)
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
    _thin(folder, source.stem, path)
    return Backup(path, at.replace(microsecond=0), holdings)


def verify_backup(unverified: Path, key: bytes | None = None, ask: Callable[[], None] = nobody_stops) -> Backup:
    """Read a backup that was taken through, give it the name of a verified one, and rotate.

    One that is not sound is removed. ``ask`` is called at least ten times a second, and stops the work by raising.

    Raises:
        UnsoundError: other bytes than were taken; pages, constraints or links that are not in order.
        KeyedOtherwiseError: it has another key than ``key``.
        FileNotFoundError: it is no longer there, as when its drive was taken away.
        OutreachError: it cannot be read, or be given its name.
    """
    name, stamp = _name_and_stamp(unverified)
    path = unverified.with_name(f"{name}-{stamp}{_SUFFIX}")
    try:
        holdings = _read_through(unverified, key, ask)
        _name_verified(unverified, path, keyed=key is not None)
    except FileNotFoundError:
        if not path.is_file():
            raise
        holdings = count_file(path, key)  # another program verified it meanwhile
    taken_at = _moment_of(stamp).astimezone()
    _rotate(path.parent, name, path, taken_at)
    return Backup(path, taken_at, holdings)


def _read_through(unverified: Path, key: bytes | None, ask: Callable[[], None]) -> Holdings:
    try:
        refuse_changed(unverified, ask)
        if is_locked(unverified) == (key is not None) and opens(unverified, key):
            return inspect_file(unverified, key, ask)
    except OutreachError as fault:
        _refuse_missing(unverified)
        _remove(unverified)
        raise UnsoundError(
            say(
                "A backup turned out not to be sound, and was removed; the earlier ones are untouched. {fault}",
                fault=fault,
            )
        ) from fault
    except OSError as fault:
        _refuse_missing(unverified)
        raise OutreachError(
            say("{path} cannot be read ({reason}): check its drive.", path=unverified, reason=fault.strerror)
        ) from fault
    _refuse_missing(unverified)
    raise KeyedOtherwiseError(
        say("{name} has another key than the records have now: it was not verified.", name=unverified.name)
    )


def _name_and_stamp(unverified: Path) -> tuple[str, str]:
    found = _UNVERIFIED_NAME.search(unverified.name)
    if found is None:
        raise ValueError(f"{unverified.name} is not the name of a backup that was taken")
    return unverified.name[: found.start()], found[1]


def _refuse_missing(backup: Path) -> None:
    if not backup.is_file():
        raise FileNotFoundError(str(backup))


def unverified_backups(folder: Path, name: str) -> list[tuple[datetime, Path]]:
    """The copies of the database called ``name`` that were taken and that nobody has read through, newest first."""
    return _found(folder, name, _UNVERIFIED_NAME)


def unverified_of_open_file(folder: Path) -> list[tuple[datetime, Path]]:
    """Those of the database that is open. Raises :class:`OutreachError` when it is on a server."""
    return unverified_backups(folder, _open_file().stem)


def backups(folder: Path, name: str) -> list[tuple[datetime, Path]]:
    """The verified backups of the database called ``name`` in a folder, newest first."""
    return _found(folder, name, _NAME)


def copies(folder: Path, name: str) -> list[tuple[datetime, Path]]:
    """All backups of the database called ``name``, verified or not, newest first: for whoever tries one before use."""
    return sorted([*backups(folder, name), *unverified_backups(folder, name)], reverse=True)


def is_unverified(backup: Path) -> bool:
    """Whether the name of a backup says that nobody has read it through."""
    return _UNVERIFIED_NAME.search(backup.name) is not None


def refuse_changed(backup: Path, ask: Callable[[], None] = nobody_stops) -> None:
    """Raise :class:`OutreachError` when a backup that was not verified has other bytes than were taken."""
    named = _UNVERIFIED_NAME.search(backup.name)
    if named is not None and backup.is_file() and checksum(backup, ask) != named[2]:
        raise OutreachError(
            say("{path} has other bytes than were written, as by a fault of the drive: choose another.", path=backup)
        )


def _found(folder: Path, name: str, pattern: re.Pattern[str]) -> list[tuple[datetime, Path]]:
    if not folder.is_dir():
        return []
    return sorted(
        (
            (_moment_of(match[1]), path)
            for path in folder.glob(f"{glob.escape(name)}-*")
            if (match := pattern.fullmatch(path.name, len(name))) is not None
        ),
        reverse=True,
    )


def _moment_of(stamp: str) -> datetime:
    return datetime.strptime(stamp, STAMP)  # noqa: DTZ007 - file names carry the local wall time


def _copied_and_summed(source: Path, target: Path, key: bytes | None, told: Told) -> tuple[Holdings, str]:
    """Copy a database file to the disk, and return what it holds and the checksum of its bytes."""
    with summing(target) as sums:

        def go_on(share: float) -> None:
            sums.grown()
            told(share)

        holdings = copy_compared(source, target, key, go_on, lambda opened: held_by(opened, source))
        return holdings, sums.whole(nobody_stops)


def _force_names(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system lets a folder be opened for that."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _name_verified(unverified: Path, path: Path, *, keyed: bool) -> None:
    try:
        if keyed:
            copy_key_file(unverified, path)
        unverified.replace(path)
    except FileNotFoundError:
        raise
    except OSError as fault:
        raise OutreachError(
            say(
                "{name} is sound, but could not be given its name ({reason}): check its folder.",
                name=unverified.name,
                reason=fault.strerror,
            )
        ) from fault
    _remove(unverified)
    _force_names(path.parent)


def _remove(backup: Path) -> None:
    """Remove a backup and its keys; what is held by another program goes when it is met again."""
    for file in (backup, key_file(backup)):
        with suppress(OSError):
            file.unlink(missing_ok=True)


def _thin(folder: Path, name: str, made: Path) -> None:
    """Of what nobody has read through, keep the newest of each of the last days: who never waits fills no drive."""
    found = unverified_backups(folder, name)
    newest: dict[date, Path] = {}
    for moment, path in found:
        newest.setdefault(moment.date(), path)
    kept = {made, *list(newest.values())[:DAILY], *(path for _, path in found[:_UNVERIFIED_KEPT])}
    for _, path in found:
        if path not in kept:
            _remove(path)


def _rotate(folder: Path, name: str, made: Path, at: datetime) -> None:
    """Remove what the rotation does not keep; never what was verified just now, whatever the clock says.

    What nobody has read through takes no place from a verified one. It goes where a verified one of the same day, week
    and month is newer.
    """
    for partial in folder.glob(f"{glob.escape(name)}-*{_SUFFIX}.partial"):
        # What a program that was stopped left behind; a younger one may be under way. One that is held by another
        # program, or was removed just now, is no reason to end here: it goes when it is met again.
        with suppress(OSError):
            if partial.stat().st_mtime < (at - _LONGEST_BACKUP).timestamp():
                partial.unlink()
    found = backups(folder, name)
    moments = [moment for moment, _ in found]
    kept = kept_by_rotation(moments)
    for moment, path in found:
        if moment not in kept and path != made:
            _remove(path)
    for moment, path in unverified_backups(folder, name):
        if moment not in kept_by_rotation([*moments, moment]):
            _remove(path)


def _open_file() -> Path:
    if not isinstance(database.obj, SqliteDatabase):
        raise OutreachError(
            say(
                "This database is on a server, not in a file: '{command} backup DIR' dumps and archives it.",
                command=COMMAND,
            )
        )
    return Path(database.obj.database)

"""A database that is a file: how it is connected to, whether it is whole and whether it is locked, and the copy that is
made of it before it is updated."""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from peewee import SqliteDatabase

from outreach.errors import DamagedError, OutreachError, StrangeFileError
from outreach.languages.spoken import say
from outreach.location import is_server
from outreach.records.beside import SQLITE_HEADER, key_file
from outreach.records.leaving import FileDatabase
from outreach.records.server import refuse_mistyped_url
from outreach.records.sharing import shared_by

_LOCK_WAIT_SECONDS = 30
PAGES_AT_HAND = -8_000
"""How many kilobytes of a file's pages a connection keeps, as SQLite tells them: of its own accord it keeps 2,000, and
in a city's file the indexes of one list take more than that."""
_PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": "full", "cache_size": PAGES_AT_HAND}


def file_database(path: Path, *, create: bool = False, key: bytes | None = None, salt: bytes = b"") -> SqliteDatabase:
    """A database file, not yet connected; with ``key`` an encrypted one, which when new begins with ``salt``.

    Faults are those of :func:`~outreach.records.database.open_database`.
    """
    if not path.exists():
        refuse_mistyped_url(str(path))
    if path.is_dir():
        raise OutreachError(say("{path} is a folder: name a database file inside it.", path=path))
    if path.exists() and path.stat().st_size:
        _check_whole(path, encrypted=key is not None)
    elif not create:
        raise OutreachError(
            say("There is no database at {path}: check the name, or make one with 'demo' or 'import'.", path=path)
        )
    elif not path.parent.is_dir():
        raise OutreachError(
            say("The folder {folder} does not exist: make it first, or choose another.", folder=path.parent)
        )
    pragmas = _PRAGMAS if shared_by(path) is None else {**_PRAGMAS, "journal_mode": "delete"}
    settings: dict[str, Any] = {"pragmas": pragmas, "timeout": _LOCK_WAIT_SECONDS, "autoconnect": False}
    if key is None:
        return FileDatabase(str(path), check_same_thread=False, **settings)  # the library keeps threads apart itself
    from playhouse.sqlcipher_ext import SqlCipherDatabase

    from outreach.records.keys import raw_key

    # A raw key, which costs no derivation; the log level keeps a wrong key from being told on the terminal.
    encrypted = {"cipher_log_level": "NONE", **pragmas}
    opened: SqliteDatabase = SqlCipherDatabase(
        str(path), passphrase=raw_key(key, salt), **{**settings, "pragmas": encrypted}
    )
    return opened


def is_locked(path: Path) -> bool:
    """Whether a database file is encrypted: its key file lies beside it, and it does not begin as a plain one does."""
    if not key_file(path).exists() or not path.exists():
        return False
    with path.open("rb") as file:
        return not file.read(len(SQLITE_HEADER)).startswith(SQLITE_HEADER)


def _check_whole(path: Path, *, encrypted: bool) -> None:
    """Refuse a file that is no database or is cut short, by the header of the file format (sqlite.org/fileformat2)."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as fault:
        raise OutreachError(
            say("{path} cannot be read ({reason}): check its permissions.", path=path, reason=fault.strerror)
        ) from fault
    if encrypted:
        return
    if not header.startswith(SQLITE_HEADER):
        if is_locked(path):
            raise OutreachError(
                say("The records in {path} are locked: sign in with your account to open them.", path=path)
            )
        raise StrangeFileError(
            say("{path} is not an Outreach database: nothing was changed. Choose another file.", path=path)
        )
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    pages = int.from_bytes(header[28:32], "big")
    # While a journal lies beside it, the library knows how to make it whole.
    journals = (path.with_name(path.name + ending) for ending in ("-wal", "-journal"))
    if path.stat().st_size < pages * page_size and not any(map(_bytes_in, journals)):
        raise DamagedError(
            say(
                "The database {path} is cut short ({left:,} of {whole:,} bytes): nothing was changed. "
                "Restore it from the last backup.",
                path=path,
                left=path.stat().st_size,
                whole=pages * page_size,
            )
        )


def _bytes_in(journal: Path) -> int:
    try:
        return journal.stat().st_size
    except FileNotFoundError:  # whoever writes may take it away at any moment
        return 0


def copy_before_migrating(location: str | Path, key: bytes | None) -> None:
    """Copy a file, and its keys, beside itself, and remove the earlier copies that a rotation would not keep; a server
    keeps none. Raises :class:`OutreachError` when the copy cannot be written."""
    if is_server(location):
        return
    from outreach.records.encryption import copy_file
    from outreach.records.keys import copy_key_file

    path = Path(location)
    earlier = _copies_before_migrating(path)
    copy = path.with_name(f"{path.name}.before-update-{max(earlier, default=0) + 1}")
    partial = copy.with_name(copy.name + ".partial")
    try:
        copy_file(path, partial, key)
        if key is not None and key_file(path).exists():  # a field kit has none
            copy_key_file(path, copy)
        partial.replace(copy)
        _clear(earlier.values(), copy)
    except OSError as fault:
        partial.unlink(missing_ok=True)
        raise OutreachError(
            say(
                "The copy to be made before {path} is updated could not be written ({reason}): nothing was "
                "changed. Check that the folder can be written and has room.",
                path=path,
                reason=fault.strerror,
            )
        ) from fault


def _copies_before_migrating(path: Path) -> dict[int, Path]:
    """The copies that earlier updates left beside a file, by their numbers."""
    named = re.compile(re.escape(path.name) + r"\.before-update-(\d+)")
    return {int(match[1]): file for file in path.parent.iterdir() if (match := named.fullmatch(file.name))}


def _clear(earlier: Iterable[Path], made: Path) -> None:
    """Remove the earlier copies that the rotation of backups would not keep; what was made just now stays."""
    from outreach.records.rotation import kept_by_rotation

    taken = {file: datetime.fromtimestamp(file.stat().st_mtime).astimezone() for file in (*earlier, made)}
    kept = kept_by_rotation(taken.values())
    for file, moment in taken.items():
        if moment not in kept and file != made:
            file.unlink()
            key_file(file).unlink(missing_ok=True)

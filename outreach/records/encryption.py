"""From a plain database file to an encrypted one, and from one key to another, never with neither of them whole."""

import glob
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from outreach.errors import DamagedError, OutreachError
from outreach.languages.spoken import say
from outreach.records import keys
from outreach.records.beside import SQLITE_HEADER, file_and_journals, key_file
from outreach.records.forcing import forced_along
from outreach.records.keys import SALT_BYTES, raw_key

_PAGES_A_STEP = 2_000
_WRITTEN_AT_ONCE = 65_536
"""Bytes: the largest page there is (sqlite.org/fileformat2)."""
_HELD_BACK_KIB = 512
"""Of what is copied: it stays near the processor until it is written, and whoever reads behind knows what is done."""

type Told = Callable[[float], None]
"""Hears how far long work is, from 0 to 1; what it raises stops the work."""


def not_told(_share: float) -> None:
    """For work that nobody watches."""


@contextmanager
def opened_file(path: Path, key: bytes | None = None, *, read_only: bool = False, salt: bytes = b"") -> Iterator[Any]:
    """A connection of its own to a database file, plain or encrypted (both speak as ``sqlite3`` does).

    A new encrypted file begins with ``salt`` where one is given, so that a copy is told to be of the same database.
    Faults of either library come out as those of ``sqlite3``.
    """
    address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    if key is None:
        with closing(sqlite3.connect(address, uri=True)) as opened:
            yield opened
        return
    from sqlcipher3 import dbapi2

    try:
        with closing(dbapi2.connect(address, uri=True)) as opened:
            opened.execute("PRAGMA cipher_log_level = NONE")
            opened.execute(f'PRAGMA key = "{raw_key(key, salt)}"')
            yield opened
    except dbapi2.Error as fault:
        raise sqlite3.DatabaseError(str(fault)) from fault


def copy_file(source: Path, target: Path, key: bytes | None = None, told: Told = not_told) -> None:
    """Copy a database file that may be in use, with all that is acknowledged, and force the copy to the disk.

    Raises as :func:`copy_compared` does.
    """
    copy_compared(source, target, key, told, _counts)


def copy_compared[Held](source: Path, target: Path, key: bytes | None, told: Told, look: Callable[[Any], Held]) -> Held:
    """Copy a database file that may be in use, with all that is acknowledged, and force the copy to the disk.

    ``look`` looks at a connection to each of them, and must find the same, which is returned. The copy of an encrypted
    file has the same key and begins with the same bytes, so that the same keys are told to belong to it. What
    ``target`` held is lost; a copy that fails is removed, unless somebody has it open where the system minds that.
    Raises :class:`OSError` or :class:`sqlite3.Error`, and whatever ``told`` and ``look`` raise.
    """
    target.unlink(missing_ok=True)
    try:
        with (
            forced_along(target),
            opened_file(source, key, read_only=True) as read,
            opened_file(target, key, salt=_salt(source, key)) as written,
        ):
            _write_straight(written, in_large_pages=key is None)
            # One moment of the source for the whole copy: else it begins anew whenever somebody writes meanwhile.
            read.execute("BEGIN")
            read.execute("SELECT count(*) FROM sqlite_master").fetchone()
            read.backup(written, pages=_PAGES_A_STEP, progress=lambda _code, left, of: told(1 - left / max(of, 1)))
            # A copy that is read from a locked drive must not need files beside it.
            written.execute("PRAGMA journal_mode = delete")
            held = look(read)
            if held != look(written):
                raise OutreachError(
                    say("The copy of {source} is not complete, so it was removed: try again.", source=source)
                )
    except BaseException:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise
    return held


def _write_straight(written: Any, *, in_large_pages: bool) -> None:
    """Prepare a new file for being filled by a copy, of which nobody knows before it is forced to the disk as a whole.

    It needs no journal, then, and does not wait for the disk on the way. A plain one is written in large pages, which
    takes half the time; it ends with the pages of its source (sqlite.org/c3ref/backup_finish lets the sizes differ).
    """
    written.execute("PRAGMA synchronous = OFF")
    written.execute("PRAGMA journal_mode = OFF")
    written.execute(f"PRAGMA cache_size = -{_HELD_BACK_KIB}")
    if in_large_pages:
        written.execute(f"PRAGMA page_size = {_WRITTEN_AT_ONCE}")
        written.execute("CREATE TABLE to_be_filled (a)")  # the size of the pages is fixed by the first one


def _salt(encrypted: Path, key: bytes | None) -> bytes:
    if key is None:
        return b""
    with encrypted.open("rb") as file:
        return file.read(SALT_BYTES)


def encrypt_copy(plain: Path, encrypted: Path, key: bytes) -> None:
    """Write an encrypted copy of a plain database file that nobody has open, and prove that it holds the same rows.

    Raises :class:`OutreachError` when it cannot be written or differs; it is removed then, the plain file untouched.
    """
    from sqlcipher3 import dbapi2

    encrypted.unlink(missing_ok=True)
    try:
        with closing(dbapi2.connect(str(plain))) as source:
            source.execute("ATTACH DATABASE ? AS copy KEY ?", (str(encrypted), raw_key(key)))
            source.execute("SELECT sqlcipher_export('copy')")
            source.execute("DETACH DATABASE copy")
    except dbapi2.Error as fault:
        encrypted.unlink(missing_ok=True)
        raise OutreachError(
            say(
                "{path} could not be encrypted ({fault}), so nothing was changed: free some space, as much "
                "as the file is large, and try again.",
                path=plain,
                fault=fault,
            )
        ) from fault
    with opened_file(plain) as before, opened_file(encrypted, key) as after:
        if _counts(before) != _counts(after):
            encrypted.unlink()
            raise OutreachError(
                say(
                    "The encrypted copy of {path} is not complete: it was removed, and nothing was changed.",
                    path=plain,
                )
            )


def change_key(path: Path, old: bytes, new: bytes) -> None:
    """Encrypt a database file that nobody else has open with another key, all of it or nothing of it.

    Raises :class:`OutreachError` when it cannot be written; it keeps the old key then.
    """
    try:
        with opened_file(path, old) as opened:
            # In WAL mode the pages under the new key would lie in the journal, beside old ones in the file.
            opened.execute("PRAGMA journal_mode = delete")
            opened.execute(f'PRAGMA rekey = "{raw_key(new)}"')
    except sqlite3.DatabaseError as fault:
        raise OutreachError(
            say(
                "{path} could not be given another key, so it keeps the old one: free some space, as much as "
                "the file is large, and sign in again; the change is finished then.",
                path=path,
            )
        ) from fault


def waiting_place(path: Path) -> Path:
    """Where the keys for a new key wait, as those of a file of this name, while the key of ``path`` changes."""
    return path.with_name(path.name + ".new")


def finish_key_change(path: Path, login: str, passphrase: str, key: bytes) -> bytes:
    """The key of a file, of which ``key`` was just unlocked: where a change of it was stopped, it is finished first.

    A change that was stopped left the waiting keys beside the file, which itself has the old key or the new one.
    Raises :class:`OutreachError` when the account has no part in the new key, or neither key opens the file.
    """
    waiting = key_file(waiting_place(path))
    if not waiting.exists():
        return key
    new = keys.unwrap(keys.read_waiting_key_file(path, waiting), login, passphrase)
    if opens(path, key, recovering=True):
        change_key(path, key, new)
    elif not opens(path, new, recovering=True):
        raise DamagedError(
            say(
                "A change of the key of {path} was stopped, and neither key opens it now: put the last good "
                "backup back.",
                path=path,
            )
        )
    waiting.replace(key_file(path))
    return new


def opens(path: Path, key: bytes | None, *, recovering: bool = False) -> bool:
    """Whether a key (None: no key) opens a database file; costs no derivation.

    With ``recovering`` a change that was stopped halfway is put back first, which needs the right to write: before
    that the pages of such a file fit no key.
    """
    try:
        with opened_file(path, key, read_only=not recovering) as opened:
            opened.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        return False
    return True


def is_keyed_by(path: Path, key: bytes) -> bool:
    """Whether an encrypted file has this key, also when it is damaged: a wrong key makes no database of any page."""
    try:
        with opened_file(path, key, read_only=True) as opened:
            opened.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as fault:
        return "not a database" not in str(fault)
    return True


def plain_copies(path: Path, *folders: Path) -> tuple[Path, ...]:
    """The plain databases that lie beside an encrypted one, or in other folders, under a name that begins as its own.

    They are backups, and copies from before an update or a restore, of the time before it was encrypted.
    """
    named = f"{glob.escape(path.stem)}*"
    return tuple(
        file
        for folder in dict.fromkeys((path.parent, *folders))
        for file in sorted(folder.glob(named) if folder.is_dir() else ())
        if file != path and file.is_file() and _is_plain(file)
    )


def _is_plain(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(SQLITE_HEADER)) == SQLITE_HEADER


def destroy(path: Path) -> None:
    """Overwrite a plain database file and its journals, then remove them.

    On drives that move what is written (most solid-state drives) the old content may survive in spare cells; an
    encrypted drive is the answer there.
    """
    for file in file_and_journals(path):
        if file.exists():
            with file.open("rb+") as opened:
                opened.write(os.urandom(file.stat().st_size))
                opened.flush()
                os.fsync(opened.fileno())
            file.unlink()


def _counts(opened: Any) -> list[tuple[str, int]]:
    names = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return [(name, opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names]

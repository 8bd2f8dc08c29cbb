"""Whether a plain database file is, byte for byte, as it was closed.

An encrypted file bears a code for each of its pages and notices every flipped bit. A plain one has none (SQLite keeps
no checksums), so this PC remembers the digest of each plain file that it closed, beside its size and the time it was
written. A fault of a drive changes bytes and neither of the two; a program that writes changes the time, and what it
wrote is sealed when it closes.
"""

import hashlib
import json
import logging
from contextlib import suppress
from pathlib import Path

from outreach.errors import DamagedError
from outreach.languages.spoken import say
from outreach.records import signing

LARGEST_BYTES = 64_000_000
"""A larger file is not read through whenever it is opened: that would be noticed."""

_log = logging.getLogger("outreach.records")


def refuse_changed(path: Path) -> None:
    """Raise :class:`DamagedError` when bytes of a file differ though nothing wrote to it since it was sealed."""
    if not _settled(path) or path.stat().st_size > LARGEST_BYTES:
        return
    try:
        told = json.loads(_place(path).read_bytes())
        sealed = told["bytes"], told["written"]
        changed = _outside(path) == sealed and told["digest"] != _digest(path)
        # Another window may have opened it and written while it was read through.
        changed = changed and _settled(path) and _outside(path) == sealed
    except (OSError, ValueError, KeyError, TypeError):
        return
    if changed:
        raise DamagedError(
            say(
                "The database {path} is damaged: bytes in it changed though nothing wrote to it, as by a "
                "fault of the drive. Nothing was changed. Put the last good backup back.",
                path=path,
            )
        )


def seal(path: Path, *, anew: bool) -> None:
    """Remember a file as it is now that everybody has closed it; not ``anew`` where what is remembered fits it."""
    if not _settled(path) or path.stat().st_size > LARGEST_BYTES:
        return
    place = _place(path)
    size, written = _outside(path)
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads(place.read_bytes())
        if not anew and (told["bytes"], told["written"]) == (size, written):
            return
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        partial = place.with_suffix(".partial")
        partial.write_text(json.dumps({"bytes": size, "written": written, "digest": _digest(path)}), "utf-8")
        partial.replace(place)
    except OSError as fault:
        _log.warning("The digest of a closed file could not be kept in %s: %s", place.parent, fault)


def _settled(path: Path) -> bool:
    """Whether all that was written is in the file itself, and none of it in a journal beside it."""
    waiting = 0
    with suppress(FileNotFoundError):  # whoever closes last takes the journal away
        waiting = path.with_name(path.name + "-wal").stat().st_size
    return path.is_file() and not waiting


def _outside(path: Path) -> tuple[int, int]:
    told = path.stat()
    return told.st_size, told.st_mtime_ns


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _place(path: Path) -> Path:
    return signing.data_folder() / "seals" / f"{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:32]}.json"

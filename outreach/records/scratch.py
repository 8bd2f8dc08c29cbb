"""What some work keeps out of memory while it lasts: on the disk, where nobody else can read it, and gone afterwards.

A long file that is brought in, and what the audit trail is going to tell of it, are many times what one wants to hold.
Blocks go to a nameless file instead, each encrypted (AES-256-GCM) with a key that is in the memory of this program
alone: neither a copy of the disk nor a crash gives away a name.
"""

import os
import tempfile
import weakref
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from peewee import SqliteDatabase

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import database

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class Scratch:
    """Blocks of bytes by their number, in the order in which they came.

    >>> blocks = Scratch()
    >>> blocks.append(b"first"), blocks.append(b"second"), blocks[0], len(blocks)
    (0, 1, b'first', 2)
    """

    def __init__(self) -> None:
        self._ends = array("q", [0])
        self._file: IO[bytes] | None = None
        self._cipher: AESGCM | None = None

    def append(self, block: bytes) -> int:
        """Keep one more block; returns its number. Raises :class:`OutreachError` when the disk takes no more."""
        number = len(self)
        if self._file is None:
            self._file = nameless_file(self)
        sealed = self._sealer().encrypt(_nonce(number), block, None)
        write_at(self._file, self._ends[-1], sealed)
        self._ends.append(self._ends[-1] + len(sealed))
        return number

    def __getitem__(self, number: int) -> bytes:
        start, end = self._ends[number : number + 2]
        assert self._file is not None
        return self._sealer().decrypt(_nonce(number), read_at(self._file, start, end - start), None)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def _sealer(self) -> "AESGCM":
        if self._cipher is None:
            # Loaded where there is much to write: most windows open without.
            from cryptography.hazmat.primitives.ciphers.aead import AESGCM

            self._cipher = AESGCM(AESGCM.generate_key(256))
        return self._cipher


def nameless_file(owner: object) -> IO[bytes]:
    """A file that is gone when its owner is: beside the database, or where that is no file, where such files lie."""
    place = Path(str(database.obj.database)).parent if isinstance(database.obj, SqliteDatabase) else None
    with _written_plainly():
        usable = place is not None and place.is_dir() and os.access(place, os.W_OK)
        made: IO[bytes] = tempfile.TemporaryFile(dir=place if usable else None, prefix=".outreach-", buffering=0)  # noqa: SIM115
    weakref.finalize(owner, made.close)
    return made


def write_at(file: IO[bytes], start: int, content: bytes) -> None:
    """Write bytes at a place of a nameless file. Raises :class:`OutreachError` when the disk takes no more."""
    left = memoryview(content)
    with _written_plainly():
        file.seek(start)
        while left:
            left = left[file.write(left) :]


def read_at(file: IO[bytes], start: int, size: int) -> bytes:
    """The bytes at a place of a nameless file."""
    file.seek(start)
    return file.read(size)


@contextmanager
def _written_plainly() -> Iterator[None]:
    """Turn faults of the disk into a sentence."""
    try:
        yield
    except OSError as fault:
        raise OutreachError(
            say(
                "There was no room on the disk for what this work sets aside ({reason}), so nothing was written: free "
                "some space and try again.",
                reason=fault.strerror,
            )
        ) from fault


def _nonce(number: int) -> bytes:
    """No two blocks under one key have the same."""
    return number.to_bytes(12, "big")

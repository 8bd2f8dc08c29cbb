"""The checksum of a file, made up by several threads at once, and already while a database is copied into it."""

import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

_PIECE = 1 << 22
"""Bytes: smaller ones take longer to hand out, larger ones leave the processor's own memory."""
_AT_ONCE = 2
_LOCK_BYTE = 1 << 30
"""Where SQLite has its locks (sqlite.org/fileformat2, the lock-byte page): what lies beside it is copied last, and some
systems let nobody else read it before."""


class Summing:
    """The checksum of a file that is being written, or was."""

    def __init__(self, path: Path, pool: ThreadPoolExecutor) -> None:
        self._path = path
        self._pool = pool
        self._next = _PIECE  # the first one holds the header, which is written anew at the end
        self._pieces: dict[int, Future[bytes]] = {}

    def grown(self) -> None:
        """Sum the pieces that are done, where the file is written from its beginning to its end.

        Whoever writes it may hold back less than a piece, and come back to the first one and that of SQLite's locks.
        Whoever did otherwise would get a checksum that no file has: a copy that is refused, never a wrong one that
        passes. Raises :class:`OSError` where the file is not there.
        """
        done = self._path.stat().st_size - _PIECE
        while self._next + _PIECE <= done:
            if not self._next <= _LOCK_BYTE < self._next + _PIECE:
                self._piece(self._next)
            self._next += _PIECE

    def whole(self, ask: Callable[[], None]) -> str:
        """The checksum of the file, to which nobody writes any more. ``ask`` and faults as in :func:`checksum`."""
        found = 0
        for piece in [self._piece(begins) for begins in range(0, self._path.stat().st_size, _PIECE)]:
            found = zlib.crc32(piece.result(), found)
            ask()
        return f"{found:08x}"

    def _piece(self, begins: int) -> Future[bytes]:
        if begins not in self._pieces:
            self._pieces[begins] = self._pool.submit(_sum_of_piece, self._path, begins)
        return self._pieces[begins]


@contextmanager
def summing(path: Path) -> Iterator[Summing]:
    """Sum a file that may not be there yet. Afterwards nobody reads it any more, also where that was called off."""
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        yield Summing(path, pool)
    finally:
        pool.shutdown(cancel_futures=True)


def checksum(path: Path, ask: Callable[[], None]) -> str:
    """The CRC-32 of the CRC-32s of a file's pieces: a fault of up to 32 bits within a piece it never misses.

    ``ask`` is called after each piece, and stops the work by raising. Raises :class:`OSError` where it cannot be read.
    """
    with summing(path) as sums:
        return sums.whole(ask)


def _sum_of_piece(path: Path, begins: int) -> bytes:
    # To close it takes the locks away that SQLite has on a copy that it still writes; nobody else knows of that one.
    with path.open("rb") as file:  # buffered: a network folder may give less at once than it is asked for
        file.seek(begins)
        return zlib.crc32(file.read(_PIECE)).to_bytes(4)

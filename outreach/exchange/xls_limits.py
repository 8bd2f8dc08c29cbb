"""Whether an .xls file can be read without filling the memory, found out before the reading library tries.

Such a file is a small file system of its own ([MS-CFB]): sectors, each naming the one that follows. Where a flipped
byte lets them run in a circle, the library follows it until the whole program ends. The cells stand in one of its
streams as records ([MS-XLS] 2.4); two that lie far apart would be laid out as one vast rectangle.
"""

import struct
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

from outreach.exchange.rectangle import Rectangle

_LAST = 0xFFFFFFFA
"""From here on a number names no sector, but tells that none follows."""
_IN_HEADER = 109
_ENTRY = 128
_ROOT, _STREAM = 5, 2
_BEGIN = 0x0809
_CELLS = frozenset({0x0006, 0x00BD, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
"""Records of cells: formula, several numbers, shared text, number, text, yes or no, short number."""
_SEVERAL = 0x00BD


class DamagedError(Exception):
    """The file is not what it should be. Never leaves this room."""


def refuse_endless(path: Path) -> None:
    """Look through the sectors and the cells of a file.

    Raises:
        DamagedError: its sectors run in a circle or out of the file, or it is no such file at all.
        OutreachError: a sheet spans too many cells.
    """
    try:
        parts = _Parts(path.read_bytes())
        for name, content in parts.streams():
            if name in ("workbook", "book"):
                _measure(path.name, content)
    except (struct.error, IndexError, ValueError, OverflowError) as fault:
        raise DamagedError from fault


class _Parts:
    """The streams in a compound file."""

    def __init__(self, whole: bytes) -> None:
        self._whole = whole
        shift, small_shift = struct.unpack_from("<HH", whole, 30)
        if not 7 <= shift <= 16 or not 1 <= small_shift <= shift:
            raise DamagedError
        self._size, self._small_size = 1 << shift, 1 << small_shift
        self._most = len(whole) // self._size + 1
        directory, cutoff, small_table, next_table = (struct.unpack_from("<I", whole, at)[0] for at in (48, 56, 60, 68))
        self._cutoff = cutoff
        self._next = self._table(self._table_sectors(next_table))
        self._entries = b"".join(map(self._sector, self._chain(directory, self._next)))
        self._small_next = self._table(self._chain(small_table, self._next))
        root = next((one for one in self._told() if one[1] == _ROOT), None)
        self._small = b"".join(map(self._sector, self._chain(root[2], self._next))) if root else b""

    def streams(self) -> Iterator[tuple[str, bytes]]:
        """Each stream by its name in small letters."""
        for name, kind, start, size in self._told():
            if kind != _STREAM or not size:
                continue
            if size < self._cutoff:
                wide = self._small_size
                pieces = (self._small_sector(at, wide) for at in self._chain(start, self._small_next))
            else:
                pieces = (self._sector(at) for at in self._chain(start, self._next))
            yield name, b"".join(pieces)[:size]

    def _told(self) -> Iterator[tuple[str, int, int, int]]:
        """The name, kind, first sector and size of every entry of the directory."""
        for at in range(0, len(self._entries) - _ENTRY + 1, _ENTRY):
            entry = self._entries[at : at + _ENTRY]
            length = max(0, struct.unpack_from("<H", entry, 64)[0] - 2)
            start, size = struct.unpack_from("<II", entry, 116)
            yield entry[: min(length, 64)].decode("utf-16-le", "replace").casefold(), entry[66], start, size

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size  # the header takes the place of the first
        if start >= len(self._whole):
            raise DamagedError
        return self._whole[start : start + self._size]

    def _small_sector(self, number: int, wide: int) -> bytes:
        if number * wide >= len(self._small):
            raise DamagedError
        return self._small[number * wide : (number + 1) * wide]

    def _table_sectors(self, following: int) -> list[int]:
        """The sectors that hold the table of what follows what: the first are named in the header."""
        found = list(struct.unpack_from(f"<{_IN_HEADER}I", self._whole, 76))
        for _ in range(self._most):
            if following >= _LAST:
                break
            *named, following = self._numbers(self._sector(following))
            found += named
        return [sector for sector in found if sector < _LAST]

    def _table(self, sectors: Sequence[int]) -> array[int]:
        return self._numbers(b"".join(map(self._sector, sectors)))

    @staticmethod
    def _numbers(content: bytes) -> array[int]:
        return array("I", struct.unpack(f"<{len(content) // 4}I", content))

    def _chain(self, start: int, following: Sequence[int]) -> list[int]:
        """A sector and all that follow it."""
        found: list[int] = []
        while start < _LAST:
            found.append(start)
            if len(found) > len(following):
                raise DamagedError
            start = following[start]
        return found


def _measure(file: str, stream: bytes) -> None:
    used, at = Rectangle(), 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _BEGIN:
            used = Rectangle()
        elif kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            last = struct.unpack_from("<H", stream, at + 2 + length)[0] if kind == _SEVERAL else column
            used.take(row + 1, max(column, last) + 1)
            used.refuse_if_huge(file)
        at += 4 + length

"""Which of very many things were met, in a few megabytes of memory."""

from array import array
from collections.abc import Hashable, Iterable
from typing import IO

from outreach.records.scratch import nameless_file, read_at, write_at

_SMALLEST = 1 << 10
_LARGEST = 1 << 18
"""So many places has a table of marks at most: 3 MB. One that is full goes to the disk."""
_FILTER = 1 << 20
"""The bytes that tell for almost every mark whether it is on the disk."""
_NEIGHBORS = 16


class Marks:
    """Which marks were met, each with a number. The last hundred thousand or so are in memory, others on the disk.

    Marks are told apart by 64 bits of their hash: among half a million, two are taken for one once in a hundred million
    files. A mark holds no whole number below 0, because Python has one hash for -1 and -2. Nothing but these hashes is
    on the disk, and those of texts are made with a secret of the running program.

    >>> marks = Marks()
    >>> marks.setdefault("a", 7), marks.setdefault("a", 8), marks.take("b"), marks.take("a")
    (7, 7, False, True)
    """

    def __init__(self) -> None:
        self._hashes = array("q", bytes(8 * _SMALLEST))
        self._numbers = array("i", bytes(4 * _SMALLEST))
        self._met = 0
        """How many of them are in memory."""
        self._away: _Away | None = None

    def __len__(self) -> int:
        return self._met + (self._away.met if self._away is not None else 0)

    def setdefault(self, mark: Hashable, number: int) -> int:
        """The number that the mark has; it gets this one where it is met for the first time."""
        # As _find, without the call: this is asked of every row of a long file.
        hashes = self._hashes
        last = len(hashes) - 1
        wanted = hash(mark) or 1
        at = wanted & last
        while held := hashes[at]:
            if held == wanted:
                return self._numbers[at]
            at = (at + 1) & last
        if self._away is not None and (kept := self._away.find(wanted)) is not None:
            return self._away.number(kept)
        self._put(at, wanted, number)
        return number

    def add_new(self, marks: Iterable[Hashable], number: int) -> int:
        """Number marks from a number on, as far as none was met before; returns how many that are."""
        added = 0
        hashes = self._hashes
        last = len(hashes) - 1
        for mark in marks:
            wanted = hash(mark) or 1
            at = wanted & last
            while (held := hashes[at]) and held != wanted:
                at = (at + 1) & last
            if held or (self._away is not None and self._away.find(wanted) is not None):
                break
            self._put(at, wanted, number + added)
            added += 1
            if hashes is not self._hashes:
                hashes = self._hashes
                last = len(hashes) - 1
        return added

    def get(self, mark: Hashable) -> int | None:
        """The number that a mark has; None: it was not met."""
        wanted = hash(mark) or 1
        at = self._find(wanted)
        if self._hashes[at]:
            return self._numbers[at]
        kept = self._away.find(wanted) if self._away is not None else None
        return None if kept is None or self._away is None else self._away.number(kept)

    def add(self, mark: Hashable) -> None:
        """Raise the number of a mark by one, from 0 where it is met for the first time."""
        if not self._raised(mark, 1, least=0):
            wanted = hash(mark) or 1
            self._put(self._find(wanted), wanted, 1)

    def take(self, mark: Hashable) -> bool:
        """Lower the number of a mark by one; returns whether it was above 0."""
        return self._raised(mark, -1, least=1)

    def _raised(self, mark: Hashable, more: int, least: int) -> bool:
        """Raise the number of a mark that was met and has at least so much; returns whether there was one."""
        wanted = hash(mark) or 1
        at = self._find(wanted)
        if self._hashes[at]:
            if self._numbers[at] < least:
                return False
            self._numbers[at] += more
            return True
        if self._away is None or (kept := self._away.find(wanted)) is None:
            return False
        number = self._away.number(kept)
        if number < least:
            return False
        self._away.set_number(kept, number + more)
        return True

    def _find(self, wanted: int) -> int:
        """The place of a hash, or the one that is free for it."""
        hashes = self._hashes
        last = len(hashes) - 1
        at = wanted & last
        while (held := hashes[at]) and held != wanted:
            at = (at + 1) & last
        return at

    def _put(self, at: int, told: int, number: int) -> None:
        self._hashes[at] = told
        self._numbers[at] = number
        self._met += 1
        if self._met * 3 > len(self._hashes) * 2:
            if len(self._hashes) == _LARGEST:
                self._put_away()
            else:
                self._widen()

    def _widen(self) -> None:
        old = self._hashes, self._numbers
        wide = 2 * len(self._hashes)
        self._hashes, self._numbers = array("q", bytes(8 * wide)), array("i", bytes(4 * wide))
        for held, number in zip(*old, strict=True):
            if held:
                at = self._find(held)
                self._hashes[at], self._numbers[at] = held, number

    def _put_away(self) -> None:
        if self._away is None:
            self._away = _Away()
        self._away.keep(self._hashes, self._numbers, self._met)
        self._hashes, self._numbers = array("q", bytes(8 * _LARGEST)), array("i", bytes(4 * _LARGEST))
        self._met = 0


class _Away:
    """Full tables of marks on the disk, and a Bloom filter that spares looking there for what is in none of them."""

    def __init__(self) -> None:
        self.met = 0
        self._file: IO[bytes] = nameless_file(self)
        self._tables = 0
        self._filter = bytearray(_FILTER)

    def keep(self, hashes: array[int], numbers: array[int], met: int) -> None:
        """Keep a full table."""
        held = self._filter
        for told in hashes:
            if told:
                held[told >> 3 & _FILTER - 1] |= 1 << (told & 7)
                held[told >> 26 & _FILTER - 1] |= 1 << (told >> 23 & 7)
        write_at(self._file, self._tables * 12 * _LARGEST, hashes.tobytes() + numbers.tobytes())
        self._tables += 1
        self.met += met

    def find(self, wanted: int) -> int | None:
        """Where the number of a mark stands; None: it is in no table."""
        held = self._filter
        if not held[wanted >> 3 & _FILTER - 1] & 1 << (wanted & 7):
            return None
        if not held[wanted >> 26 & _FILTER - 1] & 1 << (wanted >> 23 & 7):
            return None
        places = (self._place(wanted, table * 12 * _LARGEST) for table in range(self._tables))
        return next((place for place in places if place is not None), None)

    def _place(self, wanted: int, table: int) -> int | None:
        at = wanted & _LARGEST - 1
        while True:
            some = array("q", read_at(self._file, table + 8 * at, 8 * min(_NEIGHBORS, _LARGEST - at)))
            for place, told in enumerate(some, start=at):
                if not told:
                    return None
                if told == wanted:
                    return table + 8 * _LARGEST + 4 * place
            at = (at + len(some)) & _LARGEST - 1

    def number(self, place: int) -> int:
        """The number that stands at a place."""
        return array("i", read_at(self._file, place, 4))[0]

    def set_number(self, place: int, number: int) -> None:
        """Write a number at a place."""
        write_at(self._file, place, array("i", [number]).tobytes())

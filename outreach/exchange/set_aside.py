"""What is kept of the rows of a long file until they are written: so little that half a million take some megabytes."""

import marshal
import zlib
from array import array
from collections.abc import Callable, Hashable, Iterator
from typing import Any

_AT_ONCE = 2_000
_QUICKLY = 1
_SMALLEST = 1 << 10


def _as_it_is(item: Any) -> Any:
    return item


class SetAside[Item]:
    """Items in the order in which they came, compressed some thousands at a time.

    ``pack`` makes a tuple of plain values of an item (texts, numbers, yes or no, None and tuples of them), ``unpack``
    makes the item again; without them the items are such values themselves.

    >>> names = SetAside[str]()
    >>> for number in range(5_000): names.append(f"Name {number}")
    >>> len(names), names[4_321], sum(len(name) for name in names)
    (5000, 'Name 4321', 43890)
    """

    def __init__(self, pack: Callable[[Item], Any] = _as_it_is, unpack: Callable[[Any], Item] = _as_it_is) -> None:
        self._pack, self._unpack = pack, unpack
        self._packed: list[bytes] = []
        self._last: list[Any] = []
        self._opened: tuple[int, list[Any]] = (-1, [])

    def append(self, item: Item) -> None:
        """Set one more aside."""
        self._last.append(self._pack(item))
        if len(self._last) == _AT_ONCE:
            self._packed.append(zlib.compress(marshal.dumps(self._last), _QUICKLY))
            self._last = []

    def __len__(self) -> int:
        return len(self._packed) * _AT_ONCE + len(self._last)

    def __iter__(self) -> Iterator[Item]:
        for packed in self._packed:
            yield from map(self._unpack, marshal.loads(zlib.decompress(packed)))
        yield from map(self._unpack, self._last)

    def __getitem__(self, at: int) -> Item:
        part, place = divmod(at, _AT_ONCE)
        if part == len(self._packed):
            return self._unpack(self._last[place])
        if self._opened[0] != part:
            self._opened = part, marshal.loads(zlib.decompress(self._packed[part]))
        return self._unpack(self._opened[1][place])


class Marks:
    """Which marks were met, each with a number, in 16 to 48 bytes a mark.

    Marks are told apart by 64 bits of their hash: among half a million, two are taken for one once in a hundred million
    files. A mark holds no whole number below 0, because Python has one hash for -1 and -2.

    >>> marks = Marks()
    >>> marks.setdefault("a", 7), marks.setdefault("a", 8), marks.take("b"), marks.take("a")
    (7, 7, False, True)
    """

    def __init__(self) -> None:
        self._hashes = array("q", bytes(8 * _SMALLEST))
        self._numbers = array("q", bytes(8 * _SMALLEST))
        self._met = 0

    def __len__(self) -> int:
        return self._met

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
        self._put(at, wanted, number)
        return number

    def get(self, mark: Hashable) -> int | None:
        """The number that a mark has; None: it was not met."""
        at, known = self._find(mark)
        return self._numbers[at] if known else None

    def add(self, mark: Hashable) -> None:
        """Raise the number of a mark by one, from 0 where it is met for the first time."""
        at, known = self._find(mark)
        if known:
            self._numbers[at] += 1
        else:
            self._put(at, hash(mark) or 1, 1)

    def take(self, mark: Hashable) -> bool:
        """Lower the number of a mark by one; returns whether it was above 0."""
        at, known = self._find(mark)
        if not known or self._numbers[at] <= 0:
            return False
        self._numbers[at] -= 1
        return True

    def _find(self, mark: Hashable) -> tuple[int, bool]:
        hashes = self._hashes
        last = len(hashes) - 1
        wanted = hash(mark) or 1
        at = wanted & last
        while held := hashes[at]:
            if held == wanted:
                return at, True
            at = (at + 1) & last
        return at, False

    def _put(self, at: int, told: int, number: int) -> None:
        self._hashes[at] = told
        self._numbers[at] = number
        self._met += 1
        if self._met * 3 > len(self._hashes) * 2:
            self._widen()

    def _widen(self) -> None:
        old = self._hashes, self._numbers
        wide = 2 * len(self._hashes)
        self._hashes, self._numbers = array("q", bytes(8 * wide)), array("q", bytes(8 * wide))
        for held, number in zip(*old, strict=True):
            if held:
                at = held & (wide - 1)
                while self._hashes[at]:
                    at = (at + 1) & (wide - 1)
                self._hashes[at], self._numbers[at] = held, number

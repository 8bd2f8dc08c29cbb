"""What is kept of the rows of a long file until they are written: however many they are, some megabytes of memory."""

import marshal
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from outreach.records.scratch import Scratch

_AT_ONCE = 2_000
_QUICKLY = 1


def _as_it_is(item: Any) -> Any:
    return item


class SetAside[Item]:
    """Items in the order in which they came, some thousands at a time compressed and put out of memory.

    ``pack`` makes a tuple of plain values of an item (texts, numbers, yes or no, None and tuples of them), ``unpack``
    makes the item again; without them the items are such values themselves.

    >>> names = SetAside[str]()
    >>> for number in range(5_000): names.append(f"Name {number}")
    >>> len(names), names[4_321], sum(len(name) for name in names)
    (5000, 'Name 4321', 43890)
    """

    def __init__(self, pack: Callable[[Item], Any] = _as_it_is, unpack: Callable[[Any], Item] = _as_it_is) -> None:
        self._pack, self._unpack = pack, unpack
        self._blocks = Scratch()
        self._last: list[Any] = []
        self._opened: tuple[int, list[Any]] = (-1, [])

    def append(self, item: Item) -> None:
        """Set one more aside."""
        self._last.append(self._pack(item))
        if len(self._last) == _AT_ONCE:
            self._blocks.append(zlib.compress(marshal.dumps(self._last), _QUICKLY))
            self._last = []

    def __len__(self) -> int:
        return len(self._blocks) * _AT_ONCE + len(self._last)

    def __iter__(self) -> Iterator[Item]:
        for number in range(len(self._blocks)):
            yield from map(self._unpack, self._block(number))
        yield from map(self._unpack, self._last)

    def __getitem__(self, at: int) -> Item:
        number, place = divmod(at, _AT_ONCE)
        if number == len(self._blocks):
            return self._unpack(self._last[place])
        if self._opened[0] != number:
            self._opened = number, self._block(number)
        return self._unpack(self._opened[1][place])

    def _block(self, number: int) -> list[Any]:
        items: list[Any] = marshal.loads(zlib.decompress(self._blocks[number]))
        return items

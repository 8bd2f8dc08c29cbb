"""Columns of many rows in which all values are the same: told once, however many rows there are."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from typing import Any, overload


class Alike(Sequence[Any]):
    """So many times the same value.

    >>> absent = Alike(False, 3)
    >>> len(absent), absent[1], list(absent[1:]), absent.count(False), absent.count(None)
    (3, False, [False, False], 3, 0)
    """

    __slots__ = ("_times", "value")

    def __init__(self, value: Any, times: int) -> None:
        self.value = value
        self._times = times

    def __len__(self) -> int:
        return self._times

    def __iter__(self) -> Iterator[Any]:
        return repeat(self.value, self._times)

    @overload
    def __getitem__(self, at: int) -> Any: ...
    @overload
    def __getitem__(self, at: slice) -> "Alike": ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return Alike(self.value, len(range(self._times)[at]))
        range(self._times)[at]  # raises where there is no such place
        return self.value

    def count(self, value: Any) -> int:
        """How many of them equal a value."""
        return self._times if self.value == value else 0


def all_alike(values: Sequence[Any]) -> bool:
    """Whether all of some values, at least one, are one and the same, also as JSON writes them: 1 is not true."""
    if isinstance(values, Alike):
        return True
    first = values[0]
    return values[-1] == first and values.count(first) == len(values) and len(set(map(type, values))) == 1


def joined(parts: Sequence[Sequence[Any]]) -> Sequence[Any]:
    """Parts of a column, at least one, put together.

    >>> list(joined([Alike(1, 2), [3]])), list(joined([Alike(1, 2), Alike(1, 1)]))
    ([1, 1, 3], [1, 1, 1])
    """
    if all(isinstance(part, Alike) for part in parts) and all_alike([part[0] for part in parts]):
        return Alike(parts[0][0], sum(map(len, parts)))
    if all(isinstance(part, array) for part in parts):
        whole = array("q")
        for part in parts:
            whole.extend(part)
        return whole
    return list(chain.from_iterable(parts))

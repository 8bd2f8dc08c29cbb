"""Lines of sign-ins on their way from a file to the records: set aside column by column, some thousands at a time."""

import marshal
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from typing import Any

from outreach.records.alike import Alike, all_alike, joined
from outreach.records.scratch import Scratch

type Line = tuple[int, int | None, str, int | None, int | None, bool, bool, int | None, int | None, str]
"""What :class:`~outreach.actions.import_attendance.SignedLines` tells of one line, in its order."""
type Columns = Sequence[Sequence[Any]]
"""The like of many lines: for each value, those of all lines."""

_AT_ONCE = 5_000


class SignedAside:
    """Lines in the order in which they came, out of memory but for the last ones.

    >>> aside = SignedAside()
    >>> aside.append((2, None, "Zeb", None, None, True, True, None, None, ""))
    >>> aside.extend([[1, 2], [7, 8], ["", ""], *[[None] * 2] * 2, *[[True] * 2] * 2, *[[None] * 2] * 2, ["", ""]])
    >>> len(aside), [line[:3] for line in aside], [columns[1] for columns in aside.by_event(10)]
    (3, [(2, None, 'Zeb'), (1, 7, ''), (2, 8, '')], [[7, None, 8]])
    """

    def __init__(self) -> None:
        self._blocks = Scratch()
        self._put_away = 0
        self._parts: list[Columns] = []
        self._rows: list[Line] = []
        """The last ones, which came by themselves."""
        self._held = 0

    def append(self, line: Line) -> None:
        """Set one more aside."""
        self._rows.append(line)
        self._hold(1)

    def extend(self, columns: Columns) -> None:
        """Set more aside, column by column; none of a block whose first line is refused."""
        if not len(columns[0]):
            return
        self._parts += self._as_part()
        self._rows = []
        self._parts.append(columns)
        self._hold(len(columns[0]))

    def _last(self) -> Columns:
        return [_compact(column) for column in _together([*self._parts, *self._as_part()])]

    def _as_part(self) -> list[Columns]:
        return [tuple(zip(*self._rows, strict=True))] if self._rows else []

    def _hold(self, more: int) -> None:
        self._held += more
        if self._held >= _AT_ONCE:
            # What is the same in all lines is written once; version 2 looks for no value a second time.
            told = [(column[0],) if all_alike(column) else column for column in self._last()]
            self._blocks.append(marshal.dumps((self._held, told), 2))
            self._put_away += self._held
            self._parts, self._rows, self._held = [], [], 0

    def __len__(self) -> int:
        return self._put_away + self._held

    def __iter__(self) -> Iterator[Line]:
        for columns in self._columns():
            yield from zip(*columns, strict=True)

    def _columns(self) -> Iterator[Columns]:
        for number in range(len(self._blocks)):
            rows, told = marshal.loads(self._blocks[number])
            yield [_unpacked(column, rows) for column in told]
        if self._held:
            yield self._last()

    def by_event(self, most: int) -> Iterator[Columns]:
        """The lines, at least so many at a time where there are, in the order of their events."""
        gathered: list[Columns] = []
        for columns in self._columns():
            gathered.append(columns)
            if sum(len(one[0]) for one in gathered) >= most:
                yield _ordered(gathered)
                gathered = []
        if gathered:
            yield _ordered(gathered)


def _compact(column: Sequence[Any]) -> Sequence[Any]:
    """Keys in a fifth of the memory, in which they also lie side by side; other values as they are."""
    if type(column[0]) is not int:
        return column
    try:
        return array("q", column)
    except TypeError:  # one of them is not known
        return column


def _unpacked(told: Any, rows: int) -> Sequence[Any]:
    """A column as it was before it was put away."""
    if isinstance(told, bytes):
        return array("q", told)
    return Alike(told[0], rows) if isinstance(told, tuple) else told


def _newest_last(event: int) -> tuple[bool, int]:
    """Events that are yet to be added are numbered from -1 down."""
    return event < 0, abs(event)


def _ordered(blocks: Sequence[Columns]) -> Columns:
    """The lines of some blocks in the order of their events; those of one event stay as they came."""
    whole = _together(blocks)
    places: dict[int, list[int]] = defaultdict(list)
    for place, event in enumerate(whole[0]):
        places[event].append(place)
    events = sorted(places, key=_newest_last)
    order = list(chain.from_iterable(places[event] for event in events))
    in_order = chain.from_iterable(repeat(event, len(places[event])) for event in events)
    return [array("q", in_order), *(_laid_out(column, order) for column in whole[1:])]


def _laid_out(column: Sequence[Any], order: Sequence[int]) -> Sequence[Any]:
    """The values in an order. Texts are made anew: they lie in memory as they stand then, and are found much faster."""
    if isinstance(column, Alike):
        return column
    values = map(column.__getitem__, order)
    if isinstance(column, array):
        return array("q", values)
    held = list(values)
    if set(map(type, held)) != {str}:
        return held
    anew = "\n".join(held).split("\n")
    return anew if len(anew) == len(held) else held


def _together(parts: Sequence[Columns]) -> Columns:
    return [joined(columns) for columns in zip(*parts, strict=True)]

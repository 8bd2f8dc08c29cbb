"""Lines of sign-ins on their way from a file to the records: set aside column by column, some thousands at a time."""

import marshal
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from outreach.records.scratch import Scratch
from outreach.records.told import all_alike

type Line = tuple[int, int | None, str, int | None, int | None, bool, bool, int | None, int | None, str]
"""What :class:`~outreach.actions.import_attendance.SignedLines` tells of one line, in its order."""
type Columns = Sequence[Sequence[Any]]
"""The like of many lines: for each value, those of all lines."""

_AT_ONCE = 5_000
_WIDTH = 10


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
        self._last: list[list[Any]] = [[] for _ in range(_WIDTH)]
        self._put_away = 0

    def append(self, line: Line) -> None:
        """Set one more aside."""
        for column, value in zip(self._last, line, strict=True):
            column.append(value)
        self._keep_few()

    def extend(self, columns: Columns) -> None:
        """Set more aside, column by column."""
        for column, values in zip(self._last, columns, strict=True):
            column += values
        self._keep_few()

    def _keep_few(self) -> None:
        if len(self._last[0]) >= _AT_ONCE:
            rows = len(self._last[0])
            # What is the same in all lines is written once; version 2 looks for no value a second time.
            told = [(column[0], rows) if all_alike(column) else column for column in self._last]
            self._blocks.append(marshal.dumps(told, 2))
            self._put_away += rows
            self._last = [[] for _ in range(_WIDTH)]

    def __len__(self) -> int:
        return self._put_away + len(self._last[0])

    def __iter__(self) -> Iterator[Line]:
        for columns in self._columns():
            yield from zip(*columns, strict=True)

    def _columns(self) -> Iterator[Columns]:
        for number in range(len(self._blocks)):
            told = marshal.loads(self._blocks[number])
            yield [[column[0]] * column[1] if isinstance(column, tuple) else column for column in told]
        if self._last[0]:
            yield self._last

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


def _newest_last(event: int) -> tuple[bool, int]:
    """Events that are yet to be added are numbered from -1 down."""
    return event < 0, abs(event)


def _ordered(blocks: Sequence[Columns]) -> Columns:
    """The lines of some blocks in the order of their events; those of one event stay as they came."""
    whole = [list(chain.from_iterable(columns)) for columns in zip(*blocks, strict=True)]
    places: dict[int, list[int]] = defaultdict(list)
    for place, event in enumerate(whole[0]):
        places[event].append(place)
    order = list(chain.from_iterable(places[event] for event in sorted(places, key=_newest_last)))
    return [column if all_alike(column) else list(map(column.__getitem__, order)) for column in whole]

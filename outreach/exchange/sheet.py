"""Rows as a file holds them, before anybody says what they mean."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import batched, repeat
from typing import Any, NamedTuple, cast, overload

from outreach.languages.spoken import say

type Cell = str | float | bool | date | datetime | time | timedelta
"""What one cell holds; an empty cell is the empty text."""

MOST_COLUMNS = 2_000
"""A table with more columns than this is no table an officer keeps, and would only eat memory."""


ROWS_AT_ONCE = 250


class Row(NamedTuple):
    """One row: its number as a spreadsheet program shows it (the first row is 1), and its cells."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing but spaces stands in it."""
        # No generator: this is asked of every row of every file.
        for cell in self.cells:  # noqa: SIM110
            if not (isinstance(cell, str) and not cell.strip()):
                return False
        return True


class Rows(Sequence[Row]):
    """Rows of texts that follow each other, as many in each, told column by column; each row is made when it is asked
    for.

    >>> rows = Rows(7, [["a", "b"], ["c", "d"]])
    >>> rows[1], list(rows[1:]), rows.numbers
    (Row(number=8, cells=('b', 'd')), [Row(number=8, cells=('b', 'd'))], range(7, 9))
    """

    __slots__ = ("columns", "number")

    def __init__(self, number: int, columns: Sequence[Sequence[str]]) -> None:
        self.number = number
        self.columns = columns

    @property
    def numbers(self) -> range:
        """The numbers of its rows."""
        return range(self.number, self.number + len(self))

    def __len__(self) -> int:
        return len(self.columns[0])

    def __iter__(self) -> Iterator[Row]:
        made: Any = map(tuple.__new__, repeat(Row), zip(self.numbers, zip(*self.columns, strict=True), strict=True))
        return cast("Iterator[Row]", made)  # as Row(number, cells) makes each, in half the time

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> "Rows": ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return Rows(self.numbers[at].start, [column[at] for column in self.columns])
        return Row(self.numbers[at], tuple(column[at] for column in self.columns))


class Block(NamedTuple):
    """Some rows, the cells of each column, and how many cells the widest row has; columns that not all have are left
    out."""

    rows: Sequence[Row]
    columns: Sequence[Sequence[Cell]]
    width: int

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Block":
        """Some rows, at least one, column by column."""
        if isinstance(rows, Rows):
            return cls(rows, rows.columns, len(rows.columns))
        cells = [row.cells for row in rows]
        return cls(rows, tuple(zip(*cells, strict=False)), max(map(len, cells)))

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of its rows."""
        return self.rows.numbers if isinstance(self.rows, Rows) else [row.number for row in self.rows]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or the whole of a text file (whose sheet has no name).

    Rows are read anew from the file each time they are asked for, one after the other, or some hundreds at a time where
    the file is read so (``read_blocks``).
    """

    file: str
    name: str
    read: Callable[[], Iterator[Row]]
    hidden: bool = False
    read_blocks: Callable[[], Iterator[Sequence[Row]]] | None = None

    @property
    def place(self) -> str:
        """The file and sheet in words, to open a sentence with."""
        return say("{file}, sheet “{sheet}”", file=self.file, sheet=self.name) if self.name else self.file

    def rows(self) -> Iterator[Row]:
        """All rows, blank ones too.

        Raises:
            OutreachError: the file is damaged at a row.
        """
        return self.read()

    def blocks(self) -> Iterator[Sequence[Row]]:
        """The like of :meth:`rows`, some hundreds at a time."""
        return self.read_blocks() if self.read_blocks is not None else batched(self.read(), ROWS_AT_ONCE)


NUMBER = "\x00"
"""Stands for a number in words that :func:`numbered` is given."""


def numbered(words: str) -> Callable[[int], str]:
    """Words with any number in the place of :data:`NUMBER`: what is told of every row of a long file is said once.

    >>> numbered(f"row {NUMBER}")(12)
    'row 12'
    """
    before, _, after = words.partition(NUMBER)
    return lambda number: f"{before}{number}{after}"


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return isinstance(cell, str) and not cell.strip()


def column_letters(index: int) -> str:
    """The name a spreadsheet program gives a column.

    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def shown(cell: Cell) -> str:
    """A cell as a person would type it; whole numbers without a decimal point.

    >>> shown(9.0), shown(2.5), shown(" a ")
    ('9', '2.5', 'a')
    """
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return str(cell).strip()

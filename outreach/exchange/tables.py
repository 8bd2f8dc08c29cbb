"""The table in a file: which of its sheets hold one, which row names the columns, and the rows below it."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import chain, islice
from pathlib import Path
from typing import cast

from outreach.errors import OutreachError
from outreach.exchange.delimited import open_delimited
from outreach.exchange.recognise import FileKind, recognise
from outreach.exchange.sheet import NUMBER, Cell, Row, Rows, Sheet, column_letters, is_blank, numbered, shown
from outreach.exchange.workbooks import open_workbook
from outreach.languages.spoken import say

ROWS_BEFORE_HEADER = 50
"""A row naming the columns is looked for in this many rows from the top."""

_MOST_NAMES_TOLD = 400
"""So many letters of them."""

_NO_LETTERS = re.compile(r"[\W_]+")
_ROWS_COMPARED = 10
_LIKENESSES = (
    ("day", re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d{1,2}:\d\d.*)?")),
    ("time", re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?", re.IGNORECASE)),
    ("mail", re.compile(r"[^@\s]+@[^@\s]+\.\w+")),
    ("phone", re.compile(r"\+?[\d(][\d ().-]{5,}\d")),
)
"""What is never the name of a column, as long as the cells below it are of the same kind."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet in which the row that names the columns has been found."""

    sheet: Sheet
    header: Row
    names: tuple[str, ...]
    """The names of the columns as written, without spaces around them; empty where a column has none."""

    def records(self) -> Iterator[Row]:
        """The rows below the header that are not blank, each with at least as many cells as there are columns.

        Raises:
            OutreachError: the file is damaged at a row.
        """
        return chain.from_iterable(self.blocks())

    def blocks(self) -> Iterator[Sequence[Row]]:
        """The :meth:`records`, some hundreds at a time."""
        wide, head = len(self.names), self.header.number
        for some in self.sheet.blocks():
            rows = some if some[0].number > head else [row for row in some if row.number > head]
            if not _all_begin(rows):
                rows = [row for row in rows if not row.is_blank]
            if rows and _fewest_cells(rows) < wide:
                rows = [Row(row.number, row.cells + ("",) * (wide - len(row.cells))) for row in rows]
            if rows:
                yield rows

    def index(self, name: str) -> int | None:
        """Where the column of that name stands, spelled as in the file or nearly so; None: there is none."""
        wanted = plain(name)
        return next((at for at, written in enumerate(self.names) if plain(written) == wanted), None)

    def names_in_words(self) -> str:
        """The names of the columns, to choose from in a sentence; of very many the first."""
        return ", ".join(say("“{name}”", name=name) for name in self.names if name)[:_MOST_NAMES_TOLD]

    def row_places(self) -> Callable[[int], str]:
        """Where a row stands, by its number, for all rows of a file."""
        return numbered(say("{place}, row {row}", place=self.sheet.place, row=NUMBER))

    def place(self, row: Row, column: int | None = None) -> str:
        """Where a row or one of its cells stands, in words to open a sentence with."""
        place = self.sheet.place
        if column is None:
            return self.row_places()(row.number)
        name = self.names[column] if column < len(self.names) else ""
        letters = column_letters(column)
        named = f"{letters} ({name})" if name else letters
        return say("{place}, row {row}, column {column}", place=place, row=row.number, column=named)

    def overflow(self, row: Row) -> str:
        """Why a row cannot be trusted when it has more filled cells than the header names; empty when it can."""
        if len(row.cells) <= len(self.names):
            return ""
        extra = sum(not is_blank(cell) for cell in row.cells[len(self.names) :])
        if not extra:
            return ""
        return say(
            "it has {cells} cells but the header names {columns} columns: a separator inside a text is not in "
            "quotation marks",
            cells=len(row.cells),
            columns=len(self.names),
        )


def _all_begin(rows: Sequence[Row]) -> bool:
    """Whether a text stands in the first cell of each of some rows, so that none of them is blank."""
    try:
        heads = rows.columns[0] if isinstance(rows, Rows) else [row.cells[0] for row in rows]
        return all(map(str.strip, cast("Sequence[str]", heads)))
    except (IndexError, TypeError):  # a row without cells, or a cell that is no text
        return False


def _fewest_cells(rows: Sequence[Row]) -> int:
    return len(rows.columns) if isinstance(rows, Rows) else min(len(row.cells) for row in rows)


def plain(name: str) -> str:
    """A name reduced to its letters and digits, so that spellings of one column compare equal.

    >>> plain("Flag-Crime") == plain(" flag crime ") == plain("FlagCrime")
    True
    """
    folded = (name if name.isascii() else unicodedata.normalize("NFKD", name)).casefold()
    return folded if folded.isalnum() else _NO_LETTERS.sub("", folded)


def plain_each(names: Sequence[str]) -> list[str]:
    """The :func:`plain` of each of many names.

    >>> plain_each(["Opal Ferncastle", "O'Hara", ""])
    ['opalferncastle', 'ohara', '']
    """
    joined = "\n".join(names).casefold().replace(" ", "")
    folded = joined.split("\n")
    if not joined.isascii() or len(folded) != len(names):
        return list(map(plain, names))
    if joined.replace("\n", "").isalnum():
        return folded
    return [one if one.isalnum() else _NO_LETTERS.sub("", one) for one in folded]


def open_sheets(path: Path, encoding: str | None = None, delimiter: str | None = None) -> tuple[Sheet, ...]:
    """The sheets of any file that can hold a table, told by what it holds and not by its name.

    Raises:
        OutreachError: the file is missing, empty, damaged, locked by a password, too large, or no table.
    """
    kind = recognise(path)
    if kind is FileKind.TEXT:
        return (open_delimited(path, encoding, delimiter),)
    return open_workbook(path, kind)


def first_table(
    path: Path, encoding: str | None = None, delimiter: str | None = None, header_row: int | None = None
) -> Table:
    """The first table in a file.

    Raises:
        OutreachError: the file cannot be read, or holds no table.
    """
    sheets = open_sheets(path, encoding, delimiter)
    for sheet in [*without_notes(sheets), *sheets]:
        if (table := find_table(sheet, (), header_row)) is not None:
            return table
    raise OutreachError(say("{name} is empty: it holds no table.", name=path.name))


def without_notes(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets of a workbook but those that only tell something in words, a line under the other, beside a table."""
    if len(sheets) == 1:
        return list(sheets)
    widths = [max(map(_width, islice(sheet.rows(), ROWS_BEFORE_HEADER)), default=0) for sheet in sheets]
    return [one for one, width in zip(sheets, widths, strict=True) if width != 1 or max(widths) == 1]


def _width(row: Row) -> int:
    return sum(not is_blank(cell) for cell in row.cells)


def find_table(sheet: Sheet, wanted: Collection[str] = (), header_row: int | None = None) -> Table | None:
    """Find the row that names the columns; None: the sheet holds no table.

    Rows above it (a title, a date, a letterhead) are passed over. Where names are wanted, it is the row that has most
    of them; otherwise the first row that is filled as wide as the rows that follow, with different texts. Where that
    row holds the like of the rows below it, the columns have no names, and are called Column A, Column B and so on.

    Raises:
        OutreachError: the row that was asked for is blank or missing, or the file is damaged.
    """
    top = list(islice(sheet.rows(), max(ROWS_BEFORE_HEADER, header_row or 0)))
    if header_row is not None:
        row = next((row for row in top if row.number == header_row), None)
        if row is None or row.is_blank:
            raise OutreachError(
                say(
                    "{place}, row {row}: the row that should name the columns is blank.",
                    place=sheet.place,
                    row=header_row,
                )
            )
        return _table(sheet, row)
    filled = [row for row in top if not row.is_blank]
    if not filled:
        return None
    names = {plain(name) for name in wanted}
    best = max(filled, key=lambda row: len(names & {plain(shown(cell)) for cell in row.cells}))
    if names & {plain(shown(cell)) for cell in best.cells}:
        return _table(sheet, best)
    header = _first_full_row(filled)
    return _unnamed(sheet, header) if _is_data(header, filled) else _table(sheet, header)


def _first_full_row(filled: list[Row]) -> Row:
    widths = [_width(row) for row in filled]
    enough = max(2, 0.6 * max(widths)) if max(widths) > 1 else 1
    for at, (row, width) in enumerate(zip(filled, widths, strict=True)):
        texts = [shown(cell) for cell in row.cells if not is_blank(cell)]
        differ = len(set(texts)) == len(texts) or _names_data(row, filled[at + 1 : at + 2])
        if width >= enough and differ and all(isinstance(cell, str) for cell in row.cells):
            return row
    return next(row for row, width in zip(filled, widths, strict=True) if width >= enough)


def _names_data(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row that says one thing twice still names columns: it holds no date or phone, but the next row does."""
    return not any(map(_likeness, row.cells)) and any(map(_likeness, chain.from_iterable(one.cells for one in below)))


def _is_data(row: Row, filled: list[Row]) -> bool:
    """Whether a row holds the like of those below it: a day above days, an address above addresses."""
    below = filled[filled.index(row) + 1 :][:_ROWS_COMPARED]
    if not below:
        return False
    for at, cell in enumerate(row.cells):
        like = _likeness(cell)
        alike = [other for other in below if like and at < len(other.cells) and _likeness(other.cells[at]) == like]
        if len(alike) > len(below) / 2:
            return True
    return False


def _likeness(cell: Cell) -> str:
    if isinstance(cell, date | time):
        return type(cell).__name__
    if not isinstance(cell, str):
        return ""
    return next((like for like, pattern in _LIKENESSES if pattern.fullmatch(cell.strip())), "")


def _unnamed(sheet: Sheet, first: Row) -> Table:
    names = tuple(f"Column {column_letters(at)}" for at in range(len(first.cells)))
    return Table(sheet, Row(first.number - 1, names), names)


def _table(sheet: Sheet, header: Row) -> Table:
    names = [" ".join(shown(cell).split()) for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    return Table(sheet, header, tuple(names))

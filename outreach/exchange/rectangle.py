"""The rectangle that a sheet would be laid out as in memory."""

from dataclasses import dataclass

from outreach.errors import OutreachError
from outreach.exchange.sheet import MOST_COLUMNS
from outreach.languages.spoken import say

MOST_CELLS = 10_000_000
"""A sheet's rectangle; about 320 MB at 32 bytes a cell."""


@dataclass(slots=True)
class Rectangle:
    """The used rectangle of a sheet, growing cell by cell (rows from 1, columns from 1)."""

    top: int = 0
    bottom: int = 0
    right: int = 0

    def take(self, row: int, column: int) -> None:
        """Take in a cell."""
        self.top = min(self.top or row, row)
        self.bottom = max(self.bottom, row)
        self.right = max(self.right, column)

    def refuse_if_huge(self, file: str) -> None:
        """Raise :class:`OutreachError` when it is more than the memory takes."""
        rows = self.bottom - self.top + 1
        if self.right > MOST_COLUMNS:
            raise OutreachError(
                say(
                    "{file}: a sheet has {columns:,} columns, and at most {most:,} are read. Delete the "
                    "stray cells far to the right, or save the table alone as .csv and import that.",
                    file=file,
                    columns=self.right,
                    most=MOST_COLUMNS,
                )
            )
        if rows * self.right > MOST_CELLS:
            raise OutreachError(
                say(
                    "{file}: a sheet spans {rows:,} rows by {columns:,} columns, more than can be read at once. "
                    "Delete the stray cells far below, or save the table alone as .csv and import that.",
                    file=file,
                    rows=rows,
                    columns=self.right,
                )
            )

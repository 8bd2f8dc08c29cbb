"""What the rows of a file say of who came: one row a line, or one row a person and one column a day."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from outreach.errors import OutreachError
from outreach.exchange.cells import Cells, is_yes, refuse_without
from outreach.exchange.mapping import FileMapping
from outreach.exchange.moments import Manner, decide
from outreach.exchange.person_rows import parted_name
from outreach.exchange.plan import Findings, RowRefusedError
from outreach.exchange.sheet import Row, is_blank, shown
from outreach.exchange.tables import Table
from outreach.languages.spoken import say

_TEXTS = (
    "event", "title", "person", "given_name", "family_name", "name", "organization", "area", "note",
)  # fmt: skip
_NO_TEXTS = dict.fromkeys(_TEXTS, "")


class SignedEntry(NamedTuple):
    """One line of a sign-in as a file tells it. ``date`` is None where the file names the event by number only."""

    event: str
    date: date | None
    title: str
    person: str
    given_name: str
    family_name: str
    organization: str
    area: str
    present: bool
    legible: bool
    sheet: int | None
    line: int | None
    note: str

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.given_name} {self.family_name}".strip()


class AttendanceReader:
    """Reads the sign-ins of one table as a mapping tells.

    Columns whose names are dates make it a matrix: each is an event, each filled cell somebody who came.

    Raises:
        OutreachError: the table lacks a column that the mapping names, or the mapping names too few.
    """

    def __init__(self, table: Table, mapping: FileMapping, findings: Findings) -> None:
        self._cells = Cells(table, mapping, findings, ("date",))
        self._table = table
        self._told = [what for what in _TEXTS if self._cells.has(what)]
        self._tells_legible = self._cells.has("legible")
        self._tells_places = self._cells.has("sheet") or self._cells.has("line")
        self._days = self._day_columns(mapping, findings)
        told = mapping.columns.keys()
        refuse_without(table, bool({"name", "given_name", "family_name"} & told), say("names of the people"))
        refuse_without(table, bool(self._days or {"event", "date"} & told), say("date or the number of the event"))

    def _day_columns(self, mapping: FileMapping, findings: Findings) -> tuple[tuple[int, date], ...]:
        cells = [(at, cell) for at, cell in enumerate(self._table.header.cells) if not is_blank(cell)]
        manner = decide([cell for _, cell in cells if isinstance(cell, str)], Manner(), mapping.date_order)
        found = []
        for at, cell in cells:
            if isinstance(cell, str) and not re.search(r"\d", cell):
                continue
            try:
                found.append((at, manner.read(cell).day))
            except OutreachError:
                continue
        if found:
            findings.note_dates(self._table, say("the names of the columns"), manner)
        return tuple(found)

    def read(self, row: Row) -> Sequence[SignedEntry]:
        """The lines in a row.

        Raises:
            RowRefusedError: there is no name, or something cannot be right; it names the column to blame.
        """
        if words := self._table.overflow(row):
            raise RowRefusedError(words)
        cells = self._cells
        texts = {**_NO_TEXTS, **cells.texts(row, self._told)}
        legible = not self._tells_legible or cells.flag(row, "legible") is not False
        given, family = texts["given_name"], texts["family_name"]
        if not given and not family:
            given, family = parted_name(texts["name"])
            if not given and not family and legible:
                raise RowRefusedError(say("the name is missing"))
        one_day = not self._days
        entry = SignedEntry(
            event=texts["event"],
            date=cells.day(row, "date") if one_day else None,
            title=texts["title"],
            person=texts["person"],
            given_name=given,
            family_name=family,
            organization=texts["organization"],
            area=texts["area"],
            present=not one_day or cells.flag(row, "present") is not False,
            legible=legible,
            sheet=cells.number(row, "sheet") if self._tells_places else None,
            line=cells.number(row, "line") if self._tells_places else None,
            note=texts["note"],
        )
        return (entry,) if one_day else self._of_days(row, entry)

    def _of_days(self, row: Row, entry: SignedEntry) -> list[SignedEntry]:
        return [
            entry._replace(date=day, present=is_yes(shown(cell), column), sheet=None, line=None)
            for column, day in self._days
            if not is_blank(cell := row.cells[column])
        ]

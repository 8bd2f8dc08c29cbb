"""What the rows of a file say of who came: one row a line, or one row a person and one column a day."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from outreach.errors import OutreachError
from outreach.exchange.columns import Reader
from outreach.exchange.mapping import FileMapping
from outreach.exchange.moments import Manner, decide
from outreach.exchange.person_rows import NO, YES, parted_name
from outreach.exchange.plan import Findings, RowRefusedError, blamed
from outreach.exchange.sheet import Row, is_blank, shown
from outreach.exchange.tables import Table, plain

_TEXTS = (
    "event", "title", "person", "given_name", "family_name", "name", "organization", "area", "note",
)  # fmt: skip
_ABSENT = {*NO, "absent", "a", "abwesend", "excused", "e"}
_PRESENT = {*YES, "present", "p", "attended", "came"}


@dataclass(frozen=True, slots=True)
class SignedEntry:
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
        self._table = table
        self._reader = Reader(table, mapping.columns, mapping.blanks)
        self._days = self._day_columns()
        names = {"name", "given_name", "family_name"}
        self._refuse_without(names & mapping.columns.keys(), "names of the people")
        if not self._days:
            self._refuse_without({"event", "date"} & mapping.columns.keys(), "date or the number of the event")
        wanted = mapping.formats.get("date", "")
        self._manner = Manner(wanted)
        if self._reader.has("date") and not wanted:
            column = self._reader.columns("date")[0]
            self._manner = decide((row.cells[column] for row in table.records()), Manner())
            if self._manner.ambiguous:
                findings.note(
                    f"{table.sheet.place}: the dates were read as {self._manner.order}, but could also be "
                    "day/month/year: if they are, say so under [formats] in the mapping"
                )

    def _refuse_without(self, found: set[str], what: str) -> None:
        if not found:
            there = ", ".join(f"“{name}”" for name in self._table.names if name)[:400]
            raise OutreachError(
                f"{self._table.sheet.place}: it is not known which column holds the {what}. "
                f"The columns are {there}: name it in a mapping."
            )

    def _day_columns(self) -> tuple[tuple[int, date], ...]:
        cells = [(at, cell) for at, cell in enumerate(self._table.header.cells) if not is_blank(cell)]
        manner = decide([cell for _, cell in cells if isinstance(cell, str)], Manner())
        found = []
        for at, cell in cells:
            if isinstance(cell, str) and not re.search(r"\d", cell):
                continue
            try:
                found.append((at, manner.read(cell).day))
            except OutreachError:
                continue
        return tuple(found)

    def read(self, row: Row) -> Iterator[SignedEntry]:
        """The lines in a row.

        Raises:
            RowRefusedError: there is no name, or something cannot be right; it names the column to blame.
        """
        if words := self._table.overflow(row):
            raise RowRefusedError(words)
        texts = {what: self._text(row, what) for what in _TEXTS}
        legible = self._flag(row, "legible", default=True)
        given, family = texts["given_name"], texts["family_name"]
        if not given and not family:
            given, family = parted_name(texts["name"])
        if not given and not family and legible:
            raise RowRefusedError("the name is missing")
        entry = SignedEntry(
            texts["event"], None, texts["title"], texts["person"], given, family, texts["organization"],
            texts["area"], True, legible, self._number(row, "sheet"), self._number(row, "line"), texts["note"],
        )  # fmt: skip
        if not self._days:
            present = self._flag(row, "present", default=True)
            yield replace(entry, date=self._date(row), present=present)
            return
        for column, day in self._days:
            cell = row.cells[column]
            if not is_blank(cell):
                yield replace(entry, date=day, present=self._came(shown(cell), column), sheet=None, line=None)

    def _text(self, row: Row, what: str) -> str:
        if not self._reader.has(what):
            return ""
        try:
            cut = self._reader.read(row, what)
        except OutreachError as fault:
            raise blamed(self._reader.columns(what)[0], fault) from fault
        return " ".join(unicodedata.normalize("NFC", cut.text).split())

    def _flag(self, row: Row, what: str, *, default: bool) -> bool:
        text = self._text(row, what)
        return self._came(text, self._reader.columns(what)[0]) if text else default

    @staticmethod
    def _came(text: str, column: int) -> bool:
        folded = plain(text)
        if folded in _ABSENT:
            return False
        if folded in _PRESENT or text.strip() in ("✓", "✔", "☑", "*", "+"):
            return True
        raise RowRefusedError(f"“{text}” is neither yes nor no", column)

    def _number(self, row: Row, what: str) -> int | None:
        text = self._text(row, what)
        if not text:
            return None
        if not text.isdecimal() or not 1 <= int(text) <= 100_000:
            raise RowRefusedError(f"“{text}” is not a number from 1", self._reader.columns(what)[0])
        return int(text)

    def _date(self, row: Row) -> date | None:
        if not self._reader.has("date"):
            return None
        cut = self._reader.read(row, "date")
        if cut.is_blank:
            return None
        try:
            return self._manner.read(cut.text if isinstance(cut.cell, str) else cut.cell).day
        except OutreachError as fault:
            raise blamed(cut.column, fault) from fault

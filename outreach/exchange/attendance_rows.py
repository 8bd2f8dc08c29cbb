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
from outreach.exchange.sheet import Block, Row, is_blank, shown
from outreach.exchange.sources import holds_total
from outreach.exchange.tables import Table
from outreach.languages.spoken import say
from outreach.records.alike import Alike

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


class SignedBlock(NamedTuple):
    """What :class:`SignedEntry` tells of many lines, column by column, each with the number of its row."""

    row: Sequence[int]
    event: Sequence[str]
    date: Sequence[date | None]
    title: Sequence[str]
    person: Sequence[str]
    name: Sequence[str]
    organization: Sequence[str]
    area: Sequence[str]
    present: Sequence[bool]
    legible: Sequence[bool]
    sheet: Sequence[int | None]
    line: Sequence[int | None]
    note: Sequence[str]


class AttendanceReader:
    """Reads the sign-ins of one table as a mapping tells.

    Columns whose names are dates make it a matrix: each is an event, each filled cell somebody who came.

    Raises:
        OutreachError: the table lacks a column that the mapping names, or the mapping names too few.
    """

    def __init__(self, table: Table, mapping: FileMapping, findings: Findings) -> None:
        self.mapping = mapping
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

    def read_block(self, rows: Sequence[Row]) -> SignedBlock | None:
        """The lines of many rows; None: they are to be read row by row, as something is to be said of one of them."""
        block = Block.of(rows)
        if self._days or block.width > len(self._table.names) or holds_total(block):
            return None
        try:
            return self._block(block)
        except RowRefusedError:
            return None

    def _block(self, block: Block) -> SignedBlock | None:
        cells, rows = self._cells, block.rows
        nothing, unknown = Alike("", len(rows)), Alike(None, len(rows))
        texts: dict[str, Sequence[str]] = dict.fromkeys(_TEXTS, nothing) | {
            what: cells.texts_of(block, what) for what in self._told
        }
        names = _whole_names(texts["given_name"], texts["family_name"], texts["name"])
        legible = _unless_denied(cells.flags_of(block, "legible"))
        if not all(names) and any(legible[at] for at, name in enumerate(names) if not name):
            return None
        return SignedBlock(
            row=block.numbers,
            event=texts["event"],
            date=cells.days_of(block, "date"),
            title=texts["title"],
            person=texts["person"],
            name=names,
            organization=texts["organization"],
            area=texts["area"],
            present=_unless_denied(cells.flags_of(block, "present")),
            legible=legible,
            sheet=[cells.number(row, "sheet") for row in rows] if self._tells_places else unknown,
            line=[cells.number(row, "line") for row in rows] if self._tells_places else unknown,
            note=texts["note"],
        )

    def _of_days(self, row: Row, entry: SignedEntry) -> list[SignedEntry]:
        return [
            entry._replace(date=day, present=is_yes(shown(cell), column), sheet=None, line=None)
            for column, day in self._days
            if not is_blank(cell := row.cells[column])
        ]


def _unless_denied(flags: Sequence[bool | None]) -> Sequence[bool]:
    return Alike(True, len(flags)) if not flags.count(False) else [flag is not False for flag in flags]


def _whole_names(given: Sequence[str], family: Sequence[str], whole: Sequence[str]) -> Sequence[str]:
    """Names as :attr:`SignedEntry.name` tells each, of their parts or, where these are blank, of what holds both."""
    names: Sequence[str] = Alike("", len(whole))
    if any(given) or any(family):
        names = [f"{first} {last}".strip() for first, last in zip(given, family, strict=True)]
    if all(names) or not any(whole):
        return names
    return [name or (_turned(one) if "," in one else one) for name, one in zip(names, whole, strict=True)]


def _turned(name: str) -> str:
    """A name without the comma behind the family name.

    >>> _turned("Ferncastle, Opal")
    'Opal Ferncastle'
    """
    return " ".join(parted_name(name)).strip()

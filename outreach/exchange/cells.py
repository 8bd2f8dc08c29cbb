"""The values of one table's rows as texts, days and yes or no, each fault blamed on its column."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, cast

from outreach.errors import OutreachError
from outreach.exchange.columns import Cut, Reader
from outreach.exchange.mapping import FileMapping
from outreach.exchange.moments import Manner, decide, tells_its_order
from outreach.exchange.plan import Findings, RowRefusedError, blamed
from outreach.exchange.resolving import Resolver
from outreach.exchange.sheet import Block, Cell, Row
from outreach.exchange.tables import Table, plain
from outreach.languages.spoken import say
from outreach.records.alike import Alike

YES = frozenset({"yes", "y", "true", "1", "x", "si", "present", "p", "attended", "came"})
NO = frozenset({"no", "n", "false", "0", "absent", "a", "excused", "e"})
_MARKS = frozenset({"✓", "✔", "☑", "*", "+"})
_ANY = Manner()
"""For dates that need no deciding."""
_HIGHEST = 100_000
_LONGEST_NUMBER = 40
_DAYS_KEPT = 20_000
"""Files repeat their days; so many are not read twice."""
_TEXTS_KEPT = 5_000
"""Files repeat names too; so many of a column are not cleaned twice."""


def refuse_without(table: Table, found: bool, what: str) -> None:
    """Raise :class:`OutreachError` when no column was told that holds something a table must have."""
    if not found:
        raise OutreachError(
            say(
                "{place}: it is not known which column holds the {what}. The columns are {there}: name it in "
                "a mapping.",
                place=table.sheet.place,
                what=what,
                there=table.names_in_words(),
            )
        )


def _clean(text: str) -> str:
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


def is_yes(text: str, column: int) -> bool:
    """Whether a text says yes. Raises :class:`RowRefusedError` when it says neither yes nor no."""
    folded = plain(text)
    if folded in NO:
        return False
    if folded in YES or text.strip() in _MARKS:
        return True
    raise RowRefusedError(say("“{text}” is neither yes nor no", text=text), column)


class Cells:
    """Reads the values of one table that a mapping names.

    ``days`` are the columns that hold dates: how they are written is decided from all of their cells, unless the
    mapping says it, as soon as one is met that does not begin with its year.

    Raises:
        OutreachError: the table lacks a column that the mapping names.
    """

    def __init__(self, table: Table, mapping: FileMapping, findings: Findings, days: tuple[str, ...] = ()) -> None:
        self.table = table
        self._reader = Reader(table, mapping.columns, mapping.blanks)
        self._blanks = mapping.blanks
        self._alone = {what: at for what in mapping.columns if (at := self._reader.alone(what)) is not None}
        self._texts: dict[str, dict[Cell, str]] = {what: {} for what in self._alone}
        self._flags: dict[str, bool] = {}
        self._days: dict[str, dict[Cell, date]] = {what: {} for what in days if self._reader.has(what)}
        self._manners = {what: Manner(wanted) for what in self._days if (wanted := mapping.formats.get(what, ""))}
        self._order, self._findings = mapping.date_order, findings

    def _manner(self, what: str, cell: Cell) -> Manner:
        manner = self._manners.get(what)
        if manner is not None:
            return manner
        if tells_its_order(cell):
            return _ANY
        column = self._reader.columns(what)[0]
        manner = decide((row.cells[column] for row in self.table.records()), Manner(), self._order)
        self._findings.note_dates(self.table, say("the column “{name}”", name=self.table.names[column]), manner)
        self._manners[what] = manner
        return manner

    def has(self, what: str) -> bool:
        """Whether the mapping says where this value stands."""
        return self._reader.has(what)

    def column(self, what: str) -> int | None:
        """The first column in which the value may stand."""
        return next(iter(self._reader.columns(what)), None)

    def columns(self) -> Mapping[str, int]:
        """The first column of every value."""
        return {what: at for what in self._reader.known() if (at := self.column(what)) is not None}

    def text(self, row: Row, what: str) -> str:
        """A text, spaces made one and accents composed; empty where nothing stands."""
        at = self._alone.get(what)
        if at is None:
            return _clean(self._cut(row, what).text) if self._reader.has(what) else ""
        cell = row.cells[at]
        if not isinstance(cell, str):
            return _clean(self._cut(row, what).text)
        kept = self._texts[what]
        known = kept.get(cell)
        if known is None:
            told = self._plain(row, what)
            known = _clean(self._cut(row, what).text if told is None else told)
            if len(kept) < _TEXTS_KEPT:
                kept[cell] = known
        return known

    def texts(self, row: Row, told: Sequence[str]) -> dict[str, str]:
        """The like of :meth:`text` for several values, by name."""
        found = {}
        for what in told:
            at = self._alone.get(what)
            # Most are cells that were met before.
            known = self._texts[what].get(row.cells[at]) if at is not None else None
            found[what] = self.text(row, what) if known is None else known
        return found

    def texts_of(self, block: Block, what: str) -> Sequence[str]:
        """The like of :meth:`text` for many rows."""
        at = self._alone.get(what)
        if at is None:
            return [self.text(row, what) for row in block.rows]
        cells = block.columns[at]
        if set(map(type, cells)) == {str} and self._are_clean(cast("tuple[str, ...]", cells)):
            return cast("tuple[str, ...]", cells)
        return self._each(self._texts[what], block, at, partial(self.text, what=what))

    def _are_clean(self, cells: Sequence[str]) -> bool:
        """Whether each of some cells is a text as :meth:`text` gives it, asked of all of them at once."""
        joined = f"|{'|'.join(cells)}|"
        clean = joined.isascii() and joined.isprintable() and "'" not in joined
        if clean and " " in joined:
            clean = not ("  " in joined or " |" in joined or "| " in joined)
        return clean and (not self._blanks or self._blanks.isdisjoint(cells))

    def days_of(self, block: Block, what: str) -> Sequence[date | None]:
        """The like of :meth:`day` for many rows."""
        at = self._alone.get(what)
        if what not in self._days:
            return Alike(None, len(block.rows))
        if at is None:
            return [self.day(row, what) for row in block.rows]
        return self._each(self._days[what], block, at, partial(self.day, what=what))

    def flags_of(self, block: Block, what: str) -> Sequence[bool | None]:
        """The like of :meth:`flag` for many rows."""
        at = self._alone.get(what)
        if not self._reader.has(what):
            return Alike(None, len(block.rows))
        if at is None:
            return [self.flag(row, what) for row in block.rows]
        return self._each(self._flags, block, at, partial(self.flag, what=what))

    @staticmethod
    def _each[Value](
        known: Mapping[Any, Value], block: Block, at: int, read: Callable[[Row], Value]
    ) -> Sequence[Value]:
        """The values of a column, which most cells of most files have in common with others."""
        found = list(map(known.get, block.columns[at]))
        if None not in found:
            return cast("list[Value]", found)
        return [read(row) if value is None else value for value, row in zip(found, block.rows, strict=True)]

    def day(self, row: Row, what: str) -> date | None:
        """A date; None where nothing stands."""
        if what not in self._days:
            return None
        told = self._plain(row, what)
        if told and (known := self._days[what].get(told)) is not None:
            return known
        cut = self._cut(row, what)
        if cut.is_blank:
            return None
        cell = cut.text if isinstance(cut.cell, str) else cut.cell
        known = self._days[what].get(cell)
        if known is None:
            try:
                known = self._manner(what, cell).read(cell).day
            except OutreachError as fault:
                raise blamed(cut.column, fault) from fault
            if len(self._days[what]) < _DAYS_KEPT:
                self._days[what][cell] = known
        return known

    def flag(self, row: Row, what: str) -> bool | None:
        """Yes or no; None where nothing stands."""
        told = self._plain(row, what)
        if told and (known := self._flags.get(told)) is not None:
            return known
        if not self._reader.has(what):
            return None
        cut = self._cut(row, what)
        known = self._flags.get(cut.text)
        if known is None and not cut.is_blank:
            known = self._flags[cut.text] = is_yes(cut.text, cut.column)
        return known

    def number(self, row: Row, what: str) -> int | None:
        """A whole number from 1; None where nothing stands."""
        if not self._reader.has(what):
            return None
        cut = self._cut(row, what)
        if cut.is_blank:
            return None
        if not cut.text.isdecimal() or len(cut.text) > _LONGEST_NUMBER or not 1 <= int(cut.text) <= _HIGHEST:
            raise RowRefusedError(say("“{text}” is not a number from 1", text=cut.text), cut.column)
        return int(cut.text)

    def found(self, row: Row, what: str, resolver: Resolver) -> str:
        """A name looked up; empty where nothing stands."""
        text = self.text(row, what)
        if not text:
            return ""
        try:
            return resolver.find(text)
        except OutreachError as fault:
            raise RowRefusedError(str(fault), self.column(what)) from fault

    def one_of(self, row: Row, what: str, words: Mapping[str, str], default: str) -> str:
        """One of some words, by the spellings that stand for each; the default where nothing stands."""
        text = self.text(row, what)
        if not text:
            return default
        found = words.get(plain(text))
        if found is None:
            listed = ", ".join(dict.fromkeys(words.values()))
            raise RowRefusedError(say("“{text}” is none of {listed}", text=text, listed=listed), self.column(what))
        return found

    def _plain(self, row: Row, what: str) -> str | None:
        """The text of a cell that is read as it is; None: it has to be cut. Most cells of most files are such texts."""
        at = self._alone.get(what)
        cell = row.cells[at] if at is not None else None
        if not isinstance(cell, str):
            return None
        text = cell.strip()
        if text[:1] == "'":
            return None
        return "" if text in self._blanks else text

    def _cut(self, row: Row, what: str) -> Cut:
        try:
            return self._reader.read(row, what)
        except OutreachError as fault:
            raise blamed(self._reader.columns(what)[0], fault) from fault

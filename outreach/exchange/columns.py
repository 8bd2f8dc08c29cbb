"""Where in a row a value stands, and how it is cut out of its cell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from outreach.errors import OutreachError
from outreach.exchange.sheet import Cell, Row, shown
from outreach.exchange.tables import Table
from outreach.languages.spoken import say


@dataclass(frozen=True, slots=True)
class Take:
    """The columns a value may stand in, of which the first filled one counts.

    A ``pattern`` cuts the value out of the cell: its first group, or the groups in ``write`` where ``{}`` stand.
    """

    columns: tuple[str, ...]
    pattern: re.Pattern[str] | None = None
    write: str = ""
    separator: str = ""

    def cut(self, text: str) -> str | None:
        """The value within a cell's text; None: the pattern does not fit it."""
        if self.pattern is None:
            return self.write.format(text) if self.write else text
        found = self.pattern.search(text)
        if found is None:
            return None
        groups = found.groups() or (found[0],)
        return self.write.format(*groups) if self.write else groups[0]


def take_of(told: Any, what: str) -> Take:
    """What a mapping file tells of one value: a column's name, a list of names, or a table with ``column``.

    Raises:
        OutreachError: it tells it in a way that is not understood.
    """
    match told:
        case str():
            return Take((told,))
        case [*names] if names and all(isinstance(name, str) for name in names):
            return Take(tuple(names))
        case {"column": column, **rest} if rest.keys() <= {"pattern", "write", "separator"}:
            return Take(
                take_of(column, what).columns,
                pattern_of(rest["pattern"], what) if "pattern" in rest else None,
                str(rest.get("write", "")),
                str(rest.get("separator", "")),
            )
    raise OutreachError(
        say(
            "{what} should be the name of a column, a list of such names, or a table with “column” and, "
            "as wanted, “pattern”, “write” and “separator”.",
            what=what,
        )
    )


def pattern_of(told: Any, what: str) -> re.Pattern[str]:
    """A regular expression. Raises :class:`OutreachError` when it is none."""
    try:
        return re.compile(told)
    except (re.error, TypeError) as fault:
        raise OutreachError(
            say("{what}: “{told}” is no regular expression ({fault}).", what=what, told=told, fault=fault)
        ) from fault


class Cut(NamedTuple):
    """A value as it stands in one row: its text, the cell it was cut from, and which column that is."""

    text: str
    cell: Cell
    column: int

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands there."""
        return not self.text


def _unguarded(text: str) -> str:
    """A text without the apostrophe that keeps a spreadsheet program from taking it for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


class Reader:
    """Finds the values of the rows of one table.

    Raises :class:`OutreachError` at once when a column that the mapping names is not in the table.
    """

    def __init__(self, table: Table, takes: Mapping[str, Take], blanks: frozenset[str]) -> None:
        self._at: dict[str, tuple[int, ...]] = {}
        self._takes = takes
        self._blanks = blanks
        self._whole = {what for what, take in takes.items() if take.pattern is None and not take.write}
        for what, take in takes.items():
            self._at[what] = self._indexes(table, what, take)

    @staticmethod
    def _indexes(table: Table, what: str, take: Take) -> tuple[int, ...]:
        found = [at for name in take.columns if (at := table.index(name)) is not None]
        if found:
            return tuple(found)
        named = f" {say('or')} ".join(say("“{name}”", name=name) for name in take.columns)
        raise OutreachError(
            say(
                "{place}, row {row}: there is no column {named} for the {what}. The columns are "
                "{there}: correct the name in the mapping.",
                place=table.sheet.place,
                row=table.header.number,
                named=named,
                what=what,
                there=table.names_in_words(),
            )
        )

    def has(self, what: str) -> bool:
        """Whether the mapping says where this value stands."""
        return what in self._at

    def known(self) -> tuple[str, ...]:
        """What the mapping names."""
        return tuple(self._at)

    def columns(self, what: str) -> tuple[int, ...]:
        """Where the value may stand."""
        return self._at.get(what, ())

    def read(self, row: Row, what: str) -> Cut:
        """The value in a row; blank where nothing stands, or one of the words that mean nothing.

        Raises:
            OutreachError: a pattern of the mapping does not fit what stands there.
        """
        at = self._at.get(what, ())
        for index in at:
            cell = row.cells[index]
            text = cell.strip() if isinstance(cell, str) else shown(cell)
            if text[:1] == "'":
                text = _unguarded(text)
            if not text or text in self._blanks:
                continue
            if what in self._whole:
                return Cut(text, cell, index)
            cut = self._takes[what].cut(text)
            if cut is None:
                raise OutreachError(say("“{text}” is not written as the mapping says", text=text))
            return Cut(cut.strip(), cell, index)
        return Cut("", "", at[0] if at else 0)

    def alone(self, what: str) -> int | None:
        """The column in which the value stands just as it is; None: it is cut out of a cell, or stands in one of many.

        Equal cells of such a column have equal values.
        """
        at = self._at.get(what, ())
        return at[0] if len(at) == 1 and what in self._whole else None

    def parts(self, row: Row, what: str) -> tuple[Cut, ...]:
        """The values of a cell that holds several, parted by the mapping's separator; none where it is blank."""
        whole = self.read(row, what)
        if whole.is_blank:
            return ()
        separator = self._takes[what].separator
        if not separator:
            return (whole,)
        texts = (part.strip() for part in whole.text.split(separator))
        return tuple(Cut(text, text, whole.column) for text in texts if text)

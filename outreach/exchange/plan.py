"""What an import would do, told before it is done."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

from outreach.errors import OutreachError
from outreach.exchange.mapping import LEAVE_OUT, FileMapping
from outreach.exchange.moments import Manner, Order
from outreach.exchange.resolving import Resolver, UnknownName
from outreach.exchange.sheet import Cell, Row, column_letters, shown
from outreach.exchange.tables import Table, plain
from outreach.languages.spoken import say, spoken

type Progress = Callable[[float, str], None]
"""Is told how far the work is (0 to 1) and what it does now; it may raise to stop the work."""

MOST_TOLD = 1_000
"""Rows told one by one; beyond that they are only counted."""

ROWS_SHOWN = 50
"""Rows that a plan shows as they would be recorded."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A row, or one cell of it, that is not taken, and why. ``row`` is None when the whole file or sheet is meant.

    >>> str(Problem("calendar.csv", "", 12, "G (start_time)", "“soon” is not a date"))
    'calendar.csv, row 12, column G (start_time): “soon” is not a date.'
    """

    file: str
    sheet: str
    row: int | None
    column: str
    words: str
    counted: str = "row"
    """What ``row`` counts: rows, the lines of a text that is no table, or the features of a map."""
    at: int | None = field(default=None, compare=False)
    """The column to blame, counted from 0."""
    names: tuple[str, ...] = field(default=(), repr=False, compare=False)
    """What the columns of the table are called."""
    cells: tuple[Cell, ...] = field(default=(), repr=False, compare=False)
    """The row as the file holds it; empty for a file that is no table."""

    def __str__(self) -> str:
        place = self.file
        if self.sheet:
            place = say("{file}, sheet “{sheet}”", file=place, sheet=self.sheet)
        if self.row is not None:
            place = self._counted(place, self.row)
        if self.column:
            place = say("{place}, column {column}", place=place, column=self.column)
        return f"{place}: {self.words.rstrip('.')}."

    def _counted(self, place: str, row: int) -> str:
        match self.counted:
            case "line":
                return say("{place}, line {row}", place=place, row=row)
            case "feature":
                return say("{place}, feature {row}", place=place, row=row)
        return say("{place}, row {row}", place=place, row=row)


@dataclass(frozen=True, slots=True)
class RecordedRow:
    """A row as it would be recorded: where it stands, and each value by what it is. One that is not taken has no
    values, and its place says why.

    A value's name is that of a column in :data:`~outreach.exchange.mapping.COLUMNS_OF`.
    """

    place: Problem
    values: Mapping[str, str]

    def text(self, what: str, mapping: FileMapping) -> str:
        """What the row shows for a value: as it would be recorded, or as the file has it where it is not taken."""
        if not self.place.words:
            return self.values.get(what, "")
        at = self.column(what, mapping)
        return shown(self.place.cells[at]) if at is not None and at < len(self.place.cells) else ""

    def column(self, what: str, mapping: FileMapping) -> int | None:
        """The column of the file, counted from 0, in which a value stands; None: it comes from nowhere in the row."""
        take = mapping.columns.get(what)
        names = {plain(name): at for at, name in reversed(list(enumerate(self.place.names)))}
        return next((at for name in take.columns if (at := names.get(plain(name))) is not None), None) if take else None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A sheet whose title speaks of another month than the name of its file: somebody has to say which is right.

    >>> print(Contradiction("2006-01 Crime.xls", "Feb 2006", date(2006, 1, 1), date(2006, 2, 1)))
    2006-01 Crime.xls, sheet “Feb 2006”: the file's name says January 2006, the sheet's title says February 2006.
    """

    file: str
    sheet: str
    by_file: date
    by_sheet: date

    def __str__(self) -> str:
        return say(
            "{file}, sheet “{sheet}”: the file's name says {by_file}, the sheet's title says {by_sheet}.",
            file=self.file,
            sheet=self.sheet,
            by_file=month_words(self.by_file),
            by_sheet=month_words(self.by_sheet),
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """Something kept already that the file says differently."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What bringing files in would do; nothing has been written yet.

    ``rows`` is how many rows with content were read; each was taken, refused, or left out by a rule of the mapping.
    ``new``, ``changed`` and ``same`` count what would be kept: events, people, or one count of a month, area and
    offense. ``totals`` are the figures a reader checks the file against. ``recorded`` are the first
    :data:`ROWS_SHOWN` rows as they would be kept. ``unknown`` are the names that nobody knows yet, ``said`` those that
    stand for what was said when another file came in, ``added`` those that would be added, by what they name.
    ``contradictions`` are the sheets of which it must be said first what month they are about; until then they are read
    as their file's name says. ``mapping`` is how the files were read.
    """

    kind: str
    files: tuple[str, ...]
    rows: int
    new: int
    changed: int
    same: int
    refused: int
    left_out: int
    problems: tuple[Problem, ...]
    left_out_rows: tuple[Problem, ...]
    notes: tuple[str, ...]
    differences: tuple[Difference, ...]
    totals: tuple[tuple[str, int], ...]
    leaves_refused_out: bool
    work: Any = field(repr=False, compare=False)
    recorded: tuple[RecordedRow, ...] = field(default=(), repr=False, compare=False)
    unknown: tuple[UnknownName, ...] = ()
    said: tuple[UnknownName, ...] = ()
    added: tuple[tuple[str, tuple[str, ...]], ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    mapping: FileMapping = field(default_factory=FileMapping, repr=False, compare=False)

    @property
    def stops(self) -> bool:
        """Whether nothing may be written: a sheet's month is in doubt, or rows are refused and no mapping says to go on
        without them."""
        return bool(self.contradictions) or (self.refused > 0 and not self.leaves_refused_out)

    @property
    def is_empty(self) -> bool:
        """Whether no row holds anything that could be kept: each was refused or left out."""
        return not (self.new or self.changed or self.same)


@dataclass(slots=True)
class Findings:
    """What is found while files are read: refused rows, rows left out, and things worth saying."""

    rows: int = 0
    refused: int = 0
    left_out: int = 0
    problems: list[Problem] = field(default_factory=list)
    left_out_rows: list[Problem] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    recorded: list[RecordedRow] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    ends_unknown: int = 0
    """How many ends lie before their start and are taken as unknown."""

    @property
    def shows(self) -> bool:
        """Whether another row is wanted as it would be recorded."""
        return len(self.recorded) < ROWS_SHOWN

    @property
    def tells_refused(self) -> bool:
        """Whether another row that is refused would be told, and not only counted."""
        return len(self.problems) < MOST_TOLD

    @property
    def tells_left_out(self) -> bool:
        """Whether another row that is left out would be told, and not only counted."""
        return len(self.left_out_rows) < MOST_TOLD

    def show(self, place: Problem, values: Mapping[str, object]) -> None:
        """Show a row as it would be recorded; ask :attr:`shows` before gathering its values."""
        told = {name: text for name, value in values.items() if (text := in_words(value))}
        self.recorded.append(RecordedRow(place, told))

    def refuse(self, problem: Problem) -> None:
        """Count a row that is not taken."""
        self.refused += 1
        if self.shows:
            self.recorded.append(RecordedRow(problem, {}))
        if len(self.problems) < MOST_TOLD:
            self.problems.append(problem)

    def turn_away(self, fault: "RowRefusedError", problem: Problem) -> None:
        """Count a row that is not taken, as refused or as left out."""
        (self.leave_out if fault.left_out else self.refuse)(problem)

    def leave_out(self, problem: Problem) -> None:
        """Count a row that a rule leaves out."""
        self.left_out += 1
        if self.shows:
            self.recorded.append(RecordedRow(problem, {}))
        if len(self.left_out_rows) < MOST_TOLD:
            self.left_out_rows.append(problem)

    def note(self, words: str) -> None:
        """Remember something worth saying, and how often it occurred."""
        if words in self.notes or len(self.notes) < MOST_TOLD:
            self.notes[words] = self.notes.get(words, 0) + 1

    def note_dates(self, table: Table, what: str, manner: Manner) -> None:
        """Say how some dates were read, where they could be read in two ways or are not written as Americans do."""
        if manner.ambiguous:
            self.note(
                say(
                    "{place}: the dates in {what} were read as {order}, but all of them could also be {other}: if they "
                    "are, say so",
                    place=table.sheet.place,
                    what=what,
                    order=_order_words(manner.order),
                    other=_order_words(Order.DAY_FIRST),
                )
            )
        elif manner.order == Order.DAY_FIRST:
            told = _order_words(manner.order)
            self.note(
                say("{place}: the dates in {what} were read as {order}", place=table.sheet.place, what=what, order=told)
            )

    def plan(
        self,
        kind: str,
        paths: Sequence[Path],
        mapping: FileMapping,
        work: object,
        *,
        new: int,
        changed: int,
        same: int,
        totals: Sequence[tuple[str, int]],
        differences: Sequence[Difference] = (),
        names: Sequence[Resolver] = (),
        unknown: Iterable[UnknownName] = (),
        said: Iterable[UnknownName] = (),
    ) -> ImportPlan:
        """The plan that comes of what was found. ``names`` are where the names of the files were looked up; ``unknown``
        are those that were looked for elsewhere in vain, ``said`` those that were known from another file."""
        said = (*said, *(name for one in names for name in one.said.values()))
        if said:
            told = first_few([say("“{name}” is {kept}", name=one.name, kept=one.stands_for) for one in said])
            self.note(say("as was said before: {told}", told=told))
        for one in names:
            if one.added:
                many = "kinds of event" if one.what == "kind of event" else ""
                count, told = counted(len(one.added), one.what, many), first_few(one.added, most=200)
                self.note(say("{count} will be added: {names}", count=count, names=told))
        return ImportPlan(
            kind=kind,
            files=tuple(path.name for path in paths),
            rows=self.rows,
            new=new,
            changed=changed,
            same=same,
            refused=self.refused,
            left_out=self.left_out,
            problems=tuple(self.problems),
            left_out_rows=tuple(self.left_out_rows),
            notes=self.told_notes(),
            differences=tuple(differences[:MOST_TOLD]),
            totals=tuple(totals),
            leaves_refused_out=mapping.refused_rows == LEAVE_OUT,
            work=work,
            recorded=tuple(self.recorded),
            unknown=(*unknown, *(name for one in names for name in one.unknown.values())),
            said=said,
            added=tuple((one.what, tuple(one.added)) for one in names if one.added),
            contradictions=tuple(self.contradictions),
            mapping=mapping,
        )

    def told_notes(self) -> tuple[str, ...]:
        """The notes, each with how often it occurred where that is more than once."""
        return tuple(
            say("{words} ({times:,} times)", words=words, times=times) if times > 1 else words
            for words, times in self.notes.items()
        )


def in_words(value: object) -> str:
    """A value of a record as a reader sees it; empty for none.

    >>> in_words(("Ensley", "Wylam")), in_words(True), in_words(None)
    ('Ensley, Wylam', 'yes', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return say("yes") if value else say("no")
        case time():
            return f"{value:%H:%M}"
        case tuple():
            return ", ".join(map(in_words, value))
        case dict():
            return ", ".join(f"{name} {count}" for name, count in value.items())
    return str(value)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its word.

    >>> counted(1, "neighborhood"), counted(2, "kind of event", "kinds of event")
    ('1 neighborhood', '2 kinds of event')
    """
    noun = one if number == 1 else many or f"{one}s"
    return f"{spoken().number(number)} {say(noun)}"


def first_few(names: Iterable[str], most: int = 20) -> str:
    """Some names in a row, the rest counted.

    >>> first_few(["a", "b", "c"], most=2)
    'a, b and 1 more'
    """
    told = list(names)
    more, first = len(told) - most, ", ".join(told[:most])
    return say("{names} and {more:,} more", names=first, more=more) if more > 0 else first


def month_words(day: date) -> str:
    """The month of a day, in the language spoken.

    >>> month_words(date(2019, 1, 24))
    'January 2019'
    """
    return spoken().month(day.year, day.month)


def _order_words(order: str) -> str:
    words = {Order.MONTH_FIRST: say("month/day/year"), Order.DAY_FIRST: say("day/month/year")}
    return words.get(order, order)


class RowRefusedError(Exception):
    """A row that is not taken: why, and the column (counted from 0) where one is to blame. ``left_out``: because the
    reader said so. Never leaves this room."""

    def __init__(self, words: str, column: int | None = None, *, left_out: bool = False) -> None:
        super().__init__(words)
        self.words = words
        self.column = column
        self.left_out = left_out


class OneTurn:
    """Looks up all names of a row before one that is not known refuses it, so that all are asked for in one turn."""

    def __init__(self) -> None:
        self._fault: RowRefusedError | None = None

    def look[Found](self, up: Callable[[], Found], otherwise: Found) -> Found:
        """What is found; where the row is refused for it, that is kept for :meth:`settle`."""
        try:
            return up()
        except RowRefusedError as fault:
            self._fault = self._fault or fault
            return otherwise

    def settle(self) -> None:
        """Raise the first :class:`RowRefusedError` there was."""
        if self._fault is not None:
            raise self._fault


def problem_at(table: Table, row: Row | None, column: int | None, words: str) -> Problem:
    """A problem with a row of a table, or with one of its cells."""
    named = ""
    if column is not None:
        name = table.names[column] if column < len(table.names) else ""
        named = column_letters(column) + (f" ({name})" if name else "")
    number, cells = (row.number, row.cells) if row else (None, ())
    return Problem(table.sheet.file, table.sheet.name, number, named, words, at=column, names=table.names, cells=cells)


def blamed(column: int, fault: OutreachError) -> RowRefusedError:
    """A fault of a cell's content as the reason why its row is not taken."""
    return RowRefusedError(str(fault), column)

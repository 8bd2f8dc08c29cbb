"""What the rows of a file say of crime: counts of one month, area and offense, summed up while the file is read."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from outreach.errors import OutreachError
from outreach.exchange.cells import refuse_without
from outreach.exchange.columns import Cut, Reader, Take
from outreach.exchange.crime_tally import CountOf, Said, Tally
from outreach.exchange.mapping import FileMapping, Layout
from outreach.exchange.moments import Manner, decide, format_of, month_of_header, read_month
from outreach.exchange.plan import Findings, RowRefusedError, blamed, counted, month_words, problem_at
from outreach.exchange.resolving import Resolver
from outreach.exchange.sheet import Cell, Row, shown
from outreach.exchange.sources import TOTALS, Source, left_out_by_rule
from outreach.exchange.tables import Table, plain
from outreach.languages.spoken import say
from outreach.records.crime import CrimeScope
from outreach.records.marks import Marks

BLANK = "(blank)"
"""Under [areas], the spelling that stands for a cell with nothing in it."""

_MOST = 10_000_000
_LONGEST_NUMBER = 40
"""Longer ones are no counts, and some of them more than the machine can tell."""
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?|(?:0?[1-9]|1[0-2]):[0-5]\d(?::[0-5]\d)? ?[AP]M", re.I)
"""A time of day that cannot move its day into another month: none with a time zone."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.0*)?|\(\d+\)")


@dataclass(frozen=True, slots=True)
class CrimeNames:
    """Where the names of areas and offenses are looked up."""

    areas: Resolver
    offenses: Resolver


class CrimeReader:
    """Reads the counts of one table as a mapping tells, into a tally.

    Raises:
        OutreachError: the table lacks a column that the mapping names, or the mapping names too few.
    """

    def __init__(
        self, source: Source, mapping: FileMapping, names: CrimeNames, time_zone: str, tally: Tally, findings: Findings
    ) -> None:
        self._source, self._mapping, self._names = source, mapping, names
        self._table, self._tally, self._findings = source.table, tally, findings
        self._reader = Reader(source.table, _present(source, mapping), mapping.blanks)
        self._check_told()
        self._months: dict[object, date] = {}
        self._counts: dict[object, int] = {}
        self._areas: dict[Cell, str] = {}
        self._offenses_by_cell: dict[Cell, str] = {}
        self._totals: dict[Cell, bool] = {}
        self._alone = {what: self._reader.alone(what) for what in ("month", "area", "offense")}
        self._seen, self._placed = Marks(), 0
        self._manner = Manner()
        zone = mapping.time_zone or time_zone
        if self._reader.has("month"):
            self._manner = self._decided(ZoneInfo(zone))
        self._times_matter_not = not self._manner.format and (mapping.stamps_in or zone) == zone
        self._take: Callable[[Row], None] = self._take_one
        if mapping.layout is Layout.MONTHS:
            self._month_columns = self._columns_of_months()
            self._take = self._take_months
        if mapping.layout is Layout.CROSSTAB:
            self._offenses = self._offense_columns()
            self._take = self._take_crosstab

    def take(self, rows: Iterator[Row]) -> None:
        """Count all rows; those that cannot be right are refused, one by one."""
        table, findings = self._table, self._findings
        for row in rows:
            try:
                if because := left_out_by_rule(table, row, self._mapping):
                    findings.leave_out(problem_at(table, row, None, because))
                elif self._is_total(row):
                    findings.leave_out(problem_at(table, row, None, say("it is a total of other rows")))
                elif words := table.overflow(row):
                    findings.refuse(problem_at(table, row, None, words))
                else:
                    self._take(row)
            except RowRefusedError as fault:
                findings.turn_away(fault, problem_at(table, row, fault.column, fault.words))

    def _check_told(self) -> None:
        needed = ["area" if self._mapping.layout is Layout.CROSSTAB else "offense"]
        if self._mapping.layout is Layout.COUNTS:
            needed.append("count")
        if self._source.month is None and self._mapping.layout is not Layout.MONTHS:
            needed.append("month")
        words = {"month": say("month"), "area": say("area"), "offense": say("offense"), "count": say("count")}
        for what in needed:
            refuse_without(self._table, self._reader.has(what), words[what])

    def _decided(self, zone: ZoneInfo) -> Manner:
        wanted = self._mapping.formats.get("month", "")
        stamps_in = ZoneInfo(self._mapping.stamps_in) if self._mapping.stamps_in else zone
        manner = Manner(wanted, stamps_in=stamps_in, time_zone=zone)
        if wanted:
            return manner
        column = self._reader.columns("month")[0]
        manner = decide((row.cells[column] for row in self._table.records()), manner, self._mapping.date_order)
        self._findings.note_dates(self._table, say("the column “{name}”", name=self._table.names[column]), manner)
        return manner

    def _is_total(self, row: Row) -> bool:
        columns = self._reader.columns("area") or self._reader.columns("offense")
        if not columns:
            return False
        cell = row.cells[columns[0]]
        known = self._totals.get(cell)
        if known is None:
            known = self._totals[cell] = plain(shown(cell)) in TOTALS
        return known

    def _take_one(self, row: Row) -> None:
        try:
            area = self._area(row)
        except RowRefusedError:
            with suppress(RowRefusedError):
                self._offense(row)  # is asked for in the same turn
            raise
        month, offense = self._month(row), self._offense(row)
        count = self._count(self._cut(row, "count")) if self._reader.has("count") else 1
        if count is None:
            if self._mapping.layout is Layout.INCIDENTS:
                raise RowRefusedError(say("the count is missing"), self._reader.columns("count")[0])
            return
        if self._reader.has("id") and self._repeated(row, (month, area, offense), count):
            return
        if self._findings.shows:
            self._show(row, {(month, area, offense): count})
        if self._mapping.layout is Layout.INCIDENTS:
            self._tally.report((month, area, offense), count)
        else:
            self._say({(month, area, offense): count}, row)

    def _repeated(self, row: Row, key: CountOf, count: int) -> bool:
        """Whether the number of a report was met before in its table, or all that it says in another one."""
        number = self._cut(row, "id").text
        if not number:
            return False
        place = self._placed = self._placed + 1
        if self._seen.setdefault(number, place) < place:
            words = say("its number “{number}” occurred before, and was counted once", number=number)
        elif (file := self._tally.told_before((number, *key, str(count)), self._table.sheet)) is not None:
            words = say(
                "its number “{number}” is that of the same report in {file}, and was counted once",
                number=number,
                file=file,
            )
        else:
            return False
        self._findings.leave_out(problem_at(self._table, row, self._reader.columns("id")[0], words))
        return True

    def _take_crosstab(self, row: Row) -> None:
        month, area = self._month(row), self._area(row)
        self._take_across(row, [(column, (month, area, offense)) for column, offense in self._offenses])

    def _take_months(self, row: Row) -> None:
        area, offense = self._area(row), self._offense(row)
        self._take_across(row, [(column, (month, area, offense)) for column, month in self._month_columns])

    def _take_across(self, row: Row, counts: Sequence[tuple[int, CountOf]]) -> None:
        """Take a row with several counts, each in a column of its own."""
        found: dict[CountOf, int] = {}
        for column, key in counts:
            count = self._count(Cut(shown(row.cells[column]), row.cells[column], column))
            if count is None and self._mapping.blank_counts == "zero":
                count = 0
            if count is not None:
                found[key] = count
        self._compare_total(row, sum(found.values()))
        self._show(row, found)
        self._say(found, row)

    def _show(self, row: Row, counts: Mapping[CountOf, int]) -> None:
        """Show what a row counts; of a row with many counts, their sum."""
        if not self._findings.shows or not counts:
            return
        months, areas, offenses = ({key[at]: None for key in counts} for at in range(3))
        values = {
            "month": tuple(f"{month:%Y-%m}" for month in months if isinstance(month, date)),
            "area": tuple(scope_words(area) for area in areas if isinstance(area, str) and area)
            or scope_words(CrimeScope(self._mapping.scope)),
            "offense": tuple(offenses) if len(offenses) == 1 else counted(len(offenses), "offense"),
            "count": sum(counts.values()),
        }
        self._findings.show(problem_at(self._table, row, None, ""), values)

    def _columns_of_months(self) -> tuple[tuple[int, date], ...]:
        """The columns that hold a month each; others, such as a year to date, are left alone."""
        found = months_of(self._table)
        if not found:
            raise OutreachError(
                say(
                    "{place}: none of the columns is called by a month and year, such as 2019-01 or January 2019: name "
                    "them so, or put the year into the file's name.",
                    place=self._table.place(self._table.header),
                )
            )
        return found

    def _say(self, counts: Mapping[CountOf, int], row: Row) -> None:
        """Keep the counts of a row. One that was said before is refused, so that no sheet is counted twice; but where
        one sheet spells an area in two ways, each row holds a part of it, and they are added."""
        spelling = self._cut(row, "area").text if self._reader.has("area") else ""
        said = Said(self._table.sheet.place, self._table.place(row), spelling)
        again = counts.keys() & self._tally.counts.keys()
        for month, area, offense in again:
            before = self._tally.said_by[month, area, offense]
            if before.sheet != said.sheet or before.spelling == spelling:
                raise RowRefusedError(
                    say(
                        "{offense} in {area} for {month} was counted already in {place}: leave one of the two out",
                        offense=offense,
                        area=area or say("the whole area"),
                        month=month_words(month),
                        place=before.place,
                    )
                )
        if again:
            self._findings.note(
                say(
                    "{place}: “{spelling}” was added to {area}, which has another row",
                    place=said.place,
                    spelling=spelling,
                    area=next(iter(again))[1],
                )
            )
        self._tally.say(counts, said)

    def _compare_total(self, row: Row, added: int) -> None:
        if not self._reader.has("total"):
            return
        total = self._count(self._cut(row, "total"))
        if total is not None and total != added:
            self._findings.note(
                say(
                    "{place}: the offenses add up to {added:,}, but the total says {total:,}; the offenses were taken",
                    place=self._table.place(row),
                    added=added,
                    total=total,
                )
            )

    def _offense_columns(self) -> tuple[tuple[int, str], ...]:
        """The columns that hold an offense each: those that the mapping does not use otherwise.

        One whose name nobody knows is asked about, as the names in rows are.
        """
        others = {
            at for what in ("month", "scope", "area", "count", "total", "id") for at in self._reader.columns(what)
        }
        found: list[tuple[int, str]] = []
        for column, name in enumerate(self._table.names):
            if column in others or not name:
                continue
            try:
                if offense := self._names.offenses.find(name):
                    found.append((column, offense))
            except OutreachError as fault:
                where = problem_at(self._table, self._table.header, column, str(fault))
                self._findings.rows += 1
                self._findings.turn_away(RowRefusedError(str(fault), column), where)
        twice = {offense for _, offense in found if sum(offense == other for _, other in found) > 1}
        if twice:
            raise OutreachError(
                say(
                    "{place}: several columns stand for {offenses}: correct the offenses in the mapping.",
                    place=self._table.place(self._table.header),
                    offenses=", ".join(sorted(twice)),
                )
            )
        return tuple(found)

    def _cut(self, row: Row, what: str) -> Cut:
        try:
            return self._reader.read(row, what)
        except OutreachError as fault:
            raise blamed(self._reader.columns(what)[0], fault) from fault

    def _found(self, resolver: Resolver, cut: Cut) -> str:
        try:
            found = resolver.find(cut.text)
        except OutreachError as fault:
            raise blamed(cut.column, fault) from fault
        if not found:
            words = say("the {what} “{name}” was to be left out", what=say(resolver.what), name=cut.text)
            raise RowRefusedError(words, cut.column, left_out=True)
        return found

    def _area(self, row: Row) -> str | None:
        if self._reader.has("scope") and (whole := self._whole(row)) is not None:
            return whole
        if not self._reader.has("area"):
            return None
        at = self._alone["area"]
        if at is not None and (known := self._areas.get(row.cells[at])) is not None:
            return known
        cut = self._cut(row, "area")
        if not cut.is_blank:
            found = self._found(self._names.areas, cut)
            if at is not None:
                self._areas[row.cells[at]] = found
            return found
        if self._mapping.areas.texts.get(plain(BLANK)):
            return self._names.areas.find(BLANK)
        raise RowRefusedError(say("the neighborhood is missing"), cut.column)

    def _whole(self, row: Row) -> CrimeScope | None:
        """The precinct or department for whose whole a row counts; None: it counts for a neighborhood."""
        cut = self._cut(row, "scope")
        told = cut.text.casefold()
        if told not in ("", *CrimeScope):
            listed = ", ".join(CrimeScope)
            raise RowRefusedError(say("“{text}” is none of {listed}", text=cut.text, listed=listed), cut.column)
        return None if told in ("", CrimeScope.NEIGHBORHOOD) else CrimeScope(told)

    def _offense(self, row: Row) -> str:
        at = self._alone["offense"]
        if at is not None and (known := self._offenses_by_cell.get(row.cells[at])) is not None:
            return known
        cut = self._cut(row, "offense")
        if cut.is_blank:
            raise RowRefusedError(say("the offense is missing"), cut.column)
        found = self._found(self._names.offenses, cut)
        if at is not None:
            self._offenses_by_cell[row.cells[at]] = found
        return found

    def _month(self, row: Row) -> date:
        if self._source.month is not None and not self._reader.has("month"):
            return self._source.month
        at = self._alone["month"]
        if at is not None and self._times_matter_not and isinstance(cell := row.cells[at], str):
            # Half a million reports have a few hundred days, each with its own minute.
            day, _, clock = cell.partition(" ")
            if (known := self._months.get(day)) is not None and (not clock or _CLOCK.fullmatch(clock)):
                return known
            if clock and day and self._month_of_day(at, day, clock):
                return self._months[day]
        cut = self._cut(row, "month")
        if cut.is_blank:
            raise RowRefusedError(say("the month is missing"), cut.column)
        known = self._months.get(cut.cell)
        if known is None:
            known = self._months[cut.cell] = self._read_month(cut)
        return known

    def _month_of_day(self, at: int, day: str, clock: str) -> bool:
        """Whether a day and a time beside it are understood; the month of the day is then known for the next rows."""
        if not _CLOCK.fullmatch(clock):
            return False
        try:
            self._months[day] = self._read_month(Cut(day, day, at))
        except RowRefusedError:
            return False
        return True

    def _read_month(self, cut: Cut) -> date:
        wanted = self._manner.format
        if not wanted or not re.search("%d|%j", format_of(wanted)):
            month = read_month(cut.text)
            if month is not None:
                return month
        try:
            moment = self._manner.read(cut.text if isinstance(cut.cell, str) else cut.cell)
        except OutreachError as fault:
            raise blamed(cut.column, fault) from fault
        return moment.day.replace(day=1)

    def _count(self, cut: Cut) -> int | None:
        if cut.is_blank:
            return None
        known = self._counts.get(cut.cell)
        if known is None:
            known = self._counts[cut.cell] = _whole_number(cut)
        return known


def scope_words(area: str) -> str:
    """What a count is of, in words: an area by its name, or the whole of which there are many."""
    if not isinstance(area, CrimeScope):
        return area
    return {CrimeScope.PRECINCT: say("precinct"), CrimeScope.DEPARTMENT: say("department")}.get(area, area)


def months_of(table: Table) -> tuple[tuple[int, date], ...]:
    """The columns of a table that are called by a month, with the month of each."""
    years = f"{table.sheet.name} {table.sheet.file}"
    named = ((at, month_of_header(cell, years)) for at, cell in enumerate(table.header.cells))
    return tuple((at, month) for at, month in named if month is not None)


def _whole_number(cut: Cut) -> int:
    text = cut.text.replace(",", "").replace("−", "-").replace(" ", "")
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        raise RowRefusedError(say("“{text}” is not a whole number", text=cut.text), cut.column)
    number = -int(text.strip("()")) if text.startswith("(") else int(float(text))
    if abs(number) > _MOST:
        raise RowRefusedError(say("the count {number:,} cannot be right", number=number), cut.column)
    return number


def _present(source: Source, mapping: FileMapping) -> dict[str, Take]:
    """The columns to read; those that need not be there (a count, a number, a total) only where they are."""
    takes = dict(mapping.columns)
    if source.month is not None:
        takes.pop("month", None)
    for what in ("id", "total"):
        take = takes.get(what)
        if take and not any(source.table.index(name) is not None for name in take.columns):
            takes.pop(what)
    return takes

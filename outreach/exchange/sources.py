"""The tables of the files of one import: which sheets are read, and which are left out and why."""

import hashlib
import re
import string
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import cast

from outreach.errors import OutreachError
from outreach.exchange.mapping import CellPlace, FileMapping, MonthBy
from outreach.exchange.moments import MONTHS, read_month
from outreach.exchange.plan import Contradiction, Findings, Progress, month_words
from outreach.exchange.sheet import Block, Cell, Row, Sheet, is_blank, shown
from outreach.exchange.tables import Table, find_table, open_sheets, plain, without_notes
from outreach.languages.spoken import say

_SPAN = re.compile(
    r"qtr|quarter|\bq[1-4]\b|half|ytd|to.?date|thru|through|annual|cumulative|year|(?:^|[^a-z])all(?:[^a-z]|$)"
)
_MONTH_IN_TITLE = re.compile(rf"(?:^|[^a-z])({'|'.join(MONTHS)})(?:[a-z]*)")
_YEAR_IN_TITLE = re.compile(r"(?<!\d)((?:19|20|21)\d{2})(?!\d)")
TOTALS = {"total", "totals", "grandtotal", "citytotal", "citywide", "citywidetotal", "sum", "subtotal"}
"""What a row of totals is called, by its letters."""
_FIRST_LETTERS = frozenset("tTgGcCsS")
_MAY_BEGIN = _FIRST_LETTERS | {"", *string.whitespace}
_FIRST_LETTER = itemgetter(slice(1))
_A_NUMBER = re.compile(r"[-+(]?[\d.,]+[)%]?")
_BLOCKS_PER_STEP = 8
_WIDTH_OF_ROW = 120
"""Bytes a row takes in an ordinary file; only the progress bar depends on it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One table to read, with the month that its file or sheet is about where its rows do not say."""

    path: Path
    table: Table
    month: date | None = None


def sources(paths: Sequence[Path], mapping: FileMapping, findings: Findings) -> list[Source]:
    """The tables to be read from the files, in order. A sheet is left out, and that is said, when the mapping says so,
    when its title speaks of a longer time than a month while the file is about a month, or when it is empty.

    Raises:
        OutreachError: a file cannot be read, is given twice, or holds no table at all.
    """
    found: list[Source] = []
    seen: dict[str, str] = {}
    called = _told_apart(paths)
    for path in paths:
        opened = open_sheets(path, mapping.encoding, mapping.delimiter)
        sheets = [replace(sheet, file=called[path]) for sheet in opened]
        digest = _digest(path) if len(paths) > 1 else ""
        if digest in seen:
            raise OutreachError(
                say(
                    "{name} holds the same as {other}, and would be counted twice: name one of them.",
                    name=called[path],
                    other=seen[digest],
                )
            )
        seen[digest] = called[path]
        wanted = [name for take in mapping.columns.values() for name in take.columns]
        tables = []
        tabled = without_notes(sheets)
        for sheet in sheets:
            reason = _left_out(sheet.name, mapping)
            if not reason and sheet not in tabled and not _is_asked_for(sheet, wanted):
                reason = say("it holds words and no table")
            read = corrected(sheet, mapping.corrections)
            table = None if reason else find_table(read, wanted, mapping.header_row)
            if table is not None:
                tables.append(table)
            elif reason:
                findings.note(say("{place} was left out: {reason}", place=sheet.place, reason=reason))
        if not tables:
            if not any(_left_out(sheet.name, mapping) for sheet in sheets):
                raise OutreachError(say("{name} is empty: it holds no table.", name=called[path]))
            findings.note(
                say("{name}: all of its sheets were left out, so nothing was taken from it", name=called[path])
            )
        for table in tables:
            month, left_out = _month(path, table, mapping, findings)
            if not left_out:
                found.append(Source(path, table, month))
    return found


def _is_asked_for(sheet: Sheet, wanted: Sequence[str]) -> bool:
    """Whether a sheet of one column names a column that is to be read."""
    table = find_table(sheet, wanted)
    return table is not None and bool({plain(name) for name in wanted} & {plain(name) for name in table.names})


def _told_apart(paths: Sequence[Path]) -> dict[Path, str]:
    """What each file is called: by its name, and by its folder too where several bear one name. What is said of a
    cell, a row or a sheet of one of them is not said of the other then.

    >>> list(_told_apart([Path("a/2019/crime.csv"), Path("b/2019/crime.csv"), Path("b/x.csv")]).values())
    ['a/2019/crime.csv', 'b/2019/crime.csv', 'x.csv']
    """
    called = {path: path.name for path in paths}
    for parts in range(2, max((len(path.parts) for path in paths), default=0) + 1):
        times = Counter(called.values())
        called = {path: name if times[name] == 1 else "/".join(path.parts[-parts:]) for path, name in called.items()}
    return called


def read_rows(
    found: Sequence[Source], findings: Findings, progress: Progress | None
) -> Iterator[tuple[Source, Iterator[Row]]]:
    """Each table with its rows that are not blank, counting them and telling now and then how far the work is."""
    for source, blocks in read_blocks(found, findings, progress):
        yield source, chain.from_iterable(blocks)


def read_blocks(
    found: Sequence[Source], findings: Findings, progress: Progress | None
) -> Iterator[tuple[Source, Iterator[Sequence[Row]]]]:
    """The like of :func:`read_rows` with some hundred rows at a time."""
    sizes = {source.path: source.path.stat().st_size for source in found}
    whole = max(1, sum(sizes.values()))
    before = 0
    seen: set[Path] = set()
    for source in found:
        yield source, _counted(source, before / whole, sizes[source.path] / whole, findings, progress)
        if source.path not in seen:
            seen.add(source.path)
            before += sizes[source.path]


def _counted(
    source: Source, start: float, share: float, findings: Findings, progress: Progress | None
) -> Iterator[Sequence[Row]]:
    size, name = max(1, source.path.stat().st_size), source.path.name
    count = 0
    for number, rows in enumerate(source.table.blocks()):
        count += len(rows)
        findings.rows += len(rows)
        if number % _BLOCKS_PER_STEP == 0 and progress is not None:
            passed = min(1.0, count * _WIDTH_OF_ROW / size)
            told = say("{name}: {count:,} rows read", name=name, count=count)
            progress(min(1.0, start + share * passed), told)
        yield rows


def corrected(sheet: Sheet, corrections: Mapping[CellPlace, str]) -> Sheet:
    """A sheet in which some cells hold what somebody says instead of what the file does."""
    rows: dict[int, dict[int, str]] = {}
    for (file, name, row, column), text in corrections.items():
        if (file, name) == (sheet.file, sheet.name):
            rows.setdefault(row, {})[column] = text
    if not rows:
        return sheet

    def read() -> Iterator[Row]:
        for row in sheet.rows():
            said = rows.get(row.number)
            yield row if said is None else Row(row.number, _with(row.cells, said))

    return replace(sheet, read=read, read_blocks=None)


def _with(cells: tuple[Cell, ...], said: Mapping[int, str]) -> tuple[Cell, ...]:
    wide = max(len(cells), max(said) + 1)
    return tuple(said.get(at, cells[at] if at < len(cells) else "") for at in range(wide))


def left_out_by_rule(table: Table, row: Row, mapping: FileMapping) -> str:
    """Why a row is left out: a rule of the mapping says so, or it is a total; empty when it is taken."""
    if is_total(row):
        return say("it is a total of other rows")
    for because, take, naming in mapping.rows:
        index = next((at for name in take.columns if (at := table.index(name)) is not None), None)
        if index is not None and naming.find(shown(row.cells[index])):
            return because
    return ""


def is_total(row: Row) -> bool:
    """Whether a row sums up others: it begins with such a word, and beside it stand numbers alone.

    >>> is_total(Row(9, ("", "Grand total:", 12.0, "1,204"))), is_total(Row(9, ("Total", "Recall", "2019-01-08")))
    (True, False)
    """
    head = row.cells[0] if row.cells else ""
    if isinstance(head, str) and head[:1] and head[0] not in _FIRST_LETTERS and not head[0].isspace():
        return False  # so it is for most rows of most files
    filled = (cell for cell in row.cells if not is_blank(cell))
    first = next(filled, "")
    if not isinstance(first, str) or first.lstrip()[:1] not in _FIRST_LETTERS or plain(first) not in TOTALS:
        return False
    return all(not isinstance(cell, str) or _A_NUMBER.fullmatch(cell.strip()) for cell in filled)


def holds_total(block: Block) -> bool:
    """Whether any of some rows :func:`is_total`; asked of all of them by how they begin."""
    heads = block.columns[0]
    if set(map(type, heads)) == {str} and _MAY_BEGIN.isdisjoint(map(_FIRST_LETTER, cast("Sequence[str]", heads))):
        return False
    return any(map(is_total, block.rows))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()


def _left_out(title: str, mapping: FileMapping) -> str:
    if title and mapping.sheets.find(title):
        return say("the mapping says so")
    if title and mapping.month_in and covers_more_than_a_month(title):
        return say("its title speaks of more than one month, so that its counts would repeat those of the months")
    return ""


def covers_more_than_a_month(title: str) -> bool:
    """Whether the title of a sheet speaks of a quarter, a year or another span of months.

    >>> covers_more_than_a_month("2nd Qtr 2008"), covers_more_than_a_month("January - December 2008")
    (True, True)
    >>> covers_more_than_a_month("OctthruDec_2006_Crosstab"), covers_more_than_a_month("June 2008")
    (True, False)
    """
    lowered = title.lower()
    return bool(_SPAN.search(lowered)) or len(set(_MONTH_IN_TITLE.findall(lowered))) > 1


def _month(path: Path, table: Table, mapping: FileMapping, findings: Findings) -> tuple[date | None, bool]:
    """The month of a table by the name of its file or sheet, and whether the sheet is left out.

    A sheet that names another month is asked about, unless somebody answered.
    """
    if not mapping.month_in:
        return None, False
    month = None
    for where, text in (("file_name", path.name), ("sheet_name", table.sheet.name)):
        pattern = mapping.month_in.get(where)
        found = pattern.search(text) if pattern and month is None else None
        if found is not None:
            month = read_month("-".join(found.groups()) if found.groups() else found[0])
    if month is None:
        raise OutreachError(
            say(
                "{place}: its name does not tell a month as the mapping expects. Rename the file, or correct "
                "“month_in” in the mapping.",
                place=table.sheet.place,
            )
        )
    said_month, said_year = _said_by_title(table.sheet.name)
    titled = date(said_year or month.year, said_month or month.month, 1)
    if titled == month:
        return month, False
    found_month = _answered(Contradiction(table.sheet.file, table.sheet.name, month, titled), mapping, findings)
    return found_month, found_month is None


def _answered(one: Contradiction, mapping: FileMapping, findings: Findings) -> date | None:
    """The month that a contradicting sheet is about, by what somebody said; None: it is left out.

    As long as nobody said it, it is read as the name of its file says, and the plan asks.
    """
    by_rule = {MonthBy.FILE: one.by_file, MonthBy.SHEET: one.by_sheet, MonthBy.NEITHER: None}
    place = (one.file, one.sheet)
    if place not in mapping.sheet_months and mapping.month_by is None:
        findings.contradictions.append(one)
        return one.by_file
    month = mapping.sheet_months[place] if place in mapping.sheet_months else by_rule[mapping.month_by or MonthBy.FILE]
    said = str(one).removesuffix(".")
    if month is None:
        findings.note(say("{said}; it was taken for no month, as was said, and left out", said=said))
    else:
        findings.note(say("{said}; it was taken for {month}, as was said", said=said, month=month_words(month)))
    return month


def _said_by_title(title: str) -> tuple[int | None, int | None]:
    """The month and year that a sheet's title speaks of."""
    lowered = title.lower()
    months = _MONTH_IN_TITLE.findall(lowered)
    years = _YEAR_IN_TITLE.findall(lowered)
    return (MONTHS.index(months[0]) + 1 if months else None, int(years[0]) if len(years) == 1 else None)

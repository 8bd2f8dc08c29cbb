"""Lists as files that spreadsheet programs open: CSV and xlsx, with types, widths and no formula that is not ours."""

import csv
import datetime as calendar
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain, islice
from pathlib import Path
from uuid import UUID

import xlsxwriter

from outreach.errors import OutreachError
from outreach.languages.spoken import say

type Value = str | int | float | bool | date | datetime | time | UUID | None
"""What a cell is given; None leaves it empty."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MOST_ROWS = 1_048_575
_LONGEST_CELL = 32_767
_NARROWEST, _WIDEST = 8, 60
_ROWS_MEASURED = 200


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list as shown: its header, and its width in characters (0: as wide as its first rows need)."""

    header: str
    width: int = 0


def write_table(path: Path, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> int:
    """Write a list to a file, as CSV or xlsx by the end of its name; returns how many rows it has.

    Raises:
        OutreachError: the name ends otherwise, the file cannot be written, or a sheet cannot hold so many rows.
    """
    writers: dict[str, Callable[..., int]] = {".csv": _write_csv, ".xlsx": _write_xlsx}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise OutreachError(say("{name} should end in .csv or .xlsx: name the file so.", name=path.name))
    with replacing(path) as part:
        return writer(part, title, columns, rows)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file beside the one that is to be written, which takes its place when all went well.

    Raises:
        OutreachError: the file cannot be written; one that was there before is as it was.
    """
    part = path.parent / f".{path.name}.part"  # also of ".", which then cannot be written
    try:
        yield part
        part.replace(path)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as fault:
        reason = getattr(fault, "strerror", None) or fault
        raise OutreachError(
            say(
                "{path} cannot be written ({reason}): close it where it is open, or choose another place.",
                path=path,
                reason=reason,
            )
        ) from fault
    finally:
        part.unlink(missing_ok=True)


def neutral(text: str) -> str:
    """A text that a spreadsheet program takes for a text, not for a formula.

    >>> neutral("=1+1"), neutral("+1 205 555 0100"), neutral("Opal")
    ("'=1+1", "'+1 205 555 0100", 'Opal')
    """
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def _write_csv(path: Path, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> int:
    count = 0
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow([column.header for column in columns])
        for count, row in enumerate(rows, start=1):  # noqa: B007 - the last count is the answer
            writer.writerow([_as_text(value) for value in row])
    return count


def _as_text(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case time():
            return f"{value:%H:%M}"
        case str():
            return neutral(value)
    return str(value)


def _write_xlsx(path: Path, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> int:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        # The time in the file would differ from one writing of the same list to the next.
        book.set_properties({"title": title, "created": calendar.datetime(2000, 1, 1)})  # noqa: DTZ001
        sheet = book.add_worksheet(_sheet_name(title))
        formats = {
            date: book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
            time: book.add_format({"num_format": "h:mm AM/PM", "align": "left", "valign": "top"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd h:mm AM/PM", "align": "left", "valign": "top"}),
            str: book.add_format({"text_wrap": True, "valign": "top"}),
            int: book.add_format({"num_format": "#,##0", "valign": "top"}),
            float: book.add_format({"valign": "top"}),
        }
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        rest = iter(rows)
        first = list(islice(rest, _ROWS_MEASURED))
        for at, column in enumerate(columns):
            sheet.set_column(
                at, at, column.width or _needed(column.header, [row[at] for row in first if at < len(row)])
            )
        sheet.write_row(0, 0, [column.header for column in columns], heading)
        sheet.freeze_panes(1, 0)
        count = 0
        for count, row in enumerate(chain(first, rest), start=1):
            if count > _MOST_ROWS:
                raise OutreachError(
                    say("A sheet holds {most:,} rows at most: write a .csv file instead.", most=_MOST_ROWS)
                )
            for at, value in enumerate(row):
                _write_cell(sheet, count, at, value, formats)
        sheet.autofilter(0, 0, count, max(0, len(columns) - 1))
        return count


def _needed(header: str, values: Sequence[Value]) -> int:
    """The width in characters that a column needs for its header and its first values."""
    longest = max((len(_as_text(one)) for one in values), default=0)
    return max(_NARROWEST, min(max(len(header), longest) + 2, _WIDEST))


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    value: Value,
    formats: dict[type, xlsxwriter.format.Format],
) -> None:
    match value:
        case None | "":
            return
        case bool():
            sheet.write_string(row, column, "yes" if value else "no", formats[str])
        case int() | float():
            sheet.write_number(row, column, value, formats[type(value)])
        case datetime() | date() | time():
            sheet.write_datetime(row, column, value, formats[type(value)])
        case _:
            sheet.write_string(row, column, str(value)[:_LONGEST_CELL], formats[str])


def _sheet_name(title: str) -> str:
    """A title as Excel allows it for a sheet."""
    kept = "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)
    return " ".join(kept.split())[:31] or "List"

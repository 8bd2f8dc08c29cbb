"""Tables in text files: CSV and TSV of any dialect, encoding and line end, read as a stream."""

import codecs
import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import batched, chain
from pathlib import Path
from typing import TextIO

from outreach.errors import OutreachError
from outreach.exchange.sheet import MOST_COLUMNS, ROWS_AT_ONCE, Row, Rows, Sheet, column_letters
from outreach.languages.spoken import say

LONGEST_LINE = 4_000_000
"""Characters. A longer line is no row of a table, and would fill the memory."""

csv.field_size_limit(LONGEST_LINE)  # for the whole program; as it comes it is less than a long summary

_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_SAMPLE_ROWS = 200
_TEXT_AT_ONCE = 1 << 16
_DELIMITERS = (",", ";", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file writes a table.

    ``mark_bytes`` stand before the text and are no part of it; ``leading_lines`` are an Excel ``sep=`` line.
    ``is_simple``: no quotation mark, no NUL and no endless line stands in the file, so that each line is a row.
    """

    encoding: str
    delimiter: str
    mark_bytes: int = 0
    leading_lines: int = 0
    is_simple: bool = False

    def open(self, path: Path, errors: str = "strict", newline: str | None = "") -> TextIO:
        """The text of the file, without its mark, with line ends as they are, or all alike if ``newline`` is None."""
        file = path.open("rb")
        file.seek(self.mark_bytes)
        return io.TextIOWrapper(file, self.encoding, errors, newline=newline)


def open_delimited(path: Path, encoding: str | None = None, delimiter: str | None = None) -> Sheet:
    """The one sheet of a text file. What is not given is found out from the whole file.

    Raises:
        OutreachError: the bytes are not text in any encoding that can be told, or in the one that was named.
    """
    dialect = find_dialect(path, encoding, delimiter)
    if dialect.is_simple:
        return Sheet(
            path.name,
            "",
            lambda: chain.from_iterable(_simple_rows(path, dialect)),
            read_blocks=lambda: _simple_rows(path, dialect),
        )
    return Sheet(path.name, "", lambda: _rows(path, dialect))


def find_dialect(path: Path, encoding: str | None = None, delimiter: str | None = None) -> Dialect:
    """Find out how a text file writes its table, leaving alone what was given.

    Raises:
        OutreachError: see :func:`open_delimited`.
    """
    found, mark_bytes = _find_encoding(path) if encoding is None else _checked(path, encoding)
    dialect = Dialect(found, ",", mark_bytes, is_simple=_is_simple(path, found))
    with dialect.open(path, "replace") as file:
        sample = file.read(_SAMPLE)
    first = re.split(r"[\r\n]", sample, maxsplit=1)[0].strip()
    if len(first) == 5 and first.lower().startswith("sep="):
        return replace(dialect, delimiter=delimiter or first[4], leading_lines=1)
    return replace(dialect, delimiter=delimiter or _find_delimiter(sample))


def _find_encoding(path: Path) -> tuple[str, int]:
    """The encoding, and how many bytes its mark takes."""
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            if encoding == "utf-8":
                return _utf8_or_windows(path, len(mark)), len(mark)
            return _checked(path, encoding, len(mark))
    wide = _wide_without_mark(head)
    if wide:
        return _checked(path, wide)
    return _utf8_or_windows(path, 0), 0


def _is_simple(path: Path, encoding: str) -> bool:
    if encoding not in ("utf-8", "cp1252"):
        return False
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if b'"' in chunk or b"\x00" in chunk or (len(chunk) == _CHUNK and not (b"\n" in chunk or b"\r" in chunk)):
                return False
    return True


def _wide_without_mark(head: bytes) -> str:
    """UTF-16 without its mark: in western text every other byte is zero."""
    pairs = len(head) // 2
    if pairs < 4:
        return ""
    high, low = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if low > 0.6 * pairs and high < 0.1 * pairs:
        return "utf-16-le"
    if high > 0.6 * pairs and low < 0.1 * pairs:
        return "utf-16-be"
    return ""


def _utf8_or_windows(path: Path, mark_bytes: int) -> str:
    """UTF-8 where the whole file is; else Windows-1252, unless the file is UTF-8 with damaged places.

    Even a file that bears the mark of UTF-8 may be Windows-1252 below it: programs glue such files together.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    sound, bad = 0, Counter[str]()
    with path.open("rb") as file:
        file.seek(mark_bytes)
        while chunk := file.read(_CHUNK):
            if chunk.isascii() and decoder.getstate()[0] == b"":
                continue
            for character, times in Counter(decoder.decode(chunk)).items():
                if "\udc80" <= character <= "\udcff":
                    bad[character] += times
                elif character > "\x7f":
                    sound += times
    bad.update(decoder.decode(b"", final=True))
    if not bad:
        return "utf-8"
    undefined = {chr(0xDC00 + byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
    if sound >= sum(bad.values()) or undefined & bad.keys():
        raise _undecodable(path, "utf-8", mark_bytes)
    try:
        _checked(path, "cp1252", mark_bytes)
    except OutreachError:  # a byte that Windows-1252 does not have stands in what is sound UTF-8
        raise _undecodable(path, "utf-8", mark_bytes) from None
    return "cp1252"


def _checked(path: Path, encoding: str, mark_bytes: int = 0) -> tuple[str, int]:
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
    except LookupError:
        raise OutreachError(
            say(
                "“{encoding}” is no encoding that is known: write utf-8, cp1252 or utf-16, for example.",
                encoding=encoding,
            )
        ) from None
    with path.open("rb") as file:
        file.seek(mark_bytes)
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeError:
            raise _undecodable(path, encoding, mark_bytes) from None
    return encoding, mark_bytes


def _undecodable(path: Path, encoding: str, mark_bytes: int) -> OutreachError:
    """The sentence about the first row that cannot be decoded."""
    place = path.name
    with Dialect(encoding, ",", mark_bytes).open(path, "replace") as file:
        try:
            for number, cells in enumerate(csv.reader(_Lines(file)), start=1):
                damaged = next((at for at, cell in enumerate(cells) if "\ufffd" in cell), None)
                if damaged is not None:
                    place = say(
                        "{place}, row {row}, column {column}",
                        place=place,
                        row=number,
                        column=column_letters(damaged),
                    )
                    break
        except (csv.Error, UnicodeError):
            place = path.name
    return OutreachError(
        say(
            "{place}: the bytes are not {encoding} text. Save the file again as “CSV UTF-8”, or "
            "name its encoding in the mapping.",
            place=place,
            encoding=encoding.upper(),
        )
    )


def _find_delimiter(sample: str) -> str:
    """The character that parts the most cells in the most even way; a comma where nothing parts anything."""
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        score = _evenness(sample, delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _evenness(sample: str, delimiter: str) -> float:
    """The share of rows that have the commonest number of cells, weighed by how many that are; 0 for one column."""
    widths: Counter[int] = Counter()
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if any(cells):
                widths[len(cells)] += 1
            if widths.total() >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, times = max(widths.items(), key=lambda item: (item[1] if item[0] > 1 else 0, item[0]))
    if width < 2:
        return 0.0
    return math.sqrt(min(width, 12)) * (times / widths.total()) ** 2


class _Lines:
    """The lines of a file as the CSV reader takes them, remembering whether quotation marks of a row pair up, and
    whether a NUL byte has been met."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.quotes = 0
        self.holds_nul = False

    def __iter__(self) -> Iterator[str]:
        while line := self._file.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                raise csv.Error("line too long")
            self.quotes += line.count('"')
            self.holds_nul = self.holds_nul or "\x00" in line
            yield line


def _rows(path: Path, dialect: Dialect) -> Iterator[Row]:
    number = dialect.leading_lines
    with dialect.open(path) as file:
        for _ in range(dialect.leading_lines):
            file.readline()
        lines = _Lines(file)
        reader = csv.reader(lines, delimiter=dialect.delimiter)
        while True:
            lines.quotes = 0
            started = reader.line_num
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as fault:
                raise _broken_row(path.name, number, str(fault)) from fault
            if lines.quotes % 2 and reader.line_num > started + 1:
                raise _broken_row(path.name, number, "field larger")
            if lines.holds_nul or len(cells) > MOST_COLUMNS:
                _refuse_odd_cells(path.name, number, cells)
            yield Row(number, tuple(cells))


def _simple_rows(path: Path, dialect: Dialect) -> Iterator[Sequence[Row]]:
    number = dialect.leading_lines + 1
    with dialect.open(path, newline=None) as file:
        for _ in range(dialect.leading_lines):
            file.readline()
        while text := file.read(_TEXT_AT_ONCE) + file.readline():
            lines = text.removesuffix("\n").split("\n")
            for some in map(list, batched(lines, ROWS_AT_ONCE)):
                yield _parted(path.name, number, some, dialect.delimiter)
                number += len(some)


def _parted(file: str, number: int, lines: list[str], delimiter: str) -> Sequence[Row]:
    """The rows that some lines are. They are parted at once: where all have as many cells, the ends of lines that are
    put among these stand at even distances."""
    cells = f"{delimiter}\n{delimiter}".join(lines).split(delimiter)
    wide = lines[0].count(delimiter) + 1
    ends = cells[wide :: wide + 1]
    even = len(cells) == len(lines) * (wide + 1) - 1 and ends.count("\n") == len(ends)
    if even and wide <= MOST_COLUMNS and (wide > 1 or "" not in lines):
        return Rows(number, [cells[at :: wide + 1] for at in range(wide)])
    rows = []
    for at, line in enumerate(lines, start=number):
        cells = line.split(delimiter) if line else []
        if len(cells) > MOST_COLUMNS:
            _refuse_odd_cells(file, at, cells)
        rows.append(Row(at, tuple(cells)))
    return rows


def _broken_row(file: str, number: int, fault: str) -> OutreachError:
    if "field larger" in fault:
        return OutreachError(
            say(
                "{file}, row {row}: a quotation mark is opened and never closed. Close it and try again.",
                file=file,
                row=number,
            )
        )
    if "too long" in fault:
        return OutreachError(
            say(
                "{file}, row {row}: the row has more than {most:,} characters, so this is no "
                "table. Save the table as .xlsx or .csv and import that.",
                file=file,
                row=number,
                most=LONGEST_LINE,
            )
        )
    return OutreachError(
        say(
            "{file}, row {row}: the row cannot be read ({fault}). Save the file again and retry.",
            file=file,
            row=number,
            fault=fault,
        )
    )


def _refuse_odd_cells(file: str, number: int, cells: list[str]) -> None:
    if len(cells) > MOST_COLUMNS:
        raise OutreachError(
            say(
                "{file}, row {row}: the row has {columns:,} columns, and at most {most:,} are read. "
                "Keep the columns that are wanted and import those.",
                file=file,
                row=number,
                columns=len(cells),
                most=MOST_COLUMNS,
            )
        )
    for at, cell in enumerate(cells):
        if "\x00" in cell:
            raise OutreachError(
                say(
                    "{file}, row {row}, column {column}: a NUL byte stands in the text, as in a damaged file. "
                    "Save the file again from the program it came from.",
                    file=file,
                    row=number,
                    column=column_letters(at),
                )
            )

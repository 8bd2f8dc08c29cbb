"""How large a workbook's sheets would become in memory, found out before they are put there.

The reading library lays every sheet out as a full rectangle from the first used cell to the last. Two cells in far
corners make a rectangle of 17 billion cells, and running out of memory there ends the whole program. So the packed
sheets are looked through first, as a stream, and what would not fit is refused.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, cast

from outreach.errors import OutreachError
from outreach.exchange.recognise import FileKind
from outreach.exchange.rectangle import Rectangle
from outreach.exchange.xls_limits import DamagedError, refuse_endless
from outreach.languages.spoken import say

MOST_BYTES = 400_000_000
"""All parts of a workbook, unpacked."""

MOST_TEXT = 200_000_000
"""Characters of all text cells of a sheet together, were every one as long as the longest."""

_CHUNK = 1 << 20
_LONGEST_TAG = 1 << 12
_FEW_TEXTS = 1000
_PLACED_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"[^<>]*(?<!/)>')
_UNPLACED_CELL = re.compile(rb'<(?:\w+:)?c(?=[\s/>])(?![^<>]*\sr=")')
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^<>]*)>")
_ROW = re.compile(rb"<row(?=[\s/>])")
_ITS_PLACE = re.compile(rb'\sr="([A-Z]{0,3})(\d{1,7})"')
_TEXT_CELL = re.compile(rb'<(?:\w+:)?c\s[^<>]*?t="s"')
_ODS_TOKEN = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]*)>")
_ODS_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d{1,10})"')


def refuse_huge(path: Path, kind: FileKind) -> None:
    """Look through a workbook and refuse it where it would not fit into memory.

    Raises:
        OutreachError: it unpacks to too much, a sheet spans too many cells, or the packing is damaged.
    """
    if kind is FileKind.XLS:
        _refuse_endless(path)
        return
    if kind not in (FileKind.XLSX, FileKind.XLSB, FileKind.ODS):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_large(path.name, sum(part.file_size for part in archive.infolist()))
            for part in archive.infolist():
                _look_through(path.name, archive, part, kind)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as fault:
        if "password" in str(fault):
            raise OutreachError(
                say("{name} is protected by a password: save it without one and import that.", name=path.name)
            ) from fault
        raise OutreachError(
            say("{name} is damaged and cannot be unpacked: fetch or save it again.", name=path.name)
        ) from fault


def _refuse_endless(path: Path) -> None:
    try:
        _refuse_large(path.name, path.stat().st_size)
        refuse_endless(path)
    except (DamagedError, OSError) as fault:
        raise OutreachError(
            say("{name} is damaged and cannot be opened: fetch or save it again.", name=path.name)
        ) from fault


def _refuse_large(file: str, size: int) -> None:
    if size > MOST_BYTES:
        raise OutreachError(
            say(
                "{file} unpacks to {size:,.0f} MB, more than is read at once ({most:,.0f} MB). Save "
                "the table alone as .csv and import that.",
                file=file,
                size=size / 1e6,
                most=MOST_BYTES / 1e6,
            )
        )


def _look_through(file: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo, kind: FileKind) -> None:
    name = part.filename.replace("\\", "/").lower()
    if kind is FileKind.ODS:
        if name == "content.xml":
            with archive.open(part) as stream:
                _measure_ods(file, stream)
    elif name.endswith(".xml") and not name.endswith("sharedstrings.xml"):
        with archive.open(part) as stream:
            _measure_xml(file, stream, lambda: _longest_shared_text(archive))
    elif name.endswith(".bin") and "sheet" in name.rpartition("/")[2]:
        with archive.open(part) as stream:
            _measure_binary(file, stream)


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The stream in pieces that never cut a tag in two."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        piece = rest + chunk
        cut = piece.rfind(b"<")
        if cut <= 0 or len(piece) - cut > _LONGEST_TAG:
            cut = len(piece)
        rest = piece[cut:]
        yield piece[:cut]
    if rest:
        yield rest


def _measure_xml(file: str, stream: IO[bytes], longest_text: Callable[[], int]) -> None:
    used = Rectangle()
    row = column = texts = 0
    for piece in _pieces(stream):
        texts += len(_TEXT_CELL.findall(piece))
        if _UNPLACED_CELL.search(piece):
            row, column = _take_one_by_one(piece, used, row, column)
        elif placed := _PLACED_CELL.findall(piece):
            widest = max(_column(letters) for letters in {letters for letters, _ in placed})
            row, column = int(placed[-1][1]), _column(placed[-1][0])
            for digits in {digits for _, digits in placed}:
                used.take(int(digits), widest)
        used.refuse_if_huge(file)
    if texts > _FEW_TEXTS and texts * (longest := longest_text()) > MOST_TEXT:
        raise OutreachError(
            say(
                "{file}: a sheet repeats texts of up to {longest:,} characters in {texts:,} cells, more than "
                "can be read at once. Save the table alone as .csv and import that.",
                file=file,
                longest=longest,
                texts=texts,
            )
        )


def _take_one_by_one(piece: bytes, used: Rectangle, row: int, column: int) -> tuple[int, int]:
    """Cells that do not say where they stand follow the one before; returns where the last one stands."""
    if b' r="' not in piece and b":row" not in piece:
        # None of them says it: rows are counted, and the widest of them.
        first, *others = _ROW.split(piece)
        if in_first := sum(1 for match in _ROW_OR_CELL.finditer(first) if match[1] == b"c"):
            used.take(max(row, 1), column + in_first)
        if not others:
            return row, column + in_first
        wide = [part.count(b"<c") for part in others]
        used.take(row + 1, max(wide))
        used.take(row + len(others), max(wide))
        return row + len(others), wide[-1]
    for match in _ROW_OR_CELL.finditer(piece):
        place = _ITS_PLACE.search(match[2])
        if match[1] == b"row":
            row, column = (int(place[2]) if place else row + 1), 0
        else:
            column = _column(place[1]) if place else column + 1
            if not match[2].endswith(b"/"):
                used.take(int(place[2]) if place else max(row, 1), column)
    return row, column


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _longest_shared_text(archive: zipfile.ZipFile) -> int:
    longest = length = 0
    for part in archive.infolist():
        if part.filename.lower().endswith("sharedstrings.xml"):
            with archive.open(part) as stream:
                for piece in _pieces(stream):
                    first, *others = re.split(rb"<(?:\w+:)?si[\s>]", piece)
                    length += len(first)
                    for other in others:
                        longest, length = max(longest, length), len(other)
    return max(longest, length)


def _measure_binary(file: str, stream: IO[bytes]) -> None:
    """Walk the records of a binary sheet ([MS-XLSB] 2.1.4): record 0 opens a row, records 1 to 11 are cells."""
    used, row = Rectangle(), 0
    source = io.BufferedReader(cast(io.RawIOBase, stream))
    while source.peek(1):
        kind, length = _varying(source, 2), _varying(source, 4)
        body = source.read(length)
        if kind == 0 and length >= 4:
            row = int.from_bytes(body[:4], "little") + 1
        elif 2 <= kind <= 11 and length >= 4:
            used.take(row, int.from_bytes(body[:4], "little") + 1)
    used.refuse_if_huge(file)


def _varying(source: IO[bytes], most: int) -> int:
    """A number of seven bits a byte, low ones first, the eighth bit saying that more follow."""
    number = 0
    for at in range(most):
        byte = source.read(1)
        if not byte:
            break
        number |= (byte[0] & 0x7F) << (7 * at)
        if byte[0] < 0x80:
            break
    return number


def _measure_ods(file: str, stream: IO[bytes]) -> None:
    used = Rectangle()
    row = times = column = 0
    for piece in _pieces(stream):
        for match in _ODS_TOKEN.finditer(piece):
            kind, attributes = match[1], match[2]
            repeated = int(found[1]) if (found := _ODS_REPEATED.search(attributes)) else 1
            if kind == b"table":
                used, row, times = Rectangle(), 0, 0
            elif kind == b"table-row":
                row, times, column = row + times, repeated, 0
            else:
                column += repeated
                if b"value-type=" in attributes or b"table:formula=" in attributes:
                    used.take(row + 1, column)
                    used.take(row + times, column)
                    used.refuse_if_huge(file)

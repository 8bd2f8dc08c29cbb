"""What a file really is, told from its first bytes and not from its name."""

import re
import zipfile
import zlib
from enum import Enum, auto
from pathlib import Path

from outreach.errors import OutreachError
from outreach.languages.spoken import say

_HEAD = 4096
_BYTES_OF_TEXT = 8192


class FileKind(Enum):
    """The kinds of file a table can be read from."""

    TEXT = auto()
    XLSX = auto()
    XLSB = auto()
    ODS = auto()
    XLS = auto()


_NOT_A_TABLE = (
    (b"%PDF", "{name} is a PDF document, not a table. Save the table as .xlsx or .csv and import that."),
    (b"\x89PNG", "{name} is a picture, not a table. Save the table as .xlsx or .csv and import that."),
    (b"\xff\xd8\xff", "{name} is a picture, not a table. Save the table as .xlsx or .csv and import that."),
    (b"GIF8", "{name} is a picture, not a table. Save the table as .xlsx or .csv and import that."),
    (b"\x1f\x8b", "{name} is a compressed (gzip) file, not a table. Save the table as .xlsx or .csv and import that."),
    (b"BZh", "{name} is a compressed (bzip2) file, not a table. Save the table as .xlsx or .csv and import that."),
    (b"\xfd7zXZ", "{name} is a compressed (xz) file, not a table. Save the table as .xlsx or .csv and import that."),
    (
        b"7z\xbc\xaf",
        "{name} is a compressed (7-Zip) file, not a table. Save the table as .xlsx or .csv and import that.",
    ),
    (b"Rar!", "{name} is a compressed (RAR) file, not a table. Save the table as .xlsx or .csv and import that."),
    (b"SQLite format 3", "{name} is a database, not a table. Save the table as .xlsx or .csv and import that."),
    (b"{\\rtf", "{name} is a word-processor document, not a table. Save the table as .xlsx or .csv and import that."),
    (b"MZ", "{name} is a program, not a table. Save the table as .xlsx or .csv and import that."),
    (b"\x7fELF", "{name} is a program, not a table. Save the table as .xlsx or .csv and import that."),
)
"""How files begin that hold no table, and what is said of each."""
_WEB_PAGE = re.compile(
    rb"(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|title|meta|link|style|script|noscript|table|thead|tbody|tr|"
    rb"div|span|p|br|h[1-6]|center|font|form|pre|ul|ol|a|b)(?=[\s/>])",
    re.DOTALL,
)
"""How a text begins that is written for a browser, also where only a part of the page was saved."""
_WORKBOOK_NAMES = {".xls", ".xlsx", ".xlsm", ".xlsb", ".ods"}


def recognise(path: Path) -> FileKind:
    """Tell the kind of a file from its content.

    Raises:
        OutreachError: the file is missing, empty, a folder, unreadable, or no table at all.
    """
    head = _read_head(path)
    name = path.name
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return FileKind.XLS
    for start, words in _NOT_A_TABLE:
        if head.startswith(start):
            raise OutreachError(say(words, name=name))
    _refuse_markup(name, head)
    if path.suffix.lower() in _WORKBOOK_NAMES and (b"\x00" in head or not _looks_like_text(head)):
        raise OutreachError(
            say(
                "{name} is not a workbook: it is damaged or was named wrongly. Save the table as .xlsx or .csv and "
                "import that.",
                name=name,
            )
        )
    return FileKind.TEXT


def refuse_missing(path: Path) -> None:
    """Raise :class:`OutreachError` when a file is missing, empty, a folder, or cannot be read."""
    _read_head(path)


def refuse_pipes(path: Path) -> None:
    """Raise :class:`OutreachError` for what is there and no file: a pipe would be waited for, a device never ends."""
    if path.exists() and not path.is_file():
        raise OutreachError(say("{name} is no file that stays as it is: save the table and name that.", name=path.name))


def _read_head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise OutreachError(say("{name} is a folder: name the file that is to be imported.", name=path.name))
        refuse_pipes(path)
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise OutreachError(say("{path} does not exist: check the name and the folder.", path=path)) from None
    except OSError as fault:
        raise OutreachError(
            say("{name} cannot be read: {reason}.", name=path.name, reason=fault.strerror or fault)
        ) from fault
    if not head:
        raise OutreachError(say("{name} is empty: it holds no table.", name=path.name))
    return head


def _refuse_markup(name: str, head: bytes) -> None:
    text = head.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if _WEB_PAGE.match(text) or b"<html" in text[:1024]:
        raise OutreachError(
            say(
                "{name} is a web page, not a table, whatever its name says. Save the table as .xlsx or .csv and "
                "import that.",
                name=name,
            )
        )
    if text.startswith(b"<?xml"):
        raise OutreachError(
            say(
                "{name} is an XML file, not a table, whatever its name says. Save the table as .xlsx or .csv and "
                "import that.",
                name=name,
            )
        )


def _looks_like_text(head: bytes) -> bool:
    control = sum(byte < 9 or 13 < byte < 27 for byte in head[:_BYTES_OF_TEXT])
    return control * 50 < len(head)


def _kind_of_zip(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()}
            if "mimetype" in names:
                kind = archive.read("mimetype")[:200]
                if b"opendocument.spreadsheet" in kind:
                    return FileKind.ODS
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, KeyError) as fault:
        raise OutreachError(
            say(
                "{name} is damaged: it is a workbook (or another packed file) of which a part is missing. "
                "Fetch or save it again.",
                name=path.name,
            )
        ) from fault
    if "xl/workbook.bin" in names:
        return FileKind.XLSB
    if "[content_types].xml" in names and not any(name.startswith(("word/", "ppt/")) for name in names):
        return FileKind.XLSX
    raise OutreachError(
        say("{name} is a packed (zip) file, not a table. Unpack it and import what is inside.", name=path.name)
    )

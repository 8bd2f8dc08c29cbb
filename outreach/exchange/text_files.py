"""Text files that are no tables, such as calendars and address books."""

import codecs
from pathlib import Path

from outreach.errors import OutreachError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_text(path: Path, most_bytes: int) -> str:
    """The text of a file in UTF-8, UTF-16 or, failing those, Windows-1252; NUL characters are dropped.

    Raises:
        OutreachError: it is missing, a folder, empty, unreadable or larger than it may be.
    """
    try:
        if path.is_dir():
            raise OutreachError(f"{path.name} is a folder: name the file that is to be imported.")
        size = path.stat().st_size
        if size > most_bytes:
            raise OutreachError(f"{path.name} has {size / 1e6:,.0f} MB, and at most {most_bytes / 1e6:,.0f} are read.")
        content = path.read_bytes()
    except FileNotFoundError:
        raise OutreachError(f"{path} does not exist: check the name and the folder.") from None
    except OSError as fault:
        raise OutreachError(f"{path.name} cannot be read: {fault.strerror or fault}.") from fault
    if not content.strip():
        raise OutreachError(f"{path.name} is empty.")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace").replace("\x00", "")
    try:
        return content.decode("utf-8").replace("\x00", "")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace").replace("\x00", "")

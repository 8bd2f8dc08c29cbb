"""Text files that are no tables, such as calendars and address books."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from outreach.errors import OutreachError
from outreach.exchange.recognise import refuse_pipes
from outreach.languages.spoken import say

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class ContentLine:
    """A line as calendars and address books mean it: put together where it was folded; its number counts from 1."""

    number: int
    text: str


def content_lines(text: str, *, soft_breaks: bool = False) -> Iterator[ContentLine]:
    """The lines that are not blank, put together where they were folded (RFC 5545, 3.1).

    ``soft_breaks``: a quoted-printable line that ends in ``=`` goes on, as in vCard 2.1.
    """
    number, held, goes_on = 0, "", False
    for at, line in enumerate(re.split(r"\r*\n|\r", text), start=1):
        if number and (goes_on or line[:1] in (" ", "\t")):
            held = held[:-1] + line.lstrip() if goes_on else held + line[1:]
        else:
            if held.strip():
                yield ContentLine(number, held)
            number, held = at, line
        goes_on = soft_breaks and held.endswith("=") and "QUOTED-PRINTABLE" in held.partition(":")[0].upper()
    if held.strip():
        yield ContentLine(number, held)


def read_text(path: Path, most_bytes: int) -> str:
    """The text of a file in UTF-8, UTF-16 or, failing those, Windows-1252; NUL characters are dropped.

    Raises:
        OutreachError: it is missing, a folder, empty, unreadable or larger than it may be.
    """
    try:
        if path.is_dir():
            raise OutreachError(say("{name} is a folder: name the file that is to be imported.", name=path.name))
        refuse_pipes(path)
        size = path.stat().st_size
        if size > most_bytes:
            raise OutreachError(
                say(
                    "{name} has {size:,.0f} MB, and at most {most:,.0f} are read.",
                    name=path.name,
                    size=size / 1e6,
                    most=most_bytes / 1e6,
                )
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise OutreachError(say("{path} does not exist: check the name and the folder.", path=path)) from None
    except OSError as fault:
        raise OutreachError(
            say("{name} cannot be read: {reason}.", name=path.name, reason=fault.strerror or fault)
        ) from fault
    if not content.strip():
        raise OutreachError(say("{name} is empty.", name=path.name))
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace").replace("\x00", "")
    try:
        return content.decode("utf-8").replace("\x00", "")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace").replace("\x00", "")

"""What a file rather holds: told by its content, and of a table by its columns: their names, and what they hold."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from outreach.exchange.head_counts import holds_counts, holds_numbers

_HEAD = 4096
_BY_START = (("BEGIN:VCALENDAR", "calendar"), ("BEGIN:VEVENT", "calendar"), ("BEGIN:VCARD", "contacts"), ("{", "areas"))
_CAME = ("attended", "attendance", "signed", "present")
_NAME_PARTS = ("last name", "family name", "surname", "first name", "given name")
_BY_NAMES = (
    ("crime", re.compile("crime|offense|ucr|coded|charge|homicide|burglary|robbery|larceny")),
    ("follow-ups", re.compile("promise|follow-up|assigned to|(?<![a-z])due(?![a-z])")),
    ("attendance", re.compile("|".join(_CAME))),
    ("officers", re.compile("(?<![a-z])(?:badge|rank)(?![a-z])")),
)
"""Words in the names of columns that tell what a table holds."""
_WHO = {"name", "full name", "attendee", "participant", "resident", "guest", "who came"}
_AT_WHAT = {"event", "event name", "event title", "meeting", "meeting name"}
_EVENT = re.compile("(?<![a-z])(?:event|meeting)(?![a-z])")
_DAY = re.compile(
    r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?|[a-z]{3,9}\.? \d{1,2}(?:,? \d{4})?|\d{1,2}[- ][a-z]{3,9}(?:[- ]\d{2,4})?"
)
_LEAST_DAYS = 2
"""Of so many days across, a list of names tells who came on which."""
_BODIES = re.compile("(?:organization|association|business|company|church|agency|group|club)(?: name)?s?")
_AREA = re.compile("(?:neighborhood|neighbourhood|area)s?(?:[ _]name)?")
_LEAST_OFFENSES = 4
"""So many columns of numbers beside the areas are counts of offenses."""
_REACHED_BY = ("phone", "mobile", "cell", "telephone", "email", "e-mail")
_WHEN_AND_WHERE = ("date", "day", "time", "start", "when", "event", "meeting", "place", "venue", "location")


def is_table(path: Path) -> bool:
    """Whether a file begins as neither calendar, address book nor map does. Raises :class:`OSError` if unreadable."""
    return _by_start(path) is None


def likely_kind(path: Path, values: Mapping[str, Sequence[str]]) -> str:
    """The kind of import that a file is rather meant for. Raises :class:`OSError` when it cannot be read.

    ``values`` are the first ones of each column of a table, by its name.
    """
    if by_start := _by_start(path):
        return by_start
    named = [name for name in values if not _counts_who_came(name, values)]
    found = _by_names(named)
    is_area = any(_AREA.fullmatch(name.strip().casefold()) for name in named)
    if found == "events" and is_area and not _tells_when(named):
        return "crime" if sum(map(holds_numbers, values.values())) >= _LEAST_OFFENSES else "areas"
    return found


def _counts_who_came(name: str, values: Mapping[str, Sequence[str]]) -> bool:
    """Whether a column tells of each event how many came, or which officers did; not who signed in."""
    told = name.casefold()
    if not any(word in told for word in _CAME):
        return False
    marks = {*values[name]} <= {"0", "1"}
    whole = {other.strip().casefold() for other in values}
    named = bool(whole & _WHO) or any(word in other for other in whole for word in _NAME_PARTS)
    return "officer" in told or holds_counts(values[name]) or (marks and bool(values[name]) and not named)


def _by_names(names: Sequence[str]) -> str:
    """The kind whose words the columns hold.

    Names with days across, or beside an event, are attendance. A bare name is a person's where a telephone or mail
    stands beside it, and nothing tells when or where something was; so is the name of an organization that of one. All
    else is taken for events.
    """
    told = " ".join(names).casefold()
    for kind, words in _BY_NAMES:
        if words.search(told):
            return kind
    whole = {name.strip().casefold() for name in names}
    parted = {"first", "last"} <= whole or any(part in told for part in _NAME_PARTS)
    named = parted or bool(whole & _WHO)
    if named and (whole & _AT_WHAT or sum(bool(_DAY.fullmatch(name)) for name in whole) >= _LEAST_DAYS):
        return "attendance"
    if parted:
        return "attendance" if _EVENT.search(told) else "people"
    if _tells_when(names):
        return "events"
    if not named and any(_BODIES.fullmatch(name) for name in whole):
        return "organizations"
    apart = _words(names)
    return "people" if "name" in apart and apart & {*_REACHED_BY} else "events"


def _words(names: Sequence[str]) -> set[str]:
    return set(re.findall(r"[a-z]+(?:-mail)?", " ".join(names).casefold()))


def _tells_when(names: Sequence[str]) -> bool:
    return bool(_words(names) & {*_WHEN_AND_WHERE})


def _by_start(path: Path) -> str | None:
    with path.open("rb") as file:
        text = file.read(_HEAD).replace(b"\x00", b"").decode("utf-8", "ignore")
    start = text.lstrip("\ufeff\ufffe \t\r\n").upper()
    return next((kind for words, kind in _BY_START if start.startswith(words)), None)

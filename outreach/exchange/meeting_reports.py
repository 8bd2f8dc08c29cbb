"""Attendance reports of online meetings, such as those of Microsoft Teams and Zoom.

Such a file is text, in UTF-16 with tabs or in UTF-8 with commas: a summary line by line, or in two rows, then the
participants, then perhaps what each did, under headings of their own. Only the participants are people who came.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile, islice, pairwise
from pathlib import Path

from outreach.errors import OutreachError
from outreach.exchange.attendance_rows import SignedEntry
from outreach.exchange.moments import Manner
from outreach.exchange.person_rows import parted_name
from outreach.exchange.recognise import FileKind, recognise
from outreach.exchange.sheet import Row, shown
from outreach.exchange.tables import open_sheets, plain
from outreach.languages.spoken import say

_TITLES = {"meetingtitle", "meetingtopic", "title", "topic"}
_STARTS = {"meetingstarttime", "starttime"}
_NAMES = {"name", "fullname", "nameoriginalname"}
_GUEST = re.compile(r"\s*\((?:guest|external|unverified|host|co-host)\)$", re.IGNORECASE)
_TWO_NAMES = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_WHOLE_NAME = re.compile(r"[^\W\d_][^\d_/:;|&+]*[ ,][^\d_/:;|&+]*")
"""Two words of letters at least."""
_ROWS_SEEN = 40


@dataclass(frozen=True, slots=True)
class MeetingReport:
    """A meeting's title and day, and its participants, each with the row of the file."""

    path: Path
    title: str
    date: date
    people: tuple[tuple[int, SignedEntry], ...]


def meeting_reports(paths: Sequence[Path]) -> list[MeetingReport] | None:
    """The reports in files; None: not all of them are reports. Raises :class:`OutreachError` for unreadable files."""
    found = [_report(path) for path in paths]
    reports = [report for report in found if report is not None]
    return reports if len(reports) == len(paths) else None


def _report(path: Path) -> MeetingReport | None:
    if recognise(path) is not FileKind.TEXT:
        return None
    (sheet,) = open_sheets(path)
    first = list(islice(sheet.rows(), _ROWS_SEEN))
    told = {plain(_cell(row, 0)): _cell(row, 1) for row in first if _cell(row, 1)}
    told |= _across(first)
    title = next((told[name] for name in _TITLES if name in told), "")
    starts = next((told[name] for name in _STARTS if name in told), "")
    if not title or not starts or not _NAMES & told.keys():
        return None
    try:
        day = Manner().read(starts.replace(",", "", 1) if starts[:1].isdigit() else starts).day
    except OutreachError as fault:
        raise OutreachError(
            say("{name}: the start of the meeting is not understood: {fault}.", name=path.name, fault=fault)
        ) from fault
    people: dict[str, tuple[int, SignedEntry]] = {}
    below = dropwhile(lambda row: plain(_cell(row, 0)) not in _NAMES, sheet.rows())
    for row in islice(below, 1, None):
        name = _whole_name(_GUEST.sub("", " ".join(_cell(row, 0).split())))
        if not name or not any(map(shown, row.cells[1:])):
            break
        given, family = parted_name(name)
        entry = SignedEntry("", day, title, "", given, family, "", "", True, True, None, None, "online")
        people.setdefault(plain(name), (row.number, entry))
    return MeetingReport(path, title, day, tuple(people.values()))


def _across(rows: Sequence[Row]) -> dict[str, str]:
    """What a summary tells that stands in two rows, names above values; nothing where there is none."""
    for names, values in pairwise(rows):
        told = {plain(shown(name)): _cell(values, at) for at, name in enumerate(names.cells)}
        if _TITLES & told.keys() and _STARTS & told.keys():
            return told
    return {}


def _whole_name(name: str) -> str:
    """Of a name and what stands behind it in parentheses, the one that is a whole name: mostly that is the first, and
    the other a device, a pronoun or whom one speaks for.

    >>> _whole_name("Flint Q (Flint Quarrier)"), _whole_name("iPad (Opal Ferncastle)"), _whole_name("Opal")
    ('Flint Quarrier', 'Opal Ferncastle', 'Opal')
    >>> _whole_name("Opal Ferncastle (Ensley Association)"), _whole_name("Opal (she / her)")
    ('Opal Ferncastle', 'Opal')
    """
    found = _TWO_NAMES.fullmatch(name)
    if found is None:
        return name
    shown_as, behind = found.groups()
    is_fuller = " " not in shown_as or plain(shown_as.partition(" ")[0]) == plain(behind.partition(" ")[0])
    return behind if is_fuller and _WHOLE_NAME.fullmatch(behind) else shown_as


def _cell(row: Row, at: int) -> str:
    return shown(row.cells[at]) if at < len(row.cells) else ""

"""Lists that somebody types or pastes, one thing a line, and files of neighborhoods."""

import re
from pathlib import Path

from outreach.actions.neighborhoods import NeighborhoodDetails
from outreach.actions.precinct import OfficerDetails
from outreach.actions.shifts import ShiftDetails
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.ui.wording import parse_time

THREE_SHIFTS = "Day, 6:00 AM – 2:00 PM\nEvening, 2:00 PM – 10:00 PM\nNight, 10:00 PM – 6:00 AM"
FOUR_SHIFTS = (
    "Day, 6:00 AM – 2:00 PM\nPower, 11:00 AM – 7:00 PM\nEvening, 2:00 PM – 10:00 PM\nNight, 10:00 PM – 6:00 AM"
)


def _lines(text: str) -> list[tuple[int, list[str]]]:
    parted = [re.split(r"[\t;,]", line) for line in text.splitlines()]
    return [(at, [" ".join(part.split()) for part in parts]) for at, parts in enumerate(parted, 1) if any(parts)]


def parse_neighborhoods(text: str) -> list[NeighborhoodDetails]:
    """One neighborhood a line, with its community after a comma, semicolon or tab if there is one.

    A name that stands twice is taken once.

    >>> [(one.name, one.community) for one in parse_neighborhoods("Ensley, Ensley\\nWylam\\n\\nwylam")]
    [('Ensley', 'Ensley'), ('Wylam', '')]
    """
    found: dict[str, NeighborhoodDetails] = {}
    for _, parts in _lines(text):
        name, community = parts[0], parts[1] if len(parts) > 1 else ""
        if name:
            found.setdefault(name.casefold(), NeighborhoodDetails(name, community=community))
    return list(found.values())


def parse_officers(text: str) -> list[OfficerDetails]:
    """One officer a line: badge, rank, name; the rank may be left out. Raises OutreachError naming the line.

    >>> [(one.badge, one.rank, one.name) for one in parse_officers("101, Ofc., R. Sample\\n7 , D. Example")]
    [('101', 'Ofc.', 'R. Sample'), ('7', '', 'D. Example')]
    """
    found = []
    for at, parts in _lines(text):
        filled = [part for part in parts if part]
        if len(filled) not in (2, 3):
            raise OutreachError(
                say("Line {at} of the officers is not “badge, rank, name”: write it like 101, Ofc., R. Sample.", at=at)
            )
        found.append(OfficerDetails(filled[0], filled[-1], filled[1] if len(filled) == 3 else ""))
    return found


def parse_shifts(text: str) -> list[ShiftDetails]:
    """One shift a line: its name, from when to when. Raises OutreachError naming the line.

    >>> [(one.name, str(one.starts), str(one.ends)) for one in parse_shifts("Night, 10:00 PM – 6:00 AM")]
    [('Night', '22:00:00', '06:00:00')]
    """
    found = []
    for at, parts in _lines(text):
        times = re.split(r"\s*(?:–|—|-|\bto\b|\ba\s+(?=\d))\s*", parts[-1])
        if len(parts) < 2 or len(times) != 2:
            raise OutreachError(
                say("Line {at} of the shifts is not “name, from – to”: write it like Day, 6:00 AM – 2:00 PM.", at=at)
            )
        starts, ends = (parse_time(words) for words in times)
        if starts is None or ends is None:
            raise OutreachError(
                say("Line {at} of the shifts lacks a time: write it like Day, 6:00 AM – 2:00 PM.", at=at)
            )
        found.append(ShiftDetails(", ".join(parts[:-1]), starts, ends))
    return found


def read_neighborhoods(path: Path) -> list[NeighborhoodDetails]:
    """The neighborhoods in a GeoJSON file, with their boundaries, or in a CSV file or workbook.

    Raises OutreachError when the file is none of them, or names no neighborhood.
    """
    from outreach.exchange.areas_import import neighborhoods_in

    return neighborhoods_in(path)

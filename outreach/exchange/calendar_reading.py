"""iCalendar files (RFC 5545) as other programs write them, broken ones too: a bad property costs that property only."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from icalendar import Calendar, Component
from icalendar.prop.broken import vBroken

from outreach.errors import OutreachError
from outreach.exchange.calendar_mending import whole_parts
from outreach.exchange.text_files import ContentLine, content_lines, read_text
from outreach.languages.spoken import say

_MOST_BYTES = 100_000_000
_ENDLESS = re.compile(r"(?:RRULE|EXRULE)\b.*\bINTERVAL=(?:0+|-\d+)(?=;|$)")
"""A rule, of an event or of a time zone, whose interval is below 1."""
_TOO_OFTEN = re.compile(r"RRULE\b.*\bFREQ=(?:SECOND|MINUTE|HOUR|DAI)LY")
"""A rule by which no time zone changes its clocks; from 1950 on, its times are millions."""
_FAULTS = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)
"""What the parsing library raises for content it does not understand."""


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event component and the line of the file (from 1) on which it begins."""

    component: Component
    line: int


@dataclass(slots=True)
class FoundCalendar:
    """What a calendar file holds. ``faults`` are properties that were passed over: the line, and what was wrong;
    ``mended`` the parts that lack an end: the line, and where each was taken to end."""

    events: list[FoundEvent] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    mended: list[tuple[int, str]] = field(default_factory=list)
    others: int = 0
    """Tasks and journal entries, which are no events."""


def read_calendar(path: Path) -> FoundCalendar:
    """The events in a calendar file.

    Raises:
        OutreachError: the file cannot be read, is no calendar, or is cut short.
    """
    told = list(content_lines(read_text(path, _MOST_BYTES)))
    endless = frozenset(_endless(told))
    whole = whole_parts([line for line in told if line.number not in endless])
    lines = whole.lines
    if not any(line.text.upper().strip() in ("BEGIN:VCALENDAR", "BEGIN:VEVENT") for line in lines):
        raise OutreachError(say("{name} is not a calendar (.ics): it has no line BEGIN:VCALENDAR.", name=path.name))
    blocks = list(_blocks(path.name, lines))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # guesses about time zones, which are right
        found = _understood(lines, blocks)
    found.faults += [(number, say("RRULE: it repeats without going on")) for number in sorted(endless)]
    found.faults += whole.stray
    found.mended = whole.mended
    if (begins := _unended_calendar(lines)) is not None:
        found.mended.append((begins, say("BEGIN:VCALENDAR has no END:VCALENDAR, so the file may be cut short")))
    return found


def _unended_calendar(lines: list[ContentLine]) -> int | None:
    """The line on which the last calendar begins, where nothing ends it."""
    marks = [line for line in lines if line.text.upper().strip() in ("BEGIN:VCALENDAR", "END:VCALENDAR")]
    return marks[-1].number if marks and marks[-1].text.upper().strip() == "BEGIN:VCALENDAR" else None


def _endless(lines: list[ContentLine]) -> Iterator[int]:
    """The numbers of lines that hold rules whose times would be looked for for ever, or nearly so."""
    in_zone = False
    for line in lines:
        if (text := line.text.upper().strip()) in ("BEGIN:VTIMEZONE", "END:VTIMEZONE"):
            in_zone = text.startswith("BEGIN")
        elif _ENDLESS.match(text) or (in_zone and _TOO_OFTEN.match(text)):
            yield line.number


def _blocks(file: str, lines: list[ContentLine]) -> Iterator[tuple[str, list[ContentLine]]]:
    """The components right below a calendar, each with its name and its lines from BEGIN to END.

    Raises:
        OutreachError: the file is cut short within one. None of it is taken then: what is missing may be the exceptions
            of a series that stands whole, and without them a meeting that was moved would be moved back.
    """
    depth, block = 0, []
    for line in lines:
        word, _, name = line.text.upper().strip().partition(":")
        if word == "BEGIN" and name != "VCALENDAR":
            depth += 1
        if depth:
            block.append(line)
        if word == "END" and name != "VCALENDAR" and depth:
            depth -= 1
            if not depth:
                yield block[0].text.upper().strip().partition(":")[2], block
                block = []
    if block:
        raise OutreachError(
            say(
                "{file}, line {row}: the entry that begins here never ends, so the file is cut short. "
                "Fetch or save it again.",
                file=file,
                row=block[0].number,
            )
        )


def _understood(lines: list[ContentLine], blocks: list[tuple[str, list[ContentLine]]]) -> FoundCalendar:
    found = FoundCalendar(others=sum(name in ("VTODO", "VJOURNAL") for name, _ in blocks))
    starts = [block[0].number for name, block in blocks if name == "VEVENT"]
    whole = _parsed("\r\n".join(line.text for line in lines))
    if whole is not None and len(whole) == len(starts):
        found.events = [FoundEvent(event, line) for event, line in zip(whole, starts, strict=True)]
    else:
        zones = [text for name, block in blocks if name == "VTIMEZONE" and _parsed(text := _text(block)) is not None]
        for name, block in blocks:
            if name == "VEVENT":
                _recover(found, block, zones)
    for event in found.events:
        found.faults += [
            (event.line, f"{name or say('a property')}: {words}") for name, words in event.component.errors
        ]
        _drop_broken(event.component)
    return found


def _drop_broken(component: Component) -> None:
    for name, value in list(component.items()):
        values = value if isinstance(value, list) else [value]
        sound = [one for one in values if not isinstance(one, vBroken)]
        if not sound:
            del component[name]
        elif len(sound) < len(values):
            component[name] = sound


def _recover(found: FoundCalendar, block: list[ContentLine], zones: list[str]) -> None:
    """Take an event without those of its lines that cannot be understood."""
    events = _parsed("\r\n".join((*zones, _text(block))))
    if events is None:
        good = []
        for line in block[1:-1]:
            if line.text.upper().startswith(("BEGIN:", "END:")) or _parsed(
                "\r\n".join((*zones, "BEGIN:VEVENT", line.text, "END:VEVENT"))
            ):
                good.append(line)
            else:
                found.faults.append((line.number, say("“{text}” cannot be understood", text=line.text[:60])))
        events = _parsed("\r\n".join((*zones, _text([block[0], *good, block[-1]]))))
    if events:
        found.events.append(FoundEvent(events[0], block[0].number))
    else:
        found.faults.append((block[0].number, say("the event that begins here cannot be understood")))


def _text(block: list[ContentLine]) -> str:
    return "\r\n".join(line.text for line in block)


def _parsed(text: str) -> list[Component] | None:
    """The events in a text; None: it cannot be understood as a whole."""
    if "BEGIN:VCALENDAR" not in text.upper():
        text = f"BEGIN:VCALENDAR\r\n{text}\r\nEND:VCALENDAR"
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except _FAULTS:
        return None
    return [event for calendar in calendars for event in calendar.walk("VEVENT")]

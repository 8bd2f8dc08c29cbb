"""iCalendar files (RFC 5545) as other programs write them, broken ones too: a bad property costs that property only."""

import re
import warnings
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from icalendar import Calendar, Component
from icalendar.prop.broken import vBroken

from outreach.errors import OutreachError
from outreach.exchange.text_files import ContentLine, content_lines, read_text
from outreach.languages.spoken import say

_MOST_BYTES = 100_000_000
_ENDLESS = re.compile(r"(?:RRULE|EXRULE)\b.*\bINTERVAL=(?:0+|-\d+)(?=;|$)")
"""A rule, of an event or of a time zone, whose interval is below 1."""
_TOO_OFTEN = re.compile(r"RRULE\b.*\bFREQ=(?:SECOND|MINUTE|HOUR|DAI)LY")
"""A rule by which no time zone changes its clocks; from 1950 on, its times are millions."""
_NEVER_WITHIN = (
    frozenset(("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE")),
    frozenset(("VALARM",)),
    frozenset(("STANDARD", "DAYLIGHT")),
)
"""Components (RFC 5545, 3.6) that hold none of their own group: where one begins, the one before has ended."""
_FAULTS = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)
"""What the parsing library raises for content it does not understand."""


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event component and the line of the file (from 1) on which it begins."""

    component: Component
    line: int


@dataclass(slots=True)
class FoundCalendar:
    """What a calendar file holds. ``faults`` are properties that were passed over: the line, and what was wrong."""

    events: list[FoundEvent] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    others: int = 0
    """Tasks and journal entries, which are no events."""


def read_calendar(path: Path) -> FoundCalendar:
    """The events in a calendar file.

    Raises:
        OutreachError: the file cannot be read, is no calendar, or is cut short.
    """
    told = list(content_lines(read_text(path, _MOST_BYTES)))
    endless = frozenset(_endless(told))
    lines, unclosed = _closed([line for line in told if line.number not in endless])
    if not any(line.text.upper().strip() in ("BEGIN:VCALENDAR", "BEGIN:VEVENT") for line in lines):
        raise OutreachError(say("{name} is not a calendar (.ics): it has no line BEGIN:VCALENDAR.", name=path.name))
    blocks = list(_blocks(path.name, lines))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # guesses about time zones, which are right
        found = _understood(lines, blocks)
    found.faults += [(number, say("RRULE: it repeats without going on")) for number in sorted(endless)]
    found.faults += unclosed
    return found


def _endless(lines: list[ContentLine]) -> Iterator[int]:
    """The numbers of lines that hold rules whose times would be looked for for ever, or nearly so."""
    in_zone = False
    for line in lines:
        if (text := line.text.upper().strip()) in ("BEGIN:VTIMEZONE", "END:VTIMEZONE"):
            in_zone = text.startswith("BEGIN")
        elif _ENDLESS.match(text) or (in_zone and _TOO_OFTEN.match(text)):
            yield line.number


def _closed(lines: list[ContentLine]) -> tuple[list[ContentLine], list[tuple[int, str]]]:
    """The lines with an END where a component lacks one though more follows, without an END of nothing; what was wrong.

    What is still open where the file ends stays so: then it is cut short.
    """
    whole: list[ContentLine] = []
    faults: list[tuple[int, str]] = []
    names: list[str] = []
    began: list[int] = []
    open_now: Counter[str] = Counter()

    def last(wanted: Container[str]) -> int:
        # From the innermost on: what is passed is closed next, so that no nesting is walked through twice.
        return next(depth for depth in reversed(range(len(names))) if names[depth] in wanted)

    def close(depth: int, at: int) -> None:
        while len(names) > depth:
            name = names.pop()
            open_now[name] -= 1
            whole.append(ContentLine(at, f"END:{name}"))
            faults.append((began.pop(), say("BEGIN:{name} has no END:{name}", name=name)))

    for line in lines:
        word, _, name = line.text.upper().strip().partition(":")
        if word == "BEGIN":
            group: frozenset[str] = next((one for one in _NEVER_WITHIN if name in one), frozenset())
            if any(open_now[one] for one in group):
                close(last(group), line.number)
            names.append(name)
            open_now[name] += 1
            began.append(line.number)
        elif word == "END" and open_now[name]:
            close(last((name,)) + 1, line.number)
            open_now[names.pop()] -= 1
            began.pop()
        elif word == "END":
            faults.append((line.number, say("END:{name} has no BEGIN:{name}", name=name[:60])))
            continue
        whole.append(line)
    return whole, faults


def _blocks(file: str, lines: list[ContentLine]) -> Iterator[tuple[str, list[ContentLine]]]:
    """The components right below a calendar, each with its name and its lines from BEGIN to END."""
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

"""The parts of a calendar file (RFC 5545, 3.6) that lack their end, each ended where what follows is not its own."""

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from outreach.exchange.text_files import ContentLine
from outreach.languages.spoken import say

_MAIN = frozenset(("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"))
_CLOCKS = frozenset(("STANDARD", "DAYLIGHT"))
_NEVER_WITHIN = (_MAIN, frozenset(("VALARM",)), _CLOCKS)
"""Components that hold none of their own group: where one begins, the one before has ended."""
_NAME = re.compile(r"[A-Z0-9-]+")
_ALARM = frozenset(("ACTION", "TRIGGER", "REPEAT", "DURATION", "ACKNOWLEDGED", "RELATED-TO", "PROXIMITY", "UID"))
"""What every alarm may hold (RFC 5545, 3.6.6, and RFC 9074)."""
_OF_ACTION = {
    "AUDIO": frozenset(("ATTACH",)),
    "DISPLAY": frozenset(("DESCRIPTION",)),
    "EMAIL": frozenset(("DESCRIPTION", "SUMMARY", "ATTENDEE", "ATTACH")),
}
"""What else an alarm of a kind may hold."""
_OFTEN = frozenset(("ATTENDEE", "ATTACH", "RELATED-TO"))
"""What a component may hold several of."""
_EVENT_ALONE = frozenset(
    ("DTSTART", "DTEND", "DUE", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "ORGANIZER", "TRANSP", "CLASS")
)
"""What no part of an event holds but the event itself (RFC 9073)."""
_TELLING = frozenset(("SUMMARY", "LOCATION", "UID", "STATUS", "SEQUENCE"))
"""What a part of an event may hold too, but is the event's where that has none yet."""
_ZONE_ALONE = frozenset(("TZID", "TZURL", "LAST-MODIFIED"))


@dataclass(slots=True)
class WholeParts:
    """Lines in which every part has its end, but one that is still open where the file ends.

    ``mended``: the line on which a part begins that had none, and where it was taken to end. ``stray``: ends of
    nothing, which are left out.
    """

    lines: list[ContentLine]
    mended: list[tuple[int, str]]
    stray: list[tuple[int, str]]


@dataclass(slots=True)
class _Part:
    name: str
    began: int
    held: set[str] = field(default_factory=set)
    action: str = ""

    def take(self, name: str, value: str) -> None:
        """Note that it holds a property."""
        self.held.add(name)
        if name == "ACTION":
            self.action = value


def whole_parts(lines: Sequence[ContentLine]) -> WholeParts:
    """The lines with an END where a part lacks one though more follows, without an END of nothing.

    A part without an END ends with the part around it, or where another of its group begins; an alarm, or another part
    of an event, already where a property stands that it cannot hold, or holds already: what follows is the event's.
    """
    whole = _closed(lines, frozenset())
    if whole.mended:
        whole = _closed(lines, frozenset(began for began, _ in whole.mended))
    return whole


def _closed(lines: Sequence[ContentLine], without_end: Container[int]) -> WholeParts:
    """Each part ended. Those ``without_end``, told by the lines on which they begin, end at a property of another."""
    told = WholeParts([], [], [])
    parts: list[_Part] = []
    open_now: Counter[str] = Counter()

    def last(wanted: Container[str]) -> int:
        # From the innermost on: what is passed is closed next, so that no nesting is walked through twice.
        return next(depth for depth in reversed(range(len(parts))) if parts[depth].name in wanted)

    def close(depth: int, at: int) -> None:
        while len(parts) > depth:
            part = parts.pop()
            open_now[part.name] -= 1
            told.lines.append(ContentLine(at, f"END:{part.name}"))
            told.mended.append((part.began, taken_to_end(part.name, at)))

    for line, after in zip(lines, (*lines[1:], ContentLine(0, "")), strict=False):
        word, name = _split(line)
        if word == "BEGIN":
            group: frozenset[str] = next((one for one in _NEVER_WITHIN if name in one), frozenset())
            if any(open_now[one] for one in group):
                close(last(group), line.number)
            parts.append(_Part(name, line.number))
            open_now[name] += 1
        elif word == "END" and open_now[name]:
            close(last((name,)) + 1, line.number)
            open_now[parts.pop().name] -= 1
        elif word == "END":
            told.stray.append((line.number, say("END:{name} has no BEGIN:{name}", name=name[:60])))
            continue
        elif parts:
            while len(parts) > 1 and parts[-1].began in without_end and not _is_own(line, after, parts[-1], parts[-2]):
                close(len(parts) - 1, line.number)
            parts[-1].take(_property(line), name)
        told.lines.append(line)
    return told


def taken_to_end(name: str, line: int) -> str:
    """What is said of a part without an end."""
    return say("BEGIN:{name} has no END:{name}, and is taken to end before line {row}", name=name, row=line)


def _is_own(line: ContentLine, after: ContentLine, part: _Part, around: _Part) -> bool:
    """Whether a property is that of the part in which it stands, and not of the one around it."""
    name = _property(line)
    if part.name in _MAIN or name.startswith("X-"):
        return True
    if part.name in _CLOCKS:
        return name not in _ZONE_ALONE
    if part.name != "VALARM":
        return name not in _EVENT_ALONE and (name not in _TELLING or name in around.held)
    if name in part.held and name not in _OFTEN:
        return False
    if name == "UID":
        return name in around.held
    if name == "DURATION":  # an alarm repeats after it; RFC 5545 asks for both or neither
        return "REPEAT" in part.held or _property(after) == "REPEAT"
    return name in _ALARM or name in _OF_ACTION.get(part.action, _OF_ACTION["EMAIL"])


def _split(line: ContentLine) -> tuple[str, str]:
    word, _, value = line.text.upper().strip().partition(":")
    return word, value


def _property(line: ContentLine) -> str:
    found = _NAME.match(line.text.upper().strip())
    return found[0] if found else ""

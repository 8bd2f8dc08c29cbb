"""Sign-ins of many events at once, as files bring them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from typing import Any

from peewee import IntegrityError

from outreach.actions.change import Actor, Changes, change
from outreach.actions.checks import must_belong, plain
from outreach.actions.signin import line_place, refuse_nameless, refuse_repeated_places
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.alike import Alike
from outreach.records.base import Record, Row
from outreach.records.events import Attendance, Event
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.turnout import counted_once

_EVENTS_PER_STATEMENT = 20_000


@dataclass(frozen=True, slots=True)
class SignedLines:
    """Lines of sign-ins, column by column: the keys of their events, and what
    :class:`~outreach.actions.signin.AttendanceDetails` says of each. A hundred thousand need no object each so."""

    event: Sequence[int]
    person: Sequence[int | None]
    name_as_signed: Sequence[str]
    organization: Sequence[int | None]
    neighborhood: Sequence[int | None]
    present: Sequence[bool]
    legible: Sequence[bool]
    sheet: Sequence[int | None]
    line: Sequence[int | None]
    note: Sequence[str]


def add_attendance(by: Actor, precinct: int, blocks: Iterable[SignedLines]) -> Changes:
    """Add lines to the sign-ins of events, in one change of few statements for each block of them.

    Lines of one event should follow each other, so that the database stays in one place of each of its indexes.
    Refuses what signing in refuses: a line that says nothing, a person, or a place on the sheet, that is taken at the
    same event.
    """
    lines: SignedLines | None = None
    ours: dict[type[Record], set[int | None]] = defaultdict(set)
    try:
        with change(by, "add_attendance") as c, counted_once() as count:
            for block in blocks:
                lines = _checked(block)
                for model, keys in (
                    (Event, lines.event), (Person, lines.person), (Organization, lines.organization),
                    (Neighborhood, lines.neighborhood),
                ):  # fmt: skip
                    new = set(keys) - ours[model]
                    must_belong(model, new, precinct)
                    ours[model] |= new
                columns = {name: getattr(lines, name) for name in SignedLines.__dataclass_fields__}
                c.create_columns(Attendance, columns)
                count(columns)
    except OutreachError as fault:
        # The database keeps a place from being taken twice; which one it was is asked only then.
        if lines is not None and isinstance(fault.__cause__, IntegrityError):
            _refuse_taken(lines)
        raise
    return c.changes


def _checked(lines: SignedLines) -> SignedLines:
    names = _plain(lines.name_as_signed)
    if None in lines.person:
        for at in [at for at, name in enumerate(names) if not name]:
            refuse_nameless(lines.person[at], lines.legible[at], "")
    sheets, numbers = lines.sheet, lines.line
    if sheets.count(None) < len(sheets) or numbers.count(None) < len(numbers):
        places = [line_place(sheet, line) for sheet, line in zip(sheets, numbers, strict=True)]
        sheets, numbers = [place["sheet"] for place in places], [place["line"] for place in places]
    return replace(lines, name_as_signed=names, sheet=sheets, line=numbers, note=_plain(lines.note))


def _plain(texts: Sequence[str]) -> Sequence[str]:
    """The texts as :func:`~outreach.actions.checks.plain` leaves each."""
    if isinstance(texts, Alike):
        return Alike(plain(texts.value), len(texts))
    stripped = list(map(str.strip, texts))
    return stripped if "".join(stripped).isascii() else list(map(plain, stripped))


def _refuse_taken(lines: SignedLines) -> None:
    """Say which person or place is there twice."""
    by_event: dict[int, list[Row]] = defaultdict(list)
    for event, person, sheet, line in zip(lines.event, lines.person, lines.sheet, lines.line, strict=True):
        if person is not None or line is not None:
            by_event[event].append({"person": person, "sheet": sheet, "line": line})
    for event, person, sheet, line in _places(list(by_event)):
        by_event[event].append({"person": person, "sheet": sheet, "line": line})
    for rows in by_event.values():
        refuse_repeated_places(rows, lambda: say("the same event"))


def _places(events: Sequence[int]) -> Iterator[tuple[int, int | None, int | None, int | None]]:
    """Event, person, sheet and line of the sign-ins of some events that tell a person or a line."""
    for batch in batched(events, _EVENTS_PER_STATEMENT):
        kept: Any = Attendance.select(Attendance.event, Attendance.person, Attendance.sheet, Attendance.line)
        told = Attendance.person.is_null(False) | Attendance.line.is_null(False)
        yield from kept.where(Attendance.event.in_(batch), told).tuples()

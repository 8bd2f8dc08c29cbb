"""A mapping file: what the columns of somebody's file mean, written once and used for every month.

It is a TOML text that an officer can read; ``tests/data/mappings`` holds the documented examples. Everything in it is
optional but the columns.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from outreach.errors import OutreachError
from outreach.exchange.columns import Take, pattern_of, take_of
from outreach.exchange.moments import Order
from outreach.exchange.naming import Naming
from outreach.languages.spoken import say

EVENT_COLUMNS = (
    "id", "title", "kind", "start", "date", "start_time", "end", "end_date", "end_time", "place", "area", "summary",
    "status", "host", "lead",
)  # fmt: skip
CRIME_COLUMNS = ("id", "month", "scope", "area", "offense", "count", "total")
PEOPLE_COLUMNS = (
    "given_name", "family_name", "name", "phone", "email", "address", "city", "postcode", "area", "language",
    "organization", "role", "may_contact", "confidential",
)  # fmt: skip
ATTENDANCE_COLUMNS = (
    "event", "date", "title", "person", "given_name", "family_name", "name", "organization", "area", "present",
    "legible", "sheet", "line", "note",
)  # fmt: skip
COLUMNS_OF = {
    "events": EVENT_COLUMNS,
    "crime": CRIME_COLUMNS,
    "people": PEOPLE_COLUMNS,
    "attendance": ATTENDANCE_COLUMNS,
    "organizations": ("name", "kind", "area", "phone", "email", "address"),
    "officers": ("badge", "given_name", "family_name", "name", "rank", "active"),
    "follow-ups": (
        "id", "words", "public_words", "opened_on", "due", "owner", "status", "priority", "promised_to", "area",
        "partner", "partner_asked_on", "closed_on", "outcome", "public_outcome", "decline_reason", "told_on",
    ),
}  # fmt: skip


type CellPlace = tuple[str, str, int, int]
"""A cell: its file, its sheet, its row (the first is 1) and its column (the first is 0)."""


type SheetPlace = tuple[str, str]
"""A sheet: its file, and its title."""


REMEMBERED = "what is remembered"
"""What a mapping is called that nobody wrote into a file: it was confirmed last time."""


STOP, LEAVE_OUT = "stop", "leave out"
"""What is done about rows that are refused."""


class MonthBy(StrEnum):
    """Which is right where a sheet's title speaks of another month than the name of its file."""

    FILE = "file"
    SHEET = "sheet"
    NEITHER = "neither"
    """The sheet is left out."""


class Layout(StrEnum):
    """How a file of crime figures is laid out."""

    INCIDENTS = "incidents"
    """One row per report; the rows are counted."""
    COUNTS = "counts"
    """One row per month, area and offense, with its count."""
    CROSSTAB = "crosstab"
    """One row per area, one column per offense."""
    MONTHS = "months"
    """One row per offense (and area), one column per month."""


class Unknown(StrEnum):
    """What to do with a neighborhood, offense or kind of event that the precinct does not keep yet."""

    ADD = "add"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class FileMapping:
    """What the columns of a file mean. ``columns`` are named by what they hold, such as ``title`` or ``month``.

    ``date_order`` is that of dates that could be read in two. ``stamps_in`` is the time zone of times that carry none
    of their own, ``time_zone`` the one they are recorded in (empty: the precinct's). Where ``unknown_…`` is None,
    unknown areas, offenses and kinds are added as long as the precinct has none. ``events`` are named by number, or by
    day and title. ``held_before``: an event before that day counts as held
    unless the file says otherwise (None: before today).
    """

    name: str = ""
    kind: str = ""
    source: str = ""
    layout: Layout = Layout.INCIDENTS
    columns: Mapping[str, Take] = field(default_factory=dict)
    head_counts: Mapping[str, Take] = field(default_factory=dict)
    measures: Mapping[str, Take] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    date_order: str = ""
    blanks: frozenset[str] = frozenset()
    encoding: str | None = None
    delimiter: str | None = None
    time_zone: str = ""
    stamps_in: str = ""
    areas: Naming = field(default_factory=lambda: Naming.of({}))
    offenses: Naming = field(default_factory=lambda: Naming.of({}))
    kinds: Naming = field(default_factory=lambda: Naming.of({}))
    organizations: Naming = field(default_factory=lambda: Naming.of({}))
    officers: Naming = field(default_factory=lambda: Naming.of({}))
    events: Naming = field(default_factory=lambda: Naming.of({}))
    statuses: Naming = field(default_factory=lambda: Naming.of({}))
    sheets: Naming = field(default_factory=lambda: Naming.of({}))
    rows: tuple[tuple[str, Take, Naming], ...] = ()
    unknown_areas: Unknown | None = None
    unknown_offenses: Unknown | None = None
    unknown_kinds: Unknown | None = None
    unknown_organizations: Unknown | None = None
    unknown_events: Unknown | None = None
    not_places: tuple[str, ...] = ()
    header_row: int | None = None
    month_in: Mapping[str, Any] = field(default_factory=dict)
    scope: str = "precinct"
    blank_counts: str = "unknown"
    missing_reports: str = "zero"
    end_before_start: str = "refuse"
    refused_rows: str = STOP
    held_before: date | None = None
    corrections: Mapping[CellPlace, str] = field(default_factory=dict)
    """Cells of the files at hand that somebody corrected before they were brought in; never part of a mapping file."""
    people: Mapping[str, str] = field(default_factory=dict)
    """Who people of the files at hand are, as somebody said; never part of a mapping file, which tells no names."""
    sheet_months: Mapping[SheetPlace, date | None] = field(default_factory=dict)
    """What somebody said of sheets whose titles contradict the names of their files; never part of a mapping file."""
    month_by: MonthBy | None = None
    """Which of the two is right for all other such sheets; never part of a mapping file."""


def source_of_events(mapping: FileMapping) -> str:
    """Where the events of files come from: with the number of a row, that is how one is known again."""
    return mapping.source or mapping.name or "file"


def lasting(kind: str, mapping: FileMapping) -> FileMapping:
    """A mapping for a kind of import that will do the same under another name: its events come from where they came.

    Who was left out where an organization was looked for is forgotten: that is often a resident.
    """
    source = source_of_events(mapping) if kind == "events" else mapping.source
    return replace(mapping, kind=kind, source=source, organizations=mapping.organizations.without_left_out())


def load_mapping(path: Path) -> FileMapping:
    """Read a mapping file, and the one it extends.

    Raises:
        OutreachError: the file cannot be read, is no TOML, or says something that is not understood.
    """
    return mapping_of(_read(path, ()), path.name)


def mapping_of(told: Mapping[str, Any], name: str) -> FileMapping:
    """What a mapping file tells, already read. Raises :class:`OutreachError` for what is not understood."""
    values: dict[str, Any] = {"name": name.removesuffix(".toml")}
    for key, value in told.items():
        if key == "extends":
            continue
        read = _KEYS.get(key)
        if read is None:
            known = ", ".join(_KEYS)
            raise OutreachError(
                say(
                    "{name}: “{key}” is not understood. A mapping may hold {known}.",
                    name=name,
                    key=key,
                    known=known,
                )
            )
        values[_RENAMED.get(key, key)] = read(value, _below(name, key))
    mapping = FileMapping(**values)
    _check_columns(mapping, name)
    return mapping


def _read(path: Path, extended: tuple[Path, ...]) -> dict[str, Any]:
    if path in extended:
        raise OutreachError(
            say("{name}: the mapping extends itself. Remove one of the “extends” lines.", name=path.name)
        )
    try:
        told = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise OutreachError(
            say("The mapping {path} does not exist: check the name and the folder.", path=path)
        ) from None
    except OSError as fault:
        raise OutreachError(
            say("The mapping {path} cannot be read: {reason}.", path=path, reason=fault.strerror or fault)
        ) from fault
    except UnicodeDecodeError as fault:
        raise OutreachError(say("The mapping {name} is not UTF-8 text: save it as UTF-8.", name=path.name)) from fault
    except tomllib.TOMLDecodeError as fault:
        raise OutreachError(
            say("The mapping {name} is not well-formed TOML: {fault}.", name=path.name, fault=fault)
        ) from fault
    if "extends" not in told:
        return told
    base = _read(path.parent / _text(told["extends"], _below(path.name, "extends")), (*extended, path))
    return _merged(base, told)


def _merged(base: dict[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in told.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = {**merged[key], **value} if both else value
    return merged


def _check_columns(mapping: FileMapping, name: str) -> None:
    kinds = [mapping.kind] if mapping.kind else list(COLUMNS_OF)
    allowed = {column for kind in kinds for column in COLUMNS_OF[kind]}
    for column in mapping.columns:
        if column not in allowed:
            listed = ", ".join(sorted(allowed))
            raise OutreachError(
                say(
                    "{name}, “columns”: “{column}” is not understood. There may be {listed}.",
                    name=name,
                    column=column,
                    listed=listed,
                )
            )


def _below(what: str, key: str) -> str:
    """Where something stands in a mapping, to open a sentence with."""
    return say("{what}, “{key}”", what=what, key=key)


def _text(told: Any, what: str) -> str:
    if not isinstance(told, str):
        raise OutreachError(say("{what} should be a text in quotation marks.", what=what))
    return told


def _zone(told: Any, what: str) -> str:
    zone = _text(told, what)
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as fault:
        raise OutreachError(
            say("{what}: “{zone}” is no time zone. Write America/Chicago or UTC, for example.", what=what, zone=zone)
        ) from fault
    return zone


def _one_of(*words: str) -> Callable[[Any, str], str]:
    def read(told: Any, what: str) -> str:
        if told not in words:
            listed = f" {say('or')} ".join(say("“{name}”", name=word) for word in words)
            raise OutreachError(say("{what} should be {listed}, not “{told}”.", what=what, listed=listed, told=told))
        return str(told)

    return read


def _number(told: Any, what: str) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or told < 1:
        raise OutreachError(say("{what} should be a whole number from 1.", what=what))
    return told


def _day(told: Any, what: str) -> date:
    if type(told) is not date:
        raise OutreachError(say("{what} should be a date such as 2019-01-31, without quotation marks.", what=what))
    return told


def _texts(told: Any, what: str) -> tuple[str, ...]:
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        raise OutreachError(say('{what} should be a list of texts such as ["N/A", "-"].', what=what))
    return tuple(told)


def _table(told: Any, what: str) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise OutreachError(
            say("{what} should be a table: a line with its name in brackets, and lines below it.", what=what)
        )
    return told


def _takes(told: Any, what: str) -> dict[str, Take]:
    return {key: take_of(value, _below(what, key)) for key, value in _table(told, what).items()}


def _formats(told: Any, what: str) -> dict[str, str]:
    return {key: _text(value, _below(what, key)) for key, value in _table(told, what).items()}


def _naming(told: Any, what: str) -> Naming:
    return Naming.of({name: _texts(spelled, _below(what, name)) for name, spelled in _table(told, what).items()})


def _sheets(told: Any, what: str) -> Naming:
    return Naming.of({"left out": _texts(told, what)})


def _rows(told: Any, what: str) -> tuple[tuple[str, Take, Naming], ...]:
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise OutreachError(say("{what} should be tables, each below a line [[leave_out_rows]].", what=what))
    return tuple(_left_out(one, what) for one in told)


def _left_out(told: dict[str, Any], what: str) -> tuple[str, Take, Naming]:
    if told.keys() != {"column", "is", "because"}:
        raise OutreachError(say("{what}: each should have “column”, “is” and “because”.", what=what))
    because = _text(told["because"], _below(what, "because"))
    return because, take_of(told["column"], what), Naming.of({because: _texts(told["is"], _below(what, "is"))})


def _month_in(told: Any, what: str) -> dict[str, Any]:
    table = _table(told, what)
    if not table or not table.keys() <= {"file_name", "sheet_name"}:
        raise OutreachError(say("{what} should say “file_name” or “sheet_name”, with a regular expression.", what=what))
    return {where: pattern_of(text, _below(what, where)) for where, text in table.items()}


_KEYS: Mapping[str, Callable[[Any, str], Any]] = {
    "kind": _one_of(*COLUMNS_OF),
    "source": _text,
    "layout": lambda told, what: Layout(_one_of(*Layout)(told, what)),
    "columns": _takes,
    "head_counts": _takes,
    "measures": _takes,
    "formats": _formats,
    "date_order": _one_of(Order.MONTH_FIRST, Order.DAY_FIRST),
    "blanks": lambda told, what: frozenset(_texts(told, what)),
    "encoding": _text,
    "delimiter": _text,
    "time_zone": _zone,
    "stamps_in": _zone,
    "areas": _naming,
    "offenses": _naming,
    "kinds": _naming,
    "organizations": _naming,
    "officers": _naming,
    "events": _naming,
    "status": _naming,
    "leave_out_sheets": _sheets,
    "leave_out_rows": _rows,
    "unknown_areas": lambda told, what: Unknown(_one_of(*Unknown)(told, what)),
    "unknown_offenses": lambda told, what: Unknown(_one_of(*Unknown)(told, what)),
    "unknown_kinds": lambda told, what: Unknown(_one_of(*Unknown)(told, what)),
    "unknown_organizations": lambda told, what: Unknown(_one_of(*Unknown)(told, what)),
    "unknown_events": lambda told, what: Unknown(_one_of(*Unknown)(told, what)),
    "not_places": _texts,
    "header_row": _number,
    "month_in": _month_in,
    "scope": _one_of("precinct", "department"),
    "blank_counts": _one_of("unknown", "zero"),
    "missing_reports": _one_of("unknown", "zero"),
    "end_before_start": _one_of("refuse", "unknown"),
    "refused_rows": _one_of(STOP, LEAVE_OUT),
    "held_before": _day,
}
_RENAMED = {"status": "statuses", "leave_out_sheets": "sheets", "leave_out_rows": "rows"}

"""Events from calendar files: single and recurring ones, with their exceptions, at the precinct's wall time."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Component

from outreach.exchange.calendar_reading import FoundEvent, read_calendar
from outreach.exchange.event_import import EventGathering
from outreach.exchange.event_rows import BY_DATE, EventRow
from outreach.exchange.mapping import FileMapping
from outreach.exchange.moments import EARLIEST_YEAR, LATEST_YEAR
from outreach.exchange.plan import Findings, ImportPlan, Problem, Progress, RowRefusedError, counted, month_words
from outreach.languages.spoken import say
from outreach.queries.known import kept_uids
from outreach.records.events import EventStatus

YEARS_BACK, YEARS_AHEAD = 3, 1
"""Events that recur without end are taken from this many years before today to this many after it."""

_SOURCE = "calendar"
_UNTITLED = "Untitled"
_OURS = "@outreach"
_MOST_OF_A_SERIES = 2_000
_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_FAULTS = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True)
class _Occurrence:
    component: Component
    line: int
    number: str


class _LeftOutError(Exception):
    """An entry of the calendar that is not taken, and why."""


def plan_calendar(
    paths: Sequence[Path], precinct: int, today: date, mapping: FileMapping, progress: Progress | None
) -> ImportPlan:
    """Read the events of calendar files and compare them with those kept from calendars; nothing is written.

    A recurring event becomes one event for each time it takes place until :data:`YEARS_AHEAD` years after ``today``;
    one without an end, from :data:`YEARS_BACK` years before it; and what is not taken is said. Private entries,
    tasks, and events that this program itself gave out are left out, and that is said; a property that cannot be
    understood is passed over.

    Raises:
        OutreachError: a file cannot be read or is no calendar.
    """
    gathered = EventGathering(precinct, today, mapping)
    ours = kept_uids(precinct)
    for number, path in enumerate(paths):
        if progress is not None:
            progress(number / len(paths), say("{name}: being read", name=path.name))
        _take_file(path, gathered, today, ours, progress)
    return gathered.compared("calendar", paths, mapping.source or _SOURCE)


def _take_file(
    path: Path, gathered: EventGathering, today: date, ours: frozenset[str], progress: Progress | None
) -> None:
    found = read_calendar(path)
    findings, zone = gathered.findings, ZoneInfo(gathered.time_zone)
    for line, words in found.faults:
        place = say("{place}, line {row}", place=path.name, row=line)
        findings.note(say("{place}: {words}; it was passed over", place=place, words=words))
    for line, words in found.mended:
        findings.note(f"{say('{place}, line {row}', place=path.name, row=line)}: {words}")
    if found.others:
        told = counted(found.others, "task or journal entry is no event", "tasks and journal entries are no events")
        findings.note(f"{path.name}: {told}")
    for at, entry in enumerate(_newest(found.events)):
        if progress is not None and at % 200 == 0:
            progress(at / max(1, len(found.events)), say("{name}: {count:,} entries read", name=path.name, count=at))
        findings.rows += 1
        try:
            for occurrence in _occurrences(entry, today, ours, partial(_named, path), findings):
                event = _event_row(occurrence, zone, gathered)
                gathered.take(event, say("line {row}", row=occurrence.line), partial(_problem, path, occurrence.line))
        except RowRefusedError as fault:
            findings.turn_away(fault, _problem(path, entry[0].line, None, fault.words))
        except _LeftOutError as fault:
            findings.leave_out(_problem(path, entry[0].line, None, str(fault)))


def _problem(path: Path, line: int, _column: int | None, words: str) -> Problem:
    return Problem(path.name, "", line, "", words, "line")


def _named(path: Path, event: FoundEvent) -> str:
    """An entry by its place and title, to open a sentence with."""
    place = say("{place}, line {row}", place=path.name, row=event.line)
    return say("{place}: “{title}”", place=place, title=_text(event.component, "SUMMARY") or _UNTITLED)


def _newest(events: Sequence[FoundEvent]) -> list[list[FoundEvent]]:
    """The entries with their exceptions, by UID; of several versions the one with the highest sequence."""
    by_uid: dict[str, dict[str, FoundEvent]] = defaultdict(dict)
    for event in events:
        uid = str(event.component.get("UID", "")) or f"line {event.line} of {event.component.get('SUMMARY', '')}"
        changes = event.component.get("RECURRENCE-ID")
        key = changes.to_ical().decode() if hasattr(changes, "to_ical") else ""
        kept = by_uid[uid].get(key)
        if kept is None or _sequence(kept.component) <= _sequence(event.component):
            by_uid[uid][key] = event
    return [list(dict(sorted(found.items())).values()) for found in by_uid.values()]


def _sequence(component: Component) -> int:
    try:
        return int(component.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        return 0


def _occurrences(
    entry: Sequence[FoundEvent],
    today: date,
    ours: frozenset[str],
    named: Callable[[FoundEvent], str],
    findings: Findings,
) -> Iterator[_Occurrence]:
    first = entry[0].component
    uid = str(first.get("UID", ""))
    if uid.removesuffix(_OURS) in ours:
        raise _LeftOutError(say("the event was given out by this program and is kept here already"))
    if str(first.get("CLASS", "")).upper() in ("PRIVATE", "CONFIDENTIAL"):
        raise _LeftOutError(say("the entry is marked as private"))
    if not ("RRULE" in first or "RDATE" in first):
        for event in entry:
            changes = event.component.get("RECURRENCE-ID")
            number = f"{uid} {_iso(changes.dt)}" if hasattr(changes, "dt") else uid
            yield _Occurrence(event.component, event.line, number)
        return
    yield from _repeated(entry, uid, today, named, findings)


def _repeated(
    entry: Sequence[FoundEvent], uid: str, today: date, named: Callable[[FoundEvent], str], findings: Findings
) -> Iterator[_Occurrence]:
    told = entry[0].component.get("RRULE", [])
    rules = told if isinstance(told, list) else [told]
    for rule in rules:
        if str((rule.get("FREQ") or [""])[0]).upper() in _TOO_OFTEN:
            raise _LeftOutError(say("it repeats more than once an hour or a day, which no event of a precinct does"))
    calendar = Calendar()
    for event in entry:
        calendar.add_component(event.component)
    endless = any("COUNT" not in rule and "UNTIL" not in rule for rule in rules)
    since = today - timedelta(days=366 * YEARS_BACK) if endless else date(EARLIEST_YEAR, 1, 1)
    first = datetime.combine(since, time(), UTC)
    last = datetime.combine(today + timedelta(days=366 * YEARS_AHEAD), time(), UTC)
    try:
        query = recurring_ical_events.of(calendar, skip_bad_series=True)
        times = query.between(first, last)
        goes_on = not endless and bool(query.between(last + timedelta(days=1), last + timedelta(days=366)))
    except _FAULTS as fault:
        raise _LeftOutError(say("its repetition cannot be understood ({fault})", fault=fault)) from fault
    begins, ends = month_words(first), month_words(last)
    if not times:
        raise _LeftOutError(say("none of its times lies between {first} and {last}", first=begins, last=ends))
    if endless:
        findings.note(
            say(
                "{entry} recurs without end: its times from {first} to {last} were taken",
                entry=named(entry[0]),
                first=begins,
                last=ends,
            )
        )
    if goes_on:
        findings.note(
            say("{entry} goes on after {last}: its times until then were taken", entry=named(entry[0]), last=ends)
        )
    if len(times) > _MOST_OF_A_SERIES:
        findings.note(
            say(
                "{entry} recurs {times:,} times: the first {count:,} were taken",
                entry=named(entry[0]),
                times=len(times),
                count=_MOST_OF_A_SERIES,
            )
        )
    for component in islice(sorted(times, key=lambda one: _iso(one["DTSTART"].dt)), _MOST_OF_A_SERIES):
        changes = component.get("RECURRENCE-ID")
        day = changes.dt if hasattr(changes, "dt") else component["DTSTART"].dt
        yield _Occurrence(component, entry[0].line, f"{uid} {_iso(day)}")


def _iso(moment: date | datetime) -> str:
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return moment.isoformat()


def _event_row(occurrence: _Occurrence, zone: ZoneInfo, gathered: EventGathering) -> EventRow:
    component = occurrence.component
    start = _moment(component, "DTSTART", zone)
    if start is None:
        raise _LeftOutError(say("it does not say when it starts"))
    if not EARLIEST_YEAR <= start.year <= LATEST_YEAR:
        raise _LeftOutError(
            say(
                "its year {year} lies outside {first} to {last}",
                year=start.year,
                first=EARLIEST_YEAR,
                last=LATEST_YEAR,
            )
        )
    end_day, end_time = _end(component, start, zone)
    title = _text(component, "SUMMARY")
    categories = [category for category in _categories(component) if gathered.is_kind(category)]
    return EventRow(
        source_id=occurrence.number or f"{title} {_iso(start)}",
        kind=categories[0] if categories else title if gathered.is_kind(title) else "",
        title=title or _UNTITLED,
        date=start.date() if isinstance(start, datetime) else start,
        start_time=_clock(start),
        end_date=end_day,
        end_time=end_time,
        place=_text(component, "LOCATION"),
        areas=gathered.areas_in(_text(component, "LOCATION"), title),
        summary=_text(component, "DESCRIPTION"),
        status=EventStatus.CANCELLED if _text(component, "STATUS").upper() == "CANCELLED" else BY_DATE,
        host="",
        lead="",
        head_counts=(),
        measures=(),
        columns={},
        sequence=_sequence(component),
    )


def _moment(component: Component, name: str, zone: ZoneInfo) -> date | datetime | None:
    """A date, or a date and time as the precinct's clocks show it."""
    told: Any = getattr(component.get(name), "dt", None)
    if isinstance(told, datetime):
        return (told.astimezone(zone) if told.tzinfo is not None else told).replace(tzinfo=None, microsecond=0)
    return told if isinstance(told, date) else None


def _clock(moment: date | datetime) -> time | None:
    return moment.time() if isinstance(moment, datetime) else None


def _end(component: Component, start: date | datetime, zone: ZoneInfo) -> tuple[date | None, time | None]:
    """The last day and time; the end of a whole day is the day before the one written (RFC 5545, 3.6.1)."""
    end = _moment(component, "DTEND", zone)
    lasts: Any = getattr(component.get("DURATION"), "dt", None)
    if end is None and isinstance(lasts, timedelta) and abs(lasts) < timedelta(days=3650):
        end = start + lasts
    if end is None or isinstance(end, datetime) != isinstance(start, datetime):
        return None, None
    if not isinstance(end, datetime):
        end -= timedelta(days=1)
    if end < start:
        return None, None
    return (end.date() if isinstance(end, datetime) else end), _clock(end)


def _text(component: Component, name: str) -> str:
    told = component.get(name, "")
    if isinstance(told, list):
        told = told[0] if told else ""
    return unicodedata.normalize("NFC", str(told)).replace("\x00", "").strip()


def _categories(component: Component) -> list[str]:
    told = component.get("CATEGORIES", [])
    each = told if isinstance(told, list) else [told]
    return [str(category).strip() for one in each for category in getattr(one, "cats", [one]) if str(category).strip()]

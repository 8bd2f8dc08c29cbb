"""Taking lists out: as tables, as a calendar, or everything as an archive."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from outreach.errors import OutreachError
from outreach.exchange.archive import write_archive
from outreach.exchange.calendar_export import write_calendar
from outreach.exchange.contacts_export import write_address_book, write_mail_merge
from outreach.exchange.spreadsheet import Column, Value, write_table
from outreach.languages.spoken import say
from outreach.queries.whole_lists import (
    EventLine,
    all_attendance,
    all_concerns,
    all_crime,
    all_events,
    all_follow_ups,
    all_people,
)

TABLE_SUFFIXES = (".csv", ".xlsx")


@dataclass(frozen=True, slots=True)
class _List:
    """A list that goes out as a table: its title, its columns as (header, attribute, width), and where it is from."""

    title: str
    columns: tuple[tuple[str, str, int], ...]
    lines: Callable[..., Iterable[Any]]


_LISTS = {
    "events": _List(
        "Events",
        (
            ("Number", "uid", 38), ("Date", "date", 12), ("Start", "start_time", 10), ("End date", "end_date", 12),
            ("End", "end_time", 10), ("Kind", "kind", 24), ("Title", "title", 40), ("Status", "status", 11),
            ("Place", "place", 34), ("Neighborhoods", "neighborhoods", 30), ("Host", "host", 28),
            ("Lead officer", "lead", 22), ("Counted", "counted", 9), ("Signed in", "signed_in", 9),
            ("Summary", "summary", 50), ("Reason for cancelling", "cancel_reason", 30),
        ),
        all_events,
    ),
    "attendance": _List(
        "Attendance",
        (
            ("Event", "event", 38), ("Date", "date", 12), ("Title", "title", 40), ("Sheet", "sheet", 7),
            ("Line", "line", 7), ("Person", "person", 38), ("Given name", "given_name", 18),
            ("Family name", "family_name", 20), ("Name as signed", "name_as_signed", 26),
            ("Organization", "organization", 28), ("Neighborhood", "neighborhood", 24), ("Present", "present", 9),
            ("Legible", "legible", 9), ("Note", "note", 40),
        ),
        all_attendance,
    ),
    "people": _List(
        "People",
        (
            ("Number", "uid", 38), ("Given name", "given_name", 18), ("Family name", "family_name", 20),
            ("Phone", "phone", 18), ("E-mail", "email", 30), ("Address", "address", 34), ("Postcode", "postcode", 10),
            ("Neighborhood", "neighborhood", 24), ("Household", "household", 24), ("Language", "language", 9),
            ("May contact", "may_contact", 12), ("Confidential", "confidential", 12), ("Active", "active", 8),
        ),
        all_people,
    ),
    "follow-ups": _List(
        "Follow-ups",
        (
            ("Number", "uid", 38), ("Status", "status", 18), ("Priority", "priority", 9), ("Promise", "words", 50),
            ("In public words", "public_words", 50), ("Owner", "owner", 22), ("Promised to", "promised_to", 30),
            ("Neighborhood", "neighborhood", 24), ("Opened", "opened_on", 12), ("Due", "due", 12),
            ("Closed", "closed_on", 12), ("Resident told", "told_on", 13), ("Waiting on", "partner", 24),
            ("Outcome", "outcome", 50), ("Outcome in public words", "public_outcome", 50),
            ("Reason for declining", "decline_reason", 40),
        ),
        all_follow_ups,
    ),
    "concerns": _List(
        "Concerns",
        (
            ("Number", "uid", 38), ("Raised", "raised_on", 12), ("Topic", "topic", 24), ("Concern", "words", 60),
            ("Source", "source", 13), ("Neighborhood", "neighborhood", 24), ("Event", "event", 40),
            ("Raised by", "raised_by", 30), ("Confidential", "confidential", 12),
        ),
        all_concerns,
    ),
    "crime": _List(
        "Crime counts",
        (
            ("Month", "month", 12), ("Scope", "scope", 13), ("Neighborhood", "neighborhood", 28),
            ("Offense", "offense", 26), ("Count", "count", 9), ("Source", "source", 34),
        ),
        all_crime,
    ),
}  # fmt: skip
HOLDING_SECRETS = (all_attendance, all_people, all_follow_ups, all_concerns)
"""The lists in which names or words may be confidential."""

EXPORT_KINDS = (*_LISTS, "contacts", "calendar", "archive")


def export(kind: str, path: Path, precinct: int, today: date, *, confidential: bool = False) -> int:
    """Write all records of a kind to a file; returns how many rows, events or records it holds.

    The end of the file's name says how it is written: .csv or .xlsx for lists, .vcf too for contacts, .ics for the
    calendar, .json for the archive. ``today`` is the day after which cancelled events still stand in the calendar.
    Confidential words and persons go out only when ``confidential``; the archive, which holds everything, does not
    go out otherwise.

    Raises:
        OutreachError: there is no such kind, its files end otherwise, or the file cannot be written.
    """
    if kind in _LISTS:
        _refuse_other(path, TABLE_SUFFIXES, kind)
        return _export_list(_LISTS[kind], path, precinct, confidential)
    if kind == "contacts":
        _refuse_other(path, (*TABLE_SUFFIXES, ".vcf"), kind)
        return write_address_book(path, precinct) if path.suffix.lower() == ".vcf" else write_mail_merge(path, precinct)
    if kind == "calendar":
        _refuse_other(path, (".ics",), "calendars")
        return write_calendar(path, precinct, today)
    if kind == "archive":
        _refuse_other(path, (".json",), "archives")
        if not confidential:
            raise OutreachError(say("The archive holds confidential words: ask a supervisor to export it."))
        return write_archive(path, precinct)
    raise OutreachError(say("“{kind}” cannot be exported: choose {known}.", kind=kind, known=", ".join(EXPORT_KINDS)))


def _refuse_other(path: Path, suffixes: tuple[str, ...], kind: str) -> None:
    if path.suffix.lower() not in suffixes:
        raise OutreachError(
            say(
                "{name}: {kind} go out as {suffixes}. Name the file so.",
                name=path.name,
                kind=kind,
                suffixes=f" {say('or')} ".join(suffixes),
            )
        )


def _export_list(wanted: _List, path: Path, precinct: int, confidential: bool) -> int:
    secret = wanted.lines in HOLDING_SECRETS
    lines = wanted.lines(precinct, confidential=confidential) if secret else wanted.lines(precinct)
    measures: tuple[str, ...] = ()
    if wanted.lines is all_events:
        lines = list(lines)
        measures = _measures(lines)
    columns = [Column(header, width) for header, _, width in wanted.columns] + [Column(name) for name in measures]
    names = [name for _, name, _ in wanted.columns]
    return write_table(path, wanted.title, columns, _rows(lines, names, measures))


def _measures(lines: Iterable[EventLine]) -> tuple[str, ...]:
    """The measures that any of the events has, each a column of its own."""
    return tuple(dict.fromkeys(name for line in lines for name in line.measures))


def _rows(lines: Iterable[Any], names: list[str], measures: tuple[str, ...]) -> Iterator[list[Value]]:
    for line in lines:
        values = [getattr(line, name) for name in names]
        row: list[Value] = ["; ".join(value) if isinstance(value, tuple) else value for value in values]
        yield row + [line.measures.get(name) for name in measures] if measures else row

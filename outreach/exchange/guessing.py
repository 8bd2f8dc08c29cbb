"""Which column of a file holds what, guessed from the names that people give their columns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from outreach.exchange.columns import Take
from outreach.exchange.crime_rows import months_of
from outreach.exchange.mapping import COLUMNS_OF, FileMapping, Layout
from outreach.exchange.sheet import shown
from outreach.exchange.tables import Table, plain

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "id": ("id", "number", "event id", "incident number", "complaint", "case number", "report number"),
    "title": ("title", "event title", "event name", "name", "event", "summary", "subject", "meeting"),
    "kind": ("kind", "type", "event type", "category", "classification"),
    "start": ("start", "starts", "start datetime", "begins", "date and time"),
    "date": ("date", "day", "event date", "start date", "meeting date"),
    "start_time": ("start time", "time", "from", "begins at"),
    "end": ("end", "ends", "end datetime"),
    "end_date": ("end date", "last day"),
    "end_time": ("end time", "to", "until", "ends at"),
    "place": ("place", "location", "location name", "location address", "address", "where", "venue"),
    "area": ("area", "neighborhood", "neighborhoods", "neighbourhood", "district", "beat", "community"),
    "summary": ("description", "notes", "comments", "details"),
    "status": ("status", "state"),
    "host": ("host", "organization", "organizer", "partner"),
    "lead": ("lead", "officer", "lead officer", "badge"),
    "month": ("month", "coded month", "date occur", "date", "occurred", "report date", "period"),
    "offense": ("offense", "crime", "offence", "ucr", "charge", "description", "crime type"),
    "count": ("count", "number", "total", "incidents", "offenses"),
    "total": ("total", "grand total", "sum"),
    "given_name": ("given name", "first name", "first", "forename", "nombre"),
    "family_name": ("family name", "last name", "last", "surname", "apellido"),
    "name": (
        "name",
        "officer name",
        "organization name",
        "organization",
        "full name",
        "resident",
        "display name",
        "name as signed",
        "attendee",
        "participant",
    ),
    "phone": (
        "phone",
        "phone number",
        "mobile phone",
        "cell",
        "cell phone",
        "telephone",
        "home phone",
        "phone 1 - value",
        "primary phone",
    ),
    "email": ("e-mail", "email", "email address", "e-mail address", "e-mail 1 - value", "mail"),
    "address": ("address", "street address", "home street", "home address", "street", "address 1 - street"),
    "city": ("city", "town", "home city", "address 1 - city"),
    "postcode": (
        "postcode",
        "zip",
        "zip code",
        "postal code",
        "home postal code",
        "address 1 - postal code",
    ),
    "badge": ("badge", "badge number", "star", "star number", "id", "officer id"),
    "rank": ("rank", "title"),
    "active": ("active",),
    "words": ("promise", "follow-up", "followup", "task", "action", "action item", "what was promised", "description"),
    "public_words": ("in public words", "public words"),
    "opened_on": ("opened", "opened on", "promised on", "date", "created", "date opened"),
    "due": ("due", "due date", "due by", "deadline"),
    "owner": ("owner", "assigned to", "officer", "responsible"),
    "priority": ("priority",),
    "promised_to": ("promised to", "requested by"),
    "partner": ("waiting on", "partner"),
    "partner_asked_on": ("partner asked on",),
    "closed_on": ("closed", "closed on", "completed", "date closed", "done on"),
    "outcome": ("outcome", "result", "resolution"),
    "public_outcome": ("outcome in public words", "public outcome"),
    "decline_reason": ("reason for declining", "decline reason"),
    "told_on": ("resident told", "told on"),
    "event": ("event", "event number", "event id"),
    "person": ("person", "person number"),
    "present": ("present", "attended", "attendance", "came"),
    "legible": ("legible",),
    "sheet": ("sheet",),
    "line": ("line",),
    "note": ("note", "notes", "comment"),
    "language": ("language", "preferred language"),
    "organization": ("organization", "company", "association", "organization 1 - name"),
    "may_contact": ("may contact", "contact", "consent", "opt in"),
    "confidential": ("confidential", "private"),
}
NEEDED = {
    "events": (("title",), ("date", "start")),
    "crime": (("month",), ("offense", "count")),
    "people": (("family_name", "given_name", "name"),),
    "attendance": (("family_name", "given_name", "name"), ("event", "date")),
    "organizations": (("name",),),
    "officers": (("badge",), ("name",)),
    "follow-ups": (("words",), ("opened_on",)),
}
"""Groups of columns of which at least one must be there."""


_OWN_NAMES = {kind: COLUMNS_OF[kind] for kind in COLUMNS_OF if kind not in ("events", "crime")}
"""Where a column called just as one thing is that thing, and never another: "name" is the name, not the title."""
_ROWS_SEEN = 20
_MONTH_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_ .]?(0[1-9]|1[0-2])(?!\d)")
_DAY_AND_TIME = re.compile(r"\d[/.-]\d{1,2}[/.-]\d.*\d:\d\d")
_CLOCK_ONLY = re.compile(r"(?:\d{1,2}(?::\d\d){1,2}(?:\s*[ap]\.?m\.?)?(?:, )?)+", re.IGNORECASE)


def guess_columns(kind: str, names: Sequence[str], samples: Mapping[str, str] | None = None) -> dict[str, str]:
    """The column that most likely holds each thing a kind of import can take; each column is used once.

    ``samples`` are a few values of each column: a "start time" that also holds a day is the whole start, and a
    "start" without one is the time.

    >>> guess_columns("events", ["Event Name", "Date", "Neighborhood", "Start time"])
    {'title': 'Event Name', 'date': 'Date', 'start_time': 'Start time', 'area': 'Neighborhood'}
    """
    written = {plain(name): name for name in reversed(names) if name}
    found: dict[str, str] = {}
    for what in COLUMNS_OF[kind]:
        for spelling in (what, *_SPELLINGS.get(what, ())):
            if spelling != what and spelling in _OWN_NAMES.get(kind, ()):
                continue
            name = written.get(plain(spelling))
            if name is not None and name not in found.values():
                found[what] = name
                break
    for clock, moment in (("start_time", "start"), ("end_time", "end")):
        name = found.get(clock, "")
        if moment not in found and _DAY_AND_TIME.search((samples or {}).get(name, "")):
            found[moment] = found.pop(clock)
        if clock not in found and _CLOCK_ONLY.fullmatch((samples or {}).get(found.get(moment, ""), "")):
            found[clock] = found.pop(moment)
    if kind == "crime" and "count" in found:
        found.pop("id", None)  # one report may hold several offenses, each with its own count
    return found


def guessed_mapping(kind: str, table: Table, mapping: FileMapping) -> FileMapping:
    """A mapping that names no columns, with those that the table's names and first rows suggest.

    A table of crime with a column for areas and none for offenses is taken to have a column for each offense; one with
    a column for offenses and several that are called by a month, to have a column for each month.
    """
    rows = list(islice(table.records(), _ROWS_SEEN))
    samples = {
        name: ", ".join(filter(None, (shown(row.cells[at]) for row in rows)))
        for at, name in enumerate(table.names)
        if name
    }
    guessed = guess_columns(kind, [name for name in table.names if name], samples)
    layout = mapping.layout
    if kind == "crime" and "month" not in guessed and "offense" in guessed and len(months_of(table)) > 1:
        guessed.pop("count", None)
        return replace(mapping, layout=Layout.MONTHS, columns=_takes(guessed))
    if kind == "crime" and "offense" not in guessed and "area" in guessed:
        layout = Layout.CROSSTAB
    elif kind == "crime" and "count" in guessed:
        layout = Layout.COUNTS
    month_in = mapping.month_in
    if kind == "crime" and "month" not in guessed and not month_in:
        month_in = {"file_name": _MONTH_IN_NAME}
    return replace(mapping, layout=layout, columns=_takes(guessed), month_in=month_in)


def _takes(guessed: Mapping[str, str]) -> dict[str, Take]:
    return {what: Take((name,), separator=";" if what == "area" else "") for what, name in guessed.items()}

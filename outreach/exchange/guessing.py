"""Which column of a file holds what, guessed from the names that people give their columns."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from rapidfuzz import fuzz, process

from outreach.exchange.columns import Take
from outreach.exchange.crime_rows import months_of
from outreach.exchange.head_counts import head_counts_in, holds_numbers
from outreach.exchange.mapping import COLUMNS_OF, FileMapping, Layout
from outreach.exchange.sheet import shown
from outreach.exchange.spans import times_of
from outreach.exchange.tables import Table, plain
from outreach.languages.spoken import say

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "id": ("id", "number", "event id", "incident number", "complaint", "case number", "report number"),
    "title": ("title", "event title", "event name", "name", "event", "summary", "subject", "meeting", "slug"),
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
    "month": (
        "month",
        "coded month",
        "date occur",
        "date",
        "occurred",
        "occurred on",
        "report date",
        "reported date",
        "date reported",
        "incident date",
        "offense date",
        "period",
    ),
    "scope": ("scope",),
    "offense": (
        "offense",
        "crime",
        "offence",
        "ucr",
        "charge",
        "offense type",
        "offense description",
        "crime type",
        "crime category",
        "crime description",
        "incident type",
        "primary type",
        "description",
    ),
    "count": ("count", "number", "total", "incidents", "offenses"),
    "total": ("total", "grand total", "sum"),
    "given_name": ("given name", "first name", "first", "forename", "nombre"),
    "family_name": ("family name", "last name", "last", "surname", "apellido"),
    "name": (
        "name",
        "officer name",
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
    "organization": ("organization", "organization name", "company", "association", "organization 1 - name"),
    "role": (
        "role",
        "position",
        "office",
        "member role",
        "organization title",
        "organization 1 - title",
        "job title",
    ),
    "may_contact": ("may contact", "contact", "consent", "opt in"),
    "confidential": ("confidential", "private"),
}
_SPELLINGS_OF: dict[tuple[str, str], tuple[str, ...]] = {
    ("organizations", "name"): (
        "organization name", "organization", "association", "association name", "business", "business name", "company",
        "company name", "church", "church name", "agency", "group", "club",
    ),
}  # fmt: skip
"""What a column is called in files of one kind alone, before what it is called in any."""
_FURTHER: dict[str, re.Pattern[str]] = {
    "phone": re.compile(
        r"(?:(?:mobile|cell|home|business|primary|work|other|company|companymain|car)?phone\d?(?:value|number)?|mobile|cell)"
    ),
    "place": re.compile(r"(?:location|venue|place|street)(?:name|address)|address|location|venue|place"),
    "email": re.compile(r"(?:home|work|other)?e?mail(?:address)?\d?(?:value|address)?"),
}
"""Of several columns called so, such as the telephones of one person, the first that is filled counts."""
_OF_LETTERS = frozenset(("given_name", "family_name", "name", "role", "rank", "host", "lead", "owner", "language"))
"""What holds no numbers; a column that is merely called like one of these, and does, is something else."""
_NUMBERED = re.compile(r"\d.*\d")
_UNFILLED = frozenset(("N/A", "n/a", "#N/A", "NULL", "null", "(null)", "(blank)"))
"""What programs write into a cell of which nothing is known."""
_NO_PHONE = re.compile(r"birth|born|dob|date|soc|ssn|zip|post|number of|license|(?<![a-z])id(?![a-z])")
"""What a column of digits is called that are no telephone, and are none of ours to keep."""
_FEW_ROWS = 5
NEEDED = {
    "events": (("title",), ("date", "start")),
    "crime": (("month",), ("offense", "count")),
    "people": (("family_name", "given_name", "name"),),
    "attendance": (("family_name", "given_name", "name"), ("event", "date")),
    "organizations": (("name",),),
    "officers": (("badge",), ("name", "family_name", "given_name")),
    "follow-ups": (("words",), ("opened_on",)),
}
"""Groups of columns of which at least one must be there."""


_OWN_NAMES = {kind: COLUMNS_OF[kind] for kind in COLUMNS_OF if kind not in ("events", "crime")}
"""Where a column called just as one thing is that thing, and never another: "name" is the name, not the title."""
_ROWS_SEEN = 20
_SAME_NAME = 84
"""Of a hundred, how alike two names have to be to be one name misspelt."""
_LEAST_LETTERS = 5
_DAY = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(?:[a-z]{3,9}\.? \d{1,2},? \d{4})"
_CONTENTS = (
    ("email", re.compile(r"[^@\s]+@[^@\s]+\.\w+")),
    ("start", re.compile(rf"(?:{_DAY})[ T]+\d{{1,2}}:\d\d.*", re.IGNORECASE)),
    *((what, re.compile(rf"(?:{_DAY})(?:[ T].*)?", re.IGNORECASE)) for what in ("date", "month", "opened_on")),
    ("phone", re.compile(r"\+?[\d(][\d ().-]{5,}\d")),
    ("name", re.compile(r"[^\W\d]+(?:[ ,.'-]+[^\W\d]+){1,4}")),
    ("badge", re.compile(r"[A-Z]{0,2}-?\d{2,6}")),
    *((what, re.compile(r"\D{3,}.*")) for what in ("title", "words")),
)
"""What a column holds that is one of these, in the order in which they are looked for."""
_MONTH_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_ .]?(0[1-9]|1[0-2])(?!\d)")
_DAY_AND_TIME = re.compile(r"\d[/.-]\d{1,2}[/.-]\d.*\d:\d\d")
_NAMES = re.compile(r"[^\W\d]+[ ,.'-]+[^\W\d]+")
_WORDS = re.compile(r"[^\W\d]{3,} \w")
"""Two words, as a title has and a number has not."""
_CLOCK_ONLY = re.compile(
    r"\d{1,2}(?::\d\d){1,2}(?:\s*[ap]\.?\s?m?\.?)?|\d{1,2}\s*[ap]\.?\s?m?\.?|noon|midnight", re.IGNORECASE
)


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
        for spelling in _spellings(kind, what):
            if spelling != what and spelling in _OWN_NAMES.get(kind, ()):
                continue
            name = written.get(plain(spelling))
            if name is not None and name not in found.values():
                found[what] = name
                break
    found |= _nearly_named(kind, names, found)
    for clock, moment in (("start_time", "start"), ("end_time", "end")):
        name = found.get(clock, "")
        if moment not in found and _DAY_AND_TIME.search((samples or {}).get(name, "")):
            found[moment] = found.pop(clock)
        held = [text for text in (samples or {}).get(found.get(moment, ""), "").split(", ") if text]
        if clock not in found and held and all(_CLOCK_ONLY.fullmatch(text) or times_of(text) for text in held):
            found[clock] = found.pop(moment)
    called = (samples or {}).get(found.get("event", ""), "")
    if kind == "attendance" and "title" not in found and "date" in found and _WORDS.search(called):
        found["title"] = found.pop("event")  # a sign-in list writes "Event" over what we call the title
    unnamed = kind == "attendance" and not {"name", "given_name", "family_name"} & found.keys()
    if unnamed and "present" in found and _NAMES.match((samples or {}).get(found["present"], "")):
        found["name"] = found.pop("present")  # who came stands under "Attendance"
    if kind == "crime" and "count" in found:
        found.pop("id", None)  # one report may hold several offenses, each with its own count
    return found


def guessed_mapping(kind: str, table: Table, mapping: FileMapping) -> FileMapping:
    """A mapping that names no columns, with those that the table's names and first rows suggest.

    A table of crime with a column for areas and none for offenses is taken to have a column for each offense; one with
    a column for offenses and several that are called by a month, to have a column for each month.
    """
    rows = list(islice(table.records(), _ROWS_SEEN))
    held = {name: [shown(row.cells[at]) for row in rows] for at, name in enumerate(table.names) if name}
    blanks = mapping.blanks or _UNFILLED & {text for texts in held.values() for text in texts}
    values = {name: [text for text in texts if text and text not in blanks] for name, texts in held.items()}
    guessed = guess_columns(kind, list(values), {name: ", ".join(texts) for name, texts in values.items()})
    for what in _OF_LETTERS & guessed.keys():
        # "Last came" is like "Last name", and holds days.
        if how_sure(kind, what, guessed[what]) and any(map(_NUMBERED.search, values[guessed[what]])):
            del guessed[what]
    guessed |= _by_content(kind, guessed, values)
    if kind == "events" and "kind" in guessed:
        guessed["kind"] = _telling_kind(guessed, values)
    mapping = replace(mapping, blanks=blanks)
    layout = mapping.layout
    if kind == "crime" and "month" not in guessed and "offense" in guessed and len(months_of(table)) > 1:
        guessed.pop("count", None)
        return replace(mapping, layout=Layout.MONTHS, columns=_takes(guessed))
    others = {name: texts for name, texts in values.items() if name not in guessed.values()}
    if kind == "crime" and "offense" not in guessed and "area" in guessed and any(map(holds_numbers, others.values())):
        layout = Layout.CROSSTAB
    elif kind == "crime" and "count" in guessed:
        layout = Layout.COUNTS
    month_in = mapping.month_in
    if kind == "crime" and "month" not in guessed and not month_in:
        month_in = {"file_name": _MONTH_IN_NAME}
    counted = mapping.head_counts or head_counts_in(others) if kind == "events" else mapping.head_counts
    return replace(mapping, layout=layout, columns=_takes(guessed, others), month_in=month_in, head_counts=counted)


def _telling_kind(guessed: Mapping[str, str], values: Mapping[str, Sequence[str]]) -> str:
    """The column of the kinds: where one says the same of every event, another of such a name that does not."""
    chosen = guessed["kind"]
    if len(values[chosen]) < _FEW_ROWS or len({*values[chosen]}) > 1:
        return chosen
    spellings = list(map(plain, _spellings("events", "kind")))
    others = (name for name in values if plain(name) in spellings and name not in guessed.values())
    return next((name for name in others if len({*values[name]}) > 1), chosen)


def _nearly_named(kind: str, names: Sequence[str], found: Mapping[str, str]) -> dict[str, str]:
    """The columns whose names are misspelt: "Neigborhood", "Adress"."""
    left = {plain(name): name for name in names if name not in found.values() and len(plain(name)) >= _LEAST_LETTERS}
    near: dict[str, str] = {}
    for what in COLUMNS_OF[kind]:
        if what in found or not left:
            continue
        for spelling in _spellings(kind, what):
            match = process.extractOne(plain(spelling), list(left), scorer=fuzz.ratio, score_cutoff=_SAME_NAME)
            if match and (spelling == what or spelling not in _OWN_NAMES.get(kind, ())):
                near[what] = left.pop(match[0])
                break
    return near


def _by_content(kind: str, guessed: Mapping[str, str], values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The columns without a telling name that are known by what they hold, for what a kind of import cannot do without
    and has no column for yet."""
    missing = [group for group in NEEDED[kind] if not any(what in guessed for what in group)]
    wanted = {what for group in missing for what in group} | ({"email", "phone"} & set(COLUMNS_OF[kind]))
    found: dict[str, str] = {}
    for what, pattern in _CONTENTS:
        taken = {*guessed.values(), *found.values()}
        if what in wanted and what not in guessed:
            held = (
                name
                for name, texts in values.items()
                if name not in taken
                and not (what == "phone" and _NO_PHONE.search(name.casefold()))
                and texts
                and sum(bool(pattern.fullmatch(text)) for text in texts) > len(texts) / 2
            )
            if (name := next(held, None)) is not None:
                found[what] = name
    return found


def how_sure(kind: str, what: str, name: str) -> str:
    """Why a column is taken for what it is: "" where its name says so, or the reason that makes it a mere guess.

    >>> how_sure("events", "area", "Neighborhood"), how_sure("events", "area", "Neigborhood")
    ('', 'guessed: the name is similar')
    """
    spellings = _spellings(kind, what)
    if plain(name) in map(plain, spellings):
        return ""
    similar = process.extractOne(plain(name), list(map(plain, spellings)), scorer=fuzz.ratio, score_cutoff=_SAME_NAME)
    return say("guessed: the name is similar") if similar else say("guessed from what it holds")


def _spellings(kind: str, what: str) -> tuple[str, ...]:
    return (what, *_SPELLINGS_OF.get((kind, what), ()), *_SPELLINGS.get(what, ()))


def _takes(guessed: Mapping[str, str], others: Iterable[str] = ()) -> dict[str, Take]:
    """Where each value stands. Of a telephone, a mail or a place that is ``guessed``, ``others`` called so are next."""
    return {
        what: Take(
            (name, *(other for other in others if what in _FURTHER and _FURTHER[what].fullmatch(plain(other)))),
            separator=";" if what == "area" else "",
        )
        for what, name in guessed.items()
    }

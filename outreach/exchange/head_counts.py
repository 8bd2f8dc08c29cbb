"""How many came, as lists of events tell it: a column called "Attendance" that holds a number for each event."""

import re
from collections.abc import Mapping, Sequence

from outreach.exchange.columns import Take
from outreach.exchange.tables import plain

EVERYBODY = "People"
"""The group of a count that tells no group."""

_WHOLE = frozenset(map(plain, (
    "attendance", "attended", "attendees", "total attendance", "total attendees", "total attended", "head count",
    "turnout", "number attended", "number attending", "number of attendees", "number of people", "number present",
    "number of participants", "no. attended", "no. of attendees", "participants", "people", "people attended",
    "people present", "people reached", "residents attended", "present", "how many came", "how many", "asistencia",
    "asistentes", "número de asistentes", "participantes",
)))  # fmt: skip
"""What a column is called that counts all who came."""
_GROUPS = {
    plain(name): group
    for group, names in {
        "Adults": ("adults", "adult", "adultos"),
        "Youth": ("youth", "youths", "children", "kids", "teens", "minors", "juveniles", "jóvenes", "niños"),
        "Seniors": ("seniors", "elderly", "older adults"),
    }.items()
    for name in names
}
_AROUND = re.compile(r"(?:numberof|no|of|attended|attending|attendees|attendance|present|count|#)+")
_COUNT = re.compile(
    r"(?:~|about|around|approx\w*\.?|circa|ca\.|est\.?)?\s*(-?\d{1,9}|\d{1,3}(?:[, ]\d{3})+)(?:\.0+)?\s*\+?",
    re.IGNORECASE,
)
_MARKS = {0, 1}
_UNKNOWN = frozenset(("", "na", "unknown", "unk", "tbd", "notcounted", "notknown", "notrecorded", "desconocido"))


def read_count(text: str) -> int | None:
    """A whole number, also a rounded one; None: it is none.

    >>> [read_count(text) for text in ("1,204", "about 30", "25+", "12.0", "-3", "12.5", "x", "1/8/2019")]
    [1204, 30, 25, 12, -3, None, None, None]
    """
    found = _COUNT.fullmatch(text.strip())
    return int(found[1].replace(",", "").replace(" ", "")) if found else None


def is_not_counted(text: str) -> bool:
    """Whether a cell says that nobody counted: "N/A", "-", "unknown"."""
    return plain(text) in _UNKNOWN


def holds_counts(values: Sequence[str]) -> bool:
    """Whether a column counts people, and does not mark who came: whole numbers, and not 0 and 1 alone.

    >>> holds_counts(["23", "1,204", "n/a"]), holds_counts(["1", "0", "1"]), holds_counts(["x", "23"]), holds_counts([])
    (True, False, False, False)
    """
    counts = _counts(values)
    return counts is not None and bool({*counts} - _MARKS)


def holds_numbers(values: Sequence[str]) -> bool:
    """Whether a column holds whole numbers alone."""
    return _counts(values) is not None


def _counts(values: Sequence[str]) -> list[int] | None:
    """The numbers in some cells; None: one holds something else, or all are empty."""
    counts = [read_count(text) for text in values if not is_not_counted(text)]
    known = [count for count in counts if count is not None and count >= 0]
    return known if known and len(known) == len(counts) else None


def head_counts_in(values: Mapping[str, Sequence[str]]) -> dict[str, Take]:
    """The columns that count those who came, by group. The whole is taken only where no group is counted.

    ``values`` are the first ones of each column that has no other meaning, by its name.

    >>> head_counts_in({"Attendance": ["23", "8"]}).keys(), head_counts_in({"Attendance": ["Opal", "Flint"]}).keys()
    (dict_keys(['People']), dict_keys([]))
    >>> list(head_counts_in({"Total attendance": ["23"], "# of adults": ["20"], "Youth attended": ["3"]}))
    ['Adults', 'Youth']
    """
    groups: dict[str, Take] = {}
    whole: dict[str, Take] = {}
    for name, texts in values.items():
        if (group := _group(name)) and _counts(texts) is not None:
            groups.setdefault(group, Take((name,)))
        elif plain(name) in _WHOLE and holds_counts(texts):
            whole.setdefault(EVERYBODY, Take((name,)))
    return groups or whole


def told_apart(
    kept: Sequence[tuple[str, int | None]], told: tuple[tuple[str, int], ...]
) -> tuple[tuple[str, int], ...]:
    """The counts that a file tells of an event, without the whole where its groups are kept: it would be counted twice.

    >>> told_apart([("Adults", 20), ("Youth", 3)], (("People", 23),)), told_apart([("People", 20)], (("People", 23),))
    ((), (('People', 23),))
    """
    if any(group != EVERYBODY and count is not None for group, count in kept):
        return tuple((group, count) for group, count in told if group != EVERYBODY)
    return told


def _group(name: str) -> str:
    letters = plain(name)
    return _GROUPS.get(letters) or _GROUPS.get(_AROUND.sub("", letters), "")

"""A beginning and an end that stand in one cell: "6:30 - 8 PM", "Jan 5 to Jan 7, 2019"."""

import re

_BETWEEN_TIMES = re.compile(r"\s*(?:-|–|—|\bto\b|\btill?\b|\buntil\b)\s*", re.IGNORECASE)
_CLOCK = re.compile(r"(?:\d{1,2}(?::\d\d){0,2}\s*(?P<half>[ap]\.?\s?m\.?|[ap])?|noon|midnight)", re.IGNORECASE)
_BETWEEN_DAYS = re.compile(r"\s+(?:-|to|till?|until|through|thru)\s+|\s*[–—]\s*", re.IGNORECASE)
_DAYS_OF_A_MONTH = re.compile(
    r"(?P<month>[^\W\d]{3,}\.?)\s+(?P<first>\d{1,2})\s*[-–—]\s*(?P<last>\d{1,2}),?\s+(?P<year>\d{4})"
)

_HOURS_TO_NOON = 12


def times_of(text: str) -> tuple[str, str] | None:
    """The two times of day in a text, each to be read by itself; None: it holds no two.

    >>> times_of("6:30 PM - 8:00 PM"), times_of("9-11am"), times_of("11-1 pm"), times_of("18:30–20:00")
    (('6:30 PM', '8:00 PM'), ('9 am', '11am'), ('11 am', '1 pm'), ('18:30', '20:00'))
    >>> times_of("11:00 - 1:00"), times_of("22:00 - 1:00")
    (('11:00', '1:00 pm'), ('22:00', '1:00'))
    """
    parts = _BETWEEN_TIMES.split(text.strip())
    if len(parts) != 2:
        return None
    found = [_CLOCK.fullmatch(part) for part in parts]
    if not all(found):
        return None
    first, last = parts
    half = found[1]["half"] if found[1] else None
    if half and found[0] and not found[0]["half"] and first[0].isdigit():
        first = f"{first} {half if _hour(first) <= _hour(last) else 'am'}"
    elif _is_after_noon(first, last):
        last = f"{last} pm"
    return first, last


def days_of(text: str) -> tuple[str, str] | None:
    """The two days, or the day with a time and the later time, in a text; None: it holds no two.

    >>> days_of("1/10/2019 - 1/12/2019"), days_of("Jan 5-7, 2019"), days_of("1/8/2019 6 PM to 8 PM")
    (('1/10/2019', '1/12/2019'), ('Jan 5, 2019', 'Jan 7, 2019'), ('1/8/2019 6 PM', '8 PM'))
    >>> days_of("1/8/2019 11:00 - 1:00")
    ('1/8/2019 11:00', '1:00 pm')
    """
    found = _DAYS_OF_A_MONTH.fullmatch(text.strip())
    if found is not None:
        return (
            f"{found['month']} {found['first']}, {found['year']}",
            f"{found['month']} {found['last']}, {found['year']}",
        )
    parts = _BETWEEN_DAYS.split(text.strip())
    if len(parts) != 2 or not all(re.search(r"\d", part) for part in parts):
        return None
    first, last = parts
    return first, f"{last} pm" if _is_after_noon(first.rpartition(" ")[2], last) else last


def _hour(text: str) -> int:
    """The hour of a clock of twelve hours, of which twelve is the first."""
    found = re.match(r"\d{1,2}", text)
    return int(found[0]) % 12 if found else 0


def _is_after_noon(first: str, last: str) -> bool:
    """Whether two bare times run over noon by a clock of twelve hours: "11:00 - 1:00" lasts two hours, not fourteen."""
    if not re.fullmatch(r"\d[\d:]*", first) or not re.fullmatch(r"\d[\d:]*", last):
        return False
    return int(first.split(":")[0]) <= _HOURS_TO_NOON and 1 <= int(last.split(":")[0]) < int(first.split(":")[0])

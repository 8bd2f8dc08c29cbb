"""How a series' rule reads in plain words, and which days it falls on. Pure: no database.

A rule is the text of an RFC 5545 recurrence rule without its start and end, such as ``FREQ=MONTHLY;BYDAY=2TU``; start
and end are columns of the series.
"""

import re
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrule, rrulestr

from outreach.errors import OutreachError
from outreach.languages.recurring import read_repeats, tell_repeats
from outreach.languages.spoken import say, spoken

WEEKDAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
MOST_DAYS = 800
"""A series of more days than this is a slip: daily for over two years."""

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_FILLERS = frozenset(["the", "of", "on", "in", "a", "an", "each", "and", "at"])
_REPEATS = {"daily": ("DAILY", 1), "weekly": ("WEEKLY", 1), "biweekly": ("WEEKLY", 2), "monthly": ("MONTHLY", 1)}
_REPEATS |= {"quarterly": ("MONTHLY", 3), "yearly": ("YEARLY", 1)}
_UNITS = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_PLAIN = re.compile("FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+)*")
_ALLOWED = frozenset(("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"))


def rule_from_words(words: str) -> str:
    """The rule that plain words stand for, in English or Spanish whatever is spoken.

    "2nd Tuesday" and "every 2nd Tuesday" are the second of the month; "every other Tuesday" and "every two weeks on
    Tuesday" are every second week. Raises :class:`OutreachError` for words that are no such rule.

    >>> rule_from_words("first and third Monday of the month")
    'FREQ=MONTHLY;BYDAY=1MO,3MO'
    >>> rule_from_words("every two weeks on Tuesday")
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'
    >>> rule_from_words("the 15th of every month")
    'FREQ=MONTHLY;BYMONTHDAY=15'
    >>> rule_from_words("segundo martes")
    'FREQ=MONTHLY;BYDAY=2TU'
    """
    read = _words(read_repeats(words))
    how_often = _how_often(read)
    if how_often is None:
        raise _not_understood(words)
    frequency, interval = how_often
    days = [day for word in read if (day := _weekday(word))]
    places = [place for word in read if (place := _ordinal(word)) is not None]
    step = f";INTERVAL={interval}" if interval > 1 else ""
    if days and places and frequency in ("", "MONTHLY") and all(-1 <= place <= 5 for place in places):
        return f"FREQ=MONTHLY{step};BYDAY=" + ",".join(f"{place}{day}" for place in places for day in days)
    if days and not places and frequency in ("", "WEEKLY"):
        return f"FREQ=WEEKLY{step};BYDAY=" + ",".join(days)
    if places and not days and frequency in ("", "MONTHLY", "DAILY"):
        return f"FREQ=MONTHLY{step};BYMONTHDAY=" + ",".join(map(str, places))
    if frequency and not days and not places:
        return f"FREQ={frequency}{step}"
    raise _not_understood(words)


def words_from_rule(rule: str) -> str:
    """A rule in plain words of the language spoken, such as "2nd Tuesday"; a rule beyond them as its own text.

    >>> words_from_rule("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR")
    'last Friday every two months'
    """
    told = _in_words(rule)
    return tell_repeats(told) if told != rule and spoken().language.startswith("es") else told


def _in_words(rule: str) -> str:
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    frequency, interval = parts.pop("FREQ", ""), int(parts.pop("INTERVAL", "1"))
    unit = next((unit for unit, name in _UNITS.items() if name == frequency), None)
    by_day = [re.fullmatch(r"(-1|\d)?([A-Z]{2})", day) for day in parts.pop("BYDAY", "").split(",") if day]
    by_date = [date for date in parts.pop("BYMONTHDAY", "").split(",") if date]
    named = all(found and (found[1] is not None) == (frequency == "MONTHLY") for found in by_day)
    if unit is None or parts or not named or not 1 <= interval <= len(_NUMBERS) or (by_day and by_date):
        return rule
    steps = f"every {unit}" if interval == 1 else f"every {_NUMBERS[interval - 1]} {unit}s"
    if by_date and frequency == "MONTHLY":
        dates = _listed(["last day" if date == "-1" else _ordinal_words(int(date)) for date in by_date])
        return f"{dates} of the month" if interval == 1 else f"{dates} of the month {steps}"
    if not by_day:
        return rule if by_date else steps
    days = _days_in_words([(found[1], found[2]) for found in by_day if found])
    if days is None:
        return rule
    if frequency == "MONTHLY":
        return days if interval == 1 else f"{days} {steps}"
    return f"every {days}" if interval == 1 else f"{steps} on {days}"


def checked_rule(rule: str) -> str:
    """A rule as it is kept, capitals and without spaces. Raises :class:`OutreachError` when it is none."""
    text = rule.strip().upper().removeprefix("RRULE:").replace(" ", "")
    names = {part.partition("=")[0] for part in text.split(";")}
    try:
        if not _PLAIN.fullmatch(text) or not names <= _ALLOWED:
            raise ValueError(text)
        _parsed(text, date(2019, 1, 1))
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise _not_understood(rule) from fault
    return text


def days_of(rule: str, starts_on: date, last: date, *, skips_holidays: bool = False) -> list[date]:
    """The days a rule falls on from its start to a last day, without federal holidays when those are skipped.

    Raises :class:`OutreachError` for a rule that is none, or one with more than :data:`MOST_DAYS` days.
    """
    free = federal_holidays(starts_on, last) if skips_holidays else frozenset()
    days = []
    for moment in _parsed(checked_rule(rule), starts_on):
        day = moment.date()
        if day > last:
            break
        if day not in free:
            days.append(day)
        if len(days) > MOST_DAYS:
            raise OutreachError(
                say(
                    "This series would have more than {most} events by {last}: choose an earlier last day.",
                    most=MOST_DAYS,
                    last=last,
                )
            )
    return days


def federal_holidays(first: date, last: date) -> frozenset[date]:
    """The public holidays of the United States (federal), observed days included, in a range of days."""
    # Loaded for a series that skips them: the page of an event opens sooner without.
    import holidays

    kept = holidays.country_holidays("US", years=range(first.year, last.year + 1))
    return frozenset(day for day in kept if first <= day <= last)


def _parsed(rule: str, starts_on: date) -> rrule:
    # One day longer than any date there is, so that a rule that never falls on a day ends at all.
    until = datetime.combine(date.max - timedelta(1), time())
    found = rrulestr(rule, dtstart=datetime.combine(starts_on, time()))
    # An interval of zero would repeat the first day for ever.
    if not isinstance(found, rrule) or ";INTERVAL=0" in rule:
        raise ValueError(rule)
    return found.replace(until=until)


def _words(words: str) -> list[str]:
    return [word for word in re.findall(r"[a-z0-9-]+", words.lower()) if word not in _FILLERS]


def _how_often(read: list[str]) -> tuple[str, int] | None:
    """The frequency ("" when only days are named) and the interval. None for a word that means nothing here."""
    frequency, interval = "", 1
    left = [word for word in read if not _weekday(word) and _ordinal(word) is None]
    for word in left:
        if word in _REPEATS:
            frequency, interval = _REPEATS[word]
        elif word.rstrip("s") in _UNITS:
            frequency = _UNITS[word.rstrip("s")]
        elif word in ("other", "second"):
            interval = 2
        elif word in _NUMBERS:
            interval = _NUMBERS.index(word) + 1
        elif word.isdigit() and 1 <= int(word) <= len(_NUMBERS):
            interval = int(word)
        elif word != "every":
            return None
    return frequency, interval


def _weekday(word: str) -> str | None:
    short = word.removesuffix("s")
    return next((code for code, name in WEEKDAYS.items() if short in (name.lower(), name[:3].lower())), None)


def _ordinal(word: str) -> int | None:
    if word in _ORDINALS:
        return _ORDINALS[word]
    found = re.fullmatch(r"(\d{1,2})(st|nd|rd|th)", word)
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None


def _ordinal_words(place: int) -> str:
    if place < 0:
        return "last"
    ending = "th" if 11 <= place <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def _days_in_words(days: list[tuple[str | None, str]]) -> str | None:
    if any(day not in WEEKDAYS for _, day in days):
        return None
    places = list(dict.fromkeys(place for place, _ in days))
    names = list(dict.fromkeys(day for _, day in days))
    if days != [(place, day) for place in places for day in names]:
        return None
    listed = _listed([WEEKDAYS[day] for day in names])
    ordinals = [_ordinal_words(int(place)) for place in places if place is not None]
    return f"{_listed(ordinals)} {listed}" if ordinals else listed


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _not_understood(words: str) -> OutreachError:
    return OutreachError(
        say(
            "'{name}' is no rule for a series: write it like '2nd Tuesday', 'last Friday', 'every "
            "Monday' or 'every two weeks on Tuesday'.",
            name=words.strip(),
        )
    )

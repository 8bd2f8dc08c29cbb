"""Dates, times and numbers in the words of the screen, and back from what somebody typed."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from outreach.errors import OutreachError
from outreach.languages.spoken import say, spoken
from outreach.languages.wording import ENGLISH, NO_BREAK

DUE_SOON_DAYS = 3


def long_date(day: date) -> str:
    """A date in full.

    >>> long_date(date(2019, 1, 24))
    'Thursday, January 24, 2019'
    """
    words = spoken()
    return say("{weekday}, {day}", weekday=words.weekdays[day.weekday()], day=words.day(day))


def month_name(day: date) -> str:
    """The month of a date.

    >>> month_name(date(2019, 1, 24))
    'January 2019'
    """
    return spoken().month(day.year, day.month)


def short_date(day: date, today: date) -> str:
    """A date as briefly as it can be told: the year only where it is not this one.

    >>> short_date(date(2019, 2, 7), date(2019, 1, 24)), short_date(date(2018, 2, 7), date(2019, 1, 24))
    ('Feb 7', 'Feb 7, 2018')
    """
    return _plain(spoken().near(day, today))


def table_date(day: date) -> str:
    """A date for a column, always with its weekday and year.

    >>> table_date(date(2019, 1, 24))
    'Thu, Jan 24, 2019'
    """
    words = spoken()
    return say("{weekday}, {day}", weekday=words.weekdays_short[day.weekday()], day=dated(day))


def typed_date(day: date | None) -> str:
    """A date as it stands in a field.

    >>> typed_date(date(2019, 1, 24)), typed_date(None)
    ('1/24/2019', '')
    """
    return f"{day.month}/{day.day}/{day.year}" if day else ""


def clock(moment: time | None) -> str:
    """A wall time on the twelve-hour clock, empty where it is unknown.

    >>> clock(time(18, 30)), clock(time(0, 5)), clock(None)
    ('6:30 PM', '12:05 AM', '')
    """
    if moment is None:
        return ""
    return f"{moment.hour % 12 or 12}:{moment.minute:02d} {_half(moment)}"


def moment(at: str | None) -> str:
    """An instant of the trail (UTC) as a local date and wall time."""
    return instant(datetime.fromisoformat(at).astimezone()) if at else "–"


def ago(span: timedelta) -> str:
    """How long something lies back, roundly; what lies ahead, as when the clock was set back, is just now.

    >>> ago(timedelta(seconds=40)), ago(timedelta(minutes=1)), ago(timedelta(hours=2, minutes=50))
    ('just now', '1 minute ago', '2 hours ago')
    >>> ago(timedelta(days=-1)), ago(timedelta(days=3, hours=23))
    ('just now', '3 days ago')
    """
    for unit, length in (
        ("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1)),
    ):  # fmt: skip
        if span >= length:
            return say("{time} ago", time=plural(span // length, unit))
    return say("just now")


def instant(moment: datetime) -> str:
    """A day and the time on it, as its clock shows them.

    >>> instant(datetime(2019, 1, 24, 20, 5))
    'Jan 24, 2019, 8:05 PM'
    """
    return f"{dated(moment.date())}, {clock(moment.time())}"


def time_range(start: time | None, end: time | None) -> str:
    """From when to when.

    >>> time_range(time(18, 30), time(20, 5)), time_range(time(10), time(13)), time_range(time(18), None)
    ('6:30 – 8:05 PM', '10:00 AM – 1:00 PM', '6:00 PM')
    """
    if start is None:
        return say("time unknown")
    if end is None:
        return clock(start)
    same_half = (start.hour < 12) == (end.hour < 12)
    first = clock(start).removesuffix(f" {_half(start)}") if same_half else clock(start)
    return f"{first} – {clock(end)}"


def _half(moment: time) -> str:
    return _plain(spoken().halves[moment.hour >= 12])


def dated(day: date) -> str:
    """A date briefly, always with its year.

    >>> dated(date(2019, 1, 24))
    'Jan 24, 2019'
    """
    return _plain(spoken().near(day, date(day.year - 1, 1, 1)))


def _plain(words: str) -> str:
    """With spaces that may break: a field of the window wraps where it must."""
    return words.replace(NO_BREAK, " ")


def plural(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> plural(1, "promise"), plural(1284, "promise"), plural(2, "person", "people")
    ('1 promise', '1,284 promises', '2 people')
    """
    noun = one if number == 1 else many or f"{one}s"
    return f"{spoken().number(number)} {say(noun)}"


def due_words(due: date | None, today: date) -> tuple[str, str]:
    """How a due date stands today, and its tone.

    >>> today = date(2019, 1, 24)
    >>> due_words(date(2019, 1, 19), today), due_words(date(2019, 1, 25), today), due_words(None, today)
    (('5 days late', 'late'), ('due tomorrow', 'due'), ('no due date', 'quiet'))
    """
    if due is None:
        return say("no due date"), "quiet"
    days = (due - today).days
    if days < 0:
        return say("{days} late", days=plural(-days, "day")), "late"
    if days <= 1:
        return say("due today") if days == 0 else say("due tomorrow"), "due"
    return say("due {day}", day=short_date(due, today)), "due" if days <= DUE_SOON_DAYS else "info"


def shortened(words: str, most: int) -> str:
    """Words cut at a space to at most so many letters, with an ellipsis where something is missing.

    >>> shortened("Ensley Neighborhood Association", 20), shortened("Ensley", 20)
    ('Ensley Neighborhood …', 'Ensley')
    """
    if len(words) <= most:
        return words
    return f"{words[:most].rpartition(' ')[0] or words[:most]} …"


def listed(words: Sequence[str], least: str = "") -> str:
    """Words in a row with commas; ``least`` where there are none.

    >>> listed(["Ensley", "Wylam"]), listed([], "none")
    ('Ensley, Wylam', 'none')
    """
    return ", ".join(word for word in words if word) or least


def parse_date(text: str, today: date) -> date | None:
    """A typed date: ``1/24/2019``, ``1/24``, ``2019-01-24``, ``Jan 24``, ``today``, ``tomorrow``, ``+7`` or a weekday.

    A weekday is the next one; a date without a year is the one nearest to today. Empty is None.
    Raises OutreachError for anything else.

    >>> today = date(2019, 1, 24)
    >>> [str(parse_date(words, today)) for words in ("2/7", "+7", "fri", "Jan 24, 2018")]
    ['2019-02-07', '2019-01-31', '2019-01-25', '2018-01-24']
    """
    words = " ".join(_bare(text).replace(",", " ").split())
    if not words:
        return None
    for name, days in (("today", 0), ("tomorrow", 1), ("yesterday", -1)):
        if words in (name, _bare(say(name))):
            return today + timedelta(days=days)
    if match := re.fullmatch(r"\+\s?(\d{1,3})", words):
        return today + timedelta(days=int(match[1]))
    if len(words) >= 3:
        for number, names in enumerate(zip(spoken().weekdays, ENGLISH.weekdays, strict=True)):
            if any(_bare(name).startswith(words) for name in names):
                return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    try:
        return _calendar_date(words, today)
    except ValueError:
        raise OutreachError(
            say(
                "“{typed}” is not a date: write it as month/day/year, for example {example}.",
                typed=text.strip(),
                example=typed_date(today),
            )
        ) from None


def _calendar_date(words: str, today: date) -> date:
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        year, month, day = (int(part) for part in match.groups())
        return _sensible(date(year, month, day))
    if match := re.fullmatch(r"([a-z]{3,10})\.? (\d{1,2})(?: (\d{4}))?", words):
        month, day, year_text = _month(match[1]), int(match[2]), match[3]
    elif match := re.fullmatch(r"(\d{1,2})(?: de)? ([a-z]{3,10})\.?(?:(?: del?)? (\d{4}))?", words):
        month, day, year_text = _month(match[2]), int(match[1]), match[3]
    elif match := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?", words):
        month, day, year_text = int(match[1]), int(match[2]), match[3]
    else:
        raise ValueError(words)
    if year_text:
        return _sensible(date(int(year_text) + (2000 if len(year_text) == 2 else 0), month, day))
    near = [
        date(year, month, day) for year in (today.year - 1, today.year, today.year + 1) if _exists(year, month, day)
    ]
    if not near:
        raise ValueError(words)
    return min(near, key=lambda candidate: abs((candidate - today).days))


def _month(typed: str) -> int:
    """The number of a month by the beginning of its name, in the language spoken or in English."""
    names = zip(spoken().months, ENGLISH.months, strict=True)
    found = [number for number, both in enumerate(names, 1) if any(_bare(name).startswith(typed) for name in both)]
    if len(found) != 1:
        raise ValueError(typed)
    return found[0]


def _bare(words: str) -> str:
    """Words in small letters and without accents, which many leave out, and with plain spaces."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", words.lower()) if not unicodedata.combining(sign))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _sensible(day: date) -> date:
    if not 1900 <= day.year < 2200:
        raise ValueError(day)
    return day


def parse_time(text: str) -> time | None:
    """A typed wall time: ``6:30 PM``, ``6:30p``, ``630p``, ``18:30``, ``1830``, ``6 pm``. Empty is None: unknown.

    Without a.m. or p.m. an hour from 1 to 6 is meant in the afternoon: nobody meets residents at four in the morning.
    Raises OutreachError for anything else.

    >>> [str(parse_time(words)) for words in ("6:30 PM", "630p", "18:30", "10", "4")]
    ['18:30:00', '18:30:00', '18:30:00', '10:00:00', '16:00:00']
    """
    words = "".join(_bare(text).split()).replace(".", "")
    if not words:
        return None
    match = re.fullmatch(r"(\d{1,2})(?::?(\d{2}))?(a|p|am|pm)?", words)
    if match:
        hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "")[:1]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif not half and 1 <= hour <= 6 and not match[1].startswith("0"):
            hour += 12
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise OutreachError(
        say("“{typed}” is not a time: write it like 6:30 PM or 18:30, or leave it empty.", typed=text.strip())
    )


def fixed_words() -> str:
    """What is said beside a value that nobody can change here."""
    return say("Set by your IT department.")

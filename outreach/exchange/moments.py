"""Dates and times as files write them.

A column is read as its mapping says; where that says nothing, the order of day, month and year is decided from all of
the column's texts together, so that one ``13/2/2019`` settles every ``3/4/2019``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from outreach.errors import OutreachError
from outreach.exchange.sheet import Cell, shown
from outreach.languages.spoken import say

EARLIEST_YEAR = 1900
LATEST_YEAR = 2199

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_WORD = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap])?\.?\s*(?:m\b\.?)?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})$", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,6})([-/. ])(\d{1,2})\2(\d{1,6})")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_WORD_YEAR = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[-\s,]*{_MONTH_WORD}[-\s,]*(\d{{1,6}})", re.IGNORECASE)
_WORD_DAY_YEAR = re.compile(rf"{_MONTH_WORD}[-\s]*(\d{{1,2}})(?:st|nd|rd|th)?[-\s,]+(\d{{1,6}})", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_MONTH_TEXT = re.compile(
    rf"(?:(\d{{4}})[-/.\s]?(\d{{1,2}})|(\d{{1,2}})[-/.](\d{{4}})|{_MONTH_WORD}[-\s,]*(\d{{4}}))", re.IGNORECASE
)
_MONTH_SHORT_YEAR = re.compile(rf"{_MONTH_WORD}[-\s']+(\d{{2}})", re.IGNORECASE)
_MONTH_ALONE = re.compile(_MONTH_WORD, re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d{2})(?!\d)")
_FORMAT_WORDS = (
    ("YYYY", "%Y"), ("YY", "%y"), ("Month", "%B"), ("Mon", "%b"), ("MM", "%m"), ("DD", "%d"), ("HH", "%H"),
    ("hh", "%I"), ("mm", "%M"), ("ss", "%S"), ("AM", "%p"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, and a time where the file gives one."""

    day: date
    at: time | None = None


class Order:
    """The orders in which three numbers can make a date."""

    YEAR_FIRST = "year, month, day"
    MONTH_FIRST = "month/day/year"
    DAY_FIRST = "day/month/year"


@dataclass(frozen=True, slots=True)
class Manner:
    """How one column writes its dates: a format, or an order of three numbers; and the zones to convert between."""

    format: str = ""
    order: str = Order.MONTH_FIRST
    ambiguous: bool = False
    stamps_in: ZoneInfo | None = None
    time_zone: ZoneInfo | None = None

    def read(self, cell: Cell) -> Moment:
        """The date, and time where there is one, in a cell.

        Raises:
            OutreachError: it holds none, or one that cannot be right; the words open with what stands there.
        """
        match cell:
            case datetime():
                stamp: datetime | None = cell
                moment = Moment(cell.date(), cell.time())
            case date():
                return _sensible(Moment(cell), shown(cell))
            case str():
                moment, stamp = _read_text(cell.strip(), self.format, self.order)
            case _:
                raise OutreachError(say("“{text}” is not a date", text=shown(cell)))
        if stamp is not None and self.time_zone is not None:
            moment = _converted(stamp, self.stamps_in or self.time_zone, self.time_zone, moment)
        return _sensible(moment, shown(cell))


def tells_its_order(cell: Cell) -> bool:
    """Whether a cell is read in the same way whatever the order of its column: a date itself, or a text with its year
    first."""
    return not isinstance(cell, str) or cell[:4].isdigit()


def decide(cells: Iterable[Cell], manner: Manner, wanted: str = "") -> Manner:
    """Decide in which order a column writes day, month and year, from all of its cells; where each of them could be
    either, it is the order that is ``wanted``."""
    possible = {Order.MONTH_FIRST, Order.DAY_FIRST}
    seen = False
    for cell in cells:
        if not isinstance(cell, str) or tells_its_order(cell):
            continue
        found = _NUMBERS.match(_WEEKDAY.sub("", cell.strip()))
        if found is None or len(found[1]) > 2:
            continue
        seen = True
        first, second = int(found[1]), int(found[3])
        if first > 12:
            possible.discard(Order.MONTH_FIRST)
        if second > 12:
            possible.discard(Order.DAY_FIRST)
        if len(possible) < 2:
            break
    undecided = len(possible) == 2
    day_first = possible == {Order.DAY_FIRST} or (undecided and wanted == Order.DAY_FIRST)
    order, ambiguous = Order.DAY_FIRST if day_first else Order.MONTH_FIRST, seen and undecided and not wanted
    return Manner(manner.format, order, ambiguous, manner.stamps_in, manner.time_zone)


def format_of(told: str) -> str:
    """A format as `strptime` takes it, from one written with YYYY, MM, DD, Mon, HH (or hh and AM), mm and ss.

    >>> format_of("MM/DD/YYYY hh:mm AM")
    '%m/%d/%Y %I:%M %p'
    """
    if "%" in told:
        return told
    pattern = "|".join(word for word, _ in _FORMAT_WORDS)
    codes = dict(_FORMAT_WORDS)
    return re.sub(pattern, lambda found: codes[found[0]], told)


@lru_cache(maxsize=4096)
def _read_text(text: str, wanted: str, order: str) -> tuple[Moment, datetime | None]:
    """The moment in a text, and the stamp to convert from one time zone into another where it gives a time."""
    if wanted:
        code = format_of(wanted)
        try:
            stamp = datetime.strptime(text, code)  # noqa: DTZ007 - a zone is given to it by its mapping
        except ValueError:
            _refuse_odd_year(text)
            raise OutreachError(say("“{text}” is not a date written as {wanted}", text=text, wanted=wanted)) from None
        timed = any(letter in code for letter in ("%H", "%I"))
        return Moment(stamp.date(), stamp.time() if timed else None), stamp if timed else None
    day, rest = _read_day(_WEEKDAY.sub("", text), text, order)
    zone = _ZONE.search(rest)
    written = rest[: zone.start()] if zone else rest
    at = _read_time(written.strip(" ,T"), text)
    if at is None:
        return Moment(day), None
    stamp = datetime.combine(day, at)
    if zone:
        offset = zone[1].upper().replace("UTC", "Z").replace("GMT", "Z").replace("Z", "+00:00")
        stamp = datetime.fromisoformat(f"{stamp.isoformat()}{offset}")
    return Moment(day, at), stamp


def _read_day(text: str, whole: str, order: str) -> tuple[date, str]:
    if found := _SOLID.fullmatch(text.split("T")[0].split(" ")[0]):
        return _day(found[1], found[2], found[3], whole), text[8:]
    if found := _NUMBERS.match(text):
        first, second, third = found[1], found[3], found[4]
        if len(first) > 2:
            parts = (first, second, third)
        elif order == Order.DAY_FIRST:
            parts = (third, second, first)
        else:
            parts = (third, first, second)
        return _day(*parts, whole), text[found.end() :]
    if found := _DAY_WORD_YEAR.match(text):
        return _day(found[3], _month_number(found[2]), found[1], whole), text[found.end() :]
    if found := _WORD_DAY_YEAR.match(text):
        return _day(found[3], _month_number(found[1]), found[2], whole), text[found.end() :]
    raise OutreachError(say("“{text}” is not a date", text=whole))


def _month_number(word: str) -> str:
    return str(MONTHS.index(word[:3].lower()) + 1)


def _day(year: str, month: str, day: str, whole: str) -> date:
    number = int(year)
    if len(year) <= 2:
        number += 2000 if number < 70 else 1900
    try:
        if len(year) <= 4:
            return date(number, int(month), int(day))
    except ValueError:
        raise OutreachError(say("“{text}” is a day that does not exist", text=whole)) from None
    raise _odd_year(whole, number)


def _read_time(text: str, whole: str) -> time | None:
    if not text:
        return None
    found = _TIME.fullmatch(text)
    if found is None or (found["minute"] is None and found["half"] is None):
        raise OutreachError(say("“{text}” is not a time of day", text=whole))
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise OutreachError(say("“{text}” is not a time of day", text=whole))
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    try:
        return time(hour, int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        raise OutreachError(say("“{text}” is not a time of day", text=whole)) from None


def read_time(cell: Cell) -> time:
    """The time of day in a cell of its own, by the clock of 12 or 24 hours.

    Raises:
        OutreachError: it holds none.

    >>> read_time("7:30 PM"), read_time("7 p.m."), read_time("19:30")
    (datetime.time(19, 30), datetime.time(19, 0), datetime.time(19, 30))
    """
    match cell:
        case datetime():
            return cell.time()
        case time():
            return cell
        case float() if 0 <= cell < 1:
            return _of_share(cell)
        case str() if cell.strip().lower() in ("noon", "midnight"):
            return time(12 if cell.strip().lower() == "noon" else 0)
        case str():
            found = _read_time(cell.strip(), cell.strip())
            if found is not None:
                return found
    raise OutreachError(say("“{text}” is not a time of day", text=shown(cell)))


def _of_share(share: float) -> time:
    seconds = round(share * 86_400) % 86_400
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)


@lru_cache(maxsize=4096)
def read_month(text: str) -> date | None:
    """The first day of the month that a text names by itself, such as 2017-04, 4/2017 or April 2017; None: none.

    >>> read_month("2017-04"), read_month("Apr 2017"), read_month("4/2017"), read_month("2017-04-05")
    (datetime.date(2017, 4, 1), datetime.date(2017, 4, 1), datetime.date(2017, 4, 1), None)
    """
    found = _MONTH_TEXT.fullmatch(text.strip())
    if found is None:
        return None
    year = int(found[1] or found[4] or found[6])
    month = int(found[2] or found[3] or 0) or MONTHS.index(found[5][:3].lower()) + 1
    if not 1 <= month <= 12 or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    return date(year, month, 1)


def month_of_header(cell: Cell, years: str = "") -> date | None:
    """The month that a column's name stands for: a date, 2019-01, Jan 2019, Jan-19, or January with the one year that
    ``years`` (the title of the sheet or the name of the file) tells; None: none.

    >>> month_of_header("Jan-19"), month_of_header("March", "crime_2019.csv"), month_of_header("March")
    (datetime.date(2019, 1, 1), datetime.date(2019, 3, 1), None)
    """
    match cell:
        case date():
            return date(cell.year, cell.month, 1)
        case str():
            text = cell.strip()
        case _:
            return None
    if found := _MONTH_SHORT_YEAR.fullmatch(text):
        return date(2000 + int(found[2]), MONTHS.index(found[1][:3].lower()) + 1, 1)
    if found := _MONTH_ALONE.fullmatch(text):
        told = set(_YEAR.findall(years))
        return date(int(told.pop()), MONTHS.index(found[1].lower()) + 1, 1) if len(told) == 1 else None
    return read_month(text)


def _converted(stamp: datetime, stamps_in: ZoneInfo, time_zone: ZoneInfo, moment: Moment) -> Moment:
    if stamp.tzinfo is None:
        if stamps_in.key == time_zone.key:
            return moment
        stamp = stamp.replace(tzinfo=stamps_in)
    local = stamp.astimezone(time_zone)
    return Moment(local.date(), local.time())


def _sensible(moment: Moment, text: str) -> Moment:
    if not EARLIEST_YEAR <= moment.day.year <= LATEST_YEAR:
        raise _odd_year(text, moment.day.year)
    return moment


def _odd_year(text: str, year: int) -> OutreachError:
    return OutreachError(
        say(
            "“{text}” cannot be right: the year {year} lies outside {first} to {last}",
            text=text,
            year=year,
            first=EARLIEST_YEAR,
            last=LATEST_YEAR,
        )
    )


def _refuse_odd_year(text: str) -> None:
    """Tell a year of five digits as such, whatever the format."""
    found = re.search(r"(?<!\d)\d{5,6}(?!\d)", text)
    if found and re.search(r"\d[-/.]\d|[-/.]\d{5}", text):
        raise _odd_year(text, int(found[0]))

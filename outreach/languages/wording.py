"""How figures, dates and phrases are written, in one language at a time.

English is what the program is written in; another language is one more :class:`Wording` whose ``phrases`` translate
the English phrase (which is its own key), so that no report and no page asks in which language it is shown.
"""

from collections.abc import Mapping, Sequence, Sized
from dataclasses import field
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from outreach.values import frozen

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"


_MEETING_WORDS = {
    word.lower(): word
    for word in (
        *("1st", "2nd", "3rd", "4th", "5th", "last", "and", "every"),
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    )
}


class _Span(Protocol):
    """The days that figures speak of, from the first to the last."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def is_whole_months(self) -> bool: ...
    @property
    def months(self) -> Sized: ...


@frozen
class Wording:
    """The words and number style of one language; ``language`` is its BCP 47 tag."""

    language: str
    months: Sequence[str]
    months_short: Sequence[str]
    weekdays: Sequence[str]
    weekdays_short: Sequence[str]
    long_date: str
    day_of_month: str
    month_and_year: str
    halves: tuple[str, str] = ("AM", "PM")
    day_and_year: str = "{day}, {year}"
    thousands: str = ","
    decimal: str = "."
    right_to_left: bool = False
    phrases: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, english: str, /, *, sense: str = "", **values: object) -> str:
        """The phrase in this language, its ``{names}`` filled in.

        ``sense`` tells two meanings of one English word apart, where another language has two words: its key is the
        English, a bar and the sense.

        >>> ENGLISH("Page {page} of {pages}", page=2, pages=5)
        'Page 2 of 5'
        >>> ENGLISH("Open", sense="of a promise")
        'Open'
        """
        said = self.phrases.get(f"{english}|{sense}") if sense else None
        return (said or self.phrases.get(english, english)).format(**values)

    def known(self, name: str, *, sense: str = "") -> str:
        """A topic, kind, measure, offense or group of people that every precinct starts with; any other as it is.

        ``sense`` is "shift" of shifts and their plans, which are called as other things may be, too.
        """
        return self.names.get(f"{name}|{sense}" if sense else name, name)

    def count(self, number: int, one: str, many: str) -> str:
        """A number with its noun: "1 event", "1,284 events"."""
        return f"{self.number(number)}{NO_BREAK}{self(one if abs(number) == 1 else many)}"

    def number(self, value: float | Decimal | None, digits: int = 0) -> str:
        """A figure with thousands separators and a real minus sign; unknown is "n/a", never 0. Halves round away from
        0.

        >>> ENGLISH.number(1284), ENGLISH.number(-44), ENGLISH.number(6.45, 1), ENGLISH.number(None)
        ('1,284', '−44', '6.5', 'n/a')
        """
        if value is None:
            return self("n/a")
        rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        text = f"{abs(rounded):,}".translate({ord(","): self.thousands, ord("."): self.decimal})
        return f"{MINUS}{text}" if rounded < 0 else text

    def signed(self, value: int | None) -> str:
        """A change: "+6", "−44", "0"."""
        text = self.number(value)
        return f"+{text}" if value is not None and value > 0 else text

    def percent(self, value: int | None) -> str:
        """A whole percentage: "86 %"; "n/a" where there is nothing to divide by."""
        return self.number(value) if value is None else f"{self.number(value)}{NO_BREAK}%"

    def day(self, day: date) -> str:
        """ "January 24, 2019"."""
        return self.long_date.format(month=self.months[day.month - 1], day=day.day, year=day.year)

    def short_day(self, day: date) -> str:
        """ "Jan 24": where the year is plain from the page."""
        return self.day_of_month.format(month=self.months_short[day.month - 1], day=day.day).replace(" ", NO_BREAK)

    def near(self, day: date, today: date) -> str:
        """ "Jan 24" in the year of ``today``, "Jan 24, 2018" in any other."""
        return self.short_day(day) if day.year == today.year else self.brief_day(day)

    def brief_day(self, day: date) -> str:
        """ "Jan 24, 2018"."""
        return self.day_and_year.format(day=self.short_day(day), year=day.year).replace(" ", NO_BREAK)

    def month(self, year: int, month: int) -> str:
        """ "January 2019"."""
        return self.month_and_year.format(month=self.months[month - 1], year=year)

    def period(self, period: _Span) -> str:
        """ "January 2019", "January to March 2019" or two dates."""
        first, last = period.first, period.last
        if not period.is_whole_months:
            return self("{first} to {last}", first=self.day(first), last=self.day(last))
        if len(period.months) == 1:
            return self.month(first.year, first.month)
        start = self.months[first.month - 1] if first.year == last.year else self.month(first.year, first.month)
        return self("{first} to {last}", first=start, last=self.month(last.year, last.month))

    def briefly(self, period: _Span) -> str:
        """ "Jan 2019", "10–12/2018", "2018", or two dates: a period in as little room as can be."""
        first, last = period.first, period.last
        if not period.is_whole_months:
            return self.period(period)
        if len(period.months) == 1:
            return f"{self.months_short[first.month - 1]}{NO_BREAK}{first.year}"
        if first.year != last.year:
            return f"{first.month}/{first.year}–{last.month}/{last.year}"
        return str(first.year) if len(period.months) == 12 else f"{first.month}–{last.month}/{first.year}"

    def name_of(self, period: _Span, otherwise: str) -> str:
        """The bare name of a month, "January"; of a longer period what it is called instead."""
        is_month = period.is_whole_months and len(period.months) == 1
        return self.months[period.first.month - 1] if is_month else self(otherwise)

    def clock(self, moment: time) -> str:
        """ "6:30 PM", "10 AM"."""
        hour = moment.hour % 12 or 12
        minutes = f":{moment.minute:02d}" if moment.minute else ""
        return f"{hour}{minutes}{NO_BREAK}{self.halves[moment.hour >= 12]}"

    def hour(self, hour: int) -> str:
        """An hour of the day: "6 PM"."""
        return self.clock(time(hour))

    def span(self, start: time, end: time | None) -> str:
        """ "4–8 PM", "11 AM–1 PM"; the start alone where the end is not known."""
        if end is None:
            return self.clock(start)
        first = self.clock(start)
        if (start.hour < 12) == (end.hour < 12):
            first = first.partition(NO_BREAK)[0]
        return f"{first}–{self.clock(end)}"

    def rule(self, typed: str) -> str:
        """When a group meets, as it was typed; "1st and 3rd Tuesday" in this language, and a rule that was typed in
        another one, where all of it is known.

        >>> ENGLISH.rule("primer y tercer martes"), ENGLISH.rule("2nd monday"), ENGLISH.rule("cuando llueve")
        ('1st and 3rd Tuesday', '2nd monday', 'cuando llueve')
        """
        from outreach.languages.recurring import read_repeats  # the window tells of no meetings before it is painted

        english = read_repeats(typed)
        words = [_MEETING_WORDS.get(word.lower(), "") for word in english.split()]
        is_foreign = english != typed or bool(self.phrases)
        return " ".join(map(self, words)) if words and all(words) and is_foreign else typed

    def listing(self, items: Sequence[str]) -> str:
        """ "Ensley, Wylam and Central Park"."""
        if len(items) < 2:
            return "".join(items)
        return self("{items} and {last}", items=", ".join(items[:-1]), last=items[-1])


ENGLISH = Wording(
    language="en-US",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    months_short=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    weekdays_short=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    long_date="{month} {day}, {year}",
    day_of_month="{month} {day}",
    month_and_year="{month} {year}",
)

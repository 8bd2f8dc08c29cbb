"""The range of days that figures speak of, and the ranges they are compared with."""

import re
from calendar import monthrange
from datetime import date, timedelta

from outreach.errors import OutreachError
from outreach.languages.spoken import say, spoken
from outreach.values import frozen

_MONTH = r"([0-9]{4})-([0-9]{2})"


@frozen
class Period:
    """A range of local days, both ends in it.

    >>> Period(date(2019, 1, 1), date(2019, 1, 31)).prior
    Period(first=datetime.date(2018, 12, 1), last=datetime.date(2018, 12, 31))
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise OutreachError(
                say(
                    "The period ends on {last}, before it starts on {first}: exchange the two.",
                    last=self.last,
                    first=self.first,
                )
            )

    def __lt__(self, other: "Period") -> bool:
        return (self.first, self.last) < (other.first, other.last)

    @classmethod
    def of_month(cls, year: int, month: int) -> "Period":
        """A whole month."""
        first = date(year, month, 1)
        return cls(first, last_of_month(first))

    @classmethod
    def of_months(cls, first: "Period", last: "Period") -> "Period":
        """All the days from the start of one period to the end of another."""
        return cls(first.first, last.last)

    @property
    def is_whole_months(self) -> bool:
        """Whether it starts with a month and ends with one."""
        return self.first.day == 1 and (self.last + timedelta(days=1)).day == 1

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of every month it touches, in order."""
        first, last = (day.year * 12 + day.month - 1 for day in (self.first, self.last))
        return tuple(date(whole // 12, whole % 12 + 1, 1) for whole in range(first, last + 1))

    @property
    def prior(self) -> "Period":
        """The period of the same length just before: as many whole months before whole months, else as many days."""
        before = self.first - timedelta(days=1)
        if self.is_whole_months:
            return Period(shifted(self.first, -len(self.months)), before)
        return Period(self.first - (self.last - self.first) - timedelta(days=1), before)

    @property
    def last_year(self) -> "Period":
        """The same months, or the same dates, a year earlier; 29 February becomes the 28th."""
        if self.is_whole_months:
            first, last = shifted(self.first, -12), shifted(self.last.replace(day=1), -12)
            return Period(first, Period.of_month(last.year, last.month).last)
        return Period(shifted(self.first, -12), shifted(self.last, -12))

    @property
    def label(self) -> str:
        """How the period is called: "January 2019", "January to March 2019" or its two dates."""
        return spoken().period(self)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def parse_month(text: str) -> Period:
    """The month written as YYYY-MM.

    Raises:
        OutreachError: there is no such month, or it does not lie in the years 1900 to 2199.
    """
    match = re.fullmatch(_MONTH, text.strip())
    if not match or not 1 <= int(match[2]) <= 12 or not 1900 <= int(match[1]) <= 2199:
        raise OutreachError(
            say("The month '{text}' does not exist: write it as YYYY-MM, for example 2019-01.", text=text)
        )
    return Period.of_month(int(match[1]), int(match[2]))


def shifted(day: date, months: int) -> date:
    """The same day of a month some months later or earlier, or the last day of that month where it is shorter."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, last_of_month(first).day))


def last_of_month(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def last_quarter(today: date) -> Period:
    """The last calendar quarter that is over.

    >>> last_quarter(date(2019, 3, 31)).label
    'October to December 2018'
    """
    first = shifted(today.replace(day=1), -((today.month - 1) % 3) - 3)
    last = shifted(first, 2)
    return Period(first, Period.of_month(last.year, last.month).last)

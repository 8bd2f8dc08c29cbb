"""Every report there is: the one list that command line, window and tests share.

data = REPORTS["monthly"].gather(precinct, Choice(period=parse_month("2019-01")), today)
pdf = render("monthly", data, public=True, printed_on=today)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from outreach.errors import OutreachError
from outreach.queries.monthly import monthly_summary
from outreach.queries.period import Period
from outreach.reports.monthly import print_monthly


class Need(StrEnum):
    """What has to be chosen before a report can be printed."""

    MONTH = "month"
    PERIOD = "period"
    NEIGHBORHOOD = "neighborhood"
    EVENT = "event"
    OFFICER = "officer"


class Copy(StrEnum):
    """For whose eyes a report is made."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: a period, and the keys of a neighborhood, an event, an officer, where a report needs them."""

    period: Period | None = None
    neighborhood: int | None = None
    event: int | None = None
    officer: int | None = None

    def has(self, need: Need) -> bool:
        """Whether what a report needs was chosen."""
        if need in (Need.MONTH, Need.PERIOD):
            return self.period is not None
        return getattr(self, need.value) is not None


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its name for the command line, its title, what it is for, what it needs, and for whom it can be made.

    ``gather`` asks the records for its data; ``make`` turns that data into a PDF.
    """

    kind: str
    title: str
    purpose: str
    needs: tuple[Need, ...]
    copies: tuple[Copy, ...]
    _gather: Callable[[int, Choice, date], Any]
    _make: Callable[[Any, bool, date], bytes]

    def gather(self, precinct: int, choice: Choice, today: date) -> Any:
        """What the report prints, read from the records.

        Raises:
            OutreachError: something the report needs was not chosen, or is no longer kept.
        """
        missing = [need.value for need in self.needs if not choice.has(need)]
        if missing:
            raise OutreachError(f"The report '{self.kind}' needs to know which {' and which '.join(missing)}: say so.")
        return self._gather(precinct, choice, today)

    def make(self, data: Any, *, public: bool, printed_on: date) -> bytes:
        """The report as a tagged PDF.

        Raises:
            OutreachError: there is no such copy of this report.
        """
        copy = Copy.PUBLIC if public else Copy.INTERNAL
        if copy not in self.copies:
            raise OutreachError(f"There is no {copy} copy of the report '{self.kind}': it is {self.copies[0]} only.")
        return self._make(data, public, printed_on)


def render(kind: str, data: Any, public: bool, printed_on: date) -> bytes:
    """The report of a kind, from the data its :meth:`Report.gather` gave, as a tagged PDF."""
    return report_of(kind).make(data, public=public, printed_on=printed_on)


def report_of(kind: str) -> Report:
    """The report of a kind. Raises :class:`OutreachError` when there is none."""
    try:
        return REPORTS[kind]
    except KeyError:
        raise OutreachError(f"There is no report '{kind}': choose one of {', '.join(REPORTS)}.") from None


def _monthly(precinct: int, choice: Choice, today: date) -> Any:
    assert choice.period is not None
    return monthly_summary(precinct, choice.period, today)


_BOTH = (Copy.PUBLIC, Copy.INTERNAL)

REPORTS: Mapping[str, Report] = {
    report.kind: report
    for report in (
        Report(
            "monthly",
            "Monthly outreach summary",
            "The month on paper: what was done, what residents said, what became of it.",
            (Need.MONTH,),
            _BOTH,
            _monthly,
            lambda data, public, printed_on: print_monthly(data, public=public, printed_on=printed_on),
        ),
    )
}

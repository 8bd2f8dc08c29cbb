"""Every report there is: the one list that command line, window and tests share.

data = REPORTS["monthly"].gather(precinct, Choice(period=parse_month("2019-01")), today)
pdf = render("monthly", data, public=True, printed_on=today)
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from outreach.errors import OutreachError
from outreach.languages import spoken
from outreach.languages.spanish import SPANISH
from outreach.languages.wording import ENGLISH, Wording
from outreach.queries.event_record import event_record
from outreach.queries.field_kits import refuse_in_kit
from outreach.queries.labels import mailing_labels
from outreach.queries.monthly import monthly_summary
from outreach.queries.neighborhood_card import neighborhood_card
from outreach.queries.period import Period, shifted
from outreach.queries.precinct_comparison import precinct_comparison
from outreach.queries.quarterly import quarterly_report
from outreach.queries.recap import recap
from outreach.queries.worklist import worklist
from outreach.queries.year import year_in_review
from outreach.reports.event_record import print_event
from outreach.reports.labels import Alignment, print_labels
from outreach.reports.monthly import print_monthly
from outreach.reports.neighborhood_card import print_card
from outreach.reports.precincts import print_precincts
from outreach.reports.quarterly import print_quarterly
from outreach.reports.recap import print_recap
from outreach.reports.reissue import DRAFT, Issue
from outreach.reports.signin_sheet import Layout, Tongue, gather_sheet, print_sheet
from outreach.reports.unshown import noting
from outreach.reports.worklist import print_worklist
from outreach.reports.year import print_year


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
    """What was chosen: a period; the keys of a neighborhood, an event, an officer; and how it is to be printed.

    ``language`` is "en", "es" or, for sign-in sheets, "both"; ``large_print`` and ``blank_sheets`` are of sign-in
    sheets; ``shift_right`` and ``shift_down`` move labels, in points. ``confidential``
    is whether who asks may read confidential words: internal copies then hold them. ``precincts`` are those that who
    asks may see, None for all.
    """

    period: Period | None = None
    neighborhood: int | None = None
    event: int | None = None
    officer: int | None = None
    language: str = "en"
    large_print: bool = False
    blank_sheets: int = 1
    shift_right: float = 0
    shift_down: float = 0
    confidential: bool = False
    precincts: tuple[int, ...] | None = None

    def has(self, need: Need) -> bool:
        """Whether what a report needs was chosen."""
        if need in (Need.MONTH, Need.PERIOD):
            return self.period is not None
        return getattr(self, need.value) is not None

    @property
    def asked_period(self) -> Period:
        """The period, where a report needs one."""
        assert self.period is not None
        return self.period


@dataclass(frozen=True, slots=True)
class Print:
    """How a report is to be printed: for whom, on which day, what was chosen of its looks, and what it replaces."""

    public: bool
    printed_on: date
    choice: Choice = Choice()
    issue: Issue = DRAFT


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its name for the command line, its title, what it is for, what it needs, and for whom it can be made.

    ``may_take`` may be chosen to narrow it down.
    """

    kind: str
    title: str
    purpose: str
    needs: tuple[Need, ...]
    copies: tuple[Copy, ...]
    _gather: Callable[[int, Choice, date], Any]
    _make: Callable[[Any, Print], bytes]
    may_take: tuple[Need, ...] = ()

    def __reduce__(self) -> tuple[Callable[[str], "Report"], tuple[str]]:
        """Another process knows it by its kind."""
        return report_of, (self.kind,)

    def gather(self, precinct: int, choice: Choice, today: date) -> Any:
        """What the report prints, read from the records.

        Raises:
            OutreachError: something the report needs was not chosen, or is no longer kept; or this is a field kit, and
                the report is not about one event.
        """
        missing = [need.value for need in self.needs if not choice.has(need)]
        if missing:
            raise OutreachError(
                spoken.say(
                    "The report '{kind}' needs to know which {missing}: say so.",
                    kind=self.kind,
                    missing=", ".join(missing),
                )
            )
        if Need.EVENT not in self.needs:
            refuse_in_kit(f"The {self.title}")
        return self._gather(precinct, choice, today)

    def make(self, data: Any, how: Print) -> bytes:
        """The report as a tagged PDF.

        Raises:
            OutreachError: there is no such copy of this report, or it is not written in that language.
        """
        copy = Copy.PUBLIC if how.public else Copy.INTERNAL
        if copy not in self.copies:
            raise OutreachError(
                spoken.say(
                    "There is no {copy} copy of the report '{kind}': it is {copies} only.",
                    copy=copy,
                    kind=self.kind,
                    copies=self.copies[0],
                )
            )
        if how.choice.language not in _TONGUES:
            raise OutreachError(
                spoken.say(
                    "There is no language '{language}': choose one of {tongues}.",
                    language=how.choice.language,
                    tongues=", ".join(_TONGUES),
                )
            )
        if how.choice.language == Tongue.BOTH and self.kind != "sign-in":
            raise OutreachError(
                spoken.say("The report '{kind}' is written in one language at a time: choose en or es.", kind=self.kind)
            )
        with noting(), _uncollected():
            return self._make(data, how)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for garbage, which would look through all that a long report holds again and again.

    It costs a worklist of 5,000 lines a quarter of its time, and the window a pause each time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def render(kind: str, data: Any, public: bool, printed_on: date, choice: Choice | None = None) -> bytes:
    """The report of a kind, from the data its :meth:`Report.gather` gave, as a tagged PDF."""
    return report_of(kind).make(data, Print(public, printed_on, choice or Choice()))


def report_of(kind: str) -> Report:
    """The report of a kind. Raises :class:`OutreachError` when there is none."""
    try:
        return REPORTS[kind]
    except KeyError:
        raise OutreachError(
            spoken.say("There is no report '{kind}': choose one of {reports}.", kind=kind, reports=", ".join(REPORTS))
        ) from None


def _monthly(precinct: int, choice: Choice, today: date) -> Any:
    return monthly_summary(precinct, choice.asked_period, today, confidential=choice.confidential)


def _quarterly(precinct: int, choice: Choice, today: date) -> Any:
    return quarterly_report(precinct, choice.asked_period, today, confidential=choice.confidential)


def _card(precinct: int, choice: Choice, today: date) -> Any:
    period = choice.period or Period(shifted(today, -2).replace(day=1), today)
    return neighborhood_card(precinct, _key(choice.neighborhood), period, today)


def _recap(precinct: int, choice: Choice, today: date) -> Any:
    return recap(precinct, _key(choice.neighborhood), today, confidential=choice.confidential)


def _year(precinct: int, choice: Choice, today: date) -> Any:
    return year_in_review(precinct, choice.asked_period, today)


def _key(chosen: int | None) -> int:
    assert chosen is not None
    return chosen


def _sheet(data: Any, how: Print) -> bytes:
    choice = how.choice
    layout = Layout(Tongue(choice.language), choice.large_print, choice.blank_sheets)
    return print_sheet(data, layout, how.printed_on)


def _labels(data: Any, how: Print) -> bytes:
    return print_labels(data, Alignment(how.choice.shift_right, how.choice.shift_down), _say(how))


def _say(how: Print) -> Wording:
    return SPANISH if how.choice.language == Tongue.SPANISH else ENGLISH


_TONGUES = tuple(Tongue)
_BOTH = (Copy.PUBLIC, Copy.INTERNAL)
_ONLY_PUBLIC, _ONLY_INTERNAL = (Copy.PUBLIC,), (Copy.INTERNAL,)

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
            lambda data, how: print_monthly(
                data, public=how.public, printed_on=how.printed_on, say=_say(how), issue=how.issue
            ),
        ),
        Report(
            "quarterly",
            "Quarterly partnership report",
            "Concerns voiced, potential problems, recommended actions, progress and obstacles.",
            (Need.PERIOD,),
            _BOTH,
            _quarterly,
            lambda data, how: print_quarterly(
                data, public=how.public, printed_on=how.printed_on, say=_say(how), issue=how.issue
            ),
        ),
        Report(
            "neighborhood",
            "Neighborhood report card",
            "One page to hand out at the association's meeting.",
            (Need.NEIGHBORHOOD,),
            _ONLY_PUBLIC,
            _card,
            lambda data, how: print_card(data, printed_on=how.printed_on, say=_say(how), issue=how.issue),
            may_take=(Need.PERIOD,),
        ),
        Report(
            "recap",
            "Last-meeting recap",
            "One page for the officer who is about to walk in.",
            (Need.NEIGHBORHOOD,),
            _ONLY_INTERNAL,
            _recap,
            lambda data, how: print_recap(data, printed_on=how.printed_on, say=_say(how)),
        ),
        Report(
            "worklist",
            "Follow-up worklist",
            "What each officer still owes, late ones first.",
            (),
            _ONLY_INTERNAL,
            lambda precinct, choice, today: worklist(precinct, today, choice.officer, confidential=choice.confidential),
            lambda data, how: print_worklist(data, printed_on=how.printed_on, say=_say(how)),
            may_take=(Need.OFFICER,),
        ),
        Report(
            "sign-in",
            "Sign-in sheet",
            "Numbered lines with the regulars on them, and a code by which a scan finds its event.",
            (Need.EVENT,),
            _ONLY_INTERNAL,
            lambda precinct, choice, today: gather_sheet(_key(choice.event)),
            _sheet,
        ),
        Report(
            "event",
            "Event record",
            "Everything of one event, its photos and the scanned sheet.",
            (Need.EVENT,),
            _BOTH,
            lambda precinct, choice, today: event_record(_key(choice.event), today, confidential=choice.confidential),
            lambda data, how: print_event(
                data, public=how.public, printed_on=how.printed_on, say=_say(how), issue=how.issue
            ),
        ),
        Report(
            "year",
            "Year in review",
            "Twelve months beside the twelve before, with charts.",
            (Need.PERIOD,),
            _ONLY_PUBLIC,
            _year,
            lambda data, how: print_year(data, printed_on=how.printed_on, say=_say(how), issue=how.issue),
        ),
        Report(
            "precincts",
            "Precincts compared",
            "The precincts of the agency side by side, with the same figures.",
            (Need.PERIOD,),
            _ONLY_INTERNAL,
            lambda precinct, choice, today: precinct_comparison(
                precinct, choice.asked_period, today, only=choice.precincts
            ),
            lambda data, how: print_precincts(data, printed_on=how.printed_on, say=_say(how), issue=how.issue),
        ),
        Report(
            "labels",
            "Mailing labels",
            "Avery 5160, one label for each household that may be written to.",
            (),
            _ONLY_INTERNAL,
            lambda precinct, choice, today: mailing_labels(precinct, choice.neighborhood),
            _labels,
            may_take=(Need.NEIGHBORHOOD,),
        ),
    )
}

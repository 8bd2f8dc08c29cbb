"""One report from the records to the file that is signed: gathered once, so that what was looked at is what is issued.

draft = drafted("monthly", precinct, Choice(period=parse_month("2019-01")), public=True, today=today)
draft.printed()                                   # to look at
draft.printed(Signatures("Ofc. R. Sample", "Capt. E. Sample", is_approved=True))   # as it is issued
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from outreach.actions.issue import IssueDetails
from outreach.errors import OutreachError
from outreach.languages import spoken
from outreach.languages.wording import ENGLISH
from outreach.queries.event_record import EventRecord
from outreach.queries.figures import Figures, as_json
from outreach.queries.monthly import Signatures
from outreach.queries.neighborhood_card import NeighborhoodCard
from outreach.queries.period import Period
from outreach.queries.reissue import Issuing, Replaced, replaced_by
from outreach.reports.catalogue import Choice, Print, Report, report_of
from outreach.reports.reissue import Issue


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as the records say it now. ``figures`` are those it prints; ``replaces`` is the version in force.

    ``issuing`` is None for reports that are never signed, such as a worklist.
    """

    report: Report
    data: Any
    how: Print
    figures: dict[str, Any]
    issuing: Issuing | None
    replaces: Replaced | None

    def printed(self, signed: Signatures | None = None) -> bytes:
        """The pages as a tagged PDF, under the names of those who signed them where they are issued."""
        how = Print(self.how.public, self.how.printed_on, self.how.choice, Issue(signed, self.replaces))
        return self.report.make(self.data, how)

    def details(self, pdf: bytes, *, prepared_by: int | None, approved_by: str) -> IssueDetails:
        """What is kept of it when it is issued.

        Raises:
            OutreachError: it is a report that nobody signs.
        """
        if self.issuing is None:
            raise OutreachError(
                spoken.say(
                    "The report '{kind}' is not one to sign, so nothing was issued: print it.", kind=self.report.kind
                )
            )
        which = self.issuing
        return IssueDetails(
            kind=which.kind,
            title=which.title,
            period_from=which.period_from,
            period_to=which.period_to,
            is_public=which.is_public,
            figures=json.dumps(self.figures, ensure_ascii=False),
            pdf=pdf,
            neighborhood=which.neighborhood,
            prepared_by=prepared_by,
            approved_by=approved_by,
            message=getattr(getattr(self.data, "public", self.data), "message", ""),
            replaces=self.replaces.key if self.replaces else None,
        )


def drafted(kind: str, precinct: int, choice: Choice, *, public: bool, today: date) -> Draft:
    """Read a report from the records, its figures, and the version it would replace.

    Raises :class:`OutreachError` when something the report needs was not chosen, or is no longer kept.
    """
    report = report_of(kind)
    data = report.gather(precinct, choice, today)
    told = _FIGURES.get(kind)
    if told is None:
        return Draft(report, data, Print(public, today, choice), {}, None, None)
    about, period, figures = told(data)
    title = ", ".join((report.title, *about))
    area = choice.neighborhood if isinstance(data, NeighborhoodCard) else None
    issuing = Issuing(precinct, kind, title, period.first, period.last, public, area)
    return Draft(report, data, Print(public, today, choice), figures, issuing, replaced_by(issuing, figures))


type _Told = tuple[tuple[str, ...], Period, dict[str, Any]]


def _of_period(data: Any) -> _Told:
    return _whole(data.public.period, data.public.figures)


def _whole(period: Period, figures: Figures) -> _Told:
    return (ENGLISH.period(period),), period, as_json(figures)


def _of_card(card: NeighborhoodCard) -> _Told:
    settled = sum(row.state != "open" for row in card.promises)
    figures = {
        "events": {"held": len(card.events)},
        "people_reached": {"total": card.people_reached, "unknown_events": card.unknown_events},
        "follow_ups": {"closed": settled, "open": len(card.still_open) + card.still_open_unsaid},
        "concerns": dict(card.topics),
        "crime": [
            {"offense": row.offense, "current": row.current, "year_to_date": row.year_to_date} for row in card.crime
        ],
    }
    return (card.name, ENGLISH.period(card.period)), card.period, figures


def _of_event(record: EventRecord) -> _Told:
    event = record.public
    figures = {
        "people_reached": {"total": event.reached},
        "sign_ins": {"present": event.sign_ins},
        "follow_ups": {"opened": len(event.promises) + event.promises_unsaid},
        "concerns": dict(event.topics),
        "measures": {one.name: one.count for one in event.measures},
    }
    return (event.title, ENGLISH.day(event.date)), Period(event.date, event.date), figures


_FIGURES: dict[str, Callable[[Any], _Told]] = {
    "monthly": _of_period,
    "quarterly": _of_period,
    "year": lambda review: _whole(review.period, review.figures),
    "neighborhood": _of_card,
    "event": _of_event,
}
"""What is signed and kept: about what besides the precinct, of which days, and the figures it prints."""

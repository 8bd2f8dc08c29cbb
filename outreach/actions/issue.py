"""Issuing reports: the words officers write for one, and the report as it was signed, which never changes again."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from outreach.actions.change import Actor, Changes, change, load, required
from outreach.actions.checks import must_belong, not_earlier, plain, plain_values, sensible_day
from outreach.actions.refusals import stale
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.issued import IssuedReport, ReportWords
from outreach.records.people import Neighborhood
from outreach.records.precinct import Officer, Precinct


@dataclass(frozen=True, slots=True)
class IssueDetails:
    """A report as signed: its PDF, its figures as a JSON text, who prepared and approved it.

    ``replaces`` is the key of an issued report of the same kind that this one corrects.
    """

    kind: str
    title: str
    period_from: date
    period_to: date
    is_public: bool
    figures: str
    pdf: bytes
    neighborhood: int | None = None
    prepared_by: int | None = None
    approved_by: str = ""
    message: str = ""
    replaces: int | None = None


def write_report_words(
    by: Actor,
    precinct: int,
    kind: str,
    period_from: date,
    period_to: date,
    part: str,
    words: str,
    version: int | None = None,
) -> Changes:
    """Keep the words of one part of a report of one period, such as the commander's message.

    ``version`` is that of the words that were read, None where there were none. Raises :class:`StaleVersionError`
    when somebody else wrote them meanwhile.
    """
    required(kind, say("The kind of report"))
    required(part, say("The part of the report"))
    not_earlier(period_to, say("The end of the period"), period_from, say("its start"))
    which = {"precinct": precinct, "kind": kind, "period_from": period_from, "period_to": period_to, "part": part}
    with change(by, "write_report_words") as c:
        kept = ReportWords.get_or_none(**which)
        if version != (None if kept is None else kept.version):
            raise stale(ReportWords)
        if kept is not None:
            c.update(kept, words=plain(words))
        elif plain(words):
            load(Precinct, precinct)
            c.create(ReportWords, **which, words=plain(words))
    return c.changes


def issue_report(by: Actor, precinct: int, details: IssueDetails, at: datetime) -> Changes:
    """Keep a report as it was signed at an instant (UTC); afterwards it can be replaced by another and never changed.

    Raises :class:`OutreachError` when it is not a PDF, its figures are not JSON, or it would replace a report of
    another kind or precinct, or one that was replaced already.
    """
    values = plain_values(details)
    required(details.kind, say("The kind of report"))
    required(details.title, say("The report's title"))
    sensible_day(details.period_from, say("The start of the period"))
    sensible_day(details.period_to, say("The end of the period"))
    not_earlier(details.period_to, say("The end of the period"), details.period_from, say("its start"))
    _refuse_unreadable(details)
    with change(by, "issue_report") as c:
        load(Precinct, precinct)
        must_belong(Neighborhood, [details.neighborhood], precinct)
        must_belong(Officer, [details.prepared_by], precinct)
        if details.replaces is not None:
            _refuse_other_report(precinct, details, details.replaces)
        digest = hashlib.sha256(details.pdf).hexdigest()
        c.create(IssuedReport, precinct=precinct, issued_at=at, sha256=digest, **values)
    return c.changes


def _refuse_unreadable(details: IssueDetails) -> None:
    if not details.pdf.startswith(b"%PDF-"):
        raise OutreachError(say("The report to issue is not a PDF, so nothing was issued: make it again."))
    try:
        json.loads(details.figures)
    except ValueError as fault:
        raise OutreachError(
            say(
                "The figures of the report are not JSON ({fault}), so nothing was issued: make the report again.",
                fault=fault,
            )
        ) from fault


def _refuse_other_report(precinct: int, details: IssueDetails, replaces: int) -> None:
    earlier = load(IssuedReport, replaces)
    if earlier.kind != details.kind.strip() or earlier.precinct_id != precinct:
        raise OutreachError(
            say(
                "The report '{title}' is of another kind or precinct, so nothing was issued: replace a "
                "report of the same kind.",
                title=earlier.title,
            )
        )
    if IssuedReport.get_or_none(IssuedReport.replaces == replaces) is not None:
        raise OutreachError(
            say(
                "The report '{title}' was replaced already, so nothing was issued: replace the newer one.",
                title=earlier.title,
            )
        )

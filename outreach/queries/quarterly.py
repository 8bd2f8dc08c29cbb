"""The quarterly partnership report: concerns, potential problems, recommended actions, progress, obstacles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import fn

from outreach.queries.before_after import BeforeAfter, CountChoice, before_and_after
from outreach.queries.event_rows import EventRow, held_events
from outreach.queries.figures import Figures, figures
from outreach.queries.issued import report_words
from outreach.queries.listing import ranked_name
from outreach.queries.monthly import Signatures, signatures
from outreach.queries.period import Period
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.queries.problems import COUNT_COLUMNS
from outreach.queries.rows import rows_of
from outreach.queries.you_said import (
    InternalConcern,
    Promise,
    PromiseRow,
    TopicRow,
    internal_concerns,
    new_topics,
    open_promises,
    promises,
    topic_rows,
    touched_in,
    worded,
)
from outreach.records.followups import FollowUpStatus, Problem, ProblemConcern, ProblemEvent
from outreach.records.people import Neighborhood
from outreach.records.precinct import Officer

PARTS = ("concerns", "problems", "actions", "progress", "obstacles")
"""The sections, by the part their words are kept under; a part called ``title_…`` holds the section's own title."""


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem open in the quarter, as anybody may read it; ``told`` is the count before and after, where there is."""

    key: int
    title: str
    neighborhood: str | None
    phase: str
    opened_on: date
    closed_on: date | None
    concerns: int
    events: int
    told: BeforeAfter | None


@dataclass(frozen=True, slots=True)
class InternalProblem:
    """What only the precinct reads of a problem: its four steps and its owner."""

    owner: str
    scanning: str
    analysis: str
    response: str
    assessment: str


@dataclass(frozen=True, slots=True)
class PublicQuarter:
    """What anybody may read. ``words`` holds what officers wrote by part, ``titles`` their own section titles.

    ``progress`` are promises opened before the quarter and closed in it, ``done`` those opened and closed in it,
    ``still_open`` those open at its end, and ``declined`` those declined in it; all with words for the public.
    ``without_words`` counts the others. ``waiting`` counts the promises open at its end that wait on a partner, and
    ``declined_in_all`` those declined in it, with or without words.
    """

    precinct: PrecinctHeader
    period: Period
    message: str
    words: Mapping[str, str]
    titles: Mapping[str, str]
    figures: Figures
    events: tuple[EventRow, ...]
    topics: tuple[TopicRow, ...]
    problems: tuple[ProblemLine, ...]
    progress: tuple[PromiseRow, ...]
    done: tuple[PromiseRow, ...]
    declined: tuple[PromiseRow, ...]
    still_open: tuple[PromiseRow, ...]
    without_words: int
    waiting: int
    declined_in_all: int
    signatures: Signatures


@dataclass(frozen=True, slots=True)
class InternalQuarter:
    """What only the precinct may read: problems by the keys of the public rows, obstacles in our own words."""

    problems: Mapping[int, InternalProblem]
    concerns: tuple[InternalConcern, ...]
    promises: tuple[Promise, ...]
    still_open: tuple[Promise, ...]
    waiting_on_partner: tuple[Promise, ...]
    declined: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class QuarterlyReport:
    """The quarterly partnership report. Hand :attr:`public` alone to a public print."""

    public: PublicQuarter
    internal: InternalQuarter


def quarterly_report(precinct: int, period: Period, today: date, *, confidential: bool = False) -> QuarterlyReport:
    """The report of a quarter, or of any period; the same number of statements whatever the amount of data.

    Raises :class:`NotFoundError` when the precinct is gone.
    """
    header = precinct_header(precinct)
    asked = figures(precinct, period, today)
    parts = report_words(precinct, "quarterly", period.first, period.last)
    touched = promises(header, period, today, touched_in(precinct, period), confidential=confidential)
    owed = open_promises(header, period, today, confidential=confidential)
    said, unsaid = worded(touched)
    still_open, open_unsaid = worded(owed)
    problems = _problems(precinct, period)
    waiting = tuple(pair for pair in owed if pair[1].status == FollowUpStatus.WAITING)
    declined = tuple(pair for pair in touched if _declined(pair[0], period))
    done = [row for row in said if row.state == "done" and row.closed_on is not None and row.closed_on in period]
    public = PublicQuarter(
        precinct=header,
        period=period,
        message=parts["message"].words if "message" in parts else "",
        words={part: parts[part].words for part in PARTS if part in parts},
        titles={part: parts[f"title_{part}"].words for part in PARTS if f"title_{part}" in parts},
        figures=asked,
        events=tuple(row for row, _ in held_events(precinct, period)),
        topics=topic_rows(
            asked.concerns,
            asked.comparison.prior_period.concerns,
            asked.comparison.last_year.concerns,
            new_topics(precinct, period),
        ),
        problems=tuple(line for line, _ in problems),
        progress=tuple(row for row in done if row.opened_on < period.first),
        done=tuple(row for row in done if row.opened_on >= period.first),
        declined=tuple(row for row in said if _declined(row, period)),
        still_open=still_open,
        without_words=unsaid + open_unsaid,
        waiting=len(waiting),
        declined_in_all=len(declined),
        signatures=signatures(header, parts),
    )
    internal = InternalQuarter(
        problems={line.key: inside for line, inside in problems},
        concerns=internal_concerns(precinct, period, confidential=confidential),
        promises=touched,
        still_open=owed,
        waiting_on_partner=waiting,
        declined=declined,
    )
    return QuarterlyReport(public, internal)


def _declined(row: PromiseRow, period: Period) -> bool:
    return row.state == "declined" and row.closed_on is not None and row.closed_on in period


def _problems(precinct: int, period: Period) -> list[tuple[ProblemLine, InternalProblem]]:
    concerns = ProblemConcern.select(fn.COUNT(ProblemConcern.id)).where(ProblemConcern.problem == Problem.id)
    events = ProblemEvent.select(fn.COUNT(ProblemEvent.id)).where(ProblemEvent.problem == Problem.id)
    found: Any = (
        Problem.select(
            Problem.id,
            Problem.title,
            Neighborhood.name,
            Problem.phase,
            Problem.opened_on,
            Problem.closed_on,
            concerns.alias("concerns"),
            events.alias("events"),
            Officer.rank,
            Officer.name,
            Problem.scanning,
            Problem.analysis,
            Problem.response,
            Problem.assessment,
            *COUNT_COLUMNS,
        )
        .left_outer_join(Neighborhood, on=Problem.neighborhood == Neighborhood.id)
        .left_outer_join(Officer, on=Problem.owner == Officer.id)
        .where(
            Problem.precinct == precinct,
            Problem.opened_on <= period.last,
            Problem.closed_on.is_null() | (Problem.closed_on >= period.first),
        )
        .order_by(Problem.opened_on, Problem.id)
    )
    rows = rows_of(found)
    told = before_and_after(precinct, {row[0]: CountChoice(*row[14:]) for row in rows})
    return [
        (ProblemLine(*(*row[:8], told.get(row[0]))), InternalProblem(ranked_name(row[8], row[9]), *row[10:14]))
        for row in rows
    ]

"""Everything the monthly outreach summary prints, its public part apart from what only the precinct may read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from peewee import fn

from outreach.queries.coverage import CoverageRow, coverage
from outreach.queries.event_rows import (
    CheckpointRow,
    ComingRow,
    EventRow,
    InternalEvent,
    PhotoRow,
    checkpoint_rows,
    coming_events,
    held_events,
    photos,
)
from outreach.queries.figures import Figures, figures, held_starts
from outreach.queries.home import MonthPoint, month_points
from outreach.queries.issued import PartWords, report_words
from outreach.queries.measures import MeasureSum, measure_sums, officer_hours
from outreach.queries.period import Period, shifted
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.queries.rows import alone
from outreach.queries.shifts import ShiftFigures, shift_figures, shifts_on_plan
from outreach.queries.spans import Spans
from outreach.queries.you_said import (
    InternalConcern,
    InternalPromise,
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
from outreach.records.events import Event, EventKind

__all__ = [
    "CheckpointRow",
    "Checkpoints",
    "ComingRow",
    "EventRow",
    "InternalConcern",
    "InternalEvent",
    "InternalPart",
    "InternalPromise",
    "MeasureRow",
    "MonthlySummary",
    "PhotoRow",
    "PromiseRow",
    "PublicPart",
    "Signatures",
    "TopicRow",
    "measure_rows",
    "monthly_summary",
    "signatures",
]

PHOTOS_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure summed over held events, now, in the prior period and last year; None: not counted anywhere.

    ``unknown_events`` of the period were asked for it and noted nothing. The rates are per officer-hour, over the
    events where both the measure and every officer's hours are known.
    """

    name: str
    now: int | None
    prior: int | None
    last_year: int | None
    unknown_events: int
    per_officer_hour: float | None
    prior_per_officer_hour: float | None


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """The checkpoints of the period and their totals beside the prior period and last year.

    ``measures`` names the columns. ``hours`` sums officer-hours of the checkpoints where they are known (None:
    nowhere), ``hours_unknown`` counts the others.
    """

    held: int
    prior_held: int
    last_year_held: int
    measures: tuple[str, ...]
    rows: tuple[CheckpointRow, ...]
    totals: tuple[MeasureRow, ...]
    hours: float | None
    prior_hours: float | None
    hours_unknown: int


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs: the words written for the report, and the precinct's commander where none were (blank: a line).

    ``is_approved``: somebody wrote down who approved it, so that the page may say so before it is signed.
    """

    prepared_by: str
    approved_by: str
    is_approved: bool = False


@dataclass(frozen=True, slots=True)
class PublicPart:
    """What anybody may read: no resident's name, phone, address or e-mail, and no confidential words.

    ``months`` are the twelve months up to the end of the period, as charts show them. ``promises`` were opened, closed
    or told in the period, ``open_promises`` were open at its end; both hold only those
    with words for the public, ``promises_without_words`` and ``open_without_words`` count the others. Photos are at
    most :data:`PHOTOS_AT_MOST`, ``photos_in_all`` counts all that may be published.
    """

    precinct: PrecinctHeader
    period: Period
    message: str
    figures: Figures
    months: tuple[MonthPoint, ...]
    events: tuple[EventRow, ...]
    topics: tuple[TopicRow, ...]
    promises: tuple[PromiseRow, ...]
    promises_without_words: int
    open_promises: tuple[PromiseRow, ...]
    open_without_words: int
    coverage: tuple[CoverageRow, ...]
    measures: tuple[MeasureRow, ...]
    checkpoints: Checkpoints
    shifts: ShiftFigures
    photos: tuple[PhotoRow, ...]
    photos_in_all: int
    coming_up: tuple[ComingRow, ...]
    coming_until: date
    signatures: Signatures


@dataclass(frozen=True, slots=True)
class InternalPart:
    """What only the precinct may read; events and promises by the keys of the public rows.

    ``promises`` and ``open_promises`` hold those without words for the public too, in the order to print.
    """

    events: Mapping[int, InternalEvent]
    concerns: tuple[InternalConcern, ...]
    promises: tuple[tuple[PromiseRow, InternalPromise], ...]
    open_promises: tuple[tuple[PromiseRow, InternalPromise], ...]


@dataclass(frozen=True, slots=True)
class MonthlySummary:
    """The monthly outreach summary. Hand :attr:`public` alone to a public print."""

    public: PublicPart
    internal: InternalPart


def monthly_summary(precinct: int, period: Period, today: date, *, confidential: bool = False) -> MonthlySummary:
    """Everything the monthly outreach summary prints; the same number of statements whatever the amount of data.

    Words of confidential concerns, and names of confidential persons, are blank in the internal part too, unless asked
    for. Raises :class:`NotFoundError` when the precinct is gone.
    """
    header = precinct_header(precinct)
    asked = figures(precinct, period, today)
    spans = Spans(precinct, (period, period.prior, period.last_year), today, header.quiet_after_days)
    events = held_events(precinct, period)
    touched = promises(header, period, today, touched_in(precinct, period), confidential=confidential)
    still_open = open_promises(header, period, today, confidential=confidential)
    public = _public_part(header, asked, spans, tuple(row for row, _ in events), touched, still_open)
    internal = InternalPart(
        events={row.key: inside for row, inside in events},
        concerns=internal_concerns(precinct, period, confidential=confidential),
        promises=touched,
        open_promises=still_open,
    )
    return MonthlySummary(public, internal)


def _public_part(
    header: PrecinctHeader,
    asked: Figures,
    spans: Spans,
    events: tuple[EventRow, ...],
    touched: tuple[Promise, ...],
    still_open: tuple[Promise, ...],
) -> PublicPart:
    period, precinct = asked.period, header.key
    told, without_words = worded(touched)
    owed, open_without_words = worded(still_open)
    parts = report_words(precinct, "monthly", period.first, period.last)
    until = shifted(period.last.replace(day=1), 2) - timedelta(days=1)
    pictures, pictures_in_all = photos(precinct, period, PHOTOS_AT_MOST)
    before, year_ago = asked.comparison.prior_period, asked.comparison.last_year
    return PublicPart(
        precinct=header,
        period=period,
        message=parts["message"].words if "message" in parts else "",
        figures=asked,
        months=month_points(precinct, _twelve_up_to(period.last), spans.today),
        events=events,
        topics=topic_rows(asked.concerns, before.concerns, year_ago.concerns, new_topics(precinct, period)),
        promises=told,
        promises_without_words=without_words,
        open_promises=owed,
        open_without_words=open_without_words,
        coverage=coverage(Spans(precinct, (period,), spans.today, header.quiet_after_days)),
        measures=measure_rows(alone(measure_sums(spans))),
        checkpoints=_checkpoints(spans),
        shifts=shift_figures(shifts_on_plan(precinct), held_starts(spans)[0], period),
        photos=pictures,
        photos_in_all=pictures_in_all,
        coming_up=coming_events(precinct, Period(period.last + timedelta(days=1), until)),
        coming_until=until,
        signatures=signatures(header, parts),
    )


def _twelve_up_to(day: date) -> list[Period]:
    newest = day.replace(day=1)
    firsts = (shifted(newest, back) for back in range(-11, 1))
    return [Period.of_month(first.year, first.month) for first in firsts]


def signatures(header: PrecinctHeader, parts: Mapping[str, PartWords]) -> Signatures:
    """Who signs a report, by the words written for it, or else the commander."""
    prepared, approved = parts.get("prepared_by"), parts.get("approved_by")
    is_approved = approved is not None and bool(approved.words)
    return Signatures(
        prepared.words if prepared else "",
        approved.words if approved is not None and is_approved else header.commander,
        is_approved,
    )


def measure_rows(sums: Sequence[Mapping[str, MeasureSum]]) -> tuple[MeasureRow, ...]:
    """The measures of a period, the prior one and last year, from :func:`measure_sums` of the three."""
    now, prior, last_year = sums
    nothing = MeasureSum()
    rows = []
    for name in dict.fromkeys([*now, *prior, *last_year]):
        noted, before = now.get(name, nothing), prior.get(name, nothing)
        rows.append(
            MeasureRow(
                name=name,
                now=noted.total,
                prior=before.total,
                last_year=last_year.get(name, nothing).total,
                unknown_events=noted.unknown_events,
                per_officer_hour=noted.per_officer_hour,
                prior_per_officer_hour=before.per_officer_hour,
            )
        )
    return tuple(rows)


def _checkpoints(spans: Spans) -> Checkpoints:
    totals = measure_rows(alone(measure_sums(spans, checkpoints_only=True)))
    names = tuple(row.name for row in totals)
    each = spans.held(officer_hours().alias("hours")).join_from(Event, EventKind).where(EventKind.is_checkpoint)
    counted = {
        i: (held, known, None if hours is None else float(hours))
        for i, held, known, hours in spans.grouped(
            each, ("i",), fn.COUNT(each.c.i), fn.COUNT(each.c.hours), fn.SUM(each.c.hours)
        )
    }
    (held, known, hours), (prior_held, _, prior_hours), (last_year_held, _, _) = (
        counted.get(i, (0, 0, None)) for i in range(3)
    )
    return Checkpoints(
        held=held,
        prior_held=prior_held,
        last_year_held=last_year_held,
        measures=names,
        rows=checkpoint_rows(spans.precinct, spans.periods[0], names),
        totals=totals,
        hours=hours,
        prior_hours=prior_hours,
        hours_unknown=held - known,
    )

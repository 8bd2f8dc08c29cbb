"""The year in review: twelve months beside each other and the year before. All of it is public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from outreach.queries.coverage import CoverageRow, coverage
from outreach.queries.crime import CrimeCounts
from outreach.queries.event_rows import EventRow, PhotoRow, held_events, photos
from outreach.queries.figures import Figures, concern_figures, figures, held_starts
from outreach.queries.home import MonthPoint, month_points
from outreach.queries.issued import report_words
from outreach.queries.measures import measure_sums
from outreach.queries.monthly import MeasureRow, Signatures, measure_rows, signatures
from outreach.queries.period import Period
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.queries.rows import alone
from outreach.queries.shifts import ShiftFigures, shift_figures, shifts_on_plan
from outreach.queries.spans import Spans
from outreach.queries.you_said import PromiseRow, TopicRow, new_topics, promises, topic_rows, touched_in, worded

LARGEST_EVENTS = 12
PHOTOS_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class CrimeYear:
    """One offense by month of the year and of the year before; None: not counted that month."""

    offense: str
    months: tuple[int | None, ...]
    prior_months: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class YearInReview:
    """A year, or any run of months, in review.

    ``figures.comparison`` holds the same months a year earlier. ``months`` and ``prior_months`` are the points of the
    charts, ``topics_by_month`` the concerns of each month by topic. ``largest`` are the events that reached most.
    ``kept_promises`` were done in the year and have words for the public, the latest first.
    """

    precinct: PrecinctHeader
    period: Period
    message: str
    figures: Figures
    months: tuple[MonthPoint, ...]
    prior_months: tuple[MonthPoint, ...]
    topics: tuple[TopicRow, ...]
    topics_by_month: tuple[Mapping[str, int], ...]
    measures: tuple[MeasureRow, ...]
    coverage: tuple[CoverageRow, ...]
    shifts: ShiftFigures
    largest: tuple[EventRow, ...]
    kept_promises: tuple[PromiseRow, ...]
    crime: tuple[CrimeYear, ...]
    photos: tuple[PhotoRow, ...]
    signatures: Signatures


def year_in_review(precinct: int, period: Period, today: date) -> YearInReview:
    """The review of a year; the same number of statements whatever the amount of data.

    Raises :class:`NotFoundError` when the precinct is gone.
    """
    header = precinct_header(precinct)
    asked = figures(precinct, period, today)
    before = asked.comparison
    months, prior_months = _months(period), _months(period.last_year)
    spans = Spans(precinct, (period, period.prior, period.last_year), today, header.quiet_after_days)
    said, _ = worded(promises(header, period, today, touched_in(precinct, period)))
    parts = report_words(precinct, "year", period.first, period.last)
    points = month_points(precinct, [*months, *prior_months], today)
    events = [row for row, _ in held_events(precinct, period)]
    return YearInReview(
        precinct=header,
        period=period,
        message=parts["message"].words if "message" in parts else "",
        figures=asked,
        months=points[: len(months)],
        prior_months=points[len(months) :],
        topics=topic_rows(
            asked.concerns, before.prior_period.concerns, before.last_year.concerns, new_topics(precinct, period)
        ),
        topics_by_month=concern_figures(Spans(precinct, months, today)),
        measures=measure_rows(alone(measure_sums(spans))),
        coverage=coverage(Spans(precinct, (period,), today, header.quiet_after_days)),
        shifts=shift_figures(shifts_on_plan(precinct), held_starts(spans)[0], period),
        largest=tuple(sorted(events, key=lambda row: (-(row.reached or 0), row.date, row.key))[:LARGEST_EVENTS]),
        kept_promises=tuple(row for row in said if row.state == "done"),
        crime=_crime(precinct, months, prior_months),
        photos=photos(precinct, period, PHOTOS_AT_MOST)[0],
        signatures=signatures(header, parts),
    )


def _months(period: Period) -> list[Period]:
    return [Period.of_month(day.year, day.month) for day in period.months]


def _crime(precinct: int, months: Sequence[Period], prior_months: Sequence[Period]) -> tuple[CrimeYear, ...]:
    counts = CrimeCounts(precinct, [month.first for month in (*prior_months, *months)])
    rows = (
        CrimeYear(
            name,
            tuple(counts.of_precinct(offense, month.months) for month in months),
            tuple(counts.of_precinct(offense, month.months) for month in prior_months),
        )
        for offense, (name, _) in counts.offenses.items()
    )
    return tuple(row for row in rows if any(count is not None for count in (*row.months, *row.prior_months)))

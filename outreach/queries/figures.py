"""Every figure of a precinct for any range of days, defined once for screen, paper and command line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from peewee import SQL, Case, fn

from outreach.queries.coverage import NeighborhoodFigures, neighborhood_figures
from outreach.queries.crime import CrimeCounts, CrimeFigure, crime_figures, months_needed
from outreach.queries.measures import measure_totals
from outreach.queries.period import Period
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.queries.promises import FollowUpFigures, follow_up_figures
from outreach.queries.rows import alone, put_together_once, rows_of
from outreach.queries.shifts import ShiftOnPlan, days_of_change, events_on_duty, shifts_on_plan
from outreach.queries.spans import Spans
from outreach.queries.turnout import EventFigures, PeopleReached, SignInFigures, attendance_figures, event_figures
from outreach.records.events import Event
from outreach.records.followups import Concern, Topic
from outreach.records.tallies import concern_month, start_month

__all__ = [
    "Comparison",
    "EventFigures",
    "FigureSet",
    "Figures",
    "FollowUpFigures",
    "NeighborhoodFigures",
    "PeopleReached",
    "SignInFigures",
    "as_json",
    "concern_figures",
    "figure_sets",
    "figures",
    "held_starts",
]


@dataclass(frozen=True, slots=True)
class FigureSet:
    """The figures of one range.

    ``concerns`` counts concerns by topic, largest first. ``measures`` sums what was counted at held events, in the
    precinct's order; None where it was asked and never noted. ``shifts`` counts held events by the shifts on duty at
    their start, under the plan in force on their date; shifts of the same name in two plans add up, and an event in
    the overlap of two shifts counts for both. ``time_unknown`` events had no start time and belong to no shift.
    """

    precinct: str
    period: Period
    events: EventFigures
    people_reached: PeopleReached
    sign_ins: SignInFigures
    neighborhoods: NeighborhoodFigures
    follow_ups: FollowUpFigures
    concerns: Mapping[str, int]
    measures: Mapping[str, int | None]
    shifts: Mapping[str, int]
    time_unknown: int
    crime: tuple[CrimeFigure, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same figures of the period just before and of the same period a year earlier."""

    prior_period: FigureSet
    last_year: FigureSet


@dataclass(frozen=True, slots=True)
class Figures(FigureSet):
    """The figures of a range and what they are compared with."""

    comparison: Comparison


def figures(precinct: int, period: Period, today: date) -> Figures:
    """The figures of a precinct, beside the period before and the same one a year earlier.

    The same number of statements whatever the amount of data. Raises :class:`NotFoundError` when the precinct is gone.
    """
    header, compared = precinct_header(precinct), (period, period.prior, period.last_year)
    # Of a whole year the prior period is the last year: asked for once.
    different = tuple(dict.fromkeys(compared))
    found = dict(zip(different, figure_sets(header, different, today), strict=True))
    asked, prior, last_year = (found[one] for one in compared)
    values = {name: getattr(asked, name) for name in FigureSet.__dataclass_fields__}
    return Figures(**values, comparison=Comparison(prior, last_year))


def figure_sets(header: PrecinctHeader, periods: Sequence[Period], today: date) -> tuple[FigureSet, ...]:
    """The figures of each of several periods; the same number of statements whatever their number."""
    spans = Spans(header.key, periods, today, header.quiet_after_days)
    events, attendance = alone(event_figures(spans)), attendance_figures(spans)
    neighborhoods, follow_ups = alone(neighborhood_figures(spans)), follow_up_figures(spans)
    concerns, measures = concern_figures(spans), alone(measure_totals(spans))
    plan = shifts_on_plan(header.key)
    starts = _starts(spans, plan)
    crime = CrimeCounts(header.key, [month for period in periods for month in months_needed(period)])
    sets = []
    for i, period in enumerate(periods):
        on_duty = events_on_duty(plan, starts[i], period)
        sets.append(
            FigureSet(
                precinct=header.name,
                period=period,
                events=events[i],
                people_reached=attendance[i][0],
                sign_ins=attendance[i][1],
                neighborhoods=neighborhoods[i],
                follow_ups=follow_ups[i],
                concerns=concerns[i],
                measures=measures[i],
                shifts=on_duty.by_name,
                time_unknown=on_duty.time_unknown,
                crime=crime_figures(crime, period),
            )
        )
    return tuple(sets)


def concern_figures(spans: Spans) -> tuple[dict[str, int], ...]:
    """Concerns by topic, by the day they were raised, whether or not anything was promised.

    One mapping for each period, the most frequent first; two statements, one of them for whole months.
    """
    topics: list[dict[str, int]] = [{} for _ in spans.periods]
    found = [row for part in _by_topic(spans) for row in rows_of(part) if row[-1]]
    for i, topic, count in sorted(found, key=lambda row: (-row[2], row[1])):
        topics[i][topic] = int(count)
    return tuple(topics)


@put_together_once
def _by_topic(spans: Spans) -> list[Any]:
    cell = concern_month

    def tallied(part: Spans) -> Any:
        topics = part.tallied(cell, Topic.name, fn.SUM(cell.concerns)).join(Topic, on=Topic.id == cell.topic_id)
        return topics.group_by(part.c.i, Topic.name)

    def counted(part: Spans) -> Any:
        in_range = Concern.raised_on.between(part.c.first, part.c.last)
        raised = part.of(Concern, in_range, Topic.name, fn.COUNT(Concern.id)).join_from(Concern, Topic)
        return raised.group_by(part.c.i, Topic.name)

    return spans.parted(tallied, counted)


def held_starts(spans: Spans) -> tuple[list[tuple[date, time | None]], ...]:
    """The day and start of every held event of each period; one statement."""
    starts: list[list[tuple[date, time | None]]] = [[] for _ in spans.periods]
    for i, day, start in spans.rows(spans.held(Event.date, Event.start_time)):
        starts[i].append((day, start))
    return tuple(starts)


def _starts(spans: Spans, plan: Sequence[ShiftOnPlan]) -> tuple[list[tuple[date, time | None, int]], ...]:
    """How many held events of each period began at each time of the day, with a day of those on which the same shifts
    were in force; two statements, one of them for whole months without a change of shifts."""
    changes = {day for day in days_of_change(plan) if any(_is_within(one, day) for one in spans.periods)}
    starts: list[list[tuple[date, time | None, int]]] = [[] for _ in spans.periods]
    for part in map(rows_of, _by_start(spans, tuple(sorted(changes)))):
        for i, day, told, events in part:
            if events:
                start = time.fromisoformat(str(told)) if told else None
                starts[i].append((day or spans.periods[i].first, start, int(events)))
    return tuple(starts)


def _is_within(period: Period, day: date) -> bool:
    """Whether other shifts are in force from a day on than at the start of a period."""
    return period.first < day <= period.last


@put_together_once
def _by_start(spans: Spans, changes: Sequence[date]) -> list[Any]:
    cell = start_month

    def tallied(part: Spans) -> Any:
        return part.tallied(cell, SQL("NULL"), cell.start, fn.SUM(cell.events)).group_by(part.c.i, cell.start)

    def counted(part: Spans) -> Any:
        in_force = [Case(None, ((Event.date >= day, 1),), 0) for day in changes]
        held = part.held(fn.MIN(Event.date), Event.start_time, fn.COUNT(Event.id))
        return held.group_by(part.c.i, Event.start_time, *in_force)

    return spans.parted(tallied, counted, lambda period: any(_is_within(period, day) for day in changes))


def as_json(figures: FigureSet) -> dict[str, Any]:
    """The figures as ``figures --json`` prints them; what is not known is None, never 0."""
    told: dict[str, Any] = {
        "precinct": figures.precinct,
        "from": _edge(figures.period, figures.period.first),
        "to": _edge(figures.period, figures.period.last),
        "events": {
            "held": figures.events.held,
            "planned": figures.events.planned,
            "cancelled": figures.events.cancelled,
            "by_kind": dict(figures.events.by_kind),
        },
        "people_reached": {
            "total": figures.people_reached.total,
            "unknown_events": figures.people_reached.unknown_events,
        },
        "sign_ins": {"present": figures.sign_ins.present, "first_time": figures.sign_ins.first_time},
        "neighborhoods": {
            "reached": figures.neighborhoods.reached,
            "active": figures.neighborhoods.active,
            "quiet": list(figures.neighborhoods.quiet),
        },
        "follow_ups": _follow_ups(figures.follow_ups),
        "concerns": dict(figures.concerns),
        "measures": dict(figures.measures),
        "shifts": dict(figures.shifts),
        "crime": [_crime(row) for row in figures.crime],
    }
    if isinstance(figures, Figures):
        told["comparison"] = {
            "prior_period": as_json(figures.comparison.prior_period),
            "last_year": as_json(figures.comparison.last_year),
        }
    return told


def _follow_ups(figures: FollowUpFigures) -> dict[str, Any]:
    median = figures.median_days_to_close
    return {
        "opened": figures.opened,
        "closed": figures.closed,
        "open": figures.open,
        "overdue": figures.overdue,
        "median_days_to_close": int(median) if median is not None and median.is_integer() else median,
        "due": figures.due,
        "kept": figures.kept,
        "told": figures.told,
    }


def _crime(row: CrimeFigure) -> dict[str, Any]:
    return {
        "offense": row.offense,
        "prior": row.prior,
        "current": row.current,
        "change": row.change,
        "percent": row.percent,
        "year_to_date": row.year_to_date,
        "prior_year_to_date": row.prior_year_to_date,
        "year_percent": row.year_percent,
        "share_of_department": row.share_of_department,
        "beyond_chance": row.beyond_chance,
    }


def _edge(period: Period, day: date) -> str:
    """The month of whole months, else the day."""
    return day.strftime("%Y-%m") if period.is_whole_months else day.isoformat()

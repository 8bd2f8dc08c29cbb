"""Every figure of a precinct for any range of days, defined once for screen, paper and command line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from outreach.queries.crime import CrimeFigure
from outreach.queries.period import Period


@dataclass(frozen=True, slots=True)
class EventFigures:
    """Events whose local date lies in the range, by status; ``by_kind`` counts the held ones, largest first."""

    held: int
    planned: int
    cancelled: int
    by_kind: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PeopleReached:
    """People at held events: each event's known head counts, or its present sign-ins where no head was counted.

    ``unknown_events`` had neither. ``total`` is None when events were held and all of them are unknown; without any
    event it is 0.
    """

    total: int | None
    unknown_events: int


@dataclass(frozen=True, slots=True)
class SignInFigures:
    """Lines of people present at held events, illegible ones included, and how many people came for the first time.

    First time: the person's first present sign-in at any held event lies in the range. People who were found to be
    one person and merged count once.
    """

    present: int
    first_time: int


@dataclass(frozen=True, slots=True)
class NeighborhoodFigures:
    """How many of the active neighborhoods a held event served, and the names of those gone quiet.

    Quiet: no held event in the last N days (the precinct's setting) up to the end of the range, or up to today where
    the range is not over.
    """

    reached: int
    active: int
    quiet: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowUpFigures:
    """Promises of the range.

    ``opened``: opened in it. ``closed``: done or declined in it; ``told`` of those, the resident was told (whenever).
    ``open``: opened by its end and not closed by then. ``overdue``: of the open ones, those whose due day has passed by
    the close of the range, or by yesterday where the range is not over. ``median_days_to_close``: days from opening
    to closing over those closed in it, None without any. ``due``: due in it, if the due day has passed or the promise
    is closed; ``kept`` of those, done on or before the due day.
    """

    opened: int
    closed: int
    open: int
    overdue: int
    median_days_to_close: float | None
    due: int
    kept: int
    told: int


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


def as_json(figures: FigureSet) -> dict[str, Any]:
    """The figures as ``figures --json`` prints them; what is not known is None, never 0."""
    told: dict[str, Any] = {
        "precinct": figures.precinct,
        "from": _day(figures.period.first),
        "to": _day(figures.period.last),
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


def _day(day: date) -> str:
    return day.isoformat()

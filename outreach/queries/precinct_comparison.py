"""The precincts of one agency beside one another: the same figures of one period for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from outreach.queries.coverage import neighborhood_figures
from outreach.queries.figures import concern_figures
from outreach.queries.period import Period
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.queries.promises import follow_up_figures
from outreach.queries.rows import alone, rows_of
from outreach.queries.spans import Spans
from outreach.queries.turnout import attendance_figures, event_figures
from outreach.records.precinct import Precinct


@dataclass(frozen=True, slots=True)
class PrecinctFigures:
    """One precinct's figures, as its own monthly summary has them; ``kept`` of ``due`` promises were kept in time.

    ``people_reached`` is None where events were held and nobody counted at any; ``unknown_events`` had no count.
    """

    precinct: int
    name: str
    held: int
    people_reached: int | None
    unknown_events: int
    signed_in: int
    first_time: int
    reached: int
    active: int
    quiet: int
    concerns: int
    opened: int
    closed: int
    due: int
    kept: int
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class PrecinctComparison:
    """The precincts by name, and what they come to together; ``precinct`` is the one that asks."""

    precinct: PrecinctHeader
    period: Period
    rows: tuple[PrecinctFigures, ...]
    together: PrecinctFigures


def precinct_comparison(
    precinct: int, period: Period, today: date, only: Iterable[int] | None = None
) -> PrecinctComparison:
    """Compare the precincts of an agency, or ``only`` those of them that whoever asks may see.

    The same number of statements whatever the number of precincts.
    Raises :class:`NotFoundError` when the precinct is gone.
    """
    header, seen = precinct_header(precinct), None if only is None else set(only)
    kept = [
        (key, name, quiet)
        for key, name, quiet in rows_of(
            Precinct.select(Precinct.id, Precinct.name, Precinct.quiet_after_days)
            .where(Precinct.agency == header.agency)
            .order_by(Precinct.name)
        )
        if seen is None or key in seen
    ]
    rows = _figures(kept, period, today)
    return PrecinctComparison(header, period, rows, _together(rows))


def _figures(kept: Sequence[tuple[int, str, int]], period: Period, today: date) -> tuple[PrecinctFigures, ...]:
    spans = Spans.across([(key, quiet) for key, _, quiet in kept], period, today)
    events, attendance, concerns = alone(event_figures(spans)), attendance_figures(spans), concern_figures(spans)
    neighborhoods, promises = alone(neighborhood_figures(spans)), follow_up_figures(spans)
    return tuple(
        PrecinctFigures(
            precinct=key,
            name=name,
            held=events[i].held,
            people_reached=attendance[i][0].total,
            unknown_events=attendance[i][0].unknown_events,
            signed_in=attendance[i][1].present,
            first_time=attendance[i][1].first_time,
            reached=neighborhoods[i].reached,
            active=neighborhoods[i].active,
            quiet=len(neighborhoods[i].quiet),
            concerns=sum(concerns[i].values()),
            opened=promises[i].opened,
            closed=promises[i].closed,
            due=promises[i].due,
            kept=promises[i].kept,
            open=promises[i].open,
            overdue=promises[i].overdue,
        )
        for i, (key, name, _) in enumerate(kept)
    )


def _together(rows: Sequence[PrecinctFigures]) -> PrecinctFigures:
    """The sum of all precincts. People reached are unknown only where no precinct knows them."""
    summed: dict[str, Any] = {}
    for name in PrecinctFigures.__dataclass_fields__:
        known = [value for row in rows if isinstance(value := getattr(row, name), int)]
        summed[name] = sum(known) if known else None
    return PrecinctFigures(**{**summed, "precinct": 0, "name": ""})

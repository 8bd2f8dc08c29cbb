"""The issued report that a later version replaces, and which figures moved since."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any
from zoneinfo import ZoneInfo

from outreach.queries.rows import rows_of
from outreach.records.issued import IssuedReport
from outreach.records.precinct import Precinct

type Figure = int | float | None


@dataclass(frozen=True, slots=True)
class Issuing:
    """Which report is issued: later versions of it agree in all of this."""

    precinct: int
    kind: str
    title: str
    period_from: date
    period_to: date
    is_public: bool
    neighborhood: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that is not what it was when the report was issued; None: not known, or not counted.

    ``figure`` is its place among the figures, such as "events.held"; ``name`` the kind, topic, measure, shift or
    offense it is of, where there are several. ``span`` is "" for the report's own period, "prior_period" or
    "last_year".
    """

    figure: str
    name: str
    span: str
    before: Figure
    now: Figure


@dataclass(frozen=True, slots=True)
class Replaced:
    """The version in force until now: the precinct's day it was issued on, who approved it, and what moved since."""

    key: int
    issued_on: date
    approved_by: str
    sha256: str
    moved: tuple[Moved, ...]


def replaced_by(issuing: Issuing, figures: Mapping[str, Any]) -> Replaced | None:
    """The version that a report with these figures would replace; None where none was issued. One statement."""
    later: Any = IssuedReport.alias()
    found = rows_of(
        IssuedReport.select(
            IssuedReport.id,
            IssuedReport.issued_at,
            IssuedReport.approved_by,
            IssuedReport.sha256,
            IssuedReport.figures,
            Precinct.time_zone,
        )
        .join(Precinct)
        .where(
            IssuedReport.precinct == issuing.precinct,
            IssuedReport.kind == issuing.kind,
            IssuedReport.title == issuing.title,
            IssuedReport.period_from == issuing.period_from,
            IssuedReport.period_to == issuing.period_to,
            IssuedReport.is_public == issuing.is_public,
            IssuedReport.neighborhood.is_null()
            if issuing.neighborhood is None
            else IssuedReport.neighborhood == issuing.neighborhood,
            IssuedReport.id.not_in(later.select(later.replaces).where(later.replaces.is_null(False))),
        )
        .order_by(IssuedReport.issued_at.desc(), IssuedReport.id.desc())
        .limit(1)
    )
    if not found:
        return None
    key, issued_at, approved_by, digest, kept, zone = found[0]
    issued_on = issued_at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()
    return Replaced(key, issued_on, approved_by, digest, moved_figures(json.loads(kept), figures))


def moved_figures(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Moved, ...]:
    """The figures that differ between two sets as ``figures --json`` prints them, in their order.

    A kind or topic that one of the sets does not name counted 0 there; a group that was not kept at all is passed over.
    """
    old, new = dict(_flat(before)), dict(_flat(now))
    moved = []
    for place in dict.fromkeys([*new, *old]):
        figure, name, span = place
        if not (_keeps(before, figure, span) and _keeps(now, figure, span)):
            continue
        unnamed = 0 if figure in _COUNTS else None
        was, is_now = old.get(place, unnamed), new.get(place, unnamed)
        if was != is_now:
            moved.append(Moved(figure, name, span, was, is_now))
    return tuple(moved)


_COUNTS = frozenset({"events.by_kind", "concerns", "shifts"})
_CRIME = ("current", "year_to_date")
_SPANS = ("prior_period", "last_year")


def _keeps(told: Mapping[str, Any], figure: str, span: str) -> bool:
    """Whether a set of figures holds the group that a figure belongs to."""
    group = told.get("comparison", {}).get(span, {}) if span else told
    return isinstance(group.get(figure.partition(".")[0]), Mapping | list)


def _flat(told: Mapping[str, Any], span: str = "") -> Iterator[tuple[tuple[str, str, str], Figure]]:
    """Every figure of a set by its place, name and span."""
    for group, value in told.items():
        if group == "comparison" and isinstance(value, Mapping):
            # Before a whole year lies the same year earlier: told once.
            one_before = value.get("prior_period") == value.get("last_year")
            for other in _SPANS[:1] if one_before else _SPANS:
                yield from _flat(value.get(other, {}), other)
        elif group == "crime":
            yield from (((f"crime.{key}", row["offense"], span), row[key]) for row in value for key in _CRIME)
        elif group in ("concerns", "measures", "shifts"):
            yield from (((group, name, span), count) for name, count in value.items())
        elif isinstance(value, Mapping):
            yield from _scalars(group, value, span)


def _scalars(group: str, told: Mapping[str, Any], span: str) -> Iterator[tuple[tuple[str, str, str], Figure]]:
    for key, value in told.items():
        if isinstance(value, Mapping):
            yield from (((f"{group}.{key}", name, span), count) for name, count in value.items())
        elif isinstance(value, list):
            yield (f"{group}.{key}", "", span), len(value)
        else:
            yield (f"{group}.{key}", "", span), value

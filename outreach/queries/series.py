"""One series of events: its rule in plain words, and how many of its events are still to come."""

import datetime as calendar
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, fn

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.rows import rows_of
from outreach.records.events import Event, EventStatus, Series
from outreach.records.recurrence import words_from_rule


@dataclass(frozen=True, slots=True)
class SeriesDetail:
    """A series. ``words`` tells its rule, such as "2nd Tuesday"; ``planned`` counts its events that are planned."""

    id: int
    version: int
    title: str
    kind: int
    rule: str
    words: str
    starts_on: calendar.date
    until: calendar.date | None
    skips_holidays: bool
    planned: int


def series_detail(series: int) -> SeriesDetail:
    """One series, in one statement. Raises :class:`NotFoundError` when it is gone."""
    still_planned = (Event.series == Series.id) & (Event.status == EventStatus.PLANNED)
    found: Any = (
        Series.select(
            Series.id,
            Series.version,
            Series.title,
            Series.kind,
            Series.rule,
            Series.starts_on,
            Series.until,
            Series.skips_holidays,
            fn.COUNT(Event.id),
        )
        .join(Event, JOIN.LEFT_OUTER, on=still_planned)
        .where(Series.id == series)
        .group_by(Series.id)
    )
    for key, version, title, kind, rule, starts_on, until, skips_holidays, planned in rows_of(found):
        words = words_from_rule(rule)
        return SeriesDetail(key, version, title, kind, rule, words, starts_on, until, skips_holidays, planned)
    raise NotFoundError(say("This series is no longer kept: somebody removed it."))

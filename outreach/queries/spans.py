"""Several periods asked for at once: one statement answers for all of them, whatever their number."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from peewee import Select, ValuesList

from outreach.queries.period import Period
from outreach.queries.rows import rows_of
from outreach.records.base import database
from outreach.records.events import Event, EventStatus


class Spans:
    """The periods as a table that statements join, with the days that overdue and quiet are told by.

    Its columns: ``i`` (the place in the sequence), ``first`` and ``last``; ``passed``, the last due day that has passed
    by the close of the period (yesterday, where it is not over); ``as_of``, the period's last day or today, whichever
    is sooner; ``quiet_from``, the first of the days up to then in which a held event means "not quiet"; and ``since``,
    the sooner of ``first`` and ``quiet_from``.
    """

    def __init__(self, precinct: int, periods: Sequence[Period], today: date, quiet_after_days: int = 1) -> None:
        self.precinct = precinct
        self.periods = tuple(periods)
        self.today = today
        rows = [(index, *_days(period, today, quiet_after_days)) for index, period in enumerate(self.periods)]
        columns = ("i", "first", "last", "passed", "as_of", "quiet_from", "since")
        self._table: Any = ValuesList(rows).cte("span", columns=columns)
        self.c: Any = self._table.c

    def of(self, model: Any, on: Any, *columns: Any) -> Any:
        """A select of columns, led by ``i``, from a table of the precinct's, joined to the periods by a condition."""
        return (
            model.select(self.c.i, *columns).join_from(model, self._table, on=on).where(model.precinct == self.precinct)
        )

    def held(self, *columns: Any) -> Any:
        """A select of columns, led by ``i``, from the held events of each period."""
        return self.of(Event, Event.date.between(self.c.first, self.c.last), *columns).where(
            Event.status == EventStatus.HELD
        )

    def rows(self, query: Any) -> list[tuple[Any, ...]]:
        """The rows of a select built here."""
        return rows_of(query.with_cte(self._table))

    def grouped(self, query: Any, keys: Sequence[str], *columns: Any) -> list[tuple[Any, ...]]:
        """The rows of a select built here, taken together by some of its columns, with aggregates over the rest."""
        by = [getattr(query.c, key) for key in keys]
        return self.rows(Select((query,), (*by, *columns)).group_by(*by).bind(database.obj))


def _days(period: Period, today: date, quiet_after_days: int) -> tuple[date, ...]:
    as_of = min(period.last, today)
    quiet_from = as_of - timedelta(days=quiet_after_days - 1)
    passed = min(period.last, today - timedelta(days=1))
    return period.first, period.last, passed, as_of, quiet_from, min(period.first, quiet_from)

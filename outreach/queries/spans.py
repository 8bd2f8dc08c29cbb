"""Several periods, or several precincts, asked for at once: one statement answers for all of them."""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import date, timedelta
from typing import Any, Self

from peewee import Select, ValuesList

from outreach.queries.period import Period
from outreach.queries.rows import Rows, rows_of
from outreach.records.base import database
from outreach.records.events import Event, EventStatus
from outreach.records.precinct import QUIET_AT_MOST


def is_months(period: Period) -> bool:
    """Whether a period is of whole months."""
    return period.first.day == 1 and (period.last + timedelta(days=1)).day == 1


def is_month(period: Period) -> bool:
    """Whether a period is one month."""
    return is_months(period) and (period.last - period.first).days < 31


def quiet_since(as_of: date, quiet_after_days: int) -> date:
    """The first of the days up to one in which a held event means that a neighborhood is not quiet."""
    # An archive may say more days than the calendar has.
    return as_of - timedelta(days=min(quiet_after_days, QUIET_AT_MOST) - 1)


class Spans:
    """The periods as a table that statements join, with the days that overdue and quiet are told by.

    Its columns: ``i`` (the place in the sequence), ``precinct``, ``first`` and ``last``; and ``passed``, the last due
    day that has passed by the close of the period (yesterday, where it is not over). Beside the table, ``as_of`` is the
    last day of each period or today, whichever is sooner, and ``quiet_from`` the first of the days up to then in which
    a held event means "not quiet".
    """

    def __init__(self, precinct: int, periods: Sequence[Period], today: date, quiet_after_days: int = 1) -> None:
        self._lay([(precinct, period, quiet_after_days) for period in periods], today)

    @classmethod
    def across(cls, precincts: Sequence[tuple[int, int]], period: Period, today: date) -> Self:
        """One period of several precincts, each given with the days after which its neighborhoods are quiet."""
        made = cls.__new__(cls)
        made._lay([(precinct, period, quiet_after_days) for precinct, quiet_after_days in precincts], today)
        return made

    def _lay(self, asked: Sequence[tuple[int, Period, int]], today: date) -> None:
        self.today = today
        self.precincts = tuple(precinct for precinct, _, _ in asked)
        self.periods = tuple(period for _, period, _ in asked)
        yesterday = today - timedelta(days=1)
        self._tabulate(
            tuple(
                (i, precinct, period.first, period.last, min(period.last, yesterday))
                for i, (precinct, period, _) in enumerate(asked)
            )
        )
        self.as_of = tuple(min(period.last, today) for period in self.periods)
        quiet = zip(self.as_of, asked, strict=True)
        self.quiet_from = tuple(quiet_since(as_of, days) for as_of, (_, _, days) in quiet)

    def _tabulate(self, rows: tuple[tuple[Any, ...], ...]) -> None:
        self._rows = rows
        self._table = _table(rows, _COLUMNS)
        self.c: Any = self._table.c

    def __eq__(self, other: object) -> bool:
        """Those of the same periods and day ask the same: their statements are put together once."""
        return isinstance(other, Spans) and self._asked == other._asked

    def __hash__(self) -> int:
        return hash(self._asked)

    @property
    def _asked(self) -> tuple[Any, ...]:
        return self._rows, self.today, self.periods

    @property
    def places(self) -> tuple[int, ...]:
        """The places of the periods that are asked for, all or some of the sequence."""
        return tuple(row[0] for row in self._rows)

    @property
    def precinct(self) -> int:
        """The precinct, where it is one alone."""
        (only,) = set(self.precincts)
        return only

    def of(self, model: Any, on: Any, *columns: Any) -> Any:
        """A select of columns, led by ``i``, from a table of the precinct's, joined to the periods by a condition."""
        joined = model.select(self.c.i, *columns).join_from(model, self._table, on=on)
        return joined.where(self._here(model.precinct))

    def _here(self, column: Any) -> Any:
        """The condition that a row is of the precinct of its period."""
        # The number itself, where it is one alone, lets the database choose the index that begins with it.
        is_one = len(set(self.precincts)) == 1
        return column == (self.precincts[0] if is_one else self.c.precinct)

    def held(self, *columns: Any) -> Any:
        """A select of columns, led by ``i``, from the held events of each period."""
        return self.of(Event, Event.date.between(self.c.first, self.c.last), *columns).where(
            Event.status == EventStatus.HELD
        )

    def among(self, fits: Callable[[Period], bool]) -> Self | None:
        """Those of the periods that fit, each with its place in the whole sequence; None where none does."""
        rows = tuple(row for row in self._rows if fits(self.periods[row[0]]))
        made = copy(self)
        made._tabulate(rows)
        return made if rows else None

    def halves(self, fits: Callable[[Period], bool]) -> tuple[Self | None, Self | None]:
        """Those of the periods that fit, and the others."""
        return self.among(fits), self.among(lambda period: not fits(period))

    def parted(
        self,
        tallied: Callable[[Self], Any],
        counted: Callable[[Self], Any],
        one_by_one: Callable[[Period], bool] = lambda _: False,
    ) -> list[Any]:
        """Two selects, as they are asked: of the periods of whole months, which are read off what the database keeps of
        each month, and of the others, and those of ``one_by_one``, of which the records are counted one by one. A part
        without periods is left out.
        """
        months, others = self.halves(lambda period: is_months(period) and not one_by_one(period))
        parts = ((months, tallied), (others, counted))
        return [part.query(select(part), days_alone=True) for part, select in parts if part is not None]

    def tallied(self, tally: Any, *columns: Any) -> Any:
        """A select of columns, led by ``i``, from the cells of a tally by month."""
        return self.kept(tally, tally.month, *columns)

    def kept(self, table: Any, day: Any, *columns: Any) -> Any:
        """A select of columns, led by ``i``, from a table that the database itself keeps, by one of its days."""
        joined = table.select(self.c.i, *columns).join(self._table, on=day.between(self.c.first, self.c.last))
        return joined.where(self._here(table.precinct_id))

    def upto(self, tally: Any, *columns: Any) -> Any:
        """A select of columns, led by ``i``, from the cells of all months up to the end of each period."""
        joined = tally.select(self.c.i, *columns).join(self._table, on=tally.month <= self.c.last)
        return joined.where(self._here(tally.precinct_id))

    def select(self, *columns: Any) -> Any:
        """A select of columns, led by ``i``, with one row for each of the periods."""
        return Select((self._table,), (self.c.i, *columns)).bind(database.obj)

    def query(self, select: Any, *, days_alone: bool = False) -> Any:
        """A select built here, as it is asked; ``days_alone`` where it reads nothing of a period but its days: a value
        that is not told need not be written down for each of twenty-six."""
        return select.with_cte(_table([row[:4] for row in self._rows], _COLUMNS[:4]) if days_alone else self._table)

    def rows(self, query: Any) -> Rows:
        """The rows of a select built here."""
        return rows_of(self.query(query))

    def grouped_query(self, query: Any, keys: Sequence[str], *columns: Any, days_alone: bool = False) -> Any:
        """A select built here, taken together by some of its columns, with aggregates over the rest, as it is asked."""
        by = [getattr(query.c, key) for key in keys]
        grouped = Select((query,), (*by, *columns)).group_by(*by).bind(database.obj)
        return self.query(grouped, days_alone=days_alone)

    def grouped(self, query: Any, keys: Sequence[str], *columns: Any) -> Rows:
        """The rows of a select built here, taken together by some of its columns, with aggregates over the rest."""
        return rows_of(self.grouped_query(query, keys, *columns))


_COLUMNS = ("i", "precinct", "first", "last", "passed")


def _table(rows: Sequence[tuple[Any, ...]], columns: Sequence[str]) -> Any:
    return ValuesList(rows).cte("span", columns=columns)

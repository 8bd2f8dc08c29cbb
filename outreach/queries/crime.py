"""The crime snapshot: counts of a period beside the prior one and the year to date, by offense."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import SqliteDatabase, fn

from outreach.queries.chance import beyond_chance, percent_change, percent_of
from outreach.queries.period import Period
from outreach.queries.rows import Rows, put_together_once, rows_of
from outreach.records.base import database
from outreach.records.crime import CrimeCount, CrimeScope, Offense
from outreach.records.tallies import crime_tally


@dataclass(frozen=True, slots=True)
class CrimeFigure:
    """Counts as your records system gave them, beside the month before and the year before. Where a month was not
    counted, or there is nothing to divide by, it says n/a, never zero. Percentages are rounded to whole ones.

    Of one offense; None where it says n/a. ``percent``, ``year_percent`` and ``share_of_department`` are whole percent,
    rounded half away from zero; the share is of the year to date. ``beyond_chance`` says whether the change is larger
    than chance alone explains.
    """

    offense: str
    group: str
    prior: int | None
    current: int | None
    year_to_date: int | None
    prior_year_to_date: int | None
    department_year_to_date: int | None

    @property
    def is_counted(self) -> bool:
        """Whether anything is known of it."""
        known = (self.prior, self.current, self.year_to_date, self.prior_year_to_date, self.department_year_to_date)
        return any(count is not None for count in known)

    @property
    def change(self) -> int | None:
        """Current less prior."""
        return None if self.current is None or self.prior is None else self.current - self.prior

    @property
    def percent(self) -> int | None:
        """The change in percent of the prior count."""
        return percent_change(self.current, self.prior)

    @property
    def year_percent(self) -> int | None:
        """The change of the year to date against the prior year's."""
        return percent_change(self.year_to_date, self.prior_year_to_date)

    @property
    def share_of_department(self) -> int | None:
        """The precinct's share of the department's year to date."""
        return percent_of(self.year_to_date, self.department_year_to_date)

    @property
    def beyond_chance(self) -> bool | None:
        """Whether prior and current differ by more than chance alone explains."""
        return beyond_chance(self.current, self.prior)


class CrimeCounts:
    """Monthly counts of a precinct and its department, from two statements, added up over any months asked for.

    The precinct's own count of a month and offense is its precinct-wide one, or else the sum of its neighborhoods.
    Of one neighborhood alone, its own counts stand for the precinct's.
    """

    def __init__(self, precinct: int, months: Iterable[date], neighborhood: int | None = None) -> None:
        wanted = sorted(set(months))
        self.offenses: dict[int, tuple[str, str]] = {}
        self._own: dict[int, dict[date, int]] = {}
        self._department: dict[int, dict[date, int]] = {}
        if not wanted:
            return
        (kept,) = _offenses(precinct)
        counted = _tallied(precinct, wanted) if neighborhood is None else _counted(precinct, wanted, neighborhood)
        self.offenses = {key: (name, group) for key, name, group in rows_of(kept)}
        by_scope: dict[str, dict[int, dict[date, int]]] = {scope: defaultdict(dict) for scope in CrimeScope}
        for offense, month, scope, count in counted:
            by_scope[scope][offense][month] = int(count)
        self._department = by_scope[CrimeScope.DEPARTMENT]
        local, whole = by_scope[CrimeScope.NEIGHBORHOOD], by_scope[CrimeScope.PRECINCT]
        self._own = {offense: local.get(offense, {}) | whole.get(offense, {}) for offense in self.offenses}

    def of_precinct(self, offense: int, months: Sequence[date]) -> int | None:
        """The precinct's count over some months; None when one of them was not counted."""
        return _total(self._own.get(offense, {}), months)

    def of_department(self, offense: int, months: Sequence[date]) -> int | None:
        """The department's count over some months; None when one of them was not counted."""
        return _total(self._department.get(offense, {}), months)


@put_together_once
def _offenses(precinct: int) -> tuple[Any]:
    kept: Any = Offense.select(Offense.id, Offense.name, Offense.group_name).where(Offense.precinct == precinct)
    return (kept.order_by(Offense.position, Offense.name),)


def _tallied(precinct: int, months: Sequence[date]) -> Rows:
    """The counts of some months by offense, month and scope, as the database keeps them added up."""
    (asked,) = _cells(precinct, months[0], months[-1])
    found = rows_of(asked)
    as_date: Any = CrimeCount.month.python_value
    days = {month: as_date(month) for month in {row[1] for row in found}}
    return [(offense, days[month], scope, total) for offense, month, scope, total in found]


@put_together_once
def _cells(precinct: int, first: date, last: date) -> tuple[Any]:
    cell = crime_tally
    of_months = (cell.precinct_id == precinct) & cell.month.between(first, last)
    # Of a cell that was emptied nothing is known. On a server one that is being written has several rows.
    if isinstance(database.obj, SqliteDatabase):
        return (cell.select(cell.offense_id, cell.month, cell.scope, cell.total).where(of_months, cell.areas > 0),)
    found = cell.select(cell.offense_id, cell.month, cell.scope, fn.SUM(cell.total)).where(of_months)
    return (found.group_by(cell.month, cell.offense_id, cell.scope).having(fn.SUM(cell.areas) > 0),)


def _counted(precinct: int, months: Sequence[date], neighborhood: int) -> Rows:
    """The like of one neighborhood."""
    found: Any = CrimeCount.select(CrimeCount.offense, CrimeCount.month, CrimeCount.scope, CrimeCount.count)
    of_months = CrimeCount.month.between(months[0], months[-1])
    return rows_of(found.where(CrimeCount.precinct == precinct, CrimeCount.neighborhood == neighborhood, of_months))


def crime_figures(counts: CrimeCounts, period: Period) -> tuple[CrimeFigure, ...]:
    """The snapshot of a period, offenses in the precinct's order, those of which nothing is known left out.

    ``counts`` must have been read for :func:`months_needed` of the period. Counts are monthly, so a range that is not
    made of whole months has neither current nor prior ones.
    """
    year, last_year = year_to_date(period), year_to_date(period.last_year)
    prior, current = (period.prior.months, period.months) if period.is_whole_months else ((), ())
    figures = (
        CrimeFigure(
            offense=name,
            group=group,
            prior=counts.of_precinct(key, prior),
            current=counts.of_precinct(key, current),
            year_to_date=counts.of_precinct(key, year),
            prior_year_to_date=counts.of_precinct(key, last_year),
            department_year_to_date=counts.of_department(key, year),
        )
        for key, (name, group) in counts.offenses.items()
    )
    return tuple(figure for figure in figures if figure.is_counted)


def months_needed(period: Period) -> tuple[date, ...]:
    """The first and last month that the snapshot of a period reads."""
    first = min(period.prior.first, year_to_date(period.last_year)[0])
    return first.replace(day=1), period.last.replace(day=1)


def year_to_date(period: Period) -> tuple[date, ...]:
    """The months from January to the last month of a period."""
    return Period(date(period.last.year, 1, 1), period.last).months


def _total(counted: Mapping[date, int], months: Sequence[date]) -> int | None:
    known = [counted[month] for month in months if month in counted]
    return sum(known) if known and len(known) == len(months) else None

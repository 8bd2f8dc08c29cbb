"""What a problem counts before and after the response: figures, month by month, and whether chance explains them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from peewee import fn

from outreach.queries.chance import beyond_chance, rounded
from outreach.queries.period import Period
from outreach.queries.rows import rows_of
from outreach.records.crime import CrimeCount, CrimeScope, Offense
from outreach.records.people import Neighborhood


@dataclass(frozen=True, slots=True)
class CountChoice:
    """What is counted: an offense in an area (None: the whole precinct), or something by hand; and the periods.

    ``counted`` says of what a count by hand is; the months are told by their first days.
    """

    offense: int | None = None
    area: int | None = None
    before_from: date | None = None
    before_to: date | None = None
    after_from: date | None = None
    after_to: date | None = None
    counted: str = ""
    count_before: int | None = None
    count_after: int | None = None

    @property
    def before(self) -> Period | None:
        """The months before."""
        return _period(self.before_from, self.before_to)

    @property
    def after(self) -> Period | None:
        """The months after."""
        return _period(self.after_from, self.after_to)


@dataclass(frozen=True, slots=True)
class MonthCount:
    """The count of one month (its first day); None where it was not counted."""

    month: date
    count: int | None
    is_after: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A count before and after in one area; None: a month of the period is not counted, or nobody counted."""

    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """The count before and after.

    ``area`` is empty for the whole precinct; of one neighborhood, ``elsewhere`` is the same in the whole precinct.
    ``months`` is empty for a count by hand.
    """

    what: str
    area: str
    before: Period | None
    after: Period | None
    here: Counted
    elsewhere: Counted | None
    months: tuple[MonthCount, ...]

    @property
    def is_even(self) -> bool:
        """Whether the two periods are equally long, or not told."""
        return self.before is None or self.after is None or len(self.before.months) == len(self.after.months)

    @property
    def is_same_season(self) -> bool:
        """Whether the two periods hold the same months of the year, or are not told."""
        if self.before is None or self.after is None:
            return True
        return {one.month for one in self.before.months} == {one.month for one in self.after.months}

    @property
    def percent(self) -> int | None:
        """The change in whole percent of the count before, by month where the periods are not equally long."""
        before, after = self.here.before, self.here.after
        if before is None or after is None or before <= 0:
            return None
        first = 1 if self.before is None else len(self.before.months)
        second = 1 if self.after is None else len(self.after.months)
        # after / second against before / first, as one quotient of whole numbers.
        return rounded(100 * (after * first - before * second), before * second)

    @property
    def beyond_chance(self) -> bool | None:
        """Whether the change is larger than chance alone explains; None where the periods are not told."""
        if self.before is None or self.after is None:
            return None
        first, second = len(self.before.months), len(self.after.months)
        return beyond_chance(self.here.after, self.here.before, second / (first + second))


def before_and_after(precinct: int, choices: Mapping[int, CountChoice]) -> dict[int, BeforeAfter]:
    """The counts of some problems, by the problems' keys, in three statements; those that count nothing are left out.

    The precinct's own count of a month is its precinct-wide one, or else the sum of its neighborhoods, as in the crime
    snapshot.
    """
    wanted = {key: one for key, one in choices.items() if one.offense is not None}
    counts = _Counts(precinct, wanted.values()) if wanted else None
    told = {key: counts.told(one) for key, one in wanted.items()} if counts else {}
    by_hand = {key: _by_hand(one) for key, one in choices.items() if one.offense is None and _is_counted(one)}
    return {**told, **by_hand}


def _is_counted(choice: CountChoice) -> bool:
    return bool(choice.counted) or choice.count_before is not None or choice.count_after is not None


def _by_hand(choice: CountChoice) -> BeforeAfter:
    here = Counted(choice.count_before, choice.count_after)
    return BeforeAfter(choice.counted, "", choice.before, choice.after, here, None, ())


class _Counts:
    """The monthly counts that some choices need, read at once."""

    def __init__(self, precinct: int, choices: Iterable[CountChoice]) -> None:
        asked = list(choices)
        offenses = {one.offense for one in asked}
        months = [month for one in asked for month in _months(one)]
        self._offenses = dict(rows_of(Offense.select(Offense.id, Offense.name).where(Offense.id.in_(offenses))))
        areas = {one.area for one in asked if one.area is not None}
        self._areas = dict(
            rows_of(Neighborhood.select(Neighborhood.id, Neighborhood.name).where(Neighborhood.id.in_(areas)))
        )
        counted = rows_of(
            CrimeCount.select(
                CrimeCount.offense,
                CrimeCount.month,
                CrimeCount.scope,
                CrimeCount.neighborhood,
                fn.SUM(CrimeCount.count),
            )
            .where(
                CrimeCount.precinct == precinct,
                CrimeCount.offense.in_(offenses),
                CrimeCount.month.between(min(months), max(months)),
                CrimeCount.scope != CrimeScope.DEPARTMENT,
            )
            .group_by(CrimeCount.offense, CrimeCount.month, CrimeCount.scope, CrimeCount.neighborhood)
        )
        self._whole: dict[tuple[int, date], int] = {}
        self._local: dict[tuple[int, date, int], int] = {}
        self._summed: dict[tuple[int, date], int] = {}
        for offense, month, scope, area, count in counted:
            if scope == CrimeScope.PRECINCT:
                self._whole[offense, month] = int(count)
            else:
                self._local[offense, month, area] = int(count)
                self._summed[offense, month] = self._summed.get((offense, month), 0) + int(count)

    def told(self, choice: CountChoice) -> BeforeAfter:
        """One choice's counts."""
        offense, area = choice.offense or 0, choice.area
        months = tuple(
            MonthCount(month, self._of(offense, month, area), is_after)
            for is_after, period in ((False, choice.before), (True, choice.after))
            for month in (period.months if period else ())
        )
        return BeforeAfter(
            what=self._offenses[offense],
            area=self._areas.get(area or 0, ""),
            before=choice.before,
            after=choice.after,
            here=self._counted(choice, area),
            elsewhere=None if area is None else self._counted(choice, None),
            months=months,
        )

    def _counted(self, choice: CountChoice, area: int | None) -> Counted:
        sides = (
            [self._of(choice.offense or 0, month, area) for month in period.months] if period else []
            for period in (choice.before, choice.after)
        )
        return Counted(*(_total(side) for side in sides))

    def _of(self, offense: int, month: date, area: int | None) -> int | None:
        if area is not None:
            return self._local.get((offense, month, area))
        return self._whole.get((offense, month), self._summed.get((offense, month)))


def _months(choice: CountChoice) -> tuple[date, ...]:
    return tuple(month for period in (choice.before, choice.after) for month in (period.months if period else ()))


def _total(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def _period(first: date | None, last: date | None) -> Period | None:
    if first is None or last is None:
        return None
    return Period.of_months(Period.of_month(first.year, first.month), Period.of_month(last.year, last.month))

"""How the precinct kept its word: follow-ups opened, closed, open, overdue, due and kept."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from peewee import Case, fn

from outreach.queries.rows import Asked
from outreach.queries.spans import Spans, is_months
from outreach.records.followups import CLOSED_STATUSES, FollowUp, FollowUpStatus
from outreach.records.tallies import follow_up_month

OPEN_STATUSES = tuple(status for status in FollowUpStatus if status not in CLOSED_STATUSES)


@dataclass(frozen=True, slots=True)
class FollowUpFigures:
    """Of promises, ``opened`` are those made in the period, ``closed`` those done or declined in it, and ``told`` those
    of the closed ones whose resident was told, on whichever day. ``open`` ones were opened by its end and not closed by
    then; ``overdue`` are those of them whose due day had passed. ``due`` fell due in the period, and ``kept`` are those
    of them that were done on the due day or before. Of all closed ones, half took fewer days than
    ``median_days_to_close``, and half took more.

    Overdue is counted up to the close of the period, or up to yesterday where it is not over. Due ones whose day is
    still ahead count only when they are closed. The median is None where nothing was closed.
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
class PromiseFlow:
    """Promises opened, closed, due and kept in the range, as :class:`FollowUpFigures` counts them."""

    opened: int
    closed: int
    due: int
    kept: int


def promise_flow(spans: Spans) -> Asked[tuple[PromiseFlow, ...]]:
    """What was promised and kept in each period, without what stood open at its end; four statements.

    Months that have passed are read off their tallies: whether one was due counts only once its day is over.
    """
    months, others = spans.halves(lambda period: is_months(period) and period.last < spans.today)
    cell, asked = follow_up_month, []
    if months is not None:
        sums = [fn.SUM(amounts) for amounts in (cell.opened, cell.closed, cell.due, cell.kept)]
        asked.append(months.query(months.tallied(cell, *sums).group_by(months.c.i), days_alone=True))
    if others is not None:
        closed_there = FollowUp.closed_on.between(others.c.first, others.c.last)
        closings = others.of(FollowUp, closed_there, fn.COUNT(FollowUp.id)).group_by(others.c.i)
        asked += [others.query(select) for select in (_opened(others), closings, _due(others))]
    found = yield asked
    flow = {i: PromiseFlow(*map(int, numbers)) for i, *numbers in (found[0] if months is not None else ())}
    opened, closed, due = (
        {i: row for i, *row in rows} for rows in (found[-3:] if others is not None else ((), (), ()))
    )
    for i in range(len(spans.periods)):
        if i not in flow:
            in_time = [int(number or 0) for number in due.get(i, (0, 0))]
            flow[i] = PromiseFlow(opened.get(i, (0,))[0], closed.get(i, (0,))[0], *in_time)
    return tuple(flow[i] for i in range(len(spans.periods)))


def follow_up_figures(spans: Spans) -> tuple[FollowUpFigures, ...]:
    """The promises of each period; four statements.

    The median is taken here from the closed promises counted by their days of opening and closing: at most a row each.
    """
    opened: dict[int, int] = dict(spans.rows(_opened(spans)))
    still_open = {i: (count, int(late or 0)) for i, count, late in _open_at_end(spans)}
    due = {i: (count, int(kept or 0)) for i, count, kept in spans.rows(_due(spans))}
    days: defaultdict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    told: defaultdict[int, int] = defaultdict(int)
    for i, opened_on, closed_on, count, of_them_told in spans.rows(_closed(spans)):
        days[i][(closed_on - opened_on).days] += count
        told[i] += of_them_told
    return tuple(
        FollowUpFigures(
            opened=opened.get(i, 0),
            closed=sum(days[i].values()),
            open=still_open.get(i, (0, 0))[0],
            overdue=still_open.get(i, (0, 0))[1],
            median_days_to_close=median(days[i].items()),
            due=due.get(i, (0, 0))[0],
            kept=due.get(i, (0, 0))[1],
            told=told[i],
        )
        for i in range(len(spans.periods))
    )


def median(counted: Iterable[tuple[int, int]]) -> float | None:
    """The median of values given with how often each occurs; None without any.

    >>> median([(3, 2), (10, 1)]), median([(1, 1), (2, 1)]), median([])
    (3.0, 1.5, None)
    """
    ordered = sorted(counted)
    total = sum(count for _, count in ordered)
    if not total:
        return None
    upto = list(accumulate(count for _, count in ordered))

    def at(place: int) -> int:
        return next(value for (value, _), reached in zip(ordered, upto, strict=True) if reached > place)

    return (at((total - 1) // 2) + at(total // 2)) / 2


def open_at_end(spans: Spans, *columns: Any) -> Any:
    """A select of columns, led by ``i``, from the promises open at the close of each period.

    Two selects, each by its index: together under one OR they would read every promise ever made. So would the second,
    without a day to begin at.
    """
    earliest = min(period.last for period in spans.periods)
    never, later = (
        spans.of(FollowUp, condition & (FollowUp.opened_on <= spans.c.last), *columns)
        for condition in (
            FollowUp.closed_on.is_null(),
            (FollowUp.closed_on > spans.c.last) & (FollowUp.closed_on > earliest),
        )
    )
    return never.union_all(later)


def _opened(spans: Spans) -> Any:
    in_range = FollowUp.opened_on.between(spans.c.first, spans.c.last)
    return spans.of(FollowUp, in_range, fn.COUNT(FollowUp.id)).group_by(spans.c.i)


def _open_at_end(spans: Spans) -> list[tuple[Any, ...]]:
    still_open = open_at_end(spans, FollowUp.due, spans.c.passed)
    late = Case(None, ((still_open.c.due <= still_open.c.passed, 1),), 0)
    return spans.grouped(still_open, ("i",), fn.COUNT(still_open.c.i), fn.SUM(late))


def _closed(spans: Spans) -> Any:
    in_range = FollowUp.closed_on.between(spans.c.first, spans.c.last)
    columns = (FollowUp.opened_on, FollowUp.closed_on)
    return spans.of(FollowUp, in_range, *columns, fn.COUNT(FollowUp.id), fn.COUNT(FollowUp.told_on)).group_by(
        spans.c.i, *columns
    )


def _due(spans: Spans) -> Any:
    in_range = FollowUp.due.between(spans.c.first, spans.c.last)
    done_in_time = (FollowUp.status == FollowUpStatus.DONE) & (FollowUp.closed_on <= FollowUp.due)
    kept = Case(None, ((done_in_time, 1),), 0)
    return (
        spans.of(FollowUp, in_range, fn.COUNT(FollowUp.id), fn.SUM(kept))
        .where(
            FollowUp.status.in_(tuple(FollowUpStatus)), (FollowUp.due < spans.today) | FollowUp.closed_on.is_null(False)
        )
        .group_by(spans.c.i)
    )

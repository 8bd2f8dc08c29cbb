"""How the precinct kept its word: follow-ups opened, closed, open, overdue, due and kept."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Any

from peewee import Case, fn

from outreach.queries.period import Period
from outreach.queries.rows import Asked, Rows, put_together_once, rows_of
from outreach.queries.spans import Spans, is_months
from outreach.records.followups import FollowUp, FollowUpStatus
from outreach.records.tallies import follow_up_closing, follow_up_month, follow_up_standing
from outreach.values import frozen


@frozen
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


@frozen
class PromiseFlow:
    """Promises opened, closed, due and kept in the range, as :class:`FollowUpFigures` counts them."""

    opened: int
    closed: int
    due: int
    kept: int


def promise_flow(spans: Spans) -> Asked[tuple[PromiseFlow, ...]]:
    """What was promised and kept in each period, without what stood open at its end; four statements."""
    months, others = spans.halves(_has_passed(spans))
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
    """The promises of each period; at most four statements for those that are months that have passed, and as many for
    the others.

    The median is taken here from the closed promises counted by the days they took.
    """
    found: dict[int, FollowUpFigures] = {}
    for part, asked in zip(spans.halves(_has_passed(spans)), (_tallied, _counted), strict=True):
        if part is not None:
            found |= asked(part)
    return tuple(found[i] for i in range(len(spans.periods)))


def _has_passed(spans: Spans) -> Callable[[Period], bool]:
    """Whether a period is read off what the database keeps of each month: whether a promise was due counts only once
    its day is over."""
    return lambda period: is_months(period) and period.last < spans.today


def _tallied(spans: Spans) -> dict[int, FollowUpFigures]:
    sums, still, closed = map(rows_of, _of_months(spans))
    return _told(spans, sums, still, closed)


@put_together_once
def _of_months(spans: Spans) -> list[Any]:
    flow, standing, closing = follow_up_month, follow_up_standing, follow_up_closing
    selects = (
        spans.tallied(flow, *(fn.SUM(one) for one in (flow.opened, flow.due, flow.kept))).group_by(spans.c.i),
        spans.upto(standing, fn.SUM(standing.standing), fn.SUM(standing.late)).group_by(spans.c.i),
        spans.tallied(closing, closing.days, fn.SUM(closing.closed), fn.SUM(closing.told)).group_by(
            spans.c.i, closing.days
        ),
    )
    return [spans.query(select, days_alone=True) for select in selects]


def _counted(spans: Spans) -> dict[int, FollowUpFigures]:
    due = {i: row for i, *row in spans.rows(_due(spans))}
    opened: dict[int, int] = dict(spans.rows(_opened(spans)))
    sums = [(i, opened.get(i, 0), *due.get(i, (0, 0))) for i in {*due, *opened}]
    closed = [(i, (last - first).days, *counts) for i, first, last, *counts in spans.rows(_closed(spans))]
    return _told(spans, sums, _open_at_end(spans), closed)


def _told(spans: Spans, sums: Rows, still: Rows, closed: Rows) -> dict[int, FollowUpFigures]:
    """The figures of each period from what was opened, due and kept, what was still open and late at its end, and what
    was closed, by its days, with those of whom the resident was told."""
    flow, standing = ({i: [int(count or 0) for count in row] for i, *row in rows} for rows in (sums, still))
    days: dict[int, Counter[int]] = {i: Counter() for i in spans.places}
    told: Counter[int] = Counter()
    for i, took, count, of_them_told in closed:
        days[i][took] += int(count)
        told[i] += int(of_them_told)
    figures = {}
    for i in spans.places:
        opened, due, kept = flow.get(i, (0, 0, 0))
        still_open, overdue = standing.get(i, (0, 0))
        figures[i] = FollowUpFigures(
            opened=opened,
            closed=days[i].total(),
            open=still_open,
            overdue=overdue,
            median_days_to_close=median((took, count) for took, count in days[i].items() if count),
            due=due,
            kept=kept,
            told=told[i],
        )
    return figures


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

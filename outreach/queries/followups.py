"""Promises: as a list, and as a board by state."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from peewee import SQL, Expression, Select, SqliteDatabase, fn

from outreach.queries.by_words import Wanted, counting_words, page_by_words, together, walked_page, words_tell
from outreach.queries.follow_up_order import keys_by, lie_by, sorts, standing_place
from outreach.queries.follow_up_rows import FollowUpRow, follow_up_rows, row_values
from outreach.queries.listing import (
    Page,
    counting,
    name_by_name,
    ordered,
    page_of,
    unindexed,
)
from outreach.queries.rows import Asked, answered, put_together_once, row_of, rows_of_each
from outreach.queries.tallies import promises_tallied
from outreach.records.base import database
from outreach.records.followups import CLOSED_STATUSES, OPEN_STATUSES, FollowUp, FollowUpStatus, Priority
from outreach.records.people import Neighborhood
from outreach.records.precinct import Officer
from outreach.records.search import matches, matching
from outreach.values import frozen

UNTOLD = "closed, not told"
"""The last column of the board: done or declined, and the resident does not know yet."""
BOARD_STATES = (*OPEN_STATUSES, UNTOLD)


@frozen
class FollowUpFilter:
    """Which promises: by state (none: all), owner (0: nobody's), neighborhood, lateness, days until due, words, told.

    ``overdue`` and ``due_within`` (days from today, today included) are about open ones alone; ``told`` about closed.
    """

    states: tuple[str, ...] = ()
    owner: int | None = None
    neighborhood: int | None = None
    overdue: bool = False
    due_within: int | None = None
    text: str = ""
    told: bool | None = None
    event: int | None = None
    concern: int | None = None
    person: int | None = None


type FollowUpPage = Page[FollowUpRow]


@frozen
class FollowUpSummary:
    """How many are open, late, due today or in the six days after, and closed without the resident told."""

    open: int
    late: int
    due_this_week: int
    untold: int


@frozen
class BoardColumn:
    """One column of the board: ``state`` is one of ``BOARD_STATES``."""

    state: str
    total: int
    rows: tuple[FollowUpRow, ...]


@frozen
class FollowUpBoard:
    """The board, with the numbers over it."""

    columns: tuple[BoardColumn, ...]
    summary: FollowUpSummary


class _Way(NamedTuple):
    """A way to stand: in one of some states, told or not, due on some days; None: either way, on any day."""

    statuses: Sequence[str]
    told: bool | None = None
    due: Any = None

    def condition(self, chosen: FollowUpFilter) -> Any:
        """The condition that a promise of those that are chosen stands so."""
        one = len(self.statuses) == 1
        found = FollowUp.status == self.statuses[0] if one else FollowUp.status.in_(self.statuses)
        if self.told is not None:
            found &= FollowUp.told_on.is_null(not self.told)
        if _is_of_one(chosen):
            found &= _stands_at(0 if self.told is None else 1 + self.told)
        return found if self.due is None else found & self.due


def follow_up_list_asked(
    precinct: int,
    today: date,
    chosen: FollowUpFilter = FollowUpFilter(),
    *,
    sort: str = "due",
    descending: bool = False,
    offset: int = 0,
    limit: int = 200,
    confidential: bool = False,
) -> Asked[Page[FollowUpRow]]:
    """A page of the promises that fit, in two statements of one turn; in a file, where words alone are asked for, in
    two to four.

    By ``due`` the open ones come first, the latest on top. ``sort`` is one of due, words, status, priority, owner,
    neighborhood, opened_on, closed_on, told_on. Raises :class:`OutreachError` for another.
    """
    how = (precinct, today, chosen, sort, descending, offset, limit)
    if _by_words_alone(chosen) and words_tell(chosen.text):
        numbers, page = _page_queries(*how)
        (((count, every, still_open),),) = yield (numbers,)
        walkable = still_open if _open_first(sort, descending) else every
        parts = 1 if _open_first(sort, descending) else len(FollowUpStatus)
        wanted = Wanted(count, every, walkable, offset, limit, parts, lie_by(sort))
        rows = yield from page_by_words(wanted, lambda reach: _walked(*how, reach)[0], page)
    else:
        ((count,),), rows = yield _page_queries(*how)
    return Page(count, tuple(FollowUpRow(**row_values(row, today, confidential)) for row in rows))


follow_up_list = answered(follow_up_list_asked)


@put_together_once
def _page_queries(
    precinct: int, today: date, chosen: FollowUpFilter, sort: str, descending: bool, offset: int, limit: int
) -> Sequence[Any]:
    """How many fit, and those on a page."""
    fits = _fits(precinct, today, chosen)
    in_order = not _is_narrow(chosen) or (_is_of_one(chosen) and sort == "due")
    order = ordered(sorts(walked=in_order), sort, descending, FollowUp.id)
    parts = _parts(precinct, today, chosen, sort, order, descending) if in_order else []
    page = page_of(follow_up_rows(), keys_by(sort), fits, order, FollowUp.id, offset, limit, parts)
    total = _total(precinct, chosen, fits)
    if _by_words_alone(chosen) and words_tell(chosen.text):
        numbers = (promises_tallied(precinct, statuses) for statuses in (tuple(FollowUpStatus), OPEN_STATUSES))
        total = together(total, *numbers)
    return total, page


@put_together_once
def _walked(
    precinct: int, today: date, chosen: FollowUpFilter, sort: str, descending: bool, offset: int, limit: int, reach: int
) -> Sequence[Any]:
    """Those on a page that have some words, among the first of all promises; by ``due`` those are the open ones."""
    first = FollowUpFilter(states=OPEN_STATUSES) if _open_first(sort, descending) else FollowUpFilter()
    order, fits = ordered(sorts(), sort, descending, FollowUp.id), _fits(precinct, today, first)
    parts = _parts(precinct, today, first, sort, order, descending)
    keys, rows, both, lie = keys_by(sort), follow_up_rows(), (order, order), lie_by(sort)
    return (
        walked_page(
            FollowUp, matches(FollowUp, chosen.text), rows, keys, fits, both, offset, limit, reach, parts, lie=lie
        ),
    )


def _open_first(sort: str, descending: bool) -> bool:
    """Whether a list begins with all promises that are open."""
    return sort == "due" and not descending


def _by_words_alone(chosen: FollowUpFilter) -> bool:
    return bool(chosen.text.strip()) and chosen == FollowUpFilter(text=chosen.text)


def follow_up_board(
    precinct: int,
    today: date,
    chosen: FollowUpFilter = FollowUpFilter(),
    *,
    per_column: int = 60,
    confidential: bool = False,
) -> FollowUpBoard:
    """The board of the promises that fit, each column with its total and its first rows, in six statements."""
    (totals,), (numbers,), *found = rows_of_each(_board_queries(precinct, today, chosen, per_column))
    columns = tuple(
        BoardColumn(str(state), total, tuple(FollowUpRow(**row_values(row, today, confidential)) for row in rows))
        for state, total, rows in zip(BOARD_STATES, totals, found, strict=True)
    )
    return FollowUpBoard(columns, FollowUpSummary(*numbers))


@put_together_once
def _board_queries(precinct: int, today: date, chosen: FollowUpFilter, per_column: int) -> Sequence[Any]:
    """The numbers of the columns, those over the board, and the first rows of each column."""
    fits = _fits(precinct, today, chosen)
    # Within a column the state is one, so that the day it is due comes first.
    order = ordered(sorts(), "due", False, FollowUp.id)[1:]
    ways = [_column(state) for state in BOARD_STATES]
    keys, rows = keys_by("due"), follow_up_rows()
    pages = [
        page_of(
            rows,
            keys,
            [*fits, way.condition(chosen)],
            order,
            FollowUp.id,
            0,
            per_column,
            _state_by_state(keys, way, chosen, fits, order),
        )
        for way in ways
    ]
    counts = [_counts(precinct, chosen, fits, each) for each in (ways, _ways(today))]
    return *counts, *pages


def _state_by_state(
    keys: Any, way: _Way, chosen: FollowUpFilter, fits: Sequence[Any], order: Sequence[Any]
) -> Sequence[Any]:
    """A column of several states in parts, each of which follows its index."""
    states = [way._replace(statuses=(status,)).condition(chosen) for status in way.statuses]
    return [keys.where(*fits, state).order_by(*order) for state in states] if len(states) > 1 else ()


def follow_up_summary(
    precinct: int,
    today: date,
    chosen: FollowUpFilter = FollowUpFilter(),
) -> FollowUpSummary:
    """How many of the promises that fit are open, late, due within the week, and untold; one statement."""
    return FollowUpSummary(*row_of(_counts(precinct, chosen, _fits(precinct, today, chosen), _ways(today))))


def _fits(precinct: int, today: date, chosen: FollowUpFilter) -> list[Any]:
    by_words = bool(chosen.text.strip())
    fits: list[Any] = [(unindexed(FollowUp.precinct) if _is_narrow(chosen) else FollowUp.precinct) == precinct]
    fits += [*_standing(chosen), *_due_days(today, chosen)]
    if by_words:
        fits.append(matching(FollowUp, chosen.text))
    return fits + _named(chosen)


def _named(chosen: FollowUpFilter) -> list[Any]:
    """What a filter says of whom and what they belong to."""
    fits: list[Any] = []
    if chosen.owner is not None:
        fits.append(FollowUp.owner == chosen.owner if chosen.owner else FollowUp.owner.is_null())
    named = (
        (FollowUp.neighborhood, chosen.neighborhood),
        (FollowUp.event, chosen.event),
        (FollowUp.concern, chosen.concern),
        (FollowUp.promised_to_person, chosen.person),
    )
    return fits + [column == key for column, key in named if key is not None]


def _standing(chosen: FollowUpFilter) -> list[Any]:
    """What a filter says of the state."""
    standing: list[Any] = []
    if chosen.states:
        standing.append(FollowUp.status.in_(chosen.states))
    if chosen.overdue or chosen.due_within is not None:
        standing.append(FollowUp.status.in_(OPEN_STATUSES))
        if _is_of_one(chosen):
            standing.append(_stands_at(0))
    if chosen.told is not None:
        standing += [FollowUp.status.in_(CLOSED_STATUSES), FollowUp.told_on.is_null(not chosen.told)]
    return standing


def _stands_at(place: int) -> Any:
    """The condition that a promise stands at a place of the list: open, of which nobody was told, or the others. The
    indexes of a neighborhood's promises and of an officer's have them by it."""
    return Expression(standing_place(), "=", SQL(str(place)))


def _due_days(today: date, chosen: FollowUpFilter) -> list[Any]:
    """What a filter says of the day it is due."""
    days: list[Any] = [FollowUp.due < today] if chosen.overdue else []
    if chosen.due_within is not None:
        days.append(FollowUp.due.between(today, today + timedelta(days=chosen.due_within)))
    return days


def _ways(today: date) -> tuple[_Way, ...]:
    """Open, late, due within the week, and untold, as a summary counts them."""
    week = FollowUp.due.between(today, today + timedelta(days=6))
    return (
        _Way(OPEN_STATUSES),
        _Way(OPEN_STATUSES, due=FollowUp.due < today),
        _Way(OPEN_STATUSES, due=week),
        _column(UNTOLD),
    )


def _column(state: str) -> _Way:
    """A column of the board; a promise stands in none once somebody has been told."""
    return _Way(CLOSED_STATUSES, told=False) if state == UNTOLD else _Way((state,))


def _counts(precinct: int, chosen: FollowUpFilter, fits: Sequence[Any], ways: Sequence[_Way]) -> Any:
    """How many of those that fit stand in each of some ways, in one statement: off the tallies, where they tell, and
    else each off its own index."""
    area = chosen.neighborhood
    is_tallied = chosen == FollowUpFilter(neighborhood=area)
    counted = [
        promises_tallied(precinct, way.statuses, told=way.told, neighborhood=area)
        if is_tallied and way.due is None
        else FollowUp.select(fn.COUNT(FollowUp.id)).where(*fits, way.condition(chosen))
        for way in ways
    ]
    return Select((), counted).bind(database.obj)


def _total(precinct: int, chosen: FollowUpFilter, fits: Sequence[Any]) -> Any:
    """How many fit."""
    if _by_words_alone(chosen):
        return counting_words(FollowUp, chosen.text, precinct)
    if chosen == FollowUpFilter(states=chosen.states, told=chosen.told, neighborhood=chosen.neighborhood):
        return promises_tallied(precinct, _states(chosen), told=chosen.told, neighborhood=chosen.neighborhood)
    return counting(FollowUp.select(FollowUp.id).where(*fits))


def _is_narrow(chosen: FollowUpFilter) -> bool:
    """Whether a filter leaves few enough to sort."""
    named = (chosen.owner, chosen.neighborhood, chosen.event, chosen.concern, chosen.person)
    return bool(chosen.text.strip()) or any(key is not None for key in named)


def _is_of_one(chosen: FollowUpFilter) -> bool:
    """Whether a filter names a neighborhood or an officer, and nothing besides but how they stand and are due."""
    others = (replace(chosen, neighborhood=None), replace(chosen, owner=None))
    return _is_narrow(chosen) and not all(map(_is_narrow, others))


def _parts(
    precinct: int, today: date, chosen: FollowUpFilter, sort: str, order: Sequence[Any], descending: bool
) -> Sequence[Any]:
    """The list in parts, one for each value of the first term of its sort; the other terms follow an index there."""
    match sort:
        case "due":
            fits, conditions = _due_days(today, chosen), _standings(chosen)
        case "status":
            told = [] if chosen.told is None else [FollowUp.told_on.is_null(not chosen.told)]
            fits = [*_due_days(today, chosen), *told]
            conditions = [FollowUp.status == status for status in _states(chosen)]
        case "priority":
            fits = [*_due_days(today, chosen), *_standing(chosen)]
            conditions = [FollowUp.priority == priority for priority in Priority]
        case "neighborhood" | "owner":
            others = [unindexed(FollowUp.precinct) == precinct, *_due_days(today, chosen), *_standing(chosen)]
            names, column = (
                (Neighborhood, FollowUp.neighborhood) if sort == "neighborhood" else (Officer, FollowUp.owner)
            )
            keys = FollowUp.select(FollowUp.id)
            named = keys.join(names, on=column == names.id).where(names.precinct == precinct, *others)
            nameless = keys.where(column.is_null(), *others).order_by(*order[2:])
            return [name_by_name(named, sorts()[sort], 2, descending, FollowUp.id), nameless]
        case _:
            return []
    here = [FollowUp.precinct == precinct]
    if _is_of_one(chosen):
        here = [*_named(chosen), unindexed(FollowUp.precinct) == precinct]
    keys = FollowUp.select(FollowUp.id).where(*here, *fits)
    if sort == "due" and descending and not isinstance(database.obj, SqliteDatabase):
        # Backwards a server has unknown days first in its index: those known are read off it, the others come last.
        known = [FollowUp.due.desc(), *order[2:]]
        return [
            keys.where(condition, FollowUp.due.is_null(unknown)).order_by(*(order[2:] if unknown else known))
            for condition in conditions
            for unknown in (False, True)
        ]
    return [keys.where(condition).order_by(*order[1:]) for condition in conditions]


def _states(chosen: FollowUpFilter) -> list[FollowUpStatus]:
    """The states that a filter leaves."""
    is_open = chosen.overdue or chosen.due_within is not None
    return [
        status
        for status in FollowUpStatus
        if (not chosen.states or status in chosen.states)
        and (not is_open or status in OPEN_STATUSES)
        and (chosen.told is None or status in CLOSED_STATUSES)
    ]


def _standings(chosen: FollowUpFilter) -> list[Any]:
    """Open, or closed and told or not: what a filter leaves of it, all that are open in one where it leaves them."""
    told = (False, True) if chosen.told is None else (chosen.told,)
    states = _states(chosen)
    found: list[Any] = []
    for place, group in ((0, OPEN_STATUSES), *((1 + known, CLOSED_STATUSES) for known in told)):
        if set(group) <= set(states):
            found.append(_stands_at(place))
        elif place == 0:
            found += [FollowUp.status == status for status in group if status in states]
        else:
            is_told = FollowUp.told_on.is_null(place == 1)
            found += [(FollowUp.status == status) & is_told for status in group if status in states]
    return found

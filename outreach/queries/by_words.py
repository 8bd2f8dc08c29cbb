"""Lists of what has some words: how many there are, and their first page, without looking at each of them.

In a file the index of words says how many there are, and where words are frequent the page is among the first of the
whole list: it is walked in its order until enough of them are met. Rare words leave few to sort. A server chooses by
itself.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from math import ceil
from operator import or_
from typing import Any

from peewee import Case, Expression, Select, SqliteDatabase, fn

from outreach.queries.listing import among, counting, first_of, page_of, unindexed
from outreach.queries.rows import Asked, Rows
from outreach.records.base import database
from outreach.records.precinct import Precinct
from outreach.records.search import folded_words, matches, matching
from outreach.values import frozen

_FEW = 500
"""So many records are as soon looked at one by one."""
_ROOM, _LEAST_ROOM = 4, 1.3
"""So many times as far as words would be met if they stood evenly in a list it is walked; in each of several parts of a
list, of which none is left before its end, less."""
_STEP = 256
"""It is walked so many rows at a time more, so that a statement that was put together is of use again."""
_DEARER = 3
"""So many times as dear as to walk past a row of a list is one to be sorted, which is looked up."""


def words_tell(text: str) -> bool:
    """Whether the index of words by itself can tell how many records have the words: in a file, where there are any."""
    return isinstance(database.obj, SqliteDatabase) and bool(folded_words(text))


def counting_words(model: Any, text: str, precinct: int) -> Any:
    """A query of the number of records of a precinct that have some words.

    Of a file's only precinct the index of words tells it, and none of the records has to be looked up.
    """
    here = model.select(model.id).where(unindexed(model.precinct) == precinct, matching(model, text))
    if not words_tell(text):
        return counting(here)
    return _of(Case(None, ((_is_among_several(precinct), counting(here)),), counting(matches(model, text))))


def counting_listed(model: Any, text: str, precinct: int, here: Any, left_out: Any) -> Any:
    """The like where a list leaves some records out: ``here`` selects those listed with the words, looking at each,
    ``left_out`` the keys of the others, whatever their words."""
    if not words_tell(text):
        return counting(here)
    found = matches(model, text)
    number = counting(found)
    # A number that is added to keeps SQLite from asking the index for each of them: it is read once instead.
    others = found.where(among(unindexed(found.selected_columns[0]), left_out))
    by_the_index = Expression(number, "-", counting(others))
    looked_at = _is_among_several(precinct) | Expression(number, "<=", _FEW)
    return _of(Case(None, ((looked_at, counting(here)),), by_the_index))


@frozen
class Wanted:
    """A page of the ``total`` of a list that have some words: ``of_all`` are on the list, of which ``walkable`` can be
    walked from its beginning, in so many ``parts`` side by side."""

    total: int
    of_all: int
    walkable: int
    offset: int
    limit: int
    parts: int = 1

    @property
    def reach(self) -> int:
        """How far to walk to meet the page; 0 where to sort all that have the words is sooner."""
        room = max(_ROOM / self.parts, _LEAST_ROOM)
        evenly = (self.offset + self.limit) * self.of_all / max(1, self.total)
        reach = ceil(room * evenly / _STEP) * _STEP
        return reach if reach <= self.walkable and reach * self.parts <= _DEARER * self.total else 0


def together(*numbers: Any) -> Any:
    """Queries of a number as one of all."""
    return Select((), numbers).bind(database.obj)


def page_by_words(wanted: Wanted, walked: Callable[[int], Any], page: Any) -> Asked[Rows]:
    """The rows of a page of those that have some words; one statement, or where words stand unevenly two.

    ``walked`` is the query of the page from so many of the first of the list, ``page`` that from all that have the
    words.
    """
    if wanted.reach:
        (rows,) = yield (walked(wanted.reach),)
        if len(rows) >= min(wanted.limit, wanted.total - wanted.offset):
            return list(rows)
    (rows,) = yield (page,)
    return list(rows)


def walked_page(
    model: Any,
    text: str,
    rows: Any,
    keys: Any,
    fits: Sequence[Any],
    orders: tuple[Sequence[Any], Sequence[Any]],
    offset: int,
    limit: int,
    reach: int,
    parts: Sequence[Any] = (),
    *,
    by_day: bool = False,
) -> Any:
    """A page of those that have some words among the first ``reach`` of a list.

    ``fits`` and ``parts`` are of the list without the words; the first of the ``orders`` is one that an index can be
    read in, the second the same to sort those met by. A list ``by_day`` has those beside each other that were written
    down soon after each other. The others are as :func:`~outreach.queries.listing.page_of` takes them.
    """
    found, first_keys = matches(model, text), first_of(keys, fits, orders[0], model.id, 0, reach, parts)
    if by_day:
        firsts = first_keys.cte("walked", columns=("id",), materialized=True)
        met = Select((firsts,), (firsts.c.id,)).where(among(firsts.c.id, _between(firsts, found))).with_cte(firsts)
    else:
        firsts = first_keys.alias("firsts")
        met = Select((firsts,), (firsts.c.id,)).where(among(firsts.c.id, found))
    return page_of(rows, keys, [among(model.id, met.limit(offset + limit))], orders[1], model.id, offset, limit)


def _between(firsts: Any, found: Any) -> Any:
    """What was found between their least key and their greatest: the index of words is not read for the years before
    and after."""
    key = found.selected_columns[0]
    least, most = (Select((firsts,), (edge(firsts.c.id),)) for edge in (fn.MIN, fn.MAX))
    return found.where(key >= least, key <= most)


def _is_among_several(precinct: int) -> Any:
    """The condition that the file keeps another precinct too."""
    others = (Precinct.id < precinct, Precinct.id > precinct)
    return reduce(or_, (fn.EXISTS(Precinct.select(Precinct.id).where(other)) for other in others))


def _of(number: Any) -> Any:
    return Select((), (number,)).bind(database.obj)

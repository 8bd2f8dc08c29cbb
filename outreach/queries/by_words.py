"""Lists of what has some words, or is found by another index: how many there are, and their first page, without
looking at each of them.

In a file the index of words says how many there are, and where words are frequent the page is among the first of the
whole list: it is walked in its order until enough of them are met. Rare words leave few to sort. A server chooses by
itself.
"""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import reduce
from math import ceil
from operator import or_
from typing import Any

from peewee import JOIN, Case, Select, SqliteDatabase, fn

from outreach.queries.listing import among, counting, first_of, page_of, unindexed
from outreach.queries.rows import Asked, Rows
from outreach.records.base import database
from outreach.records.precinct import Precinct
from outreach.records.search import folded_words, matches, matching
from outreach.values import frozen

_ROOM, _LEAST_ROOM = 4, 1.5
"""So many times as far as words would be met if they stood evenly in a list it is walked; less in each of several parts
of a list, of which none is left before its end, at first in a list by day, of which no part is either, and where more
would be dearer than to sort."""
_STEP = 256
"""It is walked so many rows at a time more, so that a statement that was put together is of use again."""
_DEARER = 3
"""So many times as dear as to walk past a row of a list is one to be sorted, which is looked up."""


class Keys(Enum):
    """How the keys of records that stand together in a list lie: anywhere; near each other, by a day soon after which
    they are written down; or in that order too, with many others between them."""

    ANYWHERE = auto()
    NEAR = auto()
    APART = auto()


def words_tell(text: str) -> bool:
    """Whether the index of words by itself can tell how many records have the words: in a file, where there are any."""
    return isinstance(database.obj, SqliteDatabase) and bool(folded_words(text))


def counting_words(model: Any, text: str, precinct: int) -> Any:
    """A query of the number of records of a precinct that have some words."""
    here = model.select(model.id).where(unindexed(model.precinct) == precinct, matching(model, text))
    return counting_found(here, matches(model, text), precinct) if words_tell(text) else counting(here)


def counting_found(here: Any, found: Any, precinct: int) -> Any:
    """A query of the number of records of a precinct that are found by an index which knows no precinct, in a file:
    ``here`` looks each of them up.

    Of a file's only precinct the index tells it, and none of the records has to be looked up.
    """
    return _of(Case(None, ((_is_among_several(precinct), counting(here)),), counting(found)))


@frozen
class Wanted:
    """A page of the ``total`` of a list that are found, as by words: ``of_all`` are on the list, of which ``walkable``
    can be walked from its beginning, in so many ``parts`` side by side; ``keys`` tells how their keys lie."""

    total: int
    of_all: int
    walkable: int
    offset: int
    limit: int
    parts: int = 1
    keys: Keys = Keys.ANYWHERE

    @property
    def reaches(self) -> tuple[int, ...]:
        """How far to walk to meet the page, and how far where it was not met; none where to sort all that have the
        words is sooner."""
        evenly = (self.offset + self.limit) * self.of_all / max(1, self.total)
        most = max(_ROOM / self.parts, _LEAST_ROOM)
        rooms = (_LEAST_ROOM, most) if most > _LEAST_ROOM else (most,)
        reaches = [ceil(room * evenly / _STEP) * _STEP for room in rooms]
        within = [
            reach for reach in reaches if 0 < reach <= self.walkable and reach * self.parts <= _DEARER * self.total
        ]
        return tuple(within[-1:] if self.keys is Keys.ANYWHERE else within)


def together(*numbers: Any) -> Any:
    """Queries of a number as one of all."""
    return Select((), numbers).bind(database.obj)


def page_by_words(wanted: Wanted, walked: Callable[[int], Any], page: Any) -> Asked[Rows]:
    """The rows of a page of those that are found; one statement, or where they stand unevenly two or three.

    ``walked`` is the query of the page from so many of the first of the list, ``page`` that from all that are found.
    """
    for reach in wanted.reaches:
        (rows,) = yield (walked(reach),)
        if len(rows) >= min(wanted.limit, wanted.total - wanted.offset):
            return list(rows)
    (rows,) = yield (page,)
    return list(rows)


def walked_page(
    model: Any,
    found: Any,
    rows: Any,
    keys: Any,
    fits: Sequence[Any],
    orders: tuple[Sequence[Any], Sequence[Any]],
    offset: int,
    limit: int,
    reach: int,
    parts: Sequence[Any] = (),
    *,
    lie: Keys = Keys.ANYWHERE,
) -> Any:
    """A page of those that are ``found``, a select of keys, among the first ``reach`` of a list.

    ``fits`` and ``parts`` are of the whole list; the first of the ``orders`` is one that an index can be
    read in, and ``lie`` tells how the keys lie in it, the second the same to sort those met by. The others are as
    :func:`~outreach.queries.listing.page_of` takes them.
    """
    first_keys = first_of(keys, fits, orders[0], model.id, 0, reach, parts)
    if lie is Keys.ANYWHERE:  # they are met one by one, in the order of the list
        firsts = first_keys.alias("firsts")
        met = Select((firsts,), (firsts.c.id,)).where(among(firsts.c.id, found)).offset(offset).limit(limit)
        return rows.where(among(model.id, met)).order_by(*orders[1])
    met = _met_between(first_keys.cte("walked", columns=("id",), materialized=True), found, lie)
    return page_of(rows, keys, [among(model.id, met)], orders[1], model.id, offset, limit)


def _met_between(firsts: Any, found: Any, lie: Keys) -> Any:
    """The keys walked past that are found: the index of words is not read for the years before and after them."""
    key = found.selected_columns[0]
    least, most = (Select((firsts,), (edge(firsts.c.id),)) for edge in (fn.MIN, fn.MAX))
    between = (key >= least, key <= most)
    if lie is Keys.NEAR:
        met: Any = Select((firsts,), (firsts.c.id,)).where(among(firsts.c.id, found.where(*between)))
    else:
        # Crossed in this order: what is found between them is many more than they, and read past one by one.
        met = found.join(firsts, JOIN.CROSS).where(*between, firsts.c.id == key)
    return met.with_cte(firsts)


def _is_among_several(precinct: int) -> Any:
    """The condition that the file keeps another precinct too."""
    others = (Precinct.id < precinct, Precinct.id > precinct)
    return reduce(or_, (fn.EXISTS(Precinct.select(Precinct.id).where(other)) for other in others))


def _of(number: Any) -> Any:
    return Select((), (number,)).bind(database.obj)

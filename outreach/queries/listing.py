"""What every list shares: pages with a total, names as one reads them, and rows gathered under a key."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple

from peewee import (
    SQL,
    Case,
    Column,
    Expression,
    Field,
    Function,
    NodeList,
    Ordering,
    Select,
    SqliteDatabase,
    WrappedNode,
    fn,
)

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import database
from outreach.records.turnout import KNOWN_OF_EACH, turnout
from outreach.values import frozen

_BETWEEN_NAMES = "\x1f"
"""The unit separator, which nobody types."""


@frozen
class Page[Item]:
    """Some rows of a list, and how many it has in all."""

    total: int
    rows: tuple[Item, ...]


class Linked(NamedTuple):
    """Another record by key and name."""

    id: int
    name: str


def full_name(given: str | None, family: str | None) -> str:
    """A person's name as one says it."""
    return f"{given or ''} {family or ''}".strip()


def ranked_name(rank: str | None, name: str | None) -> str:
    """An officer's name as one says it, rank first."""
    return f"{rank or ''} {name or ''}".strip()


def names_as_one(column: Any) -> Any:
    """The names in a column of some rows as one value, which :func:`names_of` reads."""
    joined = fn.GROUP_CONCAT if isinstance(database.obj, SqliteDatabase) else fn.STRING_AGG
    return joined(column, _BETWEEN_NAMES)


def names_of(joined: str | None) -> tuple[str, ...]:
    """The names that :func:`names_as_one` put into one value, in their order."""
    return tuple(sorted(joined.split(_BETWEEN_NAMES))) if joined else ()


def gathered(rows: Iterable[Sequence[Any]]) -> dict[Any, list[tuple[Any, ...]]]:
    """Rows under their first column, without it, in the order they came."""
    found: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *values in rows:
        found[key].append(tuple(values))
    return found


def ordered(columns: Mapping[str, Sequence[Any]], sort: str, descending: bool, last: Any) -> list[Any]:
    """The ORDER BY terms of a sort by name; unknown values come last, and ``last`` settles ties.

    Raises :class:`OutreachError` for a name the list cannot be sorted by.
    """
    if sort not in columns:
        raise OutreachError(
            say(
                "This list cannot be sorted by '{sort}': choose one of {columns}.",
                sort=sort,
                columns=", ".join(columns),
            )
        )
    terms = [_directed(term, descending, last.model) for term in columns[sort]]
    return [*terms, last.desc() if descending else last.asc()]


def _directed(term: Any, descending: bool, model: Any) -> Any:
    # A word about unknown values, where there are none, would keep an index from being read in its order.
    nulls = None if _always_known(term, model) else "LAST"
    return term.desc(nulls=nulls) if descending else term.asc(nulls=nulls)


def _always_known(term: Any, model: Any) -> bool:
    """Whether a term of the list's own table has a value in every row; what is joined to it may be missing."""
    if isinstance(term, Position):
        return True
    if isinstance(term, Function):
        return all(_always_known(argument, model) for argument in term.arguments or ())
    if isinstance(term, Column):
        return term.source is turnout and term.name in KNOWN_OF_EACH
    return isinstance(term, Field) and term.model is model and not term.null


def page_of(
    rows: Any,
    keys: Any,
    fits: Sequence[Any],
    order: Sequence[Any],
    key: Any,
    offset: int,
    limit: int,
    parts: Sequence[Any] = (),
) -> Any:
    """The rows of one page of a list, in one statement.

    ``keys`` selects the keys of all, ``rows`` what is shown of them. The page of those that fit is found by keys alone,
    which an index can answer; only what is on it is then read whole, with all that is joined to it.

    ``parts`` are selects of keys that together find all that fit, each in its own order: the page is then among the
    first keys of each, and no index has to be read to its end.
    """
    return rows.where(among(key, first_of(keys, fits, order, key, offset, limit, parts))).order_by(*order)


def first_of(
    keys: Any, fits: Sequence[Any], order: Sequence[Any], key: Any, offset: int, limit: int, parts: Sequence[Any] = ()
) -> Any:
    """The keys on a page of a list, as :func:`page_of` finds them."""
    if not parts:
        return keys.where(*fits).order_by(*order).offset(offset).limit(limit)
    if len(parts) == 1:
        return parts[0].offset(offset).limit(limit)
    if any(_joined(term.node, key.model) for term in order):
        fits = [among(key, _one_after_the_other([part.limit(offset + limit) for part in parts], ("id",)))]
        return keys.where(*fits).order_by(*order).offset(offset).limit(limit)
    # What they are sorted by comes with them, so that none has to be looked up to sort them all.
    told = {f"by_{at}": term for at, term in enumerate(order)}
    columns = [term.node.alias(name) for name, term in told.items()]
    firsts = _one_after_the_other([part.select_extend(*columns).limit(offset + limit) for part in parts], ("id", *told))
    whole = firsts.alias("firsts")
    again = [Ordering(getattr(whole.c, name), term.direction, nulls=term.nulls) for name, term in told.items()]
    return Select((whole,), (whole.c.id,)).order_by(*again).offset(offset).limit(limit)


def _one_after_the_other(parts: Sequence[Any], names: Sequence[str]) -> Any:
    selects: list[Any] = [Select((part,), [getattr(part.c, name) for name in names]) for part in parts]
    return reduce(lambda ones, others: ones.union_all(others), selects)


def _joined(term: Any, model: Any) -> bool:
    """Whether a term of a sort is of a table that is joined to the list's own."""
    if isinstance(term, Function):
        return any(_joined(argument, model) for argument in term.arguments or ())
    return isinstance(term, Field) and term.model is not model


def among(key: Any, found: Any) -> Any:
    """The condition that a key is among those of a select.

    As ``in_``, which puts a select together twice, to see whether it is an empty list, and one within it four times.
    """
    return NodeList((key, SQL("IN"), found))


def name_by_name(joined: Any, terms: Sequence[Any], names: int, descending: bool, last: Any) -> Any:
    """A part of a list: its rows joined to the names they are sorted by, read off the index of the names.

    The first ``names`` of the terms are of the joined table, its key the last of them; none of them is unknown here.
    """
    walked = [term.desc() if descending else term.asc() for term in terms[:names]]
    rest = [_directed(term, descending, last.model) for term in terms[names:]]
    return joined.order_by(*walked, *rest, last.desc() if descending else last.asc())


def unindexed(column: Any) -> Any:
    """A number that no index is to be asked for: rows are found otherwise, by words or from another table.

    A file of one precinct has the same number in every row, which SQLite cannot know: unless told, it would rather
    read an index of all of them than look up the few that were found.
    """
    return column + 0 if isinstance(database.obj, SqliteDatabase) else column


class Position(WrappedNode):
    """A place in an order, by the words of the statement alone, so that an index may have it: it is never unknown."""

    def __sql__(self, ctx: Any) -> Any:
        return ctx.sql(self.node)


def position_of(column: Any, words: Iterable[str]) -> Position:
    """The place of a column's word in an enumeration of ours, to sort by."""
    return Position(Case(column, [(SQL(f"'{word}'"), SQL(str(place))) for place, word in enumerate(words)], SQL("99")))


def counting(query: Any) -> Any:
    """A query of the number of rows that another has."""
    return Select((query.alias("counted"),), (fn.COUNT(SQL("1")),)).bind(database.obj)


def added(*numbers: Any) -> Any:
    """A query of the sum of queries of one number each."""
    return Select((), (reduce(lambda sum, more: Expression(sum, "+", more), numbers),)).bind(database.obj)


def count_of(query: Any) -> int:
    """How many rows a query has."""
    return int(query.count())

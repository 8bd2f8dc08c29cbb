"""What every list shares: pages with a total, names as one reads them, and rows gathered under a key."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from peewee import Case

from outreach.errors import OutreachError


@dataclass(frozen=True, slots=True)
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
        raise OutreachError(f"This list cannot be sorted by '{sort}': choose one of {', '.join(columns)}.")
    terms = [term.desc(nulls="LAST") if descending else term.asc(nulls="LAST") for term in columns[sort]]
    return [*terms, last.desc() if descending else last.asc()]


def position_of(column: Any, words: Iterable[str]) -> Any:
    """The place of a column's word in an enumeration, to sort by."""
    return Case(column, [(str(word), place) for place, word in enumerate(words)], 99)


def count_of(query: Any) -> int:
    """How many rows a query has."""
    return int(query.count())

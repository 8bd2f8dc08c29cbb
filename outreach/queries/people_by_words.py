"""People of a file by words, as far as a list needs them: how many there are, and the first of them.

They are read by their keys in the index of words (:mod:`~outreach.records.people_keys`), and not looked at: ``keys``
tells between which of them, each the first and the last of a strip. Without a ``text`` the words are told later, as
:func:`~outreach.records.search.matching` says.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from peewee import SQL, Case, Expression, Select, fn

from outreach.queries.listing import among, counting, unindexed
from outreach.records.base import database
from outreach.records.people import Person
from outreach.records.people_keys import OWN, letters_of, precinct_of
from outreach.records.search import keys_in_file

_MANY = 128
"""Of so many more than are wanted whose names begin alike, the first are sooner met in the list by name than looked up
and sorted."""

type Keys = Iterable[tuple[int, int]]


def counting_people(keys: Keys, text: str) -> Any:
    """A query of the number of people who have the words.

    The others, who are few, are taken off all: to compare every key takes as long again as half of the counting.
    """
    found = keys_in_file(Person, text)
    key, counted = found.selected_columns[0], found.columns(fn.COUNT(SQL("1")))
    strips = list(keys)
    befores = [-1, *(last for _, last in strips)]
    afters = [*(first for first, _ in strips), None]
    number = counted
    for before, after in zip(befores, afters, strict=True):
        beside = counted.where(key > before, *([] if after is None else [key < after]))
        number = Expression(number, "-", beside)
    return Select((), (number,)).bind(database.obj)


def some_people(keys: Keys, most: int, text: str | None = None, *, exactly: bool = False) -> Any:
    """A select of people who have the words, of each strip the first so many by their keys; ``exactly``: who have the
    very words in their names."""
    found = keys_in_file(Person, text, whole_words=exactly, titles_only=exactly)
    key = found.selected_columns[0]
    return _put_together([_own(found.where(key >= first, key <= last), most) for first, last in keys])


def first_people(
    keys: Keys,
    first: int,
    text: str | None = None,
    *,
    whole_words: bool = False,
    titles_only: bool = False,
    most: int = -1,
) -> Any:
    """A select of people who have the words, among whom the ``first`` so many by name are.

    ``most``: of those whose names begin alike, where they are many, no more than so many are considered; -1: all.
    """
    found = keys_in_file(Person, text, whole_words=whole_words, titles_only=titles_only)
    return _put_together([_firsts(found, strip, max(1, first), most) for strip in keys])


def last_people(keys: Keys, first: int, text: str | None = None) -> Any:
    """As :func:`first_people`, by name backwards."""
    found = keys_in_file(Person, text)
    key = found.selected_columns[0]
    strips = []
    for least, last in keys:
        nth = found.where(key >= least, key <= last).order_by(key.desc()).limit(1).offset(max(1, first) - 1)
        strips.append(_own(found.where(key >= fn.COALESCE(nth.columns(_beginning(key)), least), key <= last)))
    return _put_together(strips)


def _firsts(found: Any, strip: tuple[int, int], first: int, most: int) -> Any:
    """Those up to the first so many, with all whose names begin like that of the last of them: of these the index knows
    no order. Where they are many, the first of them are met in the list by name."""
    key, (least, last) = found.selected_columns[0], strip
    nth = found.where(key >= least, key <= last).order_by(key).limit(1).offset(first - 1)
    edge = _told("edge", fn.COALESCE(nth, last))
    begin, end = (Select((edge,), (part,)) for part in (_beginning(edge.c.told), edge.c.told.bin_or(OWN)))
    alike = found.where(key >= begin, key <= end)
    enough = first + _MANY
    many = _told("many", counting(alike.limit(enough)) >= enough)
    before = Case(None, ((many.c.told, _beginning(edge.c.told) - 1),), edge.c.told.bin_or(OWN))
    looked_up = _own(found.where(key >= least, key <= Select((edge, many), (before,))))
    names = [fn.LOWER(Person.family_name), fn.LOWER(Person.given_name), Person.id]
    met: Any = Person.select(Person.id).where(
        Person.precinct == precinct_of(least),
        names[0] >= Select((edge,), (letters_of(edge.c.told),)),
        among(unindexed(Person.id), _own(alike, most)),
    )
    met = met.order_by(*names).limit(Select((many,), (Case(None, ((many.c.told, first),), 0),)))
    both = _put_together([looked_up, met])
    return Select((both,), (both.c.id,)).with_cte(edge, many)


def _told(name: str, value: Any) -> Any:
    """A value that is found once, as a table of one row."""
    return Select((), (value,)).cte(name, columns=("told",), materialized=True)


def _beginning(key: Any) -> Any:
    """The least key of those whose names begin like that of one."""
    return key - key.bin_and(OWN)


def _own(found: Any, most: int = -1) -> Any:
    """The people's own keys, no more than so many; -1: all."""
    return found.columns(found.selected_columns[0].bin_and(OWN).alias("id")).limit(most)


def _put_together(strips: Sequence[Any]) -> Any:
    if len(strips) == 1:
        return strips[0]
    selects: list[Any] = [Select((strip,), (strip.c.id,)) for strip in strips]
    return reduce(lambda ones, others: ones.union_all(others), selects)

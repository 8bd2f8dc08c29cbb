"""What every action refuses, each with one plain sentence."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from peewee import PostgresqlDatabase

from outreach.actions.refusals import label, table_words
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import EARLIEST_DATE, LATEST_DATE, Record, Row, database, portions
from outreach.records.marks import Marks
from outreach.records.people import Person

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_KEYS_PER_STATEMENT = 30_000
_MOST_COUNTED = 1_000_000


def plain_values(details: "DataclassInstance") -> Row:
    """The fields of some details by name, texts without spaces around them and composed (Unicode NFC)."""
    told = ((name, getattr(details, name)) for name in _names(type(details)))
    return {name: plain(value) if isinstance(value, str) else value for name, value in told}


@cache
def _names(kind: type["DataclassInstance"]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def plain(text: str) -> str:
    """A text without spaces around it, its accents composed (Unicode NFC), so that equal names are equal."""
    stripped = text.strip()
    return stripped if stripped.isascii() else unicodedata.normalize("NFC", stripped)


def word_of[Words: StrEnum](words: type[Words], value: str, what: str) -> Words:
    """One of the words of an enumeration. Raises :class:`OutreachError` when it is none of them."""
    try:
        return words(value)
    except ValueError:
        listed = ", ".join(words)
        raise OutreachError(
            say(
                "{what} '{value}' is not known, so nothing was written: use one of {listed}.",
                what=what,
                value=value,
                listed=listed,
            )
        ) from None


def sensible_day(day: date, what: str) -> date:
    """A date in the years 1900 to 2199. Raises :class:`OutreachError` for any other."""
    if not EARLIEST_DATE <= day.isoformat() < LATEST_DATE:
        raise OutreachError(
            say(
                "{what} {day} cannot be right, so nothing was written: check the year.",
                what=what,
                day=day,
            )
        )
    return day


def not_earlier(later: date, what: str, earlier: date, than: str) -> date:
    """A date that does not lie before another. Raises :class:`OutreachError` when it does."""
    if later < earlier:
        raise OutreachError(
            say(
                "{what} {later} lies before {than} {earlier}, so nothing was written: correct one of the dates.",
                what=what,
                later=later,
                than=than,
                earlier=earlier,
            )
        )
    return later


def refuse_taken(
    model: type[Record], precinct: int, names: Iterable[str], *, column: str = "name", own: int | None = None
) -> None:
    """Raise :class:`OutreachError` when a name is given twice, or a record other than ``own`` bears it.

    Names that differ in capitals alone are the same. One statement, whatever the number of names.
    """
    taken = TakenNames(model, precinct, column=column, own=own)
    for name in names:
        taken.take(name)


class TakenNames:
    """The names that the records of a kind bear in a precinct, for :func:`refuse_taken` where they are told bit by bit;
    so many are told apart by their hash."""

    def __init__(self, model: type[Record], precinct: int, *, column: str = "name", own: int | None = None) -> None:
        self._model, self._column, self._taken = model, column, Marks()
        field: Any = model._meta.fields[column]
        kept: Any = model.select(model.id, field).where(model._meta.fields["precinct"] == precinct).tuples()
        for key, name in kept.iterator():
            if key != own:
                self._taken.setdefault(name.casefold(), 0)

    def take(self, name: str) -> None:
        """Take a name from now on. Raises :class:`OutreachError` when it was taken before."""
        number = 1 + len(self._taken)
        if self._taken.setdefault(name.casefold(), number) < number:
            article = "an" if table_words(self._model)[0] in "aeiou" else "a"
            raise OutreachError(
                say(
                    "There is already {article} {model} with the {column} '{name}', so nothing was written: use "
                    "that one, or choose another.",
                    article=article,
                    model=label(self._model),
                    column=say(self._column),
                    name=name,
                )
            )


def must_belong(model: type[Record], keys: Iterable[int | None], precinct: int) -> None:
    """See that all the keys (None aside) are records of one precinct; a statement for every 30,000 of them.

    Raises :class:`OutreachError` when one is not kept, is another precinct's, or is a person who was merged into
    another: what is recorded of the entry that is gone would be seen nowhere. Nobody merges them until the change ends.
    """
    listed = ' AND "merged_into_id" IS NULL' if model is Person else ""
    if listed and isinstance(database.obj, PostgresqlDatabase):
        listed += ' ORDER BY "id" FOR SHARE'
    missing = {key for key in keys if key is not None}
    mark = database.param
    for batch in portions(tuple(missing), _KEYS_PER_STATEMENT):
        # Not by the library, which makes an object for every key.
        kept = (
            f'SELECT "id" FROM "{model._meta.table_name}" WHERE "precinct_id" = {mark} '
            f'AND "id" IN ({", ".join([mark] * len(batch))}){listed}'
        )
        missing -= {key for (key,) in database.execute_sql(kept, (precinct, *batch)).fetchall()}
    if missing:
        if listed:
            refuse_merged(Person.get_or_none(Person.precinct == precinct, Person.id == min(missing)))
        raise OutreachError(
            say(
                "This {model} is not one of this precinct, so nothing was written: choose one from the list.",
                model=label(model),
            )
        )


def refuse_merged(person: Person | None) -> None:
    """Raise :class:`OutreachError` when a person's entry was merged into another."""
    if person is not None and person.merged_into_id is not None:
        name = f"{person.given_name} {person.family_name}".strip()
        raise OutreachError(
            say(
                "This entry for {name} was merged into another, so it was not changed: open the kept entry instead.",
                name=name,
            )
        )


def refuse_repeats(values: Iterable[object], told: Callable[[object], str]) -> None:
    """Raise :class:`OutreachError` when a value occurs twice; ``told`` says so of it."""
    seen: set[object] = set()
    for value in values:
        if value in seen:
            raise OutreachError(told(value))
        seen.add(value)


def countable(count: int | None, what: str) -> int | None:
    """A number of people or things, or None where nobody counted.

    Raises :class:`OutreachError` when it is below zero, or more than a million: a slip of the keyboard.
    """
    if count is not None and count < 0:
        raise OutreachError(
            say(
                "{what} is {count}, below zero, so nothing was written: correct it or leave it empty.",
                what=what,
                count=count,
            )
        )
    if count is not None and count > _MOST_COUNTED:
        raise OutreachError(
            say("{what} is {count:,}, over a million, so nothing was written: correct it.", what=what, count=count)
        )
    return count

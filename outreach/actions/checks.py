"""What every action refuses, each with one plain sentence."""

import unicodedata
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import batched
from typing import TYPE_CHECKING, Any

from outreach.actions.refusals import label
from outreach.errors import OutreachError
from outreach.records.base import EARLIEST_DATE, LATEST_DATE, Record, Row

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
        raise OutreachError(f"{what} '{value}' is not known, so nothing was written: use one of {listed}.") from None


def sensible_day(day: date, what: str) -> date:
    """A date in the years 1900 to 2199. Raises :class:`OutreachError` for any other."""
    if not EARLIEST_DATE <= day.isoformat() < LATEST_DATE:
        raise OutreachError(f"{what} {day.isoformat()} cannot be right, so nothing was written: check the year.")
    return day


def not_earlier(later: date, what: str, earlier: date, than: str) -> date:
    """A date that does not lie before another. Raises :class:`OutreachError` when it does."""
    if later < earlier:
        raise OutreachError(
            f"{what} {later.isoformat()} lies before {than} {earlier.isoformat()}, so nothing was written: "
            "correct one of the dates."
        )
    return later


def refuse_taken(
    model: type[Record], precinct: int, names: Iterable[str], *, column: str = "name", own: int | None = None
) -> None:
    """Raise :class:`OutreachError` when a name is given twice, or a record other than ``own`` bears it.

    Names that differ in capitals alone are the same. One statement, whatever the number of names.
    """
    field: Any = model._meta.fields[column]
    kept: Any = model.select(model.id, field).where(model._meta.fields["precinct"] == precinct).tuples()
    taken = {name.casefold() for key, name in kept if key != own}
    for name in names:
        if name.casefold() in taken:
            article = "an" if label(model)[0] in "aeiou" else "a"
            raise OutreachError(
                f"There is already {article} {label(model)} with the {column} '{name}', so nothing was written: "
                "use that one, or choose another."
            )
        taken.add(name.casefold())


def must_belong(model: type[Record], keys: Iterable[int | None], precinct: int) -> None:
    """See that all the keys (None aside) are records of one precinct; a statement for every 30,000 of them.

    Raises :class:`OutreachError` when one is not kept, or is another precinct's.
    """
    missing = {key for key in keys if key is not None}
    own = model._meta.fields["precinct"] == precinct
    for batch in batched(sorted(missing), _KEYS_PER_STATEMENT):
        kept: Any = model.select(model.id).where(own, model.id.in_(batch))
        missing -= {key for (key,) in kept.tuples()}
    if missing:
        raise OutreachError(
            f"This {label(model)} is not one of this precinct, so nothing was written: choose one from the list."
        )


def refuse_repeats(values: Iterable[object], sentence: str) -> None:
    """Raise :class:`OutreachError` when a value occurs twice; ``{}`` in the sentence stands for it."""
    seen: set[object] = set()
    for value in values:
        if value in seen:
            raise OutreachError(sentence.format(value))
        seen.add(value)


def countable(count: int | None, what: str) -> int | None:
    """A number of people or things, or None where nobody counted.

    Raises :class:`OutreachError` when it is below zero, or more than a million: a slip of the keyboard.
    """
    if count is not None and count < 0:
        raise OutreachError(f"{what} is {count}, below zero, so nothing was written: correct it or leave it empty.")
    if count is not None and count > _MOST_COUNTED:
        raise OutreachError(f"{what} is {count:,}, over a million, so nothing was written: correct it.")
    return count

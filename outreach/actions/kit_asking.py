"""What a change made in a field kit asks before it is done here: which version of a field, whether two records are one,
and whether a removal stands."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from outreach.actions.refusals import label
from outreach.languages.spoken import say
from outreach.records.base import Record
from outreach.records.events import Event
from outreach.records.people import Person

type Question = FieldQuestion | SameQuestion | RemovalQuestion
type Asked = tuple[str, int, str]
"""What a question is about: a table, the key in the kit, and a column ("" for the whole record)."""


class Keep(StrEnum):
    """An answer: what is here, what the kit says, or (of two counts) both together."""

    HERE = "here"
    KIT = "kit"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class FieldQuestion:
    """A field was changed here and in the kit. Both values are as JSON holds them; two counts may be added up.

    ``refers`` is the table whose record the values name; empty where they name none. A ``confidential`` record is shown
    to nobody who may not read such.
    """

    about: Asked
    record: str
    here: Any
    kit: Any
    may_add: bool
    refers: str = ""
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class SameQuestion:
    """A record made in the kit may be one of these here: their keys and what tells them. The answer is a key, or 0."""

    about: Asked
    record: str
    candidates: tuple[tuple[int, str], ...]
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class RemovalQuestion:
    """The kit removed a record that was changed here."""

    about: Asked
    record: str
    confidential: bool = False


class UnfittedError(Exception):
    """The change cannot be done as it is: it waits, for the answers to questions or for another change."""

    def __init__(self, reason: str, questions: tuple[Question, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.questions = questions


def at_odds(model: type[Record]) -> UnfittedError:
    """The fault of a change that does not fit, whatever is answered."""
    return UnfittedError(
        say(
            "This {model} does not go together with what was recorded here meanwhile: leave it out, and "
            "record it by hand.",
            model=label(model),
        )
    )


def is_confidential(record: Any) -> bool:
    """Whether a record may be shown only to those who may read confidential ones."""
    return bool(getattr(record, "confidential", False))


_TOLD_BY: tuple[str, ...] = ("title", "words", "name", "name_as_signed", "group_name", "file_name")


def described(record: Any) -> str:
    """What tells a person which record is meant."""
    if isinstance(record, Person):
        where = ", ".join(part for part in (record.address, record.phone, record.email) if part)
        return f"{record.given_name} {record.family_name}".strip() + (f" ({where})" if where else "")
    if isinstance(record, Event):
        return f"{record.title}, {record.date}"
    told = next((value for name in _TOLD_BY if (value := getattr(record, name, ""))), "")
    return f"{label(type(record))} ‘{told}’" if told else label(type(record))

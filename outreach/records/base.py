"""What every record has in common, and the one open database they all live in."""

import uuid
from collections.abc import Collection, Iterator
from enum import StrEnum
from functools import cache
from itertools import batched
from typing import TYPE_CHECKING, Any, Self

import uuid_utils
from peewee import (
    SQL,
    AutoField,
    BooleanField,
    Check,
    DatabaseProxy,
    Field,
    ForeignKeyField,
    IntegerField,
    Model,
    NodeList,
    TextField,
    UUIDField,
)
from uuid_utils.compat import uuid7

database = DatabaseProxy()
"""The open database: the only global state of the program. :mod:`outreach.records.database` sets it."""

type Constraint = SQL | NodeList
"""A rule that the database itself keeps."""

EARLIEST_DATE = "1900-01-01"
LATEST_DATE = "2200-01-01"
_COUNTED_ON = 16**3


class _Inherited(Field):
    """A field that fifty tables take over from the one they are made of.

    The library copies it for each of them, down to what it consists of: in ten times the time, for fields that consist
    of plain values.
    """

    def __deepcopy__(self, _memo: object) -> Self:
        return self.clone()


class _Key(_Inherited, AutoField):
    pass


class VersionField(_Inherited, IntegerField):
    """How often a row was written."""


class _Uid(_Inherited, UUIDField):
    pass


_WHOLE = frozenset({int, type(None)})
TAKEN_AS_THEY_ARE: dict[type[Field], frozenset[type]] = {
    TextField: frozenset({str, type(None)}),
    IntegerField: _WHOLE,
    VersionField: _WHOLE,
    ForeignKeyField: _WHOLE,
    _Key: _WHOLE,
    BooleanField: frozenset({bool, type(None)}),
}
"""Values that a kind of column takes, and gives, as they are. To ask the column for each of many takes longer than the
database does."""


class Table(Model):
    """A table of the open database."""

    if TYPE_CHECKING:
        # The keys (``precinct_id``) and the back references (``attendance``) are made while the program runs.
        def __getattr__(self, name: str) -> Any: ...

    class Meta:
        database = database
        legacy_table_names = False


class Record(Table):
    """A row with an integer key."""

    id: "AutoField[int]" = _Key()


class VersionedRecord(Record):
    """A row that every update checks and raises the version of, so that nobody overwrites a colleague unseen."""

    version: "IntegerField[int]" = VersionField(default=1)


def new_uid() -> uuid.UUID:
    """A time-ordered identifier (UUID version 7, RFC 9562) that names a record outside its database."""
    return uuid7()


class NewUids(list[str]):
    """Identifiers as texts."""

    __slots__ = ("bare",)

    def __init__(self) -> None:
        super().__init__()
        self.bare: list[str] = []
        """The same without dashes, as a database takes them."""


def new_uids(count: int) -> NewUids:
    """So many of them, in a tenth of the time: their last digits count on from one that is made (RFC 9562, section
    6.2), which also takes less room where many are told of."""
    uids = NewUids()
    for first in range(0, count, _COUNTED_ON):
        head = str(uuid_utils.uuid7())[:-3]
        last = _last_digits()[: count - first]
        uids += map(head.__add__, last)
        uids.bare += map(head.replace("-", "").__add__, last)
    return uids


@cache
def _last_digits() -> tuple[str, ...]:
    return tuple(f"{number:03x}" for number in range(_COUNTED_ON))


def portions[Item](some: Collection[Item], most: int) -> Iterator[tuple[Item, ...]]:
    """Some things, at most so many at a time.

    The language's own way makes room for as many beforehand: for tens of thousands that takes longer than a statement
    about the one that there mostly is.
    """
    return batched(some, max(1, min(most, len(some))))


class MainRecord(VersionedRecord):
    """A row that files and field kits can name."""

    uid: "UUIDField[uuid.UUID]" = _Uid(unique=True, default=new_uid)


def one_of(column: str, words: type[StrEnum]) -> Constraint:
    """A constraint that a column holds one of the words of an enumeration."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return Check(f'"{column}" IN ({listed})')


def sensible_date(column: str) -> Constraint:
    """A constraint that a date lies in the years 1900 to 2199: a slip such as 20191 never gets in."""
    return Check(f"\"{column}\" >= '{EARLIEST_DATE}' AND \"{column}\" < '{LATEST_DATE}'")


def not_before(later: str, earlier: str) -> Constraint:
    """A constraint that one date, where known, does not lie before another."""
    return Check(f'"{later}" IS NULL OR "{later}" >= "{earlier}"')


def not_blank(column: str) -> Constraint:
    """A constraint that a text is more than spaces."""
    return Check(f"trim(\"{column}\") <> ''")


def at_least(column: str, least: int) -> Constraint:
    """A constraint that a number, where known, is not below a bound."""
    return Check(f'"{column}" >= {least}')


def within_a_year(column: str) -> Constraint:
    """A constraint that a number of days, in either direction, is not above 366."""
    return Check(f'"{column}" BETWEEN -366 AND 366')


type Row = dict[str, Any]
"""Column names and values of one row."""

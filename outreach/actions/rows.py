"""Rows as JSON can hold them, and many rows read, written or removed by few statements."""

import base64
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache, partial
from itertools import batched, chain
from typing import Any, NamedTuple
from uuid import UUID

from peewee import (
    BlobField,
    Case,
    DateField,
    DateTimeField,
    Field,
    PostgresqlDatabase,
    SqliteDatabase,
    TimeField,
    UUIDField,
)

from outreach.queries.rows import blank, put_together_once, records_of
from outreach.records.alike import Alike, all_alike
from outreach.records.base import (
    TAKEN_AS_THEY_ARE,
    NewUids,
    Record,
    Row,
    VersionedRecord,
    database,
    new_uid,
    new_uids,
    portions,
)

_VARIABLES_PER_STATEMENT = 30_000
"""Below the limits of SQLite (32,766) and PostgreSQL (65,535)."""
_ROWS_PER_UPDATE = 250
"""An update of many rows chooses among their values one by one, so its cost grows with the square of this."""

_AS_THEY_ARE = frozenset({str, int, bool, float, type(None)})

SECRET_COLUMNS = frozenset({"secret_hash"})
"""Told by their digest alone."""


def image(record: Record, *, whole: bool = False) -> Row:
    """A row as JSON can hold it, by column name. Unless ``whole``, without its version and file contents by digest."""
    columns = {field.column_name: record.__data__.get(name) for name, field in record._meta.fields.items()}
    if not whole:
        columns.pop("version", None)
    return {column: _told(column, value, whole=whole) for column, value in columns.items()}


def stored(value: Any, *, whole: bool = False) -> Any:
    """A value as JSON can hold it; contents of files by their digest, unless ``whole``."""
    if type(value) in _AS_THEY_ARE:
        return value
    match value:
        case bytes() | memoryview():
            content = bytes(value)
            if whole:
                return {"base64": base64.b64encode(content).decode()}
            return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        case datetime() | date() | time():
            return value.isoformat()
        case UUID():
            return str(value)
        case _:
            return value.value if isinstance(value, Enum) else value


def restored(model: type[Record], columns: Row) -> Row:
    """The values of a whole image, by the names of their fields: what :func:`stored` was given."""
    fields = model._meta.columns
    return {fields[column].name: _value(fields[column], value) for column, value in columns.items()}


def _value(field: Field, value: Any) -> Any:
    if value is None:
        return None
    match field:
        case DateTimeField():
            return datetime.fromisoformat(value)
        case DateField():
            return date.fromisoformat(value)
        case TimeField():
            return time.fromisoformat(value)
        case UUIDField():
            return UUID(value)
        case BlobField():
            return base64.b64decode(value["base64"])
        case _:
            return value


def set_values(record: Record, values: Row) -> tuple[Row, Row]:
    """Set the values of a record; returns the columns that differ, as they were (whole) and as they are."""
    held, before = dict(record.__data__), image(record)
    for name, value in values.items():
        setattr(record, name, value)
    after = {column: value for column, value in image(record).items() if value != before[column]}
    names = {column: record._meta.columns[column].name for column in after}
    return {column: _told(column, held.get(name), whole=True) for column, name in names.items()}, after


def _told(column: str, value: Any, *, whole: bool) -> Any:
    if column in SECRET_COLUMNS:
        return stored(value.encode())
    return stored(value, whole=whole)


@dataclass(frozen=True, slots=True)
class Written:
    """Rows that one statement inserted: their keys, and their values as JSON can hold them, by column."""

    keys: Sequence[int]
    images: dict[str, Sequence[Any]]


class _Filling(NamedTuple):
    """The columns that a statement fills: how to make the values of the first ones for so many rows, and the names by
    which the trail tells of them; None: it does not."""

    fields: tuple[Field, ...]
    makers: tuple[Callable[[int], Sequence[Any]], ...]
    told: tuple[str | None, ...]


def insert_rows(model: type[Record], rows: Iterable[Row]) -> Iterator[Written]:
    """Insert rows of the same fields, some thousands at a time; what a row leaves out gets its default, and a main
    record a new identifier."""
    left = iter(rows)
    first = next(left, None)
    if first is None:
        return
    names = tuple(first)
    second = next(left, None)
    if second is None and "id" not in first:
        yield _insert_one(model, first)
        return
    left = chain(() if second is None else (second,), left)
    for batch in batched(chain((first,), left), _most_rows(len(_filling(model, names).fields))):
        yield from insert_columns(model, {name: [row[name] for row in batch] for name in names})


def _insert_one(model: type[Record], row: Row) -> Written:
    """Insert one row that tells no key, as most actions do: by itself it takes half the time."""
    filling = _filling(model, tuple(row))
    made = [make(1) for make in filling.makers]
    of_made = [_as_json_holds(values) for values in made]
    taken = [_as_columns_take(*one)[0] for one in zip(filling.fields, made, of_made, strict=False)]
    told = [values[0] for values in of_made]
    for field, value in zip(filling.fields[len(made) :], row.values(), strict=True):
        image = stored(value)
        as_it_is = type(value) in TAKEN_AS_THEY_ARE.get(type(field), ())
        taken.append(value if as_it_is else _as_columns_take(field, (value,), (image,))[0])
        told.append(image)
    in_file = isinstance(database.obj, SqliteDatabase)
    inserted = database.execute_sql(_statement_of_one(model, filling.fields, database.param, in_file), taken)
    key = inserted.lastrowid if in_file else inserted.fetchone()[0]
    shown = {name: (image,) for name, image in zip(filling.told, told, strict=True) if name is not None}
    return Written((key,), {"id": (key,), **shown})


@cache
def _statement_of_one(model: type[Record], fields: tuple[Field, ...], mark: str, in_file: bool) -> str:
    names = ", ".join(f'"{field.column_name}"' for field in fields)
    statement = f'INSERT INTO "{model._meta.table_name}" ({names}) VALUES ({", ".join([mark] * len(fields))})'
    return statement if in_file else f'{statement} RETURNING "id"'


def insert_record(record: Record) -> None:
    """Insert one record, which gets its key."""
    row = {name: value for name, value in record.__data__.items() if name != "id" or value is not None}
    (written,) = insert_rows(type(record), [row])
    record.id = written.keys[0]


def insert_columns(model: type[Record], columns: Mapping[str, Sequence[Any]]) -> Iterator[Written]:
    """The like of :func:`insert_rows` for rows that are told column by column.

    The statement is put together here, and values are looked at column by column: the library's own way walks a tree
    of objects for every value, and takes many times as long.
    """
    filling = _filling(model, tuple(columns))
    for batch in _batches_of(filling, columns):
        rows = len(batch[0])
        held: list[Sequence[Any]] = [make(rows) for make in filling.makers]
        held += batch
        images = list(map(_as_json_holds, held))
        taken = [_as_columns_take(*one) for one in zip(filling.fields, held, images, strict=True)]
        keys = _inserted(model, filling.fields, taken)
        shown = {name: image for name, image in zip(filling.told, images, strict=True) if name is not None}
        yield Written(keys, {"id": keys, **shown})


def _inserted(model: type[Record], fields: Sequence[Field], columns: Sequence[Sequence[Any]]) -> Sequence[int]:
    """Insert rows by one statement; returns their keys.

    A file is given once what is the same in all rows, and is not asked for every key: nobody else writes meanwhile, so
    that they count on (AUTOINCREMENT) to the last one.
    """
    table, rows = model._meta.table_name, len(columns[0])
    names = ", ".join(f'"{field.column_name}"' for field in fields)
    in_file = isinstance(database.obj, SqliteDatabase)
    differ = [at for at, values in enumerate(columns) if not (in_file and rows > 1 and all_alike(values))] or [0]
    alike = [at for at in range(len(fields)) if at not in differ]
    values: list[Any] = [None] * (rows * len(differ))
    for place, at in enumerate(differ):
        values[place :: len(differ)] = columns[at]
    listed = ", ".join([f"({', '.join([database.param] * len(differ))})"] * rows)
    if not alike:
        source = f"VALUES {listed}"
    else:
        said = {at: f"?{number}" for number, at in enumerate(alike, start=1)}
        said |= {at: f"column{number}" for number, at in enumerate(differ, start=1)}
        source = f"SELECT {', '.join(said[at] for at in range(len(fields)))} FROM (VALUES {listed})"
        values[:0] = [columns[at][0] for at in alike]
    statement = f'INSERT INTO "{table}" ({names}) {source}'
    given = next((held for field, held in zip(fields, columns, strict=True) if field.name == "id"), None)
    if given is None and not in_file:
        return [key for (key,) in database.execute_sql(f'{statement} RETURNING "id"', values).fetchall()]
    inserted = database.execute_sql(statement, values)
    return given if given is not None else range(inserted.lastrowid - rows + 1, inserted.lastrowid + 1)


def _batches_of(filling: _Filling, columns: Mapping[str, Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    """The values of the columns, so many rows at a time as one statement inserts."""
    rows = len(next(iter(columns.values())))
    # Whether all in a column is alike is asked where it matters.
    if rows <= (most := _most_rows(len(filling.fields))) or rows <= (most := _most_rows(_bound(filling, columns))):
        yield list(columns.values())
        return
    for start in range(0, rows, most):
        yield [values[start : start + most] for values in columns.values()]


def _bound(filling: _Filling, columns: Mapping[str, Sequence[Any]]) -> int:
    """Of how many columns a statement binds a value for each row: a file is given once what is the same in all."""
    if not isinstance(database.obj, SqliteDatabase):
        return len(filling.fields)
    return filling.makers.count(new_uids) + sum(not all_alike(values) for values in columns.values())


def _most_rows(columns: int) -> int:
    """How many rows one statement inserts that binds the values of so many columns."""
    return max(1, _VARIABLES_PER_STATEMENT // max(1, columns))


@cache
def _filling(model: type[Record], names: tuple[str, ...]) -> _Filling:
    """The columns of rows that tell these fields, first those that they leave out and that have a default."""
    left_out = [field for field in model._meta.sorted_fields if field.default is not None and field.name not in names]
    makers = [new_uids if field.default is new_uid else partial(_same, field.default) for field in left_out]
    fields = (*left_out, *(model._meta.combined[name] for name in names))
    told = [None if field.name in ("version", "id") else field.column_name for field in fields]
    return _Filling(fields, tuple(makers), tuple(told))


def _same(value: Any, times: int) -> Sequence[Any]:
    return Alike(value, times)


def _as_columns_take(field: Field, values: Sequence[Any], images: Sequence[Any]) -> Sequence[Any]:
    """The values of a column, and what JSON holds of them, as the database takes them."""
    if isinstance(values, Alike):
        return Alike(_as_columns_take(field, [values.value], [images[0]])[0], len(values))
    if isinstance(values, NewUids):
        return values.bare
    kinds = set(map(type, values))
    if kinds <= TAKEN_AS_THEY_ARE.get(type(field), frozenset()):
        return values
    if type(field) in (DateField, TimeField) and isinstance(database.obj, SqliteDatabase):
        return images  # a file keeps days and times as they are told
    return [field.db_value(value) for value in values]


def _as_json_holds(values: Sequence[Any]) -> Sequence[Any]:
    if isinstance(values, Alike):
        return Alike(stored(values.value), len(values))
    if set(map(type, values)) <= _AS_THEY_ARE:
        return values
    return [stored(value) for value in values]


def by_column(images: Sequence[Row]) -> dict[str, list[Any]]:
    """The values of rows of the same columns, column by column."""
    return {name: [image[name] for image in images] for name in images[0]}


def held_records(model: type[Record], keys: Collection[int]) -> Iterator[Any]:
    """The records with these keys that there are, kept from other writers until the transaction ends."""
    if len(keys) == 1:
        (one,), (key,) = _one_held(model), keys
        yield from records_of(one.filled({"key": key}))
        return
    for batch in portions(keys, _VARIABLES_PER_STATEMENT):
        yield from kept_from_others(model.select().where(model.id.in_(batch)))


@put_together_once
def _one_held(model: type[Record]) -> tuple[Any]:
    return (kept_from_others(model.select().where(model.id == blank("key"))),)


def kept_from_others(records: Any) -> Any:
    """A query of records that nobody else writes until the transaction ends."""
    # SQLite has one writer, and a transaction of ours takes that place at once.
    return records.for_update() if isinstance(database.obj, PostgresqlDatabase) else records


def update_record(record: Record, columns: Sequence[str]) -> bool:
    """Write some columns of a record, at least one, and raise its version.

    Returns False when it is gone or no longer of the version that was read.
    """
    meta, mark = type(record)._meta, database.param
    fields = [meta.columns[column] for column in columns]
    values = [field.db_value(record.__data__[field.name]) for field in fields]
    setting, only, keys = [f'"{column}" = {mark}' for column in columns], f'"id" = {mark}', [record.id]
    if isinstance(record, VersionedRecord):
        setting.append('"version" = "version" + 1')
        only += f' AND "version" = {mark}'
        keys.append(record.version)
    statement = f'UPDATE "{meta.table_name}" SET {", ".join(setting)} WHERE {only}'
    if database.execute_sql(statement, (*values, *keys)).rowcount == 0:
        return False
    if isinstance(record, VersionedRecord):
        record.version += 1
    return True


def write_rows(records: Sequence[Record], columns: Sequence[str]) -> bool:
    """Write the same columns of many records of one kind, and raise their versions.

    Returns False, with some perhaps written, when one is gone or no longer of the version that was read.
    """
    model: Any = type(records[0])
    if not _are_current(model, records):
        return False
    written = 0
    for batch in batched(records, _ROWS_PER_UPDATE):
        values = {field: _by_key(model, field, batch) for field in map(model._meta.columns.get, columns)}
        if issubclass(model, VersionedRecord):
            values[model.version] = model.version + 1
            for record in batch:
                record.version += 1  # type: ignore[attr-defined]
        written += model.update(values).where(model.id.in_([record.id for record in batch])).execute()
    return written == len(records)


def _by_key(model: type[Record], field: Field, records: Sequence[Record]) -> Any:
    """What to set a column to, so that each record gets its own value."""
    values = [record.__data__[field.name] for record in records]
    # One value needs no choice, and PostgreSQL cannot tell the type of a choice among nothing but NULLs.
    if all(value == values[0] for value in values):
        return values[0]
    choices = [(record.id, field.case_value(value)) for record, value in zip(records, values, strict=True)]
    return Case(model.id, choices)


def delete_rows(records: Sequence[Record]) -> bool:
    """Remove many records of one kind. Returns False when one is gone or no longer of the version that was read."""
    model = type(records[0])
    if not _are_current(model, records):
        return False
    removed = 0
    for batch in portions(records, _VARIABLES_PER_STATEMENT):
        removed += model.delete().where(model.id.in_([record.id for record in batch])).execute()
    return removed == len(records)


def _are_current(model: type[Record], records: Sequence[Any]) -> bool:
    """Keep other writers off the records until the transaction ends; returns whether none was there before."""
    if not issubclass(model, VersionedRecord):
        return True
    versions = {record.id: record.version for record in records}
    return {one.id: one.version for one in held_records(model, versions)} == versions

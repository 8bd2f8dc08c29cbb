"""Putting a whole archive back, or trying to."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from peewee import (
    BooleanField,
    Database,
    Field,
    FloatField,
    ForeignKeyField,
    IntegerField,
    IntegrityError,
    TextField,
)

from outreach.actions.change import Actor, Change, Changes, change
from outreach.actions.rows import restored
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Record, Row
from outreach.records.copying import insert_into
from outreach.records.database import file_database
from outreach.records.inspecting import Holdings, inspect_file
from outreach.records.keys import new_key
from outreach.records.precinct import Precinct
from outreach.records.schema import migrate
from outreach.records.tables import TABLES

_KINDS: tuple[tuple[type[Field], tuple[type, ...]], ...] = (
    (TextField, (str,)), (IntegerField, (int,)), (ForeignKeyField, (int,)), (BooleanField, (int,)),
    (FloatField, (int, float)),
)  # fmt: skip
_LARGEST = 2**31 - 1
"""The largest number that a server's column takes."""


def restore_archive(by: Actor, tables: Mapping[str, Sequence[Row]]) -> Changes:
    """Put a precinct and everything it kept back, under new keys and the old numbers (``uid``), as one change.

    ``tables`` holds the rows of each table as JSON gives them, by column name. Raises :class:`OutreachError` when the
    precinct or any of its records is here already, or a row names one that is not in the archive; nothing is written
    then.
    """
    keys: dict[str, dict[int, int]] = {}
    with change(by, "restore_archive") as c:
        _refuse_present(tables)
        for table in TABLES:
            rows = tables.get(table._meta.table_name, ())
            if rows and issubclass(table, Record):
                keys[table._meta.table_name] = _restore(c, table, rows, keys)
    return c.changes


def try_archive(tables: Mapping[str, Sequence[Row]]) -> Holdings:
    """Put an archive back into a file of its own, check that (its constraints and links, too), and remove it.

    The file has a key that nobody keeps, so that nothing can be read of it should the program be stopped.
    Raises :class:`OutreachError` when the archive is not sound.
    """
    key = new_key()
    with tempfile.TemporaryDirectory(prefix="outreach-trial-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "trial.outreach"
        trial = file_database(path, create=True, key=key)
        with trial.connection_context():
            migrate(trial)
            # Rows name others that come later; all links are checked when all rows are there.
            trial.execute_sql("PRAGMA foreign_keys = 0")
            with trial.atomic():
                for table in TABLES:
                    rows = tables.get(table._meta.table_name, ())
                    if rows and issubclass(table, Record):
                        fields = table._meta.sorted_fields
                        values = [[row[field.name] for field in fields] for row in _values(table, rows)]
                        _insert(trial, table, fields, values)
        return inspect_file(path, key)


def _values(table: type[Record], rows: Sequence[Row]) -> list[Row]:
    try:
        for field in table._meta.sorted_fields:
            _refuse_strange(field, rows)
        return [restored(table, row) for row in rows]
    except (ValueError, TypeError, KeyError) as fault:
        raise OutreachError(
            say(
                "The archive is damaged: a row of {table_name} holds what cannot be there ({fault}). Choose "
                "another one.",
                table_name=table._meta.table_name,
                fault=fault,
            )
        ) from fault


def _refuse_strange(field: Field, rows: Sequence[Row]) -> None:
    """Raise :class:`TypeError` for a value of another kind than a column holds: a file would take it all the same."""
    kinds = next((kinds for kind, kinds in _KINDS if isinstance(field, kind)), (object,))
    for row in rows:
        value = row[field.column_name]
        is_too_large = isinstance(value, int) and abs(value) > _LARGEST
        if value is not None and (is_too_large or not isinstance(value, kinds)):
            raise TypeError(f"in its {field.column_name}")


def _insert(trial: Database, table: type[Record], fields: Sequence[Field], rows: Sequence[Sequence[Any]]) -> None:
    try:
        insert_into(trial, table, fields, rows)
    except IntegrityError as fault:
        raise OutreachError(
            say(
                "The archive is damaged: the rows of {table_name} cannot stand beside each other ({fault}). "
                "Choose another one.",
                table_name=table._meta.table_name,
                fault=fault,
            )
        ) from fault


def _refuse_present(tables: Mapping[str, Sequence[Row]]) -> None:
    for row in tables.get("precinct", ()):
        if Precinct.select().where(Precinct.agency == row["agency"], Precinct.name == row["name"]).exists():
            raise OutreachError(
                say(
                    "The precinct {name} of {agency} is kept in this database already, so nothing was written: "
                    "restore the archive into a new database.",
                    name=row["name"],
                    agency=row["agency"],
                )
            )


def _restore(
    c: Change, table: type[Record], rows: Sequence[Row], keys: Mapping[str, Mapping[int, int]]
) -> dict[int, int]:
    """Write the rows of one table; returns the new keys by the old. A row may name another of its own table."""
    own: list[tuple[str, Any]] = []
    others: list[tuple[str, str]] = []
    for name, field in table._meta.fields.items():
        if isinstance(field, ForeignKeyField) and field.rel_model is table:
            own.append((name, field))
        elif isinstance(field, ForeignKeyField):
            others.append((name, field.rel_model._meta.table_name))
    values = _values(table, rows)
    old_keys = [row.pop("id") for row in values]
    named_later = [{name: row[name] for name, _ in own} for row in values]
    for row in values:
        row.update(dict.fromkeys((name for name, _ in own)))
        for name, parent in others:
            if row[name] is not None:
                row[name] = _new_key(keys.get(parent, {}), row[name], table, parent)
    found = dict(zip(old_keys, c.create_many(table, values), strict=True))
    _name_each_other(c, table, found, dict(zip(old_keys, named_later, strict=True)))
    return found


def _name_each_other(c: Change, table: type[Record], keys: dict[int, int], named: dict[int, Row]) -> None:
    wanted = {
        keys[old]: {name: _new_key(keys, key, table, table._meta.table_name) for name, key in row.items() if key}
        for old, row in named.items()
        if any(row.values())
    }
    if wanted:
        records = table.select().where(table.id.in_(list(wanted)))
        c.update_many([(record, wanted[record.id]) for record in records])


def _new_key(keys: Mapping[int, int], old: int, table: type[Record], parent: str) -> int:
    found = keys.get(old)
    if found is None:
        raise OutreachError(
            say(
                "The archive is damaged: a row of {table_name} names a {parent} that is not in it. Nothing "
                "was written.",
                table_name=table._meta.table_name,
                parent=parent,
            )
        )
    return found

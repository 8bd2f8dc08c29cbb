"""Everything a precinct keeps, table by table, for an archive.

Accounts, drafts, the audit trail and what is known of field kits are not in it: they belong to one database."""

from collections.abc import Iterator
from typing import Any

from peewee import ForeignKeyField

from outreach.records.accounts import Account, Draft
from outreach.records.audit import AuditEntry, AuditPayload, AuditPayloadPart
from outreach.records.base import Row, Table
from outreach.records.kits import FieldKit, KitEntry, KitKey
from outreach.records.precinct import Precinct
from outreach.records.retention import LegalHold
from outreach.records.subjects import AuditSubject
from outreach.records.tables import TABLES

_NOT_ARCHIVED = (
    Account, Draft, AuditEntry, AuditPayload, AuditPayloadPart, AuditSubject, FieldKit, KitEntry, KitKey, LegalHold,
)  # fmt: skip
ARCHIVED_TABLES: tuple[type[Table], ...] = tuple(table for table in TABLES if table not in _NOT_ARCHIVED)
"""The tables of an archive, parents before children."""


def archived_rows(precinct: int) -> Iterator[tuple[str, Iterator[Row]]]:
    """The rows of each table that belong to a precinct, by column name, in one statement a table."""
    for table in ARCHIVED_TABLES:
        yield table._meta.table_name, _rows(table, precinct)


def _rows(table: Any, precinct: int) -> Iterator[Row]:
    columns = [field.column_name for field in table._meta.sorted_fields]
    kept = table.select(*table._meta.sorted_fields).where(_belongs(table, precinct)).order_by(table.id)
    return (dict(zip(columns, row, strict=True)) for row in kept.tuples().iterator())


def _belongs(table: Any, precinct: int) -> Any:
    """Whether a row is the precinct's: by its own column, or by the one record that it cannot be without."""
    if table is Precinct:
        return table.id == precinct
    if "precinct" in table._meta.fields:
        return table.precinct == precinct
    owner = next(field for field in table._meta.sorted_fields if isinstance(field, ForeignKeyField) and not field.null)
    parent: Any = owner.rel_model
    return owner.in_(parent.select(parent.id).where(_belongs(parent, precinct)))

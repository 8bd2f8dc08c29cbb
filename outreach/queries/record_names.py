"""What records are called, for sentences that hold nothing but their keys."""

from collections.abc import Iterable, Mapping
from typing import Any

from peewee import fn

from outreach.queries.rows import rows_of
from outreach.records.base import Record
from outreach.records.crime import Offense
from outreach.records.events import EventKind, MeasureKind
from outreach.records.followups import Topic
from outreach.records.people import Household, Neighborhood, Organization, Person
from outreach.records.precinct import Officer

_NAMED: tuple[type[Record], ...] = (
    EventKind, Household, MeasureKind, Neighborhood, Offense, Officer, Organization, Person, Topic,
)  # fmt: skip
_TABLES: dict[str, Any] = {model._meta.table_name: model for model in _NAMED}


def record_names(wanted: Mapping[str, Iterable[int]], *, confidential: bool = False) -> dict[tuple[str, int], str]:
    """The names of records by table and key; one statement for each table.

    Tables whose records have no name, and keys that are not kept, are left out. A person who is confidential is
    nameless unless ``confidential``.
    """
    return {
        (table, key): name or "confidential"
        for table, keys in wanted.items()
        if table in _TABLES and (listed := set(keys))
        for key, name in rows_of(_names(_TABLES[table], listed, confidential))
    }


def _names(model: Any, keys: set[int], confidential: bool) -> Any:
    name: Any = model.name if model is not Person else fn.TRIM(model.given_name.concat(" ").concat(model.family_name))
    if model is Officer:
        name = fn.TRIM(model.rank.concat(" ").concat(model.name))
    chosen = model.select(model.id, name).where(model.id.in_(keys))
    if model is Person and not confidential:
        shown = model.select(model.id, name).where(model.id.in_(keys), ~model.confidential)
        return shown.union_all(model.select(model.id, fn.TRIM("")).where(model.id.in_(keys), model.confidential))
    return chosen

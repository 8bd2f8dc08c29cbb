"""In which precinct somebody may work, where the records are those of several."""

from collections import defaultdict
from functools import cache
from itertools import batched
from typing import Any

from peewee import ForeignKeyField

from outreach.records.base import Record
from outreach.records.precinct import Precinct
from outreach.records.tables import TABLES
from outreach.records.told import ToldRows

_KEYS_AT_ONCE = 500
_KEYS_HELD = 20_000
_MODELS = {table._meta.table_name: table for table in TABLES if issubclass(table, Record)}


def precincts_of(rows: ToldRows) -> frozenset[int]:
    """The precincts whose records an action wrote: its rows' own, or that of what they belong to.

    At most one statement for each kind of record, and each it belongs to, and every 500 of them; rows of no precinct
    are left out.
    """
    found: set[int] = set()
    owned: defaultdict[type[Record], set[int]] = defaultdict(set)
    for row in rows:
        model = _MODELS.get(row["table"])
        owner: Any = _owner(model) if model is not None else None
        if model is Precinct:
            found.add(row["id"])
        elif model is not None and owner is not None:
            whole = row["before"] if row["after"] is None else row["after"] if row["before"] is None else {}
            if (key := whole.get(owner.column_name)) is not None:
                owned[owner.rel_model].add(key)
            elif row["after"] is not None:
                owned[model].add(row["id"])
            if sum(map(len, owned.values())) > _KEYS_HELD:
                found |= _precincts(owned)
    return frozenset(found | _precincts(owned))


def _precincts(owned: defaultdict[type[Record], set[int]]) -> set[int]:
    """The precincts of records, by the keys of each kind, which are forgotten for it."""
    while len(owned) > (Precinct in owned):
        model = next(kind for kind in owned if kind is not Precinct)
        owner = _owner(model)
        assert owner is not None
        owned[owner.rel_model] |= _owners(model, owner, owned.pop(model))
    return owned.pop(Precinct, set())


def _owners(model: type[Record], owner: Any, keys: set[int]) -> set[int]:
    found: set[int] = set()
    for batch in batched(keys, _KEYS_AT_ONCE):
        asked: Any = model.select(owner).where(model.id.in_(batch), owner.is_null(False)).distinct().tuples()
        found.update(key for (key,) in asked)
    return found


@cache
def _owner(model: type[Record]) -> Any:
    """The column by which a record belongs to a precinct, at once or through what it is part of; None for others."""
    links = [field for field in model._meta.sorted_fields if isinstance(field, ForeignKeyField)]
    at_once = [field for field in links if field.rel_model is Precinct]
    others = [field for field in links if not field.null and field.rel_model is not model]
    return next(iter([*at_once, *(field for field in others if _owner(field.rel_model) is not None)]), None)

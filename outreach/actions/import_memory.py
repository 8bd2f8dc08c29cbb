"""What was confirmed while files were brought in, remembered for the next ones."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from outreach.actions.change import Actor, Changes, change
from outreach.actions.spellings import add_spellings
from outreach.records.crime import OffenseAlias
from outreach.records.imports import NAMES, RememberedMapping
from outreach.records.people import NeighborhoodAlias


def remember_mapping(by: Actor, precinct: int, kind: str, shape: str, mapping: str) -> Changes:
    """Remember what the columns of files of a shape mean, in place of what was remembered before."""
    with change(by, "remember_mapping") as c:
        kept = RememberedMapping.get_or_none(precinct=precinct, kind=kind, shape=shape)
        if kept is None:
            c.create(RememberedMapping, precinct=precinct, kind=kind, shape=shape, mapping=mapping)
        else:
            c.update(kept, mapping=mapping)
    return c.changes


def learn_names(by: Actor, precinct: int, what: str, names: Mapping[str, UUID]) -> Changes:
    """Remember what some names stand for in files of any shape, in place of what they stood for before.

    ``what`` they name is an organization, an officer, a kind of event or an event, by its number (``uid``).
    """
    with change(by, "learn_names") as c:
        told = {f"{what}: {' '.join(name.casefold().split())}": f"{uid} {name}" for name, uid in names.items()}
        chosen = (RememberedMapping.precinct == precinct) & (RememberedMapping.kind == NAMES)
        rows = RememberedMapping.select().where(chosen, RememberedMapping.shape.in_(list(told)))
        kept = {one.shape: one for one in rows}
        c.update_many([(kept[shape], {"mapping": text}) for shape, text in told.items() if shape in kept])
        fresh = [(shape, text) for shape, text in told.items() if shape not in kept]
        c.create_many(
            RememberedMapping,
            [{"precinct": precinct, "kind": NAMES, "shape": shape, "mapping": text} for shape, text in fresh],
        )
    return c.changes


def learn_spellings(by: Actor, precinct: int, neighborhoods: Mapping[str, int], offenses: Mapping[str, int]) -> Changes:
    """Remember which neighborhood or offense (by key) some spellings stand for; one that stands for any stays so."""
    with change(by, "learn_spellings") as c:
        both: tuple[tuple[type[Any], Mapping[str, int]], ...] = (
            (NeighborhoodAlias, neighborhoods),
            (OffenseAlias, offenses),
        )
        for alias, spellings in both:
            if spellings:
                add_spellings(c, alias, precinct, spellings)
    return c.changes

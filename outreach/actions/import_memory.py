"""What was confirmed while files were brought in, remembered for the next ones."""

from collections.abc import Mapping
from typing import Any

from outreach.actions.change import Actor, Changes, change
from outreach.actions.spellings import add_spellings
from outreach.records.crime import OffenseAlias
from outreach.records.imports import RememberedMapping
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

"""The neighborhoods a precinct keeps, for a file of areas to be compared with."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from outreach.records.people import Neighborhood, NeighborhoodAlias


@dataclass(frozen=True, slots=True)
class KnownArea:
    """A neighborhood with its other spellings; ``boundary`` is GeoJSON."""

    key: int
    name: str
    community: str
    boundary: str | None
    spellings: tuple[str, ...]


def known_areas(precinct: int) -> list[KnownArea]:
    """All neighborhoods, in two statements."""
    spellings: dict[int, list[str]] = defaultdict(list)
    aliases: Any = NeighborhoodAlias.select(NeighborhoodAlias.neighborhood, NeighborhoodAlias.spelling)
    for key, spelling in aliases.where(NeighborhoodAlias.precinct == precinct).tuples():
        spellings[key].append(spelling)
    kept: Any = Neighborhood.select(Neighborhood.id, Neighborhood.name, Neighborhood.community, Neighborhood.boundary)
    rows = kept.where(Neighborhood.precinct == precinct).order_by(Neighborhood.id).tuples()
    return [
        KnownArea(key, name, community, boundary, tuple(spellings.get(key, ())))
        for key, name, community, boundary in rows
    ]

"""Neighborhoods, their other spellings and their boundaries."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from outreach.actions.change import Actor, Changes, change, required
from outreach.actions.checks import plain, plain_values, refuse_taken
from outreach.actions.spellings import other_spellings, set_spellings, spellings_of
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Row
from outreach.records.people import Neighborhood, NeighborhoodAlias


@dataclass(frozen=True, slots=True)
class NeighborhoodDetails:
    """What is kept of a neighborhood. ``boundary`` is a GeoJSON polygon as text, ``aliases`` are other spellings."""

    name: str
    community: str = ""
    boundary: str | None = None
    meeting_place: str = ""
    meeting_rule: str = ""
    active: bool = True
    aliases: tuple[str, ...] = ()


def add_neighborhood(by: Actor, precinct: int, details: NeighborhoodDetails) -> Changes:
    """Add a neighborhood. Raises :class:`OutreachError` when its name or a spelling is taken."""
    return add_neighborhoods(by, precinct, [details], action="add_neighborhood")


def add_neighborhoods(
    by: Actor, precinct: int, details: Sequence[NeighborhoodDetails], *, action: str = "add_neighborhoods"
) -> Changes:
    """Add many neighborhoods in few statements. Raises :class:`OutreachError` when a name or a spelling is taken."""
    rows = [{"precinct": precinct, **_values(one)} for one in details]
    spellings = [other_spellings(one.name, one.aliases) for one in details]
    with change(by, action) as c:
        refuse_taken(Neighborhood, precinct, [row["name"] for row in rows])
        keys = c.create_many(Neighborhood, rows)
        set_spellings(c, NeighborhoodAlias, precinct, dict(zip(keys, spellings, strict=True)))
    return c.changes


def edit_neighborhood(by: Actor, neighborhood: int, version: int, details: NeighborhoodDetails) -> Changes:
    """Change a neighborhood and its spellings. Raises :class:`OutreachError` when a name or a spelling is taken."""
    with change(by, "edit_neighborhood") as c:
        record = c.load(Neighborhood, neighborhood, version)
        details = c.merge(record, details, aliases=spellings_of(NeighborhoodAlias))
        values = _values(details)
        refuse_taken(Neighborhood, record.precinct_id, [values["name"]], own=record.id)
        c.update(record, **values)
        spellings = other_spellings(details.name, details.aliases)
        if set_spellings(c, NeighborhoodAlias, record.precinct_id, {record.id: spellings}):
            c.raise_version(record)
    return c.changes


def _values(details: NeighborhoodDetails) -> Row:
    values = plain_values(details)
    required(details.name, say("The neighborhood's name"))
    del values["aliases"]
    if details.boundary is not None:
        _refuse_other_than_polygon(details.name, details.boundary)
    return values


def _refuse_other_than_polygon(name: str, boundary: str) -> None:
    try:
        geometry = json.loads(boundary)
    except ValueError:
        geometry = None
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise OutreachError(
            say(
                "The boundary of {name} is not a GeoJSON polygon, so nothing was written: leave it out, or "
                "take it from a GeoJSON file.",
                name=plain(name),
            )
        )

"""Boundaries and communities of many neighborhoods at once, as files bring them."""

from collections.abc import Mapping

from outreach.actions.change import Actor, Changes, change
from outreach.actions.checks import plain
from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.records.people import Neighborhood


def correct_areas(by: Actor, precinct: int, wanted: Mapping[int, tuple[str, str | None]]) -> Changes:
    """Set the community and the boundary (GeoJSON) of neighborhoods by key; what is blank or None stays as it is."""
    with change(by, "correct_areas") as c:
        kept = Neighborhood.select().where(Neighborhood.precinct == precinct, Neighborhood.id.in_(list(wanted)))
        found = {area.id: area for area in kept}
        if found.keys() != wanted.keys():
            raise NotFoundError(
                say("One of these neighborhoods is no longer kept: somebody removed it. Nothing was changed.")
            )
        c.update_many(
            [
                (
                    found[key],
                    {
                        "community": plain(community) or found[key].community,
                        "boundary": boundary or found[key].boundary,
                    },
                )
                for key, (community, boundary) in wanted.items()
            ]
        )
    return c.changes

"""Records by what people call them: a neighborhood's name, an officer's badge, an event's identifier."""

from collections.abc import Iterable
from difflib import get_close_matches
from uuid import UUID

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.rows import rows_of
from outreach.records.events import Event
from outreach.records.people import Neighborhood, NeighborhoodAlias
from outreach.records.precinct import Officer


def neighborhood_named(precinct: int, name: str) -> int:
    """The neighborhood of a name or alias, capitals aside.

    Raises :class:`NotFoundError`, with the nearest name, when there is none.
    """
    aliases = NeighborhoodAlias.select(NeighborhoodAlias.neighborhood, NeighborhoodAlias.spelling)
    spelled = rows_of(aliases.where(NeighborhoodAlias.precinct == precinct))
    named = rows_of(Neighborhood.select(Neighborhood.id, Neighborhood.name).where(Neighborhood.precinct == precinct))
    return _found(name, say("neighborhood"), [*spelled, *named])


def officer_of_badge(precinct: int, badge: str) -> int:
    """The officer of a badge. Raises :class:`NotFoundError`, with the nearest badge, when there is none."""
    known = rows_of(Officer.select(Officer.id, Officer.badge).where(Officer.precinct == precinct))
    return _found(badge, say("officer with the badge"), known)


def event_of_uid(precinct: int, uid: str) -> int:
    """The event of an identifier, as exports and printed sheets name it.

    Raises :class:`NotFoundError` when there is none.
    """
    try:
        wanted = UUID(uid.strip())
    except ValueError:
        raise NotFoundError(
            say(
                "'{uid}' is not an event's identifier: it has 32 digits and letters, as 'export events' writes them.",
                uid=uid,
            )
        ) from None
    found = rows_of(Event.select(Event.id).where(Event.precinct == precinct, Event.uid == wanted))
    if not found:
        raise NotFoundError(
            say(
                "There is no event {wanted} in this precinct: 'export events' lists them with their uid.", wanted=wanted
            )
        )
    return int(found[0][0])


def _found(name: str, what: str, known: Iterable[tuple[int, str]]) -> int:
    keys = {spelling.casefold(): (key, spelling) for key, spelling in known}
    wanted = name.strip().casefold()
    if wanted in keys:
        return keys[wanted][0]
    near = get_close_matches(wanted, keys, n=1)
    hint = say("did you mean '{nearest}'?", nearest=keys[near[0]][1]) if near else say("check how it is written.")
    raise NotFoundError(
        say("There is no {what} '{name}' in this precinct: {hint}", what=what, name=name.strip(), hint=hint)
    )

"""In which orders the list of promises stands."""

from collections.abc import Sequence
from typing import Any

from peewee import JOIN, SQL, Case, NodeList, fn

from outreach.queries.by_words import Keys
from outreach.queries.listing import Position, position_of
from outreach.records.followups import OPEN_STATUSES, FollowUp, FollowUpStatus, Priority
from outreach.records.people import Neighborhood
from outreach.records.precinct import Officer

_DAYS = ("due", "opened_on", "closed_on", "told_on")


def sorts(*, walked: bool = True) -> dict[str, Sequence[Any]]:
    """The sorts of the list. ``walked``: places in the very words of their index, which SQLite would read to its end
    rather than sort the few that a filter leaves."""
    return {
        "due": (
            standing_place() if walked else standing_place() + SQL("0"),
            FollowUp.due,
            position_of(FollowUp.priority, (Priority.HIGH, Priority.NORMAL, Priority.LOW)),
        ),
        "words": (fn.LOWER(FollowUp.words),),
        "status": (position_of(FollowUp.status, FollowUpStatus), FollowUp.due),
        "priority": (position_of(FollowUp.priority, (Priority.HIGH, Priority.NORMAL, Priority.LOW)), FollowUp.due),
        "owner": (fn.LOWER(Officer.name), Officer.id, FollowUp.due),
        "neighborhood": (fn.LOWER(Neighborhood.name), Neighborhood.id, FollowUp.due),
        "opened_on": (FollowUp.opened_on,),
        "closed_on": (FollowUp.closed_on,),
        "told_on": (FollowUp.told_on,),
    }


def standing_place() -> Position:
    """Where promises stand in their list: those open, those of which nobody was told, the others."""
    states = ", ".join(f"'{state}'" for state in OPEN_STATUSES)
    is_open = NodeList((FollowUp.status, SQL(f"IN ({states})")))
    return Position(Case(None, ((is_open, SQL("0")), (FollowUp.told_on.is_null(), SQL("1"))), SQL("2")))


def keys_by(sort: str) -> Any:
    """The keys of the promises, joined to what they are sorted by."""
    keys: Any = FollowUp.select(FollowUp.id)
    match sort:
        case "owner":
            return keys.join(Officer, JOIN.LEFT_OUTER, on=FollowUp.owner == Officer.id)
        case "neighborhood":
            return keys.join(Neighborhood, JOIN.LEFT_OUTER, on=FollowUp.neighborhood == Neighborhood.id)
    return keys


def lie_by(sort: str) -> Keys:
    """How the keys of those lie that stand together in a sort: of all promises made at a time few are open, or were
    closed on one day."""
    if sort == "opened_on":
        return Keys.NEAR
    return Keys.APART if sort in _DAYS else Keys.ANYWHERE

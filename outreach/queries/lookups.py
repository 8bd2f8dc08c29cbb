"""What there is to choose from: the lists behind combo boxes, filters and settings."""

from collections.abc import Sequence
from typing import Any

from outreach.queries.listing import gathered, ranked_name
from outreach.queries.rows import Asked, rows_of
from outreach.records.base import Record
from outreach.records.crime import Offense, OffenseAlias
from outreach.records.events import EventKind, EventKindMeasure, MeasureKind
from outreach.records.followups import Topic
from outreach.records.people import Neighborhood, NeighborhoodAlias, Organization
from outreach.records.precinct import Officer
from outreach.values import frozen


@frozen
class Choice:
    """One thing to choose: its key, its name, and what tells it apart. ``version`` is for editing it."""

    id: int
    name: str
    detail: str = ""
    active: bool = True
    version: int = 1


@frozen
class EventKindChoice(Choice):
    """A kind of event with what it asks for; ``measures`` in the order they are asked."""

    asks_sign_in: bool = True
    asks_hours: bool = False
    is_checkpoint: bool = False
    measures: tuple[Choice, ...] = ()


@frozen
class OfficerChoice(Choice):
    """An officer: ``name`` with the rank before it, ``plain_name`` without, ``detail`` is the badge."""

    badge: str = ""
    rank: str = ""
    plain_name: str = ""


@frozen
class NeighborhoodChoice(Choice):
    """A neighborhood: ``detail`` is its community."""

    aliases: tuple[str, ...] = ()


@frozen
class OrganizationChoice(Choice):
    """An organization: ``detail`` is its kind."""

    neighborhood: int | None = None


@frozen
class OffenseChoice(Choice):
    """An offense: ``detail`` is its group."""

    position: int = 0
    aliases: tuple[str, ...] = ()


@frozen
class DeskLookups:
    """Everything a form of the precinct can offer."""

    kinds: tuple[EventKindChoice, ...]
    neighborhoods: tuple[NeighborhoodChoice, ...]
    officers: tuple[OfficerChoice, ...]
    topics: tuple[Choice, ...]
    organizations: tuple[OrganizationChoice, ...]
    measures: tuple[Choice, ...]
    offenses: tuple[OffenseChoice, ...]


def desk_lookups(precinct: int, *, inactive: bool = False) -> DeskLookups:
    """Every list at once, in ten statements; ``inactive`` includes what is no longer in use."""
    return DeskLookups(
        event_kinds(precinct, inactive=inactive),
        neighborhoods(precinct, inactive=inactive),
        officers(precinct, inactive=inactive),
        topics(precinct, inactive=inactive),
        organizations(precinct, inactive=inactive),
        measure_kinds(precinct),
        offenses(precinct),
    )


def event_kinds(precinct: int, *, inactive: bool = False) -> tuple[EventKindChoice, ...]:
    """The kinds of event in their order."""
    asked: Any = (
        EventKindMeasure.select(EventKindMeasure.kind, MeasureKind.id, MeasureKind.name, MeasureKind.version)
        .join(MeasureKind)
        .where(MeasureKind.precinct == precinct)
        .order_by(MeasureKind.position, MeasureKind.name)
    )
    measures = gathered(rows_of(asked))
    chosen = (EventKind.id, EventKind.name, EventKind.active, EventKind.version)
    asks = (EventKind.asks_sign_in, EventKind.asks_hours, EventKind.is_checkpoint)
    kept = _kept(EventKind, precinct, inactive, (*chosen, *asks), (EventKind.position, EventKind.name))
    return tuple(
        EventKindChoice(
            key,
            name,
            "",
            active,
            version,
            signs,
            hours,
            checkpoint,
            tuple(Choice(measure, word, version=edition) for measure, word, edition in measures[key]),
        )
        for key, name, active, version, signs, hours, checkpoint in kept
    )


def neighborhoods(precinct: int, *, inactive: bool = False) -> tuple[NeighborhoodChoice, ...]:
    """The neighborhoods by name."""
    spelled: Any = NeighborhoodAlias.select(NeighborhoodAlias.neighborhood, NeighborhoodAlias.spelling)
    aliases = gathered(
        rows_of(spelled.where(NeighborhoodAlias.precinct == precinct).order_by(NeighborhoodAlias.spelling))
    )
    chosen = (Neighborhood.id, Neighborhood.name, Neighborhood.community, Neighborhood.active, Neighborhood.version)
    kept = _kept(Neighborhood, precinct, inactive, chosen, (Neighborhood.name,))
    return tuple(
        NeighborhoodChoice(key, name, community, active, version, tuple(spelling for (spelling,) in aliases[key]))
        for key, name, community, active, version in kept
    )


def neighborhood_keys_asked(precinct: int) -> Asked[dict[str, int]]:
    """The keys of the neighborhoods by name; one statement."""
    here = (Neighborhood.precinct == precinct, Neighborhood.active == True)  # noqa: E712
    (found,) = yield (Neighborhood.select(Neighborhood.id, Neighborhood.name).where(*here).order_by(Neighborhood.id),)
    return {name: key for key, name in found}


def officers(precinct: int, *, inactive: bool = False, key: int | None = None) -> tuple[OfficerChoice, ...]:
    """The officers by name; with ``key`` that one, where it is one of them."""
    chosen = (Officer.id, Officer.name, Officer.rank, Officer.badge, Officer.active, Officer.version)
    those = () if key is None else (Officer.id == key,)
    kept = _kept(Officer, precinct, inactive, chosen, (Officer.name, Officer.badge), those)
    return tuple(
        OfficerChoice(key, ranked_name(rank, name), badge, active, version, badge, rank, name)
        for key, name, rank, badge, active, version in kept
    )


def topics(precinct: int, *, inactive: bool = False) -> tuple[Choice, ...]:
    """The topics of concerns in their order."""
    chosen = (Topic.id, Topic.name, Topic.active, Topic.version)
    kept = _kept(Topic, precinct, inactive, chosen, (Topic.position, Topic.name))
    return tuple(Choice(key, name, "", active, version) for key, name, active, version in kept)


def organizations(precinct: int, *, inactive: bool = False) -> tuple[OrganizationChoice, ...]:
    """The organizations by name."""
    chosen = (Organization.id, Organization.name, Organization.kind, Organization.active, Organization.version)
    area = (Organization.neighborhood,)
    kept = _kept(Organization, precinct, inactive, (*chosen, *area), (Organization.name,))
    return tuple(OrganizationChoice(*row) for row in kept)


def measure_kinds(precinct: int) -> tuple[Choice, ...]:
    """What is counted at events, in its order."""
    chosen = (MeasureKind.id, MeasureKind.name, MeasureKind.version)
    kept = _kept(MeasureKind, precinct, True, chosen, (MeasureKind.position, MeasureKind.name))
    return tuple(Choice(key, name, version=version) for key, name, version in kept)


def offenses(precinct: int) -> tuple[OffenseChoice, ...]:
    """The offenses in their order."""
    spelled: Any = OffenseAlias.select(OffenseAlias.offense, OffenseAlias.spelling)
    aliases = gathered(rows_of(spelled.where(OffenseAlias.precinct == precinct).order_by(OffenseAlias.spelling)))
    chosen = (Offense.id, Offense.name, Offense.group_name, Offense.version, Offense.position)
    kept = _kept(Offense, precinct, True, chosen, (Offense.position, Offense.name))
    return tuple(
        OffenseChoice(key, name, group, True, version, position, tuple(spelling for (spelling,) in aliases[key]))
        for key, name, group, version, position in kept
    )


def _kept(
    model: type[Record],
    precinct: int,
    inactive: bool,
    chosen: Sequence[Any],
    order: Sequence[Any],
    those: Sequence[Any] = (),
) -> list[tuple[Any, ...]]:
    table: Any = model
    query = table.select(*chosen).where(table.precinct == precinct, *those)
    if not inactive:
        query = query.where(table.active == True)  # noqa: E712
    return rows_of(query.order_by(*order, table.id))

"""Names that files bring and nobody keeps yet: neighborhoods, kinds of event, organizations and officers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from outreach.actions.change import Actor, refuse_without_right
from outreach.actions.kinds import add_event_kinds
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhoods
from outreach.actions.organizations import OrganizationDetails, add_organizations
from outreach.actions.precinct import OfficerDetails, add_officers
from outreach.errors import OutreachError
from outreach.exchange.resolving import Resolver, names_with_keys
from outreach.exchange.tables import plain
from outreach.languages.spoken import say
from outreach.queries.known import known_names

OTHER = "Other"
"""The kind of an event of which no file tells the kind."""

_BADGED = re.compile(r"(?P<name>.*\S)\s*(?:,\s*|\()(?:badge\s*)?#?(?P<badge>\w*\d\w*)\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AddedNames:
    """Names that an import adds, each kind in the order in which :meth:`Resolver.place` counts them."""

    areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    not_places: tuple[str, ...] = ()
    """Areas that are added as inactive."""

    @classmethod
    def of(cls, *resolvers: Resolver, not_places: tuple[str, ...] = ()) -> "AddedNames":
        """The names that are to be added, from where they were looked up."""
        told = {one.what: tuple(one.added) for one in resolvers}
        return cls(
            told.get("neighborhood", ()),
            told.get("kind of event", ()),
            told.get("organization", ()),
            told.get("officer", ()),
            not_places,
        )


@dataclass(frozen=True, slots=True)
class AddedKeys:
    """The keys of names that were added, in the order of :class:`AddedNames`."""

    areas: tuple[int, ...] = ()
    organizations: tuple[int, ...] = ()
    officers: tuple[int, ...] = ()


def add_names(by: Actor, precinct: int, names: AddedNames) -> AddedKeys:
    """Add what is new, within the import's change.

    Raises:
        OutreachError: a name or badge was taken meanwhile, or the actor may not add some of them.
    """
    areas: tuple[int, ...] = ()
    organizations: tuple[int, ...] = ()
    officers: tuple[int, ...] = ()
    if names.kinds:
        if any(plain(name) != plain(OTHER) for name in names.kinds):
            refuse_without_right(by, "add_event_kinds")
        add_event_kinds(by, precinct, names.kinds)
    if names.areas:
        details = [NeighborhoodDetails(name, active=name not in names.not_places) for name in names.areas]
        areas = add_neighborhoods(by, precinct, details).ids("neighborhood")
    if names.organizations:
        places = [OrganizationDetails(name) for name in names.organizations]
        organizations = add_organizations(by, precinct, places).ids("organization")
    if names.officers:
        refuse_without_right(by, "add_officers")
        officers = add_officers(by, precinct, [officer_of(name) for name in names.officers]).ids("officer")
    return AddedKeys(areas, organizations, officers)


def kind_of_others(by: Actor, precinct: int) -> int:
    """The key of the kind of an event of which no file tells the kind; added where it is not kept, within a change."""
    keys = names_with_keys(known_names(precinct).event_kinds)
    found = keys.get(plain(OTHER))
    return add_event_kinds(by, precinct, (OTHER,)).only_id("event_kind") if found is None else found


def real(place: int | None, added: Sequence[int]) -> int | None:
    """The key of a place that :meth:`Resolver.place` gave, now that the names are added."""
    return added[-1 - place] if place is not None and place < 0 else place


def with_badge(name: str, badge: str) -> str:
    """An officer who is to be added, as :func:`officer_of` reads it and the precinct's names are spelled.

    >>> with_badge("R. Sample", "101")
    'R. Sample, badge 101'
    """
    return f"{name}, badge {badge}"


def officer_of(name: str) -> OfficerDetails:
    """An officer who is to be added, told as "Name, badge 123".

    Raises:
        OutreachError: no badge is told.

    >>> officer_of("R. Sample, badge 101").badge, officer_of("R. Sample (#A17)").name
    ('101', 'R. Sample')
    """
    found = _BADGED.fullmatch(name.strip())
    if found is None:
        raise OutreachError(
            say(
                "the officer “{name}” is not kept, and can be added with a badge only, written as “{name}, badge 123”",
                name=name,
            )
        )
    return OfficerDetails(found["badge"], " ".join(found["name"].split()))

"""Organizations: as a list, and one with its members, terms of office and history."""

import datetime as calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, fn

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.listing import Page, count_of, full_name, ordered
from outreach.queries.rows import rows_of
from outreach.records.events import Event, EventKind
from outreach.records.followups import FollowUp
from outreach.records.people import Membership, Neighborhood, Organization, Person, TermOfOffice
from outreach.records.search import matching


@dataclass(frozen=True, slots=True)
class OrganizationFilter:
    """Which organizations: words, any of these kinds (none: all), neighborhood; ``active`` None: all."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    neighborhood: int | None = None
    active: bool | None = True


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """An organization in a list."""

    id: int
    version: int
    name: str
    kind: str
    neighborhood: int | None
    neighborhood_name: str
    phone: str
    email: str
    address: str
    active: bool
    members: int


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in an organization; the name is empty where it is confidential."""

    person: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class OfficeTerm:
    """A term in an office; no end: still in office."""

    id: int
    version: int
    person: int
    name: str
    office: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class HostedEvent:
    """An event the organization hosted."""

    id: int
    title: str
    kind_name: str
    status: str
    date: calendar.date


@dataclass(frozen=True, slots=True)
class OrganizationPromise:
    """Something promised to the organization."""

    id: int
    words: str
    status: str
    opened_on: date
    due: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class OrganizationDetail(OrganizationRow):
    """One organization; terms, events and promises latest first."""

    people: tuple[Member, ...]
    terms: tuple[OfficeTerm, ...]
    hosted: tuple[HostedEvent, ...]
    promises: tuple[OrganizationPromise, ...]


def organization_list(
    precinct: int,
    chosen: OrganizationFilter = OrganizationFilter(),
    *,
    sort: str = "name",
    descending: bool = False,
    offset: int = 0,
    limit: int = 200,
) -> Page[OrganizationRow]:
    """A page of the organizations that fit, in three statements; sorted by name, kind or neighborhood."""
    fits = _fits(precinct, chosen)
    total = count_of(Organization.select(Organization.id).where(*fits))
    order = ordered(_sorts(), sort, descending, Organization.id)
    found = rows_of(_rows().where(*fits).order_by(*order).offset(offset).limit(limit))
    counted: Any = (
        Membership.select(Membership.organization, fn.COUNT(Membership.id))
        .where(Membership.organization.in_([row[0] for row in found]))
        .group_by(Membership.organization)
    )
    members = dict(rows_of(counted))
    return Page(total, tuple(OrganizationRow(*(*row, members.get(row[0], 0))) for row in found))


def organization_detail(organization: int, *, confidential: bool = False) -> OrganizationDetail:
    """One organization, in five statements. Raises :class:`NotFoundError` when it is gone."""
    found = rows_of(_rows().where(Organization.id == organization))
    if not found:
        raise NotFoundError(say("This organization is no longer kept: somebody removed it."))
    people = _people(organization, confidential)
    return OrganizationDetail(
        *(
            *found[0],
            len(people),
            people,
            _terms(organization, confidential),
            _hosted(organization),
            _promises(organization),
        )
    )


def _people(organization: int, confidential: bool) -> tuple[Member, ...]:
    found: Any = (
        Membership.select(Person.id, Person.given_name, Person.family_name, Person.confidential, Membership.role)
        .join(Person)
        .where(Membership.organization == organization)
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    return tuple(
        Member(key, _shown(given, family, hidden, confidential), role)
        for key, given, family, hidden, role in rows_of(found)
    )


def _terms(organization: int, confidential: bool) -> tuple[OfficeTerm, ...]:
    found: Any = (
        TermOfOffice.select(
            TermOfOffice.id,
            TermOfOffice.version,
            Person.id,
            Person.given_name,
            Person.family_name,
            Person.confidential,
            TermOfOffice.office,
            TermOfOffice.starts,
            TermOfOffice.ends,
        )
        .join(Person)
        .where(TermOfOffice.organization == organization)
        .order_by(TermOfOffice.starts.desc(), TermOfOffice.id)
    )
    return tuple(
        OfficeTerm(key, version, person, _shown(given, family, hidden, confidential), office, starts, ends)
        for key, version, person, given, family, hidden, office, starts, ends in rows_of(found)
    )


def _shown(given: str, family: str, hidden: bool, confidential: bool) -> str:
    return full_name(given, family) if confidential or not hidden else ""


def _hosted(organization: int) -> tuple[HostedEvent, ...]:
    found: Any = (
        Event.select(Event.id, Event.title, EventKind.name, Event.status, Event.date)
        .join(EventKind)
        .where(Event.host == organization)
        .order_by(Event.date.desc(), Event.id.desc())
    )
    return tuple(HostedEvent(*row) for row in rows_of(found))


def _promises(organization: int) -> tuple[OrganizationPromise, ...]:
    found: Any = FollowUp.select(
        FollowUp.id, FollowUp.words, FollowUp.status, FollowUp.opened_on, FollowUp.due, FollowUp.closed_on
    ).where(FollowUp.promised_to_organization == organization)
    order = (FollowUp.opened_on.desc(), FollowUp.id.desc())
    return tuple(OrganizationPromise(*row) for row in rows_of(found.order_by(*order)))


def _fits(precinct: int, chosen: OrganizationFilter) -> list[Any]:
    fits: list[Any] = [Organization.precinct == precinct]
    if chosen.text.strip():
        fits.append(matching(Organization, chosen.text))
    if chosen.kinds:
        fits.append(Organization.kind.in_(chosen.kinds))
    if chosen.neighborhood is not None:
        fits.append(Organization.neighborhood == chosen.neighborhood)
    if chosen.active is not None:
        fits.append(Organization.active == chosen.active)
    return fits


def _sorts() -> dict[str, Sequence[Any]]:
    name = fn.LOWER(Organization.name)
    return {
        "name": (name,),
        "kind": (Organization.kind, name),
        "neighborhood": (fn.LOWER(Neighborhood.name), name),
    }


def _rows() -> Any:
    return Organization.select(
        Organization.id,
        Organization.version,
        Organization.name,
        Organization.kind,
        Organization.neighborhood,
        fn.COALESCE(Neighborhood.name, ""),
        Organization.phone,
        Organization.email,
        Organization.address,
        Organization.active,
    ).join(Neighborhood, JOIN.LEFT_OUTER)

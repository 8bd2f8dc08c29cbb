"""Organizations, who belongs to them, and who holds an office in them for which term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import batched

from outreach.actions.change import Actor, Changes, change, load, required
from outreach.actions.checks import (
    TakenNames,
    must_belong,
    not_earlier,
    plain,
    plain_values,
    refuse_taken,
    sensible_day,
    word_of,
)
from outreach.errors import NotFoundError, OutreachError
from outreach.languages.spoken import say
from outreach.records.base import Row
from outreach.records.people import (
    Membership,
    Neighborhood,
    Office,
    Organization,
    OrganizationKind,
    Person,
    TermOfOffice,
)

_ORGANIZATIONS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class OrganizationDetails:
    """What is kept of an organization; ``kind`` is one of :class:`OrganizationKind`, ``neighborhood`` a key."""

    name: str
    kind: str = OrganizationKind.OTHER
    neighborhood: int | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class TermDetails:
    """A person's term in an office, one of :class:`Office`. No end: still in office."""

    person: int
    office: str
    starts: date
    ends: date | None = None


def add_organization(by: Actor, precinct: int, details: OrganizationDetails) -> Changes:
    """Add an organization. Raises :class:`OutreachError` when its name is missing or taken."""
    return add_organizations(by, precinct, [details], action="add_organization")


def add_organizations(
    by: Actor, precinct: int, details: Iterable[OrganizationDetails], *, action: str = "add_organizations"
) -> Changes:
    """Add many organizations in few statements, some thousands at a time.

    Raises :class:`OutreachError` when a name is missing or taken.
    """
    with change(by, action) as c:
        taken = TakenNames(Organization, precinct)
        for some in batched(details, _ORGANIZATIONS_AT_ONCE):
            rows = [{"precinct": precinct, **organization_values(one)} for one in some]
            must_belong(Neighborhood, [one.neighborhood for one in some], precinct)
            for row in rows:
                taken.take(row["name"])
            c.create_many(Organization, rows)
    return c.changes


def edit_organization(by: Actor, organization: int, version: int, details: OrganizationDetails) -> Changes:
    """Change an organization. Raises :class:`OutreachError` when its name is missing or taken."""
    with change(by, "edit_organization") as c:
        record = c.load(Organization, organization, version)
        details = c.merge(record, details)
        values = organization_values(details)
        must_belong(Neighborhood, [details.neighborhood], record.precinct_id)
        refuse_taken(Organization, record.precinct_id, [values["name"]], own=record.id)
        c.update(record, **values)
    return c.changes


def join_organization(by: Actor, person: int, organization: int, role: str = "") -> Changes:
    """Make a person a member, or give a member another role."""
    with change(by, "join_organization") as c:
        must_belong(Person, [person], load(Organization, organization).precinct_id)
        member = Membership.get_or_none(person=person, organization=organization)
        if member is None:
            c.create(Membership, person=person, organization=organization, role=plain(role))
        else:
            c.update(member, role=plain(role))
    return c.changes


def leave_organization(by: Actor, person: int, organization: int) -> Changes:
    """End a membership. Raises :class:`NotFoundError` when there is none."""
    with change(by, "leave_organization") as c:
        member = Membership.get_or_none(person=person, organization=organization)
        if member is None:
            raise NotFoundError(say("This person is not a member of this organization, so nothing was changed."))
        c.delete(member)
    return c.changes


def start_term(by: Actor, organization: int, details: TermDetails) -> Changes:
    """Record that a person took office. Raises :class:`OutreachError` when the term is kept already."""
    values = _term_values(details)
    with change(by, "start_term") as c:
        must_belong(Person, [details.person], load(Organization, organization).precinct_id)
        _refuse_same_term(organization, values)
        c.create(TermOfOffice, organization=organization, **values)
    return c.changes


def edit_term(by: Actor, term: int, version: int, details: TermDetails) -> Changes:
    """Change a term of office. Raises :class:`OutreachError` when it would repeat another."""
    with change(by, "edit_term") as c:
        record = c.load(TermOfOffice, term, version)
        details = c.merge(record, details)
        values = _term_values(details)
        must_belong(Person, [details.person], record.organization.precinct_id)
        _refuse_same_term(record.organization_id, values, own=record.id)
        c.update(record, **values)
    return c.changes


def end_term(by: Actor, term: int, version: int, ends: date) -> Changes:
    """Record the last day of a term of office. Raises :class:`OutreachError` when it lies before the first."""
    with change(by, "end_term") as c:
        record = c.load(TermOfOffice, term, version)
        not_earlier(sensible_day(ends, say("The term's end")), say("The term's end"), record.starts, say("its start"))
        c.update(record, ends=ends)
    return c.changes


def organization_values(details: OrganizationDetails) -> Row:
    """The columns of an organization's row, all but the precinct.

    Raises :class:`OutreachError` when its name is missing or its kind is not known.
    """
    values = plain_values(details)
    required(details.name, say("The organization's name"))
    return {**values, "kind": word_of(OrganizationKind, values["kind"], say("The kind of organization"))}


def _term_values(details: TermDetails) -> Row:
    office = word_of(Office, details.office, say("The office"))
    sensible_day(details.starts, say("The term's start"))
    if details.ends is not None:
        not_earlier(
            sensible_day(details.ends, say("The term's end")), say("The term's end"), details.starts, say("its start")
        )
    return {**plain_values(details), "office": office}


def _refuse_same_term(organization: int, values: Row, own: int | None = None) -> None:
    same = TermOfOffice.get_or_none(
        organization=organization, person=values["person"], office=values["office"], starts=values["starts"]
    )
    if same is not None and same.id != own:
        raise OutreachError(
            say(
                "This person's term as {office} from {day} is kept already, so nothing was written: change that one.",
                office=say(values["office"].value),
                day=values["starts"],
            )
        )

"""The people a precinct keeps, for a file of people to be compared with."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from outreach.records.base import database
from outreach.records.people import Membership, Organization, Person

_FLAGS = 3


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person as kept, merged entries left out; neighborhood and household are keys."""

    key: int
    version: int
    given_name: str
    family_name: str
    phone: str
    phone_digits: str
    email: str
    address: str
    postcode: str
    neighborhood: int | None
    household: int | None
    language: str
    may_contact: bool
    confidential: bool
    active: bool


@dataclass(frozen=True, slots=True)
class KnownOrganization:
    """An organization as kept; the neighborhood is a key."""

    key: int
    version: int
    name: str
    kind: str
    neighborhood: int | None
    phone: str
    email: str
    address: str
    active: bool


def known_people(precinct: int) -> list[KnownPerson]:
    """All people, in one statement."""
    kept: Any = Person.select(
        Person.id, Person.version, Person.given_name, Person.family_name, Person.phone, Person.phone_digits,
        Person.email, Person.address, Person.postcode, Person.neighborhood, Person.household, Person.language,
        Person.may_contact, Person.confidential, Person.active,
    ).where(Person.precinct == precinct, Person.merged_into.is_null())  # fmt: skip
    # As the database gives them: of a city's, the library would keep every row until garbage is looked for, and take
    # most of the time. A file keeps yes and no as numbers.
    rows: Iterable[tuple[Any, ...]] = database.execute(kept.order_by(Person.id))
    return [KnownPerson(*row[:-_FLAGS], *map(bool, row[-_FLAGS:])) for row in rows]


def people_names(precinct: int) -> Iterable[tuple[int, str, str]]:
    """The key, given name and family name of all people, in one statement; merged entries are left out."""
    kept: Any = Person.select(Person.id, Person.given_name, Person.family_name)
    kept = kept.where(Person.precinct == precinct, Person.merged_into.is_null()).order_by(Person.id)
    # As the database gives them: numbers and texts need no conversion.
    named: Iterable[tuple[int, str, str]] = database.execute(kept)
    return named


def known_organizations(precinct: int) -> list[KnownOrganization]:
    """All organizations, in one statement."""
    kept: Any = Organization.select(
        Organization.id, Organization.version, Organization.name, Organization.kind, Organization.neighborhood,
        Organization.phone, Organization.email, Organization.address, Organization.active,
    ).where(Organization.precinct == precinct)  # fmt: skip
    return [KnownOrganization(*row) for row in kept.order_by(Organization.id).tuples()]


def known_memberships(precinct: int) -> dict[tuple[int, int], str]:
    """The roles of people in organizations, by the keys of both, in one statement."""
    kept: Any = (
        Membership.select(Membership.person, Membership.organization, Membership.role)
        .join(Person)
        .where(Person.precinct == precinct)
    )
    return {(person, organization): role for person, organization, role in kept.tuples()}

"""Households: who lives together at one address."""

from collections.abc import Sequence
from dataclasses import dataclass

from outreach.actions.change import Actor, Change, Changes, change, load, required
from outreach.actions.checks import must_belong, plain_values, refuse_merged
from outreach.languages.spoken import say
from outreach.records.base import Row
from outreach.records.people import Household, Person


@dataclass(frozen=True, slots=True)
class HouseholdDetails:
    """What is kept of a household."""

    name: str
    address: str = ""


def add_household(
    by: Actor, precinct: int, details: HouseholdDetails, members: Sequence[tuple[int, int]] = ()
) -> Changes:
    """Add a household with these people (key and the version read). Who lived elsewhere has moved.

    Raises :class:`OutreachError` when its name is missing.
    """
    values = _household_values(details)
    with change(by, "add_household") as c:
        must_belong(Person, [person for person, _ in members], precinct)
        household = c.create(Household, precinct=precinct, **values)
        for person, version in members:
            _move(c, c.load(Person, person, version), household.id)
    return c.changes


def edit_household(by: Actor, household: int, version: int, details: HouseholdDetails) -> Changes:
    """Change a household's name or address. Raises :class:`OutreachError` when the name is missing."""
    values = _household_values(details)
    with change(by, "edit_household") as c:
        c.update(c.load(Household, household, version), **values)
    return c.changes


def move_to_household(by: Actor, person: int, version: int, household: int | None) -> Changes:
    """Say that a person lives in a household, or in none; the one that nobody is left in is forgotten.

    Raises :class:`OutreachError` when she was merged into another entry.
    """
    with change(by, "move_to_household") as c:
        record = c.load(Person, person, version)
        must_belong(Household, [household], record.precinct_id)
        _move(c, record, household)
    return c.changes


def _move(c: Change, person: Person, household: int | None) -> None:
    refuse_merged(person)
    before = person.household_id
    c.update(person, household=household)
    if before is not None and before != household and not Person.select().where(Person.household == before).exists():
        c.delete(load(Household, before))


def _household_values(details: HouseholdDetails) -> Row:
    required(details.name, say("The household's name"))
    return plain_values(details)

"""Bringing people, organizations and officers into line with the files they came from, many at a time."""

from collections.abc import Iterable, Mapping
from itertools import batched
from typing import Any

from outreach.actions.change import Actor, Change, Changes, change
from outreach.actions.checks import must_belong
from outreach.actions.organizations import OrganizationDetails, organization_values
from outreach.actions.people import MANY_PEOPLE, PersonDetails, person_values
from outreach.actions.precinct import OfficerDetails, officer_values
from outreach.actions.refusals import label, stale
from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.records.base import Row, VersionedRecord
from outreach.records.people import Membership, Neighborhood, Organization, Person
from outreach.records.precinct import Officer
from outreach.records.search import gather_words

_AT_ONCE = 5_000

type Correction[Details] = tuple[int, int, Details]
"""A key, the version that was compared, and the details to keep."""


def correct_people(by: Actor, precinct: int, corrections: Iterable[Correction[PersonDetails]]) -> Changes:
    """Write what files say of many people, in one change of few statements for every 5,000 of them.

    Raises :class:`StaleVersionError` when somebody changed one of them since it was compared.
    """
    with change(by, "correct_people") as c:
        for some in batched(corrections, _AT_ONCE):
            rows = {key: person_values(details) for key, _, details in some}
            must_belong(Neighborhood, [details.neighborhood for _, _, details in some], precinct)
            _correct(c, Person, precinct, rows, {key: version for key, version, _ in some})
            if len(rows) > MANY_PEOPLE:
                gather_words(Person)
    return c.changes


def correct_organizations(by: Actor, precinct: int, corrections: Iterable[Correction[OrganizationDetails]]) -> Changes:
    """Write what files say of many organizations, as :func:`correct_people` does; their names stay."""
    with change(by, "correct_organizations") as c:
        for some in batched(corrections, _AT_ONCE):
            rows = {key: organization_values(details) for key, _, details in some}
            must_belong(Neighborhood, [details.neighborhood for _, _, details in some], precinct)
            _correct(c, Organization, precinct, rows, {key: version for key, version, _ in some})
    return c.changes


def correct_officers(by: Actor, precinct: int, corrections: Iterable[Correction[OfficerDetails]]) -> Changes:
    """Write what files say of many officers, as :func:`correct_people` does; their badges stay."""
    with change(by, "correct_officers") as c:
        for some in batched(corrections, _AT_ONCE):
            rows = {key: officer_values(details) for key, _, details in some}
            _correct(c, Officer, precinct, rows, {key: version for key, version, _ in some})
    return c.changes


def join_organizations(by: Actor, precinct: int, places: Iterable[tuple[int, int, str]]) -> Changes:
    """Give many people a place in organizations, by the keys of both and the role, in few statements for every 5,000
    of them; a role that is kept and not told again stays."""
    with change(by, "join_organizations") as c:
        for some in batched(places, _AT_ONCE):
            left = {(person, organization): role for person, organization, role in some}
            people = {person for person, _ in left}
            must_belong(Person, people, precinct)
            must_belong(Organization, {organization for _, organization in left}, precinct)
            changed: list[tuple[Membership, Row]] = []
            for member in Membership.select().where(Membership.person.in_(people)):
                role = left.pop((member.person_id, member.organization_id), None)
                if role:
                    changed.append((member, {"role": role}))
            c.update_many(changed)
            rows = [{"person": person, "organization": place, "role": role} for (person, place), role in left.items()]
            c.create_many(Membership, rows)
    return c.changes


def _correct(
    c: Change, model: type[VersionedRecord], precinct: int, rows: Mapping[int, Row], versions: Mapping[int, int]
) -> None:
    table: Any = model
    found = {one.id: one for one in table.select().where(table.precinct == precinct, table.id.in_(list(rows)))}
    if found.keys() != rows.keys():
        raise NotFoundError(
            say("This {model} is no longer kept: somebody removed it. Nothing was changed.", model=label(model))
        )
    if any(one.version != versions[key] for key, one in found.items()):
        raise stale(model)
    c.update_many([(found[key], row) for key, row in rows.items()])

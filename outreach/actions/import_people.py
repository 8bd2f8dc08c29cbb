"""Bringing people into line with the file they came from, many at a time."""

from collections.abc import Sequence

from outreach.actions.change import Actor, Changes, change, stale
from outreach.actions.checks import must_belong
from outreach.actions.people import PersonDetails, person_values
from outreach.errors import NotFoundError
from outreach.records.people import Neighborhood, Person

type PersonCorrection = tuple[int, int, PersonDetails]
"""A person's key, the version that was compared, and the details to keep."""


def correct_people(by: Actor, precinct: int, corrections: Sequence[PersonCorrection]) -> Changes:
    """Write what files say of many people, in one change of few statements.

    Raises :class:`StaleVersionError` when somebody changed one of them since it was compared.
    """
    rows = {key: person_values(details) for key, _, details in corrections}
    versions = {key: version for key, version, _ in corrections}
    with change(by, "correct_people") as c:
        must_belong(Neighborhood, [details.neighborhood for _, _, details in corrections], precinct)
        kept = Person.select().where(Person.precinct == precinct, Person.id.in_(list(rows)))
        found = {person.id: person for person in kept}
        if found.keys() != rows.keys():
            raise NotFoundError("One of these people is no longer kept: somebody removed it. Nothing was changed.")
        if any(person.version != versions[key] for key, person in found.items()):
            raise stale(Person)
        c.update_many([(found[key], row) for key, row in rows.items()])
    return c.changes

"""Mailing labels: whom to write to, one label to a household. Internal: it is nothing but names and addresses."""

from dataclasses import dataclass
from typing import Any

from outreach.queries.listing import full_name
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.queries.rows import rows_of
from outreach.records.people import Household, Person


@dataclass(frozen=True, slots=True)
class Label:
    """One label: to whom, and the lines of the address, postcode last."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MailingLabels:
    """The labels by postcode and name, and how many people get none because no address is known of them.

    People who do not want to be contacted, are kept confidentially, or are no longer active get none and are not
    counted.
    """

    precinct: PrecinctHeader
    labels: tuple[Label, ...]
    without_address: int


def mailing_labels(precinct: int, neighborhood: int | None = None) -> MailingLabels:
    """The labels of everybody who may be written to, or of a neighborhood's residents; two statements.

    A household gets one label, under its own name and address where those are known. Raises :class:`NotFoundError`
    when the precinct is gone.
    """
    header = precinct_header(precinct)
    found = rows_of(_people(precinct, neighborhood))
    labels: dict[tuple[object, ...], tuple[tuple[str, str], Label]] = {}
    without_address = 0
    for given, family, address, postcode, household, household_name, household_address in found:
        lines = _lines(household_address or address, postcode)
        if not lines:
            without_address += 1
            continue
        name = household_name or full_name(given, family)
        one = (household,) if household is not None else (name.casefold(), lines)
        labels.setdefault(one, ((postcode, family.casefold()), Label(name, lines)))
    ordered = sorted(labels.values(), key=lambda pair: (pair[0], pair[1].name))
    return MailingLabels(header, tuple(label for _, label in ordered), without_address)


def _people(precinct: int, neighborhood: int | None) -> Any:
    here = () if neighborhood is None else (Person.neighborhood == neighborhood,)
    return (
        Person.select(
            Person.given_name,
            Person.family_name,
            Person.address,
            Person.postcode,
            Person.household,
            Household.name,
            Household.address,
        )
        .left_outer_join(Household, on=Person.household == Household.id)
        .where(
            Person.precinct == precinct,
            Person.active,
            Person.may_contact,
            ~Person.confidential,
            Person.merged_into.is_null(),
            *here,
        )
        .order_by(Person.postcode, Person.family_name, Person.given_name, Person.id)
    )


def _lines(address: str, postcode: str) -> tuple[str, ...]:
    lines = [line.strip() for line in address.splitlines() if line.strip()]
    code = postcode.strip()
    if lines and code and code not in lines[-1]:
        lines[-1] = f"{lines[-1]} {code}"
    return tuple(lines)

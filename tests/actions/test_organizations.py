"""Organizations, memberships and dated terms of office."""

from datetime import date

import pytest

from outreach.actions import organizations
from outreach.actions.organizations import (
    OrganizationDetails,
    TermDetails,
    add_organization,
    add_organizations,
    edit_organization,
    edit_term,
    end_term,
    join_organization,
    leave_organization,
    start_term,
)
from outreach.errors import NotFoundError, StaleVersionError
from outreach.records.people import Membership, Organization, TermOfOffice
from tests import given
from tests.actions.refusals import refused
from tests.trail import BY, entries, last_told

pytestmark = pytest.mark.usefixtures("store")

START = date(2019, 1, 1)


def test_an_organization_is_kept_and_changed() -> None:
    precinct = given.a_precinct()
    ensley = given.a_neighborhood(precinct)
    details = OrganizationDetails(" Grace Church ", "church", ensley.id, " 1 ", " g@example.org ", " 2 Example St ")
    key = add_organization(BY, precinct.id, details).only_id("organization")
    kept = Organization.get()
    assert (kept.name, kept.kind, kept.neighborhood_id, kept.phone) == ("Grace Church", "church", ensley.id, "1")
    assert (kept.email, kept.address, kept.active) == ("g@example.org", "2 Example St", True)
    assert last_told().action == "add_organization"
    edit_organization(BY, key, 1, OrganizationDetails("GRACE CHURCH", active=False))
    kept = Organization.get()
    assert (kept.name, kept.kind, kept.neighborhood_id, kept.version) == ("GRACE CHURCH", "other", None, 2)
    assert last_told().action == "edit_organization"


def test_a_name_is_taken_by_one_that_was_added_long_before_in_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organizations, "_ORGANIZATIONS_AT_ONCE", 2)
    precinct, names = given.a_precinct(), ["Grace Church", "Club", "School", "Clinic"]
    with refused("There is already an organization with the name 'CLUB'"):
        add_organizations(BY, precinct.id, (OrganizationDetails(name) for name in (*names, "CLUB")))
    assert not Organization.select().exists()
    add_organizations(BY, precinct.id, (OrganizationDetails(name) for name in names))
    assert [one.name for one in Organization.select().order_by(Organization.id)] == names


def test_organizations_that_make_no_sense_are_refused() -> None:
    precinct = given.a_precinct()
    first, second = given.an_organization(precinct, "Grace Church"), given.an_organization(precinct, "Club")
    elsewhere = given.a_neighborhood(given.a_precinct("East Precinct"))
    with refused("The organization's name is missing"):
        add_organization(BY, precinct.id, OrganizationDetails(" "))
    with refused("There is already an organization with the name 'grace church'"):
        add_organization(BY, precinct.id, OrganizationDetails("grace church"))
    with refused("There is already an organization with the name 'Club'"):
        edit_organization(BY, first.id, 1, OrganizationDetails("Club"))
    with refused("The kind of organization 'club' is not known"):
        add_organization(BY, precinct.id, OrganizationDetails("Garden club", "club"))
    strange = OrganizationDetails("Garden club", neighborhood=elsewhere.id)
    with refused("This neighborhood is not one of this precinct"):
        add_organization(BY, precinct.id, strange)
    with refused("This neighborhood is not one of this precinct"):
        edit_organization(BY, second.id, 1, strange)
    with refused("Somebody else changed this organization", StaleVersionError):
        edit_organization(BY, second.id, 3, OrganizationDetails("Club"))


def test_a_member_joins_changes_role_and_leaves() -> None:
    precinct = given.a_precinct()
    person, church = given.a_person(precinct), given.an_organization(precinct)
    join_organization(BY, person.id, church.id)
    assert (Membership.get().person_id, Membership.get().organization_id, Membership.get().role) == (
        person.id, church.id, "",
    )  # fmt: skip
    join_organization(BY, person.id, church.id, " deacon ")
    assert [member.role for member in Membership.select()] == ["deacon"]
    join_organization(BY, person.id, church.id, "deacon")
    assert entries() == 2
    leave_organization(BY, person.id, church.id)
    assert not Membership.select().exists()
    assert last_told().action == "leave_organization"
    with refused("This person is not a member of this organization", NotFoundError):
        leave_organization(BY, person.id, church.id)


def test_only_people_of_the_precinct_join_or_take_office() -> None:
    precinct = given.a_precinct()
    stranger = given.a_person(given.a_precinct("East Precinct"))
    church = given.an_organization(precinct)
    with refused("This person is not one of this precinct"):
        join_organization(BY, stranger.id, church.id)
    with refused("This person is not one of this precinct"):
        start_term(BY, church.id, TermDetails(stranger.id, "president", START))
    with refused("This organization is no longer kept", NotFoundError):
        join_organization(BY, stranger.id, 99)


def test_a_term_starts_is_corrected_and_ends() -> None:
    precinct = given.a_precinct()
    person, association = given.a_person(precinct), given.an_organization(precinct)
    started = start_term(BY, association.id, TermDetails(person.id, "president", START))
    key = started.only_id("term_of_office")
    term = TermOfOffice.get()
    assert (term.organization_id, term.person_id, term.office) == (association.id, person.id, "president")
    assert (term.starts, term.ends) == (START, None)
    edit_term(BY, key, 1, TermDetails(person.id, "vice-president", START))
    end_term(BY, key, 2, date(2019, 6, 30))
    term = TermOfOffice.get()
    assert (term.office, term.ends, term.version) == ("vice-president", date(2019, 6, 30), 3)
    assert last_told().of("term_of_office") == [({"ends": None}, {"ends": "2019-06-30"})]
    start_term(BY, association.id, TermDetails(person.id, "vice-president", date(2019, 7, 1), date(2019, 7, 1)))
    assert TermOfOffice.select().count() == 2


def test_terms_that_make_no_sense_are_refused() -> None:
    precinct = given.a_precinct()
    person, association = given.a_person(precinct), given.an_organization(precinct)
    key = start_term(BY, association.id, TermDetails(person.id, "president", START)).only_id("term_of_office")
    second = start_term(BY, association.id, TermDetails(person.id, "secretary", START)).only_id("term_of_office")
    with refused("The office 'treasurer' is not known"):
        start_term(BY, association.id, TermDetails(person.id, "treasurer", START))
    with refused("The term's end 2018-12-31 lies before its start 2019-01-01"):
        end_term(BY, key, 1, date(2018, 12, 31))
    with refused("The term's end 2018-12-31 lies before its start 2019-01-01"):
        start_term(BY, association.id, TermDetails(person.id, "other", START, date(2018, 12, 31)))
    with refused("The term's start 1019-01-01 cannot be right"):
        start_term(BY, association.id, TermDetails(person.id, "other", date(1019, 1, 1)))
    with refused("This person's term as president from 2019-01-01 is kept already"):
        start_term(BY, association.id, TermDetails(person.id, "president", START))
    with refused("This person's term as president from 2019-01-01 is kept already"):
        edit_term(BY, second, 1, TermDetails(person.id, "president", START))
    with refused("Somebody else changed this term of office", StaleVersionError):
        end_term(BY, key, 4, START)

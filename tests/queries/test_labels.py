"""One label to a household, and none to those who do not want one."""

import pytest

from outreach.queries.labels import Label, mailing_labels
from outreach.records.people import Household
from outreach.records.precinct import Precinct
from tests import given
from tests.conftest import Store
from tests.statements import counted_statements


@pytest.fixture
def west(store: Store) -> Precinct:
    return given.a_precinct()


def test_labels_come_by_postcode_and_name(west: Precinct) -> None:
    given.a_person(west, "Zed", "Youngberry", address="2 Example Street\nBirmingham AL", postcode="35208")
    given.a_person(west, "Ann", "Zimtbaum", address="1 Example Street", postcode="35204")
    given.a_person(west, "Bea", "Appletest", address="3 Example Street, Birmingham AL 35204", postcode="35204")
    given.a_person(west, "Cy", "Noplace")
    page = mailing_labels(west.id)
    assert page.labels == (
        Label("Bea Appletest", ("3 Example Street, Birmingham AL 35204",)),
        Label("Ann Zimtbaum", ("1 Example Street 35204",)),
        Label("Zed Youngberry", ("2 Example Street", "Birmingham AL 35208")),
    )
    assert page.without_address == 1


def test_a_household_gets_one_label_under_its_own_name(west: Precinct) -> None:
    home = Household.create(precinct=west, name="The Testwell family", address="9 Example Street")
    for name in ("Ann", "Ben"):
        given.a_person(west, name, "Testwell", address="somewhere else", household=home)
    assert mailing_labels(west.id).labels == (Label("The Testwell family", ("9 Example Street",)),)


def test_those_who_must_not_be_written_to_get_none(west: Precinct) -> None:
    kept = given.a_person(west, address="1 Example Street")
    for values in ({"may_contact": False}, {"confidential": True}, {"active": False}, {"merged_into": kept}):
        given.a_person(west, "No", "Label", address="2 Example Street", **values)
    page = mailing_labels(west.id)
    assert ([label.name for label in page.labels], page.without_address) == (["Opal Ferncastle"], 0)


def test_labels_of_one_neighborhood(west: Precinct) -> None:
    ensley = given.a_neighborhood(west)
    given.a_person(west, "Here", address="1 Example Street", neighborhood=ensley)
    given.a_person(west, "There", address="2 Example Street")
    with counted_statements() as statements:
        page = mailing_labels(west.id, ensley.id)
    assert [label.name for label in page.labels] == ["Here Ferncastle"]
    assert len(statements) == 2

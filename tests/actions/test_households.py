"""Households: made of people, changed, moved into and out of, and forgotten when nobody is left."""

import pytest

from outreach.actions.households import HouseholdDetails, add_household, edit_household, move_to_household
from outreach.actions.people import PersonDetails, edit_person
from outreach.actions.undo import undo
from outreach.errors import StaleVersionError
from outreach.records.people import Household, Person
from tests import given
from tests.actions.refusals import refused
from tests.trail import BY, last_told

pytestmark = pytest.mark.usefixtures("store")


def homes() -> dict[str, str]:
    """Where everybody lives, by given name; those who live alone are left out."""
    return {one.given_name: one.household.name for one in Person.select() if one.household is not None}


def test_two_people_make_a_household_and_a_third_moves_in_and_out() -> None:
    precinct = given.a_precinct()
    opal, rufus, basil = (given.a_person(precinct, name) for name in ("Opal", "Rufus", "Basil"))
    made = add_household(
        BY, precinct.id, HouseholdDetails(" Ferncastle ", " 12 Example Ave "), [(opal.id, 1), (rufus.id, 1)]
    )
    home = Household.get_by_id(made.only_id("household"))
    assert (home.name, home.address) == ("Ferncastle", "12 Example Ave")
    assert made.ids("person") == (opal.id, rufus.id)
    edit_household(BY, home.id, 1, HouseholdDetails("Ferncastle and Quill"))
    move_to_household(BY, basil.id, 1, home.id)
    assert homes() == dict.fromkeys(("Opal", "Rufus", "Basil"), "Ferncastle and Quill")
    assert Household.get().address == ""
    moved = move_to_household(BY, basil.id, 2, None)
    assert set(homes()) == {"Opal", "Rufus"}
    assert moved.entry is not None
    undo(BY, moved.entry)
    assert set(homes()) == {"Opal", "Rufus", "Basil"}


def test_a_household_that_nobody_is_left_in_is_forgotten_and_comes_back_with_undo() -> None:
    precinct = given.a_precinct()
    old = Household.create(precinct=precinct, name="Old")
    opal, rufus = given.a_person(precinct, household=old), given.a_person(precinct, "Rufus")
    made = add_household(BY, precinct.id, HouseholdDetails("New"), [(opal.id, 1), (rufus.id, 1)])
    assert [one.name for one in Household.select()] == ["New"]
    assert last_told().tables() == ["household", "person", "household", "person"]
    assert made.entry is not None
    undo(BY, made.entry)
    assert [one.name for one in Household.select()] == ["Old"]
    assert homes() == {"Opal": "Old"}


def test_what_makes_no_sense_is_refused() -> None:
    precinct, other = given.a_precinct(), given.a_precinct("East Precinct")
    person, elsewhere = given.a_person(precinct), Household.create(precinct=other, name="Elsewhere")
    gone = given.a_person(precinct, "O.", merged_into=person, active=False)
    with refused("The household's name is missing"):
        add_household(BY, precinct.id, HouseholdDetails(" "))
    with refused("The household's name is missing"):
        edit_household(BY, elsewhere.id, 1, HouseholdDetails(" "))
    with refused("This person is not one of this precinct"):
        add_household(BY, other.id, HouseholdDetails("Ferncastle"), [(person.id, 1)])
    with refused("This household is not one of this precinct"):
        move_to_household(BY, person.id, 1, elsewhere.id)
    with refused("was merged into another, so it was not changed"):
        move_to_household(BY, gone.id, 1, None)
    home = Household.create(precinct=precinct, name="Home")
    with refused("Somebody else changed this person", StaleVersionError):
        move_to_household(BY, person.id, 2, home.id)


def test_a_new_phone_number_written_meanwhile_does_not_keep_anybody_from_moving() -> None:
    precinct = given.a_precinct()
    person, home = given.a_person(precinct), Household.create(precinct=precinct, name="Home")
    edit_person(BY, person.id, 1, PersonDetails(person.given_name, person.family_name, phone="205-555-0142"))
    move_to_household(BY, person.id, 1, home.id)
    kept = Person.get_by_id(person.id)
    assert (kept.phone, kept.household_id) == ("205-555-0142", home.id)

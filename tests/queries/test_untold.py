"""Rows are compared with what the audit trail tells of them, so that every change past the program is found."""

import pytest

from outreach.actions.change import Actor
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood, edit_neighborhood
from outreach.actions.people import PersonDetails, add_people, add_person
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.actions.rows import image
from outreach.queries import untold
from outreach.queries.untold import untold_faults
from outreach.records.audit import AuditPayload
from outreach.records.people import Neighborhood, Person
from outreach.records.told import FEWEST_IN_A_RUN
from tests.conftest import Store
from tests.statements import counted_statements
from tests.trail import unguarded

pytestmark = pytest.mark.usefixtures("store")

BY = Actor("R. Sample", workstation="desk 2")


@pytest.fixture
def precinct() -> int:
    made = set_up_precinct(BY, PrecinctDetails("Police", "West Precinct")).only_id("precinct")
    add_person(BY, made, PersonDetails("Opal"))
    area = add_neighborhood(BY, made, NeighborhoodDetails("Ensley")).only_id("neighborhood")
    edit_neighborhood(BY, area, 1, NeighborhoodDetails("Ensley", community="West"))
    return made


def found() -> list[str]:
    return [fault.words for fault in untold_faults(image)]


def test_a_row_changed_added_or_removed_past_the_program_is_found(precinct: int) -> None:
    assert found() == []
    Neighborhood.update(community="East").execute()
    assert found() == ["1 row of neighborhood (number 1) is not as the audit trail tells (community)"]
    Neighborhood.update(community="West").execute()
    Person.create(precinct=precinct, given_name="Stranger")
    Person.create(precinct=precinct, given_name="Stranger")
    assert found() == ["2 rows of person (such as number 2) are told by no entry of the audit trail"]
    Person.delete().execute()
    assert found() == ["1 row of person (number 1) is gone, and no entry of the audit trail tells why"]


def test_many_rows_of_one_entry_are_told_too(precinct: int) -> None:
    add_people(BY, precinct, [PersonDetails(f"Opal {number}") for number in range(FEWEST_IN_A_RUN + 1)])
    assert found() == []
    Person.update(given_name="Amber").where(Person.id == 4).execute()
    assert found() == ["1 row of person (number 4) is not as the audit trail tells (given name)"]


def test_what_a_purge_forgot_is_not_asked_for(precinct: int) -> None:
    AuditPayload.update(payload="").execute()
    Neighborhood.update(community="East").execute()
    assert found() == []
    edit_neighborhood(BY, 1, 2, NeighborhoodDetails("Ensley", community="North"))
    Neighborhood.update(community="East").execute()
    assert found() == ["1 row of neighborhood (number 1) is not as the audit trail tells (community)"]


def test_of_a_long_trail_the_latest_is_read(precinct: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untold, "MOST_TOLD", 1)
    Person.update(given_name="Amber").execute()
    assert found() == []
    Neighborhood.update(community="East").execute()
    assert len(found()) == 1


def test_where_an_entry_has_lost_its_details_nothing_is_said_of_rows_that_none_tells(
    precinct: int, store: Store
) -> None:
    Person.create(precinct=precinct, given_name="Stranger")
    assert len(found()) == 1
    unguarded(store)
    AuditPayload.delete().where(AuditPayload.entry_id == 2).execute()
    assert found() == []
    Neighborhood.update(community="East").execute()
    assert len(found()) == 1


def test_how_far_it_is_is_told_while_the_trail_is_read(precinct: int, monkeypatch: pytest.MonkeyPatch) -> None:
    shares: list[float] = []
    assert untold_faults(image, shares.append) == ()
    assert min(shares) == 0.5
    monkeypatch.setattr(untold, "_TOLD_EVERY", 2)
    assert untold_faults(image, shares.append) == ()
    assert min(shares) == 0.25
    assert max(shares) < 1


def test_the_statements_do_not_grow(precinct: int) -> None:
    with counted_statements() as before:
        untold_faults(image)
    for number in range(5):
        add_person(BY, precinct, PersonDetails(f"Opal {number}"))
    with counted_statements() as after:
        untold_faults(image)
    assert len(after) == len(before)

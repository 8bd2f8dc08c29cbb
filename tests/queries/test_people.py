"""People as a list, one by one, and side by side."""

from datetime import date
from typing import Any

import pytest

from outreach.errors import NotFoundError
from outreach.queries.duplicates import duplicates_of, identities, likely_duplicates
from outreach.queries.matching import Verdict
from outreach.queries.people import person_detail
from outreach.queries.person_list import PersonFilter, people_by_key, person_list
from outreach.records.events import Attendance, EventStatus
from outreach.records.people import Household, Membership, Person, TermOfOffice
from outreach.records.precinct import Precinct
from tests import given
from tests.statements import counted_statements

pytestmark = pytest.mark.usefixtures("store")

ALL = PersonFilter()


def names(precinct: Precinct, chosen: PersonFilter = ALL, **how: Any) -> list[str]:
    return [row.name for row in person_list(precinct.id, chosen, **how).rows]


def test_the_list_is_sorted_by_family_name_whatever_the_capitals() -> None:
    precinct = given.a_precinct()
    for given_name, family in (("Zoe", "de Sample"), ("Amy", "Zsample"), ("Bea", "Asample"), ("Ann", "Asample")):
        given.a_person(precinct, given_name, family)
    assert names(precinct) == ["Ann Asample", "Bea Asample", "Zoe de Sample", "Amy Zsample"]
    assert names(precinct, descending=True)[0] == "Amy Zsample"
    page = person_list(precinct.id, offset=1, limit=2)
    assert (page.total, [row.name for row in page.rows]) == (4, ["Bea Asample", "Zoe de Sample"])
    for sort in ("neighborhood", "address", "email"):
        assert len(names(precinct, sort=sort)) == 4


def test_the_filters_narrow_the_list() -> None:
    precinct = given.a_precinct()
    area, church = given.a_neighborhood(precinct), given.an_organization(precinct, "Bethel church")
    opal = given.a_person(precinct, address="12 Elm Street", phone_digits="2055554417", neighborhood=area)
    Membership.create(person=opal, organization=church)
    given.a_person(precinct, "Rufus", "Marrowby", may_contact=False)
    given.a_person(precinct, "Gone", "Away", active=False)
    given.a_person(precinct, "Opal", "Ferncastel", merged_into=opal, active=False)
    given.a_person(precinct, "Secret", "Sample", confidential=True)
    given.a_person(given.a_precinct("East Precinct"), "Else", "Where")
    assert names(precinct) == ["Opal Ferncastle", "Rufus Marrowby"]
    for chosen in (
        PersonFilter(text="fern op"),
        PersonFilter(text="elm str"),
        PersonFilter(text="4417"),
        PersonFilter(neighborhood=area.id),
        PersonFilter(organization=church.id),
        PersonFilter(may_contact=True),
    ):
        assert names(precinct, chosen) == ["Opal Ferncastle"], chosen
    assert names(precinct, PersonFilter(active=None)) == ["Gone Away", "Opal Ferncastle", "Rufus Marrowby"]
    assert names(precinct, confidential=True) == ["Opal Ferncastle", "Rufus Marrowby", "Secret Sample"]
    assert names(precinct, PersonFilter(text="\"'*")) == []


def a_history(precinct: Precinct) -> Person:
    area, church = given.a_neighborhood(precinct), given.an_organization(precinct)
    home = Household.create(precinct=precinct, name="Ferncastle")
    opal = given.a_person(precinct, neighborhood=area, household=home)
    given.a_person(precinct, "Rufus", "Ferncastle", household=home)
    given.a_person(precinct, "Opal", "Ferncastel", merged_into=opal, active=False)
    for day, present, status in ((3, True, "held"), (5, False, "held"), (9, True, "held"), (20, True, "cancelled")):
        event = given.an_event(precinct, date(2019, 1, day), status=EventStatus(status))
        Attendance.create(event=event, person=opal, present=present)
    for secret in (False, True):
        concern = given.a_concern(precinct, raised_by_person=opal, confidential=secret)
        given.a_follow_up(precinct, concern=concern, promised_to_person=opal)
    Membership.create(person=opal, organization=church, role="president")
    TermOfOffice.create(organization=church, person=opal, office="president", starts=date(2018, 1, 1))
    return opal


def test_one_person_comes_with_the_whole_history() -> None:
    precinct = given.a_precinct()
    opal = a_history(precinct)
    told = person_detail(opal.id)
    assert (told.name, told.neighborhood_name, told.events, told.last_came) == (
        "Opal Ferncastle",
        "Ensley",
        2,
        date(2019, 1, 9),
    )
    assert [(one.date.day, one.present) for one in told.attendance] == [(20, True), (9, True), (5, False), (3, True)]
    assert told.household is not None
    assert [one.name for one in told.household.members] == ["Rufus Ferncastle"]
    assert [one.name for one in told.merged_from] == ["Opal Ferncastel"]
    assert [(one.organization_name, one.role) for one in told.memberships] == [
        ("Ensley Neighborhood Association", "president")
    ]
    assert [(one.office, one.ends) for one in told.terms] == [("president", None)]
    assert (len(told.promises), len(person_detail(opal.id, confidential=True).promises)) == (1, 2)
    assert [one.confidential for one in told.concerns] == [False]
    assert [one.confidential for one in person_detail(opal.id, confidential=True).concerns] == [True, False]


def test_somebody_confidential_is_not_told_of_unless_the_reader_may_see_it() -> None:
    precinct = given.a_precinct()
    hidden = given.a_person(precinct, confidential=True)
    with pytest.raises(NotFoundError):
        person_detail(hidden.id)
    assert person_detail(hidden.id, confidential=True).name == "Opal Ferncastle"
    with pytest.raises(NotFoundError):
        person_detail(999)


def test_two_entries_are_shown_side_by_side_with_the_fuller_one_first() -> None:
    precinct = given.a_precinct()
    for number in range(30):
        given.a_person(precinct, f"Given{number}", f"Family{number}", address=f"{number} Road{number}")
    twice = [given.a_person(precinct, address="12 Elm Street", postcode="35208") for _ in range(2)]
    given.a_person(precinct, "Rufus", "Ferncastle", address="12 Elm Street", postcode="35208")
    Attendance.create(event=given.an_event(precinct), person=twice[1])
    page = likely_duplicates(precinct.id)
    assert page.total == 1
    assert [(pair.first.id, pair.second.id) for pair in page.rows] == [(twice[1].id, twice[0].id)]
    assert page.rows[0].verdict is Verdict.SAME
    for pair in duplicates_of(twice[0].id):
        assert {pair.first.id, pair.second.id} == {one.id for one in twice}
    assert duplicates_of(Person.get(given_name="Given3").id) == ()


def test_housemates_are_told_apart_from_duplicates() -> None:
    precinct = given.a_precinct()
    for number in range(30):
        given.a_person(precinct, f"Given{number}", f"Family{number}", address=f"{number} Road{number}")
    for name in ("Opal", "Rufus"):
        given.a_person(precinct, name, address="12 Elm Street", postcode="35208")
    assert likely_duplicates(precinct.id).rows == ()
    (home,) = likely_duplicates(precinct.id, households=True).rows
    assert {home.first.given_name, home.second.given_name} == {"Opal", "Rufus"}


def test_only_those_listed_are_compared() -> None:
    precinct = given.a_precinct()
    kept = given.a_person(precinct, neighborhood=given.a_neighborhood(precinct), address="12 Elm Street")
    given.a_person(precinct, merged_into=kept)
    given.a_person(precinct, active=False)
    given.a_person(precinct, confidential=True)
    (one,) = identities(precinct.id)
    assert (one.key, one.address) == (kept.id, "12 Elm Street, Ensley")
    assert len(identities(precinct.id, confidential=True)) == 2
    with pytest.raises(NotFoundError):
        duplicates_of(999)


@pytest.mark.parametrize("many", [2, 25])
def test_the_number_of_statements_does_not_follow_the_data(many: int) -> None:
    precinct = given.a_precinct()
    opal = a_history(precinct)
    for number in range(many):
        person = given.a_person(precinct, "Opal", f"Ferncastle{number}")
        Attendance.create(event=given.an_event(precinct), person=person)
        Attendance.create(event=given.an_event(precinct), person=opal)
    asked = []
    for question in (
        lambda: person_list(precinct.id),
        lambda: person_detail(opal.id),
        lambda: people_by_key([opal.id]),
        lambda: likely_duplicates(precinct.id),
        lambda: duplicates_of(opal.id),
    ):
        with counted_statements() as statements:
            question()
        asked.append(len(statements))
    assert asked == [3, 9, 2, 3, 6]

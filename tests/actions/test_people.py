"""People: names, digits of the phone, and two entries that turn out to be one person."""

from dataclasses import replace
from datetime import date

import pytest

from outreach.actions.import_people import correct_people
from outreach.actions.people import (
    PersonDetails,
    add_people,
    add_person,
    edit_person,
    merge_people,
)
from outreach.errors import StaleVersionError
from outreach.records.base import database
from outreach.records.events import Attendance
from outreach.records.followups import Concern, FollowUp
from outreach.records.people import Household, Membership, Person, TermOfOffice
from outreach.records.tables import TABLES
from tests import given
from tests.actions.refusals import refused
from tests.statements import counted_statements
from tests.trail import BY, last_told

pytestmark = pytest.mark.usefixtures("store")

OPAL = PersonDetails("Opal", "Ferncastle")


def test_a_person_is_kept_with_the_digits_of_her_phone() -> None:
    precinct = given.a_precinct()
    ensley = given.a_neighborhood(precinct)
    home = Household.create(precinct=precinct, name="Ferncastle").id
    details = PersonDetails(
        " Ope\u0301l ", " Ferncastle ", " (205) 555-0142 x7 ", " o@example.org ", " 12 Example Ave ", " 35218 ",
        ensley.id, home, "es", False, True, False,
    )  # fmt: skip
    changes = add_person(BY, precinct.id, details)
    person = Person.get_by_id(changes.only_id("person"))
    assert (person.given_name, person.family_name) == ("Op\u00e9l", "Ferncastle")
    assert (person.phone, person.phone_digits) == ("(205) 555-0142 x7", "20555501427")
    assert (person.email, person.address, person.postcode) == ("o@example.org", "12 Example Ave", "35218")
    assert (person.neighborhood_id, person.household_id, person.language) == (ensley.id, home, "es")
    assert (person.may_contact, person.confidential, person.active, person.version) == (False, True, False, 1)
    told = last_told()
    assert (told.action, told.tables(), changes.kinds) == ("add_person", ["person"], frozenset({"person"}))


def test_many_people_are_added_by_few_statements() -> None:
    precinct = given.a_precinct()
    with counted_statements() as statements:
        changes = add_people(BY, precinct.id, [PersonDetails(f"P{n}", phone=f"{n}") for n in range(1000)])
    assert len(statements) < 8
    assert len(changes.ids("person")) == Person.select().count() == 1000
    assert Person.get_by_id(changes.ids("person")[999]).phone_digits == "999"
    assert last_told().action == "add_people"


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_many_people_leave_the_index_of_words_in_few_pieces() -> None:
    """Each of them stands elsewhere in it than the one before."""
    precinct, people = given.a_precinct().id, [PersonDetails("Opal", name) for name in ("Zoe", "Abel") * 100]
    keys = add_people(BY, precinct, people).ids("person")
    corrected = [(key, 1, replace(one, family_name="Miro")) for key, one in zip(keys, people, strict=True)]
    pieces = "SELECT COUNT(DISTINCT id >> 37) FROM person_search_data WHERE id > 10"
    assert database.execute_sql(pieces).fetchone()[0] < 5
    correct_people(BY, precinct, corrected)
    assert database.execute_sql(pieces).fetchone()[0] < 5


def test_a_new_phone_has_new_digits() -> None:
    person = given.a_person(given.a_precinct())
    edit_person(BY, person.id, 1, PersonDetails("Opal", "Ferncastle", phone="205-555-0199"))
    assert (Person.get().phone_digits, Person.get().version) == ("2055550199", 2)
    assert last_told().of("person")[0][1] == {"phone": "205-555-0199", "phone_digits": "2055550199"}


def test_a_person_without_a_name_or_with_a_stranger_s_place_is_refused() -> None:
    precinct, other = given.a_precinct(), given.a_precinct("East Precinct")
    elsewhere = given.a_neighborhood(other)
    person = given.a_person(precinct)
    with refused("A person needs a given name or a family name"):
        add_people(BY, precinct.id, [OPAL, PersonDetails(" ", "")])
    with refused("This neighborhood is not one of this precinct"):
        add_person(BY, precinct.id, PersonDetails("Opal", neighborhood=elsewhere.id))
    with refused("This household is not one of this precinct"):
        edit_person(BY, person.id, 1, PersonDetails("Opal", household=99))
    with refused("Somebody else changed this person", StaleVersionError):
        edit_person(BY, person.id, 2, replace(OPAL, given_name="Basil"))


def test_a_merge_moves_everything_that_named_the_other_entry() -> None:
    precinct = given.a_precinct()
    kept, other = given.a_person(precinct), given.a_person(precinct, "O.", "Fern-Castle")
    earlier = given.a_person(precinct, "Opal", "F.", merged_into=other, active=False)
    church, club = given.an_organization(precinct, "Church"), given.an_organization(precinct, "Club")
    for person, organization, role in ((kept, church, ""), (other, church, "deacon"), (other, club, "treasurer")):
        Membership.create(person=person, organization=organization, role=role)
    for person, ends in ((kept, None), (other, date(2019, 12, 31))):
        TermOfOffice.create(person=person, organization=church, office="president", starts=date(2019, 1, 1), ends=ends)
    TermOfOffice.create(person=other, organization=club, office="secretary", starts=date(2019, 1, 1))
    both, only, absent = (given.an_event(precinct, title=title) for title in ("both", "only", "absent"))
    Attendance.create(event=both, person=kept, present=False, note="called")
    Attendance.create(event=both, person=other, present=True, sheet=1, line=4)
    Attendance.create(event=only, person=other, sheet=1, line=1)
    Attendance.create(event=absent, person=kept, present=True, sheet=2, line=2)
    Attendance.create(event=absent, person=other, present=False, sheet=1, line=2)
    concern = given.a_concern(precinct, raised_by_person=other)
    promise = given.a_follow_up(precinct, promised_to_person=other)
    home = Household.create(precinct=precinct, name="Ferncastle")
    Person.update(household=home).where(Person.id == other.id).execute()

    with counted_statements() as statements:
        changes = merge_people(BY, kept.id, 1, other.id, 1, PersonDetails("Opal", "Ferncastle", phone="205 555 0142"))

    assert len(statements) < 40
    person, gone = Person.get_by_id(kept.id), Person.get_by_id(other.id)
    assert (person.phone_digits, person.household_id, person.version) == ("2055550142", home.id, 2)
    assert (gone.merged_into_id, gone.active, gone.version) == (kept.id, False, 2)
    assert Person.get_by_id(earlier.id).merged_into_id == kept.id
    lines = Attendance.select().order_by(Attendance.event)
    assert [(a.event_id, a.person_id, a.present, a.sheet, a.line, a.note) for a in lines] == [
        (both.id, kept.id, True, 1, 4, "called"),
        (only.id, kept.id, True, 1, 1, ""),
        (absent.id, kept.id, True, 2, 2, ""),
    ]
    members = Membership.select().order_by(Membership.organization)
    assert [(m.organization_id, m.person_id, m.role) for m in members] == [
        (church.id, kept.id, "deacon"), (club.id, kept.id, "treasurer"),
    ]  # fmt: skip
    terms = TermOfOffice.select().order_by(TermOfOffice.organization)
    assert [(t.organization_id, t.person_id, t.ends) for t in terms] == [
        (church.id, kept.id, date(2019, 12, 31)), (club.id, kept.id, None),
    ]  # fmt: skip
    assert Concern.get_by_id(concern.id).raised_by_person_id == kept.id
    assert FollowUp.get_by_id(promise.id).promised_to_person_id == kept.id
    assert last_told().action == "merge_people"
    assert changes.only_id("person") == kept.id
    assert changes.kinds == {
        "person", "attendance", "membership", "term_of_office", "concern", "follow_up",
    }  # fmt: skip


def test_a_merge_moves_a_concern_and_a_promise_that_bear_the_number_of_the_person() -> None:
    precinct = given.a_precinct()
    kept, other = given.a_person(precinct), given.a_person(precinct, "O.")
    concerns = [given.a_concern(precinct, raised_by_person=other) for _ in range(other.id)]
    promises = [given.a_follow_up(precinct, promised_to_person=other) for _ in range(other.id)]
    assert (concerns[-1].id, promises[-1].id) == (other.id, other.id)
    merge_people(BY, kept.id, 1, other.id, 1, OPAL)
    assert {one.raised_by_person_id for one in Concern.select()} == {kept.id}
    assert {one.promised_to_person_id for one in FollowUp.select()} == {kept.id}


def test_every_table_that_names_a_person_is_one_the_merge_knows() -> None:
    naming = {
        (table._meta.table_name, field.name)
        for table in TABLES
        for field in table._meta.refs
        if field.rel_model is Person
    }
    assert naming == {
        ("person", "merged_into"),
        ("attendance", "person"),
        ("membership", "person"),
        ("term_of_office", "person"),
        ("concern", "raised_by_person"),
        ("follow_up", "promised_to_person"),
    }


def test_a_person_with_hundreds_of_sign_ins_is_merged_by_as_few_statements() -> None:
    precinct = given.a_precinct()
    counts = []
    for number in (5, 150):
        people = [given.a_person(precinct, name) for name in "AB"]
        for n in range(number):
            event = given.an_event(precinct, title=f"{n}")
            for person in people[n % 2 :]:
                Attendance.create(event=event, person=person)
        with counted_statements() as statements:
            merge_people(BY, people[0].id, 1, people[1].id, 1, OPAL)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_impossible_merges_are_refused() -> None:
    precinct = given.a_precinct()
    kept, other = given.a_person(precinct), given.a_person(precinct, "O.")
    elsewhere = given.a_person(given.a_precinct("East Precinct"))
    with refused("A person cannot be merged with herself"):
        merge_people(BY, kept.id, 1, kept.id, 1, OPAL)
    with refused("belong to different precincts"):
        merge_people(BY, kept.id, 1, elsewhere.id, 1, OPAL)
    with refused("Somebody else changed this person", StaleVersionError):
        merge_people(BY, kept.id, 1, other.id, 2, OPAL)
    merge_people(BY, kept.id, 1, other.id, 1, OPAL)
    with refused("was merged into another"):
        merge_people(BY, kept.id, 1, other.id, 2, OPAL)
    with refused("This entry for O. Ferncastle was merged into another"):
        edit_person(BY, other.id, 2, OPAL)

"""Who lives together, who belongs where and who holds which office: set, changed and ended by keys and clicks."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from outreach.records.people import Household, Membership, Organization, Person, TermOfOffice
from outreach.records.precinct import Precinct
from outreach.ui.desk import Desk
from outreach.ui.pages.event import EventPage
from outreach.ui.pages.people import PeoplePage
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.window import Window
from tests.given import a_concern, a_person, an_event, an_organization
from tests.journeys.typing import CTRL, SHIFT, Keyboard

type Settled = Callable[[], None]


@pytest.fixture
def opal(precinct: int) -> Person:
    place = Precinct.get_by_id(precinct)
    a_person(place, "Rufus", "Quillfeather", address="3100 19th Street")
    a_person(place, "Basil", "Quillfeather")
    return a_person(place, "Opal", "Ferncastle")


@pytest.fixture
def association(precinct: int) -> Organization:
    return an_organization(Precinct.get_by_id(precinct))


@pytest.fixture
def page(opal: Person, association: Organization, window: Window, ready: Settled) -> PeoplePage:
    window.open_page("people", opal.id)
    ready()
    assert isinstance(window.page, PeoplePage)
    return window.page


@pytest.fixture
def ready(window: Window, settled: Callable[[Desk], None]) -> Settled:
    return lambda: settled(window.desk)


def pressed(inside: QWidget, name: str) -> None:
    (made,) = [one for one in inside.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()]
    made.click()


def homes() -> dict[str, str]:
    return {one.given_name: one.household.name for one in Person.select() if one.household is not None}


def test_two_live_together_a_third_moves_in_one_moves_out_and_all_is_taken_back(
    page: PeoplePage, ready: Settled, keyboard: Keyboard, opal: Person
) -> None:
    part = page.panel.household
    assert not part.home.isVisible()
    part.box.setFocus()
    keyboard.write("rufus", Qt.Key.Key_Return)
    ready()
    assert (Household.get().name, Household.get().address) == ("Ferncastle household", "3100 19th Street")
    assert part.where.text() == "Ferncastle household · 3100 19th Street"
    keyboard.write("basil", Qt.Key.Key_Return)
    ready()
    assert homes() == dict.fromkeys(("Opal", "Rufus", "Basil"), "Ferncastle household")
    part.change.click()
    keyboard.press(Qt.Key.Key_A, CTRL)
    keyboard.write("Ferncastle and Quillfeather", Qt.Key.Key_Return)
    ready()
    assert Household.get().name == "Ferncastle and Quillfeather"
    pressed(part, "Basil Quillfeather moved out")
    ready()
    assert set(homes()) == {"Opal", "Rufus"}
    assert [row.accessibleName() for row in part.members.rows] == ["Rufus Quillfeather"]
    keyboard.write("rufus", Qt.Key.Key_Return)
    assert page.desk.messages.said[-1].text.startswith("Nobody else is found")
    part.box.start_again()
    page.setFocus()
    for _ in range(4):
        keyboard.press(Qt.Key.Key_Z, CTRL)
        ready()
    assert (homes(), Household.select().count()) == ({}, 0)
    assert not part.home.isVisible()
    for _ in range(4):
        keyboard.press(Qt.Key.Key_Z, CTRL | SHIFT)
        ready()
    assert homes() == dict.fromkeys(("Opal", "Rufus"), "Ferncastle and Quillfeather")


def test_who_has_no_household_moves_into_the_one_that_is_there(
    page: PeoplePage, ready: Settled, keyboard: Keyboard, precinct: int
) -> None:
    home = Household.create(precinct=precinct, name="Quillfeather household")
    Person.update(household=home).where(Person.given_name == "Rufus").execute()
    page.panel.household.box.setFocus()
    keyboard.write("rufus", Qt.Key.Key_Return)
    ready()
    assert homes() == dict.fromkeys(("Opal", "Rufus"), "Quillfeather household")
    assert Household.select().count() == 1


def test_a_person_joins_takes_office_and_ends_it_on_a_day(
    page: PeoplePage, ready: Settled, keyboard: Keyboard, opal: Person, association: Organization
) -> None:
    part = page.panel.belonging
    part.join.click()
    keyboard.write("ensl", Qt.Key.Key_Tab)
    keyboard.write("member at large", Qt.Key.Key_Return)
    ready()
    assert [(one.person_id, one.role) for one in Membership.select()] == [(opal.id, "member at large")]
    part.begin.click()
    keyboard.press(Qt.Key.Key_Return)
    assert page.desk.messages.said[-1].text.startswith("Choose an organization")
    keyboard.write("ensl", Qt.Key.Key_Tab)
    part.office.fill(office="vice-president", starts=date(2017, 1, 1))
    part.office.submit.click()
    ready()
    term = TermOfOffice.get()
    assert (term.person_id, term.organization_id, term.office, term.ends) == (
        opal.id, association.id, "vice-president", None,
    )  # fmt: skip
    pressed(part, "Change the term: Vice-president, Ensley Neighborhood Association")
    until = part.office.control("ends")
    until.setFocus()
    keyboard.write("12/31/2018", Qt.Key.Key_Return)
    ready()
    assert TermOfOffice.get().ends == date(2018, 12, 31)
    assert part.terms.rows[0].accessibleName().endswith("Jan 1, 2017 to Dec 31, 2018")
    pressed(part, "Leave: Ensley Neighborhood Association")
    ready()
    assert Membership.select().count() == 0
    page.setFocus()
    for _ in range(4):
        keyboard.press(Qt.Key.Key_Z, CTRL)
        ready()
    assert (Membership.select().count(), TermOfOffice.select().count()) == (0, 0)


def test_an_association_changes_its_members_and_its_president(
    page: PeoplePage, window: Window, ready: Settled, keyboard: Keyboard, opal: Person, association: Organization
) -> None:
    Membership.create(person=opal, organization=association)
    TermOfOffice.create(person=opal, organization=association, office="president", starts=date(2015, 1, 1))
    window.open_page("people", ("organization", association.id))
    ready()
    panel = page.organization
    pressed(panel, "Role: Opal Ferncastle")
    keyboard.write("block captain", Qt.Key.Key_Return)
    ready()
    assert Membership.get().role == "block captain"
    pressed(panel, "Change the term of Opal Ferncastle as president")
    panel.term.fill(ends=date(2014, 1, 1))
    panel.term.submit.click()
    assert "lies before" in page.desk.messages.said[-1].text
    panel.term.fill(ends=date(2019, 1, 10))
    panel.term.submit.click()
    ready()
    assert TermOfOffice.get().ends == date(2019, 1, 10)
    pressed(panel, "Begin a term")
    keyboard.write("rufus")
    panel.term.fill(office="president", starts=date(2019, 1, 11))
    panel.term.submit.click()
    ready()
    assert [(one.person.given_name, one.ends) for one in TermOfOffice.select().order_by(TermOfOffice.starts)] == [
        ("Opal", date(2019, 1, 10)),
        ("Rufus", None),
    ]
    pressed(panel, "Remove: Opal Ferncastle")
    ready()
    assert Membership.select().count() == 0


def test_a_person_opened_from_elsewhere_comes_with_the_list_of_people_and_what_was_told_us(
    page: PeoplePage, window: Window, ready: Settled, keyboard: Keyboard, opal: Person
) -> None:
    place = Precinct.get_by_id(window.desk.precinct)
    event = an_event(place)
    a_concern(place, "Cars race past the school", raised_by_person=opal, event=event)
    page.show_view(2)
    ready()
    window.open_page("home")
    window.open_page("people", opal.id)
    ready()
    assert page.views[0].isChecked()
    (told,) = page.panel.concerns.rows
    assert told.accessibleName() == "Cars race past the school, Speeding · Jan 15"
    told.setFocus()
    keyboard.press(Qt.Key.Key_Return)
    ready()
    assert isinstance(window.page, EventPage)
    assert window.page.shown == event.id


def test_what_is_half_typed_of_one_term_is_not_of_another(
    page: PeoplePage, ready: Settled, keyboard: Keyboard, opal: Person, association: Organization
) -> None:
    for office in ("president", "secretary"):
        TermOfOffice.create(person=opal, organization=association, office=office, starts=date(2018, 1, 1))
    page.read()
    ready()
    part, name = page.panel.belonging, f"{opal.given_name} {opal.family_name}"

    def half_type(inside: QWidget, form: ActionForm, first: str, second: str) -> None:
        pressed(inside, first)
        form.control("starts").setFocus()
        keyboard.press(Qt.Key.Key_A, CTRL)
        keyboard.write("1/5/2018")
        form.leave.click()
        pressed(inside, second)
        assert (form.chosen("office"), form.date("starts")) == ("secretary", date(2018, 1, 1))

    half_type(part, part.office, *(f"Change the term: {one}, {association.name}" for one in ("President", "Secretary")))
    page.show_record(("organization", association.id))
    ready()
    panel = page.organization
    half_type(panel, panel.term, *(f"Change the term of {name} as {one}" for one in ("president", "secretary")))

"""Two entries of one person are merged field by field, and brought back days later."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from outreach.actions.people import PersonDetails, add_people, merge_people
from outreach.actions.precinct import PrecinctDetails, edit_precinct
from outreach.records.accounts import Role
from outreach.records.events import Attendance
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.ui.desk import Desk
from outreach.ui.pages.people import PeoplePage
from tests.given import an_event
from tests.ui.conftest import BY, free, show
from tests.ui.looking import clipped, tab_faults, unnamed

type Settled = Callable[[Desk], None]


@pytest.fixture
def twice(desk: Desk) -> tuple[int, int]:
    """Opal Ferncastle, entered twice: once with a phone, once with an address, and somebody else."""
    opal = PersonDetails("Opal", "Ferncastle", phone="205-555-0142", address="3100 19th Street", postcode="35218")
    again = PersonDetails("Opal", "Ferncastle", email="opal@example.org", address="3100 19th Street", postcode="35218")
    other = PersonDetails("Rufus", "Quillfeather", phone="205-555-0199")
    first, second, _ = add_people(BY, desk.precinct, [opal, again, other]).ids("person")
    event = an_event(Precinct.get_by_id(desk.precinct))
    Attendance.create(event=event, person=first)
    Attendance.create(event=an_event(Precinct.get_by_id(desk.precinct), title="Second"), person=second)
    return first, second


@pytest.fixture
def page(desk: Desk, twice: tuple[int, int], qtbot: QtBot, settled: Settled) -> PeoplePage:
    made = PeoplePage(desk)
    made.resize(1232, 820)
    show(qtbot, made)
    made.come_forward()
    settled(desk)
    return made


def test_a_merge_keeps_the_chosen_fields_and_is_undone_days_later(
    page: PeoplePage, desk: Desk, twice: tuple[int, int], settled: Settled
) -> None:
    page.show_view(2)
    settled(desk)
    (pair,) = page.pairs.rows.rows
    assert {pair.first.id, pair.second.id} == set(twice)
    page.pairs.setFocus()
    QTest.keyClick(page.pairs, Qt.Key.Key_Return)
    email_of_the_other = page.merging.choices["email"][1 if pair.second.email else 0]
    assert email_of_the_other.isChecked()
    page.merging.merge.click()
    settled(desk)
    kept, gone = Person.get_by_id(pair.first.id), Person.get_by_id(pair.second.id)
    assert (kept.phone, kept.email) == ("205-555-0142", "opal@example.org")
    assert (gone.merged_into_id, gone.active) == (kept.id, False)
    assert {line.person_id for line in Attendance.select()} == {kept.id}
    header = Precinct.get_by_id(desk.precinct)
    # Not the last thing done here: that is taken back as by Undo.
    desk.attempt(
        lambda: edit_precinct(desk.actor, header.id, header.version, replace(details_of(header), agency="Police"))
    )
    (undo,) = [one for one in page.panel.findChildren(QPushButton) if one.text() == "Undo the merge"]
    undo.click()
    settled(desk)
    assert {line.person_id for line in Attendance.select()} == set(twice)
    assert Person.get_by_id(gone.id).merged_into_id is None
    assert Person.get_by_id(kept.id).email == pair.first.email
    assert (desk.messages.said[-1].text[:20], desk.messages.said[-1].undo) == ("The merge is undone:", True)
    assert len(page.pairs.rows.rows) == 1
    free(page)


def test_an_officer_is_told_who_may_merge_and_undo_a_merge_before_it_is_tried(
    page: PeoplePage, desk: Desk, twice: tuple[int, int], settled: Settled
) -> None:
    page.show_view(2)
    settled(desk)
    (pair,) = page.pairs.rows.rows
    desk.actor = replace(BY, role=Role.OFFICER)
    page.merging.show_pair(pair)
    assert not page.merging.merge.isEnabled()
    assert page.merging.merge.toolTip() == "Only a supervisor may merge two entries."
    assert page.merging.words.text().endswith("Only a supervisor may merge two entries.")
    first, second = Person.get_by_id(twice[0]), Person.get_by_id(twice[1])
    merge_people(BY, first.id, first.version, second.id, second.version, page.merging.details() or PersonDetails())
    page._show_kept(first.id)
    settled(desk)
    (undo,) = [one for one in page.panel.findChildren(QPushButton) if one.text() == "Undo the merge"]
    assert not undo.isEnabled()
    assert undo.accessibleDescription() == undo.toolTip() == "Only a supervisor may undo a merge."
    free(page)


def details_of(header: Precinct) -> PrecinctDetails:
    return PrecinctDetails(header.agency, header.name, commander="Capt. A. Exemplar")


def test_an_answer_about_people_leaves_the_organizations_in_front_as_they_are(
    page: PeoplePage, desk: Desk, settled: Settled, twice: tuple[int, int]
) -> None:
    page._open_person(twice[0])
    page.show_view(1)
    settled(desk)
    page._read_people()
    settled(desk)
    assert page.subtitle.text() == "0 organizations"
    assert not page.side.isVisible()
    free(page)


def test_people_are_found_as_one_types_and_added_where_nobody_is(
    page: PeoplePage, desk: Desk, settled: Settled
) -> None:
    QTest.keyClicks(page.words, "0199")
    page.read()
    settled(desk)
    assert [row.name for row in page.people.rows.rows] == ["Rufus Quillfeather"]
    page.words.setText("Thelma Brambleford")
    page.read()
    settled(desk)
    assert page.lists.currentWidget() is page.lists.none_fits
    page.lists.none_fits.action.click()
    page.panel.form.submit.click()
    settled(desk)
    assert Person.get(family_name="Brambleford").given_name == "Thelma"
    free(page)


@pytest.mark.parametrize("view", [0, 1, 2])
def test_every_control_is_named_reached_and_readable(page: PeoplePage, desk: Desk, settled: Settled, view: int) -> None:
    page.show_view(view)
    settled(desk)
    if view == 0:
        page.show_record(page.people.rows.rows[0].id)
        settled(desk)
    if view == 2:
        page._compare(page.pairs.rows.rows[0])
        settled(desk)
    for _ in range(3):  # wrapped words settle their height in a second round
        QApplication.processEvents()
    assert unnamed(page) == []
    assert clipped(page) == []
    assert tab_faults(page) == []
    for table in (page.people, page.organizations, page.pairs):
        QAbstractItemModelTester(table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    free(page)

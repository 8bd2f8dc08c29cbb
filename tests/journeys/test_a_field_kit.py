"""A kit goes out by the settings, a meeting is recorded on the laptop, and what comes back asks where it must."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from outreach.actions.change import Actor
from outreach.actions.counts import set_head_counts
from outreach.actions.field_kit import unlock_kit
from outreach.actions.people import PersonDetails
from outreach.actions.signin import sign_in_new_person
from outreach.records import keys
from outreach.records.base import database
from outreach.records.database import close_database, connection
from outreach.records.events import Attendance, Event, EventNeighborhood, HeadCount
from outreach.records.kits import FieldKit
from outreach.records.people import Person
from outreach.records.precinct import Officer, Precinct
from outreach.ui.desk import Desk
from outreach.ui.pages.settings import SettingsPage
from outreach.ui.pages.settings_kits import HERE, KitsPart
from outreach.ui.sign_in import SignIn
from outreach.ui.window import Window
from tests.given import a_neighborhood, a_person, an_event, an_officer
from tests.ui.conftest import TODAY, free, show

type Settled = Callable[[Desk], None]
PHRASE = "basement of the chapel"


@pytest.fixture(autouse=True)
def cheap_derivations(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes guessing dear would make these tests slow."""
    monkeypatch.setattr(keys, "STANDARD_COST", keys.Cost(memory_kib=8, passes=1, lanes=1))


@pytest.fixture
def window(desk: Desk, qtbot: QtBot, settled: Settled) -> Iterator[Window]:
    precinct = Precinct.get_by_id(desk.precinct)
    ensley = a_neighborhood(precinct, "Chapel Hill")
    an_officer(precinct, "777", "D. Example")
    meeting = an_event(precinct, TODAY + timedelta(days=5), "Chapel meeting", status="planned")
    EventNeighborhood.create(event=meeting, neighborhood=ensley)
    a_person(precinct, "Wren", "Moss", address="9 Far Lane")
    made = Window(desk, "West Precinct")
    show(qtbot, made)
    made.begin()
    settled(desk)
    desk.feed.close()  # the laptop of these tests is this program, with other records open for a while
    yield made
    desk.setParent(None)
    made.close()
    free(made)


@pytest.fixture
def part(window: Window, desk: Desk, settled: Settled) -> KitsPart:
    desk.go("settings", "Field kits")
    settled(desk)
    page = window.page
    assert isinstance(page, SettingsPage)
    shown = page.parts.currentWidget()
    assert isinstance(shown, KitsPart)
    return shown


def press(button: QPushButton) -> None:
    QTest.keyClick(button, Qt.Key.Key_Space)


def type_into(widget: object, words: str) -> None:
    assert isinstance(widget, QLineEdit)
    widget.clear()
    QTest.keyClicks(widget, words)


def make_a_kit(part: KitsPart, desk: Desk, settled: Settled, kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(kit), ""))
    press(part.make)
    row = next(row for row in range(part.places.count()) if part.places.item(row).text() == "Chapel Hill")
    part.places.setCurrentRow(row)
    QTest.keyClick(part.places, Qt.Key.Key_Space)
    type_into(part.form.control("name"), "Chapel")
    for name in ("phrase", "again"):
        type_into(part.form.control(name), PHRASE)
    press(part.form.submit)
    settled(desk)
    settled(desk)


def recorded_on_the_laptop(kit: Path, phone: str = "") -> None:
    """What an officer does in the kit, while the window at the precinct stays open."""
    at_home = database.obj
    unlocked = unlock_kit(str(kit), PHRASE, FieldKit.get().made_at.astimezone(), "laptop 4")
    try:
        with connection():
            by = Actor(unlocked.actor.name, unlocked.actor.officer_id, None, "laptop 4")
            event = Event.get(Event.title == "Chapel meeting").id
            set_head_counts(by, event, [("Adults", 12)])
            sign_in_new_person(by, event, PersonDetails("Wren", "Moss", phone=phone))
    finally:
        close_database()
        database.initialize(at_home)


def test_a_kit_goes_out_and_what_comes_back_is_asked(
    part: KitsPart, desk: Desk, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit = tmp_path / "chapel.outreach-kit"
    make_a_kit(part, desk, settled, kit, monkeypatch)
    assert kit.exists()
    (line,) = part.table.rows.rows
    assert (line.name, line.officer) == ("Chapel", Officer.get_by_id(FieldKit.get().officer_id).name)
    assert line.holds.startswith("1 event, ")
    recorded_on_the_laptop(kit)

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(kit), ""))
    press(part.bring)
    type_into(part.back.control("phrase"), "not this one at all")
    QTest.keyClick(part.back.control("phrase"), Qt.Key.Key_Return)
    settled(desk)
    assert "does not open the field kit" in desk.messages.said[-1].text
    type_into(part.back.control("phrase"), PHRASE)
    QTest.keyClick(part.back.control("phrase"), Qt.Key.Key_Return)
    settled(desk)
    settled(desk)
    assert HeadCount.get(HeadCount.group_name == "Adults").count == 12
    assert "1 change came back" in desk.messages.said[-1].text
    asks = part.questions
    assert asks.isVisible()
    assert "1 change from field kits to decide" in asks.heading.text()
    assert not asks.apply.isEnabled()
    walked = next(
        one for one in part.window().findChildren(QListWidget) if one.accessibleName() == "Parts of the settings"
    )
    walked.setFocus()
    part.read()
    settled(desk)
    assert QApplication.focusWidget() is walked
    _, group, _ = asks._groups[0]
    assert [radio.text() for radio in group.buttons()] == [
        "Wren Moss (9 Far Lane)",
        "No, this is somebody or something else",
    ]
    QTest.keyClick(group.buttons()[0], Qt.Key.Key_Space)
    part.read()
    settled(desk)
    assert asks._groups[0][1].checkedId() == 0
    press(asks.apply)
    settled(desk)
    assert not asks.isVisible()
    assert Person.select().where(Person.given_name == "Wren").count() == 1
    event = Event.get(Event.title == "Chapel meeting")
    assert Attendance.get(Attendance.event == event).person_id == Person.get(Person.given_name == "Wren").id
    (line,) = part.table.rows.rows
    assert (line.kept, line.waiting) == (2, 0)


def test_who_is_known_and_differs_is_asked_about_once_more(
    part: KitsPart, desk: Desk, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First whether she is the same, then which phone is hers; both answers count together."""
    Person.update(phone="205-555-0177", phone_digits="2055550177").where(Person.given_name == "Wren").execute()
    kit = tmp_path / "chapel.outreach-kit"
    make_a_kit(part, desk, settled, kit, monkeypatch)
    recorded_on_the_laptop(kit, "205-555-0101")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(kit), ""))
    press(part.bring)
    type_into(part.back.control("phrase"), PHRASE)
    QTest.keyClick(part.back.control("phrase"), Qt.Key.Key_Return)
    settled(desk)
    settled(desk)
    asks = part.questions
    for wanted in ("Wren Moss (9 Far Lane, 205-555-0177)", "Kit: 205-555-0101"):
        ((_, group, _),) = asks._groups
        QTest.keyClick(next(one for one in group.buttons() if one.text() == wanted), Qt.Key.Key_Space)
        press(asks.apply)
        settled(desk)
    assert not asks.isVisible()
    (wren,) = Person.select().where(Person.given_name == "Wren")
    assert (wren.phone, wren.phone_digits) == ("205-555-0101", "2055550101")


def test_what_a_form_lacks_is_said(part: KitsPart, desk: Desk, settled: Settled, tmp_path: Path,
                                   monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    press(part.make)
    type_into(part.form.control("name"), "Chapel")
    type_into(part.form.control("phrase"), PHRASE)
    type_into(part.form.control("again"), PHRASE + "s")
    press(part.form.submit)
    assert "typed differently" in desk.messages.said[-1].text
    type_into(part.form.control("again"), PHRASE)
    press(part.form.submit)
    assert "No neighborhood is chosen" in desk.messages.said[-1].text
    part.make_at(tmp_path / "nowhere" / "x.outreach-kit")
    settled(desk)
    assert FieldKit.select().count() == 0


def test_a_kit_opens_by_its_passphrase_alone_and_makes_no_kits(
    part: KitsPart, desk: Desk, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    kit = tmp_path / "chapel.outreach-kit"
    make_a_kit(part, desk, settled, kit, monkeypatch)
    at_home = database.obj
    card = SignIn(str(kit))
    show(qtbot, card)
    card.take_focus()
    assert not card.fields["account"].isVisible()
    with qtbot.waitSignal(card.unlocked) as signed:
        QTest.keyClicks(card.passphrase, PHRASE)
        QTest.keyClick(card.passphrase, Qt.Key.Key_Return)
    try:
        (unlocked,) = signed.args or [None]
        with connection():
            inside = Desk(desk.settings, Precinct.get().id, lambda: TODAY, location=str(kit), unlocked=unlocked)
            kits = KitsPart(inside)
            show(qtbot, kits)
            settled(inside)
            assert kits.words.text() == HERE
            assert not kits.make.isVisible()
            inside.close()
            free(kits)
    finally:
        card.close_workers()
        free(card)
        close_database()
        database.initialize(at_home)

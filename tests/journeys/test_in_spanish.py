"""An officer who would rather read Spanish: chosen in the settings, a meeting recorded with keys, English again."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood
from outreach.queries.events import event_detail
from outreach.records.accounts import Draft
from outreach.records.audit import AuditEntry
from outreach.records.events import Event, HeadCount, Series
from outreach.records.followups import Concern, FollowUp
from outreach.ui.desk import Desk
from outreach.ui.page import Page
from outreach.ui.pages.event import EventPage
from outreach.ui.pages.settings import SettingsPage
from outreach.ui.pages.settings_machine import MachinePart
from outreach.ui.program import Program
from outreach.ui.theme import Theme
from outreach.ui.window import SMALLEST, USUAL, Window
from tests.conftest import Store
from tests.journeys.typing import ALT, CTRL, Keyboard
from tests.ui.conftest import BY
from tests.ui.looking import clipped

type Settled = Callable[[Desk], None]
type Chosen = Callable[[str], Window]


@pytest.fixture
def program(theme: Theme, settings: QSettings, sqlite_store: Store, precinct: int) -> Iterator[Program]:
    add_neighborhood(BY, precinct, NeighborhoodDetails("Ensley"))
    made = Program(settings, sqlite_store.location)
    made.begin()
    yield made
    made.close()


@pytest.fixture
def choose(program: Program, qtbot: QtBot, settled: Settled) -> Chosen:
    """Choose a language in the settings, by the beginning of its name; the window that opens then."""

    def chosen(beginning: str) -> Window:
        before = program.window
        assert before is not None
        before.activateWindow()
        settled(before.desk)
        before.open_page("settings", "This PC")
        page = before.page
        assert isinstance(page, SettingsPage)
        form = page.part("This PC", MachinePart).form
        form.control("language").setFocus()
        keyboard = Keyboard(before)
        keyboard.write(beginning, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: program.window not in (None, before))
        after = program.window
        assert after is not None
        after.activateWindow()
        settled(after.desk)
        return after

    return chosen


def event_page(window: Window) -> EventPage:
    assert isinstance(window.page, EventPage)
    return window.page


def title(window: Window, place: str) -> str:
    window.open_page(place)
    assert isinstance(window.page, Page)
    return window.page.title.text()


def fits_without_scrolling_sideways(window: Window, settled: Settled) -> None:
    """In the narrowest window the columns and the buttons of the head go under each other."""
    page = event_page(window)
    page.signin.follow.setChecked(True)
    page.edit_details()
    for size, beside in ((SMALLEST, False), (USUAL, True)):
        window.resize(size)
        settled(window.desk)
        assert [area.horizontalScrollBar().maximum() for area in page.findChildren(QScrollArea)] == [0]
        assert page.columns.are_beside is beside
        assert (page.deeds.y() < page.title.geometry().bottom()) is beside
        assert clipped(page) == []


def test_a_meeting_is_recorded_in_spanish_and_kept_in_no_language(choose: Chosen, settled: Settled) -> None:
    window = choose("Esp")
    assert title(window, "events") == "Eventos"
    keyboard = Keyboard(window)
    keyboard.press(Qt.Key.Key_N, CTRL)
    page = event_page(window)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    assert window.messages.text.text() == ("No se hizo. Elija qué tipo de evento es: escriba el comienzo de su nombre.")
    keyboard.write("asoc", Qt.Key.Key_Tab)
    keyboard.write("Ensley Neighborhood Association", Qt.Key.Key_Tab)
    keyboard.write("ayer", Qt.Key.Key_Tab)
    keyboard.write("630p", Qt.Key.Key_Tab)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    settled(window.desk)
    assert page.deeds.state.text() == "Realizado"
    keyboard.write("mabel quillfeather, ens", Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_C, ALT)
    keyboard.write("exceso", Qt.Key.Key_Tab)
    keyboard.write("Los carros corren por la calle 19")
    keyboard.press(Qt.Key.Key_P, ALT)
    keyboard.write("Pedir un radar", Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_H, ALT)
    keyboard.write("31", Qt.Key.Key_Tab)
    page.leave()
    settled(window.desk)
    assert page.heads.words.text() == "en el conteo  ·  1 con nombre  ·  30 más"

    event = event_detail(Event.get().id, confidential=True)
    assert (event.status, event.kind_name, event.date) == (
        "held", "Association meeting", window.desk.today - timedelta(days=1),
    )  # fmt: skip
    assert [(one.group_name, one.count) for one in HeadCount.select()] == [("Adults", 31)]
    assert [(one.topic.name, one.source) for one in Concern.select()] == [("Speeding", "meeting")]
    assert [(one.status, one.priority) for one in FollowUp.select()] == [("open", "normal")]
    assert {one.action for one in AuditEntry.select()} >= {"record_event", "sign_in_new_person", "record_concern"}
    assert {one.actor for one in AuditEntry.select()} == {"Ofc. Sample", "Nobody chosen"}
    assert Draft.select().count() == 0

    fits_without_scrolling_sideways(window, settled)
    window = choose("Eng")
    assert title(window, "events") == "Events"
    window.open_page("event", event.id)
    settled(window.desk)
    assert event_page(window).deeds.state.text() == "Held"
    assert event_page(window).heads.words.text() == "head count  ·  1 named  ·  30 more"


def test_how_a_series_repeats_is_typed_and_shown_in_spanish(choose: Chosen, settled: Settled) -> None:
    window = choose("Esp")
    keyboard = Keyboard(window)
    keyboard.press(Qt.Key.Key_N, CTRL)
    keyboard.write("asoc", Qt.Key.Key_Tab)
    repeats = event_page(window).editor.form.repeats
    repeats.rule.setFocus()
    keyboard.write("cuando llueve", Qt.Key.Key_Tab)
    assert "segundo martes" in repeats.rule.toolTip()
    repeats.rule.setFocus()
    repeats.rule.selectAll()
    keyboard.write("el 2º martes", Qt.Key.Key_Tab)
    assert repeats.rule.text() == "segundo martes"
    keyboard.press(Qt.Key.Key_Return, CTRL)
    settled(window.desk)
    assert Series.get().rule == "FREQ=MONTHLY;BYDAY=2TU"
    assert event_page(window).subtitle.text().endswith("segundo martes")
    assert window.messages.text.text().startswith("Planeado: ")

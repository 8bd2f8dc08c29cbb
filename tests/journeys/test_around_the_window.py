"""Search, help and the way back, by keys, across pages."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outreach.actions.change import Changes
from outreach.actions.events import EventDetails, record_event
from outreach.actions.followups import PromiseDetails, make_promise
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood
from outreach.actions.people import PersonDetails, add_person
from outreach.actions.problems import ProblemDetails, add_problem
from outreach.queries.lookups import event_kinds
from outreach.records.precinct import Precinct
from outreach.ui.desk import Desk
from outreach.ui.pages.event import EventPage
from outreach.ui.pages.help import HelpPage
from outreach.ui.pages.people import PeoplePage
from outreach.ui.pages.search import SearchPage
from outreach.ui.window import Window
from tests.given import a_person, an_event
from tests.ui.conftest import BY, TODAY, free, show

type Settled = Callable[[Desk], None]


@pytest.fixture
def window(desk: Desk, qtbot: QtBot, settled: Settled) -> Iterator[Window]:
    a_person(Precinct.get_by_id(desk.precinct), "Opal", "Ferncastle", phone="205-555-0142", phone_digits="2055550142")
    made = Window(desk, "West Precinct")
    show(qtbot, made)
    made.begin()
    settled(desk)
    yield made
    desk.setParent(None)
    made.close()
    free(made)


def test_ctrl_k_a_few_letters_and_enter_open_a_person(window: Window, desk: Desk, settled: Settled) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.topbar.search
    QTest.keyClicks(window.topbar.search, "ferncas")
    QTest.keyClick(window.topbar.search, Qt.Key.Key_Return)
    settled(desk)
    settled(desk)
    page = window.page
    assert isinstance(page, PeoplePage)
    assert page.panel.name.text() == "Opal Ferncastle"


def test_letters_typed_one_by_one_are_one_step_back(window: Window, desk: Desk, settled: Settled) -> None:
    for letter in "opal":
        QTest.keyClicks(window.topbar.search, letter)
        window.searching.search()
        settled(desk)
    page = window.page
    assert isinstance(page, SearchPage)
    assert [line.heading or (line.hit and line.hit.title) for line in page.table.rows.rows] == [
        "People · 1",
        "Opal Ferncastle",
    ]
    window.go_back()
    assert window.page is window.pages["home"]


def test_the_arrow_down_leads_into_what_was_found_and_over_the_headings(
    window: Window, desk: Desk, settled: Settled
) -> None:
    event = an_event(Precinct.get_by_id(desk.precinct), date(2019, 1, 10), "Opal ward meeting")
    QTest.keyClicks(window.topbar.search, "opal")
    window.searching.search()
    settled(desk)
    page = window.page
    assert isinstance(page, SearchPage)
    assert [line.heading for line in page.table.rows.rows if line.heading] == ["People · 1", "Events · 1"]
    assert page.table.currentIndex().row() == 1
    QTest.keyClick(window.topbar.search, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert page.table.currentIndex().row() == 3
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settled(desk)
    assert isinstance(window.page, EventPage)
    assert window.page.shown == event.id


def test_f1_explains_the_page_in_front_and_the_question_mark_shows_the_keys(window: Window) -> None:
    window.open_page("followups")
    QTest.keyClick(window, Qt.Key.Key_F1)
    page = window.page
    assert isinstance(page, HelpPage)
    assert page.words.toPlainText().startswith("Follow-ups")
    QTest.keyClick(page.contents, Qt.Key.Key_Question)
    assert page.words.toPlainText().startswith("Keys")


def test_what_was_taken_back_is_left_without_a_fault(window: Window, settled: Settled) -> None:
    desk = window.desk
    kind = event_kinds(desk.precinct)[0].id
    steps: tuple[tuple[str, str, Callable[[], Changes]], ...] = (
        ("event", "event", lambda: record_event(BY, desk.precinct, EventDetails(kind, "Meeting", TODAY))),
        ("people", "person", lambda: add_person(BY, desk.precinct, PersonDetails("Opal"))),
        ("followups", "follow_up", lambda: make_promise(BY, desk.precinct, PromiseDetails("Call"), TODAY)),
        ("neighborhoods", "neighborhood", lambda: add_neighborhood(BY, desk.precinct, NeighborhoodDetails("Ensley"))),
        ("problems", "problem", lambda: add_problem(BY, desk.precinct, ProblemDetails("Racing", TODAY))),
    )
    for page, kept, action in steps:
        made = desk.do(action)
        assert made is not None
        window.open_page(page, made.only_id(kept))
        settled(desk)
        desk.undo()
        settled(desk)
        settled(desk)
        assert desk.messages.said[-1].text.startswith("Taken back:"), page
        window.open_page(page, made.only_id(kept))
        settled(desk)
        assert "kept" in desk.messages.said[-1].text, page
    assert [one.text for one in desk.messages.said if one.kind in ("fault", "bug")] == []

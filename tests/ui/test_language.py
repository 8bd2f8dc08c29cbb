"""The language of the window: settled for a PC, spoken by the program and by the toolkit."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from outreach.languages.spoken import PSEUDO_RIGHT_TO_LEFT, say, speak
from outreach.ui.desk import Desk
from outreach.ui.language import lay_out, speak_as_settled
from outreach.ui.own import LANGUAGE
from outreach.ui.page import MARGIN, SCROLLBAR_PX, Page
from outreach.ui.pages.report_form import ReportForm
from outreach.ui.pages.settings_machine import MachinePart
from outreach.ui.painted import paint_pill, paint_words
from outreach.ui.rail import RailEntry
from outreach.ui.theme import LIGHT, Theme, font
from outreach.ui.widgets.basics import label
from outreach.ui.widgets.board import Board, BoardCard
from outreach.ui.widgets.calendar import CalendarGrid
from outreach.ui.widgets.flow import FlowLayout
from outreach.ui.widgets.suggest import Suggestion, SuggestionDelegate, SuggestionModel
from tests.ui.conftest import TODAY


def of_the_toolkit() -> str:
    return QCoreApplication.translate("QPlatformTheme", "Cancel")


def test_what_was_chosen_at_this_pc_is_spoken_by_the_program_and_the_toolkit(
    qapp: QApplication, settings: QSettings
) -> None:
    settings.setValue(LANGUAGE, "es")
    speak_as_settled(qapp, settings)
    assert (say("Save"), of_the_toolkit()) == ("Guardar", "Cancelar")
    settings.setValue(LANGUAGE, "en")
    speak_as_settled(qapp, settings)
    assert (say("Save"), of_the_toolkit()) == ("Save", "Cancel")


def test_lines_run_from_right_to_left_where_the_language_does(qapp: QApplication) -> None:
    speak(PSEUDO_RIGHT_TO_LEFT)
    lay_out(qapp)
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    speak("en")
    lay_out(qapp)
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


@pytest.fixture
def mirrored(qapp: QApplication, theme: Theme) -> Iterator[None]:
    """Lines run from right to left."""
    speak(PSEUDO_RIGHT_TO_LEFT)
    lay_out(qapp)
    yield
    speak("en")
    lay_out(qapp)


def inked(picture: QImage) -> tuple[int, int]:
    """The first and the last column of a picture in which something is painted."""
    ground = picture.pixelColor(0, 0)
    every = (range(picture.width()), range(picture.height()))
    xs = [x for x in every[0] if any(picture.pixelColor(x, y) != ground for y in every[1])]
    return min(xs), max(xs)


@pytest.mark.parametrize("words", ["Opal Wexcombe.", "\u0633\u0644\u0627\u0645"])
def test_labels_and_painted_words_begin_at_the_right_in_letters_of_either_direction(
    mirrored: None, qtbot: QtBot, words: str
) -> None:
    shown = label(words, wrap=True)
    qtbot.addWidget(shown)
    shown.resize(400, 30)
    shown.show()
    assert inked(shown.grab().toImage())[0] > 200
    picture = QImage(400, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    paint_words(painter, picture.rect(), words, font(), "#000000")
    painter.end()
    assert inked(picture)[0] > 200


def test_a_suggestion_a_day_and_the_number_in_the_rail_are_mirrored(mirrored: None, qtbot: QtBot) -> None:
    """The key of a suggestion stands at the left, its words whole beside each other; a day's number at the right."""
    offered = QListView()
    model = SuggestionModel(offered)
    model.offer([Suggestion(1, "Opal", "Ensley", key="Alt+1")])
    offered.setModel(model)
    offered.setItemDelegate(SuggestionDelegate(offered))
    grid = CalendarGrid("Events")
    grid.days.show_days(date(2019, 1, 20), date(2019, 1, 26), None, date(2019, 1, 20), ())
    for view, size in ((offered, (400, 50)), (grid, (700, 200))):
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
    line = offered.viewport().grab(offered.visualRect(model.index(0))).toImage()
    first, last = inked(line)
    assert first < 20
    assert last > line.width() - 20
    middle = [x for x in range(100, line.width() - 130) if line.pixelColor(x, 17) != line.pixelColor(0, 0)]
    assert middle == [], "the key and the words stand apart"
    cell = grid.visualRect(grid.days.index(0, 0))
    assert cell.left() > 500, "the week begins at the right"
    number = grid.viewport().grab(cell).toImage()
    accent = QColor(LIGHT.accent)
    colored = [x for x in range(number.width()) if number.pixelColor(x, 14) == accent]
    assert min(colored) > number.width() / 2
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    adults, youth = label("Adults"), label("Youth")
    for one in (adults, youth):
        flow.addWidget(one)
    holder.resize(400, 40)
    holder.show()
    assert 400 > adults.geometry().right() > adults.x() > youth.geometry().right()
    entry = RailEntry("follow-ups", "Follow-ups")
    qtbot.addWidget(entry)
    entry.resize(200, 40)
    entry.show_badge(3, "late")
    assert entry.badge is not None
    assert entry.badge.geometry().right() < 60


def test_the_arrow_keys_walk_a_board_as_it_is_seen(mirrored: None, qtbot: QtBot) -> None:
    board = Board("Follow-ups", [("open", "open"), ("done", "done")])
    qtbot.addWidget(board)
    for key, column in enumerate(board.lists):
        board.show_cards(column, [BoardCard(key, "due", "due", "Patrol", "", "")], 1)
    board.resize(600, 300)
    board.show()
    board.choose(0)
    assert board.lists["open"].x() >= 0
    qtbot.keyClick(board.lists["open"], Qt.Key.Key_Left)
    assert board.chosen() == [1]
    qtbot.keyClick(board.lists["done"], Qt.Key.Key_Right)
    assert board.chosen() == [0]


def test_the_cards_of_a_page_that_scrolls_end_where_its_head_does(mirrored: None, desk: Desk, qtbot: QtBot) -> None:
    page, content = Page(desk, "Page"), QWidget()
    qtbot.addWidget(page)
    room = QVBoxLayout(content)
    area = page.hold_scrolled(content, "Page")
    area.verticalScrollBar().setRange(0, 100)
    around = room.contentsMargins()
    assert (around.right(), around.left()) == (MARGIN, MARGIN - SCROLLBAR_PX)


def test_the_line_along_the_rail_stands_between_it_and_the_page(qapp: QApplication, theme: Theme) -> None:
    assert "border-right: 1px" in qapp.styleSheet()
    speak(PSEUDO_RIGHT_TO_LEFT)
    lay_out(qapp)
    assert "border-right: 1px" not in qapp.styleSheet()
    speak("en")
    lay_out(qapp)
    assert "border-right: 1px" in qapp.styleSheet()


@pytest.mark.parametrize(("language", "at_the_right"), [("en", False), (PSEUDO_RIGHT_TO_LEFT, True)])
def test_a_painted_word_begins_where_lines_begin(
    qapp: QApplication, theme: Theme, language: str, at_the_right: bool
) -> None:
    speak(language)
    lay_out(qapp)
    picture = QImage(200, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    paint_pill(painter, 0, 10, 200, "late", "late", LIGHT)
    painter.end()
    speak("en")
    lay_out(qapp)
    painted = [x for x in range(200) if picture.pixelColor(x, 10) != Qt.GlobalColor.white]
    assert (min(painted) > 100, max(painted) < 100) == (at_the_right, not at_the_right)


def test_choosing_another_language_asks_for_the_window_anew_and_the_same_does_not(desk: Desk, qtbot: QtBot) -> None:
    part = MachinePart(desk)
    qtbot.addWidget(part)
    part.show_values()
    with qtbot.assertNotEmitted(desk.language_chosen):
        part.form.submit.click()
    part.form.fill(language="es")
    with qtbot.waitSignal(desk.language_chosen):
        part.form.submit.click()


def test_no_two_fields_of_a_report_are_reached_by_one_key_in_spanish(qtbot: QtBot) -> None:
    speak("es")
    form = ReportForm(TODAY)
    qtbot.addWidget(form)
    labels, buttons = form.findChildren(QLabel), form.findChildren(QAbstractButton)
    shown = [*(one.text() for one in labels), *(one.text() for one in buttons)]
    keys = [words[words.index("&") + 1].lower() for words in shown if "&" in words]
    assert len(keys) > 10
    assert [key for key, times in Counter(keys).items() if times > 1] == []

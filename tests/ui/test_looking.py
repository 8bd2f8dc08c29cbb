"""The eyes that look at every page see what they are there for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from outreach.ui.recovery_key import RecoveryKey
from outreach.ui.theme import Theme
from outreach.ui.widgets.basics import scrolled
from tests.stages_over import never_shown
from tests.ui.conftest import show
from tests.ui.looking import clipped, faint, shared_letters, tab_faults, unnamed


class Trap(QLineEdit):
    """A field that keeps the Tab key for itself."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Tab:
            super().keyPressEvent(event)


def a_page(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    page = QWidget()
    page.setObjectName("shell")
    column = QVBoxLayout(page)
    for widget in widgets:
        column.addWidget(widget)
    qtbot.addWidget(page)
    page.resize(400, 300)
    show(qtbot, page)
    return page


def test_a_field_without_a_name_is_seen(qtbot: QtBot, theme: Theme) -> None:
    named = QLineEdit()
    named.setAccessibleName("Title")
    assert unnamed(a_page(qtbot, named, QLineEdit(), QPushButton(""), QPushButton("Save"))) == [
        "QLineEdit('')", "QPushButton('')",
    ]  # fmt: skip


def test_a_field_that_keeps_the_focus_is_seen(qtbot: QtBot, theme: Theme) -> None:
    trap = Trap()
    trap.setAccessibleName("Trap")
    assert tab_faults(a_page(qtbot, QLineEdit(), trap, QLineEdit())) == ["Trap('Trap') keeps the focus"]


def test_a_letter_that_two_controls_share_is_seen(qtbot: QtBot, theme: Theme) -> None:
    page = a_page(qtbot, QPushButton("&Save"), QPushButton("In&side"), QPushButton("Salt && &pepper"))
    assert shared_letters(page) == ["Alt+S: QPushButton('&Save'), QPushButton('In&side')"]


def test_a_plain_page_has_no_fault_of_any_kind(qtbot: QtBot, theme: Theme) -> None:
    first, second = QLineEdit("first"), QLineEdit("second")
    for field in (first, second):
        field.setAccessibleName(field.text())
    page = a_page(qtbot, first, second, QPushButton("Save"), QLabel("Plain to see"))
    assert (unnamed(page), tab_faults(page), clipped(page), faint(page)) == ([], [], [], [])


def test_words_that_do_not_fit_are_seen(qtbot: QtBot, theme: Theme) -> None:
    label, wrapped = QLabel("far too many words for so little room"), QLabel("far too many words for so little room")
    label.setFixedWidth(60)
    wrapped.setWordWrap(True)
    wrapped.setFixedSize(60, 20)
    assert len(clipped(a_page(qtbot, label, wrapped, QLabel("fits")))) == 2


def test_a_button_whose_edges_leave_too_little_room_for_its_words_is_seen(qtbot: QtBot, theme: Theme) -> None:
    tight = QPushButton("Sign in as somebody else")
    page = a_page(qtbot, tight)
    tight.setFixedWidth(tight.fontMetrics().horizontalAdvance(tight.text()) + 4)
    assert clipped(page) == ["QPushButton('Sign in as somebody else')"]


def test_what_is_out_of_reach_beside_a_page_that_scrolls_is_seen(qtbot: QtBot, theme: Theme) -> None:
    wide = QWidget()
    wide.setMinimumWidth(900)
    area = scrolled(wide, "The promise")
    page = a_page(qtbot, area)
    assert clipped(page) == []  # one scrolls to it
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    assert clipped(page) == ["the right of 'The promise'"]


def test_words_that_hardly_stand_out_are_seen(qtbot: QtBot, theme: Theme) -> None:
    pale = QLabel("Hardly to be read")
    pale.setStyleSheet("color: #B8BEC6")
    (fault,) = faint(a_page(qtbot, pale, QLabel("Plain to see")))
    assert fault.startswith("QLabel('Hardly to be read')")


def test_a_widget_that_no_stage_shows_is_named() -> None:
    missing = never_shown(set(QWidget.__subclasses__()))
    assert "outreach.ui.recovery_key.RecoveryKey" in missing
    assert "outreach.ui.recovery_key.RecoveryKey" not in never_shown({RecoveryKey})

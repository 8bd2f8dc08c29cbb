"""The program makes a mistake while an officer types: she is told, her words are kept, and it never asks twice."""

import sys
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from outreach.queries.drafts import drafts
from outreach.ui.desk import Desk
from outreach.ui.fault_dialog import FaultDialog
from outreach.ui.pages.event import EventPage
from outreach.ui.program import Program
from outreach.ui.window import Window

SECRET = "Wexcombe"


def stumble() -> object:
    raise KeyError(SECRET)


def words(dialog: FaultDialog) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def press(dialog: FaultDialog, name: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.accessibleName() == name).click()


def test_what_was_typed_is_kept_and_the_report_holds_no_name(
    window: Window, qtbot: QtBot, settled: Callable[[Desk], None], caplog: pytest.LogCaptureFixture
) -> None:
    window.make_new()
    settled(window.desk)
    page = window.page
    assert isinstance(page, EventPage)
    window.desk.drafts.keep("event/new", lambda: f'{{"title": "{SECRET} asks"}}')
    window.desk.ask("anything", stumble, window.desk.messages.error)
    qtbot.waitUntil(lambda: window.faults.dialog is not None)
    dialog = window.faults.dialog
    assert dialog is not None
    assert f"Outreach made a mistake on the page {page.title.text()}. It is not your fault." in words(dialog)
    assert "what you were typing is put aside as a draft" in words(dialog)
    kept = window.desk.now(lambda: drafts(window.desk.typist))
    assert SECRET in kept[0].payload
    press(dialog, "Copy report")
    report = QGuiApplication.clipboard().text()
    assert "KeyError" in report
    assert "in stumble" in report
    assert "Page: event" in report
    assert SECRET not in report
    window.desk.ask("anything", stumble, window.desk.messages.error)
    qtbot.waitUntil(lambda: "It has happened 2 times." in words(dialog))
    press(dialog, "Go on")
    window.desk.ask("anything", stumble, window.desk.messages.error)
    qtbot.waitUntil(lambda: "It has happened 3 times." in window.messages.text.text())
    assert window.faults.dialog is None
    assert window.isVisible()
    caplog.clear()


def test_a_mistake_in_a_click_or_in_a_thread_ends_in_the_same_dialog_and_the_window_can_be_closed(
    window: Window, qtbot: QtBot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Program(window.desk.settings)
    program.window = window
    monkeypatch.setattr(sys, "excepthook", program.report)
    monkeypatch.setattr(threading, "excepthook", program.report_of_thread)
    QTimer.singleShot(0, lambda: stumble())
    qtbot.waitUntil(lambda: window.faults.dialog is not None)
    dialog = window.faults.dialog
    assert dialog is not None
    threading.Thread(target=lambda: [][0]).start()
    qtbot.waitUntil(lambda: "Another mistake followed" in words(dialog))
    assert "IndexError" in dialog.text
    press(dialog, "Close Outreach")
    QApplication.processEvents()
    assert not window.isVisible()
    program.window = None
    caplog.clear()


def test_words_that_cannot_be_put_aside_are_not_said_to_be(
    window: Window, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    window.desk.drafts.keep("event/new", lambda: str(stumble()))
    window.desk.messages.error(ZeroDivisionError(SECRET))
    dialog = window.faults.dialog
    assert dialog is not None
    assert "could not be put aside" in words(dialog)
    press(dialog, "Go on")
    caplog.clear()

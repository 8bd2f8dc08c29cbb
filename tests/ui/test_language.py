"""The language of the window: settled for a PC, spoken by the program and by the toolkit."""

from collections import Counter

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from outreach.languages.spoken import PSEUDO_RIGHT_TO_LEFT, say, speak
from outreach.ui.desk import Desk
from outreach.ui.language import lay_out, speak_as_settled
from outreach.ui.own import LANGUAGE
from outreach.ui.pages.report_form import ReportForm
from outreach.ui.pages.settings_machine import MachinePart
from outreach.ui.theme import LIGHT, Theme
from outreach.ui.widgets.tables import paint_pill
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

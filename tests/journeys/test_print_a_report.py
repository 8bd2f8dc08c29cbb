"""A report is printed through the system's own dialog: called off, all of it, and a range, with keys alone."""

import sys
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QRadioButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from outreach.records.precinct import Precinct
from outreach.ui.desk import Desk
from outreach.ui.pages.reports import ReportsPage
from tests.given import an_event
from tests.ui.conftest import show

type Settled = Callable[[Desk], None]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the dialog is the system's and not Qt's")


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, settled: Settled) -> ReportsPage:
    for day in range(10, 31):
        an_event(Precinct.get_by_id(desk.precinct), date(2019, 1, day), "Coffee on 19th Street", start_time=time(9))
    made = ReportsPage(desk)
    made.form.month.show_value(date(2019, 1, 1))
    show(qtbot, made)
    made.come_forward()
    settled(desk)
    return made


def part[Control: QWidget](dialog: QPrintDialog, kind: type[Control], name: str) -> Control:
    (found,) = [one for one in dialog.findChildren(kind) if name in (one.objectName(), getattr(one, "text", str)())]
    return found


def print_with(page: ReportsPage, act: Callable[[QPrintDialog], None]) -> None:
    """Press Ctrl+P and do something in the dialog that opens; it is closed whatever happens."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QPrintDialog) or not dialog.isVisible():
            return
        watch.stop()
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    watch = QTimer(interval=5)
    watch.timeout.connect(look)
    watch.start()
    # The platform without a screen gives the keyboard back to no window when a dialog closes.
    page.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(page.paper.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert not watch.isActive()


def to_file(dialog: QPrintDialog, file: Path) -> None:
    printers = part(dialog, QComboBox, "printers")
    printers.setCurrentIndex(printers.count() - 1)
    assert printers.currentText() == "Print to File (PDF)"
    name = part(dialog, QLineEdit, "filename")
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, str(file))


def test_the_dialog_is_opened_called_off_and_accepted(
    page: ReportsPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    file, count = tmp_path / "printed.pdf", page.paper.document.pageCount()
    assert count > 2

    def call_off(dialog: QPrintDialog) -> None:
        assert (dialog.minPage(), dialog.maxPage()) == (1, count)
        to_file(dialog, file)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    print_with(page, call_off)
    settled(desk)
    assert not file.exists()
    assert not any(message.text.startswith("Printed") for message in desk.messages.said)

    def accept(dialog: QPrintDialog) -> None:
        dialog.printer().setResolution(72)
        to_file(dialog, file)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    print_with(page, accept)
    settled(desk)
    assert len(pypdf.PdfReader(file).pages) == count
    file.unlink()

    def a_range(dialog: QPrintDialog) -> None:
        dialog.printer().setResolution(72)
        to_file(dialog, file)
        part(dialog, QPushButton, "&Options >>").click()
        part(dialog, QRadioButton, "printRange").click()
        last = part(dialog, QSpinBox, "to")
        assert (last.value(), last.maximum()) == (count, count)
        first = part(dialog, QSpinBox, "from")
        first.setFocus()
        QTest.keyClick(first, Qt.Key.Key_Up)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    print_with(page, a_range)
    settled(desk)
    assert len(pypdf.PdfReader(file).pages) == count - 1
    assert not page.findChildren(QPrintDialog)

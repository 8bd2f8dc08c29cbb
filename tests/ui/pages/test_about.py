"""About: which version this is, and the license of every part, found by typing."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from outreach import __version__
from outreach.parts import shipped_parts
from outreach.ui.desk import Desk
from outreach.ui.pages.about import AboutPage
from outreach.ui.pages.help import HelpPage
from tests.ui.conftest import show

type Settled = Callable[[Desk], None]


def about(desk: Desk, qtbot: QtBot, settled: Settled) -> AboutPage:
    page = AboutPage(desk)
    page.resize(1232, 820)
    show(qtbot, page)
    page.come_forward()
    settled(desk)
    return page


def test_help_leads_to_it(desk: Desk, qtbot: QtBot) -> None:
    page = HelpPage(desk)
    show(qtbot, page)
    went: list[str] = []
    desk.wanted.connect(lambda name, _: went.append(name))
    page.about.click()
    assert went == ["about"]


def test_versions_are_told_and_copied_for_support(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    page = about(desk, qtbot, settled)
    assert "Records: SQLite 3." in page.told.text()
    page.copy.click()
    assert QGuiApplication.clipboard().text() == f"Outreach {__version__}\n{page.told.text()}"


def test_a_license_is_found_by_typing_and_read_beside_the_list(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    page = about(desk, qtbot, settled)
    assert len(page.table.rows.rows) == len(shipped_parts())
    page.focus_first()
    QTest.keyClicks(page.search, "source-sans ofl")
    assert [part.name for part in page.table.rows.rows] == ["font-source-sans-pro"]
    assert page.counted.text() == "1 part"
    assert "SIL OPEN FONT LICENSE" in page.words.toPlainText()
    QTest.keyClicks(page.search, " nothing")
    assert page.table.rows.rows == ()
    assert "No part has these words" in page.words.toPlainText()


def test_the_arrow_keys_read_one_license_after_the_other(desk: Desk, qtbot: QtBot, settled: Settled) -> None:
    page = about(desk, qtbot, settled)
    page.search.setText("sqlcipher3")
    page.table.setFocus()
    seen = []
    for _ in range(3):
        seen.append(page.words.toPlainText().splitlines()[0])
        QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert seen[0].startswith("sqlcipher3 0.")
    assert seen[1].startswith("SQLite is built into sqlcipher3 and is under the license blessing.")
    assert seen[2] == "SQLCipher"

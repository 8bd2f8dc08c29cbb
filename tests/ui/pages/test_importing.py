"""Files are tried first, then written as one change, and a second time change nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outreach.records.events import Event
from outreach.ui.desk import Desk
from outreach.ui.pages.importing import ImportingPage
from tests.ui.conftest import free, show
from tests.ui.looking import clipped, tab_faults, unnamed

type Settled = Callable[[Desk], None]
GOOD = "Event Name,Date,Neighborhood\nCoffee with a cop,1/10/2019,Ensley\nBeat meeting,1/15/2019,Wylam\n"
BAD = GOOD + "No day at all,someday,Wylam\n"


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ImportingPage:
    made = ImportingPage(desk)
    made.resize(1232, 820)
    show(qtbot, made)
    made.come_forward()
    return made


def given(page: ImportingPage, settled: Settled, folder: Path, text: str) -> None:
    file = folder / "events.csv"
    file.write_text(text, encoding="utf-8")
    page.take_files((file,))
    settled(page.desk)


def test_columns_are_guessed_tried_brought_in_and_undone(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    given(page, settled, tmp_path, GOOD)
    assert page.columns.chosen() == ["title", "date", "area"]
    page.columns.add_unknown.setChecked(True)
    page.try_it.click()
    settled(desk)
    assert Event.select().count() == 0
    assert page.bring.isEnabled()
    page.bring.click()
    settled(desk)
    assert sorted(event.title for event in Event.select()) == ["Beat meeting", "Coffee with a cop"]
    page.try_it.click()
    settled(desk)
    assert not page.bring.isEnabled()
    assert "nothing to bring in" in page.notes.text()
    desk.undo()
    assert Event.select().count() == 0
    free(page)


def test_a_row_that_cannot_be_taken_is_named_and_stops_the_rest_unless_left_out(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    given(page, settled, tmp_path, BAD)
    page.columns.add_unknown.setChecked(True)
    page.try_it.click()
    settled(desk)
    assert [problem.row for problem in page.problems.rows.rows] == [4]
    assert not page.bring.isEnabled()
    page.columns.leave_out.setChecked(True)
    page.try_it.click()
    settled(desk)
    page.bring.click()
    settled(desk)
    assert Event.select().count() == 2
    free(page)


def test_a_file_that_is_none_is_said_in_one_sentence(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    given(page, settled, tmp_path, "")
    assert desk.messages.said[-1].kind == "fault"
    free(page)


def test_every_control_is_named_reached_and_readable(
    page: ImportingPage, desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    given(page, settled, tmp_path, BAD)
    page.try_it.click()
    settled(desk)
    for _ in range(3):
        QApplication.processEvents()
    assert unnamed(page) == []
    assert clipped(page) == []
    assert tab_faults(page) == []
    for table in (page.problems, page.differences):
        QAbstractItemModelTester(table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    free(page)

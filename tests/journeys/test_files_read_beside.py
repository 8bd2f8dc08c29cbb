"""Files are read in a process beside the whole window: put right and brought in, called off, refused, and left."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhoods
from outreach.errors import OutreachError
from outreach.exchange import beforehand
from outreach.languages.spoken import speak
from outreach.records.events import Event
from outreach.ui.beside import Beside
from outreach.ui.pages import importing
from outreach.ui.pages.importing import ImportingPage
from outreach.ui.window import Window
from tests import done_beside
from tests.journeys.beside import is_settled, processes, under_way
from tests.ui.conftest import BY

LIST = "Event Name,Date,Neighborhood\nCoffee with a cop,1/10/2019,Ensly\nBeat meeting,sometime,Ensley\n"


@pytest.fixture
def window(precinct: int, open_beside: Callable[[], Window]) -> Window:
    add_neighborhoods(BY, precinct, [NeighborhoodDetails("Ensley")])
    return open_beside()


@pytest.fixture
def page(window: Window) -> ImportingPage:
    window.open_page("importing")
    assert isinstance(window.page, ImportingPage)
    return window.page


def waited(page: ImportingPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: is_settled(page.desk))


def taken(page: ImportingPage, path: Path, qtbot: QtBot, text: str = LIST) -> None:
    path.write_text(text, "utf-8")
    page.take_files((path,))
    waited(page, qtbot)


def read_without_end(page: ImportingPage, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list is being looked through, and will be until somebody ends it."""
    taken(page, path, qtbot)
    monkeypatch.setattr(importing, "planned", done_beside.endless)
    page.try_it.click()
    under_way(page.desk, qtbot)


def brought_in(page: ImportingPage, path: Path, qtbot: QtBot) -> None:
    """The list is read, put right and brought in."""
    taken(page, path, qtbot)
    page.try_it.click()
    waited(page, qtbot)
    page.names.use.click()
    waited(page, qtbot)
    (problem,) = page.problems.rows.rows
    assert "“sometime” is not a date" in problem.words
    page.correction.ask(problem, problem.at)
    page.correction.edit.setText("1/15/2019")
    page.correction.edit.returnPressed.emit()
    waited(page, qtbot)
    page.bring.click()
    waited(page, qtbot)


def said(page: ImportingPage) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in page.desk.messages.said]


def test_a_list_is_put_right_and_brought_in_and_the_window_itself_reads_nothing(
    window: Window, page: ImportingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def here(*_: object, **__: object) -> None:
        raise AssertionError("the window read the file itself")

    for name in ("plan_import", "first_table", "memory_of"):
        monkeypatch.setattr(beforehand, name, here)
    path = tmp_path / "january.csv"
    brought_in(page, path, qtbot)
    (process,) = processes()
    assert process != os.getpid()
    assert said(page) == [("good", "Brought in: 2 new, 0 changed.")]
    assert sorted(event.title for event in Event.select()) == ["Beat meeting", "Coffee with a cop"]
    taken(page, path, qtbot)
    assert "as they were last time" in page.file_words.text()
    assert processes() == [process]
    window.close_at_once()
    assert processes() == []


def test_the_process_begins_while_a_file_is_still_chosen(
    page: ImportingPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    page.choose.click()
    waited(page, qtbot)
    assert len(processes()) == 1


def test_it_is_brought_in_where_no_process_can_begin(
    page: ImportingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(_: Beside) -> None:
        raise PermissionError

    monkeypatch.setattr(Beside, "_started", refused)
    brought_in(page, tmp_path / "january.csv", qtbot)
    assert processes() == []
    assert Event.select().count() == 2
    caplog.clear()


def test_a_file_that_is_called_off_is_read_no_further_and_leaves_nothing(
    page: ImportingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_without_end(page, tmp_path / "january.csv", qtbot, monkeypatch)
    page.desk.tasks.cancel_all()
    qtbot.waitUntil(lambda: processes() == [])
    monkeypatch.undo()
    assert said(page) == [("info", "Stopped: nothing was brought in.")]
    assert not page.result.isVisible()
    page.try_it.click()
    waited(page, qtbot)
    assert page.result.isVisible()
    assert Event.select().count() == 0


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_fault_of_the_file_is_told_in_the_sentence_of_the_window(
    page: ImportingPage, precinct: int, qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\3\4 nothing that a spreadsheet holds")
    speak(language)
    page.take_files((path,))
    waited(page, qtbot)
    with pytest.raises(OutreachError) as fault:
        beforehand.head_of(lambda _share, _words: None, path, precinct)
    assert said(page) == [("fault", str(fault.value))]
    assert len(processes()) == 1


def test_a_mistake_in_the_reading_is_told_as_one(
    page: ImportingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    taken(page, tmp_path / "january.csv", qtbot)
    monkeypatch.setattr(importing, "planned", done_beside.mistaken_always)
    page.try_it.click()
    waited(page, qtbot)
    told = page.desk.messages.said[-1]
    assert told.kind == "bug"
    assert "    tests/done_beside.py, line" in told.details
    assert "Ensly" not in told.details
    caplog.clear()


def test_a_window_that_is_closed_while_a_file_is_read_leaves_no_process(
    window: Window, page: ImportingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_without_end(page, tmp_path / "january.csv", qtbot, monkeypatch)
    assert len(processes()) == 1
    window.close_at_once()
    assert processes() == []


def test_a_report_waits_for_no_file_that_is_read(
    window: Window, page: ImportingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_without_end(page, tmp_path / "january.csv", qtbot, monkeypatch)
    window.open_page("reports")
    qtbot.waitUntil(lambda: not window.desk.tasks.awaits("report choices"))
    qtbot.waitUntil(lambda: not window.desk.tasks.awaits("report"))
    assert window.desk.tasks.awaits(importing.PLANNING)
    assert len(processes()) == 2

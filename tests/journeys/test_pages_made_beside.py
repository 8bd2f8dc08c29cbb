"""The pages of a report are made in a process beside the whole window: looked at, called off, refused, and left."""

import os
from collections.abc import Callable
from datetime import date, time

import pytest
from pytestqt.qtbot import QtBot

from outreach.records.issued import IssuedReport
from outreach.records.precinct import Precinct
from outreach.ui.pages import reports
from outreach.ui.pages.reports import ReportsPage
from outreach.ui.window import Window
from tests import done_beside
from tests.given import an_event
from tests.journeys.beside import is_settled, processes, under_way


@pytest.fixture
def window(precinct: int, open_beside: Callable[[], Window]) -> Window:
    an_event(Precinct.get_by_id(precinct), date(2019, 1, 10), "Coffee on 19th Street", start_time=time(9))
    return open_beside()


@pytest.fixture
def page(window: Window) -> ReportsPage:
    window.open_page("reports")
    assert isinstance(window.page, ReportsPage)
    return window.page


def test_pages_are_looked_at_and_issued_and_their_process_ends_with_the_window(
    window: Window, page: ReportsPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: is_settled(window.desk))
    (process,) = processes()
    assert process != os.getpid()
    assert page.paper.document.pageCount() > 1
    page.issue.form.fill(approved_by="Capt. A. Exemplar")
    page.issue.form.submit.click()
    qtbot.waitUntil(lambda: is_settled(window.desk))
    assert page.pdf == bytes(IssuedReport.get().pdf)
    assert processes() == [process]
    window.close_at_once()
    assert processes() == []


def test_pages_that_are_called_off_are_made_no_further(
    window: Window, page: ReportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: is_settled(window.desk))
    before = page.pdf
    monkeypatch.setattr(reports, "made", done_beside.endless)
    page.read()
    under_way(window.desk, qtbot)
    window.desk.tasks.cancel_all()
    qtbot.waitUntil(lambda: processes() == [])
    monkeypatch.undo()
    assert page.pdf == before
    page.form.choose("worklist")
    qtbot.waitUntil(lambda: page.pdf != before)
    assert len(processes()) == 1


def test_a_mistake_in_the_making_is_told_as_one(
    window: Window, page: ReportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(reports, "made", done_beside.mistaken_always)
    page.read()
    qtbot.waitUntil(lambda: is_settled(window.desk))
    told = window.desk.messages.said[-1]
    assert told.kind == "bug"
    assert "  KeyError\n    outreach/ui/beside_process.py, line" in told.details
    assert "    tests/done_beside.py, line" in told.details
    caplog.clear()


def test_a_window_that_is_closed_while_pages_are_made_leaves_no_process(
    window: Window, page: ReportsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "made", done_beside.endless)
    page.read()
    under_way(window.desk, qtbot)
    assert len(processes()) == 1
    window.close_at_once()
    assert processes() == []

"""The demo from the first run, and other work that has the records for itself: a window comes back however it ends."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import NoReturn

import pytest
from PySide6.QtCore import QSettings, QTimer
from pytestqt.qtbot import QtBot

from outreach.actions.accounts import Unlocked
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.demo import making
from outreach.errors import OutreachError
from outreach.languages.spoken import speak
from outreach.queries.precincts import precinct_list
from outreach.records.database import close_database, connection, open_database
from outreach.ui import opening
from outreach.ui import program as programs
from outreach.ui.apart import Apart
from outreach.ui.pages.first_run import FirstRunPage
from outreach.ui.program import Program
from outreach.ui.theme import Theme
from outreach.ui.window import Window
from tests.conftest import Store
from tests.ui.conftest import BY, free
from tests.ui.looking import clipped, tab_faults, unnamed

OWN = "own"
type Tell = Callable[[float, str], None]


@pytest.fixture
def program(
    theme: Theme, settings: QSettings, sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setattr(programs, "own_folder", lambda: tmp_path / OWN)
    made = Program(settings, sqlite_store.location)
    made.open()
    yield made
    made.close()
    free(made)


def first_run(program: Program, qtbot: QtBot) -> Window:
    qtbot.waitUntil(lambda: program.window is not None and isinstance(program.window.page, FirstRunPage))
    assert program.window is not None
    return program.window


def waiting(program: Program, qtbot: QtBot) -> Apart:
    page = first_run(program, qtbot).page
    assert isinstance(page, FirstRunPage)
    page.agency.setText("Birmingham")
    page.agency.textEdited.emit("Birmingham")
    page.demo.click()
    qtbot.waitUntil(lambda: program.waiting is not None)
    assert program.waiting is not None
    return program.waiting


def writes_on(location: Path, *, progress: Tell) -> None:
    """A demo that is never done."""
    location.write_text("half made")
    while True:
        progress(0.3, "Writing 2018-04")
        Event().wait(0.01)


def left_over(beside: Store) -> list[Path]:
    return list((Path(beside.location).parent / OWN).iterdir())


def test_a_demo_that_is_cancelled_leaves_nothing_and_the_first_run_goes_on(
    program: Program, sqlite_store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "build_demo", writes_on)
    shown = waiting(program, qtbot)
    qtbot.waitUntil(lambda: shown.bar.value() > 0)
    assert (shown.bar.value(), shown.told.text()) == (30, "Writing 2018-04")
    assert (unnamed(shown), clipped(shown), tab_faults(shown)) == ([], [], [])
    assert not shown.close(), "closing it stops it, and the window comes back"
    assert not shown.cancel.isEnabled()
    window = first_run(program, qtbot)
    assert left_over(sqlite_store) == []
    assert window.desk.messages.said == []
    page = window.page
    assert isinstance(page, FirstRunPage)
    assert page.agency.text() == "Birmingham"
    page.name.setText("West Precinct")
    page.keep.click()
    with connection():
        assert [one.name for one in precinct_list()] == ["West Precinct"]


@pytest.mark.parametrize(
    ("fault", "told"), [(OutreachError("The disk is full."), "disk is full"), (ZeroDivisionError("a slip"), "mistake")]
)
def test_a_demo_that_fails_is_told_on_the_first_run_and_leaves_nothing(
    program: Program,
    sqlite_store: Store,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: Exception,
    told: str,
) -> None:
    def fails(location: Path, *, progress: Tell) -> None:
        location.write_text("half made")
        raise fault

    monkeypatch.setattr(making, "build_demo", fails)
    waiting(program, qtbot)
    window = first_run(program, qtbot)
    assert told in window.desk.messages.said[-1].text
    assert left_over(sqlite_store) == []
    caplog.clear()


def test_the_window_answers_while_the_demo_is_made_which_it_opens_then(
    program: Program, sqlite_store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = Event()

    def makes(location: Path, *, progress: Tell) -> None:
        assert answered.wait(60), "the window's thread was not free"
        open_database(location, create=True)
        with connection():
            set_up_precinct(BY, PrecinctDetails("Police", "Demonstration"))

    monkeypatch.setattr(making, "build_demo", makes)
    shown = waiting(program, qtbot)
    assert shown.isVisible()
    QTimer.singleShot(0, answered.set)
    qtbot.waitUntil(lambda: program.waiting is None and program.window is not None)
    assert program.window is not None
    assert program.window.windowTitle() == "Demonstration · Outreach"
    assert {path.name.partition("-")[0] for path in left_over(sqlite_store)} == {"demo.outreach"}


def test_a_mistake_in_work_that_has_the_records_for_itself_brings_the_window_back(
    program: Program, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    window = first_run(program, qtbot)

    def slips() -> NoReturn:
        close_database()
        raise ZeroDivisionError

    window.desk.alone(slips)
    qtbot.waitUntil(lambda: program.window not in (None, window))
    again = first_run(program, qtbot)
    assert again.desk.messages.said[-1].kind == "bug"
    with connection():
        assert precinct_list() == ()
    caplog.clear()


def test_records_that_do_not_open_again_are_told_where_the_window_stood_and_tried_once_more(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> NoReturn:
        close_database()
        raise OutreachError("The key could not be changed.")

    def held(*_: object, **__: object) -> NoReturn:
        raise OutreachError("The records are open at another PC.")

    window = first_run(program, qtbot)
    with monkeypatch.context() as elsewhere:
        for place in (programs, opening):
            elsewhere.setattr(place, "open_database", held)
        window.desk.alone(refused)
        qtbot.waitUntil(lambda: program.halted is not None)
        halted = program.halted
        assert halted is not None
        assert halted.why.text() == "The key could not be changed. The records are open at another PC."
        assert halted.try_again.hasFocus()
        assert (clipped(halted), tab_faults(halted), unnamed(halted)) == ([], [], [])
        halted.try_again.click()
        qtbot.waitUntil(lambda: program.halted not in (None, halted))
    assert program.halted is not None
    program.halted.try_again.click()
    first_run(program, qtbot)
    assert program.halted is None


def test_a_window_that_does_not_open_anew_is_told_and_what_goes_on_beside_it_is_said_in_spanish(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost() -> NoReturn:
        raise OutreachError("The server does not answer.")

    first_run(program, qtbot)
    with monkeypatch.context() as away:
        away.setattr(programs, "precinct_list", lost)
        program._reopen()
    assert program.halted is not None
    assert (program.window, program.halted.why.text()) == (None, "The server does not answer.")
    program.halted.try_again.click()
    window = first_run(program, qtbot)
    speak("es")
    going_on = Event()
    window.desk.alone(lambda: (going_on.wait(60), Unlocked(BY), "")[1:])
    qtbot.waitUntil(lambda: program.waiting is not None)
    assert program.waiting is not None
    assert program.waiting.words.text() == "Dando otra clave a los registros"
    going_on.set()
    qtbot.waitUntil(lambda: program.window is not None)

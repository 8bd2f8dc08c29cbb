"""The process beside the window: what it reads, how it ends, and what is told of its faults."""

import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.errors import DamagedError, OutreachError
from outreach.languages.spoken import speak
from outreach.machine.faults import report_of
from outreach.machine.traces import ElsewhereError, trace_lines
from outreach.records.database import close_database, open_database, transaction
from outreach.records.encryption import encrypt_copy
from outreach.records.precinct import Precinct
from outreach.ui import press_process
from outreach.ui.press import Press
from outreach.ui.press_process import Asked, serve
from outreach.ui.tasks import CancelledError, Progress
from tests import given, pressed
from tests.conftest import Store

KEY = bytes(range(32))
NAME = "Wexcombe"


@pytest.fixture
def press(sqlite_store: Store) -> Iterator[Press]:
    given.a_precinct()
    made = Press(sqlite_store.location, None)
    yield made
    made.close()
    assert multiprocessing.active_children() == []


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_answers_from_the_same_records_without_the_toolkit(press: Press) -> None:
    press.begin()
    process, precinct = press.run(Progress(), pressed.where)
    assert process != os.getpid()
    assert precinct == Precinct.get().name
    Precinct.update(name="North Precinct").execute()
    assert press.run(Progress(), pressed.where) == (process, "North Precinct")
    names = press.run(Progress(), pressed.loaded)
    assert "outreach.reports.orders" in names
    assert not [name for name in names if name.partition(".")[0] in ("PySide6", "shiboken6")]
    press.close()
    assert not is_running(process)


def test_a_server_s_records_are_read_too(postgresql_store: Store) -> None:
    kept = given.a_precinct()
    press = Press(postgresql_store.location, None)
    try:
        process, precinct = press.run(Progress(), pressed.where)
        assert (process != os.getpid(), precinct) == (True, kept.name)
        with pytest.raises(OutreachError):
            press.run(Progress(), pressed.written)
        assert Precinct.get().name == kept.name
    finally:
        press.close()


def test_it_tells_how_far_it_is_in_the_language_of_the_window(press: Press) -> None:
    told: list[tuple[float, str]] = []
    progress = Progress(lambda share, words: told.append((share, words)))
    press.run(progress, pressed.where)
    speak("es")
    press.run(progress, pressed.where)
    assert told == [(0.5, "Reading the records"), (0.5, "Leyendo los registros")]


def test_what_nobody_wants_any_more_is_ended_and_the_next_is_answered(press: Press) -> None:
    told: list[str] = []

    def hear(_share: float, words: str) -> None:
        told.append(words)
        progress.cancel()

    progress = Progress(hear)
    with pytest.raises(CancelledError):
        press.run(progress, pressed.endless)
    ended = int(told[0].removeprefix(pressed.BEGUN))
    assert not is_running(ended)
    process, _ = press.run(Progress(), pressed.where)
    assert process not in (ended, os.getpid())


def test_a_known_fault_comes_back_as_its_sentence_and_nothing_is_written(press: Press) -> None:
    with pytest.raises(OutreachError, match="The month is missing: choose one") as told:
        press.run(Progress(), pressed.refused)
    assert "    tests/pressed.py, line" in "\n".join(trace_lines(told.value))
    with pytest.raises(OutreachError, match="may only be read from here"):
        press.run(Progress(), pressed.written)


def test_a_mistake_is_reported_from_where_it_was_made_without_what_was_typed(
    press: Press, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ElsewhereError) as fallen:
        press.run(Progress(), pressed.mistaken, NAME)
    text = report_of(fallen.value).text
    assert "KeyError\n" in text
    assert "tests/pressed.py, line" in text
    assert NAME not in text
    with pytest.raises(ElsewhereError):
        press.run(Progress(), pressed.unsendable)
    caplog.clear()


def test_nothing_is_written_once_it_met_a_damaged_page(press: Press) -> None:
    with pytest.raises(DamagedError):
        press.run(Progress(), pressed.damaged)
    with pytest.raises(DamagedError), transaction():
        pass


def test_another_takes_the_place_of_one_that_broke_off(press: Press, tmp_path: Path) -> None:
    assert press.run(Progress(), pressed.breaking, tmp_path / "broke off once") == "answered"


def test_the_window_does_the_work_where_no_process_can(press: Press, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        assert press.run(Progress(), pressed.breaking_always, os.getpid()) == os.getpid()
    told = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert told == ["No process works beside the window: EOFError"]
    caplog.clear()


def test_nobody_is_asked_beside_a_window_that_tells_no_location(sqlite_store: Store) -> None:
    given.a_precinct()
    assert Press("", None).run(Progress(), pressed.where)[0] == os.getpid()


def test_an_encrypted_file_is_read_with_a_key_that_stands_nowhere(sqlite_store: Store, tmp_path: Path) -> None:
    kept = given.a_precinct()
    close_database()
    path = tmp_path / "encrypted.outreach"
    encrypt_copy(Path(sqlite_store.location), path, KEY)
    open_database(path, key=KEY)
    press = Press(str(path), KEY)
    try:
        process, precinct = press.run(Progress(), pressed.where)
        assert precinct == kept.name
        if sys.platform == "linux":
            for told in ("cmdline", "environ"):
                words = Path(f"/proc/{process}/{told}").read_bytes()
                assert words
                assert KEY not in words
                assert KEY.hex().encode() not in words
    finally:
        press.close()


def test_it_ends_when_nobody_asks_for_long_and_when_the_window_is_gone(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    given.a_precinct()
    before = signal.getsignal(signal.SIGINT)
    ours, theirs = multiprocessing.Pipe()
    try:
        monkeypatch.setattr(press_process, "IDLE_SECONDS", 0)
        ours.send(Asked(pressed.loaded, (), "en"))
        serve(theirs, sqlite_store.location, None)
        assert "outreach" in ours.recv().answer
        monkeypatch.setattr(press_process, "IDLE_SECONDS", None)
        ours.close()
        serve(theirs, sqlite_store.location, None)
    finally:
        signal.signal(signal.SIGINT, before)
        theirs.close()

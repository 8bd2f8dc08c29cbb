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
from outreach.records import scratch
from outreach.records.database import close_database, open_database, transaction
from outreach.records.encryption import encrypt_copy
from outreach.records.precinct import Precinct
from outreach.ui import beside_process
from outreach.ui.beside import Beside
from outreach.ui.beside_process import Asked, serve, unpacked
from outreach.ui.tasks import CancelledError, Progress
from tests import done_beside, given
from tests.conftest import Store

KEY = bytes(range(32))
NAME = "Wexcombe"


@pytest.fixture
def beside(sqlite_store: Store) -> Iterator[Beside]:
    given.a_precinct()
    made = Beside(sqlite_store.location, None)
    yield made
    made.close()
    assert multiprocessing.active_children() == []


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_answers_from_the_same_records_without_the_toolkit(beside: Beside) -> None:
    beside.begin(done_beside.where)
    process, precinct = beside.run(Progress(), done_beside.where)
    assert process != os.getpid()
    assert precinct == Precinct.get().name
    Precinct.update(name="North Precinct").execute()
    assert beside.run(Progress(), done_beside.where) == (process, "North Precinct")
    names = beside.run(Progress(), done_beside.loaded)
    assert "outreach.exchange.set_aside" in names
    assert not [name for name in names if name.partition(".")[0] in ("PySide6", "shiboken6")]
    beside.close()
    assert not is_running(process)


def test_a_server_s_records_are_read_too(postgresql_store: Store) -> None:
    kept = given.a_precinct()
    beside = Beside(postgresql_store.location, None)
    try:
        process, precinct = beside.run(Progress(), done_beside.where)
        assert (process != os.getpid(), precinct) == (True, kept.name)
        with pytest.raises(OutreachError):
            beside.run(Progress(), done_beside.written)
        assert Precinct.get().name == kept.name
    finally:
        beside.close()


def test_it_tells_how_far_it_is_in_the_language_of_the_window(beside: Beside) -> None:
    told: list[tuple[float, str]] = []
    progress = Progress(lambda share, words: told.append((share, words)))
    beside.run(progress, done_beside.where)
    speak("es")
    beside.run(progress, done_beside.where)
    assert told == [(0.5, "Reading the records"), (0.5, "Leyendo los registros")]


def test_what_nobody_wants_any_more_is_ended_and_the_next_is_answered(beside: Beside) -> None:
    told: list[str] = []

    def hear(_share: float, words: str) -> None:
        told.append(words)
        progress.cancel()

    progress = Progress(hear)
    with pytest.raises(CancelledError):
        beside.run(progress, done_beside.endless)
    ended = int(told[0].removeprefix(done_beside.BEGUN))
    assert not is_running(ended)
    process, _ = beside.run(Progress(), done_beside.where)
    assert process not in (ended, os.getpid())


def test_what_an_answer_keeps_out_of_memory_comes_with_it(beside: Beside) -> None:
    names, again, none = beside.run(Progress(), done_beside.much)
    assert list(names) == [f"Name {number}" for number in range(done_beside.MANY)]
    assert again is names
    assert list(none) == []


def test_a_disk_that_takes_no_more_of_an_answer_is_told_and_the_next_is_answered(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OutreachError("There was no room on the disk.")

    with monkeypatch.context() as patched:
        patched.setattr(scratch, "write_at", full)
        with pytest.raises(OutreachError, match="no room"):
            beside.run(Progress(), done_beside.much)
    assert len(beside.run(Progress(), done_beside.much)[0]) == done_beside.MANY


def test_a_known_fault_comes_back_as_its_sentence_and_nothing_is_written(beside: Beside) -> None:
    with pytest.raises(OutreachError, match="The month is missing: choose one") as told:
        beside.run(Progress(), done_beside.refused)
    assert "    tests/done_beside.py, line" in "\n".join(trace_lines(told.value))
    with pytest.raises(OutreachError, match="may only be read from here"):
        beside.run(Progress(), done_beside.written)


def test_a_mistake_is_reported_from_where_it_was_made_without_what_was_typed(
    beside: Beside, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ElsewhereError) as fallen:
        beside.run(Progress(), done_beside.mistaken, NAME)
    text = report_of(fallen.value).text
    assert "KeyError\n" in text
    assert "tests/done_beside.py, line" in text
    assert NAME not in text
    with pytest.raises(ElsewhereError):
        beside.run(Progress(), done_beside.unsendable)
    caplog.clear()


def test_nothing_is_written_once_it_met_a_damaged_page(beside: Beside) -> None:
    with pytest.raises(DamagedError):
        beside.run(Progress(), done_beside.damaged)
    with pytest.raises(DamagedError), transaction():
        pass


def test_another_takes_the_place_of_one_that_broke_off(beside: Beside, tmp_path: Path) -> None:
    assert beside.run(Progress(), done_beside.breaking, tmp_path / "broke off once") == "answered"


def test_the_window_does_the_work_where_no_process_can(beside: Beside, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        assert beside.run(Progress(), done_beside.breaking_always, os.getpid()) == os.getpid()
    told = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert told == ["No process works beside the window: EOFError"]
    caplog.clear()


def test_nobody_is_asked_beside_a_window_that_tells_no_location(sqlite_store: Store) -> None:
    given.a_precinct()
    assert Beside("", None).run(Progress(), done_beside.where)[0] == os.getpid()


def test_an_encrypted_file_is_read_with_a_key_that_stands_nowhere(sqlite_store: Store, tmp_path: Path) -> None:
    kept = given.a_precinct()
    close_database()
    path = tmp_path / "encrypted.outreach"
    encrypt_copy(Path(sqlite_store.location), path, KEY)
    open_database(path, key=KEY)
    beside = Beside(str(path), KEY)
    try:
        process, precinct = beside.run(Progress(), done_beside.where)
        assert precinct == kept.name
        if sys.platform == "linux":
            for told in ("cmdline", "environ"):
                words = Path(f"/proc/{process}/{told}").read_bytes()
                assert words
                assert KEY not in words
                assert KEY.hex().encode() not in words
    finally:
        beside.close()


def test_it_ends_when_nobody_asks_for_long_and_when_the_window_is_gone(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    given.a_precinct()
    before = signal.getsignal(signal.SIGINT)
    ours, theirs = multiprocessing.Pipe()
    try:
        monkeypatch.setattr(beside_process, "IDLE_SECONDS", 0)
        ours.send(Asked(done_beside.loaded, (), "en"))
        serve(theirs, sqlite_store.location, None)
        assert "outreach" in unpacked(ours.recv().answer, {})
        monkeypatch.setattr(beside_process, "IDLE_SECONDS", None)
        ours.close()
        serve(theirs, sqlite_store.location, None)
    finally:
        signal.signal(signal.SIGINT, before)
        theirs.close()

"""A file sent on its way to the disk while it is written, and forced there in the end."""

import errno
import os
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from outreach.records import forcing
from outreach.records.forcing import forced_along
from tests.patience import LONGEST_MS

advises = pytest.mark.skipif(
    not hasattr(os, "posix_fadvise"), reason="this system sends files only when it forces them"
)


@pytest.fixture(autouse=True)
def without_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forcing, "_EVERY_SECONDS", 0)


@advises
def test_each_byte_is_sent_once_before_all_of_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[int, int]] = []
    begun = Event()

    def send(_file: int, begins: int, length: int, _advice: int) -> None:
        if length:
            sent.append((begins, length))
            begun.set()

    monkeypatch.setattr(os, "posix_fadvise", send)
    path = tmp_path / "copy"
    with forced_along(path), path.open("wb") as file:
        for part in (b"first", b" and last"):
            begun.clear()
            file.write(part)
            file.flush()
            assert begun.wait(LONGEST_MS / 1000)
    assert sent == [(0, 5), (5, 9)]


@advises
def test_it_is_still_open_when_it_is_forced_so_that_a_fault_on_the_way_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = Event()
    monkeypatch.setattr(os, "posix_fadvise", lambda *_: begun.set())
    path = tmp_path / "copy"
    open_then: list[int] = []

    def force(file: int) -> None:
        asked = os.fstat(file)
        open_then.extend(other for other in range(file + 50) if other != file and is_of(other, asked))

    monkeypatch.setattr(os, "fsync", force)
    with forced_along(path):
        path.write_bytes(b"whole")
        assert begun.wait(LONGEST_MS / 1000)
    assert len(open_then) == 1


def is_of(number: int, asked: os.stat_result) -> bool:
    """Whether a number is that of an open file, and of this one."""
    try:
        return os.path.samestat(os.fstat(number), asked)
    except OSError:
        return False


@advises
def test_where_the_advice_is_not_taken_it_is_forced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, forced = Event(), Event()

    def refuse(*_: Any) -> None:
        asked.set()
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(os, "posix_fadvise", refuse)
    monkeypatch.setattr(os, "fsync", lambda _file: forced.set())
    with forced_along(tmp_path / "copy"):
        (tmp_path / "copy").write_bytes(b"whole")
        assert asked.wait(LONGEST_MS / 1000)
    assert forced.is_set()


def test_where_there_is_no_such_advice_it_is_forced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced: list[bytes] = []
    path = tmp_path / "copy"
    monkeypatch.delattr(os, "posix_fadvise", raising=False)
    monkeypatch.setattr(os, "fsync", lambda _file: forced.append(path.read_bytes()))
    with forced_along(path):
        path.write_bytes(b"whole")
        forcing._send_until(Event(), path)  # which ends at once: there is nothing to do
        assert not forced
    assert forced == [b"whole"]


def test_a_fault_of_the_drive_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_file: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="Input/output"), forced_along(tmp_path / "copy"):
        (tmp_path / "copy").write_bytes(b"whole")


@pytest.mark.parametrize("begun", [False, True])
def test_what_could_not_be_written_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: bool
) -> None:
    forced: list[int] = []
    monkeypatch.setattr(os, "fsync", forced.append)

    def write() -> None:
        with forced_along(tmp_path / "copy"):
            if begun:
                (tmp_path / "copy").write_bytes(b"half")
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write()
    assert not forced

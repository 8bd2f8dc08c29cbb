"""A file forced to the disk while it is written."""

import errno
import os
from pathlib import Path
from threading import Event

import pytest

from outreach.records import forcing
from outreach.records.forcing import forced_along
from tests.patience import LONGEST_MS

pytestmark = pytest.mark.skipif(not hasattr(os, "fdatasync"), reason="this system forces files only as a whole")


@pytest.fixture(autouse=True)
def without_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forcing, "_EVERY_SECONDS", 0)


def test_it_is_forced_before_all_of_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forced = Event()
    monkeypatch.setattr(os, "fdatasync", lambda _file: forced.set())
    path = tmp_path / "copy"
    with forced_along(path), path.open("wb") as file:
        file.write(b"first")
        assert forced.wait(LONGEST_MS / 1000)
        file.write(b" and last")
    assert path.read_bytes() == b"first and last"


def test_a_fault_of_the_drive_on_the_way_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    met = Event()

    def fail(_file: int) -> None:
        met.set()
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fdatasync", fail)

    def write() -> None:
        with forced_along(tmp_path / "copy"):
            (tmp_path / "copy").write_bytes(b"whole")
            assert met.wait(LONGEST_MS / 1000)

    with pytest.raises(OSError, match="Input/output"):
        write()


def test_what_was_never_written_is_not_waited_for(tmp_path: Path) -> None:
    with forced_along(tmp_path / "never"):
        pass
    with pytest.raises(ZeroDivisionError), forced_along(tmp_path / "never"):
        1 / 0  # noqa: B018

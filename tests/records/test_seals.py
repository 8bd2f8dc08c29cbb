"""A plain file is refused when its bytes changed by themselves, and opened when somebody wrote to it."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from outreach.errors import DamagedError
from outreach.records import seals
from outreach.records.database import close_database, connection, open_database, transaction
from outreach.records.precinct import Precinct
from tests.given import a_precinct


@pytest.fixture
def west(template_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "west.outreach"
    shutil.copy(template_file, path)
    open_database(path)
    with connection(), transaction():
        a_precinct()
    close_database()
    return path


def flip(path: Path, words: bytes) -> None:
    """Change one bit of some words, as a drive does: nothing says that the file was written to."""
    written = path.stat().st_mtime_ns
    content = bytearray(path.read_bytes())
    content[content.rindex(words)] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(written, written))


def test_a_bit_that_flipped_by_itself_is_told_when_the_file_is_opened(west: Path) -> None:
    flip(west, b"West Precinct")
    with pytest.raises(DamagedError, match="bytes in it changed though nothing wrote to it"):
        open_database(west)


def test_what_was_written_last_is_what_counts(west: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As on a drive that knows when a file was written to the nearest two seconds.
    monkeypatch.setattr(seals, "_outside", lambda path: (0, 0))
    for name in ("East Precinct", "West Precinct"):
        open_database(west)
        with connection(), transaction():
            Precinct.update(name=name).execute()
        close_database()
    open_database(west)
    close_database()


def test_other_programs_may_write(west: Path) -> None:
    with closing(sqlite3.connect(west)) as opened, opened:
        opened.execute("UPDATE precinct SET name = 'East Precinct'")
    open_database(west)
    with connection():
        assert Precinct.get().name == "East Precinct"
    close_database()


def test_what_another_window_writes_meanwhile_is_no_damage(west: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_late(path: Path) -> str:
        with closing(sqlite3.connect(path)) as opened, opened:
            opened.execute("UPDATE precinct SET name = 'East Precinct'")
        return whole(path)

    whole = seals._digest
    monkeypatch.setattr(seals, "_digest", read_late)
    open_database(west)
    close_database()


def test_a_large_file_is_left_to_the_check(west: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "LARGEST_BYTES", 1_000)
    flip(west, b"West Precinct")
    open_database(west)
    close_database()


def test_a_digest_that_cannot_be_kept_is_noted_and_nothing_else(
    west: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (west.parent / "no folder").write_text("")
    monkeypatch.setattr(seals, "_place", lambda _path: west.parent / "no folder" / "seal.json")
    seals.seal(west, anew=True)
    assert "The digest of a closed file could not be kept" in caplog.text
    caplog.clear()

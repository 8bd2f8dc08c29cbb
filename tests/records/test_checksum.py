"""The checksum of a file, of its pieces."""

import zlib
from collections.abc import Callable
from concurrent.futures import Future
from io import BufferedReader, FileIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from outreach.records import checksum as summed
from outreach.records import encryption
from outreach.records.checksum import checksum, summing
from outreach.records.encryption import copy_compared, opened_file
from outreach.records.inspecting import nobody_stops
from tests.patience import LONGEST_MS

PIECE = 1 << 22


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7])
def test_it_is_that_of_the_sums_of_its_pieces_in_their_order(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file"
    content = bytes(at * at & 255 for at in range(251)) * (size // 251 + 1)
    path.write_bytes(content[:size])
    pieces = [content[at : min(at + PIECE, size)] for at in range(0, size, PIECE)]
    asked: list[None] = []
    found = checksum(path, lambda: asked.append(None))
    assert found == f"{zlib.crc32(b''.join(zlib.crc32(piece).to_bytes(4, 'big') for piece in pieces)):08x}"
    assert len(asked) == len(pieces)


def test_it_is_the_same_where_a_drive_gives_less_at_once_than_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow(FileIO):
        """A file of such a drive."""

        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 0, 1 << 16)) or b""

        def readinto(self, room: Any, /) -> int:
            return super().readinto(memoryview(room)[: 1 << 16]) or 0

    path = tmp_path / "file"
    path.write_bytes(bytes(range(256)) * (PIECE // 200))
    before = checksum(path, nobody_stops)
    monkeypatch.setattr(
        Path, "open", lambda self, _mode, buffering=-1: Slow(self) if not buffering else BufferedReader(Slow(self))
    )
    assert checksum(path, nobody_stops) == before


@pytest.mark.parametrize("at", [0, PIECE - 1, PIECE, 2 * PIECE + 99])
def test_a_bit_that_flipped_anywhere_makes_another(tmp_path: Path, at: int) -> None:
    path = tmp_path / "file"
    content = bytearray(2 * PIECE + 100)
    path.write_bytes(content)
    before = checksum(path, nobody_stops)
    content[at] ^= 1
    path.write_bytes(content)
    assert checksum(path, nobody_stops) != before


def test_bytes_that_are_missing_or_too_many_make_another(tmp_path: Path) -> None:
    path = tmp_path / "file"
    sums = set()
    for size in (PIECE, PIECE - 1, PIECE + 1, 2 * PIECE):
        path.write_bytes(bytes(size))
        sums.add(checksum(path, nobody_stops))
    assert len(sums) == 4


class AtOnce:
    """Sums a piece at the very moment it is given out, the earliest that there can be."""

    def __init__(self, _workers: int) -> None:
        pass

    def submit(self, made_up: Callable[..., bytes], *of: Any) -> Future[bytes]:
        done: Future[bytes] = Future()
        done.set_result(made_up(*of))
        return done

    def shutdown(self, **_how: bool) -> None:
        pass


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summed, "ThreadPoolExecutor", AtOnce)


@pytest.mark.usefixtures("at_once")
def test_what_a_file_that_grows_has_behind_its_last_piece_is_read_while_it_grows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summed, "_PIECE", 100)
    path = tmp_path / "file"
    content = bytes(at % 251 for at in range(511))
    with summing(path) as sums:
        for end in range(50, 511, 50):
            path.write_bytes(content[:end])
            sums.grown()
        # After they were read; of the first piece and the last two nobody knew that they were done.
        changed = bytearray(content)
        for begins in (100, 200, 300):
            changed[begins] ^= 1
        path.write_bytes(changed)
        made_up = sums.whole(nobody_stops)
    path.write_bytes(content)
    assert made_up == checksum(path, nobody_stops)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("late", [0, 2, 3, 4, 5])
def test_the_header_the_end_and_what_lies_at_the_locks_may_be_written_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, late: int
) -> None:
    monkeypatch.setattr(summed, "_PIECE", 100)
    monkeypatch.setattr(summed, "_LOCK_BYTE", {2: 299, 3: 300}.get(late, 1 << 30))
    path = tmp_path / "file"
    path.write_bytes(bytes(550))
    with summing(path) as sums:
        sums.grown()
        content = bytearray(550)
        content[late * 100 + 49] = 1
        path.write_bytes(content)
        assert sums.whole(nobody_stops) == checksum(path, nobody_stops)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("key", [None, bytes(range(32))], ids=["plain", "encrypted"])
def test_both_libraries_copy_a_database_so_that_it_can_be_summed_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: bytes | None
) -> None:
    monkeypatch.setattr(summed, "_PIECE", 1 << 20)
    monkeypatch.setattr(encryption, "_PAGES_A_STEP", 10)
    source, target = tmp_path / "west.outreach", tmp_path / "copy"
    with opened_file(source, key) as opened:
        opened.execute("PRAGMA journal_mode = wal")
        opened.execute("CREATE TABLE photo (number INTEGER PRIMARY KEY, content)")
        opened.execute("CREATE INDEX first_bytes ON photo (substr(content, 1, 100))")
        for at in range(120):
            with opened:
                opened.execute("INSERT INTO photo (content) VALUES (randomblob(70000))")
                opened.execute("UPDATE photo SET content = randomblob(60000) WHERE number = ?", (at // 2,))
        with summing(target) as sums:
            copy_compared(source, target, key, lambda _share: sums.grown(), lambda of: list(of.execute(ALL)))
            early = len(sums._pieces)
            assert sums.whole(nobody_stops) == checksum(target, nobody_stops)
    assert early > 4


ALL = "SELECT number, content FROM photo"


def test_nobody_reads_a_file_any_more_when_its_sum_was_called_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(10 * PIECE))
    called_off = Event()
    monkeypatch.setattr(summed, "_sum_of_piece", lambda *_: bytes(called_off.wait(LONGEST_MS / 1000)))
    pieces: list[Future[bytes]] = []

    def call_off() -> None:
        with summing(path) as sums:
            sums.grown()
            pieces.extend(sums._pieces.values())
            pieces[-1].add_done_callback(lambda _: called_off.set())
            raise InterruptedError

    with pytest.raises(InterruptedError):
        call_off()
    assert all(piece.done() for piece in pieces)
    assert pieces[-1].cancelled()

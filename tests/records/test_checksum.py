"""The checksum of a file, of its pieces."""

import zlib
from io import BufferedReader, FileIO
from pathlib import Path
from typing import Any

import pytest

from outreach.records.checksum import checksum
from outreach.records.inspecting import nobody_stops

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

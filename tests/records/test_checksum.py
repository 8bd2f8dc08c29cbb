"""The checksum of a file, made by one thread or by two."""

import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.records.checksum import checksum, checksum_by_two, joined_crc
from outreach.records.inspecting import nobody_stops


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_the_checksums_of_two_parts_are_that_of_the_whole(first: bytes, second: bytes) -> None:
    assert joined_crc(zlib.crc32(first), zlib.crc32(second), len(second)) == zlib.crc32(first + second)


@pytest.mark.parametrize("size", [0, 1, (1 << 18) - 1, 1 << 19, 700_001])
def test_two_threads_find_the_checksum_that_one_finds(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(at * at & 255 for at in range(size)))
    whole = f"{zlib.crc32(path.read_bytes()):08x}"
    assert checksum(path, nobody_stops) == checksum_by_two(path) == whole


@pytest.mark.parametrize("at", [0, 349_999, 350_000, 699_999])
def test_a_bit_that_flipped_anywhere_makes_another_checksum(tmp_path: Path, at: int) -> None:
    path = tmp_path / "file"
    content = bytearray(700_000)
    path.write_bytes(content)
    before = checksum_by_two(path)
    content[at] ^= 1
    path.write_bytes(content)
    assert checksum_by_two(path) == checksum(path, nobody_stops) != before

"""The checksum of a file (CRC-32): a fault of up to 32 bits in one place it never misses."""

import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_READ_AT_ONCE = 1 << 18
"""Bytes: so many stay within the processor between being read and being added up."""
_POLYNOMIAL = 0xEDB8_8320
_ONE = 1 << 31
"""The polynomial 1; the highest bit is the lowest power."""


def checksum(path: Path, ask: Callable[[], None]) -> str:
    """The checksum of a file, in eight hexadecimal digits; ``ask`` is called all the while, and stops by raising."""
    return f"{_crc(path, 0, path.stat().st_size, ask):08x}"


def checksum_by_two(path: Path) -> str:
    """The like of :func:`checksum` while somebody waits: two threads take half of the file each."""
    size = path.stat().st_size
    half = size // 2
    with ThreadPoolExecutor(max_workers=1) as other:
        second = other.submit(_crc, path, half, size)
        first = _crc(path, 0, half)
        return f"{joined_crc(first, second.result(), size - half):08x}"


def _crc(path: Path, start: int, end: int, ask: Callable[[], None] = lambda: None) -> int:
    found = 0
    room = memoryview(bytearray(_READ_AT_ONCE))
    with path.open("rb", buffering=0) as file:
        file.seek(start)
        while start < end and (read := file.readinto(room[: end - start])):
            ask()
            found = zlib.crc32(room[:read], found)
            start += read
    return found


def joined_crc(first: int, second: int, length: int) -> int:
    """The CRC-32 of bytes of which the first part has one, and the second part, of so many bytes, the other.

    >>> joined_crc(zlib.crc32(b"Outreach "), zlib.crc32(b"evening"), 7) == zlib.crc32(b"Outreach evening")
    True
    """
    # As crc32_combine of zlib, which Python does not offer: the first is multiplied by x to the power of the bits.
    power, square, bits = _ONE, _ONE >> 1, 8 * length
    while bits:
        if bits & 1:
            power = _product(square, power)
        square = _product(square, square)
        bits >>= 1
    return _product(power, first) ^ second


def _product(one: int, other: int) -> int:
    """The product of two polynomials modulo that of the CRC-32."""
    product = 0
    for power in range(31, -1, -1):
        if one >> power & 1:
            product ^= other
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
    return product

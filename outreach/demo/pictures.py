"""A few photographs, drawn by numbers: nobody is on them."""

import struct
import zlib
from random import Random

_WIDTH, _HEIGHT = 360, 240
_SKY, _WALL, _FLOOR, _LAMP, _PAPER = 0, 1, 2, 3, 4
_PALETTE = bytes((36, 52, 84, 214, 205, 188, 120, 92, 70, 250, 226, 150, 252, 252, 248))
_COATS = bytes((31, 78, 121, 163, 36, 28, 43, 110, 71, 143, 71, 0, 86, 99, 115, 196, 160, 60))
_FIRST_COAT = 5


def crowd(rng: Random, people: int) -> bytes:
    """A PNG of a hall with so many figures in rows under three lamps."""
    rows = [bytearray([_WALL if y < _HEIGHT * 2 // 3 else _FLOOR]) * _WIDTH for y in range(_HEIGHT)]
    _box(rows, 40, 30, 100, 90, _SKY)
    for lamp in (120, 200, 280):
        _disk(rows, lamp, 26, 10, _LAMP)
    for number in range(people):
        depth = number * 3 // max(1, people)
        x, y = rng.randint(20, _WIDTH - 20), 120 + depth * 38 + rng.randint(-5, 5)
        size = 9 + depth * 3
        _box(rows, x - size, y + size, x + size, y + size * 4, _FIRST_COAT + rng.randrange(len(_COATS) // 3))
        _disk(rows, x, y, size, _FLOOR)
    return _png(rows)


def sheet(rng: Random, lines: int) -> bytes:
    """A PNG of a sign-in sheet with so many scrawled lines."""
    rows = [bytearray([_WALL]) * _WIDTH for _ in range(_HEIGHT)]
    _box(rows, 30, 8, _WIDTH - 30, _HEIGHT - 8, _PAPER)
    for line in range(lines):
        y = 30 + line * 9
        _box(rows, 42, y + 5, _WIDTH - 42, y + 6, _FLOOR)
        for x in range(48, 48 + rng.randint(60, 190)):
            _box(rows, x, y + rng.randint(0, 4), x + 1, y + 5, _FIRST_COAT)
    return _png(rows)


def _box(rows: list[bytearray], left: int, top: int, right: int, bottom: int, color: int) -> None:
    left, right = max(0, left), min(_WIDTH, right)
    for y in range(max(0, top), min(_HEIGHT, bottom)):
        rows[y][left:right] = bytes([color]) * max(0, right - left)


def _disk(rows: list[bytearray], x: int, y: int, radius: int, color: int) -> None:
    for down in range(-radius, radius + 1):
        half = int((radius * radius - down * down) ** 0.5)
        _box(rows, x - half, y + down, x + half, y + down + 1, color)


def _png(rows: list[bytearray]) -> bytes:
    """Rows of palette numbers as a PNG file (www.w3.org/TR/png-3): header, palette, data, end."""
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 3, 0, 0, 0)
    data = zlib.compress(b"".join(b"\x00" + bytes(row) for row in rows), 9)
    chunks = ((b"IHDR", header), (b"PLTE", _PALETTE + _COATS), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )

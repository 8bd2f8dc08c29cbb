"""A few photographs, drawn by numbers: nobody is on them."""

import struct
import zlib
from random import Random

_WIDTH, _HEIGHT = 720, 480
_SKY, _WALL, _FLOOR, _LAMP, _PAPER, _CHAIR = range(6)
_PALETTE = bytes.fromhex("243454 d6cdbc a38a6b fae296 fcfcf8 6b4a34")
_COATS = bytes.fromhex("1f4e79 a3241c 2b6e47 8f4700 566273 c4a03c")
_SKINS = bytes.fromhex("5a3a26 8a5a3a c68f68 3f2a1d")
_FIRST_COAT = len(_PALETTE) // 3
_FIRST_SKIN = _FIRST_COAT + len(_COATS) // 3
_ROWS_OF_CHAIRS = 4


def crowd(rng: Random, people: int) -> bytes:
    """A PNG of a hall with so many figures in rows, seen from behind, under three lamps."""
    rows = [bytearray([_WALL if y < _HEIGHT // 2 else _FLOOR]) * _WIDTH for y in range(_HEIGHT)]
    _box(rows, 60, 60, 200, 180, _SKY)
    for lamp in (240, 400, 560):
        _disk(rows, lamp, 46, 20, _LAMP)
    for depth in range(_ROWS_OF_CHAIRS):
        seats = 9 - depth
        size, y = 15 + depth * 5, 200 + depth * 64
        taken = people * (depth + 1) // _ROWS_OF_CHAIRS - people * depth // _ROWS_OF_CHAIRS
        filled = set(rng.sample(range(seats), min(taken, seats)))
        for seat in range(seats):
            x = (2 * seat + 1) * _WIDTH // (2 * seats) + rng.randint(-4, 4)
            if seat in filled:
                _box(rows, x - size, y + size, x + size, y + size * 4, _FIRST_COAT + rng.randrange(len(_COATS) // 3))
                _disk(rows, x, y, size, _FIRST_SKIN + rng.randrange(len(_SKINS) // 3))
            _box(rows, x - size, y + size * 2, x + size, y + size * 4, _CHAIR)
    return _png(rows)


def sheet(rng: Random, lines: int) -> bytes:
    """A PNG of a sign-in sheet with so many scrawled lines."""
    rows = [bytearray([_CHAIR]) * _WIDTH for _ in range(_HEIGHT)]
    _box(rows, 60, 10, _WIDTH - 60, _HEIGHT - 10, _PAPER)
    for line in range(lines):
        y = 40 + line * 22
        _box(rows, 84, y + 14, _WIDTH - 84, y + 15, _FLOOR)
        for stroke in range(96, 96 + rng.randint(120, 380), rng.randint(5, 8)):
            height = rng.randint(3, 12)
            _box(rows, stroke, y + 13 - height, stroke + 2, y + 13, _FIRST_COAT)
            _box(rows, stroke, y + 11, stroke + 6, y + 13, _FIRST_COAT)
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
    chunks = ((b"IHDR", header), (b"PLTE", _PALETTE + _COATS + _SKINS), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )

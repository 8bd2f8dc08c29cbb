"""One byte of a database flipped, encrypted or plain: detected or harmless, never a silent wrong figure."""

import os
import random
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from outreach.demo import build_demo
from outreach.errors import OutreachError
from outreach.queries.figures import as_json, figures
from outreach.queries.period import parse_month
from outreach.queries.precincts import only_precinct
from outreach.records import keys
from outreach.records.database import close_database, connection, open_database
from outreach.records.encryption import encrypt_copy

MONTHS = ("2018-06", "2019-01")


def run(folder: Path, flips: int, seed: int) -> dict[str, int]:
    """Flip so many bytes of an encrypted file and as many of a plain one, one at a time; returns the counts."""
    plain, encrypted, key = folder / "plain.outreach", folder / "demo.outreach", keys.new_key()
    build_demo(str(plain))
    encrypt_copy(plain, encrypted, key)
    chance = random.Random(seed)
    wrong = [flipped(file, key_of, flips, chance) for file, key_of in ((encrypted, key), (plain, None))]
    return {"byte_flips": 2 * flips, "silent_wrong": sum(wrong)}


def flipped(file: Path, key: bytes | None, flips: int, chance: random.Random) -> int:
    """How many of the flips gave a wrong figure in silence. As a drive does it, none changes when the file was written.

    What was written into the file is taken back each time.
    """
    expected = told(file, key)
    content, written = file.read_bytes(), file.stat().st_mtime_ns
    wrong = 0
    for _ in range(flips):
        place = chance.randrange(len(content))
        damaged = bytearray(content)
        damaged[place] ^= 1 << chance.randrange(8)
        put(file, damaged, written)
        with suppress(OutreachError):
            wrong += told(file, key) != expected
        put(file, content, written)
    return wrong


def put(file: Path, content: bytes | bytearray, written: int) -> None:
    """Give a file that nobody has open another content, as if it had been there since it was written."""
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    file.write_bytes(content)
    os.utime(file, ns=(written, written))


def told(file: Path, key: bytes | None) -> list[dict[str, Any]]:
    """The figures of some months. Raises :class:`OutreachError` when the damage is found."""
    try:
        open_database(file, key=key)
        with connection():
            precinct = only_precinct()
            return [as_json(figures(precinct, parse_month(month), date(2019, 3, 1))) for month in MONTHS]
    finally:
        close_database()

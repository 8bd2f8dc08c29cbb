"""One byte of an encrypted database flipped: detected or harmless, never a silent wrong figure."""

import random
import shutil
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
    """Flip so many bytes, one at a time; returns the counts."""
    chance = random.Random(seed)
    plain, encrypted, key = folder / "plain.outreach", folder / "demo.outreach", keys.new_key()
    build_demo(str(plain))
    encrypt_copy(plain, encrypted, key)
    expected = told(encrypted, key)
    content = encrypted.read_bytes()
    counts = {"byte_flips": 0, "silent_wrong": 0}
    for _ in range(flips):
        file = folder / "flipped.outreach"
        shutil.copy(encrypted, file)
        place = chance.randrange(len(content))
        with file.open("r+b") as opened:
            opened.seek(place)
            opened.write(bytes([content[place] ^ 1 << chance.randrange(8)]))
        counts["byte_flips"] += 1
        with suppress(OutreachError):
            counts["silent_wrong"] += told(file, key) != expected
        for name in ("flipped.outreach-wal", "flipped.outreach-shm"):
            (folder / name).unlink(missing_ok=True)
    return counts


def told(file: Path, key: bytes) -> list[dict[str, Any]]:
    """The figures of some months. Raises :class:`OutreachError` when the damage is found."""
    try:
        open_database(file, key=key)
        with connection():
            precinct = only_precinct()
            return [as_json(figures(precinct, parse_month(month), date(2019, 3, 1))) for month in MONTHS]
    finally:
        close_database()

"""A folder that may only be read, a database that another program holds, and a clock that was set back a day."""

import shutil
import sqlite3
import tempfile
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from outreach.records.backup import backups
from outreach.records.database import close_database, connection, open_database
from tests.backups import back_up
from tests.torture.killing import damage, make_templates, prepared
from tests.torture.worker import DAY, Hindered, said

HELD_SECONDS = (3, 45)
"""How long the other program holds the database: less than we wait for it, and more."""


def run(folder: Path, held_seconds: tuple[int, ...] = HELD_SECONDS) -> dict[str, int]:
    """Each hindrance once; returns the counts."""
    templates = make_templates(folder)
    counts = {"hindrances": 0, "lost": 0, "half_events": 0, "unreadable": 0, "crashes": 0}

    def add(found: dict[str, int]) -> None:
        counts["hindrances"] += 1
        for name, count in found.items():
            counts[name] += count

    add(read_only(templates.plain))
    for seconds in held_seconds:
        add(held(prepared(folder / f"held-{seconds}", templates, "record"), seconds))
    add(set_back(prepared(folder / "set-back", templates, "record")))
    return counts


def read_only(template: Path) -> dict[str, int]:
    """Nothing may be written where the database lies: a sentence, and the file as it was."""
    # A folder of its own: one inside another that is ours alone could not even be read by nobody.
    with tempfile.TemporaryDirectory(prefix="read-only-") as above:
        place, own = Path(above) / "place", Path(above) / "own"
        place.mkdir()
        file = Path(shutil.copy(template, place / "west.outreach"))
        own.mkdir()
        for path, mode in ((file, 0o444), (place, 0o555), (own, 0o777), (Path(above), 0o755)):
            path.chmod(mode)
        told = worked(file, Hindered(rounds=2, nobody=True, own=str(own)))
        place.chmod(0o755)
        changed = file.read_bytes() != template.read_bytes()
    return {"crashes": "may only be read from here" not in told, "unreadable": changed}


def held(file: Path, seconds: int) -> dict[str, int]:
    """Another program holds the writer's place: we wait for it, and after half a minute say so and lose nothing."""
    first = worked(file, Hindered(rounds=3))
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(seconds, other.rollback)
        release.start()
        second = worked(file, Hindered(rounds=1))
        release.join()
    waits = seconds < 30
    well = first == "finished" and ("finished" if waits else "Another program is writing") in second
    return {"crashes": not well, **damage("record", file, 4 if waits else 3)}


def set_back(file: Path) -> dict[str, int]:
    """Yesterday comes once more: what is recorded then is kept, the trail stays whole, the newest backup stays."""
    ends = {worked(file, Hindered(rounds=3)), worked(file, Hindered(rounds=2, yesterday=True))}
    open_database(file)
    with connection():
        folder = file.with_name("copies")
        kept = [back_up(folder, at).path for at in (DAY, DAY - timedelta(days=1), DAY - timedelta(hours=25))]
    close_database()
    there = [path for _, path in backups(folder, file.stem)]
    return {"crashes": ends != {"finished"}, **damage("record", file, 5), "lost": not {kept[0], kept[-1]} <= set(there)}


def worked(file: Path, hindered: Hindered) -> str:
    """Let a worker record, and return how it ended."""
    return (said("record", file, hindered) or ["nothing"])[-1]

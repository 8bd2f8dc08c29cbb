"""SIGKILL at random moments of recording, importing, migrating, re-keying, backing up, restoring and purging."""

import os
import random
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from outreach.actions.accounts import AccountDetails, start_accounts, unlock_records
from outreach.actions.change import Actor
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.errors import OutreachError
from outreach.queries.trail_check import verify_chain
from outreach.records import keys
from outreach.records.backup import unverified_backups, verify_backup
from outreach.records.beside import key_file
from outreach.records.database import close_database, connection, file_database, open_database
from outreach.records.encryption import opened_file
from outreach.records.inspecting import inspect_file
from outreach.records.schema import migration_runner
from tests.torture.worker import CHEAP, DAY, HEADS, LISTED, PHRASE, SIGNED, TASKS, heard, started

ROOT = Path(__file__).parents[2]
LONGEST_WAIT = 0.35
"""Seconds after the first acknowledged change in which the kill comes."""

MAPPING = 'kind = "events"\nsource = "lists"\n[columns]\nid = "id"\ntitle = "title"\ndate = "date"\n'

BAD_EVENTS = """
    SELECT count(*) FROM event e WHERE source = 'torture' AND NOT (
        (SELECT count(*) FROM attendance a WHERE a.event_id = e.id) = ?
        AND (SELECT coalesce(sum(count), 0) FROM head_count h WHERE h.event_id = e.id) = ?
        AND (SELECT count(*) FROM concern c WHERE c.event_id = e.id) = 1
        AND (SELECT count(*) FROM follow_up f JOIN concern c ON f.concern_id = c.id WHERE c.event_id = e.id) = 1)
"""


@dataclass(frozen=True, slots=True)
class Templates:
    """What the workers begin with: an empty precinct plain and locked, and the database of the first version."""

    plain: Path
    locked: Path
    old: Path


def run(folder: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill so many workers, the tasks in turn; returns the counts."""
    chance = random.Random(seed)
    templates = make_templates(folder)
    counts = {"kills": 0, "lost": 0, "half_events": 0, "unreadable": 0}
    for number in range(kills):
        task = list(TASKS)[number % len(TASKS)]
        place = folder / f"{number}"
        file = prepared(place, templates, task)
        acknowledged = killed(task, file, chance.uniform(0, LONGEST_WAIT))
        counts["kills"] += 1
        for name, count in damage(task, file, acknowledged).items():
            counts[name] += count
        shutil.rmtree(place)
    return counts


def make_templates(folder: Path) -> Templates:
    """Make what the workers begin with."""
    made = Templates(*(folder / name for name in ("template.outreach", "locked.outreach", "old.template")))
    make_precinct(made.plain)
    shutil.copy(made.plain, made.locked)
    with patch.object(keys, "STANDARD_COST", CHEAP):
        open_database(made.locked)
        start_accounts(Actor("torture"), str(made.locked), AccountDetails("opal"), PHRASE, DAY)
        close_database()
    make_old(made.old)
    return made


def make_precinct(file: Path) -> None:
    """An empty precinct in a file."""
    open_database(file, create=True)
    with connection():
        set_up_precinct(Actor("torture"), PrecinctDetails("Sample City Police", "West Precinct"))
    close_database()


def make_old(file: Path) -> None:
    """A database as the first version of the program left it, with a precinct in it."""
    db = file_database(file, create=True)
    with db.connection_context():
        runner = migration_runner(db)
        first = runner.status()[0].name
        runner.up(first)
        db.execute_sql(
            "INSERT INTO precinct (uid, version, agency, name, commander, time_zone, paper, quiet_after_days, "
            "traceable_below, is_demo) VALUES (?, 1, 'Sample City Police', 'West', '', 'UTC', 'letter', 60, 3, 0)",
            (keys.new_key().hex()[:32],),
        )
        db.execute_sql("PRAGMA journal_mode = delete")


def prepared(place: Path, templates: Templates, task: str) -> Path:
    """A folder with all that a task works on."""
    place.mkdir()
    file = place / "west.outreach"
    (place / "mapping.toml").write_text(MAPPING)
    if task == "rekey":
        shutil.copy(templates.locked, file)
        shutil.copy(key_file(templates.locked), key_file(file))
    elif task == "migrate":
        shutil.copy(templates.old, place / "old.template")
    else:
        shutil.copy(templates.plain, file)
    return file


def killed(task: str, file: Path, wait: float) -> int:
    """Start a worker, kill it some time after its first acknowledgement; returns the last one it gave."""
    process, hear = started(task, file)
    told = heard(hear)
    last = next(told, "nothing")
    timer = threading.Timer(wait, process.kill)
    timer.start()
    for words in told:
        last = words
    process.join()
    timer.cancel()
    if not last.isdecimal():
        raise SystemExit(f"the worker for '{task}' did not work: {last!r}")
    return int(last)


def damage(task: str, file: Path, acknowledged: int) -> dict[str, int]:
    """What a kill left wrong."""
    checks: dict[str, Callable[[Path, int], dict[str, int]]] = {
        "record": events_lost,
        "backup": backups_lost,
        "import": imports_lost,
        "migrate": migrations_lost,
        "rekey": rekeyed_lost,
        "restore": restored_lost,
        "purge": events_lost,
    }
    try:
        return checks[task](file, acknowledged)
    except (OutreachError, sqlite3.DatabaseError) as fault:
        print(f"{task}: {fault}", flush=True)
        return {"unreadable": 1}


def events_lost(file: Path, acknowledged: int, key: bytes | None = None) -> dict[str, int]:
    """Acknowledged events that are not there, and events without a part."""
    sound(file, key)
    with opened_file(file, key) as opened:
        there = {int(number) for (number,) in opened.execute("SELECT source_id FROM event WHERE source = 'torture'")}
        (half,) = opened.execute(BAD_EVENTS, (SIGNED, HEADS)).fetchone()
    return {"lost": len(set(range(1, acknowledged + 1)) - there), "half_events": half}


def backups_lost(file: Path, acknowledged: int) -> dict[str, int]:
    """As for events; every backup that bears its name is whole, and so is what was taken and not yet verified."""
    counts = events_lost(file, acknowledged)
    for copy in file.with_name("copies").glob("*.outreach-backup"):
        inspect_file(copy)
    for _, copy in unverified_backups(file.with_name("copies"), file.stem):
        verify_backup(copy)
    return counts


def imports_lost(file: Path, acknowledged: int) -> dict[str, int]:
    """Acknowledged imports that are not there, and imports of which only a part is."""
    sound(file)
    with closing(sqlite3.connect(file)) as opened:
        rows = opened.execute("SELECT source_id FROM event WHERE source = 'lists'").fetchall()
    there: dict[int, int] = {}
    for (name,) in rows:
        there[int(name.partition("-")[0])] = there.get(int(name.partition("-")[0]), 0) + 1
    missing = [number for number in range(1, acknowledged + 1) if number not in there]
    return {"lost": len(missing), "half_events": sum(count != LISTED for count in there.values())}


def migrations_lost(file: Path, acknowledged: int) -> dict[str, int]:
    """Databases that cannot be brought up to date, or lost their precinct."""
    lost = 0
    for old in file.parent.glob("old-*.outreach"):
        # A copy that was still being made is not a database yet.
        if old.stat().st_size < file.with_name("old.template").stat().st_size:
            continue
        open_database(old)
        close_database()
        rows: Any = dict(inspect_file(old).rows)
        lost += rows["precinct"] != 1
    return {"lost": lost}


def rekeyed_lost(file: Path, acknowledged: int) -> dict[str, int]:
    """As for events, in a file that the passphrase must still open."""
    with patch.object(keys, "STANDARD_COST", CHEAP):
        key = unlock_records(str(file), "opal", PHRASE, DAY, "bench").key
    close_database()
    return events_lost(file, acknowledged, key)


def restored_lost(file: Path, acknowledged: int) -> dict[str, int]:
    """As for events; and what was replaced is whole under its other name."""
    counts = events_lost(file, acknowledged)
    for kept in file.parent.glob("*.before-restore-?"):
        inspect_file(kept)
    return counts


def sound(file: Path, key: bytes | None = None) -> None:
    """Open a database as the program does, and read it through."""
    open_database(file, key=key)
    with connection():
        findings = verify_chain()
    close_database()
    if findings:
        raise OutreachError(f"{os.fspath(file)}: {findings[0].words}.")
    inspect_file(file, key)

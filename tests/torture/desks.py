"""Desks of a server, each a process to be killed: one records, one imports, one keeps drafts, one purges.

A desk does what the window does when the server goes away: it waits, looks whether what it was recording is there, and
records it once.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, count
from multiprocessing.connection import Connection
from pathlib import Path

from outreach.actions.change import Actor
from outreach.actions.drafts import save_draft
from outreach.actions.event_records import record_events
from outreach.actions.retention import purge
from outreach.actions.retrying import recorded_once
from outreach.errors import ServerLostError
from outreach.exchange.importing import apply_import, plan_import
from outreach.queries.lookups import event_kinds, topics
from outreach.queries.precincts import only_precinct
from outreach.records.database import connection, open_database
from tests.load.client import pauses
from tests.torture.worker import DAY, list_of_events, tell, whole_event


def asked[Answer](question: Callable[[], Answer]) -> Answer:
    """Ask the server; while it is away, ask again."""
    for pause in chain(pauses(), (None,)):
        try:
            with connection():
                return question()
        except ServerLostError:
            if pause is None:
                raise
            time.sleep(pause)
    raise AssertionError("the last pause is none")


def record_one(by: Actor, folder: Path, number: int) -> None:
    """Record one event. Nothing in it keeps it from being recorded twice, as nothing does for one that is typed."""
    precinct = asked(only_precinct)
    kind, topic = asked(lambda: (event_kinds(precinct)[0].id, topics(precinct)[0].id))
    event = replace(whole_event(number, kind, topic), source_id=None)
    recorded_once(lambda: record_events(by, precinct, [event]), pauses())


def import_one(by: Actor, folder: Path, number: int) -> None:
    """Bring in one file of 50 events."""
    path, precinct = list_of_events(folder, number), asked(only_precinct)
    plan = asked(lambda: plan_import("events", [path], precinct, date(2019, 3, 1), folder / "mapping.toml"))
    recorded_once(lambda: apply_import(by, precinct, plan), pauses())


def keep_draft(by: Actor, folder: Path, number: int) -> None:
    """Keep what is typed into a form, in place of what was kept before."""
    asked(lambda: save_draft(by.workstation, "form", str(number), DAY))


def record_and_purge(by: Actor, folder: Path, number: int) -> None:
    """Record one event, and forget the names of what was recorded at all desks."""
    record_one(by, folder, number)
    precinct = asked(only_precinct)
    recorded_once(lambda: purge(by, precinct, date(2029, 1, 1)).changes, pauses())


TASKS: dict[str, Callable[[Actor, Path, int], None]] = {
    "record": record_one,
    "import": import_one,
    "draft": keep_draft,
    "purge": record_and_purge,
}


def at_desk(url: str, task: str, folder: Path, first: int, say: Connection) -> None:
    """Do a task over and over at a desk of its own, from a number on, and say each that is acknowledged."""
    os.environ["XDG_DATA_HOME"] = str(folder)
    by = Actor("torture", workstation=task)

    def steps() -> Iterator[str]:
        open_database(url)
        with connection():
            for number in count(first):
                TASKS[task](by, folder, number)
                yield str(number)

    tell(steps(), say)

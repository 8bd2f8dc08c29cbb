"""An idle window: what it takes of the processor while nobody works at it, and while a colleague signs people in."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from tests.benchmarks.measuring import Goal, Measure
from tests.benchmarks.seat import seat
from tests.benchmarks.subject import Subject

WATCHED_SECONDS = 30.0
MINUTE = 60.0
ONE_PERCENT = Goal(most=MINUTE / 100)
COLLEAGUE = """
import sys, time
from outreach.actions.change import Actor
from outreach.actions.signin import sign_in_names
from outreach.records.database import connection, open_database
from outreach.records.events import Event

location, every = sys.argv[1], float(sys.argv[2])
open_database(location)
with connection():
    event = Event.select().where(Event.status == "held").order_by(Event.date.desc()).first().id
    for number in range(10_000):
        sign_in_names(Actor("B. Trial", workstation="desk 5"), event, [f"Walk-in {number} of {time.time_ns()}"])
        time.sleep(every)
"""


def measures(of: Subject) -> Iterator[Measure]:
    """Processor time for a minute of Home in front: nobody writes, one signs in at a door, six sign in at once."""
    with tempfile.TemporaryDirectory(prefix="idle-") as folder, seat(of, Path(folder)):
        yield Measure("a minute of an idle window", _taken(), None, ONE_PERCENT)
        if of.key is not None:
            return  # a colleague would have to sign in
        for words, every in (("somebody signs in every 5 s", 5.0), ("two sign in every second", 0.5)):
            with _colleague(of.location, every):
                yield Measure(f"a minute of it while {words}", _taken(), None, ONE_PERCENT)


@contextmanager
def _colleague(location: str, every: float) -> Iterator[None]:
    program = subprocess.Popen([sys.executable, "-c", COLLEAGUE, location, str(every)])
    try:
        yield
    finally:
        program.terminate()
        program.wait()


def _taken() -> float:
    """The processor's seconds for a minute, once whatever was begun before is done."""
    _pass(3.0)
    start, began = time.process_time(), time.perf_counter()
    _pass(WATCHED_SECONDS)
    return (time.process_time() - start) * MINUTE / (time.perf_counter() - began)


def _pass(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()

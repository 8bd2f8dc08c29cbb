"""Memory: what an idle window holds, and whether opening and closing everything fifty times leaves anything behind."""

import ctypes
import gc
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from outreach.queries.event_list import event_list
from tests.benchmarks.measuring import Goal, Measure
from tests.benchmarks.seat import Seat, seat
from tests.benchmarks.started import resident_bytes
from tests.benchmarks.subject import Subject

ROUNDS, WARM = 50, 10
GROWTH = Goal(most=4 * 2**20)
"""What the allocator may keep for itself: a page that stayed alive fifty times would be far more."""


def measures(of: Subject) -> Iterator[Measure]:
    """What is held after the rounds that fill the caches, and what the others add to it."""
    with tempfile.TemporaryDirectory(prefix="memory-") as folder, seat(of, Path(folder)) as sitting:
        event = event_list(of.precinct, limit=1).rows[0].id
        for _ in range(WARM):
            _round(sitting, event)
        before = _settled(sitting)
        for _ in range(ROUNDS):
            _round(sitting, event)
        after = _settled(sitting)
    yield Measure(f"memory that {ROUNDS} rounds of every page add", max(0, after - before), None, GROWTH, "bytes")
    yield Measure("memory after them", after, None, Goal(), "bytes")


def _round(sitting: Seat, event: int) -> None:
    """Open every page there is, an event, the details of one and a new one."""
    window = sitting.window
    for place in window.places:
        if place != "first_run":
            window.open_page(place)
            sitting.settle()
    window.open_page("event", event)
    sitting.settle()
    edit = getattr(window.page, "edit_details", None)
    if edit is not None:
        edit()
    window.open_page("event", None)
    sitting.settle()
    window.open_page("home")
    sitting.settle()


def _settled(sitting: Seat) -> int:
    sitting.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)  # what was freed already is not held by us
    return resident_bytes()

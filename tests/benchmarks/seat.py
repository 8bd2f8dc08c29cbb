"""A window on the database, worked without a screen: what is asked of it is done when it is painted."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QEventLoop, QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outreach.actions.accounts import Unlocked
from outreach.actions.acting import NOBODY, Actor
from outreach.ui import HANDED_OVER_SECONDS
from outreach.ui.desk import Desk
from outreach.ui.tasks import PAINTED_AFTER_MS
from outreach.ui.theme import Theme, new_application
from outreach.ui.window import Window
from tests.benchmarks.subject import Subject

_TURNS = 3
"""What is asked for in one turn of the loop may be laid out in the next and painted in the one after it."""
_UNTIL_SOMETHING = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


class Seat:
    """Somebody at the window. ``took`` says how long something lasts until what it brings is painted."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def took(self, doing: Callable[[], object]) -> float:
        """Seconds from a key or a click until every answer is there and painted."""
        start = perf_counter()
        doing()
        self.settle()
        return perf_counter() - start

    def took_until(self, doing: Callable[[], object], there: Callable[[], bool]) -> float:
        """Seconds from a key until what one waits for is there and painted, whatever else is still awaited."""
        start = perf_counter()
        doing()
        while not there():
            QApplication.processEvents(_UNTIL_SOMETHING)
        for _ in range(_TURNS):
            QApplication.processEvents()
        return perf_counter() - start

    def turn(self) -> None:
        """Let the window do what there is to do, or wait for it."""
        QApplication.processEvents(_UNTIL_SOMETHING)

    def take(self, answer: object) -> None:
        """Take the answer of long work, which nobody here reads."""

    def settle(self) -> None:
        """Let the window work until nothing is awaited, and paint what came."""
        while not self.window.desk.tasks.idle:
            QApplication.processEvents(_UNTIL_SOMETHING)
        QApplication.processEvents()
        # The program's own loop deletes what was put away; this one has to be told.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def rest(self) -> None:
        """Let pass what the window leaves until somebody pauses, as between two names."""
        QTest.qWait(2 * PAINTED_AFTER_MS)
        self.settle()


@contextmanager
def seat(subject: Subject, folder: Path) -> Iterator[Seat]:
    """The window on the database, begun and painted, as long as the block runs."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else new_application("seat")
    theme = Theme(application)
    before = sys.getswitchinterval()
    sys.setswitchinterval(HANDED_OVER_SECONDS)
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    keys = Unlocked(Actor(NOBODY), subject.key) if subject.key is not None else None
    desk = Desk(settings, subject.precinct, lambda: subject.today, location=subject.location, unlocked=keys)
    window = Window(desk, "Measured", kind="demo")
    sitting = Seat(window)
    window.show()
    window.begin()
    sitting.settle()
    try:
        yield sitting
    finally:
        window.close()
        sys.setswitchinterval(before)
        for thing in (window, theme):
            thing.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

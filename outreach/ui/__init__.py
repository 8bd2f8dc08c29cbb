"""The window. Importing this package costs nothing; Qt is loaded only when a window is opened."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from outreach.location import is_server

if TYPE_CHECKING:
    from outreach.ui.ahead import Ahead
    from outreach.ui.opening import Opening

HANDED_OVER_SECONDS = 0.001 if sys.platform == "win32" else 0.0002
"""How long a worker keeps the interpreter that the window waits for, some hundred times while a page is opened. Windows
counts whole milliseconds, and would not wait at all for less."""


def has_display() -> bool:
    """Whether a window can be shown here; on Linux only with an X or Wayland display or a chosen Qt platform."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def show_fault(words: str) -> None:
    """Tell what kept the window from opening to whoever has no terminal to read it on."""
    from PySide6.QtWidgets import QApplication, QMessageBox

    application = QApplication.instance() or QApplication(sys.argv[:1])
    QMessageBox.critical(None, "Outreach", words)
    del application


def run_window(database: str) -> int:
    """Open the window on a database (a file or a URL) and return the exit status when it is closed.

    The database is opened, and the first page read, while the toolkit is loaded: of a server by another process. Where
    there is none its driver is loaded before: both want the interpreter the whole time, and what takes turns with the
    other waits for all of it.
    """
    with _loading():
        ahead = _read_ahead(database)
        from outreach.ui.opening import Opening, load_driver

        if ahead is None:
            load_driver(database)
    opening = Opening(database, ahead)
    run = load_window()
    # The window answers while a worker writes down what a file holds. Not before: to load it, and to read the first
    # page, both want the interpreter the whole time.
    sys.setswitchinterval(HANDED_OVER_SECONDS)
    return run(opening)


def _read_ahead(database: str) -> "Ahead | None":
    if not is_server(database):
        return None
    from outreach.ui.ahead import begun

    return begun(database)


def load_window() -> "Callable[[Opening], int]":
    """Load what the window is made of, and return what runs it on a database that is being opened."""
    with _loading():
        from outreach.ui.toolkit import load_toolkit

        load_toolkit()
        from outreach.ui.application import run
    return run


@contextmanager
def _loading() -> Iterator[None]:
    """What is loaded stays for good: to look through it for what may be cleared away delays the start, and keys
    later."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()

"""Journeys stand on the same desk as the tests of single pages, in the whole window."""

import multiprocessing
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outreach.ui.desk import Desk
from outreach.ui.undoing import UndoKeys
from outreach.ui.window import Window
from tests.conftest import Store
from tests.journeys.typing import Keyboard
from tests.ui.conftest import BY, TODAY, desk, free, precinct, settings, settled, theme

__all__ = ["desk", "precinct", "settings", "settled", "theme"]


@pytest.fixture
def open_window(
    theme: object, settings: object, precinct: int, qapp: QApplication, qtbot: QtBot
) -> Iterator[Callable[[], Window]]:
    """Open the whole window on the precinct, as often as a test ends and starts the program."""
    windows: list[Window] = []
    keys = UndoKeys(qapp, qapp)

    def opened() -> Window:
        made = Desk(settings, precinct, lambda: TODAY)  # type: ignore[arg-type]
        window = Window(made, "West Precinct")
        windows.append(window)
        window.resize(1280, 720)
        window.show()
        window.activateWindow()
        window.begin()
        qtbot.waitUntil(lambda: made.tasks.idle)
        return window

    yield opened
    for window in windows:
        window.close()
    free(*windows, keys)


@pytest.fixture
def window(open_window: Callable[[], Window]) -> Window:
    return open_window()


@pytest.fixture
def keyboard(window: Window) -> Keyboard:
    return Keyboard(window)


@pytest.fixture
def open_beside(
    theme: object, settings: QSettings, precinct: int, sqlite_store: Store
) -> Iterator[Callable[[], Window]]:
    """Open the whole window on the file of the precinct, so that processes of its own work beside it."""
    windows: list[Window] = []

    def opened() -> Window:
        made = Desk(settings, precinct, lambda: TODAY, location=sqlite_store.location)
        made.actor = BY
        windows.append(Window(made, "West Precinct"))
        windows[-1].show()
        windows[-1].begin()
        return windows[-1]

    yield opened
    for window in windows:
        window.close_at_once()
    free(*windows)
    assert multiprocessing.active_children() == []

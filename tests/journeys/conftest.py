"""Journeys stand on the same desk as the tests of single pages, in the whole window."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outreach.ui.desk import Desk
from outreach.ui.undoing import UndoKeys
from outreach.ui.window import Window
from tests.journeys.typing import Keyboard
from tests.ui.conftest import TODAY, desk, free, precinct, settings, settled, theme

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

"""A dressed application and a desk on a fresh precinct; every window is freed at the end."""

import gc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from outreach.actions.change import Actor
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.ui.desk import Desk
from outreach.ui.theme import Theme
from tests.conftest import Store

TODAY = date(2019, 1, 24)
BY = Actor("Ofc. Sample", workstation="desk 1")


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def precinct(sqlite_store: Store) -> int:
    return set_up_precinct(BY, PrecinctDetails("Birmingham Police Department", "West Precinct")).only_id("precinct")


@pytest.fixture
def desk(theme: Theme, settings: QSettings, precinct: int) -> Iterator[Desk]:
    made = Desk(settings, precinct, lambda: TODAY)
    made.actor = BY
    yield made
    made.close()
    free(made)


def free(*things: object) -> None:
    """Delete Qt objects now, while the application lives."""
    for thing in things:
        thing.deleteLater()  # type: ignore[attr-defined]
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[Desk], None]:
    """Wait until a desk's workers have answered and the answers are on the screen."""

    def wait(desk: Desk) -> None:
        def is_settled() -> bool:
            # An answer that comes on the screen may ask the next question, and only a later pass lays all of it out.
            QApplication.processEvents()
            return bool(desk.tasks.idle and desk.quiet.idle)

        qtbot.waitUntil(lambda: is_settled() and is_settled())

    return wait


def show(qtbot: QtBot, widget: QWidget) -> None:
    """Show a widget and give it the keyboard."""
    widget.show()
    widget.activateWindow()
    QApplication.processEvents()

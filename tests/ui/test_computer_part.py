"""Check this PC: what is wrong stands first, with what to do."""

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from outreach.ui.backups import desk_backups
from outreach.ui.desk import Desk
from outreach.ui.pages.settings_computer import ComputerPart
from outreach.ui.tasks import CancelledError, Progress
from outreach.ui.theme import Theme
from tests.conftest import Store
from tests.ui.conftest import TODAY, free


def stopped(_progress: Progress) -> object:
    raise CancelledError


def test_what_is_wrong_stands_first_with_what_to_do(
    sqlite_store: Store, theme: Theme, settings: QSettings, precinct: int, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = Desk(settings, precinct, lambda: TODAY, location=sqlite_store.location)
    desk_backups(desk).choose(str(tmp_path / "gone"))
    part = ComputerPart(desk)
    with qtbot.waitSignal(part.checked):
        part.begin.click()
        part.begin.click()
        assert len(desk.tasks._jobs) == 1
    desk.work("settings/computer", stopped, part._show, "Checking this PC")
    qtbot.waitUntil(lambda: desk.tasks.idle)
    assert part.begin.isEnabled()
    told = [one.text() for one in part.findChildren(QLabel)]
    pills = [words for words in told if words in ("See to it", "Look at it", "In order")]
    assert pills[0] == "See to it"
    assert pills == sorted(pills, key=["See to it", "Look at it", "In order"].index)
    assert f"Backups: The folder of backups, {tmp_path / 'gone'}, is not there." in told
    assert "Connect its drive, or choose another in Settings, Backups." in told
    assert any(words.startswith("Window: The window runs on Qt's") for words in told)
    assert any(words.startswith("Printer: ") for words in told)
    desk.close()
    free(part, desk)

"""The check in the settings: what is sound, and what is not with what to do."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from outreach.records.precinct import Precinct
from outreach.ui.backups import desk_backups
from outreach.ui.desk import Desk
from outreach.ui.pages.settings_check import CheckPart
from outreach.ui.theme import Theme
from tests.conftest import Store
from tests.given import a_concern
from tests.ui.conftest import TODAY, free


@pytest.mark.usefixtures("theme")
def test_each_part_is_sound_or_says_what_to_do(
    sqlite_store: Store, theme: Theme, settings: QSettings, precinct: int, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = Desk(settings, precinct, lambda: TODAY, location=sqlite_store.location)
    desk_backups(desk).choose(str(tmp_path / "copies"))
    a_concern(Precinct.get_by_id(precinct), raised_on="2190-01-01")
    part = CheckPart(desk)
    with qtbot.waitSignal(part.checked):
        part.begin.click()
    told = [one.text() for one in part.findChildren(QLabel)]
    assert told.count("Sound") == 2  # the file with its links, and the totals
    assert any("1 row of concern (number 1) is told by no entry of the audit trail" in words for words in told)
    assert "Values: 1 concern was raised on a day still ahead." in told
    assert f"Backups: There is no backup in {tmp_path / 'copies'}." in told
    assert any(words.startswith("Take one: Settings, Backups") for words in told)
    desk.close()
    free(part, desk)

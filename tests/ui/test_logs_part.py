"""Send logs: all that would be sent is shown before a file is written."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from outreach.ui.desk import Desk
from outreach.ui.pages.settings_logs import LogsPart
from tests.ui.conftest import free, show


def test_what_is_inside_is_shown_before_it_is_written(
    desk: Desk, qtbot: QtBot, settled: Callable[[Desk], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "logs.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    part = LogsPart(desk)
    show(qtbot, part)
    assert not part.write.isVisible()
    part.show_inside.click()
    settled(desk)
    shown = [part.names.item(row).text() for row in range(part.names.count())]
    assert shown[0] == "about.txt"
    assert "Version: Outreach" in part.words.toPlainText()
    assert not place.exists()
    part.write.click()
    settled(desk)
    assert desk.messages.said[-1].kind == "good"
    with zipfile.ZipFile(place) as opened:
        assert opened.namelist() == shown
        assert opened.read("about.txt").decode() == part.words.toPlainText()
    free(part)

"""Settings, Several PCs: the way from a file to a server."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from outreach.records.sharing import Shared
from outreach.ui import window as windows
from outreach.ui.desk import Desk
from outreach.ui.pages.settings import SettingsPage
from outreach.ui.pages.settings_sharing import SharingPart
from outreach.ui.window import Window
from tests.conftest import Server, Store
from tests.ui.conftest import TODAY, free


@pytest.fixture
def desk(theme: object, settings: QSettings, precinct: int, sqlite_store: Store) -> Iterator[Desk]:
    made = Desk(settings, precinct, lambda: TODAY, location=sqlite_store.location)
    yield made
    made.close()
    free(made)


@pytest.fixture
def empty_url(server: Server) -> Iterator[str]:
    server.run("CREATE DATABASE empty_one")
    yield server.database_url("empty_one")
    server.run("DROP DATABASE empty_one WITH (FORCE)")


def test_a_place_that_is_fixed_for_the_pc_says_so(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "outreach.toml"
    file.write_text(f"[fixed]\ndatabase = '{desk.location}'\n")
    monkeypatch.setenv("OUTREACH_CONFIG", str(file))
    part = SharingPart(desk)
    assert part.where.text() == f"The records lie in {desk.location}. Set by your IT department."
    free(part)


def test_everything_is_copied_to_a_server_by_one_button(desk: Desk, empty_url: str, qtbot: QtBot) -> None:
    part = SharingPart(desk)
    assert "A file is for one PC" in part.words.text()
    part.form.fill(url="west.outreach")
    part.form.submit.click()
    assert "is not the URL of a server" in desk.messages.said[-1].text
    part.form.fill(url=empty_url)
    part.form.submit.click()
    qtbot.waitUntil(lambda: desk.tasks.idle, timeout=60_000)
    assert "rows are copied and compared" in desk.messages.said[-1].text
    with psycopg.connect(empty_url) as session:
        assert session.execute("SELECT name FROM precinct").fetchall() == [("West Precinct",)]
    free(part)


def test_a_shared_folder_is_warned_about_and_leads_to_the_way_out(
    theme: object,
    settings: QSettings,
    precinct: int,
    sqlite_store: Store,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(windows, "shared_by", lambda _path: Shared("on a network folder (cifs)"))
    made = Desk(settings, precinct, lambda: TODAY, location=str(Path(sqlite_store.location)))
    window = Window(made, "West Precinct")
    window.show()
    window.begin()
    qtbot.waitUntil(lambda: made.tasks.idle)
    told = made.messages.said[-1]
    assert told.text.startswith("These records lie on a network folder (cifs), where several PCs can damage them")
    assert told.opens is not None
    told.opens()
    qtbot.waitUntil(lambda: made.tasks.idle)
    page = window.page
    assert isinstance(page, SettingsPage)
    assert isinstance(page.parts.currentWidget(), SharingPart)
    window.close()
    free(window)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://app@records.example.gov/west", "over an encrypted connection (sslmode=require)"),
        ("postgresql://app@localhost/west", "on this PC (sslmode=prefer)"),
    ],
)
def test_how_the_server_is_reached_is_said(theme: object, settings: QSettings, url: str, words: str) -> None:
    desk = Desk(settings, 1, lambda: TODAY, location=url)
    part = SharingPart(desk)
    assert words in part.words.text()
    desk.close()
    free(part, desk)

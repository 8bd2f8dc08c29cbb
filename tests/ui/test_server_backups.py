"""Backups of a server in the window: taken into a folder, known to all PCs, tried, put into a new database."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from outreach.actions.accounts import Unlocked
from outreach.actions.change import Actor, tell
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.exchange.server_backup import server_backups
from outreach.queries.news import last_told
from outreach.records.accounts import Role
from outreach.records.base import database
from outreach.records.database import close_database, connection, open_database
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.ui.backups import desk_backups
from outreach.ui.pages.home import HomePage
from outreach.ui.pages.settings import SettingsPage
from outreach.ui.pages.settings_backups import BackupsPart
from outreach.ui.pages.settings_restore_server import ServerRestorePart
from outreach.ui.program import Program
from outreach.ui.theme import Theme
from outreach.ui.window import Window
from tests.conftest import Server, Store
from tests.given import a_person
from tests.ui.conftest import free

BY = Actor("Ofc. Sample", workstation="another PC")


@pytest.fixture
def program(
    postgresql_store: Store, theme: Theme, settings: QSettings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Program]:
    monkeypatch.setenv("PATH", str(tmp_path))
    set_up_precinct(BY, PrecinctDetails("Police", "West Precinct"))
    a_person(Precinct.get())
    database.close()
    made = Program(settings, postgresql_store.location)
    yield made
    made.close()
    free(made)
    if database.obj is None:
        open_database(postgresql_store.location)
    if database.is_closed():
        database.connect()


def opened(program: Program, qtbot: QtBot) -> tuple[Window, BackupsPart]:
    program.open()
    return shown(program, qtbot)


def shown(program: Program, qtbot: QtBot) -> tuple[Window, BackupsPart]:
    qtbot.waitUntil(lambda: program.window is not None and program.window.page is not None)
    window = program.window
    assert window is not None
    window.open_page("settings", "Backups")
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    assert isinstance(window.page, SettingsPage)
    return window, window.page.part("Backups", BackupsPart)


def test_one_is_taken_tried_and_put_into_a_new_database(
    program: Program, postgresql_store: Store, server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    window, part = opened(program, qtbot)
    part.backups.choose(str(tmp_path / "copies"))
    part.show_state()
    with qtbot.waitSignal(part.backups.taken):
        part.take.click()
    ((_, archive),) = server_backups(tmp_path / "copies", postgresql_store.location)
    assert (part.state.text(), part.where.text()) == (
        "Last verified backup just now.",
        f"Into {tmp_path / 'copies'}. Archives alone: pg_dump is not on this PC.",
    )
    restoring = part.restoring
    assert isinstance(restoring, ServerRestorePart)
    qtbot.waitUntil(lambda: restoring.which.value() == archive)
    with connection():
        a_person(Precinct.get(), "Amber")
    with qtbot.waitSignal(restoring.tried):
        restoring.try_it.click()
    people = next(line for line in restoring.table.rows.rows if line.words == "Person")
    assert (people.now, people.then) == ("2", "1")
    restoring.target.fill(url=postgresql_store.location)
    restoring.target.submit.click()
    qtbot.waitUntil(lambda: program.window not in (None, window))
    window, part = shown(program, qtbot)
    assert "is not empty, so nothing was restored" in window.desk.messages.said[0].text

    server.run("CREATE DATABASE restored")
    url = server.database_url("restored")
    with qtbot.waitSignal(part.restoring.tried):
        part.restoring.try_it.click()
    assert isinstance(part.restoring, ServerRestorePart)
    part.restoring.target.fill(url=url)
    part.restoring.target.submit.click()
    qtbot.waitUntil(lambda: program.window not in (None, window))
    window, _ = shown(program, qtbot)
    assert "Point the PCs to it; the old database stays as it is." in window.desk.messages.said[0].text
    with connection():
        told = last_told(f"restored the backup {archive.name} into postgresql://{url.partition('@')[2]}")
        assert told is not None
        assert Person.select().count() == 2
    program.close()
    close_database()
    open_database(url)
    with connection():
        assert Person.select().count() == 1
    close_database()
    server.run("DROP DATABASE restored WITH (FORCE)")


def test_what_another_pc_took_is_known_and_none_is_taken_beside_it(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    with connection():
        tell(BY, "backed up")
    window, part = opened(program, qtbot)
    assert part.state.text() == "Last verified backup just now."
    part.backups.choose(str(tmp_path / "copies"))
    part.backups.take_when_due()
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    assert not (tmp_path / "copies").exists()
    assert not part.backups.wanted
    assert part.backups.state(datetime.now().astimezone() + timedelta(days=3)).is_bad
    window.open_page("home")
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    assert isinstance(window.page, HomePage)
    assert window.page.backup.link.text() == "Last verified backup just now"


def test_an_officer_sees_how_they_stand_and_takes_none(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    program._unlocked = Unlocked(Actor("R. Sample", role=Role.OFFICER))
    window, part = opened(program, qtbot)
    desk_backups(window.desk)._remember("folder", str(tmp_path / "copies"))
    part.show_state()
    assert not part.take.isEnabled()
    assert part.where.text().startswith("Supervisors and administrators choose the folder")
    part.backups.take_when_due()
    assert not part.backups.wanted
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    assert not (tmp_path / "copies").exists()

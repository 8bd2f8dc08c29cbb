"""Putting a backup back in the window: seen side by side first, and signed in to anew afterwards."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from outreach.actions.accounts import AccountDetails, Unlocked, add_account, remove_account, start_accounts
from outreach.actions.change import Actor
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.records import keys
from outreach.records.accounts import Account, Role
from outreach.records.audit import AuditEntry
from outreach.records.database import close_database, connection, open_database
from outreach.records.inspecting import Holdings
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.ui.backups import desk_backups
from outreach.ui.pages.settings import SettingsPage
from outreach.ui.pages.settings_backups import BackupsPart
from outreach.ui.pages.settings_restore import RestorePart, compared
from outreach.ui.program import Program
from outreach.ui.theme import Theme
from outreach.ui.window import Window
from tests.backups import back_up
from tests.given import a_person
from tests.keyrings import logins
from tests.records.test_backup import NINE
from tests.ui.conftest import free

PHRASE = "quiet river stones"


@pytest.fixture
def west(tmp_path: Path, template_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(keys, "STANDARD_COST", keys.Cost(memory_kib=8, passes=1, lanes=1))
    path = tmp_path / "west.outreach"
    shutil.copy(template_file, path)
    open_database(path)
    with connection():
        set_up_precinct(Actor("set-up"), PrecinctDetails("Police", "West Precinct"))
        a_person(Precinct.get())
    return path


@pytest.fixture
def program(west: Path, theme: Theme, settings: QSettings) -> Iterator[Program]:
    made = Program(settings, str(west))
    yield made
    made.close()
    free(made)
    close_database()


def opened(program: Program, qtbot: QtBot) -> tuple[Window, RestorePart]:
    qtbot.waitUntil(lambda: program.window is not None and program.window.page is not None)
    window = program.window
    assert window is not None
    window.open_page("settings", "Backups")
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    assert isinstance(window.page, SettingsPage)
    return window, window.page.part("Backups", BackupsPart).restoring


def tried(part: RestorePart, backup: Path, qtbot: QtBot) -> None:
    part.add(backup)
    with qtbot.waitSignal(part.tried):
        part.try_it.click()


def test_a_plain_backup_is_tried_seen_and_put_back(program: Program, west: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with connection():
        made = back_up(tmp_path / "copies", NINE)
        a_person(Precinct.get(), "Amber")
    program.open()
    window, part = opened(program, qtbot)
    tried(part, made.path, qtbot)
    people = next(line for line in part.table.rows.rows if line.words == "Person")
    assert (people.now, people.then) == ("2", "1")
    part.put_back.click()
    assert program.window is window
    assert part.put_back.text() == "Replace the records of now by this backup"
    part.put_back.click()
    qtbot.waitUntil(lambda: program.window not in (None, window))
    again, _ = opened(program, qtbot)
    assert "kept as west.outreach.before-restore-1" in again.desk.messages.said[0].text
    with connection():
        assert Person.select().count() == 1


def locked_with_a_backup_of_another_key(west: Path, tmp_path: Path) -> tuple[Unlocked, Path]:
    admin = start_accounts(Actor("set-up"), str(west), AccountDetails("opal"), PHRASE, NINE.astimezone())[0]
    add_account(admin, str(west), AccountDetails("amber"), PHRASE, NINE.astimezone())
    made = back_up(tmp_path / "copies", NINE, admin.key)
    with connection():
        amber = Account.get(Account.login == "amber")
    return remove_account(admin, str(west), amber.id, amber.version), made.path


def test_a_backup_of_another_key_asks_for_the_passphrase_of_then(
    program: Program, west: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    program._unlocked, backup = locked_with_a_backup_of_another_key(west, tmp_path)
    program.open()
    _window, part = opened(program, qtbot)
    tried(part, backup, qtbot)
    assert part.passphrase.isVisible()
    part.passphrase.fill(login="opal", phrase=PHRASE)
    with qtbot.waitSignal(part.tried):
        part.passphrase.submit.click()
    assert part.put_back.isVisible()
    part.put_back.click()
    part.put_back.click()
    qtbot.waitUntil(lambda: program.sign_in is not None)
    assert program.window is None
    assert logins(keys.read_key_file(west)) == ("opal", "amber")


def test_a_slow_folder_of_backups_is_listed_without_holding_up_the_window(
    program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    answers = Event()

    def slow(self: RestorePart, folder: Path) -> list[tuple[str, Path]]:
        asked.append(threading.get_ident())
        assert answers.wait(60), "the window's thread was not free"
        return [("yesterday", folder / "one")]

    monkeypatch.setattr(RestorePart, "listed", slow)
    program.open()
    window, part = opened(program, qtbot)
    desk_backups(window.desk).choose(str(tmp_path))
    for _ in range(3):
        part.offer()
    part.add(tmp_path / "other")
    assert part.which.value() == tmp_path / "other"
    with qtbot.waitSignal(window.desk.tasks.busy_changed):
        pass
    assert window.topbar.busy.isVisible()
    answers.set()
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    assert len(asked) == 2, "one while it is awaited, and one more for what was taken meanwhile"
    assert threading.get_ident() not in asked
    assert part.which.value() == tmp_path / "other"
    assert part.which.count() == 2


def test_an_officer_is_refused_and_it_is_said(program: Program, west: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with connection():
        made = back_up(tmp_path / "copies", NINE)
    program._unlocked = Unlocked(Actor("R. Sample", role=Role.OFFICER))
    program.open()
    window, part = opened(program, qtbot)
    tried(part, made.path, qtbot)
    assert "Only an administrator" in window.desk.messages.said[-1].text
    assert not part.put_back.isVisible()


def test_a_bad_file_is_one_sentence_and_the_records_go_on(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "minutes.txt").write_text("These are minutes, not records.")
    program.open()
    window, part = opened(program, qtbot)
    tried(part, tmp_path / "minutes.txt", qtbot)
    assert "not an Outreach database" in window.desk.messages.said[-1].text
    with connection():
        assert AuditEntry.select().where(AuditEntry.action.startswith("restored")).count() == 0


def test_records_that_cannot_be_read_are_compared_as_such() -> None:
    then = Holdings((("person", 1), ("event", 0)), None, 0, None)
    assert [(line.words, line.now, line.then) for line in compared(None, then)] == [
        ("Last change", "–", "–"),
        ("Newest event", "–", "–"),
        ("Person", "unreadable", "1"),
    ]

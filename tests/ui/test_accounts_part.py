"""Accounts in the settings: begun, added, changed and removed by an administrator."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outreach.actions.accounts import AccountDetails, add_account, edit_account
from outreach.actions.change import Actor
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.errors import OutreachError
from outreach.queries.accounts import Standing, account_list
from outreach.queries.audit import AuditFilter, audit_entries
from outreach.records import keys
from outreach.records.accounts import Role
from outreach.records.database import close_database, connection, is_locked, open_database
from outreach.ui.pages.settings import SettingsPage
from outreach.ui.pages.settings_accounts import AccountsPart, now
from outreach.ui.program import Program
from outreach.ui.recovery_key import RecoveryKey
from outreach.ui.theme import Theme
from outreach.ui.window import Window
from tests.ui.conftest import free

PHRASE = "quiet river stones"


@pytest.fixture
def program(
    tmp_path: Path, template_file: Path, theme: Theme, settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setattr(keys, "STANDARD_COST", keys.Cost(memory_kib=8, passes=1, lanes=1))
    location = str(tmp_path / "west.outreach")
    shutil.copy(template_file, location)
    open_database(location)
    with connection():
        set_up_precinct(Actor("set-up"), PrecinctDetails("Police", "West Precinct"))
    made = Program(settings, location)
    made.open()
    yield made
    made.close()
    free(made)
    close_database()


def part_of(program: Program, qtbot: QtBot) -> tuple[Window, AccountsPart]:
    qtbot.waitUntil(lambda: program.window is not None and program.window.page is not None)
    window = program.window
    assert window is not None
    window.open_page("settings", "Accounts")
    page = window.page
    assert isinstance(page, SettingsPage)
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    return window, page.part("Accounts", AccountsPart)


def started(program: Program, qtbot: QtBot) -> tuple[Window, AccountsPart]:
    window, part = part_of(program, qtbot)
    part.start.fill(login="admin", passphrase=PHRASE, repeated=PHRASE)
    part.start.submit.click()
    qtbot.waitUntil(lambda: program.window not in (None, window))
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, RecoveryKey) and one.isVisible()]
    assert len(shown) == 1
    shown[0].reject()
    assert shown[0].isVisible()
    shown[0].printed.emit()
    shown[0].written.setChecked(True)
    qtbot.mouseClick(shown[0].done_button, Qt.MouseButton.LeftButton)
    return part_of(program, qtbot)


def test_the_first_account_encrypts_the_file_and_shows_the_recovery_key_once(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    window, part = started(program, qtbot)
    assert is_locked(tmp_path / "west.outreach")
    assert window.desk.actor.role is Role.ADMINISTRATOR
    assert not part.start.isVisible()
    assert [row.login for row in part.table.rows.rows] == ["admin"]
    with connection():
        assert len(audit_entries(AuditFilter(action="printed the recovery key")).rows) == 1


def test_an_administrator_adds_changes_and_removes_an_account(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    window, part = started(program, qtbot)
    part.new.click()
    part.form.fill(login="rsample", role=Role.OFFICER, passphrase=PHRASE, repeated="another")
    assert window.page is not None
    window.page.hear_elsewhere(frozenset({"officer"}))
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    assert (part.form.isVisible(), part.form.text("login")) == (True, "rsample")
    part.form.submit.click()
    assert len(account_list()) == 1
    part.form.fill(repeated=PHRASE)
    part.form.submit.click()
    part.form.submit.click()
    qtbot.waitUntil(lambda: len(part.table.rows.rows) == 2)
    for _ in range(5):
        with pytest.raises(OutreachError):
            keys.unlock(tmp_path / "west.outreach", "rsample", "not the one", now())
    part.read()
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    assert [row.standing for row in part.table.rows.rows] == [Standing.ACTIVE, Standing.LOCKED]
    part.table.choose(1)
    part.release.click()
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    assert [row.standing for row in part.table.rows.rows] == [Standing.ACTIVE, Standing.ACTIVE]
    part.table.choose(1)
    part.form.fill(role=Role.SUPERVISOR)
    part.form.submit.click()
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    assert [line.role for line in account_list()] == ["administrator", "supervisor"]
    key = window.desk.unlocked.key if window.desk.unlocked else None
    part.table.clearSelection()
    part.table.choose(0)
    part.table.choose(1)
    part.remove.click()
    part.remove.click()
    qtbot.waitUntil(lambda: program.window not in (None, window))
    again, part = part_of(program, qtbot)
    assert [line.login for line in account_list()] == ["admin"]
    assert again.desk.unlocked is not None
    assert again.desk.unlocked.key != key


def test_ones_own_passphrase_is_changed(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    window, part = started(program, qtbot)
    part.own.fill(old=PHRASE, passphrase="seven tin whistles", repeated="seven tin whistles")
    part.own.submit.click()
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    ring = keys.read_key_file(tmp_path / "west.outreach")
    assert window.desk.unlocked is not None
    assert keys.unwrap(ring, "admin", "seven tin whistles") == window.desk.unlocked.key


def test_what_two_administrators_change_of_an_account_is_chosen(program: Program, qtbot: QtBot) -> None:
    window, part = started(program, qtbot)
    by = window.desk.unlocked
    assert by is not None
    key = add_account(by, window.desk.location, AccountDetails("rsample"), PHRASE, now()).only_id("account")
    part.read()
    qtbot.waitUntil(lambda: len(part.table.rows.rows) == 2)
    part.table.choose(1)
    other = replace(by, actor=replace(by.actor, name="B. Trial", workstation="desk 5"))
    edit_account(other, key, 1, AccountDetails("rsample", Role.SUPERVISOR, everywhere=True))
    part.form.fill(role=Role.ADMINISTRATOR)
    part.form.submit.click()
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    assert list(window.conflict._choices) == ["role"]
    window.conflict.mine.click()
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    assert [(one.role, one.everywhere) for one in account_list() if one.id == key] == [("administrator", True)]
    assert [one.text for one in window.desk.messages.said if one.kind in ("fault", "bug")] == []

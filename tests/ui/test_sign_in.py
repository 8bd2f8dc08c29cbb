"""Signing in to the window, locking it, and unlocking it at the same place."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from outreach.actions.accounts import AccountDetails, Unlocked, start_accounts
from outreach.actions.change import Actor
from outreach.actions.precinct import OfficerDetails, PrecinctDetails, add_officer, set_up_precinct
from outreach.records import keys
from outreach.records.accounts import Role
from outreach.records.audit import AuditEntry
from outreach.records.database import close_database, connection, open_database
from outreach.ui.desk import Desk
from outreach.ui.opening import must_sign_in
from outreach.ui.program import Program
from outreach.ui.sign_in import SignIn
from outreach.ui.theme import Theme
from outreach.ui.window import Window
from tests.ui.conftest import free

PHRASE = "quiet river stones"
BY = Actor("set-up", workstation="desk 1")


@pytest.fixture
def recovery(tmp_path: Path, template_file: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A locked file of one precinct, and the printed key that opens it."""
    monkeypatch.setattr(keys, "STANDARD_COST", keys.Cost(memory_kib=8, passes=1, lanes=1))
    location = str(tmp_path / "west.outreach")
    shutil.copy(template_file, location)
    open_database(location)
    with connection():
        precinct = set_up_precinct(BY, PrecinctDetails("Police", "West Precinct")).only_id("precinct")
        officer = add_officer(BY, precinct, OfficerDetails("11", "R. Sample", "Ofc.")).only_id("officer")
    now = datetime.now(UTC)
    _unlocked, printed = start_accounts(BY, location, AccountDetails("rsample", officer=officer), PHRASE, now)
    close_database()
    return printed


@pytest.fixture
def program(recovery: str, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot) -> Iterator[Program]:
    location = str(tmp_path / "west.outreach")
    assert must_sign_in(location)
    made = Program(settings, location)
    made.ask()
    yield made
    made.close()
    free(made)
    close_database()


def asked(program: Program) -> SignIn:
    assert program.sign_in is not None
    return program.sign_in


def signed_in(program: Program, qtbot: QtBot) -> Window:
    card = asked(program)
    card.account.setText("rsample")
    card.passphrase.setText(PHRASE)
    qtbot.keyClick(card.passphrase, Qt.Key.Key_Return)
    return shown(program, qtbot)


def shown(program: Program, qtbot: QtBot) -> Window:
    qtbot.waitUntil(lambda: program.window is not None and program.window.page is not None)
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    return window


def actions() -> list[str]:
    with connection():
        return [entry.action for entry in AuditEntry.select().order_by(AuditEntry.id)]


def test_the_window_opens_for_who_signs_in_and_acts_as_that_account(program: Program, qtbot: QtBot) -> None:
    assert program.window is None
    window = signed_in(program, qtbot)
    assert window.desk.actor.role is Role.ADMINISTRATOR
    assert window.desk.actor.name.endswith("R. Sample")
    assert window.desk.unlocked is not None
    assert window.desk.unlocked.key
    assert window.topbar.who.text() == window.desk.actor.name
    assert window.topbar.lock.isVisible()
    assert not window.topbar.officer.isVisible()
    assert program.sign_in is None
    assert actions()[-1] == "signed in"


def test_a_wrong_try_is_told_and_counted(program: Program, qtbot: QtBot) -> None:
    card = asked(program)
    card.account.setText("rsample")
    for number in range(1, 6):
        card.passphrase.setText("not this one at all")
        card.sign_in()
        qtbot.waitUntil(lambda: card.tasks.idle)
        qtbot.waitUntil(lambda: card.told.isVisible())
        assert "does not open these records" in card.told.text(), number
        assert card.passphrase.text() == ""
    card.passphrase.setText(PHRASE)
    card.sign_in()
    qtbot.waitUntil(lambda: "is locked after 5 wrong tries" in card.told.text())
    assert program.window is None


def test_the_recovery_key_gives_a_new_passphrase(program: Program, recovery: str, qtbot: QtBot) -> None:
    card = asked(program)
    card.account.setText("rsample")
    qtbot.mouseClick(card.other, Qt.MouseButton.LeftButton)
    assert card.recovery.isVisible()
    assert card.fields["passphrase"].label.text() == "New &passphrase"
    card.recovery.setText(recovery.lower().replace("-", " "))
    card.passphrase.setText("seven tin whistles")
    card.repeated.setText("seven tin whistle")
    card.sign_in()
    assert "differently" in card.told.text()
    card.repeated.setText("seven tin whistles")
    card.sign_in()
    shown(program, qtbot)
    assert "passphrase reset" in actions()[-1]


def test_ctrl_l_hides_everything_and_unlocking_returns_to_the_same_place(program: Program, qtbot: QtBot) -> None:
    window = signed_in(program, qtbot)
    window.open_page("event", None)
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    page = window.page
    assert page is not None
    typed = next(edit for edit in page.findChildren(QLineEdit) if edit.isVisible() and not edit.isReadOnly())
    typed.setText("half typed")
    typed.setFocus()
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    cover = window.locking.cover
    assert cover is not None
    assert not page.isVisible()
    assert not window.rail.isVisible()
    assert window.windowTitle() == "Locked · Outreach"
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.page is page
    cover.passphrase.setText("not this one at all")
    cover.sign_in()
    qtbot.waitUntil(lambda: "does not open" in cover.told.text())
    assert window.locking.locked
    cover.passphrase.setText(PHRASE)
    cover.sign_in()
    qtbot.waitUntil(lambda: not window.locking.locked)
    assert window.page is page
    assert page.isVisible()
    assert typed.text() == "half typed"
    assert "locked the window" in actions()
    assert actions()[-2:] == ["wrong passphrase given 1 times", "signed in"]


def test_a_tip_and_a_menu_that_were_open_when_it_was_locked_do_not_come_back(program: Program, qtbot: QtBot) -> None:
    window = signed_in(program, qtbot)
    beside, menu = QDialog(window), QMenu(window)
    beside.show()
    menu.popup(window.pos())
    QToolTip.showText(window.mapToGlobal(QPoint(9, 9)), "Lock the window", window.topbar.lock)
    window.locking.lock()
    assert not beside.isVisible()
    # A tip deletes itself as soon as it is hidden.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert program._unlocked is not None
    window.locking._unlock(program._unlocked)
    shown = {one for one in QApplication.topLevelWidgets() if one.isVisible()}
    assert shown == {window, beside}


def test_half_an_hour_with_nobody_there_locks(program: Program, qtbot: QtBot) -> None:
    window = signed_in(program, qtbot)
    watch = window.locking.watch
    assert watch is not None
    now = datetime.now(UTC)
    watch.look(now + timedelta(minutes=29))
    assert not window.locking.locked
    watch.look(now + timedelta(minutes=31))
    assert window.locking.locked


def test_the_time_may_be_set_shorter_and_never_longer(program: Program, settings: QSettings, qtbot: QtBot) -> None:
    settings.setValue("window/lock_after_minutes", "600")
    window = signed_in(program, qtbot)
    assert window.locking.watch is not None
    assert window.locking.watch.after == timedelta(minutes=30)


def test_somebody_else_may_sign_in_at_a_locked_window(program: Program, qtbot: QtBot) -> None:
    window = signed_in(program, qtbot)
    window.locking.lock()
    assert window.locking.cover is not None
    window.locking.cover.other.click()
    qtbot.waitUntil(lambda: program.sign_in is not None)
    QApplication.processEvents()
    assert program.window is None
    assert asked(program).account.text() == "rsample"


def test_records_without_accounts_open_for_anybody(template_file: Path) -> None:
    assert not must_sign_in(str(template_file))
    close_database()


def test_what_one_account_typed_in_one_precinct_no_other_reads(
    theme: Theme, settings: QSettings, precinct: int
) -> None:
    desks = [
        Desk(settings, where, unlocked=Unlocked(Actor(name, account_id=number)))
        for name, number, where in (("opal", 1, precinct), ("amber", 2, precinct), ("opal", 1, precinct + 1))
    ]
    desks[0].drafts.keep("concern/new", lambda: "a confidential word")
    desks[0].drafts.settle()
    assert [desk._load_drafts() for desk in desks] == [{"concern/new": "a confidential word"}, {}, {}]
    for desk in desks:
        desk.close()
        free(desk)

"""Records that do not open: what is wrong, the last good backup, and what can be read of them."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Never

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from outreach.actions.accounts import AccountDetails, add_account, start_accounts
from outreach.actions.change import Actor
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.errors import DamagedError, OutreachError
from outreach.queries.news import last_told
from outreach.records import keys
from outreach.records.beside import key_file
from outreach.records.database import close_database, connection, open_database
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.ui import repair
from outreach.ui.opening import must_sign_in
from outreach.ui.own import backup_group
from outreach.ui.program import Program
from outreach.ui.repair import Repair
from outreach.ui.theme import Theme
from outreach.ui.window import Window
from tests.backups import back_up
from tests.given import a_person
from tests.keyrings import logins
from tests.records.test_backup import NINE
from tests.ui.conftest import free, show

PHRASE = "quiet river stones"


@pytest.fixture
def west(tmp_path: Path, template_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(keys, "STANDARD_COST", keys.Cost(memory_kib=8, passes=1, lanes=1))
    path = tmp_path / "west.outreach"
    shutil.copy(template_file, path)
    open_database(path)
    with connection():
        set_up_precinct(Actor("set-up"), PrecinctDetails("Police", "West Precinct"))
        a_person(Precinct.get(), "Opal")
    return path


@pytest.fixture
def program(west: Path, theme: Theme, settings: QSettings, tmp_path: Path) -> Iterator[Program]:
    settings.setValue(f"{backup_group(str(west))}/folder", str(tmp_path / "copies"))
    made = Program(settings, str(west))
    yield made
    made.close()
    free(made)
    close_database()


def copied(path: Path, key: bytes | None = None, day: int = 1) -> Path:
    with connection():
        return back_up(path.parent / "copies", NINE.replace(day=day), key).path


def spoil(path: Path, at: int) -> None:
    """Overwrite what lies behind the beginning of a file, which nobody has open."""
    content = bytearray(path.read_bytes())
    content[at : at + 4096] = b"\xff" * 4096
    path.write_bytes(content)


def refused(program: Program, west: Path, qtbot: QtBot) -> Repair:
    """Start the program, as by a double click."""
    close_database()
    try:
        program.begin(locked=must_sign_in(str(west)))
    except OutreachError as fault:
        program.begin(fault)
    page = program.repairing
    assert page is not None
    qtbot.waitUntil(lambda: page.tasks.idle)
    return page


def pressed(page: Repair, press: Callable[[], object], qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.shown):
        press()


def opened(program: Program, qtbot: QtBot) -> Window:
    qtbot.waitUntil(lambda: program.window is not None and program.window.page is not None)
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: window.desk.tasks.idle)
    return window


def test_what_opens_and_cannot_be_read_is_told_in_the_dress_of_the_program(
    west: Path, theme: Theme, settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable() -> Never:
        raise DamagedError("A page of it is damaged.")

    dressed: list[bool] = []
    begun = Program(settings, str(west), dress=lambda: dressed.append(begun.repairing is None))
    monkeypatch.setattr("outreach.ui.program.precinct_list", unreadable)
    begun.begin()
    assert dressed == [True]
    assert begun.repairing is not None
    begun.close()
    free(begun)


def test_the_last_good_backup_is_named_tried_and_put_back(program: Program, west: Path, qtbot: QtBot) -> None:
    good, bad = copied(west, day=1), copied(west, day=2)
    close_database()
    for path in (west, bad):
        spoil(path, 100)
    page = refused(program, west, qtbot)
    assert "is damaged or is not an Outreach database" in page.fault.text()
    assert page.backup_words.text().startswith(f"The newest is {bad.name}, of Jan 2, 2019, 9:00 PM.")
    assert not page.account.isVisible()
    pressed(page, page.try_it.click, qtbot)
    assert page.backup_words.text().startswith(f"{good.name} is sound: 0 events up to none, 1 people")
    assert not (west.parent / "west.outreach.before-restore-1").exists()
    page.try_it.click()
    window = opened(program, qtbot)
    assert window.desk.messages.said[0].text == (
        f"{good.name} was put back. The damaged file is kept as west.outreach.before-restore-1."
    )
    assert program.repairing is None
    with connection():
        assert Person.get().given_name == "Opal"


def test_backups_are_looked_for_without_holding_up_the_window(
    west: Path, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Event()

    def slow(folder: Path, name: str) -> list[tuple[datetime, Path]]:
        assert answers.wait(60), "the window's thread was not free"
        return [(NINE, folder / name)]

    monkeypatch.setattr(repair, "copies", slow)
    page = Repair(str(west), "It is damaged.", str(west.parent / "share"))
    show(qtbot, page)
    assert page.backup_words.text() == f"Looking for backups in {west.parent / 'share'} …"
    assert (page.busy.isVisible(), page.try_it.isEnabled()) == (True, False)
    answers.set()
    qtbot.waitUntil(lambda: page.tasks.idle)
    assert page.backup_words.text().startswith("The newest is west, of")
    assert (page.busy.isVisible(), page.try_it.hasFocus()) == (False, True)
    page.close_workers()
    free(page)


def test_what_is_left_is_saved_read_and_nothing_recorded_in_it(program: Program, west: Path, qtbot: QtBot) -> None:
    close_database()
    content = west.read_bytes()
    spoil(west, content.rindex(b"West Precinct") // 4096 * 4096)
    page = Repair(str(west), "It is damaged.", str(west.parent))
    page.close_workers()
    free(page)
    program.repair(OutreachError("It is damaged."))
    page = program.repairing or page
    assert not page.try_it.isEnabled()
    page.save.click()
    qtbot.waitUntil(lambda: program.window is not None)
    window = program.window
    assert window is not None
    told = window.desk.messages.said[0]
    assert "were saved in west.outreach.saved-1, to be read only. Not all could be read of:" in told.text
    with connection(), pytest.raises(OutreachError, match="may be read, and nothing is recorded in it"):
        set_up_precinct(Actor("R. Sample"), PrecinctDetails("Police", "East"))
    assert told.opens is not None
    told.opens()
    assert program.window is None
    assert program.repairing is not None
    assert program.repairing._location == west


def locked(west: Path) -> tuple[bytes, Path]:
    now = datetime.now().astimezone()
    admin = start_accounts(Actor("set-up"), str(west), AccountDetails("opal"), PHRASE, now)[0]
    add_account(admin, str(west), AccountDetails("amber"), PHRASE, now)
    assert admin.key is not None
    made = copied(west, admin.key)
    close_database()
    return admin.key, made


def test_encrypted_records_ask_who_it_is_and_an_officer_is_refused(program: Program, west: Path, qtbot: QtBot) -> None:
    _key, backup = locked(west)
    spoil(west, 4096)
    assert must_sign_in(str(west))
    program.begin(locked=True)
    assert program.sign_in is not None
    program.sign_in.account.setText("amber")
    program.sign_in.passphrase.setText(PHRASE)
    program.sign_in.sign_in()
    qtbot.waitUntil(lambda: program.repairing is not None)
    page = program.repairing
    assert page is not None
    assert page.account.text() == "amber"
    qtbot.waitUntil(lambda: page.tasks.idle)
    page.begin()
    assert page.told.text() == "Fill in the account and the passphrase."
    page.passphrase.setText("not the one it is")
    pressed(page, page.begin, qtbot)
    assert "That passphrase does not open these records" in page.told.text()
    for login, told in (("amber", "Only an administrator may do this"), ("opal", "")):
        page.account.setText(login)
        page.passphrase.setText(PHRASE)
        page.choose(backup)
        pressed(page, page.begin, qtbot)
        if told:
            pressed(page, page.begin, qtbot)
            assert told in page.told.text()
    page.begin()
    qtbot.waitUntil(lambda: program.sign_in is not None)
    assert logins(keys.read_key_file(west)) == ("opal", "amber")


def test_a_lost_key_file_comes_back_from_a_backup_and_no_record_is_touched(
    program: Program, west: Path, qtbot: QtBot
) -> None:
    key, backup = locked(west)
    open_database(west, key=key)
    with connection():
        a_person(Precinct.get(), "Recorded since")
    close_database()
    key_file(west).unlink()
    page = refused(program, west, qtbot)
    page.account.setText("amber")
    page.passphrase.setText(PHRASE)
    pressed(page, page.begin, qtbot)
    assert page.backup_words.text() == f"The records themselves are sound, and the keys of {backup.name} open them."
    page.begin()
    qtbot.waitUntil(lambda: program.sign_in is not None)
    assert must_sign_in(str(west))
    open_database(west, key=key)
    with connection():
        assert Person.select().where(Person.given_name == "Recorded since").exists()
        assert last_told(f"brought the keys back from {backup.name}") is not None


def test_what_is_left_of_encrypted_records_is_read_by_who_may(program: Program, west: Path, qtbot: QtBot) -> None:
    key, _ = locked(west)
    program._unlocked = None
    program.repair(OutreachError("It is damaged."))
    page = program.repairing
    assert page is not None
    page.account.setText("opal")
    page.passphrase.setText(PHRASE)
    page.save.click()
    window = opened(program, qtbot)
    assert window.desk.actor.name == "opal"
    assert "READ ONLY" in window.windowTitle()
    assert window.desk.unlocked is not None
    assert window.desk.unlocked.key == key


def test_a_folder_that_cannot_be_listed_is_not_looked_for_for_ever(
    west: Path, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(folder: Path, name: str) -> list[tuple[datetime, Path]]:
        raise OutreachError("The share does not answer.")

    monkeypatch.setattr(repair, "copies", unreachable)
    asking = Repair(str(west), "damaged", str(west.parent))
    qtbot.waitUntil(lambda: asking.told.text() == "The share does not answer.")
    assert asking.busy.isHidden()
    assert asking.backup_words.text().startswith("There is no backup of west.outreach")
    asking.close_workers()
    free(asking)
    close_database()

"""Backups of the window: on a schedule, on closing, and what Home and the settings say of them."""

import re
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, QTimer
from pytestqt.qtbot import QtBot

from outreach.actions.change import tell
from outreach.queries.audit import AuditFilter, audit_entries
from outreach.queries.news import last_backup
from outreach.records.backup import Backup, backups, copies, take_backup, unverified_backups
from outreach.records.base import database
from outreach.records.precinct import Precinct
from outreach.ui.backups import EVERY, OLD, desk_backups
from outreach.ui.desk import Desk
from outreach.ui.pages.home_backup import BackupLine
from outreach.ui.pages.settings_backups import BackupsPart
from outreach.ui.theme import Theme
from outreach.ui.window import Window
from tests.given import a_person
from tests.ui.conftest import TODAY, free

Settled = Callable[[Desk], None]


def now() -> datetime:
    return datetime.now().astimezone()


def entries(action: str) -> int:
    return len(audit_entries(AuditFilter(action=action)).rows)


def test_a_verified_copy_goes_into_the_folder_that_was_set(desk: Desk, settled: Settled, tmp_path: Path) -> None:
    part = BackupsPart(desk)
    assert desk_backups(desk) is part.backups
    timer = part.backups.findChild(QTimer)
    assert timer is not None
    assert timer.interval() == 4 * 3600 * 1000
    part.backups.take()
    settled(desk)
    assert backups(tmp_path / "copies", "precinct") == []
    part.backups.choose(str(tmp_path / "copies"))
    assert part.backups.wanted
    part.backups.take()
    settled(desk)
    assert len(backups(tmp_path / "copies", "precinct")) == 1
    assert part.state.text() == "Last verified backup just now."
    assert not part.backups.wanted
    assert (entries("chose the folder of backups"), entries("backed up")) == (1, 1)
    free(part)


def test_what_is_written_while_one_is_taken_is_wanted_in_the_next(
    desk: Desk, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take_slowly(*asked: Any) -> Backup:
        made = take_backup(*asked)
        tell(desk.actor, "wrote meanwhile")
        return made

    taking = desk_backups(desk)
    taking.choose(str(tmp_path / "copies"))
    with monkeypatch.context() as slow:
        slow.setattr("outreach.records.backup.take_backup", take_slowly)
        taking.take()
        settled(desk)
    assert taking.wanted
    taking.take()
    settled(desk)
    assert not taking.wanted


def test_pressed_twice_one_is_taken_and_into_another_folder_one_more(
    desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    part = BackupsPart(desk)
    part.backups.choose(str(tmp_path / "copies"))
    part.show_state()
    part.take.click()
    first = desk.tasks._current["backup"]
    part.take.click()
    assert desk.tasks._current["backup"] == first
    settled(desk)
    assert entries("backed up") == 1
    part.take.click()
    part.backups.choose(str(tmp_path / "others"))
    part.backups.take()
    settled(desk)
    assert len(backups(tmp_path / "others", "precinct")) == 1
    free(part)


def test_each_database_has_backups_of_its_own(desk: Desk, settings: QSettings, tmp_path: Path) -> None:
    desk_backups(desk).choose(str(tmp_path))
    other = Desk(settings, desk.precinct, location="/elsewhere/demo.outreach")
    assert desk_backups(other).folder == ""
    other.close()
    free(other)


def test_home_is_red_until_there_is_a_young_backup(desk: Desk, settled: Settled, tmp_path: Path) -> None:
    line = BackupLine(desk)
    assert line.link.text().startswith("No backups are taken: choose a folder")
    assert not line.tag.isHidden()
    taking = desk_backups(desk)
    taking.choose(str(tmp_path))
    assert taking.state(now()).is_bad
    taking.take()
    settled(desk)
    assert line.link.text() == "Last verified backup just now"
    assert line.tag.isHidden()
    assert taking.state(now() + OLD + timedelta(hours=1)).words == "Last verified backup 2 days ago"
    assert taking.state(now() + OLD + timedelta(hours=1)).is_bad
    free(line)


def test_one_is_taken_on_opening_when_the_last_lies_back(desk: Desk, settled: Settled, tmp_path: Path) -> None:
    taking = desk_backups(desk)
    taking.choose(str(tmp_path / "copies"))
    taking.take_when_due()
    settled(desk)
    assert entries("backed up") == 1
    taking.take_when_due()
    settled(desk)
    assert entries("backed up") == 1
    taking._remember("last", (now() - EVERY).isoformat())
    taking.take_when_due()
    settled(desk)
    assert entries("backed up") == 2


def test_one_that_a_command_took_is_known_on_home_and_takes_the_place_of_none(
    desk: Desk, settled: Settled, tmp_path: Path
) -> None:
    tell(desk.actor, "backed up")
    line = BackupLine(desk)
    line.look()
    settled(desk)
    assert (line.link.text(), line.tag.isHidden()) == ("Last verified backup just now", True)
    desk_backups(desk).choose(str(tmp_path / "copies"))
    desk_backups(desk).take_when_due()
    settled(desk)
    assert len(backups(tmp_path / "copies", "precinct")) == 1
    free(line)


@pytest.fixture
def window(theme: Theme, settings: QSettings, precinct: int, tmp_path: Path) -> Iterator[Window]:
    """The whole window, whose backups go into the folder "copies"."""
    made = Window(Desk(settings, precinct, lambda: TODAY), "West Precinct")
    desk_backups(made.desk).choose(str(tmp_path / "copies"))
    made.show()
    yield made
    made.close_at_once()
    free(made)


def test_closing_takes_a_last_backup_and_then_closes(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    assert not window.close()
    cover = window.closing.cover
    assert window.layers.currentWidget() is cover
    with qtbot.waitSignal(window.closed):
        pass
    assert len(backups(tmp_path / "copies", "precinct")) == 1
    assert not unverified_backups(tmp_path / "copies", "precinct")
    assert entries("backed up") == 1


def opened_again(window: Window) -> tuple[Desk, BackupLine]:
    """The desk of a window that is opened after this one was closed, as five seconds after that."""
    desk = Desk(window.desk.settings, window.desk.precinct)
    line = BackupLine(desk)
    desk_backups(desk).take_when_due()
    desk_backups(desk).verifying.begin()
    return desk, line


def close(window: Window, qtbot: QtBot) -> Path:
    """Close it without waiting for a verdict, and return the backup that was taken."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("outreach.ui.closing.VERDICT_MS", 0)
        with qtbot.waitSignal(window.closed):
            window.close()
    ((_, taken),) = unverified_backups(Path(desk_backups(window.desk).folder), "precinct")
    return taken


def test_what_was_taken_on_closing_is_verified_when_the_records_are_opened_again(
    window: Window, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    close(window, qtbot)
    desk, line = opened_again(window)
    assert line.link.text() == "Backup taken just now, not yet verified"
    assert not line.tag.isHidden()
    settled(desk)
    ((taken_at, path),) = copies(tmp_path / "copies", "precinct")
    assert path.name.endswith(".outreach-backup")
    assert line.link.text() == "Last verified backup just now"
    assert line.tag.isHidden()
    assert (entries("took a backup"), entries("backed up"), entries(f"verified the backup {path.name}")) == (1, 0, 1)
    told = last_backup()
    assert told is not None
    assert datetime.fromisoformat(told) == taken_at.astimezone()
    assert not desk_backups(desk).wanted
    free(line)
    desk.close()
    free(desk)


def test_one_that_changed_on_its_drive_is_said_loudly_and_another_is_taken(
    window: Window, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    taken = close(window, qtbot)
    content = bytearray(taken.read_bytes())
    content[-1] ^= 1
    taken.write_bytes(content)
    desk, line = opened_again(window)
    said: list[str] = []
    desk_backups(desk).failed.connect(lambda _fault: said.append(line.link.text()))
    settled(desk)
    assert len(said) == 1
    assert re.fullmatch(r"The backup of .+ was not sound", said[0])
    assert "removed; the earlier ones are untouched" in desk.messages.said[0].text
    assert not taken.exists()
    assert len(backups(tmp_path / "copies", "precinct")) == 1
    assert line.link.text() == "Last verified backup just now"
    free(line)
    desk.close()
    free(desk)


def test_records_that_are_not_in_order_give_two_tries_and_no_verified_backup(
    desk: Desk, settled: Settled, tmp_path: Path, precinct: int
) -> None:
    a_person(Precinct.get_by_id(precinct))
    database.execute_sql("PRAGMA foreign_keys = 0")
    database.execute_sql("UPDATE person SET neighborhood_id = 4417")
    taking = desk_backups(desk)
    taking.choose(str(tmp_path / "copies"))
    line = BackupLine(desk)
    taking.take()
    settled(desk)
    assert [message.text for message in desk.messages.said][-1].endswith("go to Settings, Check, and look.")
    assert copies(tmp_path / "copies", "precinct") == []
    assert "was not sound" in line.link.text()
    assert (entries("took a backup"), entries("backed up")) == (2, 0)
    assert taking.wanted
    free(line)


def test_a_folder_that_is_away_meanwhile_keeps_its_verdict_for_later(
    window: Window, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    close(window, qtbot)
    (tmp_path / "copies").rename(tmp_path / "pulled out")
    desk, line = opened_again(window)
    settled(desk)
    assert line.link.text() == "Backup taken just now, not yet verified"
    assert not desk.messages.said
    (tmp_path / "pulled out").rename(tmp_path / "copies")
    desk_backups(desk).verifying.begin()
    settled(desk)
    assert line.link.text() == "Last verified backup just now"
    free(line)
    desk.close()
    free(desk)


def test_two_windows_on_one_file_verify_what_either_took(
    window: Window, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    close(window, qtbot)
    desk, line = opened_again(window)
    other, other_line = opened_again(window)
    settled(desk)
    settled(other)
    assert len(copies(tmp_path / "copies", "precinct")) == len(backups(tmp_path / "copies", "precinct")) == 1
    assert [one.link.text() for one in (line, other_line)] == ["Last verified backup just now"] * 2
    assert not desk.messages.said
    assert not other.messages.said
    for one in (line, other_line, desk, other):
        if isinstance(one, Desk):
            one.close()
        free(one)


def test_closing_does_not_wait_for_a_verdict(window: Window, qtbot: QtBot, settled: Settled, tmp_path: Path) -> None:
    begun = threading.Event()

    def read_for_ever(_path: Path, _key: object, ask: Callable[[], None]) -> None:
        begun.set()
        while True:
            ask()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("outreach.records.backup.verify_backup", read_for_ever)
        desk_backups(window.desk).take()
        qtbot.waitUntil(begun.is_set)
        assert window.close()
    assert len(unverified_backups(tmp_path / "copies", "precinct")) == 1


def test_closing_waits_for_a_verdict_on_what_it_takes_for_a_moment_only(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    def read_for_ever(_path: Path, _key: object, ask: Callable[[], None]) -> None:
        while True:
            ask()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("outreach.records.backup.verify_backup", read_for_ever)
        patched.setattr("outreach.ui.closing.VERDICT_MS", 1)
        with qtbot.waitSignal(window.closed):
            assert not window.close()
    assert len(unverified_backups(tmp_path / "copies", "precinct")) == 1


def test_closing_with_nothing_new_closes_at_once(window: Window, settled: Settled) -> None:
    desk_backups(window.desk).take()
    settled(window.desk)
    assert window.close()
    assert window.closing.cover is None


def test_closing_when_the_folder_is_gone_says_so_and_leaves_the_choice(
    window: Window, qtbot: QtBot, settled: Settled, tmp_path: Path
) -> None:
    (tmp_path / "copies").write_text("no folder")
    assert not window.close()
    settled(window.desk)
    cover = window.closing.cover
    assert cover is not None
    assert cover.words.text() == "Not backed up"
    assert "earlier backups are untouched" in cover.told.text()
    assert cover.again.isVisible()
    (tmp_path / "copies").unlink()
    cover.again.click()
    with qtbot.waitSignal(window.closed):
        pass
    assert len(backups(tmp_path / "copies", "precinct")) == 1


@pytest.mark.parametrize("press_again", [True, False])
def test_who_does_not_want_to_wait_closes_without_one(
    window: Window, qtbot: QtBot, tmp_path: Path, precinct: int, press_again: bool
) -> None:
    a_person(Precinct.get_by_id(precinct))
    assert not window.close()
    cover = window.closing.cover
    assert cover is not None
    with qtbot.waitSignal(window.closed):
        window.close() if press_again else cover.skip.click()
    assert not list((tmp_path / "copies").glob("*.partial"))

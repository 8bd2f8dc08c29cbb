"""Whether a PC has what is needed: each thing put wrong once, and said with what to do."""

import errno
import shutil
import tempfile
from collections import namedtuple
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from outreach.exchange import doctor
from outreach.exchange.doctor import Asked, Finding, State, examine
from outreach.records.backup import take_backup
from outreach.records.precinct import Precinct
from outreach.records.sharing import Shared
from tests import given
from tests.backups import back_up
from tests.conftest import Store
from tests.given import a_concern

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def asked(sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    given.a_precinct()
    folder = tmp_path / "copies"
    folder.mkdir()
    monkeypatch.setattr(doctor, "can_show", lambda _letter: True)
    return Asked(sqlite_store.location, None, folder, datetime.now(UTC).replace(microsecond=0).astimezone())


def found(asked: Asked, name: str) -> list[Finding]:
    return [one for one in examine(asked) if one.name == name]


def only(asked: Asked, name: str) -> Finding:
    (one,) = found(asked, name)
    return one


def test_a_pc_in_order_has_nothing_wrong(asked: Asked) -> None:
    assert asked.backup_folder is not None
    back_up(asked.backup_folder, asked.at)
    told: list[float] = []
    findings = examine(replace(asked, told=lambda share, _: told.append(share)), [lambda: [Finding("x", State.OK, "")]])
    assert [one for one in findings if one.state is State.WRONG] == []
    assert {one.name for one in findings} == {
        "program", "settings", "fonts", "x", "database", "clock", "records", "disk", "backups", "network folder", "log",
    }  # fmt: skip
    assert "it is sound" in next(one for one in findings if one.name == "backups").words
    assert told == sorted(told)


def test_each_fault_of_the_backups_is_wrong_with_a_remedy(asked: Asked) -> None:
    folder = asked.backup_folder
    assert folder is not None
    assert "There is no backup in" in found(asked, "backups")[0].words
    take_backup(folder, asked.at)
    assert found(asked, "backups")[0].words == f"No backup in {folder} is verified yet."
    assert found(replace(asked, fault="The records are damaged."), "backups")[0].words.endswith("is verified yet.")
    back_up(folder, asked.at - timedelta(days=3))
    assert "newest backup is of" in found(asked, "backups")[0].words
    assert only(replace(asked, backup_folder=None), "backups").state is State.LOOK
    gone = only(replace(asked, backup_folder=folder / "none"), "backups")
    assert (gone.state, "is not there" in gone.words, "another" in gone.remedy) == (State.WRONG, True, True)
    newest = max(folder.glob("*.outreach-backup"))
    newest.write_bytes(b"damaged" * 1000)
    assert found(asked, "backups")[0].state is State.WRONG


def test_records_that_a_backup_took_the_place_of_are_named_until_they_are_removed(asked: Asked) -> None:
    path = Path(asked.location)
    for number in (1, 2):
        for suffix in ("", ".keys"):
            path.with_name(f"{path.name}.before-restore-{number}{suffix}").write_bytes(b"x" * 600_000)
    (told,) = (one for one in found(asked, "records") if one.state is State.LOOK)
    assert "(1.2 MB): precinct.outreach.before-restore-1, precinct.outreach.before-restore-2." in told.words


def test_a_folder_that_may_not_be_written_to_is_wrong(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    (backups, *_) = found(asked, "backups")
    assert (backups.state, "cannot be written to (Permission denied)" in backups.words) == (State.WRONG, True)
    assert only(asked, "log").state is State.LOOK


def test_a_clock_that_was_set_back_is_found_by_what_is_later(asked: Asked) -> None:
    assert only(asked, "clock").state is State.OK
    late = only(replace(asked, at=asked.at - timedelta(days=400)), "clock")
    assert late.state is State.WRONG
    assert "it was set back" in late.words
    assert asked.backup_folder is not None
    ahead = asked.at + timedelta(days=9)
    back_up(asked.backup_folder, ahead)
    assert "the newest backup is of" in only(asked, "clock").words


def test_a_server_s_clock_is_compared(postgresql_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    given.a_precinct()
    asked = Asked(postgresql_store.location, None, None, datetime.now(UTC))
    assert only(asked, "clock").state is State.OK
    assert "PostgreSQL" in only(asked, "database").words
    assert only(asked, "backups").state is State.LOOK
    assert (
        "20 minutes away from the server's" in only(replace(asked, at=asked.at + timedelta(minutes=20)), "clock").words
    )


def test_what_cannot_be_right_little_room_and_shared_folders_are_told(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_concern(Precinct.get(), raised_on="2190-01-01")
    records = only(asked, "records")
    assert records.state is State.WRONG
    assert "1 thing in the records cannot be right: 1 concern was raised on a day still ahead." in records.words
    free = {doctor.LEAST_FREE - 1: State.WRONG, doctor.LITTLE_FREE - 1: State.LOOK, doctor.LITTLE_FREE: State.OK}
    for room, state in free.items():
        monkeypatch.setattr(shutil, "disk_usage", lambda _folder, room=room: Usage(0, 0, room))
        assert {one.state for one in found(asked, "disk")} == {state}
        assert ("1.0 GB are free" if state is State.OK else " MB are free") in found(asked, "disk")[0].words
    monkeypatch.setattr(doctor, "shared_by", lambda _path: Shared("on a network folder (nfs)"))
    assert "on a network folder (nfs)" in only(asked, "network folder").words


def test_missing_fonts_and_a_wrong_file_of_the_pc_are_told(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(doctor, "can_show", lambda letter: letter not in "中ш")
    assert only(asked, "fonts").state is State.LOOK
    assert "Names in Chinese are printed as numbers" in only(asked, "fonts").words
    monkeypatch.setattr(doctor, "can_show", lambda letter: letter != "é")
    assert only(asked, "fonts").state is State.WRONG
    file = tmp_path / "outreach.toml"
    file.write_text("[fixed]\nlock = 3\n")
    monkeypatch.setenv("OUTREACH_CONFIG", str(file))
    assert only(asked, "settings").state is State.WRONG


def test_records_that_cannot_be_opened_leave_the_rest_checked(asked: Asked) -> None:
    wrong = replace(asked, fault="The records are damaged.")
    assert only(wrong, "database") == Finding("database", State.WRONG, "The records are damaged.")
    assert only(replace(wrong, is_locked=True), "database").state is State.LOOK
    assert found(wrong, "records") == []
    assert found(wrong, "disk")

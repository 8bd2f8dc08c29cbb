import errno
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from outreach.errors import OutreachError
from outreach.records import backup as backing_up
from outreach.records import inspecting
from outreach.records.backup import (
    KeyedOtherwiseError,
    UnsoundError,
    backups,
    copies,
    is_unverified,
    take_backup,
    unverified_backups,
    verify_backup,
)
from outreach.records.base import database
from outreach.records.database import close_database, connection, open_database
from outreach.records.inspecting import file_faults, inspect_file
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.records.restoring import restore
from outreach.records.rotation import kept_by_rotation
from tests.backups import back_up
from tests.conftest import Store
from tests.given import a_person, a_precinct, an_event

NINE = datetime.fromisoformat("2019-01-15 21:00")


@pytest.fixture
def location(template_file: Path, tmp_path: Path) -> Iterator[Path]:
    """A database file with one person in it that is open but that nobody is connected to."""
    path = tmp_path / "precinct.outreach"
    shutil.copy(template_file, path)
    open_database(path)
    with connection():
        a_person(a_precinct())
    yield path
    close_database()


def test_backup_holds_what_is_still_in_the_journal_alone(sqlite_store: Store, tmp_path: Path) -> None:
    precinct = a_precinct()
    for number in range(25):
        a_person(precinct, f"Opal {number}")
    an_event(precinct)
    assert Path(f"{sqlite_store.location}-wal").stat().st_size > 0
    backup = back_up(tmp_path / "copies", NINE)
    assert dict(backup.holdings.rows)["person"] == 25
    assert backup.holdings.newest_event == "2019-01-15"
    assert backup.holdings == inspect_file(backup.path)
    assert [path.name for path in backup.path.parent.iterdir()] == ["precinct-20190115-210000.outreach-backup"]


def test_what_was_taken_says_in_its_name_that_nobody_has_read_it_through(sqlite_store: Store, tmp_path: Path) -> None:
    a_person(a_precinct())
    verified = back_up(tmp_path, NINE - timedelta(days=1)).path
    taken = take_backup(tmp_path, NINE)
    assert dict(taken.holdings.rows)["person"] == 1
    assert re.fullmatch(r"precinct-20190115-210000\.p[0-9a-f]{8}\.outreach-unverified", taken.path.name)
    assert backups(tmp_path, "precinct") == [(NINE - timedelta(days=1), verified)]
    assert unverified_backups(tmp_path, "precinct") == [(NINE, taken.path)]
    made = verify_backup(taken.path)
    assert (made.holdings, made.taken_at.replace(tzinfo=None)) == (taken.holdings, NINE)
    assert [path for _, path in backups(tmp_path, "precinct")] == [made.path, verified]
    assert sorted(tmp_path.glob("precinct-*")) == [verified, made.path]


def flip_a_letter(path: Path) -> None:
    """Change a byte that no check of the pages, the constraints or the links could find."""
    content = path.read_bytes()
    path.write_bytes(content.replace(b"Opal", b"Opam"))


@pytest.mark.parametrize("at", ["letter", "header", "end"])
def test_a_byte_that_changed_after_it_was_taken_is_found_and_an_earlier_one_stays(
    sqlite_store: Store, tmp_path: Path, at: str
) -> None:
    a_person(a_precinct(), "Opal")
    earlier = back_up(tmp_path, NINE - timedelta(days=1))
    taken = take_backup(tmp_path, NINE)
    content = bytearray(taken.path.read_bytes())
    place = {"letter": content.index(b"Opal"), "header": 24, "end": len(content) - 1}[at]
    content[place] ^= 1
    taken.path.write_bytes(content)
    with pytest.raises(UnsoundError, match=r"not to be sound, and was removed.* other bytes than were written"):
        verify_backup(taken.path)
    assert [path for _, path in copies(tmp_path, "precinct")] == [earlier.path]


def test_what_was_not_sound_when_it_was_taken_is_found(location: Path, tmp_path: Path) -> None:
    with connection():
        database.execute_sql("PRAGMA foreign_keys = 0")
        database.execute_sql("UPDATE person SET neighborhood_id = 4417")
        taken = take_backup(tmp_path / "copies", NINE)
        with pytest.raises(UnsoundError, match="1 rows of 'person' refer to missing rows of 'neighborhood'"):
            verify_backup(taken.path)
    assert copies(tmp_path / "copies", "precinct") == []


def test_what_nobody_has_read_through_takes_no_place_from_a_verified_one(sqlite_store: Store, tmp_path: Path) -> None:
    verified = [back_up(tmp_path, NINE - timedelta(days=days)).path for days in range(9, 1, -1)]
    for hour in range(4):
        newest = take_backup(tmp_path, NINE + timedelta(minutes=hour)).path
    left = [path for _, path in unverified_backups(tmp_path, "precinct")]
    assert len(left) == 2
    assert left[0] == newest
    assert [path for _, path in backups(tmp_path, "precinct")] == verified[::-1]
    made = verify_backup(newest).path
    assert unverified_backups(tmp_path, "precinct") == []
    sunday, monday, *others = verified
    assert [path for _, path in backups(tmp_path, "precinct")] == [made, *others[::-1], sunday]
    assert not monday.exists()


def test_who_never_waits_for_a_verdict_keeps_a_week_of_them(sqlite_store: Store, tmp_path: Path) -> None:
    for day in range(12):
        for hour in range(2):
            take_backup(tmp_path, NINE + timedelta(days=day, hours=hour))
    left = [moment for moment, _ in unverified_backups(tmp_path, "precinct")]
    newest = [NINE + timedelta(days=11 - day, hours=1) for day in range(7)]
    assert left == [newest[0], NINE + timedelta(days=11), *newest[1:]]


def test_one_that_is_no_longer_there_or_was_verified_by_another_program(sqlite_store: Store, tmp_path: Path) -> None:
    taken = take_backup(tmp_path, NINE)

    def verify_in_between() -> None:
        if taken.path.exists():
            verify_backup(taken.path)

    assert verify_backup(taken.path, None, verify_in_between).path.exists()
    assert len(list(tmp_path.glob("precinct-*"))) == 1
    for gone in tmp_path.glob("precinct-*"):
        gone.unlink()
    with pytest.raises(FileNotFoundError):
        verify_backup(taken.path)


def test_one_that_was_taken_after_a_verified_one_waits_for_its_own_verdict(sqlite_store: Store, tmp_path: Path) -> None:
    older, newer = (take_backup(tmp_path, NINE + timedelta(days=day)).path for day in range(2))
    verify_backup(older)
    assert unverified_backups(tmp_path, "precinct") == [(NINE + timedelta(days=1), newer)]


def test_a_drive_that_cannot_be_read_or_named_on_is_told_and_the_backup_stays(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = take_backup(tmp_path, NINE).path
    assert is_unverified(taken)
    with pytest.raises(ValueError, match="not the name of a backup that was taken"):
        verify_backup(tmp_path / "precinct.outreach-backup")

    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as drive:
        drive.setattr(backing_up, "refuse_changed", broken)
        with pytest.raises(OutreachError, match=r"cannot be read \(Input/output error\): check its drive"):
            verify_backup(taken)
    with monkeypatch.context() as drive:
        drive.setattr(Path, "replace", broken)
        with pytest.raises(OutreachError, match=r"is sound, but could not be given its name \(Input/output error\)"):
            verify_backup(taken)
    assert taken.is_file()
    made = verify_backup(taken).path
    assert not is_unverified(made)


def test_a_check_can_be_stopped_and_is_made_later(
    sqlite_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class CalledOffError(Exception):
        pass

    monkeypatch.setattr(inspecting, "_STEPS_BETWEEN", 100)
    monkeypatch.setattr(inspecting, "_ASKED_EVERY_SECONDS", 0)
    taken = take_backup(tmp_path, NINE)
    asked: list[int] = []

    def call_off() -> None:
        asked.append(1)
        if len(asked) > taken.path.stat().st_size // (1 << 22) + 1:
            raise CalledOffError

    with pytest.raises(CalledOffError):
        verify_backup(taken.path, None, call_off)
    assert unverified_backups(tmp_path, "precinct") == [(NINE, taken.path)]
    verify_backup(taken.path)


def test_one_of_another_key_is_left_as_it_is(sqlite_store: Store, tmp_path: Path) -> None:
    taken = take_backup(tmp_path, NINE)
    with pytest.raises(KeyedOtherwiseError):
        verify_backup(taken.path, bytes(32))
    assert taken.path.exists()


def test_what_was_only_taken_is_put_back_as_well_and_never_when_it_changed(location: Path, tmp_path: Path) -> None:
    with connection():
        taken = take_backup(tmp_path / "copies", NINE).path
    close_database()
    assert dict(restore(taken, location)[0].rows)["person"] == 1
    flip_a_letter(taken)
    before = location.read_bytes()
    with pytest.raises(OutreachError, match="other bytes than were written"):
        restore(taken, location)
    assert location.read_bytes() == before


def test_backup_into_a_folder_that_is_a_file_says_so_and_leaves_nothing(sqlite_store: Store, tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("no folder")
    with pytest.raises(OutreachError, match=r"did not succeed .* earlier backups are untouched"):
        back_up(tmp_path / "copies", NINE)


def test_server_is_sent_to_its_own_backups(postgresql_store: Store, tmp_path: Path) -> None:
    with pytest.raises(OutreachError, match="dumps and archives"):
        back_up(tmp_path, NINE)


def test_rotation_keeps_days_weeks_and_months() -> None:
    taken = [datetime.fromisoformat("2018-01-01 12:00") + timedelta(days=day) for day in range(400)]
    kept = kept_by_rotation(taken)
    last = taken[-1]
    assert {last - timedelta(days=back) for back in range(7)} <= kept
    sundays = [moment for moment in taken if moment.weekday() == 6][-4:]
    assert set(sundays) <= kept
    month_ends = [moment for moment in taken if (moment + timedelta(days=1)).month != moment.month][-11:]
    assert set(month_ends) <= kept
    assert len(kept) <= 7 + 5 + 12


def test_rotation_removes_what_it_does_not_keep_and_nothing_of_others(sqlite_store: Store, tmp_path: Path) -> None:
    stranger = tmp_path / "copies" / "precinct-two-20180101-000000.outreach-backup"
    stranger.parent.mkdir()
    stranger.write_text("another precinct's")
    for hour in range(3):
        back_up(tmp_path / "copies", NINE + timedelta(hours=hour))
    (only,) = backups(tmp_path / "copies", "precinct")
    assert only[0] == NINE + timedelta(hours=2)
    assert stranger.exists()


def test_a_backup_is_kept_though_the_clock_was_set_back_a_day(sqlite_store: Store, tmp_path: Path) -> None:
    back_up(tmp_path, NINE)
    back_up(tmp_path, NINE - timedelta(days=1))
    earlier = back_up(tmp_path, NINE - timedelta(days=1, hours=2))
    assert earlier.path.exists()
    assert next(moment for moment, _ in backups(tmp_path, "precinct")) == NINE


def test_a_copy_that_a_stopped_program_left_is_cleared_away_after_a_day(sqlite_store: Store, tmp_path: Path) -> None:
    for name in ("precinct-20180101-000000", "precinct-20180102-000000"):
        (tmp_path / f"{name}.outreach-backup.partial").touch()
    left, under_way = sorted(tmp_path.glob("*.partial"))
    os.utime(left, (0, (NINE - timedelta(days=2)).timestamp()))
    os.utime(under_way, (0, (NINE - timedelta(minutes=2)).timestamp()))
    back_up(tmp_path, NINE)
    assert list(tmp_path.glob("*.partial")) == [under_way]


def test_a_leftover_that_cannot_be_removed_does_not_end_the_backup(sqlite_store: Store, tmp_path: Path) -> None:
    held = tmp_path / "precinct-20180101-000000.outreach-backup.partial"
    held.mkdir()
    os.utime(held, (0, (NINE - timedelta(days=2)).timestamp()))
    made = back_up(tmp_path, NINE)
    assert backups(tmp_path, "precinct") == [(NINE, made.path)]
    assert held.is_dir()


def test_a_backup_that_is_called_off_leaves_nothing(sqlite_store: Store, tmp_path: Path) -> None:
    heard: list[float] = []
    taken = take_backup(tmp_path, NINE, told=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1
    taken.path.unlink()

    class CalledOffError(Exception):
        pass

    def call_off(_share: float) -> None:
        raise CalledOffError

    with pytest.raises(CalledOffError):
        take_backup(tmp_path, NINE, told=call_off)
    assert not list(tmp_path.glob("*.outreach-[bu]*"))


def test_restore_keeps_the_replaced_database(location: Path, tmp_path: Path) -> None:
    with connection():
        backup = back_up(tmp_path / "copies", NINE)
        a_person(Precinct.get(), "Late")
    close_database()
    holdings, replaced = restore(backup.path, location)
    assert dict(holdings.rows)["person"] == 1
    assert replaced is not None
    assert dict(inspect_file(replaced).rows)["person"] == 2
    open_database(location)
    with connection():
        assert [person.given_name for person in Person.select()] == ["Opal"]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwrite(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 3 + 200] = b"\xff" * 200
    path.write_bytes(content)


def make_text(path: Path) -> None:
    path.write_text("These are minutes, not records.")


def make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_of_tomorrow', '2099-01-01')")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(cut, "damaged"), (overwrite, "damaged"), (make_text, "damaged or is not"), (make_newer, "newer version")],
)
def test_restore_of_a_bad_backup_changes_nothing(
    spoil: Callable[[Path], None], said: str, location: Path, tmp_path: Path
) -> None:
    with connection():
        bad = back_up(tmp_path / "copies", NINE).path
    spoil(bad)
    close_database()
    before = location.read_bytes()
    with pytest.raises(OutreachError, match=said):
        restore(bad, location)
    assert location.read_bytes() == before
    assert not list(tmp_path.glob("*.restoring*"))


def test_a_database_of_another_program_is_no_backup(location: Path, tmp_path: Path) -> None:
    other = tmp_path / "shop.outreach-backup"
    with closing(sqlite3.connect(other)) as opened, opened:
        opened.execute("CREATE TABLE precinct (id INTEGER)")
    with pytest.raises(OutreachError, match="is a database, but not one of Outreach: choose another"):
        restore(other, location)


def test_each_restore_keeps_what_it_replaces_under_a_name_of_its_own(location: Path, tmp_path: Path) -> None:
    with connection():
        backup = back_up(tmp_path / "copies", NINE).path
    close_database()
    kept = [restore(backup, place)[1] for place in (location, location, tmp_path / "lost.outreach")]
    assert kept == [
        tmp_path / "precinct.outreach.before-restore-1",
        tmp_path / "precinct.outreach.before-restore-2",
        None,
    ]


def test_a_drive_without_second_names_for_files_keeps_a_copy(
    location: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_name: Path, _file: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    with connection():
        backup = back_up(tmp_path / "copies", NINE).path
    close_database()
    before = location.read_bytes()
    monkeypatch.setattr(Path, "hardlink_to", refused)
    _, kept = restore(backup, location)
    assert kept is not None
    assert kept.read_bytes() == before


def test_a_backup_that_cannot_take_the_place_of_the_records_leaves_them(
    location: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_file: Path, _place: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with connection():
        backup = back_up(tmp_path / "copies", NINE).path
    close_database()
    before = location.read_bytes()
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(OutreachError, match=r"\(Permission denied\): check its folder. The backup itself is untouched"):
        restore(backup, location)
    assert location.read_bytes() == before


def test_what_no_database_library_can_open_is_told_and_not_raised(tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text("These are minutes, not records." * 200)
    assert file_faults(path) == ("file is not a database",)

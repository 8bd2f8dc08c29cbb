import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from outreach.errors import OutreachError
from outreach.records.backup import back_up, backups, file_faults, inspect_file, restore
from outreach.records.database import close_database, connection, open_database
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.records.rotation import kept_by_rotation
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


def test_a_backup_that_is_called_off_leaves_nothing(sqlite_store: Store, tmp_path: Path) -> None:
    heard: list[float] = []
    made = back_up(tmp_path, NINE, told=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1
    made.path.unlink()

    class CalledOffError(Exception):
        pass

    def call_off(_share: float) -> None:
        raise CalledOffError

    with pytest.raises(CalledOffError):
        back_up(tmp_path, NINE, told=call_off)
    assert not list(tmp_path.glob("*.outreach-backup*"))


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

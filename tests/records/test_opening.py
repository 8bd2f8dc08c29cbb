"""Files that do not open, and what the database says, each in one sentence."""

import shutil
from pathlib import Path

import pytest
from peewee import OperationalError

from outreach.errors import DamagedError, OutreachError
from outreach.records.base import database
from outreach.records.database import (
    close_database,
    connection,
    disconnect,
    open_database,
    place_to_save,
    refuse_saved,
    stay_connected,
    told_plainly,
)
from outreach.records.database_file import copy_before_migrating, file_database
from outreach.records.encryption import opened_file
from tests.torture.killing import make_old


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (
            "database is locked",
            "Another program is writing to the database: nothing was changed. Try again",
        ),
        ("database or disk is full", "The disk is full, so nothing was written to the database: free some space"),
        ("attempt to write a readonly database", "may only be read from here: nothing was written"),
        (
            "disk I/O error",
            r"could not be used \(disk I/O error\): nothing was changed. Check that it can be reached, and",
        ),
    ],
)
def test_what_a_file_s_database_says_is_told_in_plain_words(reason: str, sentence: str, sqlite_store: object) -> None:
    with pytest.raises(OutreachError, match=sentence) as told, told_plainly():
        raise OperationalError(reason)
    assert not isinstance(told.value, DamagedError)


def test_what_is_no_file_of_ours_is_told_before_it_is_touched(
    tmp_path: Path, template_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "minutes.txt").write_text("These are minutes, not records.")
    for place, sentence in (
        (tmp_path, "is a folder: name a database file inside it"),
        (tmp_path / "none.outreach", "There is no database at .*: check the name"),
        (tmp_path / "minutes.txt", "is not an Outreach database: nothing was changed"),
    ):
        with pytest.raises(OutreachError, match=sentence):
            open_database(place)
    with pytest.raises(OutreachError, match=r"The folder .* does not exist: make it first"):
        open_database(tmp_path / "nowhere" / "new.outreach", create=True)
    short = tmp_path / "short.outreach"
    short.write_bytes(template_file.read_bytes()[:-4096])
    with pytest.raises(DamagedError, match=r"is cut short \([0-9,]+ of [0-9,]+ bytes\): nothing was changed"):
        open_database(short)

    def refused(*_given: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(OutreachError, match=r"cannot be read \(Permission denied\): check its permissions"):
        file_database(template_file)


def test_a_file_of_the_largest_pages_is_measured_by_them(tmp_path: Path) -> None:
    path = tmp_path / "large.outreach"
    with opened_file(path) as made:
        made.execute("PRAGMA page_size = 65536")
        made.execute("CREATE TABLE precinct (id INTEGER)")
    file_database(path)
    path.write_bytes(path.read_bytes()[:-1000])
    with pytest.raises(DamagedError, match="is cut short"):
        file_database(path)


def test_an_older_file_is_not_updated_without_its_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "west.outreach"
    make_old(path)

    def full(_file: Path, _place: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutreachError, match=r"The copy .* could not be written \(No space left on device\): nothing"):
        open_database(path)
    monkeypatch.undo()
    assert list(tmp_path.glob("*before-update*")) == []
    assert len(open_database(path)) > 3
    close_database()


def test_what_was_saved_of_a_damaged_file_has_a_name_of_its_own_and_is_read_only(
    template_file: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "west.outreach"
    first = place_to_save(damaged)
    assert first == tmp_path / "west.outreach.saved-1"
    first.write_bytes(template_file.read_bytes())
    assert place_to_save(damaged) == tmp_path / "west.outreach.saved-2"
    open_database(first)
    with connection(), pytest.raises(OutreachError, match="it may be read, and nothing is recorded in it"):
        refuse_saved()
    close_database()
    refuse_saved()


def test_a_thread_stays_connected_until_it_lets_go(template_file: Path) -> None:
    open_database(template_file)
    for ask in (stay_connected, lambda: None):
        with connection():
            ask()
        assert database.is_closed(), "in a block nothing is asked for"
    stay_connected()
    for _ in range(2):
        with connection():
            pass
        assert not database.is_closed()
    disconnect()
    assert database.is_closed()
    stay_connected()
    disconnect()
    with connection():
        pass
    assert database.is_closed(), "what was asked for was taken back"
    close_database()
    disconnect()


def test_a_server_keeps_no_copy_beside_itself() -> None:
    copy_before_migrating("postgresql://clerk@wset/west", None)


def test_a_file_that_was_being_written_when_the_power_failed_is_made_whole(template_file: Path, tmp_path: Path) -> None:
    """Its first page, which tells of more pages than there are yet, is in the journal as it was before."""
    path, fallen = tmp_path / "west.outreach", tmp_path / "fallen.outreach"
    shutil.copy(template_file, path)
    with opened_file(path) as written:
        written.execute("PRAGMA journal_mode = delete")
        written.execute("PRAGMA cache_size = 5")
        written.execute("BEGIN")
        written.execute("CREATE TABLE many (words)")
        written.executemany("INSERT INTO many VALUES (?)", [("so many words " * 50,)] * 2_000)
        for end in ("", "-journal"):
            shutil.copy(f"{path}{end}", f"{fallen}{end}")
        written.execute("ROLLBACK")
    begun = bytearray(fallen.read_bytes())
    begun[28:32] = (len(begun) // 4096 + 8).to_bytes(4)
    fallen.write_bytes(begun)
    open_database(fallen)
    with connection():
        assert "many" not in database.get_tables()
        assert database.execute_sql("PRAGMA integrity_check").fetchall() == [("ok",)]
    close_database()

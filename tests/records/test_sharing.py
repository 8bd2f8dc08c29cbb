"""Files in shared folders: recognised, opened without a write-ahead log, and by one PC at a time."""

import getpass
import json
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.errors import OutreachError
from outreach.records import database as opening
from outreach.records import database_file, sharing
from outreach.records.base import database
from outreach.records.database import close_database, connection, open_database
from outreach.records.sharing import Shared, shared_by

MOUNTS = """\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
40 22 0:50 / /mnt/precinct rw - nfs4 server:/west rw
41 22 0:51 / /mnt/precinct/local rw - ext4 /dev/sdb1 rw
42 22 0:52 / /media/West\\040Share rw - cifs //server/west rw
"""


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/mnt/precinct/west.outreach", "on a network folder (nfs4)"),
        ("/mnt/precinct/deep/er/west.outreach", "on a network folder (nfs4)"),
        ("/media/West Share/west.outreach", "on a network folder (cifs)"),
        ("/mnt/precinct/local/west.outreach", None),
        ("/mnt/precincts/west.outreach", None),
        ("/srv/OneDrive - City of Birmingham/west.outreach", "in a folder that OneDrive copies to other PCs"),
        ("/srv/Dropbox/west.outreach", "in a folder that Dropbox copies to other PCs"),
        ("/srv/Nextcloud2/west.outreach", "in a folder that Nextcloud copies to other PCs"),
        ("/srv/megaphones/west.outreach", None),
        ("/srv/records/west.outreach", None),
    ],
)
def test_a_shared_folder_is_recognised(path: str, words: str | None, tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    found = shared_by(Path(path), mounts)
    assert (found.words if found else None) == words


def test_a_service_is_recognised_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert shared_by(tmp_path / "deep" / "west.outreach") == Shared("in a folder that Syncthing copies to other PCs")


@pytest.fixture
def shared(tmp_path: Path, template_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database file in a folder that is taken for a network folder."""
    path = tmp_path / "west.outreach"
    path.write_bytes(template_file.read_bytes())
    for room in (opening, database_file):
        monkeypatch.setattr(room, "shared_by", lambda _path: Shared("on a network folder (cifs)"))
    yield path
    close_database()


def test_a_shared_file_is_opened_without_a_write_ahead_log_and_held(shared: Path) -> None:
    open_database(shared)
    with connection():
        assert database.execute_sql("PRAGMA journal_mode").fetchone() == ("delete",)
    mark = shared.with_name("west.outreach.in-use")
    assert json.loads(mark.read_text())["process"] == os.getpid()
    open_database(shared)
    close_database()
    assert not mark.exists()


def test_who_has_it_open_elsewhere_is_named(shared: Path) -> None:
    mark = shared.with_name("west.outreach.in-use")
    mark.write_text(
        json.dumps({"user": "rsample", "workstation": "DESK-2", "process": 7, "since": "2019-01-24T20:05:00+00:00"})
    )
    with pytest.raises(OutreachError, match="is open at DESK-2 by rsample since January 24") as told:
        open_database(shared)
    assert "close it there first" in str(told.value)
    assert mark.exists()


def test_a_mark_that_a_crash_left_on_this_pc_is_taken_over(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = shared.with_name("west.outreach.in-use")
    monkeypatch.setattr(sharing, "_runs", lambda _process: False)
    told = {"user": "me", "workstation": platform.node(), "process": 7, "since": "2019-01-24T20:05:00+00:00"}
    mark.write_text(json.dumps(told))
    open_database(shared)
    assert json.loads(mark.read_text())["process"] == os.getpid()


def test_an_own_folder_keeps_the_log_and_needs_no_mark(template_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "west.outreach"
    path.write_bytes(template_file.read_bytes())
    open_database(path)
    with connection():
        assert database.execute_sql("PRAGMA journal_mode").fetchone() == ("wal",)
    assert not path.with_name("west.outreach.in-use").exists()
    close_database()


def test_where_the_system_tells_of_no_drives_none_is_shared(tmp_path: Path) -> None:
    assert shared_by(tmp_path / "west.outreach", tmp_path / "no such list") is None


def test_the_warning_says_where_and_what_to_do() -> None:
    words = Shared("on a network folder (nfs4)").warning
    assert "These records lie on a network folder (nfs4), where" in words
    assert "use a PostgreSQL server: Settings, Several PCs" in words


def test_a_folder_that_may_not_be_written_to_is_told(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_words: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(OutreachError, match=r"may not be written to \(Permission denied\): check its permissions"):
        sharing.Hold().take(shared)


def test_a_mark_that_says_nothing_is_somebody_s(shared: Path) -> None:
    mark = shared.with_name("west.outreach.in-use")
    mark.write_text("")
    with pytest.raises(OutreachError, match="is open at another PC by somebody, and in a shared folder"):
        open_database(shared)
    assert mark.exists()


def test_a_mark_names_somebody_where_the_system_knows_no_name(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise OSError

    monkeypatch.setattr(getpass, "getuser", nameless)
    open_database(shared)
    assert json.loads(shared.with_name("west.outreach.in-use").read_text())["user"] == "somebody"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked otherwise")
@pytest.mark.parametrize(("fault", "runs"), [(None, True), (PermissionError, True), (ProcessLookupError, False)])
def test_a_process_of_somebody_else_runs_too(
    fault: type[OSError] | None, runs: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(_process: int, _signal: int) -> None:
        if fault is not None:
            raise fault

    monkeypatch.setattr(os, "kill", asked)
    assert sharing._runs(7) is runs

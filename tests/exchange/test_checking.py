"""The whole check: each part says what is wrong with it and what to do."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from outreach.actions.change import Actor, tell
from outreach.exchange.checking import check_records, restore_it, take_one
from tests.backups import back_up
from tests.conftest import Store
from tests.given import a_concern, a_precinct

AT = datetime.fromisoformat("2019-03-01 12:00").astimezone()


def faults(store: Store, folder: Path | None = None, at: datetime = AT) -> dict[str, list[tuple[str, str]]]:
    checked = check_records(store.location, None, folder, at)
    return {part.name: [(fault.words, fault.remedy) for fault in part.faults] for part in checked}


def test_what_is_sound_is_said_part_by_part(store: Store) -> None:
    a_concern(a_precinct())
    heard: list[str] = []
    checked = check_records(store.location, None, None, AT, lambda _share, words: heard.append(words))
    first = "file and links" if store.kind == "sqlite" else "server"
    assert [part.name for part in checked] == [first, "values", "totals", "audit trail"]
    # The server of the tests is used as the superuser that made it.
    found = [fault.remedy for part in checked for fault in part.faults]
    assert found == ([] if store.kind == "sqlite" else ["Give it a role of its own: docs/server-roles.sql makes one."])
    assert heard[-1] == "Checking the audit trail"


def test_orphans_and_what_the_constraints_refuse_are_found_in_the_file(sqlite_store: Store) -> None:
    a_concern(a_precinct())
    with closing(sqlite3.connect(sqlite_store.location)) as opened, opened:
        opened.execute("PRAGMA ignore_check_constraints = 1")
        opened.execute("UPDATE concern SET raised_on = '1819-01-01'")
        opened.execute("PRAGMA foreign_keys = 0")
        opened.execute("DELETE FROM topic")
    told = faults(sqlite_store)["file and links"]
    assert ("CHECK constraint failed in concern", restore_it()) in told
    assert ("1 rows of 'concern' refer to missing rows of 'topic'", restore_it()) in told


def test_backups_that_are_none_old_or_damaged_are_found(sqlite_store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    assert faults(sqlite_store, folder)["backups"] == [(f"There is no backup in {folder}", take_one())]
    made = back_up(folder, AT)
    assert faults(sqlite_store, folder)["backups"] == []
    old = faults(sqlite_store, folder, AT + timedelta(days=3))["backups"]
    assert old == [("The newest backup is of March 1, 2019", take_one())]
    made.path.write_bytes(made.path.read_bytes()[:50_000])
    ((words, _),) = faults(sqlite_store, folder)["backups"]
    assert "damaged" in words


def test_a_forged_entry_is_found(sqlite_store: Store) -> None:
    entry = tell(Actor("R. Sample"), "exported events")
    with closing(sqlite3.connect(sqlite_store.location)) as opened, opened:
        for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE tbl_name = 'audit_payload'").fetchall():
            opened.execute(f'DROP TRIGGER IF EXISTS "{name}"')
        opened.execute("UPDATE audit_payload SET payload = '[1]'")
    ((words, remedy),) = faults(sqlite_store)["audit trail"]
    assert words == f"Audit entry {entry} has details that were changed after they were written"
    assert "compare it with the last backup" in remedy


@pytest.mark.parametrize("at", [0.3, 0.6])
def test_what_cannot_be_read_is_a_finding_and_no_crash(sqlite_store: Store, at: float) -> None:
    a_concern(a_precinct())
    with closing(sqlite3.connect(sqlite_store.location)) as opened:
        opened.execute("PRAGMA wal_checkpoint(truncate)")
    path = Path(sqlite_store.location)
    content = bytearray(path.read_bytes())
    begin = int(len(content) * at) // 4096 * 4096
    content[begin : begin + 4096] = b"\xff" * 4096
    path.write_bytes(content)
    assert faults(sqlite_store)["file and links"]

"""The audit trail checked and written out by the command line."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from outreach.actions.accounts import AccountDetails, add_account, start_accounts
from outreach.actions.change import Actor
from outreach.queries.news import last_told
from outreach.records import keys
from outreach.records.database import close_database, connection, open_database
from tests.cli.scripted import Run, with_a_change


def test_check_and_audit_say_that_all_is_whole(run: Run, west: str, tmp_path: Path) -> None:
    with_a_change(west)
    said = run("--database", west, "check", "--backups", "copies")
    assert said.status == 1
    assert "backups: There is no backup in copies. Take one" in said.err
    run("--database", west, "backup", "copies")
    parts = ("file and links", "values", "totals", "audit trail", "backups")
    said = run("--database", west, "check", "--backups", "copies")
    assert said.out.splitlines()[1:] == [f"{part}: sound." for part in parts]
    assert run("--database", west, "audit", "verify").out == "The audit trail is whole.\n"
    for name in ("trail.csv", "trail.jsonl"):
        assert run("--database", west, "audit", "export", "-o", name).status == 0
    rows = [json.loads(line) for line in (tmp_path / "trail.jsonl").read_text().splitlines()]
    assert [row["action"] for row in rows] == [
        "add_person",
        "took a backup",
        "backed up",
        "exported the audit trail",
        "exported the audit trail",
    ]
    assert rows[0]["rows"][0]["table"] == "person"


def test_the_audit_trail_goes_out_filtered(run: Run, west: str, tmp_path: Path) -> None:
    with_a_change(west)
    run("--database", west, "backup", "copies")
    export = ("--database", west, "audit", "export", "-o", "trail.jsonl")
    for words, actions in (
        (("--by", "R. Sample"), ["add_person"]),
        (("--kind", "person"), ["add_person"]),
        (("--kind", "person", "--number", "999"), []),
        (("--action", "backed up"), ["backed up"]),
        (("--to", "2019-01-01"), []),
        (("--by", "R. Sample", "--from", "2019-01-01"), ["add_person"]),
    ):
        assert run(*export, *words).status == 0
        assert [json.loads(line)["action"] for line in (tmp_path / "trail.jsonl").read_text().splitlines()] == actions
    assert "knows no name 'Nobody'. It knows: R. Sample, " in run(*export, "--by", "Nobody").err
    for typed in ("soon", "9999-12-31", "0001-01-01"):
        assert f"'{typed}' is not a day: write it as YYYY-MM-DD" in run(*export, "--to", typed).err
    assert "needs its kind" in run(*export, "--number", "1").err


def test_a_forged_entry_is_found(run: Run, west: str) -> None:
    with_a_change(west)
    with closing(sqlite3.connect(west)) as opened, opened:
        opened.execute("DROP TRIGGER audit_entry_refuses_update")
        opened.execute("UPDATE audit_entry SET actor = 'somebody else'")
    said = run("--database", west, "audit", "verify")
    assert said.status == 1
    assert "Audit entry 1 was changed after it was written." in said.err


def test_an_officer_learns_no_name_of_the_trail_from_a_wrong_filter(
    run: Run, west: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "STANDARD_COST", keys.Cost(memory_kib=8, passes=1, lanes=1))
    now, phrase = datetime.now(UTC), "quiet river stones"
    open_database(west)
    admin, _ = start_accounts(Actor("set-up"), west, AccountDetails("opal"), phrase, now)
    add_account(admin, west, AccountDetails("amber"), phrase, now)
    close_database()
    (tmp_path / "phrase").write_text(phrase)
    with (tmp_path / "phrase").open() as file:
        by = ("--account", "amber", "--passphrase-from", str(file.fileno()))
        said = run("--database", west, *by, "audit", "export", "-o", "trail.csv", "--by", "Nobody")
        assert (said.status, "Only a supervisor" in said.err, "set-up" in said.err) == (1, True, False)
        file.seek(0)
        (tmp_path / "crime.csv").write_text("Month,Offense,Count\n2019-01,Burglary,4\n")
        said = run("--database", west, *by, "import", "crime", str(tmp_path / "crime.csv"))
    assert (said.status, "Only a supervisor" in said.err) == (1, True)
    open_database(west, key=admin.key)
    with connection():
        assert last_told("refused: import_crime") is not None
    close_database()

"""The records that a command opens: those it is told, and what is none, is damaged or is locked."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from outreach.actions.accounts import AccountDetails, start_accounts
from outreach.actions.change import Actor
from outreach.cli import opening
from outreach.records import keys
from outreach.records.database import close_database, open_database
from tests.cli.scripted import Run, Said, is_one_sentence


@pytest.mark.parametrize(
    "words",
    [
        ["--database", ".", "figures", "--from", "2019-01"],
        ["--database", "WEST", "restore", "."],
        ["--database", "WEST", "report", "worklist", "-o", "."],
        ["logs", ".", "--yes"],
    ],
)
def test_a_folder_in_the_place_of_a_file_is_one_sentence(run: Run, west: str, words: list[str]) -> None:
    said = run(*(west if word == "WEST" else word for word in words))
    assert said.status == 1
    assert is_one_sentence(said.err)


@pytest.mark.parametrize("content", [b"", b"minutes, not records", b"SQLite format 3\x00" + b"\x10" * 50])
def test_a_file_that_is_no_database_is_one_sentence(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.outreach"
    path.write_bytes(content)
    said = run("--database", str(path), "figures", "--from", "2019-01", "--json")
    assert said.status == 1
    assert is_one_sentence(said.err)
    assert path.read_bytes() == content


def test_a_truncated_database_is_one_sentence(run: Run, west: str) -> None:
    path = Path(west)
    path.write_bytes(path.read_bytes()[:-5000])
    said = run("--database", west, "figures", "--from", "2019-01", "--json")
    assert said.status == 1
    assert is_one_sentence(said.err)
    assert "cut short" in said.err


def test_a_database_that_is_not_there_is_not_made_by_asking(run: Run, tmp_path: Path) -> None:
    said = run("--database", str(tmp_path / "none.outreach"), "figures", "--from", "2019-01", "--json")
    assert said.status == 1
    assert is_one_sentence(said.err)
    assert not list(tmp_path.iterdir())


def test_the_environment_names_the_database(run: Run, west: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTREACH_DATABASE", west)
    assert json.loads(run("figures", "--from", "2019-01", "--json").out)["events"]["held"] == 1


def test_locked_records_are_opened_by_account_and_passphrase(
    run: Run, west: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "STANDARD_COST", keys.Cost(memory_kib=8, passes=1, lanes=1))
    open_database(west)
    start_accounts(Actor("set-up"), west, AccountDetails("opal"), "quiet river stones", datetime.now(UTC))
    close_database()
    figures = ["figures", "--from", "2019-01", "--json"]
    said = run("--database", west, *figures)
    assert said.status == 1
    assert is_one_sentence(said.err)
    assert "--account" in said.err
    said = run("doctor", west)
    assert (said.status, said.err) == (0, "")
    assert "look   database: The records in" in said.out
    (tmp_path / "right").write_text("quiet river stones\n")
    (tmp_path / "wrong").write_text("quiet river stone\n")

    def signed_in(passphrase: str, *words: str) -> Said:
        with (tmp_path / passphrase).open() as file:
            by = ["--account", "opal", "--passphrase-from", str(file.fileno())]
            return run("--database", west, *by, *words)

    assert is_one_sentence(signed_in("wrong", *figures).err)
    assert json.loads(signed_in("right", *figures).out)["events"]["held"] == 1
    assert signed_in("right", "backup", "copies").status == 0
    (copy,) = (tmp_path / "copies").glob("*.outreach-backup")
    assert "restored" in signed_in("right", "restore", str(copy)).out
    assert signed_in("right", "check").status == 0


def test_no_password_is_told_of_a_locked_server() -> None:
    told = str(opening._locked("postgresql://app:velvet@records.example.gov/west"))
    assert told.startswith("The records in postgresql://records.example.gov/west are locked")

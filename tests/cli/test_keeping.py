"""Backups, copies and what is forgotten, by the command line."""

import re
from pathlib import Path

from outreach.records.database import close_database, connection, open_database
from outreach.records.people import Person
from tests.cli.scripted import Run, is_one_sentence


def test_backup_and_restore(run: Run, west: str, tmp_path: Path) -> None:
    assert "verified" in run("--database", west, "backup", "copies").out
    open_database(west)
    with connection():
        Person.update(given_name="Changed").execute()
    close_database()
    (copy,) = (tmp_path / "copies").iterdir()
    tried = run("--database", west, "restore", str(copy), "--dry-run")
    assert re.search(r"^person +1 +1$", tried.out, re.M)
    assert re.search(r"^newest event +2019-01-15 +2019-01-15$", tried.out, re.M)
    assert "Nothing was changed." in tried.out
    assert not list(tmp_path.glob("*before-restore*"))
    said = run("--database", west, "restore", str(copy))
    assert "restored, the newest event of 2019-01-15" in said.out
    assert "before-restore-1" in said.out
    open_database(west)
    with connection():
        assert Person.get().given_name == "Opal"
    close_database()


def test_a_damaged_file_is_saved_as_far_as_it_can_be_read_and_the_backup_put_back(
    run: Run, west: str, tmp_path: Path
) -> None:
    run("--database", west, "backup", "copies")
    (copy,) = (tmp_path / "copies").iterdir()
    assert "Every row could be read." in run("--database", west, "salvage", "-o", "whole.outreach").out
    Path(west).write_bytes(Path(west).read_bytes()[:-20_000])
    for words in (["check"], ["figures", "--from", "2019-01"], ["salvage", "-o", "whole.outreach"]):
        said = run("--database", west, *words)
        assert said.status == 1
        assert is_one_sentence(said.err)
    Path(west).write_bytes(Path(west).read_bytes()[:300_000])
    assert "Nothing can be read of" in run("--database", west, "salvage", "-o", "none.outreach").err
    assert not (tmp_path / "none.outreach").exists()
    said = run("--database", west, "restore", str(copy))
    assert re.search(r"^person +unreadable +1$", said.out, re.M) or re.search(r"^person +\d+ +1$", said.out, re.M)
    assert run("--database", west, "check", "--backups", "copies").status == 0


def test_migrate_says_that_nothing_was_to_do(run: Run, west: str) -> None:
    assert "up to date" in run("--database", west, "migrate").out


def test_rules_holds_and_a_purge(run: Run, west: str) -> None:
    assert "people" in run("--database", west, "retention", "rules", "--set", "people=1").out
    assert "is not a rule" in run("--database", west, "retention", "rules", "--set", "people=soon").err
    assert (
        run("--database", west, "retention", "hold", "everything", "--reason", "Subpoena").out == "Hold 1 is placed.\n"
    )
    assert "Subpoena" in run("--database", west, "retention", "holds").out
    assert run("--database", west, "retention", "lift", "1").out == "Hold 1 is lifted.\n"
    assert "people" in run("--database", west, "retention", "preview").out
    assert "nothing was done" in run("--database", west, "retention", "purge").err
    assert "forgotten" in run("--database", west, "retention", "purge", "--yes").out
    assert run("--database", west, "audit", "verify").out == "The audit trail is whole.\n"


def test_copy_says_what_it_copied_and_the_figures_are_equal(run: Run, west: str, tmp_path: Path) -> None:
    to = tmp_path / "moved.outreach"
    said = run("copy", west, str(to))
    assert said.status == 0
    assert "rows copied and compared: 1 of precinct" in said.out
    asked = ("figures", "--from", "2019-01", "--json")
    assert run("--database", str(to), *asked).out == run("--database", west, *asked).out
    again = run("copy", west, str(to))
    assert again.status == 1
    assert is_one_sentence(again.err)

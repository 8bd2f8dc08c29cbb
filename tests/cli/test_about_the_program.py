"""What the command line tells of the program itself: its help, its version, its parts and its handbook."""

import json
from datetime import date
from pathlib import Path

import pytest

from outreach import __version__
from outreach.reports import handbook
from tests.cli.scripted import Run


@pytest.mark.parametrize(
    "command",
    [
        "",
        "demo",
        "figures",
        "report",
        "import",
        "export",
        "backup",
        "restore",
        "salvage",
        "check",
        "migrate",
        "copy",
        "doctor",
        "settings",
        "logs",
        "kit",
        "audit",
        "licenses",
        "handbook",
    ],
)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    said = run(*filter(None, [command]), "--help")
    assert said.status == 0
    assert "Usage: main.py" in said.out
    assert not [line for line in said.out.splitlines()[1:] if line.endswith("...")], "a line of the list is cut short"


def test_the_version_is_said(run: Run) -> None:
    said = run("--version")
    assert (said.status, said.out) == (0, f"Outreach {__version__}\n")


def test_every_part_is_told_with_its_license(run: Run) -> None:
    said = run("licenses")
    assert said.status == 0
    assert "peewee 4." in said.out
    assert "  SQLCipher: BSD-3-Clause\n" in said.out
    told = json.loads(run("licenses", "--texts", "--json").out)
    assert {"name", "version", "license", "kind", "inside", "text"} == told[0].keys()
    assert "MIT License" in told[0]["text"]


def test_the_handbook_is_printed_in_the_language_asked_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, object]] = []

    def printed(_day: date, **how: object) -> bytes:
        asked.append(how)
        return b"%PDF-"

    monkeypatch.setattr(handbook, "print_handbook", printed)
    assert run("handbook", "-o", "help.pdf").out == "help.pdf: the handbook.\n"
    run("handbook", "--a4", "--language", "es", "-o", "help.pdf")
    assert asked == [{"language": "en", "size": "letter"}, {"language": "es", "size": "a4"}]
    monkeypatch.undo()
    refused = run("handbook", "--language", "fr", "-o", str(tmp_path / "other.pdf"))
    assert (refused.status, refused.err) == (1, "There is no handbook in 'fr': choose one of en, es.\n")
    assert not (tmp_path / "other.pdf").exists()

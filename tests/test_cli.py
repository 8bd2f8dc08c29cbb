"""The command line as a script sees it: what is printed, where, and with which exit status."""

import json
import re
import sqlite3
import sys
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from outreach import __version__
from outreach.actions.accounts import AccountDetails, add_account, start_accounts
from outreach.actions.change import Actor
from outreach.actions.field_kit import unlock_kit
from outreach.actions.people import PersonDetails, add_person
from outreach.actions.signin import sign_in_name
from outreach.cli import FILE_NAMES, main, opening, wanted_window
from outreach.queries.news import last_told
from outreach.records import keys
from outreach.records.beside import KIT_SUFFIX
from outreach.records.database import close_database, connection, open_database
from outreach.records.events import Event
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.reports import handbook
from tests import given
from tests.reports.reading import text_of

CALENDAR = "id,title,date,start,end\n1,Beat meeting,2019-01-08,18:30,19:30\n2,Coffee with a cop,2019-01-09,09:00,\n"
MAPPING = """kind = "events"
source = "calendar"
[columns]
id = "id"
title = "title"
date = "date"
start_time = "start"
end_time = "end"
"""


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> "Run":
    monkeypatch.chdir(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "OUTREACH_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    return Run(capsys, monkeypatch)


@dataclass(frozen=True)
class Run:
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *words: str) -> Said:
        self.monkeypatch.setattr(sys, "argv", ["main.py", *words])
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        told = self.capsys.readouterr()
        status = ended.value.code
        return Said(status if isinstance(status, int) else 0, told.out, told.err)


@pytest.fixture
def west(template_file: Path, tmp_path: Path) -> str:
    """A small precinct in a file that nobody has open."""
    path = tmp_path / "west.outreach"
    path.write_bytes(template_file.read_bytes())
    open_database(path)
    with connection():
        precinct = given.a_precinct()
        given.an_event(precinct)
        given.a_person(precinct)
    close_database()
    return str(path)


def is_one_sentence(text: str) -> bool:
    return text.endswith(".\n") and text.count("\n") == 1 and "Traceback" not in text


def test_the_window_without_a_display_is_one_sentence(run: Run) -> None:
    said = run()
    assert said.status == 1
    assert is_one_sentence(said.err)
    assert "no display" in said.err
    assert "report" in said.err


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


@pytest.mark.parametrize("name", ["chapel.outreach-kit", "C:\\Users\\a b\\west.outreach"])
def test_a_file_that_is_opened_on_the_desktop_opens_its_window(name: str) -> None:
    assert wanted_window([name]) == name
    assert wanted_window([name, "--help"]) is None


@pytest.mark.parametrize("word", ["figures", "--help", "chapel.pdf"])
def test_a_word_that_is_no_file_of_ours_is_a_command(word: str) -> None:
    assert wanted_window([word]) is None


def test_the_desktop_knows_field_kits_by_the_name_that_they_are_given() -> None:
    assert KIT_SUFFIX in FILE_NAMES


def test_a_fault_is_shown_in_a_window_where_there_is_no_terminal(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("outreach.ui.show_fault", shown.append)
    monkeypatch.setattr(sys, "argv", ["outreach.exe", str(tmp_path / "none.outreach")])
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(sys, "stderr", None)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert "none.outreach" in shown[0]


@pytest.mark.parametrize("words", [["figure"], ["figures"], ["demo"], ["demo", "x.outreach", "--scale", "galaxy"]])
def test_a_command_that_is_not_understood_is_status_2(run: Run, words: list[str]) -> None:
    assert run(*words).status == 2


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


def test_figures_as_json(run: Run, west: str) -> None:
    said = run("--database", west, "figures", "--from", "2019-01", "--json")
    assert said.status == 0
    told = json.loads(said.out)
    assert told["precinct"] == "West Precinct"
    assert (told["from"], told["to"]) == ("2019-01", "2019-01")
    assert told["events"]["held"] == 1
    assert told["people_reached"] == {"total": None, "unknown_events": 1}
    assert set(told["comparison"]) == {"prior_period", "last_year"}


def test_figures_to_be_read(run: Run, west: str) -> None:
    said = run("--database", west, "figures", "--from", "2019-01", "--to", "2019-02")
    assert "held: 1" in said.out
    assert "total: n/a" in said.out


@pytest.mark.parametrize("month", ["2019-13", "2019", "20191-01", "January", "2019-00"])
def test_an_unknown_month_is_one_sentence(run: Run, west: str, month: str) -> None:
    said = run("--database", west, "figures", "--from", month, "--json")
    assert (said.status, said.out) == (1, "")
    assert is_one_sentence(said.err)
    assert month in said.err


def test_an_end_before_the_start_is_one_sentence(run: Run, west: str) -> None:
    said = run("--database", west, "figures", "--from", "2019-03", "--to", "2019-01", "--json")
    assert said.status == 1
    assert is_one_sentence(said.err)


def test_a_precinct_that_is_not_there_is_one_sentence(run: Run, west: str) -> None:
    said = run("--database", west, "figures", "--from", "2019-01", "--precinct", "Nowhere", "--json")
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


def test_import_makes_the_database_and_the_precinct(run: Run, tmp_path: Path) -> None:
    (tmp_path / "calendar.csv").write_text(CALENDAR)
    (tmp_path / "mapping.toml").write_text(MAPPING)
    command = ["--database", "city.outreach", "import", "events", "calendar.csv", "--mapping", "mapping.toml"]
    dry = run(*command, "--precinct", "Central", "--dry-run")
    assert dry.status == 0
    assert "Nothing was written" in dry.out
    assert not (tmp_path / "city.outreach").exists()
    first = run(*command, "--precinct", "Central", "--agency", "Sample City Police")
    assert first.status == 0
    assert "2 new" in first.out
    again = run(*command)
    assert "nothing to change" in again.out
    open_database(tmp_path / "city.outreach")
    with connection():
        assert [(p.agency, p.name) for p in Precinct.select()] == [("Sample City Police", "Central")]
        assert {event.title for event in Event.select()} == {"Beat meeting", "Coffee with a cop"}
    close_database()


def test_how_a_file_was_read_is_remembered_and_saved(run: Run, tmp_path: Path) -> None:
    (tmp_path / "calendar.csv").write_text(CALENDAR, "utf-8")
    (tmp_path / "calendar.toml").write_text(MAPPING, "utf-8")
    west = ("--database", "west.outreach", "import", "events", "calendar.csv")
    given_it = run(*west, "--precinct", "West", "--mapping", "calendar.toml", "--save-mapping", "saved.toml")
    assert given_it.status == 0
    again = run(*west)
    assert "as they were last time" in again.out
    assert "All 2 events are kept already" in again.out
    assert "guessed" in run(*west, "--anew", "--dry-run").out
    assert "are kept already" in run(*west, "--mapping", "saved.toml").out


def test_a_refused_import_names_the_row_and_leaves_no_database(run: Run, tmp_path: Path) -> None:
    (tmp_path / "calendar.csv").write_text(CALENDAR.replace("2019-01-09", "20191-01-09"))
    (tmp_path / "mapping.toml").write_text(MAPPING)
    command = ["--database", "city.outreach", "import", "events", "calendar.csv", "--mapping", "mapping.toml"]
    said = run(*command, "--precinct", "Central")
    assert said.status == 1
    assert re.search(r"calendar\.csv, row 3, column C", said.err)
    assert is_one_sentence(said.err)
    assert not (tmp_path / "city.outreach").exists()


def test_a_sheet_of_another_month_than_its_file_is_said_and_answered_by_a_switch(run: Run, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "crime 2019-03.xlsx")) as book:
        sheet = book.add_worksheet("April 2019")
        for at, row in enumerate((["Neighborhood", "Arson"], ["Ensley", 2])):
            sheet.write_row(at, 0, row)
    command = ["--database", "city.outreach", "import", "crime", "crime 2019-03.xlsx", "--precinct", "Central"]
    said = run(*command)
    assert said.status == 1
    assert is_one_sentence(said.err)
    assert "file's name says March 2019, the sheet's title says April 2019" in said.err
    assert "--month-by" in said.out
    assert not (tmp_path / "city.outreach").exists()
    assert run(*command, "--month-by", "both").status == 2
    assert "2019-04 2" in run(*command, "--month-by", "sheet").out


@pytest.mark.parametrize("kind", ["events", "attendance", "people", "follow-ups", "concerns", "crime"])
def test_export_writes_a_list(run: Run, west: str, tmp_path: Path, kind: str) -> None:
    said = run("--database", west, "export", kind, "-o", "list.csv")
    assert said.status == 0
    rows = int(re.search(r": ([\d,]+) written", said.out)[1])  # type: ignore[index]
    assert rows == {"events": 1, "people": 1}.get(kind, 0)
    assert len((tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines()) == rows + 1


def test_an_archive_comes_back_into_a_new_database(run: Run, west: str, tmp_path: Path) -> None:
    assert run("--database", west, "export", "archive", "-o", "all.json").status == 0
    said = run("--database", "copy.outreach", "import", "archive", "all.json")
    assert said.status == 0, said.err
    figures = [
        run("--database", place, "figures", "--from", "2019-01", "--json").out for place in (west, "copy.outreach")
    ]
    assert figures[0] == figures[1]
    again = run("--database", "copy.outreach", "import", "archive", "all.json")
    assert again.status == 1
    assert is_one_sentence(again.err)


def test_an_import_into_nothing_asks_for_the_precinct(run: Run, tmp_path: Path) -> None:
    (tmp_path / "calendar.csv").write_text(CALENDAR)
    said = run("--database", "city.outreach", "import", "events", "calendar.csv")
    assert said.status == 1
    assert "--precinct" in said.err
    assert not (tmp_path / "city.outreach").exists()


def test_export_of_an_unknown_kind_is_one_sentence(run: Run, west: str, tmp_path: Path) -> None:
    said = run("--database", west, "export", "secrets", "-o", "list.csv")
    assert said.status == 1
    assert is_one_sentence(said.err)
    assert not (tmp_path / "list.csv").exists()


@pytest.mark.parametrize("copy", [[], ["--public"]])
def test_report_writes_a_tagged_pdf(run: Run, west: str, tmp_path: Path, copy: list[str]) -> None:
    said = run("--database", west, "report", "monthly", "--month", "2019-01", *copy, "-o", "january.pdf")
    assert said.status == 0, said.err
    assert ("public copy" in said.out) == bool(copy)
    assert (tmp_path / "january.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert [path.name for path in tmp_path.iterdir() if "january" in path.name] == ["january.pdf"]


def test_a_report_is_issued_and_the_next_version_says_what_it_replaces(run: Run, west: str, tmp_path: Path) -> None:
    month = ["--database", west, "report", "monthly", "--month", "2019-01", "--public"]
    said = run(*month, "--issue", "Capt. E. Sample", "-o", "first.pdf")
    assert said.status == 0
    assert "public copy, issued." in said.out
    assert "Replaces" not in said.out
    said = run(*month, "--language", "es", "-o", "later.pdf")
    assert "approved by Capt. E. Sample. No figure has moved since." in said.out
    assert "Sustituye" in text_of((tmp_path / "later.pdf").read_bytes())
    said = run("--database", west, "report", "worklist", "--issue", "Capt. E. Sample", "-o", "list.pdf")
    assert (said.status, "not one to sign" in said.err) == (1, True)
    assert not (tmp_path / "list.pdf").exists()


def test_a_report_tells_of_letters_that_no_font_has(run: Run, west: str, tmp_path: Path) -> None:
    open_database(west)
    with connection():
        given.an_event(Precinct.get(), date(2019, 1, 11), "Tea with \u0939\u093f")
    close_database()
    said = run("--database", west, "report", "monthly", "--month", "2019-01", "-o", str(tmp_path / "m.pdf"))
    assert "is printed with their Unicode numbers: \u0939\u093f (U+0939 U+093F) in “Tea with \u0939\u093f”." in said.out


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("quarterly", ["--from", "2018-11", "--to", "2019-01"]),
        ("neighborhood", ["--month", "2019-01", "--neighborhood", "Ensley"]),
        ("recap", ["--neighborhood", "Ensley"]),
        ("worklist", []),
        ("worklist", ["--officer", "101"]),
        ("sign-in", ["--event", "EVENT"]),
        ("event", ["--event", "EVENT"]),
        ("year", ["--from", "2018-02", "--to", "2019-01"]),
        ("precincts", ["--month", "2019-01"]),
        ("labels", []),
    ],
)
def test_every_kind_of_report_prints(run: Run, west: str, tmp_path: Path, kind: str, words: list[str]) -> None:
    open_database(west)
    with connection():
        precinct = Precinct.get()
        given.a_neighborhood(precinct)
        given.an_officer(precinct)
        event = str(Event.get().uid)
    close_database()
    asked = [event if word == "EVENT" else word for word in words]
    said = run("--database", west, "report", kind, *asked, "-o", "report.pdf")
    assert (said.status, said.err) == (0, "")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["monthly", "-o", "a.pdf"], "month"),
        (["monthly", "--month", "2019-14", "-o", "a.pdf"], "2019-14"),
        (["yearly", "--month", "2019-01", "-o", "a.pdf"], "yearly"),
        (["monthly", "--month", "2019-01", "-o", "no/folder/a.pdf"], "cannot be written"),
    ],
)
def test_a_report_that_cannot_be_printed_is_one_sentence(run: Run, west: str, words: list[str], named: str) -> None:
    said = run("--database", west, "report", *words)
    assert said.status == 1
    assert is_one_sentence(said.err)
    assert named in said.err


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


def test_public_records_of_a_month(run: Run, west: str, tmp_path: Path) -> None:
    said = run("--database", west, "public-records", "--from", "2019-01", "-o", "records.zip")
    assert (said.status, "records written" in said.out) == (0, True)
    assert (tmp_path / "records.zip").exists()
    assert "say which" in run("--database", west, "public-records", "-o", "none.zip").err


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


def with_a_change(location: str) -> None:
    open_database(location)
    with connection():
        add_person(Actor("R. Sample"), Precinct.get().id, PersonDetails("Amber", "Thornquist"))
    close_database()


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


def test_no_password_is_told_of_a_locked_server() -> None:
    told = str(opening._locked("postgresql://app:velvet@records.example.gov/west"))
    assert told.startswith("The records in postgresql://records.example.gov/west are locked")


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


def test_a_kit_goes_out_and_comes_back(run: Run, west: str, tmp_path: Path) -> None:
    phrase = tmp_path / "phrase.txt"
    phrase.write_text("basement of the chapel\n")
    kit = str(tmp_path / "chapel.outreach-kit")
    open_database(west)
    with connection():
        officer, event = given.an_officer(Precinct.get()), Event.get()
        uid, person = str(event.uid), Person.get().id
    close_database()

    def with_phrase(option: str, *words: str) -> Said:
        with phrase.open() as file:
            return run(*(str(file.fileno()) if word == option else word for word in words))

    made = with_phrase("N", "--database", west, "kit", "make", kit, "--officer", officer.badge, "--event", uid,
                       "--kit-passphrase-from", "N")  # fmt: skip
    assert made.status == 0, made.err
    assert "1 event, 0 people, 0 open promises, until " in made.out
    unlocked = unlock_kit(kit, "basement of the chapel", datetime.now(UTC), "laptop 4")
    with connection():
        sign_in_name(unlocked.actor, Event.get().id, "Old Tom")
        assert Person.get_or_none(Person.id == person) is None
    close_database()
    back = ("--database", west, "kit", "bring-back", kit, "--kit-passphrase-from", "N")
    assert with_phrase("N", *back).out == "chapel: applied 1, so already 0, came back earlier 0, left out 0.\n"
    assert with_phrase("N", *back).out == "chapel: applied 0, so already 0, came back earlier 1, left out 0.\n"
    assert "changes that came back: 1, waiting for an answer: 0." in run("--database", west, "kit", "list").out
    asked = with_phrase("N", "--database", kit, "--passphrase-from", "N", "export", "events", "-o", "events.csv")
    assert asked.status == 0, asked.err
    figures = with_phrase("N", "--database", kit, "--passphrase-from", "N", "figures", "--from", "2019-01")
    assert figures.status == 1
    assert "a field kit holds a part of the records" in figures.err


@pytest.mark.parametrize(("words", "told"), [
    (["kit", "make", "x", "--officer", "101", "--until", "soon"], "'soon' is not a day"),
    (["kit", "bring-back", "nowhere.outreach-kit"], "no terminal to ask"),
])  # fmt: skip
def test_a_kit_that_cannot_be_is_one_sentence(run: Run, west: str, words: list[str], told: str) -> None:
    open_database(west)
    with connection():
        given.an_officer(Precinct.get())
    close_database()
    said = run("--database", west, *words)
    assert said.status == 1
    assert is_one_sentence(said.err)
    assert told in said.err


def test_settings_tells_each_value_and_who_set_it(run: Run, west: str, tmp_path: Path) -> None:
    file = tmp_path / "outreach.toml"
    file.write_text(f"[fixed]\ndatabase = '{west}'\n[fixed.retention]\npeople = 7\n[suggested]\nlanguage = 'es'\n")
    run.monkeypatch.setenv("OUTREACH_CONFIG", str(file))
    said = run("settings", "--json")
    assert (said.status, said.err) == (0, "")
    told = json.loads(said.out)["values"]
    assert told["database"] == {"value": west, "source": "set by your IT department"}
    assert told["retention.people"] == {"value": 7, "source": "set by your IT department"}
    assert told["language"] == {"value": "es", "source": "suggested by your IT department"}
    assert told["lock_after_minutes"] == {"value": 30, "source": "as Outreach comes"}
    assert "ninguno  (como viene Outreach)" in run("settings").out


def test_what_is_set_for_the_pc_names_the_database_and_the_language(run: Run, west: str, tmp_path: Path) -> None:
    file = tmp_path / "outreach.toml"
    file.write_text(f"[fixed]\ndatabase = '{west}'\nlanguage = 'es'\n")
    run.monkeypatch.setenv("OUTREACH_CONFIG", str(file))
    assert run("report", "monthly", "--month", "2019-01", "-o", "january.pdf").status == 0
    assert "Resumen" in text_of((tmp_path / "january.pdf").read_bytes())
    file.write_text("[fixed]\nlanguages = 'es'\n")
    said = run("settings")
    assert said.status == 1
    assert f"{file}, line 2: “languages” is not a setting" in said.err
    said = run("--database", west, "figures", "--from", "2019-01")
    assert said.status == 0
    assert f"{file}, line 2: “languages” is not a setting" in said.err


def test_commands_speak_the_language_that_is_set_for_the_pc_and_scripts_read_the_same(
    run: Run, west: str, tmp_path: Path
) -> None:
    """What is told to a person follows the setting; lists, figures and JSON are for scripts and stay as they are."""
    reading = (
        ("figures", "--from", "2019-01", "--json"), ("figures", "--from", "2019-01"), ("doctor", "--json"),
        ("export", "people", "-o", "people.csv"),
    )  # fmt: skip

    def told() -> list[str]:
        said = [run("--database", west, *words).out for words in reading[:2]]
        doctor = json.loads(run("--database", west, *reading[2]).out)
        names = str([(one["name"], one["words"]) for one in doctor if one["name"] in ("printer", "backups")])
        run("--database", west, *reading[3])
        return [*said, names, (tmp_path / "people.csv").read_text()]

    english = told()
    assert english[2].count("No folder for backups is chosen") == 1
    file = tmp_path / "outreach.toml"
    file.write_text("[suggested]\nlanguage = 'es'\n")
    run.monkeypatch.setenv("OUTREACH_CONFIG", str(file))
    assert told() == english
    said = run("--database", "none.outreach", "figures", "--from", "2019-01")
    assert (said.status, said.err.startswith("No hay ninguna base de datos en none.outreach")) == (1, True)
    assert is_one_sentence(said.err)
    assert run().err.startswith("No hay pantalla en que abrir la ventana")
    said = run("figures")
    assert (said.status, said.err.splitlines()[-1]) == (2, "No se entendió: falta la opción «--from».")
    assert run("figures", "--help").out.startswith("Uso: main.py figures [OPCIONES]\n\n  Mostrar las cifras")
    assert "sugerido por su departamento de informática" in run("settings").out
    assert "archivo y enlaces: en buen estado." in run("--database", west, "check").out
    assert run("--database", west, "export", "people", "-o", "people.csv").out == "people.csv: se escribieron 1.\n"
    assert "«x» no es una regla" in run("--database", west, "retention", "rules", "--set", "x").err
    file.write_text("[fixed]\nlanguage = 'de'\n")
    assert "There is no database" in run("--database", "none.outreach", "figures", "--from", "2019-01").err


def test_a_mistake_is_one_sentence_a_report_and_status_70(
    run: Run, west: str, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(*_: object) -> object:
        raise KeyError("Wexcombe")

    run.monkeypatch.setattr("outreach.queries.figures.figures", stumble)
    said = run("--database", west, "figures", "--from", "2019-01")
    assert said.status == 70
    assert "KeyError" in caplog.text
    caplog.clear()
    sentence = next(line for line in said.err.splitlines() if line.startswith("Outreach made a mistake"))
    file = Path(sentence.partition("its report lies at ")[2].partition(": hand it")[0])
    assert "KeyError" in file.read_text()
    assert "Wexcombe" not in said.err + file.read_text()


def test_logs_are_shown_and_then_written(run: Run, tmp_path: Path) -> None:
    assert run("--database", str(tmp_path / "Wexcombe.outreach"), "figures", "--from", "2019-01").status == 1
    said = run("logs", "logs.zip")
    assert "INFO outreach.cli: Command figures" in said.out
    assert "INFO outreach.cli: Told a fault, OutreachError" in said.out
    assert "Wexcombe" not in said.out
    assert said.status == 0
    assert "--- about.txt, " in said.out
    assert "Version: Outreach" in said.out
    with zipfile.ZipFile(tmp_path / "logs.zip") as opened:
        assert "about.txt" in opened.namelist()


def test_doctor_tells_each_thing_and_is_status_1_when_one_is_wrong(run: Run, west: str, tmp_path: Path) -> None:
    assert run("--database", west, "backup", str(tmp_path / "copies")).status == 0
    said = run("doctor", west, "--backups", str(tmp_path / "copies"), "--json")
    assert (said.status, said.err) == (0, "")
    told = {one["name"]: one for one in json.loads(said.out)}
    assert told["database"]["state"] == "ok"
    assert told["window"]["words"].startswith("There is no display here")
    assert told["log"]["remedy"] == "" or told["log"]["state"] == "look"
    said = run("doctor", str(tmp_path / "none.outreach"))
    assert said.status == 1
    assert "wrong  database: There is no database at" in said.out
    assert is_one_sentence(said.err)

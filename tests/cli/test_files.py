"""Files brought in and written out by the command line."""

import re
from pathlib import Path

import pytest
import xlsxwriter

from outreach.records.database import close_database, connection, open_database
from outreach.records.events import Event
from outreach.records.precinct import Precinct
from tests.cli.scripted import Run, is_one_sentence

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

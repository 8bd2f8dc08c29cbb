"""Reports printed and issued by the command line."""

from datetime import date
from pathlib import Path

import pytest

from outreach.records.database import close_database, connection, open_database
from outreach.records.events import Event
from outreach.records.precinct import Precinct
from tests import given
from tests.cli.scripted import Run, is_one_sentence
from tests.reports.reading import text_of


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


def test_public_records_of_a_month(run: Run, west: str, tmp_path: Path) -> None:
    said = run("--database", west, "public-records", "--from", "2019-01", "-o", "records.zip")
    assert (said.status, "records written" in said.out) == (0, True)
    assert (tmp_path / "records.zip").exists()
    assert "say which" in run("--database", west, "public-records", "-o", "none.zip").err

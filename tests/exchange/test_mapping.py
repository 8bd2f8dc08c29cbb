from pathlib import Path

import pytest

from outreach.errors import OutreachError
from outreach.exchange.importing import plan_import
from outreach.exchange.mapping import Layout, load_mapping
from outreach.exchange.naming import Naming
from tests.exchange.importing import TODAY, mapping

MAPPINGS = Path(__file__).parents[1] / "data" / "mappings"


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_example_is_understood(path: Path) -> None:
    assert load_mapping(path).columns


def test_a_mapping_can_extend_another() -> None:
    may = load_mapping(MAPPINGS / "st_louis_crime_may.toml")
    assert may.layout is Layout.INCIDENTS
    assert may.columns["month"].columns == ("Coded Month", "CodedMonth")
    assert may.areas.find("35") == "Downtown"


def test_a_mapping_that_extends_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('extends = "b.toml"', "utf-8")
    (tmp_path / "b.toml").write_text('extends = "a.toml"', "utf-8")
    with pytest.raises(OutreachError, match="extends itself"):
        load_mapping(tmp_path / "a.toml")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"columns = [", "is not well-formed TOML"),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
        (b"colums = 1", "“colums” is not understood"),
        (b"kind = 'evnts'", "should be “events” or “crime”"),
        (b"[columns]\ntitel = 'a'", "“titel” is not understood"),
        (b"[columns]\ntitle = 3", "should be the name of a column"),
        (b"[columns]\ntitle = {column = 'a', pattern = '('}", "is no regular expression"),
        (b"time_zone = 'Mars/Olympus'", "“Mars/Olympus” is no time zone"),
        (b"header_row = 0", "should be a whole number from 1"),
        (b"held_before = '2019'", "should be a date such as"),
        (b"blanks = 'N/A'", "should be a list of texts"),
        (b"kinds = []", "should be a table"),
        (b"[month_in]\nname = 'x'", "“file_name” or “sheet_name”"),
        (b"[[leave_out_rows]]\ncolumn = 'a'", "“column”, “is” and “because”"),
    ],
)
def test_a_faulty_mapping_is_told_in_one_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(OutreachError, match=r"mine\.toml") as fault:
        load_mapping(path)
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_missing_mapping_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutreachError, match="does not exist"):
        load_mapping(tmp_path / "gone.toml")


def test_a_mapping_for_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutreachError, match="is for crime, not for events"):
        plan_import("events", [tmp_path / "a.csv"], 1, TODAY, mapping('kind = "crime"'))


def test_spellings_are_looked_for_whole_first_then_by_range_then_by_pattern() -> None:
    naming = Naming.of({"Theft": ["*theft*"], "Vehicle theft": ["auto theft", "70000-79999"], "Rest": ["*"]})
    found = [naming.find(text) for text in ("AUTO-THEFT", "Theft from auto", "70321", "70321.0", "800", "two\nlines")]
    assert found == ["Vehicle theft", "Theft", "Vehicle theft", "Vehicle theft", "Rest", "Rest"]
    assert Naming.of({}).find("x") is None

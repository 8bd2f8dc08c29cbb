"""The file by which an administrator sets things for a whole PC: what holds, what is left out, and what is said."""

from pathlib import Path

import pytest

from outreach.languages.spoken import speak
from outreach.machine import settings
from outreach.machine.settings import RETAINED, SETTINGS, Source, machine
from outreach.records.retention import Retained

WHOLE = """[fixed]
database = "postgresql://outreach@records.example.gov/west"
lock_after_minutes = 10
backup_folder = "/srv/backups/$COMPUTER"

[fixed.retention]
people = 7
audit_details = 3

[suggested]
language = "es"
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in the usual place of a PC."""
    file = tmp_path / "etc" / "outreach.toml"
    file.parent.mkdir()
    monkeypatch.setattr(settings, "usual_place", lambda: file)
    return file


def test_what_is_fixed_holds_for_everybody_and_what_is_suggested_until_one_chooses(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPUTER", "desk7")
    place.write_text(WHOLE)
    here = machine()
    assert here.faults == ()
    assert here.settle("lock_after_minutes", own=25, otherwise=30) == settings.Settled(10, Source.FIXED)
    assert here.settle("database", given="mine.outreach").source is Source.GIVEN
    assert here.settle("backup_folder").value == "/srv/backups/desk7"
    assert here.settle("language", otherwise="en") == settings.Settled("es", Source.SUGGESTED)
    assert here.settle("language", own="en") == settings.Settled("en", Source.OWN)
    assert here.settle("nothing", otherwise="usual") == settings.Settled("usual", Source.DEFAULT)
    assert (here.fixed_years("people"), here.fixed_years("audit details"), here.fixed_years("files")) == (7, 3, None)


def test_it_is_read_again_when_it_was_changed(place: Path) -> None:
    place.write_text('[fixed]\nlanguage = "es"\n')
    assert machine().fixed == {"language": "es"}
    place.write_text('[fixed]\nlanguage = "en" # now\n')
    assert machine().fixed == {"language": "en"}


def test_what_is_wrong_is_told_in_the_language_spoken_now(place: Path) -> None:
    place.write_text("[fixed]\nlanguage = 'fr'\n")
    assert machine().faults[0].endswith('“language” cannot be \'fr\': write "en" or "es". It is left out until then.')
    speak("es")
    assert machine().faults[0].endswith('«language» no puede ser \'fr\': escriba "en" o "es". Hasta entonces se omite.')


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("[fixed]\nlock_minutes = 5\n", 2, "“lock_minutes” is not a setting: use one of database, backup_folder,"),
        ("[fixed]\n\nlock_after_minutes = 45\n", 3, "cannot be 45: write a whole number from 1 to 30"),
        ("[fixed]\nlock_after_minutes = true\n", 2, "cannot be True"),
        ('[suggested]\nlanguage = "fr"\n', 2, 'cannot be \'fr\': write "en" or "es"'),
        ('[fixed]\nbackup_folder = "copies"\n', 2, "write a whole path"),
        ("[fixed]\n[fixed.retention]\npeople = 0\n", 3, "“retention.people” cannot be 0"),
        ("[suggested.retention]\npeople = 5\n", 2, "can only be fixed: write it under [fixed.retention]"),
        ("[Fixed]\nlanguage = 'en'\n", 1, "“Fixed” is not a part of this file: write [fixed] or [suggested]"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_the_line_and_is_left_out(
    place: Path, text: str, line: int, told: str
) -> None:
    place.write_text(text)
    here = machine()
    (fault,) = here.faults
    assert fault.startswith(f"{place}, line {line}: ")
    assert told in fault
    assert (here.fixed, here.suggested) == ({}, {})


def test_one_wrong_value_leaves_the_others_standing(place: Path) -> None:
    place.write_text('[fixed]\nlanguage = "fr"\nlock_after_minutes = 5\n')
    assert machine().fixed == {"lock_after_minutes": 5}


@pytest.mark.parametrize(("content", "told"), [(b"[fixed\n", "not written as TOML"), (b"a = '\xff'", "UTF-8")])
def test_a_file_that_cannot_be_read_leaves_everything_as_it_comes(place: Path, content: bytes, told: str) -> None:
    place.write_bytes(content)
    (fault,) = machine().faults
    assert str(place) in fault
    assert told in fault
    assert machine().settle("lock_after_minutes", otherwise=30).source is Source.DEFAULT


def test_a_variable_names_another_file_only_where_none_is_in_the_usual_place(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.toml"
    other.write_text("[fixed]\nlock_after_minutes = 30\n")
    monkeypatch.setenv(settings.VARIABLE, str(other))
    assert machine().fixed == {"lock_after_minutes": 30}
    place.write_text("[fixed]\nlock_after_minutes = 5\n")
    assert machine().fixed == {"lock_after_minutes": 5}
    place.unlink()
    monkeypatch.setenv(settings.VARIABLE, str(tmp_path / "none.toml"))
    assert "cannot be read" in machine().faults[0]


def test_every_kind_that_the_records_retain_can_be_set() -> None:
    assert tuple(str(kind).replace(" ", "_").replace("-", "_") for kind in Retained) == RETAINED
    assert len({one.key for one in SETTINGS}) == len(SETTINGS)


def test_the_example_for_administrators_is_right(place: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "administrators.md").read_text(encoding="utf-8")
    lines = page.partition("For example:")[2].partition("| Setting |")[0].splitlines()
    text = "\n".join(line.removeprefix("    ") for line in lines)
    # A whole path of Windows is none where the test runs.
    place.write_text(text.replace(r"\\files\backups\%COMPUTERNAME%", "/srv/backups"))
    here = machine()
    assert here.faults == ()
    assert set(here.fixed) >= {"database", "backup_folder", "lock_after_minutes", "retention.people"}
    assert here.suggested == {"language": "es"}
    for setting in SETTINGS:
        assert f"`{setting.key}`" in page or f"`.{setting.key.partition('.')[2]}`" in page

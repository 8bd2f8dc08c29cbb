"""A command, or a file of ours, that starts the window, and words that are neither."""

import sys
from pathlib import Path

import pytest

from outreach.cli import main
from outreach.records.beside import KIT_SUFFIX
from outreach.starting import FILE_NAMES, wanted_window
from tests.cli.scripted import Run, is_one_sentence


def test_the_window_without_a_display_is_one_sentence(run: Run) -> None:
    said = run()
    assert said.status == 1
    assert is_one_sentence(said.err)
    assert "no display" in said.err
    assert "report" in said.err


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

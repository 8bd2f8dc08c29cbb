"""What the window needs of a PC: each display and printer there can be, and what is said of it."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo

from outreach.exchange.doctor import Finding, State
from outreach.ui import this_pc
from outreach.ui.own import LANGUAGE, settled_language, stored_settings
from outreach.ui.this_pc import display_findings, printer_findings, screen_findings


def tried(status: int, told: str) -> Any:
    return lambda *_, **__: subprocess.CompletedProcess([], status, told, "")


@pytest.mark.parametrize(
    ("status", "told", "state", "words"),
    [
        (0, "xcb\n", State.OK, "The window can open, on Qt's 'xcb'."),
        (0, "offscreen\n", State.LOOK, "The window opens where nobody sees it: Qt runs on 'offscreen'."),
        (-6, "", State.WRONG, "The window cannot open: Qt finds no way to the display."),
    ],
)
def test_a_display_is_tried_in_a_program_of_its_own(
    monkeypatch: pytest.MonkeyPatch, status: int, told: str, state: State, words: str
) -> None:
    monkeypatch.setattr(this_pc, "has_display", lambda: True)
    monkeypatch.setattr(subprocess, "run", tried(status, told))
    (found,) = display_findings()
    assert (found.state, found.words) == (state, words)
    assert bool(found.remedy) is (state is not State.OK)


def test_a_pc_without_a_display_can_still_run_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(this_pc, "has_display", lambda: False)
    assert [one.state for one in display_findings()] == [State.LOOK]


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize(
    ("names", "usual", "state"),
    [([], "", State.LOOK), (["Front desk", "Roll call"], "", State.LOOK), (["Front desk"], "Front desk", State.OK)],
)
def test_printers_are_counted(monkeypatch: pytest.MonkeyPatch, names: list[str], usual: str, state: State) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: names)
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", lambda: usual)
    (found,) = printer_findings()
    assert (found.state, usual in found.words) == (state, True)


@pytest.mark.usefixtures("theme")
def test_a_screen_that_is_too_small_or_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def found() -> Finding:
        (one,) = screen_findings()
        return one

    monkeypatch.setattr(this_pc, "SMALLEST", (1, 1))
    assert found().state is State.OK
    monkeypatch.setattr(this_pc, "SMALLEST", (100_000, 1))
    assert found().state is State.LOOK
    monkeypatch.setattr(QGuiApplication, "primaryScreen", lambda: None)
    assert found().words.endswith("without a screen.")


def test_where_nothing_can_be_remembered_the_window_remembers_until_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "settings"
    in_the_way.write_text("a file where the folder would be")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(in_the_way))
    kept = stored_settings()
    kept.setValue(LANGUAGE, "es")
    assert settled_language(kept).value == "es"

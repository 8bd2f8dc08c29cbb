"""Every page and dialog in other languages: all of it said, none of it cut off, from the left and from the right."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from outreach.languages.spoken import PSEUDO, PSEUDO_RIGHT_TO_LEFT

AS_IT_STANDS = (
    "hint: 'Residents told us {concerns}",  # the draft of a report, in the language of the report
    "hint: 'Ensley, Ensley",  # examples of what may be typed
    "hint: '101, Ofc., R. Sample",
    "We talked about the speeding",  # an officer's own words, cut short
    "is damaged: nothing was changed.",  # a fault that was told before the language was chosen
)


def looked_at(language: str, data: str, scale: int, *more: str) -> list[str]:
    # A program of its own: the direction of the lines is that of the whole application.
    command = [sys.executable, "-m", "tests.screens", "--check", "--scale", str(scale), "--data", data]
    looked = subprocess.run(
        [*command, "--language", language, *more],
        env={**os.environ, "QT_SCALE_FACTOR": str(scale), "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert looked.returncode == 0, looked.stderr
    return looked.stdout.splitlines()


@pytest.mark.parametrize("language", [PSEUDO, PSEUDO_RIGHT_TO_LEFT, "es"])
def test_nothing_is_left_unsaid_or_cut_off(language: str) -> None:
    found = looked_at(language, "empty", 1)
    assert [line for line in found if not any(words in line for words in AS_IT_STANDS)] == []


def test_nothing_is_cut_off_in_spanish_where_pages_are_full_and_the_window_is_small(demo_file: Path) -> None:
    assert looked_at("es", "full", 2, "--ready", str(demo_file)) == []

"""Every page, by day and night, empty and overfull, at 100 and 200 %: nothing unnamed, trapped, clipped or faint."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


# By night only contrast is looked at, and at 200 % all but contrast: it is measured in pictures of the same fineness.
@pytest.mark.parametrize(("scale", "look"), [(1, "light"), (1, "dark"), (2, "light")])
def test_nobody_stumbles_on_any_page(scale: int, look: str, demo_file: Path) -> None:
    # Qt reads the scale once, when a program starts.
    environment = {**os.environ, "QT_SCALE_FACTOR": str(scale), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.screens", "--check", "--scale", str(scale), "--ready", str(demo_file)]
    looked = subprocess.run(
        [*command, "--data", "empty", "--data", "full", "--look", look],
        env=environment, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    assert looked.returncode == 0, looked.stderr
    assert looked.stdout == ""

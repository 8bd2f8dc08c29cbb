"""What the window loads before it is first painted: each library here is one that every start waits for."""

import subprocess
import sys
from pathlib import Path

from tests import given
from tests.conftest import Store

BEFORE_THE_FIRST_PAINT = {
    "outreach", "PySide6", "peewee", "uuid_utils", "platformdirs", "font_source_sans_pro",
}  # fmt: skip
PARTS_OF_THEM = {"shiboken6", "shibokensupport", "signature_bootstrap"}
STARTED = """
import sys
from PySide6.QtWidgets import QApplication
from outreach.cli import main
from outreach.ui import application

class Seen(application.Program):
    def open(self):
        super().open()
        QApplication.processEvents()
        own = set(sys.modules) - set(sys.stdlib_module_names)
        print("loaded", *sorted({name.partition(".")[0] for name in own}))
        sys.stdout.flush()
        application.QTimer.singleShot(0, QApplication.quit)

application.Program = Seen
sys.argv = ["main.py", "--database", sys.argv[1]]
main()
"""


def test_nothing_is_loaded_before_it_is_needed(sqlite_store: Store, tmp_path: Path) -> None:
    given.a_precinct()
    told = subprocess.run(
        [sys.executable, "-c", STARTED, sqlite_store.location],
        cwd=Path(__file__).parents[2],
        env={
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": str(tmp_path),
            "XDG_DATA_HOME": str(tmp_path),
            "XDG_STATE_HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    (loaded,) = [line.split()[1:] for line in told.stdout.splitlines() if line.startswith("loaded")]
    theirs = {name for name in loaded if not name.startswith("_") and name != "sitecustomize"}
    assert theirs & BEFORE_THE_FIRST_PAINT == BEFORE_THE_FIRST_PAINT
    assert theirs - PARTS_OF_THEM - BEFORE_THE_FIRST_PAINT <= set(sys.stdlib_module_names)

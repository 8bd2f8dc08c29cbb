"""What the window loads before it is first painted: every start waits for each library, and each room, named here."""

import subprocess
import sys
from pathlib import Path

import pytest

import outreach
from tests import given
from tests.conftest import Store

BEFORE_THE_FIRST_PAINT = {
    "outreach", "PySide6", "peewee", "uuid_utils", "platformdirs", "font_source_sans_pro",
}  # fmt: skip
OURS = Path(outreach.__file__).parent
PARTS_OF_THEM = {"shiboken6", "shibokensupport", "signature_bootstrap"}
ROOMS = {
    "actions": {"acting", "retrying", "rights"},
    "exchange": set[str](),
    "queries": {
        "by_words", "coverage", "drafts", "event_list", "event_order", "field_kits", "follow_up_order",
        "follow_up_rows", "followups", "home", "listing", "lookups", "measures", "news", "period", "precincts",
        "promises", "rows", "spans", "tallies", "turnout",
    },
    "reports": {"month_lines"},
    "ui.pages": {"follow_up_rows", "home", "home_backup", "home_rows"},
    "ui.widgets": {"basics", "drawing", "fields", "full_height", "rows", "tab_order"},
}  # fmt: skip
"""What it loads of our own rooms. Of the records it loads the tables that those refer to which it reads."""
KEPT_BACK = {
    f"outreach.records.{room}" for room in ("encryption", "imports", "issued", "keys", "kits", "retention", "tables")
}
UNDESCRIBED = {
    "QAbstractItemView", "QCalendarWidget", "QIntValidator", "QPainter", "QPainterPath", "QPlainTextEdit", "QSplitter",
    "QTextEdit", "QWindow",
}  # fmt: skip
"""Kinds of the toolkit that a first page can do without: it describes each to Python when it is first named."""
STARTED = """
import linecache, sys
from dataclasses import is_dataclass
from outreach import ui
from outreach.starting import main

run = ui.load_window()
from outreach.ui import application, tasks, window
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

window.LOAD_AHEAD_MS = tasks.PAINTED_AFTER_MS = 10**8  # on a busy PC they would come before the first paint

class Seen(application.Program):
    def open(self):
        print("undressed", QApplication.instance().styleSheet() == "")
        super().open()
        print("dressed", QApplication.instance().styleSheet() != "")
        QApplication.processEvents()
        own = set(sys.modules) - set(sys.stdlib_module_names)
        print("loaded", *sorted(own))
        print("described", *sorted({*vars(QtCore), *vars(QtGui), *vars(QtWidgets)}))
        print("sources", *sorted(linecache.cache))
        print("written", *sorted({f"{name}.{kind}" for name, module in list(sys.modules.items())
                                  if name.startswith("outreach.") for kind, made in vars(module).items()
                                  if getattr(getattr(made, "__init__", None), "__code__", None) and is_dataclass(made)
                                  and made.__module__ == name and made.__init__.__code__.co_filename == "<string>"}))
        sys.stdout.flush()
        QTimer.singleShot(0, QApplication.quit)

application.Program = Seen
sys.argv = ["main.py", "--database", sys.argv[1]]
main()
"""


SERVED = """
import sys
from outreach import ui

def load_window():
    import peewee
    print(peewee.psycopg is not None, "PySide6" in sys.modules)
    return lambda _opening: 0

ui.load_window = load_window
ui.run_window(sys.argv[1])
"""


@pytest.mark.parametrize(
    ("location", "loaded"), [("postgresql://nobody@127.0.0.1:1/none", "True False"), ("none.outreach", "False False")]
)
def test_the_driver_of_a_server_is_loaded_before_the_toolkit(location: str, loaded: str, tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", SERVED, location],
        cwd=Path(__file__).parents[2],
        env={"XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert told.stdout.strip() == loaded, "it answers while the toolkit is loaded; a file has none"


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
    # While the window is made, nothing in it is dressed, or it would be again whenever it is put somewhere else.
    assert told.stdout.splitlines()[:2] == ["undressed True", "dressed True"]
    (sources,) = [line.split()[1:] for line in told.stdout.splitlines() if line.startswith("sources")]
    assert not [path for path in sources if Path(path).is_relative_to(OURS)], "PySide read them: see ui/toolkit.py"
    (described,) = [line.split()[1:] for line in told.stdout.splitlines() if line.startswith("described")]
    assert "QLabel" in described
    assert UNDESCRIBED.intersection(described) == set()
    (modules,) = [line.split()[1:] for line in told.stdout.splitlines() if line.startswith("loaded")]
    (written,) = [line.split()[1:] for line in told.stdout.splitlines() if line.startswith("written")]
    assert not written, "their functions are written and compiled one by one: see values.py"
    loaded = {name.partition(".")[0] for name in modules}
    theirs = {name for name in loaded if not name.startswith("_") and name != "sitecustomize"}
    assert theirs & BEFORE_THE_FIRST_PAINT == BEFORE_THE_FIRST_PAINT
    assert theirs - PARTS_OF_THEM - BEFORE_THE_FIRST_PAINT <= set(sys.stdlib_module_names)
    assert not KEPT_BACK & set(modules)
    for room, allowed in ROOMS.items():
        whole = f"outreach.{room}."
        ours = {name.removeprefix(whole).partition(".")[0] for name in modules if name.startswith(whole)}
        assert ours <= allowed, room

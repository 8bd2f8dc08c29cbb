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
from outreach.records.base import database
from outreach.ui import application, opening, tasks, window
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

opening.READ_FROM_SERVER_S = 60.0
window.LOAD_AHEAD_MS = tasks.PAINTED_AFTER_MS = 10**8  # on a busy PC they would come before the first paint

class Seen(application.Program):
    def open(self):
        print("undressed", QApplication.instance().styleSheet() == "")
        super().open()
        print("dressed", QApplication.instance().styleSheet() != "")
        QApplication.processEvents()
        own = set(sys.modules) - set(sys.stdlib_module_names)
        print("loaded", *sorted(own))
        print("connected", not database.is_closed())
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


SERVER, FILE = "postgresql://nobody@127.0.0.1:1/none", "none.outreach"
ALONE = """
import sys
from outreach import ui
from outreach.ui import ahead

def load_window():
    import peewee
    print(peewee.psycopg is not None, "PySide6" in sys.modules)
    return lambda _opening: 0

ahead.begun = lambda _url: None
ui.load_window = load_window
ui.run_window(sys.argv[1])
"""
BEGUN = """
import sys
from outreach import starting
from outreach.ui import ahead

class CommandLine:
    main = staticmethod(lambda: None)

def begin(url):
    print(url, *sorted({"logging", "pickle", "peewee", "outreach.records"} & set(sys.modules)))

ahead.begin_once = begin
sys.modules["outreach.cli"] = CommandLine
sys.argv = ["main.py", *sys.argv[1:]]
starting.main()
"""
BUILT = BEGUN.replace("starting.main()", "import runpy; runpy.run_path('resources/packaging/before_starting.py')")
"""What a built program runs before it loads the toolkit."""


def started(tmp_path: Path, code: str, *words: str, **about: str) -> list[str]:
    """What a program of these lines prints, in a place of its own."""
    own = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), str(tmp_path))
    told = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=Path(__file__).parents[2],
        env={**own, **about},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return told.stdout.splitlines()


@pytest.mark.parametrize(("location", "loaded"), [(SERVER, "True False"), (FILE, "False False")])
def test_without_a_process_beside_it_the_driver_of_a_server_is_loaded_before_the_toolkit(
    location: str, loaded: str, tmp_path: Path
) -> None:
    assert started(tmp_path, ALONE, location) == [loaded], "it answers while the toolkit is loaded; a file has none"


def test_the_process_that_reads_ahead_begins_before_anything_is_loaded(tmp_path: Path) -> None:
    def begun(*words: str, **about: str) -> list[str]:
        return started(tmp_path, BEGUN, *words, QT_QPA_PLATFORM="offscreen", **about)

    assert begun("--database", SERVER) == [SERVER]
    assert started(tmp_path, BUILT, "--database", SERVER, QT_QPA_PLATFORM="offscreen") == [SERVER]
    assert begun(OUTREACH_DATABASE=SERVER) == [SERVER]
    set_here = tmp_path / "outreach.toml"
    set_here.write_text(f'[fixed]\ndatabase = "{SERVER}"\n', encoding="utf-8")
    (told,) = begun(OUTREACH_CONFIG=str(set_here))
    assert told.partition(" ")[0] == SERVER
    assert "peewee" not in told
    for words in (("--database", FILE), ("--database", SERVER, "figures"), ("--help",)):
        assert begun(*words) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_nothing_is_read_ahead_where_no_window_can_be_shown(tmp_path: Path) -> None:
    assert started(tmp_path, BEGUN, "--database", SERVER) == []


def test_nothing_is_loaded_before_it_is_needed(store: Store, tmp_path: Path) -> None:
    given.a_precinct()
    lines = started(tmp_path, STARTED, store.location, QT_QPA_PLATFORM="offscreen")
    assert f"connected {store.kind == 'sqlite'}" in lines, "of a server, another process reads what is painted"
    # While the window is made, nothing in it is dressed, or it would be again whenever it is put somewhere else.
    assert lines[:2] == ["undressed True", "dressed True"]
    (sources,) = [line.split()[1:] for line in lines if line.startswith("sources")]
    assert not [path for path in sources if Path(path).is_relative_to(OURS)], "PySide read them: see ui/toolkit.py"
    (described,) = [line.split()[1:] for line in lines if line.startswith("described")]
    assert "QLabel" in described
    assert UNDESCRIBED.intersection(described) == set()
    (modules,) = [line.split()[1:] for line in lines if line.startswith("loaded")]
    (written,) = [line.split()[1:] for line in lines if line.startswith("written")]
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

"""What goes into the built folder: everything the program reads or loads by name, and nothing it never does."""

import ast
import re
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path, PurePath

import PySide6
import pytest

from outreach.shipped import FONTS, RESOURCES
from outreach.ui.places import PLACES
from resources.packaging import collecting
from resources.packaging.collecting import ROOT, data_files, foreign_modules, hidden_imports, kept_binaries

CORE = ("PySide6/Qt/lib/libQt6Core.so.6", "/q/libQt6Core.so.6", "BINARY")
QUICK = ("PySide6/Qt/lib/libQt6Quick.so.6", "/q/libQt6Quick.so.6", "BINARY")
CUPS = ("libcups.so.2", "/usr/lib/libcups.so.2", "BINARY")
XCB = ("PySide6/Qt/plugins/platforms/libqxcb.so", "/q/libqxcb.so", "BINARY")
VNC = ("PySide6/Qt/plugins/platforms/libqvnc.so", "/q/libqvnc.so", "BINARY")
WIDGETS = ("PySide6/QtWidgets.abi3.so", "/q/QtWidgets.abi3.so", "EXTENSION")
PYTHON = ("libpython3.13.so.1.0", "/usr/lib/libpython3.13.so.1.0", "BINARY")


def in_the_folder() -> set[str]:
    """Every file as it will lie in the folder."""
    found = set()
    for source, place in data_files():
        path = Path(source)
        assert path.exists(), source
        inner = path.rglob("*") if path.is_dir() else [path]
        top = path if path.is_dir() else path.parent
        found |= {PurePath(place, one.relative_to(top)).as_posix() for one in inner if one.is_file()}
    return found


def test_all_resources_migrations_and_fonts_lie_as_they_do_in_the_source() -> None:
    there = in_the_folder()
    resources = {one for one in RESOURCES.rglob("*") if one.is_file() and "__pycache__" not in one.parts}
    wanted = {one for one in resources if not {"packaging", "__init__.py"} & set(one.relative_to(RESOURCES).parts)}
    assert {one.relative_to(ROOT).as_posix() for one in wanted} <= there
    migrations = {one.relative_to(ROOT).as_posix() for one in collecting.MIGRATIONS.glob("[0-9]*.py")}
    assert migrations
    assert migrations <= there
    used = {f"{FONTS.parent.name}/{FONTS.name}/SourceSansPro-{weight}.ttf" for weight in ("Regular", "It", "Bold")}
    assert used <= there
    assert not any(name.startswith("resources/packaging") for name in there)


def test_the_parts_tell_their_licenses_in_the_folder_too() -> None:
    there = in_the_folder()
    assert any(name.endswith(".dist-info/RECORD") and name.startswith("pyside6_essentials") for name in there)
    assert any(re.fullmatch(r"python_bidi-[\d.]+\.dist-info/licenses/COPYING\.LESSER", name) for name in there)
    assert {"resources/parts.toml", "resources/requirements.lock", "resources/licenses/LICENSE.txt"} <= there
    assert not any(name.startswith(("pytest", "mypy", "ruff")) for name in there)


def test_modules_that_are_loaded_by_name_are_named_and_exist() -> None:
    named = set(hidden_imports())
    assert {f"outreach.ui.pages.{place.module}" for place in PLACES} <= named
    assert {"psycopg.pq", "playhouse.migrations", "playhouse.sqlite_ext", "tzdata"} <= named
    assert [name for name in named if find_spec(name) is None] == []


def test_nothing_that_is_imported_is_left_out() -> None:
    left_out = tuple(f"{name}." for name in (*collecting.EXCLUDED, *foreign_modules()))
    for path in (ROOT / "outreach").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)]
            assert [name for name in names if f"{name}.".startswith(left_out)] == [], path


def test_what_builds_and_tests_is_no_part() -> None:
    foreign = set(foreign_modules())
    assert {"pytest", "hypothesis", "mypy"} <= foreign
    assert not {"peewee", "PySide6", "psycopg", "reportlab", "bidi", "zxingcpp"} & foreign


def test_a_library_comes_with_what_loads_it_and_stays_out_with_it() -> None:
    needs = {XCB[1]: ["libQt6Core.so.6"], VNC[1]: ["libQt6Quick.so.6"], WIDGETS[1]: ["libQt6Core.so.6", "libcups.so.2"]}
    found = [VNC, QUICK, CORE, CUPS, XCB, PYTHON]
    assert kept_binaries(found, lambda file: needs.get(file, ())) == [CORE, XCB, PYTHON]
    assert kept_binaries([CORE, CUPS, WIDGETS], lambda file: needs.get(file, ())) == [CORE, WIDGETS]
    assert kept_binaries([CORE, QUICK], lambda file: ()) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at libraries of Linux")
def test_what_a_folder_asks_for_and_does_not_hold_is_found(tmp_path: Path) -> None:
    widgets = Path(str(PySide6.__file__)).parent / "QtWidgets.abi3.so"
    (tmp_path / widgets.name).symlink_to(widgets)
    assert collecting.asked_of_the_system(tmp_path) == []  # a link asks for nothing
    (tmp_path / widgets.name).unlink()
    shutil.copy(widgets, tmp_path)
    asked = collecting.asked_of_the_system(tmp_path)
    assert "libQt6Widgets.so.6" in asked
    (tmp_path / "libQt6Widgets.so.6").write_bytes(widgets.read_bytes())
    assert "libQt6Widgets.so.6" not in collecting.asked_of_the_system(tmp_path)


def test_links_to_what_stays_out_stay_out() -> None:
    links = [(PurePath(one[0]).name, one[0], "SYMLINK") for one in (CORE, QUICK)]
    text = ("LICENSE", "/q/LICENSE", "DATA")
    assert collecting.kept_links([*links, text], [CORE]) == [links[0], text]


@pytest.mark.parametrize(
    ("module", "kept"),
    [
        ("holidays.countries", True),
        ("holidays.countries.united_states", True),
        ("holidays.countries.france", False),
        ("pygments.lexers.python", False),
        ("outreach.ui.pages.home", True),
    ],
)
def test_of_a_package_of_many_only_the_one_that_is_asked_for_is_taken(module: str, kept: bool) -> None:
    entry = (module, f"/lib/{module}.py", "PYMODULE")
    assert collecting.kept_modules([entry]) == ([entry] if kept else [])


@pytest.mark.parametrize(
    ("file", "kept"),
    [
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("pytz/zoneinfo/America/Chicago", False),
        ("reportlab/fonts/Vera.ttf", False),
        ("tzdata/zoneinfo/America/Chicago", True),
        ("resources/help/home.md", True),
    ],
)
def test_ballast_is_left_out(file: str, kept: bool) -> None:
    entry = (file, f"/lib/{file}", "DATA")
    assert collecting.kept_files([entry]) == ([entry] if kept else [])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at the files of Qt for Linux")
def test_the_plugins_that_are_named_are_qts() -> None:
    plugins = Path(str(PySide6.__file__)).parent / "Qt" / "plugins"
    for folder, names in collecting.PLUGINS.items():
        there = {path.stem.removeprefix("lib") for path in (plugins / folder).glob("*.so")}
        assert {*names} - {"qwindows", "qcocoa"} <= there, folder
        assert {*names} & there, folder


def test_what_a_file_asks_for_is_read_from_the_file_itself() -> None:
    widgets = Path(str(PySide6.__file__)).parent / "QtWidgets.abi3.so"
    asked = collecting.needs(str(widgets))
    assert "libQt6Widgets.so.6" in asked
    assert not any(name.startswith("libicudata") for name in asked)  # asked for by what it asks for

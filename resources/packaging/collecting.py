"""What goes into the built folder and what stays out. The recipe beside this file asks here and decides nothing itself.

A build runs in an environment that holds what ``resources/requirements.lock`` names and nothing else (see
:mod:`.environment`), so what may come in is settled there. Here is what of it nobody needs at a precinct.
"""

import ast
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path, PurePath

from outreach.parts import canonical, part_names, python_license, tells_license
from outreach.shipped import FONTS
from resources.packaging.icu import smaller

ROOT = Path(__file__).parents[2]
MIGRATIONS = ROOT / "outreach" / "records" / "migrations"

STRIP = sys.platform != "win32"
"""Whether symbols that only a debugger reads are taken out; Windows keeps them in files of their own."""

type Entry = tuple[str, str, str]
"""One file as PyInstaller lists it: where it goes in the folder, where it lies now, and what it is."""

EXCLUDED = (
    # The standard library's own tools and tests, and networks: Outreach speaks to a database server alone.
    "tkinter", "turtle", "idlelib", "ensurepip", "venv", "test", "pydoc_data", "unittest", "doctest", "pdb", "readline",
    "curses", "ssl", "_ssl", "pydoc", "xxsubtype",
    # A third copy of OpenSSL: Python hashes without it (SHA-256 at 210 instead of 1,000 MB a second, measured), and the
    # records and the client of a server have their own. before_starting.py says so to whoever asks.
    "_hashlib",
    # Comparing names comes twice. This is for processors from before 2013, which compare in Python, slowly but alike.
    "rapidfuzz.fuzz_cpp", "rapidfuzz.distance.metrics_cpp",
    # The tests, examples and command lines of libraries.
    "icalendar.tests", "icalendar.cli", "recurring_ical_events.test", "recurring_ical_events.examples", "pwiz",
    "reportlab.graphics.testshapes", "reportlab.graphics.testdrawings", "reportlab.graphics.samples",
    "playhouse.apsw_ext", "playhouse.cockroachdb", "playhouse.mysql_ext", "vobject.ics_diff", "charset_normalizer",
    "pydantic.v1", "pydantic.mypy", "pygments.styles", "pygments.formatters",
    # Of pictures what no photo of a meeting asks for: writing letters on them, color profiles, other windows.
    "PIL._avif", "PIL._imagingft", "PIL._imagingcms", "PIL._imagingtk", "PIL._imagingmath", "PIL._imagingmorph",
    "PIL.ImageTk", "PIL.ImageQt", "PIL.ImageFont", "PIL.ImageGrab",
    # Qt that no page uses. The rest of Qt stays out because nothing names it.
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtNetwork", "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtDBus",
    "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools",
)  # fmt: skip

PLUGINS = {
    "platforms": ("qwindows", "qxcb", "qcocoa", "qoffscreen"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platformthemes": ("qxdgdesktopportal",),
    "iconengines": ("qsvgicon",),
    "imageformats": ("qsvg", "qjpeg", "qgif", "qtiff", "qwebp"),
    "printsupport": ("cupsprintersupport",),
}
"""The plugins of Qt that are used, by folder: a screen, ``offscreen`` for commands and tests, pictures, printers.

A Wayland desktop shows what is drawn for X.
"""

OF_THE_SYSTEM = (
    "libcups", "libdbus-1", "libX11", "libglib-2.0", "libgthread-2.0", "libfontconfig", "libfreetype",
    "libgssapi_krb5.",
    "libstdc++", "libgcc_s", "libzstd.", "libbrotli",
)  # fmt: skip
"""Libraries that every Linux desktop has, whose own copy fits its services: printing, display, fonts, tickets."""

ASKED_OF_THE_SYSTEM = (
    *OF_THE_SYSTEM, "ld-linux", "libc.", "libm.", "libdl.", "libpthread.", "librt.", "libresolv.", "libEGL", "libGL",
    "libxcb",
)  # fmt: skip
"""All that a folder may ask of a Linux desktop; those of X that the building PC has come with it nevertheless."""

_ALONE = {"holidays.countries": "united_states", "holidays.financial": "", "pygments.lexers": "_mapping"}
"""Packages of many modules that are loaded by name, of which one is asked for."""

_WEIGHTS = ("Regular", "It", "Semibold", "Bold")
_NOT_SHIPPED = ("packaging", "__init__.py", "__pycache__")


def data_files() -> list[tuple[str, str]]:
    """Files the program reads, each with the folder it goes to; as the program lies in the source."""
    resources = [path for path in (ROOT / "resources").iterdir() if path.name not in _NOT_SHIPPED]
    inside = "font_source_sans_pro/files"
    return [
        *_metadata(),
        *((str(path), f"resources/{path.name}" if path.is_dir() else "resources") for path in sorted(resources)),
        *((str(path), "outreach/records/migrations") for path in sorted(MIGRATIONS.glob("[0-9]*.py"))),
        *((str(FONTS / f"SourceSansPro-{weight}.ttf"), inside) for weight in _WEIGHTS),
        (str(ROOT / "LICENSE"), "."),
        *((str(path), "resources/licenses") for path in python_license()),
    ]


def _metadata() -> Iterator[tuple[str, str]]:
    """What the parts say of themselves: names, versions, licenses. Read when the licenses are shown."""
    for name in part_names():
        with suppress(PackageNotFoundError):
            for file in distribution(name).files or ():
                place = Path(str(file.locate()))
                told = file.parts[0].endswith(".dist-info") or tells_license(str(file))
                if told and place.is_file():
                    yield str(place), str(file.parent)


def foreign_modules() -> list[str]:
    """The modules of whatever is installed and not shipped, such as what builds: no library may bring them in."""
    shipped = {canonical(name) for name in part_names() if name != "pyinstaller"}
    return [
        module
        for module, owners in packages_distributions().items()
        if not shipped & {canonical(owner) for owner in owners}
    ]


def hidden_imports() -> list[str]:
    """Modules that are loaded by name, or by files that are no modules themselves."""
    return sorted({*_own_modules(), *_named_by_migrations(), *_modules_of(_WHOLE), *_LOADED_BY_NAME})


_LOADED_BY_NAME = (
    "peewee", "playhouse.migrations", "psycopg", "psycopg.pq", "psycopg.types.json", "psycopg_binary", "tzdata",
    "holidays.countries.united_states",
)  # fmt: skip


_WHOLE = "reportlab.graphics.barcode"
"""A package that makes up the names of its modules when it is loaded."""


def _modules_of(package: str) -> Iterator[str]:
    for found in pkgutil.iter_modules(import_module(package).__path__):
        yield f"{package}.{found.name}"


def _own_modules() -> Iterator[str]:
    for path in sorted((ROOT / "outreach").rglob("*.py")):
        if path.parent != MIGRATIONS:
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _named_by_migrations() -> Iterator[str]:
    for path in sorted(MIGRATIONS.glob("[0-9]*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (name.name for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module


def kept_modules(found: Iterable[Entry]) -> list[Entry]:
    """The modules worth shipping among those that were found."""
    return [entry for entry in found if not _is_one_of_many(entry[0])]


def _is_one_of_many(module: str) -> bool:
    return any(
        module.startswith(f"{package}.") and not (alone and module == f"{package}.{alone}")
        for package, alone in _ALONE.items()
    )


def kept_files(found: Iterable[Entry]) -> list[Entry]:
    """The files worth shipping among those that were found: no translations of Qt, and no library's tests."""
    return [entry for entry in found if not _is_ballast(PurePath(entry[0]))]


TOOLKIT_WORDS = ("qtbase_es.qm",)
"""The toolkit's own words in the languages of the window."""


def _is_ballast(path: PurePath) -> bool:
    parts = path.parts
    if "PySide6" in parts:
        return path.name not in TOOLKIT_WORDS and bool({"translations", "qml", "resources", "metatypes"} & set(parts))
    return parts[:2] in (("reportlab", "fonts"), ("pytz", "zoneinfo"))


def kept_binaries(found: Iterable[Entry], needs: Callable[[str], Iterable[str]]) -> list[Entry]:
    """The libraries worth shipping: Python's own modules, the plugins of Qt that are used, and what those load.

    ``needs`` tells the names of the libraries that a file asks for.
    """
    entries = [entry for entry in found if not PurePath(entry[0]).name.startswith(OF_THE_SYSTEM)]
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        by_name.setdefault(PurePath(entry[0]).name.lower(), []).append(entry)
    waiting = [entry for entry in entries if is_wanted(entry)]
    kept: set[Entry] = set()
    while waiting:
        entry = waiting.pop()
        if entry not in kept:
            kept.add(entry)
            waiting += [asked for name in needs(entry[1]) for asked in by_name.get(name.lower(), ())]
    return [entry for entry in entries if entry in kept]


def lightened(found: Iterable[Entry], folder: Path) -> list[Entry]:
    """The libraries, with that of ICU's data made anew in ``folder``, without what no window asks of it."""
    return [
        (name, str(smaller(Path(source), folder)), kind)
        if PurePath(name).name.startswith(ICU_DATA) and kind == "BINARY"
        else (name, source, kind)
        for name, source, kind in found
    ]


ICU_DATA = "libicudata.so."
"""How the library of ICU's data is called, of which Qt needs a part on Linux; on Windows it needs none of it."""


def needs(file: str) -> list[str]:
    """The names of the libraries that a file asks for itself, and not of those that these ask for in turn."""
    if sys.platform.startswith("linux"):
        told = subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=True).stdout
        return re.findall(r"^\s*NEEDED\s+(\S+)$", told, re.MULTILINE)
    from PyInstaller.depend.bindepend import get_imports

    return [PurePath(name).name for name, _ in get_imports(file)]


def asked_of_the_system(folder: Path) -> list[str]:
    """The libraries that a built folder asks for and does not hold itself."""
    libraries = [path for path in folder.rglob("*.so*") if path.is_file()]
    asked = {name for path in libraries if not path.is_symlink() for name in needs(str(path))}
    return sorted(asked - {path.name for path in libraries})


def kept_links(files: Iterable[Entry], binaries: Iterable[Entry]) -> list[Entry]:
    """The files without links to libraries that stay out."""
    there = {PurePath(entry[0]) for entry in binaries}
    return [entry for entry in files if entry[2] != "SYMLINK" or PurePath(entry[1]) in there]


def is_wanted(entry: Entry) -> bool:
    """Whether a library is wanted for itself, and not because another one loads it."""
    path = PurePath(entry[0])
    if entry[2] == "EXTENSION":
        return True
    if "plugins" in path.parts:
        folder, name = path.parts[-2:]
        return name.removeprefix("lib").split(".")[0] in PLUGINS.get(folder, ())
    return path.name.lower().startswith(("libpython3", "python3"))

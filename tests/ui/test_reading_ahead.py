"""The process that reads ahead from a server: what it tells, what is shown of it, and what is done where it fails."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from threading import current_thread
from typing import Any

import peewee
import psycopg
import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from outreach.actions.accounts import AccountDetails, start_accounts
from outreach.actions.acting import NOBODY, Actor
from outreach.actions.drafts import save_draft
from outreach.actions.precinct import OfficerDetails, PrecinctDetails, add_officer, edit_precinct, set_up_precinct
from outreach.queries.lookups import officers
from outreach.queries.precincts import only_precinct, precinct_header, precinct_list
from outreach.records import keys
from outreach.records.base import database
from outreach.records.database import close_database, connection, open_current, open_database
from outreach.records.precinct import Precinct
from outreach.records.schema import newest_migration
from outreach.records.server import server_settings
from outreach.starting import DATABASE_VARIABLE, READ_AHEAD
from outreach.ui import ahead, opening
from outreach.ui.ahead import Ahead
from outreach.ui.ahead_process import tell
from outreach.ui.opening import Found, Opening, first_page, found_on_server
from outreach.ui.pages.home import HomePage
from outreach.ui.program import Program
from outreach.ui.theme import Theme
from tests import given
from tests.conftest import Server, Store
from tests.ui.conftest import free

BY = Actor("set-up", workstation="desk 1")
ROOT = Path(__file__).parents[2]
NOBODY_THERE = "postgresql://clerk:secret@127.0.0.1:1/none"


@pytest.fixture
def west(postgresql_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server's database of one precinct with an officer and an event, closed; its PC may take its time."""
    key = set_up_precinct(BY, PrecinctDetails("Police", "West Precinct")).only_id("precinct")
    add_officer(BY, key, OfficerDetails("7", "Ada Opal"))
    given.an_event(Precinct.get_by_id(key), date(2019, 1, 8), "Coffee with a cop")
    given.a_follow_up(Precinct.get_by_id(key), due=date(2019, 2, 1))
    close_database()
    monkeypatch.setattr(opening, "READ_FROM_SERVER_S", 60.0)
    yield postgresql_store.location
    close_database()
    open_database(postgresql_store.location)


def said(found: Found | None) -> object:
    """What was found, so that it can be compared."""
    if found is None or found.known is None:
        return found
    known = found.known
    return found.must_sign_in, found.settings, known.newest, known.header, known.asked, known.clock()


def read_directly(url: str) -> tuple[object, object, object]:
    """The same three, by this process."""
    open_database(url)
    with connection():
        found = found_on_server(url)
        assert found is not None
        assert found.known is not None
        page = first_page(found.known.asked, found.known.header)
        return said(found), page, officers(found.known.header.key)


def told_by(reading: Ahead) -> list[Any]:
    """All that the process tells, which then has ended."""
    told = []
    try:
        while True:
            told.append(reading.told())
    except EOFError:
        return told
    finally:
        reading.close()


def test_it_tells_what_is_read_directly(west: str) -> None:
    found, page, people = told_by(Ahead(west))
    wanted = read_directly(west)
    assert said(found) == wanted[0]
    assert (page, people) == wanted[1:]
    assert [one.name for one in people] == ["Ada Opal"]


def test_it_leaves_the_server_when_it_has_told(west: str) -> None:
    tells = BytesIO()
    tell(west, tells)
    assert database.is_closed()
    tells.seek(0)
    found, page, people = (pickle.load(tells) for _ in range(3))
    wanted = read_directly(west)
    assert (said(found), page, people) == wanted
    assert tells.read() == b""


def test_it_leaves_out_what_the_driver_does_not_use_here_and_nobody_else_is_kept_from_it() -> None:
    code = """
import sys
from outreach.ui.ahead_process import _unneeded
from outreach.records.drivers import load_server_driver
with _unneeded():
    load_server_driver()
print("psycopg" in sys.modules, *({"asyncio", "importlib.metadata", "ssl"} & set(sys.modules)))
import asyncio, importlib.metadata, ssl
print(asyncio.run(asyncio.sleep(0, "slept")), bool(importlib.metadata.version("psycopg")), bool(ssl.OPENSSL_VERSION))
"""
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == ["True", "slept True True"]


def applied(url: str) -> object:
    with psycopg.connect(url) as session:
        return session.execute("SELECT count(*) FROM schema_migration").fetchone()


def test_a_database_that_must_be_brought_up_to_date_is_left_to_the_window(server: Server) -> None:
    server.run("CREATE DATABASE older TEMPLATE template_outreach")
    url = server.database_url("older")
    newest = newest_migration()
    try:
        open_database(url)
        with connection():
            database.execute_sql("DELETE FROM schema_migration WHERE name = %s", (newest,))
        close_database()
        before = applied(url)
        assert told_by(Ahead(url)) == [None]
        assert applied(url) == before
    finally:
        close_database()
        server.run("DROP DATABASE older WITH (FORCE)")


def test_what_keeps_it_from_the_server_is_left_to_the_window() -> None:
    assert told_by(Ahead(NOBODY_THERE)) == [None]


def test_who_must_sign_in_is_asked_to_and_nothing_is_read(west: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "STANDARD_COST", keys.Cost(memory_kib=8, passes=1, lanes=1))
    open_database(west)
    with connection():
        start_accounts(BY, west, AccountDetails("opal"), "a passphrase for the test", datetime.now(UTC))
    close_database()
    begun = Opening(west, Ahead(west))
    assert begun.must_sign_in()
    begun.wait_a_little()
    assert not begun.connects_later
    begun.close()
    assert [found.must_sign_in for found in told_by(Ahead(west))] == [True]


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """Each connection that this process makes to a server, with the thread that made it."""
    made: list[tuple[str, Any]] = []
    of_the_library: Any = peewee.PostgresqlDatabase
    connect = of_the_library._connect

    def connected(db: Any) -> object:
        made.append((current_thread().name, connect(db)))
        return made[-1][1]

    monkeypatch.setattr(of_the_library, "_connect", connected)
    return made


def test_where_there_is_no_precinct_yet_the_connection_waits_for_the_window(
    postgresql_store: Store, connected: list[tuple[str, Any]]
) -> None:
    close_database()
    connected.clear()
    begun = Opening(postgresql_store.location, Ahead(postgresql_store.location))
    assert not begun.must_sign_in()
    begun.close()
    assert not begun.connects_later
    with connection():
        assert begun.keep() is None
        assert [("outreach-opening", database.connection())] == connected
        assert precinct_list() == ()


@pytest.fixture
def program(west: str, theme: Theme, settings: QSettings, connected: list[tuple[str, Any]]) -> Iterator[Program]:
    """The window of what another process reads ahead, not yet open."""
    connected.clear()
    begun = Opening(west, Ahead(west))
    made = Program(settings, west, begun)
    assert not begun.must_sign_in()
    yield made
    made.close()
    free(made)
    begun.close()


def home_of(program: Program) -> HomePage:
    assert program.window is not None
    home = program.window.page
    assert isinstance(home, HomePage)
    return home


def test_the_first_page_is_shown_before_the_window_connects(program: Program, connected: list[tuple[str, Any]]) -> None:
    program.open()
    assert connected == []
    assert home_of(program).subtitle.text().endswith("West Precinct")


def test_the_officer_of_last_time_is_known_before_the_window_connects(
    program: Program, settings: QSettings, west: str, connected: list[tuple[str, Any]]
) -> None:
    settings.setValue("window/officer", "1000000")
    _, _, (opal,) = told_by(Ahead(west))
    settings.setValue("window/officer", str(opal.id))
    program.open()
    assert connected == []
    assert program.window is not None
    assert program.window.desk.actor.name == "Ada Opal"


def test_the_window_takes_the_connection_that_a_worker_makes(
    program: Program, connected: list[tuple[str, Any]], qtbot: QtBot
) -> None:
    program.open()
    assert program.window is not None
    qtbot.waitUntil(lambda: not database.is_closed())
    (mine,) = [thread for thread, made in connected if made is database.connection()]
    assert mine.startswith("outreach_"), "the window's thread does not wait for it"
    assert current_thread().name not in [thread for thread, _ in connected]


def test_what_was_half_typed_is_offered_when_the_window_is_connected(program: Program, qtbot: QtBot) -> None:
    with connection():
        there = Actor(NOBODY).workstation
        save_draft(f"{there}, precinct {only_precinct()}", "event/new", "{}", datetime.now(UTC).replace(tzinfo=None))
    program.open()
    assert program.window is not None
    told = program.window.desk.messages.said
    assert told == []
    qtbot.waitUntil(lambda: ["was kept" in one.text for one in told] == [True])


def test_what_is_recorded_after_it_was_read_is_news(program: Program, qtbot: QtBot) -> None:
    program._opening.officers()  # type: ignore[union-attr] # by now it has read all
    with connection():
        kept = precinct_header(only_precinct())
        edit_precinct(BY, kept.key, kept.version, PrecinctDetails(kept.agency, "North Precinct"))
    program.open()
    home = home_of(program)
    assert home.subtitle.text().endswith("West Precinct")
    qtbot.waitUntil(lambda: home.subtitle.text().endswith("North Precinct"))


def test_what_the_window_keeps_is_written_though_there_was_no_driver_yet(
    west: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = server_settings(west)
    for name in ("psycopg", "Json_pg3", "Jsonb_pg3"):
        monkeypatch.setattr(peewee, name, None)
    open_current(west, settings)
    with connection():
        kept = precinct_header(only_precinct())
        details = PrecinctDetails(kept.agency, kept.name, logo=b"\x00\xff")
        edit_precinct(BY, kept.key, kept.version, details)
        assert precinct_header(kept.key).logo == b"\x00\xff"
        assert database.obj._adapter.json_type is not None


NOT_AS_WANTED = {
    "ends at once": "pass",
    "tells what nobody understands": "print('Good morning')",
    "tells something else": "import pickle, sys; sys.stdout.buffer.write(pickle.dumps(7))",
    "is of another build": "import sys; sys.stdout.buffer.write(b'coutreach.ui.opening\\nReadAhead\\n.')",
    "is ended": "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
}


@pytest.mark.parametrize("code", NOT_AS_WANTED.values(), ids=NOT_AS_WANTED.keys())
def test_one_that_fails_is_done_without(
    code: str,
    west: str,
    theme: Theme,
    settings: QSettings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(ahead, "_words", lambda: ["-c", code])
    reading = ahead.begun(west)
    assert reading is not None
    begun = Opening(west, reading)
    assert not begun.must_sign_in()
    made = Program(settings, west, begun)
    made.open()
    assert not begun.connects_later
    assert not database.is_closed()
    assert home_of(made).subtitle.text().endswith("West Precinct")
    made.close()
    free(made)
    begun.close()
    assert reading._process.returncode is not None
    (told,) = caplog.messages
    assert told.startswith("Nothing was read ahead by another process")
    caplog.clear()


def test_where_none_can_be_started_there_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    assert ahead.begun(NOBODY_THERE) is None


def test_the_one_that_was_begun_first_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_words", lambda: ["-c", "pass"])
    ahead.begin_once(NOBODY_THERE)
    at_first = ahead._begun[NOBODY_THERE]
    ahead.begin_once(NOBODY_THERE)
    first, second = ahead.begun(NOBODY_THERE), ahead.begun(NOBODY_THERE)
    assert first is at_first
    assert second is not None
    assert second is not first
    at_first.close()
    second.close()


AFTER_IT_FOUND = """
from outreach.ui import ahead_process
ahead_process.first_page = {instead}
"""


def found_and_then(instead: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process do something else once it has told what it found."""
    import_line, call = ahead._READ_AHEAD.rsplit("from", 1)
    code = f"{import_line}{AFTER_IT_FOUND.format(instead=instead)}from{call}"
    monkeypatch.setattr(ahead, "_words", lambda: ["-I", "-S", "-c", code])


@pytest.mark.parametrize("instead", ["None", "lambda *_: 7"])
def test_one_that_fails_after_it_found_the_precinct_leaves_the_page_to_the_window(
    instead: str, west: str, theme: Theme, settings: QSettings, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    found_and_then(instead, monkeypatch)
    begun = Opening(west, Ahead(west))
    assert not begun.must_sign_in()
    made = Program(settings, west, begun)
    made.open()
    assert begun.connects_later
    qtbot.waitUntil(lambda: home_of(made).subtitle.text().endswith("West Precinct"))
    made.close()
    free(made)
    begun.close()


def test_it_ends_with_the_window(west: str, theme: Theme, settings: QSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    found_and_then("lambda *_: __import__('time').sleep(600)", monkeypatch)
    reading = Ahead(west)
    begun = Opening(west, reading)
    assert not begun.must_sign_in()
    monkeypatch.setattr(opening, "READ_FROM_SERVER_S", 0.0)
    made = Program(settings, west, begun)
    made.open()
    assert home_of(made).subtitle.text() == ""
    assert reading._process.poll() is None
    begun.close()
    assert reading._process.returncode is not None
    made.close()
    free(made)


def test_nothing_of_the_url_is_told_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[Any, Any]] = []

    def refuse(words: list[str], **how: Any) -> None:
        started.append((words, how["env"]))
        raise OSError

    monkeypatch.setenv(DATABASE_VARIABLE, NOBODY_THERE)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    for is_built in (False, True):
        monkeypatch.setattr(sys, "frozen", is_built, raising=False)
        assert ahead.begun(NOBODY_THERE) is None
    assert len(started) == 2
    assert "secret" not in str(started)
    assert "PATH" in started[0][1]


def test_a_built_program_is_started_with_a_word_for_it() -> None:
    words = [sys.executable, "main.py", READ_AHEAD]
    told = subprocess.run(words, cwd=ROOT, input=NOBODY_THERE.encode(), capture_output=True, check=True)
    assert pickle.loads(told.stdout) is None
    assert told.stderr == b""


def test_a_server_that_is_lost_before_the_window_connects_is_tried_again(
    program: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def refused(_db: object) -> None:
        raise psycopg.OperationalError("connection refused")

    program.open()
    assert program.window is not None
    desk, home = program.window.desk, home_of(program)
    with monkeypatch.context() as patched:
        patched.setattr(peewee.PostgresqlDatabase, "_connect", refused)
        qtbot.waitUntil(lambda: "No PostgreSQL answers" in desk.feed.away and desk.tasks.idle)
        assert home.subtitle.text().endswith("West Precinct")
        assert desk.messages.said == []
    desk.feed.retry()
    qtbot.waitUntil(lambda: desk.feed.away == "" and desk.tasks.idle)
    assert desk.now(only_precinct) == desk.precinct
    assert not database.is_closed(), "the window stays connected from then on"

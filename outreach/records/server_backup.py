"""Backups of a server's database by PostgreSQL's own programs, where this PC has them."""

import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

from outreach.errors import OutreachError
from outreach.records.database import close_database, connection, database_at, open_database
from outreach.records.schema import TABLES
from outreach.records.server import sslmode_of, without_password

SUFFIX = ".pgdump"
_MUST_HOLD = ("TABLE DATA public precinct ", "TABLE DATA public audit_entry ")


def dump_server(url: str, folder: Path, at: datetime) -> Path | None:
    """Dump a server's database into a folder and verify that the dump can be read; None: ``pg_dump`` is not here.

    Raises :class:`OutreachError` when it cannot be dumped or written.
    """
    if shutil.which("pg_dump") is None or shutil.which("pg_restore") is None:
        return None
    name, connect, environment = _asked(url)
    path = folder / f"{name}-{at:%Y%m%d-%H%M%S}{SUFFIX}"
    partial = path.with_name(path.name + ".partial")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _run(["pg_dump", "--format=custom", "--no-owner", "--file", str(partial), "--dbname", connect], environment)
        listed = _run(["pg_restore", "--list", str(partial)], environment)
        if not all(words in listed for words in _MUST_HOLD):
            raise OutreachError(f"The dump into {folder} does not hold the records, so it was removed: try again.")
        partial.replace(path)
    except OSError as fault:
        raise OutreachError(f"The dump into {folder} could not be written ({fault.strerror}): check it.") from fault
    finally:
        partial.unlink(missing_ok=True)
    return path


def restore_dump(dump: Path, url: str) -> tuple[tuple[str, int], ...]:
    """Put a dump into an empty database, all of it or nothing; returns how many rows each table has now.

    The database it was taken of is not touched: the new one takes its place when the PCs are pointed to it.
    Raises :class:`OutreachError` when the database is not empty, or the dump cannot be read.
    """
    if not dump.is_file():
        raise OutreachError(f"There is no file at {dump}: check the name.")
    if shutil.which("pg_restore") is None:
        raise OutreachError("pg_restore is not on this PC: install PostgreSQL's programs, or restore an archive.")
    target = database_at(url)
    with target.connection_context():
        if target.get_tables():
            raise OutreachError(
                f"The database at {without_password(url)} is not empty, so nothing was restored: make a new one with "
                "createdb, restore into that, and point the PCs to it. The old one stays as it is."
            )
    _name, connect, environment = _asked(url)
    command = ["pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    _run([*command, "--dbname", connect, str(dump)], environment)
    open_database(url)
    try:
        with connection():
            return tuple((model._meta.table_name, model.select().count()) for model in TABLES)
    finally:
        close_database()


def _asked(url: str) -> tuple[str, str, dict[str, str]]:
    """The database's name, how to connect to it, and its password where others on this PC do not read it."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    told = {name: str(value) for name, value in conninfo_to_dict(f"postgresql://{url.partition('://')[2]}").items()}
    password = told.pop("password", None)
    told["sslmode"] = sslmode_of(url)
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    return told.get("dbname", "records"), make_conninfo("", **told), environment


def _run(command: list[str], environment: dict[str, str]) -> str:
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        reason = (ended.stderr.strip().splitlines() or [f"exit status {ended.returncode}"])[0]
        raise OutreachError(f"{command[0]} did not succeed ({reason}): nothing was changed.")
    return ended.stdout

"""Backups of a server's database by PostgreSQL's own programs, where this PC has them, and what they hold."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from peewee import Database

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.database import database_at, told_plainly
from outreach.records.encryption import Told, not_told
from outreach.records.inspecting import Holdings
from outreach.records.server import sslmode_of, without_password
from outreach.records.signing import forget_head
from outreach.records.tables import TABLES

SUFFIX = ".pgdump"
_ASKED_EVERY_SECONDS = 0.2
_COPIED = re.compile(r'COPY (?:"?\w+"?\.)?"?(\w+)"? \((.*)\) FROM stdin;')
_OURS = [model._meta.table_name for model in TABLES]


def database_name(url: str) -> str:
    """What the database of a URL is called, and its backups with it."""
    from psycopg.conninfo import conninfo_to_dict

    return str(conninfo_to_dict(f"postgresql://{url.partition('://')[2]}").get("dbname") or "records")


def has_programs() -> bool:
    """Whether this PC has PostgreSQL's programs for dumps."""
    return shutil.which("pg_dump") is not None and shutil.which("pg_restore") is not None


def dump_server(url: str, path: Path, told: Told = not_told) -> Holdings:
    """Dump a server's database into a file, which is read through before it bears its name; returns what it holds.

    Raises :class:`OutreachError` when it cannot be dumped, written, or read again; nothing is left then.
    """
    connect, environment = _asked(url)
    partial = path.with_name(path.name + ".partial")
    try:
        partial.touch(mode=0o600)
        command = ["pg_dump", "--format=custom", "--no-owner", "--file", str(partial), "--dbname", connect]
        _run(command, environment, told)
        holdings = dump_holdings(partial)
        partial.replace(path)
    except OSError as fault:
        raise OutreachError(
            say(
                "The dump into {folder} could not be written ({reason}): check that the folder can be "
                "written and has room.",
                folder=path.parent,
                reason=fault.strerror,
            )
        ) from fault
    finally:
        partial.unlink(missing_ok=True)
    return holdings


def dump_holdings(dump: Path) -> Holdings:
    """Read a dump through to its end, and count what it holds. Raises :class:`OutreachError` when it is not whole."""
    if not dump.is_file():
        raise OutreachError(say("There is no file at {dump}: check the name.", dump=dump))
    if not has_programs():
        raise OutreachError(say("pg_restore is not on this PC: install PostgreSQL's programs, or take an archive."))
    command = ["pg_restore", "--data-only", "--file=-", str(dump)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace"
    ) as program:
        rows, newest, last = _counted(program.stdout or ())
        told = program.stderr.read() if program.stderr else ""
    if program.returncode:
        raise OutreachError(
            say("{name} is damaged or is no dump ({told}): choose another.", name=dump.name, told=_first(told))
        )
    if not {"precinct", "event"} <= rows.keys():
        raise OutreachError(say("{name} is a dump, but not one of Outreach: choose another.", name=dump.name))
    return Holdings(tuple((name, rows[name]) for name in _OURS if name in rows), newest, *last)


def server_holdings(db: Database) -> Holdings | None:
    """What a server's database holds, in two statements; None when it is empty."""
    present = set(db.get_tables())
    names = [name for name in _OURS if name in present]
    if "event" not in names:
        return None
    counts = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in names)
    rows = tuple((str(name), int(count)) for name, count in db.execute_sql(counts).fetchall())
    ends = (
        "(SELECT id FROM audit_entry ORDER BY id DESC LIMIT 1), (SELECT at FROM audit_entry ORDER BY id DESC LIMIT 1)"
    )
    newest, last, at = db.execute_sql(f"SELECT (SELECT max(date) FROM event), {ends}").fetchone()
    return Holdings(rows, newest.isoformat() if newest else None, last or 0, at)


def refuse_filled(url: str) -> None:
    """Raise :class:`OutreachError` when the database to restore into holds anything."""
    target = database_at(url)
    with told_plainly(url), target.connection_context():
        if target.get_tables():
            raise OutreachError(
                say(
                    "The database at {url} is not empty, so nothing was restored: make a new one with createdb, "
                    "restore into that, and point the PCs to it. The old one stays as it is.",
                    url=without_password(url),
                )
            )


def restore_dump(dump: Path, url: str) -> Holdings:
    """Put a dump into an empty database, all of it or nothing; returns what that holds now.

    The database it was taken of is not touched: the new one takes its place when the PCs are pointed to it.
    Raises :class:`OutreachError` when the database is not empty, or the dump cannot be read.
    """
    dump_holdings(dump)
    refuse_filled(url)
    connect, environment = _asked(url)
    command = ["pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    _run([*command, "--dbname", connect, str(dump)], environment)
    target = database_at(url)
    with told_plainly(url), target.connection_context():
        # A head that this PC keeps of an earlier database of this name knows nothing of what came back.
        forget_head(target)
        found = server_holdings(target)
    if found is None:
        raise OutreachError(say("{name} came back empty: choose another backup.", name=dump.name))
    return found


def _counted(lines: Iterable[str]) -> tuple[dict[str, int], str | None, tuple[int, str | None]]:
    """The rows of each table in a dump's script, the newest event's day, and the last entry of the trail."""
    rows: dict[str, int] = {}
    newest: str | None = None
    last: tuple[int, str | None] = (0, None)
    table, columns = "", [""]
    for line in lines:
        if not table:
            if (begun := _COPIED.match(line)) is not None:
                table, columns = begun[1], [name.strip('" ') for name in begun[2].split(",")]
                rows[table] = 0
            continue
        if line.rstrip("\n") == r"\.":
            table = ""
            continue
        rows[table] += 1
        if table in ("event", "audit_entry"):
            values = dict(zip(columns, line.rstrip("\n").split("\t"), strict=False))
            if table == "event":
                newest = max(newest or "", values["date"])
            else:
                last = max(last, (int(values["id"]), values["at"]), key=lambda entry: entry[0])
    return rows, newest, last


def _asked(url: str) -> tuple[str, dict[str, str]]:
    """How to connect to a database, and its password where others on this PC do not read it."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    told = {name: str(value) for name, value in conninfo_to_dict(f"postgresql://{url.partition('://')[2]}").items()}
    password = told.pop("password", None)
    told["sslmode"] = sslmode_of(url)
    return make_conninfo("", **told), {**os.environ, **({"PGPASSWORD": password} if password else {})}


def _run(command: list[str], environment: dict[str, str], told: Told = not_told) -> None:
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace"
    ) as program:
        try:
            while True:
                try:
                    _, faults = program.communicate(timeout=_ASKED_EVERY_SECONDS)
                    break
                except subprocess.TimeoutExpired:
                    told(0.5)
        except BaseException:
            program.kill()
            raise
    if program.returncode:
        raise OutreachError(
            say("{command} did not succeed ({faults}): nothing was changed.", command=command[0], faults=_first(faults))
        )


def _first(faults: str) -> str:
    return (faults.strip().splitlines() or ["it does not say why"])[0].rstrip(".")

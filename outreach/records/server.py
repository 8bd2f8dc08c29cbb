"""The server's side of the records: connecting to PostgreSQL, what its faults mean, and whether it was lost."""

import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from peewee import Database, OperationalError, PeeweeException, PostgresqlDatabase

from outreach.errors import OutreachError, ServerLostError
from outreach.languages.spoken import say
from outreach.location import is_server
from outreach.records.drivers import load_server_driver
from outreach.records.leaving import ServerDatabase

_log = logging.getLogger(__name__)
OLDEST_SERVER = 14
"""The oldest PostgreSQL that is tried; older ones get no security updates any more."""

_SETTINGS = {"connect_timeout": "5", "keepalives_idle": "20", "keepalives_interval": "5", "keepalives_count": "3",
             "tcp_user_timeout": "10000",
             "application_name": "Outreach"}  # fmt: skip
"""What a URL that does not say otherwise is connected with: a server that is gone is noticed in half a minute, and in
ten seconds by whoever has just sent it something (milliseconds; where the system knows TCP_USER_TIMEOUT). Without that
the window would wait a quarter of an hour for a network whose cable was pulled."""

ENCRYPTED = ("require", "verify-ca", "verify-full")
"""The ways of connecting in which nobody on the network reads along, as libpq calls them."""
_IN_THE_OPEN = ("disable", "allow", "prefer")
"""Those in which somebody may."""
_UPDATE_LOCK = 7_203_418
"""Any number, the same for all programs: they bring a database up to date one after the other."""


class _Told(NamedTuple):
    """A fault by what libpq or the server says, and the sentence it is told in.

    ``passes`` says whether it may pass by itself, so that it is worth trying again: a wrong password does not.
    """

    says: str
    sentence: str
    passes: bool = False


# In the order they are looked for.
_FAULTS = (
    _Told(
        r"invalid (integer|port|connection option|URI|\S* ?value)", "{url} is not a right URL ({reason}): correct it."
    ),
    _Told(
        r"password authentication failed|no password supplied",
        "The server does not accept the name and password in {url}: check both.",
    ),
    _Told(
        r"role \"(.*?)\" does not exist",
        "The server knows nobody named {first} ({url}): check the name before the @.",
    ),
    _Told(
        r"database \"(.*?)\" does not exist",
        "The server has no database named {first} ({url}): check it, or create it.",
    ),
    _Told(
        r"session is read-only|in hot standby mode",
        "No server at {url} takes what is recorded just now: the one that takes over is perhaps still starting.",
        passes=True,
    ),
    _Told(
        r"certificate for \"(.*?)\".* does not match host name",
        "The server shows the certificate of {first}, and {url} asks for another host: write the right host, or ask "
        "whoever runs the server.",
    ),
    _Told(
        r"certificate verify failed",
        "Nobody this PC trusts has signed the certificate of the server at {url}, or it has run out: nothing was "
        "sent. Check sslrootcert, and ask whoever runs the server.",
    ),
    _Told(
        r"root certificate file \"(.*?)\" does not exist",
        "There is no file {first}, by which to know the server at {url}: name the right one with sslrootcert=FILE.",
    ),
    _Told(
        r"could not read root certificate file \"(.*?)\"",
        "The file {first} holds no certificate by which to know the server at {url}: name the right one with "
        "sslrootcert=FILE.",
    ),
    _Told(
        r"server does not support SSL",
        "The server at {url} does not encrypt (TLS), and names must not go over the network in the open: nothing was "
        "sent. Ask whoever runs the server to turn it on.",
    ),
    _Told(
        r"no pg_hba.conf entry for host \"(.*?)\", user \"(.*?)\", database \"(.*?)\", SSL encryption",
        "The server at {url} does not let {second} open {third} from this PC ({first}): check the names, or ask "
        "whoever runs the server.",
    ),
    _Told(
        r"no pg_hba.conf entry for host .*, no encryption",
        "The server at {url} lets nobody in by these names without TLS: check the names, or write sslmode=require in "
        "the URL.",
    ),
    _Told(
        r"too many (clients|connections)",
        "The server at {url} has no connection left: try again in a moment.",
        passes=True,
    ),
    _Told(
        r"starting up|shutting down|recovery mode|not (?:yet|currently) accepting connections",
        "The server at {url} is just starting or stopping: try again in a moment.",
        passes=True,
    ),
    _Told(
        r"translate host name|resolve host|Name or service not known|No address associated",
        "No server is known by the host in {url}: check the spelling, and that this PC is on the network.",
        passes=True,
    ),
    _Told(
        r"onnection refused|No such file or directory",
        "No PostgreSQL answers at {url}: check the host and the port, and that the server runs.",
        passes=True,
    ),
    _Told(
        r"timeout expired|timed out|No route to host|unreachable",
        "The host in {url} does not answer: check the host and the port, and that this PC may reach it.",
        passes=True,
    ),
    _Told(
        r"(?i)server closed the connection|terminating connection|postmaster exited|lost connection to parallel worker"
        r"|connection (is|was|has been)? ?(closed|lost|reset)"
        r"|consuming input failed|could not (send|receive)|SSL connection has been closed|EOF|broken pipe"
        r"|read-only transaction",
        "The connection to the server at {url} was cut. It is tried again by itself.",
        passes=True,
    ),
    _Told(
        r"no pg_hba.conf entry|SSL|certificate",
        "The server does not let this PC in, or not in this way ({reason}): whoever runs the server at {url} decides.",
    ),
)
_LIKE_A_URL = r"(?i)postgres\w*[:/]|[a-z]{2,}:/"
_BEFORE_THE_REASON = r"^(connection (failed|is bad): )?(connection to server .*? failed: )?(FATAL: +)?"


def refuse_mistyped_url(location: str) -> None:
    """Raise :class:`OutreachError` for what was meant as a URL and is none: as a file's name its password would be
    shown."""
    if re.match(_LIKE_A_URL, location):
        raise _no_url(location.rpartition("@")[2])


def _no_url(shown: str) -> OutreachError:
    return OutreachError(say("{url} is not the URL of a database: write it as postgresql://user@host/name.", url=shown))


def server_database(url: str) -> Database:
    """The database that a URL names, not yet connected; several hosts, separated by commas, are tried in turn.

    Raises :class:`OutreachError` when it is not written as a URL is.
    """
    load_server_driver()
    return database_of(url, server_settings(url))


def database_of(url: str, settings: dict[str, Any]) -> Database:
    """The same where the settings are known: the driver is loaded when a thread connects."""
    return ServerDatabase(_whole(url), autoconnect=False, prefer_psycopg3=True, **settings)


def _whole(url: str) -> str:
    return "postgresql://" + url.partition("://")[2]


def server_settings(url: str) -> dict[str, str]:
    """What a URL is connected with besides what it says itself.

    Raises :class:`OutreachError` when it is not written as a URL is.
    """
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        told = conninfo_to_dict(_whole(url))
    except ProgrammingError as fault:
        raise _no_url(without_password(url)) from fault
    if not told.get("dbname"):
        raise OutreachError(
            say("{url} names no database: write it as postgresql://user@host/name.", url=without_password(url))
        )
    ours = {name: value for name, value in _SETTINGS.items() if name not in told}
    return {**ours, "sslmode": sslmode_of(url)}


def sslmode_of(url: str) -> str:
    """How the connection to a server is encrypted, as libpq calls it (PostgreSQL, "SSL Support").

    A server on another PC is asked for TLS where the URL does not ask itself.
    Raises :class:`OutreachError` when the URL would let names go over the network in the open.
    """
    from psycopg.conninfo import conninfo_to_dict

    told = conninfo_to_dict(_whole(url))
    asked = str(told.get("sslmode") or "")
    # An address says where it goes, whatever the host beside it is called, and wherever either is written.
    asked_of = [told.get("hostaddr"), os.environ.get("PGHOSTADDR"), told.get("host"), os.environ.get("PGHOST")]
    hosts = next(filter(None, asked_of), "a service" if told.get("service") or os.environ.get("PGSERVICE") else "")
    if asked and asked not in (*ENCRYPTED, *_IN_THE_OPEN):
        raise OutreachError(
            say(
                "{url} asks for sslmode={asked}, which there is not: leave it out, or use sslmode=require or "
                "sslmode=verify-full.",
                url=without_password(url),
                asked=asked,
            )
        )
    if all(_is_local(host) for host in str(hosts).split(",")):
        return asked or "prefer"
    if asked in _IN_THE_OPEN:
        raise OutreachError(
            say(
                "{url} asks for sslmode={asked}, which would send names over the network in the open: leave it out, or "
                "use sslmode=require or sslmode=verify-full.",
                url=without_password(url),
                asked=asked,
            )
        )
    return asked or "require"


def _is_local(host: str) -> bool:
    return not host or host in ("localhost", "::1") or re.match(r"/|@|127\.[\d.]+$", host) is not None


def is_superuser(db: Database) -> bool:
    """Whether the role of a connected server's database may do everything there, past every right and trigger."""
    return bool(db.execute_sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()[0])


def refuse_old_server(db: Database, url: object) -> None:
    """Raise :class:`OutreachError` when a connected database is on a server that is too old."""
    if not isinstance(db, PostgresqlDatabase):
        return
    version = db.connection().info.server_version // 10_000
    if version < OLDEST_SERVER:
        raise OutreachError(
            say(
                "The server at {url} is PostgreSQL {version}, and Outreach needs {oldest} or newer: "
                "nothing was changed. Ask whoever runs the server for a newer one.",
                url=without_password(str(url)),
                version=version,
                oldest=OLDEST_SERVER,
            )
        )


@contextmanager
def turn(db: Database) -> Iterator[None]:
    """Wait until no other PC brings the server's database up to date, and keep others from it in the block.

    A block that fails ends with its connection, and the turn with that.
    """
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql("SELECT pg_advisory_lock(%s)", (_UPDATE_LOCK,))
    yield
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql("SELECT pg_advisory_unlock(%s)", (_UPDATE_LOCK,))


def server_fault(fault: Exception, url: str) -> OutreachError | None:
    """What a fault of the server at a URL is told as; None when it is none of those known here."""
    reason, where = first_line(fault), without_password(url)
    original = fault.__cause__ or fault.__context__ or fault
    if "deadlock" in reason or getattr(original, "sqlstate", "") in ("40P01", "55P03"):
        return OutreachError(
            say("Somebody else is changing the same records: nothing was changed. Try again in a moment.")
        )
    if not isinstance(fault, OperationalError) and not _is_operational(fault):
        return None
    for one in _FAULTS:
        found = re.search(one.says, str(fault))
        if found is not None:
            why = re.sub(_BEFORE_THE_REASON, "", reason)
            named = dict(zip(("first", "second", "third"), found.groups(), strict=False))
            told = say(one.sentence, url=where, reason=why, **named)
            return ServerLostError(told) if one.passes else OutreachError(told)
    return None


def _is_operational(fault: Exception) -> bool:
    driver = sys.modules.get("psycopg")
    return driver is not None and isinstance(fault, driver.OperationalError | driver.InterfaceError)


def is_cut(db: Database) -> bool:
    """Whether this thread's connection to a server is of no use any more."""
    return isinstance(db, PostgresqlDatabase) and not db.in_transaction() and not db.is_connection_usable()


def first_line(fault: Exception) -> str:
    """What a fault says, in one line without a full stop."""
    return (str(fault).strip().splitlines() or [type(fault).__name__])[0].rstrip(".")


def without_password(location: str) -> str:
    """A location as it may be shown and logged: a server's URL without who signs in there and by what password."""
    if not is_server(location):
        return location
    scheme, _, rest = location.partition("://")
    return f"{scheme}://{re.sub(r'(password=)[^&]*', r'\1…', rest.rpartition('@')[2])}"


def look_through(written: Database) -> None:
    """Let a server look through the tables of a database to which much was written; a file needs no such thing.

    By itself it does so some minutes later (autovacuum): until then it guesses how many rows a question meets, and a
    list by words takes seconds. What was written stands, whatever comes of this.
    """
    if isinstance(written, PostgresqlDatabase):
        try:
            written.execute_sql("ANALYZE")
        except PeeweeException as fault:
            _log.warning("The server did not look through its tables: %s", first_line(fault))

"""Opening the database, connecting a thread to it, and writing to it in one transaction.

Nothing above this room knows which database it is: a file (SQLite) or a server (PostgreSQL).
"""

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakSet

from peewee import (
    Database,
    DatabaseError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    SqliteDatabase,
)

from outreach.errors import DamagedError, OutreachError, ServerLostError
from outreach.languages.spoken import say
from outreach.location import is_server
from outreach.machine.faults import note
from outreach.records import seals, signing
from outreach.records.base import database
from outreach.records.database_file import PAGES_AT_HAND, copy_before_migrating, file_database, is_locked
from outreach.records.leaving import FileDatabase, ServerDatabase
from outreach.records.schema import migrate, newest_migration, pending_migrations
from outreach.records.server import (
    database_of,
    first_line,
    is_cut,
    refuse_old_server,
    server_database,
    server_fault,
    turn,
    without_password,
)
from outreach.records.sharing import hold, shared_by
from outreach.shipped import COMMAND

__all__ = [
    "close_database", "connection", "database_at", "file_database", "found_damaged", "is_locked", "is_saved",
    "is_server", "open_beside", "open_database", "place_to_save", "reading", "refuse_saved", "told_plainly",
    "transaction", "without_password",
]  # fmt: skip

_damaged: WeakSet[Database] = WeakSet()
"""Databases of which a damaged page was met."""
_written: WeakSet[Database] = WeakSet()
"""Databases that this program wrote to."""
_SAVED = re.compile(r"\.saved-\d+$")
"""How the name ends of a file into which was saved what could be read of a damaged one."""
_thread = threading.local()
"""Whether a thread that was connected for long, and cut off, stays connected from the next time on."""


def open_database(
    location: str | Path, *, create: bool = False, key: bytes | None = None, stays: bool = False
) -> list[str]:
    """Open a file or ``postgresql://`` URL as the program's database; returns the migrations that were applied.

    An older file is copied beside itself before it is migrated. With ``create`` a missing file is made. With ``stays``
    this thread stays connected until :func:`disconnect`: to connect is to read the whole schema.
    Raises :class:`OutreachError` when it is missing, damaged, not a database, written by a newer program, encrypted
    with another key than ``key``, or open at another PC that shares its folder.
    """
    db = database_at(location, create=create, key=key)
    if key is None and not is_server(location):
        seals.refuse_changed(Path(location))
    if not is_server(location) and shared_by(Path(location)) is not None:
        hold.take(Path(location))
    with told_plainly(location), _connected(db, stays=stays):
        refuse_old_server(db, location)
        applied = _bring_up_to_date(db, location, key) if pending_migrations(db) else []
    database.initialize(db)
    kind = "a server" if is_server(location) else "a file" if key is None else "an encrypted file"
    _note_kind(kind)
    return applied


def _bring_up_to_date(db: Database, location: str | Path, key: bytes | None) -> list[str]:
    with turn(db):  # another PC may be bringing it up to date just now: see what it left
        pending = pending_migrations(db)
        if not db.get_tables():
            signing.forget_head(db)
        elif pending:
            copy_before_migrating(location, key)
        return migrate(db) if pending else []


@contextmanager
def _connected(db: Database, *, stays: bool) -> Iterator[None]:
    db.connect()
    try:
        yield
    except BaseException:
        db.close()
        raise
    if not stays:
        db.close()


def database_at(location: str | Path, *, create: bool = False, key: bytes | None = None) -> Database:
    """The database at a location, not yet connected and not the open one. Faults are those of :func:`open_database`."""
    return (
        server_database(str(location)) if is_server(location) else file_database(Path(location), create=create, key=key)
    )


def open_beside(location: str | Path, key: bytes | None) -> None:
    """Open what another process of this program has open: nothing is brought up to date, taken hold of or sealed."""
    database.initialize(database_at(location, key=key))


def is_current() -> bool:
    """Whether nothing need be done before the open database is used: its schema is that of this program.

    Raises :class:`OutreachError` when it was written by a newer one, or is on a server that is too old.
    """
    with connection():
        refuse_old_server(database.obj, database.obj.database)
        return not pending_migrations(database.obj)


def open_current(url: str, settings: dict[str, str]) -> None:
    """Open a server's database that another process of this program found to be current, by the settings with which
    it connected: nothing is asked, and the driver is loaded when a thread connects."""
    database.initialize(database_of(url, settings))
    _note_kind("a server")


def _note_kind(kind: str) -> None:
    note("Database", f"{kind}, schema {newest_migration()}")


@contextmanager
def reading() -> Iterator[None]:
    """Connect this thread for the length of a block in which nothing can be written."""
    with connection():
        is_file = isinstance(database.obj, SqliteDatabase)
        database.execute_sql("PRAGMA query_only = 1" if is_file else "SET default_transaction_read_only = on")
        yield


def found_damaged() -> None:
    """Write nothing more to the open database: a damaged page of it was met by another process."""
    if database.obj is not None:
        _damaged.add(database.obj)


def is_saved(location: str | Path) -> bool:
    """Whether a file holds what was saved of a damaged one in the window: it is read, and nothing is recorded in it."""
    return not is_server(location) and _SAVED.search(str(location)) is not None


def place_to_save(damaged: Path) -> Path:
    """A name that is still free for what can be saved of a damaged file, beside it."""
    number = 1
    while (place := damaged.with_name(f"{damaged.name}.saved-{number}")).exists():
        number += 1
    return place


def refuse_saved() -> None:
    """Raise :class:`OutreachError` where the open database is what was saved of a damaged one."""
    if database.obj is not None and is_saved(str(database.obj.database)):
        raise OutreachError(
            say(
                "This is what could be saved of a damaged file: it may be read, and nothing is recorded in "
                "it. Put the last good backup back, and record there."
            )
        )


def close_database() -> None:
    """Close this thread's connection and forget the database."""
    _thread.stays = False
    hold.release()
    closed = database.obj
    if closed is not None and not database.is_closed():
        database.close()
    database.initialize(None)
    if isinstance(closed, FileDatabase | ServerDatabase):
        closed.close_left()
    # One of which a damaged page was met must not be taken for sound.
    if isinstance(closed, FileDatabase) and closed not in _damaged:
        seals.seal(Path(closed.database), anew=closed in _written)


@contextmanager
def connection() -> Iterator[None]:
    """Connect this thread for the length of a block; inside another such block it does nothing.

    Database faults come out as :class:`OutreachError`; a connection that the server has cut is made anew.
    """
    if not database.is_closed():
        if is_cut(database.obj):
            database.close()
            _thread.stays = True
        else:
            with told_plainly():
                yield
            return
    with told_plainly():
        database.connect()
        stays, _thread.stays = getattr(_thread, "stays", False), False
        try:
            yield
        finally:
            if not stays and not database.is_closed():
                database.close()


def stay_connected() -> None:
    """Let this thread's connection outlast its blocks from now on, until :func:`disconnect`.

    A worker that answers one question after the other connects once: a connection of its own for each reads the schema
    anew in a file, and takes several turns to a server and back.
    """
    if database.is_closed():
        _thread.stays = True


def disconnect() -> None:
    """Close what :func:`stay_connected` kept, on the thread that it was kept for."""
    _thread.stays = False
    if database.obj is not None and not database.is_closed():
        database.close()


def leave_connection(to: int) -> None:
    """Close what :func:`stay_connected` kept, or leave it to the thread of that number, for when it connects, where
    that is possible."""
    used = database.obj
    if isinstance(used, FileDatabase | ServerDatabase) and not used.is_closed() and not is_cut(used):
        _thread.stays = False
        used.leave(to)
    else:
        disconnect()


@contextmanager
def transaction() -> Iterator[None]:
    """One transaction that takes the writer's place at once, so that what it read still holds when it writes.

    Inside another transaction it is a savepoint. Database faults come out as :class:`OutreachError`.
    """
    if database.obj in _damaged:
        raise DamagedError(
            say(
                "The database was found damaged, so it may be read and nothing is written any more: put the "
                "last good backup back, in Settings, Backups or by '{command} restore FILE'.",
                command=COMMAND,
            )
        )
    lock = ("IMMEDIATE",) if isinstance(database.obj, SqliteDatabase) else ()
    with told_plainly(), connection():
        noted, ended = signing.newest_noted(), False
        try:
            with told_plainly(), database.atomic(*lock):
                yield
                ended = True
        except BaseException as fault:
            newest = signing.newest_noted()
            if ended and newest is not None and isinstance(fault, ServerLostError):
                fault.perhaps = (newest.entry, newest.hash)
            signing.note_taken_back(noted)
            raise
        if not database.in_transaction():
            _written.add(database.obj)
            signing.keep_newest(database.obj)


@contextmanager
def writes_much(megabytes: int) -> Iterator[None]:
    """While the block runs, a file keeps so much of its pages at hand: the indexes of many rows are then read once."""
    with told_plainly(), connection():
        if not isinstance(database.obj, SqliteDatabase):
            yield
            return
        database.execute_sql(f"PRAGMA cache_size = -{megabytes}000")
        try:
            yield
        finally:
            database.execute_sql(f"PRAGMA cache_size = {PAGES_AT_HAND}")


@contextmanager
def forgets_what_is_deleted() -> Iterator[None]:
    """While the block runs, a file overwrites with zeros what is deleted or changed in it (secure_delete)."""
    with told_plainly(), connection():
        if not isinstance(database.obj, SqliteDatabase):
            yield
            return
        database.execute_sql("PRAGMA secure_delete = 1")
        try:
            yield
        finally:
            database.execute_sql("PRAGMA secure_delete = 0")


def compact() -> None:
    """Write a file anew without its free room, and empty its journal; a server does so by itself (autovacuum)."""
    if isinstance(database.obj, SqliteDatabase):
        database.execute_sql("VACUUM")
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")


class told_plainly:  # noqa: N801 - as contextlib names them; a generator takes ten times as long
    """In its block, faults of the database are turned into sentences."""

    __slots__ = ("_location",)

    def __init__(self, location: str | Path = "") -> None:
        self._location = location

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, _kind: object, fault: BaseException | None, _trace: object) -> None:
        """Raise what is told of a fault instead of it."""
        if fault is not None and isinstance(fault, _database_faults()):
            raise _plainly(fault, self._location) from fault


def _plainly(fault: Exception, location: str | Path) -> OutreachError:
    where = f" {without_password(str(location))}" if location else ""
    if isinstance(fault, IntegrityError):
        return OutreachError(
            say("The records refuse this change, and nothing was written: {fault}.", fault=first_line(fault))
        )
    url = location if is_server(location) else getattr(database.obj, "database", "")
    if is_server(url) and (told := server_fault(fault, str(url))) is not None:
        return told
    if isinstance(fault, OperationalError | InterfaceError):
        return OutreachError(_operational_sentence(first_line(fault), where))
    if database.obj is not None and not location:
        _damaged.add(database.obj)
    return DamagedError(
        say(
            "The database{where} is damaged or is not an Outreach database ({fault}): nothing was "
            "changed. Restore it from the last backup.",
            where=where,
            fault=first_line(fault),
        )
    )


def _database_faults() -> tuple[type[Exception], ...]:
    """Faults of the database; those of the drivers in use come out unchanged while rows are fetched."""
    drivers = (sys.modules.get(name) for name in ("sqlite3", "sqlcipher3.dbapi2", "psycopg"))
    return (DatabaseError, *(driver.DatabaseError for driver in drivers if driver is not None))


def _operational_sentence(reason: str, where: str) -> str:
    if "locked" in reason or "busy" in reason:
        return say(
            "Another program is writing to the database{where}: nothing was changed. Try again in a moment.",
            where=where,
        )
    if "full" in reason:
        return say(
            "The disk is full, so nothing was written to the database{where}: free some space and try again.",
            where=where,
        )
    if "readonly" in reason:
        return say(
            "The database{where} may only be read from here: nothing was written. Check the folder's permissions.",
            where=where,
        )
    return say(
        "The database{where} could not be used ({reason}): nothing was changed. Check that it can be reached, and that "
        "its disk has room.",
        where=where,
        reason=reason,
    )

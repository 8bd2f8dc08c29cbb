"""The database that is measured: a copy that may be written to, and a bare connection to it that knows no program."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from outreach.demo import build_demo
from outreach.queries.precincts import demo_day, only_precinct, precinct_list
from outreach.records.database import close_database, connection, is_server, open_database
from outreach.records.encryption import encrypt_copy
from outreach.records.keys import raw_key
from tests.statements import Statement

KEY = bytes(range(32))


@dataclass(frozen=True, slots=True)
class Subject:
    """An open, connected database that may be written to, and a bare connection to the same one."""

    location: str
    key: bytes | None
    precinct: int
    today: date
    bare: Any

    @property
    def on_server(self) -> bool:
        """Whether it is on a server and not in a file."""
        return is_server(self.location)

    def run(self, statements: Sequence[Statement]) -> None:
        """Run some statements on the bare connection, and fetch what they answer."""
        for sql, values in statements:
            found = self.bare.execute(sql, values or ())
            if found.description:
                found.fetchall()


@contextmanager
def subject(
    folder: Path, scale: str, location: str | None, share: float = 1.0, *, key: bool = False
) -> Iterator[Subject]:
    """The database to measure, as long as the block runs.

    A file is copied, so that it stays as it is, and with ``key`` encrypted. A server's database is measured in place:
    it keeps what the measurements write. Without a location one is made of the demo; a server's empty one is filled.
    """
    place = _server(location, scale, share) if location and is_server(location) else None
    if place is None:
        place = str(_file(folder, scale, Path(location) if location else None, share))
    secret = KEY if key else None
    if secret is not None:
        open_database(place)  # brought up to date while it is plain
        close_database()
        encrypted = folder / "encrypted.outreach"
        encrypt_copy(Path(place), encrypted, secret)
        Path(place).unlink()
        place = str(encrypted)
    open_database(place, key=secret)
    try:
        with connection(), closing(bare_connection(place, secret)) as bare:
            precinct = only_precinct()
            yield Subject(place, secret, precinct, demo_day(precinct) or date(2019, 12, 31), bare)
    finally:
        close_database()


def _file(folder: Path, scale: str, source: Path | None, share: float) -> Path:
    path = folder / "measured.outreach"
    if source is None:
        build_demo(path, scale=scale, share=share)
        close_database()
        return path
    with closing(sqlite3.connect(source)) as whole, closing(sqlite3.connect(path)) as copy:
        whole.backup(copy)
    keys = source.with_name(source.name + ".keys")
    if keys.exists():
        shutil.copy(keys, path.with_name(path.name + ".keys"))
    return path


def _server(location: str, scale: str, share: float) -> str:
    open_database(location)
    with connection():
        empty = not precinct_list()
    close_database()
    if empty:
        build_demo(location, scale=scale, share=share)
        close_database()
    return location


def bare_connection(location: str, key: bytes | None = None) -> Any:
    """A connection of the driver alone, with the settings that the program uses."""
    if is_server(location):
        import psycopg

        return psycopg.connect(location, autocommit=True)
    if key is None:
        opened: Any = sqlite3.connect(location, isolation_level=None)
    else:
        from sqlcipher3 import dbapi2

        opened = dbapi2.connect(location, isolation_level=None)
        opened.execute(f'PRAGMA key = "{raw_key(key)}"')
    opened.execute("PRAGMA journal_mode = wal")
    opened.execute("PRAGMA synchronous = full")
    opened.execute("PRAGMA foreign_keys = 1")
    opened.execute("PRAGMA cache_size = -8000")
    return opened

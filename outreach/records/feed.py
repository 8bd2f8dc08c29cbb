"""Waiting until somebody writes to the records, at next to no cost while nobody does."""

from threading import Event
from typing import Any

from peewee import PostgresqlDatabase

from outreach.records.audit import CHANNEL
from outreach.records.base import database
from outreach.records.database import told_plainly

LOOK_EVERY_SECONDS = 1.0
"""How often a file is looked at."""
REST_SECONDS = 2.0
"""How far apart it is told at least that somebody wrote: while twelve desks write, each window reads again so often."""
_ENDED_WITHIN_SECONDS = 0.25
"""How soon a listener that waits for a server notices that it shall end."""


class Watch:
    """Waits for what other connections write; made and used in one thread that is connected all the while.

    A server tells by itself (LISTEN and NOTIFY, at the commit of what was written). A file is looked at: its data
    version changes when another connection commits (sqlite.org/pragma.html#pragma_data_version), and asking for it
    reads no table.
    """

    def __init__(self) -> None:
        self._server: Any = database.connection() if isinstance(database.obj, PostgresqlDatabase) else None
        with told_plainly():
            if self._server is not None:
                database.execute_sql(f"LISTEN {CHANNEL}")
            self._seen = None if self._server is not None else self._data_version()

    def changed(self, ended: Event) -> bool:
        """Wait a while; whether somebody wrote. Returns early when ``ended`` is set.

        Raises :class:`ServerLostError` when the server is gone.
        """
        with told_plainly():
            if self._server is not None:
                return bool(list(self._server.notifies(timeout=_ENDED_WITHIN_SECONDS, stop_after=1)))
            ended.wait(LOOK_EVERY_SECONDS)
            before, self._seen = self._seen, self._data_version()
            return self._seen != before

    def rest(self, ended: Event) -> None:
        """Let what others write next gather for a moment, so that it is read together."""
        ended.wait(REST_SECONDS if self._server is not None else REST_SECONDS - LOOK_EVERY_SECONDS)

    def _data_version(self) -> int:
        return int(database.execute_sql("PRAGMA data_version").fetchone()[0])

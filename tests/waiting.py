"""On a server, one who writes waits for another until that one commits."""

from concurrent.futures import Future
from typing import Any

from outreach.records.base import database

_SOMEBODY_WAITS = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def until_waiting(work: Future[Any]) -> None:
    """Go on as soon as work on another thread waits for somebody's lock, or is done."""
    while not work.done() and not database.execute_sql(_SOMEBODY_WAITS).fetchone():
        pass

"""A connection that one thread leaves to the next, in a file and on a server."""

from collections.abc import Iterator
from sqlite3 import ProgrammingError
from threading import Thread
from typing import Any

import pytest
from psycopg import OperationalError

from outreach.queries.precincts import precinct_list
from outreach.records.base import database
from outreach.records.database import close_database, connection, leave_connection, open_database
from tests import given
from tests.conftest import Store


def left_by_another_thread(location: str) -> Any:
    """A connection that a thread opened, asked over and left."""
    left: list[Any] = []

    def run() -> None:
        open_database(location, stays=True)
        with connection():
            assert [one.name for one in precinct_list()] == ["West Precinct"]
        left.append(database.connection())
        leave_connection()

    opening = Thread(target=run)
    opening.start()
    opening.join()
    return left[0]


@pytest.fixture
def location(store: Store) -> Iterator[str]:
    """Where one precinct is kept, closed until the test ends."""
    given.a_precinct(name="West Precinct")
    close_database()
    yield store.location
    close_database()
    open_database(store.location)


def test_whoever_connects_next_takes_it_and_nobody_after_that(location: str) -> None:
    left = left_by_another_thread(location)
    with connection():
        assert database.connection() is left
        assert not database.in_transaction()
        assert len(precinct_list()) == 1
    with connection():
        assert database.connection() is not left


def test_it_is_closed_with_the_records_where_nobody_took_it(location: str) -> None:
    left = left_by_another_thread(location)
    close_database()
    with pytest.raises((ProgrammingError, OperationalError), match="closed"):
        left.execute("SELECT 1")

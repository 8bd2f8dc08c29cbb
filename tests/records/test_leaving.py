"""A connection that one thread leaves to the next, in a file and on a server."""

from collections.abc import Callable, Iterator
from sqlite3 import ProgrammingError
from threading import Thread, get_ident
from typing import Any

import pytest
from psycopg import OperationalError, connect

from outreach.errors import ServerLostError
from outreach.queries.precincts import precinct_list
from outreach.records.base import database
from outreach.records.database import close_database, connection, leave_connection, open_database
from tests import given
from tests.conftest import Server, Store


def left_by_another_thread(location: str) -> Any:
    """A connection that a thread opened, asked over and left."""
    left: list[Any] = []
    here = get_ident()

    def run() -> None:
        open_database(location, stays=True)
        with connection():
            assert [one.name for one in precinct_list()] == ["West Precinct"]
        left.append(database.connection())
        leave_connection(here)

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


def test_the_thread_it_is_left_to_takes_it_once(location: str) -> None:
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


@pytest.fixture
def ended(postgresql_store: Store, server: Server) -> Iterator[Callable[[Any], None]]:
    """One precinct on a server, closed, and what ends a connection there: the server says so when it is done."""
    given.a_precinct(name="West Precinct")
    close_database()

    def end(one: Any) -> None:
        with connect(server.url, autocommit=True) as session:
            done = session.execute("SELECT pg_terminate_backend(%s, 60000)", (one.info.backend_pid,)).fetchone()
        assert done == (True,)

    yield end
    close_database()
    open_database(postgresql_store.location)


def test_one_that_the_server_ended_meanwhile_is_not_taken(
    postgresql_store: Store, ended: Callable[[Any], None]
) -> None:
    left = left_by_another_thread(postgresql_store.location)
    ended(left)
    with connection():
        assert database.connection() is not left
        assert left.closed
        assert len(precinct_list()) == 1


def test_one_that_was_cut_while_it_was_used_is_not_left(postgresql_store: Store, ended: Callable[[Any], None]) -> None:
    used: list[Any] = []
    here = get_ident()

    def run() -> None:
        open_database(postgresql_store.location, stays=True)
        used.append(database.connection())
        ended(used[0])
        with pytest.raises(ServerLostError), connection():
            precinct_list()
        leave_connection(here)

    using = Thread(target=run)
    using.start()
    using.join()
    with connection():
        assert database.connection() is not used[0]
        assert len(precinct_list()) == 1

"""A connection that one thread leaves to the next: to make another is to read a file's whole schema anew, or to go to a
server and back some five times until it has let one in."""

from selectors import EVENT_READ, DefaultSelector
from threading import get_ident
from typing import Any

from peewee import Database, PostgresqlDatabase, Psycopg3Adapter, SqliteDatabase

from outreach.records.drivers import load_server_driver


class _Leaving(Database):
    """A database whose thread, when it has done with its connection, may leave it to another that connects next."""

    def leave(self, to: int) -> None:
        """Leave this thread's connection to the one of that number."""
        library: Any = super()
        self.__dict__["_left"] = to, library.connection()
        library.dispose()

    def close_left(self) -> None:
        """Close what was left and nobody took."""
        _, left = self.__dict__.pop("_left", (0, None))
        if left is not None:
            left.close()

    def _take_left(self) -> Any:
        to, _ = self.__dict__.get("_left", (0, None))
        return self.__dict__.pop("_left")[1] if to == get_ident() else None

    def _connect(self) -> Any:
        library: Any = super()
        return self._take_left() or library._connect()


class FileDatabase(_Leaving, SqliteDatabase):
    """A file that is not encrypted."""


class _DriverLater(Psycopg3Adapter):
    """Stands for the driver until it is loaded."""

    def get_binary_type(self) -> type[bytes]:
        """The driver takes bytes as they are, too."""
        return bytes


class ServerDatabase(_Leaving, PostgresqlDatabase):
    """A database on a server, whose driver is loaded when a thread first connects."""

    psycopg2_adapter = _DriverLater  # what the library takes where it does not know of a driver yet
    _adapter: Any

    def _connect(self) -> Any:
        load_server_driver()
        if isinstance(self._adapter, _DriverLater):
            self._adapter = self.psycopg3_adapter()
        return super()._connect()

    def _take_left(self) -> Any:
        left = super()._take_left()
        if left is None or not _has_been_told(left):
            return left
        left.close()
        return None


def _has_been_told(left: Any) -> bool:
    """Whether a server says something that nobody asked it for: mostly that it ends the connection, or has.

    It is found where it arrived, without going to the server and back.
    """
    with DefaultSelector() as arrived:
        arrived.register(left, EVENT_READ)
        return bool(arrived.select(0))

"""The database library without the driver of a server, which takes longer to load than all of it.

The library loads every driver that is installed. Most precincts keep a file and never speak to a server, so the driver
is held back until a server's database is opened.
"""

import logging
import sys
from importlib import import_module
from types import ModuleType

_SERVER_DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi")


def _without_drivers() -> ModuleType:
    held_back = [name for name in _SERVER_DRIVERS if name not in sys.modules]
    blocked: dict[str, ModuleType | None] = dict.fromkeys(held_back)
    sys.modules.update(blocked)  # type: ignore[arg-type] # None makes an import fail, as where it is not installed
    try:
        return import_module("peewee")
    finally:
        for name in held_back:
            del sys.modules[name]


_peewee = sys.modules.get("peewee") or _without_drivers()


def load_server_driver() -> None:
    """Give the library the driver of PostgreSQL, where it is installed."""
    # What it meets while it leaves a connection that was cut comes after the fault that is told.
    logging.getLogger("psycopg").setLevel(logging.ERROR)
    if getattr(_peewee, "psycopg", None) is not None:
        return
    try:
        driver = import_module("psycopg")
    except ImportError:
        return  # the library then says what is missing
    status, json = import_module("psycopg.pq").TransactionStatus, import_module("psycopg.types.json")
    adapter = _peewee.Psycopg3Adapter
    adapter.txn_idle, adapter.txn_inerror, adapter.txn_unknown = status.IDLE, status.INERROR, status.UNKNOWN
    # The driver last: by it, another thread sees that nothing is left to do.
    given = {"TransactionStatus": status, "Json_pg3": json.Json, "Jsonb_pg3": json.Jsonb, "psycopg": driver}
    for name, value in given.items():
        setattr(_peewee, name, value)

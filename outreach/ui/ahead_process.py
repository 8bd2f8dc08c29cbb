"""The process that reads ahead from a server: it asks, tells what it read, and ends. It writes nothing to the records,
and knows no toolkit.
"""

import gc
import os
import pickle
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import IO, Any

from outreach.queries.lookups import officers
from outreach.records.database import connection, disconnect, open_beside, stay_connected
from outreach.records.drivers import load_server_driver
from outreach.ui.opening import first_page, found_on_server


def read_ahead() -> None:
    """Be that process in a built program, which knows by itself where its modules are."""
    with open(0, "rb") as asks:
        url, *_ = os.fsdecode(asks.read()).split("\0")
    answer(url)


def answer(url: str) -> None:
    """Tell through the pipe what is found on a server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl+C is for the window, which then ends this too
    gc.disable()  # it ends before there is much to clear away
    with suppress(OSError), open(1, "wb") as tells:
        tell(url, tells)


def tell(url: str, tells: IO[bytes]) -> None:
    """Tell what is found on a server, its first page, and who may work there; None: the window must ask itself."""
    found = None
    # Whatever keeps it from that is met again by the window, and told there.
    with suppress(Exception):
        with _unneeded():
            load_server_driver()
        open_beside(url, None)
        stay_connected()
        with connection():
            found = found_on_server(url)
    _put(found, tells)
    with suppress(Exception):
        if found is not None and found.known is not None:
            with connection():
                _put(first_page(found.known.asked, found.known.header), tells)
                _put(officers(found.known.header.key), tells)
    with suppress(Exception):
        disconnect()


def _put(told: object, tells: IO[bytes]) -> None:
    tells.write(pickle.dumps(told, pickle.HIGHEST_PROTOCOL))
    tells.flush()


class _Unneeded(ModuleType):
    """Stands for a part of the language that the driver names where it is loaded, and does not use here."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (Exception,), {"__class_getitem__": classmethod(lambda kind, _of: kind)})


@contextmanager
def _unneeded() -> Iterator[None]:
    """Leave out, in the block, half of what is loaded with the driver: what waits for many servers at once, what looks
    up of which version it is, and Python's own TLS beside that of PostgreSQL. Nothing else may be loaded meanwhile:
    this process has one thread."""
    left_out = [name for name in ("asyncio", "importlib.metadata", "ssl") if name not in sys.modules]
    sys.modules.update({name: _Unneeded(name) for name in left_out})
    try:
        yield
    finally:
        for name in left_out:
            del sys.modules[name]

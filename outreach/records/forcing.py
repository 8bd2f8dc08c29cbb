"""Files forced to the disk: at their end, and already while they are written."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

_EVERY_SECONDS = 0.05


def force_to_disk(path: Path) -> None:
    """Wait until all of a file is on the disk. Raises :class:`OSError`."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def forced_along(path: Path) -> Iterator[None]:
    """Have a file forced to the disk again and again while it is written, so that little is left to wait for then.

    It need not be there yet. Where the system forces a file only together with what is told of it, nothing is done.
    Raises :class:`OSError` as forcing does: a system tells of a fault of the drive once, and here it may have.
    """
    if not hasattr(os, "fdatasync"):
        yield
        return
    written = Event()
    with ThreadPoolExecutor(1) as other:
        forced = other.submit(_force_until, written, path)
        try:
            yield
        finally:
            written.set()
        forced.result()


def _force_until(written: Event, path: Path) -> None:
    # Held open to the end: where a program closes a file, the system lets go of all locks that it has on it.
    while not path.exists():
        if written.wait(_EVERY_SECONDS):
            return
    with path.open("rb") as file:
        while not written.wait(_EVERY_SECONDS):
            os.fdatasync(file.fileno())

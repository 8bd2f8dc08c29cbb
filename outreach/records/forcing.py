"""A file forced to the disk, for the most part already while it is written."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event

_EVERY_SECONDS = 0.02


@contextmanager
def forced_along(path: Path) -> Iterator[None]:
    """Send a file on its way to the disk while it is written, and wait in the end until all of it is there.

    It need not be there yet; where writing it fails, nothing is waited for. Raises :class:`OSError`.
    """
    written = Event()
    with ThreadPoolExecutor(1) as other:
        sent = other.submit(_send_until, written, path)
        try:
            yield
            _force(path)
        finally:
            written.set()
        sent.result()


def _force(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _send_until(written: Event, path: Path) -> None:
    if not hasattr(os, "posix_fadvise"):
        return
    while not path.exists():
        if written.wait(_EVERY_SECONDS):
            return
    # Held open until it is forced: where a program closes a file, the system lets go of all locks that it has on it,
    # and of a fault that the drive had on the way it may know nothing once nobody has the file open.
    with path.open("rb") as file:
        sent = 0
        while not written.wait(_EVERY_SECONDS):
            size = os.fstat(file.fileno()).st_size
            # What is told not to be needed in memory is sent at once. Nobody waits for it, nor for the file system's
            # journal, which forcing writes each time, and which holds up whoever makes the file grow.
            with suppress(OSError):  # it is advice: where it is not taken, all is sent in the end
                os.posix_fadvise(file.fileno(), sent, size - sent, os.POSIX_FADV_DONTNEED)
            sent = size

"""The search for garbage while long work is under way."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_NEVER = 2**31 - 1


class Collecting:
    """How often the interpreter looks through all that there is, on whatever thread it happens to be.

    Among the people of a city, with whom those of a file are compared, that takes a quarter of a second in which
    nothing else is done: the window stands still. What is new is looked through all the same, so little garbage is
    left.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way = 0
        self._usual = gc.get_threshold()

    @contextmanager
    def of_what_is_new(self) -> Iterator[None]:
        """Until the block ends, and every other that was entered meanwhile, look through what is new alone."""
        with self._lock:
            if not self._under_way:
                self._usual = gc.get_threshold()
                gc.set_threshold(*self._usual[:2], _NEVER)
            self._under_way += 1
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1
                if not self._under_way:
                    gc.set_threshold(*self._usual)


collecting = Collecting()
"""That of this program."""

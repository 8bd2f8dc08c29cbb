"""The log of the program: what it did by types and numbers, kept small, and without what anybody typed.

A message is the words that stand in the program with the numbers it was given; of anything else its type is written.
What libraries log is written by place alone. So no resident's name gets in, whatever goes wrong.
"""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_log_path

from outreach.machine.traces import trace_lines

FILE = "outreach.log"
MOST_BYTES = 500_000
KEPT = 5
"""How many full files are kept beside the one that is written."""
FAULTS = "outreach.faults"
_OWN = "outreach"


class Term(str):
    """A word of the program itself, such as the name of an action, which the log may hold."""

    __slots__ = ()


def log_folder() -> Path:
    """Where the log and the reports of faults lie: a folder of the user's own."""
    return user_log_path("Outreach", appauthor=False)


class NamelessFormatter(logging.Formatter):
    """Writes a record without any value that could be a name."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the trace of an exception below it."""
        at = datetime.fromtimestamp(record.created, UTC)
        lines = [f"{at:%Y-%m-%d %H:%M:%S} {record.levelname} {record.name}: {_words(record)}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += trace_lines(record.exc_info[1])
        return "\n".join(lines)


def _words(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] != _OWN or not isinstance(record.msg, str):
        return f"{record.module}, line {record.lineno}"
    given = record.args if isinstance(record.args, tuple) else (record.args,) if record.args else ()
    try:
        return record.msg % tuple(map(_shown, given))
    except (TypeError, ValueError):
        return record.msg


def _shown(value: object) -> object:
    return value if isinstance(value, int | float | Term) else f"<{type(value).__qualname__}>"


def _is_told_there(record: logging.LogRecord) -> bool:
    """Whether a record goes to the terminal too: a mistake is told there in one sentence of its own."""
    return record.name != FAULTS


class _KeptFile(logging.FileHandler):
    """Puts a full file aside, and goes on writing when another window holds it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; the file is made with the first one."""
        super().emit(record)
        if self.stream is not None and self.stream.tell() >= MOST_BYTES:
            self._put_aside()

    def _put_aside(self) -> None:
        # Loaded on the few days that a file is full: it brings sockets and queues, for which every start would wait.
        from logging.handlers import RotatingFileHandler

        if self.stream is not None:
            self.stream.close()
            self.stream = None  # as logging itself does; the next line opens the file again
        rotating = RotatingFileHandler(self.baseFilename, backupCount=KEPT, encoding=self.encoding, delay=True)
        with suppress(OSError):
            rotating.doRollover()
        rotating.close()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's name)
        """A full disk must not stop the work, nor fill the terminal."""


@contextmanager
def kept_log() -> Iterator[None]:
    """Keep the log while the block runs; where its folder cannot be written, the program runs without one."""
    root, own = logging.getLogger(), logging.getLogger(_OWN)
    try:
        log_folder().mkdir(parents=True, exist_ok=True)
        handler = _KeptFile(log_folder() / FILE, encoding="utf-8", delay=True)
    except OSError:
        yield
        return
    handler.setFormatter(NamelessFormatter())
    terminal = logging.StreamHandler(sys.stderr)  # warnings reach it, as they do without a log
    terminal.setLevel(logging.WARNING)
    terminal.addFilter(_is_told_there)
    level = own.level
    own.setLevel(logging.INFO)
    handlers = (handler, terminal) if sys.stderr else (handler,)
    for one in handlers:
        root.addHandler(one)
    try:
        yield
    finally:
        for one in handlers:
            root.removeHandler(one)
        own.setLevel(level)
        handler.close()

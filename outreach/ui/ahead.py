"""Reading ahead from a server in a process of its own, begun before anything else is loaded.

To load a server's driver takes longer than to ask it for the first page, and in one process whatever is loaded waits
for what else is. The process beside it loads the driver and the questions alone, connects, asks, hands over what it
read and ends. The window is painted with that, and connects itself when it is painted.

Little of the language is loaded here, and no library: each would delay the process.
"""

import os
import subprocess
import sys
from contextlib import suppress
from typing import IO, Any

from outreach.starting import DATABASE_VARIABLE, READ_AHEAD

_READ_AHEAD = """
import gc, os, sys
gc.disable()
with open(0, "rb") as asks:
    url, *sys.path = os.fsdecode(asks.read()).split("\\0")
from outreach.ui.ahead_process import answer
answer(url)
"""
_begun: "dict[str, Ahead]" = {}


def begin_once(url: str) -> None:
    """Begin to read ahead from a server, unless that was begun, where a process can be started."""
    if url not in _begun:
        with suppress(OSError):
            _begun[url] = Ahead(url)


def begun(url: str) -> "Ahead | None":
    """The process that reads ahead from a server, begun now if it was not before; whoever asks for it ends it.

    None where none can be started.
    """
    begin_once(url)
    return _begun.pop(url, None)


class Ahead:
    """The process, which begins at once. The URL, in which there may be a password, goes through its pipe alone.

    Raises :class:`OSError` where no process can be started.
    """

    def __init__(self, url: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, *_words()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if name != DATABASE_VARIABLE},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # of Windows, where it would show a terminal
        )
        self._tells = _there(self._process.stdout)
        # One that has gone already is noticed where it is listened to.
        with suppress(OSError), _there(self._process.stdin) as asks:
            asks.write(os.fsencode("\0".join((url, *sys.path))))

    def told(self) -> Any:
        """Wait for what it tells next. Raises :class:`EOFError`, or another fault, where nothing comes that makes
        sense."""
        import pickle  # it is begun sooner without

        return pickle.load(self._tells)

    def close(self) -> None:
        """End it, and wait until it has ended."""
        self._process.kill()
        self._process.wait()
        self._tells.close()


def _words() -> list[str]:
    if getattr(sys, "frozen", False):
        return [READ_AHEAD]
    # Where modules are is known here: it need not look for them, nor at what is set for the language in general.
    return ["-I", "-S", *(["-B"] if sys.dont_write_bytecode else []), "-c", _READ_AHEAD]


def _there(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe

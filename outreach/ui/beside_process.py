"""A process beside the window: it answers one question after the other from the same records, and knows no toolkit.

It is handed a function and what to call it with, tells how far that is, and sends the answer back; what that keeps out
of memory goes ahead of it in pieces. It writes nothing to the records, and ends when nobody has asked it for a while,
or when the window is gone.
"""

import pickle
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from multiprocessing.connection import Connection
from typing import Any

from outreach.errors import OutreachError
from outreach.languages.spoken import speak
from outreach.machine.log import kept_log
from outreach.machine.traces import trace_lines
from outreach.records.base import database
from outreach.records.database import open_beside, reading
from outreach.records.scratch import Scratch
from outreach.ui.collecting import collecting

type Step = Callable[[float, str], None]
"""Is told how far the work is, from 0 to 1, and what it does now; it may stop the work between two of its parts."""

IDLE_SECONDS = 300
"""How long it waits for the next question."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What it will be asked for: it is loaded meanwhile."""

    work: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A function of a module, called with a way to tell how far it is and these words, in this language."""

    work: Callable[..., Any]
    words: tuple[Any, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Told:
    """How far it is, from 0 to 1, and what it does now."""

    share: float
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that the answer keeps out of memory, and the number of the :class:`Scratch` that holds it."""

    of: int
    block: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer, for :func:`unpacked`."""

    answer: bytes


@dataclass(frozen=True, slots=True)
class Fell:
    """What kept it from an answer: a known fault, or None for a mistake in the program; and its trace."""

    fault: OutreachError | None
    lines: tuple[str, ...]


def serve(pipe: Connection, location: str, key: bytes | None) -> None:
    """Answer what comes through the pipe, from the records at a location."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl+C is for the window, which then ends this too
    with kept_log(), suppress(EOFError, OSError):
        while pipe.poll(IDLE_SECONDS):
            asked = pipe.recv()
            if isinstance(asked, Asked):
                _answer(pipe, asked, location, key)


def _answer(pipe: Connection, asked: Asked, location: str, key: bytes | None) -> None:
    def step(share: float, words: str) -> None:
        pipe.send(Told(share, words))

    try:
        speak(asked.language)
        if database.obj is None:
            open_beside(location, key)
        with reading(), collecting.of_what_is_new():
            answer = asked.work(step, *asked.words)
        pipe.send(Answered(_packed(answer, pipe)))
    except OutreachError as fault:
        pipe.send(Fell(fault, tuple(trace_lines(fault))))
    except (BrokenPipeError, EOFError):
        raise  # the window is gone
    except Exception as error:  # noqa: BLE001 - told in the window, where every mistake is
        pipe.send(Fell(None, tuple(trace_lines(error))))


class _Packing(pickle.Pickler):
    """Sends what an answer keeps out of memory ahead of it, and puts a number in its place."""

    def __init__(self, made: BytesIO, pipe: Connection) -> None:
        super().__init__(made)
        self._pipe = pipe
        self._sent: list[Scratch] = []

    def persistent_id(self, thing: object) -> int | None:
        """The number of what is kept out of memory; None for anything else."""
        if not isinstance(thing, Scratch):
            return None
        if thing not in self._sent:
            for at in range(len(thing)):
                self._pipe.send(Piece(len(self._sent), thing[at]))
            self._sent.append(thing)
        return self._sent.index(thing)


class _Unpacking(pickle.Unpickler):
    """Puts what came ahead in its place again."""

    def __init__(self, told: bytes, aside: Mapping[int, Scratch]) -> None:
        super().__init__(BytesIO(told))
        self._aside = aside

    def persistent_load(self, number: int) -> Scratch:
        """What came under a number."""
        return self._aside[number]


def _packed(answer: object, pipe: Connection) -> bytes:
    made = BytesIO()
    _Packing(made, pipe).dump(answer)
    return made.getvalue()


def unpacked(told: bytes, aside: Mapping[int, Scratch]) -> Any:
    """An answer as it was given. ``aside`` is what came ahead of it, by number: one without a piece is empty."""
    return _Unpacking(told, aside).load()

"""The process beside the window: it answers one question after the other from the same records, and knows no toolkit.

It is handed a function and what to call it with, tells how far that is, and sends the answer back. It writes nothing to
the records, and ends when nobody has asked it for a while, or when the window is gone.
"""

import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import outreach.reports.orders  # noqa: F401 - what it is mostly asked for, loaded while the window asks what to choose
from outreach.errors import OutreachError
from outreach.languages.spoken import speak
from outreach.machine.log import kept_log
from outreach.machine.traces import trace_lines
from outreach.records.base import database
from outreach.records.database import open_beside, reading

IDLE_SECONDS = 300
"""How long it waits for the next question."""


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
class Answered:
    """The answer."""

    answer: Any


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
            _answer(pipe, pipe.recv(), location, key)


def _answer(pipe: Connection, asked: Asked, location: str, key: bytes | None) -> None:
    def step(share: float, words: str) -> None:
        pipe.send(Told(share, words))

    try:
        speak(asked.language)
        if database.obj is None:
            open_beside(location, key)
        with reading():
            answer = asked.work(step, *asked.words)
        pipe.send(Answered(answer))
    except OutreachError as fault:
        pipe.send(Fell(fault, tuple(trace_lines(fault))))
    except (BrokenPipeError, EOFError):
        raise  # the window is gone
    except Exception as error:  # noqa: BLE001 - told in the window, where every mistake is
        pipe.send(Fell(None, tuple(trace_lines(error))))

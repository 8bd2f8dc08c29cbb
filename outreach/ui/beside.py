"""Long reading in a process beside the window: whatever it does there, the window never waits for it.

An interpreter does one thing at a time, and hands itself over only now and then: a worker that laid out a report held
up the keys by a tenth of a second, and the clearing up after it by half of one; one that compared a file with a city's
people held up a page by most of a second.

rendered = beside.run(progress, made, wanted)         # on a worker, which only waits for the answer
"""

import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic
from typing import TYPE_CHECKING, Any

from outreach.errors import DamagedError, OutreachError
from outreach.languages.spoken import spoken_code
from outreach.machine.log import Term
from outreach.machine.traces import ElsewhereError
from outreach.records.database import found_damaged
from outreach.records.scratch import Scratch
from outreach.ui.beside_process import Answered, Asked, Fell, Piece, Ready, Step, Told, serve, unpacked
from outreach.ui.tasks import CancelledError, Progress

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

LOOKS_UP_SECONDS = 0.05
"""How often a worker that waits asks whether the answer is still wanted."""
GRACE_SECONDS = 0.3
"""How long work that is not wanted any more may go on: to end its process and begin another would cost more."""
TRIES = 2
log = logging.getLogger("outreach.ui")
_here = threading.Lock()
"""One document at a time in the window's own process: the paper library keeps fonts and measured paragraphs."""


class Beside:
    """A process beside a window. It begins when it is first wanted, and ends when it is idle for long.

    Where there is none, as on a PC that lets no program start another, the window's own process does the work; so it
    does where no location is told.
    """

    def __init__(self, location: str, key: bytes | None) -> None:
        self._location, self._key = location, key
        self._works = bool(location)
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def begin(self, work: Callable[..., object]) -> None:
        """Start it ahead of the first question, unless it runs, and have it load what the work is made of."""
        if self._works and self._turn.acquire(blocking=False):
            try:
                with suppress(OSError):  # the question meets it again, and tells
                    self._started().send(Ready(work))
            finally:
                self._turn.release()

    def run[*Words, Answer](self, progress: Progress, work: Callable[[Step, *Words], Answer], *words: *Words) -> Answer:
        """Do work and give its answer, on a worker that waits meanwhile; what the work raises is raised here.

        ``work`` is a function of a module that needs no toolkit; it and its words can be pickled.
        Raises :class:`CancelledError` when the answer is not wanted any more: then nothing goes on.
        """
        with self._taking_turns(progress):
            for last in range(1, TRIES + 1):
                if not self._works:
                    break
                try:
                    answer: Answer = self._answered(progress, Asked(work, words, spoken_code()))
                    return answer
                except (OSError, EOFError) as gone:
                    self._end()
                    if last == TRIES:
                        self._works = False
                        log.warning("No process works beside the window: %s", Term(type(gone).__name__))
            with _here:
                progress.ask()
                return work(progress.step, *words)

    def close(self) -> None:
        """End it, and wait until it has ended: its file is then free for others."""
        with self._turn:
            self._works = False
            self._end()

    @contextmanager
    def _taking_turns(self, progress: Progress) -> Iterator[None]:
        while not self._turn.acquire(timeout=LOOKS_UP_SECONDS):
            progress.ask()
        try:
            yield
        finally:
            self._turn.release()

    def _started(self) -> Connection:
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self._end()
        spawn = get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        with theirs:
            self._process = spawn.Process(
                target=serve, args=(theirs, self._location, self._key), name="outreach-beside", daemon=True
            )
            self._process.start()
        return self._pipe

    def _answered(self, progress: Progress, asked: Asked) -> Any:
        pipe = self._started()
        pipe.send(asked)
        aside = defaultdict[int, Scratch](Scratch)
        try:
            while True:
                while not pipe.poll(LOOKS_UP_SECONDS):
                    progress.ask()
                match pipe.recv():
                    case Told(share, words):
                        progress.step(share, words)
                    case Piece(of, block):
                        aside[of].append(block)
                    case Answered(answer):
                        return unpacked(answer, aside)
                    case Fell(fault, lines):
                        break
        except (CancelledError, OutreachError):
            self._leave(pipe)
            raise
        if fault is None:
            raise ElsewhereError(lines)
        if isinstance(fault, DamagedError):
            found_damaged()
        raise fault from ElsewhereError(lines)

    def _leave(self, pipe: Connection) -> None:
        """End what is under way, unless it has an answer in a moment: nobody wants it."""
        until = monotonic() + GRACE_SECONDS
        with suppress(OSError, EOFError):
            while pipe.poll(max(0.0, until - monotonic())):
                if isinstance(pipe.recv(), Answered | Fell):
                    return
        self._end()

    def _end(self) -> None:
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if pipe is not None:
            pipe.close()  # at which it ends by itself, unless it is at work
        if process is not None and process.pid is not None:
            process.join(GRACE_SECONDS)
            process.kill()
            process.join()
            process.close()

"""Work off the window's thread: results come back by signal, late ones for an older question are dropped."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from weakref import WeakMethod

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from outreach.languages.spoken import say

OFFERED = "suggest/"
"""How the keys of what is asked while somebody types a name begin."""
DRAWN = "drawing/"
"""How those of what is drawn do."""
BUSY_AFTER_MS = 200
SLOW_AFTER_MS = 2000
PAINTED_AFTER_MS = 10
"""The toolkit paints within 5 ms of when it has nothing else to do."""


def when_painted(owner: QObject, then: Callable[[], None]) -> None:
    """Call something, unless its owner is gone, when the window has painted what it has to show by now.

    That is counted from when the loop runs: what is asked before the window is shown waits for its first paint, too.
    """
    QTimer.singleShot(0, owner, lambda: QTimer.singleShot(PAINTED_AFTER_MS, owner, then))


class CancelledError(Exception):
    """The person at the keyboard does not want the result any more."""


class Progress:
    """What long work tells about itself, and where it learns that it may stop. Safe to use from any thread."""

    def __init__(self, report: Callable[[float, str], None] = lambda _share, _words: None) -> None:
        self._report = report
        self._cancelled = threading.Event()

    def step(self, share: float, words: str) -> None:
        """Say how far the work is, from 0 to 1, and what it does now; raises CancelledError when it should stop."""
        self.ask()
        self._report(share, words)

    def ask(self) -> None:
        """Raise CancelledError when the work should stop; tells nothing."""
        if self._cancelled.is_set():
            raise CancelledError

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled.set()


class _Job:
    """A question or a piece of work that is under way."""

    def __init__(
        self, key: str, words: str, progress: Progress, done: Callable[[object], None], writes: bool, stopped: str
    ) -> None:
        self.key, self.words, self.progress = key, words, progress
        self.done = WeakMethod(done)
        self.writes, self.stopped = writes, stopped
        self.future: Future[object] | None = None


class Tasks(QObject):
    """The window's one set of workers.

    ``done`` must be a bound method: it is held weakly, so that a page that is gone is neither kept alive nor called.
    A second question under the same key makes the answer to the first one worthless; it is dropped when it arrives.
    ``leave`` is what each worker does last.
    """

    busy_changed = Signal(bool)
    slow_changed = Signal(str)
    progressed = Signal(float, str)
    failed = Signal(object)
    stopped = Signal(str)
    _arrived = Signal(int, object, object)
    _reported = Signal(int, float, str)

    def __init__(
        self, parent: QObject | None = None, workers: int = 2, leave: Callable[[], None] | None = None
    ) -> None:
        super().__init__(parent)
        self._workers, self._leave = workers, leave
        self._executor = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="outreach")
        self._jobs: dict[int, _Job] = {}
        self._current: dict[str, int] = {}
        self._ticket = 0
        self.answered: set[str] = set()
        """The keys of what was answered since there was last nothing to wait for, until that is told."""
        self._open = True
        self._busy_timer = self._timer(BUSY_AFTER_MS, self._say_busy)
        self._slow_timer = self._timer(SLOW_AFTER_MS, self._say_slow)
        self._arrived.connect(self._deliver)
        self._reported.connect(self._pass_on)

    def _timer(self, after: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(slot)
        return timer

    @property
    def idle(self) -> bool:
        """Whether no answer is awaited."""
        return not self._jobs

    def awaits(self, key: str) -> bool:
        """Whether the answer under this key is still to come."""
        return key in self._current

    def read(
        self,
        key: str,
        question: Callable[[], object],
        done: Callable[[object], None],
        words: str = "",
        *,
        patient: bool = False,
    ) -> None:
        """Ask ``question`` on a worker and hand its answer to ``done`` on the window's thread.

        A ``patient`` question is asked when the window has painted what it has to show by now.
        """

        def plain(progress: Progress) -> object:
            progress.step(0.0, words or say("Reading"))
            return question()

        self.run(key, plain, done, words, patient=patient)

    def run(
        self,
        key: str,
        work: Callable[[Progress], object],
        done: Callable[[object], None],
        words: str,
        *,
        patient: bool = False,
        writes: bool = False,
        stopped: str = "",
    ) -> None:
        """Do long work on a worker; ``work`` reports through the :class:`Progress` it is given and may be cancelled.

        Work that ``writes`` is heard to its end even so: it may have been too late to stop it. Until then no other is
        begun under its key. ``stopped`` is what is said when it was cancelled, and came to nothing; of work that writes
        something is always said.
        """
        if not self._open or self._is_writing(key):
            return
        self.drop(key)
        self._ticket += 1
        ticket = self._ticket

        def report(share: float, told: str) -> None:
            self._reported.emit(ticket, share, told)

        if writes and not stopped:
            stopped = say("Stopped: nothing was written down.")
        job = _Job(key, words, Progress(report), done, writes, stopped)
        self._jobs[ticket] = job
        self._current[key] = ticket
        if not self._busy_timer.isActive():
            self._busy_timer.start()
            self._slow_timer.start()

        def on_worker() -> None:
            answer: object = None
            fault: Exception | None = None
            try:
                answer = work(job.progress)
            except CancelledError as stop:
                fault = stop
            except Exception as error:  # noqa: BLE001 - carried to the window's thread, where every fault is shown
                fault = error
            self._arrived.emit(ticket, answer, fault)

        def begin() -> None:
            if ticket in self._jobs:
                job.future = self._executor.submit(on_worker)

        # The interpreter does one thing at a time: a worker that begins before the window is painted holds that up.
        if patient:
            when_painted(self, begin)
        else:
            begin()

    def drop(self, key: str) -> None:
        """Forget the question under this key: its answer, if it still comes, goes nowhere."""
        ticket = self._current.pop(key, None)
        if ticket is not None:
            self._withdraw(ticket)

    def cancel_all(self) -> None:
        """Stop everything that is under way; what has been saved stays saved, and is told."""
        for key, ticket in list(self._current.items()):
            job = self._jobs[ticket]
            if job.writes and job.future is not None and not job.future.cancel():
                job.progress.cancel()
            else:
                self.drop(key)
                self._tell_stopped(job)
        if self._jobs:
            self.slow_changed.emit(say("Stopping"))

    @property
    def is_open(self) -> bool:
        """Whether they were not closed yet."""
        return self._open

    def close(self) -> None:
        """Cancel, and wait until no worker is left; closing once more does nothing."""
        was_open, self._open = self._open, False
        for key in list(self._current):
            self.drop(key)
        if was_open and self._leave is not None:
            self._dismiss(self._leave)
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._jobs.clear()
        self._settle()

    def _dismiss(self, leave: Callable[[], None]) -> None:
        # Each waits for the others, so that none takes the turn of another.
        together = threading.Barrier(self._workers)

        def last() -> None:
            together.wait()
            leave()

        for leaving in [self._executor.submit(last) for _ in range(self._workers)]:
            leaving.result()

    def _is_writing(self, key: str) -> bool:
        ticket = self._current.get(key)
        return ticket is not None and self._jobs[ticket].writes

    def _withdraw(self, ticket: int) -> None:
        job = self._jobs.pop(ticket, None)
        if job is not None:
            job.progress.cancel()
            if job.future is not None:
                job.future.cancel()
        self._settle()

    def _deliver(self, ticket: int, answer: object, fault: object) -> None:
        job = self._jobs.pop(ticket, None)
        if job is None:
            return
        self._current.pop(job.key, None)
        self.answered.add(job.key)
        self._settle()
        if isinstance(fault, CancelledError):
            self._tell_stopped(job)
            return
        if fault is not None:
            self.failed.emit(fault)
            return
        done = job.done()
        owner = getattr(done, "__self__", None)
        if done is not None and (not isinstance(owner, QObject) or shiboken6.isValid(owner)):
            done(answer)

    def _tell_stopped(self, job: _Job) -> None:
        if job.stopped:
            self.stopped.emit(job.stopped)

    def _pass_on(self, ticket: int, share: float, words: str) -> None:
        if ticket in self._jobs:
            self.progressed.emit(share, words)

    def _settle(self) -> None:
        if not self._jobs:
            self._busy_timer.stop()
            self._slow_timer.stop()
            self.busy_changed.emit(False)
            self.answered.clear()
            self.slow_changed.emit("")

    def _say_busy(self) -> None:
        self.busy_changed.emit(True)

    def _say_slow(self) -> None:
        words = next(iter(self._jobs.values())).words if self._jobs else ""
        self.slow_changed.emit(words)

"""What is being typed is kept, so that a crash or a power cut loses nothing of it."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from outreach.errors import ServerLostError
from outreach.records.database import connection

SAVED_AFTER_MS = 400
PUT_AWAY = "put away/"
"""How the key begins of what was left on purpose: it comes back in its form, and is not offered at the next start."""

type Saver = Callable[[str, str, datetime], None]
type Dropper = Callable[[str], None]
type Loader = Callable[[], Mapping[str, str]]


class DraftKeeper(QObject):
    """Keeps drafts by the key of their form, a moment after the last key press and off the window's thread.

    One worker writes them in the order they were typed, so that an older draft never overwrites a newer one.
    """

    failed = Signal(object)
    _unsaved = Signal(str, str)

    def __init__(self, save: Saver, drop: Dropper, parent: QObject | None = None, load: Loader = dict) -> None:
        super().__init__(parent)
        self._save = save
        self._drop = drop
        self._load = load
        self._held: dict[str, str] | None = None
        self._waiting: dict[str, Callable[[], str]] = {}
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="outreach-drafts")
        self._last: Future[bool] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVED_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self._unsaved.connect(self._hold)

    def keep(self, key: str, payload: Callable[[], str]) -> None:
        """Keep what ``payload`` tells, soon: it is asked once, when the typing pauses."""
        self._waiting[key] = payload
        self._timer.start()

    def kept(self, key: str) -> str | None:
        """What was typed under a key, as far as the last key press; None when nothing is kept."""
        if self._held is None:
            self._held = dict(self._load())
        waiting = self._waiting.get(key)
        if waiting is not None:
            self._held[key] = waiting()
        return self._held.get(key)

    def _hold(self, key: str, payload: str) -> None:
        """Hold on to what could not be written because the server is away, unless more was typed since."""
        self._waiting.setdefault(key, lambda: payload)

    def forget(self, key: str) -> None:
        """The form was recorded or given up: its draft is not wanted any more."""
        self._waiting.pop(key, None)
        if self._held is not None:
            self._held.pop(key, None)
        self._later(lambda: self._drop(key))

    def flush(self) -> bool:
        """Write what waits without waiting for a pause; returns whether every form could tell what was typed."""
        waiting, self._waiting = self._waiting, {}
        told = True
        for key, payload in waiting.items():
            try:
                words = payload()
            except Exception as error:  # noqa: BLE001 - told as every fault is, and the other drafts are still written
                told = False
                self.failed.emit(error)
            else:
                if self._held is not None:
                    self._held[key] = words
                self._later(self._saving(key, words), (key, words))
        return told

    def settle(self) -> None:
        """Write what waits, and return when it is written."""
        self.flush()
        if self._last is not None:
            self._last.result()

    def kept_within(self, seconds: float) -> bool:
        """Write what waits, and say whether everything is written after so long: as when the program is at fault."""
        told = self.flush()
        try:
            return told and (self._last is None or self._last.result(seconds))
        except TimeoutError:
            return False

    def close(self) -> None:
        """Write what waits, and let the worker go."""
        self.flush()
        self._worker.shutdown(wait=True)

    def _saving(self, key: str, payload: str) -> Callable[[], None]:
        at = datetime.now(UTC)
        return lambda: self._save(key, payload, at)

    def _later(self, write: Callable[[], None], unsaved: tuple[str, str] | None = None) -> None:
        def on_worker() -> bool:
            try:
                with connection():
                    write()
                return True
            except ServerLostError as lost:
                if unsaved is not None:
                    self._unsaved.emit(*unsaved)
                else:
                    self.failed.emit(lost)
            except Exception as error:  # noqa: BLE001 - carried to the window's thread, where every fault is shown
                self.failed.emit(error)
            return False

        self._last = self._worker.submit(on_worker)

"""News of what colleagues write, and of the server that is lost and found again, on a thread of its own."""

from threading import Event, Thread

from PySide6.QtCore import QObject, Signal

from outreach.errors import OutreachError, ServerLostError
from outreach.queries.news import newest_entry, news_since
from outreach.records.database import connection
from outreach.records.feed import Watch

FIRST_RETRY_SECONDS = 0.5
LONGEST_RETRY_SECONDS = 15.0


class Feed(QObject):
    """``arrived`` brings the :class:`News` of others and of oneself; ``lost`` a sentence, once; ``found`` nothing;
    ``failed`` a mistake in the program, after which nothing more is heard.

    A server that is lost is tried again after half a second, then after twice as long each time, up to 15 seconds.
    """

    arrived = Signal(object)
    lost = Signal(str)
    found = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ended = Event()
        self._retry_now = Event()
        self._thread: Thread | None = None
        self._seen: int | None = None
        self.away = ""
        """What is said of a server that is not there; empty while it is."""

    def start(self, seen: int | None = None) -> None:
        """Begin to watch for what comes after the entry ``seen`` of the trail; without it, after the newest there is.

        Whoever shows records asks for the newest entry before she reads them: what comes in between is news then.
        """
        if self._thread is None and not self._ended.is_set():
            self._seen = seen
            self._thread = Thread(target=self._run, name="outreach-feed", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End, and wait until the thread has."""
        self._ended.set()
        self._retry_now.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def retry(self) -> None:
        """Try a lost server at once."""
        self._retry_now.set()

    def _run(self) -> None:
        seen = self._seen
        is_lost, wait = False, FIRST_RETRY_SECONDS
        while not self._ended.is_set():
            try:
                with connection():
                    watch = Watch()
                    seen = newest_entry() if seen is None else self._tell(seen)
                    self.away = ""
                    if is_lost:
                        self.found.emit()
                    is_lost, wait = False, FIRST_RETRY_SECONDS
                    while not self._ended.is_set():
                        if not watch.changed(self._ended):
                            continue
                        before, seen = seen, self._tell(seen)
                        if seen != before:
                            watch.rest(self._ended)
            except OutreachError as fault:
                self.away = str(fault) if isinstance(fault, ServerLostError) else ""
                if not is_lost and not self._ended.is_set():
                    self.lost.emit(str(fault))
                is_lost = True
                self._retry_now.wait(wait)
                self._retry_now.clear()
                wait = min(2 * wait, LONGEST_RETRY_SECONDS)
            except Exception as error:  # noqa: BLE001 - carried to the window's thread, where every fault is shown
                self.failed.emit(error)
                return

    def _tell(self, seen: int) -> int:
        news = news_since(seen)
        if news:
            self.arrived.emit(news)
        return news[-1].entry if news else seen

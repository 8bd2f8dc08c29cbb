"""Noticing that nobody is at the keyboard any more."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from outreach.machine.settings import LONGEST_LOCK_MINUTES

LONGEST = timedelta(minutes=LONGEST_LOCK_MINUTES)

LOOK_EVERY_MS = 15_000
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Tells when no key or mouse was used for a while; time that a PC slept counts."""

    idle = Signal()

    def __init__(self, application: QCoreApplication, minutes: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._used = datetime.now().astimezone()
        application.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @property
    def after(self) -> timedelta:
        """How long nobody may be there; asked anew, so that another choice counts at once."""
        return min(max(timedelta(minutes=self._minutes()), timedelta(minutes=1)), LONGEST)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Notice that somebody is there."""
        if event.type() in _INPUT:
            self._used = datetime.now().astimezone()
        return False

    def _look(self) -> None:
        self.look(datetime.now().astimezone())

    def look(self, at: datetime) -> None:
        """Tell when it is so long ago that anybody was there; a clock that was set back starts anew."""
        if at < self._used:
            self._used = at
        if at - self._used >= self.after:
            self.idle.emit()

"""Closing the window: one more backup first where something was written since the last, and a way around it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QWidget

from outreach.languages.spoken import say
from outreach.ui.backups import desk_backups
from outreach.ui.desk import Desk
from outreach.ui.widgets.basics import Card, button, in_the_middle, label

CARD_PX = 440
VERDICT_MS = 2_000
"""How long closing waits for the verdict on what was taken: enough for a precinct's records, not for a city's."""
WORDS = "A copy of the records is written, then verified. What takes longer is verified when you open them again."
ON_SERVER = "A verified copy of the records is written."


class ClosingBackup(QWidget):
    """What covers the window while its last backup is taken, and for a moment while it is verified. ``done`` comes when
    the window may close.
    """

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setAccessibleName(say("Backing up before closing"))
        self._desk = desk
        self._backups = desk_backups(desk)
        self.words = label(say("Backing up before closing"), "title", wrap=True)
        self.told = label(say(WORDS if not self._backups.on_server else ON_SERVER), "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(say("How far the backup is"))
        self.again = button(say("Try again"), self.begin, "main")
        self.skip = button(say("Close without a backup"), self.done.emit)
        self._lay_out()
        self._verdict = QTimer(self)
        self._verdict.setSingleShot(True)
        self._verdict.timeout.connect(self.done)
        self._backups.taken.connect(self._await_verdict)
        self._backups.verified.connect(self._hear_verdict)
        self._backups.failed.connect(self._tell)
        desk.tasks.progressed.connect(self._show_progress)

    def _lay_out(self) -> None:
        card = Card()
        for widget in (self.words, self.told, self.bar):
            card.body.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addWidget(self.skip)
        row.addStretch(1)
        card.body.addLayout(row)
        in_the_middle(self, card, CARD_PX)

    def begin(self) -> None:
        """Take the backup."""
        self.again.hide()
        self.bar.setValue(0)
        self.bar.show()
        self.skip.setFocus(Qt.FocusReason.OtherFocusReason)
        self._backups.take()

    def _await_verdict(self) -> None:
        if self._backups.on_server or not VERDICT_MS:
            self.done.emit()
        else:
            self._verdict.start(VERDICT_MS)

    def _hear_verdict(self) -> None:
        if self._backups.unverified is None and self._verdict.isActive():
            self._verdict.stop()
            self.done.emit()

    def _show_progress(self, share: float, _words: str) -> None:
        self.bar.setValue(round(share * 100))

    def _tell(self, fault: object) -> None:
        self._verdict.stop()
        self.words.setText(say("Not backed up"))
        self.told.setText(str(fault))
        self.bar.hide()
        self.again.show()
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)


class Closing:
    """Decides whether a window may close at once. One closing while the backup runs means: without it."""

    def __init__(self, desk: Desk, layers: QStackedWidget) -> None:
        self._desk, self._layers = desk, layers
        self.cover: ClosingBackup | None = None
        self.at_once = False

    def holds(self) -> bool:
        """Whether the window must stay for a moment; the backup has begun then, and closes it when it is taken.

        Its verdict is waited for no longer than :data:`VERDICT_MS`.
        """
        if self.at_once or self.cover is not None or not self._desk.precinct:
            return False
        if not desk_backups(self._desk).wanted:
            return False
        self.cover = ClosingBackup(self._desk)
        self.cover.done.connect(self._leave)
        self._layers.addWidget(self.cover)
        self._layers.setCurrentWidget(self.cover)
        self.cover.begin()
        return True

    def _leave(self) -> None:
        self.at_once = True
        window = self._layers.window()
        QTimer.singleShot(0, window, window.close)

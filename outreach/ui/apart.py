"""What stands in the window's place while work has the records for itself: what is done, how far it is, and Cancel."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from outreach.languages.spoken import say
from outreach.records.database import disconnect
from outreach.ui.tasks import Progress, Tasks
from outreach.ui.widgets.basics import Card, button, in_the_middle, label

CARD_PX = 440
MEANWHILE = "The window comes back when this is done. Nothing needs to be done here."


@dataclass(frozen=True, slots=True)
class Ended:
    """How the work ended: with an answer, or with the exception that it raised."""

    answer: object = None
    fault: Exception | None = None


class Apart(QWidget):
    """A card in the middle of nothing else. ``ended`` carries an :class:`Ended` once the work let go of the records.

    With ``may_cancel`` the work learns from its :class:`Progress` that it should stop, and ends with the
    :class:`CancelledError` that it raised: only then has it cleared away what it had made.
    """

    ended = Signal(object)
    _told = Signal(float, str)

    def __init__(self, words: str, *, may_cancel: bool = False) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setAccessibleName(words)
        self.tasks = Tasks(self, workers=1)
        self._progress = Progress(self._told.emit)
        self.words = label(words, "title", wrap=True)
        self.told = label(say(MEANWHILE), "muted", wrap=True, name=say("What is done now"))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(say("How far it is"))
        self.cancel = button(say("Cancel"), self._cancel, name=say("Cancel: {words}", words=words))
        self.cancel.setVisible(may_cancel)
        self._told.connect(self._tell)
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card()
        for widget in (self.words, self.told, self.bar):
            card.body.addWidget(widget)
        card.body.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        in_the_middle(self, card, CARD_PX)

    def begin(self, work: Callable[[Progress], object]) -> None:
        """Do the work on a worker."""
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tasks.run("apart", lambda _: self._done(work), self._end, self.words.text())

    def _done(self, work: Callable[[Progress], object]) -> Ended:
        try:
            return Ended(work(self._progress))
        except Exception as fault:  # noqa: BLE001 - carried to the window's thread, where every fault is shown
            return Ended(fault=fault)
        finally:
            disconnect()

    def _end(self, ended: object) -> None:
        self.ended.emit(ended)

    def _tell(self, share: float, words: str) -> None:
        if self.cancel.isEnabled():
            self.bar.setRange(0, 100)
            self.bar.setValue(round(share * 100))
            self.told.setText(words)

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.bar.setRange(0, 0)
        self.told.setText(say("Stopping, and clearing away what was made"))
        self._progress.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Closed by the one who waits: what may be cancelled is, and the window comes back."""
        if not self.tasks.idle:
            event.ignore()
            if self.cancel.isVisible():
                self._cancel()
            return
        super().closeEvent(event)

    def close_workers(self) -> None:
        """Stop what may be stopped, and wait until nothing is under way."""
        self._progress.cancel()
        self.tasks.close()

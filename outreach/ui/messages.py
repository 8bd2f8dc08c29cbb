"""The one door for everything the window says: what happened, that nothing was lost, and what to do."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from outreach.errors import DamagedError, OutreachError
from outreach.languages.spoken import say
from outreach.machine.faults import Report, report_of
from outreach.machine.log import Term
from outreach.ui.painted import beginning, margins
from outreach.ui.theme import redress
from outreach.values import frozen

INFO_STAYS_MS = 6000
log = logging.getLogger("outreach.ui")


@frozen
class Message:
    """One thing said: its kind (info, good, fault or bug), the sentence, a bug's report, and what it opens."""

    kind: str
    text: str
    details: str = ""
    opens: Callable[[], None] | None = None
    undo: bool = False
    report: Report | None = None


class Messages(QObject):
    """Takes messages from every page and keeps them in order; the window shows them, tests read :attr:`said`."""

    spoken = Signal(object)
    settled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.said: list[Message] = []
        self.undo: Callable[[], None] | None = None
        self.repair: Callable[[], None] | None = None

    def info(self, text: str, opens: Callable[[], None] | None = None) -> None:
        """Say something that needs no answer; ``opens`` leads to what it is about."""
        self._say(Message("info", text, opens=opens))

    def good(self, text: str, *, undo: bool = False) -> None:
        """Say that something worked; with ``undo`` where it was the last step, which undo takes back."""
        self._say(Message("good", text, undo=undo))

    def fault(self, text: str) -> None:
        """Say that something could not be done, in one sentence that tells what to do."""
        self._say(Message("fault", text))

    def error(self, error: object) -> None:
        """Tell about an exception: a known fault by its own sentence, anything else as the bug it is."""
        if isinstance(error, OutreachError):
            log.info("Told a fault, %s", Term(type(error).__name__), exc_info=error)
        if isinstance(error, DamagedError):
            self._say(Message("fault", str(error), opens=self.repair))
            return
        if isinstance(error, OutreachError):
            self.fault(str(error))
            return
        report = report_of(error if isinstance(error, BaseException) else RuntimeError(str(error)))
        again = say(" It has happened {times} times.", times=report.times) if report.times > 1 else ""
        words = say(
            "This is a mistake in the program, not yours. Nothing that was saved is lost.{again} Copy "
            "the report for whoever looks after Outreach, then try again.",
            again=again,
        )
        self._say(Message("bug", words, report.text, report=report))

    def settle(self) -> None:
        """Put away a fault that was told, because it is being tried anew: a mistake in the program stays to be seen."""
        if self.said and self.said[-1].kind == "fault":
            self.settled.emit()

    def outdate(self) -> None:
        """Put away what was told with an Undo: another step is the last one now, and Undo would take that back."""
        if self.said and self.said[-1].undo:
            self.settled.emit()

    def _say(self, message: Message) -> None:
        self.said.append(message)
        self.spoken.emit(message)


class MessageBar(QFrame):
    """The bar under the search box that shows the latest message; faults stay until they are put away."""

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._message = Message("info", "")
        self.setProperty("look", "info")
        self.setAccessibleName(say("Message"))
        self.text = QLabel()
        self.text.setObjectName("told")
        self.text.setWordWrap(True)
        self.text.setAlignment(beginning())
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.undo = self._button(say("Undo"), say("Undo what was just done"))
        self.undo.clicked.connect(self._undo)
        self.open = self._button(say("Open", sense="button"), say("Open what this message is about"))
        self.open.clicked.connect(self._open)
        self.copy = self._button(say("Copy report"), say("Copy the report of this mistake"))
        self.copy.clicked.connect(self._copy)
        self.dismiss = self._button(say("Dismiss"), say("Dismiss this message"))
        self.dismiss.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(margins(16, 4, 8, 4))
        layout.addWidget(self.text)
        layout.addWidget(self.undo)
        layout.addWidget(self.open)
        layout.addWidget(self.copy)
        layout.addWidget(self.dismiss)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(INFO_STAYS_MS)
        self._timer.timeout.connect(self.hide)
        messages.spoken.connect(self.show_message)
        messages.settled.connect(self.hide)
        self.hide()

    def _button(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("look", "quiet")
        button.setAccessibleName(name)
        return button

    def show_message(self, message: Message) -> None:
        """Show this message in its colours."""
        self._message = message
        redress(self, message.kind)
        redress(self.text, message.kind)
        word = {"info": "", "good": "", "fault": say("Not done. "), "bug": say("Something went wrong. ")}[message.kind]
        self.text.setText(word + message.text)
        self.text.setAccessibleName(word + message.text)
        self.copy.setText(say("Copy report"))
        self.copy.setVisible(bool(message.details))
        self.open.setVisible(message.opens is not None)
        self.undo.setVisible(message.undo and self._messages.undo is not None)
        self.show()
        if message.kind in ("info", "good") and message.opens is None:
            self._timer.start()
        else:
            self._timer.stop()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._message.details)
        self.copy.setText(say("Copied"))

    def _open(self) -> None:
        self.hide()
        if self._message.opens is not None:
            self._message.opens()

    def _undo(self) -> None:
        self.hide()
        if self._messages.undo is not None:
            self._messages.undo()

"""The commander's message of a period: written once, kept with the period, printed with every copy."""

import json

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from outreach.actions.issue import write_report_words
from outreach.errors import OutreachError, StaleVersionError
from outreach.queries.drafts import draft
from outreach.queries.issued import PartWords
from outreach.queries.period import Period
from outreach.ui.desk import Desk
from outreach.ui.widgets.basics import Card, button, label
from outreach.ui.widgets.fields import Field

PART = "message"
TALL_PX = 120


class MessageEditor(Card):
    """The words are a draft while they are typed, and kept when the field is left or by Ctrl+Enter."""

    reread_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("Commander’s message")
        self._desk = desk
        self._kind = ""
        self._period: Period | None = None
        self._version: int | None = None
        self._kept = ""
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(TALL_PX)
        self.edit.setPlaceholderText("What the month was about, in the commander’s words.")
        self.state = label("", "small", wrap=True)
        self.keep = button("Keep message", self._keep_pressed)
        self.body.addWidget(Field("&Message", self.edit))
        self.body.addWidget(self.state)
        self.body.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.edit.textChanged.connect(self._typed)
        self.edit.installEventFilter(self)

    @property
    def _draft_key(self) -> str:
        first = self._period.first.isoformat() if self._period else ""
        return f"report/{self._kind}/{first}/{PART}"

    @property
    def changed(self) -> bool:
        """Whether what stands there differs from what is kept."""
        return self.edit.toPlainText().strip() != self._kept.strip()

    @property
    def words(self) -> str:
        """What stands there."""
        return self.edit.toPlainText().strip()

    def show_words(self, kind: str, period: Period, parts: dict[str, PartWords]) -> None:
        """Show the words kept for a period; what is being typed for the same period stays."""
        same = (kind, period) == (self._kind, self._period)
        typing = same and self.changed
        self._kind, self._period = kind, period
        kept = parts.get(PART)
        self._version, self._kept = (kept.version, kept.words) if kept else (None, "")
        if not typing:
            half = None if same else self._desk.now(lambda: draft(self._desk.actor.workstation, self._draft_key))
            self._set(json.loads(half) if half else self._kept)
        self._tell()

    def _set(self, words: str) -> None:
        if words != self.edit.toPlainText():
            blocked = self.edit.blockSignals(True)
            self.edit.setPlainText(words)
            self.edit.blockSignals(blocked)

    def _tell(self) -> None:
        self.state.setText("Not kept yet." if self.changed else "Kept." if self._kept else "")
        self.keep.setVisible(self.changed)

    def _typed(self) -> None:
        words = json.dumps(self.edit.toPlainText())
        self._desk.drafts.keep(self._draft_key, lambda: words)
        self._tell()

    def _keep_pressed(self) -> None:
        self.save()

    def save(self) -> bool:
        """Keep the words; False when somebody else wrote others meanwhile, which is told."""
        if self._period is None or not self.changed:
            return True
        desk, period, words = self._desk, self._period, self.words
        which = (desk.precinct, self._kind, period.first, period.last, PART, words, self._version)
        try:
            desk.attempt(lambda: write_report_words(desk.actor, *which))
        except StaleVersionError:
            desk.messages.fault(
                "Somebody else wrote this message meanwhile, so yours was not kept: it still stands in the field. "
                "Copy what you need, then press Keep message again to write yours over it."
            )
            self.reread_wanted.emit()
            return False
        except OutreachError as error:
            desk.messages.error(error)
            return False
        self._kept = words
        desk.drafts.forget(self._draft_key)
        self._tell()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Leaving the field keeps the words, and so does Ctrl+Enter."""
        if event.type() == QEvent.Type.FocusOut:
            self.save()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.save()
                return True
        return super().eventFilter(watched, event)

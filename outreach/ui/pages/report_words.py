"""Words an officer writes into a report of one period: kept with the period, printed with every copy."""

import json

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from outreach.actions.issue import write_report_words
from outreach.errors import OutreachError, StaleVersionError
from outreach.languages.spoken import say
from outreach.queries.drafts import draft
from outreach.queries.issued import PartWords
from outreach.queries.period import Period
from outreach.ui.desk import Desk


class KeptWords(QObject):
    """The words of one part of a report in their field.

    They are a draft while they are typed, and kept when the field is left or by Ctrl+Enter.
    """

    reread_wanted = Signal()
    told = Signal()

    def __init__(self, desk: Desk, edit: QLineEdit | QPlainTextEdit, part: str, parent: QObject) -> None:
        # Owned by the card, and made before the field is put into it, so that it is gone first when both go.
        super().__init__(parent)
        self._desk = desk
        self._edit = edit
        self._part = part
        self._kind = ""
        self._period: Period | None = None
        self._version: int | None = None
        self._kept = ""
        edit.textChanged.connect(self._typed)
        edit.installEventFilter(self)

    @property
    def words(self) -> str:
        """What stands there."""
        return self._text().strip()

    @property
    def changed(self) -> bool:
        """Whether what stands there differs from what is kept."""
        return self.words != self._kept.strip()

    @property
    def state(self) -> str:
        """Whether it is kept, in a word."""
        return say("Not kept yet.") if self.changed else say("Kept.") if self._kept else ""

    def show_words(self, kind: str, period: Period, parts: dict[str, PartWords], part: str = "") -> None:
        """Show the words kept for a part and period; what is being typed for the same ones stays."""
        same = (kind, period, part or self._part) == (self._kind, self._period, self._part)
        typing = same and self.changed
        self._kind, self._period, self._part = kind, period, part or self._part
        kept = parts.get(self._part)
        self._version, self._kept = (kept.version, kept.words) if kept else (None, "")
        if not typing:
            half = None if same else self._desk.now(lambda: draft(self._desk.typist, self._draft_key))
            self._set(json.loads(half) if half else self._kept)
        self.told.emit()

    def write(self, words: str) -> None:
        """Put words into the field as if they were typed."""
        self._edit.setPlainText(words) if isinstance(self._edit, QPlainTextEdit) else self._edit.setText(words)

    @property
    def _draft_key(self) -> str:
        days = f"{self._period.first.isoformat()}/{self._period.last.isoformat()}" if self._period else ""
        return f"report/{self._kind}/{days}/{self._part}"

    def _text(self) -> str:
        return self._edit.toPlainText() if isinstance(self._edit, QPlainTextEdit) else self._edit.text()

    def _set(self, words: str) -> None:
        if words != self._text():
            blocked = self._edit.blockSignals(True)
            self.write(words)
            self._edit.blockSignals(blocked)

    def _typed(self) -> None:
        if self.changed:
            words = json.dumps(self._text())
            self._desk.drafts.keep(self._draft_key, lambda: words)
        else:
            self._desk.drafts.forget(self._draft_key)
        self.told.emit()

    def save(self) -> bool:
        """Keep the words; False when somebody else wrote others meanwhile, which is told."""
        if self._period is None or not self.changed:
            return True
        desk, period, words = self._desk, self._period, self.words
        which = (desk.precinct, self._kind, period.first, period.last, self._part, words, self._version)
        try:
            desk.attempt(lambda: write_report_words(desk.actor, *which))
        except StaleVersionError:
            desk.messages.fault(
                say(
                    "Somebody else wrote these words meanwhile, so yours were not kept: they still stand in the "
                    "field. Copy what you need, then press Ctrl+Enter there to write yours over them."
                )
            )
            self.reread_wanted.emit()
            return False
        except OutreachError as error:
            desk.messages.error(error)
            return False
        self._kept = words
        desk.drafts.forget(self._draft_key)
        self.told.emit()
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

"""What each step of a problem found, typed straight into the page; what is typed survives, and so do others' words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.languages.spoken import say
from outreach.ui.kept_words import phase_word
from outreach.ui.widgets.basics import Card, button, label
from outreach.ui.widgets.fields import Field
from outreach.ui.widgets.growing_text import GrowingText


@dataclass(frozen=True, slots=True)
class Part:
    """One of the four steps: its name in the records, its words, and what it asks."""

    name: str
    words: str
    question: str


PARTS = (
    Part("scanning", "Scanning", "What happens, where, since when, and to whom?"),
    Part("analysis", "Analysis", "Why there and then? What was tried before?"),
    Part("response", "Response", "What is done about it, by whom, until when?"),
    Part("assessment", "Assessment", "What has changed, and how do we know?"),
)


class PartField(QWidget):
    """One step's words, and under them what somebody else has written meanwhile."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.kept = ""
        self.edit = GrowingText()
        self.edit.setPlaceholderText(say(part.question))
        self.field = Field(say(part.words), self.edit, say(part.question))
        self.theirs = label("", "fault", wrap=True)
        self.take = button(
            say("Take theirs"),
            self._take,
            "quiet",
            name=say("Take the other words for {step}", step=phase_word(part.name)),
        )
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(4)
        down.addWidget(self.field)
        row = QHBoxLayout()
        row.addWidget(self.theirs, 1)
        row.addWidget(self.take)
        down.addLayout(row)
        self._hide_theirs()

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.edit.toPlainText().strip()

    @property
    def is_changed(self) -> bool:
        """Whether it differs from what is kept."""
        return self.typed != self.kept

    def begin(self, kept: str) -> None:
        """Show what is kept, whatever stands there."""
        self.kept = kept
        self.edit.setPlainText(kept)
        self._hide_theirs()

    def meet(self, kept: str) -> None:
        """Somebody may have written meanwhile: a field that nobody is typing in follows, another one shows both."""
        if kept == self.kept:
            return
        if not self.is_changed or self.typed == kept:
            self.begin(kept)
        else:
            self.kept = kept
            self.theirs.setText(
                say("Somebody else wrote meanwhile: “{words}”", words=kept)
                if kept
                else say("Somebody else emptied this meanwhile.")
            )
            self.theirs.show()
            self.take.show()

    def _take(self) -> None:
        self.begin(self.kept)

    def _hide_theirs(self) -> None:
        self.theirs.hide()
        self.take.hide()


class PartsCard(Card):
    """The four fields. ``wanted`` brings all four when they shall be kept; ``typed`` comes with every key."""

    wanted = Signal(object)
    typed = Signal()
    thrown_away = Signal()

    def __init__(self) -> None:
        super().__init__(say("What we found"))
        self.fields = {part.name: PartField(part) for part in PARTS}
        self._showing = False
        for field in self.fields.values():
            self.body.addWidget(field)
            field.edit.textChanged.connect(self._text_changed)
        self.keep = button(say("Keep"), self.want, "main", name=say("Keep what is typed"), tip="Ctrl+Enter")
        self.throw = button(say("Throw away"), self._throw_away, "quiet", name=say("Throw away what is typed"))
        self.note = label("", "muted", wrap=True)
        self.bar = QWidget()
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.keep)
        row.addWidget(self.throw)
        row.addWidget(self.note, 1)
        self.body.addWidget(self.bar)
        self.bar.hide()
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(self.want)

    @property
    def is_changed(self) -> bool:
        """Whether something is typed that is not kept yet."""
        return any(field.is_changed for field in self.fields.values())

    def begin(self, kept: Mapping[str, str], draft: str | None) -> None:
        """Show another problem's words, and what was half typed about it when the program ended."""
        half = json.loads(draft) if draft else {}
        self._showing = True
        for name, field in self.fields.items():
            before, typed = half.get(name, (kept[name], kept[name]))
            field.begin(before)
            field.edit.setPlainText(typed)
            field.meet(kept[name])
        self._showing = False
        self._show_bar(say("Restored what was being typed.") if half else "")

    def meet(self, kept: Mapping[str, str]) -> None:
        """Show the same problem's words as they are kept now, and leave what is being typed."""
        self._showing = True
        for name, field in self.fields.items():
            field.meet(kept[name])
        self._showing = False
        self._show_bar("")

    def as_draft(self) -> str:
        """What is typed and not kept, each with what it was typed over."""
        changed = {name: (field.kept, field.typed) for name, field in self.fields.items() if field.is_changed}
        return json.dumps(changed, ensure_ascii=False)

    def want(self) -> None:
        """Ask for what is typed to be kept."""
        if self.is_changed:
            self.wanted.emit({name: field.typed for name, field in self.fields.items()})

    def kept_all(self) -> None:
        """What is typed is kept."""
        for field in self.fields.values():
            field.begin(field.typed)
        self._show_bar("")

    def _throw_away(self) -> None:
        for field in self.fields.values():
            field.begin(field.kept)
        self.thrown_away.emit()

    def _text_changed(self) -> None:
        if not self._showing:
            self._show_bar("")
            self.typed.emit()

    def _show_bar(self, note: str) -> None:
        self.bar.setVisible(self.is_changed)
        self.note.setText(note or say("Not kept yet. Ctrl+Enter keeps it."))

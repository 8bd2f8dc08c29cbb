"""Choosing from a long list by typing: one value, or several as chips."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from outreach.languages.spoken import say
from outreach.ui.widgets.basics import button, clear
from outreach.ui.widgets.fields import mark_fault
from outreach.ui.widgets.flow import FlowLayout


def best_match[Value](words: str, options: Sequence[tuple[str, Value]]) -> tuple[str, Value] | None:
    """The option meant by typed words: the same words, else the first that begins so, else one with a word that does.

    >>> best_match("high", [("Ensley", 1), ("Ensley Highlands", 2)])
    ('Ensley Highlands', 2)
    """
    wanted = " ".join(words.casefold().split())
    if not wanted:
        return None
    named = [(name.casefold(), (name, value)) for name, value in options]
    tests = (
        lambda name: name == wanted,
        lambda name: name.startswith(wanted),
        lambda name: f" {wanted}" in name.replace("(", " ").replace(".", " "),
    )
    for test in tests:
        for name, option in named:
            if test(name):
                return option
    return None


class Pick[Value](QComboBox):
    """One value out of many, found by typing the beginning of any of its words. Empty: none."""

    changed = Signal()

    def __init__(self, name: str, options: Sequence[tuple[str, Value]] = (), hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(14)
        self._options: tuple[tuple[str, Value], ...] = ()
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(hint)
            line.setAccessibleName(name)
            line.textEdited.connect(self._tell)
            line.editingFinished.connect(self.tidy)
        completer = self.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.activated.connect(self._tell)
        self.offer(options)

    def setEditText(self, words: str) -> None:  # noqa: N802
        """Show these words, from their first letter on unless somebody types there."""
        super().setEditText(words)
        self._show_beginning()

    def _show_beginning(self) -> None:
        line = self.lineEdit()
        if line is not None and not line.hasFocus():
            line.setCursorPosition(0)

    def _tell(self, _what: object = None) -> None:
        mark_fault(self, "")
        self.changed.emit()

    def offer(self, options: Sequence[tuple[str, Value]]) -> None:
        """Offer these values by name, keeping what is typed."""
        if tuple(options) == self._options:
            return
        kept = self.currentText()
        self._options = tuple(options)
        blocked = self.blockSignals(True)
        self.clear()
        self.addItems([name for name, _ in options])
        self.setCurrentIndex(-1)
        self.setEditText(kept)
        self.blockSignals(blocked)

    @property
    def options(self) -> tuple[tuple[str, Value], ...]:
        """What may be chosen."""
        return self._options

    def value(self) -> Value | None:
        """The value meant by what is typed, None for nothing or for something unknown."""
        found = best_match(self.currentText(), self._options)
        return found[1] if found else None

    def choose(self, value: Value | None) -> None:
        """Show this value without telling anybody; one that is not offered shows as nothing."""
        self.setEditText(next((name for name, offered in self._options if offered == value and value is not None), ""))

    def tidy(self) -> None:
        """Write the value that is meant in full, and mark words that mean none."""
        words = self.currentText().strip()
        found = best_match(words, self._options)
        if found is not None:
            if self.currentText() != found[0]:
                self.setEditText(found[0])
            mark_fault(self, "")
        elif words:
            mark_fault(
                self, say("“{words}” is not in the list of {name}", words=words, name=self.accessibleName().lower())
            )

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Leaving the field writes the value in full."""
        super().focusOutEvent(event)
        self.tidy()
        self._show_beginning()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Narrow enough for two columns."""
        return QSize(96, super().minimumSizeHint().height())


class PickMany[Value](QWidget):
    """Several values out of many: each becomes a chip that can be taken away again."""

    changed = Signal()

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.pick = Pick[Value](name, hint=hint)
        self._values: list[Value] = []
        self._chips = FlowLayout(None, 6, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.pick)
        layout.addLayout(self._chips)
        self.pick.activated.connect(self._add)
        line = self.pick.lineEdit()
        if line is not None:
            line.returnPressed.connect(self._add)
            line.editingFinished.connect(self._add)

    def offer(self, options: Sequence[tuple[str, Value]]) -> None:
        """Offer these values by name."""
        self.pick.offer(options)
        self._draw()

    def values(self) -> tuple[Value, ...]:
        """The values chosen, in the order they were."""
        meant = self.pick.value()
        return tuple(self._values) if meant is None or meant in self._values else (*self._values, meant)

    def choose(self, values: Sequence[Value]) -> None:
        """Show these values without telling anybody."""
        self._values = list(values)
        self.pick.setEditText("")
        self._draw()

    def _add(self, _what: object = None) -> None:
        value = self.pick.value()
        if value is None:
            return
        self.pick.setEditText("")
        if value not in self._values:
            self._values.append(value)
            self._draw()
            self.changed.emit()

    def _remove(self) -> None:
        chip = self.sender()
        if isinstance(chip, QPushButton):
            del self._values[int(chip.property("at"))]
            self._draw()
            self.changed.emit()
            self.pick.setFocus()

    def _draw(self) -> None:
        clear(self._chips)
        names = {value: name for name, value in self.pick.options}
        for at, value in enumerate(self._values):
            name = names.get(value, "")
            chip = button(
                f"{name}  ×",
                self._remove,
                "chip",
                name=say("Remove {name}", name=name),
                tip=say("Remove {name}", name=name),
            )
            chip.setProperty("at", at)
            self._chips.addWidget(chip)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter has been used to add a chip, and goes no further."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)

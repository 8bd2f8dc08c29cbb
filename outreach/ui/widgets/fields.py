"""Fields with their labels: text, choice, date, time, and a number with − and +."""

from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Protocol

from PySide6 import QtGui, QtWidgets
from PySide6.QtCore import QDate, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.shipped import RESOURCES
from outreach.ui import theme
from outreach.ui.painted import beginning, below, elided
from outreach.ui.widgets.basics import button, give_role, label
from outreach.ui.wording import clock, parse_date, parse_time, typed_date

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QCalendarWidget

HIGHEST_COUNT = 1_000_000
AROUND_CHOICE_PX = 60
"""More than the edges of a choice and its arrow take."""
LEAST_CHOICE_PX = 160
MOST_LIST_PX = 640


class HasValue[Value](Protocol):
    """A field that is understood only when asked, and may refuse what was typed."""

    def value(self) -> Value:
        """What the field says; raises OutreachError when it cannot be understood."""


class Field(QWidget):
    """A control under its label: the label is the control's buddy and its accessible name.

    Of a control made of several, ``buddy`` is the part that the label belongs to.
    """

    def __init__(self, title: str, control: QWidget, hint: str = "", buddy: QWidget | None = None) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.label = QLabel(title)
        self.label.setAlignment(beginning())
        give_role(self.label, "small")
        target = buddy or (control.edit if isinstance(control, Stepper) else control)
        self.label.setBuddy(target)
        if buddy is None:
            target.setAccessibleName(title.replace("&", ""))
        if hint:
            target.setAccessibleDescription(hint)
            target.setToolTip(hint)
        layout.addWidget(self.label)
        layout.addWidget(control)
        self._control = control
        self.note = label("", "small", wrap=True)
        self.note.hide()
        layout.addWidget(self.note)
        self.setSizePolicy(control.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Fixed)

    def lock(self, words: str) -> None:
        """Let nobody change it, and say why under it; no words: it can be changed again."""
        self._control.setEnabled(not words)
        self._control.setAccessibleDescription(words)
        self.note.setText(words)
        self.note.setVisible(bool(words))


class Choice[Value](QComboBox):
    """A choice of one among values that are shown by their names."""

    chosen = Signal()

    def __init__(self, name: str, options: Sequence[tuple[str, Value]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(16)
        self._values: list[Value] = []
        self.offer(options)
        self.activated.connect(self._tell)

    def _tell(self, _row: int) -> None:
        self.chosen.emit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """No wider than a narrow column has room for, however long what it offers: words that are cut say so."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), LEAST_CHOICE_PX), least.height())

    def cut_words(self) -> str:
        """The chosen words as far as they fit, with dots where they go on; empty where all of them do."""
        # As wide as its longest words: the style is not asked, which takes a while to be described to Python.
        if (
            self.sizeAdjustPolicy() == self.SizeAdjustPolicy.AdjustToContents
            and self.width() >= self.sizeHint().width()
        ):
            return ""
        words = self.currentText()
        if self.fontMetrics().horizontalAdvance(words) < self.width() - AROUND_CHOICE_PX:
            return ""
        option = QtWidgets.QStyleOptionComboBox()
        self.initStyleOption(option)
        box, part = QtWidgets.QStyle.ComplexControl.CC_ComboBox, QtWidgets.QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(box, option, part, self).width()
        return elided(words, self.font(), room) if self.fontMetrics().horizontalAdvance(words) > room else ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Say by dots that the chosen words go on; the list, and what is told under the pointer, have all of them."""
        cut = self.cut_words()
        if not cut:
            super().paintEvent(event)
            return
        painter, option = QtWidgets.QStylePainter(self), QtWidgets.QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = cut
        painter.drawComplexControl(QtWidgets.QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QtWidgets.QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell words that are cut in full under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.cut_words():
            QtWidgets.QToolTip.showText(event.globalPos(), self.currentText(), self)
            return True
        return super().event(event)

    def showPopup(self) -> None:  # noqa: N802
        """Open the list, as wide as its longest words where that is not too wide."""
        view = self.view()
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + AROUND_CHOICE_PX, MOST_LIST_PX))
        super().showPopup()

    def offer(self, options: Sequence[tuple[str, Value]]) -> None:
        """Offer these options, keeping the value that is chosen if it is still among them."""
        kept = self.value() if self._values else None
        blocked = self.blockSignals(True)
        self.clear()
        self._values = [value for _, value in options]
        self.addItems([words for words, _ in options])
        if kept in self._values:
            self.setCurrentIndex(self._values.index(kept))
        self.blockSignals(blocked)

    def value(self) -> Value | None:
        """The chosen value, None while there is nothing to choose."""
        row = self.currentIndex()
        return self._values[row] if 0 <= row < len(self._values) else None

    def choose(self, value: Value | None) -> None:
        """Choose a value without telling anybody; an unknown one leaves the choice as it is."""
        if value in self._values:
            blocked = self.blockSignals(True)
            self.setCurrentIndex(self._values.index(value))
            self.blockSignals(blocked)


def show_text(line: QLineEdit, words: str) -> None:
    """Show words from their first letter on, however long they are."""
    line.setText(words)
    line.setCursorPosition(0)


def mark_fault(control: QWidget, words: str) -> None:
    """Give a control the border of a fault and the sentence that explains it; no words: none."""
    control.setProperty("fault", bool(words))
    control.setToolTip(words)
    control.setAccessibleDescription(words)
    control.style().unpolish(control)
    control.style().polish(control)


def _chevron() -> "QIcon":
    return QtGui.QIcon(str(RESOURCES / "icons" / f"chevron-{theme.current_palette().name}.svg"))


class DateField(QLineEdit):
    """A date that is typed (1/24, Jan 24, fri, +7) or picked from a calendar with the arrow-down key. Empty: none."""

    def __init__(self, name: str, today: date) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(say("month/day/year"))
        self.setMinimumWidth(120)
        self.setAlignment(beginning())
        self.setToolTip(say("Type 1/24, Jan 24, fri or +7; arrow down opens a calendar"))
        self.today = today
        self._picker = self.addAction(_chevron(), QLineEdit.ActionPosition.TrailingPosition)
        self._picker.setText(say("Open a calendar"))
        self._picker.triggered.connect(self.open_calendar)
        self.editingFinished.connect(self._tidy)
        self._calendar: QCalendarWidget | None = None

    def value(self) -> date | None:
        """The date, None when empty; raises OutreachError when what stands there is not a date."""
        return parse_date(self.text(), self.today)

    def show_value(self, day: date | None) -> None:
        """Show this date."""
        self.setText(typed_date(day))
        mark_fault(self, "")

    def _tidy(self) -> None:
        try:
            self.setText(typed_date(self.value()))
        except OutreachError as error:
            mark_fault(self, str(error))
        else:
            mark_fault(self, "")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Light or dark, the little arrow follows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_picker"):
            self._picker.setIcon(_chevron())

    def open_calendar(self) -> None:
        """Show a month to pick a day from."""
        if self._calendar is None:
            self._calendar = QtWidgets.QCalendarWidget(self)
            self._calendar.setWindowFlags(Qt.WindowType.Popup)
            self._calendar.setAccessibleName(say("Calendar for {name}", name=self.accessibleName()))
            self._calendar.setGridVisible(False)
            self._calendar.activated.connect(self._pick)
            self._calendar.clicked.connect(self._pick)
        try:
            shown = self.value() or self.today
        except OutreachError:
            shown = self.today
        self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._calendar.move(below(self, self._calendar.sizeHint().width()))
        self._calendar.show()
        self._calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        self.show_value(date(day.year(), day.month(), day.day()))
        if self._calendar is not None:
            self._calendar.hide()
        self.textEdited.emit(self.text())
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrow down opens the calendar."""
        if event.key() == Qt.Key.Key_Down:
            self.open_calendar()
            return
        super().keyPressEvent(event)


class TimeField(QLineEdit):
    """A wall time that is typed (6:30 PM, 630p, 18:30). Empty: unknown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(say("unknown"))
        self.setMinimumWidth(88)
        self.setAlignment(beginning())
        self.editingFinished.connect(self._tidy)

    def value(self) -> time | None:
        """The time, None when empty; raises OutreachError when what stands there is not a time."""
        return parse_time(self.text())

    def show_value(self, moment: time | None) -> None:
        """Show this time."""
        self.setText(clock(moment))
        mark_fault(self, "")

    def _tidy(self) -> None:
        try:
            self.setText(clock(self.value()))
        except OutreachError as error:
            mark_fault(self, str(error))
        else:
            mark_fault(self, "")


class Stepper(QFrame):
    """A number with − and +, typed or stepped with the arrow keys. Empty is not known, which is not 0."""

    changed = Signal()
    stepped = Signal()

    def __init__(self, name: str, least: int = 0, width: int = 56) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._least = least
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setValidator(QtGui.QIntValidator(least, HIGHEST_COUNT, self))
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.edit.setFixedWidth(width)
        self.edit.setPlaceholderText("–")
        self.less = button("−", self.step_down, "step", name=say("One less: {name}", name=name))
        self.more = button("+", self.step_up, "step", name=say("One more: {name}", name=name))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(0)
        for widget in (self.less, self.edit, self.more):
            row.addWidget(widget)
        for step in (self.less, self.more):
            step.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.edit.textEdited.connect(self._typed)
        self.edit.editingFinished.connect(self.stepped)
        self.edit.installEventFilter(self)

    def value(self) -> int | None:
        """The number, None while it is not known."""
        text = self.edit.text().strip()
        return int(text) if text.isdecimal() else None

    def show_value(self, number: int | None) -> None:
        """Show this number without telling anybody."""
        self.edit.setText("" if number is None else str(number))

    def step_up(self) -> None:
        """One more; not known becomes one."""
        self._step(1)

    def step_down(self) -> None:
        """One less, never below the least."""
        self._step(-1)

    def _step(self, by: int) -> None:
        self.show_value(min(max((self.value() or 0) + by, self._least), HIGHEST_COUNT))
        self.changed.emit()
        self.stepped.emit()

    def _typed(self, _text: str) -> None:
        self.changed.emit()

    def eventFilter(self, watched: object, event: object) -> bool:  # noqa: N802
        """The arrow keys step while the number has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Up:
                self.step_up()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.step_down()
                return True
        return False


class FigureTile(QFrame):
    """A figure with what it counts and what to compare it with; pressing it opens the list behind it."""

    pressed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.figure = label("–", "figure")
        self.of = label("", "strong")
        self.words = label(name, "small", wrap=True)
        self.second = label("", "small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.figure)
        row.addWidget(self.of, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self.words)
        layout.addWidget(self.second)
        layout.addStretch(1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_figure(self, figure: str, second: str = "", of: str = "", words: str = "") -> None:
        """Show a figure and the line beneath it."""
        self.figure.setText(figure)
        self.of.setText(of)
        self.second.setText(second)
        if words:
            self.words.setText(words)
        self.setAccessibleName(f"{figure} {of} {self.words.text()}. {second}")

    def mouseReleaseEvent(self, event: object) -> None:  # noqa: N802
        """A click opens the list."""
        self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """So do Enter and the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)

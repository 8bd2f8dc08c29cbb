"""A short list of rows that can each be opened: a word on its tone, words over a muted line, something at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from outreach.ui.widgets.basics import Rule, clear, label, pill
from outreach.ui.wording import shortened

WORDS_PX = 328
"""A row in which the words had less room than this beside the pill has its pill over them."""
WHEN_PX = 92
MOST_LETTERS = 120
"""Longer words are cut in a row; whoever opens it reads them all."""


class Row(QFrame):
    """One row; a click, Enter or the space bar opens it."""

    opened = Signal(object)

    def __init__(self, what: object, words: str, second: str = "", right: str = "") -> None:
        super().__init__()
        self._what = what
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(", ".join(part for part in (words, second, right) if part))
        self.across = QHBoxLayout(self)
        self.across.setContentsMargins(8, 8, 8, 8)
        self.across.setSpacing(12)
        self.text = QVBoxLayout()
        self.text.setSpacing(0)
        told = label(shortened(words, MOST_LETTERS), "strong", wrap=True)
        told.setToolTip(words if told.text() != words else "")
        self.text.addWidget(told)
        if second:
            self.text.addWidget(label(second, "muted", wrap=True))
        self._tagged = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tagged.setSpacing(12)
        self._tagged.addLayout(self.text, 1)
        self._tag: QWidget | None = None
        self._pill: QLabel | None = None
        self._tag_px = 0
        self.across.addLayout(self._tagged, 1)
        if right:
            self.across.addWidget(label(right, "muted"))

    def add_pill(self, word: str, tone: str) -> "Row":
        """A word on its tone at the left, in a narrow row over the words."""
        self._tag = QWidget()
        inner = QHBoxLayout(self._tag)
        inner.setContentsMargins(0, 0, 0, 0)
        self._pill = pill(word, tone)
        inner.addWidget(self._pill)
        inner.addStretch(1)
        self._tagged.insertWidget(0, self._tag)
        self.setAccessibleName(f"{word}: {self.accessibleName()}")
        return self

    def pill_px(self) -> int:
        """How wide the pill is; 0 without one."""
        if self._pill is None:
            return 0
        self._pill.ensurePolished()
        return self._pill.sizeHint().width()

    def line_up(self, tag_px: int) -> None:
        """Let the words begin where they do in the other rows, whose widest pill has these pixels."""
        self._tag_px = tag_px
        if self._tag is not None:
            self._tag.setMinimumWidth(tag_px)
        self._turn()

    def add_when(self, day: str, clock: str) -> "Row":
        """A day over a time at the left."""
        holder = QWidget()
        holder.setFixedWidth(WHEN_PX)
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(label(day, wrap=True))
        inner.addWidget(label(clock, "muted", wrap=True))
        self.across.insertWidget(0, holder, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{day}, {clock}: {self.accessibleName()}")
        return self

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Look whether the pill still has room beside the words."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        beside = self.width() >= WORDS_PX + self._tag_px
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if wanted is not self._tagged.direction():
            self._tagged.setDirection(wanted)
            self._tagged.setSpacing(12 if beside else 4)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click opens."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._what)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and the space bar open, the arrow keys walk through the rows."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.opened.emit(self._what)
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case _:
                super().keyPressEvent(event)


class RowList(QWidget):
    """Rows under each other with thin lines between them; a sentence where there are none."""

    opened = Signal(object)

    def __init__(self, name: str, nothing: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._nothing = nothing
        self.rows: tuple[Row, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        clear(self._column)
        self.rows = tuple(rows)
        self._line_up()
        for row in rows:
            row.opened.connect(self.opened)
            self._column.addWidget(row)
            self._column.addWidget(Rule())
        if not rows:
            nothing: QLabel = label(self._nothing, "muted", wrap=True)
            self._column.addWidget(nothing)
        self._column.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Pills that were made before the first window was dressed are wider now."""
        super().showEvent(event)
        self._line_up()

    def _line_up(self) -> None:
        widest = max((row.pill_px() for row in self.rows), default=0)
        for row in self.rows:
            row.line_up(widest)

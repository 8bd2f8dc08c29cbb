"""Versions of a record beside each other, as high as they need to be while the page under them stays in sight."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from outreach.ui.painted import margins
from outreach.ui.widgets.basics import clear, label

SHARE = 0.22
"""So much of the window's height they may take; the rest of them is scrolled to."""


class Versions(QScrollArea):
    """A grid of three columns: what a field is called, and two versions of it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self._held = QWidget()
        self.grid = QGridLayout(self._held)
        self.grid.setContentsMargins(margins(0, 0, 12, 0))
        self.grid.setHorizontalSpacing(24)
        self.grid.setVerticalSpacing(10)
        for column, share in ((0, 1), (1, 3), (2, 3)):
            self.grid.setColumnStretch(column, share)
        self.setWidget(self._held)
        self._held.setAutoFillBackground(False)  # the card behind shows through
        self._held.installEventFilter(self)

    def begin(self, heads: tuple[str, str]) -> None:
        """Show nothing but these two heads of columns."""
        clear(self.grid)
        for column, words in enumerate(heads, start=1):
            self.grid.addWidget(label(words, "small"), 0, column)

    def fit(self) -> None:
        """Take the height that is needed, or may be taken."""
        width = self.viewport().width()
        needed = max(self._held.heightForWidth(width), self._held.minimumSizeHint().height())
        self.setFixedHeight(min(needed, round(self.window().height() * SHARE)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Words wrap otherwise."""
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """What was put in or taken out needs another height."""
        if watched is self._held and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

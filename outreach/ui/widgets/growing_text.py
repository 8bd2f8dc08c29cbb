"""A field for several sentences that grows with them, so that the page scrolls and not the field."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

FRAME_PX = 18


class GrowingText(QPlainTextEdit):
    """As high as what is typed, and never lower than a few lines."""

    def __init__(self, least_lines: int = 3) -> None:
        super().__init__()
        self._least_lines = least_lines
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._grow)
        self._grow()

    def _grow(self) -> None:
        # The document of a plain text tells its height in lines as they are wrapped, not in pixels.
        lines = max(round(self.document().size().height()), self._least_lines)
        margins = 2 * round(self.document().documentMargin())
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + margins + FRAME_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width wraps into another number of lines."""
        super().resizeEvent(event)
        self._grow()

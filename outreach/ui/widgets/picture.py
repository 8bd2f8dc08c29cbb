"""A drawing made for paper, shown in the window on a ground of its own, with its finding in words."""

import re

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

MARGIN = 12
_CLIP = re.compile(r"<clipPath.*?</clipPath>", re.DOTALL)
"""Clips the drawing to its own edges. Qt, which knows SVG Tiny alone, would paint it as a black box."""
LARGEST_SCALE = 1.7


class PaperPicture(QWidget):
    """The drawing, as large as there is room, on white: its ink is made for paper."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._renderer = QSvgRenderer(self)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_svg(self, svg: str, finding: str) -> None:
        """Show a drawing and say what it shows."""
        self._renderer.load(QByteArray(_CLIP.sub("", svg).encode()))
        self.setAccessibleDescription(finding)
        self.setToolTip(finding)
        self.updateGeometry()
        self.update()

    def _scaled(self, width: int) -> QSize:
        size = self._renderer.defaultSize()
        if size.isEmpty():
            return QSize(0, 0)
        scale = min((width - 2 * MARGIN) / size.width(), LARGEST_SCALE)
        return QSize(round(size.width() * scale), round(size.height() * scale))

    def sizeHint(self) -> QSize:  # noqa: N802
        """The drawing at the width there is."""
        return QSize(400, self._scaled(max(self.width(), 400)).height() + 2 * MARGIN)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Wider is higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """The height of the drawing at a width."""
        return self._scaled(width).height() + 2 * MARGIN

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(self.rect(), 6, 6)
        size = self._scaled(self.width())
        self._renderer.render(painter, QRectF(MARGIN, MARGIN, size.width(), size.height()))
        painter.end()

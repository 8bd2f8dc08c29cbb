"""The titles of a table that nothing is sorted by, painted once."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from outreach.ui.painted import is_mirrored
from outreach.ui.theme import colour, current_palette


class Titles(QHeaderView):
    """A header that answers no click, and so looks the same until its columns are as wide as they were no more.

    To dress five titles by the stylesheet takes as long as all that is painted of the lines below them.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        # Otherwise all that it lies on is painted first.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._look: object = None
        self._picture = QImage()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Lay the picture out, painted anew where it would be another."""
        shown = [at for at in range(self.count()) if not self.isSectionHidden(at)]
        places = tuple((at, self.sectionViewportPosition(at), self.sectionSize(at)) for at in shown)
        look = places, self.viewport().size(), current_palette(), self.devicePixelRatioF(), is_mirrored()
        if look != self._look:
            self._look, self._picture = look, self._painted(places)
        painter = QPainter(self.viewport())
        painter.drawImage(0, 0, self._picture)
        painter.end()

    def _painted(self, places: tuple[tuple[int, int, int], ...]) -> QImage:
        size: QSize = self.viewport().size()
        picture = QImage(size * self.devicePixelRatioF(), QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(colour(current_palette().card))
        painter = QPainter(picture)
        painter.setLayoutDirection(self.layoutDirection())
        for at, left, wide in places:
            painter.save()
            self.paintSection(painter, QRect(left, 0, wide, size.height()), at)
            painter.restore()
        painter.end()
        return picture

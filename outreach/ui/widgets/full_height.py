"""The content of something that scrolls, always as high as its wrapped words need."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QWidget


class FullHeight(QWidget):
    """Wraps its words to the width there is, and asks for the height they then need.

    A scroll area looks at the least height alone, which knows nothing of wrapping, and squeezes what almost fits.
    """

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As wide as the widest word, as high as all of them at the width there is."""
        layout = self.layout()
        if layout is None:
            return super().minimumSizeHint()
        least = layout.totalMinimumSize()
        wrapped = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else 0
        return QSize(least.width(), max(least.height(), wrapped))

    def event(self, event: QEvent) -> bool:
        """Tell the scroll area when the width or the content has changed."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.updateGeometry()
        return done

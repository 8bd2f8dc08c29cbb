"""The content of something that scrolls, always as high as its wrapped words need."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class FullHeight(QWidget):
    """Wraps its words to the width there is, and asks for the height they then need.

    A scroll area looks at the least height alone, which knows nothing of wrapping, and squeezes what almost fits.
    """

    def event(self, event: QEvent) -> bool:
        """Measure again when the width or the content has changed."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._fit()
        return done

    def _fit(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        needed = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else 0
        needed = max(needed, layout.totalMinimumSize().height())
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)

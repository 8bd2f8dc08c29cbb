"""A list with something beside it, and a handle between them; how wide the side was drawn is remembered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from outreach.ui.desk import Desk

HANDLE_PX = 16


class Split(QSplitter):
    """Two parts. ``name`` is what its widths are remembered by."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._desk = desk
        self._name = self._what = name
        self.setChildrenCollapsible(False)
        self.setHandleWidth(HANDLE_PX)
        self.splitterMoved.connect(self._remember)

    def arrange(self, usual: int, what: str = "") -> None:
        """Give the side its width in pixels: what it was drawn to, or the usual one.

        ``what`` tells sides of one place apart that want different widths.
        """
        self._what = f"{self._name}/{what}" if what else self._name
        kept = self._desk.remembered(f"split/{self._what}")
        side = int(kept) if kept.isdecimal() else usual
        self.setSizes([max(self.width() - side - HANDLE_PX, 1), side])

    def _remember(self, _at: int, _handle: int) -> None:
        self._desk.remember(f"split/{self._what}", str(self.sizes()[-1]))

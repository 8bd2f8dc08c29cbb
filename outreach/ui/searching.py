"""What is typed into the search box is looked for while one types, and Enter opens the best of what was found."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from outreach.ui.page import Page
from outreach.ui.topbar import SearchBox

SEARCH_AFTER_MS = 180


class Searching(QObject):
    """Stands between the search box and the page of what was found: ``show`` brings that, ``front`` is the page there
    is."""

    def __init__(self, box: SearchBox, show: Callable[[str], None], front: Callable[[], Page | None]) -> None:
        super().__init__(box)
        self._box, self._show, self._front = box, show, front
        self._timer = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._timer.timeout.connect(self.search)
        box.textEdited.connect(self._timer.start)
        box.returnPressed.connect(self._open_best)
        box.left_downwards.connect(self._go_into_page)

    def search(self) -> None:
        """Look for what is typed by now; the focus stays where one types."""
        self._timer.stop()
        words = self._box.text().strip()
        if words:
            self._show(words)
            self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_best(self) -> None:
        self.search()
        open_first = getattr(self._front(), "open_first", None)
        if open_first is not None and self._box.text().strip():
            open_first()

    def _go_into_page(self) -> None:
        page = self._front()
        if page is not None:
            page.focus_first()

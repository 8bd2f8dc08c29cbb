"""Keeping the reader's place while a page reads again: what is chosen, how far it is scrolled, where the focus is."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QListView, QTableView, QWidget

from outreach.ui.models import ROW_ROLE, row_key
from outreach.ui.tasks import Tasks

FURTHEST = 60
"""Rows away from where it was that a chosen row is looked for."""


@dataclass(slots=True)
class _Chosen:
    view: QAbstractItemView
    key: object
    row: int


class Staying(QObject):
    """Remembers the place on a page before it reads again, and goes back there when its answers are shown; not any more
    once the page is ``opening`` anew."""

    def __init__(self, page: QWidget, tasks: Tasks, opening: SignalInstance) -> None:
        super().__init__(page)
        opening.connect(self.give_up)
        self._tasks = tasks
        self._is_back = False
        self._areas = [
            (area, area.verticalScrollBar().value(), area.horizontalScrollBar().value())
            for area in page.findChildren(QAbstractScrollArea)
            if area.isVisible()
        ]
        self._chosen = [
            _Chosen(view, row_key(view.currentIndex().data(ROW_ROLE)), view.currentIndex().row())
            for view in page.findChildren(QAbstractItemView)
            if isinstance(view, QTableView | QListView) and view.isVisible() and view.currentIndex().isValid()
        ]
        focus = QApplication.focusWidget()
        # From elsewhere in the window a page that was just opened may still take the focus to where typing begins.
        self._focus = focus if focus is not None and page.isAncestorOf(focus) else None
        tasks.busy_changed.connect(self._settle)

    def give_up(self) -> None:
        """Go back nowhere: the reader has gone on to something else on the page."""
        if not self._is_back:
            self._is_back = True
            self._tasks.busy_changed.disconnect(self._settle)
            self.deleteLater()

    def _settle(self, busy: bool) -> None:
        if not busy:
            # The answer is shown after the workers are told to be idle.
            QTimer.singleShot(0, self, self._go_back)

    def _go_back(self) -> None:
        if not self._tasks.idle or self._is_back:
            return
        self._is_back = True
        self._tasks.busy_changed.disconnect(self._settle)
        for one in self._chosen:
            self._choose_again(one)
        for area, down, across in self._areas:
            if isinstance(area, QAbstractItemView):
                area.doItemsLayout()
            area.verticalScrollBar().setValue(down)
            area.horizontalScrollBar().setValue(across)
        focus = self._focus
        if focus is not None and focus.isVisible() and QApplication.focusWidget() is not focus:
            focus.setFocus()
        self.deleteLater()

    def _choose_again(self, one: _Chosen) -> None:
        model = one.view.model()
        if one.key is None or row_key(one.view.currentIndex().data(ROW_ROLE)) == one.key:
            return
        for row in _around(one.row, model.rowCount()):
            index = model.index(row, 0)
            if row_key(index.data(ROW_ROLE)) == one.key:
                one.view.setCurrentIndex(index)
                return


def _around(row: int, rows: int) -> Iterator[int]:
    """Most rows stay where they were: there first, then ever further from it."""
    for away in range(FURTHEST):
        yield from (at for at in dict.fromkeys((row - away, row + away)) if 0 <= at < rows)

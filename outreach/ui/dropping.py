"""Files dropped on the window reach the page, also where they fall on a field that would type their names."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QTextEdit, QWidget


def dropped_files(mime: QMimeData) -> list[Path]:
    """The files of this PC that are being dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


class FileDrops(QObject):
    """Sits before the window. What is no file, such as words dragged from field to field, passes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def watch(self) -> None:
        """Begin, once the window is on the screen."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let files fall through fields onto what stands behind them."""
        if not isinstance(event, QDropEvent) or not dropped_files(event.mimeData()):
            return False
        owner = self._owner(event.position().toPoint())
        if isinstance(event, QDragEnterEvent):
            owner.dragEnterEvent(event)
        elif isinstance(event, QDragMoveEvent):
            event.acceptProposedAction()
        else:
            owner.dropEvent(event)
        return True

    def _owner(self, at: QPoint) -> QWidget:
        """The nearest thing under the pointer that takes files: no field does."""
        found = self._window.childAt(at)
        while found is not None:
            if found.acceptDrops() and not isinstance(found, QLineEdit | QTextEdit | QAbstractScrollArea):
                inside = found.parentWidget()
                if not isinstance(inside, QAbstractScrollArea):
                    return found
            found = found.parentWidget()
        return self._window

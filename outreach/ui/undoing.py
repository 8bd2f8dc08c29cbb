"""Ctrl+Z in a field takes back typing while there is any; otherwise it is the window's, and takes back an action."""

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

FIELDS = ("QLineEdit", "QComboBox", "QPlainTextEdit")
"""What one types in, by name: the toolkit describes a kind when it is first imported."""


class UndoKeys(QObject):
    """Sits on the field that has the focus, and lets the window have the keys that the field has no use for."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._field: QWidget | None = None
        application.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None and any(map(now.inherits, FIELDS)):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Hold back the field's claim on Undo and Redo while it has nothing to take back."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undoes = event.matches(QKeySequence.StandardKey.Undo)
        if not (undoes or event.matches(QKeySequence.StandardKey.Redo)):
            return False
        if _has_more(watched, undoes):
            return False
        event.ignore()
        return True


def _has_more(field: QObject, undoes: bool) -> bool:
    match field:
        case QComboBox():
            line = field.lineEdit()
            return line is not None and _has_more(line, undoes)
        case QLineEdit():
            return field.isUndoAvailable() if undoes else field.isRedoAvailable()
        case QtWidgets.QPlainTextEdit():
            return field.document().isUndoAvailable() if undoes else field.document().isRedoAvailable()
        case _:
            return False

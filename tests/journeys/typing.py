"""A person at the keyboard, who counts what she presses."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outreach.ui.window import Window

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class Keyboard:
    """Presses keys where the focus is; ``presses`` counts them, a chord of keys as one."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.presses = 0

    @property
    def focus(self) -> QWidget:
        """Where a key goes: an open list first, else the widget of the window that has the focus."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        if not self.window.isActiveWindow():
            # The platform without a screen does not give a window its activity back when a list over it closes.
            self.window.activateWindow()
            QApplication.processEvents()
        widget = self.window.focusWidget()
        assert widget is not None, "the focus is lost"
        return widget

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus, key, modifier)
        self.presses += 1

    def write(self, words: str, then: Qt.Key | None = None) -> None:
        for letter in words:
            QTest.keyClicks(self.focus, letter)
            self.presses += 1
        if then is not None:
            self.press(then)

    def counted(self, doing: Callable[[], None]) -> int:
        """How many keys something takes."""
        before = self.presses
        doing()
        return self.presses - before

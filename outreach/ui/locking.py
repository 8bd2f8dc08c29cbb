"""Locking the window: its content gone from the screen, and back at the same place when its account unlocks it."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from outreach.languages.spoken import say
from outreach.machine.settings import LONGEST_LOCK_MINUTES
from outreach.records.database import connection
from outreach.ui.desk import Desk
from outreach.ui.own import settled_lock_minutes

if TYPE_CHECKING:
    from outreach.actions.accounts import Unlocked
    from outreach.ui.idle import IdleWatch
    from outreach.ui.sign_in import SignIn

PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
"""Lists that are open, menus and tips: a lock ends them, for they would have gone by themselves."""


class Locking(QObject):
    """Locks a window by Ctrl+L, the Lock button, or half an hour with nobody at it; only where one is signed in.

    The cover goes over the first of the window's ``layers``.
    """

    other_account_wanted = Signal()

    def __init__(self, desk: Desk, layers: QStackedWidget) -> None:
        super().__init__(layers)
        self._desk, self._layers = desk, layers
        self._title = ""
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        self.cover: SignIn | None = None
        self.watch: IdleWatch | None = None
        desk.signed_in.connect(self._begin)
        self._begin()

    def _begin(self, _unlocked: object = None) -> None:
        application = QApplication.instance()
        if self._desk.unlocked is None or self.watch is not None or application is None:
            return
        from outreach.ui.idle import IdleWatch

        self.watch = IdleWatch(application, self.minutes, self)
        self.watch.idle.connect(self.lock)

    def minutes(self) -> int:
        """After how many minutes with nobody at it the window locks."""
        told = settled_lock_minutes(self._desk.settings).value
        return told if isinstance(told, int) else LONGEST_LOCK_MINUTES

    @property
    def locked(self) -> bool:
        """Whether the window is locked."""
        return self.cover is not None

    def lock(self) -> None:
        """Hide everything the window shows; what is being typed is kept as a draft, and stays where it is."""
        desk, window = self._desk, self._layers.window()
        if desk.unlocked is None or self.locked:
            return
        desk.drafts.flush()
        self._focus = QApplication.focusWidget()
        shown = [
            other
            for other in QApplication.topLevelWidgets()
            if other is not window and other.isVisible() and other.windowType() != Qt.WindowType.Desktop
        ]
        self._hidden = [other for other in shown if other.windowType() not in PASSING]
        for other in shown:
            other.hide() if other in self._hidden else other.close()
        from outreach.ui.sign_in import SignIn

        self.cover = SignIn(desk.location, again=desk.unlocked)
        self.cover.unlocked.connect(self._unlock)
        self.cover.other_wanted.connect(self.other_account_wanted)
        self._layers.addWidget(self.cover)
        self._layers.setCurrentWidget(self.cover)
        self._title = window.windowTitle()
        window.setWindowTitle(say("Locked · Outreach"))
        self.cover.take_focus()
        from outreach.actions.change import tell

        with connection():
            tell(desk.actor, "locked the window")

    def _unlock(self, unlocked: "Unlocked") -> None:
        window = self._layers.window()
        self.close()
        self._layers.setCurrentIndex(0)
        window.setWindowTitle(self._title)
        self._desk.sign(unlocked)
        for other in self._hidden:
            if shiboken6.isValid(other):
                other.show()
        self._hidden = []
        if self._focus is not None and shiboken6.isValid(self._focus) and self._focus.window() is window:
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus = None

    def close(self) -> None:
        """Let the cover go, when no derivation is under way any more."""
        if self.cover is not None:
            self.cover.close_workers()
            self._layers.removeWidget(self.cover)
            self.cover.hide()
            self.cover.deleteLater()
            self.cover = None

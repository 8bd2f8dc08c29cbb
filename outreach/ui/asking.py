"""What the window asks before something is written over: a card over the page, with versions beside each other."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from outreach.actions.acting import NOBODY
from outreach.ui.widgets.basics import Card, label
from outreach.ui.widgets.versions import Versions
from outreach.ui.wording import listed


def whoever(names: Iterable[str]) -> str:
    """Who changed what is asked about, each once; empty where nobody had said who works there."""
    return listed([one for one in dict.fromkeys(names) if one and one != NOBODY])


class Asking(Card):
    """The card: what it is about, the versions, and the buttons. Esc leaves everything as it is."""

    escaped = Signal()

    def __init__(self, name: str, versions: str) -> None:
        super().__init__(name)
        self.about = label("", "muted", wrap=True)
        self.versions = Versions(versions)
        self.grid = self.versions.grid

    def hold(self, *buttons: QPushButton) -> None:
        """Lay out the card with these buttons under it; it is hidden until there is something to ask."""
        row = QHBoxLayout()
        for made in buttons:
            row.addWidget(made)
        row.addStretch(1)
        self.body.addWidget(self.about)
        self.body.addWidget(self.versions)
        self.body.addLayout(row)
        self.hide()

    def head(self, words: str, about: str) -> None:
        """Say what is asked."""
        self.heading.setText(words)
        self.setAccessibleName(words)
        self.about.setText(about)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)

"""What stands in the window's place when the records cannot be opened again: why, and a way to try once more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from outreach.languages.spoken import say
from outreach.ui.widgets.basics import Card, button, in_the_middle, label

CARD_PX = 480
TITLE = "The records could not be opened"
LOST_NOTHING = "What was recorded before is kept."


class Halted(QWidget):
    """A card in the middle of nothing else. ``again`` comes when it is to be tried once more."""

    again = Signal()

    def __init__(self, why: str) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setAccessibleName(say(TITLE))
        self.why = label(why, wrap=True, name=say("What is wrong"))
        self.try_again = button(say("Try again"), self.again.emit, "main")
        self.leave = button(say("Close Outreach"), self._leave, "quiet")
        card = Card()
        for words in (label(say(TITLE), "title", wrap=True), self.why, label(say(LOST_NOTHING), "muted", wrap=True)):
            card.body.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.try_again)
        row.addWidget(self.leave)
        row.addStretch(1)
        card.body.addLayout(row)
        in_the_middle(self, card, CARD_PX)

    def take_focus(self) -> None:
        """Put the keyboard where one goes on."""
        self.activateWindow()
        self.try_again.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def _leave(self) -> None:
        self.close()

    def close_workers(self) -> None:
        """It has none."""

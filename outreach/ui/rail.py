"""The rail where lines begin: where one can go, and how many promises are late."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from outreach.languages.spoken import say
from outreach.queries.followups import FollowUpSummary, follow_up_summary
from outreach.ui.desk import Desk
from outreach.ui.painted import margins, placed
from outreach.ui.widgets.basics import label, pill

RAIL_PX = 208


class RailEntry(QPushButton):
    """One place to go to, with a number when something there is late."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.place = name
        self._words = words
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.badge: QLabel | None = None

    def show_badge(self, number: int, what: str) -> None:
        """Show a number where the line ends, none for 0; ``what`` says it in words for those who do not see it."""
        if self.badge is None:
            self.badge = pill("", "late")
            self.badge.setParent(self)
            self.badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.badge.setText(str(number))
        self.badge.setVisible(number > 0)
        self.setAccessibleName(f"{self._words}, {number} {what}" if number else self._words)
        self._place_badge()

    def _place_badge(self) -> None:
        if self.badge is None:
            return
        self.badge.adjustSize()
        size = self.badge.size()
        at = QPoint(self.width() - size.width() - 12, (self.height() - size.height()) // 2)
        self.badge.setGeometry(placed(QRect(at, size), self.rect()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the number at its edge."""
        super().resizeEvent(event)
        self._place_badge()


class Rail(QFrame):
    """The whole rail: the program's and the precinct's name, the main places, and below them the rarer ones."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, precinct: str, upper: list[tuple[str, str]], lower: list[tuple[str, str]]) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("rail")
        self.setFixedWidth(RAIL_PX)
        self.setAccessibleName(say("Places"))
        self.entries: dict[str, RailEntry] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 20, 8, 16)
        layout.setSpacing(2)
        for text, role, below in (("Outreach", "brand", 0), (precinct, "small", 16)):
            line = label(text, role)
            line.setContentsMargins(margins(12, 0, 0, 0))
            layout.addWidget(line)
            layout.addSpacing(below)
        for entry in upper:
            layout.addWidget(self._entry(*entry))
        layout.addStretch(1)
        for entry in lower:
            layout.addWidget(self._entry(*entry))
        self._group.idClicked.connect(self._choose)

    def _entry(self, name: str, words: str) -> RailEntry:
        made = RailEntry(name, words, self)
        self._group.addButton(made, len(self.entries))
        self.entries[name] = made
        return made

    def _choose(self, number: int) -> None:
        self.chosen.emit(list(self.entries)[number])

    def show_place(self, name: str) -> None:
        """Mark the place one is in; none where the rail has no entry for it."""
        if name in self.entries:
            self.entries[name].setChecked(True)
            return
        self._group.setExclusive(False)
        for entry in self.entries.values():
            entry.setChecked(False)
        self._group.setExclusive(True)

    def count_late(self) -> None:
        """Show how many promises are late once that is read."""
        precinct, today = self._desk.precinct, self._desk.today
        self._desk.ask("rail/late", lambda: follow_up_summary(precinct, today), self._show_late, patient=True)

    def _show_late(self, summary: object) -> None:
        entry = self.entries.get("followups")
        if entry is not None and isinstance(summary, FollowUpSummary):
            entry.show_badge(summary.late, "late")

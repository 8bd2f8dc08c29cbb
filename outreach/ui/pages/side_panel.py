"""A panel beside a list: a name over what scrolls, a button that closes it, and Esc that does the same."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from outreach.languages.spoken import say
from outreach.ui.painted import margins
from outreach.ui.widgets.basics import Card, button, label, scrolled
from outreach.ui.widgets.full_height import FullHeight

CLOSE = "Close the panel (Esc)"


class SidePanel(Card):
    """The panel; ``name`` is what stands over it."""

    closed = Signal()

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.setAccessibleName(kind)
        self.name = label("", "total", wrap=True)

    def hold(self, *parts: QWidget, beside_name: QWidget | None = None) -> QScrollArea:
        """Lay out the name, what stands beside it, and under them the parts, which scroll together."""
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        if beside_name is not None:
            head.addWidget(beside_name, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(button(say("Close"), self.closed.emit, "quiet", name=say(CLOSE)), 0, Qt.AlignmentFlag.AlignTop)
        inside = FullHeight()
        column = QVBoxLayout(inside)
        column.setContentsMargins(margins(0, 0, 8, 0))
        column.setSpacing(12)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        area = scrolled(inside, say("What is known"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addLayout(head)
        self.body.addWidget(area, 1)
        return area

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

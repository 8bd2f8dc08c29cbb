"""A bar chart of a few months, drawn in the colors of the window; the same numbers are told in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from outreach.ui.theme import current_palette, font

LABEL_PX = 24
VALUE_PX = 20
NOTE_PX = 18
WIDEST_BAR = 44


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what stands under it, how high it is (None: not known), whether it is the one talked about, and a note
    over it."""

    label: str
    value: int | None
    strong: bool = False
    spoken: str = ""
    note: str = ""


class BarChart(QWidget):
    """Bars with their values above them. A month that nobody counted is an empty place with a dash."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._bars: tuple[Bar, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(140)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for twelve months."""
        return QSize(560, 190)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars."""
        self._bars = tuple(bars)
        told = ", ".join(f"{bar.spoken or bar.label} {'not known' if bar.value is None else bar.value}" for bar in bars)
        self.setAccessibleDescription(told)
        self.update()

    def _slot(self, at: int) -> QRectF:
        width = self.width() / max(len(self._bars), 1)
        return QRectF(at * width, 0, width, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw."""
        palette = current_palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        floor = self.height() - LABEL_PX
        room = VALUE_PX + (NOTE_PX if any(bar.note for bar in self._bars) else 0)
        highest = max((bar.value or 0 for bar in self._bars), default=0) or 1
        for at, bar in enumerate(self._bars):
            slot = self._slot(at)
            below = QRectF(slot.left(), floor + 4, slot.width(), LABEL_PX - 4)
            painter.setFont(font(13, QFont.Weight.Bold if bar.strong else QFont.Weight.Normal))
            painter.setPen(QColor(palette.ink if bar.strong else palette.muted))
            painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), bar.label)
            height = (floor - room) * (bar.value or 0) / highest
            width = min(WIDEST_BAR, slot.width() * 0.62)
            box = QRectF(slot.center().x() - width / 2, floor - height, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent))
            painter.drawRect(box)
            shown = "–" if bar.value is None else f"{bar.value:,}"
            if QFontMetrics(font(13)).horizontalAdvance(shown) <= slot.width():
                above = QRectF(slot.left(), box.top() - VALUE_PX, slot.width(), VALUE_PX)
                painter.setPen(QColor(palette.ink if bar.strong else palette.muted))
                painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), shown)
                if bar.note:
                    self._write_note(painter, above, bar.note)
        painter.setPen(QPen(QColor(palette.border), 1))
        painter.drawLine(0, floor, self.width(), floor)
        painter.end()

    def _write_note(self, painter: QPainter, above: QRectF, note: str) -> None:
        painter.setFont(font(13))
        painter.setPen(QColor(current_palette().ink))
        width = QFontMetrics(font(13)).horizontalAdvance(note) + 4
        left = min(max(above.center().x() - width / 2, 0), self.width() - width)
        box = QRectF(left, above.top() - NOTE_PX, width, NOTE_PX)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), note)

    def event(self, event: QEvent) -> bool:
        """Tell a bar in words under the pointer."""
        if isinstance(event, QHelpEvent):
            for at, bar in enumerate(self._bars):
                slot = self._slot(at)
                if slot.contains(event.pos()):
                    shown = "not known" if bar.value is None else f"{bar.value:,}"
                    rect = QRect(slot.toRect())
                    QToolTip.showText(event.globalPos(), f"{bar.spoken or bar.label}: {shown}", self, rect)
                    return True
        return super().event(event)

"""A month or a week of days with what happens on them; an entry is moved to another day by dragging it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from outreach.languages.spoken import say, spoken
from outreach.ui.models import ROW_ROLE, Index
from outreach.ui.painted import elided, paint_words, placed
from outreach.ui.theme import Palette, current_palette, font
from outreach.ui.wording import clock, long_date, plural, shortened

WORDS_LETTERS = 60
DAY_HEIGHT = 26
ENTRY_PX = 20
TALL_ENTRY_PX = 42
TALL_CELL_PX = 320
SIDE = 6


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One thing on a day: its key and version, when it starts, its title and tone (as in the theme)."""

    key: int
    version: int
    day: date
    starts: time | None
    title: str
    tone: str
    struck: bool = False

    @property
    def words(self) -> str:
        """Time and title."""
        return f"{clock(self.starts)} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid, and whether it belongs to the month shown."""

    date: date
    entries: tuple[CalendarEntry, ...]
    inside: bool
    today: bool

    @property
    def spoken(self) -> str:
        """The day in words, for those who listen."""
        told = ", ".join(shortened(entry.words, WORDS_LETTERS) for entry in self.entries)
        return f"{long_date(self.date)}, {plural(len(self.entries), 'event')}{': ' + told if told else ''}"


def days_shown(day: date, weeks: bool) -> tuple[date, date]:
    """The first and last day of the grid around a day: its month in whole weeks from Sunday, or its week.

    >>> days_shown(date(2019, 1, 24), weeks=False), days_shown(date(2019, 1, 24), weeks=True)
    ((datetime.date(2018, 12, 30), datetime.date(2019, 2, 2)), (datetime.date(2019, 1, 20), datetime.date(2019, 1, 26)))
    """
    first = day if weeks else day.replace(day=1)
    last = day if weeks else (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first - timedelta(days=(first.weekday() + 1) % 7), last + timedelta(days=(5 - last.weekday()) % 7)


class CalendarModel(QAbstractTableModel):
    """Weeks as rows, days as columns, from Sunday."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[Day, ...] = ()

    def show_days(
        self, first: date, last: date, month: int | None, today: date, entries: Sequence[CalendarEntry]
    ) -> None:
        """Show these days with what happens on them; ``month`` greys the days of others."""
        by_day: dict[date, list[CalendarEntry]] = defaultdict(list)
        for entry in sorted(entries, key=lambda one: (one.starts is not None, one.starts or time(), one.title)):
            by_day[entry.day].append(entry)
        self.beginResetModel()
        self._days = tuple(
            Day(day, tuple(by_day.get(day, ())), month in (None, day.month), day == today)
            for day in (first + timedelta(days=number) for number in range((last - first).days + 1))
        )
        self.endResetModel()

    def day(self, index: Index) -> Day | None:
        """The day of a cell."""
        at = index.row() * 7 + index.column()
        return self._days[at] if index.isValid() and at < len(self._days) else None

    def index_of(self, day: date) -> QModelIndex:
        """The cell of a day, an invalid one when it is not shown."""
        for at, one in enumerate(self._days):
            if one.date == day:
                return self.index(at // 7, at % 7)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Number of weeks; a day has none."""
        return 0 if parent.isValid() else len(self._days) // 7

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Seven; a day has none."""
        return 0 if parent.isValid() else 7

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a day shows and says."""
        day = self.day(index)
        if day is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.date.day)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return day.spoken
        return day if role == ROW_ROLE else None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The weekdays."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and 0 <= section < 7:
            return spoken().weekdays_short[section - 1]
        return None


def entry_boxes(cell: QRect, day: Day) -> Iterator[tuple[QRect, CalendarEntry]]:
    """Where the entries of a day stand in its cell, as many as fit."""
    height = TALL_ENTRY_PX if cell.height() > TALL_CELL_PX else ENTRY_PX
    room = max((cell.height() - DAY_HEIGHT - 2) // (height + 2), 0)
    shown = day.entries if len(day.entries) <= room else day.entries[: max(room - 1, 0)]
    for at, entry in enumerate(shown):
        top = cell.top() + DAY_HEIGHT + at * (height + 2)
        yield QRect(cell.left() + SIDE, top, cell.width() - 2 * SIDE, height), entry


class DayDelegate(QStyledItemDelegate):
    """Paints a day: its number, its entries, and how many more there are."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one day."""
        day: Day | None = index.data(ROW_ROLE)
        if day is None:
            return
        palette = current_palette()
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(cell, QColor(palette.card if day.inside else palette.ground))
        painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), QColor(palette.line))
        painter.fillRect(QRect(cell.right(), cell.top(), 1, cell.height()), QColor(palette.line))
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRoundedRect(QRectF(cell).adjusted(2, 2, -3, -3), 4, 4)
        self._number(painter, cell, day, palette)
        shown = 0
        for box, entry in entry_boxes(cell, day):
            self._entry(painter, box, entry, palette)
            shown += 1
        if shown < len(day.entries):
            height = TALL_ENTRY_PX if cell.height() > TALL_CELL_PX else ENTRY_PX
            top = cell.top() + DAY_HEIGHT + shown * (height + 2)
            box = QRect(cell.left() + SIDE + 4, top, cell.width() - 2 * SIDE - 8, ENTRY_PX)
            words = say("{count} more", count=len(day.entries) - shown)
            paint_words(painter, box, words, font(13), palette.muted)
        painter.restore()

    def _number(self, painter: QPainter, cell: QRect, day: Day, palette: Palette) -> None:
        face = font(13, QFont.Weight.Bold if day.today else QFont.Weight.Normal)
        painter.setFont(face)
        box = placed(QRect(cell.left() + SIDE, cell.top() + 4, 24, 20), cell)
        if day.today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent))
            painter.drawRoundedRect(box, 10, 10)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(palette.on_accent if day.today else palette.ink if day.inside else palette.muted))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(day.date.day))

    def _entry(self, painter: QPainter, box: QRect, entry: CalendarEntry, palette: Palette) -> None:
        ink, ground = palette.tone(entry.tone)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(box), 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        face = font(13)
        face.setStrikeOut(entry.struck)
        inner = placed(box.adjusted(6, 0, -4, 0), box)
        if box.height() == TALL_ENTRY_PX and entry.starts is not None:
            title = elided(entry.title, face, inner.width())
            paint_words(painter, inner.adjusted(0, 3, 0, -20), clock(entry.starts), face, ink)
            paint_words(painter, inner.adjusted(0, 20, 0, -3), title, face, ink)
            return
        paint_words(painter, inner, elided(entry.words, face, inner.width()), face, ink)


class CalendarGrid(QTableView):
    """The days. Arrows choose one, Enter opens it; an entry is opened by a click and moved by dragging."""

    day_chosen = Signal(object)
    entry_opened = Signal(object)
    entry_moved = Signal(object, object)
    day_opened = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.days = CalendarModel(self)
        self.setModel(self.days)
        self.setItemDelegate(DayDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setSectionsClickable(False)
        across.setHighlightSections(False)
        across.setAccessibleName(say("Weekdays of {name}", name=name))
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.setMinimumSectionSize(64)
        self._held: CalendarEntry | None = None
        self._held_at = QPoint()
        self._dragging = False

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tell which day is chosen."""
        super().currentChanged(current, previous)
        day = self.days.day(current)
        if day is not None:
            self.day_chosen.emit(day)

    def choose(self, day: date) -> None:
        """Choose a day."""
        self.setCurrentIndex(self.days.index_of(day))

    def entry_at(self, point: QPoint) -> CalendarEntry | None:
        """The entry under a point of the view."""
        index = self.indexAt(point)
        day = self.days.day(index)
        if day is None:
            return None
        return next((entry for box, entry in entry_boxes(self.visualRect(index), day) if box.contains(point)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the day, and take hold of an entry."""
        super().mousePressEvent(event)
        self._held_at = event.position().toPoint()
        self._held = self.entry_at(self._held_at) if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Carry the entry."""
        if self._held is None:
            super().mouseMoveEvent(event)
            return
        point = event.position().toPoint()
        if (point - self._held_at).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.setCurrentIndex(self.indexAt(point))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Put the entry down on another day, or open it."""
        held, dragging = self._held, self._dragging
        self._held, self._dragging = None, False
        self.viewport().unsetCursor()
        super().mouseReleaseEvent(event)
        day = self.days.day(self.indexAt(event.position().toPoint()))
        if held is None:
            return
        if not dragging:
            self.entry_opened.emit(held)
        elif day is not None and day.date != held.day:
            self.entry_moved.emit(held, day.date)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A double click into the empty part of a day makes something on it."""
        day = self.days.day(self.indexAt(event.position().toPoint()))
        if day is not None and self.entry_at(event.position().toPoint()) is None:
            self.day_opened.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens the day; Escape puts a carried entry back."""
        day = self.days.day(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and day is not None:
            self.day_opened.emit(day)
        elif event.key() == Qt.Key.Key_Escape and self._held is not None:
            self._held, self._dragging = None, False
            self.viewport().unsetCursor()
        else:
            super().keyPressEvent(event)

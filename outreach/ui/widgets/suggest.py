"""A line to type into that suggests while one types: the first match is chosen with Enter, without leaving the line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QHideEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from outreach.languages.spoken import say
from outreach.ui.desk import Desk
from outreach.ui.models import ROW_ROLE, Index
from outreach.ui.painted import elided, paint_words, placed
from outreach.ui.tasks import OFFERED
from outreach.ui.theme import BODY_PX, current_palette, font

ROW_PX = 34
SHOWN_ROWS = 9
SIDE = 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line offered: what is chosen with it, a strong word, what tells it apart, and the key that takes it."""

    value: object
    strong: str
    rest: str = ""
    key: str = ""
    muted: bool = False


type LookUp = Callable[[str], Sequence[Suggestion]]
"""What is offered for typed words; asked on a worker, so it touches no widget."""


class SuggestionModel(QAbstractListModel):
    """The lines offered now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offered: tuple[Suggestion, ...] = ()

    @property
    def offered(self) -> tuple[Suggestion, ...]:
        """The lines offered now."""
        return self._offered

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer these instead."""
        self.beginResetModel()
        self._offered = tuple(suggestions)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Number of lines; a line has none."""
        return 0 if parent.isValid() else len(self._offered)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a line shows and says."""
        if not index.isValid() or index.row() >= len(self._offered):
            return None
        line = self._offered[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " · ".join(part for part in (line.strong, line.rest) if part)
        return line if role == ROW_ROLE else None


class SuggestionDelegate(QStyledItemDelegate):
    """Paints a line: the strong word, what tells it apart, and at the right the key."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        palette = current_palette()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        current = bool(state & QStyle.StateFlag.State_Selected)
        line: Suggestion = index.data(ROW_ROLE)
        painter.save()
        painter.fillRect(rect, QColor(palette.accent_soft if current else palette.card))
        if line.muted:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), QColor(palette.line))
        inner = rect.adjusted(SIDE, 0, -SIDE, 0)
        key = line.key or ("Enter" if current else "")
        if key:
            key_width = QFontMetrics(font(13)).horizontalAdvance(key)
            ends = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            paint_words(painter, inner, key, font(13), palette.muted, ends)
            inner.setRight(inner.right() - key_width - SIDE)
            inner = placed(inner, rect)
        face = font(BODY_PX, QFont.Weight.Normal if line.muted else QFont.Weight.DemiBold)
        room = QRect(inner)
        for words, look, ink in (
            (line.strong, face, palette.muted if line.muted else palette.ink),
            *(((" · ", font(), palette.muted), (line.rest, font(), palette.muted)) if line.rest else ()),
        ):
            shown = elided(words, look, room.width())
            paint_words(painter, placed(room, inner), shown, look, ink)
            room.setLeft(room.left() + QFontMetrics(look).horizontalAdvance(shown))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Every line is as high as the next."""
        return QSize(120, ROW_PX)


class SuggestBox(QLineEdit):
    """The line. ``taken`` brings the chosen suggestion; ``as_written`` the words themselves (Shift+Enter).

    Enter never waits for a picture: when the answer to the last key has not come yet, it is asked for at once.
    Enter with an empty line, or with nothing to choose, comes as ``empty`` and ``unknown``. ``ahead`` brings the
    suggestion that Enter would take once it is painted, with time to prepare for it.
    """

    taken = Signal(object)
    ahead = Signal(object)
    as_written = Signal(str)
    unknown = Signal(str)
    empty = Signal()

    def __init__(self, desk: Desk, name: str, look_up: LookUp, least: int = 1) -> None:
        super().__init__()
        self._desk = desk
        self._key = f"{OFFERED}{name}/{id(self)}"
        self._look_up = look_up
        self._least = least
        self._asked = ""
        self._offered_for: str | None = None
        self.setAccessibleName(name)
        self.model = SuggestionModel(self)
        self.popup: QListView | None = None
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._look_ahead)
        self.textEdited.connect(self.ask)

    def ask(self, _text: str = "") -> None:
        """Ask what there is for the words typed so far."""
        words = self.text().strip()
        if len(words) < self._least:
            self.hide_popup()
            return
        self._asked = words
        look_up = self._look_up
        self._desk.ask(self._key, lambda: (words, tuple(look_up(words))), self._show)

    def _show(self, answer: object) -> None:
        if not isinstance(answer, tuple) or answer[0] != self.text().strip():
            return
        self._offer(*answer)
        if self.hasFocus() and self.model.offered:
            self._show_popup()
            self._painted.start()
        else:
            self.hide_popup()

    def _look_ahead(self) -> None:
        if self.model.offered:
            self.ahead.emit(self.model.offered[0])

    def _offer(self, words: str, suggestions: Sequence[Suggestion]) -> None:
        self._offered_for = words
        self.model.offer(suggestions)

    def _show_popup(self) -> None:
        popup = self.popup or self._make_popup()
        window = self.window()
        wanted = min(len(self.model.offered), SHOWN_ROWS) * ROW_PX + 2
        above, below = self.mapTo(window, QPoint(0, -2)), self.mapTo(window, QPoint(0, self.height() + 2))
        room_above, room_below = above.y() - 8, window.height() - below.y() - 8
        if room_below < wanted and room_above > room_below:
            height = min(wanted, room_above)
            corner = above - QPoint(0, height)
        else:
            height = min(wanted, max(room_below, ROW_PX + 2))
            corner = below
        popup.setGeometry(QRect(corner, QSize(self.width(), height)))
        popup.setCurrentIndex(self.model.index(0))
        popup.show()
        popup.raise_()

    def _make_popup(self) -> QListView:
        # A child of the window and not a pop-up window of its own: the focus and every key stay with the line.
        popup = QListView(self.window())
        popup.setProperty("look", "popup")
        popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        popup.setAccessibleName(say("Suggestions for {name}", name=self.accessibleName()))
        popup.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        popup.setUniformItemSizes(True)
        popup.setItemDelegate(SuggestionDelegate(popup))
        popup.setModel(self.model)
        popup.clicked.connect(self._click)
        self.popup = popup
        self.destroyed.connect(popup.deleteLater)
        return popup

    def hide_popup(self) -> None:
        """Offer nothing any more."""
        if self.popup is not None:
            self.popup.hide()

    def start_again(self) -> None:
        """Empty the line for the next."""
        # Unlike clear(), this leaves nothing for the line's own undo: Ctrl+Z then takes back the last action.
        self.setText("")
        self._offered_for = None
        self._desk.tasks.drop(self._key)
        self.model.offer(())
        self.hide_popup()

    def current(self) -> Suggestion | None:
        """The line that Enter would take; asked for at once when the typing was faster than the answer."""
        words = self.text().strip()
        if self._offered_for != words:
            self._offer(words, self._desk.now(lambda: self._look_up(words)))
        at = self.popup.currentIndex().row() if self.popup is not None and self.popup.isVisible() else 0
        offered = self.model.offered
        return offered[max(at, 0)] if offered else None

    def _click(self, index: QModelIndex) -> None:
        line: Suggestion = index.data(ROW_ROLE)
        self.hide_popup()
        self.taken.emit(line)

    def _take(self, written: bool) -> None:
        words = self.text().strip()
        if not words:
            self.empty.emit()
        elif written:
            self.hide_popup()
            self.as_written.emit(words)
        else:
            line = self.current() if len(words) >= self._least else None
            self.hide_popup()
            if line is None:
                self.unknown.emit(words)
            else:
                self.taken.emit(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter takes, the arrows choose, Escape offers nothing."""
        shown = self.popup is not None and self.popup.isVisible()
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif shown and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif shown and key == Qt.Key.Key_Escape:
            self.hide_popup()
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        if self.popup is not None and self.model.offered:
            at = (self.popup.currentIndex().row() + by) % len(self.model.offered)
            self.popup.setCurrentIndex(self.model.index(at))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Leaving the line offers nothing any more."""
        super().focusOutEvent(event)
        self.hide_popup()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """A line that is hidden takes its suggestions with it."""
        super().hideEvent(event)
        self.hide_popup()

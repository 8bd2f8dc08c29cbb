"""A board: cards in columns, walked with the arrow keys, chosen one or many, opened with Enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QItemSelection, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from outreach.languages.spoken import say
from outreach.ui.models import ROW_ROLE, Index
from outreach.ui.painted import elided, is_mirrored, paint_pill, paint_words
from outreach.ui.theme import BODY_PX, current_palette, font
from outreach.ui.widgets.basics import label

PADDING = 14
GAP = 10
PILL_ROW = 26
LINE = 20
SMALL_PX = 13
COLUMN_LEAST_PX = 148
TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One card: whose it is, a word on its tone, a title, a muted line and who has it."""

    key: int
    word: str
    tone: str
    title: str
    second: str
    third: str

    @property
    def spoken(self) -> str:
        """The whole card in words, for those who listen."""
        return ", ".join(part for part in (self.title, self.word, self.second, self.third) if part)


class CardsModel(QAbstractListModel):
    """The cards of one column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[BoardCard, ...] = ()

    @property
    def cards(self) -> tuple[BoardCard, ...]:
        """The cards shown now."""
        return self._cards

    def show_cards(self, cards: Sequence[BoardCard]) -> None:
        """Show these cards instead."""
        self.beginResetModel()
        self._cards = tuple(cards)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Number of cards; a card has none."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a card shows and says."""
        if not index.isValid() or index.row() >= len(self._cards):
            return None
        card = self._cards[index.row()]
        if role == ROW_ROLE:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return card.spoken
        return None


def in_lines(words: str, face: QFont, width: int, most: int) -> str:
    """Words broken into lines of a width in pixels; what does not fit into the last one is told by dots."""
    layout = QTextLayout(words, face)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append((line.textStart(), line.textLength()))
    layout.endLayout()
    kept = [words[start : start + length].strip() for start, length in lines[:most]]
    if len(lines) > most:
        kept[-1] = elided(words[lines[most - 1][0] :], face, width)
    return "\n".join(kept)


class CardDelegate(QStyledItemDelegate):
    """Paints a card, as high as its title needs."""

    def _title_height(self, card: BoardCard, width: int) -> int:
        face = QFontMetrics(font(BODY_PX, QFont.Weight.DemiBold))
        flags = int(Qt.TextFlag.TextWordWrap)
        needed = face.boundingRect(QRect(0, 0, max(width - 2 * PADDING, 40), 10_000), flags, card.title).height()
        return min(-(-needed // LINE) * LINE, TITLE_LINES * LINE)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """As wide as the column; as high as the words."""
        card: BoardCard = index.data(ROW_ROLE)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else COLUMN_LEAST_PX
        lines = LINE * bool(card.second) + (LINE + 4) * bool(card.third)
        return QSize(width, 2 * PADDING + PILL_ROW + self._title_height(card, width) + lines + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        palette = current_palette()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        card: BoardCard = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(1, 1, -1, -GAP)
        painter.setPen(
            QPen(QColor(palette.accent if chosen or focused else palette.line), 2 if chosen or focused else 1)
        )
        painter.setBrush(QColor(palette.accent_soft if chosen else palette.card))
        painter.drawRoundedRect(box, 8, 8)
        left, width = rect.left() + PADDING, rect.width() - 2 * PADDING
        top = rect.top() + PADDING
        paint_pill(painter, left, top + 9, width, card.word, card.tone, palette)
        top += PILL_ROW
        height = self._title_height(card, rect.width())
        strong, small = font(BODY_PX, QFont.Weight.DemiBold), font(SMALL_PX)
        words = in_lines(card.title, strong, width, height // LINE)
        begins = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        paint_words(painter, QRect(left, top, width, height), words, strong, palette.ink, begins)
        top += height
        for words, space in ((card.second, 0), (card.third, 4)):
            if words:
                line = QRect(left, top + space, width, LINE)
                paint_words(painter, line, elided(words, small, width), small, palette.muted)
                top += LINE + space
        painter.restore()


class CardList(QListView):
    """The list of one column. The arrow keys left and right are passed on to the board."""

    sideways = Signal(int)
    opened = Signal(object)
    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.cards = CardsModel(self)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self._open)

    def _open(self, index: Index) -> None:
        card = index.data(ROW_ROLE)
        if card is not None:
            self.opened.emit(card)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Titles wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Entering a column by Tab chooses its first card, so that the arrows have somewhere to start."""
        super().focusInEvent(event)
        if not self.selectedIndexes() and self.cards.rowCount():
            now = self.currentIndex()
            self.selectionModel().setCurrentIndex(
                now if now.isValid() else self.cards.index(0), self.selectionModel().SelectionFlag.ClearAndSelect
            )
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens, left and right go to the next column."""
        match event.key():
            case Qt.Key.Key_Left:
                self.sideways.emit(1 if is_mirrored() else -1)
            case Qt.Key.Key_Right:
                self.sideways.emit(-1 if is_mirrored() else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.currentIndex().isValid():
                self._open(self.currentIndex())
            case _ if event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()  # letters are the page's shortcuts, not a search by first letter
            case _:
                super().keyPressEvent(event)


class Board(QWidget):
    """Columns of cards side by side. One column at a time holds the choice."""

    opened = Signal(object)
    chosen_changed = Signal()

    def __init__(self, name: str, columns: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.lists: dict[str, CardList] = {}
        self._counts: dict[str, Any] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for key, words in columns:
            row.addWidget(self._column(key, words), 1)

    def _column(self, key: str, words: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.addWidget(label(words, "heading"))
        head.addStretch(1)
        count = label("0", "muted", name=say("Number of cards: {words}", words=words))
        head.addWidget(count)
        cards = CardList(words)
        cards.sideways.connect(self._sideways)
        cards.opened.connect(self.opened)
        cards.entered.connect(self._entered)
        cards.selectionModel().selectionChanged.connect(self._selected)
        column.addStrut(COLUMN_LEAST_PX)  # and as wide as its heading needs
        column.addLayout(head)
        column.addWidget(cards, 1)
        self.lists[key], self._counts[key] = cards, count
        return holder

    def show_cards(self, key: str, cards: Sequence[BoardCard], total: int) -> None:
        """Show the cards of one column and how many there are in all, keeping what was chosen."""
        view = self.lists[key]
        chosen = {index.data(ROW_ROLE).key for index in view.selectedIndexes()}
        current, row = view.currentIndex().data(ROW_ROLE), view.currentIndex().row()
        blocked = self.blockSignals(True)
        view.cards.show_cards(cards)
        keys = [card.key for card in cards]
        picks = view.selectionModel()
        if current is not None and keys:
            at = keys.index(current.key) if current.key in keys else min(row, len(keys) - 1)
            picks.setCurrentIndex(view.cards.index(at), picks.SelectionFlag.NoUpdate)
            if chosen:
                for place in [at for at, number in enumerate(keys) if number in chosen] or [at]:
                    picks.select(view.cards.index(place), picks.SelectionFlag.Select)
        self.blockSignals(blocked)
        self._counts[key].setText(f"{total:,}")
        view.setAccessibleDescription(say("{total:,} cards", total=total) if total else say("No cards"))

    def chosen(self) -> list[int]:
        """The keys of the chosen cards, in the order of the board."""
        return [
            index.data(ROW_ROLE).key
            for view in self.lists.values()
            for index in sorted(view.selectedIndexes(), key=lambda index: index.row())
        ]

    def choose(self, key: int) -> bool:
        """Choose the card of a record and show it; whether it is on the board."""
        for view in self.lists.values():
            keys = [card.key for card in view.cards.cards]
            if key in keys:
                view.setCurrentIndex(view.cards.index(keys.index(key)))
                self._clear_others(view)
                return True
        return False

    def take_focus(self) -> None:
        """Put the focus where the choice is, otherwise on the first column with cards."""
        views = [view for view in self.lists.values() if view.selectedIndexes()]
        views = views or [view for view in self.lists.values() if view.cards.rowCount()]
        if views:
            views[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _sideways(self, step: int) -> None:
        views = list(self.lists.values())
        sender = self.sender()
        at = next((number for number, view in enumerate(views) if view is sender), 0)
        row = views[at].currentIndex().row()
        others = views[at + 1 :] if step > 0 else views[:at][::-1]
        target = next((view for view in others if view.cards.rowCount()), None)
        if target is not None:
            target.setCurrentIndex(target.cards.index(min(max(row, 0), target.cards.rowCount() - 1)))
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entered(self) -> None:
        self._clear_others(self.sender())

    def _selected(self, chosen: QItemSelection, _left: QItemSelection) -> None:
        if not chosen.isEmpty():
            owner = self.sender()
            self._clear_others(next((v for v in self.lists.values() if v.selectionModel() is owner), None))
        self.chosen_changed.emit()

    def _clear_others(self, kept: object) -> None:
        for view in self.lists.values():
            if view is not kept and view.selectedIndexes():
                blocked = view.selectionModel().blockSignals(True)
                view.clearSelection()
                view.selectionModel().blockSignals(blocked)
                view.viewport().update()

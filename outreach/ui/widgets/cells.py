"""How a cell of a table is painted, and a whole row as a picture: pills, a second line, rules between rows."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from outreach.ui.models import Cell, Index, TableModel
from outreach.ui.painted import elided, is_mirrored, paint_pill, paint_words, words_px
from outreach.ui.theme import BODY_PX, GRID, Palette, colour, current_palette, font

ROW_PX = 40
_NOTHING = Cell()
_BEGINS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ENDS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CellDelegate(QStyledItemDelegate):
    """Paints what :class:`TableModel` tells of a cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen, palette = bool(state & QStyle.StateFlag.State_Selected), current_palette()
        painter.save()
        _ground(painter, rect, palette, chosen=chosen)
        if chosen and self._leads(index):
            _mark(painter, rect, palette)
        paint_cell(painter, rect, _told(index), palette)
        painter.restore()

    def _leads(self, index: Index) -> bool:
        table = self.parent()
        return not isinstance(table, QTableView) or table.horizontalHeader().sectionPosition(index.column()) == 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """The width of the text; heights are fixed by the view."""
        cell, face = _told(index), font(BODY_PX)
        widest = max(words_px(line, face) for line in (cell.text, cell.second))
        return QSize(widest + 3 * GRID, ROW_PX)


def _told(index: Index) -> Cell:
    model = index.model()
    return (model.cell(index) if isinstance(model, TableModel) else None) or _NOTHING


def paint_cell(painter: QPainter, box: QRect, cell: Cell, palette: Palette) -> None:
    """Paint what a cell tells."""
    inner = box.adjusted(GRID, 0, -GRID, -1)
    if cell.heading:
        face = font(13, QFont.Weight.DemiBold)
        _line(painter, inner.adjusted(0, GRID, 0, 0), cell.heading, face, palette.muted)
    elif not cell.tone or cell.tone == "muted":
        _words(painter, inner, cell, palette)
    elif cell.text:
        left = inner.left() - GRID * is_mirrored()
        paint_pill(painter, left, inner.center().y(), inner.width() + GRID, cell.text, cell.tone, palette)


def _ground(painter: QPainter, box: QRect, palette: Palette, *, chosen: bool) -> None:
    """Paint what a cell, or a row, that is ``chosen`` or not lies on, with the rule below it."""
    painter.fillRect(box, colour(palette.accent_soft if chosen else palette.card))
    painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), colour(palette.line))


def _mark(painter: QPainter, box: QRect, palette: Palette) -> None:
    """Paint the mark of a chosen row in the cell that leads it."""
    edge = box.right() - 2 if is_mirrored() else box.left()
    painter.fillRect(QRect(edge, box.top(), 3, box.height() - 1), colour(palette.accent))


def _words(painter: QPainter, inner: QRect, cell: Cell, palette: Palette) -> None:
    face = font(BODY_PX, QFont.Weight.DemiBold if cell.strong else QFont.Weight.Normal)
    ink = palette.muted if cell.tone else palette.ink
    if not cell.second:
        _line(painter, inner, cell.text, face, ink, right=cell.right)
        return
    middle = inner.center().y()
    upper = QRect(inner.left(), middle - 20, inner.width(), 20)
    lower = QRect(inner.left(), middle, inner.width(), 20)
    _line(painter, upper, cell.text, face, ink, right=cell.right)
    _line(painter, lower, cell.second, font(13), palette.muted, right=cell.right)


def _line(painter: QPainter, box: QRect, text: str, face: QFont, ink: str, *, right: bool = False) -> None:
    shown = elided(" ".join(text.split()), face, box.width())
    paint_words(painter, box, shown, face, ink, _ENDS if right else _BEGINS)


class Place(NamedTuple):
    """Where a cell lies in its row, from the left and how wide, in pixels, and whether it ``leads`` the row."""

    left: int
    width: int
    leads: bool


class Look(NamedTuple):
    """All else that a row is painted by: ``fineness`` are the dots of the screen to a pixel."""

    width: int
    height: int
    chosen: bool
    palette: Palette
    fineness: float
    mirrored: bool


def row_picture(cells: Iterable[tuple[Cell, Place]], look: Look) -> QImage:
    """A row as it is painted, to be kept: one that only moves, as another comes in above it, is not painted anew."""
    size = QSize(look.width, look.height) * look.fineness
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(look.fineness)
    painter = QPainter(picture)
    _ground(painter, QRect(0, 0, look.width, look.height), look.palette, chosen=look.chosen)
    for cell, place in cells:
        box = QRect(place.left, 0, place.width, look.height)
        if look.chosen and place.leads:
            _mark(painter, box, look.palette)
        paint_cell(painter, box, cell, look.palette)
    painter.end()
    return picture

"""Words that are painted by hand: at the side where lines begin, each in the direction of its own letters."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from PySide6 import QtGui, QtWidgets
from PySide6.QtCore import QMargins, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QWidget

from outreach.ui.theme import Palette, colour, font

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_CUT_WORDS = 4096
"""So many words are remembered as they were cut, and measured: a list is painted again and again."""


@cache
def metrics(face: QFont) -> QFontMetrics:
    """How wide and high the letters of a font are; it is asked once."""
    return QFontMetrics(face)


@lru_cache(maxsize=_CUT_WORDS)
def words_px(words: str, face: QFont) -> int:
    """How wide words are."""
    return metrics(face).horizontalAdvance(words)


def pill_px(word: str) -> int:
    """How wide a painted pill is."""
    return words_px(word, _pill_face()) + 18


def _pill_face() -> QFont:
    return font(12, QFont.Weight.DemiBold)


def is_mirrored() -> bool:
    """Whether lines run from right to left."""
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


def paint_pill(painter: "QPainter", left: int, middle: int, most: int, word: str, tone: str, palette: Palette) -> None:
    """Paint a word on its tone, centred on a height and cut where it would be wider than ``most`` pixels.

    It begins at ``left``, or ends ``most`` pixels to the right of it where lines run from right to left.
    """
    ink, ground = palette.tone(tone)
    shown = elided(word, _pill_face(), most - 18)
    start = left + most - pill_px(shown) if is_mirrored() else left
    box = QRectF(start, middle - 9, pill_px(shown), 18)
    painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ground))
    painter.drawRoundedRect(box, 9, 9)
    painter.setPen(colour(ink))
    painter.setFont(_pill_face())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


def paint_words(
    painter: "QPainter",
    box: QRect,
    words: str,
    face: QFont,
    ink: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
) -> None:
    """Paint words in a box; ``AlignLeft`` is where lines begin, at the right where they run from right to left.

    The window's direction places them. The words themselves run as their letters do, so that an English name keeps its
    full stop at its end among Arabic ones.
    """
    painter.setFont(face)
    painter.setPen(colour(ink))
    first = next((way for way in map(bidirectional, words) if way in ("L", "R", "AL")), "L")
    painter.drawText(box, _laid(side, is_mirrored(), first == "L", "\n" not in words), words)


@cache
def _laid(side: Qt.AlignmentFlag, mirrored: bool, ahead: bool, one_line: bool) -> int:
    """How the toolkit is told to lay words out; what is one line is cut already where it would not fit."""
    style = QtWidgets.QStyle  # named where something is painted: the toolkit takes a while to describe it, once
    runs = Qt.TextFlag.TextForceLeftToRight if ahead else Qt.TextFlag.TextForceRightToLeft
    way = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    more = int(Qt.TextFlag.TextSingleLine) | int(Qt.TextFlag.TextDontClip) if one_line else 0
    return int(style.visualAlignment(way, side)) | int(runs) | more


@lru_cache(maxsize=_CUT_WORDS)
def elided(words: str, face: QFont, most: int) -> str:
    """Words cut at their end, with dots, where they are wider than ``most`` pixels."""
    if words_px(words, face) <= most:
        return words
    return metrics(face).elidedText(words, Qt.TextElideMode.ElideRight, max(most, 0))


def placed(part: QRect, whole: QRect) -> QRect:
    """A part of a box as laid out from the left, where it stands in the direction in which lines run."""
    return part.translated(whole.left() + whole.right() - part.left() - part.right(), 0) if is_mirrored() else part


def margins(begins: int, top: int, ends: int, bottom: int) -> QMargins:
    """Room about what is inside: where lines begin, above, where they end, below. No layout turns it by itself."""
    return QMargins(ends, top, begins, bottom) if is_mirrored() else QMargins(begins, top, ends, bottom)


def beginning(upright: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter) -> Qt.AlignmentFlag:
    """How a label is aligned so that its lines begin where those of the window do.

    By itself a label goes by its letters, and an English name among Arabic labels would begin at the other side.
    """
    ends = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    return upright | (ends if is_mirrored() else Qt.AlignmentFlag.AlignLeft)


def ending() -> Qt.AlignmentFlag:
    """How a label is aligned so that its lines end where those of the window do, whatever its letters."""
    begins = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    return Qt.AlignmentFlag.AlignVCenter | (begins if is_mirrored() else Qt.AlignmentFlag.AlignRight)


def below(widget: QWidget, wide: int) -> QPoint:
    """Where on the screen something ``wide`` pixels wide opens below a widget: from the side where lines begin."""
    return widget.mapToGlobal(QPoint(widget.width() - wide if is_mirrored() else 0, widget.height() + 2))

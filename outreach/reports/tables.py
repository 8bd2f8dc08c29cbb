"""Tables with rules instead of boxes: a strong rule around the headings, hairlines between rows, numbers to the
right.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reportlab.platypus import Flowable

from outreach.reports.fonts import load_fonts
from outreach.reports.tagged import Element, TaggedLine, TaggedTable, grid
from outreach.reports.text import (
    CELL,
    CELL_CENTER,
    CELL_HEAD,
    CELL_HEAD_CENTER,
    CELL_HEAD_RIGHT,
    CELL_RIGHT,
    HAIRLINE,
    INK,
    KEY_NUMBER,
    KEY_TEXT,
    SMALL,
    Markup,
    clean,
    fits,
    paragraph,
    visible_lines,
    width,
)

PADDING = 4.0
_APART = 10.0
# Reportlab's time for a table grows faster than its rows: it is handed a little more at once than a page holds.
_ROWS_AT_FIRST = 24
_SPARE = 1.3

type Alignment = Literal["left", "right", "center"]
type Cell = str | Markup


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and how much of the width it takes.

    ``share`` 0 fits the column to its content (numbers, dates, short words); other columns divide what is left over in
    proportion to their shares.
    """

    title: str
    share: float = 0
    align: Alignment = "left"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure of the band at the top of a report: the number as printed, what it counts, and what to hold it
    against.
    """

    number: str
    label: str
    comparison: str = ""


_CELL_STYLES: dict[Alignment, Any] = {"left": CELL, "right": CELL_RIGHT, "center": CELL_CENTER}
_HEAD_STYLES: dict[Alignment, Any] = {"left": CELL_HEAD, "right": CELL_HEAD_RIGHT, "center": CELL_HEAD_CENTER}


def table(
    parent: Element,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    available: float,
    *,
    row_height: float | None = None,
) -> "Rows":
    """One table, ``available`` points wide, that may break across any number of pages.

    ``row_height`` makes every body row at least that high (forms that are filled in by hand).
    """
    load_fonts()
    body = [[_prepared(cell) for cell in row] for row in rows]
    heads = [clean(column.title) for column in columns]
    apart = _apart(columns)
    widths = _widths(columns, heads, body, available, apart)
    # A first column that names its row is a row header, unless headers would then outnumber the figures they head.
    names_rows = len(rows) * (len(columns) - 2) >= len(columns)
    elements = grid(parent, len(rows) + 1, len(columns), row_headers=names_rows)
    head = [
        _flowable(text, _HEAD_STYLES[column.align], element, room - gap)
        for text, column, element, room, gap in zip(heads, columns, elements[0], widths, apart, strict=True)
    ]
    made = [
        [
            _flowable(text, _CELL_STYLES[column.align], element, room - gap)
            for text, column, element, room, gap in zip(row, columns, line, widths, apart, strict=True)
        ]
        for row, line in zip(body, elements[1:], strict=True)
    ]
    return Rows(head, made, _Look(widths, apart, row_height))


def _apart(columns: Sequence[Column]) -> list[float]:
    """Room to the left of each column: words beside the numbers of the column before would read as one."""
    before = [None, *(column.align for column in columns)]
    return [
        _APART if column.align == "left" and left == "right" else 0.0
        for left, column in zip(before, columns, strict=False)
    ]


def _prepared(cell: Cell) -> Cell:
    return cell if isinstance(cell, Markup) else clean(cell).strip()


def _flowable(text: Cell, style: Any, element: Element, room: float) -> Any:
    if not text:
        return ""
    if fits(text, style, room - 2 * PADDING):
        return TaggedLine(text, style, element)
    return paragraph(text, style, element)


def _widths(
    columns: Sequence[Column],
    heads: Sequence[str],
    body: Sequence[Sequence[Cell]],
    available: float,
    apart: Sequence[float],
) -> list[float]:
    fitted = [
        0.0 if column.share else gap + _natural_width(column, head, [row[index] for row in body], available)
        for index, (column, head, gap) in enumerate(zip(columns, heads, apart, strict=True))
    ]
    shares = sum(column.share for column in columns)
    if not shares:
        # Nothing stretches: spread the columns evenly over the width.
        spare = (available - sum(fitted)) / len(columns)
        return [fit + spare for fit in fitted]
    rest = available - sum(fitted)
    return [
        fit if not column.share else rest * column.share / shares for fit, column in zip(fitted, columns, strict=True)
    ]


def _natural_width(column: Column, head: str, cells: Sequence[Cell], available: float) -> float:
    style = _CELL_STYLES[column.align]
    # Only the longest entries are measured: one of them is the widest, or near enough to wrap.
    longest = heapq.nlargest(40, (line for cell in cells for line in visible_lines(cell)), key=len)
    widest = max((width(line, style) for line in longest), default=0.0)
    # One long entry must not squeeze out the other columns; it wraps instead.
    return min(max(widest, _head_width(head)), available / 4) + 2 * PADDING + 0.5


def _head_width(head: str) -> float:
    """The narrowest a heading can be on two lines."""
    words = head.split(" ")
    cuts = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))] or [(head, "")]
    return min(max(width(first, CELL_HEAD), width(second, CELL_HEAD)) for first, second in cuts)


def _rules(rows: int, *, keep_rows: bool) -> list[tuple[Any, ...]]:
    rules: list[tuple[Any, ...]] = [
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 2.75),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.75),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE),
    ]
    rules += [("VALIGN", (0, 0), (-1, 0), "BOTTOM"), ("LINEBELOW", (0, 0), (-1, 0), 0.75, INK)]
    if keep_rows and rows > 2:
        # A heading with a single row beneath it at the foot of a page reads like a mistake.
        rules.append(("NOSPLIT", (0, 0), (0, 2)))
    if keep_rows and rows > 3:
        rules.append(("NOSPLIT", (0, -2), (0, -1)))
    return rules


@dataclass(frozen=True, slots=True)
class _Look:
    """The widths of a table's columns, the room to the left of each, and the height of its rows where it is fixed."""

    widths: Sequence[float]
    apart: Sequence[float]
    row_height: float | None


class Rows(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """A table of any length, made into reportlab tables one page at a time, each beneath the repeated heading."""

    def __init__(self, head: list[Any], body: list[list[Any]], look: _Look, at_once: int = _ROWS_AT_FIRST) -> None:
        super().__init__()
        self.head, self.body, self.look, self.at_once = head, body, look, at_once
        self.spaceBefore, self.spaceAfter = 2, 8
        self._piece: Any = None

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The size of the whole, or of more than fits here."""
        if self._piece is None:
            self._piece = self._made(self.body[: self.at_once])
        width, height = self._piece.wrapOn(self.canv, available_width, available_height)
        while height <= available_height and self.at_once < len(self.body):
            self.at_once *= 2
            self._piece = self._made(self.body[: self.at_once])
            width, height = self._piece.wrapOn(self.canv, available_width, available_height)
        self.width, self.height = width, height
        return width, height

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """What fits on this page, and the rest."""
        self.wrap(available_width, available_height)
        parts = self._piece.splitOn(self.canv, available_width, available_height)
        if not parts and getattr(self._frame, "_atTop", True):
            # A row higher than the page: it has to be broken however it may look.
            loose = self._made(self.body[: self.at_once], keep_rows=False)
            parts = loose.splitOn(self.canv, available_width, available_height)
        if not parts:
            return []
        rest = [row for part in parts[1:] for row in part._cellvalues[1:]] + self.body[self.at_once :]
        at_once = int(len(parts[0]._cellvalues) * _SPARE) + 2
        return [parts[0], Rows(self.head, rest, self.look, at_once)] if rest else parts[:1]

    def draw(self) -> None:
        """Draw the table, all of which fits."""
        self._piece.drawOn(self.canv, 0, 0)

    @property
    def is_short(self) -> bool:
        """Whether it looks better whole on the next page than broken over two."""
        return len(self.body) <= 12

    def opening(self, rows: int) -> float:
        """The height of the heading and the first rows: what must not stand alone at the foot of a page."""
        piece = self._made(self.body[:rows])
        piece.wrap(sum(self.look.widths), 10_000)
        height: float = piece._height
        return height

    def height_after(self, rows: int) -> float:
        """The height of what follows the first rows, where the table was measured and is not too long to be."""
        heights: list[float] = self._piece._rowHeights if self._piece is not None else []
        return sum(heights[rows + 1 :])

    def _made(self, rows: list[list[Any]], *, keep_rows: bool = True) -> Any:
        look = self.look
        heights = None if look.row_height is None else [None, *[look.row_height] * len(rows)]
        made = TaggedTable([self.head, *rows], colWidths=look.widths, rowHeights=heights, repeatRows=1, splitInRow=1)
        made.setStyle(_rules(len(rows) + 1, keep_rows=keep_rows))
        made.setStyle(
            [("LEFTPADDING", (column, 0), (column, -1), PADDING + gap) for column, gap in enumerate(look.apart) if gap]
        )
        return made


def key_figures(parent: Element, figures: Sequence[KeyFigure], available: float) -> Any:
    """The band of key figures: read as a list, one item for each figure."""
    items = Element("L", parent)
    cells = [_key_figure(figure, Element("LBody", Element("LI", items))) for figure in figures]
    made = TaggedTable([cells], colWidths=[available / len(cells)] * len(cells), spaceBefore=2, spaceAfter=4)
    made.setStyle(
        [
            ("LEFTPADDING", (0, 0), (-1, -1), 8),
            ("RIGHTPADDING", (0, 0), (-1, -1), 5),
            ("LEFTPADDING", (0, 0), (0, 0), PADDING),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEABOVE", (0, 0), (-1, 0), 0.75, INK),
            ("LINEBELOW", (0, 0), (-1, 0), 0.75, INK),
            ("LINEAFTER", (0, 0), (-2, 0), 0.5, HAIRLINE),
        ]
    )
    return made


def _key_figure(figure: KeyFigure, element: Element) -> list[Any]:
    parts = ((figure.number, KEY_NUMBER), (figure.label, KEY_TEXT), (figure.comparison, SMALL))
    return [paragraph(text, style, element) for text, style in parts if text]

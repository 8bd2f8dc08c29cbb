"""The lines of a sign-in as a table: who, from where, for the first time or invited."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent

from outreach.languages.spoken import say
from outreach.queries.signin import PersonSuggestion, SignInLine
from outreach.ui.models import Cell, Column, TableModel
from outreach.ui.painted import is_mirrored, pill_px
from outreach.ui.theme import GRID, colour, current_palette
from outreach.ui.widgets.cells import Look, Place, row_picture
from outreach.ui.widgets.tables import Table
from outreach.ui.widgets.titles import Titles

ROW_PX = 36
SHOWN_LINES = 8
PICTURES = 32
"""So many lines are kept as they were painted: more than are seen, and 10 MB at 200 %."""
NEIGHBORHOOD, FROM = "Neighborhood", "From"
WIDE_PX = 555


def _place(line: SignInLine) -> str:
    if line.line is None:
        return ""
    return str(line.line) if line.sheet in (None, 1) else f"{line.sheet}/{line.line}"


def _name(line: SignInLine) -> str:
    if line.hidden:
        return say("kept confidentially")
    return line.name if line.legible else say("illegible")


def _mark(line: SignInLine) -> str:
    if not line.present:
        return say("invited")
    return say("first time") if line.first_time else ""


def _tone(line: SignInLine) -> str:
    return "info" if line.present else "quiet"


def columns() -> tuple[Column[SignInLine], ...]:
    """What is told of a line, in the language spoken."""
    organization = say("From", sense="an organization")
    marks = max(pill_px(word) for word in (say("first time"), say("invited"))) + 2 * GRID
    return (
        Column("Line", _place, right=True, width=48),
        Column("Name", _name),
        Column(NEIGHBORHOOD, lambda line: line.neighborhood or "–", width=128),
        Column(organization, lambda line: line.organization or "–", width=116, muted=True, key=FROM),
        Column("", _mark, width=max(marks, 86), tone=_tone),
    )


type _Layout = tuple[tuple[tuple[Column[SignInLine], Place], ...], Look]
type _Cells = tuple[tuple[Cell, Place], ...]


def _cells(layout: _Layout, line: SignInLine) -> _Cells:
    return tuple((column.cell(line), place) for column, place in layout[0])


def _painted(layout: _Layout, foreseen: Mapping[_Cells, QImage], line: SignInLine, chosen: bool) -> QImage:
    cells = _cells(layout, line)
    ahead = None if chosen else foreseen.get(cells)
    return ahead or row_picture(cells, layout[1]._replace(chosen=chosen))


def lines_to_come(
    found: PersonSuggestion, sheet: int | None, line: int | None, *, present: bool
) -> tuple[SignInLine, ...]:
    """How the line of somebody may read who signs in: whether for the first time is known when she does."""
    return tuple(
        SignInLine(
            id=0,
            version=0,
            person=found.person,
            name=found.name,
            name_as_signed="",
            neighborhood_id=None,
            neighborhood=found.neighborhood,
            organization_id=None,
            organization="",
            present=present,
            legible=True,
            first_time=first,
            sheet=sheet,
            line=line,
            note="",
        )
        for first in (False, True)
    )


class LinesTable(Table[SignInLine]):
    """The table. Delete takes a line off; the space bar says that somebody invited came, or did not."""

    remove_wanted = Signal(object)
    present_wanted = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name, TableModel(columns()), ROW_PX)
        self.setHorizontalHeader(Titles(self))
        self._set_widths()
        self.setAccessibleDescription(say("Delete takes a line off, the space bar marks somebody present or absent"))
        self._unknown: set[str] = set()
        self._seen = -1
        self._layout: _Layout | None = None
        self._foreseen: dict[_Cells, QImage] = {}
        self._picture: Callable[[SignInLine, bool], QImage]
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Otherwise all that it lies on is painted first.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.show_lines(())

    def show_lines(self, lines: Sequence[SignInLine]) -> None:
        """Show these lines, as high as they are up to eight, keeping the chosen one."""
        chosen = self.chosen()
        self.rows.show_changed(lines)
        # Otherwise it is laid out a turn of the loop later, and painted twice.
        self.executeDelayedItemsLayout()
        self._unknown = {
            name for name, known in ((NEIGHBORHOOD, "neighborhood"), (FROM, "organization"))
            if not any(getattr(line, known) for line in lines)
        }  # fmt: skip
        self._make_room()
        self.setVisible(bool(lines))
        if (seen := min(len(lines), SHOWN_LINES)) != self._seen:
            self._seen = seen
            around = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
            self.setFixedHeight(around + ROW_PX * seen)
        if chosen is not None:
            self.choose(next((at for at, line in enumerate(lines) if line.id == chosen.id), 0))

    def foresee(self, lines: Sequence[SignInLine]) -> None:
        """Paint beforehand how lines would look that may come next: whichever comes is then there sooner."""
        self._foreseen.clear()
        if self._layout is not None:
            shown = {_cells(self._layout, line) for line in lines}
            self._foreseen |= {cells: row_picture(cells, self._layout[1]) for cells in shown}

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """In a narrow table the name keeps its room, and where people are from is left out."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        narrow = {FROM} if self.width() < WIDE_PX else set()
        self.squeeze(narrow | self._unknown)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Lay the pictures of the lines out: one that comes in moves all others, which look as they did."""
        box, lines, layout = event.rect(), self.rows.rows, self._layout_now()
        if layout != self._layout:
            self._foreseen = {}
            self._layout, self._picture = layout, lru_cache(PICTURES)(partial(_painted, layout, self._foreseen))
        chosen = {index.row() for index in self.selectionModel().selectedRows()}
        painter = QPainter(self.viewport())
        for at in range(max(self.rowAt(box.top()), 0), len(lines)):
            top = self.rowViewportPosition(at)
            if top > box.bottom():
                break
            painter.drawImage(0, top, self._picture(lines[at], at in chosen))
        end = self.rowViewportPosition(len(lines) - 1) + ROW_PX if lines else 0
        painter.fillRect(box.adjusted(0, max(end - box.top(), 0), 0, 0), colour(current_palette().card))
        painter.end()

    def _layout_now(self) -> _Layout:
        """Where the cells of the columns that are shown lie, and all else that a line is painted by."""
        columns, header = self.rows.columns, self.horizontalHeader()
        places = tuple(
            (columns[at], Place(self.columnViewportPosition(at), self.columnWidth(at), header.sectionPosition(at) == 0))
            for at in range(len(columns))
            if not self.isColumnHidden(at)
        )
        width, fineness = self.viewport().width(), self.devicePixelRatioF()
        return places, Look(width, ROW_PX, False, current_palette(), fineness, is_mirrored())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Delete and the space bar."""
        line = self.chosen()
        if line is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit(line)
        elif line is not None and event.key() == Qt.Key.Key_Space:
            self.present_wanted.emit(line)
        else:
            super().keyPressEvent(event)

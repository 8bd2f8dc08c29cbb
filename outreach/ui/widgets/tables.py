"""The table view: whole rows, columns as wide as their words need, and what a narrow one leaves out."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from outreach.languages.spoken import say
from outreach.ui.models import HEADING_ROLE, ROW_ROLE, Column, Index, TableModel, row_key
from outreach.ui.painted import pill_px, words_px
from outreach.ui.theme import BODY_PX, GRID, font
from outreach.ui.widgets.cells import ROW_PX, CellDelegate

TWO_LINE_ROW_PX = 56
MEASURED_ROWS = 60
"""As many rows as a tall window shows tell how wide their columns have to be."""
LEAST_SHARE = 4
"""The column that takes the rest keeps one of so many parts of the table before another takes more than is usual."""
SORTED_PX = 18


class Table[Row](QTableView):
    """A table of whole rows: chosen with arrows, opened with Enter or a double click, sorted by its header.

    Its name is English, and said here; it is ``known_as`` that name in every language.
    """

    opened = Signal(object)

    def __init__(self, name: str, model: TableModel[Row], row_px: int = ROW_PX, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say(name))
        self.known_as = name
        self.rows = model
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_px)
        self.further: tuple[tuple[str, Callable[[], None]], ...] = ()
        """What else the menu of this list can do: the words, and what is done."""
        self._left_out: frozenset[str] = frozenset()
        self._squeezed: frozenset[str] = frozenset()
        self._no_room: frozenset[str] = frozenset()
        self._needed: dict[str, int] = {}
        self.is_drawn = self.is_fitting = False
        """Whether a hand has drawn the columns to their widths, and whether they are just being fitted."""
        self._set_widths()
        self.doubleClicked.connect(self._open)
        if model.heading is not None:
            model.modelReset.connect(self._span_headings)
        model.modelReset.connect(self._measure)
        model.rowsInserted.connect(self._measure_new)
        model.dataChanged.connect(self._measure_changed)

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        header.setAccessibleName(say("Columns of {name}", name=self.accessibleName()))
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        sortable = any(column.sort for column in self.rows.columns)
        for at, column in enumerate(self.rows.columns):
            if column.width:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(at, self._least(column))
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(sortable)
        header.setSortIndicatorShown(False)

    def _titled(self, column: Column[Row]) -> int:
        """The width of the title of a column, with the arrow that tells how it is sorted."""
        words = self.horizontalHeader().fontMetrics().horizontalAdvance(column.heading)
        return words + 2 * GRID + (SORTED_PX if column.sort else 0)

    def _least(self, column: Column[Row]) -> int:
        """What a column takes before another has too little: its usual width, or what its cells and title need."""
        return max(min(self._needed.get(column.name, column.width), column.width), self._titled(column))

    def _measure_new(self, _parent: Index, first: int, last: int) -> None:
        self._measure(first, last)

    def _measure_changed(self, first: Index, last: Index) -> None:
        self._measure(first.row(), last.row())

    def _measure(self, first: int = 0, last: int = MEASURED_ROWS) -> None:
        """Look how wide the cells of the first rows are, or of some of them; a column never becomes narrower for it, so
        that filtering a list does not make its columns jump.
        """
        looked_at = self.rows.rows[first : min(last + 1, MEASURED_ROWS)] if first < MEASURED_ROWS else ()
        rows = [row for row in looked_at if not (self.rows.heading and self.rows.heading(row))]
        faces = font(BODY_PX), font(BODY_PX, QFont.Weight.DemiBold), font(13)
        before = dict(self._needed)
        for column in self.rows.columns if rows else ():
            told = {column.text(row) for row in rows}
            face = faces[column.strong]
            lines = [pill_px(words) if column.tone else words_px(words, face) for words in told]
            if column.second is not None:
                lines += [words_px(words, faces[2]) for words in {column.second(row) for row in rows}]
            self._needed[column.name] = max(max(lines) + 2 * GRID + 1, self._needed.get(column.name, 0))
        if self._needed != before:
            self._show_and_hide()

    def _fit(self) -> None:
        """Share the width out: no column is cut while another has room to spare."""
        shown = [(at, one) for at, one in enumerate(self.rows.columns) if not self.isColumnHidden(at)]
        rest = [one for _, one in shown if not one.width]
        if self.is_drawn or not self._needed or not rest:
            return
        width, wanted = self.viewport().width(), sum(self._needed.get(one.name, one.least) for one in rest)
        sizes = {at: self._least(one) for at, one in shown if one.width}
        kept = max(sum(one.least for one in rest), min(wanted, width // LEAST_SHARE))
        for most, keep in ((self._needed, kept), ({}, wanted)):
            spare = width - sum(sizes.values()) - keep
            short = {at: most.get(one.name, one.width) - sizes[at] for at, one in shown if one.width}
            for at in sorted(sizes, key=lambda at: short[at]):  # those that lack least are soonest whole
                more = min(short[at], spare)
                if more > 0:
                    sizes[at] += more
                    spare -= more
        self.is_fitting = True
        for at, size in sizes.items():
            self.horizontalHeader().resizeSection(at, size)
        self.is_fitting = False

    def show_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show other columns, and no rows before they are given."""
        self.rows.show_columns(columns)
        self._needed = {}
        self._set_widths()
        self._show_and_hide()

    def leave_out(self, names: Iterable[str]) -> None:
        """Leave these columns out, as whoever works here wishes; one always stays."""
        known = [column.name for column in self.rows.columns]
        self._left_out = frozenset(names) if set(known) - set(names) else frozenset()
        self._show_and_hide()

    @property
    def left_out(self) -> frozenset[str]:
        """The columns that whoever works here does not want to see."""
        return self._left_out

    def squeeze(self, names: Iterable[str] = ()) -> None:
        """Leave these columns out for as long as there is too little room."""
        if (squeezed := frozenset(names)) != self._squeezed:
            self._squeezed = squeezed
            self._show_and_hide()

    def _show_and_hide(self) -> None:
        self._no_room = self._without_room()
        for at, column in enumerate(self.rows.columns):
            self.setColumnHidden(at, column.name in self._left_out | self._squeezed | self._no_room)
        self._fit()

    def _without_room(self) -> frozenset[str]:
        """The columns that a narrow table leaves out, so that what takes the rest can be read: first the muted ones
        from the right, then the others from the right, never the first two."""
        shown = [
            (at, column)
            for at, column in enumerate(self.rows.columns)
            if column.name not in self._left_out | self._squeezed
        ]
        needed = (
            sum(self._least(column) if column.width else column.least for _, column in shown) - self.viewport().width()
        )
        out: list[str] = []
        if any(not column.width for _, column in shown):
            spare = [column for _, column in reversed(shown[2:]) if column.width and not column.strong]
            for column in sorted(spare, key=lambda column: not column.muted):
                if needed <= 0:
                    break
                out.append(column.name)
                needed -= self._least(column)
        return frozenset(out)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave out what has no room any more, and bring back what has."""
        super().resizeEvent(event)
        if self._without_room() != self._no_room:
            self._show_and_hide()
        elif event.size().width() != event.oldSize().width():
            self._fit()

    def shown_columns(self) -> list[Column[Row]]:
        """The columns that are wanted, from left to right; those squeezed out for a while are among them."""
        header = self.horizontalHeader()
        order = sorted(range(len(self.rows.columns)), key=header.visualIndex)
        columns = [self.rows.columns[at] for at in order]
        return [column for column in columns if column.name not in self._left_out]

    def _span_headings(self) -> None:
        """A heading goes over the whole width, less high than a row of two lines."""
        self.clearSpans()
        for at in range(self.rows.rowCount()):
            if self.rows.index(at, 0).data(HEADING_ROLE):
                self.setSpan(at, 0, 1, len(self.rows.columns))
                self.setRowHeight(at, ROW_PX)

    def sort_by(self, name: str, backwards: bool) -> None:
        """Show by which column the rows came sorted, and let the header ask for another."""
        header = self.horizontalHeader()
        names = [column.sort for column in self.rows.columns]
        if name in names:
            header.setSortIndicatorShown(True)
            blocked = header.blockSignals(True)
            order = Qt.SortOrder.DescendingOrder if backwards else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(names.index(name), order)
            header.blockSignals(blocked)
        if not self.isSortingEnabled():
            blocked = self.rows.blockSignals(True)
            self.setSortingEnabled(True)
            self.rows.blockSignals(blocked)

    def full_height(self) -> int:
        """The height, in pixels, at which every row is seen without scrolling."""
        around = self.horizontalScrollBar().sizeHint().height() + 2 * self.frameWidth()
        return self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + around

    def chosen(self) -> Row | None:
        """The chosen row."""
        return self.rows.row(self.currentIndex())

    def choose(self, position: int) -> None:
        """Choose the row at a position, or the last there is; under a heading the row below it."""
        last = len(self.rows.rows) - 1
        at = min(position, last)
        while 0 <= at < last and self.rows.index(at, 0).data(HEADING_ROLE):
            at += 1
        if at >= 0:
            # To select a row, the toolkit looks for its first cell beside the scroll bar where lines run to the left.
            first = next(column for column in range(len(self.rows.columns)) if not self.isColumnHidden(column))
            self.setCurrentIndex(self.rows.index(at, first))

    def show_again(self, show: Callable[[], None]) -> None:
        """Let the same list be shown as it is now: what was chosen stays chosen where it went, or whatever took its
        place, and the list stays as far down as it was."""
        at, key, bar = self.currentIndex().row(), row_key(self.chosen()), self.verticalScrollBar()
        down = bar.value()
        show()
        if at < 0 or not self.rows.rowCount():
            return
        found = self.rows.find(key)
        place = min(at, self.rows.rowCount() - 1) if found is None else found
        self.setCurrentIndex(self.rows.index(place, 0))
        self.doItemsLayout()
        bar.setValue(down)

    def _open(self, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens the chosen row; letters are left to the page, which may have deeds for them."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        if event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

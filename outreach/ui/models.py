"""Tables on the screen: a column is a title and what to show of a row, a row is a frozen dataclass from a query."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from outreach.languages.spoken import say

type Value = str | int | float | date | time | None
type Index = QModelIndex | QPersistentModelIndex

EVERY_ROW = 1_000_000
"""More than any list has: the limit of a question for all of it."""

ROW_ROLE = Qt.ItemDataRole.UserRole
HEADING_ROLE = Qt.ItemDataRole.UserRole + 1
_CHOSEN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
"""What can be done with a cell, as the toolkit has it for tables: it is asked for each time one is painted."""


def row_key(row: Any) -> object:
    """What a row is known by when it is read again: the key of its record, otherwise all that it tells."""
    return next((getattr(row, name) for name in ("id", "key", "event", "neighborhood") if hasattr(row, name)), row)


class Cell(NamedTuple):
    """All that is painted of a cell. ``heading`` are the words of a row that is one; they stand alone."""

    text: str = ""
    second: str = ""
    tone: str = ""
    strong: bool = False
    right: bool = False
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Column[Row]:
    """One column: its title, the text of a cell, and how it looks.

    ``sort`` is the name the query sorts by, empty where it cannot; ``tone`` turns the text into a pill of that tone;
    ``second`` is a muted line under the text, in a file a column of its own under ``second_title``; ``width`` is in
    pixels, 0 for what is left, which a table tries to keep at ``least``. ``value`` and ``second_value`` are what a file
    gets where it is not the text, such as a day or a time; ``key`` is what the column is remembered by where its title
    changes. Titles are English, and said where they are shown; one that changes is said already.
    """

    title: str
    text: Callable[[Row], str]
    sort: str = ""
    right: bool = False
    width: int = 0
    second: Callable[[Row], str] | None = None
    tone: Callable[[Row], str] | None = None
    strong: bool = False
    muted: bool = False
    tip: Callable[[Row], str] | None = None
    second_title: str = ""
    value: Callable[[Row], Value] | None = None
    second_value: Callable[[Row], Value] | None = None
    key: str = ""
    least: int = 168

    @property
    def name(self) -> str:
        """What the column is remembered by."""
        return self.key or self.title

    @property
    def heading(self) -> str:
        """The title in the language spoken."""
        return say(self.title) if self.title and not self.key else self.title

    @property
    def second_heading(self) -> str:
        """The title of the second line, where it has one of its own, in the language spoken."""
        return say(self.second_title) if self.second_title else ""

    def cell(self, row: Row) -> Cell:
        """All that is painted of a row in this column."""
        return Cell(
            self.text(row),
            self.second(row) if self.second else "",
            self.tone(row) if self.tone else "muted" if self.muted else "",
            self.strong,
            self.right,
        )


class TableModel[Row](QAbstractTableModel):
    """Rows of one dataclass in columns. Sorting is a wish that is passed on: whoever holds the query fulfils it.

    ``heading`` gives the words of a row that is the heading of those below it, empty for any other; a heading is
    neither chosen nor opened.
    """

    sort_wanted = Signal(str, bool)
    every: Callable[[], Sequence[Row]] | None = None
    """The question for the whole list as it is filtered and sorted, where only a part of it has been read."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        parent: QObject | None = None,
        *,
        heading: Callable[[Row], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.heading = heading
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown now."""
        return self._rows

    def show_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show other columns, and no rows before they are given."""
        self.beginResetModel()
        self.columns, self._rows = tuple(columns), ()
        self.endResetModel()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def show_changed(self, rows: Sequence[Row]) -> None:
        """Show what has become of the rows that are shown: where one run of them came, went or is another now, no more
        than that is told, painted and read out, and what is chosen stays so."""
        before, after = self._rows, tuple(rows)
        head = _alike(before, after)
        tail = _alike(before[head:][::-1], after[head:][::-1])
        gone, come = len(before) - head - tail, len(after) - head - tail
        if gone and come and gone != come:
            self.show_rows(after)
        elif gone == come:
            self._rows = after
            if come:
                self.dataChanged.emit(self.index(head, 0), self.index(head + come - 1, len(self.columns) - 1))
        elif come:
            self.beginInsertRows(QModelIndex(), head, head + come - 1)
            self._rows = after
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), head, head + gone - 1)
            self._rows = after
            self.endRemoveRows()

    def row(self, index: Index) -> Row | None:
        """The row under an index, None for no row."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def find(self, key: object) -> int | None:
        """Where the row with a key stands among those that were read; see :func:`row_key`."""
        return next((at for at, row in enumerate(self._rows) if row_key(row) == key), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Number of rows; a cell has none."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Number of columns; a cell has none."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows and says."""
        row = self.row(index)
        if row is None or index.column() >= len(self.columns):
            return None
        heading = self.heading(row) if self.heading else ""
        if heading:
            says = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, HEADING_ROLE)
            return heading if role in says else None
        column = self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.ToolTipRole:
                return column.tip(row) if column.tip else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.heading}: {column.text(row) or say('empty')}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column)
            case _:
                return row if role == ROW_ROLE else None

    def cell(self, index: Index) -> Cell | None:
        """All that is painted of a cell, None where there is no row yet.

        The toolkit's own way asks for one thing after the other, each through its own language and back.
        """
        row = self.row(index)
        if row is None:
            return None
        if self.heading is not None and (heading := self.heading(row)):
            return Cell(heading=heading)
        return self.columns[index.column()].cell(row)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is read, and passed over by the arrow keys."""
        if self.heading is None:
            return _CHOSEN if index.isValid() else Qt.ItemFlag.NoItemFlags
        row = self.row(index)
        is_heading = row is not None and bool(self.heading(row))
        return Qt.ItemFlag.NoItemFlags if is_heading else super().flags(index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """The column titles; rows have none."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        return _side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Pass the wish on; columns that no query can sort by are left alone."""
        if 0 <= column < len(self.columns) and self.columns[column].sort:
            self.sort_wanted.emit(self.columns[column].sort, order == Qt.SortOrder.DescendingOrder)


def _alike(some: Sequence[object], others: Sequence[object]) -> int:
    """How many rows at the beginning are the same."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((at for at, (one, other) in pairs if one is not other and one != other), min(len(some), len(others)))


def _side(column: Column[Any]) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class PagedModel[Row](TableModel[Row]):
    """A long list, read page by page as far as somebody scrolls; ``page_wanted`` brings a page's offset."""

    page_wanted = Signal(int)

    def __init__(self, columns: Sequence[Column[Row]], page_size: int = 100, parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.page_size = page_size
        self._loaded: dict[int, Row] = {}
        self._total = 0
        self._asked: set[int] = set()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows read so far, in order."""
        return tuple(self._loaded[at] for at in sorted(self._loaded))

    @property
    def total(self) -> int:
        """How many rows the whole list has."""
        return self._total

    def show_first(self, rows: Sequence[Row], total: int) -> None:
        """Show a new list by its first page."""
        self.beginResetModel()
        self._loaded = dict(enumerate(rows))
        self._total = total
        self._asked = set()
        self.endResetModel()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show a list that is short enough to be read at once."""
        self.show_first(rows, len(rows))

    def show_page(self, offset: int, rows: Sequence[Row]) -> None:
        """Show a page that was asked for."""
        if not rows:
            return
        self._loaded.update(enumerate(rows, offset))
        self.dataChanged.emit(self.index(offset, 0), self.index(offset + len(rows) - 1, len(self.columns) - 1))

    def row(self, index: Index) -> Row | None:
        """The row under an index; one that is not read yet is asked for."""
        if not index.isValid() or index.row() >= self._total:
            return None
        found = self._loaded.get(index.row())
        page = index.row() // self.page_size * self.page_size
        if found is None and page not in self._asked:
            self._asked.add(page)
            self.page_wanted.emit(page)
        return found

    def find(self, key: object) -> int | None:
        """Where the row with a key stands among those that were read."""
        return next((at for at, row in self._loaded.items() if row_key(row) == key), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Number of rows of the whole list; a cell has none."""
        return 0 if parent.isValid() else self._total


class GrowingModel[Row](TableModel[Row]):
    """A list without a known end, read on as somebody scrolls down; ``more_wanted`` asks for what follows."""

    more_wanted = Signal()

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._more = False

    def show_first(self, rows: Sequence[Row], more: bool) -> None:
        """Show a new list by its beginning; ``more`` says whether it goes on."""
        self._more = more
        self.show_rows(rows)

    def show_following(self, rows: Sequence[Row], more: bool) -> None:
        """Show what follows."""
        self._more = more
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += tuple(rows)
            self.endInsertRows()

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        """Whether the list goes on and what follows was not asked for yet."""
        return not parent.isValid() and self._more

    def fetchMore(self, parent: Index) -> None:  # noqa: N802
        """Ask for what follows."""
        if self.canFetchMore(parent):
            self._more = False
            self.more_wanted.emit()

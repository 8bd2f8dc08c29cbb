"""What can be done with every list: choose and order its columns, which stay so, and save it as it is shown."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from outreach.actions.change import tell
from outreach.languages.spoken import say
from outreach.queries.shown import confidential_shown
from outreach.ui.desk import Desk
from outreach.ui.models import Column, Value
from outreach.ui.tasks import Progress
from outreach.ui.widgets.column_chooser import ColumnChooser
from outreach.ui.widgets.tables import Table
from outreach.ui.wording import plural

FOLDER = "lists/folder"


class ListMenu(QObject):
    """The menu of a list, by the right button, the Menu key or Shift+F10; columns are also dragged by their titles."""

    def __init__(self, table: Table[Any], desk: Desk) -> None:
        super().__init__(table)
        self._table, self._desk = table, desk
        self._key = f"columns/{table.known_as}"
        self._usual = [column.name for column in table.rows.columns]
        header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.setToolTip(say("Drag to move a column. Right-click for which columns are shown."))
        self._restore()
        header.sectionMoved.connect(self._moved)
        header.sectionResized.connect(self._resized)
        for asked, stands_on in ((table, table.viewport()), (header, header)):
            asked.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            asked.customContextMenuRequested.connect(partial(self._open, stands_on))
        save = QShortcut(QKeySequence("Ctrl+Shift+S"), table)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self.save)

    def _open(self, stands_on: QWidget, point: QPoint) -> None:
        self.menu().popup(stands_on.mapToGlobal(point))

    def menu(self) -> QMenu:
        """The menu."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(say("&Columns …"), self.choose)
        menu.addAction(say("&Save this list …\tCtrl+Shift+S"), self.save)
        for words, do in self._table.further:
            menu.addAction(words, do)
        return menu

    # ---- columns

    def choose(self) -> None:
        """Open the list of columns."""
        chooser = ColumnChooser(self._table)
        chooser.arranged.connect(self.arrange)
        chooser.usual_wanted.connect(partial(self.arrange, self._usual, ()))
        chooser.open()

    def arrange(self, order: Sequence[str], left_out: Sequence[str]) -> None:
        """Put the columns in this order, leave some out, and remember both."""
        self._place(order, left_out)
        self._remember()

    def _place(self, order: Sequence[str], left_out: Sequence[str]) -> None:
        header = self._table.horizontalHeader()
        names = [column.name for column in self._table.rows.columns]
        blocked = header.blockSignals(True)
        for to, name in enumerate(name for name in order if name in names):
            header.moveSection(header.visualIndex(names.index(name)), to)
        header.blockSignals(blocked)
        self._table.leave_out(left_out)
        self._table.viewport().update()
        header.viewport().update()

    def _moved(self, *_: int) -> None:
        self._remember()

    def _resized(self, *_: int) -> None:
        # Columns also change with the window; only what a hand did is remembered.
        if not self._table.is_fitting and QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._table.is_drawn = True
            self._remember()

    def _remember(self) -> None:
        header, columns = self._table.horizontalHeader(), self._table.rows.columns
        order = sorted(range(len(columns)), key=header.visualIndex)
        kept = {
            "order": [columns[at].name for at in order],
            "left_out": sorted(self._table.left_out),
            "widths": {one.name: header.sectionSize(at) for at, one in enumerate(columns) if one.width}
            if self._table.is_drawn
            else {},
        }
        self._desk.remember(self._key, json.dumps(kept))

    def _restore(self) -> None:
        text = self._desk.remembered(self._key)
        if not text:
            return
        kept = json.loads(text)
        header = self._table.horizontalHeader()
        self._table.is_drawn = bool(kept["widths"])
        for at, column in enumerate(self._table.rows.columns):
            if column.width and kept["widths"].get(column.name) and not self._table.isColumnHidden(at):
                header.resizeSection(at, kept["widths"][column.name])
        self._place(kept["order"], kept["left_out"])

    # ---- the list as a file

    def save(self) -> None:
        """Ask for a file, and save the list as it is shown."""
        name = f"{self._table.accessibleName()}.xlsx"
        start = self._desk.suggested(FOLDER, name)
        kinds = say("Excel workbook (*.xlsx);;CSV (*.csv)")
        chosen, kind = QFileDialog.getSaveFileName(self._table.window(), say("Save this list"), start, kinds)
        if chosen:
            path = Path(chosen)
            self.save_to(path if path.suffix else path.with_suffix(".csv" if "csv" in kind else ".xlsx"))

    def save_to(self, path: Path) -> None:
        """Write every row, filtered and sorted as it is shown, in the columns and the order that are shown."""
        table, desk = self._table, self._desk
        title, columns, rows, every = table.accessibleName(), table.shown_columns(), table.rows.rows, table.rows.every
        is_heading, known_as = table.rows.heading, table.known_as
        actor = desk.actor

        def work(progress: Progress) -> tuple[Path, int]:
            from outreach.exchange import spreadsheet

            listed = rows if every is None else every()
            progress.step(0.3, say("Writing {name}", name=path.name))
            heads = [spreadsheet.Column(head) for column in columns for head in heads_of(column)]
            cells: Iterable[list[Value]] = (cells_of(columns, row) for row in listed)
            if is_heading is not None:
                heads.insert(0, spreadsheet.Column(say("Part of the list")))
                cells = _under_headings(listed, is_heading, columns)
            count = spreadsheet.write_table(path, title, heads, cells)
            if actor.role is not None:
                tell(actor, f"saved the list {known_as}", confidential_shown(listed))
            return path, count

        desk.work(f"list/{title}", work, self._saved, say("Saving {title}", title=title))

    def _saved(self, answer: object) -> None:
        if isinstance(answer, tuple):
            path, count = answer
            self._desk.remember(FOLDER, str(path.parent))
            self._desk.messages.good(say("Saved {count} as {name}.", count=plural(count, "row"), name=path.name))


def heads_of(column: Column[Any]) -> list[str]:
    """The titles of a column in a file: its own, and that of its second line."""
    heading = column.heading
    return [heading, column.second_heading or say("{title}, more", title=heading)] if column.second else [heading]


def cells_of(columns: Sequence[Column[Any]], row: Any) -> list[Value]:
    """A row as a file gets it: days and numbers as such, nothing for a dash."""
    cells: list[Value] = []
    for column in columns:
        cells.append(column.value(row) if column.value else _plain(column.text(row), column.right))
        if column.second:
            cells.append(column.second_value(row) if column.second_value else column.second(row) or None)
    return cells


def _under_headings(
    rows: Sequence[Any], heading: Callable[[Any], str], columns: Sequence[Column[Any]]
) -> Iterator[list[Value]]:
    """The rows of a list in parts, each with the heading that it stands under."""
    part = ""
    for row in rows:
        words = heading(row)
        if words:
            part = words
        else:
            yield [part, *cells_of(columns, row)]


def _plain(text: str, right: bool) -> Value:
    if text in ("", "–"):
        return None
    digits = text.replace(",", "").replace("−", "-")
    return int(digits) if right and digits.removeprefix("+").removeprefix("-").isdecimal() else text

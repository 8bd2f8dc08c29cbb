"""Which columns a list shows, and in which order: by keys as well as by the mouse."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from outreach.languages.spoken import say
from outreach.ui.widgets.basics import button, label
from outreach.ui.widgets.contents import dress_list
from outreach.ui.widgets.tables import Table

WIDTH_PX = 400
TITLE_BAR_PX = 40


class ColumnNames(QListWidget):
    """The names of the columns; with Ctrl the arrow keys move one instead of walking."""

    move_wanted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ctrl+Up and Ctrl+Down."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.move_wanted.emit(by)
            return
        super().keyPressEvent(event)


class ColumnChooser(QDialog):
    """The columns with a check mark each; the list behind it follows at once."""

    arranged = Signal(list, list)
    usual_wanted = Signal()

    def __init__(self, table: Table[Any]) -> None:
        super().__init__(table.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Columns of {name} · Outreach", name=table.accessibleName()))
        self.setFixedWidth(WIDTH_PX)
        self._table = table
        self.names = ColumnNames()
        dress_list(self.names, "choices")
        self.names.setAccessibleName(say("Columns"))
        self.names.setAccessibleDescription(say("Space shows or leaves out a column, Ctrl+Up and Ctrl+Down move it."))
        self._fill()
        self.names.itemChanged.connect(self._tell)
        self.up = button(say("Move up"), self._move_up, tip="Ctrl+Up")
        self.down = button(say("Move down"), self._move_down, tip="Ctrl+Down")
        self.names.move_wanted.connect(self._move)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(say("Columns"), "title"))
        layout.addWidget(label(say("Checked columns are shown, and saved with the list."), "muted", wrap=True))
        layout.addWidget(self.names)
        moves = QHBoxLayout()
        moves.addWidget(self.up)
        moves.addWidget(self.down)
        moves.addStretch(1)
        layout.addLayout(moves)
        ends = QHBoxLayout()
        ends.addWidget(button(say("Usual columns"), self._use_usual, "quiet"))
        ends.addStretch(1)
        ends.addWidget(button(say("Done"), self.accept, "main"))
        layout.addLayout(ends)
        self._grow()

    def _grow(self) -> None:
        """As high as all the names, or as the screen: left alone, Qt opens a dialog at two thirds of the screen."""
        names = self.names.sizeHintForRow(0) * self.names.count() + 2 * self.names.frameWidth()
        layout = self.layout()
        assert layout is not None
        rest = layout.totalHeightForWidth(WIDTH_PX) - self.names.sizeHint().height()
        room = self.screen().availableGeometry().height() - TITLE_BAR_PX
        self.resize(WIDTH_PX, min(rest + names, room))

    def _fill(self) -> None:
        blocked = self.names.blockSignals(True)
        self.names.clear()
        header, columns = self._table.horizontalHeader(), self._table.rows.columns
        for at in sorted(range(len(columns)), key=header.visualIndex):
            item = QListWidgetItem(columns[at].heading or say("(without a title)"))
            item.setData(Qt.ItemDataRole.UserRole, columns[at].name)
            is_out = columns[at].name in self._table.left_out
            item.setCheckState(Qt.CheckState.Unchecked if is_out else Qt.CheckState.Checked)
            self.names.addItem(item)
        self.names.setCurrentRow(0)
        self.names.blockSignals(blocked)

    def _tell(self) -> None:
        items = [self.names.item(at) for at in range(self.names.count())]
        names = [str(item.data(Qt.ItemDataRole.UserRole)) for item in items]
        left_out = [
            name for item, name in zip(items, names, strict=True) if item.checkState() == Qt.CheckState.Unchecked
        ]
        self.arranged.emit(names, left_out)

    def _move_up(self) -> None:
        self._move(-1)

    def _move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        at = self.names.currentRow()
        if 0 <= at + by < self.names.count():
            item = self.names.takeItem(at)
            self.names.insertItem(at + by, item)
            self.names.setCurrentRow(at + by)
            self._tell()

    def _use_usual(self) -> None:
        self.usual_wanted.emit()
        self._fill()

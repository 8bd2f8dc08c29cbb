"""Who was at an event for the precinct: an officer, the role, and the hours, one row each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.ui.widgets.basics import button
from outreach.ui.widgets.pick import Pick


@dataclass(frozen=True, slots=True)
class StaffLine:
    """An officer (key), a role in words, and hours (None: not noted)."""

    officer: int
    role: str = ""
    hours: float | None = None


class StaffRow(QWidget):
    """One row."""

    def __init__(self, number: int, officers: Sequence[tuple[str, int]]) -> None:
        super().__init__()
        self.officer = Pick[int](say("Officer {number}", number=number), officers, say("officer"))
        self.role = QLineEdit()
        self.role.setAccessibleName(say("Role of officer {number}", number=number))
        self.role.setPlaceholderText(say("role"))
        self.hours = QLineEdit()
        self.hours.setAccessibleName(say("Hours of officer {number}", number=number))
        self.hours.setPlaceholderText(say("hours"))
        self.hours.setFixedWidth(72)
        self.remove = QPushButton("×")
        self.remove.setProperty("look", "step")
        self.remove.setAccessibleName(say("Remove officer {number}", number=number))
        self.remove.setToolTip(say("Remove this officer from the event"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.officer, 3)
        row.addWidget(self.role, 2)
        row.addWidget(self.hours)
        row.addWidget(self.remove)

    def line(self) -> StaffLine | None:
        """What the row says, None while no officer is named. Raises OutreachError for hours that are no number."""
        words = self.officer.currentText().strip()
        officer = self.officer.value()
        if officer is None:
            if words:
                raise OutreachError(
                    say("“{words}” is not an officer of this precinct: choose one from the list.", words=words)
                )
            return None
        hours = self.hours.text().strip().replace(",", ".")
        try:
            return StaffLine(officer, self.role.text().strip(), float(hours) if hours else None)
        except ValueError:
            raise OutreachError(
                say("“{hours}” is not a number of hours: write it like 3.5, or leave it empty.", hours=hours)
            ) from None


class StaffRows(QWidget):
    """All rows, with a button for another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._officers: tuple[tuple[str, int], ...] = ()
        self._rows: list[StaffRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._list)
        self.add_button = button(say("Add an officer"), self._add_empty, "quiet")
        below = QHBoxLayout()
        below.addWidget(self.add_button)
        below.addStretch(1)
        layout.addLayout(below)

    @property
    def rows(self) -> tuple[StaffRow, ...]:
        """The rows shown now."""
        return tuple(self._rows)

    def offer(self, officers: Sequence[tuple[str, int]]) -> None:
        """Offer these officers."""
        self._officers = tuple(officers)
        for row in self._rows:
            row.officer.offer(officers)

    def lines(self) -> tuple[StaffLine, ...]:
        """What the rows say; those without an officer say nothing. Raises OutreachError as a row does."""
        return tuple(line for row in self._rows if (line := row.line()) is not None)

    def show_lines(self, lines: Sequence[StaffLine]) -> None:
        """Show these rows."""
        while self._rows:
            self._drop(self._rows[-1])
        for line in lines:
            row = self.add()
            row.officer.choose(line.officer)
            row.role.setText(line.role)
            row.hours.setText("" if line.hours is None else f"{line.hours:g}")

    def add(self) -> StaffRow:
        """Add an empty row."""
        row = StaffRow(len(self._rows) + 1, self._officers)
        row.officer.changed.connect(self.changed)
        row.role.textEdited.connect(self.changed)
        row.hours.textEdited.connect(self.changed)
        row.remove.clicked.connect(self._remove)
        self._rows.append(row)
        self._list.addWidget(row)
        QWidget.setTabOrder(self._rows[-2].remove if len(self._rows) > 1 else self, row.officer)
        return row

    def _add_empty(self) -> None:
        self.add().officer.setFocus()

    def _remove(self) -> None:
        pressed = self.sender()
        for row in self._rows:
            if row.remove is pressed:
                self._drop(row)
                self.changed.emit()
                self.add_button.setFocus()
                return

    def _drop(self, row: StaffRow) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def typed(self) -> list[list[str]]:
        """What stands in the rows, word for word."""
        return [[row.officer.currentText(), row.role.text(), row.hours.text()] for row in self._rows]

    def put_back(self, rows: Sequence[Sequence[str]]) -> None:
        """Show rows as they were typed."""
        self.show_lines(())
        for officer, role, hours in rows:
            row = self.add()
            row.officer.setEditText(officer)
            row.role.setText(role)
            row.hours.setText(hours)

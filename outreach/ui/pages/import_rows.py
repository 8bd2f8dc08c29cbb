"""The rows of a file as they would be recorded, and the field in which one of their cells is put right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from outreach.exchange.mapping import COLUMNS_OF, CellPlace, FileMapping
from outreach.exchange.plan import ImportPlan, Problem, RecordedRow
from outreach.exchange.sheet import shown
from outreach.languages.spoken import say
from outreach.ui.kept_words import event_status_word, organization_word, priority_word, status_word
from outreach.ui.models import Column, Index, TableModel
from outreach.ui.pages.import_columns import WORDS
from outreach.ui.widgets.basics import button, label
from outreach.ui.widgets.fields import Field
from outreach.ui.widgets.tables import Table

VALUE_PX, LONG_PX, ROW_NUMBER_PX, TABLE_PX = 140, 240, 64, 300
FRAME_PX = 4
LONG = ("title", "words", "summary", "public_words", "place", "name", "outcome", "address")


_KEPT_WORDS: dict[tuple[str, str], Callable[[str], str]] = {
    ("events", "status"): event_status_word,
    ("calendar", "status"): event_status_word,
    ("follow-ups", "status"): status_word,
    ("follow-ups", "priority"): priority_word,
    ("organizations", "kind"): organization_word,
}
"""What says a value that the records keep in one English word."""


class CellCorrection(QWidget):
    """One cell of the file, why it cannot be taken, and what should stand there instead."""

    corrected = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._place: CellPlace | None = None
        self.why = label("", "small", wrap=True)
        self.edit = QLineEdit()
        self.edit.setMinimumWidth(VALUE_PX * 2)
        self.field = Field(say("What s&hould stand there"), self.edit)
        self.use = button(say("Use it"), self._use, name=say("Use this in the place of what the file holds"))
        self.edit.returnPressed.connect(self._use)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.why)
        row = QHBoxLayout()
        row.addWidget(self.field)
        row.addWidget(self.use, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def ask(self, problem: Problem, at: int | None) -> None:
        """Ask for one cell of a row; a row that is no row of a table cannot be corrected here."""
        known = at is not None and problem.row is not None and at < len(problem.cells)
        self.setVisible(known)
        if at is None or problem.row is None or not known:
            return
        self._place = (problem.file, problem.sheet, problem.row, at)
        name = problem.names[at] if at < len(problem.names) else ""
        why = f"{problem.words}." if problem.words and problem.at == at else say("The file says what stands here.")
        self.why.setText(
            say("Row {row:,}, {column}: {why}", row=problem.row, column=name or say("column without a name"), why=why)
        )
        self.edit.setText(shown(problem.cells[at]))
        self.edit.selectAll()

    def _use(self) -> None:
        if self._place is not None:
            self.corrected.emit(self._place, self.edit.text())


def fit[Row](table: Table[Row], most_px: int) -> None:
    """Give a list as much height as its rows need, up to so many pixels."""
    head = table.horizontalHeader().sizeHint().height()
    across = table.horizontalScrollBar().sizeHint().height()
    table.setFixedHeight(min(most_px, head + table.rowHeight(0) * table.rows.rowCount() + across + FRAME_PX))


WHY_NOT = "Not taken because"


class ImportRows(QWidget):
    """The first rows of the files, each value under what it is; one that is not taken shows what the file holds."""

    chosen = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._mapping, self._kind = FileMapping(), ""
        self._shown: tuple[str, ...] = ()
        self.table = Table("Rows as they would be recorded", TableModel[RecordedRow](()))
        self.table.selectionModel().currentChanged.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the first rows of a plan."""
        self._mapping, self._kind = plan.mapping, plan.kind
        self._shown = shown_values(plan)
        self.table.show_columns((*_FIRST, *(self._column(what) for what in self._shown)))
        self.table.squeeze(() if any(row.place.words for row in plan.recorded) else (WHY_NOT,))
        self.table.rows.show_rows(plan.recorded)
        fit(self.table, TABLE_PX)

    def _column(self, what: str) -> Column[RecordedRow]:
        mapping, kept_word = self._mapping, _KEPT_WORDS.get((self._kind, what))

        def text(row: RecordedRow) -> str:
            told = row.text(what, mapping)
            return kept_word(told) if kept_word is not None and not row.place.words else told

        def tone(row: RecordedRow) -> str:
            faulty = row.place.at is not None and row.place.at == row.column(what, mapping)
            return "late" if row.place.words and faulty else "muted" if row.place.words else ""

        width = LONG_PX if what in LONG else VALUE_PX
        # What is counted may be named in the file: it stands as it is.
        title = say(WORDS[what]) if what in WORDS else what.capitalize()
        return Column(title, text, width=width, tone=tone, tip=text, key=what)

    def _choose(self, current: Index, _before: Index) -> None:
        row = self.table.rows.row(current)
        if row is None:
            return
        what = current.column() - len(_FIRST)
        at = row.column(self._shown[what], self._mapping) if what >= 0 else row.place.at
        self.chosen.emit(row.place, at)


def shown_values(plan: ImportPlan) -> tuple[str, ...]:
    """The values that any of the rows has, in the order of the mapping's columns, what is counted last."""
    there = dict.fromkeys(what for row in plan.recorded for what in row.values) | dict.fromkeys(plan.mapping.columns)
    order: Sequence[str] = COLUMNS_OF.get(plan.kind, ())
    named = [what for what in order if what in there]
    return (*named, *(what for what in there if what not in order))


_FIRST: tuple[Column[RecordedRow], ...] = (
    Column(
        "Row",
        lambda row: f"{row.place.row:,}" if row.place.row is not None else "–",
        right=True,
        width=ROW_NUMBER_PX,
    ),
    Column(
        WHY_NOT,
        lambda row: row.place.words,
        width=LONG_PX,
        tip=lambda row: str(row.place) if row.place.words else "",
    ),
)

"""What bringing a file in would do, did, or did until it was taken back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from outreach.exchange.plan import Difference, ImportPlan
from outreach.languages.spoken import say
from outreach.ui.models import Column, TableModel
from outreach.ui.pages.import_rows import fit
from outreach.ui.widgets.basics import Card, button, clear, label
from outreach.ui.widgets.tables import Table

TABLE_PX = 240
MOST_WORDS = 8


class ImportResult(Card):
    """The counts of a plan, and the buttons for what can be done with it.

    Signals say which button was pressed: ``bring_wanted``, ``undo_wanted``, ``save_wanted`` (the mapping), and after it
    was taken back ``again_wanted`` and ``other_wanted`` (another file).
    """

    bring_wanted = Signal()
    undo_wanted = Signal()
    save_wanted = Signal()
    again_wanted = Signal()
    other_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(say("What it would do"))
        self.bring = button(say("Bring it in"), self.bring_wanted.emit, "main")
        self.undo = button(say("Undo this import"), self.undo_wanted.emit)
        self.again = button(say("Bring it in again"), self.again_wanted.emit, "main")
        self.other = button(say("Choose another file …"), self.other_wanted.emit)
        self.save = button(
            say("Save the mapping …"), self.save_wanted.emit, name=say("Save how the file was read as a mapping file")
        )
        self.counts = QHBoxLayout()
        self.counts.setSpacing(32)
        self.notes = label("", "muted", wrap=True)
        self.differences = Table("What would change", TableModel[Difference](DIFFERENCES))
        buttons = QHBoxLayout()
        for one in (self.bring, self.undo, self.again, self.other, self.save):
            buttons.addWidget(one)
        buttons.addStretch(1)
        self.body.addLayout(self.counts)
        self.body.addLayout(buttons)
        self.body.addWidget(self.notes)
        self.body.addWidget(self.differences)

    def show_plan(self, plan: ImportPlan) -> None:
        """Count what would be new, changed and refused."""
        self._count(plan)
        self.notes.setText(_words(plan))
        self.differences.rows.show_rows(plan.differences)
        self.differences.setVisible(bool(plan.differences))
        fit(self.differences, TABLE_PX)
        self._tell(say("What it would do"), self.bring, plan)
        self.bring.setEnabled(not plan.stops and bool(plan.new or plan.changed))

    def show_brought(self, plan: ImportPlan) -> None:
        """Say that it was done, and offer to take it back."""
        self._count(plan)
        self.notes.setText(_words(plan))
        self.differences.setVisible(bool(plan.differences))
        self._tell(say("Brought in"), self.undo, plan)

    def show_taken_back(self, plan: ImportPlan) -> None:
        """Say that it was taken back, and offer to bring it in again, or another file."""
        clear(self.counts)
        self.notes.setText(
            say("This import was taken back: nothing of it is kept. Bring it in again, or choose another file.")
        )
        self.differences.hide()
        self._tell(say("Taken back"), self.again, plan)

    def _tell(self, heading: str, offered: QPushButton, plan: ImportPlan) -> None:
        """Show one of the main buttons; the focus stays among them."""
        self.heading.setText(heading)
        self.setAccessibleName(heading)
        shown = {self.bring: self.bring is offered, self.undo: self.undo is offered, self.again: self.again is offered}
        moves = any(one.hasFocus() for one, stays in shown.items() if not stays)
        offered.show()
        if moves:
            offered.setFocus(Qt.FocusReason.OtherFocusReason)
        for one, stays in shown.items():
            one.setVisible(stays)
        self.other.setVisible(offered is self.again)
        self.save.setVisible(bool(plan.mapping.columns) and offered is not self.again)

    def _count(self, plan: ImportPlan) -> None:
        clear(self.counts)
        counts = (
            (say("rows read"), plan.rows),
            (say("new", sense="of what a file holds"), plan.new),
            (say("changed"), plan.changed),
            (say("the same"), plan.same),
            (say("refused"), plan.refused),
            (say("left out"), plan.left_out),
        )
        for words, number in counts:
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(label(f"{number:,}", "total", name=f"{number:,} {words}"))
            pair.addWidget(label(words, "small"))
            self.counts.addLayout(pair)
        self.counts.addStretch(1)


def _words(plan: ImportPlan) -> str:
    words = _first_few([say("{name}: {number:,}", name=name, number=number) for name, number in plan.totals])
    check = say("To check against the file: {figures}", figures="; ".join(words)) if words and not plan.is_empty else ""
    told = [check, *_first_few(plan.notes)]
    if plan.contradictions:
        told.insert(0, say("Nothing can be brought in before it is said what month each sheet is about: choose below."))
    elif plan.stops:
        told.insert(
            0, say("Nothing can be brought in while rows are refused: answer and correct below, or leave them out.")
        )
    elif plan.is_empty:
        told.insert(0, say("Every row was refused or left out: there is nothing to bring in."))
    elif not plan.new and not plan.changed:
        told.insert(0, say("Everything in this file is kept already: there is nothing to bring in."))
    return "\n".join(words for words in told if words)


def _first_few(words: Sequence[str]) -> list[str]:
    more = len(words) - MOST_WORDS
    return [*words[:MOST_WORDS], *([say("and {more:,} more", more=more)] if more > 0 else [])]


DIFFERENCES: tuple[Column[Difference], ...] = (
    Column("What", lambda row: row.what, width=320),
    Column("Kept now", lambda row: row.before),
    Column("In the file", lambda row: row.after),
)

"""The parts of the settings: a list of records, and the form in which one of them is added or changed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from outreach.actions.change import Actor, Changes
from outreach.languages.spoken import say
from outreach.queries.lookups import Choice as Option
from outreach.ui.desk import Desk
from outreach.ui.models import Column, TableModel
from outreach.ui.painted import margins
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, button, label, scrolled
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.widgets.tables import Table

FORM_PX = 336

type Fill[Kept] = Callable[[ActionForm, Kept | None], None]
type Keep[Kept] = Callable[[Actor, ActionForm, Kept | None], Changes]


class ListPart[Kept: Option](Card):
    """A table at the left; at the right the form for the chosen row, or for a new one.

    ``draft`` begins what the words that are being typed are kept under, the same in every language.
    What it is ``named`` is English, and said here.
    """

    kept = Signal()

    def __init__(
        self,
        desk: Desk,
        draft: str,
        named: str,
        words: str,
        columns: Sequence[Column[Kept]],
        form: ActionForm,
        fill: Fill[Kept],
        keep: Keep[Kept],
    ) -> None:
        heading = say(named)
        super().__init__(heading)
        self._desk, self._draft, self._fill, self._keep = desk, draft, fill, keep
        self._editing: Kept | None = None
        self._showing = self._has_typed = self._was_shown = False
        self.form = form
        self.table = Table(named, TableModel[Kept](columns))
        self.new = button(say("Add"), self.start_new, name=say("Add to {heading}", heading=heading.lower()))
        self.top.addWidget(self.new)
        self.body.addWidget(label(words, "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.table, 1)
        right = FullHeight()
        inner = QVBoxLayout(right)
        inner.setContentsMargins(margins(0, 0, 8, 0))
        inner.addWidget(form)
        inner.addStretch(1)
        area = scrolled(right, say("Form of {heading}", heading=heading.lower()))
        area.setFixedWidth(FORM_PX)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row.addWidget(area)
        self.body.addLayout(row, 1)
        self.table.opened.connect(self.start)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        form.submitted.connect(self._submit)
        form.left.connect(self._leave)
        form.faulty_words.connect(desk.messages.fault)
        form.typed.connect(self._note_typing)
        form.hide()

    def show_rows(self, rows: Sequence[Kept]) -> None:
        """Show these records, keeping the chosen row, and what is being typed into the form."""
        at = self.table.currentIndex().row()
        self._showing = True
        self.table.rows.show_rows(rows)
        if at >= 0:
            self.table.choose(at)
        self._showing = False
        editing = self._editing
        same = next((row for row in rows if editing is not None and row.id == editing.id), None)
        if same is not None and self.form.isVisible() and not self._has_typed:
            self._open(same)

        if not self._was_shown:
            self._was_shown = True
            self._resume(rows)

    def _draft_key(self, key: int | None) -> str:
        return f"{self._draft}{key or 'new'}"

    def _resume(self, rows: Sequence[Kept]) -> None:
        """Open the form in which somebody was typing when the program ended."""
        for row in (None, *rows):
            if self._desk.drafts.kept(self._draft_key(row.id if row is not None else None)) is not None:
                self._open(row)
                return

    def _note_typing(self) -> None:
        self._has_typed = True

    def _chosen(self) -> None:
        row = self.table.chosen()
        if row is not None and not self._showing:
            self._open(row)

    def start(self, row: Kept) -> None:
        """Change a record."""
        self._open(row)
        self.form.take_focus()

    def start_new(self) -> None:
        """Add a record."""
        self.table.clearSelection()
        self._open(None)
        self.form.take_focus()

    def _open(self, row: Kept | None) -> None:
        self._editing = row
        self._fill(self.form, row)
        self._has_typed = self.form.resume(self._desk.drafts, self._draft_key(row.id if row is not None else None))
        self.form.name_submit(say("Keep") if row is not None else say("Add"))
        self.form.show()

    def _leave(self) -> None:
        self.form.hide()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _submit(self) -> None:
        editing, form, actor = self._editing, self.form, self._desk.actor
        changes = self._desk.do(lambda: self._keep(actor, form, editing), say("Kept."), self._submit)
        if changes is not None:
            form.recorded()
            form.hide()
            self.kept.emit()

"""Bringing files in: choose, check the columns, try, then everything or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from outreach.actions.change import Changes
from outreach.errors import OutreachError
from outreach.exchange.importing import apply_import, plan_import
from outreach.exchange.mapping import COLUMNS_OF, FileMapping, load_mapping
from outreach.exchange.plan import Difference, ImportPlan, Problem
from outreach.ui.desk import Desk
from outreach.ui.models import Column, TableModel
from outreach.ui.page import Page
from outreach.ui.pages.import_columns import FileHead, ImportColumns, read_head
from outreach.ui.tasks import Progress
from outreach.ui.widgets.basics import Card, button, clear, label, scrolled
from outreach.ui.widgets.fields import Choice, Field
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.widgets.tables import Table
from outreach.ui.wording import plural

FILES = (
    "Tables, calendars, address books, maps (*.csv *.txt *.tsv *.xlsx *.xls *.xlsb *.ods *.ics *.vcf *.geojson *.json)"
)
TABLE_PX = 240
MOST_WORDS = 8
KINDS = (
    ("Events", "events"),
    ("Attendance", "attendance"),
    ("People", "people"),
    ("Organizations", "organizations"),
    ("Officers", "officers"),
    ("Follow-ups", "follow-ups"),
    ("Crime counts", "crime"),
    ("Calendar", "calendar"),
    ("Address book", "contacts"),
    ("Neighborhoods", "areas"),
)
BY_ENDING = {".ics": "calendar", ".vcf": "contacts", ".geojson": "areas", ".json": "areas"}
BY_NAMES = (
    ("crime", ("crime", "offense", "ucr", "coded", "charge")),
    ("follow-ups", ("promise", "follow-up", "assigned to", "due")),
    ("attendance", ("attended", "attendance", "signed", "present")),
    ("officers", ("badge", "rank")),
    ("people", ("last name", "family name", "surname", "first name")),
)
"""Words in the names of columns that tell what a table holds; anything else is taken for events."""


@dataclass(frozen=True, slots=True)
class _Opened:
    kind: str
    head: FileHead


def likely_kind(head: FileHead, ending: str = "") -> str:
    """What a file rather holds, by the end of its name and the names of its columns."""
    if ending in BY_ENDING:
        return BY_ENDING[ending]
    names = " ".join(head.names).casefold()
    return next((kind for kind, words in BY_NAMES if any(word in names for word in words)), "events")


class ImportingPage(Page):
    """One file, or several of the same shape, at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Import")
        self.subtitle.setText(
            "Tables from CSV, Excel or OpenDocument, calendars, address books and maps. "
            "Nothing is written before you say so."
        )
        self.setAcceptDrops(True)
        self._paths: tuple[Path, ...] = ()
        self._base: FileMapping | None = None
        self._plan: ImportPlan | None = None
        self.choose = button("Choose files …", self._choose_files, "main")
        self.kind = Choice[str]("What the file holds", KINDS)
        self.saved = button("Use a saved mapping …", self._choose_mapping, name="Use a saved mapping file")
        self.columns = ImportColumns()
        self.try_it = button("Try it", self.try_plan, name="Try it: nothing is written")
        self.bring = button("Bring it in", self._bring, "main")
        self.undo = button("Undo this import", desk.undo)
        self.problems = Table("Rows that cannot be taken", TableModel[Problem](PROBLEMS))
        self.differences = Table("What would change", TableModel[Difference](DIFFERENCES))
        self._lay_out()
        self.kind.chosen.connect(self._rekind)
        self.columns.changed.connect(self._forget_plan)
        self._show_parts()

    def _lay_out(self) -> None:
        inside = FullHeight()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._file = Card("File")
        self.file_words = label("Drop files here, or choose them.", "muted", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.file_words, 1)
        row.addWidget(self.saved)
        self._file.body.addLayout(row)
        self._file.body.addWidget(Field("&What it holds", self.kind), 0, Qt.AlignmentFlag.AlignLeft)
        self._columns_card = Card("Which column is what")
        self._columns_card.body.addWidget(self.columns)
        self._columns_card.body.addWidget(self.try_it, 0, Qt.AlignmentFlag.AlignLeft)
        self._result = Card("What it would do")
        self.counts = QHBoxLayout()
        self.counts.setSpacing(32)
        self.notes = label("", "muted", wrap=True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.bring)
        buttons.addWidget(self.undo)
        buttons.addStretch(1)
        self._result.body.addLayout(self.counts)
        self._result.body.addLayout(buttons)
        self._result.body.addWidget(self.notes)
        for table in (self.problems, self.differences):
            table.setFixedHeight(TABLE_PX)
            self._result.body.addWidget(table)
        for card in (self._file, self._columns_card, self._result):
            column.addWidget(card)
        column.addStretch(1)
        self._area = scrolled(inside, "Import")
        self.body.addWidget(self._area, 1)

    def _show_parts(self) -> None:
        self.kind.setEnabled(bool(self._paths))
        self._columns_card.setVisible(bool(self._paths) and self._base is None)
        self.columns.setVisible((self.kind.value() or "events") in COLUMNS_OF)
        self._result.setVisible(self._plan is not None)

    def focus_first(self) -> None:
        """Choosing a file."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_record(self, what: object) -> None:
        """Open files that were dropped elsewhere, or begin with a kind."""
        if isinstance(what, Path):
            self.take_files((what,))
        elif isinstance(what, str):
            self.kind.choose(what)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files only."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open what was dropped."""
        self.take_files(tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()))

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Bring in", "", FILES)
        self.take_files(tuple(Path(name) for name in names))

    def take_files(self, paths: tuple[Path, ...]) -> None:
        """Look at these files; several are brought in together."""
        if not paths:
            return
        self._paths, self._base = paths, None
        self._forget_plan()
        self.desk.ask("import head", lambda: read_head(paths[0]), self._show_head, "Opening the file")

    def _show_head(self, head: object) -> None:
        if not isinstance(head, FileHead):
            return
        names = ", ".join(path.name for path in self._paths)
        self.file_words.setText(f"{names}: {plural(len(head.names), 'column')}." if head.names else names)
        self._head = head
        self.kind.choose(likely_kind(head, self._paths[0].suffix.lower()))
        self.columns.offer(self.kind.value() or "events", head)
        self._show_parts()
        if self._base is not None:
            self.try_plan()

    def _rekind(self) -> None:
        self.columns.offer(self.kind.value() or "events", self._head)
        self._forget_plan()

    def _choose_mapping(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Mapping", "", "Mappings (*.toml)")
        if name:
            self.use_mapping(Path(name))

    def use_mapping(self, path: Path) -> None:
        """Read the files as a saved mapping tells."""
        try:
            self._base = load_mapping(path)
        except OutreachError as error:
            self.desk.messages.error(error)
            return
        if self._base.kind:
            self.kind.choose(self._base.kind)
        self._show_parts()
        if self._paths:
            self.try_plan()

    def _forget_plan(self) -> None:
        self._plan = None
        self._show_parts()

    def try_plan(self) -> None:
        """Count what would be new, changed and refused; nothing is written."""
        kind, paths, precinct, today = self.kind.value() or "events", self._paths, self.desk.precinct, self.desk.today
        mapping = self._base or self.columns.mapping()

        def plan(progress: Progress) -> ImportPlan:
            return plan_import(kind, paths, precinct, today, mapping, progress.step)

        self.desk.work("import", plan, self._show_plan, "Looking through the file")

    def _show_plan(self, plan: object) -> None:
        if not isinstance(plan, ImportPlan):
            return
        self._plan = plan
        clear(self.counts)
        counts = (("rows read", plan.rows), ("new", plan.new), ("changed", plan.changed), ("the same", plan.same))
        for words, number in (*counts, ("refused", plan.refused), ("left out", plan.left_out)):
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(label(f"{number:,}", "total", name=f"{number:,} {words}"))
            pair.addWidget(label(words, "small"))
            self.counts.addLayout(pair)
        self.counts.addStretch(1)
        self.problems.rows.show_rows((*plan.problems, *plan.left_out_rows))
        self.problems.setVisible(bool(plan.problems or plan.left_out_rows))
        self.differences.rows.show_rows(plan.differences)
        self.differences.setVisible(bool(plan.differences))
        self.notes.setText(self._words(plan))
        self.bring.setVisible(True)
        self.bring.setEnabled(not plan.stops and bool(plan.new or plan.changed))
        self.undo.hide()
        self._result.heading.setText("What it would do")
        self._show_parts()
        self.bring.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self._show_result)

    def _show_result(self) -> None:
        self._area.verticalScrollBar().setValue(self._result.y())

    def _words(self, plan: ImportPlan) -> str:
        words = _first_few([f"{name} {number:,}" for name, number in plan.totals])
        told = ["; ".join(words), *_first_few(plan.notes)]
        if plan.stops:
            told.insert(
                0, "Nothing can be brought in while rows are refused: correct them in the file, or leave them out."
            )
        elif not plan.new and not plan.changed:
            told.insert(0, "Everything in this file is kept already: there is nothing to bring in.")
        return "\n".join(words for words in told if words)

    def _bring(self) -> None:
        plan, by, precinct = self._plan, self.desk.actor, self.desk.precinct
        if plan is None:
            return
        self.bring.setEnabled(False)
        self.desk.work("import", lambda _: apply_import(by, precinct, plan), self._brought, "Bringing it in")

    def _brought(self, changes: object) -> None:
        if not isinstance(changes, Changes) or self._plan is None:
            return
        self.desk.hear(changes)
        self._result.heading.setText("Brought in")
        self.bring.hide()
        self.undo.show()
        new, changed = self._plan.new, self._plan.changed
        self.desk.messages.good(f"Brought in: {new:,} new, {changed:,} changed.")


def _first_few(words: Sequence[str]) -> list[str]:
    more = len(words) - MOST_WORDS
    return [*words[:MOST_WORDS], *([f"and {more:,} more"] if more > 0 else [])]


PROBLEMS: tuple[Column[Problem], ...] = (
    Column("Row", lambda row: f"{row.row:,}" if row.row is not None else "–", right=True, width=72),
    Column("Why it is not taken", lambda row: row.words, tip=str),
    Column("Column", lambda row: row.column, width=180, muted=True),
    Column("File", lambda row: f"{row.file} {row.sheet}".strip(), width=200, muted=True),
)
DIFFERENCES: tuple[Column[Difference], ...] = (
    Column("What", lambda row: row.what, width=320),
    Column("Kept now", lambda row: row.before),
    Column("In the file", lambda row: row.after),
)

"""Bringing files in: choose, check the columns, try, then everything or nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout

from outreach.actions.change import Changes
from outreach.errors import OutreachError
from outreach.exchange.answers import Answers
from outreach.exchange.beforehand import FileHead, head_of, planned, to_remember
from outreach.exchange.importing import apply_import
from outreach.exchange.mapping import COLUMNS_OF, CellPlace, FileMapping, lasting, load_mapping
from outreach.exchange.mapping_text import save_mapping
from outreach.exchange.plan import ROWS_SHOWN, ImportPlan, Problem
from outreach.languages.spoken import say
from outreach.queries.audit import stands_as
from outreach.ui.desk import Desk
from outreach.ui.dropping import dropped_files
from outreach.ui.models import Column, Index, TableModel
from outreach.ui.page import Page
from outreach.ui.pages.import_columns import ImportColumns
from outreach.ui.pages.import_months import ImportMonths
from outreach.ui.pages.import_names import ImportNames
from outreach.ui.pages.import_result import TABLE_PX, ImportResult
from outreach.ui.pages.import_rows import CellCorrection, ImportRows, fit
from outreach.ui.rights import hold_back, refused_import
from outreach.ui.steps import Step
from outreach.ui.tasks import Progress
from outreach.ui.widgets.basics import Card, button, label
from outreach.ui.widgets.fields import Choice, Field
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.widgets.tables import Table
from outreach.ui.wording import listed, plural

FILES = (
    "Tables, calendars, address books, maps (*.csv *.txt *.tsv *.xlsx *.xls *.xlsb *.ods *.ics *.vcf *.geojson *.json)"
)
BROUGHT_IN = (
    (
        "Tables",
        "CSV, Excel or OpenDocument: events, attendance, people, organizations, officers, promises, crime counts",
    ),
    ("Calendars", "The .ics file that a calendar program exports, years at once"),
    ("Address books", "The .vcf file of a phone or a mail program"),
    ("Maps", "Neighborhoods with their boundaries, as GeoJSON"),
    ("Signed sheets", "A photo or scan of a printed sign-in sheet: drop it anywhere on the window"),
)
NO_FILE = "Drop files here, or choose them."
STOPPED = "Stopped: nothing was brought in."
PLANNING = "import-plan"
BRINGING = "import"
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


class ImportingPage(Page):
    """One file, or several of the same shape, at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, say("Import"))
        self.subtitle.setText(
            say(
                "Tables from CSV, Excel or OpenDocument, calendars, address books and maps. Nothing is "
                "written before you say so."
            )
        )
        self.setAcceptDrops(True)
        self._paths: tuple[Path, ...] = ()
        self._base: FileMapping | None = None
        self._plan: ImportPlan | None = None
        self._answers = Answers()
        self._asks_names = False
        self._brought_as: Step | None = None
        """The step that the plan was; None: it was not carried out yet."""
        self._is_taken_back = False
        self._before: ImportPlan | None = None
        self._head = FileHead((), {})
        self.choose = button(say("Choose files …"), self._choose_files, "main")
        self.kind = Choice[str](say("What the file holds"), [(say(words), kind) for words, kind in KINDS])
        self.saved = button(say("Use a saved mapping …"), self._choose_mapping, name=say("Use a saved mapping file"))
        self.myself = button(say("Choose the columns myself"), self._choose_columns)
        self.columns = ImportColumns()
        self.try_it = button(say("Try it"), self.try_plan, name=say("Try it: nothing is written"))
        self.result = ImportResult()
        self.bring = self.result.bring
        self.months = ImportMonths()
        self.names = ImportNames()
        self.rows = ImportRows()
        self.correction = CellCorrection()
        self.problems = Table("Rows that cannot be taken", TableModel[Problem](PROBLEMS))
        self._lay_out()
        self.kind.chosen.connect(self._rekind)
        self.columns.changed.connect(self._forget_plan)
        self.months.used.connect(self._use_answers)
        self.names.used.connect(self._use_answers)
        self.rows.chosen.connect(self.correction.ask)
        self.problems.selectionModel().currentChanged.connect(self._ask_about_problem)
        self.correction.corrected.connect(self.correct)
        self.result.bring_wanted.connect(self._bring)
        self.result.undo_wanted.connect(self._take_back)
        self.result.again_wanted.connect(self._bring_again)
        self.result.other_wanted.connect(self._choose_files)
        self.result.save_wanted.connect(self._save_mapping)
        self._show_parts()

    def _lay_out(self) -> None:
        inside = FullHeight()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._file = Card(say("File"))
        self.file_words = label(say(NO_FILE), "muted", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.file_words, 1)
        self._file.body.addLayout(row)
        below = QHBoxLayout()
        below.addWidget(Field(say("&What it holds"), self.kind))
        below.addStretch(1)
        for one in (self.myself, self.saved):
            below.addWidget(one, 0, Qt.AlignmentFlag.AlignBottom)
        self._file.body.addLayout(below)
        self.whose = label("", "muted", wrap=True)
        self._file.body.addWidget(self.whose)
        self._columns_card = Card(say("Which column is what"))
        self._columns_card.body.addWidget(self.columns)
        self._columns_card.body.addWidget(self.try_it, 0, Qt.AlignmentFlag.AlignLeft)
        self._months = Card(say("Which month is it?"), say("a sheet’s title and its file’s name contradict each other"))
        self._months.body.addWidget(self.months)
        self._names = Card(say("Names that are new"))
        self._names.body.addWidget(self.names)
        self._rows = Card(
            say("Rows as they would be recorded"),
            say("the first {count}; choose a cell to correct it", count=ROWS_SHOWN),
        )
        self._rows.body.addWidget(self.rows)
        self._rows.body.addWidget(self.correction)
        self._rows.body.addWidget(self.problems)
        self._intro = Card(say("What can be brought in"))
        known = QGridLayout()
        known.setHorizontalSpacing(24)
        known.setVerticalSpacing(10)
        known.setColumnStretch(1, 1)
        for at, (files, what) in enumerate(BROUGHT_IN):
            known.addWidget(label(say(files), "strong"), at, 0, Qt.AlignmentFlag.AlignTop)
            known.addWidget(label(say(what), "muted", wrap=True), at, 1)
        self._intro.body.addLayout(known)
        for card in (self._file, self._intro, self._columns_card, self.result, self._months, self._names, self._rows):
            column.addWidget(card)
        column.addStretch(1)
        self._area = self.hold_scrolled(inside, say("Import"))

    def _show_parts(self) -> None:
        self.kind.setEnabled(bool(self._paths))
        refused = refused_import(self.desk, self.kind.value() or "")
        self.whose.setText(f"{refused} {say('You can try the file all the same.')}" if refused else "")
        self.whose.setVisible(bool(refused))
        hold_back(self.bring, refused)
        self._intro.setVisible(not self._paths)
        self._columns_card.setVisible(bool(self._paths) and self._base is None)
        self.columns.setVisible((self.kind.value() or "events") in COLUMNS_OF and bool(self._head.names))
        if self._plan is None and self.result.isAncestorOf(self.focusWidget() or self):
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.result.setVisible(self._plan is not None)
        would = self._brought_as is None
        self._months.setVisible(would and self._plan is not None and bool(self._plan.contradictions))
        self._names.setVisible(would and self._plan is not None and self._asks_names)
        self._show_rows(would)
        self.myself.setVisible(self._base is not None and bool(self._head.names))

    def _show_rows(self, would: bool) -> None:
        """Show the rows as they would be recorded; when they are, those alone that were not taken."""
        plan = self._plan
        recorded = would and plan is not None and bool(plan.recorded)
        passed = plan is not None and self.problems.rows.rowCount() > 0 and not self._is_taken_back
        self.rows.setVisible(recorded)
        self._rows.heading.setText(say("Rows as they would be recorded" if recorded else "Rows that cannot be taken"))
        self._rows.aside.setVisible(recorded)
        self._rows.setVisible(recorded or passed)

    def focus_first(self) -> None:
        """Choosing a file."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_record(self, what: object) -> None:
        """Open files that were dropped elsewhere, or begin with a kind."""
        if isinstance(what, tuple):
            self.take_files(tuple(one for one in what if isinstance(one, Path)))
        elif isinstance(what, str):
            self.kind.choose(what)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files only."""
        if event.mimeData().hasUrls():
            self._get_ready()
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open what was dropped."""
        event.acceptProposedAction()
        self.take_files(tuple(dropped_files(event.mimeData())))

    def _get_ready(self) -> None:
        """Have the process that reads files begin while somebody still chooses one."""
        beside = self.desk.files_beside
        self.desk.quiet.run("files", lambda _: beside.begin(planned), self._be_ready, "")

    def _be_ready(self, _: object) -> None:
        """Wait for nothing."""

    def _choose_files(self) -> None:
        self._get_ready()
        names, _ = QFileDialog.getOpenFileNames(self, say("Bring in"), "", say(FILES))
        self.take_files(tuple(Path(name) for name in names))

    def take_files(self, paths: tuple[Path, ...]) -> None:
        """Look at these files; several are brought in together."""
        if not paths:
            return
        self.desk.messages.settle()
        alike = tuple(path for path in paths if path.suffix.lower() == paths[0].suffix.lower())
        others = [path.name for path in paths if path not in alike]
        if others:
            self.desk.messages.fault(
                say(
                    "{names} is not of the same kind as {first}: bring in one kind after the other."
                    if len(others) == 1
                    else "{names} are not of the same kind as {first}: bring in one kind after the other.",
                    names=listed(others),
                    first=paths[0].name,
                )
            )
        self._paths, self._base, self._answers = alike, None, Answers()
        self.names.forget()
        self.file_words.setText(say(NO_FILE))
        self._forget_plan()
        precinct, beside = self.desk.precinct, self.desk.files_beside

        def head(progress: Progress) -> FileHead:
            return beside.run(progress, head_of, alike[0], precinct)

        self.desk.work("import-head", head, self._show_head, say("Opening the file"))

    def _show_head(self, head: object) -> None:
        if not isinstance(head, FileHead):
            return
        names = ", ".join(path.name for path in self._paths)
        self.file_words.setText(f"{names}: {plural(len(head.names), 'column')}." if head.names else names)
        self._head = head
        self.kind.choose(head.kind)
        self._as_remembered()
        self.columns.offer(self.kind.value() or "events", head)
        self._show_parts()
        if self._base is not None:
            self.try_plan()

    def _as_remembered(self) -> None:
        self._base = self._head.remembered.get(self.kind.value() or "")
        if self._base is not None:
            self.file_words.setText(f"{self.file_words.text()} {say('Its columns are read as they were last time.')}")

    def _choose_columns(self) -> None:
        self._base = None
        self._forget_plan()

    def _rekind(self) -> None:
        self._answers = Answers()
        self.names.forget()
        self._as_remembered()
        self.columns.offer(self.kind.value() or "events", self._head)
        self._forget_plan()

    def _choose_mapping(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, say("Mapping"), "", say("Mappings (*.toml)"))
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
        # One that is still being made is of the file, or the columns, before.
        self.desk.tasks.drop(PLANNING)
        self._plan, self._brought_as, self._is_taken_back = None, None, False
        self._show_parts()

    def try_plan(self) -> None:
        """Count what would be new, changed and refused; nothing is written."""
        self._look_through(self._show_plan)

    def _look_through(self, then: Callable[[object], None]) -> None:
        kind, paths, precinct, today = self.kind.value() or "events", self._paths, self.desk.precinct, self.desk.today
        mapping, answers, beside = self._base or self.columns.mapping(), self._answers, self.desk.files_beside

        def plan(progress: Progress) -> ImportPlan:
            return beside.run(progress, planned, kind, paths, precinct, today, mapping, answers)

        self.desk.work(PLANNING, plan, then, say("Looking through the file"), stopped=say(STOPPED))

    def _show_plan(self, plan: object) -> None:
        if not isinstance(plan, ImportPlan):
            return
        self._plan, self._brought_as, self._is_taken_back = plan, None, False
        self.result.show_plan(plan)
        self.problems.rows.show_rows((*plan.problems, *plan.left_out_rows))
        self.problems.setVisible(bool(plan.problems or plan.left_out_rows))
        fit(self.problems, TABLE_PX)
        self.rows.show_plan(plan)
        self.correction.hide()
        self.months.offer(plan)
        self._asks_names = self.names.offer(plan)
        self._names.heading.setText(self.names.title)
        self._show_parts()
        self._focus_next()
        QTimer.singleShot(0, self._show_result)

    def _focus_next(self) -> None:
        """Put the focus where the work goes on; a control that is held back, or goes away, would lose it."""
        shown = (self.bring, self.months.use, self.names.table, self.try_it, self.choose)
        first = next(one for one in shown if one.isVisibleTo(self) and one.isEnabled())
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _use_answers(self) -> None:
        self._answers = self.months.added_to(self.names.added_to(self._answers))
        self.try_plan()

    def correct(self, place: CellPlace, text: str) -> None:
        """Read a cell of the file as if it held this, and look through the file again."""
        self._answers = replace(self._answers, cells={**self._answers.cells, place: text})
        self.try_plan()

    def _ask_about_problem(self, current: Index, _before: Index) -> None:
        problem = self.problems.rows.row(current)
        if problem is not None:
            self.correction.ask(problem, problem.at)

    def _save_mapping(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, say("Save the mapping"), "", say("Mappings (*.toml)"))
        if name:
            self.save_mapping(Path(name))

    def save_mapping(self, path: Path) -> None:
        """Write how the file was read, for other files and other people."""
        if self._plan is None:
            return
        try:
            save_mapping(path, lasting(self._plan.kind, self._plan.mapping))
        except OutreachError as error:
            self.desk.messages.error(error)
            return
        self.desk.messages.good(say("The mapping was saved as {name}.", name=path.name))

    def _show_result(self) -> None:
        self._area.verticalScrollBar().setValue(self.result.y())

    def _bring(self) -> None:
        plan, by, precinct = self._plan, self.desk.actor, self.desk.precinct
        if plan is None or self.desk.tasks.awaits(BRINGING):
            return  # the button stays: after Cancel, or a fault, it can be pressed once more
        path, answers, beside = self._paths[0], self._answers, self.desk.files_beside

        def bring(progress: Progress) -> tuple[ImportPlan, Changes]:
            memory = beside.run(progress, to_remember, plan.kind, path, plan.mapping, answers)
            return plan, apply_import(by, precinct, plan, progress.step, remember=memory)

        self.desk.work(BRINGING, bring, self._brought, say("Bringing it in"), writes=True, stopped=say(STOPPED))

    def _brought(self, answer: object) -> None:
        plan, changes = cast("tuple[ImportPlan, Changes]", answer)
        self.desk.hear(changes)
        self.desk.messages.good(
            say("Brought in: {new:,} new, {changed:,} changed.", new=plan.new, changed=plan.changed), undo=True
        )
        if self._plan is plan:  # otherwise another file is looked at already
            self._plan = replace(plan, work=None)  # what was written need not be held any longer
            self._brought_as = None if changes.entry is None else Step(changes.entry, changes.action)
            self.cares_for = changes.kinds
            self.result.show_brought(plan)
            self._show_parts()

    def read(self) -> None:
        """Ask whether what was brought in stands: it may be taken back, and done again, from anywhere."""
        if (step := self._brought_as) is not None:
            self.desk.ask("import-stands", lambda: (step, stands_as(step.entry)), self._show_standing)

    def _show_standing(self, answer: object) -> None:
        step, entry = cast("tuple[Step, int | None]", answer)
        if self._plan is None or step is not self._brought_as or (entry is None) == self._is_taken_back:
            return
        self._is_taken_back = entry is None
        (self.result.show_taken_back if entry is None else self.result.show_brought)(self._plan)
        self._show_parts()

    def _take_back(self) -> None:
        step = self._brought_as
        entry = None if step is None else self.desk.now(lambda: stands_as(step.entry))
        if step is not None and entry is not None:
            self.desk.take_back(entry, step.words, say("The import was taken back."))

    def _bring_again(self) -> None:
        """Look through the files once more, and bring them in if that comes to the same as before."""
        self._before = self._plan
        self._look_through(self._show_again)

    def _show_again(self, plan: object) -> None:
        before = self._before
        self._show_plan(plan)
        if isinstance(plan, ImportPlan) and before is not None and _counts(plan) == _counts(before) and not plan.stops:
            self._bring()


def _counts(plan: ImportPlan) -> tuple[int, ...]:
    return plan.rows, plan.new, plan.changed, plan.same, plan.refused, plan.left_out


PROBLEMS: tuple[Column[Problem], ...] = (
    Column("Row", lambda row: f"{row.row:,}" if row.row is not None else "–", right=True, width=72),
    Column("Why it is not taken", lambda row: row.words, tip=str),
    Column("Column", lambda row: row.column, width=180, muted=True),
    Column("File", lambda row: f"{row.file} {row.sheet}".strip(), width=200, muted=True),
)

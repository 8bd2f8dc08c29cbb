"""Problems: worked on by scanning, analysis, response and assessment; as a list, and one problem's page."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from outreach.languages.spoken import say
from outreach.queries.lookups import DeskLookups
from outreach.queries.problems import ProblemDetail, ProblemFilter, ProblemRow
from outreach.ui.desk import Desk, Gone
from outreach.ui.kept_words import phase_word
from outreach.ui.models import TableModel
from outreach.ui.page import Page
from outreach.ui.pages.problem_panel import ProblemPanel
from outreach.ui.pages.problem_reading import (
    Listing,
    NewProblem,
    ProblemReading,
    ProblemStart,
    read_list,
    read_problem,
    read_start,
)
from outreach.ui.pages.problem_rows import UNSOLVED, columns_for, phase_choices, phases_of
from outreach.ui.pages.problem_start import ProblemStartCard
from outreach.ui.widgets.basics import Breadcrumb, Card, EmptyState, button, scrolled
from outreach.ui.widgets.fields import Choice
from outreach.ui.widgets.tables import Table
from outreach.ui.wording import plural, short_date, shortened

TYPED_AFTER_MS = 180
TITLE_LETTERS = 110
ALL = -1


class ProblemsPage(Page):
    """The list; the page of one problem; the form of a new one.

    ``show_record`` takes the key of a problem, a :class:`NewProblem`, the draft of one (``new``, ``new/12``), words to
    search for, or None for the list.
    """

    cares_for = frozenset(
        {
            "problem", "problem_concern", "problem_event", "concern", "event", "officer", "neighborhood", "offense",
            "crime_count",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, say("Problems"))
        self._key: int | None = None
        self._new: NewProblem | None = None
        self._sort, self._backwards = "phase", False
        self.crumb = Breadcrumb(say("Problems"), self.show_list)
        self.head.insertWidget(0, self.crumb)
        self.title.setWordWrap(True)
        self.title.setMinimumWidth(1)
        self.new = button(say("New problem"), self.make_new, tip="Ctrl+N")
        self.table = Table("Problems", TableModel[ProblemRow](columns_for(desk.today)))
        self.panel = ProblemPanel(desk)
        self.start = ProblemStartCard(desk)
        self.edit = button(
            say("Change", sense="button"), self.panel.start_details, name=say("Change this problem"), tip="Ctrl+E"
        )
        for tool in (self.new, self.edit):
            self.tools.addWidget(tool)
        self._make_filters()
        self._lay_out()
        self._connect()
        self._show_view(self.list)

    def _make_filters(self) -> None:
        desk = self.desk
        self.words = QLineEdit()
        self.words.setAccessibleName(say("Search the problems"))
        self.words.setPlaceholderText(say("Search   Ctrl+F"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(220)
        self.phase = Choice[str](say("Phase"), phase_choices())
        self.phase.choose(desk.remembered("problems/phase", UNSOLVED))
        self.area = Choice[int](say("Neighborhood"), [(say("All neighborhoods"), ALL)])
        self.owner = Choice[int](say("Whose"), [(say("Everyone’s"), ALL)])
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPED_AFTER_MS)

    def _lay_out(self) -> None:
        self.none_yet = EmptyState(
            say("No problem yet"),
            say(
                "When the same concern comes back again and again, gather it here: what happens, why, what "
                "is done about it, and whether it helped."
            ),
            say("New problem"),
            self.make_new,
        )
        self.none_fits = EmptyState(
            say("Nothing fits"), say("No problem fits this filter."), say("Show all"), self._show_all
        )
        card = Card()
        card.body.setContentsMargins(0, 0, 0, 0)
        card.body.addWidget(self.table)
        self._card = card
        self.lists = QStackedWidget()
        for view in (card, self.none_yet, self.none_fits):
            self.lists.addWidget(view)
        filters = QHBoxLayout()
        filters.setSpacing(12)
        for control in (self.words, self.phase, self.area, self.owner):
            filters.addWidget(control)
        filters.addStretch(1)
        self.list = QWidget()
        down = QVBoxLayout(self.list)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(16)
        down.addLayout(filters)
        down.addWidget(self.lists, 1)
        self.views = QStackedWidget()
        holder = QWidget()
        at_top = QVBoxLayout(holder)
        at_top.setContentsMargins(0, 0, 0, 0)
        at_top.addWidget(self.start)
        at_top.addStretch(1)
        self._begin = scrolled(holder, say("New problem"))
        for part in (self.list, self.panel, self._begin):
            self.views.addWidget(part)
        self.body.addWidget(self.views, 1)
        self.widen_for(self.panel.area)

    def _connect(self) -> None:
        self._typed.timeout.connect(self.read)
        self.words.textEdited.connect(self._words_typed)
        self.words.returnPressed.connect(self.focus_first)
        for choice in (self.phase, self.area, self.owner):
            choice.chosen.connect(self._filter_changed)
        self.table.opened.connect(self._open_row)
        self.table.rows.sort_wanted.connect(self._sort_by)
        self.panel.reload_wanted.connect(self._read_one)
        self.start.opened.connect(self._open)
        self.start.left.connect(self.desk.back)
        for keys, slot in (("Ctrl+F", self.words.setFocus), ("Ctrl+E", self.panel.start_details)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_record(self, what: object) -> None:
        """Open one problem, the form of a new one, or the list."""
        self._key = what if isinstance(what, int) else None
        self._new = what if isinstance(what, NewProblem) else _drafted(what)
        if isinstance(what, str) and self._new is None:
            self.words.setText(what)
        self.mark_stale()

    def focus_first(self) -> None:
        """The list; a page of one problem is read before it is typed into."""
        if self._key is None and self._new is None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._new is None:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def make_new(self) -> None:
        """A new problem."""
        self.desk.go("problems", NewProblem())

    def show_list(self) -> None:
        """Back to the list."""
        self.desk.go("problems")

    def _filter(self) -> ProblemFilter:
        area, owner = self.area.value(), self.owner.value()
        return ProblemFilter(
            phases=phases_of(self.phase.value() or ""),
            neighborhood=None if area == ALL else area,
            owner=None if owner == ALL else owner,
            text=self.words.text(),
        )

    def read(self) -> None:
        """Ask for what is in front."""
        if self._new is not None:
            self._read_start(self._new)
        elif self._key is not None:
            self._read_one()
        else:
            precinct, chosen, sort, backwards = self.desk.precinct, self._filter(), self._sort, self._backwards
            self.desk.ask("problems", lambda: read_list(precinct, chosen, sort, backwards), self._show_listing)

    def _read_one(self) -> None:
        precinct, key, typist = self.desk.precinct, self._key, self.desk.typist
        secret = self.desk.may_read_confidential
        if key is not None:
            question = lambda: read_problem(precinct, key, typist, confidential=secret)  # noqa: E731
            self.desk.ask("problem", question, self._show_one, may_be_gone=True)

    def _read_start(self, new: NewProblem) -> None:
        precinct, typist, secret = self.desk.precinct, self.desk.typist, self.desk.may_read_confidential
        if self.views.currentWidget() is not self._begin or self.start.concern != new.concern:
            self._show_start(self.desk.now(lambda: read_start(precinct, new.concern, typist, confidential=secret)))

    def _show_start(self, start: ProblemStart) -> None:
        self.crumb.here.setText(say("New", sense="of a problem"))
        self.title.setText(say("New problem"))
        self.setAccessibleName(say("New problem"))
        self.subtitle.setText(say("What happens comes first; analysis, response and figures follow on its page."))
        self._show_view(self._begin)
        self.start.begin(start)

    def _show_listing(self, answer: object) -> None:
        if not isinstance(answer, Listing) or self._key is not None or self._new is not None:
            return
        rows = answer.problems.rows
        self._offer(answer.lookups)
        kept = self.table.currentIndex().row()
        self.table.rows.show_rows(rows)
        self.table.sort_by(self._sort, self._backwards)
        self.table.choose(max(kept, 0))
        self.title.setText(say("Problems"))
        self.setAccessibleName(say("Problems"))
        self.subtitle.setText(plural(answer.problems.total, "problem"))
        everything = self._filter() in (ProblemFilter(), ProblemFilter(phases=phases_of(UNSOLVED)))
        self.lists.setCurrentWidget(self._card if rows else self.none_yet if everything else self.none_fits)
        self._show_view(self.list)

    def _offer(self, lookups: DeskLookups) -> None:
        self.area.offer([(say("All neighborhoods"), ALL), *((one.name, one.id) for one in lookups.neighborhoods)])
        self.owner.offer([(say("Everyone’s"), ALL), *((one.name, one.id) for one in lookups.officers)])

    def _show_one(self, reading: object) -> None:
        if isinstance(reading, Gone):
            if self.views.currentWidget() is not self.panel:
                self.desk.messages.info(reading.words)
            self.show_list()
        if not isinstance(reading, ProblemReading) or reading.problem.id != self._key:
            return
        one = reading.problem
        self.crumb.here.setText(phase_word(one.phase).capitalize())
        self.title.setText(shortened(one.title, TITLE_LETTERS))
        self.title.setToolTip(one.title if len(one.title) > TITLE_LETTERS else "")
        self.setAccessibleName(one.title)
        self.subtitle.setText(self._facts(one))
        self.panel.show_reading(reading)
        self._show_view(self.panel)

    def _facts(self, one: ProblemDetail) -> str:
        today = self.desk.today
        parts = (
            one.neighborhood_name,
            one.owner_name or say("nobody owns it yet"),
            say("opened {day}", day=short_date(one.opened_on, today)),
            say("closed {day}", day=short_date(one.closed_on, today)) if one.closed_on else "",
        )
        return " · ".join(part for part in parts if part)

    def _show_view(self, view: QWidget) -> None:
        self.views.setCurrentWidget(view)
        self.crumb.setVisible(view is not self.list)
        self.new.setVisible(view is self.list)
        self.edit.setVisible(view is self.panel)

    def _words_typed(self) -> None:
        self._typed.start()

    def _filter_changed(self) -> None:
        self.desk.remember("problems/phase", self.phase.value() or "")
        self.read()

    def _show_all(self) -> None:
        self.words.clear()
        self.phase.choose("")
        self.area.choose(ALL)
        self.owner.choose(ALL)
        self._filter_changed()

    def _sort_by(self, name: str, backwards: bool) -> None:
        self._sort, self._backwards = name, backwards
        self.read()

    def _open_row(self, row: object) -> None:
        if isinstance(row, ProblemRow):
            self._open(row.id)

    def _open(self, key: int) -> None:
        self.desk.go("problems", key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and self.views.currentWidget() is self.panel:
            self.show_list()
        else:
            super().keyPressEvent(event)


def _drafted(what: object) -> NewProblem | None:
    """The new problem that a draft was typed for."""
    name, _, concern = what.partition("/") if isinstance(what, str) else ("", "", "")
    return NewProblem(int(concern) if concern.isdecimal() else None) if name == "new" else None

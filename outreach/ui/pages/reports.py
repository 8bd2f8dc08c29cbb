"""Reports: choose, look at the pages themselves, then print, save, or approve and issue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from outreach.actions.change import Changes, tell
from outreach.languages.spoken import say
from outreach.queries.event_list import EventFilter, EventRow, event_list
from outreach.queries.issued import IssuedDetail, IssuedRow, PartWords, issued_detail, issued_list, report_words
from outreach.queries.lookups import DeskLookups, desk_lookups
from outreach.queries.period import Period
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.reports.catalogue import REPORTS, Choice
from outreach.reports.orders import Order, Rendered, Wanted, made
from outreach.ui.desk import Desk
from outreach.ui.own import settled_language
from outreach.ui.page import Page
from outreach.ui.pages.report_form import ReportForm
from outreach.ui.pages.report_issue import IssueCard, PastIssues, file_name
from outreach.ui.pages.report_message import MessageEditor, PartsEditor
from outreach.ui.painted import margins
from outreach.ui.printing import (
    a_printer,
    page_points,
    pages_to_print,
    paper_misfit,
    print_dialog,
    print_pdf,
)
from outreach.ui.tasks import Progress
from outreach.ui.widgets.basics import Card, EmptyState, button, label, scrolled
from outreach.ui.widgets.fields import Choice as ChoiceField
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.widgets.paper import PaperView
from outreach.ui.wording import listed

FORM_PX = 348
RENDER_AFTER_MS = 250
RESTS = 4
"""How much longer than they took to make, pages stay before a colleague's change makes them again."""
MESSAGED = ("monthly", "quarterly", "year")
"""Reports that print the commander's message."""
PARTED = "quarterly"
"""The report whose parts have titles and words of their own."""
EXACT = ("labels",)
"""Reports that are worth nothing in another size."""
PRINTING = "print"

type Told = tuple[str, Sequence[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class _Around:
    header: PrecinctHeader
    lookups: DeskLookups
    events: tuple[EventRow, ...]
    words: dict[str, PartWords]
    issued: tuple[IssuedRow, ...]


class ReportsPage(Page):
    """The choices at the left, the pages at the right."""

    cares_for = frozenset(
        {
            "event", "attendance", "head_count", "measure", "concern", "follow_up", "crime_count", "neighborhood",
            "report_words", "issued_report", "precinct", "attachment", "officer", "person",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, say("Reports"))
        self._rendered: Rendered | None = None
        self._past: IssuedDetail | None = None
        self._print_told = ""
        self._printing: Told = "", ()
        self._issue_waits = False
        self._told: set[Order] = set()
        self.form = ReportForm(desk.today)
        self.form.language.choose(str(settled_language(desk.settings).value))
        self.message = MessageEditor(desk)
        self.parts = PartsEditor(desk)
        self.issue = IssueCard(desk)
        self.past = PastIssues(desk)
        self.paper = PaperView(say("Pages of the report"))
        for name, shift in self._shifts():
            shift.choose(int(desk.remembered(f"labels/{name}", "0")))
        self._lay_out()
        self._connect()

    def _shifts(self) -> tuple[tuple[str, ChoiceField[int]], ...]:
        """How far labels are moved: a matter of the printer here, remembered on this PC."""
        return ("right", self.form.right), ("down", self.form.down)

    def _lay_out(self) -> None:
        self.save = button(say("Save …"), self._save, tip=say("Save as a PDF file (Ctrl+S)"))
        self.print = button(say("Print …"), self._print, "main", tip=say("Print (Ctrl+P)"))
        self.tools.addWidget(self.save)
        self.tools.addWidget(self.print)
        inside = FullHeight()
        left = QVBoxLayout(inside)
        left.setContentsMargins(margins(0, 0, 4, 0))
        left.setSpacing(16)
        chosen = Card()
        chosen.body.addWidget(self.form)
        for card in (chosen, self.message, self.parts, self.issue, self.past):
            left.addWidget(card)
        left.addStretch(1)
        area = scrolled(inside, say("What to print"))
        area.setFixedWidth(FORM_PX + 16)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = EmptyState(say("Nothing to show yet"), "")
        self.views = QStackedWidget()
        self.views.addWidget(self.paper)
        self.views.addWidget(self.nothing)
        self.banner = label("", "strong", wrap=True)
        self.back_to_now = button(
            say("Back to the report of today"), self._show_now, name=say("Back from the issued report")
        )
        self.unshown = label("", "small", wrap=True)
        self.unshown.hide()
        top = QHBoxLayout()
        for widget in (self.banner, self.back_to_now):
            top.addWidget(widget, 1 if widget is self.banner else 0)
            widget.hide()
        right = QVBoxLayout()
        right.addLayout(top)
        right.addWidget(self.unshown)
        right.addWidget(self.views, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(area)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(RENDER_AFTER_MS)
        self._began, self._heard = 0.0, frozenset[str]()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._hear_gathered)
        self._soon.timeout.connect(self.read)
        self.form.changed.connect(self._changed)
        for editor in (self.message, self.parts):
            editor.reread_wanted.connect(self.read)
        self.issue.wanted.connect(self._issue)
        self.past.opened.connect(self._open_past)
        for keys, slot in (("Ctrl+P", self._print), ("Ctrl+S", self._save)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_record(self, what: object) -> None:
        """Choose a report by its kind, or exactly as an order made elsewhere says."""
        if isinstance(what, str) and what in REPORTS:
            self.form.choose(what)
        elif isinstance(what, Order) and what.kind in REPORTS:
            self.form.take(what)
            self.mark_stale()
        elif isinstance(what, tuple):
            self._show_half_typed(what)

    def _show_half_typed(self, words: tuple[str, ...]) -> None:
        """Choose the report, its period and its part as the draft of its words names them."""
        match words:
            case kind, first, last, part if kind in REPORTS:
                period = Period(date.fromisoformat(first), date.fromisoformat(last))
                self.form.take(Order(kind, Choice(period), self.form.order().public))
                self.parts.part.choose(part.removeprefix("title_"))
                self.mark_stale()

    def focus_first(self) -> None:
        """Which report."""
        self.form.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """The words are kept."""
        self._save_words()

    def _save_words(self) -> bool:
        return all([self.message.save(), self.parts.save()])

    def _changed(self) -> None:
        self._save_words()
        for name, shift in self._shifts():
            self.desk.remember(f"labels/{name}", str(shift.value() or 0))
        self._past = None
        # What was asked for the pages before is neither issued nor opened over the new ones.
        self._issue_waits = False
        self.desk.tasks.drop("issued report")
        self._soon.start()

    def hear_elsewhere(self, kinds: frozenset[str]) -> None:
        """Make the pages again for what colleagues changed, once those under way are there and had their time.

        Otherwise pages that take longer than the colleagues' next change would never be there.
        """
        tasks = self.desk.tasks
        if self.isVisible() and (self._rest.isActive() or tasks.awaits("report") or tasks.awaits("report choices")):
            self._heard |= kinds & self.cares_for
        else:
            super().hear_elsewhere(kinds)

    def _hear_gathered(self) -> None:
        heard, self._heard = self._heard, frozenset()
        if heard:
            self.hear_elsewhere(heard)

    def read(self) -> None:
        """Ask for what there is to choose, and for the pages."""
        self._soon.stop()
        precinct, order, period = self.desk.precinct, self.form.order(), self.form.period()
        of_month = EventFilter(first=period.first, last=period.last)

        beside = self.desk.reports_beside

        def question() -> _Around:
            beside.begin(made)
            return _Around(
                precinct_header(precinct),
                desk_lookups(precinct),
                event_list(precinct, of_month, sort="date", limit=500).rows,
                report_words(precinct, order.kind, period.first, period.last),
                issued_list(precinct, limit=60).rows,
            )

        self.desk.ask("report choices", question, self._show_around)

    def _show_around(self, around: object) -> None:
        if not isinstance(around, _Around):
            return
        self.subtitle.setText(f"{around.header.name} · {around.header.agency}")
        self.form.offer(around.lookups, around.events)
        self.past.show_rows(around.issued, around.header.time_zone)
        self.issue.offer(around.lookups.officers, around.header.commander)
        order = self.form.order()
        self.message.setVisible(order.kind in MESSAGED)
        self.parts.setVisible(order.kind == PARTED)
        for editor in (self.message, self.parts):
            editor.show_words(order.kind, self.form.period(), around.words)
        if self._past is None:
            self._render(order)

    def _render(self, order: Order) -> None:
        missing = order.missing
        if missing:
            what = listed([say(need.value) for need in missing])
            self.nothing.words.setText(say("This report needs to know which {what}: choose it at the left.", what=what))
            self.nothing.title.setText(say("One more choice"))
            self._show_view(self.nothing)
            return
        secret, beside = self.desk.may_read_confidential, self.desk.reports_beside
        wanted = Wanted(order, self.desk.precinct, self.desk.today, secret, self.desk.actor.sees)
        reading = secret and not order.public and self.desk.actor.role is not None
        actor, told = self.desk.actor, self._told

        def work(progress: Progress) -> Rendered:
            rendered = beside.run(progress, made, wanted)
            if reading and order not in told:
                told.add(order)
                tell(actor, f"read the report {order.kind} with confidential words", order.about)
            return rendered

        words = say("Making the report: {title}", title=say(order.report.title))
        self._began = perf_counter()
        self.desk.work("report", work, self._show_pages, words)

    def _show_pages(self, rendered: object) -> None:
        self._rest.start(round(1000 * RESTS * (perf_counter() - self._began)))
        if not isinstance(rendered, Rendered) or self._past is not None:
            return
        self._rendered = rendered
        self.issue.tell(rendered)
        self.paper.show_pdf(rendered.pdf)
        self._show_view(self.paper)
        self.unshown.setText(rendered.unshown)
        self.unshown.setVisible(bool(rendered.unshown))
        self.banner.hide()
        self.back_to_now.hide()
        if self._issue_waits:
            self._issue_waits = False
            self._issue_now(rendered)

    def _show_view(self, view: QWidget) -> None:
        self.views.setCurrentWidget(view)
        ready = view is self.paper
        for control in (self.save, self.print):
            control.setEnabled(ready)
        self.issue.form.submit.setEnabled(ready and self._past is None)

    def _open_past(self, row: object) -> None:
        if isinstance(row, IssuedRow):
            self._save_words()
            self._open_issue(row.id)

    def _open_issue(self, key: int) -> None:
        secret, actor = self.desk.may_read_confidential, self.desk.actor

        def question() -> IssuedDetail:
            detail = issued_detail(key, confidential=secret)
            if not detail.is_public and actor.role is not None:
                tell(actor, f"read the issued report {detail.kind}", [("issued_report", key)])
            return detail

        self.desk.ask("issued report", question, self._show_past, say("Opening the issued report"))

    def _show_past(self, past: object) -> None:
        if not isinstance(past, IssuedDetail):
            return
        self._past = past
        self.desk.tasks.drop("report")
        self.paper.show_pdf(past.pdf)
        self.unshown.hide()
        self._show_view(self.paper)
        day = self.past.day(past)
        told = (
            say("{title}: as issued on {day}, approved by {who}.", title=past.title, day=day, who=past.approved_by)
            if past.approved_by
            else say("{title}: as issued on {day}.", title=past.title, day=day)
        )
        self.banner.setText(" ".join((told, say("A later issue replaces it."))) if past.replaced_by else told)
        self.banner.show()
        self.back_to_now.show()

    def _show_now(self) -> None:
        self._past = None
        self.read()

    @property
    def pdf(self) -> bytes:
        """The file that is shown: the issued one as it was signed, or the one just made."""
        if self._past is not None:
            return self._past.pdf
        return self._rendered.pdf if self._rendered else b""

    def _issue(self) -> None:
        """Issue what the records say now: words just written come onto the pages first."""
        if self.message.changed or self.parts.changed:
            if self._save_words():
                self._issue_waits = True
                self.read()
            return
        reading, rendered = self.desk.tasks.awaits("report choices"), self._rendered
        if reading and not self._soon.isActive() and rendered is not None and rendered.order == self.form.order():
            self._issue_waits = True  # words were kept as their field was left for the button
        elif reading or self._soon.isActive() or self.desk.tasks.awaits("report"):
            self.desk.messages.info(say("The pages are still being made: look at them, then issue them."))
        elif self._rendered is not None and self._past is None:
            self._issue_now(self._rendered)

    def _issue_now(self, rendered: Rendered) -> None:
        if self.desk.tasks.awaits("issue"):
            return
        action = self.issue.action(rendered)
        self.desk.work("issue", lambda _: action(), self._is_issued, say("Issuing the report"), writes=True)

    def _is_issued(self, changes: object) -> None:
        if isinstance(changes, Changes):
            self.desk.hear(changes)
            self.issue.form.recorded()
            self._open_issue(changes.only_id("issued_report"))
            self.desk.messages.good(say("Issued. The pages are kept as they are; open them again from the list below."))

    def _save(self) -> None:
        if not self.pdf:
            return
        name = file_name(self.form.order()) if self._past is None else f"{self._past.title}.pdf"
        start = self.desk.suggested("reports/folder", name)
        chosen, _ = QFileDialog.getSaveFileName(self, say("Save the report"), start, say("PDF (*.pdf)"))
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Save the pages as a file."""
        try:
            path.write_bytes(self.pdf)
        except OSError as fault:
            self.desk.messages.fault(
                say(
                    "{name} could not be saved ({reason}): choose another folder.",
                    name=path.name,
                    reason=fault.strerror,
                )
            )
            return
        self._tell_done("saved", self._shown())
        self.desk.remember("reports/folder", str(path.parent))
        self.desk.messages.good(say("Saved as {name}.", name=path.name))

    def _shown(self) -> Told:
        """What the pages that are shown are, for the trail: not what was chosen since and is still being made."""
        if self._past is not None:
            return f"issued report {self._past.kind}", [("issued_report", self._past.id)]
        order = self._rendered.order if self._rendered is not None else self.form.order()
        return f"report {order.kind}, {'public' if order.public else 'internal'} copy", order.about

    def _tell_done(self, done: str, told: Told) -> None:
        """Tell the trail what was done with pages."""
        what, about = told
        self.desk.now(lambda: tell(self.desk.actor, f"{done} the {what}", about))

    def _print(self) -> None:
        if not self.pdf or self.desk.tasks.awaits(PRINTING):
            return
        document = self.paper.document
        printer = a_printer(page_points(document))
        dialog = print_dialog(printer, document.pageCount(), self)
        if dialog.exec():
            shown_page = self.paper.view.pageNavigator().currentPage()
            self.print_on(printer, shown_page)
        dialog.deleteLater()

    def print_on(self, printer: QPrinter, shown_page: int = 0) -> None:
        """Print the pages on a worker, with progress and a way to cancel; say where the paper does not fit them."""
        document, pdf, self._printing = self.paper.document, self.pdf, self._shown()
        misfit = paper_misfit(printer, page_points(document))
        kind = self._past.kind if self._past is not None else self.form.order().kind
        if misfit and kind in EXACT:
            self.desk.messages.fault(
                say("{misfit} These have to be printed in their own size: choose paper that fits.", misfit=misfit)
            )
            return
        pages = pages_to_print(printer, document.pageCount(), shown_page)
        self._print_told = (
            say("Printed, made smaller or larger to fit. {misfit}", misfit=misfit) if misfit else say("Printed.")
        )

        def work(progress: Progress) -> None:
            print_pdf(pdf, printer, pages, progress)

        self.desk.tasks.run(PRINTING, work, self._printed, say("Printing"))

    def _printed(self, _: object) -> None:
        self._tell_done("printed", self._printing)
        self.desk.messages.good(self._print_told)

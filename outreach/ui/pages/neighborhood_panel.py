"""One neighborhood: its association, meetings, promises and concerns, and the papers made of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood, edit_neighborhood
from outreach.languages.spoken import known_name, say, spoken
from outreach.queries.concerns import ConcernRow
from outreach.queries.event_list import EventFilter, EventRow
from outreach.queries.followups import FollowUpFilter
from outreach.queries.neighborhoods import NeighborhoodDetail
from outreach.queries.period import Period
from outreach.records.followups import ProblemPhase
from outreach.reports.catalogue import REPORTS, Choice, Copy
from outreach.reports.orders import Order
from outreach.ui.desk import Desk
from outreach.ui.kept_words import concern_word, event_status_word, office_word, phase_word
from outreach.ui.pages.follow_up_rows import standing
from outreach.ui.pages.problem_rows import PHASE_TONES
from outreach.ui.places import concern_place
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Breadcrumb, Card, button, label, scrolled
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.widgets.rows import Row, RowList
from outreach.ui.wording import clock, plural, short_date

SHOWN = 12
TOLD_US, ASSOCIATION = "What residents told us", "Association"
PROMISES, EVENTS, PROBLEMS = "Promises", "Events", "Problems"
FORM_PX = 460
PAPERS = (("recap", "Last-meeting recap"), ("neighborhood", "Report card"))
STATE_TONES = {"open": "due", "answered": "good", "noted": "quiet"}


class NeighborhoodPanel(QWidget):
    """The page of one neighborhood."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.detail: NeighborhoodDetail | None = None
        self._editing: NeighborhoodDetail | None = None
        self.crumb = Breadcrumb(say("Neighborhoods"), self.closed.emit)
        self.name = label("", "title", wrap=True)
        self.facts = label("", "muted", wrap=True)
        self.papers = [(kind, self._paper_button(kind, say(words))) for kind, words in PAPERS if kind in REPORTS]
        self.edit = button(say("Change", sense="button"), self.start_edit, name=say("Change this neighborhood"))
        self.form = neighborhood_form(desk)
        self.form.submitted.connect(self._keep)
        self.form.left.connect(self._leave_form)
        self.form.faulty_words.connect(desk.messages.fault)
        self.association = label("", wrap=True)
        self.events = RowList(say("Events"), say("No event yet."))
        self.promises = RowList(say("Promises"), say("No promise yet."))
        self.concerns = RowList(say("Concerns"), say("No concern yet."))
        self.problems = RowList(say("Problems"), say("No problem is being worked on here."))
        self._cards: dict[str, Card] = {}
        self._lay_out()
        self.events.opened.connect(self._open_event)
        self.promises.opened.connect(self._open_promise)
        self.concerns.opened.connect(self._open_concern)
        self.problems.opened.connect(self._open_problem)

    def _paper_button(self, kind: str, words: str) -> QPushButton:
        return button(words, lambda: self._print(kind))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self.name)
        titles.addWidget(self.facts)
        head.addLayout(titles, 1)
        for _, made in self.papers:
            head.addWidget(made, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignBottom)
        self.form_card = Card()
        self.form.setMaximumWidth(FORM_PX)
        self.form_card.body.addWidget(self.form)
        self.form_card.hide()
        self.history = QWidget()
        columns = QHBoxLayout(self.history)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(16)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, words, part in (
            (left, PROMISES, self.promises),
            (left, TOLD_US, self.concerns),
            (right, ASSOCIATION, self.association),
            (right, PROBLEMS, self.problems),
            (right, EVENTS, self.events),
        ):
            card = Card(say(words))
            card.body.addWidget(part)
            self._cards[words] = card
            side.addWidget(card)
        for side in (left, right):
            side.setSpacing(16)
            side.addStretch(1)
            columns.addLayout(side, 1)
        self._cards[PROMISES].top.addWidget(
            button(say("All"), self._all_promises, "quiet", name=say("All promises here"))
        )
        self._cards[EVENTS].top.addWidget(button(say("All"), self._all_events, "quiet", name=say("All events here")))
        inside = FullHeight()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(16)
        inner.addLayout(head)
        inner.addWidget(self.form_card)
        inner.addWidget(self.history)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.crumb)
        self.area = scrolled(inside, say("The neighborhood"))
        column.addWidget(self.area, 1)

    def show_detail(self, detail: NeighborhoodDetail) -> None:
        """Show a neighborhood; a form that is open for the same one stays."""
        is_another = self.detail is None or self.detail.id != detail.id
        self.detail = detail
        if is_another:
            self.area.verticalScrollBar().setValue(0)
        today = self._desk.today
        self.name.setText(detail.name)
        self.crumb.here.setText(detail.name)
        ahead = detail.next_meeting
        parts = [
            say("{community} community", community=detail.community) if detail.community else "",
            say("meets {rule}", rule=spoken().rule(detail.meeting_rule)) if detail.meeting_rule else "",
            detail.meeting_place,
            say("{residents} known", residents=plural(detail.residents, "resident")),
            say("next meeting {day}", day=short_date(ahead.date, today)) if ahead else say("no meeting planned"),
        ]
        self.facts.setText(" · ".join(part for part in parts if part))
        self.association.setText(_association_words(detail))
        self.events.show_rows([self._event_row(one) for one in detail.events.rows[:SHOWN]])
        self.promises.show_rows(
            [
                Row(one.id, one.words, one.owner_name).add_pill(*standing(one, today))
                for one in detail.promises.rows[:SHOWN]
            ]
        )
        self.concerns.show_rows([self._concern_row(one) for one in detail.concerns.rows[:SHOWN]])
        self.problems.show_rows(
            [
                Row(one.id, one.title, one.owner_name).add_pill(
                    phase_word(one.phase), PHASE_TONES[ProblemPhase(one.phase)]
                )
                for one in detail.problems.rows[:SHOWN]
            ]
        )
        self._cards[PROBLEMS].setVisible(bool(detail.problems.total))
        totals = (
            (PROBLEMS, detail.problems.total),
            (EVENTS, detail.events.total),
            (PROMISES, detail.promises.total),
        )
        for words, total in (*totals, (TOLD_US, detail.concerns.total)):
            self._cards[words].aside.setText(f"{total:,}")
        if is_another or not self.form_card.isVisible():
            self._leave_form()
        if is_another and self._desk.drafts.kept(_draft_key(detail.id)) is not None:
            self.start_edit()

    def _event_row(self, one: EventRow) -> Row:
        reached = plural(one.reached, "person", "people") if one.reached is not None else ""
        second = " · ".join(part for part in (known_name(one.kind_name), one.place, reached) if part)
        when = clock(one.start_time) if one.status == "held" else event_status_word(one.status)
        return Row(one.id, one.title, second).add_when(short_date(one.date, self._desk.today), when)

    def _concern_row(self, one: ConcernRow) -> Row:
        second = f"{known_name(one.topic)} · {short_date(one.raised_on, self._desk.today)}"
        row = Row(concern_place(one.id, one.event), one.words or say("confidential"), second)
        return row.add_pill(concern_word(one.state), STATE_TONES.get(one.state, "quiet"))

    def start_new(self) -> None:
        """Add a neighborhood."""
        self.detail = self._editing = None
        self.name.setText(say("New neighborhood"))
        self.crumb.here.setText(say("New"))
        self.facts.setText("")
        self.form.fill(name="", community="", meeting_rule="", meeting_place="", aliases="", active=True)
        self._open_form()

    def start_edit(self) -> None:
        """Change this one."""
        one = self._editing = self.detail
        if one is not None:
            names = ("name", "community", "meeting_rule", "meeting_place", "active")
            self.form.fill(aliases=", ".join(one.aliases), **{name: getattr(one, name) for name in names})
            self._open_form()

    def _open_form(self) -> None:
        self.form.resume(self._desk.drafts, _draft_key(self._editing.id if self._editing else None))
        self.history.hide()
        self.edit.hide()
        for _, made in self.papers:
            made.hide()
        self.form_card.show()
        self.form.take_focus()

    def _leave_form(self) -> None:
        self.form_card.hide()
        known = self.detail is not None
        self.history.setVisible(known)
        self.edit.setVisible(known)
        for _, made in self.papers:
            made.setVisible(known)
        if not known:
            self.closed.emit()

    def _keep(self) -> None:
        one, desk, form = self._editing, self._desk, self.form
        aliases = tuple(part.strip() for part in form.text("aliases").split(",") if part.strip())
        details = NeighborhoodDetails(
            name=form.text("name"),
            community=form.text("community"),
            boundary=one.boundary if one else None,
            meeting_place=form.text("meeting_place"),
            meeting_rule=form.text("meeting_rule"),
            active=form.ticked("active"),
            aliases=aliases,
        )
        if one is None:
            changes = desk.do(lambda: add_neighborhood(desk.actor, desk.precinct, details), say("Added."))
            if changes is not None:
                form.recorded()
                desk.go("neighborhoods", changes.only_id("neighborhood"))
            return
        changes = desk.do(lambda: edit_neighborhood(desk.actor, one.id, one.version, details), say("Kept."), self._keep)
        if changes is not None:
            form.recorded()
            self._leave_form()

    def _print(self, kind: str) -> None:
        if self.detail is None:
            return
        today = self._desk.today
        choice = Choice(Period.of_month(today.year, today.month), neighborhood=self.detail.id)
        self._desk.go("reports", Order(kind, choice, Copy.PUBLIC in REPORTS[kind].copies))

    def _all_events(self) -> None:
        if self.detail is not None:
            self._desk.go("events", EventFilter(neighborhoods=(self.detail.id,)))

    def _all_promises(self) -> None:
        if self.detail is not None:
            self._desk.go("followups", FollowUpFilter(neighborhood=self.detail.id))

    def _open_concern(self, where: object) -> None:
        if isinstance(where, tuple):
            self._desk.go(*where)

    def _open_event(self, what: object) -> None:
        if isinstance(what, int):
            self._desk.go("event", what)

    def _open_problem(self, what: object) -> None:
        self._desk.go("problems", what)

    def _open_promise(self, what: object) -> None:
        self._desk.go("followups", what)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _draft_key(neighborhood: int | None) -> str:
    return f"form/neighborhoods/{neighborhood or 'new'}/neighborhood"


def neighborhood_form(desk: Desk) -> ActionForm:
    """What is kept of a neighborhood."""
    form = ActionForm("neighborhood", say("Neighborhood"), say("Keep"), desk.today)
    form.add_line("name", say("&Name"), needed=say("The name is missing: fill it in."))
    form.add_line("community", say("&Community"))
    form.add_line("meeting_rule", say("&Meets"), hint=say("Such as: 2nd Monday"))
    form.add_line("meeting_place", say("Meeting &place"))
    form.add_line("aliases", say("&Other spellings, with commas"), hint=say("As files and people write it"))
    return form.add_check("active", say("Acti&ve", sense="of a neighborhood"))


def _association_words(detail: NeighborhoodDetail) -> str:
    lines = []
    for one in detail.associations:
        lines.append(" · ".join(part for part in (one.name, one.phone, one.email) if part))
        lines += [f"{office_word(who.office).capitalize()}: {who.name or say('confidential')}" for who in one.officers]
    return "\n".join(lines) or say("No association is noted yet.")

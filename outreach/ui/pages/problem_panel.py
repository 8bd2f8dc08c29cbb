"""One problem: its phases, what each step found, the count before and after, and what is gathered under it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from outreach.actions.change import Changes
from outreach.actions.problems import (
    ProblemDetails,
    edit_problem,
    link_concern,
    link_event,
    move_problem,
    unlink_concern,
    unlink_event,
)
from outreach.errors import OutreachError, StaleVersionError
from outreach.languages.spoken import known_name, say
from outreach.queries.problems import GatheredConcern, ProblemDetail
from outreach.records.followups import ProblemPhase
from outreach.ui.desk import Desk
from outreach.ui.kept_words import event_status_word, phase_word
from outreach.ui.pages.problem_forms import (
    count_form,
    details_form,
    details_of,
    fill_counts,
    offer_counts,
    offer_problem,
    show_counts,
    with_counts,
    with_details,
    with_parts,
)
from outreach.ui.pages.problem_links import LinksCard
from outreach.ui.pages.problem_parts import PARTS, PartsCard
from outreach.ui.pages.problem_reading import ProblemReading, draft_key, drawn_counts, offered_concerns, offered_events
from outreach.ui.places import concern_place
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, bring_into_view, button, columns_of, label, scrolled
from outreach.ui.widgets.drawing import DrawingView
from outreach.ui.widgets.fields import Choice
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.widgets.rows import Row
from outreach.ui.widgets.suggest import Suggestion
from outreach.ui.wording import short_date

COLUMN_SHARES = (11, 9)
CHART_SCALE = 1.25
"""Pixels a point: the chart stands in the narrower column."""


class ProblemPanel(QWidget):
    """The page of one problem. ``reload_wanted`` comes when somebody else was faster."""

    reload_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.problem: ProblemDetail | None = None
        self._reading: ProblemReading | None = None
        self._editing: ProblemDetail | None = None
        self.phases = {phase: self._phase_button(phase) for phase in ProblemPhase}
        self.details = details_form(desk.today)
        self.parts = PartsCard()
        self.counts = count_form(desk.today)
        self.chart = DrawingView(say("Chart of the count before and after"), desk.tasks, scale=CHART_SCALE)
        self.finding = label("", wrap=True)
        self.choose_counts = button(
            say("Choose what is counted"), self.start_counts, name=say("Choose what is counted")
        )
        self.concerns = LinksCard(
            desk,
            say("Concerns"),
            say("No concern is gathered here yet."),
            say("No concern that is not here already holds these words."),
            say("Add a concern"),
            say("A word of it …"),
            self._find_concerns,
        )
        self.events = LinksCard(
            desk,
            say("Events"),
            say("No event was about it yet."),
            say("No event that is not here already holds these words."),
            say("Add an event"),
            say("A word of its title …"),
            self._find_events,
        )
        self._lay_out()
        self._connect()

    def _phase_button(self, phase: ProblemPhase) -> QPushButton:
        made = button(
            phase_word(phase).capitalize(),
            partial(self._move, phase),
            name=say("Phase: {phase}", phase=phase_word(phase)),
        )
        made.setCheckable(True)
        return made

    def _lay_out(self) -> None:
        phases = QHBoxLayout()
        phases.setSpacing(8)
        for made in self.phases.values():
            phases.addWidget(made)
        phases.addStretch(1)
        self.details_card = Card()
        self.details_card.body.addWidget(self.details)
        self.details_card.hide()
        self.count_card = Card(say("Before and after"))
        for widget in (self.finding, self.chart, self.counts):
            self.count_card.body.addWidget(widget)
        self.count_card.body.addWidget(self.choose_counts, 0, Qt.AlignmentFlag.AlignLeft)
        self.counts.hide()
        sides: tuple[tuple[Card, ...], ...] = (
            (self.details_card, self.parts),
            (self.count_card, self.concerns, self.events),
        )
        inside = FullHeight()
        down = QVBoxLayout(inside)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(16)
        down.addLayout(phases)
        down.addLayout(columns_of(COLUMN_SHARES, sides))
        down.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(inside, say("The problem"))
        column.addWidget(self.area)

    def _connect(self) -> None:
        for form, keep in ((self.details, self._keep_details), (self.counts, self._keep_counts)):
            form.submitted.connect(keep)
            form.left.connect(self.leave_forms)
            form.faulty_words.connect(self._desk.messages.fault)
        what = self.counts.control("what")
        if isinstance(what, Choice):
            what.chosen.connect(self._what_chosen)
        self.parts.wanted.connect(self._keep_parts)
        self.parts.typed.connect(self._keep_draft)
        self.parts.thrown_away.connect(self._forget_draft)
        self.concerns.added.connect(self._add_concern)
        self.concerns.removed.connect(self._remove_concern)
        self.concerns.opened.connect(self._open_concern)
        self.events.added.connect(self._add_event)
        self.events.removed.connect(self._remove_event)
        self.events.opened.connect(self._open_event)

    def show_reading(self, reading: ProblemReading) -> None:
        """Show a problem; forms that are open for the same one stay, and so does what is being typed."""
        one = reading.problem
        same = self.problem is not None and self.problem.id == one.id
        self.problem, self._reading = one, reading
        for phase, made in self.phases.items():
            made.setChecked(phase == one.phase)
        kept = {part.name: str(getattr(one, part.name)) for part in PARTS}
        if same:
            self.parts.meet(kept)
        else:
            self.parts.begin(kept, reading.draft)
            self.leave_forms()
            self.area.verticalScrollBar().setValue(0)
            self._resume(one.id)
        self._show_count(reading)
        self.concerns.show_rows([(each.id, self._concern_row(each)) for each in one.gathered_concerns])
        today = self._desk.today
        self.events.show_rows(
            [
                (
                    each.id,
                    Row(
                        each.id,
                        each.title,
                        " · ".join(
                            (short_date(each.date, today), known_name(each.kind_name), event_status_word(each.status))
                        ),
                    ),
                )
                for each in one.gathered_events
            ]
        )

    def _resume(self, problem: int) -> None:
        """Open the form in which somebody was typing when the program ended."""
        for form, start in ((self.details, self.start_details), (self.counts, self.start_counts)):
            if self._desk.drafts.kept(_form_key(problem, form)) is not None:
                start()
                return

    def _concern_row(self, one: GatheredConcern) -> Row:
        second = f"{known_name(one.topic)} · {short_date(one.raised_on, self._desk.today)}"
        return Row(concern_place(one.id, one.event), one.words or say("confidential"), second)

    def _show_count(self, reading: ProblemReading) -> None:
        told = reading.problem.told
        self.finding.setText(
            reading.finding
            or say("Choose an offense of the crime snapshot, or something counted by hand, and two periods to compare.")
        )
        if told is not None:
            self.chart.show_drawing(partial(drawn_counts, told))
        self.chart.setVisible(told is not None)
        self.choose_counts.setText(say("Choose what is counted") if told is None else say("Change what is counted"))
        self.choose_counts.setVisible(not self.counts.isVisibleTo(self))

    def start_details(self) -> None:
        """Change the title, the place, the owner or the days."""
        one, reading = self.problem, self._reading
        if one is None or reading is None:
            return
        self._begin_form(self.details_card)
        offer_problem(self.details, reading.lookups)
        names = ("title", "neighborhood", "owner", "opened_on", "closed_on")
        self.details.fill(**{name: getattr(one, name) for name in names})
        self.details.show_field("closed_on", one.closed_on is not None)
        self.details.resume(self._desk.drafts, _form_key(one.id, self.details))
        self.details.take_focus()
        self.area.verticalScrollBar().setValue(0)

    def start_counts(self) -> None:
        """Choose what is counted, where, and in which months."""
        one, reading = self.problem, self._reading
        if one is None or reading is None:
            return
        self._begin_form(self.counts)
        offer_counts(self.counts, reading.lookups, one, self._desk.today)
        fill_counts(self.counts, one)
        if self.counts.resume(self._desk.drafts, _form_key(one.id, self.counts)):
            show_counts(self.counts, one.opened_on)
        self.choose_counts.hide()
        self.counts.take_focus()
        bring_into_view(self.counts)

    def _begin_form(self, form: QWidget) -> None:
        """Open one of the two forms for the problem as it is now; the other is left, it began from an older one."""
        self.leave_forms()
        self._editing = self.problem
        form.show()

    def leave_forms(self) -> None:
        """Close both forms as they are."""
        self.details_card.hide()
        self.counts.hide()
        self.choose_counts.show()

    def _what_chosen(self) -> None:
        if self.problem is not None:
            show_counts(self.counts, self.problem.opened_on)

    def _keep_details(self) -> None:
        self._keep_form(self.details, with_details, say("The problem is changed."), self._keep_details)

    def _keep_counts(self) -> None:
        self._keep_form(self.counts, with_counts, say("What is counted is kept."), self._keep_counts)

    def _keep_form(
        self,
        form: ActionForm,
        changed: Callable[[ProblemDetails, ActionForm], ProblemDetails],
        told: str,
        again: Callable[[], None],
    ) -> None:
        # As it was when the form was filled: what a colleague changed since is merged in.
        one, desk = self._editing, self._desk
        if one is not None:
            details = changed(details_of(one), form)
            if desk.do(lambda: edit_problem(desk.actor, one.id, one.version, details), told, again) is not None:
                form.recorded()
                self.leave_forms()

    def _keep_parts(self, parts: object) -> None:
        one, by = self.problem, self._desk.actor
        if one is not None and isinstance(parts, dict):
            details = with_parts(details_of(one), parts)
            self._write_parts(lambda: edit_problem(by, one.id, one.version, details))

    def _write_parts(self, action: Callable[[], Changes]) -> None:
        """Write the four steps. Who was slower is asked which words stay, and sees both where she typed."""
        try:
            self._desk.attempt(action, say("Kept."))
        except OutreachError as error:
            self._desk.refused(error, partial(self._write_parts, action))
            if isinstance(error, StaleVersionError):
                self.reload_wanted.emit()
        else:
            self.parts.kept_all()
            self._forget_draft()

    def _move(self, phase: ProblemPhase) -> None:
        one, desk = self.problem, self._desk
        if one is not None and phase != one.phase:
            told = (
                say("The problem is closed.")
                if phase is ProblemPhase.CLOSED
                else say("On to {phase}.", phase=phase_word(phase))
            )
            desk.do(lambda: move_problem(desk.actor, one.id, one.version, phase, desk.today), told)
        for each, made in self.phases.items():
            made.setChecked(self.problem is not None and each == self.problem.phase)

    def _keep_draft(self) -> None:
        if self.problem is None:
            return
        if self.parts.is_changed:
            self._desk.drafts.keep(draft_key(self.problem.id), self.parts.as_draft)
        else:
            self._forget_draft()

    def _forget_draft(self) -> None:
        if self.problem is not None:
            self._desk.drafts.forget(draft_key(self.problem.id))

    def _find_concerns(self, words: str) -> Sequence[Suggestion]:
        desk, one = self._desk, self.problem
        here = frozenset(each.id for each in one.gathered_concerns) if one else frozenset()
        return offered_concerns(desk.precinct, words, desk.today, here, confidential=desk.may_read_confidential)

    def _find_events(self, words: str) -> Sequence[Suggestion]:
        one = self.problem
        here = frozenset(each.id for each in one.gathered_events) if one else frozenset()
        return offered_events(self._desk.precinct, words, self._desk.today, here)

    def _link(self, action: Callable[..., Changes], key: int, told: str) -> None:
        one, desk = self.problem, self._desk
        if one is not None:
            desk.do(lambda: action(desk.actor, one.id, key), told)

    def _add_concern(self, key: int) -> None:
        self._link(link_concern, key, say("The concern is gathered here."))

    def _remove_concern(self, key: int) -> None:
        self._link(unlink_concern, key, say("The concern is not gathered here any more."))

    def _add_event(self, key: int) -> None:
        self._link(link_event, key, say("The event is gathered here."))

    def _remove_event(self, key: int) -> None:
        self._link(unlink_event, key, say("The event is not gathered here any more."))

    def _open_event(self, event: object) -> None:
        self._desk.go("event", event)

    def _open_concern(self, where: object) -> None:
        if isinstance(where, tuple):
            self._desk.go(*where)


def _form_key(problem: int, form: ActionForm) -> str:
    return f"form/problems/{problem}/{form.name}"

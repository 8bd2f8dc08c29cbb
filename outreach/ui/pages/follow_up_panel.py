"""The panel beside the follow-ups: one promise, what can be done to it, and what has been."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from outreach.errors import OutreachError, StaleVersionError
from outreach.languages.spoken import known_name, say
from outreach.queries.follow_up_detail import FollowUpDetail
from outreach.records.followups import Priority
from outreach.ui.desk import Desk
from outreach.ui.kept_words import priority_word, status_word
from outreach.ui.pages.follow_up_forms import DEED, DEEDS, FORMS, Deed, Target, perform
from outreach.ui.pages.follow_up_rows import STATUS_TONES, partner_words, standing
from outreach.ui.painted import margins
from outreach.ui.theme import redress
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, Rule, button, clear, give_role, label, pill, retone, scrolled
from outreach.ui.widgets.flow import FlowLayout
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.wording import short_date

PANEL_PX = 340
LARGE_LETTERS = 120
"""A promise of more letters is shown in smaller ones, so that the forms under it stay in sight."""
EDITED = ("words", "public_words", "due", "priority", "owner", "neighborhood")


class FollowUpPanel(Card):
    """One promise. Its buttons bear the letters that do the same from the list."""

    closed = Signal()
    done = Signal(str)
    left_form = Signal()
    reload_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.detail: FollowUpDetail | None = None
        self._editing: FollowUpDetail | None = None
        self.setAccessibleName(say("Follow-up"))
        self.setMinimumWidth(PANEL_PX)
        self.state = pill("", "info")
        self.due = pill("", "info")
        self.words = label("", "total", wrap=True)
        self.public = label("", "muted", wrap=True)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self.buttons: dict[str, QPushButton] = {}
        self.forms: dict[str, ActionForm] = {}
        self._history = QVBoxLayout()
        self._history.setSpacing(0)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        pills = FlowLayout()
        pills.addWidget(self.state)
        pills.addWidget(self.due)
        lowered = QVBoxLayout()
        lowered.setContentsMargins(0, 6, 0, 0)
        lowered.addLayout(pills)
        head.addLayout(lowered, 1)
        close = button(say("Close"), self.closed.emit, "quiet", name=say("Close the panel (Esc)"))
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        inside = FullHeight()
        column = QVBoxLayout(inside)
        column.setContentsMargins(margins(0, 0, 8, 0))
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(self.public)
        column.addWidget(self._form_holder())
        column.addLayout(self._deed_buttons())
        column.addWidget(Rule())
        column.addLayout(self._facts)
        column.addWidget(Rule())
        column.addLayout(self._history)
        column.addStretch(1)
        self.body.addLayout(head)
        area = scrolled(inside, say("The promise"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        self.body.addWidget(area, 1)

    def _deed_buttons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for deed in DEEDS:
            words = say(deed.words, sense="button")
            made = button(f"{words}  {deed.key}", partial(self.start, deed.name), name=f"{words} ({deed.key})")
            self.buttons[deed.name] = made
        self._grid = grid
        return grid

    def _form_holder(self) -> QWidget:
        holder = QWidget()
        self._form_place = QVBoxLayout(holder)
        self._form_place.setContentsMargins(0, 0, 0, 0)
        self.form: ActionForm | None = None
        for maker in FORMS:
            form = maker(self._desk.today)
            form.submitted.connect(self._submit)
            form.left.connect(self._leave_form)
            form.faulty_words.connect(self._desk.messages.fault)
            form.hide()
            self.forms[form.name] = form
            self._form_place.addWidget(form)
        return holder

    def take_focus(self) -> None:
        """The promise itself: the arrow keys scroll it, letters do what its buttons say."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, officers: list[tuple[str, object]], neighborhoods: list[tuple[str, object]]) -> None:
        """Who it can be handed to, and which neighborhoods there are."""
        self.forms["hand_over"].offer("owner", officers)
        self.forms["edit"].offer("owner", [(say("Nobody"), None), *officers])
        self.forms["edit"].offer("neighborhood", [(say("None", sense="of neighborhoods"), None), *neighborhoods])

    def show_detail(self, detail: FollowUpDetail) -> None:
        """Show a promise. A form that is open for the same promise stays, with its words, over the newer version."""
        same = self.detail is not None and self.detail.id == detail.id
        self.detail = detail
        today = self._desk.today
        retone(self.state, status_word(detail.status), STATUS_TONES[detail.status])
        retone(self.due, *standing(detail, today))
        self.words.setText(detail.words)
        give_role(self.words, "total" if len(detail.words) <= LARGE_LETTERS else "strong")
        self.public.setText(say("In public: {words}", words=detail.public_words) if detail.public_words else "")
        self.public.setVisible(bool(detail.public_words))
        self._show_facts(detail)
        self._show_history(detail)
        self._offer_deeds(detail.status)
        if not same:
            self._close_form()
            self._area.verticalScrollBar().setValue(0)
            half = next(
                (name for name in self.forms if self._desk.drafts.kept(self._draft_key(name)) is not None), None
            )
            if half is not None:
                # Whoever walks through the list with the panel beside it stays in the list.
                self.start(half, takes_focus=not self.isVisible())

    def _show_facts(self, detail: FollowUpDetail) -> None:
        today = self._desk.today
        clear(self._facts)
        facts = (
            (say("Promised to"), detail.promised_to),
            (say("Neighborhood"), detail.neighborhood_name),
            (say("Owner"), detail.owner_name or say("nobody yet")),
            (say("Made on"), short_date(detail.opened_on, today)),
            (say("Due"), short_date(detail.due, today) if detail.due else say("no due date")),
            (say("Priority"), priority_word(detail.priority) if detail.priority != Priority.NORMAL else ""),
            (say("Partner"), partner_words(detail, today) if detail.partner else ""),
            (
                say("Concern"),
                f"{known_name(detail.topic)}: {detail.concern_words or say('confidential')}" if detail.concern else "",
            ),
            (say("Ended"), short_date(detail.closed_on, today) if detail.closed_on else ""),
            (say("Outcome"), detail.outcome or detail.decline_reason),
            (say("In public"), detail.public_outcome),
        )
        shown = [(name, words) for name, words in facts if words]
        for row, (name, words) in enumerate(shown):
            self._facts.addWidget(label(name, "small"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(label(words, wrap=True), row, 1)
        if detail.event is not None:
            day = short_date(detail.event_date, today) if detail.event_date else ""
            self._facts.addWidget(label(say("Event"), "small"), len(shown), 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(label(f"{detail.event_title}, {day}", wrap=True), len(shown), 1)
            link = button(say("Open the event"), partial(self._desk.go, "event", detail.event), "quiet")
            self._facts.addWidget(link, len(shown) + 1, 1, Qt.AlignmentFlag.AlignLeft)

    def _show_history(self, detail: FollowUpDetail) -> None:
        clear(self._history)
        self._history.addWidget(label(say("Notes"), "heading"))
        if not detail.notes:
            self._history.addWidget(label(say("No notes yet. Press N to write one."), "muted", wrap=True))
        for note in detail.notes:
            who = f"{short_date(note.written_on, self._desk.today)} · {note.officer_name or say('unsigned')}"
            self._history.addSpacing(8)
            self._history.addWidget(label(note.words, wrap=True))
            self._history.addWidget(label(who, "small"))

    def _offer_deeds(self, status: str) -> None:
        offered = [deed for deed in DEEDS if deed.possible(status)]
        for made in self.buttons.values():
            self._grid.removeWidget(made)
            made.hide()
        for at, deed in enumerate(offered):
            made = self.buttons[deed.name]
            self._grid.addWidget(made, at // 2, at % 2)
            redress(made, "main" if at == 0 else "")
            made.show()

    def deed_by_key(self, letter: str) -> Deed | None:
        """What a letter does to the promise shown; None where nothing."""
        status = self.detail.status if self.detail else ""
        return next((deed for deed in DEEDS if deed.key == letter and deed.possible(status)), None)

    def start(self, name: str, *, takes_focus: bool = True) -> None:
        """Begin a deed: open its form, or do it at once when it asks for nothing."""
        if self.detail is None:
            return
        if not DEED[name].asks:
            self._do(name, None)
            return
        self._close_form()
        self.form = self.forms[name]
        self._editing = self.detail
        self._fill(self.form, self.detail)
        self.form.show()
        self._area.verticalScrollBar().setValue(0)
        if takes_focus:
            self.form.take_focus()

    def _fill(self, form: ActionForm, detail: FollowUpDetail) -> None:
        """Begin with what is known; words that were typed for this promise before come back."""
        today = self._desk.today
        first: dict[str, object] = {"on": today}
        if form.name == "edit":
            first = {name: getattr(detail, name) for name in EDITED}
        elif form.name == "wait":
            first["partner"] = detail.partner
        elif form.name == "hand_over":
            first = {"note": "", "owner": detail.owner}
        elif form.name in ("done", "decline"):
            first |= {"outcome" if form.name == "done" else "reason": "", "public_outcome": ""}
        elif form.name == "note":
            first["words"] = ""
        form.fill(**first)
        form.resume(self._desk.drafts, self._draft_key(form.name))

    def _draft_key(self, name: str) -> str:
        return f"follow-up/{self.detail.id if self.detail else 0}/{name}"

    def _submit(self) -> None:
        if self.form is not None:
            self._do(self.form.name, self.form)

    def _do(self, name: str, form: ActionForm | None) -> None:
        # What a form was filled from; a colleague's change since is merged in, or shown where both wrote the same.
        detail = self.detail if form is None else self._editing
        if detail is None:
            return
        target = Target(detail.id, detail.version, detail.promised_to_person, detail.promised_to_organization)
        by = self._desk.actor
        try:
            self._desk.attempt(lambda: perform(by, name, target, form), say(DEED[name].told))
        except OutreachError as error:
            self._desk.refused(error, partial(self._do, name, form))
            if isinstance(error, StaleVersionError):
                self.reload_wanted.emit()
            return
        if form is not None:
            form.recorded()
        self._close_form()
        self.done.emit(name)

    def _leave_form(self) -> None:
        self._close_form()
        self.left_form.emit()

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
        self.form = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

"""What can be done with an event as a whole: its state, a copy, its papers."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from outreach.actions.events import duplicate_event, hold_event, plan_event, remove_event
from outreach.languages.spoken import say
from outreach.queries.period import Period
from outreach.ui.desk import Desk
from outreach.ui.kept_words import event_status_word
from outreach.ui.pages.event_reading import EventReading
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, button, pill, retone
from outreach.ui.wording import long_date

TONES = {"held": "good", "planned": "info", "cancelled": "late"}
A_WEEK = timedelta(days=7)
COPY_PX = 320


class CopyCard(Card):
    """Asks for the day on which the same event is planned once more, a week later unless another is typed."""

    begun = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._event = 0
        self.form = ActionForm("copy", say("Plan the same on another day"), say("Plan it"), desk.today)
        self.form.add_date("day", say("&Day"), needed=say("The day is missing: write it as month/day/year."))
        self.form.setMaximumWidth(COPY_PX)
        self.body.addWidget(self.form)
        self.form.submitted.connect(self._copy)
        self.form.left.connect(self.hide)
        self.form.faulty_words.connect(desk.messages.fault)
        self.hide()

    def begin(self, event: int, day: date) -> None:
        """Ask for the day of a copy."""
        self._event = event
        self.form.fill(day=day)
        self.form.resume(self._desk.drafts, copy_draft(event))
        self.show()
        self.begun.emit()
        self.form.take_focus()

    def _copy(self) -> None:
        by, event, day = self._desk.actor, self._event, self.form.date("day")
        if day is None:
            return
        made = self._desk.do(lambda: duplicate_event(by, event, day), say("Planned for {day}.", day=long_date(day)))
        if made is not None:
            self.form.recorded()
            self.hide()
            self._desk.go("event", made.only_id("event"))


def copy_draft(event: int) -> str:
    """Under what the day of a copy is kept while it is typed."""
    return f"form/event/{event}/copy"


class EventTools(QWidget):
    """The state of an event and its buttons; ``copying`` is shown on the page when a copy is wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading: EventReading | None = None
        self.copying = CopyCard(desk)
        self.state = pill("", "info")
        self.hold = button(say("It was held"), self._hold, "main", tip=say("The event took place"))
        self.edit = QPushButton(say("Edit details"))
        self.edit.setAccessibleName(say("Edit details"))
        self.edit.setToolTip("Ctrl+E")
        self.sheet = button(
            say("Sign-in sheet"), self._print_sheet, tip=say("Numbered lines to sign on, prefilled with regulars")
        )
        self.record = button(say("Print record"), self._print_record)
        self.more = QPushButton(say("More"))
        self.more.setAccessibleName(say("More to do with this event"))
        self.more.setProperty("look", "menu")
        menu = QMenu(self.more)
        self.plan = self._entry(menu, say("Put back among the planned"), self._plan)
        self._entry(menu, say("Plan the same on another day …"), self._copy)
        self._entry(menu, say("Remove (entered by mistake)"), self._remove)
        self.more.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for widget in (self.state, self.hold, self.edit, self.sheet, self.record, self.more):
            row.addWidget(widget)

    def _entry(self, menu: QMenu, words: str, slot: object) -> QAction:
        action = QAction(words, menu)
        action.triggered.connect(slot)
        menu.addAction(action)
        return action

    def show_event(self, reading: EventReading) -> None:
        """Show how this event stands."""
        self._reading = reading
        event = reading.event
        word = event_status_word(event.status)
        retone(self.state, word.capitalize(), TONES[event.status])
        state = f"{word}: {event.cancel_reason}" if event.cancel_reason else word
        self.state.setToolTip(state[:1].upper() + state[1:])
        self.state.setAccessibleName(say("State: {state}", state=state))
        self.hold.setVisible(event.status != "held" and event.date <= self._desk.today)
        self.plan.setVisible(event.status != "planned")
        self.edit.setText(say("Continue editing") if reading.draft else say("Edit details"))
        if self.copying.isHidden() and self._desk.drafts.kept(copy_draft(event.id)) is not None:
            self._copy()

    def _hold(self) -> None:
        by, at = self._desk.actor, self._event
        self._desk.do(lambda: hold_event(by, *at), say("The event was held."))

    def _plan(self) -> None:
        by, at = self._desk.actor, self._event
        self._desk.do(lambda: plan_event(by, *at), say("The event is planned again."))

    @property
    def _event(self) -> tuple[int, int]:
        return (self._reading.event.id, self._reading.event.version) if self._reading else (0, 0)

    def _copy(self) -> None:
        if self._reading is not None:
            event = self._reading.event
            self.copying.begin(event.id, event.date + A_WEEK)

    def _remove(self) -> None:
        by, at = self._desk.actor, self._event
        if self._desk.do(lambda: remove_event(by, *at), say("Event removed.")) is not None:
            self._desk.go("events")

    def _print_sheet(self) -> None:
        self._print("sign-in")

    def _print_record(self) -> None:
        self._print("event")

    def _print(self, kind: str) -> None:
        if self._reading is not None:
            event = self._reading.event
            month = Period.of_month(event.date.year, event.date.month)
            # The paper library takes a while to load: only printing waits for it.
            from outreach.reports.catalogue import Choice
            from outreach.reports.orders import Order

            self._desk.go("reports", Order(kind, Choice(period=month, event=event.id), public=False))

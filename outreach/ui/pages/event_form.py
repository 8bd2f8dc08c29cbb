"""The details of an event as a form: what it was, when, where, for whom and by whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from outreach.actions.events import EventDetails, StaffDetails
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.ui.pages.event_repeats import Repeats
from outreach.ui.widgets.fields import Choice, DateField, Field, HasValue, TimeField, mark_fault, show_text
from outreach.ui.widgets.keeping import as_draft, from_draft, watch
from outreach.ui.widgets.pick import Pick, PickMany
from outreach.ui.widgets.staff import StaffLine, StaffRows

type Names = Sequence[tuple[str, int]]

STATES = (("Planned", "planned"), ("Held", "held"), ("Cancelled", "cancelled"))


@dataclass(frozen=True, slots=True)
class EventChoices:
    """What the form offers, by name and key; ``kinds`` in the precinct's order."""

    kinds: Names
    neighborhoods: Names
    organizations: Names
    officers: Names


class EventForm(QWidget):
    """The form. ``changed`` comes with every key, for the draft."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._chose_state = False
        self._filling = False
        self.kind = Pick[int](say("Kind of event"), hint=say("type to find, for example assoc"))
        self.title = QLineEdit()
        self.date = DateField(say("Date"), today())
        self.starts = TimeField(say("Starts"))
        self.ends = TimeField(say("Ends"))
        self.ends_on = DateField(say("Last day"), today())
        self.ends_on.setPlaceholderText(say("the same day"))
        self.state = Choice[str](say("State"), [(say(words), state) for words, state in STATES])
        self.place = QLineEdit()
        self.host = Pick[int](say("Host"), hint=say("association, church, school …"))
        self.neighborhoods = PickMany[int](say("Neighborhoods served"), say("type, Enter, next"))
        self.lead = Pick[int](say("Lead officer"))
        self.staff = StaffRows()
        self.summary = QPlainTextEdit()
        self.summary.setTabChangesFocus(True)
        self.summary.setFixedHeight(76)
        self.reason = QLineEdit()
        self.repeats = Repeats(today())
        self.controls: dict[str, QWidget] = {
            "kind": self.kind, "title": self.title, "date": self.date, "starts": self.starts, "ends": self.ends,
            "ends_on": self.ends_on, "state": self.state, "reason": self.reason, "place": self.place,
            "host": self.host, "neighborhoods": self.neighborhoods, "lead": self.lead, "staff": self.staff,
            "summary": self.summary, **self.repeats.controls,
        }  # fmt: skip
        self._lay_out()
        for control in self.controls.values():
            watch(control, self._typed)
        self.state.chosen.connect(self._choose_state)
        self.date.editingFinished.connect(self._guess_state)
        self.kind.changed.connect(self._suggest_title)
        self.host.changed.connect(self._suggest_title)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        self.reason_field = Field(say("Reason for cancelling"), self.reason)
        placed = (
            (Field(say("Kind of event"), self.kind), 0, 0, 1, 4),
            (Field(say("Title"), self.title), 0, 4, 1, 8),
            (Field(say("Date"), self.date), 1, 0, 1, 3),
            (Field(say("Starts"), self.starts), 1, 3, 1, 2),
            (Field(say("Ends"), self.ends), 1, 5, 1, 2),
            (Field(say("Last day"), self.ends_on, say("Only when it ends on a later day")), 1, 7, 1, 3),
            (Field(say("State"), self.state), 1, 10, 1, 2),
            (self.reason_field, 2, 0, 1, 12),
            (self.repeats, 3, 0, 1, 12),
            (Field(say("Place"), self.place), 4, 0, 1, 6),
            (Field(say("Host"), self.host), 4, 6, 1, 6),
        )
        for field, row, column, rows, columns in placed:
            grid.addWidget(field, row, column, rows, columns, Qt.AlignmentFlag.AlignTop)
        served = Field(say("Neighborhoods served"), self.neighborhoods, buddy=self.neighborhoods.pick)
        staff = Field(say("Officers, their roles and hours"), self.staff, buddy=self.staff.add_button)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(served, 5, 0, 1, 6, top)
        grid.addWidget(Field(say("Lead officer"), self.lead), 5, 6, 1, 6, top)
        grid.addWidget(staff, 6, 0, 1, 6, top)
        grid.addWidget(Field(say("Summary"), self.summary), 6, 6, 1, 6, top)
        for column in range(12):
            grid.setColumnStretch(column, 1)
        self.reason_field.hide()

    def offer(self, choices: EventChoices) -> None:
        """Offer these kinds, neighborhoods, organizations and officers."""
        self.kind.offer(choices.kinds)
        self.neighborhoods.offer(choices.neighborhoods)
        self.host.offer(choices.organizations)
        self.lead.offer(choices.officers)
        self.staff.offer(choices.officers)
        self._suggest_title()

    def start_new(self, day: date, lead: int | None) -> None:
        """Empty the form for a new event on a day, led by whoever works here."""
        self.show_details(EventDetails(kind=0, title="", date=day, lead_officer=lead, status="held"), "")
        self.repeats.show_series(None)
        self._chose_state = False
        self._guess_state()

    def show_details(self, details: EventDetails, reason: str) -> None:
        """Show what is kept of an event."""
        self._filling = True
        self._chose_state = True
        self.kind.choose(details.kind)
        show_text(self.title, details.title)
        self.date.show_value(details.date)
        self.starts.show_value(details.start_time)
        self.ends.show_value(details.end_time)
        self.ends_on.show_value(details.end_date if details.end_date not in (None, details.date) else None)
        self.state.choose(str(details.status))
        self.reason.setText(reason)
        show_text(self.place, details.place)
        self.host.choose(details.host)
        self.neighborhoods.choose(details.neighborhoods)
        self.lead.choose(details.lead_officer)
        self.staff.show_lines([StaffLine(one.officer, one.role, one.hours) for one in details.staff])
        self.summary.setPlainText(details.summary)
        self._filling = False
        self._show_reason()
        self._suggest_title()

    def details(self) -> EventDetails:
        """What the form says. Raises OutreachError in one sentence for what cannot be understood; focus goes there."""
        no_kind = say("Choose what kind of event this is: type the beginning of its name.")
        kind = self._picked(self.kind, no_kind)
        if kind is None:
            raise self._fault(self.kind, no_kind)
        day = self._value_of(self.date)
        if day is None:
            raise self._fault(self.date, say("The date is missing: write it as month/day/year."))
        last = self._value_of(self.ends_on)
        return EventDetails(
            kind=kind,
            title=self.title.text().strip() or self.title.placeholderText(),
            date=day,
            start_time=self._value_of(self.starts),
            end_date=last,
            end_time=self._value_of(self.ends),
            place=self.place.text().strip(),
            neighborhoods=self.neighborhoods.values(),
            host=self._picked(
                self.host,
                say(
                    "“{words}” is not an organization that is kept: add it under People, or leave it empty.",
                    words=self.host.currentText().strip(),
                ),
            ),
            lead_officer=self._picked(
                self.lead,
                say(
                    "“{words}” is not an officer of this precinct: choose one from the list.",
                    words=self.lead.currentText().strip(),
                ),
            ),
            staff=tuple(StaffDetails(line.officer, line.role, line.hours) for line in self.staff.lines()),
            summary=self.summary.toPlainText().strip(),
            status=self.state.value() or "planned",
        )

    def _picked(self, pick: Pick[int], complaint: str) -> int | None:
        value = pick.value()
        if value is None and pick.currentText().strip():
            raise self._fault(pick, complaint)
        return value

    def _value_of[Value](self, field: HasValue[Value]) -> Value:
        try:
            return field.value()
        except OutreachError as error:
            raise self._fault(field, str(error)) from None

    def _fault(self, control: object, words: str) -> OutreachError:
        if isinstance(control, QWidget):
            mark_fault(control, words)
            control.setFocus()
        return OutreachError(words)

    def as_draft(self) -> str:
        """What is typed, to be kept."""
        return as_draft(self.controls)

    def from_draft(self, payload: str) -> None:
        """Put back what was typed."""
        self._filling = True
        from_draft(self.controls, payload)
        self._filling = False
        self._chose_state = True
        self._show_reason()

    def _typed(self) -> None:
        if not self._filling:
            self.changed.emit()

    def _choose_state(self) -> None:
        self._chose_state = True
        self._show_reason()

    def _show_reason(self) -> None:
        self.reason_field.setVisible(self.state.value() == "cancelled")

    def _guess_state(self) -> None:
        """An event of the past was held, one to come is planned, until somebody says otherwise."""
        if self._chose_state:
            return
        try:
            day = self.date.value()
        except OutreachError:
            return
        self.state.choose("planned" if day is not None and day > self._today() else "held")

    def _suggest_title(self) -> None:
        named = next((name for name, key in self.host.options if key == self.host.value()), "")
        kind = next((name for name, key in self.kind.options if key == self.kind.value()), "")
        self.title.setPlaceholderText(named or kind)

"""A concern typed in one breath: topic, words, who; and the promise made about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from outreach.actions.concerns import ConcernDetails
from outreach.actions.followups import PromiseDetails
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.queries.events import EventConcern
from outreach.ui.desk import Desk
from outreach.ui.widgets.basics import bring_into_view, button
from outreach.ui.widgets.fields import DateField, Field, mark_fault, show_text
from outreach.ui.widgets.keeping import as_draft, from_draft, watch
from outreach.ui.widgets.pick import Pick

USUAL_DAYS = 14


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: a person or an organization by key, with the neighborhood known of them."""

    person: int | None = None
    organization: int | None = None
    neighborhood: int | None = None


class ConcernForm(QWidget):
    """The form. ``recorded`` brings the concern and its promise (or None); Enter in any field records.

    ``neighborhood`` is what a concern belongs to when its speaker's is not known: the event's, where it served one.
    """

    recorded = Signal(object, object)
    withdraw_wanted = Signal()
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.neighborhood: int | None = None
        self.owner: int | None = None
        self.editing: EventConcern | None = None
        self.topic = Pick[int](say("Topic"), hint=say("topic"))
        self.words = QLineEdit()
        self.who = Pick[Speaker](say("Who said it"), hint=say("who said it, if known"))
        self.confidential = QCheckBox(say("Confidential"))
        self.confidential.setToolTip(say("The words stay inside: public papers never show them"))
        self.promise = QCheckBox(say("Promise"))
        self.promise.setToolTip(say("Make a follow-up of it in the same breath (Alt+P)"))
        self.will = QLineEdit()
        self.will.setPlaceholderText(say("what we will do"))
        self.by = Pick[int](say("Owner"), hint=say("officer"))
        self.due = DateField(say("Due"), desk.today)
        self.add = button(say("Add concern"), self.record, name=say("Add concern"))
        self.cancel = button(say("Cancel"), self.start_again, name=say("Leave the concern as it is"))
        self.withdraw = button(say("Withdraw"), self.withdraw_wanted.emit, "quiet", name=say("Withdraw the concern"))
        self.cancel.hide()
        self.withdraw.hide()
        self.controls: dict[str, QWidget] = {
            "topic": self.topic, "words": self.words, "who": self.who, "confidential": self.confidential,
            "promise": self.promise, "will": self.will, "by": self.by, "due": self.due,
        }  # fmt: skip
        self._lay_out()
        self.promise.toggled.connect(self._show_promise)
        for control in self.controls.values():
            watch(control, self._typed)
        for line in (self.words, self.will, self.due):
            line.returnPressed.connect(self.record)
        self._show_promise(False)
        # Not by the mnemonic of the box, which takes effect a tenth of a second late: the next letters would be lost.
        promise = QShortcut(QKeySequence("Alt+P"), self)
        promise.activated.connect(self.promise.toggle)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addWidget(Field(say("Topic"), self.topic), 0, 0, 1, 2)
        grid.addWidget(Field(say("What they told us"), self.words), 0, 2, 1, 4)
        grid.addWidget(Field(say("Who said it"), self.who), 1, 0, 1, 3)
        marks = QHBoxLayout()
        marks.setSpacing(12)
        marks.addWidget(self.confidential)
        marks.addWidget(self.promise)
        marks.addStretch(1)
        deeds = QHBoxLayout()
        deeds.setSpacing(12)
        for deed in (self.add, self.cancel, self.withdraw):
            deeds.addWidget(deed)
        deeds.addStretch(1)
        self._promise_fields = (
            Field(say("We promise"), self.will),
            Field(say("Owner"), self.by),
            Field(say("Due"), self.due),
        )
        grid.addWidget(self._promise_fields[0], 2, 0, 1, 6)
        grid.addWidget(self._promise_fields[1], 3, 0, 1, 3)
        grid.addWidget(self._promise_fields[2], 3, 3, 1, 3)
        grid.addLayout(marks, 4, 0, 1, 6)
        grid.addLayout(deeds, 5, 0, 1, 6)
        for column in range(6):
            grid.setColumnStretch(column, 1)

    def tab_controls(self) -> tuple[QWidget, ...]:
        """The marks come before what a promise asks for, which is there only with the mark."""
        return (*self.controls.values(), self.add, self.cancel, self.withdraw)

    def offer(self, topics: Sequence[tuple[str, int]], officers: Sequence[tuple[str, int]]) -> None:
        """Offer these topics and owners."""
        self.topic.offer(topics)
        self.by.offer(officers)

    def edit(self, concern: EventConcern, with_promise: bool) -> None:
        """Correct a concern that is kept, or promise something about it."""
        self.start_again()
        self.editing = concern
        self.topic.choose(concern.topic_id)
        show_text(self.words, concern.words or "")
        said_by = (concern.raised_by_person, concern.raised_by_organization)
        known = (name for name, who in self.who.options if (who.person, who.organization) == said_by and any(said_by))
        self.who.setEditText(next(known, ""))
        self.confidential.setChecked(concern.confidential)
        self.add.setText(say("Save concern"))
        self.cancel.show()
        self.withdraw.setVisible(not concern.promises)
        self.promise.setChecked(with_promise)
        if not with_promise:
            self.words.setFocus()
        QTimer.singleShot(0, self._come_into_view)

    def _come_into_view(self) -> None:
        bring_into_view(self)

    def focus_topic(self) -> None:
        """Start with the topic."""
        self.topic.setFocus()

    def _show_promise(self, wanted: bool) -> None:
        for field in self._promise_fields:
            field.setVisible(wanted)
        if not wanted:
            return
        if not self.by.currentText():
            self.by.choose(self.owner)
        if not self.due.text():
            self.due.show_value(self._desk.today + timedelta(days=USUAL_DAYS))
        if self.promise.hasFocus() or self.isVisible():
            self.will.setFocus()

    def record(self) -> None:
        """Bring what is typed, or say in one sentence what is missing."""
        try:
            concern, promise = self.details()
        except OutreachError as error:
            self._desk.messages.error(error)
            return
        self.recorded.emit(concern, promise)

    def details(self) -> tuple[ConcernDetails, PromiseDetails | None]:
        """The concern and its promise. Raises OutreachError for what is missing or cannot be understood."""
        topic, words = self.topic.value(), self.words.text().strip()
        if topic is None:
            raise self._fault(self.topic, say("Choose the topic of the concern: type the beginning of its name."))
        if not words:
            raise self._fault(self.words, say("Write what the resident told us."))
        speaker = self.who.value() or Speaker()
        if self.who.currentText().strip() and self.who.value() is None:
            raise self._fault(
                self.who,
                say(
                    "“{typed}” is neither signed in here nor an organization that is kept: sign the person in "
                    "first, or leave it empty.",
                    typed=self.who.currentText().strip(),
                ),
            )
        concern = ConcernDetails(
            topic=topic,
            words=words,
            neighborhood=speaker.neighborhood or self.neighborhood,
            raised_by_person=speaker.person,
            raised_by_organization=speaker.organization,
            confidential=self.confidential.isChecked(),
        )
        if self.editing is not None:
            concern = replace(concern, source=self.editing.source, raised_on=self.editing.raised_on)
        return concern, self._promise(speaker) if self.promise.isChecked() else None

    def _promise(self, speaker: Speaker) -> PromiseDetails:
        will = self.will.text().strip()
        if not will:
            raise self._fault(self.will, say("Write what we promise to do, or take the mark off Promise."))
        if self.by.currentText().strip() and self.by.value() is None:
            raise self._fault(self.by, say("The owner is not an officer of this precinct: choose one from the list."))
        try:
            due = self.due.value()
        except OutreachError as error:
            raise self._fault(self.due, str(error)) from None
        return PromiseDetails(
            words=will,
            owner=self.by.value(),
            due=due,
            promised_to_person=speaker.person,
            promised_to_organization=speaker.organization,
            neighborhood=speaker.neighborhood or self.neighborhood,
        )

    def _fault(self, control: QWidget, words: str) -> OutreachError:
        mark_fault(control, words)
        control.setFocus()
        return OutreachError(words)

    def start_again(self) -> None:
        """Empty the form for the next concern."""
        self.editing = None
        self.add.setText(say("Add concern"))
        self.cancel.hide()
        self.withdraw.hide()
        for line in (self.words, self.will):
            line.setText("")
            mark_fault(line, "")
        for pick in (self.topic, self.who, self.by):
            pick.setEditText("")
            mark_fault(pick, "")
        self.due.show_value(None)
        self.confidential.setChecked(False)
        self.promise.setChecked(False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been typed that would be lost."""
        return not (self.words.text().strip() or self.will.text().strip())

    def as_draft(self) -> str:
        """What is typed, to be kept."""
        return as_draft(self.controls)

    def from_draft(self, payload: str) -> None:
        """Put back what was typed."""
        from_draft(self.controls, payload)

    def _typed(self) -> None:
        self.changed.emit()

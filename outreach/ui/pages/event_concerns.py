"""What residents told us at an event, and what was promised: listed, and added in one breath."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from outreach.actions.change import Changes, change
from outreach.actions.concerns import ConcernDetails, edit_concern, record_concern, withdraw_concern
from outreach.actions.followups import PromiseDetails, make_promise
from outreach.languages.spoken import known_name, say
from outreach.queries.events import EventConcern, EventPromise
from outreach.ui.desk import Desk
from outreach.ui.kept_words import status_word
from outreach.ui.pages.event_concern_form import ConcernForm
from outreach.ui.pages.event_reading import EventReading
from outreach.ui.pages.problem_reading import NewProblem
from outreach.ui.widgets.basics import Card, Entry, Rule, button, clear, pill
from outreach.ui.wording import due_words, short_date

TAG_PX = 132


class ConcernsCard(Card):
    """The concerns, each with a way to promise something about it or to correct it, and the form for the next one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("What residents told us"))
        self._desk = desk
        self._reading: EventReading | None = None
        self._as_filled = ""
        self._corrected: EventConcern | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.form = ConcernForm(desk)
        self.body.addLayout(self._list)
        self.body.addWidget(self.form)
        self.form.recorded.connect(self._record)
        self.form.changed.connect(self._keep_draft)
        self.form.cancel.clicked.connect(self._forget_edit)
        self.form.withdraw_wanted.connect(self._withdraw)

    def show_reading(self, reading: EventReading) -> None:
        """Show the concerns of an event, and what of one was half typed."""
        form, event = self.form, reading.event
        is_another = self._reading is None or self._reading.event.id != event.id
        self._reading = reading
        self._show_concerns(event.concerns, reading.problems)
        form.neighborhood = reading.only_neighborhood
        form.owner = self._desk.actor.officer_id or event.lead_officer
        form.offer(reading.topics, reading.choices.officers)
        self.offer_speakers(reading)
        if is_another:
            half = (one for one in event.concerns if self._desk.drafts.kept(self._draft_key(one)) is not None)
            if (one := next(half, None)) is not None:
                self._edit(one, with_promise=False)
        if form.is_empty and reading.concern_draft:
            form.from_draft(reading.concern_draft)

    def offer_speakers(self, reading: EventReading) -> None:
        """Offer as speakers those who are on the list now."""
        self._reading = reading
        self.form.who.offer(reading.speakers)

    def _edit(self, concern: EventConcern, with_promise: bool) -> None:
        """Correct a concern; what was half typed about it comes back."""
        self.form.edit(concern, with_promise)
        self._corrected = concern
        self._as_filled = self.form.as_draft()
        half = self._desk.drafts.kept(self._draft_key(concern))
        if half is not None:
            self.form.from_draft(half)

    def _draft_key(self, concern: EventConcern | None) -> str:
        event = self._reading.event.id if self._reading is not None else 0
        return f"concern/{event}" if concern is None else f"concern/{event}/{concern.id}"

    def _keep_draft(self) -> None:
        words = self.form.as_draft()
        if self.form.editing is None or words != self._as_filled:
            self._desk.drafts.keep(self._draft_key(self.form.editing), lambda: words)
        else:
            self._forget_edit()

    def _forget_edit(self) -> None:
        """A correction that was cancelled, or typed back to what is kept, is not wanted any more."""
        if self._corrected is not None and self._desk.drafts.kept(self._draft_key(self._corrected)) is not None:
            self._desk.drafts.forget(self._draft_key(self._corrected))

    def _record(self, concern: ConcernDetails, promise: PromiseDetails | None) -> None:
        reading, kept, desk = self._reading, self.form.editing, self._desk
        if reading is None:
            return
        by, precinct, event = desk.actor, desk.precinct, reading.event
        if promise is None:
            told = say("Concern recorded.") if kept is None else say("Concern saved.")
        else:
            alone = kept is None
            told = say("Concern recorded, with its promise.") if alone else say("Concern saved, with its promise.")

        def action() -> Changes:
            if kept is None:
                return record_concern(by, precinct, concern, event=event.id, promise=promise)
            with change(by, "edit_concern") as c:
                edit_concern(by, kept.id, kept.version, concern)
                if promise is not None:
                    make_promise(by, precinct, promise, event.date, concern=kept.id, event=event.id)
            return c.changes

        if desk.do(action, told, partial(self._record, concern, promise)) is not None:
            desk.drafts.forget(self._draft_key(kept))
            self.form.start_again()
            self.form.focus_topic()

    def _withdraw(self) -> None:
        by, kept = self._desk.actor, self.form.editing
        if kept is None:
            return
        if self._desk.do(lambda: withdraw_concern(by, kept.id, kept.version), say("Concern withdrawn.")) is not None:
            self._desk.drafts.forget(self._draft_key(kept))
            self.form.start_again()

    def _show_concerns(
        self, concerns: Sequence[EventConcern], problems: Mapping[int, Sequence[tuple[int, str]]]
    ) -> None:
        clear(self._list)
        tags = [pill(known_name(concern.topic), "info") for concern in concerns]
        for concern, tag in zip(concerns, tags, strict=True):
            gathered = problems.get(concern.id, ())
            told = [concern.raised_by or "", say("confidential") if concern.confidential else ""]
            told += [say("part of “{title}”", title=title) for _, title in gathered]
            second = " · ".join(part for part in told if part)
            entry = Entry(concern.words or say("confidential"), second, tag, widest(tags, TAG_PX))
            deeds = QHBoxLayout()
            deeds.setContentsMargins(0, 2, 0, 0)
            deeds.setSpacing(16)
            for words, with_promise in ((say("Promise"), True), (say("Edit"), False)):
                act = partial(self._edit, concern, with_promise)
                deeds.addWidget(button(words, act, "crumb", name=f"{words}: {concern.words}"))
            deeds.addWidget(self._problem_button(concern, gathered))
            deeds.addStretch(1)
            entry.text.addLayout(deeds)
            self._list.addWidget(entry)
            self._list.addWidget(Rule())
        self.aside.setText(str(len(concerns)) if concerns else "")

    def _problem_button(self, concern: EventConcern, gathered: Sequence[tuple[int, str]]) -> QPushButton:
        if gathered:
            key, title = gathered[0]
            return button(
                say("Problem"),
                partial(self._desk.go, "problems", key),
                "crumb",
                name=say("Open the problem: {title}", title=title),
            )
        make = partial(self._desk.go, "problems", NewProblem(concern.id))
        return button(say("Problem"), make, "crumb", name=say("Make a problem of: {words}", words=concern.words))


class PromisesCard(Card):
    """The promises made at an event, with how they stand today; each opens on the follow-ups page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Promises made"))
        self._desk = desk
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)

    def show_promises(self, promises: Sequence[EventPromise]) -> None:
        """Show these promises."""
        clear(self._list)
        self.setVisible(bool(promises))
        for promise in promises:
            word, tone = _standing(promise, self._desk)
            to = say("to {name}", name=promise.promised_to) if promise.promised_to else ""
            second = " · ".join(part for part in (to, promise.owner or say("nobody owns it yet")) if part)
            entry = Entry(promise.words, second, pill(word, tone), TAG_PX)
            opened = button(
                say("Open", sense="button"),
                self._open,
                "quiet",
                name=say("Open the promise: {words}", words=promise.words),
            )
            opened.setProperty("promise", promise.id)
            entry.buttons.addWidget(opened)
            self._list.addWidget(entry)
            self._list.addWidget(Rule())

    def _open(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self._desk.go("followups", int(pressed.property("promise")))


def widest(tags: Sequence[QLabel], least: int) -> int:
    """How wide a column of pills must be, so that the words beside them begin under each other."""
    for tag in tags:
        tag.ensurePolished()
    return max(least, *(tag.sizeHint().width() for tag in tags), 0)


def _standing(promise: EventPromise, desk: Desk) -> tuple[str, str]:
    if promise.closed_on is not None:
        day = short_date(promise.closed_on, desk.today)
        return say("{state} {day}", state=status_word(promise.status), day=day), "good"
    return due_words(promise.due, desk.today)

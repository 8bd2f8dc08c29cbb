"""What residents told us at an event, and what was promised: listed, and added in one breath."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from outreach.queries.events import EventConcern, EventPromise
from outreach.ui.desk import Desk
from outreach.ui.pages.event_concern_form import ConcernForm
from outreach.ui.pages.problem_reading import NewProblem
from outreach.ui.widgets.basics import Card, Entry, button, clear, pill, rule
from outreach.ui.wording import due_words, short_date

TAG_PX = 132


class ConcernsCard(Card):
    """The concerns, each with a way to promise something about it or to correct it, and the form for the next one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("What residents told us")
        self._desk = desk
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.form = ConcernForm(desk)
        self.body.addLayout(self._list)
        self.body.addWidget(self.form)

    def show_concerns(
        self, concerns: Sequence[EventConcern], problems: Mapping[int, Sequence[tuple[int, str]]]
    ) -> None:
        """Show these concerns; ``problems`` (key and title) are those that each is gathered under."""
        clear(self._list)
        tags = [pill(concern.topic, "info") for concern in concerns]
        for concern, tag in zip(concerns, tags, strict=True):
            gathered = problems.get(concern.id, ())
            told = [concern.raised_by or "", "confidential" if concern.confidential else ""]
            told += [f"part of “{title}”" for _, title in gathered]
            second = " · ".join(part for part in told if part)
            entry = Entry(concern.words or "confidential", second, tag, widest(tags, TAG_PX))
            deeds = QHBoxLayout()
            deeds.setContentsMargins(0, 2, 0, 0)
            deeds.setSpacing(16)
            for words, with_promise in (("Promise", True), ("Edit", False)):
                act = partial(self.form.edit, concern, with_promise)
                deeds.addWidget(button(words, act, "crumb", name=f"{words}: {concern.words}"))
            deeds.addWidget(self._problem_button(concern, gathered))
            deeds.addStretch(1)
            entry.text.addLayout(deeds)
            self._list.addWidget(entry)
            self._list.addWidget(rule())
        self.aside.setText(str(len(concerns)) if concerns else "")

    def _problem_button(self, concern: EventConcern, gathered: Sequence[tuple[int, str]]) -> QPushButton:
        if gathered:
            key, title = gathered[0]
            return button(
                "Problem", partial(self._desk.go, "problems", key), "crumb", name=f"Open the problem: {title}"
            )
        make = partial(self._desk.go, "problems", NewProblem(concern.id))
        return button("Problem", make, "crumb", name=f"Make a problem of: {concern.words}")


class PromisesCard(Card):
    """The promises made at an event, with how they stand today; each opens on the follow-ups page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Promises made")
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
            to = f"to {promise.promised_to}" if promise.promised_to else ""
            second = " · ".join(part for part in (to, promise.owner or "nobody owns it yet") if part)
            entry = Entry(promise.words, second, pill(word, tone), TAG_PX)
            opened = button("Open", self._open, "quiet", name=f"Open the promise: {promise.words}")
            opened.setProperty("promise", promise.id)
            entry.buttons.addWidget(opened)
            self._list.addWidget(entry)
            self._list.addWidget(rule())

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
        return f"{promise.status} {short_date(promise.closed_on, desk.today)}", "good"
    return due_words(promise.due, desk.today)

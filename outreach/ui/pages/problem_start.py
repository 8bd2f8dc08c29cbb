"""The form of a new problem: from nothing, from a concern, or from what was half typed when the program ended."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from outreach.actions.problems import add_problem
from outreach.languages.spoken import known_name, say
from outreach.queries.concerns import ConcernRow
from outreach.ui.desk import Desk
from outreach.ui.pages.problem_forms import DRAFTED, new_details, new_form, offer_problem
from outreach.ui.pages.problem_reading import ProblemStart, draft_key
from outreach.ui.widgets.basics import Card, button, label
from outreach.ui.widgets.keeping import as_draft, from_draft
from outreach.ui.wording import short_date

FORM_PX = 620


class ProblemStartCard(Card):
    """The card. ``opened`` brings the key of the problem; ``left`` comes when nobody wants it after all."""

    opened = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._start: ProblemStart | None = None
        self.about = label("", "muted", wrap=True)
        self.form = new_form(desk.today)
        self.setMaximumWidth(FORM_PX)
        self.afresh = button(say("Start afresh"), self._start_afresh, "quiet", tip=say("Put away what was kept"))
        top = QHBoxLayout()
        top.addWidget(self.about, 1)
        top.addWidget(self.afresh)
        self.body.addLayout(top)
        self.body.addWidget(self.form)
        self.form.submitted.connect(self._open)
        self.form.left.connect(self._leave)
        self.form.typed.connect(self._keep_draft)
        self.form.faulty_words.connect(desk.messages.fault)

    @property
    def concern(self) -> int | None:
        """The concern it begins with."""
        concern = self._start.concern if self._start is not None else None
        return concern.id if concern is not None else None

    @property
    def _controls(self) -> dict[str, QWidget]:
        return {name: self.form.control(name) for name in DRAFTED}

    def begin(self, start: ProblemStart) -> None:
        """Ask for a problem; what was half typed before comes back."""
        concern, desk = start.concern, self._desk
        self._start = start
        offer_problem(self.form, start.lookups)
        self.form.fill(
            title=_title(concern),
            neighborhood=concern.neighborhood if concern is not None else None,
            owner=desk.actor.officer_id,
            opened_on=desk.today,
            scanning=_words(concern),
        )
        if start.draft is not None:
            blocked = self.form.blockSignals(True)
            from_draft(self._controls, start.draft)
            self.form.blockSignals(blocked)
        self.about.setText(self._told(concern, start.draft is not None))
        self.about.setVisible(bool(self.about.text()))
        self.afresh.setVisible(start.draft is not None)
        self.form.take_focus()

    def _told(self, concern: ConcernRow | None, restored: bool) -> str:
        parts = []
        if concern is not None:
            day = short_date(concern.raised_on, self._desk.today)
            parts.append(
                say(
                    "The concern about {topic} of {day} will be gathered under it.",
                    topic=known_name(concern.topic).lower(),
                    day=day,
                )
            )
        if restored:
            parts.append(say("Restored what was being typed."))
        return " ".join(parts)

    def _keep_draft(self) -> None:
        self._desk.drafts.keep(draft_key(None, self.concern), lambda: as_draft(self._controls))

    def _open(self) -> None:
        desk, concern, details = self._desk, self.concern, new_details(self.form)
        changes = desk.do(
            lambda: add_problem(desk.actor, desk.precinct, details, concern=concern), say("The problem is open.")
        )
        if changes is not None:
            desk.drafts.forget(draft_key(None, concern))
            self.opened.emit(changes.only_id("problem"))

    def _start_afresh(self) -> None:
        self._desk.drafts.forget(draft_key(None, self.concern))
        if self._start is not None:
            self.begin(replace(self._start, draft=None))

    def _leave(self) -> None:
        self._desk.drafts.flush()
        self.left.emit()


def _title(concern: ConcernRow | None) -> str:
    if concern is None:
        return ""
    return (
        say("{topic} in {place}", topic=known_name(concern.topic), place=concern.neighborhood_name)
        if concern.neighborhood_name
        else known_name(concern.topic)
    )


def _words(concern: ConcernRow | None) -> str:
    """What a confidential concern says stays with it: a problem is read by everybody."""
    return "" if concern is None or concern.confidential else concern.words or ""

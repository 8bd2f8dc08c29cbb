"""The card in which an event's details are typed, recorded and corrected; whatever is typed there survives."""

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from outreach.actions.change import Changes, change
from outreach.actions.events import EventDetails, cancel_event, edit_event, record_event
from outreach.actions.series import change_all, change_following, repeat_event, start_series
from outreach.actions.series_merging import Opened
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.ui.desk import Desk
from outreach.ui.pages.event_form import EventForm
from outreach.ui.pages.event_reading import EventReading
from outreach.ui.pages.event_repeats import FOLLOWING, ONE
from outreach.ui.widgets.basics import Card, button, label
from outreach.ui.wording import plural

NEW = "event/new"


class EventEditor(Card):
    """The card. ``recorded`` brings the key of the event when its details were kept; ``given_up`` when not."""

    recorded = Signal(int, bool)
    given_up = Signal()
    thrown_away = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Details"))
        self._desk = desk
        self._event: int | None = None
        self._version = 0
        self._series: Opened | None = None
        self.form = EventForm(lambda: desk.today)
        self.note = label("", "muted", wrap=True)
        self.afresh = button(say("Start afresh"), self._start_afresh, "quiet", tip=say("Put away what was kept"))
        self.afresh.hide()
        self.save = button(say("Record event"), self.record, "main", tip="Ctrl+Enter")
        self.cancel = button(say("Cancel"), self._give_up, tip=say("Escape; what is typed is kept for later"))
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for widget in (self.save, self.cancel):
            buttons.addWidget(widget)
        buttons.addWidget(self.note, 1)
        buttons.addWidget(self.afresh)
        self.body.addWidget(self.form)
        self.body.addLayout(buttons)
        self.form.changed.connect(self._keep)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.record)
        escape = QShortcut(QKeySequence("Escape"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._give_up)

    @property
    def key(self) -> str:
        """The name of the draft."""
        return NEW if self._event is None else f"event/{self._event}"

    def start_new(self, day: object, draft: str | None) -> None:
        """Ask for a new event; what was half typed before comes back."""
        self._event, self._version, self._series = None, 0, None
        self.heading.setText(say("New event"))
        self.save.setText(say("Record event"))
        self.form.start_new(
            day if isinstance(day, type(self._desk.today)) else self._desk.today, self._desk.actor.officer_id
        )
        self._restore(draft)

    def edit(self, reading: EventReading) -> None:
        """Correct an event; a correction that was half typed before comes back."""
        event = reading.event
        self._event, self._version = event.id, event.version
        self._series = Opened(reading.series.id, reading.series.version) if reading.series else None
        self.heading.setText(say("Details"))
        self.save.setText(say("Save details"))
        self.form.show_details(reading.details, event.cancel_reason)
        self.form.repeats.show_series(reading.series)
        self._restore(reading.draft)

    def _restore(self, draft: str | None) -> None:
        self.afresh.setVisible(draft is not None)
        self.note.setText(say("Restored what was being typed.") if draft is not None else "")
        if draft is not None:
            kept = json.loads(draft)
            self._version = int(kept["version"]) or self._version
            if self._series is not None and kept.get("series"):
                self._series = Opened(*kept["series"])
            self.form.from_draft(kept["form"])

    def _keep(self) -> None:
        version, series = self._version, self._series
        told = {"version": version, "series": series and (series.key, series.version)}
        self._desk.drafts.keep(self.key, lambda: json.dumps({**told, "form": self.form.as_draft()}))

    def record(self) -> None:
        """Keep the details, or say in one sentence what is missing; what a colleague wrote is shown beside it."""
        try:
            details = self.form.details()
            event = self._write(details)
        except OutreachError as error:
            self._desk.refused(error, self.record)
            return
        self._desk.drafts.forget(self.key)
        was_new = self._event is None
        self.recorded.emit(event, was_new)

    def _write(self, details: EventDetails) -> int:
        desk, by, event, version = self._desk, self._desk.actor, self._event, self._version
        reason = self.form.reason.text().strip()
        if event is None:
            if details.status == "cancelled":
                raise OutreachError(say("An event is cancelled after it was planned: record it as planned first."))
            return self._record(details)
        scope = self.form.repeats.chosen_scope
        if scope != ONE:
            return self._change_series(event, scope, details)
        if self.form.repeats.series is None and self.form.repeats.repeats:
            return self._repeat(event, details)
        if details.status != "cancelled":
            desk.attempt(lambda: edit_event(by, event, version, details), say("Details saved."))
            return event

        def cancel() -> Changes:
            with change(by, "cancel_event") as c:
                cancel_event(by, event, version, reason)
                edit_event(by, event, version, details)
            return c.changes

        desk.attempt(cancel, say("Event cancelled."))
        return event

    def _record(self, details: EventDetails) -> int:
        desk, by = self._desk, self._desk.actor
        if not self.form.repeats.repeats:
            made_one = desk.attempt(lambda: record_event(by, desk.precinct, details), say("Event recorded."))
            return made_one.only_id("event")
        series = self.form.repeats.details(details)
        made = desk.attempt(lambda: start_series(by, desk.precinct, series)).ids("event")
        desk.messages.good(say("{events} planned.", events=plural(len(made), "event")), undo=True)
        return made[0]

    def _repeat(self, event: int, details: EventDetails) -> int:
        """Save the details of an event that stood alone, and plan those that follow it."""
        desk, by, version = self._desk, self._desk.actor, self._version
        series = self.form.repeats.details(details)

        def repeat() -> Changes:
            with change(by, "repeat_event") as c:
                edit_event(by, event, version, details)
                repeat_event(by, event, version, series)
            return c.changes

        planned = {*desk.attempt(repeat).ids("event")} - {event}
        further = plural(len(planned), "further event")
        desk.messages.good(say("Details saved, and {events} planned.", events=further), undo=True)
        return event

    def _change_series(self, event: int, scope: str, details: EventDetails) -> int:
        desk, by, version, kept = self._desk, self._desk.actor, self._version, self._series
        series = self.form.repeats.details(details)
        if scope == FOLLOWING:
            desk.attempt(
                lambda: change_following(by, event, version, series, opened=kept),
                say("This and the following are changed."),
            )
        elif kept is not None:
            shown = Opened(event, version)
            desk.attempt(
                lambda: change_all(by, kept.key, kept.version, series, opened=shown),
                say("The whole series is changed."),
            )
        return event

    def _start_afresh(self) -> None:
        self._desk.drafts.forget(self.key)
        self.thrown_away.emit()

    def _give_up(self) -> None:
        self._desk.drafts.flush()
        self.given_up.emit()

"""The part of the settings that answers a public-records request: one event or a period, as a file for the public."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from outreach.exchange.public_records import PublicExport, export_public_records, removed_words
from outreach.exchange.redaction import ADDRESS, EMAIL, NAME, PHONE
from outreach.languages.spoken import say
from outreach.queries.event_list import EventFilter, EventRow, event_list
from outreach.queries.period import Period
from outreach.queries.public_records import CONFIDENTIAL_PERSON, CONFIDENTIAL_WORDS, NOT_CLEARED, SCAN
from outreach.ui.desk import Desk
from outreach.ui.widgets.basics import Card, button, label
from outreach.ui.widgets.fields import Choice, Field
from outreach.ui.widgets.month_field import MonthField
from outreach.ui.wording import plural, short_date

CHOICE_PX = 420
MOST_EVENTS = 500
WORDS = (
    "Everything of a period or of one event in one .zip: events, sign-ins, concerns, promises, notes, and the photos "
    "that may be published. Residents’ addresses and phones and all that is confidential stay here; a list says what "
    "was removed and why."
)


class PublicRecordsPart(Card):
    """Which months, which event, and the button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Public records"))
        self._desk = desk
        self.body.addWidget(label(say(WORDS), "muted", wrap=True))
        self.first, self.last = MonthField(say("First month"), desk.today), MonthField(say("Last month"), desk.today)
        self.about = Choice[int | None](say("Event"), [(say("Everything of the period"), None)])
        self.about.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.export = button(say("Export …"), self._export, "main", name=say("Export public records"))
        self.told = label("", wrap=True, name=say("What was removed"))
        row = QHBoxLayout()
        row.setSpacing(16)
        for title, field in ((say("&First month"), self.first), (say("&Last month"), self.last)):
            row.addWidget(Field(title, field, buddy=field.choice))
        row.addStretch(1)
        self.body.addLayout(row)
        chosen = Field(say("&Event"), self.about)
        chosen.setFixedWidth(CHOICE_PX)
        for widget in (chosen, self.export):
            self.body.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        for month in (self.first, self.last):
            month.changed.connect(self.read)

    def period(self) -> Period:
        """The months chosen, in either order."""
        return Period.of_months(*sorted((self.first.value(), self.last.value()), key=lambda month: month.first))

    def read(self) -> None:
        """Ask for the events of the period."""
        precinct, period = self._desk.precinct, self.period()
        chosen = EventFilter(first=period.first, last=period.last)
        self._desk.ask(
            "public-records", lambda: event_list(precinct, chosen, sort="date", limit=MOST_EVENTS).rows, self._offer
        )

    def _offer(self, events: object) -> None:
        if isinstance(events, tuple):
            self.about.offer([(say("Everything of the period"), None), *((self._words(one), one.id) for one in events)])

    def _words(self, event: EventRow) -> str:
        return f"{short_date(event.date, self._desk.today)} · {event.title}"

    def _export(self) -> None:
        start = self._desk.suggested("public-records/folder", f"public-records-{self.period().first:%Y-%m}.zip")
        path, _ = QFileDialog.getSaveFileName(self, say("Export public records"), start, say("ZIP file (*.zip)"))
        if path:
            self.export_to(Path(path))

    def export_to(self, path: Path) -> None:
        """Write the file."""
        desk, event = self._desk, self.about.value()
        by, precinct, today = desk.actor, desk.precinct, desk.today
        period = self.period() if event is None else None
        desk.remember("public-records/folder", str(path.parent))

        def question() -> tuple[str, PublicExport]:
            return path.name, export_public_records(by, path, precinct, today, event=event, period=period)

        desk.ask("public-records/export", question, self._exported, say("Writing the public records"))

    def _exported(self, found: object) -> None:
        if isinstance(found, tuple):
            name, told = found
            self._desk.messages.good(
                say("{records} written to {name}.", records=plural(told.records, "record"), name=name)
            )
            removed = "\n".join(removed_words(told.removed, reason_words))
            heading = say("Removed, each listed in the file:") if removed else say("Nothing had to be removed.")
            self.told.setText(f"{heading}\n{removed}".strip())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Offer the events when it is looked at."""
        super().showEvent(event)
        self.read()


def reason_words(why: str) -> str:
    """Why a part was removed; the file says it in English."""
    words = {
        ADDRESS: say("a street address"),
        CONFIDENTIAL_PERSON: say("somebody who is kept confidentially"),
        CONFIDENTIAL_WORDS: say("confidential words"),
        EMAIL: say("an e-mail address"),
        NAME: say("the name of somebody who is kept confidentially"),
        NOT_CLEARED: say("not marked as fit to be published"),
        PHONE: say("a phone number"),
        SCAN: say("a scanned sheet shows signatures, phones and addresses"),
    }
    return words.get(why, why)

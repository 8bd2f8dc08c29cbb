"""The part of the settings about this PC: what counts here, who set it, and an officer's own choices."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from outreach.languages.spoken import say
from outreach.machine.settings import LONGEST_LOCK_MINUTES, Settled, Source, machine
from outreach.records.server import without_password
from outreach.ui.desk import Desk
from outreach.ui.opening import settled_database
from outreach.ui.own import (
    LANGUAGE,
    LOCK,
    settled_backup_folder,
    settled_language,
    settled_lock_minutes,
)
from outreach.ui.pages.settings_retention import KINDS
from outreach.ui.painted import margins
from outreach.ui.widgets.action_form import ActionForm
from outreach.ui.widgets.basics import Card, clear, label, pill, scrolled
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.wording import fixed_words, plural

WORDS = (
    "What counts at this PC, and who set it. Whoever looks after your PCs can set each of these in one file for "
    "everybody, and how long records are kept."
)
NO_FILE = "There is no such file on this PC."
FORM_PX = 300
LANGUAGE_WORDS = {"en": "English", "es": "Español"}
TONES = {Source.FIXED: "due", Source.SUGGESTED: "info", Source.OWN: "good"}


class MachinePart(Card):
    """Each value with where it came from at the right, one's own choices at the left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("This PC"))
        self._desk = desk
        self.body.addWidget(label(say(WORDS), "muted", wrap=True))
        self.file = label("", "muted", wrap=True)
        self.body.addWidget(self.file)
        self.faults = label("", "fault", wrap=True, name=say("What is wrong in the file"))
        self.body.addWidget(self.faults)
        self.form = ActionForm("this-pc", say("Your own choices"), say("Keep"), desk.today)
        missing = say("The minutes are missing: write 1 to {most}.", most=LONGEST_LOCK_MINUTES)
        self.form.add_count("lock", say("&Lock after minutes"), 1, missing)
        self.form.add_choice("language", say("L&anguage"))
        self.form.offer("language", [(words, code) for code, words in LANGUAGE_WORDS.items()])
        self.form.leave.hide()
        self.form.submitted.connect(self._keep)
        self.form.faulty_words.connect(desk.messages.fault)
        self.form.setFixedWidth(FORM_PX)
        inside = FullHeight()
        down = QVBoxLayout(inside)
        down.setContentsMargins(margins(0, 0, 8, 0))
        down.setSpacing(24)
        self._values = QGridLayout()
        self._values.setHorizontalSpacing(24)
        self._values.setVerticalSpacing(12)
        self._values.setColumnStretch(0, 1)
        down.addLayout(self._values)
        down.addWidget(self.form)
        down.addStretch(1)
        self.body.addWidget(scrolled(inside, say("Values of this PC")), 1)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """The file may have been changed since it was last looked at."""
        super().showEvent(event)
        self.show_values()

    def show_values(self) -> None:
        """Show what counts now, and lock what is fixed."""
        here, settings = machine(), self._desk.settings
        self.file.setText(say("The file is {file}.", file=here.file) if here.file else say(NO_FILE))
        self.faults.setText("\n".join(here.faults))
        self.faults.setVisible(bool(here.faults))
        lock, language = settled_lock_minutes(settings), settled_language(settings)
        self.form.fill(lock=lock.value, language=language.value)
        for name, settled in (("lock", lock), ("language", language)):
            self.form.lock(name, fixed_words() if settled.is_fixed else "")
        self.form.submit.setEnabled(not (lock.is_fixed and language.is_fixed))
        clear(self._values)
        place = self._desk.location
        for row, (words, settled, shown) in enumerate((
            (say("Database"), settled_database(place), without_password(place) or say("a file")),
            (
                say("Folder of backups"), folder := settled_backup_folder(settings, place),
                str(folder.value or say("none chosen")),
            ),
            (say("Lock after"), lock, plural(int(lock.value or 0), "minute")),
            (say("Language"), language, LANGUAGE_WORDS[str(language.value)]),
            *self._years(),
        )):  # fmt: skip
            both = QVBoxLayout()
            both.setSpacing(0)
            both.addWidget(label(words, "small"))
            both.addWidget(label(shown, wrap=True))
            self._values.addLayout(both, row, 0)
            self._values.addWidget(_came_from(settled), row, 1, Qt.AlignmentFlag.AlignVCenter)

    def _years(self) -> Iterator[tuple[str, Settled, str]]:
        """How long records are kept, where that is fixed; otherwise the precinct's own rules say so."""
        here = machine()
        for kind, words in KINDS.items():
            if (years := here.fixed_years(kind)) is not None:
                name = say(words).replace("&", "")
                yield (
                    name,
                    here.settle(f"retention.{here.spelled(kind)}"),
                    say("forgotten after {years}", years=plural(years, "year")),
                )

    def _keep(self) -> None:
        minutes = self.form.count("lock") or LONGEST_LOCK_MINUTES
        if minutes > LONGEST_LOCK_MINUTES:
            self.form.faulty(
                say("A window locks after {most} minutes at the latest: write 1 to 30.", most=LONGEST_LOCK_MINUTES)
            )
            return
        settings = self._desk.settings
        if not settled_lock_minutes(settings).is_fixed:
            self._desk.remember(LOCK, str(minutes))
        before = settled_language(settings).value
        if not settled_language(settings).is_fixed:
            self._desk.remember(LANGUAGE, str(self.form.chosen("language") or "en"))
        self._desk.messages.good(say("Kept."))
        self.show_values()
        if settled_language(settings).value != before:
            self._desk.language_chosen.emit()


def _came_from(settled: Settled) -> QLabel:
    words = settled.source.words
    return pill(words[:1].upper() + words[1:], TONES.get(settled.source, "quiet"))

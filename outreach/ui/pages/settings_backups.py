"""The part of the settings about backups: where they go, how they stand, one now, and putting one back."""

from datetime import datetime

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from outreach.languages.spoken import say
from outreach.ui.backups import desk_backups
from outreach.ui.desk import Desk
from outreach.ui.pages.settings_restore import RestorePart
from outreach.ui.pages.settings_restore_server import ServerRestorePart
from outreach.ui.painted import margins
from outreach.ui.widgets.basics import Card, button, label, pill, retone, scrolled
from outreach.ui.widgets.full_height import FullHeight
from outreach.ui.wording import fixed_words, instant

WORDS = (
    "A copy every four hours while the window is open, and one when it closes; best on another drive. Each is then "
    "verified: read through to its end, the one at closing when you open the records again. Kept are the newest "
    "verified ones of 7 days, 5 weeks and 12 months."
)
ON_SERVER = (
    "A verified copy every four hours while this window is open, unless another PC took one; best on another drive. "
    "It is PostgreSQL's own dump where this PC has pg_dump, and always an archive of each precinct. They are not "
    "encrypted: choose a folder that nobody else may read. Kept are the newest of 7 days, 5 weeks and 12 months."
)
NOT_YOURS = "Supervisors and administrators choose the folder and take the backups of these records."


class BackupsPart(Card):
    """The folder that backups go to, and when the last verified one was taken."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(say("Backups"))
        self._desk = desk
        self.backups = desk_backups(desk)
        self.backups.taken.connect(self.show_state)
        self.backups.verified.connect(self.show_state)
        self.backups.failed.connect(self.show_state)
        self.backups.looked.connect(self.show_state)
        self.body.addWidget(label(say(ON_SERVER if self.backups.on_server else WORDS), "muted", wrap=True))
        self.tag = pill("", "good")
        self.state = label("", wrap=True)
        told = QHBoxLayout()
        told.setSpacing(12)
        told.addWidget(self.tag)
        told.addWidget(self.state, 1)
        self.body.addLayout(told)
        self.where = label("", "muted", wrap=True)
        self.body.addWidget(self.where)
        row = QHBoxLayout()
        self.choose = button(say("Choose the folder …"), self._choose)
        row.addWidget(self.choose)
        self.take = button(say("Back up now"), self.backups.take)
        row.addWidget(self.take)
        row.addStretch(1)
        self.restoring = ServerRestorePart(desk) if self.backups.on_server else RestorePart(desk)
        inside = FullHeight()
        column = QVBoxLayout(inside)
        column.setContentsMargins(margins(0, 0, 8, 0))
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self.restoring)
        column.addStretch(1)
        self.body.addWidget(scrolled(inside, say("Backups")), 1)
        self.show_state()
        self.backups.look()

    def show_state(self, _fault: object = None) -> None:
        """Say where backups go and when the last one was verified."""
        state, folder = self.backups.state(datetime.now().astimezone()), self.backups.folder
        self.take.setEnabled(bool(folder) and self.backups.may_take)
        self.choose.setEnabled(self.backups.may_take and not self.backups.settled.is_fixed)
        retone(self.tag, say("See to it") if state.is_bad else say("Safe"), "late" if state.is_bad else "good")
        self.state.setText(f"{state.words}.")
        self.where.setText(self._where(folder))
        self.where.setVisible(bool(self.where.text()))
        self.restoring.offer()

    def _where(self, folder: str) -> str:
        if not self.backups.may_take:
            return say(NOT_YOURS)
        if not folder:
            return ""
        into = say("Into {folder}", folder=folder)
        told = f"{into} · {fixed_words()}" if self.backups.settled.is_fixed else f"{into}."
        undumped = self.backups.undumped
        return told + (say(" Archives alone: {undumped}.", undumped=undumped) if undumped else self._steps())

    def _steps(self) -> str:
        """When the last one was taken, and when it was verified."""
        unverified, verified = self.backups.unverified, self.backups.verified_at
        if unverified is not None:
            at_work = say(" Taken {taken}, and being verified.", taken=instant(unverified))
            return (
                at_work
                if self.backups.verifying.is_at_work
                else say(" Taken {taken}, not yet verified.", taken=instant(unverified))
            )
        last = self.backups.last
        if verified is None or last is None or verified < last:
            return ""
        return say(" Taken {taken}, verified {verified}.", taken=instant(last), verified=instant(verified))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, say("Folder for backups"), self.backups.folder)
        if folder:
            self.backups.choose(folder)
            self.show_state()
            self.backups.take()

"""Backups while the window is open: into a folder set in the settings, every four hours, off the window's thread."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from outreach.actions.change import tell
from outreach.records.backup import Backup, back_up
from outreach.ui.desk import Desk
from outreach.ui.tasks import Progress
from outreach.ui.widgets.basics import Card, button, label

FOLDER = "backup/folder"
LAST = "backup/last"
EVERY_MS = 4 * 60 * 60 * 1000


class Backups(QObject):
    """Takes the backups of one desk; ``taken`` comes when one was verified."""

    taken = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.take)
        self._timer.start()

    def take(self) -> None:
        """Take one now, where a folder is set."""
        desk, folder = self._desk, self._desk.remembered(FOLDER)
        if not folder:
            return
        key = desk.unlocked.key if desk.unlocked else None
        actor, at = desk.actor, datetime.now().astimezone()

        def work(_progress: Progress) -> Backup:
            made = back_up(Path(folder), at, key)
            tell(actor, "backed up")
            return made

        desk.work("backup", work, self._taken, "Backing up")

    def _taken(self, made: object) -> None:
        if isinstance(made, Backup):
            self._desk.remember(LAST, made.taken_at.isoformat())
            self.taken.emit()


def desk_backups(desk: Desk) -> Backups:
    """The one that takes the backups of this desk, made when it is first asked for."""
    return desk.findChild(Backups) or Backups(desk, desk)


class BackupsPart(Card):
    """The folder that backups go to, and when the last verified one was taken."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Backups")
        self._desk = desk
        self.backups = desk_backups(desk)
        self.backups.taken.connect(self.show_state)
        words = "A verified copy every four hours while the window is open, best on another drive."
        self.body.addWidget(label(words, "muted", wrap=True))
        self.state = label("", wrap=True)
        self.body.addWidget(self.state)
        row = QHBoxLayout()
        row.addWidget(button("Choose the folder …", self._choose))
        self.take = button("Back up now", self.backups.take)
        row.addWidget(self.take)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.show_state()

    def show_state(self) -> None:
        """Say where backups go and when the last one was verified."""
        folder, last = self._desk.remembered(FOLDER), self._desk.remembered(LAST)
        self.take.setEnabled(bool(folder))
        when = f"Last verified on {datetime.fromisoformat(last):%B %d, %Y at %H:%M}." if last else "None was taken yet."
        self.state.setText(f"Into {folder}. {when}" if folder else "No folder is chosen, so none are taken here.")

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Folder for backups", self._desk.remembered(FOLDER))
        if folder:
            self._desk.remember(FOLDER, folder)
            self.show_state()

"""Backups while the window is open and when it closes: into a folder set in the settings, off the window's thread."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from outreach.actions.change import tell
from outreach.errors import OutreachError
from outreach.exchange.checking import OLD_BACKUP
from outreach.machine.settings import Settled
from outreach.queries.audit import last_entry
from outreach.records.backup import Backup, back_up
from outreach.ui.desk import Desk
from outreach.ui.own import backup_group, settled_backup_folder
from outreach.ui.tasks import Progress
from outreach.ui.wording import ago

EVERY = timedelta(hours=4)
OLD = OLD_BACKUP
"""How long the last verified backup may lie back before it is told in red."""


@dataclass(frozen=True, slots=True)
class BackupState:
    """How the backups stand, in words, and whether somebody must see to it."""

    words: str
    is_bad: bool


@dataclass(frozen=True, slots=True)
class _Taken:
    backup: Backup
    entry: int


class Backups(QObject):
    """Takes the backups of one desk. ``taken`` comes when one was verified, ``failed`` with the fault of one that was
    not; the desk tells the fault.

    Where they go and when the last one was verified is remembered for each database apart.
    """

    taken = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._group = backup_group(desk.location)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY // timedelta(milliseconds=1))
        self._timer.timeout.connect(self.take)
        self._timer.start()

    @property
    def folder(self) -> str:
        """Where they go; empty: none are taken."""
        return str(self.settled.value or "")

    @property
    def settled(self) -> Settled:
        """The folder, and who chose it."""
        return settled_backup_folder(self._desk.settings, self._desk.location)

    @property
    def last(self) -> datetime | None:
        """When the last verified one was taken, in local time."""
        told = self._remembered("last")
        return datetime.fromisoformat(told) if told else None

    def choose(self, folder: str) -> None:
        """Take them into this folder from now on; one that is fixed for this PC stays."""
        if not self.settled.is_fixed and folder != self.folder:
            self._remember("folder", folder)
            self._desk.now(lambda: tell(self._desk.actor, "chose the folder of backups"))

    def state(self, now: datetime) -> BackupState:
        """How the backups stand at a moment."""
        if not self.folder:
            return BackupState("No backups are taken: choose a folder, best on another drive", is_bad=True)
        if self.last is None:
            return BackupState("No verified backup yet", is_bad=True)
        lies_back = now - self.last
        return BackupState(f"Last verified backup {ago(lies_back)}", is_bad=lies_back > OLD)

    def take_when_due(self) -> None:
        """Take one when the last one lies back for long, as when the window opens."""
        if self.last is None or datetime.now().astimezone() - self.last >= EVERY:
            self.take()

    @property
    def wanted(self) -> bool:
        """Whether something was written since the last one that was verified."""
        return bool(self.folder) and self._desk.now(last_entry) != int(self._remembered("entry") or 0)

    def take(self) -> None:
        """Take one now, where a folder is set."""
        desk, folder = self._desk, self.folder
        if not folder:
            return
        key = desk.unlocked.key if desk.unlocked else None
        actor, at = desk.actor, datetime.now().astimezone()

        def work(progress: Progress) -> _Taken | OutreachError:
            try:
                made = back_up(Path(folder), at, key, lambda share: progress.step(share, "Backing up"))
            except OutreachError as fault:
                return fault
            return _Taken(made, tell(actor, "backed up"))

        desk.work("backup", work, self._ended, "Backing up")

    def _ended(self, result: object) -> None:
        if isinstance(result, _Taken):
            self._remember("last", result.backup.taken_at.isoformat())
            self._remember("entry", str(result.entry))
            self.taken.emit()
        elif isinstance(result, OutreachError):
            self._desk.messages.error(result)
            self.failed.emit(result)

    def _remembered(self, name: str) -> str:
        return self._desk.remembered(f"{self._group}/{name}")

    def _remember(self, name: str, value: str) -> None:
        self._desk.remember(f"{self._group}/{name}", value)


def desk_backups(desk: Desk) -> Backups:
    """The one that takes the backups of this desk, made when it is first asked for."""
    return desk.findChild(Backups) or Backups(desk, desk)

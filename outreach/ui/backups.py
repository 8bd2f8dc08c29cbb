"""Backups while the window is open and when it closes: into a folder set in the settings, off the window's thread."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from outreach.actions.rights import may
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.machine.settings import Settled
from outreach.queries.news import News, last_told, newest_entry
from outreach.records.database import is_saved, is_server
from outreach.records.rotation import OLD_BACKUP
from outreach.ui.desk import Desk
from outreach.ui.own import backup_group, settled_backup_folder
from outreach.ui.tasks import Progress
from outreach.ui.wording import ago

EVERY = timedelta(hours=4)
LOOK_EVERY = timedelta(minutes=30)
"""How often it is asked whether a server's backup is due."""
OLD = OLD_BACKUP
"""How long the last verified backup may lie back before it is told in red."""


@dataclass(frozen=True, slots=True)
class BackupState:
    """How the backups stand, in words, and whether somebody must see to it."""

    words: str
    is_bad: bool


@dataclass(frozen=True, slots=True)
class _Taken:
    """When one was verified, the entry that tells of it, and why a server's has no dump."""

    at: datetime
    entry: int
    undumped: str = ""


class Backups(QObject):
    """Takes the backups of one desk. ``taken`` comes when one was verified, ``failed`` with the fault of one that was
    not; the desk tells the fault. ``looked`` comes when the trail told what was taken elsewhere.

    Where they go and when the last one was verified is remembered for each database apart. A server's records are
    backed up by whichever PC has a folder for them and somebody at it who may take everything out; all PCs know of it
    by the audit trail, and none takes one while another's is young.
    """

    taken = Signal()
    failed = Signal(object)
    looked = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._group = backup_group(desk.location)
        self.on_server = is_server(desk.location)
        self._elsewhere: datetime | None = None
        self._into = ""
        self._timer = QTimer(self)
        # Another PC may have taken the last one at any time: one looks more often than one takes.
        self._timer.setInterval((LOOK_EVERY if self.on_server else EVERY) // timedelta(milliseconds=1))
        self._timer.timeout.connect(self.take_when_due if self.on_server else self.take)
        self._timer.start()

    @property
    def folder(self) -> str:
        """Where they go; empty: none are taken, as of what was saved of a damaged file."""
        return "" if is_saved(self._desk.location) else str(self.settled.value or "")

    @property
    def settled(self) -> Settled:
        """The folder, and who chose it."""
        return settled_backup_folder(self._desk.settings, self._desk.location)

    @property
    def last(self) -> datetime | None:
        """When the last verified one was taken, in local time, here or elsewhere."""
        return max((at for at in (self._own_last, self._elsewhere) if at is not None), default=None)

    @property
    def _own_last(self) -> datetime | None:
        told = self._remembered("last")
        return datetime.fromisoformat(told) if told else None

    @property
    def undumped(self) -> str:
        """Why the last one of a server has no dump; empty where it has, and for a file."""
        return self._remembered("undumped")

    @property
    def may_take(self) -> bool:
        """Whether who works here may: a server's backup holds all precincts, and is not encrypted."""
        by = self._desk.actor
        return not self.on_server or (by.precinct is None and may(by.role, "export_archive"))

    def look(self) -> None:
        """Learn from the trail of one that was taken otherwise: by a command, another Windows account, another PC."""
        self._desk.ask("last backup", _last_told, self._look_at, patient=True)

    def _look_at(self, line: object) -> None:
        self._elsewhere = self._told_at(line)
        self.looked.emit()

    def _told_at(self, line: object) -> datetime | None:
        return datetime.fromisoformat(line.at).astimezone() if isinstance(line, News) else None

    def choose(self, folder: str) -> None:
        """Take them into this folder from now on; one that is fixed for this PC stays."""
        if not self.settled.is_fixed and folder != self.folder:
            self._remember("folder", folder)
            from outreach.actions.change import tell

            self._desk.now(lambda: tell(self._desk.actor, "chose the folder of backups"))

    def state(self, now: datetime) -> BackupState:
        """How the backups stand at a moment."""
        if not self.folder and self.last is None:
            return BackupState(say("No backups are taken: choose a folder, best on another drive"), is_bad=True)
        if self.last is None:
            return BackupState(say("No verified backup yet"), is_bad=True)
        lies_back = now - self.last
        return BackupState(say("Last verified backup {time}", time=ago(lies_back)), is_bad=lies_back > OLD)

    def take_when_due(self) -> None:
        """Take one when the last one lies back for long, as when the window opens."""
        if self.on_server and self.folder and self.may_take:
            self._desk.ask("due backup", _last_told, self._take_unless_young)
        elif not self.on_server and self._is_due:
            self.take()

    def _take_unless_young(self, line: object) -> None:
        self._look_at(line)
        if self._is_due:
            self.take()

    @property
    def _is_due(self) -> bool:
        # A file's backups go into a folder of each Windows account's own; a server's are everybody's.
        last = self.last if self.on_server else self._own_last
        return last is None or datetime.now().astimezone() - last >= EVERY

    @property
    def wanted(self) -> bool:
        """Whether something was written since the last one that was verified; on a server, when one is due besides."""
        if not self.folder or not self.may_take:
            return False
        if self.on_server:
            self._elsewhere = self._told_at(self._desk.now(_last_told))
            if not self._is_due:
                return False
        return self._desk.now(newest_entry) != int(self._remembered("entry") or 0)

    def take(self) -> None:
        """Take one now, where a folder is set; while one is written there, no second one is begun."""
        desk, folder = self._desk, self.folder
        if not folder or (desk.tasks.awaits("backup") and folder == self._into):
            return
        self._into = folder
        key = desk.unlocked.key if desk.unlocked else None
        actor, location, at = desk.actor, desk.location, datetime.now().astimezone()
        on_server = self.on_server

        # Loaded when one is taken: most windows close again before, or never take one.
        from outreach.actions.change import tell
        from outreach.records.backup import back_up

        def work(progress: Progress) -> _Taken | OutreachError:
            def told(share: float) -> None:
                progress.step(share, say("Backing up"))

            try:
                if on_server:
                    # Not before a server's backup is taken: it loads what reads and writes files of all kinds.
                    from outreach.exchange.server_backup import back_up_server

                    kept = back_up_server(actor, location, Path(folder), at, told)
                    return _Taken(kept.taken_at, newest_entry(), kept.undumped)
                made = back_up(Path(folder), at, key, told)
            except OutreachError as fault:
                return fault
            return _Taken(made.taken_at, tell(actor, "backed up"))

        desk.work("backup", work, self._ended, say("Backing up"))

    def _ended(self, result: object) -> None:
        if isinstance(result, _Taken):
            self._remember("last", result.at.isoformat())
            self._remember("entry", str(result.entry))
            self._remember("undumped", result.undumped)
            self.taken.emit()
        elif isinstance(result, OutreachError):
            self._desk.messages.error(result)
            self.failed.emit(result)

    def _remembered(self, name: str) -> str:
        return self._desk.remembered(f"{self._group}/{name}")

    def _remember(self, name: str, value: str) -> None:
        self._desk.remember(f"{self._group}/{name}", value)


def _last_told() -> News | None:
    return last_told("backed up")


def desk_backups(desk: Desk) -> Backups:
    """The one that takes the backups of this desk, made when it is first asked for."""
    return desk.findChild(Backups) or Backups(desk, desk)

"""Backups while the window is open and when it closes: into a folder set in the settings, off the window's thread."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from outreach.actions.rights import may
from outreach.errors import OutreachError, ServerLostError
from outreach.languages.spoken import say
from outreach.machine.settings import Settled
from outreach.queries.news import last_backup, last_told, newest_entry, told_of_verified
from outreach.records.database import is_saved, is_server
from outreach.records.rotation import OLD_BACKUP
from outreach.ui.desk import Desk
from outreach.ui.own import backup_group, settled_backup_folder
from outreach.ui.tasks import Progress
from outreach.ui.verifying import Unsound, Verified, Verifying
from outreach.ui.wording import ago, instant

EVERY = timedelta(hours=4)
LOOK_EVERY = timedelta(minutes=30)
"""How often it is asked whether a server's backup is due."""
OLD = OLD_BACKUP
"""How long the last verified backup may lie back before it is told in red."""
LEFT_MS = 5_000
"""How long after the window opened what was left to be verified is read through: Home comes first."""


class BackupState(NamedTuple):
    """How the backups stand, in words, and whether somebody must see to it."""

    words: str
    is_bad: bool


class _Taken(NamedTuple):
    """When one was taken, the last entry that is in it or tells of it, and why a server's has no dump."""

    at: datetime
    entry: int
    undumped: str = ""


class _Told(NamedTuple):
    """A verdict that the trail was told, in the entry after ``before``."""

    verdict: Verified
    before: int
    entry: int


class Backups(QObject):
    """Takes the backups of one desk. ``taken`` comes when one was taken, ``verified`` when it, or one from before, was
    read through without a fault, ``failed`` with the fault of one that was not taken or is not sound; the desk tells
    the fault. ``looked`` comes when the trail told what was taken elsewhere.

    Taking one is waited for, by who closes the window too; the verdict comes while the window goes on, or when it is
    opened again. Only a verified one is told as the last backup. A server's is verified while it is taken.

    Where they go and when the last one was verified is remembered for each database apart. A server's records are
    backed up by whichever PC has a folder for them and somebody at it who may take everything out; all PCs know of it
    by the audit trail, and none takes one while another's is young.
    """

    taken = Signal()
    verified = Signal()
    failed = Signal(object)
    looked = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._group = backup_group(desk.location)
        self.on_server = is_server(desk.location)
        self._elsewhere: datetime | None = None
        self._into = ""
        self._here: set[datetime] = set()
        self._unsound: datetime | None = None
        self._is_taken_anew = False
        self._telling: set[Verified] = set()
        self.verifying = Verifying(desk, lambda: self.folder, self)
        self.verifying.verified.connect(self._tell_verified)
        self.verifying.unsound.connect(self._tell_unsound)
        self.verifying.refused.connect(self._tell_fault)
        self.verifying.ended.connect(self._look_for_taken)
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
        return self._moment("last")

    @property
    def unverified(self) -> datetime | None:
        """When the one was taken, in local time, that is newer than the last verified one; None: there is none."""
        taken = self._moment("taken")
        return taken if taken is not None and (self.last is None or taken > self.last) else None

    @property
    def verified_at(self) -> datetime | None:
        """When the last one that was taken here was verified."""
        return self._moment("verified")

    def _moment(self, name: str) -> datetime | None:
        told = self._remembered(name)
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
        self._desk.ask("last backup", self._asked(), self._look_at, patient=True)

    def _asked(self) -> Callable[[], str | None]:
        return _last_of_server if self.on_server else last_backup

    def _look_at(self, told: object) -> None:
        self._elsewhere = datetime.fromisoformat(told).astimezone() if isinstance(told, str) else None
        self.looked.emit()

    def choose(self, folder: str) -> None:
        """Take them into this folder from now on; one that is fixed for this PC stays."""
        if not self.settled.is_fixed and folder != self.folder:
            self._remember("folder", folder)
            from outreach.actions.change import tell

            self._desk.now(lambda: tell(self._desk.actor, "chose the folder of backups"))

    def state(self, now: datetime) -> BackupState:
        """How the backups stand at a moment."""
        last, unverified = self.last, self.unverified
        if self._unsound is not None:
            return BackupState(say("The backup of {moment} was not sound", moment=instant(self._unsound)), is_bad=True)
        if last is None and unverified is not None:
            words = say("Backup taken {time}, not yet verified", time=ago(now - unverified))
            return BackupState(words, is_bad=True)
        if last is None:
            known = say("No verified backup yet")
            none = say("No backups are taken: choose a folder, best on another drive")
            return BackupState(known if self.folder else none, is_bad=True)
        lies_back = now - last
        words = say("Last verified backup {time}", time=ago(lies_back))
        if unverified is not None:
            words = say(
                "Last verified backup {time}; one taken {later} is not yet verified",
                time=ago(lies_back),
                later=ago(now - unverified),
            )
        return BackupState(words, is_bad=lies_back > OLD)

    def take_when_due(self) -> None:
        """Take one when the last one lies back for long, as when the window opens; verify what was left to be."""
        if self.on_server and self.folder and self.may_take:
            self._desk.ask("due backup", self._asked(), self._take_unless_young, patient=True)
        elif not self.on_server and self._is_due:
            self.take()
        elif not self.on_server:
            QTimer.singleShot(LEFT_MS, self, self.verifying.begin)

    def _take_unless_young(self, told: object) -> None:
        self._look_at(told)
        if self._is_due:
            self.take()

    @property
    def _is_due(self) -> bool:
        # A file's backups go into a folder of each Windows account's own; a server's are everybody's.
        last = self.last if self.on_server else self.unverified or self._own_last
        return last is None or datetime.now().astimezone() - last >= EVERY

    @property
    def wanted(self) -> bool:
        """Whether something was written since the last one that was taken; on a server, when one is due besides.

        Of a server that is away nothing can be taken, and nobody is kept at the window for it.
        """
        if not self.folder or not self.may_take:
            return False
        try:
            if self.on_server:
                self._look_at(self._desk.now(self._asked()))
            return (not self.on_server or self._is_due) and self._is_behind
        except ServerLostError:
            return False

    @property
    def _is_behind(self) -> bool:
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
        from outreach.records.backup import take_backup

        def work(progress: Progress) -> _Taken | OutreachError:
            def told(share: float) -> None:
                progress.step(share, say("Backing up"))

            try:
                before = newest_entry()
                if on_server:
                    # Not before a server's backup is taken: it loads what reads and writes files of all kinds.
                    from outreach.exchange.server_backup import back_up_server

                    kept = back_up_server(actor, location, Path(folder), at, told)
                    return _Taken(kept.taken_at, _held(before, newest_entry()), kept.undumped)
                made = take_backup(Path(folder), at, key, told)
            except OutreachError as fault:
                return fault
            return _Taken(made.taken_at, _held(before, tell(actor, "took a backup")))

        desk.work("backup", work, self._ended, say("Backing up"))

    def _ended(self, result: object) -> None:
        if isinstance(result, _Taken):
            self._remember("last" if self.on_server else "taken", result.at.isoformat())
            self._remember("entry", str(result.entry))
            self._remember("undumped", result.undumped)
            self._here.add(result.at)
            self.taken.emit()
            if not self.on_server:
                self.verifying.begin()
        elif isinstance(result, OutreachError):
            self._tell_fault(result)

    def _tell_fault(self, fault: object) -> None:
        self._desk.messages.error(fault)
        self.failed.emit(fault)

    def _tell_verified(self, verdict: Verified) -> None:
        from outreach.actions.change import tell

        actor = self._desk.actor
        what = told_of_verified(verdict.name, at_once=verdict.taken_at in self._here)

        def work(_progress: Progress) -> _Told:
            return _Told(verdict, newest_entry(), tell(actor, what))

        self._telling.add(verdict)
        self._desk.work(f"verified {verdict.name}", work, self._end_verified, say("Verifying the backup"))

    def _end_verified(self, told: object) -> None:
        if not isinstance(told, _Told):
            return
        self._telling.discard(told.verdict)
        at = told.verdict.taken_at
        if self._own_last is None or at >= self._own_last:
            self._remember("last", at.isoformat())
            self._remember("verified", datetime.now().astimezone().isoformat())
        taken = self._moment("taken")
        if taken is not None and taken <= at:
            self._remember("taken", "")
        if self._remembered("entry") == str(told.before):
            # Nothing was written since but the verdict: there is no need for another one on closing.
            self._remember("entry", str(told.entry))
        if self._unsound is not None and at >= self._unsound:
            self._unsound, self._is_taken_anew = None, False
        self.verified.emit()

    def _tell_unsound(self, verdict: Unsound) -> None:
        """Say so at once, and take another in its place: once, for what is wrong in the records stays so."""
        self._unsound = max(verdict.taken_at, self._unsound or verdict.taken_at)
        self._remember("taken", "")
        self._remember("entry", "")
        self._tell_fault(verdict.fault)
        if not self._is_taken_anew:
            self._is_taken_anew = True
            self.take()
        elif verdict.taken_at in self._here:
            self._desk.messages.fault(
                say("The backup that was taken in its place is not sound either: go to Settings, Check, and look.")
            )

    def _look_for_taken(self, is_there: bool) -> None:
        if is_there and not self._telling and self.unverified is not None:
            # What was taken is verified by now, here or by another program, or somebody removed it.
            self._remember("taken", "")
            self.verified.emit()

    def _remembered(self, name: str) -> str:
        return self._desk.remembered(f"{self._group}/{name}")

    def _remember(self, name: str, value: str) -> None:
        self._desk.remember(f"{self._group}/{name}", value)


def _held(before: int, told: int) -> int:
    """The entry that tells of a backup, where it follows the newest ``before``; else that one: what others wrote while
    it was taken may not be in it."""
    return told if told == before + 1 else before


def _last_of_server() -> str | None:
    told = last_told("backed up")
    return told.at if told else None


def desk_backups(desk: Desk) -> Backups:
    """The one that takes the backups of this desk, made when it is first asked for."""
    return desk.findChild(Backups) or Backups(desk, desk)

"""Reading backups through that were taken, while the window goes on: nobody waits for it, and closing stops it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.ui.desk import Desk
from outreach.ui.tasks import Progress
from outreach.values import frozen

_KEY = "verify"


@frozen
class Verified:
    """When a backup was taken that is verified now, and what it is called."""

    taken_at: datetime
    name: str


@frozen
class Unsound:
    """When a backup was taken that turned out not to be sound, and what is wrong."""

    taken_at: datetime
    fault: OutreachError


class _Nothing(NamedTuple):
    """Nothing is left to be verified, in a folder that is there or not."""

    is_there: bool


class Verifying(QObject):
    """Verifies what lies in a folder and nobody has read through, one after the other, the newest first.

    ``verified`` and ``unsound`` tell the verdicts, ``refused`` the fault where none could be had; ``ended`` comes when
    nothing is left, and tells whether the folder is there.
    """

    verified = Signal(object)
    unsound = Signal(object)
    refused = Signal(object)
    ended = Signal(bool)

    def __init__(self, desk: Desk, folder: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._folder = desk, folder
        self._left: set[Path] = set()
        self._is_outdated = False

    @property
    def is_at_work(self) -> bool:
        """Whether one is being read through."""
        return self._desk.quiet.awaits(_KEY)

    def begin(self) -> None:
        """Verify what there is; what is taken meanwhile comes after it."""
        folder, desk = self._folder(), self._desk
        if self.is_at_work:
            self._is_outdated = True
            return
        self._is_outdated = False
        if not folder:
            return
        key, left = desk.unlocked.key if desk.unlocked else None, self._left

        def work(progress: Progress) -> object:
            return _verdict(Path(folder), key, left, progress.ask)

        desk.quiet.run(_KEY, work, self._judged, say("Verifying the backup"), patient=True)

    def _judged(self, verdict: object) -> None:
        if isinstance(verdict, Verified):
            self.verified.emit(verdict)
        elif isinstance(verdict, Unsound):
            self.unsound.emit(verdict)
        elif isinstance(verdict, OutreachError):
            self.refused.emit(verdict)
        elif isinstance(verdict, _Nothing):
            self.ended.emit(verdict.is_there)
        if self._is_outdated or not isinstance(verdict, _Nothing):
            self.begin()


def _verdict(folder: Path, key: bytes | None, left: set[Path], ask: Callable[[], None]) -> object:
    """On the newest one; what has another key, or cannot be read now, is ``left`` as it is."""
    # Loaded when one is verified: most windows close again before.
    from outreach.records.backup import KeyedOtherwiseError, UnsoundError, unverified_of_open_file, verify_backup

    for moment, path in unverified_of_open_file(folder):
        if path in left:
            continue
        try:
            made = verify_backup(path, key, ask)
        except FileNotFoundError:
            continue
        except UnsoundError as fault:
            return Unsound(moment.astimezone(), fault)
        except OutreachError as fault:
            left.add(path)
            if isinstance(fault, KeyedOtherwiseError):
                continue
            return fault
        return Verified(made.taken_at, made.path.name)
    return _Nothing(folder.is_dir())

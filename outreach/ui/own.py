"""What an officer has chosen at this PC for herself, and where each of those values comes from in the end."""

import hashlib
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QSettings

from outreach.machine.settings import LANGUAGES, LONGEST_LOCK_MINUTES, Settled, machine
from outreach.ui.opening import window_file

LOCK = "window/lock_after_minutes"
LANGUAGE = "window/language"


def stored_settings() -> QSettings:
    """What the window remembers, in the user's own folder; where that cannot be written, until it is closed."""
    file = window_file()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
    return QSettings(str(file), QSettings.Format.IniFormat)


def backup_group(location: str) -> str:
    """Under which name the backups of a database are remembered: each database has its own."""
    return "backup-" + hashlib.sha256(location.encode()).hexdigest()[:12]


def settled_backup_folder(settings: QSettings, location: str) -> Settled:
    """The folder that backups of a database go to; None: none was chosen."""
    return machine().settle("backup_folder", own=_own(settings, f"{backup_group(location)}/folder"))


def backup_folder(location: str, settings: QSettings) -> Path:
    """Where to look for the backups of a database file: the folder chosen for them, or else the file's own."""
    told = settled_backup_folder(settings, location).value
    return Path(str(told)) if told else Path(location).parent


def settled_lock_minutes(settings: QSettings) -> Settled:
    """After how many minutes with nobody at it the window locks."""
    told = _own(settings, LOCK) or ""
    own = min(max(int(told), 1), LONGEST_LOCK_MINUTES) if told.isdecimal() else None
    return machine().settle("lock_after_minutes", own=own, otherwise=LONGEST_LOCK_MINUTES)


def settled_language(settings: QSettings) -> Settled:
    """The language of the window, in which reports are printed, too, unless another is asked for."""
    own = _own(settings, LANGUAGE)
    return machine().settle("language", own=own if own in LANGUAGES else None, otherwise="en")


def _own(settings: QSettings, key: str) -> str | None:
    return str(settings.value(key, "")) or None

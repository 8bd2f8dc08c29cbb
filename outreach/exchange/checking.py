"""Everything that can be checked about the records, read once, each finding with what to do about it."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from outreach.actions.rows import image
from outreach.errors import OutreachError
from outreach.queries.soundness import Fault, record_faults
from outreach.queries.trail_check import verify_chain
from outreach.queries.untold import untold_faults
from outreach.records.backup import backups, file_faults, inspect_file
from outreach.records.base import database
from outreach.records.database import connection, is_locked, is_server
from outreach.records.encryption import opens
from outreach.records.rotation import OLD_BACKUP
from outreach.records.server import is_superuser
from outreach.shipped import COMMAND

RESTORE = f"Put the last good backup back: Settings, Backups in the window, or '{COMMAND} restore FILE'."
LEAST_RIGHTS = "Give it a role of its own: docs/server-roles.sql makes one."
COMPARE = "Keep this database as it is, and compare it with the last backup."
TAKE_ONE = f"Take one: Settings, Backups in the window, or '{COMMAND} backup DIR'."


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """One thing that was checked, and what is wrong with it."""

    name: str
    faults: tuple[Fault, ...]


def check_records(
    location: str,
    key: bytes | None,
    backup_folder: Path | None,
    at: datetime,
    told: Callable[[float, str], None] | None = None,
    only: Collection[str] = (),
) -> tuple[CheckedPart, ...]:
    """Read everything once and say whether it is sound; what cannot be read is a finding like any other.

    ``backup_folder`` is where the backups lie, None where nobody says. ``told`` hears how far it is.
    ``only`` names the parts to be read; without it all are.
    """
    parts: list[tuple[str, Callable[[], tuple[Fault, ...]]]] = [
        ("values", lambda: record_faults(at.date())),
        ("audit trail", _trail),
    ]
    if is_server(location):
        parts.insert(0, ("server", _server))
        if backup_folder is not None:
            own = backup_folder
            parts.append(("backups", lambda: _server_backups(location, own, at)))
    else:
        parts.insert(0, ("file and links", lambda: _file(Path(location), key)))
        if backup_folder is not None:
            folder = backup_folder
            parts.append(("backups", lambda: _backups(Path(location), key, folder, at)))
    parts = [part for part in parts if not only or part[0] in only]
    checked = []
    for number, (name, faults) in enumerate(parts):
        if told is not None:
            told(number / len(parts), f"Checking the {name}")
        checked.append(CheckedPart(name, _read(faults)))
    return tuple(checked)


def _read(faults: Callable[[], tuple[Fault, ...]]) -> tuple[Fault, ...]:
    try:
        with connection():
            return faults()
    except OutreachError as fault:
        return (Fault(str(fault), RESTORE),)


def _server() -> tuple[Fault, ...]:
    if not is_superuser(database.obj):
        return ()
    return (Fault("Outreach signs in to the server as a superuser, whom no right and no trigger stops", LEAST_RIGHTS),)


def _file(path: Path, key: bytes | None) -> tuple[Fault, ...]:
    return tuple(Fault(words, RESTORE) for words in file_faults(path, key))


def _trail() -> tuple[Fault, ...]:
    forged = tuple(Fault(f"Audit entry {finding.entry} {finding.words}", COMPARE) for finding in verify_chain())
    return (*forged, *untold_faults(image))


def _server_backups(url: str, folder: Path, at: datetime) -> tuple[Fault, ...]:
    # Not before it is needed: it loads what reads and writes files of all kinds, and the window loads this room.
    from outreach.exchange.server_backup import held_in, server_backups

    found = server_backups(folder, url)
    if not found:
        return (Fault(f"There is no backup in {folder}", TAKE_ONE),)
    taken = found[0][0]
    faults = list(_old(taken, at))
    for path in (path for moment, path in found if moment == taken):
        try:
            held_in(path)
        except OutreachError as fault:
            faults.append(Fault(str(fault).rstrip("."), TAKE_ONE))
    return tuple(faults)


def _old(taken: datetime, at: datetime) -> Iterator[Fault]:
    if at.replace(tzinfo=None) - taken > OLD_BACKUP:
        yield Fault(f"The newest backup is of {taken:%B %d, %Y}", TAKE_ONE)


def _backups(database: Path, key: bytes | None, folder: Path, at: datetime) -> tuple[Fault, ...]:
    found = backups(folder, database.stem)
    if not found:
        return (Fault(f"There is no backup in {folder}", TAKE_ONE),)
    taken, newest = found[0]
    faults = list(_old(taken, at))
    locked = is_locked(newest)
    if locked and not opens(newest, key):
        return (*faults, Fault(f"The newest backup, {newest.name}, does not open with the key of now", TAKE_ONE))
    try:
        inspect_file(newest, key if locked else None)
    except OutreachError as fault:
        faults.append(Fault(str(fault), TAKE_ONE))
    return tuple(faults)

"""Everything that can be checked about the records, read once, each finding with what to do about it."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from outreach.actions.rows import image
from outreach.errors import OutreachError
from outreach.languages.spoken import say, spoken
from outreach.queries.soundness import Fault, record_faults
from outreach.queries.tally_check import tally_faults
from outreach.queries.trail_check import verify_chain
from outreach.queries.untold import untold_faults
from outreach.records.backup import backups, unverified_backups
from outreach.records.base import database
from outreach.records.database import connection, is_locked, is_server
from outreach.records.encryption import opens
from outreach.records.inspecting import file_faults, inspect_file
from outreach.records.rotation import OLD_BACKUP
from outreach.records.server import is_superuser
from outreach.shipped import COMMAND


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """One thing that was checked, and what is wrong with it."""

    name: str
    faults: tuple[Fault, ...]

    @property
    def words(self) -> str:
        """Its name in the language spoken."""
        known = {
            "values": say("values"),
            "totals": say("totals"),
            "audit trail": say("audit trail"),
            "server": say("server"),
            "backups": say("backups"),
            "file and links": say("file and links"),
        }
        return known.get(self.name, self.name)


def restore_it() -> str:
    """What to do about records that are damaged."""
    return say(
        "Put the last good backup back: Settings, Backups in the window, or '{command} restore FILE'.", command=COMMAND
    )


def take_one() -> str:
    """What to do about a backup that is missing, old or damaged."""
    return say("Take one: Settings, Backups in the window, or '{command} backup DIR'.", command=COMMAND)


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
    parts: list[tuple[str, str, Callable[[], tuple[Fault, ...]]]] = [
        ("values", say("Checking the values"), lambda: record_faults(at.date())),
        ("totals", say("Checking the totals"), tally_faults),
        ("audit trail", say("Checking the audit trail"), _trail),
    ]
    if is_server(location):
        parts.insert(0, ("server", say("Checking the server"), _server))
        if backup_folder is not None:
            own = backup_folder
            parts.append(("backups", say("Checking the backups"), lambda: _server_backups(location, own, at)))
    else:
        parts.insert(0, ("file and links", say("Checking the file and links"), lambda: _file(Path(location), key)))
        if backup_folder is not None:
            folder = backup_folder
            parts.append(("backups", say("Checking the backups"), lambda: _backups(Path(location), key, folder, at)))
    parts = [part for part in parts if not only or part[0] in only]
    checked = []
    for number, (name, words, faults) in enumerate(parts):
        if told is not None:
            told(number / len(parts), words)
        checked.append(CheckedPart(name, _read(faults)))
    return tuple(checked)


def _read(faults: Callable[[], tuple[Fault, ...]]) -> tuple[Fault, ...]:
    try:
        with connection():
            return faults()
    except OutreachError as fault:
        return (Fault(str(fault), restore_it()),)


def _server() -> tuple[Fault, ...]:
    if not is_superuser(database.obj):
        return ()
    words = say("Outreach signs in to the server as a superuser, whom no right and no trigger stops")
    return (Fault(words, say("Give it a role of its own: docs/server-roles.sql makes one.")),)


def _file(path: Path, key: bytes | None) -> tuple[Fault, ...]:
    return tuple(Fault(words, restore_it()) for words in file_faults(path, key))


def _trail() -> tuple[Fault, ...]:
    compare = say("Keep this database as it is, and compare it with the last backup.")
    forged = tuple(
        Fault(say("Audit entry {entry} {words}", entry=finding.entry, words=finding.words), compare)
        for finding in verify_chain()
    )
    return (*forged, *untold_faults(image))


def _server_backups(url: str, folder: Path, at: datetime) -> tuple[Fault, ...]:
    # Not before it is needed: it loads what reads and writes files of all kinds, and the window loads this room.
    from outreach.exchange.server_backup import held_in, server_backups

    found = server_backups(folder, url)
    if not found:
        return (Fault(say("There is no backup in {folder}", folder=folder), take_one()),)
    taken = found[0][0]
    faults = list(_old(taken, at))
    for path in (path for moment, path in found if moment == taken):
        try:
            held_in(path)
        except OutreachError as fault:
            faults.append(Fault(str(fault).rstrip("."), take_one()))
    return tuple(faults)


def no_backup(database: Path, folder: Path) -> Fault:
    """What is said of a folder without a verified backup: that there is none, or that nobody has read one through."""
    if unverified_backups(folder, database.stem):
        return Fault(say("No backup in {folder} is verified yet", folder=folder), take_one())
    return Fault(say("There is no backup in {folder}", folder=folder), take_one())


def _old(taken: datetime, at: datetime) -> Iterator[Fault]:
    if at.replace(tzinfo=None) - taken > OLD_BACKUP:
        yield Fault(say("The newest backup is of {day}", day=spoken().day(taken.date())), take_one())


def _backups(database: Path, key: bytes | None, folder: Path, at: datetime) -> tuple[Fault, ...]:
    found = backups(folder, database.stem)
    if not found:
        return (no_backup(database, folder),)
    taken, newest = found[0]
    faults = list(_old(taken, at))
    locked = is_locked(newest)
    if locked and not opens(newest, key):
        words = say("The newest backup, {name}, does not open with the key of now", name=newest.name)
        return (*faults, Fault(words, take_one()))
    try:
        inspect_file(newest, key if locked else None)
    except OutreachError as fault:
        faults.append(Fault(str(fault), take_one()))
    return tuple(faults)

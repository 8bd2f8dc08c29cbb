"""Putting a backup in the place of the records, told in the trail of what was put back."""

import getpass
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from peewee import SqliteDatabase

from outreach.actions.change import Actor, tell
from outreach.actions.rights import may, not_allowed
from outreach.errors import DamagedError, OutreachError
from outreach.languages.spoken import say
from outreach.records import keys
from outreach.records.accounts import Account, Role
from outreach.records.beside import key_file
from outreach.records.database import close_database, connection, is_locked, is_saved, open_database
from outreach.records.encryption import Told, not_told, opens
from outreach.records.inspecting import Holdings
from outreach.records.keys import WrongPassphraseError
from outreach.records.restoring import restore, role_in, try_restoring
from outreach.records.signing import forget_head


@dataclass(frozen=True, slots=True)
class GoodBackup:
    """A backup that was put back beside the records without a fault: its key, what it holds, who would put it back."""

    path: Path
    key: bytes | None
    holdings: Holdings
    actor: Actor


def last_good_backup(
    backups: Iterable[Path], location: Path, login: str, passphrase: str, told: Told = not_told
) -> GoodBackup:
    """The first of some backups (newest first) that is sound, for records that do not open any more.

    Encrypted ones are opened by an account and passphrase that the backup knows.
    Raises :class:`WrongPassphraseError`, and :class:`OutreachError` when none is sound.
    """
    faults: list[str] = []
    for path in backups:
        try:
            key = keys.unwrap(keys.read_key_file(path), login, passphrase) if is_locked(path) else None
            holdings = try_restoring(path, location, key, told)
        except WrongPassphraseError:
            raise
        except OutreachError as fault:
            faults.append(str(fault))
            continue
        actor = actor_of_backup(path, key, login) if key is not None else Actor(getpass.getuser())
        return GoodBackup(path, key, holdings, actor)
    raise OutreachError(faults[0] if faults else say("No backup is known on this PC: choose one where it lies."))


def keys_in_backup(backups: Iterable[Path], location: Path, login: str, passphrase: str) -> Path | None:
    """The first of some backups whose keys open the records themselves, where only the key file is damaged or lost.

    None where the records have a readable key file, or no backup's keys fit them.
    Raises :class:`WrongPassphraseError`.
    """
    try:
        keys.read_key_file(location)
    except DamagedError:
        for path in backups:
            with suppress(DamagedError):
                ring = keys.read_waiting_key_file(location, key_file(path))
                if opens(location, keys.unwrap(ring, login, passphrase)):
                    return path
    return None


def bring_keys_back(backup: Path, location: Path, login: str, passphrase: str) -> None:
    """Give records whose key file is damaged or lost the keys of a backup; the records themselves stay as they are."""
    ring = keys.read_waiting_key_file(location, key_file(backup))
    key = keys.unwrap(ring, login, passphrase)
    keys.copy_key_file(backup, location)
    open_database(location, key=key)
    try:
        with connection():
            account = Account.get_or_none(Account.login == login)
            tell(Actor(login, account_id=account.id if account else None), f"brought the keys back from {backup.name}")
    finally:
        close_database()


def restore_backup(
    by: Actor, location: str, backup: Path, key: bytes | None, told: Told = not_told
) -> tuple[Holdings, Path | None]:
    """Put a backup in the place of the records at ``location``, and open it with its ``key``.

    Returns what it holds and where the replaced file now is. The records are closed meanwhile; they stay closed when
    the backup is refused. Raises :class:`RightsError` when the actor may not, :class:`OutreachError` as
    :func:`outreach.records.backup.restore` does.
    """
    refuse_restoring(by)
    if is_saved(location):
        raise OutreachError(
            say("This is what could be saved of a damaged file: open that one again, and put the backup in its place.")
        )
    close_database()
    # What comes back ends earlier than the newest entry that this PC knows of, and nobody has cut that off.
    holdings, replaced = restore(backup, Path(location), key, told, lambda: forget_head(SqliteDatabase(location)))
    open_database(location, key=key)
    with connection():
        tell(by, f"restored the backup {backup.name}")
    return holdings, replaced


def refuse_restoring(by: Actor) -> None:
    """Raise :class:`RightsError` when the actor may not put a backup back."""
    if not may(by.role, "restore_backup"):
        raise not_allowed("restore_backup")


def actor_of_backup(backup: Path, key: bytes, login: str) -> Actor:
    """Somebody as the backup knows them, for when the records themselves cannot be read any more."""
    found = role_in(backup, key, login)
    account, role = found or (None, Role.OFFICER)
    return Actor(login, account_id=account, role=Role(role))

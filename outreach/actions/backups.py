"""Putting a backup in the place of the records, told in the trail of what was put back."""

from pathlib import Path

from peewee import SqliteDatabase

from outreach.actions.change import Actor, tell
from outreach.actions.rights import may, not_allowed
from outreach.records.accounts import Role
from outreach.records.backup import Holdings, restore, role_in
from outreach.records.database import close_database, connection, open_database
from outreach.records.encryption import Told, not_told
from outreach.records.signing import forget_head


def restore_backup(
    by: Actor, location: str, backup: Path, key: bytes | None, told: Told = not_told
) -> tuple[Holdings, Path | None]:
    """Put a backup in the place of the records at ``location``, and open it with its ``key``.

    Returns what it holds and where the replaced file now is. The records are closed meanwhile; they stay closed when
    the backup is refused. Raises :class:`RightsError` when the actor may not, :class:`OutreachError` as
    :func:`outreach.records.backup.restore` does.
    """
    refuse_restoring(by)
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

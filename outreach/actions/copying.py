"""Moving everything to another database: from a file to a server, back, or from one to another of its kind."""

from dataclasses import dataclass
from pathlib import Path

from peewee import Database

from outreach.actions.accounts import Unlocked
from outreach.actions.change import change, load, tell
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records import keys
from outreach.records.accounts import Account
from outreach.records.beside import key_file, remove_with_journals
from outreach.records.ciphers import secret_hash
from outreach.records.copying import Copied, Told, copy_rows
from outreach.records.database import database_at, file_database, is_server, without_password


@dataclass(frozen=True, slots=True)
class MovedRecords:
    """What was copied; the accounts that need a new passphrase there, by name; and the recovery key of a new file."""

    copied: Copied
    without_passphrase: tuple[str, ...] = ()
    recovery_key: str = ""


def copy_records(by: Unlocked, source: str, target: str, passphrase: str, told: Told | None = None) -> MovedRecords:
    """Copy everything the open database (``source``) keeps into an empty one; the open one stays as it is.

    Where there are accounts, the copy has them too, and a copy in a file is encrypted. Passphrases open what they
    were made for: from file to file and from server to server all go on; otherwise only that of the administrator who
    copies does, which is why hers is asked for, and the others get new ones.

    Raises :class:`OutreachError` when the target holds records or a file is there already, or cannot be written;
    :class:`RightsError` for anybody but an administrator.
    """
    with change(by.actor, "copy_records"):
        tell(by.actor, f"began to copy everything to {without_password(target)}")
        # Read here: the copy is told in both trails.
        accounts = [account.login for account in Account.select(Account.login).order_by(Account.login)]
    own = load(Account, by.actor.account_id or 0).login if accounts else ""
    others = tuple(login for login in accounts if login != own)
    if not is_server(target):
        return _copy_to_file(by, source, Path(target), own, passphrase, others, told)
    copied = copy_rows(database_at(target), without_password(target), told)
    if not accounts or is_server(source):
        return MovedRecords(copied)
    _let_in(database_at(target), own, passphrase)
    return MovedRecords(copied, others)


def _let_in(server: Database, login: str, passphrase: str) -> None:
    """Give one account its passphrase on a server, and the others none: theirs opened a file that is elsewhere now."""
    hashed = secret_hash(passphrase)
    with server.connection_context(), server.atomic():
        Account.update(secret_hash="").bind(server).execute()
        Account.update(secret_hash=hashed).where(Account.login == login).bind(server).execute()


def _copy_to_file(
    by: Unlocked, source: str, path: Path, own: str, passphrase: str, others: tuple[str, ...], told: Told | None
) -> MovedRecords:
    if path.exists() or key_file(path).exists():
        raise OutreachError(
            say("There is a file {path} or its keys already, so nothing was copied: name a new one.", path=path)
        )
    key = by.key or (keys.new_key() if own else None)
    partial = path.with_name(path.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        copied = copy_rows(file_database(partial, create=True, key=key), str(path), told)
        if key is None:
            partial.replace(path)
            return MovedRecords(copied)
        found = keys.fingerprint(partial)
        if by.key is not None:
            recovery = ""
            keys.write_key_file(path, keys.sealed_anew(keys.read_key_file(Path(source)), found, key))
        else:
            recovery = keys.new_recovery_key()
            ring = keys.wrap(keys.KeyRing(found), own, passphrase, key)
            keys.write_key_file(path, keys.wrap(ring, keys.RECOVERY, recovery, key))
        partial.replace(path)
    finally:
        remove_with_journals(partial)
    return MovedRecords(copied, others if recovery else (), recovery)

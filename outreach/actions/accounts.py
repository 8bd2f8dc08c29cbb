"""Accounts: who may open the records, and as what. Signing in is unlocking.

In a file, every account has a slot of the key file beside the database, and the database is encrypted. On a server,
every account has an Argon2id hash in its row, and the server keeps strangers out.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from outreach.actions.account_rights import actor_of, hold_rights
from outreach.actions.change import Actor, Change, Changes, change, load, required, tell
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records import keys
from outreach.records.accounts import Account, Role
from outreach.records.beside import is_kit, key_file
from outreach.records.database import close_database, connection, is_locked, is_server, open_database, transaction
from outreach.records.encryption import change_key, destroy, encrypt_copy, finish_key_change, waiting_place
from outreach.records.keys import WrongPassphraseError

LEAST_LETTERS = 12


@dataclass(frozen=True, slots=True)
class AccountDetails:
    """An account: the name it signs in by, its role, the officer it belongs to, and whether it works in all precincts
    or in that officer's alone. An administrator's, and one of no officer, works in all."""

    login: str
    role: Role = Role.OFFICER
    officer: int | None = None
    active: bool = True
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Somebody who signed in. ``key`` is the open file's; None on a server and where there are no accounts."""

    actor: Actor
    key: bytes | None = field(default=None, repr=False)


def start_accounts(
    by: Actor, location: str, details: AccountDetails, passphrase: str, at: datetime
) -> tuple[Unlocked, str]:
    """Make the first account, an administrator's, and encrypt the open file; returns the recovery key to print.

    The file is closed meanwhile and open again afterwards. The plain file is overwritten and removed.
    Raises :class:`OutreachError` when there are accounts already or the passphrase is too easy to guess.
    """
    if is_kit(location):
        raise OutreachError(say("This is a field kit, which has its own passphrase: accounts begin at the precinct."))
    check_passphrase(passphrase, details.login)
    with connection(), change(by, "start_accounts") as c:
        # An account in a plain file was left by a start that was stopped: begin anew.
        if not is_server(location) and not is_locked(Path(location)):
            c.delete_many(list(Account.select()))
        if Account.select().exists():
            raise OutreachError(say("These records have accounts already: sign in as an administrator and add one."))
        account = _create(c, replace(details, role=Role.ADMINISTRATOR), passphrase if is_server(location) else "", at)
        actor = actor_of(account, by.workstation)
    if is_server(location):
        return Unlocked(actor), ""
    recovery, key = keys.new_recovery_key(), keys.new_key()
    _encrypt(Path(location), details.login, passphrase, recovery, key)
    return Unlocked(actor, key), recovery


def unlock_records(location: str, login: str, passphrase: str, at: datetime, workstation: str) -> Unlocked:
    """Sign in: open the database by an account's passphrase. Successes and failures are told in the audit trail.

    Raises:
        WrongPassphraseError: the passphrase is wrong; the fifth time in 15 minutes locks the account.
        OutreachError: there is no such account, it is locked or disabled, or was not used for 90 days.
    """
    key, tried = None, None
    if not is_server(location):
        path = Path(location)
        tried = keys.read_key_file(path)
        key = finish_key_change(path, login, passphrase, keys.unlock(path, login, passphrase, at))
    open_database(location, key=key)
    try:
        with connection():
            if key is None:
                _refuse_stranger(login, passphrase, workstation)
            account = _of_login(login)
            if key is None:
                _check_on_server(account, passphrase, at, workstation)
            if tried is not None:
                _tell_tries(path, tried, workstation)
            return _signed_in(account, key, at, workstation)
    except OutreachError:
        close_database()
        raise


def unlock_again(by: Unlocked, location: str, passphrase: str, at: datetime) -> Unlocked:
    """Unlock the window of somebody who is signed in; the records stay open meanwhile. Tries count as at signing in.

    Raises as :func:`unlock_records` does.
    """
    with connection():
        account = load(Account, by.actor.account_id or 0)
        if by.key is None:
            _check_on_server(account, passphrase, at, by.actor.workstation)
        else:
            path = Path(location)
            try:
                keys.unlock(path, account.login, passphrase, at)
            except WrongPassphraseError:
                _tell_tries(path, keys.read_key_file(path), by.actor.workstation)
                raise
        return _signed_in(account, by.key, at, by.actor.workstation)


def unlock_with_recovery_key(location: str, recovery: str, login: str, passphrase: str, at: datetime) -> Unlocked:
    """Open an encrypted file by its printed key, and give one account a new passphrase with it.

    Wrong tries count and lock as those of an account do. Raises :class:`WrongPassphraseError` when the key is not this
    database's.
    """
    check_passphrase(passphrase, login)
    path = Path(location)
    printed = keys.normalized_recovery_key(recovery)
    tried = keys.read_key_file(path)
    key = keys.unlock(path, keys.RECOVERY, printed, at)
    key = finish_key_change(path, keys.RECOVERY, printed, key)
    open_database(location, key=key)
    with connection():
        account = _of_login(login)
        keys.write_key_file(path, keys.wrap(keys.read_key_file(path), login, passphrase, key))
        actor = actor_of(account, Actor("").workstation)
        _tell_tries(path, tried, actor.workstation)
        tell(actor, "unlocked with the recovery key, passphrase reset")
    return Unlocked(actor, key)


def add_account(by: Unlocked, location: str, details: AccountDetails, passphrase: str, at: datetime) -> Changes:
    """Add an account with a first passphrase. Raises :class:`OutreachError` when its name is taken."""
    check_passphrase(passphrase, details.login)
    with change(by.actor, "add_account") as c:
        hold_rights(by.actor)
        account = _create(c, details, passphrase if by.key is None else "", at)
        if by.key is not None:
            ring = keys.read_key_file(Path(location))
            keys.write_key_file(Path(location), keys.wrap(ring, account.login, passphrase, by.key))
    return c.changes


def edit_account(by: Unlocked, account: int, version: int, details: AccountDetails) -> Changes:
    """Change an account's role, officer or whether it is enabled; its name stays.

    Enabling one that was disabled, or was not used for 90 days, lets it in for another 90 days.
    Raises :class:`OutreachError` when no administrator would be left.
    """
    with change(by.actor, "edit_account") as c:
        hold_rights(by.actor)
        kept = c.load(Account, account, version)
        details = c.merge(kept, details)
        _keep_an_administrator(kept, stays=details.active and details.role == Role.ADMINISTRATOR)
        now = datetime.now(UTC)
        let_in = details.active and (not kept.active or kept.is_unused(_utc(now)))
        enabled_at = _utc(now) if let_in else kept.enabled_at
        c.update(
            kept,
            role=Role(details.role),
            officer=details.officer,
            active=details.active,
            everywhere=details.everywhere,
            enabled_at=enabled_at,
        )
    return c.changes


def change_passphrase(by: Unlocked, location: str, login: str, old: str, new: str) -> None:
    """Change one's own passphrase. Raises :class:`WrongPassphraseError` when the old one is wrong."""
    check_passphrase(new, login)
    if by.key is None:
        account = _of_login(login)
        if not _matches(account, old):
            raise WrongPassphraseError(say("The old passphrase is wrong, so it was not changed: try again."))
        _set_hash(by, account, new, "change_passphrase")
        return
    path = Path(location)
    key = keys.unwrap(keys.read_key_file(path), login, old)
    keys.write_key_file(path, keys.wrap(keys.read_key_file(path), login, new, key))
    tell(by.actor, f"passphrase of {login} changed")


def reset_passphrase(by: Unlocked, location: str, account: int, new: str) -> None:
    """Give an account another passphrase, as an administrator does for one who forgot it; a lock is released too."""
    with change(by.actor, "reset_passphrase"):
        hold_rights(by.actor)
        kept = load(Account, account)
        check_passphrase(new, kept.login)
    if by.key is None:
        _set_hash(by, kept, new, "reset_passphrase")
        return
    path = Path(location)
    keys.write_key_file(path, keys.wrap(keys.read_key_file(path), kept.login, new, by.key))
    tell(by.actor, f"passphrase of {kept.login} reset")


def release_account(by: Unlocked, location: str, account: int) -> None:
    """Open a locked account again before its 15 minutes are over."""
    with change(by.actor, "release_account") as c:
        hold_rights(by.actor)
        kept = load(Account, account)
        c.update(kept, failed_at=None, locked_until=None)
    if by.key is not None:
        path = Path(location)
        keys.write_key_file(path, keys.release(keys.read_key_file(path), kept.login))
    tell(by.actor, f"{kept.login} released")


def remove_account(by: Unlocked, location: str, account: int, version: int) -> Unlocked:
    """Remove an account; the file gets a new key, so that an old copy of its slot opens nothing that is written later.

    The file is closed meanwhile and open again afterwards. Audit entries keep naming the account.
    Raises :class:`OutreachError` when no administrator would be left.
    """
    with connection(), change(by.actor, "remove_account") as c:
        hold_rights(by.actor)
        kept = c.load(Account, account, version)
        c.refuse_changed(kept)
        _keep_an_administrator(kept, stays=False)
        c.delete(kept)
    if by.key is None:
        return by
    path, new = Path(location), keys.new_key()
    ring = keys.sealed_anew(keys.read_key_file(path).without(kept.login), keys.fingerprint(path), new)
    close_database()
    with _both_keys(path, ring):
        change_key(path, by.key, new)
    open_database(location, key=new)
    return Unlocked(by.actor, new)


def check_passphrase(passphrase: str, login: str) -> None:
    """Refuse a passphrase that is easy to guess: shorter than 12 letters, a common one, or the account's own name.

    No rule says which letters to use (NIST SP 800-63B 5.1.1.2). The common ones are the 30,000 of the zxcvbn library.
    Raises :class:`OutreachError` saying what to do.
    """
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    if len(passphrase) < LEAST_LETTERS:
        raise OutreachError(
            say(
                "That passphrase is too short: use at least {least_letters} letters, for example four words "
                "that do not belong together.",
                least_letters=LEAST_LETTERS,
            )
        )
    plain = passphrase.casefold().strip()
    if plain in FREQUENCY_LISTS["passwords"] or plain.strip("0123456789!. ") == login.casefold():
        raise OutreachError(say("That passphrase is among the first that anybody would try: choose another."))
    if len(set(plain)) < LEAST_LETTERS // 3:
        raise OutreachError(say("That passphrase repeats the same few letters: choose another."))


def _create(c: Change, details: AccountDetails, passphrase: str, at: datetime) -> Account:
    login = required(details.login, say("The name to sign in by"))
    if login == keys.RECOVERY or Account.select().where(Account.login == login).exists():
        raise OutreachError(say("There is an account '{login}' already: choose another name.", login=login))
    return c.create(
        Account,
        login=login,
        role=Role(details.role),
        officer=details.officer,
        active=details.active,
        everywhere=details.everywhere,
        secret_hash=_secret_hash(passphrase) if passphrase else "",
        created_at=_utc(at),
    )


def _encrypt(path: Path, login: str, passphrase: str, recovery: str, key: bytes) -> None:
    """Put an encrypted file in the place of a plain one. Stopped at any moment, the one or the other is whole there."""
    close_database()
    encrypted, plain = (path.with_name(path.name + suffix) for suffix in (".encrypting", ".plain"))
    encrypt_copy(path, encrypted, key)
    ring = keys.KeyRing(keys.fingerprint(encrypted))
    ring = keys.wrap(keys.wrap(ring, login, passphrase, key), keys.RECOVERY, recovery, key)
    keys.write_key_file(path, ring)
    plain.unlink(missing_ok=True)
    os.link(path, plain)
    encrypted.replace(path)
    destroy(plain)
    _refuse_plain_left(path, plain)
    open_database(path, key=key)


def _refuse_plain_left(path: Path, plain: Path) -> None:
    """Raise :class:`OutreachError` when the plain file is still there, under either name, or a journal of it."""
    beside = [file.with_name(file.name + suffix) for file in (path, plain) for suffix in ("-wal", "-journal")]
    left = [file for file in (plain, *beside) if file.exists()]
    if left or not is_locked(path):
        raise OutreachError(
            say(
                "The plain file is not gone ({join}): close every program that has it open, remove it, and sign in.",
                join=", ".join(file.name for file in left or (path,)),
            )
        )


@contextmanager
def _both_keys(path: Path, ring: keys.KeyRing) -> Iterator[None]:
    """While the key changes, the ring for the new one lies beside the old one, to be taken when we were stopped."""
    waiting = waiting_place(path)
    waiting_file = key_file(waiting)
    keys.write_key_file(waiting, ring)
    yield
    waiting_file.replace(key_file(path))


def _signed_in(account: Account, key: bytes | None, at: datetime, workstation: str) -> Unlocked:
    actor = actor_of(account, workstation)
    if not account.active or account.is_unused(_utc(at)):
        tell(actor, "refused: account disabled")
        raise OutreachError(
            say(
                "The account '{login}' was not used for 90 days, so it is disabled: ask an administrator to enable it.",
                login=account.login,
            )
            if account.active
            else say("The account '{login}' is disabled: ask an administrator to enable it.", login=account.login)
        )
    Account.update(last_signed_in_at=_utc(at), failed_at=None, locked_until=None).where(
        Account.id == account.id
    ).execute()
    tell(actor, "signed in")
    return Unlocked(actor, key)


def _refuse_stranger(login: str, passphrase: str, workstation: str) -> None:
    """Refuse a name that no account has, after the same time as a wrong passphrase; the name itself is not told."""
    if Account.select().where(Account.login == login).exists():
        return
    _secret_hash(passphrase)
    tell(Actor("nobody known", workstation=workstation), "refused: no such account")


def _tell_tries(path: Path, tried: keys.KeyRing, workstation: str) -> None:
    """Tell the trail of wrong tries at any account: they were made while nobody could write to it."""
    untold = keys.untold_tries(tried)
    if not untold:
        return
    known = {account.login: account for account in Account.select().where(Account.login.in_(list(untold)))}
    for login, count in untold.items():
        account = known.get(login)
        by = actor_of(account, workstation) if account is not None else Actor(login, workstation=workstation)
        what = "recovery key" if login == keys.RECOVERY else "passphrase"
        tell(by, f"wrong {what} given {count} times")
    keys.write_key_file(path, keys.with_tries_told(keys.read_key_file(path)))


def _check_on_server(account: Account, passphrase: str, at: datetime, workstation: str) -> None:
    """Compare a passphrase, one try after the other. Raises as :func:`unlock_records` does."""
    actor = actor_of(account, workstation)
    with transaction():
        # Locked for the length of a derivation, so that tries made at once count as well.
        account = Account.select().where(Account.id == account.id).for_update().get()
        now = _utc(at)
        is_locked_now = account.locked_until is not None and account.locked_until > now
        matches = not is_locked_now and _matches(account, passphrase)
        if not is_locked_now and not matches:
            tries = [*json.loads(account.failed_at or "[]"), now.isoformat()][-keys.TRIES :]
            lasted = now - datetime.fromisoformat(tries[0])
            locked = now + keys.LOCKED_FOR if len(tries) == keys.TRIES and lasted < keys.TRIES_WITHIN else None
            kept = None if locked else json.dumps(tries)
            Account.update(failed_at=kept, locked_until=locked).where(Account.id == account.id).execute()
        if not matches:
            tell(actor, "refused: account locked" if is_locked_now else "wrong passphrase given")
    if is_locked_now:
        raise OutreachError(
            say(
                "The account '{login}' is locked after {tries} wrong tries: wait, or ask an administrator.",
                login=account.login,
                tries=keys.TRIES,
            )
        )
    if not matches:
        raise WrongPassphraseError(
            say(
                "That passphrase does not open these records: check the keyboard's language and capitals, "
                "and try again."
            )
        )


def _matches(account: Account, passphrase: str) -> bool:
    from outreach.records.ciphers import is_hash_of

    return is_hash_of(account.secret_hash, passphrase)


def _secret_hash(passphrase: str) -> str:
    from outreach.records.ciphers import secret_hash

    return secret_hash(passphrase)


def _set_hash(by: Unlocked, account: Account, passphrase: str, action: str) -> None:
    with change(by.actor, action) as c:
        c.update(account, secret_hash=_secret_hash(passphrase), failed_at=None, locked_until=None)


def _of_login(login: str) -> Account:
    account = Account.get_or_none(Account.login == login)
    if account is None:
        raise OutreachError(
            say("There is no account '{login}' here: check how it is written, or ask an administrator.", login=login)
        )
    return account


def _keep_an_administrator(account: Account, *, stays: bool) -> None:
    others = Account.select().where(Account.role == Role.ADMINISTRATOR, Account.active, Account.id != account.id)
    if not stays and not others.exists():
        raise OutreachError(say("This is the last administrator, so nothing was changed: make another one first."))


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None)

"""Who may open the records."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path
from typing import Any

from peewee import JOIN

from outreach.records.accounts import Account
from outreach.records.database import is_locked, is_server
from outreach.records.precinct import Officer


class Standing(Enum):
    """Whether an account opens the records; one that is locked opens them again after its 15 minutes."""

    ACTIVE = auto()
    LOCKED = auto()
    UNUSED = auto()
    DISABLED = auto()


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account; instants are UTC, None: never. ``officer`` is the officer's name, empty without one, and
    ``officer_id`` the officer's key. ``unused``: disabled because nobody signed in for 90 days. ``everywhere``:
    in all precincts, not in the officer's alone. ``locked``: after five wrong tries."""

    id: int
    version: int
    login: str
    role: str
    officer: str
    active: bool
    last_signed_in_at: datetime | None
    officer_id: int | None
    unused: bool
    everywhere: bool
    locked: bool = False

    @property
    def standing(self) -> Standing:
        """The one word for it; what an administrator decided comes before what happened by itself."""
        if not self.active:
            return Standing.DISABLED
        return Standing.UNUSED if self.unused else Standing.LOCKED if self.locked else Standing.ACTIVE


def has_accounts() -> bool:
    """Whether the records have accounts, so that one must sign in."""
    return bool(Account.select().exists())


def account_list(*, location: str = "") -> tuple[AccountLine, ...]:
    """All accounts by name, as they are now; one statement.

    The wrong tries at an encrypted file are kept beside it, so ``location`` is needed to know who is locked there.
    """
    at = datetime.now(UTC)
    now, locked = at.replace(tzinfo=None), _locked_at_file(location, at)
    chosen: Any = Account.select(Account, Officer).join(Officer, JOIN.LEFT_OUTER).order_by(Account.login)
    return tuple(
        AccountLine(
            one.id,
            one.version,
            one.login,
            one.role,
            one.officer.name if one.officer_id is not None else "",
            one.active,
            one.last_signed_in_at,
            one.officer_id,
            one.is_unused(now),
            one.everywhere,
            one.login in locked or (one.locked_until is not None and one.locked_until > now),
        )
        for one in chosen
    )


def _locked_at_file(location: str, at: datetime) -> frozenset[str]:
    if not location or is_server(location) or not is_locked(Path(location)):
        return frozenset()
    from outreach.records import keys

    slots = keys.read_key_file(Path(location)).slots
    return frozenset(slot.login for slot in slots if keys.locked_until(slot, at) is not None)

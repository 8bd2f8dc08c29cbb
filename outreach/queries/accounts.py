"""Who may open the records."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from peewee import JOIN

from outreach.records.accounts import Account
from outreach.records.precinct import Officer


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account; instants are UTC, None: never. ``officer`` is the officer's name, empty without one, and
    ``officer_id`` the officer's key. ``unused``: disabled because nobody signed in for 90 days. ``everywhere``:
    in all precincts, not in the officer's alone."""

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


def has_accounts() -> bool:
    """Whether the records have accounts, so that one must sign in."""
    return bool(Account.select().exists())


def account_list() -> tuple[AccountLine, ...]:
    """All accounts by name, as they are now; one statement."""
    now = datetime.now(UTC).replace(tzinfo=None)
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
        )
        for one in chosen
    )

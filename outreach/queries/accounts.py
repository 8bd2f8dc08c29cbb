"""Who may open the records."""

from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN

from outreach.queries.rows import rows_of
from outreach.records.accounts import Account
from outreach.records.precinct import Officer


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account; instants are UTC, None: never. ``officer`` is the officer's name, empty without one, and
    ``officer_id`` the officer's key."""

    id: int
    version: int
    login: str
    role: str
    officer: str
    active: bool
    last_signed_in_at: datetime | None
    officer_id: int | None


def has_accounts() -> bool:
    """Whether the records have accounts, so that one must sign in."""
    return bool(Account.select().exists())


def account_list() -> tuple[AccountLine, ...]:
    """All accounts by name; one statement."""
    chosen = Account.select(
        Account.id,
        Account.version,
        Account.login,
        Account.role,
        Officer.name,
        Account.active,
        Account.last_signed_in_at,
        Account.officer,
    )
    rows = rows_of(chosen.join(Officer, JOIN.LEFT_OUTER).order_by(Account.login))
    return tuple(
        AccountLine(key, version, login, role, officer or "", active, last_signed_in, officer_id)
        for key, version, login, role, officer, active, last_signed_in, officer_id in rows
    )

"""What an account may do at this moment, whatever it could when somebody signed in with it."""

from collections.abc import Collection
from dataclasses import replace

from peewee import JOIN, PostgresqlDatabase

from outreach.actions.acting import Actor
from outreach.actions.rights import AccountChangedError
from outreach.languages.spoken import say
from outreach.records.accounts import Account, Role
from outreach.records.base import database
from outreach.records.database import connection
from outreach.records.precinct import Officer, Precinct


def actor_of(account: Account, workstation: str) -> Actor:
    """Who acts when somebody signs in with an account, by the officer it belongs to; at most two statements."""
    officer = account.officer
    name = officer.name if officer is not None else account.login
    only = None
    if officer is not None and not account.works_everywhere and _is_one_of_several(officer):
        only = officer.precinct_id
    return Actor(name, account.officer_id, account.id, workstation, Role(account.role), precinct=only)


def _is_one_of_several(officer: Officer) -> bool:
    """Whether there are other precincts than the officer's: where hers is the only one, all is hers to see."""
    return bool(Precinct.select().where(Precinct.id != officer.precinct_id).exists())


def actor_now(by: Actor) -> Actor | None:
    """The same actor as her account stands now; None when it was removed or disabled. At most two statements."""
    kept = (
        Account.select(Account, Officer)
        .join(Officer, JOIN.LEFT_OUTER)
        .where(Account.id == by.account_id, Account.active)
        .first()
    )
    return replace(actor_of(kept, by.workstation), until=by.until) if kept is not None else None


def hold_rights(by: Actor) -> None:
    """Let nobody else change who is an administrator before this is committed, and ask whether the actor still is one.

    Two administrators at a server who took away each other's role in the same moment would leave none.
    """
    if isinstance(database.obj, PostgresqlDatabase):
        held = Account.select(Account.id).where(Account.role == Role.ADMINISTRATOR).order_by(Account.id)
        held.for_update().execute()
    refuse_changed_account(by)


def refuse_changed_account(by: Actor, written: Collection[str] = ()) -> None:
    """Raise :class:`AccountChangedError` when an administrator changed what an account may do since it signed in.

    ``written`` are the tables in which the action itself has written by then: where it is about accounts it has asked
    by :func:`hold_rights`, and a precinct that is added may be the second one.
    """
    if by.account_id is None or Account._meta.table_name in written:
        return
    with connection():  # an action that writes connects only after it is known to be allowed
        now = actor_now(by)
    if now is None:
        raise AccountChangedError(
            say("Your account was removed or disabled, so nothing was written: ask an administrator.")
        )
    moved = now.precinct != by.precinct and not {"officer", "precinct"}.intersection(written)
    if now.role != by.role or moved:
        raise AccountChangedError(
            say("An administrator changed what your account may do, so nothing was written: do it once more.")
        )

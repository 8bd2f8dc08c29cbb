"""Making a field kit, and opening one on a laptop."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from outreach.actions.accounts import Unlocked, check_passphrase
from outreach.actions.change import Actor, Changes, change, load, refuse_elsewhere, required, tell
from outreach.errors import OutreachError
from outreach.languages.spoken import say, spoken
from outreach.queries.kit_contents import KitChoice, kit_rows
from outreach.records.accounts import Account, Role
from outreach.records.beside import KIT_SUFFIX
from outreach.records.database import close_database, connection, open_database
from outreach.records.events import Event
from outreach.records.followups import FollowUp
from outreach.records.kit_file import key_of_kit, write_kit
from outreach.records.kits import FieldKit
from outreach.records.people import Person
from outreach.records.precinct import Officer


@dataclass(frozen=True, slots=True)
class KitDetails:
    """A kit to make: what to call it, the officer (key) who takes it, and until when she may record in it."""

    name: str
    officer: int
    expires_at: datetime


def make_kit(
    by: Actor, precinct: int, choice: KitChoice, details: KitDetails, passphrase: str, path: Path, at: datetime
) -> Changes:
    """Write a field kit to a file, encrypted under its own passphrase.

    Raises :class:`OutreachError` when nothing is chosen, the passphrase is easy to guess, it would expire at once, this
    is itself a kit, or the file cannot be written.
    """
    path = path if path.name.endswith(KIT_SUFFIX) else path.with_name(path.name + KIT_SUFFIX)
    name = required(details.name, say("The name of the kit"))
    check_passphrase(passphrase, name)
    with change(by, "make_kit") as c:
        officer = load(Officer, details.officer)
        _refuse(choice, details, at)
        rows = kit_rows(precinct, choice)
        if not rows[Event] and not rows[Person]:
            raise OutreachError(
                say("Nothing is planned there and nobody is known there, so no kit was made: choose more.")
            )
        counted = (
            (Event, "event", "events"),
            (Person, "person", "people"),
            (FollowUp, "open promise", "open promises"),
        )
        kit = c.create(
            FieldKit,
            precinct=precinct,
            name=name,
            officer=officer.id,
            role=_role_of(by, officer.id),
            made_at=_utc(at),
            expires_at=_utc(details.expires_at),
            holds=", ".join(
                f"{len(rows[model]):,} {one if len(rows[model]) == 1 else many}" for model, one, many in counted
            ),
        )
        refuse_elsewhere(by, c.rows)  # before there is a file with the names in it
        write_kit(path, passphrase, rows, kit)
    return c.changes


def unlock_kit(location: str, passphrase: str, at: datetime, workstation: str) -> Unlocked:
    """Open a field kit as the database at hand; who works in it is the officer it was made for.

    Raises :class:`OutreachError` when the passphrase is wrong, the file is damaged, or the kit has expired: what was
    recorded in it can still be brought back to the precinct.
    """
    key = key_of_kit(Path(location), passphrase)
    open_database(location, key=key)
    try:
        with connection():
            kit = kit_here()
            if kit is None:
                raise OutreachError(
                    say("{location} is a database, but not a field kit: choose another file.", location=location)
                )
            until = kit.expires_at.replace(tzinfo=UTC)
            _refuse_expired(until, at)
            role = Role(kit.role) if kit.role else None
            name = kit.officer.name if kit.officer is not None else kit.name
            unlocked = Unlocked(Actor(name, kit.officer_id, None, workstation, role, until), key)
            tell(unlocked.actor, "opened the field kit")
            return unlocked
    except OutreachError:
        close_database()
        raise


def unlock_kit_again(by: Unlocked, location: str, passphrase: str, at: datetime) -> Unlocked:
    """Unlock the window of somebody who works in a kit. Raises as :func:`unlock_kit` does."""
    key_of_kit(Path(location), passphrase)
    _refuse_expired(by.actor.until, at)
    with connection():
        tell(by.actor, "unlocked the field kit")
    return by


def kit_here() -> FieldKit | None:
    """The kit that the open database is; None for a precinct's own."""
    found: FieldKit | None = FieldKit.get_or_none(FieldKit.is_here)
    return found


def _refuse_expired(until: datetime | None, at: datetime) -> None:
    if until is not None and at >= until:
        raise OutreachError(
            say(
                "This field kit expired on {day}: bring it back to the precinct. What was recorded in it is kept.",
                day=spoken().day(until),
            )
        )


def _refuse(choice: KitChoice, details: KitDetails, at: datetime) -> None:
    if kit_here() is not None:
        raise OutreachError(say("This is a field kit itself, so no kit was made: make it at the precinct."))
    if not choice.events and not choice.neighborhoods:
        raise OutreachError(say("No event and no neighborhood is chosen, so no kit was made: choose what it is for."))
    if details.expires_at <= at:
        raise OutreachError(say("The kit would have expired already, so none was made: choose a later day."))


def _role_of(by: Actor, officer: int) -> str:
    """What the officer may do, by her account; with none, no more than any officer."""
    if by.role is None:
        return ""
    account = Account.get_or_none(Account.officer == officer, Account.active)
    return str(account.role) if account is not None else Role.OFFICER.value


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None)

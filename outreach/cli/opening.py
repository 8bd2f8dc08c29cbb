"""Where a command finds its records, who asks for them, and which precinct and months it means."""

import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.starting import default_database

if TYPE_CHECKING:
    from outreach.actions.accounts import Unlocked
    from outreach.actions.change import Actor
    from outreach.queries.period import Period

From = Annotated[str, typer.Option("--from", metavar="YYYY-MM", help="First month.")]
To = Annotated[str, typer.Option("--to", metavar="YYYY-MM", help="Last month; without it, the first one alone.")]
PrecinctName = Annotated[str, typer.Option("--precinct", metavar="NAME", help="Which one, where there are several.")]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The file to write.")]


@dataclass(frozen=True, slots=True)
class Place:
    """A database (a file or a URL), and the account it is opened by where it has accounts.

    The passphrase comes from an open file descriptor where one is named, and is asked for otherwise; never from the
    command itself, which others on the same PC can read.
    """

    location: str
    account: str = ""
    passphrase_from: int | None = None
    passphrase: str = field(default="", repr=False)
    """One that was asked for already."""

    @property
    def path(self) -> Path:
        """The file. Raises :class:`OutreachError` for a server's database."""
        from outreach.records.database import is_server

        if is_server(self.location):
            raise OutreachError(
                say("A server's database is not a file: use the server's own tools, such as pg_restore.")
            )
        return Path(self.location)

    def told_passphrase(self) -> str:
        """The account's passphrase, asked for where it was not yet. Raises :class:`OutreachError` without a way to."""
        if self.passphrase:
            return self.passphrase
        return passphrase_told(self.passphrase_from, self.account or Path(self.location).name)


def passphrase_told(descriptor: int | None, whose: str) -> str:
    """A passphrase from an open file descriptor where one is named, or asked for on the terminal.

    Raises :class:`OutreachError` when it can be had neither way.
    """
    if descriptor is not None:
        try:
            with os.fdopen(descriptor, encoding="utf-8", closefd=False) as told:
                return told.readline().rstrip("\n")
        except OSError as fault:
            raise OutreachError(
                say(
                    "No passphrase can be read from descriptor {number} ({reason}): open it for reading, as in "
                    "'--passphrase-from 3 3< FILE'.",
                    number=descriptor,
                    reason=fault.strerror,
                )
            ) from fault
    if not sys.stdin.isatty():
        raise OutreachError(
            say("There is no terminal to ask for the passphrase on: hand it over with --passphrase-from.")
        )
    return getpass.getpass(say("Passphrase of {whose}:", whose=whose) + " ")


def with_passphrase(place: Place) -> Place:
    """The same place, its passphrase asked for once, for a command that needs it again."""
    return replace(place, passphrase=place.told_passphrase()) if place.account else place


@contextmanager
def opened(context: typer.Context, *, create: bool = False) -> Iterator["Unlocked"]:
    """The records, open and connected, and who opened them; signed in where there are accounts."""
    from outreach.records.database import close_database, connection

    place: Place = context.obj
    try:
        unlocked = _open(place, create=create)
        with connection():
            yield unlocked
    finally:
        close_database()


@contextmanager
def opened_or_made(context: typer.Context) -> Iterator[tuple["Unlocked", Callable[[], None]]]:
    """The records, made when there are none; what was made and not kept is removed again."""
    from outreach.records.beside import remove_with_journals
    from outreach.records.database import is_server

    place: Place = context.obj
    location = Path(place.location)
    is_new = not is_server(place.location) and not location.exists()
    kept = False

    def keep() -> None:
        nonlocal kept
        kept = True

    if is_new and location == default_database():
        location.parent.mkdir(parents=True, exist_ok=True)
    try:
        with opened(context, create=True) as unlocked:
            yield unlocked, keep
    finally:
        if is_new and not kept:
            remove_with_journals(location)


@contextmanager
def all_or_nothing(by: "Actor", action: str) -> Iterator[Callable[[], None]]:
    """One transaction that is taken back unless the function it gives was called.

    Where the actor may not do the ``action``, the trail tells so all the same.
    """
    from outreach.actions.change import tell
    from outreach.actions.rights import RightsError
    from outreach.records.database import transaction

    class NotWrittenError(Exception):
        """Takes the transaction back."""

    written = False

    def write() -> None:
        nonlocal written
        written = True

    try:
        with suppress(NotWrittenError), transaction():
            yield write
            if not written:
                raise NotWrittenError
    except RightsError:
        # What was told inside the transaction was taken back with it.
        tell(by, f"refused: {action}")
        raise


def applied_migrations(place: Place) -> list[str]:
    """Open the records, so that they are brought up to date, and close them; returns what was applied."""
    from outreach.records.database import close_database, is_server, open_database

    try:
        key = None if is_server(place.location) else key_of(place, place.path)
        return open_database(place.location, key=key)
    finally:
        close_database()


def key_of(place: Place, file: Path) -> bytes | None:
    """The key of a database file or backup, by the account's passphrase; None when it is not encrypted."""
    from outreach.records.database import is_locked
    from outreach.records.encryption import finish_key_change
    from outreach.records.keys import unlock

    if not is_locked(file):
        return None
    if not place.account:
        raise _locked(file)
    passphrase = place.told_passphrase()
    key = unlock(file, place.account, passphrase, datetime.now().astimezone())
    return finish_key_change(file, place.account, passphrase, key)


def precinct_of(name: str, by: "Actor") -> int:
    """The precinct of a name; without one, the actor's own, or the only one there is.

    Raises :class:`RightsError` for one that the actor may not look at.
    """
    from outreach.actions.rights import ElsewhereError
    from outreach.queries.precincts import only_precinct, precinct_named

    if not name:
        return by.precinct or only_precinct()
    wanted = precinct_named(name)
    if by.precinct not in (None, wanted):
        raise ElsewhereError(
            say("Your account works in one precinct, and {name} is another: ask an administrator.", name=name)
        )
    return wanted


def precinct_or_new(unlocked: "Unlocked", name: str, agency: str) -> int:
    """The precinct of a name; in a database without any, a new one of that name."""
    from outreach.actions.precinct import PrecinctDetails, set_up_precinct
    from outreach.queries.precincts import precinct_list

    if precinct_list():
        return precinct_of(name, unlocked.actor)
    if not name:
        raise OutreachError(say("There is no precinct to bring the files into: add its name with --precinct NAME."))
    return set_up_precinct(unlocked.actor, PrecinctDetails(agency, name)).only_id("precinct")


def today_in(precinct: int) -> date:
    """Today where the precinct is; a demo stands still on its last day."""
    from outreach.queries.precincts import demo_day, precinct_header

    return demo_day(precinct) or datetime.now(ZoneInfo(precinct_header(precinct).time_zone)).date()


def day_of(typed: str) -> date:
    """A day of the years 1900 to 2199, as it is typed. Raises :class:`OutreachError` for anything else."""
    try:
        day = date.fromisoformat(typed)
        if not 1900 <= day.year < 2200:
            raise ValueError(typed)
        return day
    except ValueError:
        raise OutreachError(
            say("'{typed}' is not a day: write it as YYYY-MM-DD, for example 2019-01-31.", typed=typed)
        ) from None


def period_of(first: str, last: str = "") -> "Period":
    """The month, or the months from the first to the last."""
    from outreach.queries.period import Period, parse_month

    return Period.of_months(parse_month(first), parse_month(last)) if last else parse_month(first)


def _open(place: Place, *, create: bool) -> "Unlocked":
    from outreach.records.beside import is_kit
    from outreach.records.database import connection, is_locked, is_server, open_database

    if is_kit(place.location):
        return _open_kit(place)
    if not is_server(place.location):
        if is_locked(Path(place.location)):
            return _sign_in(place)
        open_database(place.location, create=create)
        return _unnamed()
    open_database(place.location)
    from outreach.queries.accounts import has_accounts

    with connection():
        locked = has_accounts()
    return _sign_in(place) if locked else _unnamed()


def _unnamed() -> "Unlocked":
    from outreach.actions.accounts import Unlocked
    from outreach.actions.change import Actor

    return Unlocked(Actor(getpass.getuser()))


def _sign_in(place: Place) -> "Unlocked":
    from outreach.actions.accounts import unlock_records
    from outreach.actions.change import Actor

    if not place.account:
        raise _locked(place.location)
    at = datetime.now().astimezone()
    return unlock_records(place.location, place.account, place.told_passphrase(), at, Actor("").workstation)


def _open_kit(place: Place) -> "Unlocked":
    from outreach.actions.change import Actor
    from outreach.actions.field_kit import unlock_kit

    at = datetime.now().astimezone()
    return unlock_kit(place.location, place.told_passphrase(), at, Actor("").workstation)


def _locked(location: str | Path) -> OutreachError:
    from outreach.records.server import without_password

    where = without_password(str(location))
    return OutreachError(say("The records in {where} are locked: name your account with --account.", where=where))

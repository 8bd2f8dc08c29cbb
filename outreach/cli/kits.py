"""Commands for field kits: making one, bringing one back, and what became of them."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from outreach.cli.opening import PrecinctName, day_of, opened, passphrase_told, precinct_of, today_in
from outreach.languages.spoken import say

kit = typer.Typer(help="Take a smaller precinct to a meeting in one file, and bring it back.", rich_markup_mode=None)
KitPassphrase = Annotated[
    int | None,
    typer.Option("--kit-passphrase-from", metavar="N", help="Read the kit's passphrase from an open file descriptor."),
]
_DAYS = 14


@kit.command("make", short_help="Write a field kit.")
def make(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The kit to write; its name ends with .outreach-kit.")],
    officer: Annotated[str, typer.Option(metavar="BADGE", help="The officer who takes it.")],
    neighborhood: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="What is planned and known there; may be repeated.")
    ] = None,
    event: Annotated[list[str] | None, typer.Option(metavar="UID", help="One event; may be repeated.")] = None,
    until: Annotated[str, typer.Option(metavar="DATE", help="The last day of what is planned there.")] = "",
    expires: Annotated[str, typer.Option(metavar="DATE", help="The last day one may record in it.")] = "",
    passphrase: KitPassphrase = None,
    precinct: PrecinctName = "",
) -> None:
    """Write a field kit: a smaller precinct in one encrypted file, for a laptop without a network."""
    from outreach.actions.field_kit import KitDetails, make_kit
    from outreach.queries.by_name import event_of_uid, neighborhood_named, officer_of_badge
    from outreach.queries.field_kits import field_kits
    from outreach.queries.kit_contents import KitChoice
    from outreach.queries.precincts import precinct_header

    with opened(context) as unlocked:
        own = precinct_of(precinct, unlocked.actor)
        zone = ZoneInfo(precinct_header(own).time_zone)
        # A demo stands still on its last day; what one may record in until then goes by the real day.
        today, now = today_in(own), datetime.now(zone)
        choice = KitChoice(
            today,
            day_of(until) if until else today + timedelta(days=_DAYS),
            tuple(event_of_uid(own, uid) for uid in event or ()),
            tuple(neighborhood_named(own, name) for name in neighborhood or ()),
        )
        last = day_of(expires) if expires else now.date() + timedelta(days=_DAYS)
        ends = datetime.combine(last + timedelta(days=1), time(), zone)
        details = KitDetails(file.name.removesuffix(".outreach-kit"), officer_of_badge(own, officer), ends)
        make_kit(unlocked.actor, own, choice, details, passphrase_told(passphrase, say("the new kit")), file, now)
        made = field_kits(own)[0]
    typer.echo(say("{file}: {holds}, until {day}.", file=file, holds=made.holds, day=last.isoformat()))


@kit.command("bring-back")
def back(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The kit, as it came back.")],
    passphrase: KitPassphrase = None,
) -> None:
    """Bring back what was recorded in a field kit. Again, or half, or after another kit: nothing is done twice."""
    from outreach.actions.bring_back import bring_back

    with opened(context) as unlocked:
        result = bring_back(unlocked.actor, file, passphrase_told(passphrase, file.name))
    typer.echo(
        say(
            "{name}: applied {applied:,}, so already {same:,}, came back earlier {earlier:,}, left out {left_out:,}.",
            name=result.name,
            applied=result.applied,
            same=result.same,
            earlier=result.earlier,
            left_out=result.left_out,
        )
    )
    if result.waiting:
        words = say("Waiting for an answer: {count:,}. Open the window, Settings, Field kits.", count=result.waiting)
        typer.echo(words)


@kit.command("list")
def listed(context: typer.Context, precinct: PrecinctName = "") -> None:
    """Say which kits went out, and what has come back."""
    from outreach.queries.field_kits import field_kits
    from outreach.queries.precincts import precinct_header

    with opened(context) as unlocked:
        own = precinct_of(precinct, unlocked.actor)
        zone, kits = ZoneInfo(precinct_header(own).time_zone), field_kits(own)
    for one in kits:
        last = one.expires_at.astimezone(zone) - timedelta(minutes=1)
        typer.echo(
            say(
                "{name}: {officer}, until {day}; {holds}; changes that came back: {kept:,}, waiting for an answer: "
                "{waiting:,}.",
                name=one.name,
                officer=one.officer,
                day=last.date().isoformat(),
                holds=one.holds,
                kept=one.kept,
                waiting=one.waiting,
            )
        )
    if not kits:
        typer.echo(say("No field kit was made yet."))

"""Commands about this PC: whether it has what is needed, what is set and by whom, and its logs."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from outreach.cli.opening import Place, opened
from outreach.cli.usage import agrees
from outreach.errors import OutreachError
from outreach.languages.spoken import say, speak
from outreach.machine.settings import SETTINGS, Machine, Settled, Value, machine, usual_place


def settings(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Print each value that can be set for this PC, and where it comes from."""
    place: Place = context.obj
    if as_json:
        speak("en")  # a script reads the same at every PC
    here = machine()
    told = dict(_settled(context, place.location))
    if as_json:
        values = {key: {"value": one.value, "source": one.source} for key, one in told.items()}
        file = str(here.file) if here.file else None
        typer.echo(json.dumps({"file": file, "faults": here.faults, "values": values}, indent=1, ensure_ascii=False))
    else:
        for one in SETTINGS:
            settled = told[one.key]
            shown = say("none") if settled.value is None else settled.value
            typer.echo(f"{one.key:26}{shown}  ({settled.source.words})")
        typer.echo(
            say("File of this PC: {file}", file=here.file or say("none; it would be {place}", place=usual_place()))
        )
    for fault in here.faults:
        typer.echo(fault, err=True)
    if here.faults:
        raise OutreachError(say("Put right what is told above; until then Outreach leaves it out."))


def doctor(
    context: typer.Context,
    database: Annotated[str, typer.Argument(metavar="[DATABASE]", help="Another than is opened without a name.")] = "",
    backup_folder: Annotated[Path | None, typer.Option("--backups", metavar="DIR", help="Where backups lie.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON list.")] = False,
) -> None:
    """Look whether this PC has what Outreach needs: fonts, printer, database, disk, clock, backups, folders."""
    from outreach.exchange.doctor import Asked, State, examine
    from outreach.records.database import is_locked, is_server
    from outreach.ui import own
    from outreach.ui.this_pc import display_findings, printer_findings

    place: Place = context.obj
    if as_json:
        speak("en")
    context.obj = place = replace(place, location=database or place.location)
    chosen = own.settled_backup_folder(own.stored_settings(), place.location).value
    folder = backup_folder or (Path(str(chosen)) if chosen else None)
    asked = Asked(place.location, None, folder, datetime.now().astimezone())
    of_the_window = (display_findings, printer_findings)
    with ExitStack() as kept:
        try:
            unlocked = kept.enter_context(opened(context))
            asked = replace(asked, key=unlocked.key)
        except OutreachError as fault:
            locked = not place.account and not is_server(place.location) and is_locked(Path(place.location))
            asked = replace(asked, fault=str(fault), is_locked=locked)
        found = examine(asked, of_the_window)
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], indent=1, ensure_ascii=False))
    else:
        for one in found:
            typer.echo(f"{one.state:6} {one.name}: {one.words}{f' {one.remedy}' if one.remedy else ''}")
    wrong = sum(one.state is State.WRONG for one in found)
    if wrong:
        raise OutreachError(
            say(
                "1 thing is wrong; it is told above."
                if wrong == 1
                else "{count:,} things are wrong; each is told above.",
                count=wrong,
            )
        )


def logs(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="The file to write.")],
    yes: Annotated[bool, typer.Option("--yes", help="Write it without asking.")] = False,
) -> None:
    """Show what the logs hold, then write them to one file to be sent; they hold no names."""
    from outreach.machine.sending import log_files, write_zip

    found = log_files()
    for one in found:
        typer.echo(f"--- {one.name}, {len(one.text.splitlines()):,} lines ---\n{one.text}")
    if not yes and sys.stdin.isatty() and not agrees(say("Write this to {file}?", file=file)):
        typer.echo(say("Nothing was written."))
        return
    write_zip(file, found)
    typer.echo(
        say("{file}: {count:,} files written. Nothing was sent: hand it over yourself.", file=file, count=len(found))
    )


def _settled(context: typer.Context, location: str) -> Iterator[tuple[str, Settled]]:
    from outreach.records.server import without_password
    from outreach.ui import own
    from outreach.ui.opening import settled_database

    remembered = own.stored_settings()
    database = settled_database(location)
    yield "database", Settled(without_password(str(database.value)), database.source)
    yield "backup_folder", own.settled_backup_folder(remembered, location)
    yield "lock_after_minutes", own.settled_lock_minutes(remembered)
    yield "language", own.settled_language(remembered)
    rules = dict(_rules(context))
    for one in SETTINGS:
        if one.key.startswith("retention."):
            yield one.key, machine().settle(one.key, own=rules.get(one.key), otherwise=say("never forgotten"))


def _rules(context: typer.Context) -> Iterator[tuple[str, Value | None]]:
    """The precinct's own rules, where the records can be opened as they are."""
    from outreach.queries.precincts import only_precinct, precinct_list
    from outreach.queries.retention import retention_rules

    try:
        with opened(context):
            if len(precinct_list()) > 1:
                raise OutreachError(say("There are several: 'retention rules --precinct NAME' prints those of one."))
            for rule in retention_rules(only_precinct()):
                yield f"retention.{Machine.spelled(rule.kind)}", rule.years
    except OutreachError as fault:
        typer.echo(say("The rules of the precinct are not known here. {fault}", fault=fault), err=True)

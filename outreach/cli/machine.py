"""Commands about this PC: what is set and by whom, and its logs."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from outreach.cli.opening import Place, opened
from outreach.errors import OutreachError
from outreach.machine.settings import SETTINGS, Settled, Value, machine, usual_place


def settings(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Print each value that can be set for this PC, and where it comes from."""
    place: Place = context.obj
    here = machine()
    told = dict(_settled(context, place.location))
    if as_json:
        values = {key: {"value": one.value, "source": one.source} for key, one in told.items()}
        file = str(here.file) if here.file else None
        typer.echo(json.dumps({"file": file, "faults": here.faults, "values": values}, indent=1, ensure_ascii=False))
    else:
        for one in SETTINGS:
            settled = told[one.key]
            shown = "none" if settled.value is None else settled.value
            typer.echo(f"{one.key:26}{shown}  ({settled.source})")
        typer.echo(f"File of this PC: {here.file or f'none; it would be {usual_place()}'}")
    for fault in here.faults:
        typer.echo(fault, err=True)
    if here.faults:
        raise OutreachError("Put right what is told above; until then Outreach leaves it out.")


def logs(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="The file to write.")],
    yes: Annotated[bool, typer.Option("--yes", help="Write it without asking.")] = False,
) -> None:
    """Show what the logs hold, then write them to one file to be sent; they hold no names."""
    from outreach.machine.sending import log_files, write_zip

    found = log_files()
    for one in found:
        typer.echo(f"--- {one.name}, {len(one.text.splitlines()):,} lines ---\n{one.text}")
    if not yes and sys.stdin.isatty() and not typer.confirm(f"Write this to {file}?"):
        typer.echo("Nothing was written.")
        return
    write_zip(file, found)
    typer.echo(f"{file}: {len(found):,} files written. Nothing was sent: hand it over yourself.")


def _settled(context: typer.Context, location: str) -> Iterator[tuple[str, Settled]]:
    from outreach.records.server import without_password
    from outreach.ui import own

    remembered = own.stored_settings()
    database = own.settled_database(location)
    yield "database", Settled(without_password(str(database.value)), database.source)
    yield "backup_folder", own.settled_backup_folder(remembered, location)
    yield "lock_after_minutes", own.settled_lock_minutes(remembered)
    yield "language", own.settled_language(remembered)
    rules = dict(_rules(context))
    for one in SETTINGS:
        if one.key.startswith("retention."):
            yield one.key, machine().settle(one.key, own=rules.get(one.key), otherwise="never forgotten")


def _rules(context: typer.Context) -> Iterator[tuple[str, Value | None]]:
    """The precinct's own rules, where the records can be opened as they are."""
    from outreach.queries.precincts import only_precinct
    from outreach.queries.retention import retention_rules

    try:
        with opened(context):
            for rule in retention_rules(only_precinct()):
                yield f"retention.{rule.kind.replace(' ', '_').replace('-', '_')}", rule.years
    except OutreachError as fault:
        typer.echo(f"The rules of the precinct are not known here. {fault}", err=True)

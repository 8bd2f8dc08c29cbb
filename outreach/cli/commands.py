"""The program without a window: each command asks or changes the records, and prints or writes one thing.

Rooms are imported by the command that needs them, so that ``--help`` comes at once.
"""

import logging
from typing import Annotated

import typer

from outreach import __version__
from outreach.cli import (
    DATABASE_VARIABLE,
    about,
    keeping,
    kits,
    machine,
    open_window,
    retaining,
    telling,
    usual_database,
    watching,
)
from outreach.cli.opening import Place
from outreach.machine import settings as settled
from outreach.machine.log import Term
from outreach.shipped import COMMAND

log = logging.getLogger("outreach.cli")

app = typer.Typer(
    name=COMMAND,
    help="What a police precinct does in its community: events, who came, promises and reports.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
audit = typer.Typer(help="Check or take out the audit trail.", rich_markup_mode=None)
app.add_typer(audit, name="audit")
app.add_typer(retaining.retention, name="retention")
app.add_typer(kits.kit, name="kit")

app.command()(keeping.demo)
app.command()(telling.figures)
app.command()(telling.report)
app.command("import")(keeping.import_files)
app.command("export")(telling.export_list)
app.command("public-records")(telling.public_records)
app.command()(keeping.backup)
app.command()(keeping.restore)
app.command()(keeping.salvage)
app.command()(telling.check)
app.command()(keeping.migrate)
app.command()(keeping.copy)
app.command()(watching.status)
app.command()(machine.doctor)
app.command()(machine.settings)
app.command()(machine.logs)
app.command()(about.licenses)
app.command()(about.handbook)
audit.command("verify")(telling.verify_audit)
audit.command("trust")(telling.trust_signer)
audit.command("export")(telling.export_audit)


@app.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    database: Annotated[
        str,
        typer.Option(
            envvar=DATABASE_VARIABLE,
            metavar="PATH|URL",
            help="A file, or postgresql://user@host/name. Without it, the file in your data folder.",
        ),
    ] = "",
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
    account: Annotated[str, typer.Option(metavar="NAME", help="Your account, where the records have accounts.")] = "",
    passphrase_from: Annotated[
        int | None, typer.Option(metavar="N", help="Read its passphrase from an open file descriptor.")
    ] = None,
) -> None:
    """Open the window, or run one of the commands."""
    if version:
        typer.echo(f"Outreach {__version__}")
        raise typer.Exit
    if context.invoked_subcommand not in ("settings", "doctor"):  # they tell it themselves
        for fault in settled.machine().faults:
            typer.echo(fault, err=True)
    log.info("Command %s", Term(context.invoked_subcommand or "window"))
    context.obj = Place(database or usual_database(), account, passphrase_from)
    if context.invoked_subcommand is None:
        raise typer.Exit(open_window(context.obj.location))

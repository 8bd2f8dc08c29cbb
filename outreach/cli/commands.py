"""The program without a window: each command asks or changes the records, and prints or writes one thing.

Rooms are imported by the command that needs them, so that ``--help`` comes at once.
"""

import logging
from typing import Annotated

import typer

from outreach import __version__
from outreach.cli import (
    about,
    keeping,
    kits,
    machine,
    open_window,
    retaining,
    telling,
    watching,
)
from outreach.cli.opening import Place
from outreach.machine import settings as settled
from outreach.machine.log import Term
from outreach.shipped import COMMAND
from outreach.starting import DATABASE_VARIABLE, usual_database

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
app.add_typer(retaining.retention, name="retention", short_help="How long names are kept, and forgetting them.")
app.add_typer(kits.kit, name="kit", short_help="Take records to a meeting in one file, and bring them back.")

app.command()(keeping.demo)
app.command()(telling.figures)
app.command(short_help="Print a report to a PDF, or issue it.")(telling.report)
app.command("import")(keeping.import_files)
app.command("export", short_help="Write all records of a kind to a file.")(telling.export_list)
app.command("public-records", short_help="Write what the public may have to a .zip.")(telling.public_records)
app.command(short_help="Copy the database into a folder, and verify the copy.")(keeping.backup)
app.command(short_help="Put a backup in the place of the database.")(keeping.restore)
app.command(short_help="Save what can be read of a damaged database.")(keeping.salvage)
app.command(short_help="Read everything once, and say whether it is sound.")(telling.check)
app.command(short_help="Bring an older database up to date.")(keeping.migrate)
app.command(short_help="Copy everything to another database.")(keeping.copy)
app.command(short_help="Say how the database stands, for a server above all.")(watching.status)
app.command(short_help="Look whether this PC has what Outreach needs.")(machine.doctor)
app.command(short_help="Print what is set for this PC, and by whom.")(machine.settings)
app.command(short_help="Show what the logs hold, and write them to one file.")(machine.logs)
app.command(short_help="Name every part that is shipped, with its license.")(about.licenses)
app.command()(about.handbook)
audit.command("verify", short_help="Read the audit trail once, and say whether it is whole.")(telling.verify_audit)
audit.command("trust")(telling.trust_signer)
audit.command("export", short_help="Write the audit trail, or a part of it, to a file.")(telling.export_audit)


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

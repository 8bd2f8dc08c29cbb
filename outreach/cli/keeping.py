"""Commands that write: the demo, imports, backups, and bringing a database up to date."""

import getpass
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli.opening import (
    Place,
    all_or_nothing,
    applied_migrations,
    key_of,
    opened,
    opened_or_made,
    precinct_or_new,
    today_in,
    with_passphrase,
)
from outreach.errors import OutreachError
from outreach.languages.spoken import say

if TYPE_CHECKING:
    from outreach.records.inspecting import Holdings

KINDS = (
    "What the files hold: events, attendance, people, organizations, officers, follow-ups, crime, calendar, contacts, "
    "areas, or archive (everything)."
)


class Scale(StrEnum):
    """How much the demo holds."""

    PRECINCT = "precinct"
    CITY = "city"


def demo(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The database to make; it must not hold anything yet.")],
    scale: Annotated[Scale, typer.Option(help="One precinct, or a city for twenty years.")] = Scale.PRECINCT,
    seed: Annotated[int, typer.Option(help="The same seed gives the same records.")] = 2019,
) -> None:
    """Make a database with an invented West Precinct."""
    from outreach.demo import build_demo

    typer.echo(build_demo(file, scale=scale.value, seed=seed))


def import_files(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=KINDS)],
    files: Annotated[list[Path], typer.Argument(metavar="FILE…")],
    mapping: Annotated[Path | None, typer.Option(metavar="FILE", help="What the columns mean (TOML).")] = None,
    save_mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write how the files were read as a mapping (TOML).")
    ] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Guess the columns, whatever is remembered of files with these columns.")
    ] = False,
    month_by: Annotated[
        str,
        typer.Option(
            metavar="file|sheet|neither",
            help="Where a sheet's title speaks of another month than its file's name: which is right (neither: the "
            "sheet is left out).",
        ),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would do, and write nothing.")] = False,
    precinct: Annotated[
        str, typer.Option("--precinct", metavar="NAME", help="Which one; in a new database, its name.")
    ] = "",
    agency: Annotated[
        str, typer.Option("--agency", metavar="NAME", help="The agency of a new precinct.")
    ] = "Police Department",
) -> None:
    """Bring files in: all of it or nothing. The same file again changes nothing.

    How a mapping reads the files is remembered for the next ones with the same columns.
    """
    from outreach.exchange.answers import Answers, memory_of
    from outreach.exchange.importing import apply_import, plan_import, result_lines, stop_sentence
    from outreach.exchange.mapping import MonthBy, lasting
    from outreach.exchange.mapping_text import save_mapping as write_mapping

    if month_by and month_by not in list(MonthBy):
        raise typer.BadParameter(say("write file, sheet or neither"), param_hint="--month-by")
    answers = Answers(month_by=MonthBy(month_by) if month_by else None)
    action = f"import_{kind.replace('-', '_')}"
    with opened_or_made(context) as (unlocked, keep), all_or_nothing(unlocked.actor, action) as write:
        # An archive brings its precinct with it.
        own = 0 if kind == "archive" else precinct_or_new(unlocked, precinct, agency)
        today = today_in(own) if own else datetime.now().astimezone().date()
        plan = plan_import(kind, files, own, today, mapping, _told_on_terminal(), answers, remembered=not anew)
        if save_mapping is not None:
            write_mapping(save_mapping, lasting(kind if plan.mapping.columns else "", plan.mapping))
        writes = not (dry_run or plan.stops)
        if writes:
            # A guess was confirmed by nobody, so it is not remembered.
            memory = memory_of(kind, files[0], plan.mapping) if mapping is not None else None
            apply_import(unlocked.actor, own, plan, _told_on_terminal(), remember=memory)
            write()
            keep()
    for line in result_lines(plan, written=writes):
        typer.echo(line)
    if plan.stops:
        raise OutreachError(stop_sentence(plan))


def backup(context: typer.Context, folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> None:
    """Copy the database into a folder while it is in use, verify the copy, and keep the newest of days and weeks."""
    from outreach.actions.change import tell
    from outreach.exchange.server_backup import back_up_server
    from outreach.location import is_server
    from outreach.records.backup import take_backup, verify_backup

    place: Place = context.obj
    at = datetime.now().astimezone()
    if is_server(place.location):
        with opened(context) as unlocked:
            kept = back_up_server(unlocked.actor, place.location, folder, at)
        for path, holdings in kept.files:
            typer.echo(_verified(path, holdings))
        if kept.undumped:
            typer.echo(say("Archives alone: {why}.", why=kept.undumped))
        return
    with opened(context) as unlocked:
        taken = take_backup(folder, at, unlocked.key)
        tell(unlocked.actor, "took a backup")
        typer.echo(say("{file}: {count:,} rows, taken.", file=taken.path, count=taken.holdings.total))
        made = verify_backup(taken.path, unlocked.key)
        tell(unlocked.actor, "backed up")
    typer.echo(_verified(made.path, made.holdings))


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Try it beside the database, and change nothing.")] = False,
) -> None:
    """Put a backup in the place of the database, which is kept under another name; on a server into an empty one."""
    from outreach.actions.backups import actor_of_backup, refuse_restoring, restore_backup
    from outreach.actions.change import Actor
    from outreach.location import is_server
    from outreach.records.database import close_database
    from outreach.records.inspecting import holdings_of
    from outreach.records.restoring import try_restoring

    place: Place = context.obj
    if is_server(place.location):
        _restore_on_server(context, file, dry_run=dry_run)
        return
    key = key_of(place, file)
    actor = actor_of_backup(file, key, place.account) if key is not None else Actor(getpass.getuser())
    refuse_restoring(actor)
    now = holdings_of(place.path, key)
    then = try_restoring(file, place.path, key)
    typer.echo("\n".join(_side_by_side(now, then)))
    if dry_run:
        typer.echo(say("Nothing was changed."))
        return
    _holdings, replaced = restore_backup(actor, place.location, file, key)
    close_database()
    if then.newest_event:
        words = say(
            "{file}: {count:,} rows restored, the newest event of {day}.",
            file=place.path,
            count=then.total,
            day=then.newest_event,
        )
    else:
        words = say("{file}: {count:,} rows restored.", file=place.path, count=then.total)
    typer.echo(words)
    if replaced:
        typer.echo(say("The database before it is kept as {file}.", file=replaced))


def _verified(file: Path, holdings: "Holdings") -> str:
    return say("{file}: {count:,} rows, verified.", file=file, count=holdings.total)


def _restore_on_server(context: typer.Context, file: Path, *, dry_run: bool) -> None:
    from outreach.actions.change import Actor
    from outreach.exchange.server_backup import held_in, put_words, restore_into_new
    from outreach.records.base import database
    from outreach.records.server_backup import server_holdings

    place: Place = context.obj
    if dry_run:
        with opened(context):
            now = server_holdings(database.obj)
        typer.echo("\n".join(_side_by_side(now, held_in(file))))
        typer.echo(say("Nothing was changed."))
        return
    holdings = restore_into_new(Actor(getpass.getuser()), file, place.location)
    for name, count in holdings.rows:
        typer.echo(f"{name.replace('_', ' '):24}{count:>12,}")
    typer.echo(put_words(file, place.location, holdings))


def salvage(
    context: typer.Context,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The new database.")],
) -> None:
    """Save every row of a damaged database that can still be read, into a new file."""
    from outreach.records.salvage import salvage as save

    place: Place = context.obj
    saved = save(place.path, output, key_of(place, place.path))
    typer.echo(say("{file}: {count:,} rows saved.", file=output, count=saved.total))
    if saved.not_whole:
        typer.echo(say("Not all could be read of: {tables}.", tables=", ".join(saved.not_whole)))
    else:
        typer.echo(say("Every row could be read."))


def _side_by_side(now: "Holdings | None", then: "Holdings") -> Iterator[str]:
    """What the database holds now and what the backup does, where either has any."""
    before = dict(now.rows) if now else {}
    yield f"{'':24}{'now':>12}{'backup':>12}"
    for name, count in then.rows:
        if count or before.get(name):
            was = f"{before.get(name, 0):,}" if now else "unreadable"
            yield f"{name.replace('_', ' '):24}{was:>12}{count:>12,}"
    for words, day, day_then in (
        ("newest event", now.newest_event if now else None, then.newest_event),
        ("last change", now.last_change if now else None, then.last_change),
    ):
        yield f"{words:24}{(day or '-')[:10]:>12}{(day_then or '-')[:10]:>12}"


def migrate(context: typer.Context) -> None:
    """Bring a database made by an older program up to date; a file is copied first."""
    place: Place = context.obj
    applied = applied_migrations(place)
    told = [say("Applied {name}.", name=name) for name in applied]
    typer.echo("\n".join(told) or say("The database is up to date: nothing was changed."))


def copy(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="FROM", help="The database to copy: a file or a URL.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="An empty one: a new file, or a server's URL.")],
) -> None:
    """Copy everything to another database, as when a precinct moves to a server or back, and compare every row."""
    from outreach.actions.copying import copy_records

    context.obj = place = with_passphrase(replace(context.obj, location=source))
    with opened(context) as unlocked:
        moved = copy_records(unlocked, source, target, place.passphrase, _told_on_terminal())
    rows = ", ".join(f"{count:,} of {name.replace('_', ' ')}" for name, count in moved.copied.rows if count)
    typer.echo(say("{count:,} rows copied and compared: {rows}.", count=moved.copied.total, rows=rows))
    if moved.recovery_key:
        words = say("The recovery key of the new file, to be printed and locked away: {key}", key=moved.recovery_key)
        typer.echo(words)
    if moved.without_passphrase:
        names = ", ".join(moved.without_passphrase)
        typer.echo(say("These accounts need a new passphrase there, by Settings, Accounts: {names}.", names=names))


def _told_on_terminal() -> Callable[[float, str], None] | None:
    """Says how far long work is, on a terminal alone."""
    if not sys.stderr.isatty():
        return None

    def tell(share: float, words: str) -> None:
        end = "\n" if share >= 1 else ""
        typer.echo(f"\r\x1b[K{share:4.0%} {words}{end}", nl=False, err=True)

    return tell

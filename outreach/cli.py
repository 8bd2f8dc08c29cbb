"""The program without a window: each command asks or changes the records, and prints or writes one thing.

Exit status 0: done; 1: the data or a file is at fault, told in one sentence on stderr; 2: the command was
not understood.
Rooms are imported by the command that needs them, so that ``--help`` and the window start at once.
"""

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from platformdirs import user_data_path

from outreach.errors import OutreachError

if TYPE_CHECKING:
    from outreach.actions.change import Actor
    from outreach.queries.period import Period

app = typer.Typer(
    name="main.py",
    help="Community events, attendance, promises and partnership reports for a police precinct.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Scale(StrEnum):
    """How much the demo holds."""

    PRECINCT = "precinct"
    CITY = "city"


_REPORT_KINDS = "monthly, quarterly, neighborhood, recap, worklist, sign-in, event, year or labels."
_EXPORT_KINDS = "events, attendance, people, follow-ups, concerns, crime, calendar or archive."

From = Annotated[str, typer.Option("--from", metavar="YYYY-MM", help="First month.")]
To = Annotated[str, typer.Option("--to", metavar="YYYY-MM", help="Last month; without it, the first one alone.")]
PrecinctName = Annotated[str, typer.Option("--precinct", metavar="NAME", help="Which one, where there are several.")]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The file to write.")]


def main() -> None:
    """Run the command line; known faults are told in one sentence."""
    try:
        app()
    except OutreachError as fault:
        typer.echo(fault, err=True)
        sys.exit(1)


@app.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    database: Annotated[
        str,
        typer.Option(
            envvar="OUTREACH_DATABASE",
            metavar="PATH|URL",
            help="A file, or postgresql://user@host/name. Without it, the file in your data folder.",
        ),
    ] = "",
) -> None:
    """Open the window, or run one of the commands."""
    context.obj = database or str(_default_database())
    if context.invoked_subcommand is None:
        from outreach.ui import has_display, run_window

        if not has_display():
            raise OutreachError(
                "There is no display to open the window on: run it on a PC with a screen, "
                "or print without one by 'main.py report monthly --month YYYY-MM -o FILE.pdf'."
            )
        raise typer.Exit(run_window(context.obj))


@app.command()
def demo(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The database to make; it must not hold anything yet.")],
    scale: Annotated[Scale, typer.Option(help="One precinct, or a city for twenty years.")] = Scale.PRECINCT,
    seed: Annotated[int, typer.Option(help="The same seed gives the same records.")] = 2019,
) -> None:
    """Make a database with an invented West Precinct."""
    from outreach.demo import build_demo

    typer.echo(build_demo(file, scale=scale.value, seed=seed))


@app.command()
def figures(
    context: typer.Context,
    first: From,
    last: To = "",
    precinct: PrecinctName = "",
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Print the figures of a month or of several."""
    from outreach.queries import figures as asked

    with _opened(context):
        own = _precinct(precinct)
        told = asked.as_json(asked.figures(own, _period(first, last), _today(own)))
    if as_json:
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        typer.echo("\n".join(_lines(told)))


@app.command()
def report(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=_REPORT_KINDS)],
    output: Output,
    month: Annotated[str, typer.Option(metavar="YYYY-MM", help="The month it is about.")] = "",
    first: Annotated[str, typer.Option("--from", metavar="YYYY-MM", help="The first of several months.")] = "",
    last: To = "",
    neighborhood: Annotated[str, typer.Option(metavar="NAME", help="The neighborhood it is about.")] = "",
    event: Annotated[str, typer.Option(metavar="UID", help="The event it is about.")] = "",
    officer: Annotated[str, typer.Option(metavar="BADGE", help="The officer it is for.")] = "",
    public: Annotated[bool, typer.Option("--public", help="Without residents' names, phones or words.")] = False,
    precinct: PrecinctName = "",
) -> None:
    """Print a report to a PDF."""
    from outreach.queries.by_name import event_of_uid, neighborhood_named, officer_of_badge
    from outreach.reports.catalogue import Choice, render, report_of

    if month and first:
        raise typer.BadParameter("give --month or --from, not both")
    asked = report_of(kind)
    with _opened(context):
        own = _precinct(precinct)
        today = _today(own)
        choice = Choice(
            period=_period(month or first, last) if month or first else None,
            neighborhood=neighborhood_named(own, neighborhood) if neighborhood else None,
            event=event_of_uid(own, event) if event else None,
            officer=officer_of_badge(own, officer) if officer else None,
        )
        data = asked.gather(own, choice, today)
    _write_whole(output, render(kind, data, public, today))
    typer.echo(f"{output}: {asked.title}, {'public' if public else 'internal'} copy.")


@app.command("import")
def import_files(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="What the files hold: events or crime.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE…")],
    mapping: Annotated[Path | None, typer.Option(metavar="FILE", help="What the columns mean (TOML).")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would do, and write nothing.")] = False,
    precinct: Annotated[
        str, typer.Option("--precinct", metavar="NAME", help="Which one; in a new database, its name.")
    ] = "",
    agency: Annotated[
        str, typer.Option("--agency", metavar="NAME", help="The agency of a new precinct.")
    ] = "Police Department",
) -> None:
    """Bring files in: all of it or nothing. The same file again changes nothing."""
    from outreach.exchange.importing import apply_import, plan_import, result_lines

    with _opened_or_made(context) as keep, _all_or_nothing() as write:
        own = _precinct_or_new(precinct, agency)
        plan = plan_import(kind, files, own, _today(own), mapping, _told_on_terminal())
        writes = not (dry_run or plan.stops)
        if writes:
            apply_import(_actor(), own, plan)
            write()
            keep()
    for line in result_lines(plan, written=writes):
        typer.echo(line, err=plan.stops)
    if plan.stops:
        raise typer.Exit(1)


@app.command("export")
def export_list(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=_EXPORT_KINDS)],
    output: Output,
    precinct: PrecinctName = "",
) -> None:
    """Write all records of a kind to a file, in the format its name ends with: .csv, .xlsx, .ics or .json."""
    from outreach.exchange.exporting import export

    with _opened(context):
        own = _precinct(precinct)
        rows = export(kind, output, own, _today(own))
    typer.echo(f"{output}: {rows:,} written.")


@app.command()
def backup(context: typer.Context, folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> None:
    """Copy the database into a folder while it is in use, and verify the copy."""
    from outreach.records.backup import back_up

    with _opened(context):
        made = back_up(folder, datetime.now().astimezone())
    typer.echo(f"{made.path}: {made.holdings.total:,} rows, verified.")


@app.command()
def restore(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Put a backup in the place of the database, which is kept under another name."""
    from outreach.records.backup import restore as put_back
    from outreach.records.database import is_server

    if is_server(context.obj):
        raise OutreachError("A server's database is not a file: restore it with the server's pg_restore.")
    holdings, replaced = put_back(file, Path(context.obj))
    newest = f", the newest event of {holdings.newest_event}" if holdings.newest_event else ""
    typer.echo(f"{context.obj}: {holdings.total:,} rows restored{newest}.")
    if replaced:
        typer.echo(f"The database before it is kept as {replaced}.")


@app.command()
def migrate(context: typer.Context) -> None:
    """Bring a database made by an older program up to date; a file is copied first."""
    from outreach.records.database import close_database, open_database

    applied = open_database(context.obj)
    close_database()
    typer.echo("\n".join(f"Applied {name}." for name in applied) or "The database is up to date: nothing was changed.")


def _default_database() -> Path:
    return user_data_path("Outreach", appauthor=False) / "precinct.outreach"


@contextmanager
def _opened_or_made(context: typer.Context) -> Iterator[Callable[[], None]]:
    """The database, made when there is none; what was made and not kept is removed again."""
    from outreach.records.database import is_server

    location = Path(context.obj)
    is_new = not is_server(context.obj) and not location.exists()
    kept = False

    def keep() -> None:
        nonlocal kept
        kept = True

    if is_new and location == _default_database():
        location.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _opened(context, create=True):
            yield keep
    finally:
        if is_new and not kept:
            for suffix in ("", "-wal", "-shm"):
                location.with_name(location.name + suffix).unlink(missing_ok=True)


@contextmanager
def _all_or_nothing() -> Iterator[Callable[[], None]]:
    """One transaction that is taken back unless the function it gives was called."""
    from outreach.records.database import transaction

    class NotWrittenError(Exception):
        """Takes the transaction back."""

    written = False

    def write() -> None:
        nonlocal written
        written = True

    with suppress(NotWrittenError), transaction():
        yield write
        if not written:
            raise NotWrittenError


@contextmanager
def _opened(context: typer.Context, *, create: bool = False) -> Iterator[None]:
    from outreach.records.database import close_database, connection, open_database

    open_database(context.obj, create=create)
    try:
        with connection():
            yield
    finally:
        close_database()


def _precinct(name: str) -> int:
    from outreach.queries.precincts import only_precinct, precinct_named

    return precinct_named(name) if name else only_precinct()


def _precinct_or_new(name: str, agency: str) -> int:
    """The precinct named; in a database without any, a new one of that name."""
    from outreach.actions.precinct import PrecinctDetails, set_up_precinct
    from outreach.queries.precincts import precinct_list

    if not name or precinct_list():
        return _precinct(name)
    return set_up_precinct(_actor(), PrecinctDetails(agency, name)).only_id("precinct")


def _today(precinct: int) -> date:
    """Today where the precinct is."""
    from outreach.queries.precincts import precinct_header

    return datetime.now(ZoneInfo(precinct_header(precinct).time_zone)).date()


def _told_on_terminal() -> Callable[[float, str], None] | None:
    """Says how far long work is, on a terminal alone."""
    if not sys.stderr.isatty():
        return None

    def tell(share: float, words: str) -> None:
        end = "\n" if share >= 1 else ""
        typer.echo(f"\r\x1b[K{share:4.0%} {words}{end}", nl=False, err=True)

    return tell


def _period(first: str, last: str = "") -> "Period":
    from outreach.queries.period import Period, parse_month

    return Period.of_months(parse_month(first), parse_month(last)) if last else parse_month(first)


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as fault:
        raise OutreachError(
            f"{path} could not be written ({fault.strerror}): check the folder, or choose another."
        ) from fault


def _actor() -> "Actor":
    from outreach.actions.change import Actor

    return Actor(getpass.getuser())


def _lines(told: Any, indent: str = "") -> Iterator[str]:
    """An object of figures as indented lines; what is unknown reads "n/a"."""
    for name, value in told.items():
        words = name.replace("_", " ")
        if isinstance(value, dict):
            yield f"{indent}{words}"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{indent}{words}"
            for row in value:
                yield f"{indent}  " + ", ".join(f"{key.replace('_', ' ')} {_shown(part)}" for key, part in row.items())
        else:
            yield f"{indent}{words}: {_shown(value)}"


def _shown(value: Any) -> str:
    match value:
        case None:
            return "n/a"
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(map(str, value)) or "none"
        case _:
            return str(value)

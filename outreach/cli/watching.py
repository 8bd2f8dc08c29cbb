"""The command for whoever runs the server: how the database stands."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from outreach.cli.opening import Place, opened

TOLD_TABLES = 8


def status(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
    backup_folder: Annotated[
        Path | None, typer.Option("--backups", metavar="DIR", help="Where backups lie; otherwise the trail says when.")
    ] = None,
) -> None:
    """Say how the database stands: version, clients, last backup, sizes, slow statements."""
    from outreach.location import is_server
    from outreach.queries.news import last_backup, last_told
    from outreach.queries.status import status as asked
    from outreach.records.server import without_password

    place: Place = context.obj
    with opened(context):
        found = asked()
        if is_server(place.location):
            entry = last_told("backed up")
            backed_up = entry.at if entry else None
        else:
            backed_up = last_backup()
    told: dict[str, Any] = {
        "database": without_password(place.location),
        "last_backup": _last_backup(place, backup_folder) if backup_folder else backed_up,
        **asdict(found),
    }
    typer.echo(json.dumps(told, indent=1, ensure_ascii=False) if as_json else "\n".join(_lines(told)))


def _last_backup(place: Place, folder: Path) -> str | None:
    """When the newest backup in the folder was taken, ISO 8601; None where there is none."""
    from outreach.exchange.server_backup import server_backups
    from outreach.location import is_server
    from outreach.records.backup import backups

    own = is_server(place.location)
    taken = [at for at, _ in (server_backups(folder, place.location) if own else backups(folder, place.path.stem))]
    return max(taken).isoformat() if taken else None


def _lines(told: dict[str, Any]) -> list[str]:
    clients, slow = told["clients"], told["slow_statements"]
    largest = ", ".join(f"{one['name'].replace('_', ' ')} {one['rows']:,}" for one in told["tables"][:TOLD_TABLES])
    return [
        f"{told['database']}: {told['system']}, {told['bytes'] / 1_000_000:,.1f} MB, schema {told['schema']}.",
        f"Audit trail: {told['entries']:,} entries, the newest at {told['newest_entry'] or 'no time yet'}.",
        f"Last backup: {told['last_backup'] or 'none that is known here; name the folder with --backups'}.",
        f"Largest tables (rows): {largest}.",
        f"Clients: {len(clients)}.",
        *(f"  {one['program'] or one['user']} from {one['address']} since {one['since']}" for one in clients),
        f"Slow statements {'measured' if told['measures_statements'] else 'running now'}: {len(slow)}.",
        *(f"  {one['milliseconds']:,} ms, {one['calls']:,} times: {one['words'][:100]}" for one in slow),
    ]

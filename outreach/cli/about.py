"""What the program is made of, and how it is used."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from outreach.languages.spoken import say


def licenses(
    texts: Annotated[bool, typer.Option("--texts", help="With the words of every license.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON list.")] = False,
) -> None:
    """Name every part that is shipped, with its version and its license."""
    from outreach.parts import require_licenses, shipped_parts

    parts = shipped_parts()
    if as_json:
        told = [
            {"name": one.name, "version": one.version, "license": one.license, "kind": one.kind, "inside": one.inside}
            | ({"text": one.text} if texts else {})
            for one in parts
        ]
        typer.echo(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        for one in parts:
            indent = "  " if one.inside else ""
            typer.echo(f"{indent}{one.name} {one.version}".rstrip() + f": {one.license or 'license not known'}")
            if texts and one.text:
                typer.echo(f"\n{one.text}\n")
    require_licenses(parts)


def handbook(
    output: Annotated[Path, typer.Option("--output", "-o", help="The PDF to write.")],
    a4: Annotated[bool, typer.Option("--a4", help="On A4 sheets, not on letter ones.")] = False,
    language: Annotated[str, typer.Option(metavar="en|es", help="Without it, as set for this PC.")] = "",
) -> None:
    """Write all of the help as a PDF."""
    from outreach.exchange.spreadsheet import replacing
    from outreach.machine.settings import machine
    from outreach.reports.handbook import print_handbook

    content = print_handbook(
        datetime.now().astimezone().date(),
        language=str(machine().settle("language", given=language or None, otherwise="en").value),
        size="a4" if a4 else "letter",
    )
    with replacing(output) as part:
        part.write_bytes(content)
    typer.echo(say("{output}: the handbook.", output=output))

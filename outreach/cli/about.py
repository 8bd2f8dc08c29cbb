"""The command that tells what the program is made of."""

import json
from typing import Annotated

import typer


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

"""Everything a precinct keeps as one JSON file, and back."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from outreach.actions.archive import restore_archive
from outreach.actions.change import Actor, Changes
from outreach.actions.rows import stored
from outreach.errors import OutreachError
from outreach.exchange.mapping import FileMapping
from outreach.exchange.plan import Findings, ImportPlan, Progress
from outreach.exchange.recognise import refuse_pipes
from outreach.exchange.spreadsheet import replacing
from outreach.languages.spoken import say
from outreach.queries.archive import ARCHIVED_TABLES, archived_rows

FORMAT = "outreach-archive"
"""What an archive says that it is."""
_VERSION = 1
_MOST_BYTES = 1_000_000_000


def write_archive(path: Path, precinct: int) -> int:
    """Write everything a precinct keeps, one row a line; returns how many rows. The same records give the same file.

    Raises:
        OutreachError: the file cannot be written.
    """
    count = 0
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"format": "{FORMAT}", "version": {_VERSION}, "tables": {{')
        for number, (table, rows) in enumerate(archived_rows(precinct)):
            file.write(("," if number else "") + f"\n{json.dumps(table)}: [")
            for at, row in enumerate(rows):
                values = {column: stored(value, whole=True) for column, value in row.items()}
                file.write(("," if at else "") + "\n" + json.dumps(values, ensure_ascii=False, separators=(",", ":")))
                count += 1
            file.write("]")
        file.write("\n}}\n")
    return count


def plan_archive(paths: Sequence[Path], progress: Progress | None) -> ImportPlan:
    """Read an archive and say what is in it; nothing is written.

    Raises:
        OutreachError: it is not one file, no archive, of a newer program, or damaged.
    """
    if len(paths) != 1:
        raise OutreachError(say("An archive is one file: name just that one."))
    path = paths[0]
    if progress is not None:
        progress(0.0, say("{name}: being read", name=path.name))
    tables = _read(path)
    counts = [(name.replace("_", " "), len(rows)) for name, rows in tables.items() if rows]
    rows = sum(count for _, count in counts)
    return Findings(rows=rows).plan("archive", paths, FileMapping(), tables, new=rows, changed=0, same=0, totals=counts)


def apply_archive(by: Actor, tables: Mapping[str, Sequence[dict[str, Any]]]) -> Changes:
    """Put everything back as one change. Raises :class:`OutreachError` when the precinct is here already."""
    return restore_archive(by, tables)


def _read(path: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        refuse_pipes(path)
        if path.stat().st_size > _MOST_BYTES:
            raise OutreachError(
                say(
                    "{name} is larger than {most:,} MB, too large for an archive.",
                    name=path.name,
                    most=_MOST_BYTES // 1_000_000,
                )
            )
        told = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise OutreachError(say("{path} does not exist: check the name and the folder.", path=path)) from None
    except OSError as fault:
        raise OutreachError(
            say("{name} cannot be read: {reason}.", name=path, reason=fault.strerror or fault)
        ) from fault
    except (ValueError, RecursionError) as fault:
        raise OutreachError(
            say("{name} is not an archive, or is cut short: it is not well-formed JSON.", name=path.name)
        ) from fault
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise OutreachError(
            say("{name} is not an archive of this program: choose a file made by 'export archive'.", name=path.name)
        )
    if told.get("version") != _VERSION:
        raise OutreachError(
            say("{name} was written by a newer program: update this one and try again.", name=path.name)
        )
    tables = told.get("tables")
    known = {
        table._meta.table_name: {field.column_name for field in table._meta.sorted_fields} for table in ARCHIVED_TABLES
    }
    if (
        not isinstance(tables, dict)
        or not tables.keys() <= known.keys()
        or not all(isinstance(rows, list) for rows in tables.values())
        or len(tables.get("precinct", ())) != 1
    ):
        raise OutreachError(
            say("{name} is a damaged archive: its tables are not those of this program.", name=path.name)
        )
    for name, rows in tables.items():
        for number, row in enumerate(rows, start=1):
            if not isinstance(row, dict) or row.keys() != known[name]:
                raise OutreachError(
                    say(
                        "{name} is a damaged archive: row {row} of {table} has other columns.",
                        name=path.name,
                        row=number,
                        table=name,
                    )
                )
    return tables

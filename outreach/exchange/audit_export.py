"""The audit trail as a file, for whoever has to look into what happened."""

import json
from dataclasses import asdict
from pathlib import Path

from outreach.actions.change import Actor, tell
from outreach.errors import OutreachError
from outreach.exchange.spreadsheet import Column, replacing, write_table
from outreach.queries.audit import whole_trail

_COLUMNS = (
    Column("Entry", 8), Column("At (UTC)", 26), Column("Actor", 24), Column("Workstation", 20), Column("Action", 26),
    Column("Undoes", 8), Column("Hash", 66),
)  # fmt: skip


def export_audit(by: Actor, path: Path) -> int:
    """Write every entry to ``.csv`` or ``.xlsx``, or with what each changed to ``.jsonl``; returns how many there are.

    The export is told in the trail itself, and so in the file. Raises :class:`OutreachError` when the name ends
    otherwise or the file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".xlsx", ".jsonl"):
        raise OutreachError(f"{path.name}: the audit trail goes out as .csv, .xlsx or .jsonl. Name the file so.")
    tell(by, "export audit trail")
    if suffix != ".jsonl":
        rows = ([*asdict(entry.line).values(), entry.hash] for entry in whole_trail())
        return write_table(path, "Audit trail", _COLUMNS, rows)
    written = 0
    with replacing(path) as partial, partial.open("w", encoding="utf-8") as file:
        for entry in whole_trail():
            told = {**asdict(entry.line), "hash": entry.hash, "rows": entry.rows}
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
            written += 1
    return written

"""The audit trail as a file, for whoever has to look into what happened."""

import json
from dataclasses import asdict
from pathlib import Path

from outreach.actions.change import Actor, refuse_without_right, tell
from outreach.actions.rights import may_read_confidential
from outreach.errors import OutreachError
from outreach.exchange.spreadsheet import Column, replacing, write_table
from outreach.languages.spoken import say
from outreach.queries.audit import EVERYTHING, AuditFilter, whole_trail

_COLUMNS = (
    Column("Entry", 8), Column("At (UTC)", 26), Column("Actor", 24), Column("Workstation", 20), Column("Action", 26),
    Column("Undoes", 8), Column("Hash", 66),
)  # fmt: skip


def export_audit(by: Actor, path: Path, chosen: AuditFilter = EVERYTHING) -> int:
    """Write the entries that fit to ``.csv`` or ``.xlsx``, or with what each changed to ``.jsonl``; returns how many.

    The export is told in the trail itself, and so in the file. Values of records about people go out to those alone
    who may read confidential words. Raises :class:`RightsError` when the actor may not take it out, and
    :class:`OutreachError` when the name ends otherwise or the file cannot be written.
    """
    refuse_without_right(by, "export_audit_trail")
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".xlsx", ".jsonl"):
        raise OutreachError(
            say("{name}: the audit trail goes out as .csv, .xlsx or .jsonl. Name the file so.", name=path.name)
        )
    tell(by, "exported the audit trail")
    if suffix != ".jsonl":
        rows = ([*asdict(entry.line).values(), entry.hash] for entry in whole_trail(chosen))
        return write_table(path, "Audit trail", _COLUMNS, rows)
    written = 0
    with replacing(path) as partial, partial.open("w", encoding="utf-8") as file:
        for entry in whole_trail(chosen, confidential=may_read_confidential(by.role)):
            told = {**asdict(entry.line), "hash": entry.hash, "rows": entry.rows}
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
            written += 1
    return written

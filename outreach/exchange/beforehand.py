"""What is asked of files before anything is written, as a process beside the window is asked: how far it is, is told
through what comes first.

head = head_of(step, Path("people.csv"), precinct)
plan = planned(step, "people", (Path("people.csv"),), precinct, today, head.guessed["people"], Answers())
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from outreach.exchange.answers import Answers, Memory, memory_of
from outreach.exchange.guessing import guessed_mapping
from outreach.exchange.importing import plan_import
from outreach.exchange.likely import is_table, likely_kind
from outreach.exchange.mapping import COLUMNS_OF, REMEMBERED, FileMapping, mapping_of
from outreach.exchange.meeting_reports import meeting_reports
from outreach.exchange.plan import ImportPlan, Progress
from outreach.exchange.recognise import refuse_missing
from outreach.exchange.shapes import shape_of
from outreach.exchange.sheet import shown
from outreach.exchange.tables import first_table
from outreach.languages.spoken import say
from outreach.queries.known_mappings import remembered_mapping

SAMPLE_ROWS, ROWS_SEEN = 3, 20


@dataclass(frozen=True, slots=True)
class FileHead:
    """The columns of a file by name, the first values of each, what the file rather holds, and for each kind of import
    how it would be read: as it was last time (``remembered``), or as the names and values suggest (``guessed``)."""

    names: tuple[str, ...]
    samples: Mapping[str, str]
    kind: str = "events"
    guessed: Mapping[str, FileMapping] = field(default_factory=dict)
    remembered: Mapping[str, FileMapping] = field(default_factory=dict)


def head_of(step: Progress, path: Path, precinct: int) -> FileHead:
    """The columns of the first table in a file; none for a calendar, an address book or a map.

    Raises:
        OutreachError: the file cannot be read.
    """
    step(0.0, say("{name}: being read", name=path.name))
    refuse_missing(path)
    if not is_table(path):
        return FileHead((), {}, likely_kind(path, {}))
    if meeting_reports([path]):
        return FileHead((), {}, "attendance")
    table = first_table(path)
    rows = list(islice(table.records(), ROWS_SEEN))
    held = {name: [shown(row.cells[at]) for row in rows] for at, name in enumerate(table.names) if name}
    samples = {name: ", ".join(filter(None, texts[:SAMPLE_ROWS])) for name, texts in held.items()}
    shape = shape_of(table.names)
    kept = {kind: text for kind in COLUMNS_OF if (text := remembered_mapping(precinct, kind, shape))}
    return FileHead(
        tuple(samples),
        samples,
        next(iter(kept), "") or likely_kind(path, {name: [*filter(None, texts)] for name, texts in held.items()}),
        {kind: guessed_mapping(kind, table, FileMapping(kind=kind)) for kind in COLUMNS_OF},
        {kind: mapping_of(tomllib.loads(text), REMEMBERED) for kind, text in kept.items()},
    )


def planned(
    step: Progress,
    kind: str,
    paths: tuple[Path, ...],
    precinct: int,
    today: date,
    mapping: FileMapping | None,
    answers: Answers | None,
) -> ImportPlan:
    """What bringing files in would do, as :func:`plan_import` says it; it raises the same."""
    return plan_import(kind, paths, precinct, today, mapping, step, answers)


def to_remember(step: Progress, kind: str, path: Path, mapping: FileMapping, answers: Answers) -> Memory | None:
    """What is to be remembered when a file is brought in, as :func:`memory_of` says it; it raises the same."""
    step(0.0, say("{name}: being read", name=path.name))
    return memory_of(kind, path, mapping, answers)

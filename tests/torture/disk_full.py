"""A disk that is full: every task at many sizes at which the next write fails."""

import resource  # noqa: F401 - says at import, rather than halfway, that this platform has no such limit
import shutil
from pathlib import Path

from outreach.records.encryption import opened_file
from tests.torture.killing import damage, make_templates, prepared
from tests.torture.worker import DRAFT, TASKS, Hindered, said

STEP = {"record": 13_000, "import": 40_000, "migrate": 20_000, "rekey": 20_000, "backup": 30_000, "restore": 30_000,
        "purge": 30_000}  # fmt: skip
"""By how many bytes the limit grows from one try to the next; the first is too little for anything."""
ROUNDS = 60


def run(folder: Path, sizes: int = 20) -> dict[str, int]:
    """Work until no file may grow any more, at many sizes; a sentence must come, and nothing acknowledged be lost."""
    templates = make_templates(folder)
    counts = {"full_disks": 0, "lost": 0, "half_events": 0, "unreadable": 0, "crashes": 0}
    for task in TASKS:
        room = templates.old.stat().st_size if task == "migrate" else templates.plain.stat().st_size - 3 * STEP[task]
        for number in range(sizes):
            place = folder / f"{task}-{number}"
            file = prepared(place, templates, task)
            for name, count in full(task, file, room + number * STEP[task]).items():
                counts[name] += count
            shutil.rmtree(place)
    return counts


def full(task: str, file: Path, limit: int) -> dict[str, int]:
    """One task on a disk with so much room for each file."""
    told = said(task, file, Hindered(limit=limit, rounds=ROUNDS))
    acknowledged = max((int(words) for words in told if words.isdecimal()), default=0)
    counts = {"full_disks": 1, "crashes": 0, **damage(task, file, acknowledged)}
    if not told or not (told[-1] == "finished" or told[-1].startswith("fault: ")):
        counts["crashes"] = 1
    if task == "record" and acknowledged and not draft_kept(file):
        counts["lost"] = counts.get("lost", 0) + 1
    return counts


def draft_kept(file: Path) -> bool:
    """Whether what was being typed is still there."""
    with opened_file(file, read_only=True) as opened:
        return bool(opened.execute("SELECT payload FROM draft").fetchall() == [(DRAFT,)])

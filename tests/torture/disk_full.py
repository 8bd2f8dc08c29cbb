"""A disk that is full: every size at which the next write fails."""

import resource  # noqa: F401 - says at import, rather than halfway, that this platform has no such limit
import shutil
import subprocess
import sys
from pathlib import Path

from tests.torture.killing import ROOT, damage, make_precinct

SIZES = 40


def run(folder: Path) -> dict[str, int]:
    """Record until no file may grow any more, at many sizes; a sentence must come, and nothing acknowledged be lost."""
    template = folder / "template.outreach"
    make_precinct(template)
    counts = {"full_disks": 0, "lost": 0, "half_events": 0, "unreadable": 0, "crashes": 0}
    for number in range(SIZES):
        place = folder / str(number)
        place.mkdir()
        file = place / "west.outreach"
        shutil.copy(template, file)
        limit = template.stat().st_size + number * 13_000
        command = [sys.executable, "-m", "tests.torture.worker", "record", str(file), str(limit)]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        lines = ended.stdout.split("\n")
        acknowledged = max((int(line) for line in lines if line.isdecimal()), default=0)
        counts["full_disks"] += 1
        told = any(line.startswith("fault: ") for line in lines)
        if not told or "Traceback" in ended.stderr:
            print(f"limit {limit:,}: {ended.stdout[-200:]} {ended.stderr[-600:]}", flush=True)
            counts["crashes"] += 1
        for name, count in damage("record", file, acknowledged).items():
            counts[name] += count
        shutil.rmtree(place)
    return counts

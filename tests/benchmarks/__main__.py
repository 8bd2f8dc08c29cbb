"""How fast: ``uv run python -m tests.benchmarks [--scale precinct|city] [--database URL] [--json FILE]``.

Prints one table: ours, the floor measured in the same run, their ratio and the goal; ``--json`` writes the lines as a
list of objects with ``what``, ``ours``, ``floor``, ``ratio`` and ``goal``, in seconds or bytes (``unit``), so that two
commits can be compared. Without ``--database`` the demo of the scale is made first. The exit status is 1 when a goal is
missed.
"""

import argparse
import json
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from time import process_time

from outreach.location import is_server
from tests.benchmarks import measuring
from tests.benchmarks.measuring import Measure
from tests.benchmarks.subject import subject

PARTS = (
    "starting", "reading", "writing", "importing", "screens", "stalls", "paper", "idle", "memory", "distance",
)  # fmt: skip
"""Modules beside this one. A process that is begun while one measures loads this file anew, and none of them."""


def main() -> int:
    """Measure and tell; returns the exit status."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    asked.add_argument("--scale", choices=("precinct", "city"), default="precinct")
    asked.add_argument("--share", type=float, default=1.0, help="how much of a city, such as 0.1")
    asked.add_argument("--database", help="a file, of which a copy is measured, or a server's URL, which is written to")
    asked.add_argument("--encrypted", action="store_true", help="measure a copy encrypted with SQLCipher")
    asked.add_argument("--only", choices=PARTS, action="append", help="measure this part alone; may be repeated")
    asked.add_argument("--processor", action="store_true", help="processor time: for reading a file on a busy machine")
    asked.add_argument("--json", type=Path)
    options = asked.parse_args()
    if options.database and not is_server(options.database) and not Path(options.database).is_file():
        asked.error(f"there is no database at {options.database}: check the name; nothing was made or measured")
    if options.processor:
        measuring.clock = process_time
    found: list[Measure] = []
    print(f"{'what':58} {'ours':>10} {'floor':>10} {'ratio':>8}  goal")
    with (
        tempfile.TemporaryDirectory(prefix="benchmarks-") as folder,
        subject(Path(folder), options.scale, options.database, options.share, key=options.encrypted) as of,
    ):
        for name in options.only or PARTS:
            for measure in import_module(f"tests.benchmarks.{name}").measures(of):
                print(measure, flush=True)
                found.append(measure)
    if options.json:
        options.json.write_text(json.dumps([measure.as_json() for measure in found], indent=1) + "\n")
    missed = sum(not measure.met for measure in found)
    print(f"{len(found) - missed} of {len(found)} goals reached.")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())

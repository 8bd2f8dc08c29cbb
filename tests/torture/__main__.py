"""Kill, fill, hinder, flip, plant and fuzz: ``uv run python -m tests.torture [--kills 300] [--json FILE]``.

``--parts server`` kills desks that work on a PostgreSQL, which the run starts itself, and that server while they work.

Prints the counts, and with ``--json`` writes them: ``kills`` (``server_kills`` of them of the server), ``lost``
acknowledged changes, ``doubled`` ones, ``half_events``, ``unreadable`` files (on the server what ``check`` finds),
``byte_flips``, ``silent_wrong`` figures, ``planted`` secrets, ``planted_found``, ``fuzz_cases``, ``crashes``. The seed
of the chances is printed, and ``--seed`` repeats them. The exit status is 1 when anything is not as it must be.
"""

import argparse
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from tests.torture import bytes_flipped, disk_full, fuzzing, hindrances, killing, secrets_planted, serving

MUST_BE_NONE = ("lost", "doubled", "half_events", "unreadable", "silent_wrong", "planted_found", "crashes")


@contextmanager
def own_folder() -> Iterator[None]:
    """A PC of its own for a part: the key that signs the trail, and the heads it keeps."""
    with tempfile.TemporaryDirectory(prefix="own-") as folder, patch.dict(os.environ, XDG_DATA_HOME=folder):
        Path(folder).chmod(0o777)
        yield


def main() -> int:
    """Run everything; returns the exit status."""
    asked = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    asked.add_argument("--kills", type=int, default=300)
    asked.add_argument("--server-kills", type=int, default=100, help="of desks on a server, and of the server itself")
    asked.add_argument("--flips", type=int, default=200)
    asked.add_argument("--cases", type=int, default=10_000, help="fuzz cases for each kind of input")
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    asked.add_argument("--json", type=Path)
    asked.add_argument("--parts", nargs="+", help="some of: kills server disks hindrances flips secrets fuzz")
    options = asked.parse_args()
    print(f"seed {options.seed}", flush=True)
    counts: dict[str, int] = {}
    parts: dict[str, Callable[[Path], dict[str, int]]] = {
        "kills": lambda folder: killing.run(folder, options.kills, options.seed),
        "server": lambda folder: serving.run(folder, options.server_kills, options.seed),
        "disks": lambda folder: disk_full.run(folder),
        "hindrances": lambda folder: hindrances.run(folder),
        "flips": lambda folder: bytes_flipped.run(folder, options.flips, options.seed),
        "secrets": lambda folder: secrets_planted.run(folder),
        "fuzz": lambda folder: fuzzing.run(folder, options.cases, options.seed),
    }
    for part in (run for name, run in parts.items() if name in (options.parts or parts)):
        with tempfile.TemporaryDirectory(prefix="torture-") as folder, own_folder():
            for name, count in part(Path(folder)).items():
                counts[name] = counts.get(name, 0) + count
                print(f"{name:20} {counts[name]:,}", flush=True)
    if options.json:
        options.json.write_text(json.dumps(counts, indent=1) + "\n")
    wrong = [name for name in MUST_BE_NONE if counts.get(name, 0)]
    print("Not as it must be: " + ", ".join(wrong) if wrong else "All as it must be.")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())

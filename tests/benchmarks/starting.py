"""Starting: from the process to the first page with its figures, in time and memory, beside a bare window."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks import measuring
from tests.benchmarks.measuring import Goal, Measure
from tests.benchmarks.subject import Subject

RUNS = 7
GOAL = Goal(2.5)
IDLE_BYTES = 200 * 2**20


def measures(of: Subject) -> Iterator[Measure]:
    """The two lines about starting, and what an idle window holds."""
    key = [of.key.hex()] if of.key else []
    ours = [sys.executable, "-m", "tests.benchmarks.started", of.location, *key]
    floor = [sys.executable, str(Path(__file__).with_name("bare_window.py"))]
    with tempfile.TemporaryDirectory(prefix="settings-") as home:
        _started(ours, home), _started(floor, home)
        taken = [(_started(ours, home), _started(floor, home)) for _ in range(RUNS)]
    own_seconds, own_bytes = (median(own[at] for own, _ in taken) for at in (0, 1))
    seconds, memory = (median(bare[at] for _, bare in taken) for at in (0, 1))
    yield Measure("start to the first page drawn with its figures", own_seconds, seconds, GOAL)
    yield Measure("memory at that moment", own_bytes, memory, Goal(2.5, most=IDLE_BYTES), "bytes")


def _started(command: Sequence[str], home: str) -> tuple[float, float]:
    """Seconds from the start of a process to what it tells, or those of the processor, and the bytes it then holds."""
    alone = {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home}
    # As with whoever starts it day by day: what Python compiled at the first start, it reads at the next.
    about = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.monotonic()
    told = subprocess.run(command, env={**about, **alone}, capture_output=True, text=True, check=False, timeout=60)
    if told.returncode or not told.stdout:
        raise RuntimeError(f"{command} did not start: {told.stderr}")
    moment, memory, worked = map(float, told.stdout.split())
    return worked if measuring.clock is time.process_time else moment - start, memory

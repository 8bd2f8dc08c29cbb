"""Bringing files in, beside ``sqlite3``'s ``.import`` of the same file; always by processor time.

Each file is brought in by a process of its own that has begun already, into a database of its own: the subject's is
left alone.
"""

import resource
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from tests.benchmarks.measuring import Goal, Measure
from tests.benchmarks.subject import Subject
from tests.corpora import KINDS, LARGE, a_database, brought_in, files_before, loaded_by_sqlite

_RUNS = 5
_MOST = Goal(most=200 * 2**20)
_FILES = (
    ("import 100,000 sign-ins, matched to people", "known", 100_000, Goal(12)),
    ("import 100,000 sign-ins of nobody who is known", "attendance", 100_000, Goal(12)),
    ("import 500,000 incidents to counts", "crime", 500_000, Goal(8)),
)


def measures(_of: Subject) -> Iterator[Measure]:
    """Each file: its time beside the floor, taken before and after it by turns, and the most memory that its process
    took."""
    with tempfile.TemporaryDirectory(prefix="importing-") as folder:
        for what, kind, rows, goal in _FILES:
            path = Path(folder) / f"{kind}.csv"
            LARGE[kind](path, rows)
            floors, taken = [loaded_by_sqlite([path])], []
            for _ in range(_RUNS):
                taken.append(_alone(kind, path))
                floors += [loaded_by_sqlite([path]), loaded_by_sqlite([path])]
            told = [floor for floor in floors if floor is not None]
            yield Measure(what, median(seconds for seconds, _ in taken), median(told) if told else None, goal)
            yield Measure(f"{what}: memory", median(most for _, most in taken), None, _MOST, "bytes")


def _alone(kind: str, path: Path) -> tuple[float, float]:
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        return alone.submit(_imported, kind, path).result()


def _imported(kind: str, path: Path) -> tuple[float, float]:
    """Seconds that an import takes into a precinct that keeps what the file speaks of, and the bytes of this process
    at most."""
    with a_database() as precinct:
        for before, known in files_before(kind, path.parent):
            brought_in(before, [known], precinct)
        started = time.process_time()
        plan = brought_in(KINDS.get(kind, kind), [path], precinct)
        seconds = time.process_time() - started
        assert not plan.stops
    return seconds, _most_memory()


def _most_memory() -> float:
    """What the system calls so of a process that another one began may be what that one held then."""
    status = Path("/proc/self/status")
    if status.exists():
        return 1024 * int(next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")))
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

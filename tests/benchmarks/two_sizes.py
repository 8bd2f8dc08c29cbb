"""How reading grows, whatever the pace of the machine: ``python -m tests.benchmarks.two_sizes TENTH WHOLE [WORD …]``.

Two files are asked the same at once, by turns, each by a process of its own: what slows one slows the other. Prints the
processor time of each question (of those with one of the words), the middle one of many at both sizes, and the middle
one of the ratios; the exit status is 1 where a list that shows as many rows at both sizes grows by more than the goal.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

from outreach.queries.listing import Page
from tests.benchmarks.growth import MOST
from tests.benchmarks.reading import questions
from tests.benchmarks.subject import subject

RUNS = 41
ANSWERING = "--answering"


class Asked:
    """A process that answers questions about one file."""

    def __init__(self, file: str) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.two_sizes", ANSWERING, file]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.questions = self._line().split("|")

    def __enter__(self) -> "Asked":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def ask(self, what: str) -> tuple[float, int]:
        """The processor time of a question, and how many rows it showed."""
        assert self._process.stdin is not None
        print(what, file=self._process.stdin, flush=True)
        seconds, rows = self._line().split()
        return float(seconds), int(rows)

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def main() -> int:
    """Ask and tell; returns the exit status."""
    tenth, whole, *words = sys.argv[1:]
    if tenth == ANSWERING:
        answer(whole)
        return 0
    grown = 0
    with Asked(tenth) as less, Asked(whole) as more:
        for what in more.questions:
            if words and not any(word in what for word in words):
                continue
            less.ask(what), more.ask(what)
            both = [(*less.ask(what), *more.ask(what)) for _ in range(RUNS)]
            ratio = median(much / little for little, _, much, _ in both)
            before, after = (median(line[at] for line in both) * 1000 for at in (0, 2))
            _, rows, _, of_whole = both[0]
            short = "" if rows == of_whole else f"  {rows} rows → {of_whole}"
            grown += ratio > MOST and not short
            print(f"{what:58} {before:6.2f} → {after:6.2f} ms {ratio:6.2f} ×{short}", flush=True)
    return int(grown > 0)


def answer(file: str) -> None:
    """Answer questions, one for each line that comes in, until no more come."""
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder, subject(Path(folder), "city", file) as of:
        known = questions(of.precinct, of.today)
        print("|".join(known), flush=True)
        for line in sys.stdin:
            question, _ = known[line.strip()]
            start = process_time()
            found = question()
            taken = process_time() - start
            print(taken, len(found.rows) if isinstance(found, Page) else 0, flush=True)


if __name__ == "__main__":
    sys.exit(main())

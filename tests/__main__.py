"""Everything that CI runs, in its order, with a table of what came out and how long it took.

uv run python -m tests                     # all of it
uv run python -m tests --after-tests       # the steps after the tests alone, as .ci/run does
uv run python -m tests --coverage [PATH…]  # the tests (or some), and what they cover, room by room
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ROOMS = ("records", "actions", "queries", "reports", "exchange", "ui", "cli", "machine", "languages", "demo")
HOLES_TOLD = ("records", "actions", "queries")
"""The rooms of which every line and branch that no test reaches is told: nothing there may go unseen."""
_EXPLAINED = re.compile(r"# pragma: no (?:cover|branch) - (\S.*)")
"""How a line tells why no test here can go there."""


@dataclass(frozen=True)
class Step:
    """One thing that must hold: its name, and the module that is run with these words."""

    name: str
    words: tuple[str, ...]

    @property
    def command(self) -> list[str]:
        """What is started, by the Python that runs this."""
        return [sys.executable, *self.words]


STEPS = (
    Step("tests", ("-m", "pytest")),
    Step("ruff", ("-m", "ruff", "check")),
    Step("layout", ("-m", "ruff", "format", "--check")),
    Step("types", ("-m", "mypy")),
    Step("imports", ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")),
    Step("real input", ("-m", "pytest", "-m", "real_data")),
)
"""What CI runs: the tests first, by the README's command, then the others from here."""


@dataclass(frozen=True)
class Result:
    """How a step ended, after so many seconds."""

    name: str
    ended_well: bool
    seconds: float


@dataclass(frozen=True)
class Room:
    """What the tests reach of a room: statements and branches, and how many of each they do not."""

    name: str
    statements: int
    unreached: int
    branches: int
    unbranched: int

    @property
    def share(self) -> float:
        """The share of statements and branches that is reached."""
        whole = self.statements + self.branches
        return 1 - (self.unreached + self.unbranched) / whole if whole else 1.0


def run(steps: Iterable[Step], start: Callable[[Step], int]) -> list[Result]:
    """Run each step, whatever became of those before."""
    results = []
    for step in steps:
        say(f"\n=== {step.name}")
        begun = time.monotonic()
        status = start(step)
        results.append(Result(step.name, status == 0, time.monotonic() - begun))
    return results


def started(step: Step) -> int:
    """Run a step in a program of its own; returns its exit status."""
    return subprocess.run(step.command, cwd=ROOT, env=_environment(), check=False).returncode


def table(results: Sequence[Result]) -> list[str]:
    """The results and times, one line each."""
    lines = [f"{one.name:12}{'good' if one.ended_well else 'FAILED':8}{_clock(one.seconds):>8}" for one in results]
    return [*lines, f"{'together':20}{_clock(sum(one.seconds for one in results)):>8}"]


def rooms_of(told: dict[str, Any]) -> list[Room]:
    """Coverage's report (JSON), summed by room; what lies in none of them is "the rest"."""
    sums: dict[str, list[int]] = {name: [0, 0, 0, 0] for name in (*ROOMS, "the rest")}
    for file, content in told["files"].items():
        parts = Path(file).parts
        name = parts[1] if len(parts) > 2 and parts[1] in ROOMS else "the rest"
        summary = content["summary"]
        for at, key in enumerate(("num_statements", "missing_lines", "num_branches", "missing_branches")):
            sums[name][at] += summary[key]
    return [Room(name, *counts) for name, counts in sums.items()]


def room_lines(rooms: Sequence[Room]) -> list[str]:
    """The table of what is covered."""
    head = f"{'room':12}{'statements':>12}{'not reached':>13}{'branches':>10}{'not taken':>11}{'covered':>10}"
    whole = Room("together", *(sum(getattr(one, key) for one in rooms) for key in (
        "statements", "unreached", "branches", "unbranched",
    )))  # fmt: skip
    return [
        head,
        *(
            f"{one.name:12}{one.statements:>12,}{one.unreached:>13,}{one.branches:>10,}{one.unbranched:>11,}"
            f"{one.share:>10.1%}"
            for one in (*rooms, whole)
        ),
    ]


def hole_lines(told: dict[str, Any]) -> list[str]:
    """Where no test goes in the rooms of which each hole is told."""
    lines = []
    for file, content in told["files"].items():
        if Path(file).parts[1] not in HOLES_TOLD:
            continue
        holes = [*_spans(content["missing_lines"]), *(f"{a}→{b}" for a, b in content["missing_branches"])]
        if content["summary"]["num_statements"] == len(content["missing_lines"]) > 0:
            lines.append(f"  {file}: nothing of it")
        elif holes:
            lines.append(f"  {file}: {', '.join(holes)}")
    return lines


def _spans(numbers: Iterable[int]) -> Iterator[str]:
    """Numbers of lines, those in a row as one: 3, 7-9."""
    for _, run in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        first, *others = [number for _, number in run]
        yield f"{first}-{others[-1]}" if others else str(first)


def explained_lines(root: Path = ROOT) -> list[str]:
    """Where no test can go in those rooms, and why, as the line itself says; what it leaves out is not counted."""
    return [
        f"  {file.relative_to(root).as_posix()}: {number}: {found[1]}"
        for room in HOLES_TOLD
        for file in sorted((root / "outreach" / room).rglob("*.py"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if (found := _EXPLAINED.search(line))
    ]


def covered(paths: Sequence[str]) -> bool:
    """Run the tests, or some, and print what they cover; returns whether they passed."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**_environment(), "COVERAGE_FILE": str(Path(folder) / "coverage")}
        coverage = [sys.executable, "-m", "coverage"]
        tests = subprocess.run([*coverage, "run", "-m", "pytest", *paths], cwd=ROOT, env=environment, check=False)
        told = Path(folder) / "coverage.json"
        for words in (["combine", "-q"], ["json", "-q", "-o", str(told)]):
            subprocess.run([*coverage, *words], cwd=ROOT, env=environment, check=True)
        found = json.loads(told.read_text(encoding="utf-8"))
    say("\n".join(("", *room_lines(rooms_of(found)))))
    say(f"\nNot reached in {', '.join(HOLES_TOLD)} (lines, and branches from→to):")
    say("\n".join(hole_lines(found) or ["  nothing"]))
    say("\nNot counted, because no test here can go there:")
    say("\n".join(explained_lines() or ["  nothing"]))
    return tests.returncode == 0


def _environment() -> dict[str, str]:
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def say(words: str) -> None:
    """Print, before what the next program prints."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(
    words: Sequence[str],
    start: Callable[[Step], int] = started,
    covers: Callable[[Sequence[str]], bool] = covered,
) -> int:
    """Run what is asked for; returns 0 when all of it holds."""
    parser = argparse.ArgumentParser(prog="python -m tests", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--after-tests", action="store_true", help="leave out the tests, which ran already")
    which.add_argument(
        "--coverage",
        nargs=argparse.REMAINDER,
        metavar="PATH",
        help="run the tests alone, or some, with words for pytest",
    )
    wanted = parser.parse_args(words)
    if wanted.coverage is not None:
        return 0 if covers(wanted.coverage) else 1
    results = run(STEPS[1:] if wanted.after_tests else STEPS, start)
    say("\n".join(("", *table(results))))
    return 0 if all(one.ended_well for one in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

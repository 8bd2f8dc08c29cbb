"""What a measurement is: ours beside a floor, both the medians of runs that took turns, and the goal for them."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

LEAST_RUNS, MOST_RUNS = 5, 25
BUDGET_SECONDS = 2.0

type Run = Callable[[], float]
"""One run of something; returns what it took."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What is wanted: at most ``ratio`` times the floor and ``plus`` more, and never more than ``most``."""

    ratio: float | None = None
    plus: float = 0.0
    most: float | None = None

    def met(self, ours: float, floor: float | None) -> bool:
        """Whether a measurement reaches it."""
        within = self.ratio is None or floor is None or ours <= self.ratio * floor + self.plus
        return within and (self.most is None or ours <= self.most)

    def told(self, unit: str) -> str:
        """The goal as the table prints it."""
        ratio = "" if self.ratio is None else f"≤ {self.ratio:g} ×"
        plus = f" + {shown(self.plus, unit)}" if self.plus else ""
        most = "" if self.most is None else f"≤ {shown(self.most, unit)}"
        return ", ".join(part for part in (ratio + plus, most) if part)


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table. Seconds, or bytes where ``unit`` says so; without a floor there is only a limit. A list
    tells how many rows it showed."""

    what: str
    ours: float
    floor: float | None
    goal: Goal
    unit: str = "s"
    rows: int | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over the floor."""
        return self.ours / self.floor if self.floor else None

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.goal.met(self.ours, self.floor)

    def as_json(self) -> dict[str, Any]:
        """The line as two commits are compared by."""
        told: dict[str, Any] = {
            "what": self.what,
            "ours": self.ours,
            "floor": self.floor,
            "ratio": self.ratio,
            "goal": self.goal.ratio,
            "unit": self.unit,
            "met": self.met,
        }
        if self.rows is not None:
            told["rows"] = self.rows
        if self.goal.plus:
            told["goal_plus"] = self.goal.plus
        if self.goal.most is not None:
            told["goal_most"] = self.goal.most
        return told

    def __str__(self) -> str:
        floor = "–" if self.floor is None else shown(self.floor, self.unit)
        ratio = "–" if self.ratio is None else f"{self.ratio:.2f} ×"
        mark = "" if self.met else "  missed"
        goal = self.goal.told(self.unit)
        return f"{self.what:58} {shown(self.ours, self.unit):>10} {floor:>10} {ratio:>8}  {goal}{mark}"


def shown(value: float, unit: str = "s") -> str:
    """A value in the unit one reads it in.

    >>> shown(0.0123), shown(2.5), shown(3 * 2**20, "bytes"), shown(0.4, "%")
    ('12.3 ms', '2.50 s', '3.0 MiB', '0.40 %')
    """
    if unit == "bytes":
        return f"{value / 2**20:.1f} MiB"
    if unit == "%":
        return f"{value:.2f} %"
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


clock: Callable[[], float] = perf_counter
"""By what :func:`timed` measures; ``--processor`` puts the processor time of the program in its place."""


def timed(work: Callable[[], object]) -> Run:
    """A run that takes as long as the work."""

    def run() -> float:
        start = clock()
        work()
        return clock() - start

    return run


def compared(what: str, ours: Run, floor: Run | None, goal: Goal, *, unit: str = "s", runs: int = MOST_RUNS) -> Measure:
    """Measure ours and the floor by turns, so that a busy machine slows both; the first run of each is not counted."""
    ours()
    if floor is not None:
        floor()
    taken: list[tuple[float, float]] = []
    start = perf_counter()
    while len(taken) < runs and (len(taken) < min(LEAST_RUNS, runs) or perf_counter() - start < BUDGET_SECONDS):
        taken.append((ours(), floor() if floor is not None else 0.0))
    base = median(least for _, least in taken) if floor is not None else None
    return Measure(what, median(own for own, _ in taken), base, goal, unit)

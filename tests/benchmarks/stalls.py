"""The window never stalls: the gaps in its event loop while one pages, while a report prints and while a file comes in.

The floor is the same watch over the same window with nothing to do, in the same run: what the machine itself holds up.
On a machine that others keep busy the gaps are theirs; what is our own is told by the thread's processor time.
"""

import csv
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter, thread_time

from PySide6.QtCore import QObject, Qt, QTimer

from outreach.actions.change import Actor
from outreach.exchange.importing import apply_import, plan_import
from outreach.queries.period import Period
from outreach.reports.catalogue import REPORTS, Choice, render
from outreach.ui.tasks import Progress
from tests.benchmarks.measuring import Goal, Measure
from tests.benchmarks.screens import PLACES
from tests.benchmarks.seat import Seat, seat
from tests.benchmarks.subject import Subject

BY = Actor("Ofc. Measured", workstation="benchmark")
TICK_MS = 5
ROUNDS = 4
PEOPLE = 5_000
USUAL, LONGEST = Goal(most=0.05), Goal(most=0.1)


class Watchdog(QObject):
    """Ticks in the event loop, and keeps how much later than it should each tick came."""

    def __init__(self) -> None:
        super().__init__()
        self._last = perf_counter()
        self._late: list[float] = []
        self._worked_until = thread_time()
        self._own: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = perf_counter()
        self._late.append(max(0.0, now - self._last - TICK_MS / 1000))
        self._last = now
        worked = thread_time()
        self._own.append(worked - self._worked_until)
        self._worked_until = worked

    def over(self, doing: Callable[[], object]) -> tuple[list[float], list[float]]:
        """The gaps while something is done, the shortest first, and what the window's thread itself worked in each."""
        self._late, self._last = [], perf_counter()
        self._own, self._worked_until = [], thread_time()
        self._timer.start()
        doing()
        self._timer.stop()
        return sorted(self._late), sorted(self._own)


def measures(of: Subject) -> Iterator[Measure]:
    """For each kind of work the gap that 999 of 1,000 stay under, and the longest."""
    with tempfile.TemporaryDirectory(prefix="stalls-") as name, seat(of, Path(name)) as sitting:
        folder = Path(name)
        watchdog = Watchdog()
        works: dict[str, Callable[[], object]] = {
            "paging": lambda: None,
            "paging while a report prints": partial(_print, of, sitting),
            "paging while people come in from a file": partial(_bring_in, of, sitting, folder),
        }
        _page(sitting)
        for what, begin in works.items():
            quiet, _ = watchdog.over(partial(_wait, sitting, 3.0))

            def work(begin: Callable[[], object] = begin) -> None:
                begin()
                for _ in range(ROUNDS):
                    _page(sitting)

            gaps, own = watchdog.over(work)
            sitting.settle()
            yield Measure(f"stalls, {what}: 999 of 1,000", _share(gaps, 0.999), _share(quiet, 0.999), USUAL)
            yield Measure(f"stalls, {what}: the longest", gaps[-1], quiet[-1], LONGEST)
            yield Measure(f"stalls, {what}: the longest of our own", own[-1], None, LONGEST)


def _share(gaps: list[float], share: float) -> float:
    return gaps[min(len(gaps) - 1, int(share * len(gaps)))]


def _page(sitting: Seat) -> None:
    """Open every page, and let it be painted."""
    for place in PLACES:
        page = sitting.window.pages.get(place)
        if page is not None:
            page.mark_stale()
        sitting.window.open_page(place)
        _wait(sitting, 0.3)


def _wait(sitting: Seat, seconds: float) -> None:
    end = perf_counter() + seconds
    while perf_counter() < end:
        sitting.turn()


def _print(of: Subject, sitting: Seat) -> None:
    month = Period.of_month(of.today.year, of.today.month).prior

    def work(progress: Progress) -> object:
        choice = Choice(period=month)
        return [
            len(render("monthly", REPORTS["monthly"].gather(of.precinct, choice, of.today), False, of.today))
            for _ in range(3)
        ]

    sitting.window.desk.work("print", work, sitting.take, "Printing")


def _bring_in(of: Subject, sitting: Seat, folder: Path) -> None:
    file = folder / "people.csv"
    with file.open("w", newline="", encoding="utf-8") as opened:
        rows = csv.writer(opened)
        rows.writerow(["Given name", "Family name", "Phone"])
        rows.writerows([f"Given{n}", f"Measured{n}", f"205-555-{n % 10000:04d}"] for n in range(PEOPLE))

    def work(progress: Progress) -> object:
        return apply_import(BY, of.precinct, plan_import("people", [file], of.precinct, of.today)).action

    sitting.window.desk.work("import", work, sitting.take, "Bringing in")

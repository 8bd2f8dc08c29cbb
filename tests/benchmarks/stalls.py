"""The window never stalls: the gaps in its event loop while one pages, while a report prints and while a file comes in.

The floor is the same watch over the same window with nothing to do, in the same run: what the machine itself holds up.
On a machine that others keep busy the gaps are theirs: where the system tells how long the window's thread waited for a
processor, as Linux does, the longest gap without that is told, and of each kind the thread's own processor time.
"""

import csv
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from time import perf_counter, thread_time

from PySide6.QtCore import QObject, Qt, QTimer

from outreach.actions.change import Actor
from outreach.exchange.answers import Answers
from outreach.exchange.beforehand import head_of, planned, to_remember
from outreach.exchange.importing import apply_import
from outreach.queries.period import Period
from outreach.reports.catalogue import Choice
from outreach.reports.orders import Order, Wanted, made
from outreach.ui.tasks import Progress
from tests.benchmarks.measuring import Goal, Measure
from tests.benchmarks.screens import PLACES
from tests.benchmarks.seat import Seat, seat
from tests.benchmarks.started import resident_bytes
from tests.benchmarks.subject import Subject

BY = Actor("Ofc. Measured", workstation="benchmark")
TICK_MS = 5
ROUNDS = 4
PEOPLE = 5_000
SCHEDULED = Path("/proc/thread-self/schedstat")
USUAL, LONGEST = Goal(most=0.05), Goal(most=0.1)


class Watchdog(QObject):
    """Ticks in the event loop, and keeps how much later than it should each tick came."""

    def __init__(self) -> None:
        super().__init__()
        self._last = perf_counter()
        self._late: list[float] = []
        self._worked_until = thread_time()
        self._own: list[float] = []
        self._queued_until = queued_seconds()
        self._held: list[float] = []
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
        queued = queued_seconds()
        self._held.append(self._late[-1] - (queued - self._queued_until))
        self._queued_until = queued

    def over(self, doing: Callable[[], object]) -> "Gaps":
        """The gaps while something is done."""
        self._late, self._last = [], perf_counter()
        self._own, self._worked_until = [], thread_time()
        self._held, self._queued_until = [], queued_seconds()
        self._timer.start()
        doing()
        self._timer.stop()
        return Gaps(sorted(self._late), max(self._held), max(self._own))


@dataclass(frozen=True, slots=True)
class Gaps:
    """Gaps in seconds, the shortest first; the longest without what was waited for a processor; and the most that the
    window's thread itself worked in one."""

    late: list[float]
    held: float
    own: float

    def share(self, share: float) -> float:
        """The gap that this share of them stay under."""
        return self.late[min(len(self.late) - 1, int(share * len(self.late)))]


def queued_seconds() -> float:
    """How long this thread has waited for a processor that others had; 0 where the system does not tell."""
    try:
        return int(SCHEDULED.read_text(encoding="ascii").split()[1]) / 1e9
    except OSError:
        return 0.0


def measures(of: Subject) -> Iterator[Measure]:
    """For each kind of work the gap that 999 of 1,000 stay under, and the longest."""
    with tempfile.TemporaryDirectory(prefix="stalls-") as name, seat(of, Path(name)) as sitting:
        folder = Path(name)
        watchdog = Watchdog()
        works: tuple[tuple[str, Callable[[], object], Sequence[str]], ...] = (
            ("paging", lambda: None, PLACES),
            # The page of reports would put pages of its own in the place of these.
            ("paging while a report prints", partial(_print, of, sitting), [one for one in PLACES if one != "reports"]),
            ("paging while people come in from a file", partial(_bring_in, of, sitting, _written(folder)), PLACES),
        )
        _page(sitting, PLACES)
        for what, begin, places in works:
            quiet = watchdog.over(partial(_wait, sitting, 3.0))

            def work(begin: Callable[[], object] = begin, places: Sequence[str] = places) -> None:
                begin()
                for _ in range(ROUNDS):
                    _page(sitting, places)

            gaps = watchdog.over(work)
            sitting.settle()
            yield Measure(f"stalls, {what}: 999 of 1,000", gaps.share(0.999), quiet.share(0.999), USUAL)
            yield Measure(f"stalls, {what}: the longest", gaps.late[-1], quiet.late[-1], LONGEST)
            yield Measure(f"stalls, {what}: the longest but for others", gaps.held, quiet.held, LONGEST)
            yield Measure(f"stalls, {what}: the longest of our own", gaps.own, None, LONGEST)
        for process in active_children():
            held = resident_bytes(process.pid or 0)
            yield Measure(f"memory of the process {process.name}", held, None, Goal(), "bytes")


def _page(sitting: Seat, places: Sequence[str]) -> None:
    """Open each page, and let it be painted."""
    for place in places:
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
    wanted = Wanted(Order("monthly", Choice(month), False), of.precinct, of.today)
    beside = sitting.window.desk.reports_beside

    def work(progress: Progress) -> object:
        return [len(beside.run(progress, made, wanted).pdf) for _ in range(3)]

    sitting.window.desk.work("report", work, sitting.take, "Printing")


def _written(folder: Path) -> Path:
    file = folder / "people.csv"
    with file.open("w", newline="", encoding="utf-8") as opened:
        rows = csv.writer(opened)
        rows.writerow(["Given name", "Family name", "Phone"])
        rows.writerows([f"Given{n}", f"Measured{n}", f"205-555-{n % 10000:04d}"] for n in range(PEOPLE))
    return file


def _bring_in(of: Subject, sitting: Seat, file: Path) -> None:
    files = sitting.window.desk.files_beside

    def work(progress: Progress) -> object:
        head = files.run(progress, head_of, file, of.precinct)
        asked = ("people", (file,), of.precinct, of.today, head.guessed["people"], Answers())
        plan = files.run(progress, planned, *asked)
        memory = files.run(progress, to_remember, plan.kind, file, plan.mapping, Answers())
        return apply_import(BY, of.precinct, plan, progress.step, remember=memory).action

    sitting.window.desk.work("import", work, sitting.take, "Bringing in", writes=True)

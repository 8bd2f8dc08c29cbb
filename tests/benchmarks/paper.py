"""Paper: every kind of report, a page of it beside the same page set by reportlab alone; and WeasyPrint.

The floor has the same words, tables and pictures in the same places, without tags, structure and bookmarks, and knows
beforehand how much fits on a single page. All of it by processor time.
"""

from collections.abc import Callable, Iterator
from time import process_time

from outreach.queries.period import Period
from outreach.reports.catalogue import Choice, render
from outreach.reports.issuing import Draft, drafted
from tests.benchmarks.measuring import Goal, Measure, Run, compared
from tests.benchmarks.subject import Subject
from tests.paper import Press, bare, record_jobs, rows_that_fit, weasyprint_seconds
from tests.reports import more_samples as more
from tests.reports.reading import pages_of
from tests.reports.samples import PRINTED_ON

GOAL = Goal(1.6)
LINEAR = Goal(1.1)
A_FIFTH = Goal(0.2)
RUNS = 7
LINES = 5000


def measures(of: Subject) -> Iterator[Measure]:
    """A page of every kind and copy, a monthly summary with its queries, a long worklist, and another press."""
    for job in record_jobs(of.precinct, of.today):
        pages = len(pages_of(job.press()))
        yield beside_bare(f"a page of {job.name}", job.press, pages)
    monthly, drawn = _from_records(of)
    yield beside_bare("monthly summary, its queries included", monthly, 1, drawn)
    yield from _worklists()
    yield _beside_weasyprint(drawn)


def beside_bare(what: str, press: Press, pages: int, drawn: Press | None = None, runs: int = RUNS) -> Measure:
    """One page of a report, beside one set by reportlab alone; ``drawn`` is the same without what comes before."""
    rows = rows_that_fit(press)

    def floor() -> float:
        with bare(rows):
            return _taken(drawn or press) / pages

    return compared(what, lambda: _taken(press) / pages, floor, GOAL, runs=runs)


def _taken(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def _from_records(of: Subject) -> tuple[Press, Press]:
    """The monthly summary with its queries, and without."""
    choice = Choice(period=Period.of_month(of.today.year, of.today.month).prior)

    def draft() -> Draft:
        return drafted("monthly", of.precinct, choice, public=True, today=of.today)

    return lambda: draft().printed(), draft().printed


def _worklists() -> Iterator[Measure]:
    def of_lines(number: int) -> Press:
        work = more.a_worklist(number, owners=5)
        return lambda: render("worklist", work, public=False, printed_on=PRINTED_ON)

    long, short = of_lines(LINES), of_lines(LINES // 10)
    yield beside_bare(f"worklist of {LINES:,} lines", long, 1, runs=3)
    tenfold: Run = lambda: 10 * _taken(short)  # noqa: E731
    yield compared(f"worklist of {LINES:,} lines, beside ten of a tenth", lambda: _taken(long), tenfold, LINEAR, runs=3)


def _beside_weasyprint(press: Press) -> Measure:
    other = weasyprint_seconds(press)
    own = sorted(_taken(press) for _ in range(RUNS))[RUNS // 2]
    if other is None:
        return Measure("monthly summary (WeasyPrint cannot be loaded)", own, None, Goal())
    return Measure("monthly summary, beside WeasyPrint", own, other, A_FIFTH)

"""Reports that are exactly one page, whatever there is to say: as much as fits, and how much more there is."""

from collections.abc import Callable

from outreach.reports.page import Paper

_MOST = 60


def one_page(written: Callable[[int], Paper]) -> bytes:
    """The largest print that stays on one page.

    ``written(rows)`` writes the report with at most so many rows in each of its parts; with none it has to fit.
    """
    fitting, too_many = 0, _MOST + 1
    best = written(0).finish()
    while too_many - fitting > 1:
        rows = (fitting + too_many) // 2
        paper = written(rows)
        tried = paper.finish()
        if paper.pages == 1:
            fitting, best = rows, tried
        else:
            too_many = rows
    return best

"""Reports that are exactly one page, whatever there is to say: as much as fits, and how much more there is."""

from collections.abc import Callable

from outreach.reports.page import Paper

_MOST = 40
"""More rows than this no page can hold, however few lines each has."""
_FIRST_TRY = 8
_TRIES = 6
_A_ROW = 22.0
"""The least height of a row: where less than this is left, one more row would not fit."""


def one_page(written: Callable[[int], Paper]) -> bytes:
    """The largest print that stays on one page.

    ``written(rows)`` writes the report with at most so many rows in each of its parts; with none it has to fit. Tries
    are measured and not drawn, each guessed from the height of the rows in those before.
    """
    rows, paper = _fullest(written)
    made = paper.finish(is_one_page=True)
    while paper.pages > 1 and rows:
        rows -= 1
        paper = written(rows)
        made = paper.finish(is_one_page=True)
    return made


def _fullest(written: Callable[[int], Paper]) -> tuple[int, Paper]:
    best, fitting, too_many = written(0), 0, _MOST + 1
    rows, fitting_height = _FIRST_TRY, best.height
    for _ in range(_TRIES):
        paper = written(rows)
        height = paper.height
        a_row = (height - fitting_height) / (rows - fitting)
        if height <= paper.room:
            best, fitting, fitting_height = paper, rows, height
        else:
            too_many = rows
        left = paper.room - fitting_height
        if left < _A_ROW or too_many - fitting < 2:
            break
        more = int(left / a_row) if a_row > 0 else _MOST
        rows = min(fitting + max(more, 1), too_many - 1)
    return fitting, best

"""Reports that are exactly one page, whatever there is to say: as much as fits, and how much more there is."""

from collections.abc import Callable

from outreach.reports.page import Paper

_MOST = 40
"""More rows than this no page can hold, however few lines each has."""
_FIRST_TRY = 8
_TRIES = 6
_AT_LEAST_MORE = 6
"""So many rows more are tried at least while nothing was too much yet."""
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
    best, fitting, too_many, rows = None, 0, _MOST + 1, _FIRST_TRY
    fitting_height = 0.0
    for _ in range(_TRIES):
        paper = written(rows)
        height = paper.height
        if height > paper.room:
            too_many = rows
            # What its tables would lose tells how many rows fit, but for what follows them.
            surplus = height - paper.room
            rows = next((few for few in range(rows - 1, fitting, -1) if paper.height_after(few) >= surplus), fitting)
            if rows == fitting:
                break
            continue
        a_row = (height - fitting_height) / (rows - fitting)
        best, fitting, fitting_height = paper, rows, height
        if not paper.is_cut or paper.room - height < _A_ROW or too_many - fitting < 2 or not a_row:
            # All there is stands there, or it is full.
            break
        more = int((paper.room - height) / a_row)
        rows = min(fitting + max(more, 1 if too_many <= _MOST else _AT_LEAST_MORE), too_many - 1)
    return fitting, best or written(0)


def say_more(paper: Paper, hidden: int) -> None:
    """How many rows did not come onto the page."""
    if hidden > 0:
        paper.is_cut = True
        paper.note(paper.say("{number} more.", number=paper.say.number(hidden)))

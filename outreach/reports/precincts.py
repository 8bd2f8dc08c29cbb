"""The precincts of an agency side by side, for the department's commander: one page."""

from collections.abc import Callable
from datetime import date

from outreach.languages.wording import ENGLISH, Wording
from outreach.queries.precinct_comparison import PrecinctComparison, PrecinctFigures
from outreach.reports import covers
from outreach.reports.page import Paper
from outreach.reports.reissue import DRAFT, Issue
from outreach.reports.tables import Cell, Column, table
from outreach.reports.text import clipped, strong

TITLE = "Precincts compared"
_NAME_LETTERS = 28
_ON_ONE_PAGE = 12

type _Figure = tuple[str, float, Callable[[PrecinctFigures, Wording], str]]
"""Its heading, the share of the width that it takes, and how it is written."""

_MET: tuple[_Figure, ...] = (
    ("Events held", 1, lambda row, say: say.number(row.held)),
    ("People reached", 1, lambda row, say: say.number(row.people_reached)),
    ("Events without a count", 1, lambda row, say: say.number(row.unknown_events)),
    ("Signed in", 1, lambda row, say: say.number(row.signed_in)),
    ("For the first time", 1, lambda row, say: say.number(row.first_time)),
    ("Neighborhoods reached", 1.5, lambda row, say: _of(row.reached, row.active, say)),
    ("Gone quiet", 1, lambda row, say: say.number(row.quiet)),
)
_PROMISED: tuple[_Figure, ...] = (
    ("Concerns", 1, lambda row, say: say.number(row.concerns)),
    ("Promises opened", 1, lambda row, say: say.number(row.opened)),
    ("Promises settled", 1, lambda row, say: say.number(row.closed)),
    ("Kept of due", 1, lambda row, say: _of(row.kept, row.due, say)),
    ("Still open", 1, lambda row, say: say.number(row.open)),
    ("Overdue", 1, lambda row, say: say.number(row.overdue)),
)


def print_precincts(
    compared: PrecinctComparison, *, printed_on: date, say: Wording = ENGLISH, issue: Issue = DRAFT
) -> bytes:
    """The comparison as a tagged PDF."""
    cover = covers.Cover(TITLE, compared.precinct, compared.period, False, printed_on)
    is_one_page = len(compared.rows) <= _ON_ONE_PAGE
    paper = covers.begun(cover, say, issue, is_one_page=is_one_page)
    paper.heading(say("Events and people"))
    _side_by_side(paper, compared, _MET)
    paper.heading(say("Concerns and promises"))
    _side_by_side(paper, compared, _PROMISED)
    paper.note(
        say(
            "Each precinct's figures are those of its own summary. “n/a”: nobody counted. Precincts differ in size and "
            "in what they face: the figures say what was done, not how well."
        )
    )
    return paper.finish(is_one_page=is_one_page)


def _side_by_side(paper: Paper, compared: PrecinctComparison, figures: tuple[_Figure, ...]) -> None:
    say = paper.say
    columns = [Column(say("Precinct"), 3.2), *(Column(say(title), share, "right") for title, share, _ in figures)]
    cells: list[list[Cell]] = [
        [clipped(row.name, _NAME_LETTERS), *(told(row, say) for _, _, told in figures)] for row in compared.rows
    ]
    if len(compared.rows) > 1:
        together = compared.together
        cells.append([strong(say("Together")), *(strong(told(together, say)) for _, _, told in figures)])
    paper.add(table(paper.section(), columns, cells, paper.width))


def _of(part: int, whole: int, say: Wording) -> str:
    return say("{part} of {whole}", part=say.number(part), whole=say.number(whole))

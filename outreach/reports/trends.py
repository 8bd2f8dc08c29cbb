"""Lines through the months, two charts in a row."""

from collections.abc import Callable, Sequence

from outreach.languages.wording import Wording
from outreach.queries.home import MonthPoint as Month
from outreach.reports.chart_parts import Picture
from outreach.reports.month_lines import MonthPoint, month_line
from outreach.reports.page import Paper

BETWEEN = 24.0
"""Points between two charts in a row."""


def twelve_months(paper: Paper, months: Sequence[Month]) -> None:
    """Events and people of the months up to the one reported on; left out where nothing was ever held."""
    if not any(month.held for month in months):
        return
    say, width = paper.say, (paper.width - BETWEEN) / 2
    paper.heading(say("The last twelve months"))
    counted: tuple[tuple[str, list[int | None]], ...] = (
        (say("Events held"), [month.held for month in months]),
        (say("People reached"), [month.people_reached for month in months]),
    )
    nothing = [None] * len(months)
    in_pairs(paper, [months_chart(months, values, nothing, what, width, say) for what, values in counted])


def months_chart(
    months: Sequence[Month],
    values: Sequence[int | None],
    before: Sequence[int | None],
    what: str,
    width: float,
    say: Wording,
) -> Picture:
    """A line through the values of the months, and a dashed one through those of the year before."""
    points = []
    for month, value, earlier in zip(months, values, before, strict=True):
        first = month.month.first
        short = say.months_short[first.month - 1]
        points.append(MonthPoint(short, say.month(first.year, first.month), value, earlier))
    return month_line(points, what, width, say, height=108)


def records_begin(months: Sequence[Month]) -> int:
    """The place of the first month of which anything at all is recorded; those before are not known, and not 0."""
    for at, month in enumerate(months):
        if month.held or month.people_reached or month.promises_opened or month.promises_closed:
            return at
    return len(months)


def in_pairs(paper: Paper, pictures: Sequence[Picture]) -> None:
    """Charts two in a row."""
    for start in range(0, len(pictures), 2):
        parts = [_adder(paper, picture) for picture in pictures[start : start + 2]]
        if len(parts) == 1:
            parts.append(lambda: None)
        paper.columns(parts)


def _adder(paper: Paper, picture: Picture) -> Callable[[], None]:
    return lambda: paper.add(picture.figure(paper.section()))

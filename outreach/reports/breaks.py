"""Where a page may end: what has to stay together, and what may rather be divided than leave a page half empty."""

from typing import Any

from reportlab.platypus import CondPageBreak, Flowable
from reportlab.platypus import Paragraph as ReportlabParagraph

from outreach.reports.tables import Rows
from outreach.reports.tagged import TaggedFigure, TaggedTable
from outreach.reports.text import QUOTE

# A table higher than this is rather broken than moved to the next page whole.
_WHOLE_AT_MOST = 240.0
_MOST_BLANK = 0.3
"""The share of a page that may stay empty so that a short table stands whole on the next one."""


class Break(CondPageBreak):  # type: ignore[misc]  # reportlab carries no types
    """A new page here, unless ``whole`` points are left; or unless ``least`` are and much would be left empty.

    ``room`` is the height of a page.
    """

    def __init__(self, whole: float, least: float, room: float) -> None:
        super().__init__(min(whole, room))
        self.whole, self.least, self.most_blank = min(whole, room), min(least, room), room * _MOST_BLANK

    def wrap(self, available_width: float, available_height: float) -> Any:
        """Ask for the new page where it is wanted."""
        is_divided = available_height > max(self.least, self.most_blank)
        self.height = self.least if is_divided else self.whole
        return super().wrap(available_width, available_height)


class PictureAndTable(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """A picture and the table it sums up: where the picture does not fit any more, the table begins before it.

    The picture is then at the head of the next page, as in any book; what is read aloud keeps its order.
    """

    def __init__(self, picture: TaggedFigure, table: Rows) -> None:
        super().__init__()
        self.picture, self.table = picture, table

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """More than there is: it is always taken apart."""
        return available_width, available_height + 1

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """The picture before the table, or within it, or behind it."""
        if self.picture.least_height(available_width) + self.picture.getSpaceBefore() <= available_height:
            return [self.picture, self.table]
        self.table._frame = self._frame
        if self.table.wrapOn(self.canv, available_width, available_height)[1] <= available_height:
            return [self.table, self.picture]
        first, *rest = self.table.splitOn(self.canv, available_width, available_height) or [None]
        return [] if first is None else [first, self.picture, *rest]


def height_of(flowable: Any, width: float) -> float:
    """The height of a flowable with the space around it, in points."""
    height = flowable.wrapOn(None, width, 100_000)[1] + flowable.getSpaceBefore() + flowable.getSpaceAfter()
    return float(height)


def opening(flowable: Any, width: float) -> float:
    """How much of a flowable a heading wants beneath it on its page: a whole picture, or the start of a text or
    table.
    """
    if isinstance(flowable, PictureAndTable):
        return flowable.table.opening(3)
    if isinstance(flowable, Rows) and not flowable.is_short:
        return flowable.opening(2)
    if isinstance(flowable, TaggedFigure):
        return float(flowable.least_height(width) + flowable.getSpaceBefore() + flowable.getSpaceAfter())
    height = height_of(flowable, width)
    if isinstance(flowable, Rows) and height > _WHOLE_AT_MOST:
        return flowable.opening(3)
    if isinstance(flowable, TaggedTable) and height > _WHOLE_AT_MOST:
        # Words that somebody wrote at length begin where there is room for a few lines.
        return 5.0 * float(QUOTE.leading)
    if isinstance(flowable, ReportlabParagraph):
        return min(height, 3.0 * float(flowable.style.leading))
    return height


def least_opening(flowable: Any, width: float) -> float:
    """The same where the flowable may be divided so that the page is not left half empty."""
    return flowable.opening(3) if isinstance(flowable, Rows) else opening(flowable, width)

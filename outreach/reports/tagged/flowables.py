"""Platypus flowables that know their place in the structure tree."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, Paragraph, Table

from outreach.reports.tagged.structure import Element


class TaggedParagraph(Paragraph):  # type: ignore[misc]  # reportlab carries no types
    """A paragraph that belongs to an element; make it with :func:`tagged`."""

    element: Element | None = None
    label: Element | None = None
    outline: tuple[str, int] | None = None
    _wrapped: tuple[float, tuple[float, float]] | None = None

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The size of the text, broken into lines once for each width: a table asks again on every page."""
        # Reportlab throws the lines away when it has tried to split them.
        if self._wrapped is None or self._wrapped[0] != available_width or not hasattr(self, "blPara"):
            self._wrapped = (available_width, super().wrap(available_width, available_height))
        return self._wrapped[1]

    def draw(self) -> None:
        """Draw the text inside its element."""
        canvas = self.canv
        if self.outline is not None:
            canvas.bookmark(*self.outline, self.height)
        lines = getattr(self, "blPara", None)
        whole = lines is not None and lines.kind == 0 and bool(getattr(lines, "link", None))
        if self.element is None:
            super().draw()
            return
        with canvas.reading(self.element, self.label, link_only=whole):
            super().draw()

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """The pieces belong to the same element; only the first has the bullet and the bookmark."""
        pieces: list[Any] = super().split(available_width, available_height)
        for index, piece in enumerate(pieces):
            piece.element = self.element
            piece.label = self.label if index == 0 else None
            piece.outline = self.outline if index == 0 else None
        return pieces


class TaggedLine(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """One line of text that belongs to an element: what most table cells are, at a quarter of a paragraph's cost."""

    def __init__(self, text: str, style: Any, element: Element) -> None:
        super().__init__()
        self.text, self.style, self.element = text, style, element
        self.width = 0.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As wide as the room it is given, as high as one line."""
        self.width = available_width
        return available_width, self.style.leading

    def draw(self) -> None:
        """Draw the line, aligned as its style says."""
        style, canvas = self.style, self.canv
        place = {1: (canvas.drawCentredString, self.width / 2), 2: (canvas.drawRightString, self.width)}
        draw, x = place.get(style.alignment, (canvas.drawString, 0.0))
        with canvas.content(self.element):
            canvas.setFont(style.fontName, style.fontSize)
            canvas.setFillColor(style.textColor)
            # The same baseline as a Paragraph of this style, so that the two can share a row.
            draw(x, style.leading - style.fontSize, self.text)


class TaggedTable(Table):  # type: ignore[misc]  # reportlab carries no types
    """A table whose cells are tagged flowables; its rules and backgrounds are ornament."""

    def _drawBkgrnd(self) -> None:  # noqa: N802 (reportlab's name)
        with self.canv.artifact():
            super()._drawBkgrnd()

    def _drawLines(self) -> None:  # noqa: N802 (reportlab's name)
        with self.canv.artifact():
            super()._drawLines()


class TaggedFigure(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """Any flowable (a drawing, an image) as a figure with an alternative text and its place on the page.

    ``smaller`` are the same picture in lesser sizes, the largest first: the first one that fits into what is left of
    the page is drawn, so that a page is not left half empty for the want of a few points.
    """

    def __init__(
        self,
        picture: Any,
        element: Element,
        *,
        smaller: Sequence[Any] = (),
        space_before: float = 0,
        space_after: float = 0,
    ) -> None:
        super().__init__()
        self.picture, self.element = picture, element
        self.sizes = (picture, *smaller)
        self.spaceBefore, self.spaceAfter = space_before, space_after
        self.size = (0.0, 0.0)
        self.hAlign = getattr(picture, "hAlign", "LEFT")

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The size of the picture: of the largest that fits, or of the smallest where none does."""
        for picture in self.sizes:
            self.picture, self.size = picture, picture.wrapOn(self.canv, available_width, available_height)
            if self.size[1] <= available_height:
                break
        self.width, self.height = self.size
        return self.size

    def least_height(self, available_width: float) -> float:
        """The height of its smallest size."""
        height: float = self.sizes[-1].wrapOn(None, available_width, 100_000)[1]
        return height

    def draw(self) -> None:
        """Draw the picture inside its element."""
        canvas = self.canv
        left, bottom = canvas.absolutePosition(0, 0)
        right, top = canvas.absolutePosition(*self.size)
        box = " ".join(f"{value:.2f}" for value in (left, bottom, right, top))
        self.element.attributes = f"/O /Layout /Placement /Block /BBox [{box}]"
        with canvas.content(self.element):
            self.picture.drawOn(canvas, 0, 0)


class Ornament(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """A flowable that is only looked at, such as a rule between two sections."""

    def __init__(self, picture: Any) -> None:
        super().__init__()
        self.picture = picture

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The size of what is drawn."""
        self.width, self.height = self.picture.wrapOn(self.canv, available_width, available_height)
        return self.width, self.height

    def getSpaceBefore(self) -> float:  # noqa: N802 (reportlab's name)
        """As the picture asks."""
        space: float = self.picture.getSpaceBefore()
        return space

    def getSpaceAfter(self) -> float:  # noqa: N802 (reportlab's name)
        """As the picture asks."""
        space: float = self.picture.getSpaceAfter()
        return space

    def draw(self) -> None:
        """Draw the picture as an artifact."""
        with self.canv.artifact():
            self.picture.drawOn(self.canv, 0, 0)


def tagged(
    paragraph: TaggedParagraph,
    element: Element | None,
    *,
    label: Element | None = None,
    outline: tuple[str, int] | None = None,
) -> TaggedParagraph:
    """Put a paragraph under an element; ``outline`` is its bookmark's title and level (0 is the top)."""
    paragraph.element = element
    paragraph.label = label
    paragraph.outline = outline
    return paragraph

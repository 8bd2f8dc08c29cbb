"""The sheet every report is printed on: its size, what runs along the top and bottom, and how a report is put together.

A :class:`Paper` collects headings, paragraphs, tables and pictures in reading order and turns them into one tagged PDF.
It keeps a heading with what follows it, so that no heading stands alone at the foot of a page.
"""

import functools
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate, Spacer, Table

from outreach.languages.wording import Wording
from outreach.reports.breaks import Break, PictureAndTable, height_of, least_opening, opening
from outreach.reports.fonts import REGULAR, load_fonts
from outreach.reports.margins import TIGHT, roomy
from outreach.reports.running import MANY_PAGES, Running, is_short_head
from outreach.reports.tables import Rows
from outreach.reports.tagged import Element, Ornament, TaggedCanvas, TaggedFigure, TaggedTable
from outreach.reports.text import (
    ACCENT,
    BODY,
    BULLET,
    FURNITURE,
    HAIRLINE,
    HEADING,
    INK,
    SMALL,
    SUBHEADING,
    SUBTITLE,
    TITLE,
    clipped,
    one_line,
    paragraph,
    shortened,
    width,
)
from outreach.reports.unshown import explained, hinted

SIDE = 50.0
_INSIDE = 6.0
"""What a frame keeps free above and below its text."""
_AFTER_LIST = 7.0
"""What follows a list is further from it than its items are from one another."""
_SIZES = {"letter": LETTER, "a4": A4}
_HEADINGS = {1: HEADING, 2: SUBHEADING}


type Marks = Callable[[TaggedCanvas, int, float, float], None]


class Paper:
    """One report in the making. ``size`` is "letter" or "a4"; the language of the file is that of ``say``.

    ``is_tight`` takes the text near the edges of the sheet: for a page that stands alone, and for forms.
    ``marks(canvas, page, width, height)`` draws what else every page carries, as ornament. ``pages`` is known once
    the paper is finished. ``is_cut`` is whether something was left out for want of room.
    """

    def __init__(
        self,
        title: str,
        say: Wording,
        running: Running,
        *,
        size: str = "letter",
        author: str = "",
        marks: Marks | None = None,
        is_tight: bool = False,
    ) -> None:
        load_fonts()
        self._marks = marks
        self.title, self.say, self.author = clipped(one_line(title), 120), say, one_line(author)
        self.running = running
        self.page_size = _SIZES[size]
        self.margins = TIGHT if is_tight else roomy(self.page_size[1])
        self._stands_alone = is_tight
        self.width = self.page_size[0] - 2 * SIDE
        self.root = Element("Document")
        self._section = self.root
        self._story: list[Any] = []
        self._headings: list[Any] = []
        self._in_column = False
        self._explanation: Element | None = None
        self.pages = 0
        self.is_cut = False

    # ---- parts of a report

    def masthead(self, above: str, headline: str, mark: str, subtitle: str, *, logo: Any = None) -> None:
        """The top of the first page: who reports, what it is, and for when; ``logo`` is a figure to its right."""
        headline = one_line(headline)
        lines = [
            paragraph(above, FURNITURE, Element("P", self.root)),
            paragraph(headline, TITLE, Element("H1", self.root), outline=(headline, 0)),
            paragraph(subtitle, SUBTITLE, Element("P", self.root)),
        ]
        right = [paragraph(mark, FURNITURE.clone("mark", alignment=2), Element("P", self.root))] if mark else []
        if logo is not None:
            right += [Spacer(0, 4), logo]
        made = beside([lines, right], [self.width - 130, 130], 0, space_after=6)
        made.setStyle([("ALIGN", (-1, 0), (-1, -1), "RIGHT")])
        self._story.append(made)

    def heading(self, text: str, level: int = 1) -> None:
        """A heading with a rule beneath it (level 1, read as H2) or without (level 2, read as H3)."""
        text = one_line(text)
        self._section = self.root if level == 1 else self._section
        if level == 1:
            self._section = Element("Sect", self.root)
        made = paragraph(text, _HEADINGS[level], Element(f"H{level + 1}", self._section), outline=(text, level))
        self._headings.append(made)
        if level == 1:
            self._headings.append(Ornament(Rule(self.width)))

    def section(self) -> Element:
        """The element that belongs to the newest heading: what is printed next goes under it."""
        return self._section

    def text(self, words: str, style: Any = BODY) -> None:
        """A paragraph; line breaks in ``words`` are kept, an empty line starts another paragraph."""
        for part in paragraphs(words):
            self.add(paragraph(part, style, Element("P", self._section)))

    def lead(self, words: str, style: Any = BODY) -> None:
        """A sentence that stays with what follows it, as a heading does."""
        self._headings.append(paragraph(words, style, Element("P", self._section)))

    def note(self, words: str) -> None:
        """A small remark under a table or picture."""
        self.text(words, SMALL)

    def bullets(self, items: Iterable[str], style: Any = BULLET, *, numbered: bool = False) -> None:
        """A bulleted list, or one of numbered steps."""
        entries = Element("L", self._section)
        items = tuple(items)
        ending = style.clone(f"{style.name} ending", spaceAfter=max(style.spaceAfter, _AFTER_LIST))
        for number, item in enumerate(items, 1):
            entry = Element("LI", entries)
            label = Element("Lbl", entry)
            sign = f"{number}." if numbered else "•"
            how = ending if number == len(items) else style
            self.add(paragraph(item, how, Element("LBody", entry), bullet=label, sign=sign))

    def add(self, flowable: Any) -> None:
        """Any flowable, kept with the heading before it."""
        breaks = not (self._in_column or self._stands_alone)
        if breaks and (self._headings or getattr(flowable, "is_short", False)):
            heads = sum(height_of(piece, self.width) for piece in self._headings)
            wanted, least = opening(flowable, self.width), least_opening(flowable, self.width)
            self._story.append(Break(heads + wanted, heads + least, self.room))
        self._story += [*self._headings, flowable]
        self._headings = []

    def picture_and_table(self, picture: TaggedFigure, table: Rows) -> None:
        """A picture and the table it sums up, which begins before the picture where that has no room any more."""
        self.add(PictureAndTable(picture, table))

    def keep(self, flowables: Iterable[Any]) -> None:
        """Flowables that stay on one page where they fit on one."""
        pieces = list(flowables)
        if self._stands_alone:
            self._story += [*self._headings, *pieces]
            self._headings = []
            return
        heads = sum(height_of(piece, self.width) for piece in self._headings)
        whole = heads + sum(height_of(piece, self.width) for piece in pieces)
        if whole < self.room:
            self._story.append(CondPageBreak(whole))
        for piece in pieces:
            self.add(piece)

    def together(self, parts: Sequence[Callable[[], None]]) -> None:
        """Short parts of a report on one page, such as what comes before the signatures; long ones as they come."""
        start = len(self._story)
        for part in parts:
            part()
        pieces = [piece for piece in self._story[start:] if not isinstance(piece, CondPageBreak)]
        whole = sum(height_of(piece, self.width) for piece in pieces)
        if whole < self.room / 2:
            self._story.insert(start, CondPageBreak(whole))

    def columns(self, parts: Sequence[Callable[[], None]], *, gap: float = 24) -> None:
        """Short parts of a report next to one another, each written as if the page were as narrow as its column."""
        story, whole, headings = self._story, self.width, self._headings
        self._headings = []
        self._in_column, self.width = True, (whole - gap * (len(parts) - 1)) / len(parts)
        made = []
        for part in parts:
            self._story = []
            part()
            made.append(self._story)
        room = [self.width] * len(parts)
        self._in_column, self._story, self.width, self._headings = False, story, whole, headings
        self.keep([beside(made, room, gap, space_before=0 if headings else HEADING.spaceBefore)])

    def quotation(self, words: str, signed: str, style: Any) -> None:
        """Words somebody wrote, with the accent bar at their side; an empty line starts another paragraph."""
        block = Element("BlockQuote", self._section)
        rows = [[paragraph(part, style, Element("P", block))] for part in paragraphs(words)]
        if signed:
            rows.append([paragraph(signed, SMALL, Element("P", block))])
        made = TaggedTable(rows, colWidths=[self.width], splitInRow=1, spaceBefore=4, spaceAfter=10)
        made.setStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 11),
                ("RIGHTPADDING", (0, 0), (-1, -1), 24),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
                ("LINEBEFORE", (0, 0), (0, -1), 2.25, ACCENT),
            ]
        )
        self.add(made)

    def signatures(self, lines: Iterable[tuple[str, str]]) -> None:
        """Lines to sign on: what the signature means, and whose it is (blank: to be filled in by hand)."""
        cells = []
        for meaning, name in lines:
            words = "\n".join(part for part in (meaning, name) if part)
            cells.append(paragraph(words, SMALL, Element("P", self._section)))
            cells.append(paragraph(self.say("Date"), SMALL, Element("P", self._section)))
        pairs = [cells[start : start + 2] for start in range(0, len(cells), 2)]
        rows = [[pair[0], "", pair[1]] for pair in pairs]
        made = TaggedTable(rows, colWidths=[self.width * 0.58, 18, self.width * 0.24], hAlign="LEFT", spaceBefore=8)
        made.setStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 1),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 26),
                ("BOTTOMPADDING", (0, -1), (-1, -1), 0),
                ("LINEABOVE", (0, 0), (0, -1), 0.75, INK),
                ("LINEABOVE", (2, 0), (2, -1), 0.75, INK),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
        self.keep([Spacer(0, 26), made])

    # ---- the file

    @property
    def room(self) -> float:
        """The height of the text area of a page after the first, in points."""
        height: float = self.page_size[1] - self.margins.top - self.margins.bottom
        return height

    @property
    def height(self) -> float:
        """The height of all that was written so far on one endless page, in points."""
        total, space = 0.0, 0.0
        for flowable in self._pieces(is_one_page=True):
            # Of the space below one and above the next only the larger counts, as on the page.
            total += max(flowable.getSpaceBefore() - space, 0) + flowable.wrapOn(None, self.width, 100_000)[1]
            space = flowable.getSpaceAfter()
            total += space
        return total - space

    def height_after(self, rows: int) -> float:
        """The height of what its measured tables hold after their first rows."""
        return float(sum(piece.height_after(rows) for piece in self._story if isinstance(piece, Rows)))

    def _pieces(self, *, is_one_page: bool) -> list[Any]:
        """All that was written, and what characters in it mean that no font shows.

        On a single page nothing has to be kept together.
        """
        pieces = [*self._story, *self._headings]
        # A form fills its page: there the foot says it.
        if self._marks is None and (words := explained(self.say)):
            self._explanation = self._explanation or Element("P", self.root)
            pieces.append(paragraph(words, SMALL, self._explanation))
        return [one for one in pieces if not isinstance(one, CondPageBreak)] if is_one_page else pieces

    def finish(self, *, is_one_page: bool = False) -> bytes:
        """The PDF; ``is_one_page`` where all of it is meant to fit on one."""
        file = io.BytesIO()
        foot = Element("P", self.root)
        first = PageTemplate(
            "first",
            [self._frame(self.margins.first_top)],
            onPageEnd=lambda canvas, _: self._foot(canvas, foot),
            autoNextPageTemplate="later",
        )
        later = PageTemplate("later", [self._frame(self.margins.top)])
        template = BaseDocTemplate(file, pagesize=self.page_size, pageTemplates=[first, later])
        canvas = functools.partial(
            TaggedCanvas,
            root=self.root,
            title=self.title,
            language=self.say.language,
            author=self.author,
            furniture=self._furniture,
            initialFontName=REGULAR,
        )
        template.build(self._pieces(is_one_page=is_one_page), canvasmaker=canvas)
        self.pages = template.page
        return file.getvalue()

    def _frame(self, top: float) -> Any:
        bottom = self.margins.bottom - _INSIDE
        height = self.page_size[1] - top + _INSIDE - bottom
        room = {"leftPadding": 0, "rightPadding": 0, "topPadding": _INSIDE, "bottomPadding": _INSIDE}
        return Frame(SIDE, bottom, self.width, height, **room)

    def _head(self, canvas: TaggedCanvas, page: int, pages: int) -> str:
        """What runs along the top of a page: where asked for, the section that it begins with."""
        head = (pages >= MANY_PAGES and self.running.whole_head) or self.running.head
        title = ""
        for name, level, on, height in canvas.bookmarks if self.running.by_section else ():
            is_first = on == page and height > self.page_size[1] - self.margins.top - HEADING.leading
            if level == 1 and (on < page or is_first):
                title = name
        return title if title and is_short_head(title, self.running.mark) else head

    @property
    def _foot_line(self) -> str:
        hint = f" · {hinted(self.say)}" if self._marks is not None and hinted(self.say) else ""
        return shortened(self.running.foot, FURNITURE, self.width * 0.8 - width(hint, FURNITURE)) + hint

    def _foot(self, canvas: TaggedCanvas, element: Element) -> None:
        """The line at the foot of the first page, which a reader hears; that of the others is the same again."""
        with canvas.content(element):
            _as_furniture(canvas)
            canvas.drawString(SIDE, self.margins.foot, self._foot_line)

    def _furniture(self, canvas: TaggedCanvas, page: int, pages: int) -> None:
        _as_furniture(canvas)
        canvas.setStrokeColor(HAIRLINE)
        canvas.setLineWidth(0.5)
        right, margins = self.page_size[0] - SIDE, self.margins
        if page > 1 and self.running.head:
            top = self.page_size[1] - margins.head
            canvas.drawString(SIDE, top, shortened(self._head(canvas, page, pages), FURNITURE, self.width * 0.75))
            canvas.drawRightString(right, top, one_line(self.running.mark))
        canvas.line(SIDE, margins.rule, right, margins.rule)
        if page > 1:
            canvas.drawString(SIDE, margins.foot, self._foot_line)
        canvas.drawRightString(right, margins.foot, self.say("Page {page} of {pages}", page=page, pages=pages))
        if self._marks is not None:
            self._marks(canvas, page, *self.page_size)


def _as_furniture(canvas: TaggedCanvas) -> None:
    canvas.setFont(FURNITURE.fontName, FURNITURE.fontSize)
    canvas.setFillColor(FURNITURE.textColor)


class Rule(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """A thin line across the page."""

    def __init__(self, width: float, color: Any = INK, weight: float = 0.75, space_after: float = 4) -> None:
        super().__init__()
        self.width, self.color, self.weight = width, color, weight
        self.spaceAfter = space_after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As wide as it was made."""
        return self.width, self.weight

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setStrokeColor(self.color)
        self.canv.setLineWidth(self.weight)
        self.canv.line(0, 0, self.width, 0)


def beside(
    columns: Iterable[list[Any]],
    widths: Iterable[float],
    gap: float,
    *,
    space_before: float = 0,
    space_after: float = 0,
) -> Any:
    """Blocks next to one another. Layout only: what is in them keeps its own place in the structure."""
    cells: list[Any] = []
    room: list[float] = []
    for flowables, size in zip(columns, widths, strict=True):
        if cells:
            cells.append("")
            room.append(gap)
        cells.append(flowables)
        room.append(size)
    made = Table([cells], colWidths=room, splitInRow=1, spaceBefore=space_before, spaceAfter=space_after)
    made.setStyle(
        [
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    return made


def paragraphs(words: str) -> list[str]:
    """Typed text at its empty lines."""
    parts = [part.strip() for part in words.replace("\r\n", "\n").split("\n\n")] if words else []
    return [type(words)(part) for part in parts if part]

"""The sign-in sheet: a clipboard's page that finds its event again.

Every sheet has a code and four corner marks, from which a scan tells the event, the sheet and how the page lies.
Lines are numbered from 1 on each sheet, regulars first, in the order in which the entry screen asks for them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import pairwise
from typing import Any
from uuid import UUID

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.renderPDF import draw
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import black
from reportlab.platypus import Flowable, PageBreak

from outreach.languages.spanish import SPANISH
from outreach.languages.wording import ENGLISH
from outreach.queries.events import EventDetail, event_detail
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.queries.sheet_code import CODE, MARK, SheetCode, code_place, mark_centers
from outreach.queries.signin import Regular, regulars
from outreach.reports.fonts import BOLD, REGULAR, SEMIBOLD
from outreach.reports.page import Paper, beside
from outreach.reports.running import Running
from outreach.reports.tagged import Element, Ornament, TaggedCanvas
from outreach.reports.text import BODY, INK, MUTED, paragraph, shortened


class Tongue(StrEnum):
    """The language of a sheet."""

    ENGLISH = "en"
    SPANISH = "es"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """What a sheet needs: the event, the people to print on it beforehand, and the precinct it belongs to."""

    precinct: PrecinctHeader
    uid: UUID
    title: str
    date: date
    starts: time | None
    ends: time | None
    place: str
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is printed: its language, large print, and how many sheets of blank lines follow the regulars."""

    tongue: Tongue = Tongue.BOTH
    large: bool = False
    blank_sheets: int = 1


def gather_sheet(event: int, *, prefill: bool = True) -> SignInSheet:
    """The sheet of an event; ``prefill`` prints who came to events like it lately."""
    found = event_detail(event)
    known = regulars(event) if prefill else ()
    return sheet_of(precinct_header(found.precinct), found, known)


def sheet_of(precinct: PrecinctHeader, event: EventDetail, known: Sequence[Regular]) -> SignInSheet:
    """The sheet of an event that is already read."""
    return SignInSheet(
        precinct=precinct,
        uid=event.uid,
        title=event.title,
        date=event.date,
        starts=event.start_time,
        ends=event.end_time,
        place=event.place,
        people=tuple((one.name, one.neighborhood or one.organization) for one in known),
    )


def print_sheet(sheet: SignInSheet, layout: Layout, printed_on: date) -> bytes:
    """The sheets as a tagged PDF."""
    return _Press(sheet, layout, printed_on).printed()


class _Press:
    """One print of a sheet."""

    def __init__(self, sheet: SignInSheet, layout: Layout, printed_on: date) -> None:
        self.sheet, self.layout = sheet, layout
        self.say = SPANISH if layout.tongue is Tongue.SPANISH else ENGLISH
        where = f"{sheet.precinct.agency} · {sheet.precinct.name}"
        printed = self.say("Printed {day}", day=self.say.day(printed_on))
        title = f"{self.both('Sign-in sheet')}, {sheet.title}, {self.say.day(sheet.date)}"
        running = Running("", "", f"{where} · {printed}")
        self.paper = Paper(
            title, self.say, running, size=sheet.precinct.paper, author=where, marks=self.marks, is_tight=True
        )
        self.tops: list[float] = []

    def both(self, english: str) -> str:
        """A phrase in the language of the sheet, or in both."""
        if self.layout.tongue is Tongue.BOTH:
            return f"{english} / {SPANISH(english)}"
        return self.say(english)

    def printed(self) -> bytes:
        """The file: as many sheets as hold the regulars, and the blank ones asked for."""
        people, lines = self.sheet.people, self.lines_on_a_sheet()
        sheets = max(-(-len(people) // lines) + self.layout.blank_sheets, 1)
        for index in range(sheets):
            if index:
                self.paper.add(PageBreak())
            self.heading(index + 1)
            self.paper.add(self.grid(people[index * lines : (index + 1) * lines], lines))
        return self.paper.finish()

    @property
    def pitch(self) -> float:
        """The height of a line to sign on, in points."""
        return 36.0 if self.layout.large else 25.0

    def lines_on_a_sheet(self) -> int:
        """How many lines a sheet has."""
        return int((self.paper.room - (150.0 if self.layout.large else 126.0)) // self.pitch)

    def heading(self, page: int) -> None:
        """What the sheet is for, and an invitation to sign."""
        paper, sheet, say = self.paper, self.sheet, self.say
        larger = 1.3 if self.layout.large else 1.0
        body = BODY.clone("sheet body", fontSize=10.5 * larger, leading=13.5 * larger, spaceAfter=3)
        small = BODY.clone("sheet small", fontSize=9 * larger, leading=11.5 * larger, textColor=MUTED, spaceAfter=2)
        head = BODY.clone("sheet head", fontName=BOLD, fontSize=16 * larger, leading=19 * larger, spaceAfter=1)
        room = paper.width - _CODE - 12
        at = "" if sheet.starts is None else say.span(sheet.starts, sheet.ends)
        where = " · ".join(part for part in (say.day(sheet.date), at, sheet.place) if part)
        invitation = "Please print. Signing is up to you: you are welcome either way."
        lines = [
            (self.both("Sign-in sheet"), small, "P", ""),
            (shortened(sheet.title, head, room), head, "H1", ""),
            (shortened(where, body, room), body, "P", ""),
            *((wording(invitation), small, "P", wording.language) for wording in _WORDINGS[self.layout.tongue]),
        ]
        # On the first sheet this is the heading of the document, on the others what runs along the top.
        made = [
            paragraph(text, style, Element(role, paper.root, language=language))
            if page == 1
            else Ornament(paragraph(text, style, None))
            for text, style, role, language in lines
        ]
        paper.add(beside([made, []], [room, paper.width - room], 0, space_after=8))

    def grid(self, people: Sequence[tuple[str, str]], lines: int) -> "_Grid":
        """The numbered lines of one sheet, the first ones filled in."""
        say, root = self.say, self.paper.root
        titles = [self.both(title) for title in (_LARGE_COLUMNS if self.layout.large else _COLUMNS)]
        head, known = Element("P", root), Element("L", root)
        rows = [Element("LBody", Element("LI", known)) for _ in people]
        blank = None
        if len(people) < lines:
            first = len(people) + 1
            phrase = "{number} numbered lines to sign on, {first} to {last}."
            blank = Element("Figure", root, alt=say(phrase, number=lines - first + 1, first=first, last=lines))
        size = 14.0 if self.layout.large else 10.5
        parts = _Parts(head, rows, blank)
        return _Grid(self.paper.width, self.pitch, size, titles, people, lines, parts, self.tops.append)

    def marks(self, canvas: TaggedCanvas, page: int, width: float, height: float) -> None:
        """The corner marks and the code of a sheet."""
        canvas.setFillColor(black)
        for x, y in mark_centers(width, height):
            canvas.rect(x - MARK / 2, y - MARK / 2, MARK, MARK, stroke=0, fill=1)
        sheet = self.sheet
        told = SheetCode(
            sheet.uid, page, sheet.precinct.paper, self.lines_on_a_sheet(), self.pitch, self.tops[page - 1]
        )
        code = QrCodeWidget(told.text, barLevel="M", barBorder=0)
        left, bottom, right, top = code.getBounds()
        drawing = Drawing(CODE, CODE, transform=[CODE / (right - left), 0, 0, CODE / (top - bottom), 0, 0])
        drawing.add(code)
        x, y = code_place(width, height)
        draw(drawing, canvas, x, y)
        canvas.setFillColor(MUTED)
        canvas.setFont(REGULAR, 8.5)
        canvas.drawCentredString(x + CODE / 2, y - 17, self.say("Sheet {page}", page=page))


_CODE, _GAP = 84.0, 7.0
_COLUMNS = ("No.", "Name", "Neighborhood or organization", "Phone or e-mail", "Signature")
_LARGE_COLUMNS = ("No.", "Name", "Neighborhood or group", "Phone or e-mail", "Signature")
_SHARES = (0.07, 0.29, 0.25, 0.22, 0.17)
_WORDINGS = {Tongue.ENGLISH: [ENGLISH], Tongue.SPANISH: [SPANISH], Tongue.BOTH: [ENGLISH, SPANISH]}


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where the parts of a grid belong in the document: its head, its filled lines, and its blank ones."""

    head: Element
    filled: list[Element]
    blank: Element | None


class _Grid(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """The lines of one sheet: names that are read one by one, and blank lines that are read as one sentence."""

    def __init__(
        self,
        width: float,
        pitch: float,
        size: float,
        titles: Sequence[str],
        people: Sequence[tuple[str, str]],
        lines: int,
        parts: _Parts,
        note_top: Callable[[float], None],
    ) -> None:
        super().__init__()
        self.note_top = note_top
        self.width, self.pitch, self.size, self.titles = width, pitch, size, titles
        self.people, self.lines, self.parts = people, lines, parts
        self.head = 28.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The size of all lines and the head above them."""
        return self.width, self.head + self.lines * self.pitch

    def draw(self) -> None:
        """Draw the lines, then what stands on them."""
        canvas = self.canv
        self.note_top(canvas.absolutePosition(0, self.lines * self.pitch)[1])
        edges = [self.width * sum(_SHARES[:column]) for column in range(len(_SHARES) + 1)]
        with canvas.artifact():
            self._rule(edges)
        with canvas.content(self.parts.head):
            self._titles(edges)
        for line, ((name, area), element) in enumerate(zip(self.people, self.parts.filled, strict=True), 1):
            with canvas.content(element):
                self._text(edges[1] - _GAP - 2, line, str(line), "end")
                self._text(edges[1], line, shortened(name, self._style, edges[2] - edges[1] - _GAP))
                self._text(edges[2], line, shortened(area, self._style, edges[3] - edges[2] - _GAP))
        if self.parts.blank is not None:
            self._blank(edges, self.parts.blank)

    @property
    def _style(self) -> Any:
        return BODY.clone("sheet line", fontSize=self.size, leading=self.size * 1.2)

    def _rule(self, edges: Sequence[float]) -> None:
        canvas, height = self.canv, self.lines * self.pitch
        canvas.setLineWidth(0.5)
        # One line under each field, with gaps for columns: a closed grid would promise a table.
        for left, following in pairwise(edges):
            right = following - (_GAP if following < self.width else 0)
            canvas.setStrokeColor(MUTED)
            for line in range(self.lines):
                canvas.line(left, line * self.pitch, right, line * self.pitch)
            canvas.setStrokeColor(INK)
            canvas.line(left, height, right, height)

    def _titles(self, edges: Sequence[float]) -> None:
        canvas = self.canv
        canvas.setFillColor(INK)
        # In proportion to the names below: large print has large titles.
        size, leading = round(self.size * 0.78, 1), round(self.size * 0.95, 1)
        canvas.setFont(SEMIBOLD, size)
        for title, left in zip(self.titles, edges, strict=False):
            for index, part in enumerate(reversed(title.split(" / "))):
                canvas.drawString(left, self.lines * self.pitch + 5 + leading * index, part)

    def _text(self, x: float, line: int, text: str, anchor: str = "start") -> None:
        canvas = self.canv
        canvas.setFillColor(INK)
        canvas.setFont(REGULAR, self.size)
        y = (self.lines - line) * self.pitch + (self.pitch - self.size) / 2 + self.size * 0.15
        (canvas.drawRightString if anchor == "end" else canvas.drawString)(x, y, text)

    def _blank(self, edges: Sequence[float], element: Element) -> None:
        canvas = self.canv
        left, bottom = canvas.absolutePosition(0, 0)
        right, top = canvas.absolutePosition(self.width, (self.lines - len(self.people)) * self.pitch)
        element.attributes = f"/O /Layout /Placement /Block /BBox [{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
        with canvas.content(element):
            for line in range(len(self.people) + 1, self.lines + 1):
                self._text(edges[1] - _GAP - 2, line, str(line), "end")

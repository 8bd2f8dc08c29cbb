"""Mailing labels on Avery 5160: thirty to a letter sheet, one for each address.

Sizes are those of the maker's template: labels of 2⅝ by 1 inch, three across with an eighth of an inch between, half an
inch from the top. Printers pull paper a little askew: :class:`Alignment` moves everything by so many points.

Where there are several sheets each has a letter, in the gaps between its labels too: a sheet that jammed or was fed
twice is told from the others, and it and its page are printed again. It also tells the sheets apart for readers that
reflow a page: lines that end three sheets at the same place are taken for a running foot, as those of a town are.
"""

import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import LETTER
from reportlab.lib.units import inch

from outreach.languages.wording import ENGLISH, Wording
from outreach.queries.labels import MailingLabels
from outreach.reports.fonts import REGULAR, load_fonts
from outreach.reports.tagged import Element, TaggedCanvas
from outreach.reports.text import BODY, INK, MUTED, one_line, shortened, width
from outreach.reports.unshown import hinted

ACROSS, DOWN = 3, 10
_WIDE, _HIGH, _BETWEEN = 2.625 * inch, 1.0 * inch, 0.125 * inch
_LEFT, _TOP, _INSIDE = 0.1875 * inch, 0.5 * inch, 10.0
_LINES = 5
_SIZE, _SMALLEST, _MARK = 11.0, 7.5, 6.0
_LEADING = 1.18 * _SIZE
_ON_GRID = 4
"""So many lines of a label stand at the same heights as those beside it; more are set closer."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How far to move the print to the right and down, in points; negative is left and up."""

    right: float = 0
    down: float = 0


def print_labels(mailing: MailingLabels, alignment: Alignment, say: Wording = ENGLISH) -> bytes:
    """The sheets of labels as a tagged PDF: a list in the order in which the labels are peeled off."""
    load_fonts()
    file = io.BytesIO()
    root = Element("Document")
    make = functools.partial(TaggedCanvas, root=root, title=say("Mailing labels"), language=say.language)
    canvas = make(file, pagesize=LETTER, initialFontName=REGULAR)
    # All are cleaned before the head is drawn, which says what could not be.
    labels = [[one_line(line) for line in (label.name, *label.lines)][:_LINES] for label in mailing.labels]
    _head(canvas, root, mailing, say)
    entries = Element("L", root)
    sheets = -(-len(labels) // (ACROSS * DOWN))
    tall = 2 if all(len(lines) <= 2 for lines in labels) else 3
    for place, lines in enumerate(labels):
        sheet, on_sheet = divmod(place, ACROSS * DOWN)
        letter = _letter(sheet)
        if on_sheet == 0:
            if place:
                canvas.showPage()
            canvas.bookmark(say("Sheet {page}", page=letter), 0, LETTER[1])
            if sheets > 1:
                _sheet_name(canvas, letter, say("Page {page} of {pages}", page=sheet + 1, pages=sheets), say)
        row, column = divmod(on_sheet, ACROSS)
        left = _LEFT + column * (_WIDE + _BETWEEN) + _INSIDE + alignment.right
        top = LETTER[1] - _TOP - row * _HIGH - alignment.down
        last = top - (_HIGH + _LEADING * tall) / 2 + _LEADING - _SIZE * 0.85
        _draw(canvas, lines, left, last, Element("LBody", Element("LI", entries)))
        if sheets > 1 and column == 0:
            _mark(canvas, letter, left - _INSIDE, last, max(map(len, labels[place : place + ACROSS])))
    canvas.save()
    return file.getvalue()


def _letter(sheet: int) -> str:
    """A, B … Z, AA, AB …"""
    before, at = divmod(sheet, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + at)


def _draw(canvas: TaggedCanvas, lines: Sequence[str], left: float, last: float, element: Element) -> None:
    """The lines of a label above one another, ``last`` the height of the last one, the same all along a row."""
    room, high = _WIDE - 2 * _INSIDE, _HIGH - 32
    leading = min(_LEADING, high / max(len(lines) - 1, 1))
    longest = max(width(line, BODY) for line in lines) / BODY.fontSize
    # Long lines are set smaller before they are cut.
    size = max(min(leading / 1.18, room / max(longest, 1)), _SMALLEST)
    style = BODY.clone("label", fontSize=size)
    with canvas.content(element):
        canvas.setFont(REGULAR, size)
        canvas.setFillColor(INK)
        for above, line in enumerate(reversed(lines)):
            canvas.drawString(left, last + above * leading, shortened(line, style, room))


def _mark(canvas: TaggedCanvas, letter: str, left: float, last: float, lines: int) -> None:
    """The letter of the sheet in the gaps of a row, beside each of its lines in one gap or the other."""
    with canvas.artifact():
        _as_mark(canvas)
        for above in range(min(lines, _ON_GRID)):
            middle = left + (2 - above % 2) * (_WIDE + _BETWEEN) - _BETWEEN / 2
            canvas.drawCentredString(middle, last + above * _LEADING, letter)


def _sheet_name(canvas: TaggedCanvas, letter: str, page: str, say: Wording) -> None:
    with canvas.artifact("Pagination"):
        _as_mark(canvas)
        words = f"{say('Sheet {page}', page=letter)} · {page}"
        canvas.drawRightString(LETTER[0] - _LEFT - _INSIDE, LETTER[1] - 24, words)


def _as_mark(canvas: TaggedCanvas) -> None:
    canvas.setFont(REGULAR, _MARK)
    canvas.setFillColor(MUTED)


def _head(canvas: TaggedCanvas, root: Element, mailing: MailingLabels, say: Wording) -> None:
    """A line in the margin above the first label, which is the heading of the document."""
    words = say("Mailing labels: {number}, Avery 5160", number=say.count(len(mailing.labels), "label", "labels"))
    if not mailing.labels:
        words = say("Mailing labels: nobody with an address may be written to")
    if mailing.without_address:
        missing = say.count(mailing.without_address, "person has", "people have")
        words = f"{words}; {say('{missing} no address', missing=missing)}"
    words = "; ".join(part for part in (words, hinted(say)) if part)
    with canvas.content(Element("H1", root)):
        canvas.setFont(REGULAR, 8)
        canvas.drawString(_LEFT + _INSIDE, LETTER[1] - 24, words)

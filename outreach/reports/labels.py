"""Mailing labels on Avery 5160: thirty to a letter sheet, one for each address.

Sizes are those of the maker's template: labels of 2⅝ by 1 inch, three across with an eighth of an inch between, half an
inch from the top. Printers pull paper a little askew: :class:`Alignment` moves everything by so many points.
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
from outreach.reports.text import BODY, one_line, shortened, width
from outreach.reports.unshown import hinted

ACROSS, DOWN = 3, 10
_WIDE, _HIGH, _BETWEEN = 2.625 * inch, 1.0 * inch, 0.125 * inch
_LEFT, _TOP, _INSIDE = 0.1875 * inch, 0.5 * inch, 10.0
_LINES = 5


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
    for place, lines in enumerate(labels):
        if place % (ACROSS * DOWN) == 0:
            if place:
                canvas.showPage()
            canvas.bookmark(say("Sheet {page}", page=place // (ACROSS * DOWN) + 1), 0, LETTER[1])
        row, column = divmod(place % (ACROSS * DOWN), ACROSS)
        left = _LEFT + column * (_WIDE + _BETWEEN) + _INSIDE + alignment.right
        top = LETTER[1] - _TOP - row * _HIGH - alignment.down
        _draw(canvas, lines, left, top, Element("LBody", Element("LI", entries)))
    canvas.save()
    return file.getvalue()


def _draw(canvas: TaggedCanvas, lines: Sequence[str], left: float, top: float, element: Element) -> None:
    room = _WIDE - 2 * _INSIDE
    size = min(11.0, (_HIGH - 14) / len(lines) / 1.18)
    longest = max(width(line, BODY) for line in lines) / BODY.fontSize
    # Long lines are set smaller before they are cut.
    size = max(min(size, room / max(longest, 1)), 7.5)
    style = BODY.clone("label", fontSize=size)
    leading = size * 1.18
    first = top - (_HIGH - leading * len(lines)) / 2 - size * 0.85
    with canvas.content(element):
        canvas.setFont(REGULAR, size)
        for index, line in enumerate(lines):
            canvas.drawString(left, first - index * leading, shortened(line, style, room))


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

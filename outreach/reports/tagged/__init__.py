"""Tagged PDF (PDF/UA-1, ISO 14289-1) with open-source reportlab.

Reportlab draws; this module adds what a screen reader needs: a structure tree, marked content, alternative texts, a
document title, a language and bookmarks. The file passes the PDF/UA checkers as long as the story does its part: one
``H1``, headings in order, an ``alt`` for every figure, embedded fonts. It depends on nothing but reportlab, and nothing
in it knows what is printed. ``structure`` is the logical document and how it is written, ``canvas`` what draws and
marks, ``flowables`` what platypus places.

How it works. The *logical* document is a tree of :class:`Element`, made while the story is written, so that its order
is the order of thought. The *drawn* document is ordinary platypus. Each tagged flowable carries the element it
belongs to and, each time it is drawn, adds a marked-content sequence to that element: a paragraph split over two
pages is one ``P`` with two pieces, a table split over ten is one ``Table``, and a header row that repeats is read
once (the repetitions are artifacts). Everything that is only ornament is drawn inside :meth:`TaggedCanvas.artifact`.

A whole program; PDF/UA wants every font embedded, hence no Helvetica::

    import functools

    from reportlab.graphics.shapes import Drawing, Rect
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import SimpleDocTemplate

    from outreach.reports.tagged import (
        Element, TaggedCanvas, TaggedFigure, TaggedLine, TaggedParagraph, TaggedTable, grid, tagged,
    )

    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))  # any TrueType font; this one ships with reportlab
    body = ParagraphStyle("body", fontName="Vera", fontSize=10, leading=13)
    head = ParagraphStyle("head", parent=body, fontSize=16, leading=20)
    bars = Drawing(120, 40, Rect(0, 0, 30, 24), Rect(40, 0, 30, 18))

    root = Element("Document")
    story = [
        tagged(TaggedParagraph("Minutes", head), Element("H1", root), outline=("Minutes", 0)),
        tagged(TaggedParagraph("Twelve people came to the hall.", body), Element("P", root)),
        TaggedFigure(bars, Element("Figure", root, alt="Twelve people came, against nine in May.")),
    ]
    cells = grid(root, rows=3, columns=2)
    words = [["Month", "People"], ["May", "9"], ["June", "12"]]
    lines = [[TaggedLine(words[r][c], body, cells[r][c]) for c in range(2)] for r in range(3)]
    story.append(TaggedTable(lines, repeatRows=1))

    def footer(canvas, page, pages):
        canvas.setFont("Vera", 8)
        canvas.drawRightString(540, 30, f"Page {page} of {pages}")

    canvas = functools.partial(
        TaggedCanvas, root=root, title="Minutes", language="en-US", furniture=footer, initialFontName="Vera"
    )
    SimpleDocTemplate("minutes.pdf").build(story, canvasmaker=canvas)

Page furniture ("Page 3 of 7") is handed over as a function that is called once all pages are known; it is appended to
each finished page, so the story is laid out only once and links and bookmarks keep pointing at the right page.
"""

from outreach.reports.tagged.canvas import TaggedCanvas
from outreach.reports.tagged.flowables import (
    Ornament,
    TaggedFigure,
    TaggedLine,
    TaggedParagraph,
    TaggedTable,
    tagged,
)
from outreach.reports.tagged.structure import Element, grid

__all__ = [
    "Element",
    "Ornament",
    "TaggedCanvas",
    "TaggedFigure",
    "TaggedLine",
    "TaggedParagraph",
    "TaggedTable",
    "grid",
    "tagged",
]

"""Tagged PDF (PDF/UA-1, ISO 14289-1) with open-source reportlab.

Reportlab draws; this module adds what a screen reader needs: a structure tree, marked content, alternative texts, a
document title, a language and bookmarks. The file passes the PDF/UA checkers as long as the story does its part: one
``H1``, headings in order, an ``alt`` for every figure, embedded fonts. It depends on nothing but reportlab, and nothing
in it knows what is printed. The flowables that draw into it are in ``tagged_flowables.py``.

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

    from outreach.reports.tagged import Element, TaggedCanvas, grid
    from outreach.reports.tagged_flowables import TaggedFigure, TaggedLine, TaggedParagraph, TaggedTable, tagged

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

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

type Furniture = Callable[["TaggedCanvas", int, int], None]


class Element:
    """A structure element: a role of ISO 32000-1 14.8.4 (``P``, ``H1``, ``TD`` …) and what it holds, in reading order.

    ``alt`` is the alternative text of a figure, ``language`` a BCP 47 tag where it differs from the document's,
    ``attributes`` raw PDF attributes. ``read_once`` marks content that is printed again on later pages (header rows):
    only its first drawing is read.
    """

    __slots__ = ("alt", "attributes", "kids", "language", "number", "read_once", "role")

    def __init__(
        self,
        role: str,
        parent: "Element | None" = None,
        *,
        alt: str = "",
        language: str = "",
        attributes: str = "",
        read_once: bool = False,
    ) -> None:
        self.role = role
        self.alt = alt
        self.language = language
        self.attributes = attributes
        self.read_once = read_once
        self.kids: list[Element | _Content | _Annotation] = []
        self.number = 0
        if parent is not None:
            parent.kids.append(self)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it was ever drawn; such elements are left out of the file."""
        return all(isinstance(kid, Element) and kid.is_empty for kid in self.kids)


class _Content:
    """A marked-content sequence: page index and its number on that page."""

    __slots__ = ("mcid", "page")

    def __init__(self, page: int, mcid: int) -> None:
        self.page = page
        self.mcid = mcid


class _Annotation:
    """A link annotation, by the name reportlab keeps it under, on a page."""

    __slots__ = ("name", "page")

    def __init__(self, page: int, name: str) -> None:
        self.page = page
        self.name = name


class _Raw(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab carries no types
    """An object already written in PDF syntax: thousands of elements would be slow as reportlab dictionaries."""

    __RefOnly__ = 1

    def __init__(self, syntax: str = "null") -> None:
        self.syntax = syntax

    def format(self, document: object) -> bytes:
        return self.syntax.encode("ascii")


def grid(
    parent: Element, rows: int, columns: int, *, header_rows: int = 1, row_headers: bool = False
) -> list[list[Element]]:
    """The elements of a table's cells, row by row, under a new ``Table`` of ``parent``; header cells carry their
    scope.
    """
    table = Element("Table", parent)
    head = Element("THead" if rows > header_rows else "TBody", table)
    body = Element("TBody", table)
    cells = []
    for row in range(rows):
        is_header = row < header_rows
        line = Element("TR", head if is_header else body)
        cells.append([_cell(line, is_header, row_headers and column == 0) for column in range(columns)])
    return cells


def _cell(line: Element, is_header: bool, is_row_header: bool) -> Element:
    if is_header:
        return Element("TH", line, attributes="/O /Table /Scope /Column", read_once=True)
    if is_row_header:
        return Element("TH", line, attributes="/O /Table /Scope /Row")
    return Element("TD", line)


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab carries no types
    """A reportlab canvas that writes a structure tree beside what it draws.

    ``root`` is the ``Document`` element, ``title`` the document's title as shown in the window's title bar,
    ``language`` a BCP 47 tag. ``furniture(canvas, page, pages)`` draws headers and footers, page numbers starting at
    1. Files are the same, byte for byte, for the same input.
    """

    def __init__(
        self,
        filename: Any,
        *,
        root: Element,
        title: str,
        language: str,
        author: str = "",
        subject: str = "",
        furniture: Furniture | None = None,
        **options: Any,
    ) -> None:
        super().__init__(filename, **{**options, "lang": language, "invariant": 1, "pdfVersion": (1, 7)})
        self.root = root
        self._furniture = furniture
        self._owners: list[list[Element]] = [[]]
        self._page_keys = [0]
        self._next_key = 1
        self._annotation_keys: list[tuple[int, Element]] = []
        self._marks: list[str] = []
        self._reading: _Reading | None = None
        self._identity = (title, author, subject)

    # ---- what flowables call

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """Everything drawn inside belongs to ``element``."""
        if element.read_once and element.kids:
            with self.artifact():
                yield
            return
        self._mark(self._claim(element))
        yield
        self._unmark()

    @contextmanager
    def artifact(self, kind: Literal["Layout", "Pagination"] = "Layout") -> Iterator[None]:
        """Everything drawn inside is ornament or page furniture, which no reader announces."""
        self._mark(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._unmark()

    @contextmanager
    def reading(self, element: Element, label: Element | None = None, *, link_only: bool = False) -> Iterator[None]:
        """Text objects drawn inside belong to ``element``; links within them become ``Link`` elements of their own.

        The first text object belongs to ``label`` where one is given (the bullet of a list item).
        """
        if element.read_once and element.kids:
            with self.artifact():
                yield
            return
        self._reading = _Reading(element, label, link_only)
        yield
        self._reading = None

    def bookmark(self, title: str, level: int, height: float) -> None:
        """An entry of the outline that leads to ``height`` above the current origin; level 0 is the top."""
        key = f"outline-{len(self._destinations)}"
        self.bookmarkHorizontal(key, 0, height)
        self.addOutlineEntry(title, key, level, closed=False)

    # ---- reportlab's own doors

    def beginText(self, x: float = 0, y: float = 0, direction: str | None = None) -> Any:  # noqa: N802
        """A text object which tells the start and end of each link, as reportlab's paragraphs offer it."""
        text = PDFTextObject(self, x, y, direction=direction)
        reading = self._reading
        if reading is not None and not self._marks:
            element = reading.take_label() or reading.element
            if reading.link_only:
                element = reading.link(self._link_key)
            # Marks must open and close inside one text object, hence behind its BT.
            text._code.append(self._claim(element))
            text._linkRecord = _LinkMarks(self, text, element, reading)
            text._reading = element
        return text

    def drawText(self, aTextObject: Any) -> None:  # noqa: N802, N803 (reportlab's names)
        """Close the text object's marked content and draw it."""
        if getattr(aTextObject, "_reading", None) is not None:
            aTextObject._code.append("EMC")
        super().drawText(aTextObject)

    _link_key = ""

    def linkURL(self, url: str, rect: Any, relative: int = 0, **options: Any) -> None:  # noqa: N802 (reportlab's name)
        """Place a link whose annotation belongs to the ``Link`` element of the text it covers."""
        key = self._next_key
        self._next_key += 1
        options.pop("kind", None)
        super().linkURL(url, rect, relative=relative, Contents=pdfdoc.PDFString(url), F=4, StructParent=key, **options)
        reading = self._reading
        owner = reading.link(url) if reading is not None else Element("Link", self.root)
        name = self._doc.annotationName(f"NUMBER{self._annotationCount}")
        owner.kids.append(_Annotation(self._page_index, name))
        self._annotation_keys.append((key, owner))

    def showPage(self) -> None:  # noqa: N802 (reportlab's name)
        """Finish the page; its header and footer follow when the number of pages is known."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self._page_keys[-1]
        page.Tabs = pdfdoc.PDFName("S")
        self._owners.append([])
        self._page_keys.append(self._next_key)
        self._next_key += 1

    def save(self) -> None:
        """Write the file."""
        if self._code:
            self.showPage()
        self._add_furniture()
        self._add_structure()
        self._add_identity()
        self._doc.SaveToFile(self._filename, self)

    # ---- inside

    @property
    def _page_index(self) -> int:
        return len(self._owners) - 1

    def _claim(self, element: Element) -> str:
        """The opening operator of a new marked-content sequence of ``element`` on this page."""
        owners = self._owners[-1]
        element.kids.append(_Content(self._page_index, len(owners)))
        owners.append(element)
        return f"/{element.role} <</MCID {len(owners) - 1}>> BDC"

    def _mark(self, operator: str) -> None:
        # Inside a figure or an artifact everything already belongs to it: sequences must not nest.
        if not self._marks:
            self._code.append(operator)
        self._marks.append(operator)

    def _unmark(self) -> None:
        self._marks.pop()
        if not self._marks:
            self._code.append("EMC")

    def _add_identity(self) -> None:
        # Last of all, for a document template sets a title of its own when it starts.
        title, author, subject = self._identity
        self.setTitle(title)
        self.setAuthor(author)
        self.setSubject(subject)
        self.setViewerPreference("DisplayDocTitle", "true")
        catalog = self._doc.Catalog
        catalog.MarkInfo = _Raw("<</Marked true>>")
        catalog.Metadata = pdfdoc.XMP(creator=lambda _: _metadata(title, author, subject))

    def _add_furniture(self) -> None:
        if self._furniture is None:
            return
        pages = self._doc.Pages.pages
        for index, page in enumerate(pages):
            self._code: list[str] = []
            self.init_graphics_state()
            with self.artifact("Pagination"):
                self._furniture(self, index + 1, len(pages))
            page.stream += "\n".join(self._code) + "\n"

    def _add_structure(self) -> None:
        document = self._doc
        tree = _Raw()
        document.Catalog.StructTreeRoot = tree
        tree_number = self._register(tree)
        objects = list(self._number_elements(self.root))
        pages = [self._number_of(page) for page in document.Pages.pages]
        for element, parent, raw in objects:
            raw.syntax = self._syntax(element, parent.number if parent else tree_number, pages)
        entries = [
            (key, "[" + " ".join(f"{owner.number} 0 R" for owner in owners) + "]")
            for key, owners in zip(self._page_keys, self._owners[: len(pages)], strict=False)
        ]
        entries += [(key, f"{owner.number} 0 R") for key, owner in self._annotation_keys]
        numbers = _Raw("<</Nums [" + "\n".join(f"{key} {value}" for key, value in sorted(entries)) + "]>>")
        tree.syntax = (
            f"<</Type /StructTreeRoot /K [{self.root.number} 0 R] /ParentTree {self._register(numbers)} 0 R"
            f" /ParentTreeNextKey {self._next_key}>>"
        )

    def _number_elements(self, element: Element, parent: Element | None = None) -> Iterator[tuple[Element, Any, _Raw]]:
        raw = _Raw()
        element.number = self._register(raw)
        element.kids = [
            kid for kid in element.kids if not (isinstance(kid, Element) and kid.is_empty and kid.role not in _CELLS)
        ]
        yield element, parent, raw
        for kid in element.kids:
            if isinstance(kid, Element):
                yield from self._number_elements(kid, element)

    def _syntax(self, element: Element, parent: int, pages: list[int]) -> str:
        first = next((kid for kid in element.kids if not isinstance(kid, Element)), None)
        kids = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(f"{kid.number} 0 R")
            elif isinstance(kid, _Annotation):
                number = self._doc.idToObjectNumberAndVersion[kid.name][0]
                kids.append(f"<</Type /OBJR /Pg {pages[kid.page]} 0 R /Obj {number} 0 R>>")
            elif first is not None and kid.page == first.page:
                kids.append(str(kid.mcid))
            else:
                kids.append(f"<</Type /MCR /Pg {pages[kid.page]} 0 R /MCID {kid.mcid}>>")
        parts = [f"/Type /StructElem /S /{element.role} /P {parent} 0 R /K [{' '.join(kids)}]"]
        if first is not None:
            parts.append(f"/Pg {pages[first.page]} 0 R")
        if element.alt:
            parts.append(f"/Alt {_text(element.alt)}")
        if element.language:
            parts.append(f"/Lang ({element.language})")
        if element.attributes:
            parts.append(f"/A <<{element.attributes}>>")
        return "<<" + " ".join(parts) + ">>"

    def _register(self, raw: Any) -> int:
        return self._number_of(self._doc.Reference(raw))

    def _number_of(self, thing: Any) -> int:
        name = thing.name if isinstance(thing, pdfdoc.PDFObjectReference) else thing.__InternalName__
        number: int = self._doc.idToObjectNumberAndVersion[name][0]
        return number


# A blank cell still has its place in the row, or the columns behind it would be read under the wrong header.
_CELLS = frozenset({"TH", "TD"})


class _Reading:
    """The element whose text is being drawn, and the links met in it so far."""

    def __init__(self, element: Element, label: Element | None, link_only: bool) -> None:
        self.element = element
        self.link_only = link_only
        self._label = label
        self._links: dict[str, Element] = {}

    def take_label(self) -> Element | None:
        label, self._label = self._label, None
        return label

    def link(self, url: str) -> Element:
        if self.link_only:
            url = ""
        if url not in self._links:
            self._links[url] = Element("Link", self.element)
        return self._links[url]


class _LinkMarks:
    """Closes and opens marked content where a paragraph's links begin and end."""

    def __init__(self, canvas: TaggedCanvas, text: Any, element: Element, reading: _Reading) -> None:
        self.canvas, self.text, self.element, self.reading = canvas, text, element, reading

    def __call__(self, link: tuple[int, str], event: Literal["start", "end"]) -> None:
        if event == "end":
            self.text._code.append(f"EMC {self.canvas._claim(self.element)}")
            return
        # Reportlab tells of a link's start after its first text was written: slip in before that text.
        self.text._code.insert(-1, f"EMC {self.canvas._claim(self.reading.link(link[1]))}")


def _text(text: str) -> str:
    """A PDF text string in UTF-16, which can say any name."""
    return f"<{(b'\xfe\xff' + text.encode('utf-16-be')).hex().upper()}>"


def _metadata(title: str, author: str, subject: str) -> bytes:
    """The XMP packet that declares PDF/UA-1 (ISO 14289-1 clause 5) and repeats the document's title."""
    creator = f"<dc:creator><rdf:Seq><rdf:li>{escape(author)}</rdf:li></rdf:Seq></dc:creator>" if author else ""
    about = (
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(subject)}</rdf:li></rdf:Alt></dc:description>'
        if subject
        else ""
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>{creator}{about}'
        "<pdfuaid:part>1</pdfuaid:part>"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()

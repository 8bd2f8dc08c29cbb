"""The canvas: what is drawn on it belongs to elements or is ornament, and a structure tree is written beside it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from outreach.reports.tagged.structure import Annotation, Content, Element, Raw, add_structure, metadata

type Furniture = Callable[["TaggedCanvas", int, int], None]


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
        self.bookmarks: list[tuple[str, int, int, float]] = []
        """What was bookmarked so far: title, level, page from 1, height on the page. Furniture may name its section."""

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
        self.bookmarks.append((title, level, self._page_index + 1, self.absolutePosition(0, height)[1]))

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
        owner.kids.append(Annotation(self._page_index, name))
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
        element.kids.append(Content(self._page_index, len(owners)))
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
        catalog.MarkInfo = Raw("<</Marked true>>")
        catalog.Metadata = pdfdoc.XMP(creator=lambda _: metadata(title, author, subject))

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
        pages = zip(self._page_keys, self._owners[: len(self._doc.Pages.pages)], strict=False)
        add_structure(self._doc, self.root, [*pages], self._annotation_keys, self._next_key)


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

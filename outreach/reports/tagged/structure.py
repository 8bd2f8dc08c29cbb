"""The logical document: elements in reading order, and how they are written to a file (ISO 32000-1, 14.7 and 14.8)."""

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc


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
        self.kids: list[Element | Content | Annotation] = []
        self.number = 0
        if parent is not None:
            parent.kids.append(self)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it was ever drawn; such elements are left out of the file."""
        return all(isinstance(kid, Element) and kid.is_empty for kid in self.kids)


class Content:
    """A marked-content sequence: page index and its number on that page."""

    __slots__ = ("mcid", "page")

    def __init__(self, page: int, mcid: int) -> None:
        self.page = page
        self.mcid = mcid


class Annotation:
    """A link annotation, by the name reportlab keeps it under, on a page."""

    __slots__ = ("name", "page")

    def __init__(self, page: int, name: str) -> None:
        self.page = page
        self.name = name


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab carries no types
    """An object already written in PDF syntax: thousands of elements would be slow as reportlab dictionaries."""

    __RefOnly__ = 1

    def __init__(self, syntax: str = "null") -> None:
        self.syntax = syntax

    def format(self, document: object) -> bytes:
        """The syntax as it is."""
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


# A blank cell still has its place in the row, or the columns behind it would be read under the wrong header.
_CELLS = frozenset({"TH", "TD"})


def add_structure(
    document: Any,
    root: Element,
    pages: Sequence[tuple[int, Sequence[Element]]],
    annotations: Sequence[tuple[int, Element]],
    next_key: int,
) -> None:
    """Write the tree of ``root`` into a reportlab document that is about to be saved.

    ``pages`` are the key of each page in the parent tree and the owners of its marked content, ``annotations`` the key
    and the owner of each link; ``next_key`` is the first that is free.
    """
    tree = Raw()
    document.Catalog.StructTreeRoot = tree
    tree_number = _register(document, tree)
    objects = list(_number_elements(document, root))
    page_numbers = [_number_of(document, page) for page in document.Pages.pages]
    for element, parent, raw in objects:
        raw.syntax = _syntax(document, element, parent.number if parent else tree_number, page_numbers)
    entries = [(key, "[" + " ".join(f"{owner.number} 0 R" for owner in owners) + "]") for key, owners in pages]
    entries += [(key, f"{owner.number} 0 R") for key, owner in annotations]
    numbers = Raw("<</Nums [" + "\n".join(f"{key} {value}" for key, value in sorted(entries)) + "]>>")
    tree.syntax = (
        f"<</Type /StructTreeRoot /K [{root.number} 0 R] /ParentTree {_register(document, numbers)} 0 R"
        f" /ParentTreeNextKey {next_key}>>"
    )


def _number_elements(
    document: Any, element: Element, parent: Element | None = None
) -> Iterator[tuple[Element, Any, Raw]]:
    raw = Raw()
    element.number = _register(document, raw)
    element.kids = [
        kid for kid in element.kids if not (isinstance(kid, Element) and kid.is_empty and kid.role not in _CELLS)
    ]
    yield element, parent, raw
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _number_elements(document, kid, element)


def _syntax(document: Any, element: Element, parent: int, pages: list[int]) -> str:
    first = next((kid for kid in element.kids if not isinstance(kid, Element)), None)
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{kid.number} 0 R")
        elif isinstance(kid, Annotation):
            number = document.idToObjectNumberAndVersion[kid.name][0]
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


def _register(document: Any, raw: Any) -> int:
    return _number_of(document, document.Reference(raw))


def _number_of(document: Any, thing: Any) -> int:
    name = thing.name if isinstance(thing, pdfdoc.PDFObjectReference) else thing.__InternalName__
    number: int = document.idToObjectNumberAndVersion[name][0]
    return number


def _text(text: str) -> str:
    """A PDF text string in UTF-16, which can say any name."""
    return f"<{(b'\xfe\xff' + text.encode('utf-16-be')).hex().upper()}>"


def metadata(title: str, author: str, subject: str) -> bytes:
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

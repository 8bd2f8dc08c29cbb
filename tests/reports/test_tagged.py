"""The tagging module on its own: plain reportlab in, an accessible file out."""

import functools
import inspect
import io
import textwrap
from pathlib import Path
from typing import Any

import pypdf
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, SimpleDocTemplate

from outreach.reports import tagged as tagged_module
from outreach.reports.fonts import REGULAR, load_fonts
from outreach.reports.page import Rule
from outreach.reports.tagged import (
    Element,
    Ornament,
    TaggedCanvas,
    TaggedLine,
    TaggedParagraph,
    TaggedTable,
    grid,
    tagged,
)
from tests.reports.reading import assert_accessible, elements, outline

BODY = ParagraphStyle("body", fontName=REGULAR, fontSize=10, leading=13)
HEADING = ParagraphStyle("heading", fontName=REGULAR, fontSize=16, leading=20)


@pytest.fixture(autouse=True)
def fonts() -> None:
    load_fonts()


def printed(root: Element, story: list[Any], **options: Any) -> bytes:
    file = io.BytesIO()
    canvas = functools.partial(
        TaggedCanvas, root=root, title="Minutes", language="en-US", initialFontName=REGULAR, **options
    )
    SimpleDocTemplate(file, title="another title").build(story, canvasmaker=canvas)
    return file.getvalue()


def numbered(canvas: TaggedCanvas, page: int, pages: int) -> None:
    canvas.setFont(REGULAR, 9)
    canvas.drawString(50, 30, f"{page} of {pages}")


def title(root: Element) -> TaggedParagraph:
    return tagged(TaggedParagraph("Minutes", HEADING), Element("H1", root), outline=("Minutes", 0))


def test_a_document_template_by_somebody_else_comes_out_accessible(tmp_path: Path) -> None:
    root = Element("Document")
    story = [title(root), tagged(TaggedParagraph("Twelve people came to the hall.", BODY), Element("P", root))]
    pdf = printed(root, story, furniture=numbered)
    assert_accessible(pdf, tmp_path)
    reader: Any = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    assert reader.trailer["/Root"]["/Lang"] == "en-US"
    assert reader.metadata["/Title"] == "Minutes"
    assert outline(pdf) == ["Minutes"]


def test_the_number_of_pages_is_known_on_the_first_one() -> None:
    root = Element("Document")
    story = [
        title(root),
        PageBreak(),
        tagged(TaggedParagraph("More", BODY), Element("P", root)),
        PageBreak(),
    ]
    pdf = printed(root, story, furniture=numbered)
    texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert "1 of 2" in texts[0]
    assert "2 of 2" in texts[1]


def test_a_paragraph_over_two_pages_is_read_as_one() -> None:
    root = Element("Document")
    pdf = printed(root, [title(root), tagged(TaggedParagraph("word " * 2000, BODY), Element("P", root))])
    (paragraph,) = elements(pdf, "P")
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) >= 2
    assert len(paragraph["/K"]) == len(pages)


def test_a_link_inside_a_sentence_is_an_element_of_its_own(tmp_path: Path) -> None:
    root = Element("Document")
    words = 'Write to <a href="mailto:desk@example.org">desk@example.org</a> or call us at any time.'
    others = [tagged(TaggedParagraph(f"Point {point}.", BODY), Element("P", root)) for point in "abcdefgh"]
    pdf = printed(root, [title(root), *others, tagged(TaggedParagraph(words, BODY), Element("P", root))])
    (link,) = elements(pdf, "Link")
    kinds = [kid.get_object().get("/Type") if isinstance(kid.get_object(), dict) else "number" for kid in link["/K"]]
    assert "/OBJR" in kinds
    assert_accessible(pdf, tmp_path)


def test_a_repeated_heading_row_is_read_once(tmp_path: Path) -> None:
    root = Element("Document")
    cells = grid(root, 101, 2)
    rows = [
        [
            TaggedLine(f"{'Head' if row == 0 else 'cell'} {row}-{column}", BODY, cells[row][column])
            for column in range(2)
        ]
        for row in range(101)
    ]
    pdf = printed(root, [title(root), TaggedTable(rows, repeatRows=1)])
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) > 2
    heads = elements(pdf, "TH")
    assert [len(head["/K"]) for head in heads] == [1, 1]
    assert [head["/A"]["/Scope"] for head in heads] == ["/Column", "/Column"]
    assert len(elements(pdf, "TR")) == 101
    assert len(elements(pdf, "Table")) == 1
    assert_accessible(pdf, tmp_path)


def test_ornament_is_not_read_and_what_was_never_drawn_is_left_out() -> None:
    root = Element("Document")
    Element("P", root)
    pdf = printed(root, [title(root), Ornament(Rule(100))])
    assert [one["/S"] for one in elements(pdf)] == ["/Document", "/H1"]


def test_another_language_is_said_where_it_begins() -> None:
    root = Element("Document")
    spanish = tagged(TaggedParagraph("Gracias por venir.", BODY), Element("P", root, language="es-US"))
    pdf = printed(root, [title(root), spanish])
    assert elements(pdf, "P")[0]["/Lang"] == "es-US"


def test_the_same_story_gives_the_same_bytes() -> None:
    def once() -> bytes:
        root = Element("Document")
        return printed(root, [title(root), tagged(TaggedParagraph("Twelve people.", BODY), Element("P", root))])

    assert once() == once()


def test_the_program_in_the_docstring_runs_and_its_file_is_accessible(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    told = inspect.getdoc(tagged_module) or ""
    program = told.partition("no Helvetica::\n")[2].partition("Page furniture")[0]
    exec(compile(textwrap.dedent(program), "docstring", "exec"), {})  # our own words
    pdf = (tmp_path / "minutes.pdf").read_bytes()
    assert_accessible(pdf, tmp_path)
    assert [one["/S"] for one in elements(pdf)][:5] == ["/Document", "/H1", "/P", "/Figure", "/Table"]
    assert [head["/A"]["/Scope"] for head in elements(pdf, "TH")] == ["/Column", "/Column"]
    assert "Page 1 of 1" in pypdf.PdfReader(tmp_path / "minutes.pdf").pages[0].extract_text()
    assert outline(pdf) == ["Minutes"]

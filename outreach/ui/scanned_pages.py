"""The pages of a PDF as a scanner made them, as pictures in which a sign-in sheet is looked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from outreach.errors import OutreachError
from outreach.languages.spoken import say

MOST_PAGES = 100
"""A meeting of a thousand signs on fewer sheets."""
_PIXELS_PER_POINT = 200 / 72
_LONGEST_SIDE = 4_000


@dataclass(frozen=True, slots=True)
class Page:
    """One page in grey: a byte for each pixel, row by row."""

    name: str
    width: int
    height: int
    pixels: bytes


def pages_of(path: Path) -> Iterator[Page]:
    """Every page of a PDF, one after the other; each is called by the file and its number.

    Raises:
        OutreachError: the file is damaged, locked by a password, or has far too many pages.
    """
    document = QPdfDocument()
    try:
        fault = document.load(str(path))
        if fault is QPdfDocument.Error.IncorrectPassword:
            raise OutreachError(
                say("{name} is protected by a password: save it without one and take that.", name=path.name)
            )
        if fault is not QPdfDocument.Error.None_:
            raise OutreachError(say("{name} is damaged and cannot be opened: scan it again.", name=path.name))
        pages = document.pageCount()
        if pages > MOST_PAGES:
            raise OutreachError(
                say(
                    "{name} has {pages:,} pages, and at most {most} are looked at: part it.",
                    name=path.name,
                    pages=pages,
                    most=MOST_PAGES,
                )
            )
        for number in range(pages):
            name = (
                path.name
                if pages == 1
                else say("{stem}, page {number}{suffix}", stem=path.stem, number=number + 1, suffix=path.suffix)
            )
            yield _drawn(document, number, name)
    finally:
        document.close()


def _drawn(document: QPdfDocument, number: int, name: str) -> Page:
    points = document.pagePointSize(number)
    scale = min(_PIXELS_PER_POINT, _LONGEST_SIDE / max(points.width(), points.height(), 1.0))
    size = QSize(max(1, round(points.width() * scale)), max(1, round(points.height() * scale)))
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, document.render(number, size))
    painter.end()
    grey = paper.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, stride = grey.width(), grey.height(), grey.bytesPerLine()
    rows = bytes(grey.constBits())
    pixels = b"".join(rows[at * stride : at * stride + width] for at in range(height))
    return Page(name, width, height, pixels)

"""Printing: the pages and copies that were asked for, in their own size or fitted, called off between two bands."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from outreach.errors import OutreachError
from outreach.ui import printing
from outreach.ui.printing import a_printer, pages_to_print, paper_misfit, print_pdf
from outreach.ui.tasks import CancelledError, Progress
from outreach.ui.theme import Theme

LETTER, A4 = QSizeF(612, 792), QSizeF(595.28, 841.89)


def some_pages(count: int) -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(count):
        writer.add_blank_page(LETTER.width(), LETTER.height())
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def a_black_page(size: QSizeF = LETTER, box: str = "") -> bytes:
    """A page that is black from edge to edge, or within a box of the size of "x y width height"."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(size.width(), size.height())
    stream = pypdf.generic.DecodedStreamObject()
    stream.set_data(f"0 g {box or '0 0 612 792'} re f".encode())
    page[pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.fixture
def printer(theme: Theme, tmp_path: Path) -> QPrinter:
    made = a_printer(LETTER)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    made.setResolution(96)  # a page is one band
    return made


def quiet(_share: float, _words: str) -> None:
    """Nobody looks at the progress."""


def test_ranges_copies_and_order_are_what_the_dialog_says(printer: QPrinter) -> None:
    assert pages_to_print(printer, 3) == [0, 1, 2]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1,3-4"))
    assert pages_to_print(printer, 6) == [0, 2, 3]
    printer.setPageRanges(QPageRanges.fromString("9"))
    assert pages_to_print(printer, 3) == []
    printer.setPageRanges(QPageRanges())
    printer.setFromTo(2, 3)
    assert pages_to_print(printer, 3) == [1, 2]
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert pages_to_print(printer, 3, shown=1) == [1]
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    printer.setCopyCount(2)
    assert not printer.supportsMultipleCopies()
    assert pages_to_print(printer, 2) == [0, 1, 0, 1]
    printer.setCollateCopies(False)
    assert pages_to_print(printer, 2) == [0, 0, 1, 1]
    printer.setCopyCount(1)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert pages_to_print(printer, 3) == [2, 1, 0]


def test_paper_that_is_not_the_pages_is_said(printer: QPrinter) -> None:
    assert paper_misfit(printer, LETTER) == ""
    assert paper_misfit(printer, QSizeF(792, 612)) == ""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    assert paper_misfit(printer, LETTER) == "The pages are Letter, the printer has A4."
    assert paper_misfit(printer, A4) == ""
    printer.setPageSize(QPageSize(QSize(288, 432)))
    assert paper_misfit(printer, A4).startswith("The pages are A4, the printer has ")


def test_pages_are_fitted_into_the_middle_of_other_paper(printer: QPrinter, tmp_path: Path, qtbot: QtBot) -> None:
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    print_pdf(a_black_page(), printer, [0], Progress(quiet))
    document = QPdfDocument()
    document.load(str(tmp_path / "printed.pdf"))
    picture = document.render(0, QSize(595, 842))
    document.close()
    black = [
        y for y in range(842) if picture.pixelColor(297, y).lightness() < 128 and picture.pixelColor(297, y).alpha()
    ]
    assert abs(len(black) - 842 * (595.28 / 612 * 792) / 841.89) < 4
    assert abs(black[0] - (841 - black[-1])) < 4


def test_every_dot_of_the_printer_is_used_and_no_more_held_than_a_band(
    printer: QPrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(printing, "BAND_BYTES", 600_000)
    printer.setPageSize(QPageSize(QSizeF(1, 1), QPageSize.Unit.Inch))
    printer.setResolution(1200)
    print_pdf(a_black_page(QSizeF(72, 72)), printer, [0], Progress(quiet))
    (page,) = pypdf.PdfReader(tmp_path / "printed.pdf").pages
    bands = [image.image.size for image in page.images if image.image is not None]
    assert {wide for wide, _ in bands} == {1200}
    assert sum(high for _, high in bands) == 1200
    assert max(wide * high * 4 for wide, high in bands) <= 600_000


def test_bands_lie_where_the_page_has_them(
    printer: QPrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(printing, "BAND_BYTES", 40_000)  # 12 rows of 816 dots
    print_pdf(a_black_page(box="576 18 18 18"), printer, [0], Progress(quiet))
    document = QPdfDocument()
    document.load(str(tmp_path / "printed.pdf"))
    picture = document.render(0, QSize(816, 1056))
    document.close()
    dark = [
        (x, y)
        for x in range(700, 816)
        for y in range(900, 1056)
        if picture.pixelColor(x, y).alpha() > 128 and picture.pixelColor(x, y).lightness() < 128
    ]
    # A quarter of an inch at 96 dots, as far from the corner.
    assert (min(dark), max(dark)) == ((768, 1008), (791, 1031))


def test_white_paper_is_not_printed_on(printer: QPrinter, tmp_path: Path, qtbot: QtBot) -> None:
    print_pdf(some_pages(2), printer, [0, 1], Progress(quiet))
    pages = pypdf.PdfReader(tmp_path / "printed.pdf").pages
    assert [len(page.images) for page in pages] == [0, 0]


def test_a_print_that_is_called_off_stops_between_two_bands(printer: QPrinter, qtbot: QtBot) -> None:
    told: list[str] = []

    def tell(_share: float, words: str) -> None:
        told.append(words)
        if len(told) == 2:
            progress.cancel()

    progress = Progress(tell)
    with pytest.raises(CancelledError):
        print_pdf(some_pages(5), printer, range(5), progress)
    assert told == ["Printing page 1 of 5", "Printing page 2 of 5"]


def test_nothing_to_print_is_told(printer: QPrinter) -> None:
    with pytest.raises(OutreachError, match="None of these pages"):
        print_pdf(some_pages(1), printer, [], Progress(quiet))


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_a_printer_that_is_away_is_told(printer: QPrinter, tmp_path: Path) -> None:
    printer.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    with pytest.raises(OutreachError, match="did not accept"):
        print_pdf(some_pages(1), printer, [0], Progress(quiet))

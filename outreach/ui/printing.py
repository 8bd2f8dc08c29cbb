"""Pages on a printer: the system's own dialog, the printer's resolution, ranges and copies, on a worker.

QPainter may paint on a printer from any thread, so the window goes on working; the dialog alone belongs to it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.ui.tasks import CancelledError, Progress

BAND_BYTES = 8_000_000
"""What is drawn in one go, whatever the printer's resolution: a Letter page at 1200 dots an inch would be 540 MB. The
window waits for no longer than this takes, some tenth of a second."""
POINTS_PER_INCH = 72
SAME_SIZE_POINTS = 6.0
"""Paper whose sides differ by less, two millimeters, is the same."""


def a_printer(page: QSizeF) -> QPrinter:
    """The usual printer at its own resolution, asked for paper of the size of the pages (in points)."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    upright = QSize(round(min(page.width(), page.height())), round(max(page.width(), page.height())))
    landscape = page.width() > page.height()
    printer.setPageSize(QPageSize(upright))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def page_points(document: QPdfDocument) -> QSizeF:
    """The size of the first page, in points."""
    return document.pagePointSize(0)


def print_dialog(printer: QPrinter, pages: int, parent: QWidget) -> QPrintDialog:
    """The system's dialog for this many pages, with ranges, copies and the page that is shown."""
    dialog = QPrintDialog(printer, parent)
    dialog.setOptions(
        QAbstractPrintDialog.PrintDialogOption.PrintPageRange
        | QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage
        | QAbstractPrintDialog.PrintDialogOption.PrintCollateCopies
        | QAbstractPrintDialog.PrintDialogOption.PrintShowPageSize
        | QAbstractPrintDialog.PrintDialogOption.PrintToFile
    )
    dialog.setMinMax(1, max(pages, 1))
    dialog.setFromTo(1, max(pages, 1))
    return dialog


def pages_to_print(printer: QPrinter, count: int, shown: int = 0) -> list[int]:
    """The pages asked for in the dialog, from 0, in printing order and as often as the printer will not do itself."""
    pages = list(range(count))
    match printer.printRange():
        case QPrinter.PrintRange.CurrentPage:
            pages = [shown]
        case QPrinter.PrintRange.PageRange if not printer.pageRanges().isEmpty():
            pages = [page for page in pages if printer.pageRanges().contains(page + 1)]
        case QPrinter.PrintRange.PageRange if printer.fromPage():
            pages = pages[printer.fromPage() - 1 : printer.toPage() or count]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    return pages * copies if printer.collateCopies() else [page for page in pages for _ in range(copies)]


def paper_misfit(printer: QPrinter, page: QSizeF) -> str:
    """One sentence where the printer's paper has not the size of the pages (in points); empty where it has."""
    paper = printer.pageLayout().pageSize().size(QPageSize.Unit.Point)
    sides, wanted = sorted((paper.width(), paper.height())), sorted((page.width(), page.height()))
    if all(abs(side - want) < SAME_SIZE_POINTS for side, want in zip(sides, wanted, strict=True)):
        return ""
    return say("The pages are {page}, the printer has {paper}.", page=_named(page), paper=_named(QSizeF(paper)))


def _named(size: QSizeF) -> str:
    """ "Letter", "A4", or the inches."""
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    page = QPageSize.id(upright, QPageSize.Unit.Point, QPageSize.SizeMatchPolicy.FuzzyMatch)
    if page != QPageSize.PageSizeId.Custom:
        return QPageSize.name(page).partition(" /")[0]
    return say(
        "{width:.2g} by {height:.2g} inches",
        width=upright.width() / POINTS_PER_INCH,
        height=upright.height() / POINTS_PER_INCH,
    )


def print_pdf(pdf: bytes, printer: QPrinter, pages: Sequence[int], progress: Progress) -> None:
    """Print these pages, a band at a time, in the middle of the paper and as large as fits; on a worker.

    Raises OutreachError when there is nothing to print or the printer does not take it, and CancelledError when the
    print is called off; pages that have left the printer stay printed.
    """
    if not pages:
        raise OutreachError(say("None of these pages is in the report: choose pages that are. Nothing was printed."))
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    painter = QPainter()
    if not painter.begin(printer):
        raise OutreachError(
            say("The printer did not accept the pages: check that it is switched on, then print again.")
        )
    try:
        for at, page in enumerate(pages):
            if at:
                printer.newPage()
            _print_page(document, page, printer, painter, _Share(progress, at, len(pages)))
    except CancelledError:
        printer.abort()
        raise
    finally:
        painter.end()
        document.close()


class _Share:
    """The progress of one page of many."""

    def __init__(self, progress: Progress, at: int, of: int) -> None:
        self._progress, self._at, self._of = progress, at, of

    def step(self, share: float) -> None:
        self._progress.step(
            (self._at + share) / self._of, say("Printing page {at} of {of}", at=self._at + 1, of=self._of)
        )


def _print_page(document: QPdfDocument, page: int, printer: QPrinter, painter: QPainter, share: _Share) -> None:
    size = document.pagePointSize(page)
    paper = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    scale = min(paper.width() / size.width(), paper.height() / size.height())
    whole = QSize(round(size.width() * scale), round(size.height() * scale))
    corner = (paper.center() - QRectF(QPointF(), whole.toSizeF()).center()).toPoint()
    high = max(1, BAND_BYTES // (4 * max(whole.width(), 1)))
    for top in range(0, whole.height(), high):
        share.step(top / whole.height())
        clip = QRect(0, top, whole.width(), min(high, whole.height() - top))
        band = _band(document, page, whole, clip)
        if not _is_blank(band):
            painter.drawImage(corner + clip.topLeft(), band)


def _is_blank(band: QImage) -> bool:
    """Whether there is nothing on it but paper; such bands would cost as much as any other."""
    blank = QImage(band.size(), band.format())
    blank.fill(Qt.GlobalColor.white)
    return band == blank


def _band(document: QPdfDocument, page: int, whole: QSize, clip: QRect) -> QImage:
    options = QPdfDocumentRenderOptions()
    options.setScaledSize(whole)
    # Qt takes the last dot of a rectangle for its end, and would squeeze the page by one dot for each band.
    options.setScaledClipRect(clip.adjusted(0, 0, 1, 1))
    drawn = document.render(page, clip.size(), options)
    paper = QImage(clip.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    onto = QPainter(paper)
    onto.drawImage(0, 0, drawn)
    onto.end()
    return paper

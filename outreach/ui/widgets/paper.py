"""Pages of a report on the screen, and on a printer."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.errors import OutreachError
from outreach.ui.widgets.basics import button, label
from outreach.ui.wording import plural

BAND_BYTES = 24_000_000
MOST_DPI = 600
POINTS_PER_INCH = 72
ZOOM_STEP = 1.25


class PaperView(QWidget):
    """The pages themselves, scrolled and zoomed; page up and down, Ctrl+plus and Ctrl+minus."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setAccessibleName(name)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setPageSpacing(16)
        self.pages = label("", "muted", name="Pages")
        self.larger = button("+", self.zoom_in, "step", name="Larger", tip="Larger (Ctrl++)")
        self.larger.setShortcut("Ctrl++")
        self.smaller = button("−", self.zoom_out, "step", name="Smaller", tip="Smaller (Ctrl+-)")
        self.smaller.setShortcut("Ctrl+-")
        self.fit = button("Fit width", self.fit_width, "quiet", name="Fit the width of the page")
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self.pages)
        bar.addStretch(1)
        for control in (self.smaller, self.larger, self.fit):
            bar.addWidget(control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(bar)
        layout.addWidget(self.view, 1)
        self.view.pageNavigator().currentPageChanged.connect(self._tell_page)

    def show_pdf(self, pdf: bytes) -> None:
        """Show this document, staying on the page that was shown. Raises OutreachError when it cannot be read."""
        page = self.view.pageNavigator().currentPage()
        self.document.close()
        self._buffer.close()
        self._bytes = QByteArray(pdf)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        if self.document.error() != QPdfDocument.Error.None_:
            raise OutreachError("The pages cannot be shown: the file is damaged. Make the report again.")
        if 0 < page < self.document.pageCount():
            self.view.pageNavigator().jump(page, self.view.pageNavigator().currentLocation())
        self._tell_page()

    def clear(self) -> None:
        """Show nothing."""
        self.document.close()
        self.pages.setText("")

    def _tell_page(self) -> None:
        count = self.document.pageCount()
        page = self.view.pageNavigator().currentPage() + 1
        self.pages.setText(f"Page {page} of {count}" if count else "")
        self.view.setAccessibleDescription(f"{plural(count, 'page')}, showing page {page}. Save it to read it aloud.")

    def _zoom(self, factor: float) -> None:
        if self.view.zoomMode() != QPdfView.ZoomMode.Custom:
            self.view.setZoomFactor(self._width_factor())
            self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(self.view.zoomFactor() * factor, 0.2), 6.0))

    def _width_factor(self) -> float:
        if self.document.pageCount() == 0:
            return 1.0
        inches = self.document.pagePointSize(0).width() / POINTS_PER_INCH
        return self.view.viewport().width() / max(inches * self.logicalDpiX(), 1.0)

    def zoom_in(self) -> None:
        """Larger pages."""
        self._zoom(ZOOM_STEP)

    def zoom_out(self) -> None:
        """Smaller pages."""
        self._zoom(1 / ZOOM_STEP)

    def fit_width(self) -> None:
        """As wide as there is room."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)


def match_paper(printer: QPrinter, document: QPdfDocument) -> None:
    """Set the printer to the size and orientation of the pages."""
    size = document.pagePointSize(0)
    landscape = size.width() > size.height()
    upright = QSize(round(min(size.width(), size.height())), round(max(size.width(), size.height())))
    printer.setPageSize(QPageSize(upright))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)


def pages_to_print(printer: QPrinter, count: int) -> list[int]:
    """The pages the print dialog asked for, from 0, in printing order."""
    first, last = printer.fromPage(), printer.toPage()
    asked = printer.printRange() == QPrinter.PrintRange.PageRange and first
    pages = list(range(max(first, 1) - 1, min(last or count, count))) if asked else list(range(count))
    return pages[::-1] if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst else pages


class Printing(QObject):
    """Prints pages at the printer's resolution, a band at a time between the window's own work, and can be cancelled.

    Resolutions above 600 dots per inch are printed at 600: the eye sees no difference, and a band stays small.
    """

    stepped = Signal(float, str)
    finished = Signal(bool)

    def __init__(self, document: QPdfDocument, printer: QPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._printer = printer
        self._pages = pages_to_print(printer, document.pageCount())
        self._at = 0
        self._top = 0
        self._painter = QPainter()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin. Raises OutreachError when the printer does not take it."""
        if not self._pages:
            raise OutreachError("None of these pages is in the report: choose pages that are. Nothing was printed.")
        if not self._painter.begin(self._printer):
            raise OutreachError("The printer did not accept the pages: check that it is switched on, then print again.")
        self._timer.start()

    def cancel(self) -> None:
        """Stop; pages that have left the printer stay printed."""
        self._timer.stop()
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()
        self.finished.emit(False)

    def _step(self) -> None:
        page = self._pages[self._at]
        area = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        dots = min(self._printer.resolution(), MOST_DPI)
        size = (self._document.pagePointSize(page) * dots / POINTS_PER_INCH).toSize()
        height = max(1, min(BAND_BYTES // (4 * max(size.width(), 1)), size.height() - self._top))
        clip = QRect(0, self._top, size.width(), height)
        band = self._band(page, size, clip)
        scale = area.width() / size.width(), area.height() / size.height()
        target = QRect(0, round(clip.top() * scale[1]), area.width(), round(height * scale[1]))
        self._painter.drawImage(target, band)
        self._top += height
        done = self._at + self._top / size.height()
        self.stepped.emit(done / len(self._pages), f"Printing page {self._at + 1} of {len(self._pages)}")
        if self._top >= size.height():
            self._next_page()

    def _band(self, page: int, size: QSize, clip: QRect) -> QImage:
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(size)
        options.setScaledClipRect(clip)
        drawn = self._document.render(page, clip.size(), options)
        paper = QImage(clip.size(), QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        onto = QPainter(paper)
        onto.drawImage(0, 0, drawn)
        onto.end()
        return paper

    def _next_page(self) -> None:
        self._top = 0
        self._at += 1
        if self._at < len(self._pages):
            self._printer.newPage()
            return
        self._timer.stop()
        self._painter.end()
        self.finished.emit(True)

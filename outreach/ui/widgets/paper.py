"""Pages of a report on the screen."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.ui.widgets.basics import button, label
from outreach.ui.wording import plural

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
        self.pages = label("", "muted", name=say("Pages"))
        self.larger = button("+", self.zoom_in, "step", name=say("Larger"), tip=say("Larger (Ctrl++)"))
        self.larger.setShortcut("Ctrl++")
        self.smaller = button("−", self.zoom_out, "step", name=say("Smaller"), tip=say("Smaller (Ctrl+-)"))
        self.smaller.setShortcut("Ctrl+-")
        self.fit = button(say("Fit width"), self.fit_width, "quiet", name=say("Fit the width of the page"))
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
            raise OutreachError(say("The pages cannot be shown: the file is damaged. Make the report again."))
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
        self.pages.setText(say("Page {page} of {count}", page=page, count=count) if count else "")
        self.view.setAccessibleDescription(
            say("{pages}, showing page {page}. Save it to read it aloud.", pages=plural(count, "page"), page=page)
        )

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

"""The scanned line above the field to type into: as large as the card allows, on white paper in light and dark."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from outreach.languages.spoken import say
from outreach.ui.theme import current_palette
from outreach.ui.widgets.basics import label

if TYPE_CHECKING:
    from outreach.exchange.scanned_sheet import ScannedSheet

LEFT, BETWEEN, RIGHT = 0.045, 0.593, 0.96
"""Shares of a line's picture: its printed part begins, the neighborhood ends and the phone begins, all ends."""
ONE_ROW_PX = 1000
"""From this width on the whole line is shown in one row; below, the phone and the signature go to a second one."""
INSET = 4


class ScannedLines(QWidget):
    """Shows the picture of one line of the scanned sheets it holds, or says why there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[tuple[int, int], bytes] = {}
        self.picture = LinePicture()
        self.words = label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.picture)
        layout.addWidget(self.words)
        self.hide()

    def hold(self, sheets: "Sequence[ScannedSheet]") -> None:
        """Hold the lines of these sheets too; a sheet that was scanned again replaces itself."""
        for sheet in sheets:
            self._lines.update({(sheet.code.sheet, line.number): line.picture for line in sheet.lines})

    def forget(self) -> None:
        """Hold nothing any more."""
        self._lines.clear()
        self.hide()

    def __bool__(self) -> bool:
        """Whether any sheet is held."""
        return bool(self._lines)

    def after(self, sheet: int, line: int) -> tuple[int, int]:
        """The sheet and line that follow: from the last line of a sheet to the first of the next one scanned."""
        last = max((number for held, number in self._lines if held == sheet), default=0)
        later = min((held for held, _ in self._lines if held > sheet), default=0)
        return (later, 1) if last and later and line >= last else (sheet, line + 1)

    def show_line(self, sheet: int | None, line: int | None) -> None:
        """Show this line's picture; without a sheet and a line, or with no scan at all, nothing."""
        self.setVisible(bool(self) and sheet is not None and line is not None)
        if self.isHidden() or sheet is None or line is None:
            return
        found = self._lines.get((sheet, line))
        self.picture.setVisible(found is not None)
        self.words.setVisible(found is None)
        if found is not None:
            self.picture.show_picture(found, say("Sheet {sheet}, line {line} as scanned", sheet=sheet, line=line))
        elif any(held == sheet for held, _ in self._lines):
            self.words.setText(
                say("Sheet {sheet} has no line {line}: its lines have all been shown.", sheet=sheet, line=line)
            )
        else:
            self.words.setText(say("There is no scan of sheet {sheet}: read it, or type from the paper.", sheet=sheet))


class LinePicture(QWidget):
    """The picture, fitted to the width there is."""

    def __init__(self) -> None:
        super().__init__()
        self.pixmap = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_picture(self, data: bytes, name: str) -> None:
        """Show a PNG under a name that a listener hears."""
        self.pixmap.loadFromData(data)
        self.setAccessibleName(name)
        self._fit()
        self.update()

    def _rows(self) -> tuple[tuple[float, float], ...]:
        if self.width() >= ONE_ROW_PX:
            return ((LEFT, RIGHT),)
        return ((LEFT, BETWEEN), (BETWEEN, RIGHT))

    def _scale(self) -> float:
        begins, ends = self._rows()[0]
        return (self.width() - 2 * INSET) / max(self.pixmap.width() * (ends - begins), 1.0)

    def _fit(self) -> None:
        if not self.pixmap.isNull():
            self.setFixedHeight(round(len(self._rows()) * self.pixmap.height() * self._scale()) + 2 * INSET)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The height follows the width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the line in its rows, on paper with a thin edge."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(QColor(current_palette().border)))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        scale, width, height = self._scale(), self.pixmap.width(), self.pixmap.height()
        for row, (begins, ends) in enumerate(self._rows()):
            source = QRectF(begins * width, 0, (ends - begins) * width, height)
            target = QRectF(INSET, INSET + row * height * scale, source.width() * scale, height * scale)
            painter.drawPixmap(target, self.pixmap, source)
        painter.end()

"""A drawing of the reports in the window: drawn for the room there is, sharp at any scale, in light and dark.

The paper library is slow to load, so whoever shows a drawing hands over how it is drawn, and a worker draws it::

    def draw(width: float, height: float) -> "Shown":
        from outreach.reports.charts import paired_bars
        ...
        return shown(paired_bars(...))

    self.chart = DrawingView("Chart of the month", desk.tasks)
    self.chart.show_drawing(draw)
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from outreach.languages.spoken import say
from outreach.ui.tasks import DRAWN, Tasks
from outreach.ui.theme import current_palette

if TYPE_CHECKING:
    from PySide6.QtGui import QPainterPath, QTransform
    from PySide6.QtSvg import QSvgRenderer

    from outreach.reports.onscreen import Shown

PIXELS_PER_POINT = 1.5
"""The words of a drawing, 8 to 9 points, become as large as the small print of the window."""

type Draw = Callable[[float, float], Shown | None]


class DrawingView(QWidget):
    """A drawing. Where its parts can be opened, arrow keys walk through them, and Enter or a double click opens one.

    It is as high as the drawing, or ``fills`` the room it is given. ``scale`` says how large a point is.
    """

    opened = Signal(int)
    chosen_changed = Signal(int)

    def __init__(
        self, name: str, tasks: Tasks, *, fills: bool = False, scale: float = PIXELS_PER_POINT, opens: str = ""
    ) -> None:
        super().__init__()
        self._name, self._opens = name, opens
        self._tasks, self._fills, self._scale = tasks, fills, scale
        self._draw: Draw | None = None
        self._asked: QSize | None = None
        self._awaits = False
        self._shown: Shown | None = None
        self._renderers: dict[str, QSvgRenderer] = {}
        self._loaded: set[str] = set()
        self._paths: list[QPainterPath] = []
        self._chosen = -1
        self.setAccessibleName(name)
        if opens:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        upright = QSizePolicy.Policy.Expanding if fills else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, upright)
        self.setMinimumHeight(240 if fills else 120)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as the drawing."""
        height = self._shown.height if self._shown is not None else 100.0
        return QSize(480, 420 if self._fills else round(height * self._scale))

    def show_drawing(self, draw: Draw) -> None:
        """Show what ``draw`` makes of a width and a height in points; it is called on a worker. None: nothing."""
        self._draw = draw
        self._asked = None
        self._ask()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return self._shown is None

    def _ask(self) -> None:
        draw, size = self._draw, self.size()
        if draw is None or size.isEmpty():
            return
        self._asked, self._awaits = size, True
        width, height = size.width() / self._scale, size.height() / self._scale
        key, words = f"{DRAWN}{id(self)}", say("Drawing")
        self._tasks.read(key, lambda: draw(width, height), self._take, words, patient=True)

    def _take(self, answer: object) -> None:
        self._awaits = False
        self._shown = cast("Shown | None", answer)
        kept = self.chosen_key()
        self._paths = []
        self._loaded.clear()
        if self._shown is not None:
            self._paths = [_path(spot.outline, self._shown.height) for spot in self._shown.spots]
            if not self._fills:
                self.setFixedHeight(round(self._shown.height * self._scale))
        self._chosen = self._place_of(kept)
        self._describe()
        self.updateGeometry()
        self.update()
        self._ask_again()

    def _renderer(self, palette: str, shown: "Shown") -> "QSvgRenderer":
        """What paints the drawing in a palette; in the other one it is read when it is dark, or light again."""
        from PySide6.QtSvg import QSvgRenderer  # with the first drawing: a window is open before it is drawn

        if palette not in self._renderers:
            self._renderers[palette] = QSvgRenderer(self)
        if palette not in self._loaded:
            self._renderers[palette].load(QtCore.QByteArray(shown.dark if palette == "dark" else shown.light))
            self._loaded.add(palette)
        return self._renderers[palette]

    def _ask_again(self) -> None:
        """Draw anew where the room has changed since; while a drawing is awaited, the old one is stretched."""
        if self._awaits or self._draw is None:
            return
        asked = self._asked
        if asked is None or asked.width() != self.width() or (self._fills and asked.height() != self.height()):
            self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Draw for the new room."""
        super().resizeEvent(event)
        self._ask_again()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the light and the dark."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.update()

    def _transform(self) -> "QTransform":
        """From points of the drawing, top down, to where they are shown."""
        if self._shown is None:
            return QtGui.QTransform()
        across, down = self.width() / self._shown.width, self.height() / self._shown.height
        scale = min(across, down, self._scale)
        left = (self.width() - self._shown.width * scale) / 2 if self._fills else 0.0
        top = (self.height() - self._shown.height * scale) / 2 if self._fills else 0.0
        return QtGui.QTransform(scale, 0.0, 0.0, scale, left, top)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw."""
        if self._shown is None:
            return
        palette = current_palette()
        painter = QtGui.QPainter(self)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._transform(), True)
        self._renderer(palette.name, self._shown).render(painter, QRectF(0, 0, self._shown.width, self._shown.height))
        if 0 <= self._chosen < len(self._paths) and self._opens:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QtGui.QPen(QtGui.QColor(palette.accent if self.hasFocus() else palette.ink), 2.2))
            painter.drawPath(self._paths[self._chosen])
        painter.end()

    def _describe(self) -> None:
        told = self._shown.finding if self._shown is not None else ""
        self.setAccessibleDescription(" ".join(part for part in (told, self._opens) if part))
        words = self.chosen_words()
        self.setAccessibleName(f"{self._name}: {words}" if words else self._name)

    # ---- parts that can be pointed at

    def chosen_words(self) -> str:
        """What the chosen part says."""
        return self._shown.spots[self._chosen].words if self._shown is not None and self._chosen >= 0 else ""

    def chosen_key(self) -> int | None:
        """The key of the chosen part."""
        shown = self._shown
        return shown.spots[self._chosen].key if shown and 0 <= self._chosen < len(shown.spots) else None

    def _place_of(self, key: int | None) -> int:
        spots = self._shown.spots if self._shown is not None else ()
        return next((at for at, spot in enumerate(spots) if key is not None and spot.key == key), -1)

    def choose(self, key: int) -> None:
        """Mark a part that was chosen elsewhere; nobody is told."""
        self._chosen = self._place_of(key)
        self._describe()
        self.update()

    def middle_of(self, key: int) -> QPoint:
        """Where a part is, in the coordinates of the widget."""
        return self._transform().map(self._paths[self._place_of(key)].boundingRect().center()).toPoint()

    def _at(self, point: QPointF) -> int:
        where = self._transform().inverted()[0].map(point)
        return next((at for at, path in enumerate(self._paths) if path.contains(where)), -1)

    def _choose(self, at: int) -> None:
        if self._shown is None or not 0 <= at < len(self._shown.spots):
            return
        self._chosen = at
        self._describe()
        key = self.chosen_key()
        if key is not None:
            self.chosen_changed.emit(key)
        self.update()

    def _open(self, at: int) -> None:
        key = self._shown.spots[at].key if self._shown is not None and 0 <= at < len(self._shown.spots) else None
        if key is not None:
            self.opened.emit(key)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click chooses."""
        if self._opens:
            self._choose(self._at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A double click opens."""
        if self._opens:
            self._open(self._at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrow keys walk, Enter opens."""
        last = len(self._paths) - 1
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Down if self._opens:
                self._choose(min(self._chosen + 1, last))
            case Qt.Key.Key_Left | Qt.Key.Key_Up if self._opens:
                self._choose(max(self._chosen - 1, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._opens:
                self._open(self._chosen)
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell a part in words under the pointer, or else the whole."""
        if isinstance(event, QHelpEvent) and self._shown is not None:
            at = self._at(QPointF(event.pos()))
            words = self._shown.spots[at].words if at >= 0 else self._shown.finding
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)


def _path(outline: tuple[tuple[tuple[float, float], ...], ...], height: float) -> "QPainterPath":
    """An outline in points from the lower left as a path from the upper left."""
    path = QtGui.QPainterPath()
    for ring in outline:
        path.addPolygon(QtGui.QPolygonF([QPointF(x, height - y) for x, y in ring]))
        path.closeSubpath()
    return path

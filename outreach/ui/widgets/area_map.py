"""A map of neighborhoods shaded by a figure: the number stands on each area, so that color alone tells nothing."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import cos, radians

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from outreach.ui.theme import current_palette, font

MARGIN = 12
STEPS = 5
NAME_PX = 12


@dataclass(frozen=True, slots=True)
class Area:
    """A neighborhood on the map: its key, name, boundary (GeoJSON) and figure; None where there is none."""

    key: int
    name: str
    boundary: str
    figure: int | None
    words: str


@dataclass(slots=True)
class _Shape:
    area: Area
    path: QPainterPath
    shown: QPainterPath = field(default_factory=QPainterPath)


def _rings(boundary: str) -> Iterator[list[list[float]]]:
    geometry = json.loads(boundary)
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        yield from polygon


def area_path(boundary: str) -> QPainterPath:
    """A boundary as a path in degrees, north up, with longitudes drawn together by the latitude of the place."""
    path = QPainterPath()
    rings = [ring for ring in _rings(boundary) if len(ring) > 2]
    if rings:
        squeeze = cos(radians(rings[0][0][1]))
        for ring in rings:
            path.addPolygon(QPolygonF([QPointF(point[0] * squeeze, -point[1]) for point in ring]))
            path.closeSubpath()
    return path


class AreaMap(QWidget):
    """The map. Arrow keys walk through the areas by name, Enter or a click opens one."""

    opened = Signal(int)
    chosen_changed = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._figure_words = ""
        self._shapes: list[_Shape] = []
        self._chosen = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 280)

    def sizeHint(self) -> QSize:  # noqa: N802
        """A square with room for names."""
        return QSize(480, 420)

    def show_areas(self, areas: Sequence[Area], figure_words: str) -> None:
        """Show these areas, shaded by their figure."""
        kept = self._shapes[self._chosen].area.key if 0 <= self._chosen < len(self._shapes) else None
        known = {shape.area.boundary: shape.path for shape in self._shapes}
        self._figure_words = figure_words
        ordered = sorted(areas, key=lambda area: area.name)
        self._shapes = [_Shape(area, known.get(area.boundary) or area_path(area.boundary)) for area in ordered]
        self._chosen = next((at for at, shape in enumerate(self._shapes) if shape.area.key == kept), -1)
        self.setAccessibleDescription(f"{figure_words}. Arrow keys walk through the neighborhoods, Enter opens one.")
        self.update()

    def _tint(self, figure: int | None, highest: int) -> QColor:
        palette = current_palette()
        if figure is None or highest <= 0:
            return QColor(palette.card)
        share = 0.0 if figure <= 0 else -(-figure * STEPS // highest) / STEPS
        ground, full = QColor(palette.card), QColor(palette.accent)
        part = 0.06 + 0.42 * share
        return QColor(
            *(
                round(low + (high - low) * part)
                for low, high in zip(ground.getRgb()[:3], full.getRgb()[:3], strict=True)  # type: ignore[index]
            )
        )

    def _fit(self) -> QTransform:
        bounds = QRectF()
        for shape in self._shapes:
            bounds = bounds.united(shape.path.boundingRect())
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        if bounds.isEmpty():
            return QTransform()
        scale = min(room.width() / bounds.width(), room.height() / bounds.height())
        left = room.left() + (room.width() - bounds.width() * scale) / 2
        top = room.top() + (room.height() - bounds.height() * scale) / 2
        return QTransform(scale, 0, 0, scale, left - bounds.left() * scale, top - bounds.top() * scale)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the areas, then their numbers."""
        palette = current_palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fit = self._fit()
        highest = max((shape.area.figure or 0 for shape in self._shapes), default=0)
        for shape in self._shapes:
            shape.shown = fit.map(shape.path)
            painter.setPen(QPen(QColor(palette.border), 1))
            painter.setBrush(self._tint(shape.area.figure, highest))
            painter.drawPath(shape.shown)
        for shape in self._shapes:
            self._write(painter, shape)
        if 0 <= self._chosen < len(self._shapes):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.ink), 3))
            painter.drawPath(self._shapes[self._chosen].shown)
        painter.end()

    def _write(self, painter: QPainter, shape: _Shape) -> None:
        palette = current_palette()
        box = shape.shown.boundingRect()
        number = "–" if shape.area.figure is None else f"{shape.area.figure:,}"
        small, bold = font(NAME_PX), font(14, QFont.Weight.Bold)
        fits = QFontMetricsF(small).horizontalAdvance(shape.area.name) < box.width() * 0.8 and box.height() > 44
        painter.setPen(QColor(palette.ink))
        painter.setFont(bold)
        middle = shape.shown.pointAtPercent(0) if box.isEmpty() else box.center()
        spot = QRectF(middle.x() - 100, middle.y() - (16 if fits else 9), 200, 18)
        if box.width() > 14 and box.height() > 12:
            painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), number)
        if fits:
            painter.setFont(small)
            painter.drawText(spot.translated(0, 16), int(Qt.AlignmentFlag.AlignCenter), shape.area.name)

    def choose(self, key: int) -> None:
        """Mark an area that was chosen elsewhere; nobody is told."""
        at = next((at for at, shape in enumerate(self._shapes) if shape.area.key == key), -1)
        blocked = self.blockSignals(True)
        self._choose(at)
        self.blockSignals(blocked)

    def _at(self, point: QPointF) -> int:
        return next((at for at, shape in enumerate(self._shapes) if shape.shown.contains(point)), -1)

    def _choose(self, at: int) -> None:
        if not 0 <= at < len(self._shapes):
            return
        self._chosen = at
        area = self._shapes[at].area
        self.setAccessibleName(f"{self._name}: {area.name}, {area.words}")
        self.chosen_changed.emit(area.key)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click chooses."""
        self._choose(self._at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A double click opens."""
        self._open(self._at(event.position()))

    def _open(self, at: int) -> None:
        if 0 <= at < len(self._shapes):
            self.opened.emit(self._shapes[at].area.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrow keys walk, Enter opens."""
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self._choose(min(self._chosen + 1, len(self._shapes) - 1))
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self._choose(max(self._chosen - 1, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self._chosen)
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell an area in words under the pointer."""
        if isinstance(event, QHelpEvent):
            at = self._at(QPointF(event.pos()))
            if at >= 0:
                area = self._shapes[at].area
                QToolTip.showText(event.globalPos(), f"{area.name}: {area.words}", self)
                return True
        return super().event(event)

"""Maps of neighborhoods from their GeoJSON boundaries, simplified to what paper can show, told without color.

Each area bears a mark (on paper its number in the table beside the map, on the screen its figure), its name where
there is room, and one of four shades that also differ in grey. A boundary that crosses itself is filled by the
even-odd rule, as every map program does.
"""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.graphics.shapes import FILL_EVEN_ODD, Drawing, Path, Rect, String
from reportlab.lib.colors import Color, white
from reportlab.pdfbase.pdfmetrics import stringWidth

from outreach.languages.wording import Wording
from outreach.reports.chart_parts import RAMP, Picture, Spot
from outreach.reports.fonts import REGULAR, SEMIBOLD, load_fonts
from outreach.reports.text import INK, MUTED, one_line

type Point = tuple[float, float]
type Ring = tuple[Point, ...]

_TOLERANCE = 0.35
_LEGEND = 14.0
_NUMBER, _NAME = 9.0, 7.0
_SHADES = (RAMP[0], RAMP[2], RAMP[3], RAMP[4])
_KEPT, _BOUNDARIES_KEPT = 4, 512
"""So many maps, and boundaries as they were read, are kept: they are drawn again with each look at the page."""


@dataclass(frozen=True, slots=True)
class Area:
    """A neighborhood on a map: its mark, its name, the figure it is shaded by (None: not known), whether it has gone
    quiet, its boundary (GeoJSON geometry as text), and the key of its record where it can be opened."""

    mark: str
    name: str
    figure: int | None
    is_quiet: bool
    boundary: str | None
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Shading:
    """What the shades of a map say, in the reader's language: "no event", "{number} or more events"."""

    none: str
    more: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """A map and the neighborhoods that are not on it, because their boundary is missing or cannot be read."""

    picture: Picture
    missing: tuple[str, ...]


def coverage_map(areas: Sequence[Area], width: float, most_height: float, say: Wording) -> Coverage | None:
    """The map of events by neighborhood; None where no area has a readable boundary."""
    shading = Shading(say("no event"), say("{number} or more events", number="{number}"))
    return shaded_map(areas, shading, _finding(areas, say), width, most_height, say)


def shaded_map(
    areas: Sequence[Area], shading: Shading, finding: str, width: float, most_height: float, say: Wording
) -> Coverage | None:
    """The map of all areas with a boundary, shaded by their figures; None where no area has a readable one.

    ``finding`` says what the map shows.
    """
    load_fonts()
    shown = [area for area in areas if _rings(area.boundary)]
    if not shown:
        return None
    steps = _steps([area.figure for area in shown if area.figure])
    legend = _legend(steps, shading, any(area.is_quiet for area in shown), width, say)
    above = _LEGEND * len(legend) + 6
    laid = _laid_out(tuple((one_line(area.name), area.boundary) for area in shown), width, most_height - above)
    drawing = Drawing(width, laid.height + above)
    for area, place in zip(shown, laid.places, strict=True):
        drawing.add(_outline(place.rings, _SHADES[_class(area.figure, steps)]))
    for area, place in zip(shown, laid.places, strict=True):
        if area.is_quiet:
            drawing.add(_outline(place.rings, None, quiet=True))
    for area, place in zip(shown, laid.places, strict=True):
        _label(drawing, area, place, dark=_class(area.figure, steps) == 3)
    for at, row in enumerate(legend):
        for x, sample in row:
            _place(drawing, sample, x, laid.height + above - 9 - _LEGEND * at)
    missing = tuple(area.name for area in areas if not _rings(area.boundary))
    spots = tuple(
        Spot(f"{area.name}: {area.mark}", place.rings, area.key) for area, place in zip(shown, laid.places, strict=True)
    )
    return Coverage(Picture(drawing, one_line(finding), spots), missing)


# ---- boundaries


@dataclass(frozen=True, slots=True)
class _Placed:
    """An area on the page: its rings in points, the middle of its label, and the lines of its name that fit there."""

    rings: tuple[Ring, ...]
    x: float
    y: float
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Laid:
    """The areas of a map in their order, and its height."""

    places: tuple[_Placed, ...]
    height: float


@lru_cache(maxsize=_KEPT)
def _laid_out(areas: tuple[tuple[str, str | None], ...], width: float, most: float) -> _Laid:
    """Where areas and their names are on a map, by their names and boundaries: the same whatever it is shaded by."""
    fitted, height = _fitted([_rings(boundary) for _, boundary in areas], width, most)
    return _Laid(
        tuple(_Placed(rings, *_place_for(rings, name)) for rings, (name, _) in zip(fitted, areas, strict=True)), height
    )


@lru_cache(maxsize=_BOUNDARIES_KEPT)
def _rings(boundary: str | None) -> tuple[Ring, ...]:
    """The rings of a geometry in degrees; none where it cannot be read as polygons on the earth."""
    try:
        geometry = json.loads(boundary or "null")
        kind, coordinates = geometry["type"], geometry["coordinates"]
        polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}[kind]
        rings = [
            tuple((float(point[0]), float(point[1])) for point in ring) for polygon in polygons for ring in polygon
        ]
    except (ValueError, TypeError, KeyError, IndexError):
        return ()
    on_earth = all(abs(x) <= 180 and abs(y) <= 90 for ring in rings for x, y in ring)
    return tuple(ring for ring in rings if len(set(ring)) > 2) if on_earth else ()


def _fitted(shapes: Sequence[tuple[Ring, ...]], width: float, most: float) -> tuple[list[tuple[Ring, ...]], float]:
    """The rings in points of the page, north up, longitudes drawn together by the latitude of the place."""
    points = [point for rings in shapes for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = max(math.cos(math.radians((south + north) / 2)), 0.01)
    scale = min((width - 4) / max((east - west) * narrow, 1e-9), (most - 4) / max(north - south, 1e-9))
    left = (width - (east - west) * narrow * scale) / 2
    placed = [
        tuple(
            simplified([(left + (x - west) * narrow * scale, 2 + (y - south) * scale) for x, y in ring], _TOLERANCE)
            for ring in rings
        )
        for rings in shapes
    ]
    return placed, (north - south) * scale + 4


def simplified(ring: Sequence[Point], tolerance: float) -> Ring:
    """The ring without the points that lie closer than ``tolerance`` to the line they bend (Douglas & Peucker 1973)."""
    kept = {0, len(ring) - 1}
    # A closed ring has no first line of its own: start from its first point and the one farthest from it.
    far = max(range(len(ring)), key=lambda index: math.dist(ring[0], ring[index]))
    kept.add(far)
    spans = [(0, far), (far, len(ring) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        index = max(range(first + 1, last), key=lambda place: _offset(ring[place], ring[first], ring[last]))
        if _offset(ring[index], ring[first], ring[last]) > tolerance:
            kept.add(index)
            spans += [(first, index), (index, last)]
    return tuple(ring[index] for index in sorted(kept))


def _offset(point: Point, start: Point, end: Point) -> float:
    length = math.dist(start, end)
    if not length:
        return math.dist(point, start)
    along = ((point[0] - start[0]) * (end[0] - start[0]) + (point[1] - start[1]) * (end[1] - start[1])) / length**2
    along = min(max(along, 0.0), 1.0)
    return math.dist(point, (start[0] + along * (end[0] - start[0]), start[1] + along * (end[1] - start[1])))


# ---- drawing


def _outline(rings: Iterable[Ring], fill: Color | None, *, quiet: bool = False) -> Path:
    path = Path(fillMode=FILL_EVEN_ODD, fillColor=fill, strokeLineJoin=1, **_edge(quiet))
    for ring in rings:
        path.moveTo(*ring[0])
        for point in ring[1:]:
            path.lineTo(*point)
        path.closePath()
    return path


def _label(drawing: Drawing, area: Area, place: _Placed, *, dark: bool) -> None:
    """The area's mark, and its name beneath where both fit inside the area."""
    color = white if dark else INK
    x, names = place.x, place.names
    top = place.y + (_NUMBER + _NAME * len(names)) / 2
    mark = String(x, top - 7, one_line(area.mark), fontName=SEMIBOLD, fontSize=8, fillColor=color, textAnchor="middle")
    drawing.add(mark)
    for index, line in enumerate(names):
        under = top - _NUMBER - 5.5 - _NAME * index
        drawing.add(String(x, under, line, fontName=REGULAR, fontSize=6.5, fillColor=color, textAnchor="middle"))


def _place_for(rings: Sequence[Ring], name: str) -> tuple[float, float, tuple[str, ...]]:
    """The middle of a label inside the rings, and the lines of the name that fit there (none: only the mark)."""
    low = min(y for ring in rings for _, y in ring)
    high = max(y for ring in rings for _, y in ring)
    heights = [low + (high - low) * step / 24 for step in (12, 11, 13, 10, 14, 9, 15, 8, 16, 7, 17, 6, 18, 5, 19)]
    for lines in [*_broken(name), []]:
        wide = max((float(stringWidth(line, REGULAR, 6.5)) for line in lines), default=8.0) + 3
        for y in heights:
            start, end = _clear(rings, y, _NUMBER + _NAME * len(lines))
            if end - start >= wide:
                return (start + end) / 2, y, tuple(lines)
    y, (start, end) = max(
        ((y, band) for y in heights for band in _inside(rings, y)),
        key=lambda place: place[1][1] - place[1][0],
        default=(rings[0][0][1], (rings[0][0][0], rings[0][0][0])),
    )
    return (start + end) / 2, y, ()


def _broken(name: str) -> list[list[str]]:
    """A name on one line, or broken in two, the evener the better."""
    words = name.split(" ")
    halves = [[" ".join(words[:cut]), " ".join(words[cut:])] for cut in range(1, len(words))]
    return [[name], *sorted(halves, key=lambda lines: max(map(len, lines)))]


def _clear(rings: Sequence[Ring], y: float, tall: float) -> tuple[float, float]:
    """The longest stretch that is inside the rings from the top of a label to its bottom; no length where none is."""
    stretches = [(-math.inf, math.inf)]
    for step in range(-2, 3):
        bands = list(_inside(rings, y + tall * step / 4))
        stretches = [(max(start, band[0]), min(end, band[1])) for start, end in stretches for band in bands]
    return max(stretches, key=lambda stretch: stretch[1] - stretch[0], default=(0.0, 0.0))


def _inside(rings: Sequence[Ring], y: float) -> Iterator[tuple[float, float]]:
    crossings = sorted(
        start[0] + (y - start[1]) / (end[1] - start[1]) * (end[0] - start[0])
        for ring in rings
        for start, end in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (start[1] <= y) != (end[1] <= y)
    )
    yield from zip(crossings[::2], crossings[1::2], strict=False)


def _steps(figures: Iterable[int]) -> tuple[int, int]:
    """The most of the two middle shades: a third of the areas with any falls into each, as far as it can."""
    some = sorted(figures)
    if not some:
        return 1, 2
    low = some[(len(some) - 1) // 3]
    return low, max(some[(len(some) - 1) * 2 // 3], low + 1)


def _class(figure: int | None, steps: tuple[int, int]) -> int:
    return 0 if not figure else 1 if figure <= steps[0] else 2 if figure <= steps[1] else 3


@dataclass(frozen=True, slots=True)
class _Sample:
    """One entry of the legend: a box and what it means."""

    name: str
    fill: Color | None
    is_quiet: bool = False

    @property
    def width(self) -> float:
        return 32 + float(stringWidth(self.name, REGULAR, 8.5))


def _legend(
    steps: tuple[int, int], shading: Shading, quiet: bool, width: float, say: Wording
) -> list[list[tuple[float, _Sample]]]:
    """The samples with their places across, on as many rows as they need."""
    low, high = steps
    more = shading.more.format(number=say.number(high + 1))
    names = (shading.none, _range(1, low, say), _range(low + 1, high, say), more)
    samples = [_Sample(name, shade) for name, shade in zip(names, _SHADES, strict=True)]
    if quiet:
        samples.append(_Sample(say("gone quiet"), None, True))
    rows: list[list[tuple[float, _Sample]]] = [[]]
    x = 0.0
    for sample in samples:
        if x and x + sample.width - 14 > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, sample))
        x += sample.width
    return rows


def _range(low: int, high: int, say: Wording) -> str:
    return say.number(low) if low == high else f"{say.number(low)}–{say.number(high)}"


def _place(drawing: Drawing, sample: _Sample, x: float, y: float) -> None:
    drawing.add(Rect(x + 1, y - 1, 13, 8, fillColor=sample.fill, **_edge(sample.is_quiet)))
    drawing.add(String(x + 18, y, sample.name, fontName=REGULAR, fontSize=8.5, fillColor=INK))


def _edge(quiet: bool) -> dict[str, Any]:
    """How an area is outlined; one that has gone quiet with a strong dashed line."""
    if quiet:
        return {"strokeColor": INK, "strokeWidth": 1.4, "strokeDashArray": [3, 2]}
    return {"strokeColor": MUTED, "strokeWidth": 0.5}


def _finding(areas: Sequence[Area], say: Wording) -> str:
    reached = sorted((area for area in areas if area.figure), key=lambda area: (-(area.figure or 0), area.name))
    sentences = [
        say(
            "Map of the precinct: events were held in {reached} of {all} neighborhoods.",
            reached=say.number(len(reached)),
            all=say.number(len(areas)),
        )
    ]
    if reached:
        most = [f"{area.name} ({say.number(area.figure)})" for area in reached[:3]]
        sentences.append(say("Most were in {names}.", names=say.listing(most)))
    quiet = [area.name for area in areas if area.is_quiet]
    if quiet:
        sentences.append(say("Gone quiet: {names}.", names=say.listing(quiet)))
    return " ".join(sentences)

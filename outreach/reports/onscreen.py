"""The drawings of the reports for a window: the same shapes as SVG, in the colors of paper and of a dark screen."""

import re
from dataclasses import dataclass
from io import StringIO
from typing import Any

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color, white

from outreach.reports.chart_parts import PALE, RAMP, Picture, Spot
from outreach.reports.text import ACCENT, HAIRLINE, INK, MUTED

_IN_THE_DARK: dict[str, str] = {
    f"#{light.hexval().removeprefix('0x')}": dark.lower()
    for light, dark in (
        (white, "#1C222A"),
        (INK, "#E8ECF1"),
        (MUTED, "#A3AFBD"),
        (HAIRLINE, "#2C343E"),
        (ACCENT, "#7FB2E5"),
        (PALE, "#5B7188"),
        (RAMP[1], "#22303F"),
        (RAMP[2], "#2E435A"),
        (RAMP[3], "#3F6489"),
    )
}
"""What each color of paper becomes on a dark card: the contrasts between them stay, white words turn dark on accent."""

_FINER = 10
# The clip holds the drawing to its own edges; Qt, which reads SVG Tiny alone, would paint it as a black box.
_CLIP = re.compile(r"<clipPath.*?</clipPath>", re.DOTALL)
_TAG, _COLOR = re.compile("<[^>]+>"), re.compile("#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Shown:
    """A drawing as SVG for a light and for a dark card, ``width`` by ``height`` points, and what it says in words."""

    light: bytes
    dark: bytes
    width: float
    height: float
    finding: str
    spots: tuple[Spot, ...]


def shown(picture: Picture) -> Shown:
    """A picture of a report for a window; no ground is painted, the card behind it is its paper."""
    drawing = picture.drawing
    light = _svg(drawing)
    dark = _TAG.sub(_darkened, light)
    return Shown(light.encode(), dark.encode(), drawing.width, drawing.height, picture.finding, picture.spots)


class _Canvas(renderSVG.SVGCanvas):  # type: ignore[misc]  # reportlab comes without types
    """Writes colors exactly, which reportlab cuts to whole percents, and text so that Qt sets it as paper does.

    Qt takes whole sizes alone and its advances differ a little from the font's, so words are set ten times as large,
    anchored where they begin, end or have their middle, and scaled down.
    """

    def setFillColor(self, color: Color | None) -> None:  # noqa: N802 - the name reportlab calls
        super().setFillColor(color)
        if color is not None:
            self.style["fill"] = _hex(color)

    def setStrokeColor(self, color: Color | None) -> None:  # noqa: N802 - the name reportlab calls
        super().setStrokeColor(color)
        if color is not None:
            self.style["stroke"] = _hex(color)

    def drawString(  # noqa: N802 - the name reportlab calls
        self, s: str, x: float, y: float, text_anchor: str = "start", **_: Any
    ) -> None:
        fill = self.style["fill"]
        style = f"font-family: {self._font}; font-size: {self._fontSize * _FINER:g}px; fill: {fill}; stroke: none"
        place = f"translate({x:.2f},{y:.2f}) scale({1 / _FINER:g},{-1 / _FINER:g})"
        anchor = {"text-anchor": text_anchor, "style": style, "transform": place}
        text = renderSVG.transformNode(self.doc, "text", x=0, y=0, **anchor)
        text.appendChild(self.doc.createTextNode(s))
        self.currGroup.appendChild(text)


def _hex(color: Color) -> str:
    digits: str = color.hexval()
    return f"#{digits.removeprefix('0x')}"


def _svg(drawing: Drawing) -> str:
    # A line of many points has no fill, which SVG takes for a black one unless it is said.
    canvas = _Canvas((drawing.width, drawing.height), svgAttrs={"fill": "none"})
    renderSVG.draw(drawing, canvas, 0, 0)
    file = StringIO()
    canvas.save(file)
    # Its nodes hold each other, and would stay until the collector comes by: with each chart that is shown, more.
    canvas.doc.unlink()
    canvas.__dict__.clear()
    return _CLIP.sub("", file.getvalue())


def _darkened(tag: re.Match[str]) -> str:
    """A tag of a drawing with its colors as on a dark card; the words between tags stay what they are."""
    return _COLOR.sub(lambda color: _IN_THE_DARK[color[0]], tag[0])

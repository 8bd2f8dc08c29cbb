"""What charts are made of: a picture with its finding, keys, words and the scale of an axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color, HexColor, white

from outreach.reports.fonts import REGULAR
from outreach.reports.tagged import Element, TaggedFigure
from outreach.reports.text import ACCENT, INK, one_line

PALE: Color = HexColor("#C3D0DD")
RAMP: tuple[Color, ...] = (white, HexColor("#E8F0F8"), HexColor("#C9D9E8"), HexColor("#8FAECA"), ACCENT)
"""Shades from nothing to most. White words are read on the last alone, ink on all others."""
KEY_GAP, KEY_PITCH = 14.0, 12.0
_SIZE = 8.5

type Outline = tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a drawing that can be pointed at: its outline in points from the lower left, and what it says.

    ``key`` names the record behind it, where there is one to open.
    """

    words: str
    outline: Outline
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and what it says, in words."""

    drawing: Drawing
    finding: str
    spots: tuple[Spot, ...] = ()

    def figure(self, parent: Element, smaller: Sequence["Picture"] = ()) -> TaggedFigure:
        """The drawing as a figure of a tagged document; ``smaller`` are the same where room is short."""
        element = Element("Figure", parent, alt=self.finding)
        lesser = [picture.drawing for picture in smaller]
        return TaggedFigure(self.drawing, element, smaller=lesser, space_before=5, space_after=10)


def key_sample(
    drawing: Drawing, x: float, y: float, color: Color, label: str, *, is_line: bool = False, dashed: bool = False
) -> float:
    """A sample of a bar or line with its name; returns where it ends."""
    if is_line:
        dashes = [3, 2] if dashed else None
        weight = 1 if dashed else 2
        drawing.add(Line(x, y + 3, x + 16, y + 3, strokeColor=color, strokeWidth=weight, strokeDashArray=dashes))
    else:
        drawing.add(Rect(x, y - 0.5, 12, 7, fillColor=color, strokeColor=None))
    text = words_at(x + (20 if is_line else 16), y, label)
    drawing.add(text)
    end: float = text.getBounds()[2]
    return end


def words_at(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    font: str = REGULAR,
    color: Color = INK,
    size: float = _SIZE,
) -> Any:
    """Words of one line at a place, to be added to a drawing."""
    return String(x, y, one_line(text), fontName=font, fontSize=size, fillColor=color, textAnchor=anchor)


def axis_scale(most: int) -> tuple[int, int]:
    """The top of an axis that holds ``most``, and the step between its two to five lines."""
    step = 1
    for factor in (2, 2.5, 2) * 12:
        if most <= step * 4:
            break
        step = int(step * factor)
    return max(-(-most // step), 1) * step, step

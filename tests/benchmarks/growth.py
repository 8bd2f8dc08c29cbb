"""How times grow with the city: ``python -m tests.benchmarks.growth HUNDREDTH.json TENTH.json WHOLE.json OUT.svg``.

Draws two curves for each kind of screen, the middle one of its lines and, dashed, the slowest at each size, on axes of
equal ratios: what does not grow is flat, what grows with the rows rises as the thin line. Prints what grows by more
than 1.3 times from a tenth to the whole, and of a list that shows fewer rows at a tenth what a row takes.
"""

import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from reportlab.graphics import renderSVG
from reportlab.graphics.charts.lineplots import LinePlot
from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.colors import HexColor

KINDS = ("events", "people", "follow-ups", "search", "sign-in", "home", "figures")
COLORS = ("#1F4E79", "#2B6E47", "#8F4700", "#A3241B", "#566273", "#6A3D9A", "#1B2430")
SHARES = (1, 10, 100)
MOST = 1.3
STEPS = (0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000)
"""Milliseconds that are named beside the curves, as far as these reach."""
WIDTH, HEIGHT = 760, 420


@dataclass(frozen=True, slots=True)
class Curve:
    """How a kind of screen grows: per cent of a city and milliseconds, of its middle line and its slowest."""

    kind: str
    middle: list[tuple[int, float]]
    slowest: list[tuple[int, float]]


def main() -> int:
    """Draw and print; returns the exit status."""
    *files, out = sys.argv[1:]
    sizes = [{line["what"]: line for line in json.loads(Path(file).read_text())} for file in files]
    both = [what for what in sizes[-1] if all(what in size for size in sizes) and sizes[-1][what].get("unit") == "s"]
    for what in both:
        tenth, whole = sizes[-2][what], sizes[-1][what]
        grown = whole["ours"] / tenth["ours"]
        if grown > MOST:
            sys.stdout.write(f"{what:58} {grown:6.2f} ×{_by_row(tenth, whole)}\n")
    curves = []
    for kind in KINDS:
        lines = [what for what in both if what.startswith(kind)]
        if lines:
            taken = [[size[what]["ours"] * 1000 for what in lines] for size in sizes]
            middle = list(zip(SHARES, [median(times) for times in taken], strict=True))
            slowest = list(zip(SHARES, [max(times) for times in taken], strict=True))
            curves.append(Curve(kind, middle, slowest))
    # Not every reader of pictures knows "none" by a capital letter.
    Path(out).write_text(renderSVG.drawToString(_drawing(curves)).replace("fill: None", "fill: none"))
    return 0


def _by_row(tenth: dict[str, Any], whole: dict[str, Any]) -> str:
    """What a row takes at both sizes, where a list is not as long at a tenth."""
    if not tenth.get("rows") or tenth["rows"] == whole.get("rows"):
        return ""
    each = [f"{size['ours'] / size['rows'] * 1000:.3f} ms for each of {size['rows']}" for size in (tenth, whole)]
    return "  a row: " + " → ".join(each)


def _steps(taken: list[float], linear: float) -> list[float]:
    """The steps between which all curves lie, and the line of what grows with the rows."""
    least = max(step for step in STEPS if step <= min(taken))
    most = min(step for step in STEPS if step >= max(*taken, linear))
    return [step for step in STEPS if least <= step <= most]


def _drawing(curves: list[Curve]) -> Drawing:
    drawing = Drawing(WIDTH, HEIGHT)
    drawing.add(Rect(0, 0, WIDTH, HEIGHT, fillColor=HexColor("#FFFFFF"), strokeColor=None))
    plot = LinePlot()
    plot.x, plot.y, plot.width, plot.height = 60, 50, WIDTH - 200, HEIGHT - 100
    first = min(curve.middle[0][1] for curve in curves)
    linear = [(share, first * share) for share in SHARES]
    steps = _steps([ms for curve in curves for _, ms in (*curve.middle, *curve.slowest)], first * SHARES[-1])
    least, most = (math.log10(ms) for ms in (steps[0], steps[-1]))
    plot.data = [*(curve.middle for curve in curves), *(curve.slowest for curve in curves), linear]
    for axis in (plot.xValueAxis, plot.yValueAxis):
        axis.visibleGrid = 1
        axis.gridStrokeColor = HexColor("#E1E5EA")
        axis.visibleTicks = axis.visibleAxis = 0
        axis.labels.fillColor = HexColor("#566273")
        axis.labels.fontSize = 11
    plot.data = [[(math.log10(x), math.log10(y)) for x, y in points] for points in plot.data]
    plot.xValueAxis.valueSteps = [math.log10(share) for share in SHARES]
    plot.xValueAxis.labelTextFormat = lambda x: f"{round(10**x)} %"
    plot.yValueAxis.valueSteps = [math.log10(ms) for ms in steps]
    plot.yValueAxis.labelTextFormat = lambda y: f"{round(10**y, 1):g} ms"
    plot.yValueAxis.labels.dx = -6
    plot.xValueAxis.valueMin, plot.xValueAxis.valueMax = 0, 2
    plot.yValueAxis.valueMin, plot.yValueAxis.valueMax = least, most
    lowest = 0.0
    for at, curve in sorted(enumerate(curves), key=lambda one: one[1].middle[-1][1]):
        for line, width in ((at, 2), (len(curves) + at, 1)):
            plot.lines[line].strokeColor = HexColor(COLORS[at])
            plot.lines[line].strokeWidth = width
        plot.lines[len(curves) + at].strokeDashArray = (4, 3)
        end = plot.y + plot.height * (math.log10(curve.middle[-1][1]) - least) / (most - least)
        lowest = max(end - 4, lowest)  # names do not lie on each other
        drawing.add(String(plot.x + plot.width + 8, lowest, curve.kind, fontSize=12, fillColor=HexColor(COLORS[at])))
        lowest += 14
    plot.lines[2 * len(curves)].strokeWidth = 0.5
    plot.lines[2 * len(curves)].strokeColor = HexColor("#566273")
    drawing.add(plot)
    title = "The middle and (dashed) the slowest line of each kind, by the size of the city; thin: as the rows grow"
    drawing.add(String(60, HEIGHT - 24, title, fontSize=13, fillColor=HexColor("#1B2430")))
    return drawing


if __name__ == "__main__":
    sys.exit(main())

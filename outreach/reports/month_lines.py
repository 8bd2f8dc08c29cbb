"""Lines through months, beside those of the year before."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine
from reportlab.lib.colors import Color, white

from outreach.languages.wording import Wording
from outreach.reports.chart_parts import Picture, Spot, axis_scale, key_sample, words_at
from outreach.reports.fonts import REGULAR, SEMIBOLD, load_fonts
from outreach.reports.text import ACCENT, HAIRLINE, MUTED, one_line


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """A month of a line: its short and long name, its value and that of a year earlier (None: not known).

    ``note`` stands over the point of the highest month: what made it so.
    """

    short: str
    long: str
    value: int | None
    last_year: int | None = None
    note: str = ""


def month_line(points: Sequence[MonthPoint], what: str, width: float, say: Wording, *, height: float = 128) -> Picture:
    """A line through the months, the newest one emphasized; the year before as a thin dashed line.

    ``what`` names what is counted ("People reached"). A month that is not known leaves a gap.
    """
    load_fonts()
    drawing = Drawing(width, height)
    left, right, bottom, top = 34.0, 30.0, 18.0, 30.0
    values = [value for point in points for value in (point.value, point.last_year) if value is not None]
    ceiling, step = axis_scale(max(values, default=1))
    across = (width - left - right) / max(len(points) - 1, 1)
    up = (height - bottom - top) / ceiling
    for tick in range(0, ceiling + 1, step):
        y = bottom + tick * up
        drawing.add(Line(left, y, width - right + 6, y, strokeColor=HAIRLINE if tick else MUTED, strokeWidth=0.5))
        drawing.add(words_at(left - 8, y - 3, say.number(tick), anchor="end", color=MUTED, size=8))
    # In a narrow chart every second month is named, counted from the newest.
    named = 1 if across >= 26 else 2
    for index, point in enumerate(points):
        is_last = index == len(points) - 1
        if (len(points) - 1 - index) % named:
            continue
        place = words_at(left + index * across, 4, point.short, anchor="middle", font=SEMIBOLD if is_last else REGULAR)
        drawing.add(place)
    _trace(drawing, [point.last_year for point in points], left, bottom, across, up, MUTED, dashed=True)
    _trace(drawing, [point.value for point in points], left, bottom, across, up, ACCENT)
    x = key_sample(drawing, left, height - 9, ACCENT, what, is_line=True)
    if any(point.last_year is not None for point in points):
        key_sample(drawing, x + 14, height - 9, MUTED, say("a year earlier"), is_line=True, dashed=True)
    _number_extremes(drawing, points, left, bottom, across, up, say)
    spots = tuple(
        Spot(_month_words(point, say), (_box(left + (at - 0.5) * across, 0, across, height),), at)
        for at, point in enumerate(points)
    )
    return Picture(drawing, one_line(_line_finding(points, what, say)), spots)


def _trace(
    drawing: Drawing,
    values: Sequence[int | None],
    left: float,
    bottom: float,
    across: float,
    up: float,
    color: Color,
    *,
    dashed: bool = False,
) -> None:
    """A line through the known values, broken where one is not known."""
    runs: list[list[float]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1] += [left + index * across, bottom + value * up]
    for run in runs:
        if len(run) > 2:
            line = PolyLine(run, strokeColor=color, strokeWidth=1 if dashed else 2, strokeLineJoin=1)
            line.strokeDashArray = [3, 2] if dashed else None
            drawing.add(line)
        elif run and dashed:
            # A month alone: a dash, for a line needs two.
            x, y = run
            drawing.add(Line(x - 4, y, x + 4, y, strokeColor=color, strokeWidth=1))
        if run and not dashed:
            for x, y in zip(run[::2], run[1::2], strict=True):
                drawing.add(Circle(x, y, 2.2, fillColor=white, strokeColor=color, strokeWidth=1.25))
    if not dashed and values and values[-1] is not None:
        x, y = runs[-1][-2:]
        drawing.add(Circle(x, y, 3, fillColor=color, strokeColor=color))


def _number_extremes(
    drawing: Drawing,
    points: Sequence[MonthPoint],
    left: float,
    bottom: float,
    across: float,
    up: float,
    say: Wording,
) -> None:
    known = [(point.value, index) for index, point in enumerate(points) if point.value is not None]
    if not known:
        return
    last = len(points) - 1
    highest = max(known)
    for value, index in {highest, known[-1]}:
        x, y = left + index * across, bottom + value * up
        note = points[index].note if (value, index) == highest else ""
        if index == last:
            drawing.add(words_at(x + 6, y - 3, say.number(value), font=SEMIBOLD))
        words = note if index == last else f"{say.number(value)} · {note}" if note else say.number(value)
        if words:
            over = words_at(x, y + 6, words, anchor="middle")
            start, _, end, _ = over.getBounds()
            over.x += max(-start, 0) - max(end - drawing.width, 0)
            drawing.add(over)


def _month_words(point: MonthPoint, say: Wording) -> str:
    words = f"{point.long}: {say.number(point.value)}{f' ({point.note})' if point.note else ''}"
    if point.last_year is None:
        return words
    return f"{words}. {say('A year earlier it was {value}.', value=say.number(point.last_year))}"


def _box(x: float, y: float, wide: float, high: float) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))


def _line_finding(points: Sequence[MonthPoint], what: str, say: Wording) -> str:
    known = [point for point in points if point.value is not None]
    if not known:
        return say("{what}: no month is known.", what=what)
    last = points[-1]
    sentences = [
        say(
            "{what}, month by month from {first} to {last}: {value} in {last}.",
            what=what,
            first=points[0].long,
            last=last.long,
            value=say.number(last.value),
        )
    ]
    if last.last_year is not None:
        sentences.append(say("A year earlier it was {value}.", value=say.number(last.last_year)))
    highest, lowest = max(known, key=lambda point: point.value or 0), min(known, key=lambda point: point.value or 0)
    if highest.value != lowest.value:
        sentences.append(
            say(
                "Most in {high_month} ({high}), fewest in {low_month} ({low}).",
                high_month=highest.long,
                high=say.number(highest.value),
                low_month=lowest.long,
                low=say.number(lowest.value),
            )
        )
    return " ".join(sentences)

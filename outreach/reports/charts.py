"""Charts, drawn once: the PDF places the drawing as a figure, the window shows the same one (see ``onscreen``).

Every chart comes with its finding in words, which is its alternative text. None needs color to be read: numbers stand
at bars, points and cells, and what is compared differs in lightness and line as well.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, Rect, String
from reportlab.lib.colors import Color, HexColor, white

from outreach.reports.fonts import REGULAR, SEMIBOLD, load_fonts
from outreach.reports.tagged import Element
from outreach.reports.tagged_flowables import TaggedFigure
from outreach.reports.text import ACCENT, HAIRLINE, INK, MUTED, one_line, shortened
from outreach.reports.text import CELL as LABEL_STYLE
from outreach.reports.wording import Wording

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

    def figure(self, parent: Element) -> TaggedFigure:
        """The drawing as a figure of a tagged document."""
        element = Element("Figure", parent, alt=self.finding)
        return TaggedFigure(self.drawing, element, space_before=5, space_after=10)


@dataclass(frozen=True, slots=True)
class Bar:
    """A category with its count and the one it is compared with (None: not known)."""

    label: str
    count: int | None
    before: int | None


def paired_bars(bars: Sequence[Bar], now: str, before: str, what: str, width: float, say: Wording) -> Picture:
    """Horizontal bars: the period dark, the one it is compared with pale beneath it.

    ``now`` and ``before`` name the two periods, ``what`` what is counted ("Events held by kind").
    """
    load_fonts()
    pitch, left, right = 27.0, min(150.0, width * 0.34), 34.0
    height = pitch * len(bars) + 18
    drawing = Drawing(width, height)
    most = max((count for bar in bars for count in (bar.count, bar.before) if count), default=1)
    scale = (width - left - right) / most
    top = height - 8
    x = _key(drawing, left, top, ACCENT, now)
    _key(drawing, x + 12, top, PALE, before)
    for index, bar in enumerate(bars):
        y = height - 18 - pitch * index
        drawing.add(_string(left - 8, y - 11, shortened(bar.label, LABEL_STYLE, left - 10), anchor="end"))
        for count, color, offset, font in ((bar.count, ACCENT, 11, SEMIBOLD), (bar.before, PALE, 20, REGULAR)):
            length = max((count or 0) * scale, 0.75)
            drawing.add(Rect(left, y - offset - 1, length, 8, fillColor=color, strokeColor=None))
            drawing.add(_string(left + length + 4, y - offset, say.number(count), font=font, size=8))
    drawing.add(Line(left, 0, left, height - 18, strokeColor=MUTED, strokeWidth=0.5))
    parts = [
        say(
            "{label} {now} (before: {before})",
            label=bar.label,
            now=say.number(bar.count),
            before=say.number(bar.before),
        )
        for bar in bars
    ]
    finding = say("{what}, {now} against {before}: {parts}.", what=what, now=now, before=before, parts="; ".join(parts))
    return Picture(drawing, one_line(finding))


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
    ceiling, step = _scale(max(values, default=1))
    across = (width - left - right) / max(len(points) - 1, 1)
    up = (height - bottom - top) / ceiling
    for tick in range(0, ceiling + 1, step):
        y = bottom + tick * up
        drawing.add(Line(left, y, width - right + 6, y, strokeColor=HAIRLINE if tick else MUTED, strokeWidth=0.5))
        drawing.add(_string(left - 8, y - 3, say.number(tick), anchor="end", color=MUTED, size=8))
    # In a narrow chart every second month is named, counted from the newest.
    named = 1 if across >= 26 else 2
    for index, point in enumerate(points):
        is_last = index == len(points) - 1
        if (len(points) - 1 - index) % named:
            continue
        place = _string(left + index * across, 4, point.short, anchor="middle", font=SEMIBOLD if is_last else REGULAR)
        drawing.add(place)
    _trace(drawing, [point.last_year for point in points], left, bottom, across, up, MUTED, dashed=True)
    _trace(drawing, [point.value for point in points], left, bottom, across, up, ACCENT)
    x = _key(drawing, left, height - 9, ACCENT, what, is_line=True)
    if any(point.last_year is not None for point in points):
        _key(drawing, x + 14, height - 9, MUTED, say("a year earlier"), is_line=True, dashed=True)
    _number_extremes(drawing, points, left, bottom, across, up, say)
    spots = tuple(
        Spot(_month_words(point, say), (_box(left + (at - 0.5) * across, 0, across, height),), at)
        for at, point in enumerate(points)
    )
    return Picture(drawing, one_line(_line_finding(points, what, say)), spots)


@dataclass(frozen=True, slots=True)
class SideBar:
    """One bar before or after: its short name and its count (None: not counted)."""

    short: str
    count: int | None
    is_after: bool


def before_after_bars(
    bars: Sequence[SideBar], before: str, after: str, finding: str, width: float, say: Wording, *, height: float = 150
) -> Picture:
    """Upright bars in two groups: pale before, dark after, a dashed line at the mean of each.

    ``before`` and ``after`` name the groups, ``finding`` says what the chart shows. A bar that was not counted is a
    dash at its place. Where the keys need more than one line the drawing is so much higher than ``height``.
    """
    load_fonts()
    left, right, bottom, top = 34.0, 34.0, 18.0, 26.0
    keys = [_BarKey(PALE, before), _BarKey(ACCENT, after)]
    keys += [_BarKey(INK, say("mean of a month"), is_mean=True)] if len(bars) > 2 else []
    lines = _lines_of_keys(keys, width - left)
    more = KEY_PITCH * (len(lines) - 1)
    height, top = height + more, top + more
    drawing = Drawing(width, height)
    ceiling, step = _scale(max((bar.count for bar in bars if bar.count), default=1))
    up = (height - bottom - top) / ceiling
    pitch = (width - left - right) / (len(bars) + 1)
    for tick in range(0, ceiling + 1, step):
        y = bottom + tick * up
        drawing.add(Line(left, y, width - right + 6, y, strokeColor=HAIRLINE if tick else MUTED, strokeWidth=0.5))
        drawing.add(_string(left - 8, y - 3, say.number(tick), anchor="end", color=MUTED, size=8))
    named = max(1, math.ceil(24 / pitch))
    for is_after, color in ((False, PALE), (True, ACCENT)):
        first = next((at for at, bar in enumerate(bars) if bar.is_after == is_after), 0)
        side = [bar for bar in bars if bar.is_after == is_after]
        start = left + (first + is_after) * pitch
        mean_height = _mean_height(side, bottom, up)
        for at, bar in enumerate(side):
            middle, wide = start + (at + 0.5) * pitch, min(pitch * 0.72, 34)
            if at % named == 0:
                drawing.add(_string(middle, 4, bar.short, anchor="middle", font=SEMIBOLD if is_after else REGULAR))
            words = say.number(bar.count) if bar.count is not None else "–"
            tall = max((bar.count or 0) * up, 0)
            if bar.count is not None:
                drawing.add(Rect(middle - wide / 2, bottom, wide, max(tall, 0.75), fillColor=color, strokeColor=None))
            if pitch >= 13:
                font = SEMIBOLD if is_after else REGULAR
                y, ink = bottom + tall + 3, INK
                if mean_height is not None and y - 1.5 < mean_height < y + 8 and tall > 15:
                    # The line would strike the number out: it goes inside its bar.
                    y, ink = y - 13, white if is_after else INK
                drawing.add(_string(middle, y, words, anchor="middle", font=font, color=ink, size=8))
        if mean_height is not None:
            end = start + len(side) * pitch
            drawing.add(
                Line(start, mean_height, end, mean_height, strokeColor=INK, strokeWidth=0.8, strokeDashArray=[3, 2])
            )
    for number, line in enumerate(lines):
        x = left
        for key in line:
            x = key.draw(drawing, x, height - 9 - KEY_PITCH * number) + KEY_GAP
    return Picture(drawing, one_line(finding))


def _mean_height(side: Sequence[SideBar], bottom: float, up: float) -> float | None:
    """Where the mean of a group lies; None where one of its bars was not counted, or it has one alone."""
    known = [bar.count for bar in side if bar.count is not None]
    return bottom + sum(known) / len(known) * up if len(known) > 1 and len(known) == len(side) else None


@dataclass(frozen=True, slots=True)
class _BarKey:
    """What a color or a dashed line of :func:`before_after_bars` means."""

    color: Color
    words: str
    is_mean: bool = False

    def draw(self, drawing: Drawing, x: float, y: float) -> float:
        """Draw it; returns where it ends."""
        return _key(drawing, x, y, self.color, self.words, is_line=self.is_mean, dashed=self.is_mean)


def _lines_of_keys(keys: Sequence[_BarKey], width: float) -> list[list[_BarKey]]:
    """The keys in as few lines as hold them."""
    lines: list[list[_BarKey]] = []
    end = width
    for key in keys:
        wide = key.draw(Drawing(width, 0), 0, 0)
        if not lines or end + KEY_GAP + wide > width:
            lines.append([key])
            end = wide
        else:
            lines[-1].append(key)
            end += KEY_GAP + wide
    return lines


def hour_grid(by_hour: Sequence[Sequence[int]], what: str, width: float, say: Wording) -> Picture:
    """Counts by weekday (Monday first) and hour of the day: 7 rows of 24, darker where there are more."""
    load_fonts()
    left, cell_height, top = 34.0, 15.0, 15.0
    cell = (width - left) / 24
    height = 7 * cell_height + top
    drawing = Drawing(width, height)
    most = max((count for row in by_hour for count in row), default=0)
    for hour in range(0, 24, 3):
        drawing.add(_string(left + hour * cell + 1, height - 10, say.hour(hour), color=MUTED, size=8))
    for day, row in enumerate(by_hour):
        y = height - top - (day + 1) * cell_height
        drawing.add(_string(0, y + 4, say.weekdays_short[day]))
        for hour, count in enumerate(row):
            shade = RAMP[min(4, 1 + (count * 4 - 1) // max(most, 1))] if count else white
            box = Rect(left + hour * cell, y, cell, cell_height, fillColor=shade, strokeColor=HAIRLINE, strokeWidth=0.5)
            drawing.add(box)
            if count:
                color = white if shade is RAMP[-1] else INK
                middle = left + (hour + 0.5) * cell
                drawing.add(_string(middle, y + 4, say.number(count), anchor="middle", font=SEMIBOLD, color=color))
    return Picture(drawing, one_line(_grid_finding(by_hour, what, say)))


def _key(
    drawing: Drawing, x: float, y: float, color: Color, label: str, *, is_line: bool = False, dashed: bool = False
) -> float:
    """A sample of a bar or line with its name; returns where it ends."""
    if is_line:
        dashes = [3, 2] if dashed else None
        weight = 1 if dashed else 2
        drawing.add(Line(x, y + 3, x + 16, y + 3, strokeColor=color, strokeWidth=weight, strokeDashArray=dashes))
    else:
        drawing.add(Rect(x, y - 0.5, 12, 7, fillColor=color, strokeColor=None))
    text = _string(x + (20 if is_line else 16), y, label)
    drawing.add(text)
    end: float = text.getBounds()[2]
    return end


def _string(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    font: str = REGULAR,
    color: Color = INK,
    size: float = _SIZE,
) -> Any:
    return String(x, y, one_line(text), fontName=font, fontSize=size, fillColor=color, textAnchor=anchor)


def _scale(most: int) -> tuple[int, int]:
    """The top of an axis that holds ``most``, and the step between its two to five lines."""
    step = 1
    for factor in (2, 2.5, 2) * 12:
        if most <= step * 4:
            break
        step = int(step * factor)
    return max(-(-most // step), 1) * step, step


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
            drawing.add(_string(x + 6, y - 3, say.number(value), font=SEMIBOLD))
        words = note if index == last else f"{say.number(value)} · {note}" if note else say.number(value)
        if words:
            over = _string(x, y + 6, words, anchor="middle")
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


def _grid_finding(by_hour: Sequence[Sequence[int]], what: str, say: Wording) -> str:
    total = sum(map(sum, by_hour))
    if not total:
        return say("{what} by weekday and hour: none.", what=what)
    days = [sum(row) for row in by_hour]
    cells = [(count, -day, -hour) for day, row in enumerate(by_hour) for hour, count in enumerate(row)]
    count, day, hour = max(cells)
    evening = sum(sum(row[17:22]) for row in by_hour)
    weekend = days[5] + days[6]
    return say(
        "{what} by weekday and hour of start: most on {day} at {hour} ({count}). Of {total} in all, {evening} began"
        " between 5 and 10 PM and {weekend} on a Saturday or Sunday.",
        what=what,
        day=say.weekdays[-day],
        hour=say.hour(-hour),
        count=say.number(count),
        total=say.number(total),
        evening=say.number(evening),
        weekend=say.number(weekend),
    )

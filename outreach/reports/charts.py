"""Charts, drawn once: the PDF places the drawing as a figure, the window shows the same one (see ``onscreen``).

Every chart comes with its finding in words, which is its alternative text. None needs color to be read: numbers stand
at bars, points and cells, and what is compared differs in lightness and line as well.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing, Line, Rect
from reportlab.lib.colors import Color, white

from outreach.languages.wording import Wording
from outreach.reports.chart_parts import (
    KEY_GAP,
    KEY_PITCH,
    PALE,
    RAMP,
    Picture,
    axis_scale,
    key_sample,
    words_at,
)
from outreach.reports.fonts import REGULAR, SEMIBOLD, load_fonts
from outreach.reports.text import ACCENT, HAIRLINE, INK, MUTED, one_line, shortened
from outreach.reports.text import CELL as LABEL_STYLE


@dataclass(frozen=True, slots=True)
class Bar:
    """A category with its count and the one it is compared with (None: not known)."""

    label: str
    count: int | None
    before: int | None


def paired_bars(
    bars: Sequence[Bar], now: str, before: str, what: str, width: float, say: Wording, *, is_close: bool = False
) -> Picture:
    """Horizontal bars: the period dark, the one it is compared with pale beneath it.

    ``now`` and ``before`` name the two periods, ``what`` what is counted ("Events held by kind"). ``is_close`` sets the
    bars closer together, for where room is short.
    """
    load_fonts()
    pitch, left, right = 20.0 if is_close else 27.0, min(150.0, width * 0.34), 34.0
    thick, upper, lower = (7.0, 9.0, 16.5) if is_close else (8.0, 11.0, 20.0)
    height = pitch * len(bars) + 18
    drawing = Drawing(width, height)
    most = max((count for bar in bars for count in (bar.count, bar.before) if count), default=1)
    scale = (width - left - right) / most
    top = height - 8
    # On paper the chart may stand on the page after its heading.
    title = shortened(what, LABEL_STYLE, left - 14)
    drawing.add(words_at(left - 8, top, title, anchor="end", font=SEMIBOLD))
    x = key_sample(drawing, left, top, ACCENT, now)
    key_sample(drawing, x + 12, top, PALE, before)
    for index, bar in enumerate(bars):
        y = height - 18 - pitch * index
        drawing.add(words_at(left - 8, y - upper, shortened(bar.label, LABEL_STYLE, left - 10), anchor="end"))
        for count, color, offset, font in (
            (bar.count, ACCENT, upper, SEMIBOLD),
            (bar.before, PALE, lower, REGULAR),
        ):
            length = max((count or 0) * scale, 0.75)
            drawing.add(Rect(left, y - offset - 1, length, thick, fillColor=color, strokeColor=None))
            drawing.add(words_at(left + length + 4, y - offset, say.number(count), font=font, size=8))
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
    ceiling, step = axis_scale(max((bar.count for bar in bars if bar.count), default=1))
    up = (height - bottom - top) / ceiling
    pitch = (width - left - right) / (len(bars) + 1)
    for tick in range(0, ceiling + 1, step):
        y = bottom + tick * up
        drawing.add(Line(left, y, width - right + 6, y, strokeColor=HAIRLINE if tick else MUTED, strokeWidth=0.5))
        drawing.add(words_at(left - 8, y - 3, say.number(tick), anchor="end", color=MUTED, size=8))
    named = max(1, math.ceil(24 / pitch))
    for is_after, color in ((False, PALE), (True, ACCENT)):
        first = next((at for at, bar in enumerate(bars) if bar.is_after == is_after), 0)
        side = [bar for bar in bars if bar.is_after == is_after]
        start = left + (first + is_after) * pitch
        mean_height = _mean_height(side, bottom, up)
        for at, bar in enumerate(side):
            middle, wide = start + (at + 0.5) * pitch, min(pitch * 0.72, 34)
            if at % named == 0:
                drawing.add(words_at(middle, 4, bar.short, anchor="middle", font=SEMIBOLD if is_after else REGULAR))
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
                drawing.add(words_at(middle, y, words, anchor="middle", font=font, color=ink, size=8))
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
        return key_sample(drawing, x, y, self.color, self.words, is_line=self.is_mean, dashed=self.is_mean)


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
        drawing.add(words_at(left + hour * cell + 1, height - 10, say.hour(hour), color=MUTED, size=8))
    for day, row in enumerate(by_hour):
        y = height - top - (day + 1) * cell_height
        drawing.add(words_at(0, y + 4, say.weekdays_short[day]))
        for hour, count in enumerate(row):
            shade = RAMP[min(4, 1 + (count * 4 - 1) // max(most, 1))] if count else white
            box = Rect(left + hour * cell, y, cell, cell_height, fillColor=shade, strokeColor=HAIRLINE, strokeWidth=0.5)
            drawing.add(box)
            if count:
                color = white if shade is RAMP[-1] else INK
                middle = left + (hour + 0.5) * cell
                drawing.add(words_at(middle, y + 4, say.number(count), anchor="middle", font=SEMIBOLD, color=color))
    return Picture(drawing, one_line(_grid_finding(by_hour, what, say)))


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

"""Charts and maps: what they say in words, and that they can be drawn from anything."""

import json
import math
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from reportlab.graphics.shapes import Rect

from outreach.languages.wording import ENGLISH
from outreach.queries.before_after import Counted
from outreach.queries.period import Period
from outreach.reports.before_after import chart, finding
from outreach.reports.chart_parts import Picture
from outreach.reports.charts import Bar, hour_grid, paired_bars
from outreach.reports.maps import Area, coverage_map, simplified
from outreach.reports.month_lines import MonthPoint, month_line
from outreach.reports.onscreen import shown
from outreach.reports.page import Paper
from outreach.reports.running import Running
from tests.reports.more_samples import A_COUNT, CALLS
from tests.reports.reading import alternatives, assert_accessible
from tests.reports.samples import SQUARES


def area(number: int, boundary: str | None, events: int = 1) -> Area:
    return Area(str(number), f"Area {number}", events, is_quiet=not events, boundary=boundary)


def test_a_line_of_months_tells_its_newest_highest_and_lowest() -> None:
    points = [
        MonthPoint("Jan", "January 2018", 40),
        MonthPoint("Feb", "February 2018", None),
        MonthPoint("Mar", "March 2018", 7),
    ]
    finding = month_line(points, "People reached", 400, ENGLISH).finding
    assert "7 in March 2018" in finding
    assert "Most in January 2018 (40), fewest in March 2018 (7)" in finding


def test_a_line_of_unknown_months_says_so() -> None:
    points = [MonthPoint("Jan", "January 2018", None)] * 3
    assert month_line(points, "People reached", 400, ENGLISH).finding == "People reached: no month is known."


def test_bars_without_any_event_are_drawn() -> None:
    picture = paired_bars([Bar("Vigil", 0, None)], "now", "before", "Events", 400, ENGLISH)
    assert "Vigil 0 (before: n/a)" in picture.finding


def test_an_empty_week_has_a_finding() -> None:
    assert hour_grid([[0] * 24] * 7, "Events", 400, ENGLISH).finding == "Events by weekday and hour: none."


def svg(picture: Picture) -> str:
    return shown(picture).light.decode()


COLOR = re.compile("(fill|stroke): (#[0-9a-f]{6})")


def test_the_window_gets_the_same_drawing_in_two_colorings() -> None:
    picture = hour_grid([[0, 3] + [0] * 22] * 7, "Events", 400, ENGLISH)
    seen = shown(picture)
    assert (seen.width, seen.height, seen.finding) == (400, picture.drawing.height, picture.finding)
    for text in (seen.light, seen.dark):
        assert text.count(b">3<") == 7
        assert b"clipPath" not in text
    assert COLOR.sub("", seen.light.decode()) == COLOR.sub("", seen.dark.decode())


def test_every_color_of_every_drawing_has_one_for_the_dark() -> None:
    months = [MonthPoint("Jan", "January 2019", 4, 3), MonthPoint("Feb", "February 2019", 2, 1, "Night out")]
    squares = [area(number, SQUARES[number], number * 3) for number in range(4)]
    covered = coverage_map(squares, 400, 300, ENGLISH)
    assert covered is not None
    for picture in (
        hour_grid([[0, 1, 2, 3, 4, 9] + [0] * 18] * 7, "Events", 400, ENGLISH),
        paired_bars([Bar("Vigil", 2, 1)], "now", "before", "Events", 400, ENGLISH),
        month_line(months, "People", 400, ENGLISH),
        chart(A_COUNT, 420),
        covered.picture,
    ):
        seen = shown(picture)
        light, dark = (set(COLOR.findall(text.decode())) for text in (seen.light, seen.dark))
        assert light
        assert not light & dark


def test_what_can_be_pointed_at_says_what_it_is_and_lies_where_it_is_drawn() -> None:
    points = [
        MonthPoint("Dec", "December 2018", 9, None, "Night out"),
        MonthPoint("Jan", "January 2019", 7, 5),
    ]
    picture = month_line(points, "People reached", 400, ENGLISH)
    assert [spot.words for spot in picture.spots] == [
        "December 2018: 9 (Night out)",
        "January 2019: 7. A year earlier it was 5.",
    ]
    assert ">9 · Night out<" in svg(picture)
    drawn = coverage_map([replace(area(1, SQUARES[0], 4), key=17)], 400, 300, ENGLISH)
    assert drawn is not None
    (spot,) = drawn.picture.spots
    assert (spot.key, spot.words) == (17, "Area 1: 1")
    assert all(0 <= x <= 400 and 0 <= y <= drawn.picture.drawing.height for x, y in spot.outline[0])


def test_a_legend_too_wide_for_a_narrow_map_takes_two_rows() -> None:
    wide, narrow = (coverage_map([area(1, SQUARES[0])], width, 300, ENGLISH) for width in (400, 200))
    assert wide is not None
    assert narrow is not None
    rows = [
        {shape.y for shape in drawn.picture.drawing.contents if isinstance(shape, Rect)} for drawn in (wide, narrow)
    ]
    assert [len(found) for found in rows] == [1, 2]


@pytest.mark.parametrize(
    "boundary",
    [
        None,
        "",
        "no json",
        "[]",
        "3",
        '{"type": "Point", "coordinates": [1, 2]}',
        '{"type": "Polygon"}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}',
        '{"type": "Polygon", "coordinates": [[["a", 0], [1, 1], [2, 3]]]}',
        '{"type": "Polygon", "coordinates": [[[0, NaN], [1, 1], [2, 3]]]}',
        '{"type": "Polygon", "coordinates": [[[500000, 4000000], [500100, 4000000], [500100, 4000100]]]}',
    ],
)
def test_a_boundary_that_cannot_be_read_is_named_beside_the_map(boundary: str | None) -> None:
    drawn = coverage_map([area(1, SQUARES[0]), area(2, boundary)], 400, 300, ENGLISH)
    assert drawn is not None
    assert drawn.missing == ("Area 2",)
    assert coverage_map([area(2, boundary)], 400, 300, ENGLISH) is None


def test_a_boundary_that_crosses_itself_is_drawn(tmp_path: Path) -> None:
    bow = json.dumps({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]})
    drawn = coverage_map([area(1, bow), area(2, SQUARES[1].replace("-86", "0"), 0)], 400, 300, ENGLISH)
    assert drawn is not None
    paper = Paper("Map", ENGLISH, Running("", "", ""))
    paper.masthead("Agency", "Map", "", "January 2019")
    paper.add(drawn.picture.figure(paper.section()))
    pdf = paper.finish()
    assert "1 of 2 neighborhoods" in alternatives(pdf)[0]
    assert_accessible(pdf, tmp_path)


def test_simplifying_keeps_corners_and_drops_what_paper_cannot_show() -> None:
    circle = [(50 * math.cos(step / 500 * math.pi), 50 * math.sin(step / 500 * math.pi)) for step in range(1001)]
    kept = simplified(circle, 0.35)
    assert len(kept) < 80
    assert kept[0] == circle[0]
    square = [(0.0, 0.0), (5.0, 0.01), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
    assert simplified(square, 0.35) == (square[0], square[2], square[3], square[4], square[5])


@pytest.mark.real_data
def test_the_neighborhoods_of_birmingham_fit_on_one_map(shared_data: Path) -> None:
    features = json.loads((shared_data / "areas" / "birmingham_al_neighborhoods_87.geojson").read_text())["features"]
    areas = [
        Area(
            str(number),
            str(feature["properties"]["name"]),
            number % 7,
            number % 7 == 0,
            json.dumps(feature["geometry"]),
        )
        for number, feature in enumerate(features, 1)
    ]
    drawn = coverage_map(areas, 512, 480, ENGLISH)
    assert drawn is not None
    assert drawn.missing == ()
    assert len(svg(drawn.picture)) < 400_000
    assert f"of {len(areas)} neighborhoods" in drawn.picture.finding


def test_before_and_after_is_told_without_a_cause() -> None:
    told = finding(A_COUNT)
    assert told.startswith("Burglary in Ensley: 38 from July to September 2018, 11 from October to December 2018.")
    for words in (
        "71 % fewer.",
        "rare if nothing had changed",
        "In the whole precinct: 120 and 118.",
        "different months",
    ):
        assert words in told
    assert told.endswith("The counts do not say why.")
    assert finding(CALLS) == "calls about <shots>: 31 before, not counted after."
    longer = replace(A_COUNT, before=Period(date(2018, 1, 1), date(2018, 9, 30)), here=Counted(33, 11))
    assert "Chance alone can explain" in finding(longer)
    assert "%" not in finding(longer)
    assert "9 % more a month." in finding(replace(longer, here=Counted(33, 12)))


def test_before_and_after_is_drawn_with_every_count() -> None:
    picture = chart(A_COUNT, 420)
    for count in (14, 12, 6, 5, 0):
        assert f">{count}<" in svg(picture)
    assert picture.finding == finding(A_COUNT)
    unknown = replace(A_COUNT, months=(replace(A_COUNT.months[0], count=None), *A_COUNT.months[1:]))
    narrow = chart(A_COUNT, 240).drawing
    assert narrow.getBounds()[2] <= 240
    assert narrow.height > picture.drawing.height
    assert ">–<" in svg(chart(unknown, 420))
    assert ">31<" in svg(chart(CALLS, 420))

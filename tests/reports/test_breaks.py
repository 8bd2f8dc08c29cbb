"""Where pages end: nothing alone at a foot, and no page half empty for want of a few points."""

from pathlib import Path

import pytest
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.platypus import Spacer

from outreach.languages.wording import ENGLISH
from outreach.reports.chart_parts import Picture
from outreach.reports.page import Paper
from outreach.reports.running import Running
from outreach.reports.tables import Column, Rows, table
from tests.reports.reading import assert_accessible, elements, pages_of


def a_paper(used: float) -> Paper:
    """A paper whose first page has so many points of its room filled."""
    paper = Paper("Minutes", ENGLISH, Running("", "", "Printed today"))
    paper.masthead("Agency", "Minutes", "", "May")
    paper.heading("What was said")
    paper.text("All of it.")
    paper.add(Spacer(0, used))
    paper.heading("Events")
    return paper


def some_rows(paper: Paper, number: int) -> Rows:
    columns = [Column("Day", 1), Column("Event", 3), Column("People", align="right")]
    return table(paper.section(), columns, [[f"Day {row}", f"Event {row}", "4"] for row in range(number)], paper.width)


def a_picture(height: float) -> Picture:
    return Picture(Drawing(300, height, Rect(0, 0, 300, height)), "Four people came to every event.")


def test_a_table_begins_before_the_picture_that_has_no_room_any_more(tmp_path: Path) -> None:
    paper = a_paper(300)
    paper.picture_and_table(a_picture(300).figure(paper.section()), some_rows(paper, 24))
    pdf = paper.finish()
    first, second = pages_of(pdf)
    assert "Event 5" in first
    assert "Event 23" in second
    read = [str(one["/S"]) for one in elements(pdf) if one["/S"] in ("/Figure", "/Table")]
    assert read == ["/Figure", "/Table"]
    assert len(elements(pdf, "TR")) == 25
    assert_accessible(pdf, tmp_path)


@pytest.mark.parametrize(("rows", "used"), [(2, 100), (2, 420), (40, 100)])
def test_a_picture_and_its_table_stand_wherever_they_fit(rows: int, used: float, tmp_path: Path) -> None:
    paper = a_paper(used)
    paper.picture_and_table(a_picture(120).figure(paper.section()), some_rows(paper, rows))
    pdf = paper.finish()
    (figure,) = elements(pdf, "Figure")
    assert len(pages_of(pdf)) == (1 if (rows, used) == (2, 100) else 2)
    assert len(elements(pdf, "TR")) == rows + 1
    assert figure["/Alt"] == "Four people came to every event."
    assert_accessible(pdf, tmp_path)


@pytest.mark.parametrize(("used", "height"), [(50, 300), (250, 200), (350, 100), (480, 300)])
def test_of_a_picture_in_several_sizes_the_largest_that_fits_is_drawn(used: float, height: float) -> None:
    paper = a_paper(used)
    paper.add(a_picture(300).figure(paper.section(), [a_picture(200), a_picture(100)]))
    pdf = paper.finish()
    (figure,) = elements(pdf, "Figure")
    low, high = (float(figure["/A"]["/BBox"][at]) for at in (1, 3))
    assert high - low == pytest.approx(height)
    assert len(pages_of(pdf)) == (2 if used == 480 else 1)


@pytest.mark.parametrize(("used", "on_first"), [(440, ""), (280, "Event 3")])
def test_a_short_table_is_divided_before_a_page_stays_half_empty(used: float, on_first: str) -> None:
    paper = a_paper(used)
    paper.add(some_rows(paper, 12))
    first, second = pages_of(paper.finish())
    assert ("Events" in first) == bool(on_first)
    assert on_first in first
    assert "Event 11" in second


@pytest.mark.parametrize("used", [0, 380, 420, 450, 480, 520])
def test_what_comes_before_the_signatures_stands_on_their_page(used: float) -> None:
    paper = a_paper(used)
    paper.text("Four people came.")

    def planned() -> None:
        paper.heading("Coming up")
        paper.text("Nothing is planned.")

    def signed() -> None:
        paper.heading("Signatures")
        paper.signatures([("Prepared by", ""), ("Approved by", "")])

    paper.together([planned, signed])
    pages = pages_of(paper.finish())
    assert ["Coming up" in page for page in pages] == ["Signatures" in page for page in pages]
    assert "Prepared by" in pages[-1]

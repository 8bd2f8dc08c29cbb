"""Tables of any length, width and height of row."""

from pathlib import Path

import pytest
from reportlab.platypus import Spacer

from outreach.languages.wording import ENGLISH
from outreach.reports.page import Paper
from outreach.reports.running import Running
from outreach.reports.tables import Column, KeyFigure, key_figures, table
from tests.calls import calls_made
from tests.reports.reading import assert_accessible, elements, pages_of, text_of

FRUITS = ["apple", "pear", "plum", "fig", "quince", "medlar", "cherry", "grape", "lemon", "melon", "olive", "peach"]
COLUMNS = (Column("Day"), Column("What was said", 1), Column("People", align="right"))


def printed(rows: list[list[str]], columns: tuple[Column, ...] = COLUMNS) -> bytes:
    paper = Paper("A table", ENGLISH, Running("A table", "Public Copy", "Printed"))
    paper.masthead("Agency", "A table", "Public Copy", "January 2019")
    paper.heading("Rows")
    paper.add(table(paper.section(), columns, rows, paper.width))
    return paper.finish()


@pytest.mark.parametrize("number", [0, 1, 2, 69, 70, 71, 141, 300])
def test_every_row_is_printed_once_and_the_heading_on_every_page(number: int, tmp_path: Path) -> None:
    # Words that differ, or the checker takes the same line on several pages for a header.
    pdf = printed([[FRUITS[row % 7], f"row-{row}- {FRUITS[row % 12]}", str(row)] for row in range(number)])
    words = text_of(pdf)
    assert all(words.count(f"row-{row}-") == 1 for row in range(number))
    assert all("What was said" in page for page in pages_of(pdf))
    assert len(elements(pdf, "TR")) == number + 1
    assert {len(row["/K"]) for row in elements(pdf, "TR")} == {3}
    assert_accessible(pdf, tmp_path)


def test_a_row_higher_than_a_page_is_broken_and_read_as_one_cell(tmp_path: Path) -> None:
    words = " ".join(f"endless {FRUITS[word * word // 7 % 11]}" for word in range(2000))
    pdf = printed([["Jan 1", "first", "1"], ["Jan 2", words, "2"], ["Jan 3", "last", "3"]])
    assert text_of(pdf).count("endless") == 2000
    assert "last" in text_of(pdf)
    assert len(elements(pdf, "TR")) == 4
    assert_accessible(pdf, tmp_path)


def test_a_first_row_higher_than_a_page_is_broken_too() -> None:
    pdf = printed([["Jan 2", "endless " * 3000, "2"]])
    assert text_of(pdf).count("endless") == 3000


def test_blank_cells_keep_their_place() -> None:
    pdf = printed([["", "second", ""], ["Jan 2", "", "2"]])
    assert [len(row["/K"]) for row in elements(pdf, "TR")] == [3, 3, 3]


def test_a_heading_is_never_left_alone_at_the_foot_of_a_page() -> None:
    for lines in range(30, 52):
        paper = Paper("A table", ENGLISH, Running("", "", ""))
        paper.masthead("Agency", "A table", "", "January 2019")
        for _ in range(lines):
            paper.text("filler")
        paper.heading("Kept together")
        paper.add(table(paper.section(), COLUMNS, [[f"Jan {row}", "word", "1"] for row in range(40)], paper.width))
        page = next(page for page in pages_of(paper.finish()) if "Kept together" in page)
        assert page.count("word") >= 2, lines


def test_signatures_stand_under_their_heading() -> None:
    for height in range(380, 580, 12):
        paper = Paper("Signed", ENGLISH, Running("", "", ""))
        paper.masthead("Agency", "Signed", "", "January 2019")
        paper.add(Spacer(0, height))
        paper.heading("Signatures")
        paper.signatures([("Prepared by", "Ofc. R. Sample"), ("Approved by", "Capt. Q. Specimen")])
        (page,) = [page for page in pages_of(paper.finish()) if "Signatures" in page]
        assert "Prepared by" in page, height


def test_key_figures_are_read_as_a_list(tmp_path: Path) -> None:
    paper = Paper("Figures", ENGLISH, Running("", "", ""))
    paper.masthead("Agency", "Figures", "", "January 2019")
    figures = [KeyFigure("41", "events held", "35 before"), KeyFigure("7", "people reached")]
    paper.add(key_figures(paper.section(), figures, paper.width))
    pdf = paper.finish()
    assert len(elements(pdf, "LI")) == 2
    assert_accessible(pdf, tmp_path)


def test_the_work_grows_with_the_rows_and_not_faster() -> None:
    def work(number: int) -> int:
        rows = [[f"Jan {row}", "a word", "1"] for row in range(number)]
        return calls_made(lambda: printed(rows))

    work(200)
    assert work(2000) < work(500) * 4 * 1.1

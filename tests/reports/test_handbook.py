"""The help on paper and what it is made of: every link leads somewhere, every figure is explained by what counts it."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

from outreach.queries.figures import FigureSet
from outreach.reports.figure_words import DEFINED, definition
from outreach.reports.handbook import print_handbook
from outreach.reports.help_pages import FOLDER, TOPICS, Topic
from tests.reports.reading import assert_accessible

EXPLAINED = {
    "events": "Events",
    "people_reached": "People reached",
    "sign_ins": "Signed in, and first time",
    "neighborhoods": "Neighborhoods reached, and quiet ones",
    "follow_ups": "Promises",
    "concerns": "Concerns",
    "measures": "What was counted",
    "shifts": "Events by shift",
    "time_unknown": "Events by shift",
    "crime": "Crime snapshot",
}
"""Where each figure of a report is explained."""


def links() -> Iterator[Any]:
    for topic in TOPICS:
        for target in re.findall(r"\]\(([^)]+)\)", topic.words):
            yield pytest.param(target, id=f"{topic.name}->{target}")


@pytest.mark.parametrize("target", list(links()))
def test_every_link_and_picture_of_the_help_is_there(target: str) -> None:
    assert (FOLDER / target).is_file()
    assert target.startswith("pictures/") or Path(target).stem in {topic.name for topic in TOPICS}


def test_every_page_of_help_is_in_the_contents_and_every_picture_on_a_page() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == {topic.name for topic in TOPICS}
    shown = {name for topic in TOPICS for name in re.findall(r"\(pictures/([\w-]+\.png)\)", topic.words)}
    assert {path.name for path in (FOLDER / "pictures").iterdir()} == shown


def test_every_figure_of_a_report_is_explained_in_plain_words() -> None:
    assert {one.name for one in fields(FigureSet)} == {*EXPLAINED, "precinct", "period"}
    assert set(EXPLAINED.values()) <= set(DEFINED)
    for counted in DEFINED.values():
        words = definition(counted)
        assert len(words.split()) > 8
        assert not re.search(r"`|None|:\w+:|_|\bNULL\b", words), words


def test_the_handbook_has_every_page_in_order_and_both_checkers_find_nothing(tmp_path: Path) -> None:
    printed = print_handbook(date(2019, 1, 24))
    assert printed == print_handbook(date(2019, 1, 24))
    assert_accessible(printed, tmp_path)
    read = pypdf.PdfReader(tmp_path / "checked.pdf")
    (chapters,) = [one for one in read.outline if isinstance(one, list)]
    assert [str(one.title) for one in chapters if not isinstance(one, list)] == [topic.title for topic in TOPICS]
    words = " ".join(page.extract_text() for page in read.pages)
    assert "where nobody took one, its sign-ins" in " ".join(words.split())
    assert "**" not in words


def test_a_page_that_cannot_be_printed_is_not_left_out_in_silence(tmp_path: Path) -> None:
    (tmp_path / "new.md").write_text("# New\n\n> Quoted\n", encoding="utf-8")

    class Elsewhere(Topic):
        @property
        def file(self) -> Path:
            return tmp_path / "new.md"

    with pytest.raises(ValueError, match="blockquote"):
        print_handbook(date(2019, 1, 24), topics=[Elsewhere("new")])

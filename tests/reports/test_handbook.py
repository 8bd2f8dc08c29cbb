"""The help on paper and what it is made of: every link leads somewhere, every figure is explained by what counts it."""

import io
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pymupdf
import pypdf
import pytest

from outreach import __version__
from outreach.errors import OutreachError
from outreach.languages.wording import ENGLISH
from outreach.queries.figures import FigureSet
from outreach.reports.figure_words import DEFINED, definition
from outreach.reports.handbook import print_handbook
from outreach.reports.help_pages import FOLDER, LANGUAGES, TOPICS, Topic
from outreach.reports.page import Paper
from outreach.reports.running import Running
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
    for language in LANGUAGES:
        for topic in TOPICS:
            for target in re.findall(r"\]\(([^)]+)\)", topic.words(language)):
                yield pytest.param(topic.file(language).parent / target, id=f"{language}/{topic.name}->{target}")


@pytest.mark.parametrize("target", list(links()))
def test_every_link_and_picture_of_the_help_is_there(target: Path) -> None:
    assert target.is_file()
    assert target.parent.name == "pictures" or target.stem in {topic.name for topic in TOPICS}


def test_every_page_of_help_is_in_the_contents_and_every_picture_on_a_page() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == {topic.name for topic in TOPICS}
    shown = {file for language in LANGUAGES for topic in TOPICS for file in topic.pictures(language).values()}
    assert set(FOLDER.rglob("*.png")) == shown


def test_every_figure_of_a_report_is_explained_in_plain_words() -> None:
    assert {one.name for one in fields(FigureSet)} == {*EXPLAINED, "precinct", "period"}
    assert set(EXPLAINED.values()) <= set(DEFINED)
    for counted in DEFINED.values():
        words = definition(counted)
        assert len(words.split()) > 8
        assert not re.search(r"`|None|:\w+:|_|\bNULL\b", words), words


@pytest.mark.parametrize(
    ("language", "title", "said"),
    [
        ("en", "Outreach handbook", "where nobody took one, its sign-ins"),
        ("es", "Manual de Outreach", "donde nadie contó, sus firmas"),
    ],
)
def test_the_handbook_has_every_page_in_order_and_both_checkers_find_nothing(
    tmp_path: Path, language: str, title: str, said: str
) -> None:
    printed = print_handbook(date(2019, 1, 24), language=language)
    assert printed == print_handbook(date(2019, 1, 24), language=language)
    assert_accessible(printed, tmp_path)
    read = pypdf.PdfReader(tmp_path / "checked.pdf")
    assert str(read.root_object["/Lang"]) == f"{language}-US"
    (chapters,) = [one for one in read.outline if isinstance(one, list)]
    assert [str(one.title) for one in chapters if not isinstance(one, list)] == [
        topic.title(language) for topic in TOPICS
    ]
    words = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert read.metadata is not None
    assert read.metadata.title == title
    assert said in words
    assert "**" not in words


def test_the_titles_of_the_contents_begin_below_one_another() -> None:
    with pymupdf.open(stream=print_handbook(date(2019, 1, 24))) as printed:  # type: ignore[no-untyped-call]
        words = printed[0].get_text("words")
    begins = {round(word[0]) for number, word in pairwise(words) if re.fullmatch(r"1?\d\.", number[4])}
    assert len(begins) == 1


def test_what_follows_a_list_stands_apart_from_it() -> None:
    paper = Paper("List", ENGLISH, Running("", "", ""))
    paper.bullets(["One", "Two", "Three"])
    first, second, last = (piece.getSpaceAfter() for piece in paper._story)
    assert first == second < last


def test_the_furniture_of_the_spanish_handbook_is_spanish() -> None:
    read = pypdf.PdfReader(io.BytesIO(print_handbook(date(2019, 1, 24), language="es", topics=TOPICS[:2])))
    words = " ".join(read.pages[0].extract_text().split())
    assert f"Página 1 de {len(read.pages)}" in words
    assert f"Versión {__version__}, 24 de enero de 2019" in words


def test_a_language_that_there_is_no_handbook_in_is_refused() -> None:
    with pytest.raises(OutreachError, match="choose one of en, es"):
        print_handbook(date(2019, 1, 24), language="fr")


def test_a_page_that_cannot_be_printed_is_not_left_out_in_silence(tmp_path: Path) -> None:
    (tmp_path / "new.md").write_text("# New\n\n> Quoted\n", encoding="utf-8")

    class Elsewhere(Topic):
        def file(self, language: str = "en") -> Path:
            return tmp_path / "new.md"

    with pytest.raises(ValueError, match="blockquote"):
        print_handbook(date(2019, 1, 24), topics=[Elsewhere("new")])

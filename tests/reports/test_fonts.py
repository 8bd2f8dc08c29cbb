"""Names in scripts that the program's own font lacks: set in an installed font, or spelled in numbers."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from outreach.languages.wording import ENGLISH
from outreach.queries.labels import Label, MailingLabels
from outreach.reports import fonts
from outreach.reports.catalogue import REPORTS, Print
from outreach.reports.charts import Bar, paired_bars
from outreach.reports.fonts import load_fonts
from outreach.reports.labels import Alignment, print_labels
from outreach.reports.page import Paper
from outreach.reports.running import Running
from outreach.reports.tables import Column, table
from outreach.reports.text import BODY, clean, shortened, width
from outreach.reports.unshown import Lacking, noting, told
from tests.reports import more_samples as more
from tests.reports import samples
from tests.reports.reading import assert_accessible, pages_of, text_of

DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
HEBREW, ARABIC, ARMENIAN = "\u05e8\u05d5\u05ea", "\u0645\u062d\u0645\u062f", "\u0531\u0576\u056b"
NAMES = [HEBREW, ARABIC, ARMENIAN, "Sample \U0001f600"]


@pytest.fixture
def borrowing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PC that has the one font."""
    if not DEJAVU.exists():
        pytest.skip("DejaVu Sans is not installed")
    monkeypatch.setattr(fonts, "installed", lambda: {"dejavusans.ttf": DEJAVU})


def printed(words: str) -> bytes:
    paper = Paper("Names", ENGLISH, Running("", "", ""))
    paper.masthead("Agency", f"Names {words}", "", "January 2019")
    paper.text(f"{words} came with <others> & {words}.")
    paper.add(table(paper.section(), [Column("Name", 1), Column("No.")], [[words, "1"]], paper.width))
    paper.add(paired_bars([Bar(words, 2, 1)], "now", "before", words, paper.width, ENGLISH).figure(paper.section()))
    return paper.finish()


def fonts_in(pdf: bytes) -> set[str]:
    reader: Any = pypdf.PdfReader(io.BytesIO(pdf))
    return {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
        if "/FontDescriptor" in font.get_object()
    }


@pytest.mark.usefixtures("borrowing")
@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_another_script_is_set_in_an_installed_font(name: str, tmp_path: Path) -> None:
    assert clean(name) == name
    pdf = printed(name)
    assert "DejaVuSans" in fonts_in(pdf)
    assert "U+" not in text_of(pdf)
    assert_accessible(pdf, tmp_path)


@pytest.mark.usefixtures("borrowing")
def test_labels_and_the_foot_of_a_page_borrow_too() -> None:
    mailing = MailingLabels(samples.PRECINCT, (Label(ARMENIAN, ("1 Way",)),), 0)
    assert ARMENIAN in text_of(print_labels(mailing, Alignment()))


@pytest.mark.usefixtures("borrowing")
def test_arabic_letters_are_joined_and_run_from_right_to_left() -> None:
    drawn = fonts._in_visual_order(f"Ana {ARABIC}")
    # meem initial, hah medial, meem medial, dal final: drawn from left to right, the last one first
    assert drawn == "Ana \ufeaa\ufee4\ufea4\ufee3"
    assert fonts._in_visual_order(f"{HEBREW} came") == f"{HEBREW[::-1]} came"


@pytest.mark.usefixtures("borrowing")
def test_a_borrowed_character_is_as_wide_as_it_is_drawn() -> None:
    load_fonts()
    latin, both = width("Ana ", BODY), width(f"Ana {ARMENIAN}", BODY)
    assert both > latin + 10
    assert width(shortened(ARMENIAN * 40, BODY, 80), BODY) <= 80


def test_without_such_a_font_the_characters_are_named() -> None:
    assert clean(f"Ana {HEBREW}") == "Ana [U+05E8 U+05D5 U+05EA]"
    assert "[U+05E8 U+05D5 U+05EA]" in text_of(printed(HEBREW))


THAI, HINDI = "\u0e2a\u0e21\u0e0a\u0e32\u0e22", "\u0939\u093f"


def test_reader_and_officer_learn_which_letters_of_which_names_are_missing() -> None:
    record = replace(more.a_recap(), name=f"Ensley {HINDI}")
    with noting() as found:
        pdf = REPORTS["recap"].make(record, Print(False, samples.PRINTED_ON))
    assert found == {HINDI: Lacking(HINDI, f"Ensley {HINDI} · February 28, 2019")}
    assert told(found).endswith(
        f"with their Unicode numbers: {HINDI} (U+0939 U+093F) in “Ensley {HINDI} · February 28, 2019”."
    )
    words = text_of(pdf)
    assert "Ensley [U+0939 U+093F]" in words
    assert "shows: [U+0939] DEVANAGARI LETTER HA; [U+093F] DEVANAGARI VOWEL SIGN I." in words
    assert len(pages_of(pdf)) == 1


def test_forms_and_labels_say_it_where_there_is_room() -> None:
    sheet = replace(more.a_sheet(), people=((f"Zeb {THAI} {HINDI}", "Ensley"),))
    mailing = MailingLabels(samples.PRECINCT, (Label(THAI, ("1 Way",)),), 0)
    for kind, data in (("sign-in", sheet), ("labels", mailing)):
        with noting() as found:
            words = text_of(REPORTS[kind].make(data, Print(False, samples.PRINTED_ON)))
        assert "[U+…] stands for a letter no font here has" in words
        assert list(found) == [f"{THAI} {HINDI}" if kind == "sign-in" else THAI]


def test_where_every_letter_is_shown_nothing_is_said() -> None:
    with noting() as found:
        words = text_of(REPORTS["recap"].make(more.a_recap(), Print(False, samples.PRINTED_ON)))
    assert (found, told(found)) == ({}, "")
    assert "Numbers in brackets" not in words


@pytest.mark.usefixtures("borrowing")
def test_a_script_that_needs_a_shaping_engine_is_never_borrowed() -> None:
    assert clean(HINDI) == "[U+0939 U+093F]"
    assert clean(THAI).startswith("[U+0E2A")


def test_a_font_that_cannot_be_embedded_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "segoeui.ttf"
    broken.write_bytes(b"OTTO not a font at all")
    monkeypatch.setattr(fonts, "installed", lambda: {"segoeui.ttf": broken, "arial.ttf": tmp_path / "gone.ttf"})
    assert clean(HEBREW).startswith("[U+05E8")


def test_greek_and_cyrillic_are_our_own() -> None:
    words = "Ελένη, Людмила, Đặng Thị Bưởi"
    assert clean(words) == words
    assert all(font.startswith("SourceSansPro") for font in fonts_in(printed(words)))

"""Typed text on paper: escaped, composed, and never a blank box."""

import doctest
import io
from types import ModuleType

import pytest

from outreach.languages import wording
from outreach.languages.wording import ENGLISH
from outreach.reports import fonts, text
from outreach.reports.page import Paper
from outreach.reports.running import Running
from outreach.reports.tagged import Element
from outreach.reports.text import BODY, clean, one_line, paragraph, plain, shortened, width
from tests.reports.reading import elements, text_of


def printed(words: str) -> bytes:
    paper = Paper("Words", ENGLISH, Running("", "", ""))
    paper.masthead("Agency", "Words", "", "January 2019")
    paper.text(words)
    return paper.finish()


@pytest.mark.parametrize("module", [fonts, text, wording])
def test_examples_in_docstrings_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    "words",
    ["Smith & Sons", "a <b>bold</b> claim", "5 < 6 > 4", "&Part; of &amp;", 'say "so"', "José Núñez, Łódź", "Đặng Thị"],
)
def test_typed_signs_are_printed_as_they_are(words: str) -> None:
    assert words in text_of(printed(words))


def test_accents_are_composed() -> None:
    assert clean("Cafe\u0301") == "Café"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Wang \u738b", "Wang [U+738B]"),
        ("\u738b\u5c0f", "[U+738B U+5C0F]"),
        ("party \U0001f389 now", "party [U+1F389] now"),
        ("zero\u200bwidth\u200e", "zerowidth"),
        ("tab\tnull\x00", "tab null "),
        ("\ufb01re", "ﬁre"),
    ],
)
def test_what_no_font_shows_is_named(typed: str, shown: str) -> None:
    cleaned = clean(typed)
    assert cleaned.replace("fire", "ﬁre") == shown.replace("fire", "ﬁre")


def test_no_character_is_ever_a_blank_box() -> None:
    known = fonts.load_fonts()
    for start in range(0, 0x30000, 997):
        cleaned = clean("".join(chr(code) for code in range(start, start + 40) if not 0xD800 <= code < 0xE000))
        assert all(character in known for character in cleaned if character != "\n")


def test_addresses_become_links_and_punctuation_stays_outside() -> None:
    pdf = printed("See www.example.org, or write to desk@example.org.")
    assert len(elements(pdf, "Link")) == 2
    assert '<a href="http://www.example.org"' in plain("See www.example.org.")
    assert "www.example.org</a>." in plain("See www.example.org.")


def test_markup_is_made_here_only() -> None:
    root = Element("Document")
    made = paragraph("<font size=99>huge</font>", BODY, Element("P", root))
    assert (
        made.text == "&lt;font size=99&gt;huge&lt;/font&gt;"
        or "&lt;" in str(made.frags)
        or made.frags[0].text.startswith("<")
    )


def test_lines_are_cut_to_their_room() -> None:
    cut = shortened("A very long name of a neighborhood association", BODY, 80)
    assert cut.endswith("…")
    assert width(cut, BODY) <= 80
    assert shortened("Short", BODY, 80) == "Short"
    assert one_line("two\n  lines ") == "two lines"


def test_a_word_without_spaces_breaks_inside_the_page() -> None:
    assert io.BytesIO(printed("x" * 3000)).getbuffer().nbytes > 1000

"""The monthly outreach summary: what it says, to whom, and how it looks to a screen reader."""

import functools
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from outreach.errors import OutreachError
from outreach.queries.monthly import InternalPart, MonthlySummary
from outreach.reports.catalogue import REPORTS, Choice, render, report_of
from outreach.reports.monthly import print_monthly
from tests.reports import samples
from tests.reports.reading import (
    alternatives,
    assert_accessible,
    elements,
    everything_in,
    outline,
    pages_of,
    text_of,
)


@functools.cache
def usual(public: bool = True) -> bytes:
    """The usual summary, printed once for all tests that only look at it."""
    return printed(public=public)


def printed(summary: MonthlySummary | None = None, *, public: bool = True) -> bytes:
    return print_monthly(summary or samples.a_summary(), public=public, printed_on=samples.PRINTED_ON)


@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize("make", [samples.a_summary, samples.an_empty_summary])
def test_both_checkers_find_nothing(make: object, public: bool, tmp_path: Path) -> None:
    assert callable(make)
    assert_accessible(printed(make(), public=public), tmp_path)


def test_the_sections_stand_in_the_outline_in_reading_order() -> None:
    assert outline(usual()) == [
        "Monthly outreach summary",
        "You said, we did",
        "What residents told us",
        "Safety checkpoints",
        "The last twelve months",
        "Crime snapshot",
        "Still open",
        "Events",
        "Coverage by neighborhood",
        "Checkpoints one by one",
        "Shifts and peak hours",
        "Photos",
        "Coming up",
        "Signatures",
    ]


def test_key_figures_stand_beside_what_they_are_compared_with() -> None:
    words = text_of(usual())
    for phrase in (
        "41 events held 35 in December 29 a year earlier",
        "1,284 people reached 1,107 in December 905 a year",
    ):
        assert phrase in words
    assert "3 events without a count" in words
    assert "31 of 36 promises kept on time 24 of 31 in December" in words
    assert "9 of 12 neighborhoods" in words


def test_the_crime_snapshot_claims_no_cause_and_divides_by_nothing() -> None:
    words = text_of(usual())
    assert "Burglary 182 138 −44 −24 yes 138 171 −19" in words
    assert "Homicide 3 2 −1 −33 no 2 0 n/a" in words
    assert "Arson n/a 1 n/a n/a n/a 1 n/a n/a" in words
    assert "it does not say why" in words
    assert "Homicide 50 %" in words
    for claim in ("because of", "thanks to", "led to", "caused"):
        assert claim not in words.lower()


def test_charts_and_the_map_say_their_finding_in_words() -> None:
    held, reached, bars, coverage, hours, *_ = alternatives(usual())
    assert held.startswith("Events held, month by month from February 2018 to January 2019: 41 in January 2019")
    assert "Most in January 2019 (1,285)" in reached
    assert "Association meeting 14 (before: 12)" in bars
    assert "9 of 12 neighborhoods" in coverage
    assert "Gone quiet: Oakwood Place, Sandusky and Dolomite" in coverage
    assert "most on Monday at 6" in hours


def test_an_empty_month_says_so_on_one_page() -> None:
    pdf = printed(samples.an_empty_summary())
    assert len(pages_of(pdf)) == 1
    words = text_of(pdf)
    assert "Nothing is recorded for January 2019: no event, no concern, no promise." in words
    assert "No event was held." in words
    assert "0 events held" in words


def test_a_month_with_300_events_prints_every_one(tmp_path: Path) -> None:
    events = tuple(replace(event, title=f"Title number {event.key}.") for event in samples.some_events(300))
    pdf = printed(samples.a_summary(events=events))
    words = text_of(pdf)
    assert all(words.count(f"Title number {key}.") == 1 for key in range(1, 301))
    assert_accessible(pdf, tmp_path)


def test_names_with_every_sign_and_a_title_of_sixty_words(tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(60))
    events = (
        replace(samples.some_events(1)[0], title=long, place="Núñez & Sons <hall>", neighborhoods=("Łódź \u738b",)),
    )
    pdf = printed(samples.a_summary(events=events))
    words = text_of(pdf)
    assert all(word in words for word in long.split())
    assert "Núñez & Sons <hall>" in words
    assert "Łódź [U+738B]" in words
    assert_accessible(pdf, tmp_path)


def test_a_message_of_ten_pages_follows_the_figures(tmp_path: Path) -> None:
    # So regular that the same line begins or ends many a page: that must not be taken for a running header.
    sentences = [f"Thought {number} of an apple on a long street." for number in range(1000)]
    message = "\n\n".join(" ".join(sentences[start : start + 10]) for start in range(0, 1000, 10))
    pdf = printed(samples.a_summary(message=message))
    assert len(pages_of(pdf)) >= 10
    assert "From the commander" in outline(pdf)
    assert "41\nevents held" in pages_of(pdf)[0]
    # It begins on the first page, which would be all but empty without it.
    assert "Thought 50 of" in pages_of(pdf)[0]
    words = text_of(pdf)
    assert all(f"Thought {number} of" in words for number in (0, 450, 999))
    assert_accessible(pdf, tmp_path)


def test_a_short_message_stands_above_the_figures() -> None:
    first = pages_of(usual())[0]
    assert first.index("front steps") < first.index("events held")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not a picture", "the file is not a picture that can be read"),
        (samples.a_picture()[:900], "the file is damaged"),
        (b"", "the file is not a picture that can be read"),
    ],
)
def test_a_photo_that_cannot_be_read_is_said_in_its_place(data: bytes, reason: str, tmp_path: Path) -> None:
    pdf = printed(samples.a_summary(photos=(samples.a_photo(data), samples.a_photo())))
    assert f"A photo is left out here: {reason}." in text_of(pdf)
    assert len([words for words in alternatives(pdf) if "folding table" in words]) == 1
    assert_accessible(pdf, tmp_path)


def test_a_photo_of_50_megapixels_is_printed_at_the_size_of_paper() -> None:
    huge = samples.a_picture(8700, 5800)
    pdf = printed(samples.a_summary(photos=(samples.a_photo(huge),)))
    assert len(pdf) < 400_000


@pytest.mark.parametrize(
    ("mode", "form"), [("CMYK", "JPEG"), ("RGBA", "PNG"), ("P", "GIF"), ("1", "TIFF"), ("CMYK", "TIFF")]
)
def test_a_logo_in_any_colors_is_printed(mode: str, form: str, tmp_path: Path) -> None:
    precinct = replace(samples.PRECINCT, logo=samples.a_picture(300, 200, mode, form))
    pdf = printed(samples.a_summary(precinct=precinct))
    assert "Logo of Birmingham Police Department" in alternatives(pdf)
    assert b"DeviceCMYK" not in pdf
    assert_accessible(pdf, tmp_path)


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_a_scan_in_sixteen_bits_of_grey_keeps_its_greys(form: str) -> None:
    file = BytesIO()
    Image.new("I;16", (30, 20), 0x4000).save(file, form)
    pdf = printed(samples.a_summary(photos=(samples.a_photo(file.getvalue()),)))
    (photo,) = (image for page in pypdf.PdfReader(BytesIO(pdf)).pages for image in page.images)
    assert photo.image is not None
    assert photo.image.convert("L").getpixel((9, 9)) == pytest.approx(0x40, abs=3)


def test_a_logo_that_cannot_be_read_does_not_stop_the_report() -> None:
    precinct = replace(samples.PRECINCT, logo=b"no picture")
    assert "Monthly outreach summary" in text_of(printed(samples.a_summary(precinct=precinct)))


def test_the_same_figures_give_the_same_bytes() -> None:
    assert printed() == printed()
    later = print_monthly(samples.a_summary(), public=True, printed_on=date(2019, 2, 5))
    assert later != printed()
    assert "Printed February 5, 2019" in text_of(later)


def test_a4_is_as_wide_as_a4() -> None:
    pdf = printed(samples.a_summary(precinct=replace(samples.PRECINCT, paper="a4")))
    assert b"595.2756" in pdf
    assert "Monthly outreach summary" in text_of(pdf)


def test_every_page_says_which_of_how_many_and_for_whom() -> None:
    pages = pages_of(usual())
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1))
    assert all("Public Copy" in page for page in pages)
    assert all("Internal Use Only" in page for page in pages_of(usual(public=False)))


def test_no_page_ends_with_a_heading() -> None:
    titles = set(outline(usual()))
    for count in (17, 29, 53):
        for page in pages_of(printed(samples.a_summary(events=samples.some_events(count)))):
            lines = [line for line in page.splitlines() if line.strip()]
            body = [line for line in lines if not line.startswith(("Prepared by Ofc. R. Sample ·", "Page "))]
            assert body[-1] not in titles


def test_tables_have_scopes_and_even_rows() -> None:
    for head in elements(usual(), "TH"):
        assert head["/A"]["/Scope"] in ("/Column", "/Row")
    for table in elements(usual(), "Table"):
        rows = [row.get_object() for part in table["/K"] for row in part.get_object()["/K"]]
        assert len({len(row["/K"]) for row in rows}) == 1


PLANTED = tuple(
    secret
    for number in range(10)
    for secret in (
        f"Zeb{number} Quillfeather{number}",
        f"205-555-0{number:03d}",
        f"quill{number}@example.net",
        f"{number}77 Hidden Hollow Lane",
        f"whispered secret {number}",
    )
)


def planted(summary: MonthlySummary) -> MonthlySummary:
    """The summary with a secret in every place the internal part has for words."""
    (row, words), *_ = summary.internal.promises
    concern = summary.internal.concerns[0]
    event = summary.internal.events[1]
    return MonthlySummary(
        summary.public,
        InternalPart(
            events={
                key: replace(event, lead_officer=PLANTED[key % 50], staff=PLANTED, summary=PLANTED[key * 7 % 50])
                for key in summary.internal.events
            },
            concerns=tuple(
                replace(concern, words=secret, raised_by=secret, event_title=secret, is_confidential=True)
                for secret in PLANTED
            ),
            promises=tuple(
                (row, replace(words, words=secret, promised_to=secret, outcome=secret)) for secret in PLANTED
            ),
            open_promises=tuple((row, replace(words, words=secret, partner=secret)) for secret in PLANTED),
        ),
    )


def test_nothing_of_the_internal_part_reaches_a_public_copy() -> None:
    summary = planted(samples.a_summary())
    whole = everything_in(printed(summary))
    spoken = whole.replace("\xa0", " ")
    assert [secret for secret in PLANTED if secret in spoken] == []
    inside = " ".join(everything_in(printed(summary, public=False)).split())
    # The search itself can find: all fifty are in the internal copy.
    assert [secret for secret in PLANTED if secret not in inside] == []


def test_a_photo_leaves_its_place_and_comments_behind() -> None:
    picture = Image.new("RGB", (300, 200), "gray")
    marks = Image.Exif()
    marks[0x010E] = "Taken at 177 Hidden Hollow Lane"
    file = BytesIO()
    picture.save(file, "JPEG", exif=marks, comment=b"Zeb1 Quillfeather1")
    whole = everything_in(printed(samples.a_summary(photos=(samples.a_photo(file.getvalue()),))))
    assert "Hidden Hollow" not in whole
    assert "Quillfeather" not in whole


def test_the_internal_copy_says_whose_promise_it_is() -> None:
    words = text_of(usual(public=False))
    assert "to Opal Ferncastle" in words
    assert "Waiting on Public Works" in words
    assert "In residents' own words" in words
    assert "confidential" in words


def test_the_catalogue_prints_what_the_report_prints() -> None:
    assert render("monthly", samples.a_summary(), True, samples.PRINTED_ON) == printed()
    assert all(report.kind == kind and report.copies for kind, report in REPORTS.items())


def test_the_catalogue_says_what_is_missing() -> None:
    with pytest.raises(OutreachError, match=r"There is no report 'weekly': choose one of monthly"):
        report_of("weekly")
    with pytest.raises(OutreachError, match="needs to know which month"):
        report_of("monthly").gather(1, Choice(), date(2019, 2, 1) + timedelta(days=1))

"""The reports beside the monthly summary: complete, accessible, the same every time, and for the right eyes."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pypdf
import pytest

from outreach.errors import OutreachError
from outreach.languages.spanish import SPANISH
from outreach.languages.wording import ENGLISH, Wording
from outreach.queries.events import EventHeadCount
from outreach.queries.labels import Label, MailingLabels
from outreach.reports.catalogue import REPORTS, Choice, Copy, Need, render
from outreach.reports.labels import Alignment, print_labels
from outreach.reports.neighborhood_card import print_card
from outreach.reports.page import Paper
from outreach.reports.recap import print_recap
from outreach.reports.trends import records_begin
from outreach.reports.worklist import print_worklist
from outreach.reports.year import charts
from tests.calls import calls_made
from tests.reports import more_samples as more
from tests.reports import samples
from tests.reports.reading import alternatives, assert_accessible, elements, everything_in, outline, pages_of, text_of

PRINTED_ON = date(2019, 2, 28)

FULL: dict[str, Callable[[], Any]] = {
    "monthly": samples.a_summary,
    "quarterly": more.a_quarter,
    "neighborhood": more.a_card,
    "recap": more.a_recap,
    "worklist": more.a_worklist,
    "sign-in": more.a_sheet,
    "event": more.an_event_record,
    "year": more.a_year,
    "precincts": more.some_precincts,
    "labels": more.some_labels,
}
EMPTY: dict[str, Callable[[], Any]] = {
    "monthly": samples.an_empty_summary,
    "quarterly": more.an_empty_quarter,
    "neighborhood": lambda: more.a_card(0, 0),
    "recap": lambda: more.a_recap(0, 0, 0),
    "worklist": lambda: more.a_worklist(0),
    "sign-in": lambda: more.a_sheet(0),
    "year": more.an_empty_year,
    "precincts": lambda: more.some_precincts(1, 0),
    "labels": lambda: MailingLabels(samples.PRECINCT, (), 0),
}
COPIES = [(kind, copy) for kind, report in REPORTS.items() for copy in report.copies]


def printed(kind: str, data: Any, copy: Copy = Copy.INTERNAL, **choice: Any) -> bytes:
    public = copy is Copy.PUBLIC if copy in REPORTS[kind].copies else REPORTS[kind].copies == (Copy.PUBLIC,)
    return render(kind, data, public, PRINTED_ON, Choice(**choice))


LOOKS = (("en", "letter"), ("es", "a4"))


def on_paper(data: Any, paper: str) -> Any:
    """What a report prints, of a precinct that uses the paper."""
    if hasattr(data, "precinct"):
        return replace(data, precinct=replace(data.precinct, paper=paper))
    return replace(data, public=on_paper(data.public, paper))


@pytest.mark.parametrize(("language", "paper"), LOOKS)
@pytest.mark.parametrize(("kind", "copy"), COPIES)
def test_full_reports_pass_both_checkers(kind: str, copy: Copy, language: str, paper: str, tmp_path: Path) -> None:
    assert_accessible(printed(kind, on_paper(FULL[kind](), paper), copy, language=language), tmp_path)


@pytest.mark.parametrize(("language", "paper"), LOOKS)
@pytest.mark.parametrize(("kind", "copy"), [pair for pair in COPIES if pair[0] in EMPTY])
def test_empty_reports_pass_both_checkers(kind: str, copy: Copy, language: str, paper: str, tmp_path: Path) -> None:
    pdf = printed(kind, on_paper(EMPTY[kind](), paper), copy, language=language)
    assert len(pages_of(pdf)) <= 2
    assert_accessible(pdf, tmp_path)


@pytest.mark.parametrize("kind", REPORTS)
def test_the_same_data_gives_the_same_bytes(kind: str) -> None:
    assert printed(kind, FULL[kind]()) == printed(kind, FULL[kind]())


@pytest.mark.parametrize("kind", REPORTS)
def test_every_report_is_titled_and_says_for_whom(kind: str) -> None:
    pdf = printed(kind, FULL[kind]())
    assert len(elements(pdf, "H1")) == 1
    if kind not in ("sign-in", "labels"):
        assert REPORTS[kind].title in text_of(pdf)
        marks = ("Public Copy", "Internal Use Only")
        assert all(any(mark in page for mark in marks) for page in pages_of(pdf))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", ["monthly", "quarterly", "year"])
def test_every_copy_names_its_title_and_its_period_along_the_top(kind: str, language: str) -> None:
    data = FULL[kind]()
    look = ENGLISH if language == "en" else SPANISH
    heads = set()
    for copy in REPORTS[kind].copies:
        mark = look("Public Copy" if copy is Copy.PUBLIC else "Internal Use Only")
        _, *later = (page.splitlines() for page in pages_of(printed(kind, data, copy, language=language)))
        heads |= {page[page.index(mark) - 1] for page in later}
    (head,) = heads
    period = getattr(data, "public", data).period
    assert look(REPORTS[kind].title) in head
    assert any(words in head for words in (look.period(period), look.briefly(period)))


def test_the_pages_of_a_long_report_bear_its_whole_name(tmp_path: Path) -> None:
    summary = samples.a_summary(events=samples.some_events(120))
    pdf = printed("monthly", summary, language="es")
    _, *later = pages_of(pdf)
    assert len(later) > 5
    assert all("West Precinct · Resumen mensual comunitario · enero de 2019" in page for page in later)
    assert_accessible(pdf, tmp_path)


@pytest.mark.parametrize(
    ("kind", "data", "when"),
    [
        ("monthly", lambda: samples.a_summary(events=samples.some_events(3)), "ene 2019"),
        ("quarterly", FULL["quarterly"], "1–3/2019"),
        ("year", FULL["year"], "2018"),
        ("event", FULL["event"], "21 ene 2019"),
    ],
)
def test_the_pages_of_a_short_report_bear_its_title(kind: str, data: Callable[[], Any], when: str) -> None:
    """In Spanish, too, where the whole period leaves no room for it."""
    _, *later = pages_of(printed(kind, data(), Copy.PUBLIC, language="es"))
    assert len(later) in range(1, 5)
    assert all(f"{SPANISH(REPORTS[kind].title)} · {when}" in page for page in later)


def test_a_copy_that_must_not_be_is_refused() -> None:
    with pytest.raises(OutreachError, match="There is no public copy of the report 'recap': it is internal only"):
        render("recap", more.a_recap(), True, PRINTED_ON)
    with pytest.raises(OutreachError, match="There is no internal copy of the report 'neighborhood'"):
        render("neighborhood", more.a_card(), False, PRINTED_ON)
    with pytest.raises(OutreachError, match="There is no language 'fr'"):
        render("monthly", samples.a_summary(), True, PRINTED_ON, Choice(language="fr"))
    with pytest.raises(OutreachError, match="'monthly' is written in one language at a time"):
        render("monthly", samples.a_summary(), True, PRINTED_ON, Choice(language="both"))


def test_what_a_report_needs_is_said() -> None:
    assert REPORTS["neighborhood"].needs == (Need.NEIGHBORHOOD,)
    with pytest.raises(OutreachError, match="needs to know which event"):
        REPORTS["event"].gather(1, Choice(), PRINTED_ON)


# ---- exactly one page


@pytest.mark.parametrize(("events", "promises"), [(0, 0), (1, 1), (5, 3), (60, 40), (300, 60)])
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_report_card_is_exactly_one_page(events: int, promises: int, paper: str) -> None:
    card = more.a_card(events, promises, precinct=replace(samples.PRECINCT, paper=paper))
    for say in (ENGLISH, SPANISH):
        pdf = print_card(card, printed_on=PRINTED_ON, say=say)
        assert len(pages_of(pdf)) == 1


def test_the_report_card_says_how_much_more_there_is(tmp_path: Path) -> None:
    pdf = print_card(more.a_card(60, 40), printed_on=PRINTED_ON)
    words = text_of(pdf)
    shown = sum(f"Asked {number}:" in words for number in range(40))
    assert shown >= 3
    assert f"{40 - shown} more." in words
    assert "60 events held" in words
    assert_accessible(pdf, tmp_path)


def test_the_report_card_survives_words_without_end() -> None:
    long = "a very long story about one street and another " * 60
    promises = tuple(replace(samples.PROMISES[0], you_said=long, we_did=long) for _ in range(20))
    events = tuple(replace(event, title=long, place=long) for event in samples.some_events(20))
    card = more.a_card(promises=0, name=long, meeting_place=long, meeting_rule=long)
    pdf = print_card(replace(card, promises=promises, events=events), printed_on=PRINTED_ON)
    assert len(pages_of(pdf)) == 1


def test_a_count_stays_on_the_line_of_its_topic() -> None:
    written: list[str] = []
    with patch.object(Paper, "text", lambda _, words, *__: written.append(words)):
        printed("neighborhood", more.a_card())
    (topics,) = (words for words in written if "(" in words)
    assert " (" not in topics


def test_the_report_card_is_written_in_spanish(tmp_path: Path) -> None:
    pdf = print_card(more.a_card(), printed_on=PRINTED_ON, say=SPANISH)
    words = text_of(pdf)
    for phrase in (
        "Informe para el vecindario",
        "Usted dijo, nosotros hicimos",
        "28 de febrero de 2019",
        "Página 1 de 1",
    ):
        assert phrase in words
    assert_accessible(pdf, tmp_path)


@pytest.mark.parametrize(("promises", "concerns", "people"), [(0, 0, 0), (1, 1, 1), (60, 40, 60), (5000, 200, 500)])
def test_the_recap_is_exactly_one_page(promises: int, concerns: int, people: int) -> None:
    pdf = print_recap(more.a_recap(promises, concerns, people), printed_on=PRINTED_ON)
    assert len(pages_of(pdf)) == 1
    if promises:
        assert "What we owe them" in text_of(pdf)
        assert "Ferncastle" in text_of(pdf)


# ---- worklist


def test_the_worklist_has_a_section_for_every_owner_and_a_row_for_every_promise() -> None:
    pdf = printed("worklist", more.a_worklist(12))
    words = text_of(pdf)
    assert outline(pdf)[1:] == [
        "Nobody yet",
        "Settled, for somebody to tell",
        "Ofc. R. Sample",
        "Settled, for Ofc. R. Sample to tell",
        "Sgt. D. Example",
        "Settled, for Sgt. D. Example to tell",
    ]
    assert all(words.count(f"Promise {number} about") == 1 for number in range(12))
    assert "Waiting on Public Works" in words
    assert "Sep 22, 2018" in words


def test_every_page_of_a_worklist_says_whose_it_is(tmp_path: Path) -> None:
    pdf = printed("worklist", more.a_worklist(60))
    _, *pages = (page.splitlines() for page in pages_of(pdf))
    heads = [page[page.index("Internal Use Only") - 1] for page in pages]
    assert list(dict.fromkeys(heads)) == ["Nobody yet", "Ofc. R. Sample", "Sgt. D. Example"]
    assert heads == sorted(heads)
    assert_accessible(pdf, tmp_path)


def test_the_work_of_a_long_worklist_grows_with_its_promises_and_not_faster() -> None:
    def work(number: int) -> int:
        worklist = more.a_worklist(number, owners=5)
        return calls_made(lambda: print_worklist(worklist, printed_on=PRINTED_ON))

    work(50)
    assert work(1000) < work(100) * 10 * 1.1


# ---- sign-in sheet


def test_every_sheet_is_numbered_from_one_and_regulars_come_first() -> None:
    pdf = printed("sign-in", more.a_sheet(30), language="both")
    first, second, *_ = pages_of(pdf)
    assert "Opal Apple Ferncastle" in first
    assert "Opal" in second
    assert "Hoja de asistencia" in first
    (figure, *_) = alternatives(pdf)
    assert "numbered lines to sign on" in figure
    assert len(elements(pdf, "LI")) == 30


@pytest.mark.parametrize("language", ["en", "es", "both"])
@pytest.mark.parametrize("large", [False, True])
def test_sheets_in_every_language_and_size_are_accessible(language: str, large: bool, tmp_path: Path) -> None:
    pdf = printed("sign-in", more.a_sheet(40), language=language, large_print=large, blank_sheets=2)
    assert_accessible(pdf, tmp_path)
    assert elements(pdf, "P")[-1] is not None


def test_no_phone_or_mail_is_printed_on_a_clipboard() -> None:
    words = everything_in(printed("sign-in", more.a_sheet()))
    assert "205-555" not in words
    assert "@" not in text_of(printed("sign-in", more.a_sheet()))


# ---- labels


def test_thirty_labels_to_a_sheet_one_after_another(tmp_path: Path) -> None:
    pdf = print_labels(more.some_labels(64), Alignment())
    pages = pages_of(pdf)
    assert [page.count(" Way") for page in pages] == [30, 30, 4]
    assert len(elements(pdf, "LI")) == 64
    assert "3 people have no address" in text_of(pdf)
    assert_accessible(pdf, tmp_path)


def labels_of_one_town(number: int) -> MailingLabels:
    """As many labels, all with the same last line, every eighth with a line more."""
    labels = tuple(
        Label(label.name, (*(["Unit 4"] if key % 8 == 0 else []), label.lines[0], "Apple Hill AL 35208"))
        for key, label in enumerate(more.some_labels(number).labels)
    )
    return MailingLabels(samples.PRECINCT, labels, 0)


@pytest.mark.parametrize("sheets", [3, 5, 6])
def test_full_sheets_to_one_town_are_told_apart(sheets: int, tmp_path: Path) -> None:
    pdf = print_labels(labels_of_one_town(30 * sheets), Alignment())
    assert [page.count("AL 35208") for page in pages_of(pdf)] == [30] * sheets
    # Once at the head of the sheet, and beside each of the three or four lines of its ten rows.
    letters = [len(re.findall(r"\bC\b", page)) for page in pages_of(pdf)]
    assert letters[:2] == [0, 0]
    assert 31 < letters[2] < 41
    assert f"Sheet C · Page 3 of {sheets}" in text_of(pdf)
    assert len(elements(pdf, "LI")) == 30 * sheets
    assert_accessible(pdf, tmp_path)


@pytest.mark.parametrize("name", ["", "To whoever lives here"])
def test_a_tower_of_one_address_is_no_running_foot(name: str, tmp_path: Path) -> None:
    names = [name or label.name for label in more.some_labels(120).labels]
    tower = tuple(Label(name, (f"500 Elm Street, Unit {key}", "Apple Hill AL")) for key, name in enumerate(names))
    assert_accessible(print_labels(MailingLabels(samples.PRECINCT, tower, 0), Alignment()), tmp_path)


def test_one_sheet_bears_no_letter() -> None:
    assert "Sheet" not in text_of(print_labels(more.some_labels(30), Alignment()))


def test_labels_lie_where_the_maker_says_and_move_when_asked() -> None:
    def first_place(alignment: Alignment) -> tuple[float, float]:
        places: list[tuple[float, float]] = []

        def note(text: str, _: Any, matrix: Any, *_rest: Any) -> None:
            if text.strip().startswith("Opal"):
                places.append((matrix[4], matrix[5]))

        pypdf.PdfReader(io.BytesIO(print_labels(more.some_labels(3), alignment))).pages[0].extract_text(
            visitor_text=note
        )
        return places[0]

    x, y = first_place(Alignment())
    # The first label spans 13.5 to 202.5 points from the left and 684 to 756 from the bottom.
    assert 13.5 < x < 40
    assert 684 < y < 756
    moved = first_place(Alignment(right=5, down=-3))
    assert (round(moved[0] - x, 2), round(moved[1] - y, 2)) == (5, 3)


# ---- quarterly, event, year


def test_the_quarter_carries_the_officers_words_and_titles() -> None:
    pdf = printed("quarterly", more.a_quarter(), Copy.PUBLIC)
    assert "Progress on recommendations of earlier quarters" in outline(pdf)
    assert "Concerns voiced" in outline(pdf)
    words = text_of(pdf)
    assert "The budget year ends in June." in words
    assert "38 to 11 Burglary in Ensley" in words
    assert "The counts do not say why." in words
    assert "31 calls about <shots> before" in words


def test_the_internal_quarter_shows_the_steps_of_a_problem() -> None:
    assert "Seen on <eleven> days" in text_of(printed("quarterly", more.a_quarter()))
    assert "Seen on <eleven> days" not in text_of(printed("quarterly", more.a_quarter(), Copy.PUBLIC))


def test_a_public_event_record_names_nobody_who_came() -> None:
    record = more.an_event_record()
    inside = text_of(printed("event", record))
    assert "Opal Pear" in inside
    assert "A photo is left out here" in inside
    assert "The sheet as it was signed" in inside
    public = everything_in(printed("event", record, Copy.PUBLIC))
    for secret in ("Opal", "Ferncastle", "Reported on the month", "Ofc. R. Sample", "The sheet as it was signed"):
        assert secret not in public


@pytest.mark.parametrize(("look", "counted"), [(ENGLISH, "People 14"), (SPANISH, "Personas 14")])
def test_people_of_no_group_are_counted_as_people_once(look: Wording, counted: str) -> None:
    record = more.an_event_record()
    everybody = (EventHeadCount(1, 1, "People", 14),)
    record = replace(record, public=replace(record.public, head_counts=everybody))
    words = text_of(printed("event", record, Copy.PUBLIC, language=look.language.partition("-")[0]))
    assert counted in words
    assert f"{look('People')}, " not in words


@pytest.mark.parametrize(("topics", "told"), [((("Noise", 1),), "1 concern raised"), ((), "0 concerns raised")])
def test_one_concern_is_not_said_as_many(topics: tuple[tuple[str, int], ...], told: str) -> None:
    record = more.an_event_record()
    words = text_of(printed("event", replace(record, public=replace(record.public, topics=topics)), Copy.PUBLIC))
    assert told in words


def test_a_year_of_many_promises_says_so_before_they_are_listed() -> None:
    words = text_of(printed("year", more.a_year(kept_promises=samples.PROMISES[:1] * 31)))
    assert "You said, we did The newest 30 of 31. Neighborhood" in words


def test_the_year_has_twelve_months_in_charts_and_table() -> None:
    review = more.a_year()
    findings = [picture.finding for picture in charts(review, 240)]
    assert findings[0].startswith("Events held, month by month from January 2018 to December 2018: 43 in December 2018")
    pdf = printed("year", review)
    assert set(findings) <= set(alternatives(pdf))
    words = text_of(pdf)
    assert "April 2018 44 not counted" in words
    assert "Burglary 1,266 1,386 −120 −9" in words
    assert "Arson n/a 66 n/a n/a" in words


def test_months_before_the_first_record_are_not_known_and_not_0() -> None:
    review = more.a_year()
    empty = [replace(month, held=0, people_reached=0, promises_opened=0, promises_closed=0) for month in review.months]
    partly = replace(review, prior_months=(*empty[:10], *review.prior_months[10:]))
    assert records_begin(empty) == 12
    assert records_begin(partly.prior_months) == 10
    held = charts(partly, 240)[0].spots
    assert "A year earlier" not in held[9].words
    assert "A year earlier" in held[10].words


PUBLIC = [kind for kind, report in REPORTS.items() if Copy.PUBLIC in report.copies]


@pytest.mark.parametrize("kind", PUBLIC)
def test_no_resident_is_named_in_any_public_copy(kind: str) -> None:
    whole = everything_in(printed(kind, FULL[kind](), Copy.PUBLIC))
    assert "Ferncastle" not in whole
    assert "race past" not in whole


ENDLESS = " ".join(f"word{number}" for number in range(60))
UNBROKEN = "x" * 300
ELSEWHERE = "\u738b\u5c0f & <b> \U0001f389"


def with_endless_names(kind: str) -> Any:
    """The full data of a report under names nobody would choose."""
    precinct = replace(samples.PRECINCT, agency=ENDLESS, name=UNBROKEN, commander=ENDLESS)
    record, compared = more.an_event_record(), more.some_precincts()
    made: dict[str, Callable[[], Any]] = {
        "monthly": lambda: samples.a_summary(precinct=precinct, message=f"{UNBROKEN} {ELSEWHERE}"),
        "quarterly": lambda: more.a_quarter(precinct=precinct, titles={"concerns": ENDLESS, "actions": UNBROKEN}),
        "neighborhood": lambda: more.a_card(60, 40, precinct=precinct, name=UNBROKEN),
        "recap": lambda: more.a_recap(precinct=precinct, name=ENDLESS),
        "worklist": lambda: replace(more.a_worklist(), precinct=precinct),
        "sign-in": lambda: replace(
            more.a_sheet(title=ENDLESS), precinct=precinct, place=UNBROKEN, people=((ENDLESS, UNBROKEN),)
        ),
        "event": lambda: replace(
            record, public=replace(record.public, precinct=precinct, title=ENDLESS, place=UNBROKEN)
        ),
        "year": lambda: more.a_year(precinct=precinct),
        "precincts": lambda: replace(
            compared, precinct=precinct, rows=tuple(replace(row, name=UNBROKEN) for row in compared.rows)
        ),
        "labels": lambda: replace(more.some_labels(1), labels=(Label(ENDLESS, (UNBROKEN, ELSEWHERE, ENDLESS)),)),
    }
    return made[kind]()


@pytest.mark.parametrize("kind", REPORTS)
def test_names_without_end_and_from_elsewhere_still_print(kind: str, tmp_path: Path) -> None:
    pdf = printed(kind, with_endless_names(kind))
    if kind in ("neighborhood", "recap", "precincts"):
        assert len(pages_of(pdf)) == 1
    assert_accessible(pdf, tmp_path)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_twelve_precincts_stand_on_one_page_and_add_up_in_the_last_line(paper: str) -> None:
    (page,) = pages_of(printed("precincts", on_paper(more.some_precincts(12), paper)))
    assert page.count("Together") == 2
    assert "n/a" in page

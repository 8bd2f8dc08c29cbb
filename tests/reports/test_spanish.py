"""Spanish throughout: no phrase of a report is left in English, and none loses what it is filled with."""

import ast
import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

import outreach.reports
from outreach.actions.standard import EVENT_KINDS, MEASURE_KINDS, OFFENSES, TOPICS
from outreach.demo import story
from outreach.languages import wording
from outreach.languages.spanish import SPANISH
from outreach.languages.spanish_names import NAMES
from outreach.languages.wording import ENGLISH
from outreach.queries.reissue import Moved
from outreach.records.events import EventStatus
from outreach.records.followups import FollowUpStatus, ProblemPhase
from outreach.records.people import Office
from outreach.reports import reissue
from outreach.reports.catalogue import REPORTS, Choice, Copy, render
from outreach.reports.quarterly_draft import DRAFTS, TITLES
from outreach.reports.reissue import moved_words
from outreach.ui.pages.event_counts import USUAL_GROUPS
from outreach.ui.typed_lists import FOUR_SHIFTS, THREE_SHIFTS, parse_shifts
from outreach.ui.wording import plural
from tests.reports import more_samples as more
from tests.reports import samples
from tests.reports.reading import assert_accessible, text_of
from tests.reports.test_other_reports import COPIES, FULL

ROOM = Path(outreach.reports.__file__).parent
MADE_FROM_RECORDS = [
    *(status.value.capitalize() for status in (*EventStatus, *FollowUpStatus, *ProblemPhase)),
    *(office.value for office in Office),
    *TITLES.values(),
    *DRAFTS.values(),
    *reissue._FIGURES.values(),
    *reissue._SPANS.values(),
    *(report.title for report in REPORTS.values()),
]


def phrases_said() -> Iterator[str]:
    """The phrases that are handed to a wording anywhere in the reports."""
    for file in ROOM.glob("*.py"):
        for call in ast.walk(ast.parse(file.read_text())):
            if not isinstance(call, ast.Call) or ast.unparse(call.func) == "spoken.say":
                continue
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            wanted = {"say": call.args[:1], "both": call.args[:1], "Unusable": call.args[:1], "count": call.args[1:3]}
            wanted["name_of"] = call.args[1:2]
            for argument in wanted.get(name, []):
                for part in ast.walk(argument):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_phrase_has_its_spanish() -> None:
    left = {phrase for phrase in (*phrases_said(), *MADE_FROM_RECORDS) if phrase not in SPANISH.phrases}
    assert left == set()


def test_every_translation_keeps_its_fields() -> None:
    assert [english for english, spanish in SPANISH.phrases.items() if fields(english) != fields(spanish)] == []


def test_no_translation_is_kept_that_nobody_says() -> None:
    written = {
        part.value
        for file in (*ROOM.glob("*.py"), Path(wording.__file__))
        for part in ast.walk(ast.parse(file.read_text()))
        if isinstance(part, ast.Constant)
    }
    assert {phrase for phrase in SPANISH.phrases if phrase not in written | set(MADE_FROM_RECORDS)} == set()


@pytest.mark.parametrize(("kind", "copy"), [pair for pair in COPIES if pair[0] not in ("sign-in", "labels")])
def test_reports_in_spanish_are_accessible(kind: str, copy: Copy, tmp_path: Path) -> None:
    pdf = render(kind, FULL[kind](), copy is Copy.PUBLIC, samples.PRINTED_ON, Choice(language="es"))
    words = text_of(pdf)
    assert SPANISH.phrases[REPORTS[kind].title] in words
    assert "Impreso el 4 de febrero de 2019" in words
    assert_accessible(pdf, tmp_path)


def test_times_and_dates_are_said_as_they_are_written_in_spanish() -> None:
    assert SPANISH.span(time(11), time(13, 30)) == "11\xa0a.\xa0m.–1:30\xa0p.\xa0m."
    assert SPANISH.span(time(9), time(10)) == "9–10\xa0a.\xa0m."
    assert SPANISH.near(date(2018, 1, 9), date(2019, 1, 1)) == "9\xa0ene\xa02018"
    assert (SPANISH.rule("1st and 3rd Tuesday"), SPANISH.rule("when it rains")) == (
        "primer y tercer martes",
        "when it rains",
    )
    assert (ENGLISH.rule("2nd Monday"), ENGLISH.rule("Cada lunes")) == ("2nd Monday", "every Monday")
    assert SPANISH.rule("el segundo lunes") == "segundo lunes"
    sheet = text_of(render("sign-in", more.a_sheet(), False, samples.PRINTED_ON, Choice(language="es")))
    assert "p. m." in sheet
    assert "PM" not in sheet


def test_what_a_precinct_starts_with_has_a_spanish_name() -> None:
    names = {
        *(kind.name for kind in EVENT_KINDS),
        *MEASURE_KINDS,
        *TOPICS,
        *USUAL_GROUPS,
        *(offense.name for offense in OFFENSES),
    }
    plans = [parse_shifts(words) for words in (THREE_SHIFTS, FOUR_SHIFTS)]
    demonstration = [story.THREE_SHIFTS, story.FOUR_SHIFTS]
    shifts = {
        *(shift.name for shifts in (*plans, *(plan.shifts for plan in demonstration)) for shift in shifts),
        *(plan.name for plan in demonstration),
        *(plural(len(shifts), "shift") for shifts in plans),
    }
    assert set(NAMES) == names | {f"{name}|shift" for name in shifts}
    assert SPANISH.known("Gunfire") == "Disparos"
    assert (SPANISH.known("Our own topic"), ENGLISH.known("Gunfire")) == ("Our own topic", "Gunfire")
    assert "Street lights" not in text_of(render("neighborhood", more.a_card(), True, samples.PRINTED_ON, SPANISH_COPY))


def test_shifts_that_a_precinct_starts_with_are_spanish_and_what_is_called_like_them_is_not() -> None:
    words = text_of(render("monthly", samples.a_summary(), False, samples.PRINTED_ON, SPANISH_COPY))
    assert "Refuerzo 6 p. m.–2 a. m." in words
    moved = Moved("shifts", "Night", "", 4, 5)
    assert moved_words(moved, SPANISH) == "Eventos iniciados en Noche 4\xa0→\xa05"
    assert moved_words(replace(moved, figure="concerns", name="Power"), SPANISH).startswith("Inquietudes: Power")


def test_the_groups_of_a_head_count_are_spanish_on_an_event_record() -> None:
    words = text_of(render("event", more.an_event_record(), False, samples.PRINTED_ON, SPANISH_COPY))
    assert "Personas, Adultos" in words
    assert "Personas, Jóvenes" in words


def test_one_is_not_said_as_many() -> None:
    words = text_of(render("worklist", more.a_worklist(1), False, samples.PRINTED_ON, SPANISH_COPY))
    assert "1 atrasadas" not in words
    assert "1 vencen" not in words


def test_the_line_over_labels_is_spanish_too() -> None:
    words = text_of(render("labels", more.some_labels(3), False, samples.PRINTED_ON, SPANISH_COPY))
    assert "Etiquetas" in words
    assert "Mailing labels" not in words


SPANISH_COPY = Choice(language="es")

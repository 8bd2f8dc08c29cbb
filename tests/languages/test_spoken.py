"""The language that a process speaks, and English stretched to show what other languages need."""

import doctest
from datetime import date, time

import pytest

from outreach.languages import pseudo, spoken
from outreach.languages.pseudo import FIRST, LAST, LONGER
from outreach.languages.spanish import SPANISH
from outreach.languages.spoken import LANGUAGES, PSEUDO, PSEUDO_RIGHT_TO_LEFT, known_name, say, speak
from outreach.queries.period import Period
from outreach.ui.typed_lists import parse_shifts
from outreach.ui.wording import parse_date, parse_time


def test_what_is_said_is_said_in_the_language_spoken_now() -> None:
    speak("es")
    assert (say("Save"), say("no such phrase"), spoken.spoken().day(date(2019, 1, 24))) == (
        "Guardar",
        "no such phrase",
        "24 de enero de 2019",
    )
    assert Period.of_month(2019, 1).label == "enero de 2019"
    speak("en")
    assert (say("Save"), Period.of_month(2019, 1).label) == ("Save", "January 2019")


@pytest.mark.parametrize(
    ("first", "last", "briefly"),
    [
        ((2019, 1), (2019, 1), "ene\xa02019"),
        ((2018, 10), (2018, 12), "10–12/2018"),
        ((2018, 1), (2018, 12), "2018"),
        ((2018, 11), (2019, 2), "11/2018–2/2019"),
    ],
)
def test_a_period_is_said_briefly(first: tuple[int, int], last: tuple[int, int], briefly: str) -> None:
    assert SPANISH.briefly(Period.of_months(Period.of_month(*first), Period.of_month(*last))) == briefly


def test_days_that_are_no_months_are_said_in_full() -> None:
    days = Period(date(2019, 1, 5), date(2019, 2, 7))
    assert SPANISH.briefly(days) == SPANISH.period(days)


def test_two_senses_of_one_word_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    speak("es")
    monkeypatch.setitem(spoken.spoken().phrases, "Open", "Abrir")
    monkeypatch.setitem(spoken.spoken().phrases, "Open|of a promise", "Pendiente")
    assert (say("Open"), say("Open", sense="of a promise"), say("Open", sense="of a shop")) == (
        "Abrir",
        "Pendiente",
        "Abrir",
    )


def test_what_is_typed_in_spanish_is_read_with_and_without_its_accents() -> None:
    speak("es")
    days = [date(2019, 1, 30), date(2019, 1, 25), date(2018, 5, 15)]
    for typed in (("miércoles", "mañana", "15 de mayo de 2018"), ("mie", "MANANA", "15 mayo del 2018")):
        assert [parse_date(words, date(2019, 1, 24)) for words in typed] == days
    assert {parse_time(words) for words in ("6:30 p. m.", "6:30\u202fp.\u00a0m.")} == {time(18, 30)}
    assert [(one.name, one.starts, one.ends) for one in parse_shifts("Día, 6:00 a. m. a 2:00 p. m.")] == [
        ("Día", time(6), time(14))
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_in_the_values(language: str) -> None:
    speak(language)
    assert "1,234" in say("{count:,} people came", count=1234)


@pytest.mark.parametrize(
    "phrase", ["Save", "Head count", "The file {name} is kept at {place:>3}, so nothing was lost."]
)
def test_stretched_english_is_marked_and_forty_percent_longer(phrase: str) -> None:
    speak(PSEUDO)
    shown = spoken.spoken().phrases[phrase]
    assert shown.startswith(FIRST)
    assert shown.endswith(LAST)
    assert len(shown) >= len(phrase) + int(LONGER * (len(phrase) - sum(map(len, ("{name}", "{place:>3}")))))
    assert "{name}" in shown or "{name}" not in phrase
    assert not spoken.spoken().right_to_left
    speak(PSEUDO_RIGHT_TO_LEFT)
    assert spoken.spoken().right_to_left


def test_a_key_for_the_keyboard_stays_a_letter_that_is_there() -> None:
    assert pseudo.Stretched()["&Add"].startswith("[&Á")


@pytest.mark.parametrize("module", [spoken, pseudo])
def test_its_examples(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_a_name_that_every_precinct_starts_with_is_said_and_its_own_is_not() -> None:
    speak("es")
    assert (known_name("Gunfire"), known_name("Our own topic")) == ("Disparos", "Our own topic")
    speak("en")
    assert known_name("Gunfire") == "Gunfire"

"""Rules of series: read from words, told in words, and the days they fall on."""

import doctest
from datetime import date

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from outreach.errors import OutreachError
from outreach.languages import recurring
from outreach.languages.spoken import speak
from outreach.records import recurrence
from outreach.records.recurrence import WEEKDAYS, checked_rule, days_of, rule_from_words, words_from_rule


@pytest.mark.parametrize(
    ("words", "rule", "told"),
    [
        ("2nd Tuesday", "FREQ=MONTHLY;BYDAY=2TU", "2nd Tuesday"),
        ("Second Tuesday of every month", "FREQ=MONTHLY;BYDAY=2TU", "2nd Tuesday"),
        ("every 2nd tue", "FREQ=MONTHLY;BYDAY=2TU", "2nd Tuesday"),
        ("1st & 3rd Mondays", "FREQ=MONTHLY;BYDAY=1MO,3MO", "1st and 3rd Monday"),
        ("first, third and last Monday", "FREQ=MONTHLY;BYDAY=1MO,3MO,-1MO", "1st, 3rd and last Monday"),
        ("last Friday", "FREQ=MONTHLY;BYDAY=-1FR", "last Friday"),
        ("last Friday every two months", "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR", "last Friday every two months"),
        ("quarterly on the 1st Sat", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1SA", "1st Saturday every three months"),
        ("every Thursday", "FREQ=WEEKLY;BYDAY=TH", "every Thursday"),
        ("Mondays and Thursdays", "FREQ=WEEKLY;BYDAY=MO,TH", "every Monday and Thursday"),
        ("every two weeks on Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every two weeks on Tuesday"),
        ("every other Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every two weeks on Tuesday"),
        ("biweekly on Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every two weeks on Tuesday"),
        ("every 3 weeks on Sunday", "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU", "every three weeks on Sunday"),
        ("15th of the month", "FREQ=MONTHLY;BYMONTHDAY=15", "15th of the month"),
        ("the 1st and the 22nd", "FREQ=MONTHLY;BYMONTHDAY=1,22", "1st and 22nd of the month"),
        ("11th of the month", "FREQ=MONTHLY;BYMONTHDAY=11", "11th of the month"),
        ("last day", "FREQ=MONTHLY;BYMONTHDAY=-1", "last day of the month"),
        ("every day", "FREQ=DAILY", "every day"),
        ("every two weeks", "FREQ=WEEKLY;INTERVAL=2", "every two weeks"),
        ("monthly", "FREQ=MONTHLY", "every month"),
        ("yearly", "FREQ=YEARLY", "every year"),
    ],
)
def test_words_become_a_rule_and_the_rule_words(words: str, rule: str, told: str) -> None:
    assert rule_from_words(words) == rule
    assert words_from_rule(rule) == told
    assert rule_from_words(told) == rule
    assert checked_rule(rule) == rule


@pytest.mark.parametrize(
    ("words", "rule", "told"),
    [
        ("El segundo martes de cada mes", "FREQ=MONTHLY;BYDAY=2TU", "segundo martes"),
        ("2.º martes", "FREQ=MONTHLY;BYDAY=2TU", "segundo martes"),
        ("1er y 3er miercoles", "FREQ=MONTHLY;BYDAY=1WE,3WE", "primer y tercer miércoles"),
        ("2nd Tuesday", "FREQ=MONTHLY;BYDAY=2TU", "segundo martes"),
        ("último viernes cada dos meses", "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR", "último viernes cada dos meses"),
        ("todos los lunes y jueves", "FREQ=WEEKLY;BYDAY=MO,TH", "cada lunes y jueves"),
        ("cada 3 semanas los sábados", "FREQ=WEEKLY;INTERVAL=3;BYDAY=SA", "cada tres semanas el sábado"),
        ("el 5 de cada mes", "FREQ=MONTHLY;BYMONTHDAY=5", "día 5 de cada mes"),
        ("días 1 y 22", "FREQ=MONTHLY;BYMONTHDAY=1,22", "día 1 y día 22 de cada mes"),
        ("último día del mes", "FREQ=MONTHLY;BYMONTHDAY=-1", "último día de cada mes"),
        ("cada año", "FREQ=YEARLY", "cada año"),
        ("quincenal", "FREQ=WEEKLY;INTERVAL=2", "cada dos semanas"),
    ],
)
def test_spanish_words_become_a_rule_and_the_rule_spanish_words(words: str, rule: str, told: str) -> None:
    speak("es")
    assert rule_from_words(words) == rule
    assert words_from_rule(rule) == told
    assert rule_from_words(told) == rule


@pytest.mark.parametrize("words", ["cuando sea", "cada", "sexto martes", "cada luna azul"])
def test_spanish_words_that_are_no_rule_are_refused_as_they_were_typed(words: str) -> None:
    speak("es")
    with pytest.raises(OutreachError, match=f"«{words}» no es una regla.*«segundo martes»"):
        rule_from_words(words)


@pytest.mark.parametrize(
    "words",
    ["", "whenever", "every", "6th Tuesday", "2nd Tuesday weekly", "32nd", "every blue moon", "Tuesday the 4th weekly"],
)
def test_words_that_are_no_rule_are_refused(words: str) -> None:
    with pytest.raises(OutreachError, match="is no rule for a series: write it like '2nd Tuesday'"):
        rule_from_words(words)


@pytest.mark.parametrize("language", ["en", "es"])
@drawn(
    st.sampled_from(["", ";INTERVAL=2", ";INTERVAL=11"]),
    st.lists(st.sampled_from(list(WEEKDAYS)), min_size=1, max_size=3, unique=True),
    st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), max_size=2, unique=True),
)
def test_every_plain_rule_is_told_and_read_back(language: str, step: str, days: list[str], places: list[int]) -> None:
    speak(language)
    named = [f"{place}{day}" for place in places for day in days] or days
    rule = f"FREQ={'MONTHLY' if places else 'WEEKLY'}{step};BYDAY={','.join(named)}"
    assert rule_from_words(words_from_rule(rule)) == rule


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=1",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        "FREQ=MONTHLY;BYDAY=1MO,3TU",
        "FREQ=WEEKLY;INTERVAL=20",
        "FREQ=MONTHLY;BYDAY=MO",
    ],
)
def test_a_rule_beyond_plain_words_is_told_as_it_is(rule: str) -> None:
    assert words_from_rule(rule) == rule
    assert checked_rule(rule) == rule


def test_a_rule_is_kept_tidily() -> None:
    assert checked_rule(" rrule:freq=monthly; byday=2tu ") == "FREQ=MONTHLY;BYDAY=2TU"


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "2nd Tuesday",
        "FREQ=HOURLY;BYHOUR=3",
        "FREQ=SOMETIMES",
        "BYDAY=2TU",
        "FREQ=MONTHLY;COUNT=3",
        "FREQ=MONTHLY;UNTIL=20190101",
        "FREQ=MONTHLY;BYDAY=2XX",
        "FREQ=MONTHLY;INTERVAL=0",
        "FREQ=MONTHLY;INTERVAL=x",
        "FREQ=MINUTELY",
        "FREQ=MONTHLY\nDTSTART:20190101",
    ],
)
def test_what_is_no_rule_is_refused(rule: str) -> None:
    with pytest.raises(OutreachError, match="is no rule for a series"):
        checked_rule(rule)


def test_second_tuesdays_of_2019_as_the_calendar_has_them() -> None:
    assert days_of("FREQ=MONTHLY;BYDAY=2TU", date(2019, 1, 1), date(2019, 5, 14)) == [
        date(2019, 1, 8), date(2019, 2, 12), date(2019, 3, 12), date(2019, 4, 9), date(2019, 5, 14),
    ]  # fmt: skip


def test_every_other_week_counts_from_the_start() -> None:
    days = days_of("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", date(2019, 1, 8), date(2019, 2, 20))
    assert days == [date(2019, 1, 8), date(2019, 1, 22), date(2019, 2, 5), date(2019, 2, 19)]


def test_public_holidays_are_skipped_when_wanted() -> None:
    # Third Mondays of January and February are Martin Luther King Jr. Day and Washington's Birthday (5 U.S.C. 6103).
    third_mondays = "FREQ=MONTHLY;BYDAY=3MO"
    first, last = date(2019, 1, 1), date(2019, 4, 30)
    assert days_of(third_mondays, first, last, skips_holidays=True) == [date(2019, 3, 18), date(2019, 4, 15)]
    assert len(days_of(third_mondays, first, last)) == 4
    # Independence Day 2020 was a Saturday, observed on the Friday before.
    assert days_of("FREQ=WEEKLY;BYDAY=FR", date(2020, 7, 3), date(2020, 7, 10), skips_holidays=True) == [
        date(2020, 7, 10)
    ]


def test_a_series_without_end_in_sight_is_refused() -> None:
    with pytest.raises(OutreachError, match="more than 800 events"):
        days_of("FREQ=DAILY", date(2019, 1, 1), date(2199, 1, 1))


def test_a_rule_that_never_falls_on_a_day_has_none() -> None:
    assert days_of("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", date(2019, 1, 1), date(2199, 1, 1)) == []


def test_the_examples_in_the_text() -> None:
    assert doctest.testmod(recurrence).failed == 0
    assert doctest.testmod(recurring).failed == 0


def test_days_that_no_week_has_are_told_as_they_are() -> None:
    assert words_from_rule("FREQ=WEEKLY;BYDAY=MO,XX") == "FREQ=WEEKLY;BYDAY=MO,XX"

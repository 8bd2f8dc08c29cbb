"""Figures against cases small enough to count by hand."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from outreach.errors import NotFoundError
from outreach.queries.figures import Figures, as_json, figures
from outreach.queries.period import Period
from outreach.records.crime import CrimeScope
from outreach.records.events import EventKindMeasure, EventStatus
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from tests import given
from tests.conftest import Store
from tests.queries.precinct_days import TODAY, a_plan, closed, heads, measured, served, signed
from tests.statements import counted_statements

JANUARY = Period.of_month(2019, 1)
STATEMENTS = 15
"""How many statements the figures of a month take."""


@pytest.fixture
def west(store: Store) -> Precinct:
    return given.a_precinct()


def of_january(precinct: Precinct, today: date = TODAY) -> Figures:
    return figures(precinct.id, JANUARY, today)


def on(day: int, month: int = 1, year: int = 2019) -> date:
    return date(year, month, day)


def test_an_empty_month_has_nothing_and_knows_it(west: Precinct) -> None:
    told = as_json(of_january(west))
    comparison = told.pop("comparison")
    assert told == {
        "precinct": "West Precinct",
        "from": "2019-01",
        "to": "2019-01",
        "events": {"held": 0, "planned": 0, "cancelled": 0, "by_kind": {}},
        "people_reached": {"total": 0, "unknown_events": 0},
        "sign_ins": {"present": 0, "first_time": 0},
        "neighborhoods": {"reached": 0, "active": 0, "quiet": []},
        "follow_ups": {
            "opened": 0,
            "closed": 0,
            "open": 0,
            "overdue": 0,
            "median_days_to_close": None,
            "due": 0,
            "kept": 0,
            "told": 0,
        },
        "concerns": {},
        "measures": {},
        "shifts": {},
        "crime": [],
    }
    assert comparison["prior_period"] == {**told, "from": "2018-12", "to": "2018-12"}
    assert comparison["last_year"] == {**told, "from": "2018-01", "to": "2018-01"}


def test_events_count_by_status_and_kind_at_the_months_edges(west: Precinct) -> None:
    vigil = given.an_event_kind(west, "Vigil")
    given.an_event(west, on(1))
    given.an_event(west, on(31))
    given.an_event(west, on(31), kind=vigil, end_date=on(1, 2))
    given.an_event(west, on(15), status=EventStatus.PLANNED)
    given.an_event(west, on(15), kind=vigil, status=EventStatus.CANCELLED)
    given.an_event(west, on(31, 12, 2018))
    given.an_event(west, on(1, 2))
    given.an_event(west, on(31, 1, 2018), kind=vigil)
    given.an_event(given.a_precinct("East Precinct"), on(15))
    told = of_january(west)
    assert (told.events.held, told.events.planned, told.events.cancelled) == (3, 1, 1)
    assert list(told.events.by_kind.items()) == [("Association meeting", 2), ("Vigil", 1)]
    assert told.comparison.prior_period.events.by_kind == {"Association meeting": 1}
    assert told.comparison.last_year.events.by_kind == {"Vigil": 1}


def test_people_reached_takes_heads_then_lines_and_says_what_nobody_counted(west: Precinct) -> None:
    heads(given.an_event(west, on(2)), 12, 5)
    signed(heads(given.an_event(west, on(3)), 40, None), "A. Name", "B. Name")
    signed(heads(given.an_event(west, on(4)), None), "C. Name", None)
    heads(given.an_event(west, on(5)), 0)
    given.an_event(west, on(6))
    signed(given.an_event(west, on(7)), "D. Name", present=False)
    signed(heads(given.an_event(west, on(8), status=EventStatus.CANCELLED), 99), "E. Name")
    told = of_january(west)
    assert told.people_reached.total == 17 + 40 + 2 + 0
    assert told.people_reached.unknown_events == 2
    assert told.sign_ins.present == 2 + 2


def test_people_reached_is_unknown_when_nobody_counted_at_any_event(west: Precinct) -> None:
    given.an_event(west, on(6))
    told = of_january(west)
    assert told.people_reached.total is None
    assert told.people_reached.unknown_events == 1
    assert told.comparison.prior_period.people_reached.total == 0


def test_first_time_looks_at_the_whole_past_and_at_held_events_only(west: Precinct) -> None:
    ever, newcomer, invited, regular = (given.a_person(west, given=name) for name in ("Ever", "Newt", "Ina", "Reg"))
    signed(given.an_event(west, on(31, 12, 2018)), regular)
    signed(given.an_event(west, on(2, 12, 2018)), invited, present=False)
    signed(given.an_event(west, on(3, 12, 2018), status=EventStatus.CANCELLED), newcomer)
    signed(given.an_event(west, on(4)), regular, newcomer, invited, "A. Name", None)
    signed(given.an_event(west, on(5)), newcomer)
    signed(given.an_event(west, on(5, 2)), ever)
    told = of_january(west)
    assert told.sign_ins.first_time == 2
    assert told.sign_ins.present == 6
    assert told.comparison.prior_period.sign_ins.first_time == 1


def test_first_time_on_the_first_and_last_day_counts(west: Precinct) -> None:
    signed(given.an_event(west, on(1)), given.a_person(west, given="One"))
    signed(given.an_event(west, on(31)), given.a_person(west, given="Two"))
    assert of_january(west).sign_ins.first_time == 2


def test_people_who_were_merged_count_once_and_remember_their_past(west: Precinct) -> None:
    kept, twin = given.a_person(west), given.a_person(west, given="O.")
    known, known_twin = given.a_person(west, given="Kay"), given.a_person(west, given="K.")
    for other, into in ((twin, kept), (known_twin, known)):
        Person.update(merged_into=into).where(Person.id == other.id).execute()
    signed(given.an_event(west, on(20, 11, 2018)), known_twin)
    signed(given.an_event(west, on(4)), kept, known)
    signed(given.an_event(west, on(5)), twin)
    assert of_january(west).sign_ins.first_time == 1


def test_neighborhoods_reached_and_quiet_follow_the_precincts_days(west: Precinct) -> None:
    names = ("Ensley", "Fairview", "Sandusky", "Wylam")
    ensley, fairview, sandusky, wylam = (given.a_neighborhood(west, name) for name in names)
    given.a_neighborhood(west, "Never")
    gone = given.a_neighborhood(west, "Gone", active=False)
    served(given.an_event(west, on(10)), ensley, gone)
    served(given.an_event(west, on(11)), ensley)
    served(given.an_event(west, on(3, 12, 2018)), fairview)
    served(given.an_event(west, on(2, 12, 2018)), wylam)
    served(given.an_event(west, on(12), status=EventStatus.PLANNED), wylam)
    served(given.an_event(west, on(1, 2)), sandusky)
    told = of_january(west).neighborhoods
    assert (told.reached, told.active) == (1, 5)
    # January 31 less 59 days is December 3: Fairview was served within 60 days, Wylam on the 61st.
    assert told.quiet == ("Never", "Sandusky", "Wylam")


def test_quiet_is_told_as_of_today_while_the_month_runs(west: Precinct) -> None:
    ensley = given.a_neighborhood(west)
    served(given.an_event(west, on(11, 11, 2018)), ensley)
    assert of_january(west, today=on(9)).neighborhoods.quiet == ()
    assert of_january(west, today=on(10)).neighborhoods.quiet == ("Ensley",)


def test_promises_opened_closed_and_told(west: Precinct) -> None:
    given.a_follow_up(west, opened_on=on(1))
    closed(west, on(1), on(31), told_on=on(14, 2))
    closed(west, on(20, 12, 2018), on(1), status="declined", decline_reason="Not ours")
    closed(west, on(30, 11, 2018), on(31, 12, 2018))
    closed(west, on(2), on(1, 2))
    told = of_january(west).follow_ups
    assert (told.opened, told.closed, told.told) == (3, 2, 1)
    assert told.open == 2
    assert told.median_days_to_close == (30 + 12) / 2


def test_the_median_is_the_middle_one_of_an_odd_number(west: Precinct) -> None:
    for days in (1, 1, 2, 9, 30):
        closed(west, on(31) - timedelta(days=days), on(31))
    told = of_january(west)
    assert told.follow_ups.median_days_to_close == 2
    assert as_json(told)["follow_ups"]["median_days_to_close"] == 2


def test_due_kept_and_overdue(west: Precinct) -> None:
    closed(west, on(1), on(10), due=on(10))
    closed(west, on(1), on(11), due=on(10))
    closed(west, on(1), on(5), due=on(10), status="declined", decline_reason="Not ours")
    given.a_follow_up(west, opened_on=on(1), due=on(31))
    given.a_follow_up(west, opened_on=on(1), due=on(1, 2))
    closed(west, on(1), on(1, 2), due=on(20))
    given.a_follow_up(west, opened_on=on(1, 2), due=on(2, 2))
    told = of_january(west).follow_ups
    assert (told.due, told.kept) == (5, 1)
    assert (told.open, told.overdue) == (3, 2)


def test_a_due_day_counts_once_it_has_passed_while_the_month_runs(west: Precinct) -> None:
    given.a_follow_up(west, opened_on=on(1), due=on(14))
    given.a_follow_up(west, opened_on=on(1), due=on(15))
    closed(west, on(1), on(12), due=on(20))
    closed(west, on(1), on(15), due=on(13))
    told = of_january(west, today=on(15)).follow_ups
    assert (told.due, told.kept) == (3, 1)
    assert (told.open, told.overdue) == (2, 1)


def test_concerns_by_topic_most_frequent_first(west: Precinct) -> None:
    shots, speeding = given.a_topic(west, "Gun violence"), given.a_topic(west, "Speeding")
    for day in (1, 15, 31):
        given.a_concern(west, topic=speeding, raised_on=on(day))
    given.a_concern(west, topic=shots, raised_on=on(3))
    given.a_concern(west, topic=shots, raised_on=on(1, 2))
    given.a_concern(west, topic=shots, raised_on=on(31, 1, 2018))
    told = of_january(west)
    assert list(told.concerns.items()) == [("Speeding", 3), ("Gun violence", 1)]
    assert told.comparison.last_year.concerns == {"Gun violence": 1}


def test_measures_sum_what_was_noted_and_never_take_unknown_for_zero(west: Precinct) -> None:
    checkpoint = given.an_event_kind(west, "Safety checkpoint", is_checkpoint=True)
    for name in ("Arrests", "Citations"):
        EventKindMeasure.create(kind=checkpoint, measure=given.a_measure_kind(west, name))
    measured(given.an_event(west, on(2), kind=checkpoint), vehicles_stopped=120, arrests=None)
    measured(given.an_event(west, on(3), kind=checkpoint), vehicles_stopped=80)
    measured(given.an_event(west, on(4)), vehicles_stopped=None, firearms_recovered=0)
    measured(given.an_event(west, on(5), status=EventStatus.PLANNED), firearms_recovered=7)
    measured(given.an_event(west, on(5, 12, 2018)), firearms_recovered=4)
    told = of_january(west)
    assert told.measures == {"Arrests": None, "Citations": None, "Firearms recovered": 0, "Vehicles stopped": 200}
    assert told.comparison.prior_period.measures == {"Firearms recovered": 4}


def test_an_event_belongs_to_every_shift_on_duty_at_its_start(west: Precinct) -> None:
    a_plan(west, "Four", on(1), None, ("Day", 6, 14), ("Evening", 14, 22), ("Power", 18, 2), ("Night", 22, 6))
    for at in (time(6), time(13, 59), time(14), time(18), time(23), time(1, 59), time(2), None):
        given.an_event(west, on(9), start_time=at)
    told = of_january(west)
    assert told.shifts == {"Day": 2, "Evening": 2, "Power": 3, "Night": 3}
    assert told.time_unknown == 1


def test_a_range_over_two_plans_counts_each_event_under_the_plan_of_its_day(west: Precinct) -> None:
    a_plan(west, "Three", on(1, 1, 2018), on(15), ("Day", 7, 15), ("Evening", 15, 23), ("Night", 23, 7))
    a_plan(west, "Four", on(16), None, ("Day", 6, 14), ("Early evening", 14, 20), ("Late", 20, 2), ("Night", 2, 6))
    for day in (15, 16):
        given.an_event(west, on(day), start_time=time(14, 30))
        given.an_event(west, on(day), start_time=time(1))
    told = of_january(west)
    assert told.shifts == {"Day": 1, "Evening": 0, "Night": 1, "Early evening": 1, "Late": 1}
    assert told.comparison.prior_period.shifts == {"Day": 0, "Evening": 0, "Night": 0}


def test_events_that_begin_at_one_hour_count_each_under_the_plan_of_its_day_or_under_none(west: Precinct) -> None:
    a_plan(west, "Before", on(1, 1, 2018), on(10), ("Day", 6, 18))
    a_plan(west, "After", on(31), None, ("Long day", 6, 20))
    for day in (9, 10, 10, 11, 30, 31, 31):
        given.an_event(west, on(day), start_time=time(14))
    for day in (10, 10, 31):
        given.an_event(west, on(day), start_time=None)
    told = of_january(west)
    assert (told.shifts, told.time_unknown) == ({"Day": 3, "Long day": 2}, 3)


def test_crime_counts_prior_current_year_and_share(west: Precinct) -> None:
    for month, count in ((on(1, 12, 2018), 182), (on(1), 138), (on(1, 1, 2018), 171)):
        given.a_crime_count(west, month, count)
    given.a_crime_count(west, on(1), 276, scope=CrimeScope.DEPARTMENT)
    (row,) = as_json(of_january(west))["crime"]
    assert row == {
        "offense": "Burglary",
        "prior": 182,
        "current": 138,
        "change": -44,
        "percent": -24,
        "year_to_date": 138,
        "prior_year_to_date": 171,
        "year_percent": -19,
        "share_of_department": 50,
        "beyond_chance": True,
    }


def test_the_sum_of_neighborhoods_stands_in_for_a_missing_precinct_count(west: Precinct) -> None:
    ensley, wylam = given.a_neighborhood(west), given.a_neighborhood(west, "Wylam")
    for place, count in ((ensley, 5), (wylam, -1)):
        given.a_crime_count(west, on(1), count, scope=CrimeScope.NEIGHBORHOOD, neighborhood=place)
        given.a_crime_count(west, on(1, 12, 2018), 9, scope=CrimeScope.NEIGHBORHOOD, neighborhood=place)
    given.a_crime_count(west, on(1, 12, 2018), 3)
    (row,) = of_january(west).crime
    assert (row.current, row.prior, row.change, row.percent) == (4, 3, 1, 33)


def test_a_month_nobody_counted_is_unknown_also_in_the_year(west: Precinct) -> None:
    given.a_crime_count(west, on(1), 4)
    given.a_crime_count(west, on(1, 3), 6)
    (row,) = figures(west.id, Period.of_month(2019, 3), TODAY).crime
    assert (row.prior, row.current, row.change, row.percent) == (None, 6, None, None)
    assert (row.year_to_date, row.share_of_department, row.beyond_chance) == (None, None, None)


def test_zero_and_negative_bases_have_no_percent(west: Precinct) -> None:
    for name, before, now in (("Homicide", 0, 2), ("Fraud", -1, 3), ("Arson", 0, 0)):
        offense = given.an_offense(west, name)
        given.a_crime_count(west, on(1, 12, 2018), before, offense=offense)
        given.a_crime_count(west, on(1), now, offense=offense)
    told = {row.offense: row for row in of_january(west).crime}
    assert [row.percent for row in told.values()] == [None, None, None]
    assert told["Fraud"].change == 4
    assert {name: row.beyond_chance for name, row in told.items()} == {"Homicide": False, "Fraud": None, "Arson": None}


def test_several_months_add_up_and_compare_with_as_many_before(west: Precinct) -> None:
    for month, count in ((9, 1), (10, 2), (11, 3), (12, 4)):
        given.a_crime_count(west, date(2018, month, 1), count)
    told = figures(west.id, Period(date(2018, 11, 1), date(2018, 12, 31)), TODAY)
    (row,) = told.crime
    assert (row.prior, row.current, row.year_to_date) == (3, 7, None)
    assert told.comparison.last_year.crime == ()


def test_a_range_of_days_has_no_monthly_counts_and_names_its_days(west: Precinct) -> None:
    given.a_crime_count(west, on(1), 4)
    told = figures(west.id, Period(on(8), on(14)), TODAY)
    (row,) = told.crime
    assert (row.current, row.prior, row.year_to_date) == (None, None, 4)
    assert (as_json(told)["from"], as_json(told)["to"]) == ("2019-01-08", "2019-01-14")


def test_a_precinct_that_is_gone_is_said(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no longer kept"):
        figures(77, JANUARY, TODAY)


def test_the_number_of_statements_does_not_grow(west: Precinct) -> None:
    ensley = given.a_neighborhood(west)
    a_plan(west, "Three", on(1, 1, 2018), None, ("Day", 7, 15), ("Evening", 15, 23), ("Night", 23, 7))

    def a_day(day: date) -> None:
        person = given.a_person(west)
        event = signed(heads(served(given.an_event(west, day), ensley), 3), person, "A. Name")
        measured(event, firearms_recovered=1)
        given.a_concern(west, event=event, raised_on=day)
        closed(west, day, day + timedelta(days=3), due=day)

    a_day(on(1))
    with counted_statements() as few:
        once = of_january(west)
    for place in range(299):
        a_day(on(1) + timedelta(days=place % 31))
    with counted_statements() as many:
        often = of_january(west)
    assert len(many) == len(few) == STATEMENTS
    assert (once.events.held, often.events.held, often.people_reached.total) == (1, 300, 900)


def test_comparison_holds_the_same_figures_as_asking_for_that_period(west: Precinct) -> None:
    heads(given.an_event(west, on(5, 12, 2018)), 4)
    given.a_crime_count(west, on(1, 12, 2018), 4)
    closed(west, on(1, 12, 2018), on(9, 12, 2018), due=on(9, 12, 2018))
    beside: Any = of_january(west).comparison.prior_period
    asked = figures(west.id, JANUARY.prior, TODAY)
    assert as_json(beside) == as_json(replace(beside, **{name: getattr(asked, name) for name in beside.__slots__}))

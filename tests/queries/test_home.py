"""The first page: what needs somebody, what is coming, who has gone quiet, and the months as charts show them."""

from datetime import date, timedelta

import pytest

from outreach.queries.home import MONTHS_BACK, Home, home, home_with_turnout
from outreach.queries.period import Period
from outreach.queries.rows import alone
from outreach.queries.spans import Spans
from outreach.queries.turnout import largest_events
from outreach.records.events import EventStatus
from outreach.records.precinct import Precinct
from tests import given
from tests.conftest import Store
from tests.queries.precinct_days import closed, heads, measured, served, signed
from tests.statements import counted_statements

THURSDAY = date(2019, 1, 24)


@pytest.fixture
def west(store: Store) -> Precinct:
    return given.a_precinct()


def shown(precinct: Precinct, officer: int | None = None) -> Home:
    return home(precinct.id, THURSDAY, officer)


def on(day: int, month: int = 1, year: int = 2019) -> date:
    return date(year, month, day)


def test_an_empty_precinct_has_an_empty_home(west: Precinct) -> None:
    page = shown(west)
    assert (page.overdue.total, page.due_this_week.total, page.untold.total, page.coming_up_total) == (0, 0, 0, 0)
    assert (page.coming_up, page.quiet) == ((), ())
    assert len(page.months) == MONTHS_BACK
    assert page.this_month.events.held == 0


def test_promises_that_need_somebody_are_late_due_or_untold(west: Precinct) -> None:
    late = given.a_follow_up(west, due=on(23))
    today = given.a_follow_up(west, due=on(24))
    given.a_follow_up(west, due=on(30))
    given.a_follow_up(west, due=on(31))
    untold = closed(west, on(2), on(20))
    closed(west, on(2), on(20), told_on=on(21))
    page = shown(west)
    assert [row.id for row in page.overdue.rows] == [late.id]
    assert page.due_this_week.rows[0].id == today.id
    assert page.due_this_week.total == 2
    assert [row.id for row in page.untold.rows] == [untold.id]


def test_an_officer_sees_her_own_promises(west: Precinct) -> None:
    mine = given.an_officer(west)
    given.a_follow_up(west, due=on(1), owner=given.an_officer(west, badge="102"))
    own = given.a_follow_up(west, due=on(1), owner=mine)
    assert [row.id for row in shown(west, mine.id).overdue.rows] == [own.id]
    assert shown(west).overdue.total == 2


def test_coming_events_say_how_many_promises_to_report_back_on(west: Precinct) -> None:
    ensley, wylam = given.a_neighborhood(west), given.a_neighborhood(west, "Wylam")
    tonight = served(given.an_event(west, on(24), title="Tonight", status=EventStatus.PLANNED), ensley)
    given.an_event(west, on(7, 2), title="In two weeks", status=EventStatus.PLANNED)
    given.an_event(west, on(8, 2), title="Later", status=EventStatus.PLANNED)
    given.an_event(west, on(23), title="Forgotten", status=EventStatus.PLANNED)
    given.a_follow_up(west, neighborhood=ensley)
    given.a_follow_up(west, concern=given.a_concern(west, neighborhood=ensley), status="in progress")
    given.a_follow_up(west, neighborhood=wylam)
    closed(west, on(2), on(3), neighborhood=ensley)
    page = shown(west)
    assert [(row.event.title, row.open_promises) for row in page.coming_up] == [("Tonight", 2), ("In two weeks", 0)]
    assert (page.coming_up[0].event.id, page.coming_up_total) == (tonight.id, 2)


def test_quiet_neighborhoods_name_the_last_contact(west: Precinct) -> None:
    sandusky, wylam, _never, active = (
        given.a_neighborhood(west, name) for name in ("Sandusky", "Wylam", "Never", "Ensley")
    )
    coffee = given.an_event_kind(west, "Coffee with an officer")
    last = served(given.an_event(west, on(25, 11, 2018), kind=coffee), wylam)
    served(given.an_event(west, on(22, 10, 2018)), sandusky, wylam)
    served(given.an_event(west, on(26, 11, 2018)), active)
    for status in (EventStatus.CANCELLED, EventStatus.PLANNED):
        served(given.an_event(west, on(20), status=status), sandusky, wylam)
    rows = shown(west).quiet
    assert [(row.name, row.days_quiet, row.last_kind) for row in rows] == [
        ("Never", None, None),
        ("Sandusky", 94, "Association meeting"),
        ("Wylam", 60, "Coffee with an officer"),
    ]
    assert (rows[2].last_event, rows[2].last_held) == (last.id, on(25, 11, 2018))


def test_the_month_stands_beside_the_last_one_whole_and_to_date(west: Precinct) -> None:
    for day in (on(3), on(24), on(24, 12, 2018), on(25, 12, 2018), on(24, 1, 2018), on(25, 1, 2018)):
        given.an_event(west, day)
    page = shown(west)
    held = [
        page.this_month.events.held,
        page.months[-2].held,
        page.last_month_to_date.events.held,
        page.prior_months[-1].held,
        page.last_year_to_date.events.held,
    ]
    assert held == [2, 2, 1, 2, 1]


def test_months_for_charts_end_with_the_running_one(west: Precinct) -> None:
    heads(given.an_event(west, on(5, 2, 2018), title="First"), 7)
    heads(given.an_event(west, on(31, 1, 2018), title="Too old"), 99)
    measured(heads(given.an_event(west, on(3), title="Small"), 3), firearms_recovered=2)
    signed(given.an_event(west, on(4), title="Large"), *(f"Name {number}" for number in range(5)))
    given.an_event(west, on(5, 12, 2018), title="Nobody counted")
    closed(west, on(2), on(5), due=on(5))
    given.a_follow_up(west, opened_on=on(2), due=on(6))
    told = shown(west)
    months = told.months
    assert (told.prior_months[0].month, told.prior_months[-1].people_reached) == (Period.of_month(2017, 2), 99)
    assert (months[0].month, months[-1].month) == (Period.of_month(2018, 2), Period.of_month(2019, 1))
    assert (months[0].people_reached, months[0].largest_event) == (7, "First")
    last = months[-1]
    assert (last.held, last.people_reached, last.sign_ins, last.largest_event) == (2, 8, 5, "Large")
    assert (last.promises_opened, last.promises_closed, last.promises_due, last.promises_kept) == (2, 1, 2, 1)
    assert last.measures == {"Firearms recovered": 2}
    assert (months[-2].held, months[-2].people_reached, months[-2].largest_event) == (1, None, None)
    assert (months[1].held, months[1].people_reached) == (0, 0)


def test_of_a_period_that_is_no_month_no_event_is_the_largest(west: Precinct) -> None:
    heads(given.an_event(west, on(5)), 9)
    both, january = Period(on(1, 12, 2018), on(31)), Period.of_month(2019, 1)
    assert alone(largest_events(Spans(west.id, (both,), on(31)))) == {}
    assert list(alone(largest_events(Spans(west.id, (both, january), on(31))))) == [1]


def test_the_number_of_statements_does_not_grow(west: Precinct) -> None:
    ensley = given.a_neighborhood(west)

    def a_day(day: date) -> None:
        signed(heads(served(given.an_event(west, day), ensley), 3), given.a_person(west))
        served(given.an_event(west, THURSDAY + timedelta(days=2), status=EventStatus.PLANNED), ensley)
        given.a_neighborhood(west, f"Quiet since {day}")
        given.a_follow_up(west, due=day, neighborhood=ensley)

    a_day(on(1))
    with counted_statements() as few:
        shown(west)
    for place in range(60):
        a_day(on(31, 12, 2018) - timedelta(days=place))
    with counted_statements() as many:
        shown(west)
    assert len(many) == len(few)


def test_who_came_is_told_anew_without_the_rest(west: Precinct) -> None:
    events = [given.an_event(west, day) for day in (on(3), on(24, 12, 2018), on(24, 1, 2018), on(5, 2, 2017))]
    given.an_event(west, THURSDAY + timedelta(days=2), status=EventStatus.PLANNED)
    given.a_follow_up(west, due=on(5))
    before = shown(west)
    for number, event in enumerate(events, start=1):
        signed(event, *(f"Name {one}" for one in range(number)))
    heads(events[1], 40)
    with counted_statements() as few:
        told = home_with_turnout(before)
    assert (told, len(few)) == (shown(west), 3)
    assert told != before

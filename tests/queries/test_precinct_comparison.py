"""Precincts beside one another have the figures that each has alone."""

from datetime import date

from outreach.queries.figures import figures
from outreach.queries.period import Period
from outreach.queries.precinct_comparison import PrecinctFigures, precinct_comparison
from outreach.records.precinct import Precinct
from tests import given
from tests.conftest import Store
from tests.queries.precinct_days import TODAY, heads, served, signed
from tests.statements import counted_statements

JANUARY = Period.of_month(2019, 1)


def busy(name: str, events: int) -> Precinct:
    """A precinct with some events of ten heads, one nobody counted, a sign-in, a quiet neighborhood and promises."""
    precinct = given.a_precinct(name)
    near, _ = given.a_neighborhood(precinct, "Near"), given.a_neighborhood(precinct, "Far")
    for day in range(1, events + 1):
        held = given.an_event(precinct, date(2019, 1, day))
        served(held, near)
        heads(held, 10)
    signed(given.an_event(precinct, date(2019, 1, 20)), given.a_person(precinct))
    given.an_event(precinct, date(2019, 1, 21))
    given.a_concern(precinct, raised_on=date(2019, 1, 20))
    given.a_follow_up(precinct, opened_on=date(2019, 1, 2), due=date(2019, 1, 10))
    return precinct


def alone(precinct: Precinct) -> PrecinctFigures:
    told = figures(precinct.id, JANUARY, TODAY)
    return PrecinctFigures(
        precinct=precinct.id,
        name=precinct.name,
        held=told.events.held,
        people_reached=told.people_reached.total,
        unknown_events=told.people_reached.unknown_events,
        signed_in=told.sign_ins.present,
        first_time=told.sign_ins.first_time,
        reached=told.neighborhoods.reached,
        active=told.neighborhoods.active,
        quiet=len(told.neighborhoods.quiet),
        concerns=sum(told.concerns.values()),
        opened=told.follow_ups.opened,
        closed=told.follow_ups.closed,
        due=told.follow_ups.due,
        kept=told.follow_ups.kept,
        open=told.follow_ups.open,
        overdue=told.follow_ups.overdue,
    )


def test_each_has_the_figures_it_has_alone_and_together_they_add_up(store: Store) -> None:
    north, west = busy("North Precinct", 2), busy("West Precinct", 3)
    compared = precinct_comparison(west.id, JANUARY, TODAY)
    assert compared.rows == (alone(north), alone(west))
    assert [(row.held, row.people_reached, row.unknown_events) for row in compared.rows] == [(4, 21, 1), (5, 31, 1)]
    assert (compared.together.held, compared.together.people_reached, compared.together.active) == (9, 52, 4)
    assert (compared.together.due, compared.together.kept, compared.together.overdue) == (2, 0, 2)


def test_nobody_counted_is_not_zero_and_another_agency_is_not_compared(store: Store) -> None:
    north, west = given.a_precinct("North Precinct"), busy("West Precinct", 1)
    given.an_event(north, date(2019, 1, 5))
    given.a_precinct("Harbor", agency="Another agency")
    compared = precinct_comparison(west.id, JANUARY, TODAY)
    assert [row.name for row in compared.rows] == ["North Precinct", "West Precinct"]
    assert (compared.rows[0].people_reached, compared.together.people_reached) == (None, 11)


def test_only_those_that_may_be_seen_are_compared(store: Store) -> None:
    north, west, _ = busy("North Precinct", 1), busy("West Precinct", 1), busy("East Precinct", 1)
    compared = precinct_comparison(west.id, JANUARY, TODAY, only=[west.id, north.id])
    assert [row.name for row in compared.rows] == ["North Precinct", "West Precinct"]
    own = precinct_comparison(west.id, JANUARY, TODAY, only=[west.id])
    assert [row.name for row in own.rows] == ["West Precinct"]


def test_the_number_of_statements_does_not_grow_with_the_precincts(store: Store) -> None:
    def asked() -> int:
        with counted_statements() as statements:
            precinct_comparison(west.id, JANUARY, TODAY)
        return len(statements)

    _, west = busy("North Precinct", 1), busy("West Precinct", 1)
    two = asked()
    for name in ("East Precinct", "South Precinct"):
        busy(name, 1)
    assert asked() == two

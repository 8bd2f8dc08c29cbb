"""The card for the association's meeting: about one neighborhood, and nothing that gives a resident away."""

from datetime import date

import pytest

from outreach.errors import NotFoundError
from outreach.queries.neighborhood_card import NeighborhoodCard, neighborhood_card
from outreach.queries.period import Period
from outreach.records.crime import CrimeScope
from outreach.records.events import EventStatus
from outreach.records.people import Neighborhood
from outreach.records.precinct import Precinct
from tests import given
from tests.conftest import Store
from tests.queries.precinct_days import TODAY, closed, heads, served
from tests.statements import counted_statements

JANUARY = Period.of_month(2019, 1)


@pytest.fixture
def west(store: Store) -> Precinct:
    return given.a_precinct()


@pytest.fixture
def ensley(west: Precinct) -> Neighborhood:
    return given.a_neighborhood(west, community="West End", meeting_place="Bethel hall", meeting_rule="2nd Monday")


def card(ensley: Neighborhood) -> NeighborhoodCard:
    return neighborhood_card(ensley.precinct_id, ensley.id, JANUARY, TODAY)


def on(day: int, month: int = 1, year: int = 2019) -> date:
    return date(year, month, day)


def spoke(west: Precinct, place: Neighborhood, people: int) -> None:
    for number in range(people):
        given.a_concern(
            west, neighborhood=place, raised_on=on(3), raised_by_person=given.a_person(west, given=f"Voice {number}")
        )


def test_an_empty_card_knows_its_neighborhood(ensley: Neighborhood) -> None:
    page = card(ensley)
    assert (page.name, page.community, page.meeting_place, page.meeting_rule) == (
        "Ensley",
        "West End",
        "Bethel hall",
        "2nd Monday",
    )
    assert (page.events, page.people_reached, page.promises, page.crime, page.coming_up) == ((), 0, (), (), ())
    assert (page.topics, page.topics_withheld) == ((), True)


def test_events_are_those_that_served_it(west: Precinct, ensley: Neighborhood) -> None:
    other = given.a_neighborhood(west, "Wylam")
    heads(served(given.an_event(west, on(9), title="Here"), other, ensley), 12)
    served(given.an_event(west, on(10), title="Uncounted"), ensley)
    heads(served(given.an_event(west, on(11), title="Elsewhere"), other), 99)
    for day, title in ((on(1, 2), "Next"), (on(31, 3), "Last"), (on(1, 4), "Beyond")):
        served(given.an_event(west, day, title=title, status=EventStatus.PLANNED), ensley)
    served(given.an_event(west, on(5, 2), title="Not here", status=EventStatus.PLANNED), other)
    page = card(ensley)
    assert [row.title for row in page.events] == ["Here", "Uncounted"]
    assert page.events[0].neighborhoods == ("Ensley", "Wylam")
    assert (page.people_reached, page.unknown_events) == (12, 1)
    assert [row.title for row in page.coming_up] == ["Next", "Last"]


def test_people_reached_is_unknown_when_nobody_counted(west: Precinct, ensley: Neighborhood) -> None:
    served(given.an_event(west, on(10)), ensley)
    assert (card(ensley).people_reached, card(ensley).unknown_events) == (None, 1)


def test_promises_are_its_own_and_said_where_enough_people_spoke(west: Precinct, ensley: Neighborhood) -> None:
    spoke(west, ensley, 3)
    concern = given.a_concern(west, neighborhood=ensley, raised_on=on(3))
    done = closed(west, on(3), on(20), concern=concern, public_words="The lamp is out", public_outcome="Mended")
    open_one = given.a_follow_up(west, opened_on=on(4), neighborhood=ensley, public_words="The lot")
    given.a_follow_up(west, opened_on=on(4), neighborhood=ensley)
    given.a_follow_up(west, opened_on=on(4), neighborhood=given.a_neighborhood(west, "Wylam"), public_words="There")
    page = card(ensley)
    assert [row.key for row in page.promises] == [done.id, open_one.id]
    assert (page.promises_unsaid, [row.key for row in page.still_open], page.still_open_unsaid) == (1, [open_one.id], 1)
    assert (page.topics, page.topics_withheld) == ((("Speeding", 4),), False)


def test_too_few_voices_are_only_counted(west: Precinct, ensley: Neighborhood) -> None:
    spoke(west, ensley, 2)
    person = given.a_person(west)
    given.a_follow_up(
        west, opened_on=on(4), neighborhood=ensley, promised_to_person=person, public_words="The lamp is out"
    )
    page = card(ensley)
    assert (page.promises, page.promises_unsaid, page.still_open, page.still_open_unsaid) == ((), 1, (), 1)
    assert (page.topics, page.topics_withheld) == ((), True)


def test_confidential_concerns_are_not_in_the_topics(west: Precinct, ensley: Neighborhood) -> None:
    spoke(west, ensley, 3)
    given.a_concern(
        west, neighborhood=ensley, raised_on=on(3), topic=given.a_topic(west, "Drug activity"), confidential=True
    )
    assert card(ensley).topics == (("Speeding", 3),)


def test_crime_is_the_neighborhoods_own(west: Precinct, ensley: Neighborhood) -> None:
    here = {"scope": CrimeScope.NEIGHBORHOOD, "neighborhood": ensley}
    given.a_crime_count(west, on(1), 5, **here)
    given.a_crime_count(west, on(1, 12, 2018), 8, **here)
    given.a_crime_count(west, on(1), 138)
    (row,) = card(ensley).crime
    assert (row.prior, row.current, row.change) == (8, 5, -3)


def test_a_neighborhood_of_another_precinct_is_refused(ensley: Neighborhood) -> None:
    east = given.a_precinct("East Precinct")
    with pytest.raises(NotFoundError, match="no longer kept"):
        neighborhood_card(east.id, ensley.id, JANUARY, TODAY)


def test_the_number_of_statements_does_not_grow(west: Precinct, ensley: Neighborhood) -> None:
    def a_day() -> None:
        served(given.an_event(west, on(9)), ensley)
        concern = given.a_concern(west, neighborhood=ensley, raised_on=on(3))
        given.a_follow_up(west, opened_on=on(4), concern=concern, public_words="The lamp is out")

    spoke(west, ensley, 3)
    a_day()
    with counted_statements() as few:
        card(ensley)
    for _ in range(60):
        a_day()
    with counted_statements() as many:
        page = card(ensley)
    assert len(many) == len(few)
    assert (len(page.events), len(page.promises)) == (61, 61)

"""What to know before walking into a meeting."""

from datetime import date

import pytest

from outreach.errors import NotFoundError
from outreach.queries.recap import recap
from outreach.records.crime import CrimeScope
from outreach.records.events import EventStatus
from outreach.records.people import TermOfOffice
from outreach.records.precinct import Precinct
from tests import given
from tests.conftest import Store
from tests.queries.precinct_days import closed, served, signed
from tests.statements import counted_statements

TODAY = date(2019, 1, 24)


@pytest.fixture
def west(store: Store) -> Precinct:
    return given.a_precinct()


def on(day: int, month: int = 1, year: int = 2019) -> date:
    return date(year, month, day)


def test_a_neighborhood_never_visited(west: Precinct) -> None:
    page = recap(west.id, given.a_neighborhood(west).id, TODAY)
    assert (page.name, page.last_meeting, page.next_meeting) == ("Ensley", None, None)
    assert (page.raised_then, page.raised_since.total, page.owed.total, page.regulars) == ((), 0, 0, ())


def test_what_was_said_owed_and_settled_since_the_last_meeting(west: Precinct) -> None:
    ensley = given.a_neighborhood(west, meeting_place="Bethel hall")
    association = given.an_organization(west, neighborhood=ensley)
    president = given.a_person(west)
    TermOfOffice.create(organization=association, person=president, office="president", starts=on(1, 1, 2018))
    served(given.an_event(west, on(8, 10, 2018), title="Before"), ensley)
    last = signed(served(given.an_event(west, on(12, 12, 2018), title="Last"), ensley), president)
    coming = served(given.an_event(west, TODAY, title="Tonight", status=EventStatus.PLANNED), ensley)
    given.a_concern(west, "Raised then", event=last, neighborhood=ensley, raised_on=on(12, 12, 2018))
    given.a_concern(west, "Raised since", neighborhood=ensley, raised_on=on(13, 12, 2018))
    given.a_concern(west, "Raised before", neighborhood=ensley, raised_on=on(1, 12, 2018))
    later = given.a_follow_up(west, neighborhood=ensley, opened_on=on(12, 12, 2018), due=on(30))
    late = given.a_follow_up(west, neighborhood=ensley, opened_on=on(12, 12, 2018), due=on(2))
    to_tell = closed(west, on(12, 12, 2018), on(5), neighborhood=ensley)
    told = closed(west, on(12, 12, 2018), on(6), neighborhood=ensley, told_on=on(7))
    closed(west, on(1, 12, 2018), on(2, 12, 2018), neighborhood=ensley, told_on=on(3, 12, 2018))
    page = recap(west.id, ensley.id, TODAY)
    assert page.last_meeting is not None
    assert page.next_meeting is not None
    assert (page.last_meeting.id, page.next_meeting.id) == (last.id, coming.id)
    assert [row.words for row in page.raised_then] == ["Raised then"]
    assert [row.words for row in page.raised_since.rows] == ["Raised since"]
    assert [row.id for row in page.owed.rows] == [late.id, later.id]
    assert [row.id for row in page.to_tell.rows] == [to_tell.id]
    assert [row.id for row in page.told_lately] == [told.id]
    assert page.associations[0].officers[0].name == "Opal Ferncastle"
    assert page.meeting_place == "Bethel hall"
    assert [row.person for row in page.regulars] == [president.id]


def test_crime_is_of_the_last_whole_month_here(west: Precinct) -> None:
    ensley = given.a_neighborhood(west)
    for month, count in ((on(1, 12, 2018), 4), (on(1, 11, 2018), 9), (on(1), 1)):
        given.a_crime_count(west, month, count, scope=CrimeScope.NEIGHBORHOOD, neighborhood=ensley)
    page = recap(west.id, ensley.id, TODAY)
    assert page.crime_month.label == "December 2018"
    assert [(row.prior, row.current) for row in page.crime] == [(9, 4)]


def test_confidential_words_are_not_there_unless_asked_for(west: Precinct) -> None:
    ensley = given.a_neighborhood(west)
    event = served(given.an_event(west, on(5)), ensley)
    given.a_concern(west, "In confidence", event=event, neighborhood=ensley, raised_on=on(5), confidential=True)
    assert recap(west.id, ensley.id, TODAY).raised_then[0].words is None
    assert recap(west.id, ensley.id, TODAY, confidential=True).raised_then[0].words == "In confidence"


def test_a_neighborhood_that_is_gone_is_said(west: Precinct) -> None:
    with pytest.raises(NotFoundError, match="no longer kept"):
        recap(west.id, 99, TODAY)


def test_the_number_of_statements_does_not_grow(west: Precinct) -> None:
    ensley = given.a_neighborhood(west)

    def a_meeting(day: int) -> None:
        event = signed(served(given.an_event(west, on(day)), ensley), given.a_person(west))
        concern = given.a_concern(west, event=event, neighborhood=ensley, raised_on=on(day))
        given.a_follow_up(west, concern=concern, neighborhood=ensley, opened_on=on(day))
        closed(west, on(day), on(day), neighborhood=ensley, told_on=on(day))

    served(given.an_event(west, TODAY, status=EventStatus.PLANNED), ensley)
    a_meeting(1)
    with counted_statements() as few:
        recap(west.id, ensley.id, TODAY)
    for place in range(40):
        a_meeting(1 + place % 20)
    with counted_statements() as many:
        recap(west.id, ensley.id, TODAY)
    assert len(many) == len(few)

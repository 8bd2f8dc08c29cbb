"""Neighborhoods, organizations and concerns: as lists, and one by one."""

from datetime import date
from typing import Any

import pytest

from outreach.errors import NotFoundError
from outreach.queries.concerns import ConcernFilter, concern_detail, concern_list
from outreach.queries.neighborhoods import neighborhood_coverage, neighborhood_detail
from outreach.queries.organizations import OrganizationFilter, organization_detail, organization_list
from outreach.queries.period import Period
from outreach.records.events import Event, EventNeighborhood, EventStatus, HeadCount
from outreach.records.followups import Problem
from outreach.records.people import Membership, Neighborhood, NeighborhoodAlias, Organization, TermOfOffice
from outreach.records.precinct import Precinct
from tests import given
from tests.statements import counted_statements

pytestmark = pytest.mark.usefixtures("store")

TODAY = date(2019, 2, 10)
JANUARY = Period.of_month(2019, 1)
ALL = ConcernFilter()


def served(area: Neighborhood, day: date, **values: Any) -> Event:
    event = given.an_event(area.precinct, day, **values)
    EventNeighborhood.create(event=event, neighborhood=area)
    return event


def a_history(precinct: Precinct) -> Neighborhood:
    area = given.a_neighborhood(precinct, meeting_rule="2nd Monday")
    NeighborhoodAlias.create(precinct=precinct, neighborhood=area, spelling="Ensley Estates")
    association = given.an_organization(precinct, neighborhood=area)
    given.an_organization(precinct, "Bethel church", kind="church", neighborhood=area)
    opal, rufus = given.a_person(precinct, neighborhood=area), given.a_person(precinct, "Rufus", "Marrowby")
    terms: tuple[tuple[Any, str, date, date | None], ...] = (
        (opal, "president", date(2018, 1, 1), None),
        (rufus, "secretary", date(2016, 1, 1), date(2017, 12, 31)),
    )
    for person, office, starts, ends in terms:
        Membership.create(person=person, organization=association)
        TermOfOffice.create(organization=association, person=person, office=office, starts=starts, ends=ends)
    HeadCount.create(event=served(area, date(2019, 1, 14), host=association), group_name="All", count=30)
    served(area, date(2019, 2, 11), status=EventStatus.PLANNED, title="Next")
    served(area, date(2019, 3, 11), status=EventStatus.PLANNED, title="The one after")
    given.a_concern(precinct, neighborhood=area, raised_on=date(2019, 1, 20), confidential=True)
    given.a_follow_up(precinct, neighborhood=area, promised_to_organization=association)
    return area


def test_the_coverage_tells_the_last_contact_of_each_neighborhood() -> None:
    precinct = given.a_precinct()
    a_history(precinct)
    silent = given.a_neighborhood(precinct, "Wylam")
    told = given.a_neighborhood(precinct, "Roosevelt")
    ending: dict[str, Any] = {"status": "done", "closed_on": date(2019, 1, 30), "told_on": date(2019, 2, 2)}
    given.a_follow_up(precinct, neighborhood=told, **ending)
    given.a_concern(precinct, neighborhood=told, raised_on=date(2019, 2, 11))
    rows = {row.neighborhood: row for row in neighborhood_coverage(precinct.id, JANUARY, TODAY)}
    assert [row.name for row in rows.values()] == ["Ensley", "Roosevelt", "Wylam"]
    first = next(iter(rows.values()))
    assert (first.events, first.people_reached, first.open_promises) == (1, 30, 1)
    assert first.last_contact == date(2019, 1, 20)
    assert rows[told.id].last_contact == date(2019, 2, 2)
    assert rows[silent.id].last_contact is None
    with pytest.raises(NotFoundError):
        neighborhood_coverage(999, JANUARY, TODAY)


def test_one_neighborhood_comes_with_its_history() -> None:
    area = a_history(given.a_precinct())
    Problem.create(precinct=area.precinct, neighborhood=area, title="Racing", opened_on=date(2019, 1, 2))
    Problem.create(precinct=area.precinct, title="Elsewhere", opened_on=date(2019, 1, 2))
    told = neighborhood_detail(area.id, TODAY)
    assert (told.name, told.meeting_rule, told.aliases, told.residents) == (
        "Ensley",
        "2nd Monday",
        ("Ensley Estates",),
        1,
    )
    (association,) = told.associations
    assert [(one.name, one.office) for one in association.officers] == [("Opal Ferncastle", "president")]
    assert [one.name for one in told.organizations] == ["Bethel church"]
    assert told.last_meeting is not None
    assert told.next_meeting is not None
    assert (told.last_meeting.date, told.next_meeting.title) == (date(2019, 1, 14), "Next")
    assert (told.events.total, told.concerns.total, told.promises.total) == (3, 1, 1)
    assert told.concerns.rows[0].words is None
    assert [one.title for one in told.problems.rows] == ["Racing"]
    with pytest.raises(NotFoundError):
        neighborhood_detail(999, TODAY)


def test_one_organization_comes_with_its_people_and_promises() -> None:
    precinct = given.a_precinct()
    a_history(precinct)
    association = Organization.get(kind="association")
    told = organization_detail(association.id)
    assert [one.name for one in told.people] == ["Opal Ferncastle", "Rufus Marrowby"]
    assert [(one.office, one.ends) for one in told.terms] == [("president", None), ("secretary", date(2017, 12, 31))]
    assert [one.date for one in told.hosted] == [date(2019, 1, 14)]
    assert len(told.promises) == 1
    with pytest.raises(NotFoundError):
        organization_detail(999)


def test_organizations_are_listed_by_any_filter() -> None:
    precinct = given.a_precinct()
    area = a_history(precinct)
    given.an_organization(precinct, "Closed shop", kind="business", active=False)

    def names(chosen: OrganizationFilter) -> list[tuple[str, int]]:
        return [(row.name, row.members) for row in organization_list(precinct.id, chosen).rows]

    both = [("Bethel church", 0), ("Ensley Neighborhood Association", 2)]
    assert names(OrganizationFilter()) == both
    assert names(OrganizationFilter(neighborhood=area.id)) == both
    assert names(OrganizationFilter(kinds=("church",))) == both[:1]
    assert names(OrganizationFilter(text="assoc")) == both[1:]
    assert len(names(OrganizationFilter(active=None))) == 3


def test_the_state_of_a_concern_follows_from_its_promises() -> None:
    precinct = given.a_precinct()
    concerns = [given.a_concern(precinct, f"Number {number}") for number in range(3)]
    given.a_follow_up(precinct, concern=concerns[1])
    for concern in concerns[1:]:
        given.a_follow_up(precinct, concern=concern, status="done", closed_on=date(2019, 1, 20))
    rows = concern_list(precinct.id, descending=False).rows
    assert [(row.state, row.promises) for row in rows] == [("noted", 0), ("open", 2), ("answered", 1)]


def test_concerns_are_listed_by_any_filter_and_masked() -> None:
    precinct = given.a_precinct()
    area, person = given.a_neighborhood(precinct), given.a_person(precinct)
    event = given.an_event(precinct)
    lamp = given.a_concern(precinct, "No lamp", topic=given.a_topic(precinct, "Lights"), raised_on=date(2019, 1, 2))
    secret = given.a_concern(
        precinct, "The corner sells", neighborhood=area, event=event, raised_by_person=person, confidential=True
    )

    def keys(chosen: ConcernFilter, **how: Any) -> list[int]:
        return [row.id for row in concern_list(precinct.id, chosen, **how).rows]

    assert keys(ALL) == [secret.id, lamp.id]
    assert keys(ConcernFilter(topic=lamp.topic_id)) == [lamp.id]
    assert keys(ConcernFilter(neighborhood=area.id)) == keys(ConcernFilter(event=event.id)) == [secret.id]
    assert keys(ConcernFilter(first=date(2019, 1, 1), last=date(2019, 1, 5))) == [lamp.id]
    assert keys(ConcernFilter(text="corner")) == []
    assert keys(ConcernFilter(text="corner"), confidential=True) == [secret.id]
    masked, seen = concern_detail(secret.id), concern_detail(secret.id, confidential=True)
    assert (masked.words, masked.raised_by, masked.raised_by_person) == (None, None, None)
    assert (seen.words, seen.raised_by) == ("The corner sells", "Opal Ferncastle")
    with pytest.raises(NotFoundError):
        concern_detail(999)


@pytest.mark.parametrize("many", [1, 20])
def test_the_number_of_statements_does_not_follow_the_data(many: int) -> None:
    precinct = given.a_precinct()
    area = a_history(precinct)
    association = Organization.get(kind="association")
    for number in range(many):
        served(area, date(2019, 1, 1 + number))
        concern = given.a_concern(precinct, neighborhood=area)
        given.a_follow_up(precinct, concern=concern, neighborhood=area)
        Membership.create(person=given.a_person(precinct, "N", str(number)), organization=association)
    asked = []
    for question in (
        lambda: neighborhood_coverage(precinct.id, JANUARY, TODAY),
        lambda: neighborhood_detail(area.id, TODAY),
        lambda: organization_list(precinct.id),
        lambda: organization_detail(association.id),
        lambda: concern_list(precinct.id),
    ):
        with counted_statements() as statements:
            question()
        asked.append(len(statements))
    assert asked == [6, 18, 3, 5, 2]

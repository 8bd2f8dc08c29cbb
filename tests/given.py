"""Rows that tests start from, with every value a test does not care about filled in. All people are invented."""

from datetime import date, time
from typing import Any

from outreach.records.crime import CrimeCount, CrimeScope, Offense
from outreach.records.events import Event, EventKind, EventStatus, MeasureKind
from outreach.records.followups import Concern, FollowUp, Topic
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.precinct import Officer, Precinct

A_DAY = date(2019, 1, 15)


def a_precinct(name: str = "West Precinct", **values: Any) -> Precinct:
    return Precinct.create(name=name, **{"agency": "Birmingham Police Department", **values})


def an_officer(precinct: Precinct, badge: str = "101", name: str = "R. Sample", **values: Any) -> Officer:
    return Officer.create(precinct=precinct, badge=badge, name=name, **{"rank": "Ofc.", **values})


def a_neighborhood(precinct: Precinct, name: str = "Ensley", **values: Any) -> Neighborhood:
    return Neighborhood.create(precinct=precinct, name=name, **values)


def a_person(precinct: Precinct, given: str = "Opal", family: str = "Ferncastle", **values: Any) -> Person:
    return Person.create(precinct=precinct, given_name=given, family_name=family, **values)


def an_organization(precinct: Precinct, name: str = "Ensley Neighborhood Association", **values: Any) -> Organization:
    return Organization.create(precinct=precinct, name=name, **{"kind": "association", **values})


def an_event_kind(precinct: Precinct, name: str = "Association meeting", **values: Any) -> EventKind:
    return EventKind.get_or_none(precinct=precinct, name=name) or EventKind.create(
        precinct=precinct, name=name, **values
    )


def a_measure_kind(precinct: Precinct, name: str = "Firearms recovered", **values: Any) -> MeasureKind:
    return MeasureKind.get_or_none(precinct=precinct, name=name) or MeasureKind.create(
        precinct=precinct, name=name, **values
    )


def an_event(precinct: Precinct, day: date = A_DAY, title: str = "Meeting", **values: Any) -> Event:
    kind = values.pop("kind", None) or an_event_kind(precinct)
    filled = {"status": EventStatus.HELD, "start_time": time(18, 30), "end_date": day, **values}
    return Event.create(precinct=precinct, kind=kind, date=day, title=title, **filled)


def a_topic(precinct: Precinct, name: str = "Speeding") -> Topic:
    return Topic.get_or_none(precinct=precinct, name=name) or Topic.create(precinct=precinct, name=name)


def a_concern(precinct: Precinct, words: str = "Cars race past the school", **values: Any) -> Concern:
    topic = values.pop("topic", None) or a_topic(precinct)
    return Concern.create(precinct=precinct, topic=topic, words=words, **{"raised_on": A_DAY, **values})


def a_follow_up(precinct: Precinct, words: str = "Call back about the speeding", **values: Any) -> FollowUp:
    return FollowUp.create(precinct=precinct, words=words, **{"opened_on": A_DAY, **values})


def an_offense(precinct: Precinct, name: str = "Burglary", **values: Any) -> Offense:
    return Offense.get_or_none(precinct=precinct, name=name) or Offense.create(precinct=precinct, name=name, **values)


def a_crime_count(precinct: Precinct, month: date, count: int, **values: Any) -> CrimeCount:
    offense = values.pop("offense", None) or an_offense(precinct)
    return CrimeCount.create(
        precinct=precinct, month=month, offense=offense, count=count, **{"scope": CrimeScope.PRECINCT, **values}
    )

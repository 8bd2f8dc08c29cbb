"""Every report from real records: gathered and printed, on both databases, from nothing and from a little."""

from datetime import date, time

import pytest

from outreach.errors import OutreachError
from outreach.queries.period import Period
from outreach.records.events import Attendance, EventNeighborhood
from outreach.reports.catalogue import REPORTS, Choice, Copy, render
from tests.conftest import Store
from tests.given import (
    a_concern,
    a_crime_count,
    a_follow_up,
    a_neighborhood,
    a_person,
    a_precinct,
    an_event,
    an_officer,
)
from tests.reports.reading import text_of

TODAY = date(2019, 2, 1)


@pytest.mark.parametrize("kind", REPORTS)
def test_a_new_precinct_prints_every_report(store: Store, kind: str) -> None:
    precinct = a_precinct()
    place, event = a_neighborhood(precinct), an_event(precinct)
    choice = Choice(Period.of_month(2019, 1), place.id, event.id)
    data = REPORTS[kind].gather(precinct.id, choice, TODAY)
    for copy in REPORTS[kind].copies:
        pdf = render(kind, data, copy is Copy.PUBLIC, TODAY)
        assert text_of(pdf)


def test_what_was_recorded_is_what_is_printed(store: Store) -> None:
    precinct = a_precinct()
    place, officer, person = (
        a_neighborhood(precinct, "Wylam"),
        an_officer(precinct),
        a_person(precinct, "Opal", "Núñez"),
    )
    event = an_event(precinct, date(2019, 1, 8), "Wylam & friends", start_time=time(18, 30))
    EventNeighborhood.create(event=event, neighborhood=place)
    Attendance.create(event=event, person=person, sheet=1, line=1)
    concern = a_concern(precinct, event=event, neighborhood=place, raised_by_person=person)
    a_follow_up(precinct, concern=concern, neighborhood=place, owner=officer, due=date(2019, 1, 20))
    a_crime_count(precinct, date(2019, 1, 1), 7)
    choice = Choice(Period.of_month(2019, 1), place.id, event.id, officer.id)

    def printed(kind: str, public: bool) -> str:
        return text_of(render(kind, REPORTS[kind].gather(precinct.id, choice, TODAY), public, TODAY))

    assert "Wylam & friends" in printed("monthly", True)
    assert "Opal Núñez" not in printed("monthly", True)
    assert "Call back about the speeding" in printed("monthly", False)
    assert "Opal Núñez" in printed("event", False)
    assert "Opal Núñez" not in printed("event", True)
    assert "12 days late" in printed("worklist", False)
    assert "1 event held" in printed("neighborhood", True)
    assert "1 promise has no words for the public yet" in printed("neighborhood", True)
    assert "Cars race past the school" in printed("recap", False)


def test_a_report_on_something_that_is_gone_is_one_sentence(store: Store) -> None:
    precinct = a_precinct()
    for kind, choice in (("event", Choice(event=99)), ("recap", Choice(neighborhood=99))):
        with pytest.raises(OutreachError, match="no longer kept"):
            REPORTS[kind].gather(precinct.id, choice, TODAY)

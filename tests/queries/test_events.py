"""Events as a list, as a calendar, and one with all that belongs to it."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from outreach.errors import NotFoundError, OutreachError
from outreach.queries.event_list import EventFilter, calendar_events, event_list
from outreach.queries.events import RunningTotals, attachment_data, event_detail
from outreach.records.events import (
    Attachment,
    Attendance,
    Event,
    EventKindMeasure,
    EventNeighborhood,
    EventOfficer,
    EventStatus,
    HeadCount,
    Measure,
)
from outreach.records.precinct import Precinct
from tests import given
from tests.statements import counted_statements

pytestmark = pytest.mark.usefixtures("store")

FIRST, LAST = date(2019, 1, 1), date(2019, 1, 31)
ALL = EventFilter()


def titles(precinct: Precinct, chosen: EventFilter = ALL, **how: Any) -> list[str]:
    return [row.title for row in event_list(precinct.id, chosen, **how).rows]


def test_each_row_tells_what_came_of_the_event() -> None:
    precinct = given.a_precinct()
    officer = given.an_officer(precinct)
    counted = given.an_event(precinct, date(2019, 1, 3), title="Counted", lead_officer=officer)
    for name in ("Wylam", "Ensley"):
        EventNeighborhood.create(event=counted, neighborhood=given.a_neighborhood(precinct, name))
    for group, count in (("Adults", 31), ("Youth", 9), ("Dogs", None)):
        HeadCount.create(event=counted, group_name=group, count=count)
    signed = given.an_event(precinct, date(2019, 1, 2), title="Signed")
    HeadCount.create(event=signed, group_name="Adults", count=None)
    given.an_event(precinct, date(2019, 1, 1), title="Unknown")
    for event in (counted, signed):
        Attendance.create(event=event, name_as_signed="A. Sample")
        Attendance.create(event=event, name_as_signed="B. Sample", present=False)
    concern = given.a_concern(precinct, event=counted)
    for _ in range(2):
        given.a_follow_up(precinct, event=counted, concern=concern)
    page = event_list(precinct.id)
    assert page.total == 3
    first = page.rows[0]
    assert first.neighborhoods == ("Ensley", "Wylam")
    assert first.lead_officer_name == "Ofc. R. Sample"
    facts = [(row.title, row.reached, row.sign_ins, row.concerns, row.promises) for row in page.rows]
    assert facts == [("Counted", 40, 1, 1, 2), ("Signed", 1, 1, 0, 0), ("Unknown", None, 0, 0, 0)]


def test_the_filters_narrow_the_list() -> None:
    precinct = given.a_precinct()
    officer, other = given.an_officer(precinct), given.an_officer(precinct, "102", "D. Example")
    area = given.a_neighborhood(precinct)
    vigil = given.an_event_kind(precinct, "Vigil")
    here = given.an_event(precinct, date(2019, 1, 10), title="Ensley meeting", place="Bethel church hall")
    EventNeighborhood.create(event=here, neighborhood=area)
    EventOfficer.create(event=here, officer=officer)
    led = given.an_event(precinct, date(2019, 1, 20), title="Candle walk", kind=vigil, lead_officer=officer)
    planned = given.an_event(precinct, date(2019, 2, 1), title="Coffee", status="planned", lead_officer=other)
    given.an_event(given.a_precinct("East Precinct"), title="Elsewhere")
    assert titles(precinct, EventFilter(text="BETH chur")) == [here.title]
    assert titles(precinct, EventFilter(kinds=(vigil.id,))) == [led.title]
    assert titles(precinct, EventFilter(neighborhoods=(area.id,))) == [here.title]
    assert titles(precinct, EventFilter(officer=officer.id)) == [led.title, here.title]
    assert titles(precinct, EventFilter(first=date(2019, 1, 11), last=LAST)) == [led.title]
    assert titles(precinct, EventFilter(statuses=("planned", "cancelled"))) == [planned.title]
    assert titles(precinct, EventFilter(text="?!")) == []


def test_the_list_is_sorted_and_cut_into_pages() -> None:
    precinct = given.a_precinct()
    for title, day, count in (("b", 1, 5), ("A", 2, None), ("c", 3, 50)):
        event = given.an_event(precinct, date(2019, 1, day), title=title)
        if count is not None:
            HeadCount.create(event=event, group_name="All", count=count)
    assert titles(precinct) == ["c", "A", "b"]
    assert titles(precinct, sort="title", descending=False) == ["A", "b", "c"]
    assert titles(precinct, sort="reached") == ["c", "b", "A"]
    assert titles(precinct, sort="reached", descending=False) == ["b", "c", "A"]
    page = event_list(precinct.id, offset=1, limit=1)
    assert (page.total, [row.title for row in page.rows]) == (3, ["A"])
    for sort in ("date", "kind", "status", "place", "lead_officer", "sign_ins"):
        assert len(titles(precinct, sort=sort)) == 3
    with pytest.raises(OutreachError, match="cannot be sorted by 'luck'"):
        titles(precinct, sort="luck")


def test_the_calendar_has_what_touches_its_days() -> None:
    precinct = given.a_precinct()
    given.an_event(precinct, date(2018, 12, 31), title="Ends before")
    given.an_event(precinct, date(2018, 12, 31), title="Night", end_date=FIRST)
    given.an_event(precinct, LAST, title="Late", start_time=time(20, 0))
    given.an_event(precinct, LAST, title="All day", start_time=None)
    given.an_event(precinct, date(2019, 2, 1), title="Begins after")
    told = [event.title for event in calendar_events(precinct.id, FIRST, LAST)]
    assert told == ["Night", "All day", "Late"]


def full_event(precinct: Precinct, lines: int = 2) -> Event:
    officer = given.an_officer(precinct)
    event = given.an_event(precinct, host=given.an_organization(precinct), lead_officer=officer)
    EventOfficer.create(event=event, officer=officer, role="speaker", hours=1.5)
    EventNeighborhood.create(event=event, neighborhood=given.a_neighborhood(precinct))
    asked, noted, silent = (given.a_measure_kind(precinct, name) for name in ("Vehicles stopped", "Arrests", "Other"))
    EventKindMeasure.create(kind=event.kind, measure=asked)
    for kind, count in ((noted, 3),):
        Measure.create(event=event, kind=kind, count=count)
    assert silent.id
    HeadCount.create(event=event, group_name="Adults", count=1)
    Attachment.create(event=event, kind="photo", file_name="hall.jpg", sha256="0", data=b"picture")
    speaker = given.a_person(precinct)
    for number in range(lines):
        Attendance.create(event=event, name_as_signed=f"Name {number}")
        concern = given.a_concern(precinct, event=event, raised_by_person=speaker, confidential=number == 0)
        given.a_follow_up(precinct, event=event, concern=concern, promised_to_person=speaker, owner=officer)
    given.a_follow_up(precinct, "Bring flyers", event=event)
    return event


def test_one_event_comes_with_everything() -> None:
    precinct = given.a_precinct()
    event = full_event(precinct)
    told = event_detail(event.id)
    assert (told.version, told.uid, told.kind_name) == (1, event.uid, "Association meeting")
    assert (told.host_name, told.lead_officer_name) == ("Ensley Neighborhood Association", "Ofc. R. Sample")
    assert [(one.name, one.role, one.hours) for one in told.staff] == [("Ofc. R. Sample", "speaker", 1.5)]
    assert [(one.name, one.asked, one.count) for one in told.measures] == [
        ("Vehicles stopped", True, None),
        ("Arrests", False, 3),
    ]
    assert [one.name for one in told.neighborhoods] == ["Ensley"]
    assert [len(concern.promises) for concern in told.concerns] == [1, 1]
    assert [promise.words for promise in told.promises][-1] == "Bring flyers"
    assert [one.file_name for one in told.attachments] == ["hall.jpg"]
    assert attachment_data(told.attachments[0].id) == b"picture"
    assert (told.totals.named, told.totals.head_count, told.totals.extras, told.totals.more_named) == (2, 1, 0, True)


def test_confidential_words_and_speakers_are_masked_unless_the_reader_may_see_them() -> None:
    event = full_event(given.a_precinct())
    secret, plain = event_detail(event.id).concerns
    assert (secret.words, secret.raised_by, secret.raised_by_person) == (None, None, None)
    assert secret.promises[0].promised_to == ""
    assert (plain.words, plain.raised_by) == ("Cars race past the school", "Opal Ferncastle")
    seen = event_detail(event.id, confidential=True).concerns[0]
    assert (seen.words, seen.raised_by) == ("Cars race past the school", "Opal Ferncastle")
    assert seen.promises[0].promised_to == "Opal Ferncastle"


@pytest.mark.parametrize(
    ("named", "heads", "extras", "more"), [(13, 40, 27, False), (3, 0, 0, True), (3, None, None, False)]
)
def test_extras_are_those_counted_and_not_named(named: int, heads: int | None, extras: int | None, more: bool) -> None:
    totals = RunningTotals(named, heads)
    assert (totals.extras, totals.more_named) == (extras, more)


@pytest.mark.parametrize("question", [event_detail, attachment_data])
def test_what_is_gone_is_told_plainly(question: Callable[[int], object]) -> None:
    with pytest.raises(NotFoundError):
        question(999)


@pytest.mark.parametrize("many", [1, 15])
def test_the_number_of_statements_does_not_follow_the_data(many: int) -> None:
    precinct = given.a_precinct()
    event = full_event(precinct, many)
    for day in range(1, many + 1):
        given.an_event(precinct, date(2019, 3, day), status=EventStatus.PLANNED)
    with counted_statements() as one:
        event_detail(event.id)
    with counted_statements() as listed:
        event_list(precinct.id)
    with counted_statements() as shown:
        calendar_events(precinct.id, FIRST, date(2019, 3, 31))
    assert (len(one), len(listed), len(shown)) == (9, 2, 1)

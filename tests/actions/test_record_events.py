"""Bringing in many events with everything that belongs to them: one change, few statements."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from outreach.actions.concerns import ConcernDetails
from outreach.actions.event_records import EventRecord, record_events
from outreach.actions.events import EventDetails, StaffDetails
from outreach.actions.followups import PromiseDetails
from outreach.actions.signin import AttendanceDetails
from outreach.records.events import Attendance, Event, EventNeighborhood, EventOfficer, HeadCount, Measure
from outreach.records.followups import Concern, FollowUp
from outreach.records.precinct import Precinct
from outreach.records.told import FEWEST_IN_A_RUN
from tests import given
from tests.actions.refusals import refused
from tests.statements import counted_statements
from tests.trail import BY, entries, last_told

pytestmark = pytest.mark.usefixtures("store")

START = date(2018, 1, 2)


@pytest.fixture
def precinct(store: object) -> Precinct:
    return given.a_precinct()


@pytest.fixture
def record(precinct: Precinct) -> EventRecord:
    officer, ensley = given.an_officer(precinct).id, given.a_neighborhood(precinct).id
    opal, topic = given.a_person(precinct).id, given.a_topic(precinct).id
    return EventRecord(
        EventDetails(
            given.an_event_kind(precinct).id,
            "Meeting",
            START,
            time(18),
            end_time=time(19),
            neighborhoods=(ensley,),
            staff=(StaffDetails(officer, "host", 1.5),),
            status="held",
        ),
        attendance=(
            AttendanceDetails(opal, sheet=1, line=1),
            AttendanceDetails(name_as_signed="Basil Thornberry", line=2),
            AttendanceDetails(legible=False, sheet=1, line=3),
        ),
        head_counts=(("Adults", 20), ("Youth", None)),
        measures=((given.a_measure_kind(precinct).id, 2),),
        concerns=(
            (
                ConcernDetails(topic, "Cars race", ensley, raised_by_person=opal),
                PromiseDetails("Send a radar sign", owner=officer),
            ),
            (ConcernDetails(topic, "Thanks for coming"), None),
        ),
        source="calendar.csv",
        source_id="1",
    )


def many(record: EventRecord, count: int, first: int = 1) -> list[EventRecord]:
    return [
        replace(
            record,
            details=replace(record.details, title=f"Meeting {number}", date=START + timedelta(days=number % 300)),
            source_id=str(number),
        )
        for number in range(first, first + count)
    ]


def test_everything_of_an_event_is_recorded(precinct: Precinct, record: EventRecord) -> None:
    changes = record_events(BY, precinct.id, [record])
    event = Event.get_by_id(changes.only_id("event"))
    assert (event.title, event.status, event.source, event.source_id) == ("Meeting", "held", "calendar.csv", "1")
    lines = list(Attendance.select().order_by(Attendance.line))
    assert [(one.person_id, one.name_as_signed, one.legible, one.sheet, one.line) for one in lines] == [
        (record.attendance[0].person, "", True, 1, 1),
        (None, "Basil Thornberry", True, 1, 2),
        (None, "", False, 1, 3),
    ]
    assert {one.group_name: one.count for one in HeadCount.select()} == {"Adults": 20, "Youth": None}
    assert [one.count for one in Measure.select()] == [2]
    assert [one.neighborhood_id for one in EventNeighborhood.select()] == list(record.details.neighborhoods)
    assert [(one.role, one.hours) for one in EventOfficer.select()] == [("host", 1.5)]
    concerns = list(Concern.select().order_by(Concern.id))
    assert [(one.words, one.raised_on, one.event_id) for one in concerns] == [
        ("Cars race", START, event.id),
        ("Thanks for coming", START, event.id),
    ]
    promise = FollowUp.get()
    assert (promise.concern_id, promise.event_id, promise.opened_on) == (concerns[0].id, event.id, START)
    assert promise.promised_to_person_id == record.attendance[0].person
    assert promise.neighborhood_id == record.details.neighborhoods[0]
    assert changes.kinds == {
        "event",
        "event_neighborhood",
        "event_officer",
        "attendance",
        "head_count",
        "measure",
        "concern",
        "follow_up",
    }


def test_children_belong_to_the_event_they_came_with(precinct: Precinct, record: EventRecord) -> None:
    bare = replace(record, attendance=(), head_counts=(), measures=(), concerns=(), source_id="0")
    full = many(record, 3)
    record_events(BY, precinct.id, [full[0], bare, *full[1:]])
    for event in Event.select():
        expected = 0 if event.source_id == "0" else 1
        assert event.attendance.count() == 3 * expected
        assert event.measures.count() == expected
        assert event.concerns.count() == 2 * expected
        assert [promise.concern.event_id for promise in event.follow_ups] == [event.id] * expected


def test_500_events_take_as_many_statements_as_a_few(precinct: Precinct, record: EventRecord) -> None:
    with counted_statements() as few:  # each kind of record that has so many is told of by a statement of its own
        record_events(BY, precinct.id, many(record, FEWEST_IN_A_RUN, first=1000))
    with counted_statements() as five_hundred:
        changes = record_events(BY, precinct.id, many(record, 500))
    assert len(changes.ids("event")) == 500
    assert len(changes.ids("attendance")) == 1500
    assert len(changes.ids("follow_up")) == 500
    # 1,500 lines of 11 columns and 1,000 concerns of 11 fit one statement each; so does every other table here.
    assert len(five_hundred) == len(few) <= 30
    assert entries() == 2
    assert len(last_told().rows) == len(changes.touched) == 500 * 12


def test_the_same_record_is_not_taken_twice(precinct: Precinct, record: EventRecord) -> None:
    with refused("Record 1 of calendar.csv is there twice"):
        record_events(BY, precinct.id, [record, record])
    record_events(BY, precinct.id, [record])
    with refused("Record 1 of calendar.csv is kept already"):
        record_events(BY, precinct.id, [replace(record, source_id="2"), record])
    unmarked = replace(record, source=None, source_id=None)
    assert len(record_events(BY, precinct.id, [unmarked, unmarked]).ids("event")) == 2


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"head_counts": (("Adults", -1),)}, "'Meeting' on 2018-01-02: 'Adults' is -1, below zero"),
        ({"head_counts": (("Adults", 1), ("adults", 1))}, "The group 'adults' is counted twice"),
        ({"measures": ((1, -5),)}, "A count is -5, below zero"),
        ({"measures": ((999_999, 5),)}, "This measure kind is not one of this precinct"),
        ({"attendance": (AttendanceDetails(),)}, "needs a person or a name"),
        ({"attendance": (AttendanceDetails(1), AttendanceDetails(1))}, "One person is signed in twice at 'Meeting'"),
        (
            {"attendance": (AttendanceDetails(legible=False, line=4), AttendanceDetails(name_as_signed="B", line=4))},
            "Line 4 of sheet 1 is used twice at 'Meeting' on 2018-01-02",
        ),
        ({"attendance": (AttendanceDetails(999_999),)}, "This person is not one of this precinct"),
        ({"attendance": (AttendanceDetails(name_as_signed="B", organization=999_999),)}, "This organization is not"),
        ({"attendance": (AttendanceDetails(name_as_signed="B", neighborhood=999_999),)}, "This neighborhood is not"),
        ({"concerns": ((ConcernDetails(999_999, "Noise"), None),)}, "This topic is not one of this precinct"),
        ({"concerns": ((ConcernDetails(1, " "), None),)}, "What the resident said is missing"),
    ],
    ids=str,
)
def test_a_record_that_cannot_be_is_refused_with_all_the_others(
    precinct: Precinct, record: EventRecord, values: dict[str, Any], words: str
) -> None:
    with refused(words):
        record_events(BY, precinct.id, [replace(record, source_id="good"), replace(record, **values)])


def test_a_promise_of_nobodys_is_refused(precinct: Precinct, record: EventRecord) -> None:
    concern = record.concerns[0][0]
    for promise, words in (
        (PromiseDetails("Call back", owner=999_999), "This officer is not one of this precinct"),
        (PromiseDetails("Call back", promised_to_person=999_999), "This person is not one of this precinct"),
        (PromiseDetails(" "), "missing"),
        (PromiseDetails("Call back", due=date(2017, 1, 1)), "lies before"),
    ):
        with refused(words):
            record_events(BY, precinct.id, [replace(record, concerns=((concern, promise),))])


def test_an_event_of_the_year_1019_is_named(precinct: Precinct, record: EventRecord) -> None:
    wrong = replace(record, details=replace(record.details, date=date(1019, 1, 2)))
    with refused("'Meeting' on 1019-01-02: The day of the event 1019-01-02 cannot be right"):
        record_events(BY, precinct.id, [wrong])


def test_nothing_to_record_is_nothing_done(precinct: Precinct) -> None:
    changes = record_events(BY, precinct.id, [])
    assert (changes.entry, changes.touched) == (None, ())

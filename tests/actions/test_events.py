"""Recording, correcting, holding, cancelling, moving, repeating and removing events."""

from dataclasses import replace
from datetime import date, time

import pytest

from outreach.actions.events import (
    EventDetails,
    StaffDetails,
    cancel_event,
    duplicate_event,
    edit_event,
    hold_event,
    move_event,
    plan_event,
    record_event,
    remove_event,
)
from outreach.errors import NotFoundError, StaleVersionError
from outreach.records.events import Attendance, Event, EventNeighborhood, EventOfficer, EventStatus
from outreach.records.precinct import Precinct
from tests import given
from tests.actions.refusals import refused
from tests.statements import counted_statements
from tests.trail import BY, entries, last_told

pytestmark = pytest.mark.usefixtures("store")

MEETING = date(2019, 1, 15)


@pytest.fixture
def precinct(store: object) -> Precinct:
    return given.a_precinct()


@pytest.fixture
def details(precinct: Precinct) -> EventDetails:
    return EventDetails(
        kind=given.an_event_kind(precinct).id,
        title=" Ensley association ",
        date=MEETING,
        start_time=time(18, 30),
        end_time=time(20),
        place="St. Sample's hall ",
        neighborhoods=(given.a_neighborhood(precinct).id, given.a_neighborhood(precinct, "Wylam").id),
        host=given.an_organization(precinct).id,
        lead_officer=given.an_officer(precinct).id,
        staff=(StaffDetails(given.an_officer(precinct, "102", "B. Sample").id, "speaker", 1.5),),
        summary="Talked about speeding.",
    )


def served(event: int) -> list[int]:
    rows = EventNeighborhood.select().where(EventNeighborhood.event == event).order_by(EventNeighborhood.id)
    return [row.neighborhood_id for row in rows]


def staff(event: int) -> list[tuple[int, str, float | None]]:
    rows = EventOfficer.select().where(EventOfficer.event == event).order_by(EventOfficer.officer)
    return [(row.officer_id, row.role, row.hours) for row in rows]


def test_an_event_is_recorded_with_neighborhoods_and_staff(precinct: Precinct, details: EventDetails) -> None:
    with counted_statements() as statements:
        changes = record_event(BY, precinct.id, details)
    event = Event.get_by_id(changes.only_id("event"))
    assert (event.title, event.place, event.status, event.version) == (
        "Ensley association",
        "St. Sample's hall",
        "planned",
        1,
    )
    assert (event.date, event.start_time, event.end_date, event.end_time) == (MEETING, time(18, 30), MEETING, time(20))
    assert (event.host_id, event.lead_officer_id) == (details.host, details.lead_officer)
    assert served(event.id) == list(details.neighborhoods)
    assert staff(event.id) == [(details.staff[0].officer, "speaker", 1.5)]
    assert changes.kinds == {"event", "event_neighborhood", "event_officer"}
    told = last_told()
    assert (told.action, told.tables()) == (
        "record_event",
        ["event", "event_neighborhood", "event_neighborhood", "event_officer"],
    )
    assert told.of("event")[0][1]["title"] == "Ensley association"
    assert len(statements) <= 14


def test_what_is_unknown_stays_unknown(precinct: Precinct, details: EventDetails) -> None:
    bare = EventDetails(details.kind, "Walk", MEETING, status="held")
    event = Event.get_by_id(record_event(BY, precinct.id, bare).only_id("event"))
    assert (event.start_time, event.end_time, event.end_date, event.status) == (None, None, MEETING, "held")
    assert (event.host_id, event.lead_officer_id, served(event.id), staff(event.id)) == (None, None, [], [])


def test_an_event_may_end_on_the_next_day_and_names_a_neighborhood_once(
    precinct: Precinct, details: EventDetails
) -> None:
    ensley = details.neighborhoods[0]
    overnight = replace(
        details,
        start_time=time(22),
        end_date=date(2019, 1, 16),
        end_time=time(2),
        neighborhoods=(ensley, ensley),
        staff=(StaffDetails(details.staff[0].officer, hours=0), StaffDetails(details.lead_officer or 0, hours=72)),
    )
    event = record_event(BY, precinct.id, overnight).only_id("event")
    assert served(event) == [ensley]
    assert sorted(hours or 0 for _, _, hours in staff(event)) == [0, 72]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"title": " "}, "The title of the event is missing"),
        ({"date": date(1019, 1, 15)}, "The day of the event 1019-01-15 cannot be right"),
        ({"date": date(2200, 1, 1)}, "The day of the event 2200-01-01 cannot be right"),
        ({"end_date": date(2919, 1, 15)}, "The last day of the event 2919-01-15 cannot be right"),
        ({"end_date": date(2019, 1, 14)}, "The last day of the event 2019-01-14 lies before its first, 2019-01-15"),
        ({"end_time": time(18, 29)}, "The event ends at 18:29, before it starts at 18:30"),
        ({"start_time": None}, "The event has an end but no start"),
        ({"status": "happened"}, "The state of an event 'happened' is not known"),
        ({"staff": (StaffDetails(1, hours=-0.5),)}, "-0.5 hours cannot be right"),
        ({"staff": (StaffDetails(1, hours=72.5),)}, "72.5 hours cannot be right"),
        ({"staff": (StaffDetails(1, hours=float("nan")),)}, "nan hours cannot be right"),
        ({"staff": (StaffDetails(1), StaffDetails(1))}, "One officer is listed twice at ' Ensley association '"),
        ({"kind": 999_999}, "This event kind is not one of this precinct"),
        ({"neighborhoods": (999_999,)}, "This neighborhood is not one of this precinct"),
        ({"host": 999_999}, "This organization is not one of this precinct"),
        ({"lead_officer": 999_999}, "This officer is not one of this precinct"),
        ({"staff": (StaffDetails(999_999),)}, "This officer is not one of this precinct"),
    ],
    ids=str,
)
def test_an_event_that_cannot_be_is_refused(
    precinct: Precinct, details: EventDetails, values: dict[str, object], words: str
) -> None:
    wrong = replace(details, **values)  # type: ignore[arg-type]
    with refused(words):
        record_event(BY, precinct.id, wrong)
    event = record_event(BY, precinct.id, details).only_id("event")
    with refused(words):
        edit_event(BY, event, 1, wrong)


def test_what_belongs_to_another_precinct_is_refused(precinct: Precinct, details: EventDetails) -> None:
    north = given.a_precinct("North Precinct")
    event = record_event(BY, precinct.id, details).only_id("event")
    for wrong, words in (
        (replace(details, kind=given.an_event_kind(north).id), "This event kind is not one of this precinct"),
        (
            replace(details, neighborhoods=(*details.neighborhoods, given.a_neighborhood(north).id)),
            "This neighborhood is not one of this precinct",
        ),
        (replace(details, host=given.an_organization(north).id), "This organization is not one of this precinct"),
        (replace(details, lead_officer=given.an_officer(north).id), "This officer is not one of this precinct"),
    ):
        with refused(words):
            record_event(BY, precinct.id, wrong)
        with refused(words):
            edit_event(BY, event, 1, wrong)
    with refused("This precinct is no longer kept", NotFoundError):
        record_event(BY, 999_999, details)


def test_editing_writes_the_event_its_neighborhoods_and_its_staff_in_one_change(
    precinct: Precinct, details: EventDetails
) -> None:
    event = record_event(BY, precinct.id, details).only_id("event")
    third = given.a_neighborhood(precinct, "Belview Heights").id
    edited = replace(
        details,
        title="Ensley & Wylam association",
        neighborhoods=(details.neighborhoods[1], third),
        staff=(replace(details.staff[0], hours=2.0), StaffDetails(details.lead_officer or 0)),
    )
    changes = edit_event(BY, event, 1, edited)
    assert Event.get_by_id(event).title == "Ensley & Wylam association"
    assert Event.get_by_id(event).version == 2
    assert sorted(served(event)) == sorted([details.neighborhoods[1], third])
    assert sorted(staff(event)) == sorted(
        [(details.staff[0].officer, "speaker", 2.0), (details.lead_officer or 0, "", None)]
    )
    assert changes.kinds == {"event", "event_neighborhood", "event_officer"}
    assert entries() == 2
    told = last_told()
    assert told.of("event") == [({"title": "Ensley association"}, {"title": "Ensley & Wylam association"})]
    assert ({"hours": 1.5}, {"hours": 2.0}) in told.of("event_officer")
    assert [before["neighborhood_id"] for before, after in told.of("event_neighborhood") if after is None] == [
        details.neighborhoods[0]
    ]


def test_editing_the_staff_alone_is_seen_by_whoever_edits_next(precinct: Precinct, details: EventDetails) -> None:
    event = record_event(BY, precinct.id, details).only_id("event")
    changes = edit_event(BY, event, 1, replace(details, staff=()))
    assert ("event", event) in changes.touched
    assert staff(event) == []
    other = replace(details.staff[0], hours=9.5)
    with refused("Somebody else changed this event", StaleVersionError):
        edit_event(BY, event, 1, replace(details, staff=(other,)))
    assert edit_event(BY, event, 2, replace(details, staff=())).entry is None
    with refused("This event is no longer kept", NotFoundError):
        edit_event(BY, 999_999, 1, details)


def test_the_statements_of_an_edit_do_not_grow_with_what_stays(precinct: Precinct, details: EventDetails) -> None:
    def statements_for(neighborhoods: int) -> int:
        keys = [given.a_neighborhood(precinct, f"N{neighborhoods}-{number}").id for number in range(neighborhoods)]
        many = replace(details, neighborhoods=tuple(keys))
        event = record_event(BY, precinct.id, many).only_id("event")
        with counted_statements() as statements:
            edit_event(BY, event, 1, replace(many, title="Renamed"))
        return len(statements)

    assert statements_for(40) == statements_for(1)


def test_an_event_is_held_cancelled_and_planned_again(precinct: Precinct, details: EventDetails) -> None:
    event = record_event(BY, precinct.id, details).only_id("event")
    hold_event(BY, event, 1)
    assert Event.get_by_id(event).status == EventStatus.HELD
    assert last_told().of("event") == [({"status": "planned"}, {"status": "held"})]
    cancel_event(BY, event, 2, " Ice on the roads ")
    cancelled = Event.get_by_id(event)
    assert (cancelled.status, cancelled.cancel_reason, cancelled.version) == ("cancelled", "Ice on the roads", 3)
    assert last_told().action == "cancel_event"
    changes = plan_event(BY, event, 3)
    planned = Event.get_by_id(event)
    assert (planned.status, planned.cancel_reason) == ("planned", "")
    assert changes.touched == (("event", event),)
    assert plan_event(BY, event, 4).entry is None


def test_a_cancelled_event_keeps_its_reason_while_it_is_edited(precinct: Precinct, details: EventDetails) -> None:
    event = record_event(BY, precinct.id, details).only_id("event")
    cancel_event(BY, event, 1, "Ice on the roads")
    edit_event(BY, event, 2, replace(details, status="cancelled", place="Library"))
    assert Event.get_by_id(event).cancel_reason == "Ice on the roads"
    edit_event(BY, event, 3, replace(details, status="held"))
    assert Event.get_by_id(event).cancel_reason == ""


def test_the_state_changes_only_by_the_version_that_was_seen(precinct: Precinct, details: EventDetails) -> None:
    event = record_event(BY, precinct.id, details).only_id("event")
    hold_event(BY, event, 1)
    words = "Somebody else changed this event"
    assert hold_event(BY, event, 1).entry is None
    with refused(words, StaleVersionError):
        plan_event(BY, event, 1)
    with refused(words, StaleVersionError):
        cancel_event(BY, event, 1, "Rain")
    move_event(BY, event, 2, date(2019, 2, 1))
    with refused(words, StaleVersionError):
        move_event(BY, event, 1, date(2019, 2, 2))
    with refused(words, StaleVersionError):
        remove_event(BY, event, 1)
    with refused("The reason for cancelling is missing"):
        cancel_event(BY, event, 3, "  ")


@pytest.mark.parametrize(
    ("times", "day", "start", "wanted"),
    [
        ({}, date(2019, 2, 12), None, (time(18, 30), date(2019, 2, 12), time(20))),
        ({}, date(2019, 2, 12), time(23), (time(23), date(2019, 2, 13), time(0, 30))),
        (
            {"start_time": time(22), "end_date": date(2019, 1, 16), "end_time": time(2)},
            date(2019, 2, 12),
            time(9),
            (time(9), date(2019, 2, 12), time(13)),
        ),
        ({"end_time": None}, date(2019, 2, 12), time(9), (time(9), date(2019, 2, 12), None)),
        (
            {"start_time": None, "end_time": None, "end_date": date(2019, 1, 17)},
            date(2019, 1, 31),
            None,
            (None, date(2019, 2, 2), None),
        ),
    ],
)
def test_a_moved_event_stays_as_long_as_it_was(
    precinct: Precinct,
    details: EventDetails,
    times: dict[str, object],
    day: date,
    start: time | None,
    wanted: tuple[time | None, date, time | None],
) -> None:
    event = record_event(BY, precinct.id, replace(details, **times)).only_id("event")  # type: ignore[arg-type]
    move_event(BY, event, 1, day, start)
    moved = Event.get_by_id(event)
    assert (moved.date, (moved.start_time, moved.end_date, moved.end_time)) == (day, wanted)
    assert (moved.version, last_told().action) == (2, "move_event")


def test_an_event_is_not_moved_out_of_the_calendar(precinct: Precinct, details: EventDetails) -> None:
    event = record_event(BY, precinct.id, details).only_id("event")
    for day in (date(1019, 1, 1), date(2201, 1, 1)):
        with refused("cannot be right"):
            move_event(BY, event, 1, day)
        with refused("cannot be right"):
            duplicate_event(BY, event, day)


def test_a_copy_is_planned_and_nobody_is_signed_in(precinct: Precinct, details: EventDetails) -> None:
    event = record_event(BY, precinct.id, replace(details, status="held")).only_id("event")
    Attendance.create(event=event, name_as_signed="Opal Ferncastle")
    changes = duplicate_event(BY, event, date(2019, 2, 12))
    copy = Event.get_by_id(changes.only_id("event"))
    assert copy.id != event
    assert (copy.title, copy.status, copy.summary) == ("Ensley association", "planned", "")
    assert (copy.date, copy.start_time, copy.end_date, copy.end_time) == (
        date(2019, 2, 12),
        time(18, 30),
        date(2019, 2, 12),
        time(20),
    )
    assert (copy.host_id, copy.lead_officer_id, copy.kind_id) == (details.host, details.lead_officer, details.kind)
    assert served(copy.id) == list(details.neighborhoods)
    assert staff(copy.id) == [(details.staff[0].officer, "speaker", None)]
    assert Attendance.select().where(Attendance.event == copy.id).count() == 0
    with refused("This event is no longer kept", NotFoundError):
        duplicate_event(BY, 999_999, date(2019, 2, 12))


def test_an_event_entered_by_mistake_is_removed(precinct: Precinct, details: EventDetails) -> None:
    event = record_event(BY, precinct.id, details).only_id("event")
    changes = remove_event(BY, event, 1)
    assert Event.select().count() == EventNeighborhood.select().count() == EventOfficer.select().count() == 0
    assert changes.kinds == {"event", "event_neighborhood", "event_officer"}
    ((before, after),) = last_told().of("event")
    assert (before["title"], before["version"], after) == ("Ensley association", 1, None)
    with refused("This event is no longer kept", NotFoundError):
        remove_event(BY, event, 1)


def test_an_event_with_something_recorded_is_not_removed(precinct: Precinct, details: EventDetails) -> None:
    words = "Something is already recorded with 'Ensley association' on 2019-01-15"
    for number in range(3):
        event = record_event(BY, precinct.id, details).only_id("event")
        match number:
            case 0:
                Attendance.create(event=event, name_as_signed="Opal Ferncastle")
            case 1:
                given.a_concern(precinct, event=event)
            case 2:
                given.a_follow_up(precinct, event=event)
        with refused(words):
            remove_event(BY, event, 1)

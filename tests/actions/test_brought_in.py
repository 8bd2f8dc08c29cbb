"""What files correct, many records at a time: refused whole where one is gone or there twice."""

from datetime import date, time
from itertools import chain
from typing import Any
from uuid import uuid4

import pytest

from outreach.actions import event_records as recording
from outreach.actions import import_attendance
from outreach.actions.archive import restore_archive, try_archive
from outreach.actions.change import Changes
from outreach.actions.event_records import EventRecord, record_events
from outreach.actions.events import EventDetails
from outreach.actions.import_areas import correct_areas
from outreach.actions.import_attendance import SignedLines, add_attendance
from outreach.actions.import_people import correct_people, join_organizations
from outreach.actions.imports import EventCorrection, correct_events
from outreach.actions.neighborhoods import add_neighborhoods
from outreach.actions.people import PersonDetails
from outreach.actions.rows import stored
from outreach.actions.shifts import ShiftDetails, ShiftPlanDetails, adopt_shift_plan
from outreach.errors import NotFoundError
from outreach.queries.archive import archived_rows
from outreach.queries.figures import figures
from outreach.queries.home import home
from outreach.queries.period import Period
from outreach.records.people import Membership
from outreach.records.precinct import Precinct
from tests import given
from tests.actions.refusals import refused
from tests.trail import BY, last_told

GONE = 999_999
DAY = date(2019, 1, 15)


@pytest.fixture
def precinct(store: object) -> Precinct:
    return given.a_precinct()


def test_a_correction_of_what_is_gone_changes_nothing_of_the_rest(precinct: Precinct) -> None:
    person, area, event = given.a_person(precinct), given.a_neighborhood(precinct), given.an_event(precinct)
    details = EventDetails(event.kind_id, "Corrected", DAY)
    with refused("One of these events is no longer kept", NotFoundError):
        correct_events(BY, precinct.id, [EventCorrection(key, 1, details) for key in (event.id, GONE)])
    with refused("This person is no longer kept", NotFoundError):
        correct_people(BY, precinct.id, [(key, 1, PersonDetails("Corrected")) for key in (person.id, GONE)])
    with refused("One of these neighborhoods is no longer kept", NotFoundError):
        correct_areas(BY, precinct.id, dict.fromkeys((area.id, GONE), ("Corrected", None)))


def test_a_role_that_is_told_anew_is_kept_and_one_that_is_not_stays(precinct: Precinct) -> None:
    opal, basil = given.a_person(precinct), given.a_person(precinct, "Basil")
    club = given.an_organization(precinct)
    join_organizations(BY, precinct.id, [(opal.id, club.id, "secretary"), (basil.id, club.id, "treasurer")])
    join_organizations(BY, precinct.id, [(opal.id, club.id, "president"), (basil.id, club.id, "")])
    assert [one.role for one in Membership.select().order_by(Membership.id)] == ["president", "treasurer"]
    assert last_told().of("membership") == [({"role": "secretary"}, {"role": "president"})]


def test_a_record_that_comes_twice_is_refused_however_far_apart(
    precinct: Precinct, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "_EVENTS_AT_ONCE", 1)
    details = EventDetails(given.an_event_kind(precinct).id, "Meeting", DAY)
    twice = [EventRecord(details, source="calendar.csv", source_id=number) for number in ("1", "2", "1")]

    def record(some: list[EventRecord]) -> Changes:
        return record_events(BY, precinct.id, some)

    with refused("Record 1 of calendar.csv is there twice, so nothing was written: leave one out"):
        record(twice)
    record(twice[:2])
    with refused("Record 1 of calendar.csv is kept already, so nothing was written: leave it out"):
        record(twice[2:])


def a_line(event: int, **columns: Any) -> SignedLines:
    """One line of a sheet, column by column."""
    told = {
        "person": None, "name_as_signed": "Opal", "organization": None, "neighborhood": None, "present": True,
        "legible": True, "sheet": 1, "line": 1, "note": "", **columns,
    }  # fmt: skip
    return SignedLines([event], **{name: [value] for name, value in told.items()})


def test_lines_that_cannot_be_signed_in_are_refused_and_say_why(
    precinct: Precinct, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = given.an_event(precinct).id
    stranger = given.a_person(given.a_precinct("North Precinct")).id
    with refused("A line of the sign-in needs a person or a name"):
        add_attendance(BY, precinct.id, [a_line(event, name_as_signed="")])
    with refused("This person is not one of this precinct"):
        add_attendance(BY, precinct.id, [a_line(event, person=stranger, name_as_signed="")])
    add_attendance(BY, precinct.id, [a_line(event)])
    with refused("Line 1 of sheet 1"):
        add_attendance(BY, precinct.id, [a_line(event, name_as_signed="Basil")])
    monkeypatch.setattr(import_attendance, "_places", lambda _events: iter(()))  # as when the other was just taken away
    with refused("The records refuse this change, and nothing was written"):
        add_attendance(BY, precinct.id, [a_line(event, name_as_signed="Basil")])


def test_nothing_to_add_is_no_change(precinct: Precinct) -> None:
    assert add_neighborhoods(BY, precinct.id, []).touched == ()


def archive(precinct: Precinct) -> dict[str, list[dict[str, Any]]]:
    given.a_person(precinct, neighborhood=given.a_neighborhood(precinct))
    told = {
        name: [{column: stored(value) for column, value in row.items()} for row in rows]
        for name, rows in archived_rows(precinct.id)
    }
    told["precinct"][0] |= {"name": "Another Precinct", "uid": str(uuid4())}
    return told


def test_an_archive_that_names_what_is_not_in_it_is_refused(precinct: Precinct) -> None:
    told = archive(precinct)
    told["neighborhood"] = []
    with refused("a row of person names a neighborhood that is not in it. Nothing was written"):
        restore_archive(BY, told)


def test_an_archive_with_one_record_twice_is_found_before_it_is_needed(precinct: Precinct) -> None:
    told = archive(precinct)
    told["person"] *= 2
    with refused("the rows of person cannot stand beside each other"):
        try_archive(told)


def test_an_archive_with_days_beyond_the_calendar_has_figures_too(precinct: Precinct) -> None:
    shifts = (ShiftDetails("Day", time(6), time(18)),)
    adopt_shift_plan(BY, precinct.id, ShiftPlanDetails("Two shifts", date(2018, 1, 1), shifts, date(2019, 1, 15)))
    given.an_event(precinct, date(2019, 1, 8), start_time=time(9))
    told = archive(precinct)
    told["shift_plan"][0]["valid_to"] = "9999-12-31"
    told["precinct"][0]["quiet_after_days"] = 2_000_000_000
    for row in chain.from_iterable(told.values()):
        row |= {"uid": str(uuid4())} if "uid" in row else {}
    restored = restore_archive(BY, told).only_id("precinct")
    assert figures(restored, Period.of_month(2019, 1), date(2019, 1, 24)).shifts == {"Day": 1}
    assert [one.name for one in home(restored, date(2019, 1, 24)).quiet] == ["Ensley"]

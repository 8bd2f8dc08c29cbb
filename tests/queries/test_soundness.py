"""What cannot be right in the records, each planted once."""

import hashlib
from datetime import date, timedelta

import pytest

from outreach.queries.soundness import record_faults
from outreach.records.audit import AuditPayload
from outreach.records.base import database
from outreach.records.events import Attachment, Attendance, EventNeighborhood
from outreach.records.people import Person
from tests.conftest import Store
from tests.given import (
    A_DAY,
    a_concern,
    a_follow_up,
    a_neighborhood,
    a_person,
    a_precinct,
    an_event,
)
from tests.statements import counted_statements

pytestmark = pytest.mark.usefixtures("store")

TODAY = A_DAY + timedelta(days=30)


def found(today: date = TODAY) -> list[str]:
    return [fault.words for fault in record_faults(today)]


def test_what_is_sound_has_no_fault_and_the_statements_do_not_grow() -> None:
    west = a_precinct()
    with counted_statements() as few:
        assert found() == []
    for number in range(20):
        event = an_event(west, title=f"Meeting {number}")
        Attendance.create(event=event, person=a_person(west, family=f"Ferncastle {number}"))
        a_concern(west, event=event)
    with counted_statements() as many:
        assert found() == []
    assert len(many) == len(few)


def test_days_still_ahead_are_found_but_not_tomorrow() -> None:
    west, ahead = a_precinct(), TODAY + timedelta(days=2)
    an_event(west, TODAY + timedelta(days=1))
    an_event(west, ahead, status="planned")
    assert found() == []
    an_event(west, ahead)
    a_concern(west, raised_on=ahead)
    a_follow_up(west, opened_on=ahead)
    a_follow_up(west, status="done", closed_on=TODAY, told_on=ahead)
    assert found() == [
        "1 event is held on a day still ahead",
        "1 concern was raised on a day still ahead",
        "1 promise was made on a day still ahead",
        "1 resident was told on a day still ahead",
    ]


@pytest.mark.parametrize("day", ["20191-01-01", "2019-02-30", "January", ""])
def test_a_day_that_no_calendar_has_is_found(store: Store, day: str) -> None:
    west = a_precinct()
    an_event(west)
    if store.kind == "sqlite":
        database.execute_sql("PRAGMA ignore_check_constraints = 1")
        database.execute_sql("UPDATE event SET end_date = ?", (day,))
        assert found() == ["1 row of event bears a day that no calendar has"]


def test_what_names_somebody_who_was_merged_is_found() -> None:
    west = a_precinct()
    opal, opel = a_person(west), a_person(west, "Opel")
    Attendance.create(event=an_event(west), person=opel)
    for person in (opal, opel):
        a_concern(west, raised_by_person=person)
        a_concern(west, raised_by_person=opel)
    assert found() == []
    Person.update(merged_into=opal).where(Person.id == opel.id).execute()
    assert found() == [
        "1 row of attendance names somebody who was merged into another",
        "3 rows of concern name somebody who was merged into another",
    ]


def test_a_person_merged_into_a_merged_one_is_found() -> None:
    west = a_precinct()
    last = a_person(west)
    middle = a_person(west, merged_into=last)
    assert found() == []
    a_person(west, merged_into=middle)
    assert found() == ["1 person is merged into somebody who is merged too"]
    Person.update(merged_into=Person.id).where(Person.id == last.id).execute()
    assert found() == ["3 people are merged into somebody who is merged too"]


def test_a_record_of_another_precinct_is_found() -> None:
    west, east = a_precinct(), a_precinct("East Precinct")
    event = an_event(west)
    a_concern(west, neighborhood=a_neighborhood(east))
    Attendance.create(event=event, person=a_person(east))
    EventNeighborhood.create(event=event, neighborhood=a_neighborhood(east, "Far"))
    assert sorted(found()) == [
        "1 row of attendance names a person of another precinct",
        "1 row of concern names a neighborhood of another precinct",
        "1 row of event neighborhood names a neighborhood of another precinct",
    ]


def test_an_attachment_that_changed_is_found() -> None:
    event = an_event(a_precinct())
    digest = hashlib.sha256(b"as it was").hexdigest()
    kept = Attachment.create(event=event, kind="other", file_name="plan.txt", sha256=digest, data=b"as it was")
    assert found() == []
    Attachment.update(data=b"as it is not").where(Attachment.id == kept.id).execute()
    assert found() == ["1 attachment is not as it was put in"]


def test_details_of_no_entry_are_found() -> None:
    AuditPayload.create(entry_id=9, payload="[]")
    assert found() == ["1 detail of the audit trail belongs to no entry"]

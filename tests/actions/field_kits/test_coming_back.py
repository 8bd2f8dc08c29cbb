"""What was recorded in a field kit comes back once, in order, with its own authors and times."""

from pathlib import Path
from typing import Any

import pytest

from outreach.actions import events, signin
from outreach.actions.attachments import AttachmentDetails, attach_file, remove_attachment
from outreach.actions.precinct import PrecinctDetails, edit_precinct
from outreach.actions.undo import undo
from outreach.records.audit import AuditEntry
from outreach.records.events import Attachment, Attendance, Event, HeadCount
from outreach.records.followups import Concern, FollowUp
from outreach.records.kits import KitEntry
from outreach.records.precinct import Precinct
from tests.actions.field_kits.both_sides import BY, LAPTOP, at, back, counts, in_kit, record_a_meeting, waiting


def test_everything_recorded_in_a_kit_comes_back_with_its_own_author_and_time(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        record_a_meeting(by, west)
        times = [entry.at for entry in AuditEntry.select().order_by(AuditEntry.id)]
    assert counts(back(home, kit)) == (9, 0, 0, 0)
    with at(home):
        lines = Attendance.select().where(Attendance.event == west.meeting).order_by(Attendance.line)
        names = [line.person.given_name if line.person else line.name_as_signed for line in lines]
        assert names == ["Opal", "Wren", "Old Tom", ""]
        assert HeadCount.get().count == 12
        assert Event.get_by_id(west.meeting).status == "held"
        raised_by: Any = Concern.get(Concern.words == "Lights out on 19th").raised_by_person
        assert raised_by.given_name == "Wren"
        assert FollowUp.get_by_id(west.promise).notes.get().words == "Called the school"
        assert bytes(Attachment.get(Attachment.file_name == "sheet.txt").data) == b"the sheet itself"
        brought = AuditEntry.select().where(AuditEntry.workstation == LAPTOP).order_by(AuditEntry.id)
        assert [entry.at for entry in brought] == times
        assert {entry.actor for entry in brought} == {"R. Sample"}
        assert [entry.action for entry in brought][:2] == ["opened the field kit", "sign_in"]
        assert KitEntry.select().where(KitEntry.payload != "").count() == 0


def test_a_kit_may_come_back_half_and_twice(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    again = back(home, kit)
    assert (counts(again), again.earlier) == ((0, 0, 0, 0), 1)
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
        line = Attendance.select().order_by(Attendance.id.desc()).first()
        signin.edit_attendance(by, line.id, line.version, signin.AttendanceDetails(name_as_signed="Tom the Younger"))
    assert counts(back(home, kit)) == (2, 0, 0, 0)
    with at(home):
        lines = Attendance.select().where(Attendance.event == west.meeting).order_by(Attendance.id)
        assert [line.name_as_signed for line in lines] == ["Old Tom", "Tom the Younger"]


def test_what_was_undone_in_the_kit_does_not_come_back(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        kept = signin.sign_in_name(by, west.meeting, "Stays")
        gone = signin.sign_in_name(by, west.meeting, "Goes")
        assert gone.entry is not None
        assert kept.entry is not None
        undo(by, gone.entry)
        taken = undo(by, kept.entry)
        assert taken.entry is not None
        undo(by, taken.entry)
    assert counts(back(home, kit)) == (1, 4, 0, 0)
    with at(home):
        assert [line.name_as_signed for line in Attendance.select().where(Attendance.event == west.meeting)] == [
            "Stays"
        ]
    with in_kit(kit) as by:
        redone = AuditEntry.select().where(AuditEntry.action == "redo").order_by(AuditEntry.id.desc()).first()
        undo(by, redone.id)
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        assert not Attendance.select().where(Attendance.event == west.meeting).exists()


def test_what_was_brought_back_removed_and_put_back_in_the_kit_again_comes_back(
    home: str, kit: Path, west: Any
) -> None:
    with in_kit(kit) as by:
        line = signin.sign_in_name(by, west.meeting, "Old Tom").only_id("attendance")
        removed = signin.remove_attendance(by, line, 1).entry
    assert counts(back(home, kit)) == (2, 0, 0, 0)
    with in_kit(kit) as by:
        assert removed is not None
        undo(by, removed)
        signin.mark_present(by, line, Attendance.get_by_id(line).version, False)
    assert counts(back(home, kit)) == (2, 0, 0, 0)
    with at(home):
        assert [
            (one.name_as_signed, one.present) for one in Attendance.select().where(Attendance.event == west.meeting)
        ] == [("Old Tom", False)]


def test_one_change_that_came_back_is_undone_and_comes_back_again(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        signin.sign_in_name(by, west.meeting, "Old Tom")
    back(home, kit)
    with at(home):
        brought = AuditEntry.get(AuditEntry.action == "sign_in_name")
        undo(BY, brought.id)
        assert not Attendance.select().where(Attendance.event == west.meeting).exists()
    assert counts(back(home, kit)) == (1, 0, 0, 0)


@pytest.mark.parametrize("between", [True, False])
def test_a_file_that_was_taken_off_again_in_the_kit_is_gone(home: str, kit: Path, west: Any, between: bool) -> None:
    with in_kit(kit) as by:
        details = AttachmentDetails("sheet", "sheet.txt", b"the sheet itself", "text/plain")
        made = Attachment.get_by_id(attach_file(by, west.meeting, details).only_id("attachment"))
    if between:
        assert counts(back(home, kit)) == (1, 0, 0, 0)
    with in_kit(kit) as by:
        remove_attachment(by, made.id, made.version)
    back(home, kit)
    with at(home):
        assert [one.file_name for one in Attachment.select()] == ["hall.jpg"]
        assert waiting() == []


def test_what_a_kit_may_not_change_is_left_out(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        own = Precinct.get()
        edit_precinct(by, own.id, own.version, PrecinctDetails("Police", "Laptop Precinct"))
    assert counts(back(home, kit)) == (0, 0, 0, 1)
    with at(home):
        assert Precinct.get().name == "West Precinct"


def test_who_served_at_an_event_is_brought_back_with_the_event_itself(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        event = Event.get_by_id(west.meeting)
        staff = (events.StaffDetails(west.officer, "host", 1.5),)
        details = events.EventDetails(event.kind_id, event.title, event.date, event.start_time, staff=staff,
                                      neighborhoods=(west.ensley,), end_date=event.end_date)  # fmt: skip
        events.edit_event(by, event.id, event.version, details)
    with at(home):
        version = Event.get_by_id(west.meeting).version
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        event = Event.get_by_id(west.meeting)
        assert ([one.officer_id for one in event.staff], event.version) == ([west.officer], version + 1)

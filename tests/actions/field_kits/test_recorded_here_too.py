"""What was recorded at the precinct too while the field kit was away, or in two kits, is there once."""

from pathlib import Path
from typing import Any

from outreach.actions import events, signin
from outreach.actions.counts import set_head_counts
from outreach.actions.people import PersonDetails
from outreach.records.events import Attendance, Event, HeadCount
from outreach.records.kits import FieldKit, KitEntry, KitKey
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from tests import given
from tests.actions.field_kits.both_sides import BY, at, back, counts, edit, in_kit, record_a_meeting
from tests.actions.refusals import everything


def test_two_kits_at_one_event_add_up_to_the_same_persons_once(
    home: str, kit: Path, other_kit: Path, west: Any
) -> None:
    with in_kit(kit) as by:
        record_a_meeting(by, west)
    with in_kit(other_kit) as by:
        signin.sign_in_name(by, west.meeting, "Zed Only-here", sheet=1, line=1)
        signin.sign_in(by, west.meeting, west.regular, sheet=1, line=2)
        signin.sign_in_new_person(by, west.meeting, PersonDetails("wren", "moss", phone="(205) 555-0101"))
        signin.sign_in_name(by, west.meeting, "OLD TOM", sheet=1, line=3)
        set_head_counts(by, west.meeting, [("Adults", 12), ("Youth", 3)])
        events.hold_event(by, west.meeting, Event.get_by_id(west.meeting).version)
    assert counts(back(home, kit)) == (9, 0, 0, 0)
    result = back(home, other_kit)
    assert (result.waiting, result.left_out) == (0, 0)
    with at(home):
        lines = Attendance.select().where(Attendance.event == west.meeting).order_by(Attendance.id)
        names = [line.person.given_name if line.person else line.name_as_signed for line in lines]
        assert names == ["Opal", "Wren", "Old Tom", "", "Zed Only-here"]
        assert (lines[4].sheet, lines[4].line) == (2, 1), "the second paper sheet gets a number of its own"
        assert Person.select().where(Person.given_name == "Wren").count() == 1
        groups = HeadCount.select().order_by(HeadCount.id)
        assert [(group.group_name, group.count) for group in groups] == [("Adults", 12), ("Youth", 3)]


def test_changes_of_different_fields_both_stay(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        edit(by, west.regular, phone="205-555-0199")
    with at(home):
        edit(BY, west.regular, email="opal@example.org")
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        person = Person.get_by_id(west.regular)
        assert (person.phone, person.email) == ("205-555-0199", "opal@example.org")


def test_what_is_here_already_under_its_number_is_not_made_twice(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        record_a_meeting(by, west)
    back(home, kit)
    with at(home):
        # As where the precinct was put back from an archive, which knows of no kit what it brought.
        for model in (KitKey, KitEntry):
            model.delete().execute()
        FieldKit.update(last_entry=0, last_hash="").execute()
        before = everything()
    result = back(home, kit)
    with at(home):
        assert (result.applied, result.waiting, result.left_out) == (0, 0, 0)
        after = everything()
        for table in ("person", "attendance", "concern", "attachment", "head_count", "follow_up_note"):
            assert after[table] == before[table]


def test_what_the_kit_knows_more_of_the_same_person_is_filled_in(home: str, kit: Path, west: Any) -> None:
    with at(home):
        given.a_person(Precinct.get(), "Wren", "Moss", phone="205-555-0101", phone_digits="2055550101")
    with in_kit(kit) as by:
        wren = PersonDetails("Wren", "Moss", phone="(205) 555-0101", email="wren@mail.example")
        signin.sign_in_new_person(by, west.meeting, wren)
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        (here,) = Person.select().where(Person.family_name == "Moss")
        assert (here.phone, here.email) == ("205-555-0101", "wren@mail.example")


def test_whoever_was_invited_here_and_seen_there_came(home: str, kit: Path, west: Any) -> None:
    with at(home):
        signin.invite(BY, west.meeting, [west.regular])
    with in_kit(kit) as by:
        signin.sign_in(by, west.meeting, west.regular)
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        (line,) = Attendance.select().where(Attendance.event == west.meeting)
        assert line.present


def test_a_line_that_both_took_off_is_the_same(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        line = Attendance.get()
        signin.remove_attendance(by, line.id, line.version)
    with at(home):
        line = Attendance.get()
        signin.remove_attendance(BY, line.id, line.version)
    assert counts(back(home, kit)) == (0, 1, 0, 0)

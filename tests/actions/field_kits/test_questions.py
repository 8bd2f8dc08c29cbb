"""What both sides changed while a field kit was away is asked, and waits for the answers."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from outreach.actions import events, signin
from outreach.actions.bring_back import answer, leave_out_kit_change, questions_of
from outreach.actions.change import Actor
from outreach.actions.counts import set_head_counts
from outreach.actions.kinds import edit_topic
from outreach.actions.kit_asking import FieldQuestion, Keep, RemovalQuestion, SameQuestion
from outreach.actions.people import PersonDetails
from outreach.actions.retention import purge, set_retention
from outreach.actions.undo import undo
from outreach.errors import OutreachError
from outreach.records.audit import AuditPayload
from outreach.records.events import Attendance, Event, EventKind, HeadCount
from outreach.records.followups import Topic
from outreach.records.kits import KitEntry
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from outreach.records.retention import Retained
from tests import given
from tests.actions.field_kits.both_sides import BY, MEETING, at, back, counts, edit, in_kit, waiting


def test_head_counts_that_differ_are_asked_and_may_be_added_up(
    home: str, kit: Path, other_kit: Path, west: Any
) -> None:
    for path, adults in ((kit, 12), (other_kit, 9)):
        with in_kit(path) as by:
            set_head_counts(by, west.meeting, [("Adults", adults)])
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    assert counts(back(home, other_kit)) == (0, 0, 1, 0)
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        assert isinstance(question, FieldQuestion)
        assert (question.here, question.kit, question.may_add) == (12, 9, True)
        with pytest.raises(OutreachError, match="choose for each"):
            answer(BY, entry, {})
        assert questions_of(entry, {question.about: Keep.BOTH}) == ("", ())
        assert HeadCount.get().count == 12
        assert answer(BY, entry, {question.about: Keep.BOTH}).applied == 1
        assert HeadCount.get().count == 21
        with pytest.raises(OutreachError, match="decided already"):
            answer(BY, entry, {question.about: Keep.BOTH})
    assert counts(back(home, other_kit)) == (0, 0, 0, 0)


def test_what_is_kept_confidentially_meanwhile_is_shown_to_none_who_may_not_read_it(
    home: str, kit: Path, west: Any
) -> None:
    with in_kit(kit) as by:
        edit(by, west.regular, address="2 Kit Street")
    with at(home):
        edit(BY, west.regular, address="1 Shelter Street", confidential=True)
    back(home, kit)
    with at(home):
        (entry,) = waiting()
        reason, questions = questions_of(entry, confidential=False)
        assert ("confidential record" in reason, questions) == (True, ())
        _, (question,) = questions_of(entry, confidential=True)
        assert isinstance(question, FieldQuestion)
        assert question.here == "1 Shelter Street"


def test_a_phone_is_one_question_and_its_digits_follow(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        edit(by, west.regular, phone="205-555-0101")
    with at(home):
        edit(BY, west.regular, phone="205-555-0177")
    back(home, kit)
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        answer(BY, entry, {question.about: Keep.KIT})
        person = Person.get_by_id(west.regular)
        assert (person.phone, person.phone_digits) == ("205-555-0101", "2055550101")


@pytest.mark.parametrize(("keep", "expected"), [(Keep.HERE, "1 Home Street"), (Keep.KIT, "2 Kit Street")])
def test_a_field_changed_on_both_sides_is_asked(home: str, kit: Path, west: Any, keep: Keep, expected: str) -> None:
    with in_kit(kit) as by:
        edit(by, west.regular, address="2 Kit Street")
        edit(by, west.regular, email="opal@example.org")
    with at(home):
        edit(BY, west.regular, address="1 Home Street")
    assert counts(back(home, kit)) == (1, 0, 1, 0), "the later change of another field does not wait"
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        assert isinstance(question, FieldQuestion)
        assert (question.here, question.kit) == ("1 Home Street", "2 Kit Street")
        answer(BY, entry, {question.about: keep})
        assert Person.get_by_id(west.regular).address == expected
        assert waiting() == []


def test_a_person_of_the_same_name_is_asked_and_what_builds_on_her_waits_too(home: str, kit: Path, west: Any) -> None:
    with at(home):
        known = given.a_person(Precinct.get(), "Wren", "Moss", address="9 Far Lane").id
    with in_kit(kit) as by:
        signin.sign_in_new_person(by, west.meeting, PersonDetails("Wren", "Moss"))
        wren = Person.get(Person.given_name == "Wren")
        edit(by, wren.id, email="wren@example.org")
    assert counts(back(home, kit)) == (0, 0, 2, 0)
    with at(home):
        first, second = waiting()
        _, (question,) = questions_of(first)
        assert isinstance(question, SameQuestion)
        assert question.candidates == ((known, "Wren Moss (9 Far Lane)"),)
        assert "builds on another change" in questions_of(second)[0]
        assert answer(BY, first, {question.about: known}).applied == 2
        assert Attendance.get(Attendance.event == west.meeting).person_id == known
        assert Person.get_by_id(known).email == "wren@example.org"
        assert waiting() == []


def test_a_person_of_the_same_name_may_be_another_one(home: str, kit: Path, west: Any) -> None:
    with at(home):
        given.a_person(Precinct.get(), "Wren", "Moss")
        given.a_person(Precinct.get(), "Wren", "Moss", confidential=True)
    with in_kit(kit) as by:
        signin.sign_in_new_person(by, west.meeting, PersonDetails("Wren", "Moss"))
    back(home, kit)
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        assert isinstance(question, SameQuestion)
        assert len(question.candidates) == 1, "a confidential person is not offered"
        answer(BY, entry, {question.about: 0})
        assert Person.select().where(Person.given_name == "Wren").count() == 3


@pytest.mark.parametrize(("keep", "left"), [(Keep.KIT, 0), (Keep.HERE, 1)])
def test_what_the_kit_removed_and_the_precinct_changed_is_asked(
    home: str, kit: Path, west: Any, keep: Keep, left: int
) -> None:
    with in_kit(kit) as by:
        line = Attendance.get()
        signin.remove_attendance(by, line.id, line.version)
    with at(home):
        line = Attendance.get()
        signin.mark_present(BY, line.id, line.version, False)
    back(home, kit)
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        assert isinstance(question, RemovalQuestion)
        answer(BY, entry, {question.about: keep})
        assert Attendance.select().count() == left


def test_what_was_removed_at_the_precinct_waits_and_may_be_left_out(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        line = Attendance.get()
        signin.mark_present(by, line.id, line.version, False)
    with at(home):
        line = Attendance.get()
        signin.remove_attendance(BY, line.id, line.version)
    back(home, kit)
    with at(home):
        (entry,) = waiting()
        assert "was removed here" in questions_of(entry)[0]
        changes = leave_out_kit_change(BY, entry)
        assert (waiting(), KitEntry.get_by_id(entry).payload) == ([], "")
        assert changes.entry is not None
        undo(BY, changes.entry)
        assert waiting() == [entry]
        leave_out_kit_change(BY, entry)
    assert counts(back(home, kit)) == (0, 0, 0, 0)


def test_what_waits_of_a_forgotten_person_is_forgotten_too(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        edit(by, west.regular, address="2 Wexcombe Street")
        signin.sign_in_name(by, west.meeting, "Stays Waiting")
    with at(home):
        edit(BY, west.regular, address="1 Home Street")
    assert counts(back(home, kit)) == (1, 0, 1, 0)
    with at(home):
        set_retention(BY, west.own, {Retained.PEOPLE: 1})
        purge(BY, west.own, date(2035, 1, 1))
        assert Person.get_by_id(west.regular).address == ""
        assert waiting() == []
        told = "".join([*(row.payload for row in KitEntry.select()), *(row.payload for row in AuditPayload.select())])
        assert "Wexcombe" not in told


def test_what_waits_for_answers_of_its_own_waits_on(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        edit(by, west.regular, address="2 Kit Street")
        set_head_counts(by, west.meeting, [("Adults", 9)])
    with at(home):
        edit(BY, west.regular, address="1 Home Street")
        set_head_counts(BY, west.meeting, [("Adults", 12)])
    assert counts(back(home, kit)) == (0, 0, 2, 0)
    with at(home):
        address, adults = waiting()
        (question,) = questions_of(address)[1]
        assert counts(answer(BY, address, {question.about: Keep.KIT})) == (1, 0, 1, 0)
        assert waiting() == [adults]


def test_a_name_that_was_taken_here_meanwhile_waits(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        topic = Topic.get()
        edit_topic(by, topic.id, topic.version, "Gunfire", True)
    with at(home):
        Topic.create(precinct=west.own, name="Gunfire")
    assert counts(back(home, kit)) == (0, 0, 1, 0)
    with at(home):
        (entry,) = waiting()
        assert "does not go together with what was recorded here meanwhile" in questions_of(entry)[0]


def test_an_event_that_was_recorded_on_both_sides_is_asked(home: str, kit: Path, west: Any) -> None:
    def walk(by: Actor) -> None:
        events.record_event(by, west.own, events.EventDetails(EventKind.get().id, "Foot patrol", MEETING))

    with in_kit(kit) as by:
        walk(by)
    with at(home):
        walk(BY)
    assert counts(back(home, kit)) == (0, 0, 1, 0)
    with at(home):
        (entry,) = waiting()
        (question,) = questions_of(entry)[1]
        assert isinstance(question, SameQuestion)
        ((here, told),) = question.candidates
        assert told == "Foot patrol, 2019-01-22"
        answer(BY, entry, {question.about: here})
        assert Event.select().where(Event.title == "Foot patrol").count() == 1

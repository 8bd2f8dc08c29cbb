"""People are merged in a field kit, at the precinct meanwhile, or on both sides."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from outreach.actions import concerns, people, signin
from outreach.actions.bring_back import answer, questions_of
from outreach.actions.kit_asking import Asked, FieldQuestion, Keep, SameQuestion
from outreach.actions.people import PersonDetails
from outreach.actions.undo import undo
from outreach.errors import StaleVersionError
from outreach.queries.merges import merge_entry
from outreach.records.audit import AuditEntry
from outreach.records.events import Attendance
from outreach.records.followups import Concern, Topic
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from tests import given
from tests.actions.field_kits.both_sides import BY, MEETING, a_kit, at, back, counts, edit, in_kit, waiting

NAMES = PersonDetails("Opal", "Ferncastle")


def another_and_a_kit(home: str, west: Any, folder: Path) -> tuple[int, Path]:
    """Another resident beside the regular one, and a kit that has both."""
    with at(home):
        other = given.a_person(Precinct.get(), "Opaline", neighborhood=west.ensley).id
        return other, a_kit(west, folder / "two people.outreach-kit")


def test_who_was_merged_meanwhile_is_signed_in_under_the_entry_that_is_kept(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        signin.sign_in(by, west.meeting, west.regular)
    with at(home):
        kept = given.a_person(Precinct.get(), "Opaline").id
        people.merge_people(BY, kept, 1, west.regular, 1, PersonDetails("Opaline", "Ferncastle"))
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        assert [line.person_id for line in Attendance.select().where(Attendance.event == west.meeting)] == [kept]


def test_a_merge_of_two_who_were_merged_the_other_way_meanwhile_is_done_already(
    home: str, west: Any, tmp_path: Path
) -> None:
    other, kit = another_and_a_kit(home, west, tmp_path)
    with in_kit(kit) as by:
        people.merge_people(by, west.regular, 1, other, 1, NAMES)
    with at(home):
        people.merge_people(BY, other, 1, west.regular, 1, NAMES)
    assert counts(back(home, kit)) == (0, 1, 0, 0)
    with at(home):
        assert (Person.get_by_id(other).merged_into_id, Person.get_by_id(west.regular).merged_into_id) == (None, other)


def test_what_the_kit_corrects_of_somebody_merged_meanwhile_reaches_the_kept_entry(
    home: str, kit: Path, west: Any
) -> None:
    """What was kept of her there already is asked, as of anybody."""
    with in_kit(kit) as by:
        edit(by, west.regular, phone="555-0102")
        edit(by, west.regular, email="opal@example.org")
    with at(home):
        kept = given.a_person(Precinct.get(), "Opaline", email="opaline@example.org").id
        chosen = PersonDetails("Opaline", "Ferncastle", email="opaline@example.org")
        people.merge_people(BY, kept, 1, west.regular, 1, chosen)
        gone = everything_of(west.regular)
    assert counts(back(home, kit)) == (1, 0, 1, 0)
    with at(home):
        here = Person.get_by_id(kept)
        assert (here.given_name, here.phone, here.phone_digits) == ("Opaline", "555-0102", "5550102")
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        assert isinstance(question, FieldQuestion)
        assert (question.here, question.kit) == ("opaline@example.org", "opal@example.org")
        assert question.record.startswith("Opaline Ferncastle")
        answer(BY, entry, {question.about: Keep.KIT})
        assert Person.get_by_id(kept).email == "opal@example.org"
        assert everything_of(west.regular) == gone


def test_whom_the_kit_hides_is_hidden_under_all_of_her_entries(home: str, kit: Path, west: Any) -> None:
    with in_kit(kit) as by:
        edit(by, west.regular, confidential=True)
    with at(home):
        kept, earlier = (given.a_person(Precinct.get(), name).id for name in ("Opaline", "Opel"))
        people.merge_people(BY, west.regular, 1, earlier, 1, NAMES)
        people.merge_people(BY, kept, 1, west.regular, 2, NAMES)
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        hers = Person.select().where(Person.id.in_([kept, earlier, west.regular]))
        assert all(one.confidential for one in hers)


def test_a_merge_in_the_kit_takes_along_what_the_kit_did_not_carry(home: str, west: Any, tmp_path: Path) -> None:
    with at(home):
        own = Precinct.get()
        other = given.a_person(own, "Opaline", neighborhood=west.ensley).id
        long_ago = given.an_event(own, date(2017, 5, 9), status="held")
        line = signin.sign_in(BY, long_ago.id, other).only_id("attendance")
        kit = a_kit(west, tmp_path / "two people.outreach-kit")
    with in_kit(kit) as by:
        assert not Attendance.select().where(Attendance.id == line).exists()
        people.merge_people(by, west.regular, 1, other, 1, PersonDetails("Opal", "Ferncastle"))
    with at(home):
        told = concerns.ConcernDetails(Topic.get().id, "Cars race past", raised_on=MEETING, raised_by_person=other)
        concern = concerns.record_concern(BY, west.own, told).only_id("concern")
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        assert Person.get_by_id(other).merged_into_id == west.regular
        assert Attendance.get_by_id(line).person_id == west.regular
        assert Concern.get_by_id(concern).raised_by_person_id == west.regular


def test_who_is_known_here_and_hidden_in_the_kit_is_hidden_under_all_of_her_entries(
    home: str, kit: Path, west: Any
) -> None:
    names = PersonDetails("Opal", "Ferncastle", phone="(205) 555-0101", confidential=True)
    with in_kit(kit) as by:
        people.add_person(by, west.own, names)
    with at(home):
        earlier = given.a_person(Precinct.get(), "Opel").id
        people.merge_people(BY, west.regular, 1, earlier, 1, replace(names, confidential=False))
    back(home, kit)
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        answer(BY, entry, {question.about: Keep.KIT})
        assert all(Person.get_by_id(one).confidential for one in (west.regular, earlier))


def test_a_merge_in_the_kit_of_two_who_are_one_here_leaves_her_as_she_is(home: str, kit: Path, west: Any) -> None:
    """The kit knew her twice, and both signed in; here she is one, and so is her line."""
    names = PersonDetails("Opal", "Ferncastle", phone="(205) 555-0101")
    with at(home):
        edit(BY, west.regular, phone=names.phone)
    with in_kit(kit) as by:
        twice = signin.sign_in_new_person(by, west.meeting, names).only_id("person")
        signin.sign_in(by, west.meeting, west.regular)
        people.merge_people(by, west.regular, 1, twice, 1, NAMES)
    back(home, kit)
    with at(home):
        assert waiting() == []
        assert [one.person_id for one in Attendance.select().where(Attendance.event == west.meeting)] == [west.regular]
        here = Person.get_by_id(west.regular)
        assert (here.merged_into_id, here.active, here.phone) == (None, True, names.phone)
        assert Person.select().where(Person.family_name == "Ferncastle").count() == 1


def test_a_merge_in_the_kit_hides_with_whom_the_precinct_hid_meanwhile(home: str, west: Any, tmp_path: Path) -> None:
    other, kit = another_and_a_kit(home, west, tmp_path)
    with in_kit(kit) as by:
        people.merge_people(by, west.regular, 1, other, 1, NAMES)
    with at(home):
        edit(BY, west.regular, confidential=True)
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        merged = Person.get_by_id(other)
        assert (merged.merged_into_id, merged.confidential) == (west.regular, True)


def test_a_merge_of_an_entry_of_the_kit_into_which_another_was_merged_meanwhile_takes_that_along(
    home: str, kit: Path, west: Any
) -> None:
    names = PersonDetails("Wren", "Moss")
    with in_kit(kit) as by:
        made = people.add_person(by, west.own, names).only_id("person")
    back(home, kit)
    with at(home):
        wren, third = Person.get(Person.given_name == "Wren").id, given.a_person(Precinct.get(), "Ren").id
        people.merge_people(BY, wren, 1, third, 1, NAMES)
    with in_kit(kit) as by:
        people.merge_people(by, west.regular, 1, made, 1, PersonDetails("Opal", "Ferncastle"))
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        assert {Person.get_by_id(one).merged_into_id for one in (third, wren)} == {west.regular}


def everything_of(person: int) -> Any:
    """What is kept of one person."""
    return Person.get_by_id(person).__data__


def test_who_was_merged_on_both_sides_is_signed_in_still(home: str, west: Any, tmp_path: Path) -> None:
    """The kit took off her second line; here there was only ever one."""
    other, kit = another_and_a_kit(home, west, tmp_path)
    with in_kit(kit) as by:
        for person in (west.regular, other):
            signin.sign_in(by, west.meeting, person)
        people.merge_people(by, west.regular, 1, other, 1, NAMES)
    with at(home):
        people.merge_people(BY, west.regular, 1, other, 1, NAMES)
    assert counts(back(home, kit)) == (1, 2, 0, 0)
    with at(home):
        assert [one.person_id for one in Attendance.select().where(Attendance.event == west.meeting)] == [west.regular]


def test_who_was_merged_meanwhile_into_one_and_in_the_kit_into_another_waits(
    home: str, west: Any, tmp_path: Path
) -> None:
    with at(home):
        other, third = (given.a_person(Precinct.get(), one, neighborhood=west.ensley).id for one in ("Opel", "Opaline"))
        kit = a_kit(west, tmp_path / "three people.outreach-kit")
    with in_kit(kit) as by:
        people.merge_people(by, other, 1, west.regular, 1, NAMES)
    with at(home):
        people.merge_people(BY, third, 1, west.regular, 1, NAMES)
    assert counts(back(home, kit)) == (0, 0, 1, 0)
    with at(home):
        (entry,) = waiting()
        assert "does not go together" in questions_of(entry)[0]


def test_a_merge_that_was_brought_back_and_is_taken_back_in_the_kit_sets_free_all_that_was_hers(
    home: str, west: Any, tmp_path: Path
) -> None:
    """With what the kit never carried."""
    with at(home):
        other = given.a_person(Precinct.get(), "Opaline", neighborhood=west.ensley).id
        long_ago = given.an_event(Precinct.get(), date(2017, 5, 9), status="held").id
        line = signin.sign_in(BY, long_ago, other).only_id("attendance")
        kit = a_kit(west, tmp_path / "two people.outreach-kit")
    with in_kit(kit) as by:
        merged = people.merge_people(by, west.regular, 1, other, 1, NAMES).entry
    back(home, kit)
    with in_kit(kit) as by:
        assert merged is not None
        undo(by, merged)
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    assert counts(back(home, kit)) == (0, 0, 0, 0), "the merge itself does not come back once more"
    with at(home):
        assert Person.get_by_id(other).merged_into_id is None
        assert Attendance.get_by_id(line).person_id == other
        third = given.a_person(Precinct.get(), "Opel").id
        freed = AuditEntry.get(AuditEntry.action == "undo").id
        people.merge_people(BY, third, 1, west.regular, Person.get_by_id(west.regular).version, NAMES)
        with pytest.raises(StaleVersionError, match="take the later step back first"):
            undo(BY, freed)
        assert Person.get_by_id(other).merged_into_id is None


def test_a_merge_that_was_made_here_is_not_taken_back_by_the_kit(home: str, west: Any, tmp_path: Path) -> None:
    other, kit = another_and_a_kit(home, west, tmp_path)
    with in_kit(kit) as by:
        merged = people.merge_people(by, west.regular, 1, other, 1, NAMES).entry
    with at(home):
        people.merge_people(BY, west.regular, 1, other, 1, NAMES)
    assert counts(back(home, kit)) == (0, 1, 0, 0)
    with in_kit(kit) as by:
        assert merged is not None
        undo(by, merged)
    assert counts(back(home, kit)) == (0, 0, 1, 0)
    with at(home):
        assert Person.get_by_id(other).merged_into_id == west.regular


def test_a_merge_that_the_kit_did_again_may_be_taken_back_here(home: str, west: Any, tmp_path: Path) -> None:
    other, kit = another_and_a_kit(home, west, tmp_path)
    with in_kit(kit) as by:
        step = people.merge_people(by, west.regular, 1, other, 1, NAMES).entry
    for _ in range(2):
        back(home, kit)
        with in_kit(kit) as by:
            assert step is not None
            step = undo(by, step).entry
    assert counts(back(home, kit)) == (1, 0, 0, 0)
    with at(home):
        assert Person.get_by_id(other).merged_into_id == west.regular
        again = merge_entry(other)
        assert again is not None
        undo(BY, again)
        assert Person.get_by_id(other).merged_into_id is None


def test_who_was_merged_since_she_was_asked_about_is_the_entry_that_is_kept(home: str, kit: Path, west: Any) -> None:
    with at(home):
        known = given.a_person(Precinct.get(), "Wren", "Moss").id
        kept = given.a_person(Precinct.get(), "Jenny", "Moss").id
    with in_kit(kit) as by:
        signin.sign_in_new_person(by, west.meeting, PersonDetails("Wren", "Moss", phone="205-555-0101"))
    assert counts(back(home, kit)) == (0, 0, 1, 0)
    with at(home):
        (entry,) = waiting()
        _, (question,) = questions_of(entry)
        people.merge_people(BY, kept, 1, known, 1, PersonDetails("Jenny", "Moss"))
        _, (again,) = questions_of(entry)
        assert isinstance(again, SameQuestion)
        assert again.candidates == ((kept, "Jenny Moss"),)
        answers: dict[Asked, Keep | int] = {question.about: known}
        _, (name,) = questions_of(entry, answers)
        assert (name.about[2], name.record) == ("given_name", "Jenny Moss")
        assert counts(answer(BY, entry, {**answers, name.about: Keep.HERE})) == (1, 0, 0, 0)
        assert [one.person_id for one in Attendance.select().where(Attendance.event == west.meeting)] == [kept]
        assert Person.get_by_id(kept).phone == "205-555-0101"
        assert Person.select().where(Person.family_name == "Moss").count() == 2

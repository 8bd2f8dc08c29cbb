"""Merges that are taken back and done again in another order than they were made, and steps from before a merge
that are taken back after it: nobody is merged into nobody, and nothing is put back where nobody sees it."""

import pytest

from outreach.actions.change import Actor
from outreach.actions.followups import PromiseDetails, make_promise
from outreach.actions.later import LaterChangeError
from outreach.actions.people import PersonDetails, add_people, edit_person, merge_people
from outreach.actions.signin import remove_attendance, sign_in
from outreach.actions.undo import undo
from outreach.errors import StaleVersionError
from outreach.queries.merges import merge_entry
from outreach.records.events import Attendance, Event
from outreach.records.followups import FollowUp
from outreach.records.people import Person
from outreach.records.precinct import Precinct
from tests import given

BY = Actor("R. Sample", workstation="desk 2")
NAMES = [PersonDetails(name, "Ferncastle") for name in ("Opal", "Opel", "Opaline")]
pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def people() -> tuple[int, ...]:
    """Three entries of one person, of whom the second signed in."""
    precinct = given.a_precinct()
    keys = tuple(add_people(BY, precinct.id, NAMES).ids("person"))
    sign_in(BY, given.an_event(precinct).id, keys[1])
    return keys


def merged(keep: int, gone: int) -> int:
    """The entry of a merge."""
    kept, other = Person.get_by_id(keep), Person.get_by_id(gone)
    details = PersonDetails(kept.given_name, kept.family_name)
    entry = merge_people(BY, keep, kept.version, gone, other.version, details).entry
    assert entry is not None
    return entry


def hide(person: int) -> int:
    """The entry of an edit that makes somebody confidential."""
    record = Person.get_by_id(person)
    details = PersonDetails(record.given_name, record.family_name, confidential=True)
    entry = edit_person(BY, person, record.version, details).entry
    assert entry is not None
    return entry


def taken_back(entry: int) -> int:
    try:
        undone = undo(BY, entry).entry
    except LaterChangeError as refused:
        undone = undo(BY, entry, refused.later).entry
    assert undone is not None
    return undone


def into() -> dict[int, int | None]:
    return {one.id: one.merged_into_id for one in Person.select().order_by(Person.id)}


@pytest.mark.parametrize("other", [1, 2], ids=["the other way", "onward"])
def test_a_merge_is_not_done_again_into_an_entry_that_was_merged_meanwhile(people: tuple[int, ...], other: int) -> None:
    """Two entries merged into each other would be on no list any more."""
    opal, opel, _ = people
    undone = taken_back(merged(opal, opel))
    merged(people[other], opal)
    before = into()
    with pytest.raises(StaleVersionError, match="take the later step back first"):
        undo(BY, undone)
    assert into() == before


def test_an_entry_that_took_in_another_meanwhile_is_not_merged_again(people: tuple[int, ...]) -> None:
    opal, opel, opaline = people
    undone = taken_back(merged(opal, opel))
    merged(opel, opaline)
    with pytest.raises(StaleVersionError, match="take the later step back first"):
        undo(BY, undone)
    assert into() == {opal: None, opel: None, opaline: opel}


def test_who_was_set_free_stays_free_where_the_merge_onward_is_taken_back_too(people: tuple[int, ...]) -> None:
    """With what was hers, and nobody is asked of what the merges alone moved."""
    opal, opel, opaline = people
    first = merged(opal, opel)
    onward = merged(opaline, opal)
    undo(BY, first)
    assert into() == {opal: opaline, opel: None, opaline: None}
    undone = undo(BY, onward).entry
    assert into() == dict.fromkeys(people)
    assert Attendance.get().person_id == opel
    assert [merge_entry(one) for one in people] == [None] * 3
    assert undone is not None
    undo(BY, undone)
    assert into() == {opal: opaline, opel: None, opaline: None}
    assert Attendance.get().person_id == opel


def test_a_merge_is_not_done_again_into_whom_the_kept_entry_is_merged_no_more(people: tuple[int, ...]) -> None:
    """Taken back while the merge onward stood, it told of the last of the three."""
    opal, opel, opaline = people
    first = merged(opal, opel)
    onward = merged(opaline, opal)
    undone = taken_back(first)
    again = taken_back(onward)
    with pytest.raises(StaleVersionError, match="take the later step back first"):
        undo(BY, undone)
    assert into() == dict.fromkeys(people)
    undo(BY, again)
    undo(BY, undone)
    assert into() == {opal: opaline, opel: opaline, opaline: None}
    assert Attendance.get().person_id == opaline


def test_what_was_recorded_since_goes_with_a_merge_that_is_done_again(people: tuple[int, ...]) -> None:
    opal, opel, _ = people
    undone = taken_back(merged(opal, opel))
    precinct = Precinct.get().id
    promise = make_promise(BY, precinct, PromiseDetails("Call back", promised_to_person=opel), given.A_DAY)
    again = undo(BY, undone).entry
    kept = FollowUp.get_by_id(promise.only_id("follow_up"))
    assert kept.promised_to_person_id == opal
    assert again is not None
    undo(BY, again)
    assert [FollowUp.get_by_id(kept.id).promised_to_person_id, Attendance.get().person_id] == [opel, opel]


def test_a_line_put_back_is_of_the_entry_that_is_kept_by_now(people: tuple[int, ...]) -> None:
    opal, opel, opaline = people
    line = Attendance.get()
    removed = remove_attendance(BY, line.id, line.version).entry
    merged(opal, opel)
    merged(opaline, opal)
    assert removed is not None
    undone = undo(BY, removed).entry
    assert Attendance.get().person_id == opaline
    assert undone is not None
    undo(BY, undone)
    assert not Attendance.select().exists()


def test_a_sign_in_done_again_is_of_the_entry_that_is_kept_by_now(people: tuple[int, ...]) -> None:
    opal, _, opaline = people
    signed = sign_in(BY, Event.get().id, opaline).entry
    assert signed is not None
    undone = undo(BY, signed).entry
    merged(opal, opaline)
    assert undone is not None
    undo(BY, undone)
    assert [one.person_id for one in Attendance.select().order_by(Attendance.id)] == [people[1], opal]


def test_a_line_is_not_put_back_beside_that_of_the_kept_entry(people: tuple[int, ...]) -> None:
    opal, opel, _ = people
    line = Attendance.get()
    removed = remove_attendance(BY, line.id, line.version).entry
    sign_in(BY, Event.get().id, opal)
    merged(opal, opel)
    assert removed is not None
    with pytest.raises(StaleVersionError, match="take the later step back first"):
        undo(BY, removed)
    assert [one.person_id for one in Attendance.select()] == [opal]


def test_a_sign_in_that_a_merge_alone_changed_is_taken_back_unasked(people: tuple[int, ...]) -> None:
    opal, _, opaline = people
    signed = sign_in(BY, Event.get().id, opaline).entry
    merged(opal, opaline)
    assert signed is not None
    undo(BY, signed)
    assert [one.person_id for one in Attendance.select()] == [people[1]]


def test_what_was_corrected_in_an_entry_that_was_merged_since_is_not_taken_back_there(people: tuple[int, ...]) -> None:
    """Nobody would see it: the kept entry has the phone that was chosen."""
    opal, opel, _ = people
    edited = edit_person(BY, opel, 1, PersonDetails("Opel", "Ferncastle", phone="555-0102")).entry
    merged(opal, opel)
    assert edited is not None
    with pytest.raises(StaleVersionError, match="take the later step back first"):
        undo(BY, edited)
    assert Person.get_by_id(opel).phone == "555-0102"


def test_who_is_hidden_with_the_kept_entry_is_shown_with_it_again(people: tuple[int, ...]) -> None:
    opal, opel, _ = people
    merged(opal, opel)
    hidden = hide(opal)
    assert Person.get_by_id(opel).confidential
    undo(BY, hidden)
    assert not Person.get_by_id(opel).confidential


def test_who_is_kept_confidentially_by_now_is_shown_by_none_of_her_earlier_entries(people: tuple[int, ...]) -> None:
    opal, opel, opaline = people
    merged(opal, opel)
    hidden = hide(opal)
    merged(opaline, opal)
    hide(opaline)
    undo(BY, hidden)
    assert [one.confidential for one in Person.select()] == [True] * 3


def test_an_entry_put_back_is_merged_into_whom_the_others_are_by_now(people: tuple[int, ...]) -> None:
    opal, opel, opaline = people
    added = add_people(BY, Precinct.get().id, [PersonDetails("Opa", "Ferncastle")])
    (opa,), entry = added.ids("person"), added.entry
    merged(opel, opa)
    assert entry is not None
    removed = taken_back(entry)
    merged(opal, opel)
    merged(opaline, opal)
    undo(BY, removed)
    assert into() == {opal: opaline, opel: opaline, opaline: None, opa: opaline}

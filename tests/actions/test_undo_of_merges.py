"""Merges that are taken back and done again in another order than they were made: nobody is merged into nobody."""

import pytest

from outreach.actions.change import Actor
from outreach.actions.later import LaterChangeError
from outreach.actions.people import PersonDetails, add_people, merge_people
from outreach.actions.signin import sign_in
from outreach.actions.undo import undo
from outreach.errors import StaleVersionError
from outreach.queries.merges import merge_entry
from outreach.records.people import Person
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
    opal, opel, opaline = people
    first = merged(opal, opel)
    onward = merged(opaline, opal)
    taken_back(first)
    taken_back(onward)
    assert into() == dict.fromkeys(people)
    assert [merge_entry(one) for one in people] == [None] * 3

"""Each owner's promises on paper."""

from datetime import date

import pytest

from outreach.queries.worklist import worklist
from outreach.records.followups import FollowUpNote
from outreach.records.precinct import Precinct
from tests import given
from tests.conftest import Store
from tests.queries.precinct_days import closed
from tests.statements import counted_statements

TODAY = date(2019, 1, 24)


@pytest.fixture
def west(store: Store) -> Precinct:
    return given.a_precinct()


def on(day: int, month: int = 1) -> date:
    return date(2019, month, day)


def test_nothing_to_do(west: Precinct) -> None:
    page = worklist(west.id, TODAY)
    assert (page.owners, page.open, page.late) == ((), 0, 0)


def test_each_owner_has_her_own_and_nobodys_come_first(west: Precinct) -> None:
    sample, example = given.an_officer(west), given.an_officer(west, badge="102", name="A. Example")
    late = given.a_follow_up(west, owner=sample, due=on(23))
    soon = given.a_follow_up(west, owner=sample, due=on(30))
    given.a_follow_up(west, owner=sample, due=on(31))
    orphan = given.a_follow_up(west)
    untold = closed(west, on(2), on(20), owner=example)
    closed(west, on(2), on(20), owner=example, told_on=on(20))
    page = worklist(west.id, TODAY)
    assert [owner.name for owner in page.owners] == ["", "Ofc. A. Example", "Ofc. R. Sample"]
    nobody, other, mine = page.owners
    assert [line.promise.id for line in nobody.lines] == [orphan.id]
    assert ([line.promise.id for line in other.to_tell], other.lines) == ([untold.id], ())
    assert [line.promise.id for line in mine.lines][:2] == [late.id, soon.id]
    assert (mine.late, mine.due_this_week, page.open, page.late) == (1, 1, 4, 1)
    (alone,) = worklist(west.id, TODAY, sample.id).owners
    assert len(alone.lines) == 3


def test_the_phone_and_the_last_note_are_there(west: Precinct) -> None:
    caller = given.a_person(west, phone="(205) 555-0101")
    follow_up = given.a_follow_up(west, promised_to_person=caller)
    for day, words in ((on(20), "Second"), (on(19), "First")):
        FollowUpNote.create(follow_up=follow_up, written_on=day, words=words)
    (line,) = worklist(west.id, TODAY).owners[0].lines
    assert (line.phone, line.last_note, line.last_note_on) == ("(205) 555-0101", "Second", on(20))


def test_phones_of_those_not_to_be_called_or_confidential_are_left_out(west: Precinct) -> None:
    for person in (
        given.a_person(west, phone="(205) 555-0101", may_contact=False),
        given.a_person(west, phone="(205) 555-0101", confidential=True),
    ):
        given.a_follow_up(west, promised_to_person=person)
    quiet = given.a_concern(west, confidential=True)
    given.a_follow_up(west, concern=quiet, promised_to_person=given.a_person(west, phone="(205) 555-0102"))
    lines = worklist(west.id, TODAY).owners[0].lines
    assert [line.phone for line in lines] == ["", "", ""]
    allowed = worklist(west.id, TODAY, confidential=True).owners[0].lines
    assert sorted(line.phone for line in allowed) == ["", "(205) 555-0101", "(205) 555-0102"]


def test_the_number_of_statements_does_not_grow(west: Precinct) -> None:
    def one() -> None:
        follow_up = given.a_follow_up(west, promised_to_person=given.a_person(west))
        FollowUpNote.create(follow_up=follow_up, written_on=on(3), words="Called")

    one()
    with counted_statements() as few:
        worklist(west.id, TODAY)
    for _ in range(300):
        one()
    with counted_statements() as many:
        page = worklist(west.id, TODAY)
    assert len(many) == len(few)
    assert page.open == 301

"""Promises as a list, on a board, and one by one."""

from datetime import date, timedelta
from typing import Any

import pytest

from outreach.errors import NotFoundError, OutreachError
from outreach.queries.follow_up_detail import follow_up_detail
from outreach.queries.followups import UNTOLD, FollowUpFilter, follow_up_board, follow_up_list, follow_up_summary
from outreach.records.followups import FollowUp, FollowUpNote
from outreach.records.precinct import Precinct
from tests import given
from tests.statements import counted_statements

pytestmark = pytest.mark.usefixtures("store")

TODAY = date(2019, 2, 1)
ALL = FollowUpFilter()


def promised(precinct: Precinct, words: str, in_days: int | None = None, **values: Any) -> FollowUp:
    due = None if in_days is None else TODAY + timedelta(days=in_days)
    return given.a_follow_up(precinct, words, **{"due": due, "opened_on": date(2019, 1, 1), **values})


def closed(precinct: Precinct, words: str, told: bool, status: str = "done") -> FollowUp:
    told_on = date(2019, 1, 21) if told else None
    reason = "no money" if status == "declined" else ""
    return promised(
        precinct, words, -1, status=status, closed_on=date(2019, 1, 20), told_on=told_on, decline_reason=reason
    )


def words(precinct: Precinct, chosen: FollowUpFilter = ALL, **how: Any) -> list[str]:
    return [row.words for row in follow_up_list(precinct.id, TODAY, chosen, **how).rows]


@pytest.fixture
def precinct(store: object) -> Precinct:
    made = given.a_precinct()
    promised(made, "someday")
    promised(made, "tomorrow", 1)
    promised(made, "late", -5, status="in progress")
    promised(made, "later", -30, status="waiting on partner", partner="Public Works")
    promised(made, "next week", 7)
    closed(made, "told", told=True)
    closed(made, "untold", told=False)
    closed(made, "declined", told=False, status="declined")
    promised(given.a_precinct("East Precinct"), "elsewhere", -3)
    return made


def test_the_latest_open_ones_come_first_and_the_closed_last(precinct: Precinct) -> None:
    assert words(precinct) == ["later", "late", "tomorrow", "next week", "someday", "untold", "declined", "told"]


def test_lateness_counts_days_of_open_promises_alone(precinct: Precinct) -> None:
    late = {row.words: row.days_late for row in follow_up_list(precinct.id, TODAY).rows}
    assert late == {
        "later": 30,
        "late": 5,
        "tomorrow": 0,
        "next week": 0,
        "someday": 0,
        "untold": 0,
        "declined": 0,
        "told": 0,
    }


def test_due_today_is_not_late(precinct: Precinct) -> None:
    promised(precinct, "today", 0)
    assert words(precinct, FollowUpFilter(overdue=True)) == ["later", "late"]
    assert words(precinct, FollowUpFilter(due_within=6)) == ["today", "tomorrow"]
    assert follow_up_summary(precinct.id, TODAY).late == 2


def test_the_filters_narrow_the_list(precinct: Precinct) -> None:
    officer, area, person = given.an_officer(precinct), given.a_neighborhood(precinct), given.a_person(precinct)
    mine = promised(precinct, "Fix the lamp", owner=officer, neighborhood=area, promised_to_person=person)
    assert words(precinct, FollowUpFilter(owner=officer.id)) == [mine.words]
    assert mine.words not in words(precinct, FollowUpFilter(owner=0))
    assert words(precinct, FollowUpFilter(neighborhood=area.id)) == [mine.words]
    assert words(precinct, FollowUpFilter(person=person.id)) == [mine.words]
    assert words(precinct, FollowUpFilter(text="lam")) == [mine.words]
    assert words(precinct, FollowUpFilter(text="public")) == ["later"]
    assert words(precinct, FollowUpFilter(states=("waiting on partner",))) == ["later"]
    assert words(precinct, FollowUpFilter(told=True)) == ["told"]
    assert words(precinct, FollowUpFilter(told=False)) == ["untold", "declined"]


def test_the_list_is_sorted_and_cut_into_pages(precinct: Precinct) -> None:
    for sort in ("words", "status", "priority", "owner", "neighborhood", "opened_on", "closed_on", "told_on"):
        assert len(words(precinct, sort=sort)) == 8
    assert words(precinct, sort="words")[0] == "declined"
    assert words(precinct, sort="words", descending=True)[0] == "untold"
    page = follow_up_list(precinct.id, TODAY, offset=2, limit=2)
    assert (page.total, [row.words for row in page.rows]) == (8, ["tomorrow", "next week"])
    with pytest.raises(OutreachError, match="cannot be sorted by 'luck'"):
        words(precinct, sort="luck")


def test_the_board_has_a_column_for_each_state_and_for_those_not_told(precinct: Precinct) -> None:
    board = follow_up_board(precinct.id, TODAY, per_column=2)
    shown = {column.state: (column.total, [row.words for row in column.rows]) for column in board.columns}
    assert shown == {
        "open": (3, ["tomorrow", "next week"]),
        "in progress": (1, ["late"]),
        "waiting on partner": (1, ["later"]),
        UNTOLD: (2, ["untold", "declined"]),
    }
    summary = board.summary
    assert (summary.open, summary.late, summary.due_this_week, summary.untold) == (5, 2, 1, 2)
    assert follow_up_summary(precinct.id, TODAY) == summary


def test_a_summary_of_nothing_is_zeros(precinct: Precinct) -> None:
    summary = follow_up_summary(precinct.id, TODAY, FollowUpFilter(text="nowhere"))
    assert (summary.open, summary.late, summary.due_this_week, summary.untold) == (0, 0, 0, 0)


def test_one_promise_comes_with_its_concern_event_person_and_notes(precinct: Precinct) -> None:
    officer = given.an_officer(precinct)
    person = given.a_person(precinct, phone="205 555 0123")
    event = given.an_event(precinct)
    concern = given.a_concern(precinct, event=event)
    made = promised(precinct, "Fix it", concern=concern, event=event, promised_to_person=person, owner=officer)
    for day, text in ((2, "asked"), (9, "answered")):
        FollowUpNote.create(follow_up=made, written_on=date(2019, 1, day), officer=officer, words=text)
    told = follow_up_detail(made.id, TODAY)
    assert (told.words, told.owner_name, told.promised_to) == ("Fix it", "Ofc. R. Sample", "Opal Ferncastle")
    assert (told.topic, told.concern_words, told.event_title) == ("Speeding", "Cars race past the school", "Meeting")
    assert told.person is not None
    assert told.person.phone == "205 555 0123"
    assert [note.words for note in told.notes] == ["answered", "asked"]


@pytest.mark.parametrize("secret", ["concern", "person"])
def test_what_is_confidential_is_masked_unless_the_reader_may_see_it(precinct: Precinct, secret: str) -> None:
    person = given.a_person(precinct, confidential=secret == "person")
    concern = given.a_concern(precinct, confidential=secret == "concern")
    made = promised(precinct, "Fix it", concern=concern, promised_to_person=person)
    masked = follow_up_detail(made.id, TODAY)
    assert masked.person is None
    assert masked.promised_to == ""
    assert (masked.concern_words is None) == (secret == "concern")
    seen = follow_up_detail(made.id, TODAY, confidential=True)
    assert seen.person is not None
    assert (seen.promised_to, seen.concern_words) == ("Opal Ferncastle", "Cars race past the school")
    listed = follow_up_list(precinct.id, TODAY, FollowUpFilter(person=person.id))
    assert listed.rows[0].promised_to == ""


def test_a_promise_that_is_gone_is_told_plainly(store: object) -> None:
    with pytest.raises(NotFoundError):
        follow_up_detail(999, TODAY)


@pytest.mark.parametrize("many", [1, 30])
def test_the_number_of_statements_does_not_follow_the_data(precinct: Precinct, many: int) -> None:
    for number in range(many):
        made = promised(precinct, f"Number {number}", number)
        FollowUpNote.create(follow_up=made, written_on=TODAY, words="note")
    with counted_statements() as listed:
        follow_up_list(precinct.id, TODAY)
    with counted_statements() as board:
        follow_up_board(precinct.id, TODAY)
    with counted_statements() as one:
        follow_up_detail(made.id, TODAY)
    assert (len(listed), len(board), len(one)) == (2, 6, 3)

"""Small reads, each with what it answers where little is kept or little may be told."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from outreach.actions.change import Actor
from outreach.actions.people import PersonDetails, add_people, merge_people
from outreach.actions.precinct import PrecinctDetails, set_up_precinct
from outreach.actions.shifts import ShiftDetails, ShiftPlanDetails, adopt_shift_plan
from outreach.actions.signin import sign_in
from outreach.actions.undo import undo
from outreach.errors import NotFoundError
from outreach.queries.accounts import AccountLine, Standing
from outreach.queries.crime import CrimeCounts
from outreach.queries.crime_entries import crime_entries
from outreach.queries.known import known_names
from outreach.queries.merges import merge_entry
from outreach.queries.public_records import CONFIDENTIAL_PERSON, CONFIDENTIAL_WORDS, Withheld, public_records
from outreach.queries.record_names import record_names
from outreach.queries.search import search
from outreach.queries.sheet_code import SheetCode, read_sheet_code
from outreach.queries.shift_plans import ShiftLine, shift_plans
from outreach.queries.shown import confidential_shown
from outreach.records.events import Attendance
from outreach.records.followups import FollowUpNote
from outreach.records.people import Person
from tests.conftest import Store
from tests.given import (
    a_concern,
    a_crime_count,
    a_follow_up,
    a_neighborhood,
    a_person,
    a_precinct,
    a_topic,
    an_event,
    an_offense,
    an_officer,
)  # fmt: skip
from tests.statements import counted_statements

BY = Actor("Ofc. Sample")


def test_counts_of_whole_areas_alone_can_be_corrected(store: Store) -> None:
    precinct = a_precinct()
    january = date(2019, 1, 1)
    burglary = an_offense(precinct)
    own = a_crime_count(precinct, january, 138, offense=burglary, source="CompStat")
    department = a_crime_count(precinct, january, 460, offense=burglary, scope="department")
    a_crime_count(precinct, january, 9, offense=burglary, scope="neighborhood", neighborhood=a_neighborhood(precinct))
    a_crime_count(precinct, date(2018, 12, 1), 182, offense=burglary)
    with counted_statements() as seen:
        found = crime_entries(precinct.id, january)
    assert [(one.id, one.scope, one.count, one.source) for one in found] == [
        (own.id, "precinct", 138, "CompStat"),
        (department.id, "department", 460, ""),
    ]
    assert len(seen) == 1


def test_plans_come_newest_first_with_their_shifts_in_order(store: Store) -> None:
    precinct = set_up_precinct(BY, PrecinctDetails("Birmingham Police Department", "West")).only_id("precinct")
    day, night = ShiftDetails("Day", time(6), time(18)), ShiftDetails("Night", time(18), time(6))
    adopt_shift_plan(BY, precinct, ShiftPlanDetails("Two shifts", date(2017, 1, 1), (night, day)))
    adopt_shift_plan(BY, precinct, ShiftPlanDetails("One shift", date(2019, 1, 1), (day,)))
    with counted_statements() as seen:
        newest, older = shift_plans(precinct)
    assert (newest.name, newest.valid_to) == ("One shift", None)
    assert older.valid_to == newest.valid_from - timedelta(days=1)
    assert older.shifts == (ShiftLine("Night", time(18), time(6)), ShiftLine("Day", time(6), time(18)))
    assert len(seen) == 2


def test_the_entry_of_a_merge_is_found_until_it_is_taken_back(store: Store) -> None:
    precinct = set_up_precinct(BY, PrecinctDetails("Birmingham Police Department", "West")).only_id("precinct")
    names = [PersonDetails(given, "Ferncastle") for given in ("Opal", "Opel", "Rufus", "Rufous")]
    opal, opel, rufus, rufous = add_people(BY, precinct, names).ids("person")
    first = merge_people(BY, opal, 1, opel, 1, names[0])
    second = merge_people(BY, rufus, 1, rufous, 1, names[2])
    assert (merge_entry(opel), merge_entry(rufous)) == (first.entry, second.entry)
    assert merge_entry(opal) is None
    assert first.entry is not None
    undo(BY, first.entry)
    assert merge_entry(opel) is None
    kept, gone = Person.get_by_id(opal), Person.get_by_id(opel)
    again = merge_people(BY, opal, kept.version, opel, gone.version, names[0])
    assert merge_entry(opel) == again.entry


def test_a_merge_that_was_taken_back_and_done_again_is_taken_back_once_more(store: Store) -> None:
    precinct = a_precinct()
    names = [PersonDetails(name, "Ferncastle") for name in ("Opal", "Opel")]
    opal, opel = add_people(BY, precinct.id, names).ids("person")
    step = merge_people(BY, opal, 1, opel, 1, names[0]).entry
    for _ in range(2):
        assert step is not None
        taken = undo(BY, step).entry
        assert (merge_entry(opel), Person.get_by_id(opel).merged_into_id) == (None, None)
        assert taken is not None
        again = undo(BY, taken).entry
        with counted_statements() as sent:
            step = merge_entry(opel)
        assert (step, len(sent)) == (again, 2)
        assert Person.get_by_id(opel).merged_into_id == opal


def test_a_merge_is_taken_back_alone_where_the_kept_entry_was_merged_onward(store: Store) -> None:
    precinct = a_precinct()
    names = [PersonDetails(name, "Ferncastle") for name in ("Opal", "Opel", "Opaline")]
    opal, opel, opaline = add_people(BY, precinct.id, names).ids("person")
    event = an_event(precinct).id
    sign_in(BY, event, opel)
    first = merge_people(BY, opal, 1, opel, 1, names[0])
    onward = merge_people(BY, opaline, 1, opal, Person.get_by_id(opal).version, names[2])
    assert merge_entry(opel) == first.entry
    assert merge_entry(opal) == onward.entry
    assert first.entry is not None
    undo(BY, first.entry)
    into = {one.id: one.merged_into_id for one in Person.select()}
    assert into == {opal: opaline, opel: None, opaline: None}
    assert [line.person_id for line in Attendance.select()] == [opel]
    assert (merge_entry(opel), merge_entry(opal)) == (None, onward.entry)


def test_an_account_has_one_standing_and_a_decision_goes_first() -> None:
    line = AccountLine(1, 1, "opal", "officer", "", True, None, None, False, False)
    assert line.standing is Standing.ACTIVE
    assert replace(line, locked=True).standing is Standing.LOCKED
    assert replace(line, locked=True, unused=True).standing is Standing.UNUSED
    assert replace(line, locked=True, unused=True, active=False).standing is Standing.DISABLED


def test_no_months_cost_no_statement(store: Store) -> None:
    precinct = a_precinct()
    a_crime_count(precinct, date(2019, 1, 1), 138)
    with counted_statements() as seen:
        assert CrimeCounts(precinct.id, []).offenses == {}
    assert seen == []


def test_records_are_called_by_what_tells_them_and_a_confidential_person_is_nameless(store: Store) -> None:
    precinct = a_precinct()
    officer, topic = an_officer(precinct), a_topic(precinct)
    opal, hushed = a_person(precinct), a_person(precinct, "Hushed", "Witness", confidential=True)
    wanted = {"officer": [officer.id, 999], "topic": [topic.id], "person": [opal.id, hushed.id], "event": [1]}
    told = {
        ("officer", officer.id): "Ofc. R. Sample",
        ("topic", topic.id): "Speeding",
        ("person", opal.id): "Opal Ferncastle",
        ("person", hushed.id): "confidential",
    }
    with counted_statements() as seen:
        assert record_names(wanted) == told
    assert len(seen) == 3
    assert record_names(wanted, confidential=True) == {**told, ("person", hushed.id): "Hushed Witness"}


def test_the_code_of_another_program_is_no_sheet() -> None:
    code = SheetCode(UUID(int=7), 2, "letter", 20, 24.5, 640.0)
    assert read_sheet_code(code.text) == code
    assert read_sheet_code(f"{code.text}:7") is None
    assert read_sheet_code("https://example.org") is None


def test_names_of_a_precinct_that_is_gone_are_not_made_up(store: Store) -> None:
    with pytest.raises(NotFoundError, match="This precinct is no longer kept: choose another"):
        known_names(999)


def test_what_a_search_finds_shows_who_is_confidential(store: Store) -> None:
    precinct = a_precinct()
    hushed, said = a_person(precinct, "Hushed", "Witness", confidential=True), a_concern(precinct, confidential=True)
    a_person(precinct, "Hushed", "Openly")
    hits = {one: search(precinct.id, one, confidential=True) for one in ("Hushed", "cars")}
    assert len(hits["Hushed"]) == 2
    assert confidential_shown(hits) == (("person", hushed.id), ("concern", said.id))


def test_notes_on_a_confidential_promise_stay_behind_with_the_reason(store: Store) -> None:
    precinct = a_precinct()
    event = an_event(precinct)
    hushed = a_person(precinct, "Hushed", "Witness", confidential=True)
    promises = (
        a_follow_up(precinct, event=event),
        a_follow_up(precinct, event=event, concern=a_concern(precinct, event=event, confidential=True)),
        a_follow_up(precinct, event=event, promised_to_person=hushed),
    )
    for promise in promises:
        FollowUpNote.create(follow_up=promise, written_on=event.date, words="Called at noon")
    (notes,) = (sheet for sheet in public_records(precinct.id, event=event.id).sheets if sheet.title == "Notes")
    assert [(one.values[2], one.withheld) for one in notes.entries] == [
        ("Called at noon", ()),
        ("", (Withheld("Words", CONFIDENTIAL_WORDS),)),
        ("", (Withheld("Words", CONFIDENTIAL_PERSON),)),
    ]

"""The audit trail: listed, verified, and what undo and redo take next."""

from dataclasses import replace
from datetime import date

import pytest

from outreach.actions.change import Actor
from outreach.actions.import_attendance import SignedLines, add_attendance
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood
from outreach.actions.undo import undo
from outreach.errors import NotFoundError
from outreach.queries import audit
from outreach.queries.audit import (
    AuditFilter,
    audit_entries,
    audit_rows,
    next_to_redo,
    next_to_undo,
    stands_as,
    tells_much,
)
from outreach.records.precinct import Precinct
from tests import given

pytestmark = pytest.mark.usefixtures("store")

BY = Actor("R. Sample", workstation="desk 1")


def a_step(precinct: Precinct, name: str, by: Actor = BY) -> int:
    entry = add_neighborhood(by, precinct.id, NeighborhoodDetails(name)).entry
    assert entry is not None
    return entry


def steps() -> tuple[int | None, int | None]:
    last, again = next_to_undo("desk 1"), next_to_redo("desk 1")
    return (last.entry if last else None), (again.entry if again else None)


def test_undo_and_redo_walk_through_the_steps_of_a_workstation() -> None:
    precinct = given.a_precinct()
    assert steps() == (None, None)
    first, second = a_step(precinct, "Ensley"), a_step(precinct, "Wylam")
    a_step(precinct, "Elsewhere", Actor("D. Example", workstation="desk 2"))
    assert steps() == (second, None)
    undone = undo(BY, second).entry
    assert steps() == (first, undone)
    assert undone is not None
    undone_too = undo(BY, first).entry
    assert steps() == (None, undone_too)
    assert undone_too is not None
    redone = undo(BY, undone_too).entry
    assert steps() == (redone, undone)
    told = next_to_undo("desk 1")
    assert told is not None
    assert told.action == "add_neighborhood"
    fresh = a_step(precinct, "Roosevelt")
    assert steps() == (fresh, None)


def test_the_trail_is_listed_by_any_filter() -> None:
    precinct = given.a_precinct()
    first = a_step(precinct, "Ensley")
    second = a_step(precinct, "Wylam", Actor("D. Example", workstation="desk 2"))

    def keys(chosen: AuditFilter) -> list[int]:
        return [line.id for line in audit_entries(chosen).rows]

    assert keys(AuditFilter()) == [second, first]
    assert keys(AuditFilter(actor="R. Sample")) == keys(AuditFilter(workstation="desk 1")) == [first]
    assert keys(AuditFilter(action="hold_event")) == []
    today = date.fromisoformat(audit_entries().rows[0].at[:10])
    assert len(keys(AuditFilter(first=today, last=today))) == 2
    assert keys(AuditFilter(last=date(2019, 1, 1))) == []
    (row,) = audit_rows(first)
    assert (row.table, row.before, row.after and row.after["name"]) == ("neighborhood", None, "Ensley")
    with pytest.raises(NotFoundError):
        audit_rows(999)


def test_the_trail_goes_on_before_a_number() -> None:
    precinct = given.a_precinct()
    first, second = a_step(precinct, "Ensley"), a_step(precinct, "Wylam")
    page = audit_entries(limit=1)
    assert ([line.id for line in page.rows], page.more) == ([second], True)
    page = audit_entries(before=second, limit=1)
    assert ([line.id for line in page.rows], page.more) == ([first], False)


def test_one_officer_at_a_shared_desk_takes_back_her_own_steps_alone() -> None:
    precinct = given.a_precinct()
    officer = given.an_officer(precinct)
    own = a_step(precinct, "Ensley", replace(BY, officer_id=officer.id))
    other = a_step(precinct, "Wylam")
    told = [next_to_undo("desk 1", officer=one) for one in (officer.id, None)]
    assert [step.entry for step in told if step] == [own, other]


def test_an_undo_of_a_step_longer_ago_than_is_looked_back_takes_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    precinct = given.a_precinct()
    first, second = a_step(precinct, "Ensley"), a_step(precinct, "Wylam")
    undo(BY, first)
    monkeypatch.setattr(audit, "_LOOK_BACK", 2)
    assert steps() == (second, None)


def test_a_long_sign_in_is_known_to_take_its_time_however_short_its_details_are() -> None:
    precinct = given.a_precinct()
    event = given.an_event(precinct, date(2019, 1, 8)).id
    alone, alike, nothing = a_step(precinct, "Ensley"), ["M. Sample"] * 1_000, [None] * 1_000
    lines = SignedLines(
        [event] * 1_000,
        nothing,
        alike,
        nothing,
        nothing,
        [True] * 1_000,
        [True] * 1_000,
        nothing,
        nothing,
        [""] * 1_000,
    )
    entry = add_attendance(BY, precinct.id, [lines]).entry or 0
    assert (tells_much(alone), tells_much(entry)) == (False, True)


def test_what_was_taken_back_stands_no_more_until_it_is_done_again() -> None:
    precinct = given.a_precinct()
    first, other = a_step(precinct, "Ensley"), a_step(precinct, "Wylam")
    assert stands_as(first) == first
    undone = undo(BY, first).entry or 0
    assert (stands_as(first), stands_as(other)) == (None, other)
    redone = undo(BY, undone).entry or 0
    assert (stands_as(first), stands_as(undone)) == (redone, None)
    undo(BY, redone)
    assert stands_as(first) is None

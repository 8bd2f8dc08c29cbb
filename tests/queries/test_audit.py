"""The audit trail: listed, verified, and what undo and redo take next."""

from datetime import date

import pytest

from outreach.actions.change import Actor
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood
from outreach.actions.undo import undo
from outreach.errors import NotFoundError
from outreach.queries.audit import (
    AuditFilter,
    audit_entries,
    audit_rows,
    next_to_redo,
    next_to_undo,
    verify_chain,
)
from outreach.records.audit import AuditPayload
from outreach.records.base import database
from outreach.records.precinct import Precinct
from tests import given
from tests.conftest import Store

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


def test_a_trail_that_was_not_touched_has_no_faults() -> None:
    precinct = given.a_precinct()
    for name in ("Ensley", "Wylam", "Roosevelt"):
        a_step(precinct, name)
    assert verify_chain() == ()
    AuditPayload.update(payload="").where(AuditPayload.entry_id == 2).execute()
    assert verify_chain() == ()


@pytest.mark.parametrize(
    ("forgery", "where"),
    [
        ("UPDATE audit_entry SET actor = 'X. Other' WHERE id = 2", {2}),
        ("DELETE FROM audit_entry WHERE id = 2", {2}),
        ("UPDATE audit_payload SET payload = '[]' WHERE entry_id = 2", {2}),
        ("UPDATE audit_entry SET previous_hash = 'x' WHERE id = 3", {3}),
    ],
)
def test_a_forged_trail_is_found_out(store: Store, forgery: str, where: set[int]) -> None:
    precinct = given.a_precinct()
    for name in ("Ensley", "Wylam", "Roosevelt"):
        a_step(precinct, name)
    if store.kind == "sqlite":
        for operation in ("UPDATE", "DELETE"):
            database.execute_sql(f"DROP TRIGGER audit_entry_refuses_{operation}")
    else:
        database.execute_sql("DROP TRIGGER audit_entry_refuses_change ON audit_entry")
    database.execute_sql(forgery)
    assert {finding.entry for finding in verify_chain()} == where

"""What an entry tells of very many rows is kept in parts, and read, taken back and forgotten as one."""

from datetime import UTC, datetime, timedelta

import pytest

from outreach.actions.change import change
from outreach.actions.retention import purge, set_retention
from outreach.actions.rows import image
from outreach.actions.undo import undo
from outreach.queries.audit import audit_rows, whole_trail
from outreach.queries.soundness import record_faults
from outreach.queries.trail_check import verify_chain
from outreach.queries.untold import untold_faults
from outreach.records import told
from outreach.records.audit import AuditPayload, AuditPayloadPart
from outreach.records.followups import Topic
from outreach.records.retention import Retained
from outreach.records.told import ToldRows
from tests import given
from tests.actions.contents import contents
from tests.conftest import Store
from tests.trail import BY, unguarded

TODAY = datetime.now(UTC).date()
pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a hundred rows are very many."""
    for name, most in (("_PIECE", 900), ("_MOST_HELD", 500), ("_MOST_LOOSE", 10)):
        monkeypatch.setattr(told, name, most)


def written() -> tuple[int, int]:
    """A precinct and an entry: 120 topics that are added, and 25 of them changed."""
    precinct: int = given.a_precinct().id
    with change(BY, "add_topics") as c:
        c.create_many(Topic, [{"precinct": precinct, "name": f"“Topic” {at}"} for at in range(120)])
        for at, topic in enumerate(Topic.select().order_by(Topic.id).limit(25)):
            c.update(topic, name=f"Another {at}")
    assert c.changes.entry is not None
    assert len(c.changes.ids("topic")) == 145
    return precinct, c.changes.entry


def test_it_is_in_parts_of_which_none_is_long_and_each_holds_whole_rows() -> None:
    _, entry = written()
    (first,) = (one.payload for one in AuditPayload.select().where(AuditPayload.entry_id == entry))
    parts = [one.payload for one in AuditPayloadPart.select().order_by(AuditPayloadPart.number)]
    assert len(parts) >= 2
    assert sum(len(ToldRows.read(part)) for part in (first, *parts)) == 145
    assert "".join((first, *parts)) == ToldRows.read("".join((first, *parts))).payload()


def test_everybody_who_reads_it_reads_all_of_it() -> None:
    _, entry = written()
    assert len(audit_rows(entry)) == 145
    assert [len(one.rows or ()) for one in whole_trail()] == [145]
    assert verify_chain() == ()
    assert untold_faults(image) == ()
    (last,) = (row for row in audit_rows(entry) if row.after == {"name": "Another 24"})
    assert last.before == {"name": "“Topic” 24"}


def test_it_is_taken_back_and_done_again() -> None:
    _, entry = written()
    before = contents()
    undone = undo(BY, entry)
    assert not Topic.select().exists()
    assert undone.entry is not None
    undo(BY, undone.entry)
    assert contents() == before
    assert verify_chain() == ()


def test_a_part_that_is_changed_or_taken_away_is_found_out(store: Store) -> None:
    written()
    unguarded(store)
    some = AuditPayloadPart.select().order_by(AuditPayloadPart.id.desc()).get()
    for spoil in (AuditPayloadPart.update(payload="]"), AuditPayloadPart.delete()):
        spoil.where(AuditPayloadPart.id == some.id).execute()
        (finding,) = verify_chain()
        assert finding.words == "has details that were changed after they were written"


def test_a_purge_forgets_all_parts() -> None:
    precinct, _ = written()
    set_retention(BY, precinct, {Retained.DETAILS: 1})
    purge(BY, precinct, TODAY + timedelta(days=400))
    assert {one.payload for one in AuditPayloadPart.select()} == {""}
    assert verify_chain() == ()


def test_a_part_of_no_entry_is_found() -> None:
    AuditPayloadPart.create(entry_id=9, number=1, payload="]")
    assert [fault.words for fault in record_faults(TODAY)] == ["1 detail of the audit trail belongs to no entry"]

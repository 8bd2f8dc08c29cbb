"""What holds for every action: one transaction, one entry in the trail, changes that tell it, and an undo."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest

from outreach.actions.change import Actor, Changes
from outreach.actions.rows import image
from outreach.actions.undo import undo
from outreach.errors import OutreachError
from outreach.queries.tally_check import tally_faults
from outreach.queries.untold import untold_faults
from outreach.records.base import database
from tests.actions.contents import contents
from tests.actions.every_action import ACTIONS, World, public_actions
from tests.trail import entries, last_told

pytestmark = pytest.mark.usefixtures("store")

BY = Actor("R. Sample", workstation="desk 2")
STAYS = {
    "issue.issue_report": "An issued report stays as it was signed",
    "precinct.set_up_precinct": "A precinct that was set up stays",
    "archive.restore_archive": "An archive that was put back stays",
    "field_kit.make_kit": "A field kit that was made stays",
}
"""Actions that are never taken back, and why."""
BEFOREHAND = {"undo.undo": 1, "checklists.start_checklist": 1}
"""Actions whose example takes another action first, and how many."""


@contextmanager
def counted_commits() -> Iterator[list[str]]:
    commits: list[str] = []
    commit = database.obj.commit

    def record() -> None:
        commits.append("commit")
        commit()

    with patch.object(database.obj, "commit", record):
        yield commits


def test_the_table_names_every_action() -> None:
    assert public_actions() == set(ACTIONS)


def test_every_action_is_one_transaction_and_one_entry_that_can_be_taken_back(subtests: pytest.Subtests) -> None:
    for name in ACTIONS:
        with subtests.test(name):
            changes = one_transaction_and_one_entry(name)
            assert tally_faults() == ()
            if name in STAYS:
                with pytest.raises(OutreachError, match=STAYS[name]):
                    undo(BY, changes.entry or 0)
            else:
                taken_back_and_done_again(changes)
    assert tally_faults() == ()
    # All rows are as the trail tells them; the worlds that the actions act in were made past it.
    differ = [fault.words for fault in untold_faults(image) if "told by no entry" not in fault.words]
    assert differ == []


def one_transaction_and_one_entry(name: str) -> Changes:
    world, told, beforehand = World(), entries(), BEFOREHAND.get(name, 0)
    with counted_commits() as commits:
        changes = ACTIONS[name](BY, world)
    assert len(commits) == 1 + beforehand
    assert entries() == told + 1 + beforehand
    entry = last_told()
    assert (entry.entry, entry.actor, entry.action) == (changes.entry, BY.name, changes.action)
    assert [(row["table"], row["id"]) for row in entry.rows] == list(changes.touched)
    return changes


def taken_back_and_done_again(changes: Changes) -> None:
    done = contents(changes.kinds)
    undone = undo(BY, changes.entry or 0)
    before = contents(changes.kinds)
    assert before != done
    assert undone.kinds == changes.kinds
    redone = undo(BY, undone.entry or 0)
    assert contents(changes.kinds) == done
    undo(BY, redone.entry or 0)
    assert contents(changes.kinds) == before

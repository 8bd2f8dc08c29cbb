import pytest

from outreach.actions.change import Actor, change
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhoods
from outreach.errors import OutreachError
from outreach.records.audit import AuditEntry
from outreach.records.people import Neighborhood
from tests.conftest import Store
from tests.given import a_precinct

CLERK = Actor("Test Clerk", workstation="test")


def test_actions_inside_an_action_are_one_entry(store: Store) -> None:
    precinct = a_precinct()
    with change(CLERK, "import_everything") as c:
        inner = add_neighborhoods(CLERK, precinct.id, [NeighborhoodDetails("Ensley")])
        add_neighborhoods(CLERK, precinct.id, [NeighborhoodDetails("Pratt")])
    assert [entry.action for entry in AuditEntry.select()] == ["import_everything"]
    assert inner.entry is None
    assert c.changes.entry == 1
    assert len(c.changes.ids("neighborhood")) == 2
    add_neighborhoods(CLERK, precinct.id, [NeighborhoodDetails("Wylam")])
    assert [entry.action for entry in AuditEntry.select()] == ["import_everything", "add_neighborhoods"]


def test_a_refused_part_takes_the_whole_back(store: Store) -> None:
    precinct = a_precinct()

    def add_one_twice() -> None:
        with change(CLERK, "import_everything"):
            add_neighborhoods(CLERK, precinct.id, [NeighborhoodDetails("Ensley")])
            add_neighborhoods(CLERK, precinct.id, [NeighborhoodDetails("ensley")])

    with pytest.raises(OutreachError, match="already"):
        add_one_twice()
    assert not Neighborhood.select().exists()
    assert not AuditEntry.select().exists()

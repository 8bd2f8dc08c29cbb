"""An action goes on when the server comes back, and is not done twice."""

from collections.abc import Callable

import pytest

from outreach.actions.change import Actor, Changes
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood
from outreach.actions.retrying import recorded_as, recorded_once
from outreach.errors import ServerLostError
from outreach.records.audit import AuditEntry
from outreach.records.people import Neighborhood
from tests.conftest import Store
from tests.given import a_precinct

BY = Actor("R. Sample", workstation="desk 1")


@pytest.fixture
def add(store: Store) -> Callable[[], Changes]:
    precinct = a_precinct().id
    return lambda: add_neighborhood(BY, precinct, NeighborhoodDetails("Ensley"))


def test_it_is_done_again_after_each_pause_until_the_server_is_there(add: Callable[[], Changes]) -> None:
    lost = [ServerLostError("The server was cut."), ServerLostError("The server was cut.")]

    def action() -> Changes:
        if lost:
            raise lost.pop()
        return add()

    assert recorded_once(action, (0.0, 0.001)).only_id("neighborhood") == Neighborhood.get().id


def test_what_may_be_recorded_is_looked_for_and_else_done(add: Callable[[], Changes]) -> None:
    lost = [ServerLostError("The server was cut.")]
    lost[0].perhaps = (999, "of no entry")

    def action() -> Changes:
        if lost:
            raise lost.pop()
        return add()

    assert recorded_as(999, "of no entry") is None
    assert recorded_once(action).entry == 1


def test_a_server_that_stays_away_is_told_in_the_end(store: Store) -> None:
    tries: list[int] = []

    def action() -> Changes:
        tries.append(1)
        raise ServerLostError("The server was cut.")

    with pytest.raises(ServerLostError, match="was cut"):
        recorded_once(action, (0.0, 0.0))
    assert len(tries) == 3


def test_what_was_recorded_before_the_cut_is_not_recorded_again(add: Callable[[], Changes]) -> None:
    made = add()
    lost = ServerLostError("The server was cut.")
    lost.perhaps = (made.entry or 0, AuditEntry.get().hash)
    cut = [lost]

    def action() -> Changes:
        if cut:
            raise cut.pop()
        return add()

    assert recorded_once(action) == made
    assert Neighborhood.select().count() == 1

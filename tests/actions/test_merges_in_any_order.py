"""People are recorded, named and merged, and steps taken back and done again, at random: nothing is ever left under an
entry that was merged away, where nobody sees it, and the numbers that the database keeps are right."""

import pytest

from outreach.actions.change import Actor
from tests import given
from tests.actions.at_random import Desk, what_is_wrong

pytestmark = pytest.mark.usefixtures("store")


@pytest.mark.parametrize("seed", [1, 6, 8])
def test_nothing_is_ever_left_under_an_entry_that_was_merged_away(seed: int) -> None:
    own = given.a_precinct()
    for make in (given.a_topic, given.an_event_kind, given.an_organization, given.a_measure_kind):
        make(own)
    for name in ("Ensley", "Wylam"):
        given.a_neighborhood(own, name)
    desk, done = Desk(seed, Actor("R. Sample", workstation="desk 2")), 0
    for _ in range(3):
        desk.add()
        desk.record()
    for _ in range(60):
        done += desk.work()
        assert what_is_wrong() == []
    assert done > 20

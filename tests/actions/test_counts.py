"""Head counts by group and measures of an event: unknown is not zero, and nothing is below it."""

import pytest

from outreach.actions.counts import remove_head_count, set_head_counts, set_measures
from outreach.errors import NotFoundError
from outreach.records.events import HeadCount, Measure
from tests import given
from tests.actions.refusals import refused
from tests.statements import counted_statements
from tests.trail import BY, entries, last_told

pytestmark = pytest.mark.usefixtures("store")


def heads(event: int) -> dict[str, int | None]:
    return {one.group_name: one.count for one in HeadCount.select().where(HeadCount.event == event)}


def test_groups_are_counted_corrected_and_left_alone() -> None:
    event = given.an_event(given.a_precinct()).id
    changes = set_head_counts(BY, event, [("Adults", 20), (" Youth ", None)])
    assert heads(event) == {"Adults": 20, "Youth": None}
    assert changes.kinds == {"head_count"}
    set_head_counts(BY, event, [("youth", 0), ("Seniors", 4)])
    assert heads(event) == {"Adults": 20, "Youth": 0, "Seniors": 4}
    told = last_told()
    assert told.action == "set_head_counts"
    assert told.of("head_count")[0] == ({"count": None}, {"count": 0})
    assert entries() == 2
    assert set_head_counts(BY, event, [("Adults", 20)]).entry is None
    remove_head_count(BY, event, "Adults")
    assert set(heads(event)) == {"Youth", "Seniors"}
    assert last_told().of("head_count")[0][0]["count"] == 20
    assert remove_head_count(BY, event, "Adults").entry is None


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([("Adults", 20), ("Youth", -1)], "'Youth' is -1, below zero"),
        ([("Adults", 1_000_001)], "'Adults' is 1,000,001, over a million"),
        ([("Adults", 1), (" adults", 2)], "The group 'adults' is counted twice"),
        ([(" ", 1)], "The name of a group is missing"),
    ],
)
def test_head_counts_that_cannot_be_are_refused(counts: list[tuple[str, int | None]], words: str) -> None:
    event = given.an_event(given.a_precinct()).id
    set_head_counts(BY, event, [("Adults", 3)])
    with refused(words):
        set_head_counts(BY, event, counts)
    with refused("This event is no longer kept", NotFoundError):
        set_head_counts(BY, 999_999, [("Adults", 1)])


def test_measures_are_counted_corrected_and_left_alone() -> None:
    precinct = given.a_precinct()
    event = given.an_event(precinct).id
    firearms, contacts = given.a_measure_kind(precinct).id, given.a_measure_kind(precinct, "Citizen contacts").id
    with counted_statements() as statements:
        set_measures(BY, event, [(firearms, None), (contacts, 12)])
    assert len(statements) <= 9
    changes = set_measures(BY, event, [(firearms, 3)])
    assert {one.kind_id: one.count for one in Measure.select()} == {firearms: 3, contacts: 12}
    assert changes.kinds == {"measure"}
    assert Measure.get(kind=firearms).version == 2
    assert last_told().of("measure") == [({"count": None}, {"count": 3})]


def test_measures_that_cannot_be_are_refused() -> None:
    precinct = given.a_precinct()
    event, firearms = given.an_event(precinct).id, given.a_measure_kind(precinct).id
    elsewhere = given.a_measure_kind(given.a_precinct("North Precinct")).id
    with refused("A count is -1, below zero"):
        set_measures(BY, event, [(firearms, -1)])
    with refused("One thing is counted twice"):
        set_measures(BY, event, [(firearms, 1), (firearms, 2)])
    with refused("This measure kind is not one of this precinct"):
        set_measures(BY, event, [(elsewhere, 1)])
    with refused("This event is no longer kept", NotFoundError):
        set_measures(BY, 999_999, [(firearms, 1)])

"""Kinds of event and measure, and topics: lists a precinct makes its own."""

import pytest

from outreach.actions.kinds import (
    EventKindDetails,
    add_event_kind,
    add_measure_kind,
    add_topic,
    edit_event_kind,
    edit_measure_kind,
    edit_topic,
)
from outreach.errors import NotFoundError, StaleVersionError
from outreach.records.events import EventKind, EventKindMeasure, MeasureKind
from outreach.records.followups import Topic
from tests import given
from tests.actions.refusals import refused
from tests.trail import BY, last_told

pytestmark = pytest.mark.usefixtures("store")


def asked(kind: int) -> list[int]:
    rows = EventKindMeasure.select().where(EventKindMeasure.kind == kind).order_by(EventKindMeasure.measure)
    return [row.measure_id for row in rows]


def test_a_kind_of_event_comes_last_with_the_measures_it_asks_for() -> None:
    precinct = given.a_precinct()
    given.an_event_kind(precinct, position=4)
    firearms, contacts = given.a_measure_kind(precinct), given.a_measure_kind(precinct, "Citizen contacts")
    details = EventKindDetails(" Gun turn-in ", False, True, measures=(firearms.id, contacts.id, firearms.id))
    changes = add_event_kind(BY, precinct.id, details)
    kind = EventKind.get_by_id(changes.only_id("event_kind"))
    assert (kind.name, kind.position, kind.asks_sign_in, kind.asks_hours) == ("Gun turn-in", 5, False, True)
    assert asked(kind.id) == [firearms.id, contacts.id]
    assert last_told().tables() == ["event_kind", "event_kind_measure", "event_kind_measure"]


def test_editing_the_measures_alone_raises_the_version_of_the_kind() -> None:
    precinct = given.a_precinct()
    one, two, three = (given.a_measure_kind(precinct, name).id for name in ("One", "Two", "Three"))
    kind = add_event_kind(BY, precinct.id, EventKindDetails("Fair", measures=(one, two))).only_id("event_kind")
    changes = edit_event_kind(BY, kind, 1, EventKindDetails("Fair", measures=(two, three)))
    assert asked(kind) == [two, three]
    assert EventKind.get_by_id(kind).version == 2
    assert ("event_kind", kind) in changes.touched
    edit_event_kind(BY, kind, 1, EventKindDetails("Fair", measures=(one,)))
    assert asked(kind) == [three]


def test_editing_a_kind_and_its_measures_raises_the_version_once() -> None:
    precinct = given.a_precinct()
    measure = given.a_measure_kind(precinct).id
    kind = add_event_kind(BY, precinct.id, EventKindDetails("Fair")).only_id("event_kind")
    edit_event_kind(BY, kind, 1, EventKindDetails("Fair", active=False, measures=(measure,)))
    record = EventKind.get_by_id(kind)
    assert (record.version, record.active) == (2, False)
    assert edit_event_kind(BY, kind, 2, EventKindDetails("Fair", active=False, measures=(measure,))).entry is None


def test_a_kind_that_cannot_be_is_refused() -> None:
    precinct = given.a_precinct()
    elsewhere = given.a_measure_kind(given.a_precinct("North Precinct")).id
    kind = given.an_event_kind(precinct, "Vigil").id
    other = given.an_event_kind(precinct, "Fair").id
    for details, words in (
        (EventKindDetails("  "), "The name is missing"),
        (EventKindDetails("vigil"), "already an event kind with the name 'vigil'"),
        (EventKindDetails("Parade", measures=(elsewhere,)), "This measure kind is not one of this precinct"),
    ):
        with refused(words):
            add_event_kind(BY, precinct.id, details)
        with refused(words):
            edit_event_kind(BY, other, 1, details)
    assert edit_event_kind(BY, kind, 1, EventKindDetails("VIGIL")).entry
    with refused("no longer kept", NotFoundError):
        add_event_kind(BY, 9999, EventKindDetails("Parade"))


def test_measure_kinds_are_added_and_renamed() -> None:
    precinct = given.a_precinct()
    first = add_measure_kind(BY, precinct.id, "Flyers").only_id("measure_kind")
    second = add_measure_kind(BY, precinct.id, "Car seats ").only_id("measure_kind")
    assert [MeasureKind.get_by_id(key).position for key in (first, second)] == [0, 1]
    edit_measure_kind(BY, second, 1, "Child seats fitted")
    record = MeasureKind.get_by_id(second)
    assert (record.name, record.version) == ("Child seats fitted", 2)
    assert last_told().of("measure_kind") == [({"name": "Car seats"}, {"name": "Child seats fitted"})]
    with refused("already a measure kind with the name 'FLYERS'"):
        edit_measure_kind(BY, second, 2, "FLYERS")
    with refused("already a measure kind with the name 'Flyers'"):
        add_measure_kind(BY, precinct.id, "Flyers")
    with refused("The name is missing"):
        add_measure_kind(BY, precinct.id, "")
    with refused("Somebody else changed this measure kind", StaleVersionError):
        edit_measure_kind(BY, second, 1, "Seats")


def test_topics_are_added_renamed_and_retired() -> None:
    precinct = given.a_precinct()
    topic = add_topic(BY, precinct.id, "Speding").only_id("topic")
    assert edit_topic(BY, topic, 1, "Speeding", active=False).ids("topic") == (topic,)
    record = Topic.get_by_id(topic)
    assert (record.name, record.active, record.version, record.position) == ("Speeding", False, 2, 0)
    assert last_told().action == "edit_topic"
    with refused("already a topic with the name 'speeding'"):
        add_topic(BY, precinct.id, "speeding")
    with refused("The name is missing"):
        edit_topic(BY, topic, 2, " ", active=True)
    with refused("Somebody else changed this topic", StaleVersionError):
        edit_topic(BY, topic, 1, "Racing", active=True)


def test_precincts_keep_lists_of_their_own() -> None:
    west, north = given.a_precinct(), given.a_precinct("North Precinct")
    add_topic(BY, west.id, "Speeding")
    assert add_topic(BY, north.id, "Speeding").entry

from uuid import uuid4

import pytest

from outreach.errors import NotFoundError
from outreach.queries.by_name import event_of_uid, neighborhood_named, officer_of_badge
from outreach.records.people import NeighborhoodAlias
from tests import given
from tests.conftest import Store


def test_a_neighborhood_is_found_by_name_or_alias_in_any_case(store: Store) -> None:
    precinct = given.a_precinct()
    ensley = given.a_neighborhood(precinct, "Ensley Highlands")
    NeighborhoodAlias.create(precinct=precinct, neighborhood=ensley, spelling="Ensley Hlds")
    given.a_neighborhood(given.a_precinct("East Precinct"), "Ensley")
    assert neighborhood_named(precinct.id, " ensley highlands ") == ensley.id
    assert neighborhood_named(precinct.id, "ENSLEY HLDS") == ensley.id
    with pytest.raises(NotFoundError, match="did you mean 'Ensley Highlands'"):
        neighborhood_named(precinct.id, "Ensley Highland")
    with pytest.raises(NotFoundError, match="check how it is written"):
        neighborhood_named(precinct.id, "Zzz")


def test_an_officer_is_found_by_badge(store: Store) -> None:
    precinct = given.a_precinct()
    officer = given.an_officer(precinct, "A-17")
    assert officer_of_badge(precinct.id, "a-17") == officer.id
    with pytest.raises(NotFoundError, match="did you mean 'A-17'"):
        officer_of_badge(precinct.id, "A17")


def test_an_event_is_found_by_its_identifier(store: Store) -> None:
    precinct = given.a_precinct()
    event = given.an_event(precinct)
    assert event_of_uid(precinct.id, str(event.uid)) == event.id
    assert event_of_uid(precinct.id, event.uid.hex.upper()) == event.id
    with pytest.raises(NotFoundError, match="There is no event"):
        event_of_uid(precinct.id, str(uuid4()))
    with pytest.raises(NotFoundError, match="is not an event's identifier"):
        event_of_uid(precinct.id, "17")

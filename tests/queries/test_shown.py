"""Whatever an answer shows of somebody kept confidentially is found in it, for the audit trail to tell of."""

import pytest

from outreach.queries.events import event_detail
from outreach.queries.follow_up_detail import follow_up_detail
from outreach.queries.neighborhoods import neighborhood_detail
from outreach.queries.people import person_detail
from outreach.queries.search import search
from outreach.queries.shown import confidential_shown
from tests.conftest import Store
from tests.planted import NAME, TODAY, WORD, Planted


@pytest.fixture
def planted(store: Store) -> Planted:
    return Planted()


def test_what_a_promise_and_an_event_show_is_found(planted: Planted) -> None:
    promise = follow_up_detail(planted.follow_up, TODAY, confidential=True)
    assert confidential_shown(promise) == (("person", planted.person), ("follow_up", planted.follow_up))
    event = event_detail(planted.event, confidential=True)
    assert ("concern", planted.concern) in confidential_shown(event)
    assert confidential_shown(event, already=confidential_shown(event)) == ()


def test_what_a_person_s_page_shows_is_found(planted: Planted) -> None:
    told = confidential_shown(person_detail(planted.person, confidential=True))
    assert {("person", planted.person), ("concern", planted.concern), ("follow_up", planted.follow_up)} <= set(told)


def test_whom_an_association_names_is_found(planted: Planted) -> None:
    """A field that names a person tells of her, however deep in the answer it stands."""
    told = confidential_shown([{"area": neighborhood_detail(planted.neighborhood, TODAY, confidential=True)}])
    assert ("person", planted.person) in told


def test_what_a_search_finds_is_found(planted: Planted) -> None:
    assert ("concern", planted.concern) in confidential_shown(search(planted.precinct, WORD, confidential=True))
    found = search(planted.precinct, f"{NAME} patrol", confidential=True) + search(
        planted.precinct, "patrol alley", confidential=True
    )
    assert ("follow_up", planted.follow_up) in confidential_shown(found)
    assert confidential_shown(search(planted.precinct, WORD)) == ()

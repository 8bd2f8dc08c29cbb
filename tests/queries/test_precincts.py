"""Which precinct a command means."""

from datetime import date

import pytest

from outreach.errors import NotFoundError, OutreachError
from outreach.queries.precincts import demo_day, only_precinct, precinct_header, precinct_list, precinct_named
from tests import given
from tests.conftest import Store

pytestmark = pytest.mark.usefixtures("store")


def test_the_only_precinct_needs_no_name() -> None:
    west = given.a_precinct()
    assert only_precinct() == west.id


def test_none_and_several_are_said() -> None:
    with pytest.raises(OutreachError, match="holds no precinct yet"):
        only_precinct()
    given.a_precinct("West Precinct")
    given.a_precinct("East Precinct")
    with pytest.raises(OutreachError, match="--precinct: 'East Precinct', 'West Precinct'"):
        only_precinct()


def test_a_name_is_found_in_any_case() -> None:
    west = given.a_precinct("West Precinct")
    assert precinct_named(" west precinct ") == west.id


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(OutreachError, match="it holds no precinct yet"):
        precinct_named("North")
    given.a_precinct("West Precinct")
    with pytest.raises(OutreachError, match="no precinct 'North' in this database: known is 'West Precinct'"):
        precinct_named("North")


def test_one_name_of_two_agencies_is_said() -> None:
    given.a_precinct("West Precinct", agency="A Police")
    given.a_precinct("West Precinct", agency="B Police")
    with pytest.raises(OutreachError, match=r"\(A Police, B Police\)"):
        precinct_named("West Precinct")
    assert [one.agency for one in precinct_list()] == ["A Police", "B Police"]


def test_the_header_holds_the_settings(store: Store) -> None:
    west = given.a_precinct(commander="Capt. Q. Specimen", paper="a4", logo=b"a picture", traceable_below=5)
    header = precinct_header(west.id)
    assert (header.key, header.version, header.commander, header.paper) == (west.id, 1, "Capt. Q. Specimen", "a4")
    assert (header.logo, header.traceable_below, header.quiet_after_days) == (b"a picture", 5, 60)
    with pytest.raises(NotFoundError, match="no longer kept"):
        precinct_header(west.id + 1)


def test_a_demo_stands_still_on_the_day_of_its_last_held_event() -> None:
    demo = given.a_precinct(is_demo=True)
    given.an_event(demo, date(2019, 2, 28))
    given.an_event(demo, date(2019, 3, 7), status="planned")
    assert demo_day(demo.id) == date(2019, 2, 28)
    real = given.a_precinct("East Precinct")
    given.an_event(real, date(2019, 2, 28))
    assert demo_day(real.id) is None

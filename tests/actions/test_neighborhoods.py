"""Neighborhoods, their spellings and boundaries."""

import pytest

from outreach.actions.neighborhoods import (
    NeighborhoodDetails,
    add_neighborhood,
    add_neighborhoods,
    edit_neighborhood,
)
from outreach.errors import StaleVersionError
from outreach.records.people import Neighborhood, NeighborhoodAlias
from tests import given
from tests.actions.refusals import refused
from tests.statements import counted_statements
from tests.trail import BY, entries, last_told

pytestmark = pytest.mark.usefixtures("store")

SQUARE = '{"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}'


def spellings() -> list[str]:
    return [alias.spelling for alias in NeighborhoodAlias.select().order_by(NeighborhoodAlias.spelling)]


def test_a_neighborhood_is_kept_with_the_spellings_that_differ_from_its_name() -> None:
    precinct = given.a_precinct()
    aliases = (" Ensley Hts ", "ensley", "", "ENSLEY HTS", "E. Highlands")
    details = NeighborhoodDetails(" Ensley ", " West End ", SQUARE, " Church hall ", " 2nd Monday ", True, aliases)
    key = add_neighborhood(BY, precinct.id, details).only_id("neighborhood")
    kept = Neighborhood.get_by_id(key)
    assert (kept.name, kept.community, kept.boundary) == ("Ensley", "West End", SQUARE)
    assert (kept.meeting_place, kept.meeting_rule, kept.active) == ("Church hall", "2nd Monday", True)
    assert spellings() == ["E. Highlands", "Ensley Hts"]
    assert last_told().tables() == ["neighborhood", "neighborhood_alias", "neighborhood_alias"]
    assert last_told().action == "add_neighborhood"


def test_a_city_of_neighborhoods_is_added_by_few_statements() -> None:
    precinct = given.a_precinct()
    details = [NeighborhoodDetails(f"Area {n}", aliases=(f"A{n}", f"No. {n}")) for n in range(300)]
    with counted_statements() as statements:
        changes = add_neighborhoods(BY, precinct.id, details)
    assert len(statements) < 14
    keys = changes.ids("neighborhood")
    assert len(keys) == 300
    named = {alias.spelling: alias.neighborhood_id for alias in NeighborhoodAlias.select()}
    assert (named["A7"], named["No. 299"]) == (keys[7], keys[299])


def test_spellings_are_added_and_removed_and_the_neighborhood_notices() -> None:
    precinct = given.a_precinct()
    key = add_neighborhood(BY, precinct.id, NeighborhoodDetails("Ensley", aliases=("ENS", "ESL"))).only_id(
        "neighborhood"
    )
    edit_neighborhood(BY, key, 1, NeighborhoodDetails("Ensley", aliases=("ENS", "Ensley Hts")))
    assert spellings() == ["ENS", "Ensley Hts"]
    assert (Neighborhood.get().version, len(last_told().of("neighborhood_alias"))) == (2, 2)
    edit_neighborhood(BY, key, 2, NeighborhoodDetails("Ensley", aliases=("ENS", "Ensley Hts")))
    assert (Neighborhood.get().version, entries()) == (2, 2)
    edit_neighborhood(BY, key, 2, NeighborhoodDetails("Ensley Highlands", active=False))
    kept = Neighborhood.get()
    assert (kept.name, kept.active, kept.version, spellings()) == ("Ensley Highlands", False, 3, [])
    with refused("Somebody else changed this neighborhood", StaleVersionError):
        edit_neighborhood(BY, key, 2, NeighborhoodDetails("Ensley Park"))


def test_a_spelling_stands_for_one_neighborhood() -> None:
    precinct = given.a_precinct()
    ensley = add_neighborhood(BY, precinct.id, NeighborhoodDetails("Ensley", aliases=("ENS",))).only_id("neighborhood")
    wylam = add_neighborhood(BY, precinct.id, NeighborhoodDetails("Wylam")).only_id("neighborhood")
    with refused("The spelling 'ens' already stands for another neighborhood"):
        edit_neighborhood(BY, wylam, 1, NeighborhoodDetails("Wylam", aliases=("ens",)))
    with refused("The spelling 'wylam' already stands for another neighborhood"):
        edit_neighborhood(BY, ensley, 1, NeighborhoodDetails("Ensley", aliases=("wylam",)))
    with refused("The spelling 'ENS' already stands for another neighborhood"):
        add_neighborhood(BY, precinct.id, NeighborhoodDetails("ENS"))
    with refused("The spelling 'X' already stands for another neighborhood"):
        add_neighborhoods(BY, precinct.id, [NeighborhoodDetails(name, aliases=("X",)) for name in ("A", "B")])
    east = given.a_precinct("East Precinct")
    add_neighborhood(BY, east.id, NeighborhoodDetails("Wylam", aliases=("ENS",)))


def test_neighborhoods_that_make_no_sense_are_refused() -> None:
    precinct = given.a_precinct()
    given.a_neighborhood(precinct)
    wylam = given.a_neighborhood(precinct, "Wylam")
    with refused("The neighborhood's name is missing"):
        add_neighborhood(BY, precinct.id, NeighborhoodDetails(" "))
    with refused("There is already a neighborhood with the name 'ENSLEY'"):
        add_neighborhood(BY, precinct.id, NeighborhoodDetails("ENSLEY"))
    with refused("There is already a neighborhood with the name 'Pratt'"):
        add_neighborhoods(BY, precinct.id, [NeighborhoodDetails("Pratt"), NeighborhoodDetails("Pratt")])
    with refused("There is already a neighborhood with the name 'Ensley'"):
        edit_neighborhood(BY, wylam.id, 1, NeighborhoodDetails("Ensley"))
    for boundary in ("", "[]", "north of the tracks", '{"type": "Point", "coordinates": [0, 0]}'):
        with refused("The boundary of Pratt is not a GeoJSON polygon"):
            add_neighborhood(BY, precinct.id, NeighborhoodDetails("Pratt", boundary=boundary))

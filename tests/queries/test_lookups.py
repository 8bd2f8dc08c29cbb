"""The lists behind combo boxes, filters and settings."""

import pytest

from outreach.queries.lookups import desk_lookups
from outreach.records.crime import OffenseAlias
from outreach.records.events import EventKindMeasure
from outreach.records.people import NeighborhoodAlias
from tests import given
from tests.statements import counted_statements

pytestmark = pytest.mark.usefixtures("store")


def test_the_lists_of_a_form_are_in_their_order_and_in_use() -> None:
    precinct = given.a_precinct()
    kind = given.an_event_kind(precinct, "Checkpoint", position=1, is_checkpoint=True)
    given.an_event_kind(precinct, "Meeting", position=0)
    given.an_event_kind(precinct, "Old kind", active=False)
    for place, name in enumerate(("Vehicles stopped", "Arrests")):
        measure = given.a_measure_kind(precinct, name, position=place)
        EventKindMeasure.create(kind=kind, measure=measure)
    area = given.a_neighborhood(precinct, community="West")
    NeighborhoodAlias.create(precinct=precinct, neighborhood=area, spelling="Ensley Estates")
    OffenseAlias.create(precinct=precinct, offense=given.an_offense(precinct), spelling="BURG")
    given.an_officer(precinct)
    given.an_officer(precinct, "102", "D. Gone", active=False)
    given.a_topic(precinct)
    given.an_organization(precinct)
    given.a_neighborhood(given.a_precinct("East Precinct"), "Elsewhere")
    with counted_statements() as asked:
        told = desk_lookups(precinct.id)
    assert len(asked) == 10
    assert [one.name for one in told.kinds] == ["Meeting", "Checkpoint"]
    assert told.kinds[1].is_checkpoint
    assert [one.name for one in told.kinds[1].measures] == ["Vehicles stopped", "Arrests"]
    assert [(one.name, one.detail, one.aliases) for one in told.neighborhoods] == [
        ("Ensley", "West", ("Ensley Estates",))
    ]
    assert [(one.name, one.badge, one.plain_name) for one in told.officers] == [("Ofc. R. Sample", "101", "R. Sample")]
    assert [one.name for one in told.topics] == ["Speeding"]
    assert [one.detail for one in told.organizations] == ["association"]
    assert [(one.name, one.aliases) for one in told.offenses] == [("Burglary", ("BURG",))]
    everything = desk_lookups(precinct.id, inactive=True)
    assert (len(everything.kinds), len(everything.officers)) == (3, 2)

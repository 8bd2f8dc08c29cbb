import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhood
from outreach.actions.undo import undo
from outreach.errors import OutreachError
from outreach.exchange.importing import apply_import, plan_import
from outreach.records.people import Neighborhood
from tests.conftest import Store
from tests.exchange.importing import CLERK, TODAY
from tests.given import a_neighborhood, a_precinct
from tests.statements import counted_statements

type GeoFile = Callable[..., Path]
SQUARE = [[-86.9, 33.5], [-86.8, 33.5], [-86.8, 33.6], [-86.9, 33.6], [-86.9, 33.5]]


def feature(name: str | None, coordinates: Any = None, kind: str = "Polygon") -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": [SQUARE] if coordinates is None else coordinates}
    return {"type": "Feature", "properties": {"NHD_NAME": name} if name else {}, "geometry": geometry}


@pytest.fixture
def geo_file(tmp_path: Path) -> GeoFile:
    def write(*features: Any) -> Path:
        path = tmp_path / "areas.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), "utf-8")
        return path

    return write


def test_boundaries_complete_what_is_kept_and_add_the_rest(store: Store, geo_file: GeoFile) -> None:
    precinct = a_precinct().id
    add_neighborhood(CLERK, precinct, NeighborhoodDetails("East Lake", "Lake", aliases=("E Lake",)))
    found = plan_import("areas", [geo_file(feature("E. LAKE"), feature("Ensley"))], precinct, TODAY)
    assert (found.new, found.changed, found.same) == (1, 1, 0)
    apply_import(CLERK, precinct, found)
    kept = {area.name: area for area in Neighborhood.select()}
    assert kept.keys() == {"East Lake", "Ensley"}
    assert json.loads(kept["East Lake"].boundary or "") == {"type": "Polygon", "coordinates": [SQUARE]}
    assert kept["East Lake"].community == "Lake"
    again = plan_import("areas", [geo_file(feature("E. LAKE"), feature("Ensley"))], precinct, TODAY)
    assert (again.new, again.changed, again.same) == (0, 0, 2)


def test_parts_of_one_name_are_put_together(store: Store, geo_file: GeoFile) -> None:
    precinct = a_precinct().id
    apply_import(CLERK, precinct, plan_import("areas", [geo_file(feature("A"), feature("a"))], precinct, TODAY))
    assert json.loads(Neighborhood.get().boundary or "")["type"] == "MultiPolygon"


@pytest.mark.parametrize(
    ("faulty", "words"),
    [
        (feature(None), "no property that tells its name"),
        (feature("A", [0, 0], "Point"), "is a Point, not an area"),
        (feature("A", [SQUARE[:3]]), "is not closed"),
        (feature("A", [[["x"]]]), "is damaged"),
        (feature("A", [[[500_000, 1], [2, 2], [3, 3], [500_000, 1]]]), "is not told in degrees"),
        ("nonsense", "it is no feature"),
    ],
)
def test_one_bad_area_stops_all_and_is_named(sqlite_store: Store, geo_file: GeoFile, faulty: Any, words: str) -> None:
    precinct = a_precinct().id
    found = plan_import("areas", [geo_file(feature("Good"), faulty)], precinct, TODAY)
    assert str(found.problems[0]).startswith("areas.geojson, feature 2: ")
    assert words in str(found.problems[0])
    with pytest.raises(OutreachError, match="nothing was written"):
        apply_import(CLERK, precinct, found)
    assert not Neighborhood.select().exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "not well-formed JSON"),
        ('{"a": 1}', "holds no list of features"),
        ('{"format": "outreach-archive"}', "an archive of a whole precinct. It goes into a new database"),
        ("", "is empty"),
        ("a,b\n1,2\n", "call it"),
    ],
)
def test_what_holds_no_areas_is_told(sqlite_store: Store, tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "areas.geojson"
    path.write_text(content, "utf-8")
    with pytest.raises(OutreachError, match=r"areas\.geojson") as fault:
        plan_import("areas", [path], a_precinct().id, TODAY)
    assert words in str(fault.value)


def test_a_table_of_names_and_communities_comes_in(store: Store, tmp_path: Path) -> None:
    precinct = a_precinct()
    a_neighborhood(precinct, "Wylam")
    path = tmp_path / "areas.csv"
    path.write_text("Neighborhood,Community\nEnsley,Ensley\nWylam,Wylam\nensley,Twice\n", "utf-8")
    found = plan_import("areas", [path], precinct.id, TODAY)
    assert (found.new, found.changed, found.left_out) == (1, 1, 1)
    entry = apply_import(CLERK, precinct.id, found).entry
    assert {(area.name, area.community) for area in Neighborhood.select()} == {("Ensley", "Ensley"), ("Wylam", "Wylam")}
    assert entry is not None
    undo(CLERK, entry)
    assert [(area.name, area.community) for area in Neighborhood.select()] == [("Wylam", "")]


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "areas"),
    [("birmingham_al_neighborhoods_87.geojson", 87), ("minneapolis.geojson", None), ("st-louis.geojson", None)],
)
def test_real_boundaries_come_in(store: Store, shared_data: Path, name: str, areas: int | None) -> None:
    precinct = a_precinct().id
    path = shared_data / "areas" / name
    names = {feature["properties"]["name"] for feature in json.loads(path.read_text("utf-8"))["features"]}
    apply_import(CLERK, precinct, plan_import("areas", [path], precinct, TODAY))
    assert {area.name for area in Neighborhood.select()} == names
    assert areas is None or len(names) == areas
    with counted_statements() as seen:
        again = plan_import("areas", [path], precinct, TODAY)
    assert (again.new, again.changed) == (0, 0)
    assert len(seen) == 2

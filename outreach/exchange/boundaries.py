"""Boundaries of neighborhoods in GeoJSON files (RFC 7946): longitude and latitude in degrees."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from outreach.errors import OutreachError
from outreach.exchange.archive import FORMAT
from outreach.exchange.tables import plain
from outreach.exchange.text_files import read_text
from outreach.languages.spoken import say

_MOST_BYTES = 100_000_000
_MOST_CORNERS = 1_000_000
NAMES = (
    "name",
    "neighborhood",
    "neighbourhood",
    "neighborhoodname",
    "nhdname",
    "nbhdname",
    "areaname",
    "label",
    "area",
)
COMMUNITIES = ("community", "communityname", "district")


@dataclass(frozen=True, slots=True)
class Area:
    """An area of a file: its number there (from 1), its name, and what is wrong with it (empty: nothing)."""

    number: int
    name: str
    community: str = ""
    boundary: str | None = None
    fault: str = ""


def read_boundaries(path: Path) -> list[Area]:
    """The areas of a GeoJSON file; the parts of one name are put together.

    Raises:
        OutreachError: the file cannot be read, is no GeoJSON, or holds no area.
    """
    try:
        told = json.loads(read_text(path, _MOST_BYTES))
    except (ValueError, RecursionError) as fault:
        raise OutreachError(
            say("{name} is not a GeoJSON file, or is cut short: it is not well-formed JSON.", name=path.name)
        ) from fault
    if isinstance(told, dict) and told.get("format") == FORMAT:
        raise OutreachError(
            say(
                "{name} is an archive of a whole precinct. It goes into a new database: use “import archive” on the "
                "command line.",
                name=path.name,
            )
        )
    features = _features(told)
    if features is None:
        raise OutreachError(say("{name} is not a GeoJSON file of areas: it holds no list of features.", name=path.name))
    if not features:
        raise OutreachError(say("{name} holds no area.", name=path.name))
    parts: dict[str, tuple[Area, list[Any]]] = {}
    faulty: list[Area] = []
    for number, feature in enumerate(features, start=1):
        area, polygons = _area(number, feature)
        if area.fault:
            faulty.append(area)
        else:
            parts.setdefault(plain(area.name), (area, []))[1].extend(polygons)
    whole = [_with_boundary(area, polygons) for area, polygons in parts.values()]
    return sorted([*whole, *faulty], key=lambda area: area.number)


def _features(told: Any) -> list[Any] | None:
    if not isinstance(told, dict):
        return None
    if told.get("type") == "Feature":
        return [told]
    features = told.get("features")
    return features if isinstance(features, list) else None


def _area(number: int, feature: Any) -> tuple[Area, list[Any]]:
    if not isinstance(feature, dict):
        return Area(number, "", fault=say("it is no feature")), []
    properties = feature.get("properties")
    named = properties if isinstance(properties, dict) else {}
    name, community = _property(named, NAMES), _property(named, COMMUNITIES)
    if not name:
        return Area(number, "", fault=say("it has no property that tells its name")), []
    told = feature.get("geometry")
    geometry: dict[str, Any] = told if isinstance(told, dict) else {}
    kind = geometry.get("type")
    if kind not in ("Polygon", "MultiPolygon"):
        return Area(
            number,
            name,
            fault=_no_area(name, kind),
        ), []
    coordinates: Any = geometry.get("coordinates")
    polygons: Any = [coordinates] if kind == "Polygon" else coordinates
    return Area(number, name, community, fault=_fault(name, polygons)), polygons


def _no_area(name: str, kind: Any) -> str:
    if kind:
        return say("“{name}” is a {kind}, not an area", name=name, kind=kind)
    return say("“{name}” is a feature without a place, not an area", name=name)


def _property(properties: dict[str, Any], wanted: tuple[str, ...]) -> str:
    lowered = {plain(str(key)): value for key, value in properties.items()}
    return next((" ".join(str(lowered[key]).split()) for key in wanted if lowered.get(key)), "")


def _fault(name: str, polygons: Any) -> str:
    """What is wrong with some polygons: each ring has four corners or more, and ends where it began."""
    try:
        rings = [ring for polygon in polygons for ring in polygon]
        corners = [(corner[0], corner[1]) for ring in rings for corner in ring]
    except (TypeError, IndexError, KeyError):
        return say("the boundary of “{name}” is damaged", name=name)
    if not rings or any(len(ring) < 4 for ring in rings) or any(ring[0] != ring[-1] for ring in rings):
        return say("the boundary of “{name}” is not closed", name=name)
    if len(corners) > _MOST_CORNERS:
        return say("the boundary of “{name}” has {count:,} corners, too many to draw", name=name, count=len(corners))
    if not all(_is_degree(x, 180) and _is_degree(y, 90) for x, y in corners):
        return say(
            "the boundary of “{name}” is not told in degrees of longitude and latitude: export the file "
            "as WGS 84 (EPSG:4326)",
            name=name,
        )
    return ""


def _is_degree(value: Any, most: int) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) <= most
    )


def _with_boundary(area: Area, polygons: list[Any]) -> Area:
    flat = [[[corner[:2] for corner in ring] for ring in polygon] for polygon in polygons]
    geometry = {"type": "Polygon", "coordinates": flat[0]} if len(flat) == 1 else _many(flat)
    return Area(area.number, area.name, area.community, json.dumps(geometry, separators=(",", ":")))


def _many(polygons: list[Any]) -> dict[str, Any]:
    return {"type": "MultiPolygon", "coordinates": polygons}


def looks_like_json(path: Path) -> bool:
    """Whether a file begins as JSON does."""
    with path.open("rb") as file:
        head: Iterator[int] = iter(file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n"))
    return next(head, 0) == ord("{")

"""The bill of materials: all of the lock, valid by its own format, and refused where a license is not known."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from outreach.errors import OutreachError
from outreach.parts import Part, locked, shipped_parts

bill = pytest.importorskip("resources.packaging.bill", reason="the group packaging is not installed")
AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def told() -> str:
    made: str = bill.bill_of_materials(AT)
    return made


def test_it_names_every_part_of_the_lock_with_version_license_and_hashes(told: str) -> None:
    found: dict[str, dict[str, Any]] = {one["name"]: one for one in json.loads(told)["components"]}
    assert found.keys() == {"Python", *(one.name for one in locked())}
    for one in locked():
        component = found[one.name]
        assert component["version"] == one.version
        assert component["purl"] == f"pkg:pypi/{one.name}@{one.version}"
        assert {hashed["content"] for hashed in component["hashes"]} == set(one.hashes)
        assert component["licenses"]


def test_what_is_built_in_stands_inside_its_part(told: str) -> None:
    found = {one["name"]: one for one in json.loads(told)["components"]}
    assert "SQLCipher" in {one["name"] for one in found["sqlcipher3"]["components"]}
    inside = sum(len(one.get("components", ())) for one in found.values())
    assert inside == sum(bool(part.inside) for part in shipped_parts() if part.inside != "Outreach")


def test_the_same_parts_and_time_give_the_same_bytes(told: str) -> None:
    assert bill.bill_of_materials(AT) == told
    assert json.loads(told)["metadata"]["timestamp"] == "2026-01-02T03:04:05+00:00"


def test_a_part_without_a_license_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bill, "shipped_parts", lambda: (*shipped_parts(), Part("mystery", "1", "", "library")))
    with pytest.raises(OutreachError, match="mystery"):
        bill.bill_of_materials(AT)

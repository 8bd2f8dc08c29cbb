"""What is shipped, under which license: everything is named, and nothing without a license goes unnoticed."""

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.markers import Marker

from outreach import parts
from outreach.errors import OutreachError
from outreach.parts import Part, locked, require_licenses, require_locked, shipped_parts


def test_every_part_of_the_lock_that_is_needed_here_is_named_with_its_license_and_its_words() -> None:
    named = {part.name: part for part in shipped_parts() if not part.inside}
    for one in locked():
        if one.marker and not Marker(one.marker).evaluate():
            continue
        assert named[one.name].version == version(one.name)
        assert len(named[one.name].text) > 300
    assert {"Outreach", "Python", "font-source-sans-pro"} <= named.keys()
    require_licenses(shipped_parts())


def test_fonts_and_icons_and_what_is_built_in_are_parts_too() -> None:
    found = {(part.name, part.inside): part for part in shipped_parts()}
    assert found["font-source-sans-pro", ""].kind == "font"
    assert "SIL OPEN FONT LICENSE" in found["font-source-sans-pro", ""].text
    assert found["Icons of Outreach", "Outreach"].license == "MIT"
    assert found["SQLCipher", "sqlcipher3"].license == "BSD-3-Clause"
    assert "ZETETIC" in found["SQLCipher", "sqlcipher3"].text
    assert found["calamine", "python-calamine"].version  # told by the bill of materials that the part carries
    assert ("libimagequant", "pillow") not in found


def test_the_license_of_a_part_that_names_two_is_not_guessed() -> None:
    found = {part.name: part.license for part in shipped_parts() if not part.inside}
    assert found["python-dateutil"] == "Apache-2.0 OR BSD-3-Clause"
    assert found["pyside6-essentials"].startswith("LGPL-3.0-only")


@pytest.mark.parametrize(
    "part",
    [
        Part("mystery", "1.0", "", "library", files=(Path(__file__),)),
        Part("wordless", "2.0", "MIT", "library"),
        Part("core", "", "", "library", inside="peewee"),
    ],
)
def test_a_part_whose_license_is_not_known_is_refused_by_name(part: Part) -> None:
    with pytest.raises(OutreachError, match=rf"{part.name}.*resources/parts\.toml"):
        require_licenses((*shipped_parts(), part))


def test_metadata_that_names_no_license_gives_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "quiet_part-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: quiet-part\nVersion: 1.0\nLicense: as you like\n")
    (info / "RECORD").write_text("quiet_part-1.0.dist-info/METADATA,,\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(parts, "part_names", lambda: ["quiet-part"])
    shipped_parts.cache_clear()
    try:
        found = shipped_parts()[-1]
    finally:
        monkeypatch.undo()
        shipped_parts.cache_clear()
    assert found == replace(found, name="quiet-part", license="", files=())
    with pytest.raises(OutreachError, match="quiet-part"):
        require_licenses([found])


def test_another_version_than_the_locks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    other = tuple(replace(one, version="0.0.0") if one.name == "peewee" else one for one in locked())
    monkeypatch.setattr(parts, "locked", lambda: other)
    with pytest.raises(OutreachError, match=r"peewee .* 0\.0\.0"):
        require_locked()


def test_what_is_said_beside_the_metadata_is_of_parts_that_are_shipped() -> None:
    said = parts._said()
    known = {*parts.part_names()}
    for told in ("licenses", "texts", "kinds", "absent"):
        assert set(said[told]) <= known, told
    assert {inner["part"] for inner in said["inside"]} <= known


def test_the_lock_is_read_whole() -> None:
    text = parts.LOCK.read_text(encoding="utf-8")
    assert len(locked()) == sum("==" in line for line in text.splitlines())
    assert sum(len(one.hashes) for one in locked()) == text.count("--hash=sha256:")
    assert {one.name for one in locked() if one.marker} == {"colorama", "psycopg-binary", "pycparser"}

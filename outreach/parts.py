"""What Outreach is made of: every part that is shipped, its version, its license and the words of that license.

The parts are those that ``resources/requirements.lock`` names and this PC has installed. Their own metadata tells the
rest, here as in the built folder; ``resources/parts.toml`` says what the metadata leaves out. What is built into a part
is told by the bill of materials that it carries (PEP 770).
"""

import json
import platform
import re
import sys
import sysconfig
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from outreach import __version__
from outreach.errors import OutreachError
from outreach.shipped import RESOURCES

LOCK = RESOURCES / "requirements.lock"
COPYRIGHT = "© 2026 The Outreach founders"
_LICENSE_FILES = re.compile(r"(^|/)(licen[sc]e|copying|notice)[^/]*$", re.IGNORECASE)
_NO_LICENSE_FILES = (".py", ".pyc", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Part:
    """One part that is shipped.

    ``license`` is an SPDX expression, empty where nobody says; ``inside`` names the part it is built into, empty for
    one that stands alone; ``version`` is empty where what is built in does not say its own.
    """

    name: str
    version: str
    license: str
    kind: str
    inside: str = ""
    files: tuple[Path, ...] = ()

    @property
    def text(self) -> str:
        """The words of its license, as they are shipped with it; empty where there are none."""
        return "\n\n".join(file.read_text(encoding="utf-8", errors="replace").strip() for file in self.files)


@dataclass(frozen=True, slots=True)
class Locked:
    """A package as the lock names it: ``hashes`` are SHA-256 of its files, ``marker`` says where it is needed."""

    name: str
    version: str
    hashes: tuple[str, ...]
    marker: str


@cache
def locked() -> tuple[Locked, ...]:
    """Every package that is shipped on some system, by name."""
    blocks = re.split(r"\n(?=\S)", LOCK.read_text(encoding="utf-8"))
    found = (re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)(?:\s*;\s*(.+?))?\s*\\?\n", block) for block in blocks)
    return tuple(
        Locked(match[1], match[2], tuple(re.findall(r"--hash=sha256:(\w+)", match.string)), match[3] or "")
        for match in found
        if match is not None
    )


@cache
def shipped_parts() -> tuple[Part, ...]:
    """The program, Python, and every package of the lock that is installed, each followed by what is built into it."""
    said = _said()
    return (
        Part("Outreach", __version__, "MIT", "program", files=_existing(RESOURCES.parent / "LICENSE")),
        Part("Icons of Outreach", __version__, "MIT", "icons", "Outreach"),
        Part("Python", platform.python_version(), "PSF-2.0", "language", files=python_license()),
        *(part for name in part_names() for part in _parts_of(name, said)),
    )


def require_licenses(parts: Sequence[Part]) -> None:
    """Raise :class:`OutreachError` where the license of a part, or the text of one that stands alone, is not known."""
    lacking = [
        f"{part.name} {part.version}".strip()
        for part in parts
        if not part.license or (not part.inside and not part.text)
    ]
    if lacking:
        raise OutreachError(
            f"The license of {', '.join(lacking)} is not known: read it in the part itself, and say it in "
            "resources/parts.toml before anything is shipped."
        )


def require_locked() -> None:
    """Raise :class:`OutreachError` where an installed part is not of the version that the lock names."""
    for one in locked():
        with suppress(PackageNotFoundError):
            if (found := distribution(one.name).version) != one.version:
                raise OutreachError(f"{one.name} is here as {found}, and {one.version} is shipped: install the lock.")


def said_license(name: str) -> str:
    """What ``resources/parts.toml`` says of a package; empty where its metadata has to."""
    return str(_said()["licenses"].get(name, ""))


def part_names() -> list[str]:
    """The packages of which the program consists, and the starter of a built one, by name."""
    return [*(one.name for one in locked()), "pyinstaller"]


def _parts_of(name: str, said: dict[str, Any]) -> Iterator[Part]:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return  # not needed on this system, or a server is not used here
    kind = said["kinds"].get(name, "library")
    yield Part(name, found.version, _license(name, found, said), kind, files=tuple(_texts(name, found, said)))
    for inner in said["inside"]:
        if inner["part"] == name:
            files = (RESOURCES / "licenses" / inner["text"],) if "text" in inner else ()
            yield Part(inner["name"], "", inner["license"], "library", name, files)
    yield from _listed_inside(name, found, said)


def _license(name: str, found: Distribution, said: dict[str, Any]) -> str:
    """The metadata's own expression; else what is said of this part; else what its older words plainly mean."""
    told = found.metadata
    if expression := told.get("License-Expression"):
        return str(expression)
    if name in said["licenses"]:
        return str(said["licenses"][name])
    words = {str(told.get("License") or ""), *(c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or ())}
    meant = {said["words"][word] for word in words if word in said["words"]}
    return meant.pop() if len(meant) == 1 else ""


def _texts(name: str, found: Distribution, said: dict[str, Any]) -> Iterator[Path]:
    if name in said["texts"]:
        for place in said["texts"][name]:
            other, _, file = place.partition(":")
            yield from (path for path in _license_files(distribution(other)) if path.name == file)
    yield from _license_files(found)


def _license_files(found: Distribution) -> Iterator[Path]:
    for file in sorted(map(str, found.files or ())):
        if tells_license(file):
            yield from _existing(Path(str(found.locate_file(file))))


def tells_license(file: str) -> bool:
    """Whether a file of a part, by its name, holds words of its license."""
    return bool(_LICENSE_FILES.search(file)) and not file.endswith(_NO_LICENSE_FILES)


def _listed_inside(name: str, found: Distribution, said: dict[str, Any]) -> Iterator[Part]:
    """What the part's own bills of materials list, without what they say is not in it."""
    seen = set(said["absent"].get(name, ()))
    for file in found.files or ():
        if ".dist-info/sboms/" not in str(file) or not (path := Path(str(found.locate_file(file)))).is_file():
            continue
        bill = json.loads(path.read_text(encoding="utf-8"))
        itself = {canonical(name), canonical(str(bill.get("metadata", {}).get("component", {}).get("name", "")))}
        for listed in bill.get("components", ()):
            inner = str(listed["name"])
            if listed.get("scope") == "excluded" or inner in seen or canonical(inner) in itself:
                continue
            seen.add(inner)
            license_ = _listed_license(listed) or str(said["named_inside"].get(inner, ""))
            yield Part(inner, str(listed.get("version") or ""), license_, "library", name)


def _listed_license(listed: dict[str, Any]) -> str:
    told = (
        one.get("expression") or one["license"].get("id") or one["license"]["name"]
        for one in listed.get("licenses") or ()
    )
    return " AND ".join(map(str, told))


def canonical(name: str) -> str:
    """The one spelling of a package's name, of the many it may be written in."""
    return re.sub(r"[-_.]+", "-", name).lower()


def python_license() -> tuple[Path, ...]:
    """Where Python's own license lies: beside its library, on Windows beside Python, in a build among our resources."""
    library = Path(sysconfig.get_path("stdlib"))
    places = (RESOURCES / "licenses" / "LICENSE.txt", library / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    return _existing(*places)[:1]


def _existing(*places: Path) -> tuple[Path, ...]:
    return tuple(place for place in places if place.is_file())


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads((RESOURCES / "parts.toml").read_text(encoding="utf-8"))

"""What the project's own files promise: dependencies pinned and locked, links that lead somewhere."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SHIPPED = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["server"]]
LOCK = (ROOT / "resources" / "requirements.lock").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line", [*SHIPPED, *PROJECT["dependency-groups"]["dev"], *PROJECT["dependency-groups"]["packaging"]]
)
def test_every_direct_dependency_is_pinned_compatibly(line: str) -> None:
    assert [part.operator for part in Requirement(line).specifier] == ["~="]


def test_the_lock_pins_every_shipped_dependency_by_hash_and_names_no_host() -> None:
    locked = dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", LOCK, re.MULTILINE))
    for requirement in map(Requirement, SHIPPED):
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)])
    for block in re.split(r"\n(?=\w)", LOCK.strip()):
        assert "--hash=sha256:" in block
    assert "://" not in LOCK


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", *map(str, Path("docs").glob("*.md"))])
def test_links_between_the_projects_own_pages_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target

"""What tests of imports share: a precinct of its own, small files, and mappings written in place."""

import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from outreach.actions.change import Actor
from outreach.exchange.importing import plan_import
from outreach.exchange.mapping import FileMapping, mapping_of
from outreach.exchange.plan import ImportPlan

CLERK = Actor("Test Clerk", workstation="test")
TODAY = date(2019, 2, 1)

type TextFile = Callable[[str], Path]


def mapping(text: str) -> FileMapping:
    return mapping_of(tomllib.loads(text), "test.toml")


def plan(kind: str, path: Path | Sequence[Path], precinct: int, text: str) -> ImportPlan:
    paths = [path] if isinstance(path, Path) else list(path)
    return plan_import(kind, paths, precinct, TODAY, mapping(text))

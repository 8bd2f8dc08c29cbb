"""What is remembered of the files that came in before."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from outreach.records.imports import NAMES, RememberedMapping


def remembered_mapping(precinct: int, kind: str, shape: str) -> str | None:
    """The mapping, as TOML, that was confirmed last for files of a shape; None: none was. One statement."""
    kept = RememberedMapping.get_or_none(precinct=precinct, kind=kind, shape=shape)
    return kept.mapping if kept else None


def learned_names(precinct: int) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """What files call organizations, officers, kinds of event and events, as was said for any file: by what it names,
    the number (``uid``) of each and the names that stand for it. One statement."""
    kept: Any = RememberedMapping.select(RememberedMapping.shape, RememberedMapping.mapping)
    rows = kept.where(RememberedMapping.precinct == precinct, RememberedMapping.kind == NAMES)
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for shape, told in rows.order_by(RememberedMapping.id).tuples():
        uid, _, name = told.partition(" ")
        found[shape.partition(":")[0]][uid] += (name,)
    return found

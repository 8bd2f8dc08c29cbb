"""What is remembered of the files that came in before."""

from outreach.records.imports import RememberedMapping


def remembered_mapping(precinct: int, kind: str, shape: str) -> str | None:
    """The mapping, as TOML, that was confirmed last for files of a shape; None: none was. One statement."""
    kept = RememberedMapping.get_or_none(precinct=precinct, kind=kind, shape=shape)
    return kept.mapping if kept else None

"""A mapping as the text that :func:`~outreach.exchange.mapping.load_mapping` reads, to be kept and passed on."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import tomli_w

from outreach.exchange.columns import Take
from outreach.exchange.mapping import FileMapping
from outreach.exchange.naming import Naming
from outreach.exchange.spreadsheet import replacing

_SAME_NAME = (
    "kind", "source", "date_order", "encoding", "delimiter", "header_row", "time_zone", "stamps_in", "scope",
    "blank_counts", "missing_reports", "end_before_start", "refused_rows", "held_before", "unknown_areas",
    "unknown_offenses", "unknown_kinds", "unknown_organizations", "unknown_events",
)  # fmt: skip


def mapping_text(mapping: FileMapping) -> str:
    """A mapping as TOML; what is as it would be without being said is left out. The same mapping gives the same text.

    >>> print(mapping_text(FileMapping(kind="events", columns={"title": Take(("Event Name",))})), end="")
    kind = "events"
    <BLANKLINE>
    [columns]
    title = "Event Name"
    """
    plain = FileMapping()
    told: dict[str, Any] = {
        name: value for name in _SAME_NAME if (value := getattr(mapping, name)) != getattr(plain, name)
    }
    if mapping.kind == "crime":
        told["layout"] = str(mapping.layout)
    lists: dict[str, Iterable[str]] = {
        "blanks": sorted(mapping.blanks),
        "not_places": mapping.not_places,
        "leave_out_sheets": [spelling for spelled in mapping.sheets.spellings.values() for spelling in spelled],
    }
    told |= {name: list(texts) for name, texts in lists.items() if texts}
    tables: dict[str, Mapping[str, Any]] = {
        "columns": _takes(mapping.columns),
        "head_counts": _takes(mapping.head_counts),
        "measures": _takes(mapping.measures),
        "formats": mapping.formats,
        "areas": _naming(mapping.areas),
        "offenses": _naming(mapping.offenses),
        "kinds": _naming(mapping.kinds),
        "organizations": _naming(mapping.organizations),
        "officers": _naming(mapping.officers),
        "events": _naming(mapping.events),
        "status": _naming(mapping.statuses),
        "month_in": {where: pattern.pattern for where, pattern in mapping.month_in.items()},
    }
    told |= {name: dict(table) for name, table in tables.items() if table}
    if mapping.rows:
        told["leave_out_rows"] = [_left_out(*rule) for rule in mapping.rows]
    return tomli_w.dumps(told)


def save_mapping(path: Path, mapping: FileMapping) -> None:
    """Write a mapping to a file. Raises :class:`OutreachError` when it cannot be written."""
    with replacing(path) as part:
        part.write_text(mapping_text(mapping), "utf-8")


def _takes(takes: Mapping[str, Take]) -> dict[str, Any]:
    return {what: _take(take) for what, take in takes.items()}


def _take(take: Take) -> Any:
    column = take.columns[0] if len(take.columns) == 1 else list(take.columns)
    rest = {
        "pattern": take.pattern.pattern if take.pattern else "",
        "write": take.write,
        "separator": take.separator,
    }
    told = {name: text for name, text in rest.items() if text}
    return {"column": column, **told} if told else column


def _naming(naming: Naming) -> dict[str, list[str]]:
    return {name: list(spelled) for name, spelled in naming.spellings.items()}


def _left_out(because: str, take: Take, naming: Naming) -> dict[str, Any]:
    return {"column": _take(take), "is": list(naming.spellings[because]), "because": because}

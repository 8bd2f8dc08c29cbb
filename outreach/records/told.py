"""The rows an audit entry tells of, as the payload of the entry holds them.

A row is an object with its table, key, and what it was before and is after. Many rows of one table that were added or
removed at once are one object, which names their columns once, and once what is the same in all of them: a fifth of
the text, and a fraction of the memory.

    {"table": "topic", "id": 7, "before": null, "after": {"id": 7, "name": "Speeding", "active": true}}
    {"table": "topic", "same": {"active": true}, "columns": ["id", "name"], "after": [[7, "Speeding"], [8, "Gunfire"]]}
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from outreach.records.base import Row

FEWEST_IN_A_RUN = 100
"""Fewer rows than this are told one by one, as a reader of the trail finds them more easily."""


@dataclass(frozen=True, slots=True)
class Run:
    """Rows of one table that were all added (``side`` is "after") or all removed ("before"), kept as the text that the
    payload holds."""

    table: str
    side: str
    keys: array[int]
    text: str

    @classmethod
    def of(cls, table: str, side: str, images: Mapping[str, Sequence[Any]]) -> "Run":
        """A run of images: the values of all rows by the name of their column, of which the first is the key."""
        same = {name: values[0] for name, values in images.items() if name != "id" and _all_alike(values)}
        columns = [name for name in images if name not in same]
        rows = list(zip(*(images[name] for name in columns), strict=True))
        told = {"table": table, "same": same, "columns": columns, side: rows}
        return cls(table, side, array("q", images["id"]), _as_json(told))

    def rows(self) -> list[Row]:
        """Its rows, one by one."""
        return _rows_of_run(json.loads(self.text))


class ToldRows:
    """The rows of one entry in the order of the work: appended while it is written, or read from a payload.

    However many rows there are, those of runs are taken apart only while somebody goes through them.
    """

    def __init__(self) -> None:
        self._parts: list[Row | Run] = []

    @classmethod
    def read(cls, payload: str | None) -> "ToldRows":
        """The rows that a payload holds; none where it was forgotten."""
        told = cls()
        decode = json.JSONDecoder().raw_decode
        text, at = payload or "[]", 1
        while at < len(text) and text[at] != "]":
            if text[at] in ", \n":
                at += 1
                continue
            part, end = decode(text, at)
            told._parts.append(_run(part, text[at:end]) if "columns" in part else part)
            at = end
        return told

    def append(self, row: Row) -> None:
        """Tell of one more row."""
        self._parts.append(row)

    def append_run(self, run: Run) -> None:
        """Tell of many more rows."""
        self._parts.append(run)

    def extend(self, other: "ToldRows") -> None:
        """Tell of the rows of another entry, too."""
        self._parts += other._parts

    def __len__(self) -> int:
        return sum(len(part.keys) if isinstance(part, Run) else 1 for part in self._parts)

    def __bool__(self) -> bool:
        return bool(self._parts)

    def __iter__(self) -> Iterator[Row]:
        for part in self._parts:
            if isinstance(part, Run):
                yield from part.rows()
            else:
                yield part

    def __reversed__(self) -> Iterator[Row]:
        for part in reversed(self._parts):
            if isinstance(part, Run):
                yield from reversed(part.rows())
            else:
                yield part

    def subjects(self) -> Iterator[tuple[str, int]]:
        """The table and key of every row; one that is told of twice stands there twice."""
        for part in self._parts:
            if isinstance(part, Run):
                for key in part.keys:
                    yield part.table, key
            else:
                yield part["table"], part["id"]

    def tables(self) -> frozenset[str]:
        """The tables of its rows."""
        return frozenset(part.table if isinstance(part, Run) else part["table"] for part in self._parts)

    def changes_any(self) -> bool:
        """Whether any row is another before than after."""
        return any(isinstance(part, Run) or part["before"] or part["after"] for part in self._parts)

    def payload(self) -> str:
        """The text that the audit entry keeps."""
        return f"[{','.join(part.text if isinstance(part, Run) else _as_json(part) for part in self._parts)}]"


def rows_told(payload: str | None) -> list[Row]:
    """The rows that a payload holds, one by one."""
    return list(ToldRows.read(payload))


def _run(part: Row, text: str) -> Run:
    side = "after" if "after" in part else "before"
    return Run(part["table"], side, array("q", (image[0] for image in part[side])), text)


def _rows_of_run(part: Row) -> list[Row]:
    side, other = ("after", "before") if "after" in part else ("before", "after")
    table, columns, same = part["table"], part["columns"], part["same"]
    images: Iterable[list[Any]] = part[side]
    return [
        {"table": table, "id": image[0], other: None, side: {**dict(zip(columns, image, strict=True)), **same}}
        for image in images
    ]


def _all_alike(values: Sequence[Any]) -> bool:
    """Whether all values are one and the same, also as JSON writes them: 1 is not true."""
    first = values[0]
    return all(value is first or (value == first and type(value) is type(first)) for value in values)


def _as_json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)

"""The rows an audit entry tells of, as the payload of the entry holds them.

A row is an object with its table, key, and what it was before and is after. Many rows of one table that were added or
removed at once are one object, which names their columns once, and once what is the same in all of them: a fifth of
the text, and a fraction of the memory.

    {"table": "topic", "id": 7, "before": null, "after": {"id": 7, "name": "Speeding", "active": true}}
    {"table": "topic", "same": {"active": true}, "columns": ["id", "name"], "after": [[7, "Speeding"], [8, "Gunfire"]]}

Very many are packed: ``ids`` are the runs of their keys (the first, and how many), ``packed`` is the JSON of the other
columns, each with the values of all rows, compressed (zlib) and in base64. An import of half a million rows is told in
some megabytes so.

    {"table": "topic", "same": {"active": true}, "columns": ["id", "name"], "side": "after", "ids": [[7, 2]],
     "packed": "eAGLjlYKLkhNTcnMS1fSUXIvzUvLLEpVio0FAGVHCCQ="}
"""

import json
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, overload

from outreach.records.base import Row

FEWEST_IN_A_RUN = 100
"""Fewer rows than this are told one by one, as a reader of the trail finds them more easily."""
FEWEST_PACKED = 1_000
"""Fewer rows than this are told in the clear."""
_QUICKLY = 1
"""How much zlib tries: a fifth more text than at its best, in a third of the time."""


@dataclass(slots=True)
class Run:
    """Rows of one table that were all added (``side`` is "after") or all removed ("before"), kept as the text that the
    payload holds; that is empty when the payload was :meth:`handed over <ToldRows.hand_over>`."""

    table: str
    side: str
    keys: array[int]
    text: str

    @classmethod
    def of(cls, table: str, side: str, images: Mapping[str, Sequence[Any]]) -> "Run":
        """A run of images: the values of all rows by the name of their column, of which the first is the key."""
        same = {name: values[0] for name, values in images.items() if name != "id" and all_alike(values)}
        columns = [name for name in images if name not in same]
        keys = array("q", images["id"])
        told: dict[str, Any] = {"table": table, "same": same, "columns": columns}
        if len(keys) < FEWEST_PACKED:
            told[side] = list(zip(*(images[name] for name in columns), strict=True))
        else:
            packed = zlib.compress(_as_json([images[name] for name in columns[1:]]).encode(), _QUICKLY)
            told |= {"side": side, "ids": _ranges(keys), "packed": b64encode(packed).decode()}
        return cls(table, side, keys, _as_json(told))

    @classmethod
    def read(cls, part: Row, text: str) -> "Run":
        """A run from a payload, of which it is a ``part`` with a ``text``."""
        if "packed" in part:
            return cls(part["table"], part["side"], _keys(part["ids"]), text)
        side = "after" if "after" in part else "before"
        return cls(part["table"], side, array("q", (image[0] for image in part[side])), text)

    def rows(self) -> list[Row]:
        """Its rows, one by one."""
        part = json.loads(self.text)
        table, columns, same = part["table"], part["columns"], part["same"]
        side, other = self.side, "before" if self.side == "after" else "after"
        images: Iterable[Iterable[Any]] = part.get(side, ())
        if "packed" in part:
            images = zip(self.keys, *json.loads(zlib.decompress(b64decode(part["packed"]))), strict=True)
        return [
            {"table": table, "id": key, other: None, side: {**dict(zip(columns, image, strict=True)), **same}}
            for key, image in zip(self.keys, images, strict=True)
        ]


class Subjects(Sequence[tuple[str, int]]):
    """The table and key of each of many rows, in order; runs of them take eight bytes a row.

    >>> Subjects([("topic", array("q", [7, 8])), ("event", (3,))])
    (('topic', 7), ('topic', 8), ('event', 3))
    """

    def __init__(self, runs: Iterable[tuple[str, Sequence[int]]]) -> None:
        self._runs = tuple(runs)

    def __len__(self) -> int:
        return sum(len(keys) for _, keys in self._runs)

    def __iter__(self) -> Iterator[tuple[str, int]]:
        for table, keys in self._runs:
            for key in keys:
                yield table, key

    @overload
    def __getitem__(self, at: int) -> tuple[str, int]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[tuple[str, int]]: ...
    def __getitem__(self, at: int | slice) -> tuple[str, int] | Sequence[tuple[str, int]]:
        return tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


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
            told._parts.append(Run.read(part, text[at:end]) if "columns" in part else part)
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

    def subjects(self) -> Subjects:
        """The table and key of every row; one that is told of twice stands there twice."""
        return Subjects(
            (part.table, part.keys) if isinstance(part, Run) else (part["table"], (part["id"],)) for part in self._parts
        )

    def tables(self) -> frozenset[str]:
        """The tables of its rows."""
        return frozenset(part.table if isinstance(part, Run) else part["table"] for part in self._parts)

    def changes_any(self) -> bool:
        """Whether any row is another before than after."""
        return any(isinstance(part, Run) or part["before"] or part["after"] for part in self._parts)

    def payload(self) -> str:
        """The text that the audit entry keeps."""
        return f"[{','.join(part.text if isinstance(part, Run) else _as_json(part) for part in self._parts)}]"

    def hand_over(self) -> str:
        """The :meth:`payload`, of which nothing is held here any longer but which records it tells of."""
        payload = self.payload()
        for part in self._parts:
            if isinstance(part, Run):
                part.text = ""
        return payload


def rows_told(payload: str | None) -> list[Row]:
    """The rows that a payload holds, one by one."""
    return list(ToldRows.read(payload))


def is_packed(payload: str) -> bool:
    """Whether a payload, or the head of one, tells of so many rows that they are packed."""
    return '"packed":' in payload  # within a text the quotation marks would be escaped


def _ranges(keys: Sequence[int]) -> list[tuple[int, int]]:
    """Keys as runs of neighbours: the first, and how many.

    >>> _ranges([7, 8, 9, 12])
    [(7, 3), (12, 1)]
    """
    starts = [at for at, key in enumerate(keys) if not at or key != keys[at - 1] + 1]
    return [(keys[at], after - at) for at, after in zip(starts, (*starts[1:], len(keys)), strict=True)]


def _keys(ranges: Iterable[Sequence[int]]) -> array[int]:
    return array("q", chain.from_iterable(range(first, first + count) for first, count in ranges))


def all_alike(values: Sequence[Any]) -> bool:
    """Whether all values are one and the same, also as JSON writes them: 1 is not true."""
    return values.count(values[0]) == len(values) and len(set(map(type, values))) == 1


def _as_json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)

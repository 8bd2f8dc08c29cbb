"""The rows an audit entry tells of, as the payload of the entry holds them.

A row is an object with its table, key, and what it was before and is after. Many rows of one table that were added or
removed at once are one object, which names their columns once, and once what is the same in all of them: a fifth of
the text, and a fraction of the memory.

    {"table": "topic", "id": 7, "before": null, "after": {"id": 7, "name": "Speeding", "active": true}}
    {"table": "topic", "same": {"active": true}, "columns": ["id", "name"], "after": [[7, "Speeding"], [8, "Gunfire"]]}

Very many are packed: ``ids`` are the runs of their keys (the first, and how many), ``packed`` is the JSON of the other
columns, each with the values of all rows, compressed (zlib) and in base64. An import of half a million rows is told in
some megabytes so, and nobody holds them at once.

    {"table": "topic", "same": {"active": true}, "columns": ["id", "name"], "side": "after", "ids": [[7, 2]],
     "packed": "eAGLjlYKLkhNTcnMS1fSUXIvzUvLLEpVio0FAGVHCCQ="}
"""

import json
import zlib
from array import array
from base64 import b64decode, b64encode
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, groupby
from operator import eq, itemgetter
from typing import Any, overload

from outreach.records.alike import all_alike
from outreach.records.base import NewUids, Row
from outreach.records.scratch import Scratch

FEWEST_IN_A_RUN = 100
"""Fewer rows than this are told one by one, as a reader of the trail finds them more easily."""
FEWEST_PACKED = 1_000
"""Fewer rows than this are told in the clear."""
_MOST_LOOSE = 5_000
"""More rows that are told one by one are not held as rows."""
_MOST_HELD = 1 << 20
"""So many characters of many rows are held; what comes after them is put out of memory."""
_PIECE = 1 << 20
_QUICKLY = 1
"""How much zlib tries: a fifth more text than at its best, in a third of the time."""


class _Many:
    """Many rows, and the text that the payload holds of them: in memory, or put out of it."""

    __slots__ = ("_block", "_blocks", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._blocks: Scratch | None = None
        self._block = 0

    @property
    def text(self) -> str:
        """What the payload holds of them, without a bracket around it."""
        return self._text if self._blocks is None else self._blocks[self._block].decode()

    @property
    def held(self) -> int:
        """How many characters of it are in memory."""
        return len(self._text)

    def put_aside(self, blocks: Scratch) -> None:
        """Put the text out of memory."""
        self._blocks, self._block, self._text = blocks, blocks.append(self._text.encode()), ""


class Run(_Many):
    """Rows of one table that were all added (``side`` is "after") or all removed ("before")."""

    __slots__ = ("keys", "side", "table")

    def __init__(self, table: str, side: str, keys: Iterable[int], text: str) -> None:
        super().__init__(text)
        self.table, self.side, self.keys = table, side, _compact(keys)

    @classmethod
    def of(cls, table: str, side: str, images: Mapping[str, Sequence[Any]]) -> "Run":
        """A run of images: the values of all rows by the name of their column, of which the first is the key."""
        same = {name: values[0] for name, values in images.items() if name != "id" and all_alike(values)}
        columns = [name for name in images if name not in same]
        keys = _compact(images["id"])
        told: dict[str, Any] = {"table": table, "same": same, "columns": columns}
        if len(keys) < FEWEST_PACKED:
            told[side] = list(zip(*(images[name] for name in columns), strict=True))
        else:
            values = ",".join(_column_as_json(images[name]) for name in columns[1:])
            packed = zlib.compress(f"[{values}]".encode(), _QUICKLY)
            told |= {"side": side, "ids": _ranges(keys), "packed": b64encode(packed).decode()}
        return cls(table, side, keys, _as_json(told))

    @classmethod
    def read(cls, part: Row, text: str) -> "Run":
        """A run from a payload, of which it is a ``part`` with a ``text``."""
        if "packed" in part:
            return cls(part["table"], part["side"], _keys(part["ids"]), text)
        side = "after" if "after" in part else "before"
        return cls(part["table"], side, (image[0] for image in part[side]), text)

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

    def subjects(self) -> list[tuple[str, Sequence[int]]]:
        """The table and keys of its rows."""
        return [(self.table, self.keys)]

    def __len__(self) -> int:
        return len(self.keys)


class _OneByOne(_Many):
    """Rows that are told one by one, of which there are many."""

    __slots__ = ("_subjects", "changes_any")

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__(",".join(map(_as_json, rows)))
        alike = groupby(rows, itemgetter("table"))
        self._subjects = [(table, _compact(row["id"] for row in some)) for table, some in alike]
        self.changes_any = any(row["before"] or row["after"] for row in rows)

    def rows(self) -> list[Row]:
        """They themselves."""
        told: list[Row] = json.loads(f"[{self.text}]")
        return told

    def subjects(self) -> list[tuple[str, Sequence[int]]]:
        """The table and keys of the rows, in order."""
        return self._subjects

    def __len__(self) -> int:
        return sum(len(keys) for _, keys in self._subjects)


class Subjects(Sequence[tuple[str, int]]):
    """The table and key of each of many rows, in order; runs of them take hardly any memory.

    >>> Subjects([("topic", array("q", [7, 8])), ("event", (3,))])
    (('topic', 7), ('topic', 8), ('event', 3))
    """

    def __init__(self, runs: Iterable[tuple[str, Sequence[int]]]) -> None:
        self._runs = tuple(runs)
        self._ends = list(accumulate(len(keys) for _, keys in self._runs))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def runs(self) -> Iterator[tuple[str, Sequence[int]]]:
        """The keys of rows that follow each other in one table, with it; they are a range where they count on."""
        return iter(self._runs)

    def tables(self) -> Iterator[str]:
        """The tables, some of them several times."""
        return (table for table, _ in self._runs)

    def __iter__(self) -> Iterator[tuple[str, int]]:
        for table, keys in self._runs:
            for key in keys:
                yield table, key

    @overload
    def __getitem__(self, at: int) -> tuple[str, int]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[tuple[str, int]]: ...
    def __getitem__(self, at: int | slice) -> tuple[str, int] | Sequence[tuple[str, int]]:
        if isinstance(at, slice):
            return tuple(self)[at]
        place = range(len(self))[at]
        run = bisect_right(self._ends, place)
        table, keys = self._runs[run]
        return table, keys[place - self._ends[run]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class ToldRows:
    """The rows of one entry in the order of the work: appended while it is written, or read from a payload.

    However many rows there are, those of runs are taken apart only while somebody goes through them, and no more than
    the first of them are in memory.
    """

    def __init__(self) -> None:
        self._parts: list[Row | Run | _OneByOne] = []
        self._loose = 0
        """How many of the last parts are a row each."""
        self._held = 0
        """How many characters of runs are in memory."""
        self._blocks: Scratch | None = None

    @classmethod
    def read(cls, payload: str | None) -> "ToldRows":
        """The rows that a payload holds; none where it was forgotten."""
        return cls.gathered((payload or "",))

    @classmethod
    def gathered(cls, pieces: Iterable[str]) -> "ToldRows":
        """The rows of a payload that is read in :meth:`pieces`."""
        told = cls()
        decode = json.JSONDecoder().raw_decode
        for text in pieces:
            end = 0
            while (start := text.find("{", end)) >= 0:
                part, end = decode(text, start)
                if "columns" in part:
                    told.append_run(Run.read(part, text[start:end]))
                else:
                    told.append(part)
        return told

    def append(self, row: Row) -> None:
        """Tell of one more row."""
        self._parts.append(row)
        self._loose += 1
        if self._loose == _MOST_LOOSE:
            rows: list[Any] = self._parts[-_MOST_LOOSE:]
            del self._parts[-_MOST_LOOSE:]
            self._append_many(_OneByOne(rows))

    def append_run(self, run: Run) -> None:
        """Tell of many more rows."""
        self._append_many(run)

    def extend(self, other: "ToldRows") -> None:
        """Tell of the rows of another entry, too."""
        for part in other._parts:
            if isinstance(part, dict):
                self.append(part)
            else:
                self._append_many(part)

    def _append_many(self, part: Run | _OneByOne) -> None:
        self._parts.append(part)
        self._loose = 0
        if self._held + part.held > _MOST_HELD:
            self._blocks = self._blocks or Scratch()
            part.put_aside(self._blocks)
        self._held += part.held

    def __len__(self) -> int:
        return sum(1 if isinstance(part, dict) else len(part) for part in self._parts)

    def __bool__(self) -> bool:
        return bool(self._parts)

    def __iter__(self) -> Iterator[Row]:
        for part in self._parts:
            if isinstance(part, dict):
                yield part
            else:
                yield from part.rows()

    def __reversed__(self) -> Iterator[Row]:
        for part in reversed(self._parts):
            if isinstance(part, dict):
                yield part
            else:
                yield from reversed(part.rows())

    def subjects(self) -> Subjects:
        """The table and key of every row; one that is told of twice stands there twice."""
        runs = ([(part["table"], (part["id"],))] if isinstance(part, dict) else part.subjects() for part in self._parts)
        return Subjects(chain.from_iterable(runs))

    def tables(self) -> frozenset[str]:
        """The tables of its rows."""
        return frozenset(self.subjects().tables())

    def changes_any(self) -> bool:
        """Whether any row is another before than after."""
        return any(
            part["before"] or part["after"] if isinstance(part, dict) else isinstance(part, Run) or part.changes_any
            for part in self._parts
        )

    def payload(self) -> str:
        """The text that the audit entry keeps."""
        return "".join(self.pieces())

    def pieces(self) -> Iterator[str]:
        """The :meth:`payload` in pieces of about a million characters, none of which parts a row; one at least."""
        texts: list[str] = []
        size, mark = 0, "["
        for part in self._parts:
            text = _as_json(part) if isinstance(part, dict) else part.text
            if texts and size + len(text) > _PIECE:
                yield mark + ",".join(texts)
                texts, size, mark = [], 0, ","
            texts.append(text)
            size += len(text)
        yield f"{mark}{','.join(texts)}]"


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
    if isinstance(keys, range) and keys.step == 1:
        return [(keys.start, len(keys))] if keys else []
    starts = [at for at, key in enumerate(keys) if not at or key != keys[at - 1] + 1]
    return [(keys[at], after - at) for at, after in zip(starts, (*starts[1:], len(keys)), strict=True)]


def _keys(ranges: Iterable[Sequence[int]]) -> Iterator[int]:
    return chain.from_iterable(range(first, first + count) for first, count in ranges)


def _compact(keys: Iterable[int]) -> Sequence[int]:
    """Keys in as little memory as they need: mostly they follow each other."""
    if isinstance(keys, range) and keys.step == 1:
        return keys
    held = keys if isinstance(keys, range | array) else array("q", keys)
    if held and held[-1] - held[0] == len(held) - 1 and all(map(eq, held, range(held[0], held[-1] + 1))):
        return range(held[0], held[-1] + 1)
    return held


def _column_as_json(values: Sequence[Any]) -> str:
    """What :func:`_as_json` makes of some values, in a fraction of the time where they are texts in plain letters."""
    if isinstance(values, NewUids):
        return f'["{'","'.join(values)}"]'
    if set(map(type, values)) == {str}:
        told = '","'.join(values)
        if told.isprintable() and "\\" not in told and told.count('"') == 2 * len(values) - 2:
            return f'["{told}"]'
    return _as_json(list(values))


def _as_json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)

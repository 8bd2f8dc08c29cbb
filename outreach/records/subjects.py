"""The records that each entry of the audit trail tells of, by which the trail is searched.

Records with keys that count on, as an import makes them, are told by the first and the last key of them: a hundred
thousand sign-ins take one row, and not so many in a table and two indexes.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from typing import Any

from peewee import IntegerField, TextField, fn

from outreach.records.base import Record, database
from outreach.records.told import FEWEST_IN_A_RUN, Subjects

_SUBJECTS_AT_ONCE = 10_000


class AuditSubject(Record):
    """What an entry tells of: the table's name, and a record's key; or the key of the first of a run, and of the
    ``last``."""

    kind = TextField()
    key = IntegerField()
    entry_id = IntegerField()
    last = IntegerField(null=True)

    class Meta:
        indexes = ((("kind", "key", "entry_id"), True), (("entry_id", "kind"), False))


def keys_of(first: int, last: int | None) -> range:
    """The keys that a row tells of, by its ``key`` and ``last``."""
    return range(first, (first if last is None else last) + 1)


def count_of_keys() -> Any:
    """Of how many records a row tells, in a query."""
    return fn.COALESCE(AuditSubject.last, AuditSubject.key) - AuditSubject.key + 1


def alone(kind: Any, key: Any) -> Any:
    """The condition that a row tells of a record by its key. Ask it apart from :func:`in_a_run`: each has an index."""
    return (AuditSubject.kind == kind) & (AuditSubject.key == key)


def in_a_run(kind: Any, first: Any, last: Any) -> Any:
    """The condition that a row tells of a run that meets the keys from the first to the last."""
    return (AuditSubject.kind == kind) & (AuditSubject.last >= first) & (AuditSubject.key <= last)


def entries_naming(kind: str, key: int) -> Any:
    """A query of the numbers of the entries that tell of a record, some of them twice perhaps."""
    about: Any = AuditSubject.select(AuditSubject.entry_id)
    return about.where(alone(kind, key)).union_all(about.where(in_a_run(kind, key, key)))


def keep_subjects(entry: int, about: Sequence[tuple[str, int]]) -> None:
    """Keep what an entry is about, each record once."""
    if len(about) < FEWEST_IN_A_RUN:
        if about:
            _insert([(kind, key, entry, None) for kind, key in about])
        return
    runs = _runs(about)
    for some in batched(((kind, one[0], entry, one[-1]) for kind in runs for one in runs[kind]), _SUBJECTS_AT_ONCE):
        _insert(some)
    for loose in batched(((kind, key, entry, None) for kind, key in _loose(about, runs)), _SUBJECTS_AT_ONCE):
        _insert(loose)


def _runs(about: Sequence[tuple[str, int]]) -> dict[str, list[range]]:
    """The runs of the keys of each kind, in order; those that meet are one."""
    runs: dict[str, list[range]] = defaultdict(list)
    told = ((kind, keys) for kind, keys in _parts(about) if _is_run(keys))
    for kind, keys in sorted(told, key=lambda one: one[1][0]):
        before = runs[kind][-1] if runs[kind] else None
        if before is None or keys[0] > before.stop:
            runs[kind].append(range(keys[0], keys[-1] + 1))
        else:
            runs[kind][-1] = range(before.start, max(before.stop, keys[-1] + 1))
    return runs


def _loose(about: Sequence[tuple[str, int]], runs: dict[str, list[range]]) -> Iterator[tuple[str, int]]:
    """What lies in no run."""
    starts = {kind: [run.start for run in some] for kind, some in runs.items()}
    for kind, keys in _parts(about):
        if _is_run(keys):
            continue
        for key in keys:
            at = bisect_right(starts[kind], key) if kind in starts else 0
            if not at or key not in runs[kind][at - 1]:
                yield kind, key


def _parts(about: Sequence[tuple[str, int]]) -> Iterable[tuple[str, Sequence[int]]]:
    return about.runs() if isinstance(about, Subjects) else ((kind, (key,)) for kind, key in about)


def _is_run(keys: Sequence[int]) -> bool:
    return isinstance(keys, range) and len(keys) >= FEWEST_IN_A_RUN


def _insert(rows: Sequence[tuple[str, int, int, int | None]]) -> None:
    """Insert rows past the library, whose own way of putting a statement together takes longer than all the rest."""
    marks = ", ".join([f"({', '.join([database.param] * 4)})"] * len(rows))
    values = [value for row in rows for value in row]
    database.execute_sql(
        f'INSERT INTO "audit_subject" ("kind", "key", "entry_id", "last") VALUES {marks} ON CONFLICT DO NOTHING', values
    )

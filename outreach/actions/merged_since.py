"""People who were merged into others, or set free, since a step was taken: what that means for taking it back."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from peewee import ForeignKeyField

from outreach.actions.change import Change
from outreach.actions.later import MODELS, changed_since
from outreach.actions.people import carry_over, hide_shown
from outreach.actions.rows import held_records
from outreach.errors import StaleVersionError
from outreach.languages.spoken import say
from outreach.records.base import Record, Row, portions
from outreach.records.people import Person

_KEYS_PER_STATEMENT = 30_000
_INTO = "merged_into_id"
_NAMING: Mapping[type[Record], frozenset[str]] = {
    model: frozenset(
        field.column_name
        for field in model._meta.sorted_fields
        if isinstance(field, ForeignKeyField) and field.rel_model is Person
    )
    for model in MODELS.values()
}
"""The columns of each table that name a person."""


class MergedSince:
    """The merges of by now, beside those of when a step was taken. One statement for each 30,000 people it looks at.

    The ``rows`` are those that are taken back, of the step or of an undo of it; ``first`` tells those of the step.
    """

    def __init__(self, action: str, rows: Iterable[Row], first: Callable[[], Iterable[Row]]) -> None:
        self._first = first
        # A kit brings back what was taken back in it as a step of its own.
        brought = action in ("undo", "redo")
        self._merges, self._edits = brought or action == "merge_people", brought or action == "edit_person"
        self._named: set[int] = set()
        self._shown: set[int] = set()
        renamed = [row["id"] for row in rows if _names_anew(row)] if self._merges else []
        self._freed = frozenset(renamed) - _merged(renamed).keys()

    def concerns(self, record: Record, row: Row) -> bool:
        """Whether a row of the step is still to be taken back.

        It is not where a merge only named another entry for somebody whose own merge was taken back since: she, and
        what was hers, is free.
        """
        columns = _NAMING[type(record)]
        if isinstance(record, Person) and _names_anew(row):
            return record.id not in self._freed
        changed = columns & (row["before"] or {}).keys() & (row["after"] or {}).keys()
        return not any(record.__data__[_field(record, column)] in self._freed for column in changed)

    def differing(self, held: Sequence[tuple[Row, Record]]) -> list[frozenset[str]]:
        """The columns of each record that are no longer as a row of the step left them; an entry merged since is the
        one it was merged into. Raises :class:`StaleVersionError` where an entry that was edited is not the kept one."""
        met = [(row, record, changed_since(record, row)) for row, record in held]
        left = {row["after"].get(column) for row, record, columns in met for column in columns & _NAMING[type(record)]}
        into = _merged(left - {None})
        if self._edits and any(_edits_merged(record, row) for row, record in held):
            raise built_upon()
        return [
            columns - {one for one in columns & _NAMING[type(record)] if _is_same(record, one, row["after"], into)}
            for row, record, columns in met
        ]

    def note(self, model: type[Record], rows: Iterable[Row]) -> None:
        """Note whom rows of the step name as they are put back, and whom they may show."""
        for row in rows:
            self._named |= {key for column in _NAMING[model] if (key := row["before"].get(column)) is not None}
            if model is Person and _may_show(row):
                self._shown.add(row["id"])

    def name_kept(self, c: Change) -> None:
        """Let what was put back name the kept entries of those who were merged since, and what was recorded since name
        those of whoever is merged again, as all else that named them does: under the others nobody would see it."""
        if self._merges:
            for key, kept in [(row["id"], row["after"][_INTO]) for row in c.rows if _merges(row)]:
                carry_over(c, kept, key)
        into = _merged(self._named)
        if not into:
            return
        touched = frozenset(c.rows.subjects())
        for model, columns in _NAMING.items():
            for column in columns:
                field: Any = model._meta.columns[column]
                named = [
                    one for some in portions(into, _KEYS_PER_STATEMENT) for one in model.select().where(field.in_(some))
                ]
                back = [one for one in named if (model._meta.table_name, one.id) in touched]
                c.update_many([(one, {field.name: into[one.__data__[field.name]]}) for one in back])

    def hide(self, c: Change) -> None:
        """Hide again, of whom was put back, the earlier entries of those who are kept confidentially by now."""
        for some in portions(self._shown, _KEYS_PER_STATEMENT // 2):
            hide_shown(c, Person.id.in_(some) | Person.merged_into.in_(some))

    def refuse_lost(self, c: Change) -> None:
        """Raise :class:`StaleVersionError` where somebody would be merged into an entry that is itself merged into
        another, so that neither would be found any more, or into another than the one whom the merge was into."""
        if not self._merges:
            return
        people = [key for table, key in c.rows.subjects() if table == Person._meta.table_name]
        tuple(held_records(Person, set(_merged(people).values())))  # or they might be merged onward just now
        into: Any = Person.alias()
        named = Person.id.in_(people) | into.id.in_(people)
        onward: Any = Person.select(Person.id).join(into, on=Person.merged_into == into.id)
        if onward.where(into.merged_into.is_null(False), named).exists() or self._goes_elsewhere():
            raise built_upon()

    def _goes_elsewhere(self) -> bool:
        meant = {row["id"]: row["after"][_INTO] for row in self._first() if _merges(row)}
        now, onward = _merged(meant), _merged(set(meant.values()))
        return any(now[key] not in (into, onward.get(into)) for key, into in meant.items() if key in now)


def built_upon() -> StaleVersionError:
    """The fault of a step on which something builds that was recorded later."""
    return StaleVersionError(
        say(
            "Something recorded later builds on what this step did, so nothing was taken back: take the "
            "later step back first."
        )
    )


def _merged(people: Collection[int]) -> dict[int, int]:
    """Those of some people who are merged into others, with whom they are merged into."""
    into: dict[int, int] = {}
    for some in portions(people, _KEYS_PER_STATEMENT):
        gone: Any = Person.select(Person.id, Person.merged_into).where(
            Person.id.in_(some), Person.merged_into.is_null(False)
        )
        into |= dict(gone.tuples())
    return into


def _merges(row: Row) -> bool:
    """Whether a row is of somebody whom a merge took away."""
    was, became = ((row[side] or {}).get(_INTO) for side in ("before", "after"))
    return row["table"] == Person._meta.table_name and was is None and became is not None


def _names_anew(row: Row) -> bool:
    """Whether a row is of somebody who was merged before, and whose target a merge names anew."""
    was, became = ((row[side] or {}).get(_INTO) for side in ("before", "after"))
    return row["table"] == Person._meta.table_name and None not in (was, became)


def _may_show(row: Row) -> bool:
    """Whether somebody, or an earlier entry of hers, may be shown by a row as it is put back, who is to stay hidden."""
    was, puts_back = row["before"], row["after"] is None
    return was.get(_INTO) is not None or was.get("confidential", False) or ("confidential" in was and not puts_back)


def _edits_merged(record: Record, row: Row) -> bool:
    """Whether a row edits an entry that was merged since; earlier entries of a person are hidden with the kept one."""
    return (
        isinstance(record, Person)
        and record.merged_into_id is not None
        and not {"confidential"} >= (row["before"] or {}).keys()
        and _INTO not in (row["before"] or {})
    )


def _field(record: Record, column: str) -> str:
    return str(record._meta.columns[column].name)


def _is_same(record: Record, column: str, left: Row, into: Mapping[int, int]) -> bool:
    """Whether a record names the entry into which the one that was left in a column was merged."""
    now = record.__data__[_field(record, column)]
    return now is not None and into.get(left.get(column, 0)) == now

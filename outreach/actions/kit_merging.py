"""Merges of people beside a field kit: those that were made here while it was away, and those that it brings back."""

from collections.abc import Iterable
from typing import Any

from outreach.actions.change import Change
from outreach.actions.kit_asking import UnfittedError, at_odds
from outreach.actions.people import carry_over, hide_shown
from outreach.actions.rows import held_records, restored
from outreach.actions.undo import undo
from outreach.errors import OutreachError
from outreach.queries.merges import merge_entry
from outreach.records.base import Row
from outreach.records.kits import KitEntry, KitKey
from outreach.records.people import Person
from outreach.records.subjects import AuditSubject

INTO = "merged_into_id"
"""The column of a person that names the kept entry."""


class KitMerges:
    """The merges of here by now, and what a change of a kit that merges people does among them.

    ``is_merge`` once it merged somebody, or two who are one here already: all that it moves from one to the other from
    then on is moved by :meth:`finish`, with what the kit did not carry, and is not done twice.
    """

    def __init__(self, c: Change, precinct: int) -> None:
        self._c, self._precinct = c, precinct
        self._into = self._merged()
        self._gone: dict[int, int] = {}
        self._touched: set[int] = set()
        self.is_merge = False

    def hold(self, people: Iterable[int]) -> None:
        """Keep people whom the change names, and their kept entries, from being merged by others until it ends."""
        named = set(people)
        while True:
            tuple(held_records(Person, named | {self._into.get(key, key) for key in named}))
            before, self._into = self._into, self._merged()
            if all(before.get(key) == self._into.get(key) for key in named):
                return

    def _merged(self) -> dict[int, int]:
        here = (Person.precinct == self._precinct) & Person.merged_into.is_null(False)
        merged: Any = Person.select(Person.id, Person.merged_into).where(here)
        return dict(merged.tuples())

    def kept(self, person: int) -> int:
        """The entry that is kept of a person, which alone is seen."""
        return self._into.get(person, person)

    def meet(self, person: Person, before: Row, after: Row) -> bool:
        """Note what an edit merges, and whom it may show; whether there is nothing more to do of it.

        Raises :class:`UnfittedError` for a merge of somebody who was merged into somebody else here.
        """
        into = after.get(INTO)
        self._touched |= {person.id, self.kept(person.id)}
        if into is None:
            return False
        if before.get(INTO) is not None:
            return True  # she goes where the one goes into whom she was merged
        self.is_merge = True
        if into == self.kept(person.id):
            return True
        if person.merged_into_id is not None:
            raise at_odds(Person)
        self._gone[person.id] = into
        return False

    def take_back(self, person: int) -> None:
        """Take a merge back that was brought back earlier, with what it moved here that the kit does not carry.

        Raises :class:`UnfittedError` when it was made here, or something recorded later builds on it.
        """
        if self.kept(person) == person:
            return
        entry = merge_entry(person)
        if entry is None or not _was_brought_back(entry):
            raise at_odds(Person)
        try:
            undo(self._c.by, entry)
        except OutreachError as fault:
            raise UnfittedError(str(fault)) from fault
        self._into = self._merged()
        # What became of the merge in the kit is told on, or it would come back once more.
        for model in (KitEntry, KitKey):
            ours = [row for row in self._c.rows if row["table"] == model._meta.table_name]
            removed = [row["before"] for row in ours if row["after"] is None]
            if removed:
                self._c.restore_many(model, removed)
            for row in (row for row in ours if row["after"] is not None):
                self._c.update(model.get_by_id(row["id"]), **restored(model, row["before"]))

    def touch(self, person: int) -> None:
        """Note somebody whom the change may show, or keep confidentially."""
        self._touched.add(person)

    def finish(self) -> None:
        """Let all that names whom the change merged name the kept entries, and hide who is kept confidentially."""
        for gone, kept in self._gone.items():
            carry_over(self._c, kept, gone)
        whom = self._touched | set(self._gone.values())
        if whom:
            hide_shown(self._c, Person.id.in_(whom) | Person.merged_into.in_(whom))


def frees(row: Row) -> bool:
    """Whether a row of the change of a person takes a merge back."""
    was, became = ((row[side] or {}).get(INTO) for side in ("before", "after"))
    return row["after"] is not None and was is not None and became is None


def _was_brought_back(entry: int) -> bool:
    """Whether an entry of the trail tells of a change that came back in a kit."""
    told: Any = AuditSubject.select(AuditSubject.id)
    return bool(told.where(AuditSubject.entry_id == entry, AuditSubject.kind == KitEntry._meta.table_name).exists())

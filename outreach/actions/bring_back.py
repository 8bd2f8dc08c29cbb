"""What was recorded in a field kit, brought back: every change once, in order, by its own author and at its own time.

Each change is one action here, with an audit entry and an undo of its own. What nobody touched here meanwhile is done
again; the rest waits, one question after the other, and is not lost. A kit may come back twice, half or after another.
"""

import json
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from outreach.actions.change import Actor, Change, Changes, change, load, tell
from outreach.actions.field_kit import kit_here
from outreach.actions.kit_asking import Asked, Keep, Question, UnfittedError
from outreach.actions.kit_fitting import Fitting, KitKeys, named_in
from outreach.actions.rows import held_records, stored
from outreach.errors import OutreachError
from outreach.languages.spoken import say
from outreach.records.accounts import Role
from outreach.records.base import Row
from outreach.records.database import transaction
from outreach.records.events import Attachment
from outreach.records.kit_file import KitChange, OpenedKit, opened_kit, tampered
from outreach.records.kits import FIRST_KIT_KEY, BroughtBack, FieldKit, KitEntry, KitKey
from outreach.records.retention import FORGOTTEN
from outreach.records.subjects import AuditSubject, keys_of
from outreach.records.told import rows_told


@dataclass(frozen=True, slots=True)
class KitResult:
    """How many of a kit's changes were applied, were so already, wait for an answer, or were left out.

    ``earlier`` were brought back before. ``touched`` is every record written here, for views to reload.
    """

    name: str
    applied: int = 0
    same: int = 0
    waiting: int = 0
    left_out: int = 0
    earlier: int = 0
    touched: tuple[tuple[str, int], ...] = ()


class _DecidedError(OutreachError):
    """Somebody else brought a change back, or decided it, meanwhile."""

    def __init__(self) -> None:
        super().__init__(say("This change of the kit was decided already: nothing was written."))


class _NothingNewError(Exception):
    """Takes back the block of a change that turned out to be so already."""


def bring_back(by: Actor, path: Path, passphrase: str, told: Callable[[float, str], None] | None = None) -> KitResult:
    """Bring back a field kit's file. It may have expired: nothing more is recorded in it, but nothing is lost.

    Raises :class:`OutreachError` when the passphrase is wrong, or the file is damaged, was tampered with, or is no kit
    of these records; nothing is written then.
    """
    with opened_kit(path, passphrase) as opened:
        kit = _kit_of(opened, path)
        changes = _checked(list(opened.changes()), kit, path)
        return _Return(by, kit, told).bring(changes, opened)


def questions_of(
    entry: int, answers: Mapping[Asked, Keep | int] | None = None, *, confidential: bool = True
) -> tuple[str, tuple[Question, ...]]:
    """Why a waiting change waits, and what there is to answer; nothing is written.

    What it asks about a confidential record is told only to those who may read such.
    """
    kept = _waiting(entry)
    trial = Change(Actor(kept.actor), kept.action)
    try:
        with transaction():
            _fit(trial, kept.kit, _keys(kept.kit), rows_told(kept.payload), answers or {})
            raise _NothingNewError
    except _NothingNewError:
        return "", ()
    except UnfittedError as unfitted:
        if not confidential and any(one.confidential for one in unfitted.questions):
            return say("It is about a confidential record: somebody who may read those must decide it."), ()
        return unfitted.reason, unfitted.questions


def answer(by: Actor, entry: int, answers: Mapping[Asked, Keep | int]) -> KitResult:
    """Answer the questions of a waiting change, so that it is applied, with whatever waited for it.

    Raises :class:`OutreachError` when an answer is missing or the change still does not fit.
    """
    kept = _waiting(entry)
    return _Return(by, kept.kit).retry(kept, answers)


def forget_kit_changes(records: Mapping[str, Container[int]], told_in: Collection[int]) -> set[int]:
    """Empty the waiting changes of kits that tell of any of the records, by table, and leave them out.

    Returns their keys, with those of changes that were applied by one of the audit entries ``told_in``, so that what
    the trail tells of them can be forgotten too. Call inside the transaction of the purge.
    """
    waiting: Any = KitEntry.select().where(KitEntry.state == BroughtBack.WAITING)
    keys: Any = KitKey.select(KitKey.kit, KitKey.table_name, KitKey.kit_key, KitKey.home_key).tuples()
    here = {(kit, table, key): home for kit, table, key, home in keys}
    gone = {
        entry.id
        for entry in waiting
        for row in rows_told(entry.payload)
        for table, key in named_in(row)
        if here.get((entry.kit_id, table, key), key) in records.get(table, ())
    }
    emptied = {"state": BroughtBack.LEFT_OUT, "payload": "", "reason": FORGOTTEN}
    KitEntry.update(emptied).where(KitEntry.id.in_(list(gone))).execute()
    subjects: Any = AuditSubject.select(AuditSubject.key, AuditSubject.last, AuditSubject.entry_id).where(
        AuditSubject.kind == KitEntry._meta.table_name
    )
    told = (keys_of(key, last) for key, last, entry in subjects.tuples() if entry in told_in)
    return gone.union(*told)


def leave_out_kit_change(by: Actor, entry: int) -> Changes:
    """Say that a waiting change of a kit is not wanted. Undo lets it wait again."""
    with change(by, "leave_out_kit_change") as c:
        c.update(_waiting(entry), state=BroughtBack.LEFT_OUT, payload="")
    return c.changes


class _Return:
    """The return of one kit."""

    def __init__(self, by: Actor, kit: FieldKit, told: Callable[[float, str], None] | None = None) -> None:
        self._by = by
        self._kit = kit
        self._told = told or (lambda share, words: None)
        self._keys = _keys(kit)
        self._touched: list[tuple[str, int]] = []
        self._counts = dict.fromkeys(BroughtBack, 0)

    def bring(self, changes: Sequence[KitChange], opened: OpenedKit) -> KitResult:
        """Do everything that was not done yet; one change after the other, each whole or not at all."""
        listed: Any = KitEntry.select(KitEntry.entry).where(KitEntry.kit == self._kit).tuples()
        known = {number for (number,) in listed}
        fresh = [one for one in changes if one.entry not in known]
        dropped = _taken_back(fresh)
        for number, one in enumerate(fresh):
            what = one.action.replace("_", " ")
            self._told(number / len(fresh), say("bringing back {what}", what=say(what)))
            entry = _entry(self._kit, one, _with_contents(one.rows, opened, self._keys))
            self._one(entry, BroughtBack.SAME if one.entry in dropped else None)
        with change(self._by, "bring_back") as c:
            kit = load(FieldKit, self._kit.id)
            if changes and changes[-1].entry > kit.last_entry:
                c.update(kit, last_entry=changes[-1].entry, last_hash=changes[-1].hash)
        self._told(1.0, say("brought back"))
        result = self._result(earlier=sum(1 for one in changes if one.rows and one.entry in known))
        tell(self._by, f"brought back the field kit {self._kit.name}")
        return result

    def retry(self, kept: KitEntry, answers: Mapping[Asked, Keep | int]) -> KitResult:
        """Apply one waiting change with its answers, then those that waited for it."""
        try:
            self._apply(kept, answers)
        except UnfittedError as unfitted:
            raise OutreachError(
                unfitted.reason or say("Not everything that this change asks is answered: choose for each.")
            ) from unfitted
        waiting = KitEntry.select().where(KitEntry.kit == self._kit, KitEntry.state == BroughtBack.WAITING)
        for other in list(waiting.order_by(KitEntry.entry)):
            self._one(other, None)
        return self._result(earlier=0)

    def _one(self, entry: KitEntry, state: BroughtBack | None) -> None:
        with suppress(_DecidedError):
            if state is None:
                self._try(entry)
            else:
                self._note(entry, state)

    def _try(self, entry: KitEntry) -> None:
        try:
            self._apply(entry, {})
        except UnfittedError as unfitted:
            self._note(entry, BroughtBack.WAITING, unfitted.reason)

    def _apply(self, entry: KitEntry, answers: Mapping[Asked, Keep | int]) -> None:
        """Do a change again as its author did it, or note that it is so already."""
        rows: list[Row] = rows_told(entry.payload)
        found: KitKeys = {}
        try:
            with change(self._author(entry), entry.action, at=datetime.fromisoformat(entry.recorded_at)) as c:
                found, left_out = _fit(c, self._kit, self._keys, rows, answers)
                if rows and not c.rows:
                    raise _NothingNewError
                touched = c.changes.touched
                state = BroughtBack.APPLIED if rows else BroughtBack.TOLD
                self._keep(c, entry, BroughtBack.LEFT_OUT if left_out and not touched else state, found)
        except _NothingNewError:
            self._note(entry, BroughtBack.LEFT_OUT if left_out else BroughtBack.SAME, found=found)
            return
        self._keys |= found
        self._touched += touched
        self._counts[state] += 1

    def _note(self, entry: KitEntry, state: BroughtBack, reason: str = "", found: KitKeys | None = None) -> None:
        """Note what became of a change that writes no record itself."""
        if entry.id is not None and (entry.state, entry.reason) == (state, reason):
            self._counts[state] += 1
            return
        entry.reason = reason
        with change(self._by, "bring_back") as c:
            self._keep(c, entry, state, found or {}, reason)
        self._keys |= found or {}
        self._counts[state] += 1

    def _keep(self, c: Change, entry: KitEntry, state: BroughtBack, found: KitKeys, reason: str = "") -> None:
        self._refuse_decided(entry)
        payload = entry.payload if state is BroughtBack.WAITING else ""
        if entry.id is None:
            values = {name: entry.__data__[name] for name in ("kit", "entry", "action", "actor", "workstation")}
            told = {"recorded_at": entry.recorded_at, "state": state, "reason": reason, "payload": payload}
            c.create(KitEntry, **values, **told)
        else:
            c.update(load(KitEntry, entry.id), state=state, reason=reason, payload=payload)
        again = found.keys() & self._keys.keys()
        if again:  # what was removed and put back in the kit is made anew, under the key that it had there
            known = [one for one in KitKey.select().where(KitKey.kit == self._kit) if _key_of(one) in again]
            c.update_many([(one, {"home_key": found[_key_of(one)]}) for one in known])
        c.create_many(
            KitKey,
            [
                {"kit": self._kit.id, "table_name": table, "kit_key": key, "home_key": here}
                for (table, key), here in found.items()
                if (table, key) not in again
            ],
        )

    def _refuse_decided(self, entry: KitEntry) -> None:
        """Raise :class:`_DecidedError` where somebody else was faster; nobody else decides until the change ends."""
        tuple(held_records(FieldKit, [self._kit.id]))
        if entry.id is not None:
            _waiting(entry.id)
        elif KitEntry.select().where(KitEntry.kit == self._kit, KitEntry.entry == entry.entry).exists():
            raise _DecidedError

    def _author(self, entry: KitEntry) -> Actor:
        role = Role(self._kit.role) if self._kit.role and self._by.role is not None else self._by.role
        # The reach of whoever brings it back holds: nothing of another precinct is written in its author's name.
        return Actor(entry.actor, self._kit.officer_id, None, entry.workstation, role, precinct=self._by.precinct)

    def _result(self, earlier: int) -> KitResult:
        counts = self._counts
        return KitResult(
            self._kit.name,
            counts[BroughtBack.APPLIED],
            counts[BroughtBack.SAME],
            counts[BroughtBack.WAITING],
            counts[BroughtBack.LEFT_OUT],
            earlier,
            tuple(self._touched),
        )


def _fit(
    c: Change, kit: FieldKit, keys: KitKeys, rows: Sequence[Row], answers: Mapping[Asked, Keep | int]
) -> tuple[KitKeys, bool]:
    fitting = Fitting(c, kit, keys, answers)
    fitting.begin(rows)
    for row in rows:
        fitting.fit(row)
    return fitting.finish(), fitting.left_out


def _kit_of(opened: OpenedKit, path: Path) -> FieldKit:
    if kit_here() is not None:
        raise OutreachError(say("This is a field kit itself, so nothing was brought back: do it at the precinct."))
    kit: FieldKit | None = FieldKit.get_or_none(FieldKit.uid == opened.kit.uid)
    if kit is None:
        raise OutreachError(
            say(
                "{name} is a field kit of other records ({name2}), so nothing was brought back: open the "
                "precinct that it was made for.",
                name=path.name,
                name2=opened.kit.name,
            )
        )
    return kit


def _checked(changes: list[KitChange], kit: FieldKit, path: Path) -> list[KitChange]:
    """The kit's trail, when it goes through what this database knows of it."""
    if kit.last_entry and len(changes) >= kit.last_entry and changes[kit.last_entry - 1].hash != kit.last_hash:
        raise tampered(path)
    return changes


def _taken_back(fresh: Sequence[KitChange]) -> set[int]:
    """The entries that were undone in the kit before they came back, and the undoing ones: together they do nothing."""
    in_force: dict[int, int] = {}
    ended: set[int] = set()
    by_number = {one.entry: one for one in fresh}
    for one in reversed(fresh):
        if one.entry in in_force:
            ended |= {one.entry, in_force[one.entry]}
        elif one.undoes is not None and one.undoes in by_number:
            in_force[one.undoes] = one.entry
    return ended


def _entry(kit: FieldKit, one: KitChange, rows: Sequence[Row]) -> KitEntry:
    return KitEntry(
        kit=kit.id,
        entry=one.entry,
        action=one.action,
        actor=one.actor,
        workstation=one.workstation,
        recorded_at=one.at.isoformat(timespec="milliseconds"),
        payload=json.dumps(rows, separators=(",", ":"), ensure_ascii=False),
    )


def _with_contents(rows: Iterable[Row], opened: OpenedKit, known: KitKeys) -> list[Row]:
    """The rows with the content of attached files, of which a trail holds the digest alone.

    What was done to a file that was attached in the kit and taken off there again, before it was ever brought back, is
    left out: its content is gone.
    """
    whole: list[Row] = []
    for row in rows:
        if row["table"] == Attachment._meta.table_name and row["id"] >= FIRST_KIT_KEY:
            content = opened.file_content(row["id"])
            if content is None and (row["table"], row["id"]) not in known:
                continue
            if content is not None and row["before"] is None:
                row = {**row, "after": {**row["after"], "data": stored(content, whole=True)}}
        whole.append(row)
    return whole


def _keys(kit: FieldKit) -> KitKeys:
    kept: Any = KitKey.select(KitKey.table_name, KitKey.kit_key, KitKey.home_key).where(KitKey.kit == kit)
    return {(table, key): here for table, key, here in kept.tuples()}


def _key_of(kept: KitKey) -> tuple[str, int]:
    return kept.table_name, kept.kit_key


def _waiting(entry: int) -> KitEntry:
    kept = load(KitEntry, entry)
    if kept.state != BroughtBack.WAITING:
        raise _DecidedError
    return kept

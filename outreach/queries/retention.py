"""What a purge would forget: by rule, older than its years, in use no more, and not held back."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from peewee import Case, fn

from outreach.machine.settings import machine
from outreach.queries.rows import rows_of
from outreach.records.audit import AuditEntry, AuditPayload
from outreach.records.events import Attachment, Attendance, Event
from outreach.records.followups import CLOSED_STATUSES, Concern, FollowUp
from outreach.records.people import Person, TermOfOffice
from outreach.records.retention import FORGOTTEN, Held, LegalHold, Retained, RetentionRule
from outreach.records.subjects import AuditSubject, alone, in_a_run, keys_of

_NOTHING = -1
"""A key that no record has: what is compared in the place of a missing one, since NULL is neither held nor free."""


@dataclass(frozen=True, slots=True)
class Rule:
    """After how many years the names and words of a kind are forgotten; None: never.

    ``is_fixed``: whoever looks after this PC has set it, whatever the records say.
    """

    kind: Retained
    years: int | None
    version: int
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A legal hold that is in force; ``key`` None: on everything."""

    id: int
    version: int
    kind: str
    key: int | None
    reason: str
    placed_on: date


@dataclass(frozen=True, slots=True)
class Due:
    """The records of a kind that are due to be forgotten: those before a day, but for ``held`` ones."""

    kind: Retained
    years: int
    before: date
    keys: tuple[int, ...]
    held: int


def retention_rules(precinct: int) -> tuple[Rule, ...]:
    """The rule of each kind of record that holds at this PC; one statement."""
    chosen = RetentionRule.select(RetentionRule.kind, RetentionRule.years, RetentionRule.version)
    kept = {
        kind: (years, version) for kind, years, version in rows_of(chosen.where(RetentionRule.precinct == precinct))
    }
    here, told = machine(), []
    for kind in Retained:
        years, version = kept.get(kind.value, (None, 0))
        fixed = here.fixed_years(kind)
        told.append(Rule(kind, years if fixed is None else fixed, version, fixed is not None))
    return tuple(told)


def legal_holds(precinct: int) -> tuple[HoldLine, ...]:
    """The holds that are in force, the latest first; one statement."""
    hold = LegalHold
    chosen = hold.select(hold.id, hold.version, hold.kind, hold.key, hold.reason, hold.placed_on)
    in_force = chosen.where(hold.precinct == precinct, hold.lifted_on.is_null())
    return tuple(HoldLine(*row) for row in rows_of(in_force.order_by(hold.placed_on.desc(), hold.id.desc())))


def purge_preview(precinct: int, today: date) -> tuple[Due, ...]:
    """What a purge on this day would forget, kind by kind; kinds without a rule are left out.

    - *people*: who did not come, raise a concern, hold an office or wait for a promise since; of those who never did,
      who was added before. Entries that were merged into them go with them.
    - *sign-ins*: the names as signed and the notes of events before.
    - *concerns*: their words, when they were raised before and every promise on them is closed.
    - *promises*: their words, outcome and notes, when they were closed before.
    - *files*: the photos, sheets and other files of events before.
    - *audit details*: what entries before changed; the entries themselves stay.
    """
    holds = _Holds(precinct)
    told = []
    for rule in retention_rules(precinct):
        if rule.years is not None:
            before = today - relativedelta(years=rule.years)
            found = _DUE[rule.kind](precinct, before, holds)
            told.append(Due(rule.kind, rule.years, before, tuple(sorted(found.keys)), found.held))
    return tuple(told)


def entries_about(records: Mapping[str, Collection[int]], precinct: int) -> tuple[int, ...]:
    """The audit entries whose details tell of any of the records, by table, and of none that is held.

    Two statements.
    """
    among = {table: set(keys) for table, keys in records.items() if keys}
    told = AuditSubject.select(AuditSubject.kind, AuditSubject.key, AuditSubject.last, AuditSubject.entry_id)
    rows = rows_of(told.where(AuditSubject.kind.in_(list(among)))) if among else []
    found = {
        entry
        for kind, key, last, entry in rows
        if (key in among[kind] if last is None else not among[kind].isdisjoint(keys_of(key, last)))
    }
    return tuple(sorted(found - _Holds(precinct).entries()))


@dataclass(frozen=True, slots=True)
class _Found:
    keys: set[int]
    held: int


class _Holds:
    """What is held back, as conditions on each table."""

    def __init__(self, precinct: int) -> None:
        self._precinct = precinct

    def any(self) -> bool:
        """Whether any hold is in force."""
        return bool(self._in_force().exists())

    def everything(self) -> bool:
        """Whether all records are held."""
        return bool(self._in_force(Held.EVERYTHING).exists())

    def events(self, column: Any) -> Any:
        """Whether an event, or what belongs to it, is held."""
        return fn.COALESCE(column, _NOTHING).in_(self._keys(Held.EVENT))

    def concerns(self) -> Any:
        """Whether a concern is held: by itself, with its event, or with who raised it."""
        return (
            Concern.id.in_(self._keys(Held.CONCERN))
            | self.events(Concern.event)
            | fn.COALESCE(Concern.raised_by_person, _NOTHING).in_(self._keys(Held.PERSON))
        )

    def follow_ups(self) -> Any:
        """Whether a promise is held: by itself, or with its concern, its event, or whom it was made to."""
        held_concerns = Concern.select(Concern.id).where(self.concerns())
        return (
            FollowUp.id.in_(self._keys(Held.FOLLOW_UP))
            | self.events(FollowUp.event)
            | fn.COALESCE(FollowUp.promised_to_person, _NOTHING).in_(self._keys(Held.PERSON))
            | fn.COALESCE(FollowUp.concern, _NOTHING).in_(held_concerns)
        )

    def people(self) -> Any:
        """Whether a person is held: by themselves, or with an event, concern or promise that names them."""
        named = (
            Attendance.select(Attendance.person).where(Attendance.person.is_null(False), self.events(Attendance.event)),
            Concern.select(Concern.raised_by_person).where(Concern.raised_by_person.is_null(False), self.concerns()),
            FollowUp.select(FollowUp.promised_to_person).where(
                FollowUp.promised_to_person.is_null(False), self.follow_ups()
            ),
        )
        held = Person.id.in_(self._keys(Held.PERSON))
        for others in named:
            held |= Person.id.in_(others)
        return held

    def sign_ins(self) -> Any:
        """Whether a line is held: with its event, or with its person."""
        return self.events(Attendance.event) | fn.COALESCE(Attendance.person, _NOTHING).in_(self._keys(Held.PERSON))

    def entries(self) -> set[int]:
        """The audit entries that tell of a held record."""
        held = self._in_force().where(LegalHold.key.is_null(False)).select(AuditSubject.entry_id)
        told = held.join(AuditSubject, on=alone(LegalHold.kind, LegalHold.key))
        in_runs = held.join(AuditSubject, on=in_a_run(LegalHold.kind, LegalHold.key, LegalHold.key))
        return {entry for (entry,) in rows_of(told.union_all(in_runs))}

    def _in_force(self, kind: Held | None = None) -> Any:
        chosen: Any = LegalHold.select(LegalHold.id)
        chosen = chosen.where(LegalHold.precinct == self._precinct, LegalHold.lifted_on.is_null())
        return chosen if kind is None else chosen.where(LegalHold.kind == kind)

    def _keys(self, kind: Held) -> Any:
        return self._in_force(kind).select(LegalHold.key)


def _split(model: Any, old: Any, held: Any, holds: _Holds) -> _Found:
    """The old rows that are free, and how many are held; without any hold nothing more is asked of them."""
    if not holds.any():
        return _Found({key for (key,) in rows_of(old)}, 0)
    rows = rows_of(old.select(model.id, Case(None, [(held, 1)], 0)))
    if holds.everything():
        return _Found(set(), len(rows))
    return _Found({key for key, is_held in rows if not is_held}, sum(is_held for _, is_held in rows))


def _people(precinct: int, before: date, holds: _Holds) -> _Found:
    came = Attendance.select(Attendance.id).join(Event).where(Attendance.person == Person.id)
    raised = Concern.select(Concern.id).where(Concern.raised_by_person == Person.id)
    promised = FollowUp.select(FollowUp.id).where(FollowUp.promised_to_person == Person.id)
    served = TermOfOffice.select(TermOfOffice.id).where(TermOfOffice.person == Person.id)
    since = (
        came.where(Event.date >= before),
        raised.where(Concern.raised_on >= before),
        promised.where(FollowUp.status.not_in(CLOSED_STATUSES) | (FollowUp.closed_on >= before)),
        served.where(TermOfOffice.ends.is_null() | (TermOfOffice.ends >= before)),
    )
    ever = fn.EXISTS(came) | fn.EXISTS(raised) | fn.EXISTS(promised) | fn.EXISTS(served)
    old: Any = Person.select(Person.id).where(
        Person.precinct == precinct,
        Person.merged_into.is_null(),
        Person.family_name != FORGOTTEN,
        *(~fn.EXISTS(one) for one in since),
        ever | (Person.uid < _first_uid_of(before)),
    )
    found = _split(Person, old, holds.people(), holds)
    return _Found(_with_merged(found.keys, precinct), found.held)


def _first_uid_of(day: date) -> UUID:
    """What the identifiers made since a day are not below: version 7 begins with the milliseconds (RFC 9562)."""
    moment = datetime.combine(day, time(), UTC)
    return UUID(int=int(moment.timestamp() * 1000) << 80)


def _with_merged(keys: set[int], precinct: int) -> set[int]:
    """Some persons and the earlier entries that were merged into them, by however many steps."""
    merged = Person.select(Person.id, Person.merged_into).where(
        Person.precinct == precinct, Person.merged_into.is_null(False)
    )
    into = dict(rows_of(merged)) if keys else {}

    def kept(key: int) -> int:
        while key in into:
            key = into[key]
        return key

    return keys | {key for key in into if kept(key) in keys}


def _sign_ins(precinct: int, before: date, holds: _Holds) -> _Found:
    named = (Attendance.name_as_signed.not_in(("", FORGOTTEN))) | (Attendance.note != "")
    old: Any = Attendance.select(Attendance.id).join(Event)
    old = old.where(Event.precinct == precinct, Event.date < before, named)
    return _split(Attendance, old, holds.sign_ins(), holds)


def _concerns(precinct: int, before: date, holds: _Holds) -> _Found:
    open_ones = FollowUp.select(FollowUp.id).where(
        FollowUp.concern == Concern.id, FollowUp.status.not_in(CLOSED_STATUSES)
    )
    old: Any = Concern.select(Concern.id).where(
        Concern.precinct == precinct, Concern.raised_on < before, Concern.words != FORGOTTEN, ~fn.EXISTS(open_ones)
    )
    return _split(Concern, old, holds.concerns(), holds)


def _promises(precinct: int, before: date, holds: _Holds) -> _Found:
    old: Any = FollowUp.select(FollowUp.id).where(
        FollowUp.precinct == precinct, FollowUp.closed_on < before, FollowUp.words != FORGOTTEN
    )
    return _split(FollowUp, old, holds.follow_ups(), holds)


def _files(precinct: int, before: date, holds: _Holds) -> _Found:
    old: Any = Attachment.select(Attachment.id).join(Event).where(Event.precinct == precinct, Event.date < before)
    return _split(Attachment, old, holds.events(Attachment.event), holds)


def _details(precinct: int, before: date, holds: _Holds) -> _Found:
    chosen: Any = AuditEntry.select(AuditEntry.id).join(AuditPayload, on=AuditPayload.entry_id == AuditEntry.id)
    old = {
        key
        for (key,) in rows_of(chosen.where(AuditEntry.at < before.isoformat(), AuditPayload.payload.not_in(("", "[]"))))
    }
    held = old if holds.everything() else old & holds.entries()
    return _Found(old - held, len(held))


type _Finding = Callable[[int, date, _Holds], _Found]
_DUE: dict[Retained, _Finding] = {
    Retained.PEOPLE: _people,
    Retained.SIGN_INS: _sign_ins,
    Retained.CONCERNS: _concerns,
    Retained.PROMISES: _promises,
    Retained.FILES: _files,
    Retained.DETAILS: _details,
}

"""The follow-up worklist: each owner's promises on paper, latest first. Internal: it names people."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from outreach.queries.follow_up_rows import FollowUpRow
from outreach.queries.followups import FollowUpFilter, follow_up_list
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.queries.rows import rows_of
from outreach.records.followups import OPEN_STATUSES, Concern, FollowUp, FollowUpNote, FollowUpStatus
from outreach.records.people import Person

LINES_AT_MOST = 20_000


@dataclass(frozen=True, slots=True)
class WorklistLine:
    """One promise to work on; the phone of whom it was made to (blank: not known, or not to be called), last note."""

    promise: FollowUpRow
    phone: str
    last_note: str
    last_note_on: date | None


@dataclass(frozen=True, slots=True)
class OwnerWork:
    """The work of one owner (None: nobody's). ``to_tell`` are settled, and the resident does not know yet."""

    owner: int | None
    name: str
    late: int
    due_this_week: int
    lines: tuple[WorklistLine, ...]
    to_tell: tuple[WorklistLine, ...]


@dataclass(frozen=True, slots=True)
class Worklist:
    """The open promises as of a day, by owner: nobody's first, then by name."""

    precinct: PrecinctHeader
    as_of: date
    owners: tuple[OwnerWork, ...]

    @property
    def open(self) -> int:
        """How many are open."""
        return sum(len(owner.lines) for owner in self.owners)

    @property
    def late(self) -> int:
        """How many of them are late."""
        return sum(owner.late for owner in self.owners)


def worklist(precinct: int, today: date, officer: int | None = None, *, confidential: bool = False) -> Worklist:
    """The worklist of one officer or of all; the same number of statements whatever the amount of data.

    Raises :class:`NotFoundError` when the precinct is gone.
    """
    header = precinct_header(precinct)
    found = follow_up_list(
        precinct,
        today,
        FollowUpFilter(owner=officer, states=OPEN_STATUSES),
        limit=LINES_AT_MOST,
        confidential=confidential,
    ).rows
    untold = follow_up_list(
        precinct,
        today,
        FollowUpFilter(owner=officer, told=False),
        sort="closed_on",
        limit=LINES_AT_MOST,
        confidential=confidential,
    ).rows
    phones, notes = _phones(precinct, confidential), _last_notes(precinct)

    def line(row: FollowUpRow) -> WorklistLine:
        written_on, words = notes.get(row.id, (None, ""))
        return WorklistLine(row, phones.get(row.id, ""), words, written_on)

    owners: defaultdict[tuple[str, int | None], tuple[list[FollowUpRow], list[FollowUpRow]]] = defaultdict(
        lambda: ([], [])
    )
    for place, rows in enumerate((found, untold)):
        for row in rows:
            owners[row.owner_name, row.owner][place].append(row)
    week = today + timedelta(days=6)
    return Worklist(
        header,
        today,
        tuple(
            OwnerWork(
                owner=owner,
                name=name,
                late=sum(row.overdue for row in mine),
                due_this_week=sum(row.due is not None and today <= row.due <= week for row in mine),
                lines=tuple(map(line, mine)),
                to_tell=tuple(map(line, settled)),
            )
            for (name, owner), (mine, settled) in sorted(owners.items(), key=_nobody_first)
        ),
    )


def _nobody_first(item: tuple[tuple[str, int | None], Any]) -> tuple[bool, str, int]:
    name, owner = item[0]
    return owner is not None, name, owner or 0


def _needs_somebody(precinct: int) -> Any:
    untold = (FollowUp.status == FollowUpStatus.DONE) | (FollowUp.status == FollowUpStatus.DECLINED)
    return (FollowUp.precinct == precinct) & (
        FollowUp.status.in_(OPEN_STATUSES) | (untold & FollowUp.told_on.is_null())
    )


def _phones(precinct: int, confidential: bool) -> dict[int, str]:
    hidden: Any = Person.confidential | (Concern.confidential.is_null(False) & Concern.confidential)
    found = rows_of(
        FollowUp.select(FollowUp.id, Person.phone)
        .join(Person, on=FollowUp.promised_to_person == Person.id)
        .left_outer_join(Concern, on=FollowUp.concern == Concern.id)
        .where(_needs_somebody(precinct), Person.may_contact, *(() if confidential else (~hidden,)))
    )
    return dict(found)


def _last_notes(precinct: int) -> dict[int, tuple[date, str]]:
    found = rows_of(
        FollowUpNote.select(FollowUpNote.follow_up, FollowUpNote.written_on, FollowUpNote.words)
        .join(FollowUp)
        .where(_needs_somebody(precinct))
        .order_by(FollowUpNote.written_on, FollowUpNote.id)
    )
    return {key: (written_on, words) for key, written_on, words in found}

"""The officers and the promises a precinct keeps, for files to be compared with."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from outreach.records.followups import FollowUp
from outreach.records.precinct import Officer


@dataclass(frozen=True, slots=True)
class KnownOfficer:
    """An officer as kept."""

    key: int
    version: int
    badge: str
    name: str
    rank: str
    active: bool


@dataclass(frozen=True, slots=True)
class KnownPromise:
    """A promise as files name it: by number, or by its words and day."""

    uid: str
    words: str
    opened_on: date


def known_officers(precinct: int) -> list[KnownOfficer]:
    """All officers, in one statement."""
    kept: Any = Officer.select(
        Officer.id, Officer.version, Officer.badge, Officer.name, Officer.rank, Officer.active
    ).where(Officer.precinct == precinct)
    return [KnownOfficer(*row) for row in kept.order_by(Officer.id).tuples()]


def known_promises(precinct: int) -> list[KnownPromise]:
    """All promises, in one statement."""
    kept: Any = FollowUp.select(FollowUp.uid, FollowUp.words, FollowUp.opened_on).where(FollowUp.precinct == precinct)
    return [KnownPromise(str(uid), words, day) for uid, words, day in kept.tuples()]

"""The single counts behind the crime snapshot of a month, to be corrected by hand."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from outreach.queries.rows import rows_of
from outreach.records.crime import CrimeCount


@dataclass(frozen=True, slots=True)
class CrimeEntry:
    """A count of a whole area as it is kept: of which offense and scope, where it came from, and its version."""

    id: int
    version: int
    offense: int
    scope: str
    count: int
    source: str


def crime_entries(precinct: int, month: date) -> tuple[CrimeEntry, ...]:
    """The counts of the precinct and of the department in a month (its first day); one statement.

    Counts of single neighborhoods are not among them: where the precinct has no count of its own they are added up.
    """
    kept: Any = CrimeCount.select(
        CrimeCount.id,
        CrimeCount.version,
        CrimeCount.offense,
        CrimeCount.scope,
        CrimeCount.count,
        CrimeCount.source,
    ).where(CrimeCount.precinct == precinct, CrimeCount.month == month, CrimeCount.neighborhood.is_null())
    return tuple(CrimeEntry(*row) for row in rows_of(kept.order_by(CrimeCount.scope.desc(), CrimeCount.offense)))

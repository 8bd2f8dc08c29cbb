"""The crime counts that the files of one import come to."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date

from outreach.exchange.sheet import Sheet
from outreach.records.marks import Marks

type CountOf = tuple[date, str | None, str]
"""Month, area and offense, by name. The area is None where there is none, and a
:class:`~outreach.records.crime.CrimeScope` where the row says that it counts for the whole precinct or department."""


@dataclass(frozen=True, slots=True)
class Said:
    """Where a count was said: the sheet, the row in words, and how the area was spelled."""

    sheet: str
    place: str
    spelling: str


@dataclass(slots=True)
class Tally:
    """The counts of all files of an import, and which row said each of them first."""

    counts: dict[CountOf, int] = field(default_factory=dict)
    said_by: dict[CountOf, Said] = field(default_factory=dict)
    reports: dict[date, int] = field(default_factory=dict)
    """How many single reports there are of each month."""
    of_several: bool = True
    """Whether more than one table is read; of one alone it need not be asked what another one said."""
    _told: Marks = field(default_factory=Marks)
    _places: list[str] = field(default_factory=list)

    def report(self, key: CountOf, count: int) -> None:
        """Add a single report."""
        self.counts[key] = self.counts.get(key, 0) + count
        self.reports[key[0]] = self.reports.get(key[0], 0) + 1

    def say(self, counts: Mapping[CountOf, int], said: Said) -> None:
        """Add counts that a row says."""
        for key, count in counts.items():
            self.counts[key] = self.counts.get(key, 0) + count
            self.said_by.setdefault(key, said)

    def told_before(self, report: Hashable, sheet: Sheet) -> str | None:
        """The sheet, in words, that told all of a numbered report before; None: no other did.

        Exports of spans that overlap tell the same reports. What is told otherwise under one number, such as a report
        that was found to be unfounded later, is another row of the count.
        """
        if not self.of_several:
            return None
        if not self._places or self._places[-1] != sheet.place:
            self._places.append(sheet.place)
        first = self._told.setdefault(report, len(self._places) - 1)
        return self._places[first] if first < len(self._places) - 1 else None

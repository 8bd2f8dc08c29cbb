"""The zeros in files of single reports: where nothing was reported in a month that the files cover, nothing happened.

Unknown is not zero; but a file that lists every report of a month says of each area and offense it speaks of that there
were so many, and no more.
"""

from datetime import date
from itertools import product

from outreach.exchange.crime_rows import CrimeNames
from outreach.exchange.crime_tally import Tally
from outreach.exchange.mapping import FileMapping, Layout
from outreach.exchange.plan import Findings, counted
from outreach.exchange.resolving import Resolver

_SHARE_OF_BUSIEST = 0.1
"""A month with fewer reports than this share of the busiest one is not covered: its reports are stragglers."""


def fill_zeros(tally: Tally, mapping: FileMapping, names: CrimeNames, findings: Findings) -> None:
    """Count zero for every area and offense that the files speak of, in every month that they cover.

    The areas and offenses are those of any row, and those that the mapping lists and the precinct keeps.
    """
    if mapping.layout is not Layout.INCIDENTS or mapping.missing_reports == "unknown" or not tally.counts:
        return
    least = max(tally.reports.values()) * _SHARE_OF_BUSIEST
    covered = {month for month, reports in tally.reports.items() if reports >= least}
    places: set[str | None] = {area for _, area, _ in tally.counts}
    if None not in places:
        places |= _listed(mapping.areas.names, names.areas)
    offenses = {offense for _, _, offense in tally.counts} | _listed(mapping.offenses.names, names.offenses)
    before = len(tally.counts)
    for month, area, offense in product(sorted(covered), places - set(mapping.not_places), offenses):
        tally.counts.setdefault((month, area, offense), 0)
    if zeros := len(tally.counts) - before:
        findings.note(f"{counted(zeros, 'count')} without a report in the months from {_span(covered)} will be zero")
    stragglers = sorted(tally.reports.keys() - covered)
    if stragglers:
        told = ", ".join(f"{month:%Y-%m}" for month in stragglers[:12])
        findings.note(f"few reports are of {told}, so nothing is taken to be zero there")


def _listed(listed: tuple[str, ...], names: Resolver) -> set[str]:
    return {name for name in listed if names.key(name) is not None}


def _span(months: set[date]) -> str:
    return f"{min(months):%Y-%m} to {max(months):%Y-%m}"

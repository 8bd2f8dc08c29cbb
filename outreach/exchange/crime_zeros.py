"""The zeros in files of single reports: where nothing was reported in a month that the files cover, nothing happened.

Unknown is not zero; but a file that lists every report of a month says of each area and offense it speaks of that there
were so many, and no more.
"""

from itertools import product

from outreach.exchange.crime_rows import CrimeNames
from outreach.exchange.crime_tally import Tally
from outreach.exchange.mapping import FileMapping, Layout
from outreach.exchange.plan import Findings, counted
from outreach.exchange.resolving import Resolver
from outreach.languages.spoken import say

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
        findings.note(
            say(
                "{counts} without a report in the months from {first} to {last} will be zero",
                counts=counted(zeros, "count"),
                first=f"{min(covered):%Y-%m}",
                last=f"{max(covered):%Y-%m}",
            )
        )
    stragglers = sorted(tally.reports.keys() - covered)
    if stragglers:
        told = ", ".join(f"{month:%Y-%m}" for month in stragglers[:12])
        findings.note(say("few reports are of {months}, so nothing is taken to be zero there", months=told))


def _listed(listed: tuple[str, ...], names: Resolver) -> set[str]:
    return {name for name in listed if names.key(name) is not None}

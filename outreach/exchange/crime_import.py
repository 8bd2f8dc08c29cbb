"""Crime counts from files: what would be new or changed, and then writing it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from outreach.actions.change import Actor, Changes, change
from outreach.actions.crime import CrimeCountEntry, OffenseDetails, add_offenses, set_crime_counts
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhoods
from outreach.exchange.crime_rows import CrimeNames, CrimeReader, scope_words
from outreach.exchange.crime_tally import CountOf, Tally
from outreach.exchange.crime_zeros import fill_zeros
from outreach.exchange.mapping import FileMapping
from outreach.exchange.plan import Difference, Findings, ImportPlan, Progress, counted, month_words
from outreach.exchange.resolving import Resolver, names_with_keys
from outreach.exchange.sources import read_rows, sources
from outreach.exchange.tables import plain
from outreach.languages.spoken import say
from outreach.queries.known import CountKey, known_counts, known_names
from outreach.records.crime import CrimeScope


@dataclass(frozen=True, slots=True)
class CrimeWork:
    """What :func:`apply_crime` writes: the counts that are new or differ."""

    source: str
    scope: str
    not_places: tuple[str, ...]
    new_areas: tuple[str, ...]
    new_offenses: tuple[str, ...]
    counts: tuple[tuple[CountOf, int], ...]


def plan_crime(paths: Sequence[Path], precinct: int, mapping: FileMapping, progress: Progress | None) -> ImportPlan:
    """Count the crime in files by month, area and offense, and compare it with what is kept; nothing is written.

    Raises:
        OutreachError: a file cannot be read, or a column the mapping names is not there.
    """
    known = known_names(precinct)
    names = CrimeNames(
        Resolver("neighborhood", known.neighborhoods, mapping.areas, mapping.unknown_areas),
        Resolver("offense", known.offenses, mapping.offenses, mapping.unknown_offenses),
    )
    findings = Findings()
    found = sources(paths, mapping, findings)
    tally = Tally(of_several=len(found) > 1)
    for source, rows in read_rows(found, findings, progress):
        CrimeReader(source, mapping, names, known.time_zone, tally, findings).take(rows)
    fill_zeros(tally, mapping, names, findings)
    return _compared(paths, precinct, mapping, names, tally, findings)


def _compared(
    paths: Sequence[Path], precinct: int, mapping: FileMapping, names: CrimeNames, tally: Tally, findings: Findings
) -> ImportPlan:
    months = {month for month, _, _ in tally.counts}
    kept = known_counts(precinct, min(months), max(months)) if months else {}
    wanted: list[tuple[CountOf, int]] = []
    differences: list[Difference] = []
    seen = set()
    for key, count in tally.counts.items():
        known = _key(key, mapping, names)
        before = kept.get(known) if known else None
        seen.add(known)
        if before == count:
            continue
        wanted.append((key, count))
        if before is not None:
            what = f"{key[2]}, {scope_words(key[1] or CrimeScope(mapping.scope))}, {month_words(key[0])}"
            differences.append(Difference(what, f"{before:,}", f"{count:,}"))
    _note_fewer(kept, tally, mapping.scope, findings)
    _note_left(kept, seen, {(month, _scope(area, mapping.scope)) for month, area, _ in tally.counts}, findings)
    source = mapping.source or ", ".join(dict.fromkeys(path.name for path in paths))[:200]
    added = tuple(names.areas.added), tuple(names.offenses.added)
    return findings.plan(
        "crime",
        paths,
        mapping,
        CrimeWork(source, mapping.scope, mapping.not_places, *added, tuple(wanted)),
        new=len(wanted) - len(differences),
        changed=len(differences),
        same=len(tally.counts) - len(wanted),
        totals=_totals(tally),
        differences=differences,
        names=(names.areas, names.offenses),
    )


def _scope(area: str | None, scope: str) -> str:
    """What a count is of: as its row says, or as the mapping does (``scope``) where there is no area."""
    if isinstance(area, CrimeScope):
        return area
    return scope if area is None else CrimeScope.NEIGHBORHOOD


def _key(key: CountOf, mapping: FileMapping, names: CrimeNames) -> CountKey | None:
    """A count by the keys it is kept under; None when its area or offense is yet to be added."""
    month, area, offense = key
    offense_key = names.offenses.key(offense)
    scope = _scope(area, mapping.scope)
    area_key = names.areas.key(area) if area is not None and scope == CrimeScope.NEIGHBORHOOD else None
    if offense_key is None or (scope == CrimeScope.NEIGHBORHOOD and area_key is None):
        return None
    return month, scope, area_key, offense_key


def _note_fewer(kept: Mapping[CountKey, int], tally: Tally, scope: str, findings: Findings) -> None:
    """Say where files of single reports tell fewer of a month than are kept: they may hold a part of it."""
    scopes = {(month, _scope(area, scope)) for month, area, _ in tally.counts if month in tally.reports}
    before: Counter[date] = Counter()
    for (month, kept_scope, _, _), count in kept.items():
        if (month, kept_scope) in scopes:
            before[month] += count
    now: Counter[date] = Counter()
    for (month, _, _), count in tally.counts.items():
        now[month] += count
    for month in sorted(tally.reports):
        if now[month] < before[month]:
            findings.note(
                say(
                    "{month}: the files tell of {now:,}, and take the place of {before:,} that are kept; where they "
                    "hold a part of the month only, bring in the whole of it instead",
                    month=month_words(month),
                    now=now[month],
                    before=before[month],
                )
            )


def _note_left(
    kept: dict[CountKey, int], seen: set[CountKey | None], scopes: set[tuple[date, str]], findings: Findings
) -> None:
    left = sum(1 for key, count in kept.items() if count and key not in seen and (key[0], key[1]) in scopes)
    if left:
        findings.note(
            say(
                "{counts} of the same months kept, and not in these files, will stay as they are",
                counts=counted(left, "count"),
            )
        )


def _totals(tally: Tally) -> tuple[tuple[str, int], ...]:
    """The sum of all counts, then by month, then by offense, for comparison with the file's own totals."""
    months: Counter[date] = Counter()
    offenses: Counter[str] = Counter()
    for (month, _, offense), count in tally.counts.items():
        months[month] += count
        offenses[offense] += count
    by_month = [(f"{month:%Y-%m}", count) for month, count in sorted(months.items())]
    return ((say("total"), sum(tally.counts.values())), *by_month, *offenses.items())


def apply_crime(by: Actor, precinct: int, work: CrimeWork) -> Changes:
    """Write what was planned, as one change.

    Raises:
        OutreachError: a name that was to be added has been taken meanwhile; nothing is written then.
    """
    with change(by, "import_crime") as c:
        areas_added = [NeighborhoodDetails(name, active=name not in work.not_places) for name in work.new_areas]
        if areas_added:
            add_neighborhoods(by, precinct, areas_added)
        if work.new_offenses:
            first = len(known_names(precinct).offenses)
            added = enumerate(work.new_offenses, start=first)
            add_offenses(by, precinct, [OffenseDetails(name, position=position) for position, name in added])
        known = known_names(precinct)
        areas, offenses = names_with_keys(known.neighborhoods), names_with_keys(known.offenses)
        entries = [
            CrimeCountEntry(
                month,
                offenses[plain(offense)],
                count,
                _scope(area, work.scope),
                areas[plain(area)] if area is not None and not isinstance(area, CrimeScope) else None,
                work.source,
            )
            for (month, area, offense), count in work.counts
        ]
        set_crime_counts(by, precinct, entries)
    return c.changes

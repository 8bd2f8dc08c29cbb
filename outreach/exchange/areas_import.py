"""Neighborhoods from files: boundaries from GeoJSON, names and communities from tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from outreach.actions.change import Actor, Changes, change
from outreach.actions.import_areas import correct_areas
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhoods
from outreach.errors import OutreachError
from outreach.exchange.boundaries import COMMUNITIES, NAMES, Area, looks_like_json, read_boundaries
from outreach.exchange.mapping import FileMapping
from outreach.exchange.plan import Difference, Findings, ImportPlan, Problem, Progress
from outreach.exchange.recognise import refuse_missing
from outreach.exchange.sheet import shown
from outreach.exchange.tables import find_table, open_sheets, plain
from outreach.languages.spoken import say
from outreach.queries.known_areas import KnownArea, known_areas


@dataclass(frozen=True, slots=True)
class AreasWork:
    """What :func:`apply_areas` writes: neighborhoods to add, and communities and boundaries by key."""

    new: tuple[NeighborhoodDetails, ...]
    changed: tuple[tuple[int, tuple[str, str | None]], ...]


def plan_areas(paths: Sequence[Path], precinct: int, progress: Progress | None) -> ImportPlan:
    """Read neighborhoods and compare them, by name and other spellings, with those kept; nothing is written.

    Raises:
        OutreachError: a file cannot be read, or holds no areas.
    """
    findings = Findings()
    kept = {plain(name): area for area in known_areas(precinct) for name in (*area.spellings, area.name)}
    new: dict[str, NeighborhoodDetails] = {}
    changed: dict[int, tuple[str, str | None]] = {}
    differences: list[Difference] = []
    same = 0
    for at, path in enumerate(paths):
        if progress is not None:
            progress(at / len(paths), say("{name}: being read", name=path.name))
        seen: set[str] = set()
        for area, problem in _areas(path):
            findings.rows += 1
            if area.fault:
                findings.refuse(problem)
                continue
            if plain(area.name) in seen:
                findings.leave_out(
                    Problem(problem.file, problem.sheet, problem.row, "", say("its name occurred before"))
                )
                continue
            seen.add(plain(area.name))
            if findings.shows:
                values = {"name": area.name, "community": area.community, "boundary": area.boundary is not None}
                findings.show(problem, values)
            known = kept.get(plain(area.name))
            if known is None:
                new[plain(area.name)] = NeighborhoodDetails(area.name, area.community, area.boundary)
            elif different := _differences(known, area):
                changed[known.key] = (area.community, area.boundary)
                differences += different
            else:
                same += 1
    with_boundary = sum(one.boundary is not None for one in new.values())
    with_boundary += sum(boundary is not None for _, boundary in changed.values())
    return findings.plan(
        "areas",
        paths,
        FileMapping(),
        AreasWork(tuple(new.values()), tuple(changed.items())),
        new=len(new),
        changed=len(changed),
        same=same,
        totals=((say("neighborhoods"), len(new) + len(changed) + same), (say("new boundaries"), with_boundary)),
        differences=differences,
    )


def neighborhoods_in(path: Path) -> list[NeighborhoodDetails]:
    """The neighborhoods that a file names, each once; one whose boundary cannot be drawn comes without it.

    Raises:
        OutreachError: the file cannot be read, or names no neighborhood.
    """
    found: dict[str, NeighborhoodDetails] = {}
    for area, _ in _areas(path):
        if area.name:
            found.setdefault(plain(area.name), NeighborhoodDetails(area.name, area.community, area.boundary))
    if not found:
        raise OutreachError(
            say("{name} names no neighborhood: it needs a column or property called name.", name=path.name)
        )
    return list(found.values())


def apply_areas(by: Actor, precinct: int, work: AreasWork) -> Changes:
    """Write what was planned, as one change. Raises :class:`OutreachError` when a name was taken meanwhile."""
    with change(by, "import_areas") as c:
        if work.new:
            add_neighborhoods(by, precinct, work.new)
        if work.changed:
            correct_areas(by, precinct, dict(work.changed))
    return c.changes


def _areas(path: Path) -> Iterator[tuple[Area, Problem]]:
    refuse_missing(path)
    if looks_like_json(path):
        for area in read_boundaries(path):
            yield area, Problem(path.name, "", area.number, "", area.fault, "feature")
        return
    for sheet in open_sheets(path):
        table = find_table(sheet, NAMES)
        if table is None:
            continue
        name = next((at for wanted in NAMES if (at := table.index(wanted)) is not None), None)
        if name is None:
            raise OutreachError(
                say(
                    "{place}: it is not known which column holds the names of the neighborhoods. The columns are "
                    "{there}: call it Neighborhood or Name.",
                    place=sheet.place,
                    there=table.names_in_words(),
                )
            )
        community = next((at for wanted in COMMUNITIES if (at := table.index(wanted)) is not None), None)
        for row in table.records():
            told = " ".join(shown(row.cells[name]).split())
            group = " ".join(shown(row.cells[community]).split()) if community is not None else ""
            fault = "" if told else say("the name is missing")
            yield Area(row.number, told, group, fault=fault), Problem(sheet.file, sheet.name, row.number, "", fault)
        return
    raise OutreachError(say("{name} is empty: it holds no table.", name=path.name))


def _differences(known: KnownArea, area: Area) -> list[Difference]:
    found = []
    if area.community and area.community != known.community:
        found.append(Difference(known.name, known.community or say("nothing"), area.community))
    if area.boundary and area.boundary != known.boundary:
        found.append(
            Difference(known.name, say("another boundary") if known.boundary else say("no boundary"), say("a boundary"))
        )
    return found

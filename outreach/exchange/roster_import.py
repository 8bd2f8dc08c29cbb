"""Organizations and officers from tables: known by name or badge, completed where the file says more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from outreach.actions.change import Actor, Changes, change
from outreach.actions.import_people import correct_officers, correct_organizations
from outreach.actions.neighborhoods import NeighborhoodDetails, add_neighborhoods
from outreach.actions.organizations import OrganizationDetails, add_organizations
from outreach.actions.precinct import OfficerDetails, add_officers
from outreach.exchange.cells import Cells, refuse_without
from outreach.exchange.mapping import FileMapping
from outreach.exchange.plan import MOST_TOLD, Difference, Findings, ImportPlan, Progress, RowRefusedError, problem_at
from outreach.exchange.resolving import Resolver, names_with_keys
from outreach.exchange.set_aside import SetAside
from outreach.exchange.sheet import Row
from outreach.exchange.sources import left_out_by_rule, read_rows, sources
from outreach.exchange.tables import plain
from outreach.languages.spoken import say
from outreach.queries.known import known_names
from outreach.queries.known_people import known_organizations
from outreach.queries.known_rosters import known_officers
from outreach.records.marks import Marks
from outreach.records.people import OrganizationKind

_KINDS = {
    **{plain(kind): kind for kind in OrganizationKind},
    "neighborhoodassociation": OrganizationKind.ASSOCIATION,
    "blockclub": OrganizationKind.ASSOCIATION,
    "faith": OrganizationKind.CHURCH,
    "mosque": OrganizationKind.CHURCH,
    "synagogue": OrganizationKind.CHURCH,
    "company": OrganizationKind.BUSINESS,
    "store": OrganizationKind.BUSINESS,
    "government": OrganizationKind.AGENCY,
    "cityagency": OrganizationKind.AGENCY,
}

type _Details = OrganizationDetails | OfficerDetails
type _Read = Callable[[Cells, Row], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class RosterWork:
    """What :func:`apply_roster` writes: details to add, and corrections by key and version.

    A neighborhood that is itself to be added stands in the details by its name.
    """

    kind: str
    new: SetAside[Any]
    changed: SetAside[tuple[int, int, Any]]
    new_areas: tuple[str, ...] = ()


def plan_organizations(
    paths: Sequence[Path], precinct: int, mapping: FileMapping, progress: Progress | None
) -> ImportPlan:
    """Read organizations and compare them, by name, with those kept; nothing is written. A blank never overwrites.

    Raises:
        OutreachError: a file cannot be read, or the column of the names is not known.
    """
    kept_areas = known_names(precinct).neighborhoods
    areas = Resolver("neighborhood", kept_areas, mapping.areas, mapping.unknown_areas, optional=True)

    def read(cells: Cells, row: Row) -> dict[str, Any]:
        told = {what: cells.text(row, what) for what in ("name", "phone", "email", "address")}
        told["kind"] = cells.one_of(row, "kind", _KINDS, "")
        area = cells.found(row, "area", areas)
        return {**told, "neighborhood": (areas.key(area) or area) if area else None}

    kept = {
        plain(one.name): (one.key, one.version, _details(OrganizationDetails, one))
        for one in known_organizations(precinct)
    }
    return _planned("organizations", "name", OrganizationDetails, paths, mapping, progress, read, kept, (areas,))


def plan_officers(paths: Sequence[Path], precinct: int, mapping: FileMapping, progress: Progress | None) -> ImportPlan:
    """Read officers and compare them, by badge, with those kept; nothing is written. A blank never overwrites.

    Raises:
        OutreachError: a file cannot be read, or the columns of badge and name are not known.
    """

    def read(cells: Cells, row: Row) -> dict[str, Any]:
        told: dict[str, Any] = {what: cells.text(row, what) for what in ("badge", "name", "rank")}
        parts = [cells.text(row, what) for what in ("given_name", "family_name")]
        told["name"] = told["name"] or " ".join(filter(None, parts))
        if not told["name"]:
            where = next((what for what in ("name", "family_name", "given_name") if cells.has(what)), "name")
            raise RowRefusedError(say("the name is missing"), cells.column(where))
        return {**told, "active": cells.flag(row, "active")}

    kept = {plain(one.badge): (one.key, one.version, _details(OfficerDetails, one)) for one in known_officers(precinct)}
    return _planned("officers", "badge", OfficerDetails, paths, mapping, progress, read, kept)


def apply_roster(by: Actor, precinct: int, work: RosterWork) -> Changes:
    """Write what was planned, as one change. Raises :class:`OutreachError` when somebody changed the same meanwhile."""
    writers: dict[str, tuple[Callable[..., Changes], Callable[..., Changes]]] = {
        "organizations": (add_organizations, correct_organizations),
        "officers": (add_officers, correct_officers),
    }
    add, correct = writers[work.kind]
    with change(by, f"import_{work.kind}") as c:
        keys: dict[str, int] = {}
        if work.new_areas:
            add_neighborhoods(by, precinct, [NeighborhoodDetails(name) for name in work.new_areas])
            keys = names_with_keys(known_names(precinct).neighborhoods)
        if len(work.new):
            add(by, precinct, (_placed(details, keys) for details in work.new))
        if len(work.changed):
            correct(by, precinct, ((key, version, _placed(details, keys)) for key, version, details in work.changed))
    return c.changes


def _placed(details: Any, keys: Mapping[str, int]) -> Any:
    """Details with the key of a neighborhood that was added meanwhile in the place of its name."""
    area = getattr(details, "neighborhood", None)
    return replace(details, neighborhood=keys[plain(area)]) if isinstance(area, str) else details


def _aside(kind: type[Any]) -> SetAside[Any]:
    """Where details are set aside, as plain values."""
    return SetAside(_values, partial(_made, kind))


def _aside_with_keys(kind: type[Any]) -> SetAside[tuple[int, int, Any]]:
    """The same for details with a key and a version before them."""
    return SetAside(_values_with_keys, partial(_made_with_keys, kind))


def _values(one: Any) -> tuple[Any, ...]:
    return tuple(_plainly(getattr(one, name)) for name in one.__dataclass_fields__)


def _made(kind: type[Any], values: tuple[Any, ...]) -> Any:
    return kind(*values)


def _values_with_keys(one: tuple[int, int, Any]) -> tuple[Any, ...]:
    return *one[:2], *_values(one[2])


def _made_with_keys(kind: type[Any], values: tuple[Any, ...]) -> tuple[int, int, Any]:
    return *values[:2], kind(*values[2:])


def _plainly(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def _details(kind: type[Any], known: object) -> Any:
    return kind(**{name: getattr(known, name) for name in kind.__dataclass_fields__})


def _planned(
    kind: str,
    named_by: str,
    details: type[Any],
    paths: Sequence[Path],
    mapping: FileMapping,
    progress: Progress | None,
    read: _Read,
    kept: Mapping[str, tuple[int, int, Any]],
    names: Sequence[Resolver] = (),
) -> ImportPlan:
    findings = Findings()
    new, changed = _aside(details), _aside_with_keys(details)
    met, places = Marks(), SetAside[str]()
    differences: list[Difference] = []
    for source, rows in read_rows(sources(paths, mapping, findings), findings, progress):
        table = source.table
        needed = say("name of the organizations") if named_by == "name" else say("badge of the officers")
        refuse_without(table, named_by in mapping.columns, needed)
        cells, place = Cells(table, mapping, findings), table.row_places()
        for row in rows:
            try:
                if because := left_out_by_rule(table, row, mapping):
                    findings.leave_out(problem_at(table, row, None, because))
                    continue
                if because := table.overflow(row):
                    raise RowRefusedError(because)
                told = {name: value for name, value in read(cells, row).items() if value not in ("", None)}
                if not told.get(named_by):
                    missing = say("the name is missing") if named_by == "name" else say("the badge is missing")
                    raise RowRefusedError(missing, cells.column(named_by))
            except RowRefusedError as fault:
                findings.turn_away(fault, problem_at(table, row, fault.column, fault.words))
                continue
            if findings.shows:
                values = {**told, "neighborhood": None, "area": cells.text(row, "area")}
                findings.show(problem_at(table, row, None, ""), values)
            mark = plain(told[named_by])
            number = met.setdefault(mark, len(places))
            if number < len(places):
                first = places[number] if findings.tells_left_out else say("another row")
                words = say("“{name}” is in {first} already, and was taken once", name=told[named_by], first=first)
                findings.leave_out(problem_at(table, row, cells.column(named_by), words))
                continue
            places.append(place(row.number))
            if mark not in kept:
                new.append(details(**told))
            else:
                key, version, before = kept[mark]
                now = replace(before, **{**told, named_by: getattr(before, named_by)})
                if now != before:
                    changed.append((key, version, now))
                    if len(differences) < MOST_TOLD:
                        differences += _differences(before, now)
    return findings.plan(
        kind,
        paths,
        mapping,
        RosterWork(kind, new, changed, tuple(name for one in names for name in one.added)),
        new=len(new),
        changed=len(changed),
        same=len(places) - len(new) - len(changed),
        totals=((say(kind), len(places)),),
        differences=differences,
        names=names,
    )


def _differences(before: _Details, now: _Details) -> list[Difference]:
    what = before.name
    told = zip(asdict(before).items(), asdict(now).values(), strict=True)
    return [
        Difference(f"{what}, {_field_word(name)}", str(old or say("nothing")), str(new))
        for (name, old), new in told
        if old != new
    ]


def _field_word(name: str) -> str:
    """What a field of an organization or an officer is called."""
    words = {
        "name": say("name"),
        "kind": say("kind"),
        "phone": say("phone"),
        "email": say("email"),
        "address": say("address"),
        "neighborhood": say("neighborhood"),
        "badge": say("badge"),
        "rank": say("rank"),
        "active": say("active", sense="of a field"),
    }
    return words.get(name, name)

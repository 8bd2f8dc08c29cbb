"""Events from a file: what would be new or changed, and then writing it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from outreach.actions.change import Actor, Changes, change
from outreach.actions.events import EventDetails, EventRecord, StaffDetails, record_events
from outreach.actions.imports import EventCorrection, correct_events
from outreach.errors import OutreachError
from outreach.exchange.added_names import OTHER, AddedKeys, AddedNames, add_names, officer_of, real
from outreach.exchange.event_rows import BY_DATE, NUMBERED_HERE, EventReader, EventRow
from outreach.exchange.mapping import FileMapping, Unknown, source_of_events
from outreach.exchange.naming import Naming
from outreach.exchange.plan import (
    Difference,
    Findings,
    ImportPlan,
    OneTurn,
    Problem,
    Progress,
    RowRefusedError,
    counted,
    in_words,
    problem_at,
)
from outreach.exchange.resolving import Resolver, names_with_keys
from outreach.exchange.sources import left_out_by_rule, read_rows, sources
from outreach.exchange.tables import plain
from outreach.queries.known import KnownEvent, KnownNames, Named, known_events, known_events_by_uid, known_names
from outreach.records.events import EventStatus

_BETWEEN_AREAS = re.compile(r"[,;/&+]|\band\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """An event of the file, with what its names stand for; kind and areas may be yet to be added, and so may host and
    lead, which are numbers below 0 then."""

    row: EventRow
    kind: str
    areas: tuple[str, ...]
    status: str
    host: int | None
    lead: int | None
    measures: tuple[tuple[int, int], ...]

    def values(self) -> dict[str, object]:
        """What would be recorded, by the names of the columns of a mapping, and the counts by what they count."""
        row = self.row
        return {
            "title": row.title,
            "kind": self.kind,
            "date": row.date,
            "start_time": row.start_time,
            "end_date": row.end_date if row.end_date != row.date else None,
            "end_time": row.end_time,
            "place": row.place,
            "area": self.areas,
            "status": str(self.status),
            "host": row.host,
            "lead": row.lead,
            "summary": row.summary,
            **dict(row.head_counts),
            **dict(row.measures),
        }


@dataclass(frozen=True, slots=True)
class EventWork:
    """What :func:`apply_events` writes."""

    source: str
    names: AddedNames
    new: tuple[_Told, ...]
    changed: tuple[tuple[KnownEvent, _Told], ...]


class _Names:
    """The names that events may bear, each looked up in the precinct's lists."""

    def __init__(self, known: KnownNames, mapping: FileMapping) -> None:
        self.kinds = Resolver("kind of event", known.event_kinds, mapping.kinds, mapping.unknown_kinds, optional=True)
        self.areas = Resolver("neighborhood", known.neighborhoods, mapping.areas, mapping.unknown_areas, optional=True)
        self.hosts = Resolver(
            "organization", known.organizations, mapping.organizations, mapping.unknown_organizations,
            asks=True, optional=True,
        )  # fmt: skip
        self.officers = Resolver(
            "officer", known.officers, mapping.officers, None, asks=True, optional=True, check=officer_of
        )
        self.measures = Resolver("measure", known.measure_kinds, Naming.of({}), Unknown.REFUSE)

    def told(self, row: EventRow, held_before: date) -> _Told:
        """An event with its names looked up. Raises :class:`RowRefusedError` for one that is not known."""
        status = row.status
        if status == BY_DATE:
            status = EventStatus.HELD if row.date < held_before else EventStatus.PLANNED
        turn = OneTurn()
        kind = turn.look(lambda: self._kind(row), "")
        texts = [part for text in row.areas for part in self._parts(text)]
        areas = [turn.look(partial(_found, self.areas, text, row, "area"), "") for text in texts]
        host = turn.look(lambda: _placed(self.hosts, row.host, row, "host"), None)
        lead = turn.look(lambda: _placed(self.officers, row.lead, row, "lead"), None)
        measures = tuple((self.measure(name, row), count) for name, count in row.measures)
        turn.settle()
        return _Told(row, kind, tuple(dict.fromkeys(filter(None, areas))), status, host, lead, measures)

    def _parts(self, text: str) -> Sequence[str]:
        """The neighborhoods in a text: those it parts by commas, slashes or "and", where all of them are known."""
        if self.areas.knows(text):
            return (text,)
        parts = [part.strip() for part in _BETWEEN_AREAS.split(text) if part.strip()]
        return parts if len(parts) > 1 and all(self.areas.knows(part) for part in parts) else (text,)

    def _kind(self, row: EventRow) -> str:
        """The kind of an event; where none is told, or it is to be left out, that of others."""
        return _found(self.kinds, row.kind or OTHER, row, "kind") or _found(self.kinds, OTHER, row, "kind")

    def measure(self, name: str, row: EventRow) -> int:
        """The key of a measure."""
        return self.measures.key(_found(self.measures, name, row, "measure")) or 0


def _placed(resolver: Resolver, text: str, row: EventRow, what: str) -> int | None:
    return resolver.place(_found(resolver, text, row, what)) if text else None


def _found(resolver: Resolver, text: str, row: EventRow, what: str) -> str:
    try:
        return resolver.find(text)
    except OutreachError as fault:
        raise RowRefusedError(str(fault), row.columns.get(what)) from fault


class EventGathering:
    """The events of an import: gathered one by one, each number once, then compared with what is kept."""

    def __init__(self, precinct: int, today: date, mapping: FileMapping) -> None:
        self._precinct, self._mapping = precinct, mapping
        self._known = known_names(precinct)
        self._names = _Names(self._known, mapping)
        self._held_before = mapping.held_before or today
        self._told: dict[str, _Told] = {}
        self._first: dict[str, str] = {}
        self.findings = Findings()
        self.time_zone = mapping.time_zone or self._known.time_zone

    def take(self, event: EventRow, place: str, problem: Callable[[int | None, str], Problem]) -> None:
        """Take an event that stands at a place of the file.

        Raises:
            RowRefusedError: it names something that is not known.
        """
        told = self._names.told(event, self._held_before)
        first = self._first.setdefault(event.source_id, place)
        if self._told.setdefault(event.source_id, told) is told:
            if self.findings.shows:
                self.findings.show(problem(None, ""), told.values())
            return
        words = f"its number “{event.source_id}” is that of {first}, and was taken once"
        if event.source_id.startswith(NUMBERED_HERE):
            words = f"it tells the same event as {first}, which was taken once"
        self.findings.leave_out(problem(event.columns.get("id"), words))

    def is_kind(self, text: str) -> bool:
        """Whether a text stands for a kind of event that is kept or that the mapping lists."""
        return self._names.kinds.knows(text)

    def areas_in(self, *texts: str) -> tuple[str, ...]:
        """The one area that the mapping finds in the first text that names any; nothing where none does."""
        return next(((name,) for text in texts if (name := self._mapping.areas.find(text))), ())

    def compared(self, kind: str, paths: Sequence[Path], source: str) -> ImportPlan:
        """The plan: what is new, changed and the same against the events kept from the same source."""
        kept = known_events(self._precinct, source)
        numbers = (_uuid(number) for number in self._told if number not in kept)
        kept |= known_events_by_uid(self._precinct, [number for number in numbers if number])
        new: list[_Told] = []
        changed: list[tuple[KnownEvent, _Told]] = []
        differences: list[Difference] = []
        for source_id, event in self._told.items():
            before = kept.get(source_id)
            if before is None:
                new.append(event)
            elif _is_outdated(before, event.row):
                self.findings.note("an event is kept in a later revision than the file tells, and stays as it is")
            elif different := _differences(before, event, self._known):
                changed.append((before, event))
                differences += different
        names = self._names
        self._note_ends()
        work = EventWork(
            source,
            AddedNames.of(names.kinds, names.areas, names.hosts, names.officers, not_places=self._mapping.not_places),
            tuple(new),
            tuple(changed),
        )
        return self.findings.plan(
            kind,
            paths,
            self._mapping,
            work,
            new=len(new),
            changed=len(changed),
            same=len(self._told) - len(new) - len(changed),
            totals=_totals(self._told),
            differences=differences,
            names=(names.kinds, names.areas, names.hosts, names.officers),
        )

    def _note_ends(self) -> None:
        unknown = sum(1 for words in self.findings.notes if "was taken as unknown" in words)
        if unknown:
            told = counted(unknown, "end lies before its start", "ends lie before their start")
            self.findings.note(f"{told}, and counted as unknown")


def _is_outdated(before: KnownEvent, row: EventRow) -> bool:
    """Whether a calendar tells an earlier revision of an event than was brought in before."""
    return row.sequence is not None and before.source_sequence is not None and row.sequence < before.source_sequence


def _uuid(text: str) -> UUID | None:
    """The number of an event of ours in a text, as lists that went out have it."""
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None


def plan_events(
    paths: Sequence[Path], precinct: int, today: date, mapping: FileMapping, progress: Progress | None
) -> ImportPlan:
    """Read the events of files and compare them with those kept from the same source; nothing is written.

    Raises:
        OutreachError: a file cannot be read, or a column the mapping names is not there.
    """
    gathered = EventGathering(precinct, today, mapping)
    findings = gathered.findings
    for source, rows in read_rows(sources(paths, mapping, findings), findings, progress):
        table = source.table
        reader = EventReader(table, mapping, gathered.time_zone, findings)
        for row in rows:
            place = f"row {row.number}" if len(paths) == 1 else f"{table.sheet.file}, row {row.number}"
            try:
                if because := left_out_by_rule(table, row, mapping):
                    findings.leave_out(problem_at(table, row, None, because))
                else:
                    gathered.take(reader.read(row), place, partial(problem_at, table, row))
            except RowRefusedError as fault:
                findings.turn_away(fault, problem_at(table, row, fault.column, fault.words))
    return gathered.compared("events", paths, source_of_events(mapping))


def _differences(before: KnownEvent, event: _Told, known: KnownNames) -> list[Difference]:
    """What the file says differently; where it says nothing, or only what follows from the day, nothing differs."""
    row, what = event.row, f"{before.title}, {before.date.isoformat()}"
    now = _details(before, event, names_with_keys(known.event_kinds), names_with_keys(known.neighborhoods))
    pairs: list[tuple[object, object]] = [
        (before.title, now.title),
        (before.date, now.date),
        (before.start_time, now.start_time),
        (before.end_date, now.end_date or now.date),
        (before.end_time, now.end_time),
        (before.place, now.place),
        (before.summary, now.summary),
        (before.status, now.status),
        _names_where_they_differ(before.host, now.host, row.host, known.organizations),
        _names_where_they_differ(before.lead_officer, now.lead_officer, row.lead, known.officers),
        (_kind_name(before.kind, known), event.kind if row.kind else _kind_name(before.kind, known)),
        (
            _area_names(before.neighborhoods, known),
            tuple(sorted(event.areas or _area_names(before.neighborhoods, known))),
        ),
        ({**dict(before.head_counts)}, {**dict(before.head_counts), **dict(row.head_counts)}),
        ({**dict(before.measures)}, {**dict(before.measures), **dict(event.measures)}),
    ]
    return [
        Difference(what, in_words(old) or "nothing", in_words(new) or "nothing") for old, new in pairs if old != new
    ]


def _names_where_they_differ(
    before: int | None, now: int | None, told: str, kept: Sequence[Named]
) -> tuple[object, object]:
    """Two keys of a list, by name where they are not the same; ``told`` is what the file calls one to be added."""
    if before == now:
        return before, now
    names = {one.key: one.name for one in kept}
    return names.get(before or 0, before), names.get(now or 0, told)


def _kind_name(key: int, known: KnownNames) -> str:
    return next(one.name for one in known.event_kinds if one.key == key)


def _area_names(keys: Sequence[int], known: KnownNames) -> tuple[str, ...]:
    names = {one.key: one.name for one in known.neighborhoods}
    return tuple(sorted(names[key] for key in keys))


def _details(before: KnownEvent | None, event: _Told, kinds: dict[str, int], areas: dict[str, int]) -> EventDetails:
    """The details to record. What the file leaves blank stays as it was; so do staff, and a state told by hand."""
    row = event.row
    said = EventDetails(
        kind=kinds.get(plain(event.kind), 0),
        title=row.title,
        date=row.date,
        start_time=row.start_time,
        end_date=row.end_date,
        end_time=row.end_time,
        place=row.place,
        neighborhoods=tuple(areas.get(plain(name), 0) for name in event.areas),
        host=event.host,
        lead_officer=event.lead,
        summary=row.summary,
        status=event.status,
    )
    if before is None:
        return said
    same_day = said.date == before.date and said.start_time in (None, before.start_time)
    return EventDetails(
        kind=said.kind if row.kind else before.kind,
        title=said.title,
        date=said.date,
        start_time=said.start_time or (before.start_time if same_day else None),
        end_date=said.end_date or (before.end_date if same_day else None),
        end_time=said.end_time or (before.end_time if same_day else None),
        place=said.place or before.place,
        neighborhoods=said.neighborhoods or before.neighborhoods,
        host=said.host or before.host,
        lead_officer=said.lead_officer or before.lead_officer,
        staff=tuple(StaffDetails(*one) for one in before.staff),
        summary=said.summary or before.summary,
        status=before.status if row.status == BY_DATE else said.status,
    )


def _totals(told: dict[str, _Told]) -> tuple[tuple[str, int], ...]:
    kinds = Counter(event.kind for event in told.values())
    unknown_ends = sum(event.row.end_date is None for event in told.values())
    return (("events", len(told)), *kinds.most_common(), ("without an end", unknown_ends))


def apply_events(by: Actor, precinct: int, work: EventWork) -> Changes:
    """Write what was planned, as one change.

    Raises:
        OutreachError: somebody changed one of the events meanwhile, or a name was taken; nothing is written then.
    """
    with change(by, "import_events") as c:
        added = add_names(by, precinct, work.names)
        known = known_names(precinct)
        kinds, areas = names_with_keys(known.event_kinds), names_with_keys(known.neighborhoods)
        records = (
            EventRecord(
                _led(_details(None, event, kinds, areas), added),
                head_counts=event.row.head_counts,
                measures=event.measures,
                source=work.source,
                source_id=event.row.source_id,
                source_sequence=event.row.sequence,
            )
            for event in work.new
        )
        if work.new:
            record_events(by, precinct, records)
        if work.changed:
            correct_events(by, precinct, list(_corrections(work, kinds, areas, added)))
    return c.changes


def _led(details: EventDetails, added: AddedKeys) -> EventDetails:
    """Details with the keys of a host and a lead who were added."""
    if (details.host or 0) >= 0 and (details.lead_officer or 0) >= 0:
        return details
    return replace(
        details,
        host=real(details.host, added.organizations),
        lead_officer=real(details.lead_officer, added.officers),
    )


def _corrections(
    work: EventWork, kinds: dict[str, int], areas: dict[str, int], added: AddedKeys
) -> Iterator[EventCorrection]:
    for before, event in work.changed:
        yield EventCorrection(
            before.key,
            before.version,
            _led(_details(before, event, kinds, areas), added),
            event.row.head_counts,
            event.measures,
            event.row.sequence,
        )

"""Events from a file: what would be new or changed, and then writing it."""

import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import batched
from pathlib import Path
from uuid import UUID

from outreach.actions.change import Actor, Changes, change
from outreach.actions.event_records import EventRecord, record_events
from outreach.actions.events import EventDetails, StaffDetails
from outreach.actions.imports import EventCorrection, correct_events
from outreach.exchange.added_names import AddedKeys, AddedNames, add_names, real
from outreach.exchange.event_names import EventNames, ToldEvent, packed, unpacked
from outreach.exchange.event_rows import BY_DATE, NUMBERED_HERE, EventReader, EventRow
from outreach.exchange.head_counts import told_apart
from outreach.exchange.mapping import FileMapping, source_of_events
from outreach.exchange.plan import (
    MOST_TOLD,
    Difference,
    Findings,
    ImportPlan,
    Problem,
    Progress,
    RowRefusedError,
    counted,
    in_words,
    problem_at,
)
from outreach.exchange.resolving import names_with_keys
from outreach.exchange.set_aside import SetAside
from outreach.exchange.sheet import NUMBER, numbered
from outreach.exchange.sources import left_out_by_rule, read_rows, sources
from outreach.exchange.tables import plain
from outreach.languages.spoken import say
from outreach.queries.known import KnownEvent, KnownNames, known_events, known_events_by_uid, known_names, knows_source
from outreach.records.marks import Marks

_COMPARED_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class EventWork:
    """What :func:`apply_events` writes."""

    source: str
    names: AddedNames
    new: SetAside[ToldEvent]
    changed: SetAside[tuple[KnownEvent, ToldEvent]]


class EventGathering:
    """The events of an import: gathered one by one, each number once, then compared with what is kept."""

    def __init__(self, precinct: int, today: date, mapping: FileMapping) -> None:
        self._precinct, self._mapping = precinct, mapping
        self._known = known_names(precinct)
        self._names = EventNames(self._known, mapping)
        self._held_before = mapping.held_before or today
        self._told = _aside()
        self._numbers = Marks()
        self._places = SetAside[str]()
        self._kinds: Counter[str] = Counter()
        self._without_end = 0
        self._names_ours = False
        """Whether a number may be one of our own, as lists that went out have it."""
        self.findings = Findings()
        self.time_zone = mapping.time_zone or self._known.time_zone

    def take(self, event: EventRow, place: str, problem: Callable[[int | None, str], Problem]) -> None:
        """Take an event that stands at a place of the file.

        Raises:
            RowRefusedError: it names something that is not known.
        """
        told = self._names.told(event, self._held_before)
        at = self._numbers.setdefault(event.source_id, len(self._told))
        if at == len(self._told):
            self._told.append(told)
            self._places.append(place)
            self._kinds[told.kind] += 1
            self._without_end += event.end_date is None
            self._names_ours = self._names_ours or _uuid(event.source_id) is not None
            if self.findings.shows:
                self.findings.show(problem(None, ""), told.values())
            return
        first = self._places[at] if self.findings.tells_left_out else say("another row")
        words = say("its number “{number}” is that of {first}, and was taken once", number=event.source_id, first=first)
        if event.source_id.startswith(NUMBERED_HERE):
            words = say("it tells the same event as {first}, which was taken once", first=first)
        self.findings.leave_out(problem(event.columns.get("id"), words))

    def is_kind(self, text: str) -> bool:
        """Whether a text stands for a kind of event that is kept or that the mapping lists."""
        return self._names.kinds.knows(text)

    def areas_in(self, *texts: str) -> tuple[str, ...]:
        """The one area that the mapping finds in the first text that names any; nothing where none does."""
        return next(((name,) for text in texts if (name := self._mapping.areas.find(text))), ())

    def compared(self, kind: str, paths: Sequence[Path], source: str) -> ImportPlan:
        """The plan: what is new, changed and the same against the events kept from the same source."""
        new, changed, differences = self._apart(source)
        names = self._names
        self._note_ends()
        work = EventWork(
            source,
            AddedNames.of(names.kinds, names.areas, names.hosts, names.officers, not_places=self._mapping.not_places),
            new,
            changed,
        )
        return self.findings.plan(
            kind,
            paths,
            self._mapping,
            work,
            new=len(new),
            changed=len(changed),
            same=len(self._told) - len(new) - len(changed),
            totals=(
                (say("events"), len(self._told)),
                *self._kinds.most_common(),
                (say("without an end"), self._without_end),
            ),
            differences=differences,
            names=(names.kinds, names.areas, names.hosts, names.officers),
        )

    def _apart(
        self, source: str
    ) -> tuple[SetAside[ToldEvent], SetAside[tuple[KnownEvent, ToldEvent]], list[Difference]]:
        """Which events are new, and which are kept otherwise; and the first of what they differ in."""
        changed = SetAside[tuple[KnownEvent, ToldEvent]](pickle.dumps, pickle.loads)
        differences: list[Difference] = []
        if not self._names_ours and not knows_source(self._precinct, source):
            return self._told, changed, differences
        new, names = _aside(), _KeptNames.of(self._known)
        for some in batched(self._told, _COMPARED_AT_ONCE):
            kept = self._kept(source, [event.row.source_id for event in some])
            for told in some:
                before = kept.get(told.row.source_id)
                if before is None:
                    new.append(told)
                    continue
                counts = told_apart(before.head_counts, told.row.head_counts)
                same = counts is told.row.head_counts
                event = told if same else replace(told, row=replace(told.row, head_counts=counts))
                if _is_outdated(before, event.row):
                    self.findings.note(
                        say("an event is kept in a later revision than the file tells, and stays as it is")
                    )
                elif different := _differences(before, event, names):
                    changed.append((before, event))
                    if len(differences) < MOST_TOLD:
                        differences += different
        return new, changed, differences

    def _kept(self, source: str, numbers: Sequence[str]) -> dict[str, KnownEvent]:
        """The events that are kept under some numbers: those of the source, or their own."""
        kept = known_events(self._precinct, source, numbers)
        own = (_uuid(number) for number in numbers if number not in kept)
        return kept | known_events_by_uid(self._precinct, [number for number in own if number])

    def _note_ends(self) -> None:
        unknown = self.findings.ends_unknown
        if unknown:
            told = counted(unknown, "end lies before its start", "ends lie before their start")
            self.findings.note(say("{ends}, and counted as unknown", ends=told))


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
        alone = len(paths) == 1
        file = table.sheet.file
        place = numbered(say("row {row}", row=NUMBER) if alone else say("{place}, row {row}", place=file, row=NUMBER))
        for row in rows:
            try:
                if because := left_out_by_rule(table, row, mapping):
                    findings.leave_out(problem_at(table, row, None, because))
                else:
                    gathered.take(reader.read(row), place(row.number), partial(problem_at, table, row))
            except RowRefusedError as fault:
                findings.turn_away(fault, problem_at(table, row, fault.column, fault.words))
    return gathered.compared("events", paths, source_of_events(mapping))


@dataclass(frozen=True, slots=True)
class _KeptNames:
    """The names that are kept: keys by name (reduced to letters and digits), and names by key."""

    kinds: Mapping[str, int]
    areas: Mapping[str, int]
    kind_names: Mapping[int, str]
    area_names: Mapping[int, str]
    organizations: Mapping[int, str]
    officers: Mapping[int, str]

    @classmethod
    def of(cls, known: KnownNames) -> "_KeptNames":
        """The names of a precinct."""
        lists = (known.event_kinds, known.neighborhoods, known.organizations, known.officers)
        by_key = ({one.key: one.name for one in kept} for kept in lists)
        return cls(names_with_keys(known.event_kinds), names_with_keys(known.neighborhoods), *by_key)


def _differences(before: KnownEvent, event: ToldEvent, names: _KeptNames) -> list[Difference]:
    """What the file says differently; where it says nothing, or only what follows from the day, nothing differs."""
    row, what = event.row, f"{before.title}, {before.date.isoformat()}"
    now = _details(before, event, names.kinds, names.areas)
    kind, areas = names.kind_names[before.kind], tuple(sorted(names.area_names[key] for key in before.neighborhoods))
    pairs: list[tuple[object, object]] = [
        (before.title, now.title),
        (before.date, now.date),
        (before.start_time, now.start_time),
        (before.end_date, now.end_date or now.date),
        (before.end_time, now.end_time),
        (before.place, now.place),
        (before.summary, now.summary),
        (say(before.status), say(now.status)),
        _names_where_they_differ(before.host, now.host, row.host, names.organizations),
        _names_where_they_differ(before.lead_officer, now.lead_officer, row.lead, names.officers),
        (kind, event.kind if row.kind else kind),
        (areas, tuple(sorted(event.areas or areas))),
        ({**dict(before.head_counts)}, {**dict(before.head_counts), **dict(row.head_counts)}),
        ({**dict(before.measures)}, {**dict(before.measures), **dict(event.measures)}),
    ]
    return [
        Difference(what, in_words(old) or say("nothing"), in_words(new) or say("nothing"))
        for old, new in pairs
        if old != new
    ]


def _names_where_they_differ(
    before: int | None, now: int | None, told: str, names: Mapping[int, str]
) -> tuple[object, object]:
    """Two keys of a list, by name where they are not the same; ``told`` is what the file calls one to be added."""
    if before == now:
        return before, now
    return names.get(before or 0, before), names.get(now or 0, told)


def _details(
    before: KnownEvent | None, event: ToldEvent, kinds: Mapping[str, int], areas: Mapping[str, int]
) -> EventDetails:
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


def _aside() -> SetAside[ToldEvent]:
    return SetAside(packed, unpacked)


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
        if len(work.new):
            record_events(by, precinct, records)
        if len(work.changed):
            correct_events(by, precinct, _corrections(work, kinds, areas, added))
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

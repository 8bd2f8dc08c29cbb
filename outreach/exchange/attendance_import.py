"""Who came to which event, from files: known people by name, others as signed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import batched
from operator import itemgetter
from pathlib import Path
from typing import Any

from outreach.actions.change import Actor, Changes, change
from outreach.actions.events import record_events
from outreach.actions.import_attendance import SignedLines, add_attendance
from outreach.errors import OutreachError
from outreach.exchange.added_names import AddedKeys, AddedNames, add_names, kind_of_others, real
from outreach.exchange.attendance_rows import AttendanceReader, SignedEntry
from outreach.exchange.mapping import FileMapping
from outreach.exchange.meeting_reports import MeetingReport
from outreach.exchange.meetings import Meetings, NewMeeting
from outreach.exchange.namesakes import Namesakes
from outreach.exchange.plan import (
    Findings,
    ImportPlan,
    OneTurn,
    Problem,
    Progress,
    RowRefusedError,
    counted,
    first_few,
    problem_at,
)
from outreach.exchange.resolving import Resolver
from outreach.exchange.set_aside import SetAside
from outreach.exchange.sheet import Row
from outreach.exchange.sources import left_out_by_rule, read_rows, sources
from outreach.exchange.tables import Table, plain
from outreach.languages.spoken import say
from outreach.queries.known import known_names
from outreach.queries.known_attendance import KnownMeeting, known_lines, people_by_uid
from outreach.records.marks import Marks

_LINES_AT_ONCE = 50_000
"""So many are put in the order of their events before they are written."""

type _Line = tuple[int, int | None, str, int | None, int | None, bool, bool, int | None, int | None, str]
"""What :class:`~outreach.actions.import_attendance.SignedLines` tells of one line, in its order."""


@dataclass(frozen=True, slots=True)
class AttendanceWork:
    """What :func:`apply_attendance` writes: lines, each with the key of its event; keys below 0 are yet to be added."""

    lines: SetAside[_Line]
    names: AddedNames
    events: tuple[NewMeeting, ...]


def _values(meeting: KnownMeeting, entry: SignedEntry, *, known: bool) -> dict[str, object]:
    return {
        "date": meeting.date,
        "title": meeting.title,
        "name": entry.name,
        "person": say("known") if known else say("as signed"),
        "organization": entry.organization,
        "area": entry.area,
        "present": entry.present,
        "legible": entry.legible,
        "sheet": entry.sheet,
        "line": entry.line,
        "note": entry.note,
    }


class _Gathering:
    def __init__(self, precinct: int, mapping: FileMapping) -> None:
        known = known_names(precinct)
        self.findings = Findings()
        self.meetings = Meetings(precinct, mapping)
        self.areas = Resolver(
            "neighborhood", known.neighborhoods, mapping.areas, mapping.unknown_areas, asks=True, optional=True
        )
        self.organizations = Resolver(
            "organization", known.organizations, mapping.organizations, mapping.unknown_organizations,
            asks=True, optional=True,
        )  # fmt: skip
        self._people = people_by_uid(precinct)
        self._namesakes = Namesakes(precinct)
        self.told = SetAside[_Line]()
        self.names: dict[int, str] = {}
        """What the files call known people, by key."""
        self.events: set[int] = set()
        self.present = self.known = 0
        self.days: list[date] = []
        """The first and the last one."""
        self._signed = Marks()
        self._places = SetAside[str]()

    def take(self, entry: SignedEntry, place: Callable[[], str], problem: Callable[[str], Problem]) -> None:
        """Take a line. Raises :class:`RowRefusedError` when its event or a name is not known, or it repeats another."""
        organization, note = self._organization(entry) if entry.organization else (None, entry.note)
        meeting, area = self._where(entry)
        name = entry.name
        person = self._person(entry.person, name, place)
        mark: tuple[object, ...] | None = None
        which = meeting.key < 0, abs(meeting.key)  # as marks hold nothing below 0
        if person is not None:
            mark = (*which, person)
            self.names[person] = plain(name)
        elif entry.line is not None:
            mark = (*which, (entry.sheet or 1, entry.line))
        if mark is not None:
            self._refuse_repeated(mark, place)
        self._count(meeting, entry, known=person is not None)
        self.told.append(
            (
                meeting.key,
                person,
                "" if person is not None else name,
                organization,
                area,
                entry.present,
                entry.legible,
                entry.sheet or (1 if entry.line is not None else None),
                entry.line,
                note,
            )
        )
        if self.findings.shows:
            self.findings.show(problem(""), _values(meeting, entry, known=person is not None))

    def _refuse_repeated(self, mark: tuple[object, ...], place: Callable[[], str]) -> None:
        number = self._signed.setdefault(mark, len(self._places))
        if number < len(self._places):
            first = self._places[number] if self.findings.tells_refused else say("another line")
            raise RowRefusedError(say("it repeats {first}: the same person or line at the same event", first=first))
        self._places.append(place())

    def _count(self, meeting: KnownMeeting, entry: SignedEntry, *, known: bool) -> None:
        self.events.add(meeting.key)
        self.present += entry.present
        self.known += known
        day = meeting.date
        if not self.days:
            self.days = [day, day]
        elif not self.days[0] <= day <= self.days[1]:
            self.days = [min(self.days[0], day), max(self.days[1], day)]

    def take_all(
        self, lines: Sequence[tuple[SignedEntry, Callable[[], str]]], problem: Callable[[str], Problem]
    ) -> None:
        """Take the lines of one row; one that cannot be taken keeps none of the others off.

        Raises :class:`RowRefusedError` for the first that is refused; where none is, when all are left out.
        """
        faults: list[RowRefusedError] = []
        for entry, place in lines:
            try:
                self.take(entry, place, problem)
            except RowRefusedError as fault:
                faults.append(fault)
        refused = [fault for fault in faults if not fault.left_out]
        if refused or (faults and len(faults) == len(lines)):
            raise (refused or faults)[0]
        for left_out in faults:
            self.findings.note(left_out.words)

    def _where(self, entry: SignedEntry) -> tuple[KnownMeeting, int | None]:
        if not entry.area:
            return self.meetings.find(entry), None
        turn = OneTurn()
        area = turn.look(lambda: self._area(entry), None)
        meeting = self.meetings.find(entry)
        turn.settle()
        return meeting, area

    def _area(self, entry: SignedEntry) -> int | None:
        try:
            return self.areas.place(self.areas.find(entry.area))
        except OutreachError as fault:
            raise RowRefusedError(str(fault)) from fault

    def _organization(self, entry: SignedEntry) -> tuple[int | None, str]:
        """The place of an organization that is kept or to be added; any other is kept in the note of the line."""
        try:
            return self.organizations.place(self.organizations.find(entry.organization)), entry.note
        except OutreachError:
            return None, "; ".join(filter(None, (entry.organization, entry.note)))

    def _person(self, number: str, name: str, place: Callable[[], str]) -> int | None:
        if number:
            found = self._people.get(number)
            if found is None:
                raise RowRefusedError(say("no person with the number “{number}” is kept", number=number))
            return found
        namesakes = self._namesakes.called(name)
        if len(namesakes) > 1:
            self.findings.note(
                say(
                    "{place}: there are {count} people called {name}: taken as signed",
                    place=place(),
                    count=len(namesakes),
                    name=name,
                )
            )
            return None
        return namesakes[0] if namesakes else None


def plan_attendance(
    paths: Sequence[Path], precinct: int, mapping: FileMapping, progress: Progress | None
) -> ImportPlan:
    """Read who came to which event and compare it with the sign-ins kept; nothing is written.

    An event is known by its number, or by its day and title. A name that is one person's stands for that person; any
    other is taken as signed. A line that is there already stays as it is.

    Raises:
        OutreachError: a file cannot be read, or a column the mapping names is not there.
    """
    gathered = _Gathering(precinct, mapping)
    findings = gathered.findings
    for source, rows in read_rows(sources(paths, mapping, findings), findings, progress):
        table = source.table
        reader, place = AttendanceReader(table, mapping, findings), table.row_places()
        for row in rows:
            try:
                if because := left_out_by_rule(table, row, mapping):
                    findings.leave_out(problem_at(table, row, None, because))
                    continue
                entries = reader.read(row)
                problem = partial(problem_at, table, row, None)
                if len(entries) == 1:
                    gathered.take(entries[0], partial(place, row.number), problem)
                else:
                    places = (partial(_place, table, row, number) for number in range(len(entries)))
                    gathered.take_all(list(zip(entries, places, strict=True)), problem)
            except RowRefusedError as fault:
                findings.turn_away(fault, problem_at(table, row, fault.column, fault.words))
    return _compared(gathered, precinct, paths, mapping)


def plan_reports(reports: Sequence[MeetingReport], precinct: int, mapping: FileMapping) -> ImportPlan:
    """Read who came to online meetings, from the reports of the meeting service; nothing is written.

    The event is the one of that day with the meeting's title, or the only one of that day.
    """
    gathered = _Gathering(precinct, mapping)
    for report in reports:
        for number, entry in report.people:
            gathered.findings.rows += 1
            problem = partial(Problem, report.path.name, "", number, "")
            try:
                gathered.take(entry, partial(say, "{place}, row {row}", place=report.path.name, row=number), problem)
            except RowRefusedError as fault:
                gathered.findings.turn_away(fault, problem(fault.words))
    return _compared(gathered, precinct, [report.path for report in reports], mapping)


def _compared(gathered: _Gathering, precinct: int, paths: Sequence[Path], mapping: FileMapping) -> ImportPlan:
    findings = gathered.findings
    if gathered.meetings.added:
        listed = first_few([f"{one.date.isoformat()} {one.title}" for one in gathered.meetings.added])
        count = counted(len(gathered.meetings.added), "event")
        findings.note(say("{count} will be added, as held: {names}", count=count, names=listed))
    fresh = _not_kept(precinct, gathered)
    return findings.plan(
        "attendance",
        paths,
        mapping,
        AttendanceWork(fresh, AddedNames.of(gathered.areas, gathered.organizations), tuple(gathered.meetings.added)),
        new=len(fresh),
        changed=0,
        same=len(gathered.told) - len(fresh),
        totals=(
            (say("lines"), len(gathered.told)),
            (say("present"), gathered.present),
            (say("known people"), gathered.known),
            (say("events"), len(gathered.events)),
        ),
        names=(gathered.areas, gathered.organizations),
        unknown=gathered.meetings.unknown.values(),
        said=gathered.meetings.said.values(),
    )


def _not_kept(precinct: int, gathered: _Gathering) -> SetAside[_Line]:
    """The lines that are not kept yet; a name that is signed twice has to be kept twice.

    Who signed before somebody was known by that name is not counted a second time for it.
    """
    left, places = Marks(), Marks()
    for kept in known_lines(precinct, *gathered.days) if gathered.days else ():
        left.add(_mark(kept.event, kept.person, kept.name_as_signed, kept.legible))
        if kept.line is not None:
            places.add((kept.event, kept.sheet, kept.line))
    if not len(left):
        return gathered.told
    fresh = SetAside[_Line]()
    for one in gathered.told:
        event, person, name, _, _, _, legible, sheet, line, _ = one
        was_kept = left.take(_mark(event, person, name, legible))
        if not was_kept and person is not None and gathered.names[person]:
            was_kept = left.take((event, gathered.names[person]))
        if not was_kept and (line is None or places.get((event, sheet, line)) is None):
            fresh.append(one)
    return fresh


def _place(table: Table, row: Row, number: int) -> str:
    place = table.place(row)
    return say("{place}, day {number}", place=place, number=number + 1) if number else place


def _mark(event: int, person: int | None, name: str, legible: bool) -> tuple[int, object]:
    if person is not None:
        return event, person
    return event, plain(name) if legible else "an illegible line"


def apply_attendance(by: Actor, precinct: int, work: AttendanceWork) -> Changes:
    """Write what was planned, as one change.

    Raises:
        OutreachError: somebody signed the same in meanwhile; nothing is written then.
    """
    with change(by, "import_attendance") as c:
        added = add_names(by, precinct, work.names)
        events: tuple[int, ...] = ()
        if work.events:
            kind = kind_of_others(by, precinct)
            events = record_events(by, precinct, [one.record(kind) for one in work.events]).ids("event")
        if len(work.lines):
            add_attendance(by, precinct, _blocks(work.lines, added, events))
    return c.changes


def _blocks(lines: SetAside[_Line], added: AddedKeys, events: Sequence[int]) -> Iterator[SignedLines]:
    """The lines, some thousands at a time in the order of their events, with the keys of what was added for them."""
    for block in batched(lines, _LINES_AT_ONCE):
        told: Iterable[_Line] = block
        if events:
            told = [(real(line[0], events) or 0, *line[1:]) for line in block]
        columns: list[Sequence[Any]] = list(zip(*sorted(told, key=itemgetter(0)), strict=True))
        for at, keys in ((3, added.organizations), (4, added.areas)):
            if keys:
                columns[at] = [real(key, keys) for key in columns[at]]
        yield SignedLines(*columns)

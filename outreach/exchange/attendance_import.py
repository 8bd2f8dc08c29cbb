"""Who came to which event, from files: known people by name, others as signed."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from outreach.actions.change import Actor, Changes, change
from outreach.actions.events import record_events
from outreach.actions.import_attendance import add_attendance
from outreach.actions.signin import AttendanceDetails
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
from outreach.exchange.sources import left_out_by_rule, read_rows, sources
from outreach.exchange.tables import plain
from outreach.queries.known import known_names
from outreach.queries.known_attendance import KnownLine, KnownMeeting, known_lines, people_by_uid


@dataclass(frozen=True, slots=True)
class AttendanceWork:
    """What :func:`apply_attendance` writes: lines, each with the key of its event; keys below 0 are yet to be added."""

    lines: tuple[tuple[int, AttendanceDetails], ...]
    names: AddedNames
    events: tuple[NewMeeting, ...]


def _values(meeting: KnownMeeting, entry: SignedEntry, *, known: bool) -> dict[str, object]:
    return {
        "date": meeting.date,
        "title": meeting.title,
        "name": entry.name,
        "person": "known" if known else "as signed",
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
        self.told: list[tuple[KnownMeeting, AttendanceDetails]] = []
        self.names: dict[int, str] = {}
        """What the files call known people, by key."""
        self._signed: dict[tuple[int, object], str] = {}

    def take(self, entry: SignedEntry, place: str, problem: Callable[[str], Problem]) -> None:
        """Take a line. Raises :class:`RowRefusedError` when its event or a name is not known, or it repeats another."""
        organization, note = self._organization(entry)
        meeting, area = self._where(entry)
        person = self._person(entry, place)
        mark: tuple[int, object] | None = None
        if person is not None:
            mark = (meeting.key, person)
            self.names[person] = plain(entry.name)
        elif entry.line is not None:
            mark = (meeting.key, (entry.sheet or 1, entry.line))
        if mark is not None and (first := self._signed.setdefault(mark, place)) is not place:
            raise RowRefusedError(f"it repeats {first}: the same person or line at the same event")
        details = AttendanceDetails(
            person,
            name_as_signed="" if person is not None else entry.name,
            organization=organization,
            neighborhood=area,
            present=entry.present,
            legible=entry.legible,
            sheet=entry.sheet or (1 if entry.line is not None else None),
            line=entry.line,
            note=note,
        )
        self.told.append((meeting, details))
        if self.findings.shows:
            self.findings.show(problem(""), _values(meeting, entry, known=person is not None))

    def take_all(self, lines: Sequence[tuple[SignedEntry, str]], problem: Callable[[str], Problem]) -> None:
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
        if not entry.organization:
            return None, entry.note
        try:
            return self.organizations.place(self.organizations.find(entry.organization)), entry.note
        except OutreachError:
            return None, "; ".join(filter(None, (entry.organization, entry.note)))

    def _person(self, entry: SignedEntry, place: str) -> int | None:
        if entry.person:
            found = self._people.get(entry.person)
            if found is None:
                raise RowRefusedError(f"no person with the number “{entry.person}” is kept")
            return found
        namesakes = self._namesakes.called(entry.name)
        if len(namesakes) > 1:
            self.findings.note(f"{place}: there are {len(namesakes)} people called {entry.name}: taken as signed")
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
        reader = AttendanceReader(table, mapping, findings)
        for row in rows:
            try:
                if because := left_out_by_rule(table, row, mapping):
                    findings.leave_out(problem_at(table, row, None, because))
                    continue
                entries = list(reader.read(row))
                places = [
                    table.place(row) + (f", day {number + 1}" if number else "") for number in range(len(entries))
                ]
                gathered.take_all(list(zip(entries, places, strict=True)), partial(problem_at, table, row, None))
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
                gathered.take(entry, f"{report.path.name}, row {number}", problem)
            except RowRefusedError as fault:
                gathered.findings.turn_away(fault, problem(fault.words))
    return _compared(gathered, precinct, [report.path for report in reports], mapping)


def _compared(gathered: _Gathering, precinct: int, paths: Sequence[Path], mapping: FileMapping) -> ImportPlan:
    findings = gathered.findings
    if gathered.meetings.added:
        listed = first_few([f"{one.date.isoformat()} {one.title}" for one in gathered.meetings.added])
        findings.note(f"{counted(len(gathered.meetings.added), 'event')} will be added, as held: {listed}")
    fresh = _not_kept(precinct, gathered.told, gathered.names)
    present = sum(details.present for _, details in gathered.told)
    known = sum(details.person is not None for _, details in gathered.told)
    return findings.plan(
        "attendance",
        paths,
        mapping,
        AttendanceWork(
            tuple((meeting.key, details) for meeting, details in fresh),
            AddedNames.of(gathered.areas, gathered.organizations),
            tuple(gathered.meetings.added),
        ),
        new=len(fresh),
        changed=0,
        same=len(gathered.told) - len(fresh),
        totals=(
            ("lines", len(gathered.told)),
            ("present", present),
            ("known people", known),
            ("events", len({meeting.key for meeting, _ in gathered.told})),
        ),
        names=(gathered.areas, gathered.organizations),
        unknown=gathered.meetings.unknown.values(),
    )


def _not_kept(
    precinct: int, told: Sequence[tuple[KnownMeeting, AttendanceDetails]], names: Mapping[int, str]
) -> list[tuple[KnownMeeting, AttendanceDetails]]:
    """The lines that are not kept yet; a name that is signed twice has to be kept twice.

    Who signed before somebody was known by that name (``names``, by key) is not counted a second time for it.
    """
    days = [meeting.date for meeting, _ in told]
    kept = known_lines(precinct, min(days), max(days)) if days else []
    if not kept:
        return list(told)
    left = Counter(_mark(line.event, line) for line in kept)
    places = {(line.event, line.sheet, line.line) for line in kept if line.line is not None}
    fresh = []
    for meeting, details in told:
        mark = _mark(meeting.key, details)
        if not left[mark] and details.person is not None and names[details.person]:
            mark = meeting.key, names[details.person]
        if left[mark]:
            left[mark] -= 1
        elif details.line is None or (meeting.key, details.sheet, details.line) not in places:
            fresh.append((meeting, details))
    return fresh


def _mark(event: int, line: KnownLine | AttendanceDetails) -> tuple[int, object]:
    if line.person is not None:
        return event, line.person
    return event, plain(line.name_as_signed) if line.legible else "an illegible line"


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
        if work.lines:
            add_attendance(by, precinct, [_placed(line, added, events) for line in work.lines])
    return c.changes


def _placed(
    line: tuple[int, AttendanceDetails], added: AddedKeys, events: Sequence[int]
) -> tuple[int, AttendanceDetails]:
    """A line with the keys of what was added for it."""
    event, details = line
    if (details.neighborhood or 0) < 0 or (details.organization or 0) < 0:
        details = replace(
            details,
            neighborhood=real(details.neighborhood, added.areas),
            organization=real(details.organization, added.organizations),
        )
    return real(event, events) or 0, details

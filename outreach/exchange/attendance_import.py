"""Who came to which event, from files: known people by name, others as signed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from outreach.actions.change import Actor, Changes, change
from outreach.actions.import_attendance import add_attendance
from outreach.actions.signin import AttendanceDetails
from outreach.errors import OutreachError
from outreach.exchange.attendance_rows import AttendanceReader, SignedEntry
from outreach.exchange.mapping import FileMapping, Unknown
from outreach.exchange.meeting_reports import MeetingReport
from outreach.exchange.naming import Naming
from outreach.exchange.plan import Findings, ImportPlan, Problem, Progress, RowRefusedError, problem_at
from outreach.exchange.resolving import Resolver
from outreach.exchange.sources import left_out_by_rule, read_rows, sources
from outreach.exchange.tables import plain
from outreach.queries.known import known_names
from outreach.queries.known_attendance import KnownLine, KnownMeeting, known_lines, known_meetings, people_by_uid
from outreach.queries.known_people import known_people


@dataclass(frozen=True, slots=True)
class AttendanceWork:
    """What :func:`apply_attendance` writes: lines, each with the key of its event."""

    lines: tuple[tuple[int, AttendanceDetails], ...]


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
        self.areas = Resolver("neighborhood", known.neighborhoods, mapping.areas, Unknown.REFUSE)
        self._organizations = Resolver("organization", known.organizations, Naming.of({}), Unknown.REFUSE)
        self._numbered: dict[str, KnownMeeting] = {}
        self._by_day: dict[date, list[KnownMeeting]] = defaultdict(list)
        for meeting in known_meetings(precinct):
            self._by_day[meeting.date].append(meeting)
            self._numbered[str(meeting.uid)] = meeting
            if meeting.source_id:
                self._numbered.setdefault(meeting.source_id, meeting)
        self._people = people_by_uid(precinct)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for person in known_people(precinct):
            for name in {f"{person.given_name} {person.family_name}", f"{person.family_name} {person.given_name}"}:
                self._by_name[plain(name)].append(person.key)
        self.told: list[tuple[KnownMeeting, AttendanceDetails]] = []
        self._signed: dict[tuple[int, object], str] = {}

    def take(self, entry: SignedEntry, place: str, problem: Callable[[str], Problem]) -> None:
        """Take a line. Raises :class:`RowRefusedError` when its event or a name is not known, or it repeats another."""
        meeting = self._meeting(entry)
        person = self._person(entry, place)
        mark: tuple[int, object] | None = None
        if person is not None:
            mark = (meeting.key, person)
        elif entry.line is not None:
            mark = (meeting.key, (entry.sheet or 1, entry.line))
        if mark is not None and (first := self._signed.setdefault(mark, place)) is not place:
            raise RowRefusedError(f"it repeats {first}: the same person or line at the same event")
        organization, note = self._organization(entry)
        details = AttendanceDetails(
            person,
            name_as_signed="" if person is not None else entry.name,
            organization=organization,
            neighborhood=self._area(entry),
            present=entry.present,
            legible=entry.legible,
            sheet=entry.sheet or (1 if entry.line is not None else None),
            line=entry.line,
            note=note,
        )
        self.told.append((meeting, details))
        if self.findings.shows:
            self.findings.show(problem(""), _values(meeting, entry, known=person is not None))

    def _meeting(self, entry: SignedEntry) -> KnownMeeting:
        if entry.event:
            found = self._numbered.get(entry.event)
            if found is None:
                raise RowRefusedError(f"no event with the number “{entry.event}” is kept: bring in the events first")
            return found
        if entry.date is None:
            raise RowRefusedError("neither the number nor the date of the event is told")
        there = self._by_day.get(entry.date, [])
        titled = [meeting for meeting in there if plain(meeting.title) == plain(entry.title)]
        candidates = titled or ([] if entry.title and len(there) > 1 else there)
        if len(candidates) == 1:
            return candidates[0]
        listed = ", ".join(f"“{meeting.title}”" for meeting in there[:5])
        if not there:
            raise RowRefusedError(
                f"no event is kept on {entry.date.isoformat()}: record it, or bring in the events first"
            )
        raise RowRefusedError(f"on {entry.date.isoformat()} there are {listed}: a column has to tell which is meant")

    def _area(self, entry: SignedEntry) -> int | None:
        if not entry.area:
            return None
        try:
            return self.areas.key(self.areas.find(entry.area))
        except OutreachError as fault:
            raise RowRefusedError(str(fault)) from fault

    def _organization(self, entry: SignedEntry) -> tuple[int | None, str]:
        """The key of an organization that is kept; any other is kept in the note of the line."""
        if not entry.organization:
            return None, entry.note
        if self._organizations.knows(entry.organization):
            return self._organizations.key(self._organizations.find(entry.organization)), entry.note
        return None, "; ".join(filter(None, (entry.organization, entry.note)))

    def _person(self, entry: SignedEntry, place: str) -> int | None:
        if entry.person:
            found = self._people.get(entry.person)
            if found is None:
                raise RowRefusedError(f"no person with the number “{entry.person}” is kept")
            return found
        namesakes = self._by_name.get(plain(entry.name), []) if entry.name else []
        if len(set(namesakes)) > 1:
            self.findings.note(f"{place}: there are {len(set(namesakes))} people called {entry.name}: taken as signed")
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
                for number, entry in enumerate(reader.read(row)):
                    place = table.place(row) + (f", day {number + 1}" if number else "")
                    gathered.take(entry, place, partial(problem_at, table, row, None))
            except RowRefusedError as fault:
                findings.refuse(problem_at(table, row, fault.column, fault.words))
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
                gathered.findings.refuse(problem(fault.words))
    return _compared(gathered, precinct, [report.path for report in reports], mapping)


def _compared(gathered: _Gathering, precinct: int, paths: Sequence[Path], mapping: FileMapping) -> ImportPlan:
    findings = gathered.findings
    fresh = _not_kept(precinct, gathered.told)
    present = sum(details.present for _, details in gathered.told)
    known = sum(details.person is not None for _, details in gathered.told)
    return findings.plan(
        "attendance",
        paths,
        mapping,
        AttendanceWork(tuple((meeting.key, details) for meeting, details in fresh)),
        new=len(fresh),
        changed=0,
        same=len(gathered.told) - len(fresh),
        totals=(
            ("lines", len(gathered.told)),
            ("present", present),
            ("known people", known),
            ("events", len({meeting.key for meeting, _ in gathered.told})),
        ),
        names=(gathered.areas,),
    )


def _not_kept(
    precinct: int, told: Sequence[tuple[KnownMeeting, AttendanceDetails]]
) -> list[tuple[KnownMeeting, AttendanceDetails]]:
    """The lines that are not kept yet; a name that is signed twice has to be kept twice."""
    days = [meeting.date for meeting, _ in told]
    kept = known_lines(precinct, min(days), max(days)) if days else []
    if not kept:
        return list(told)
    left = Counter(_mark(line.event, line) for line in kept)
    places = {(line.event, line.sheet, line.line) for line in kept if line.line is not None}
    fresh = []
    for meeting, details in told:
        mark = _mark(meeting.key, details)
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
        if work.lines:
            add_attendance(by, precinct, work.lines)
    return c.changes

"""Who came to which event, from files: known people by name, others as signed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from outreach.actions.change import Actor, Changes, change
from outreach.actions.event_records import record_events
from outreach.actions.import_attendance import SignedLines, add_attendance
from outreach.exchange.added_names import AddedKeys, AddedNames, add_names, kind_of_others, real
from outreach.exchange.attendance_gathering import Gathering, Standing
from outreach.exchange.attendance_rows import AttendanceReader
from outreach.exchange.mapping import FileMapping
from outreach.exchange.meeting_reports import MeetingReport
from outreach.exchange.meetings import NewMeeting
from outreach.exchange.plan import ImportPlan, Problem, Progress, RowRefusedError, counted, first_few, problem_at
from outreach.exchange.sheet import NUMBER, Row, numbered
from outreach.exchange.signed_lines import SignedAside
from outreach.exchange.sources import left_out_by_rule, read_blocks, sources
from outreach.exchange.tables import Table, plain
from outreach.languages.spoken import say
from outreach.queries.known_attendance import known_lines
from outreach.records.marks import Marks

_LINES_AT_ONCE = 50_000
"""So many are put in the order of their events before they are written."""
_WORTH_TRYING = 16
"""Fewer rows than this are read one by one."""


@dataclass(frozen=True, slots=True)
class AttendanceWork:
    """What :func:`apply_attendance` writes: lines, each with the key of its event; keys below 0 are yet to be added."""

    lines: SignedAside
    names: AddedNames
    events: tuple[NewMeeting, ...]


def plan_attendance(
    paths: Sequence[Path], precinct: int, mapping: FileMapping, progress: Progress | None
) -> ImportPlan:
    """Read who came to which event and compare it with the sign-ins kept; nothing is written.

    An event is known by its number, or by its day and title. A name that is one person's stands for that person; any
    other is taken as signed. A line that is there already stays as it is.

    Raises:
        OutreachError: a file cannot be read, or a column the mapping names is not there.
    """
    gathered = Gathering(precinct, mapping)
    findings = gathered.findings
    for source, blocks in read_blocks(sources(paths, mapping, findings), findings, progress):
        table = source.table
        reader, number = AttendanceReader(table, mapping, findings), gathered.begin(table.row_places())
        for rows in blocks:
            _take_rows(gathered, reader, table, rows, number)
    return _compared(gathered, precinct, paths, mapping)


def _take_rows(gathered: Gathering, reader: AttendanceReader, table: Table, rows: Sequence[Row], number: int) -> None:
    """Take rows at once as far as that goes, and one by one where there is anything to say of one, or to show it."""
    if len(rows) < _WORTH_TRYING or gathered.findings.shows or reader.mapping.rows:
        for row in rows:
            _take_row(gathered, reader, table, row, number)
        return
    told = reader.read_block(rows)
    taken = gathered.take_block(told, number) if told is not None else 0
    if not taken:
        half = len(rows) // 2
        _take_rows(gathered, reader, table, rows[:half], number)
        _take_rows(gathered, reader, table, rows[half:], number)
    elif taken < len(rows):
        _take_row(gathered, reader, table, rows[taken], number)
        _take_rows(gathered, reader, table, rows[taken + 1 :], number)


def _take_row(gathered: Gathering, reader: AttendanceReader, table: Table, row: Row, number: int) -> None:
    problem = partial(problem_at, table, row, None)
    try:
        if because := left_out_by_rule(table, row, reader.mapping):
            gathered.findings.leave_out(problem(because))
            return
        lines = [(entry, Standing(number, row.number, day)) for day, entry in enumerate(reader.read(row))]
        if len(lines) == 1:
            gathered.take(*lines[0], problem)
        else:
            gathered.take_all(lines, problem)
    except RowRefusedError as fault:
        gathered.findings.turn_away(fault, problem_at(table, row, fault.column, fault.words))


def plan_reports(reports: Sequence[MeetingReport], precinct: int, mapping: FileMapping) -> ImportPlan:
    """Read who came to online meetings, from the reports of the meeting service; nothing is written.

    The event is the one of that day with the meeting's title, or the only one of that day.
    """
    gathered = Gathering(precinct, mapping)
    for report in reports:
        table = gathered.begin(numbered(say("{place}, row {row}", place=report.path.name, row=NUMBER)))
        for number, entry in report.people:
            gathered.findings.rows += 1
            problem = partial(Problem, report.path.name, "", number, "")
            try:
                gathered.take(entry, Standing(table, number), problem)
            except RowRefusedError as fault:
                gathered.findings.turn_away(fault, problem(fault.words))
    return _compared(gathered, precinct, [report.path for report in reports], mapping)


def _compared(gathered: Gathering, precinct: int, paths: Sequence[Path], mapping: FileMapping) -> ImportPlan:
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


def _not_kept(precinct: int, gathered: Gathering) -> SignedAside:
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
    fresh, names = SignedAside(), gathered.names()
    for one in gathered.told:
        event, person, name, _, _, _, legible, sheet, line, _ = one
        was_kept = left.take(_mark(event, person, name, legible))
        if not was_kept and person is not None and (signed := plain(names[person])):
            was_kept = left.take((event, signed))
        if not was_kept and (line is None or places.get((event, sheet, line)) is None):
            fresh.append(one)
    return fresh


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


def _blocks(lines: SignedAside, added: AddedKeys, events: Sequence[int]) -> Iterator[SignedLines]:
    """The lines, some thousands at a time in the order of their events, with the keys of what was added for them."""
    for block in lines.by_event(_LINES_AT_ONCE):
        columns = list(block)
        for at, keys in ((0, events), (3, added.organizations), (4, added.areas)):
            if keys:
                columns[at] = [real(key, keys) for key in columns[at]]
        yield SignedLines(*columns)

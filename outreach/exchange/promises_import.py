"""Follow-ups from tables: the promises of an older list, with how they ended."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from outreach.actions.change import Actor, Changes, change
from outreach.actions.followups import PromiseDetails
from outreach.actions.promise_records import PromiseRecord, record_promises
from outreach.errors import OutreachError
from outreach.exchange.added_names import AddedKeys, AddedNames, add_names, officer_of, real
from outreach.exchange.cells import Cells, refuse_without
from outreach.exchange.mapping import FileMapping, Unknown
from outreach.exchange.namesakes import Namesakes
from outreach.exchange.plan import Findings, ImportPlan, OneTurn, Progress, RowRefusedError, problem_at
from outreach.exchange.resolving import Resolver
from outreach.exchange.sheet import Row
from outreach.exchange.sources import left_out_by_rule, read_rows, sources
from outreach.exchange.tables import plain
from outreach.languages.spoken import say
from outreach.queries.known import known_names
from outreach.queries.known_rosters import known_promises
from outreach.records.followups import CLOSED_STATUSES, FollowUpStatus, Priority

DAYS = ("opened_on", "due", "closed_on", "told_on", "partner_asked_on")
_STATUSES = {
    **{plain(status): status for status in FollowUpStatus},
    "new": FollowUpStatus.OPEN, "pending": FollowUpStatus.OPEN, "started": FollowUpStatus.IN_PROGRESS,
    "working": FollowUpStatus.IN_PROGRESS, "waiting": FollowUpStatus.WAITING, "closed": FollowUpStatus.DONE,
    "complete": FollowUpStatus.DONE, "completed": FollowUpStatus.DONE, "resolved": FollowUpStatus.DONE,
    "rejected": FollowUpStatus.DECLINED,
}  # fmt: skip
_PRIORITIES = {plain(word): word for word in Priority} | {"medium": Priority.NORMAL, "urgent": Priority.HIGH}


@dataclass(frozen=True, slots=True)
class PromisesWork:
    """What :func:`apply_promises` writes."""

    new: tuple[PromiseRecord, ...]
    names: AddedNames


class _Reader:
    def __init__(self, precinct: int, mapping: FileMapping, findings: Findings) -> None:
        known = known_names(precinct)
        self.areas = Resolver(
            "neighborhood", known.neighborhoods, mapping.areas, mapping.unknown_areas, asks=True, optional=True
        )
        self.officers = Resolver(
            "officer", known.officers, mapping.officers, None, asks=True, optional=True, check=officer_of
        )
        # Most of whom nobody knows here are residents: none becomes an organization unless somebody says so of her.
        self.organizations = Resolver(
            "organization", known.organizations, mapping.organizations,
            Unknown.REFUSE if mapping.unknown_organizations is Unknown.REFUSE else None, asks=True, optional=True,
        )  # fmt: skip
        self._namesakes = Namesakes(precinct)
        self._findings = findings

    def read(self, cells: Cells, row: Row) -> PromiseRecord:
        """The promise in a row.

        Raises:
            RowRefusedError: words or day are missing, or its course contradicts itself.
        """
        if words := cells.table.overflow(row):
            raise RowRefusedError(words)
        promised = cells.text(row, "words")
        days = {what: cells.day(row, what) for what in DAYS}
        opened = days["opened_on"]
        if not promised:
            raise RowRefusedError(say("the promise is missing"), cells.column("words"))
        if opened is None:
            raise RowRefusedError(say("the day of the promise is missing"), cells.column("opened_on"))
        turn = OneTurn()
        owner = turn.look(lambda: cells.found(row, "owner", self.officers), "")
        area = turn.look(lambda: cells.found(row, "area", self.areas), "")
        person, organization = self._promised_to(cells.text(row, "promised_to"))
        turn.settle()
        details = PromiseDetails(
            promised,
            cells.text(row, "public_words"),
            self.officers.place(owner) if owner else None,
            days["due"],
            cells.one_of(row, "priority", _PRIORITIES, Priority.NORMAL),
            promised_to_person=person,
            promised_to_organization=organization,
            neighborhood=self.areas.place(area) if area else None,
        )
        record = PromiseRecord(
            details,
            opened,
            status=self._status(cells, row, days["closed_on"]),
            partner=cells.text(row, "partner"),
            partner_asked_on=days["partner_asked_on"],
            closed_on=days["closed_on"],
            outcome=cells.text(row, "outcome"),
            public_outcome=cells.text(row, "public_outcome"),
            decline_reason=cells.text(row, "decline_reason"),
            told_on=days["told_on"],
        )
        _check(cells, record)
        return record

    def _promised_to(self, name: str) -> tuple[int | None, int | None]:
        """The person or the organization of a name; the promise is taken without it where neither is known."""
        if not name:
            return None, None
        people = self._namesakes.called(name)
        if len(people) == 1 and not self.organizations.knows(name):
            return people[0], None
        try:
            return None, self.organizations.place(self.organizations.find(name))
        except OutreachError:
            if people:
                words = say(
                    "{count} people are called “{name}”, so it is not recorded to whom the promise was made",
                    count=len(people),
                    name=name,
                )
            else:
                words = say(
                    "neither a person nor an organization is kept as “{name}”, so it is not recorded to whom the "
                    "promise was made",
                    name=name,
                )
            self._findings.note(words)
            return None, None

    @staticmethod
    def _status(cells: Cells, row: Row, closed_on: date | None) -> str:
        return cells.one_of(row, "status", _STATUSES, FollowUpStatus.OPEN if closed_on is None else FollowUpStatus.DONE)


def _check(cells: Cells, record: PromiseRecord) -> None:
    status = say(record.status)
    if record.status in CLOSED_STATUSES and record.closed_on is None:
        raise RowRefusedError(
            say("it is {status}, but the day of closing is missing", status=status),
            cells.column("closed_on"),
        )
    if record.status not in CLOSED_STATUSES and record.closed_on is not None:
        raise RowRefusedError(say("it is {status}, but has a day of closing", status=status), cells.column("closed_on"))
    if record.closed_on is not None and record.closed_on < record.opened_on:
        raise RowRefusedError(say("the day of closing lies before the day of the promise"), cells.column("closed_on"))
    if record.status == FollowUpStatus.DECLINED and not record.decline_reason:
        raise RowRefusedError(say("it was declined, but the reason is missing"), cells.column("decline_reason"))
    if record.status == FollowUpStatus.WAITING and not record.partner:
        raise RowRefusedError(say("it waits on a partner, but the partner is missing"), cells.column("partner"))
    if record.told_on is not None and (record.closed_on is None or record.told_on < record.closed_on):
        raise RowRefusedError(say("the resident was told before it was closed"), cells.column("told_on"))


def _values(cells: Cells, row: Row, record: PromiseRecord) -> dict[str, object]:
    told = {what: cells.text(row, what) for what in ("owner", "promised_to", "area")}
    details = {what: getattr(record.details, what) for what in ("words", "public_words", "due", "priority")}
    course = (
        "opened_on", "status", "partner", "partner_asked_on", "closed_on", "outcome", "public_outcome",
        "decline_reason", "told_on",
    )  # fmt: skip
    return {**details, **told, **{what: getattr(record, what) for what in course}}


def plan_promises(paths: Sequence[Path], precinct: int, mapping: FileMapping, progress: Progress | None) -> ImportPlan:
    """Read follow-ups and compare them with those kept; nothing is written.

    A follow-up is known by its number, or by its words and its day; one that is kept stays as it is here.

    Raises:
        OutreachError: a file cannot be read, or the columns of promise and day are not known.
    """
    findings = Findings()
    reader = _Reader(precinct, mapping, findings)
    kept = known_promises(precinct)
    numbers = {one.uid for one in kept}
    marks = {(plain(one.words), one.opened_on) for one in kept}
    new: dict[tuple[object, ...], PromiseRecord] = {}
    same = 0
    for source, rows in read_rows(sources(paths, mapping, findings), findings, progress):
        table = source.table
        refuse_without(table, "words" in mapping.columns, say("promises"))
        refuse_without(table, "opened_on" in mapping.columns, say("day of the promises"))
        cells = Cells(table, mapping, findings, DAYS)
        for row in rows:
            try:
                if because := left_out_by_rule(table, row, mapping):
                    findings.leave_out(problem_at(table, row, None, because))
                    continue
                record = reader.read(cells, row)
                if findings.shows:
                    findings.show(problem_at(table, row, None, ""), _values(cells, row, record))
            except RowRefusedError as fault:
                findings.turn_away(fault, problem_at(table, row, fault.column, fault.words))
                continue
            mark = (plain(record.details.words), record.opened_on)
            # "Call back" may be promised to several on one day.
            told = (*mark, *(cells.text(row, what) for what in ("id", "promised_to", "area")))
            if cells.text(row, "id") in numbers or mark in marks:
                same += 1
            elif told in new:
                findings.leave_out(problem_at(table, row, None, say("the same promise of that day was taken before")))
            else:
                new[told] = record
    statuses = Counter(str(record.status) for record in new.values())
    return findings.plan(
        "follow-ups",
        paths,
        mapping,
        PromisesWork(tuple(new.values()), AddedNames.of(reader.areas, reader.officers, reader.organizations)),
        new=len(new),
        changed=0,
        same=same,
        totals=((say("follow-ups"), len(new) + same), *((say(word), count) for word, count in statuses.most_common())),
        names=(reader.areas, reader.officers, reader.organizations),
    )


def apply_promises(by: Actor, precinct: int, work: PromisesWork) -> Changes:
    """Write what was planned, as one change. Raises :class:`OutreachError` when a record it names is gone meanwhile."""
    with change(by, "import_follow_ups") as c:
        added = add_names(by, precinct, work.names)
        if work.new:
            record_promises(by, precinct, [_placed(one, added) for one in work.new])
    return c.changes


def _placed(record: PromiseRecord, added: AddedKeys) -> PromiseRecord:
    """A promise with the keys of the names that were added."""
    told = record.details
    return replace(
        record,
        details=replace(
            told,
            owner=real(told.owner, added.officers),
            promised_to_organization=real(told.promised_to_organization, added.organizations),
            neighborhood=real(told.neighborhood, added.areas),
        ),
    )

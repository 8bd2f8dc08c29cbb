"""What the rows of a file say of events."""

import datetime as calendar
import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from outreach.errors import OutreachError
from outreach.exchange.cells import refuse_without
from outreach.exchange.columns import Cut, Reader, Take
from outreach.exchange.head_counts import is_not_counted, read_count
from outreach.exchange.mapping import FileMapping
from outreach.exchange.moments import Manner, Moment, decide, read_time, tells_its_order
from outreach.exchange.naming import Naming
from outreach.exchange.plan import Findings, RowRefusedError, blamed
from outreach.exchange.sheet import Cell, Row
from outreach.exchange.spans import days_of, times_of
from outreach.exchange.tables import Table
from outreach.languages.spoken import say
from outreach.records.events import EventStatus

BY_DATE = "by date"
"""A state that follows from the day: held once it has passed, planned before."""

NUMBERED_HERE = "row-"
"""How numbers begin that are given to events of files that have none."""

_STATUSES = Naming.of(
    {
        EventStatus.CANCELLED: ["canceled", "cancelled", "cancelado", "*cancel*", "called off"],
        EventStatus.HELD: ["completed", "complete", "done", "took place", "closed"],
        EventStatus.PLANNED: [],
        BY_DATE: ["confirmed", "scheduled", "tentative", "active", "open", "published"],
    }
)
_HEAD_COUNT, _MEASURE = "head count of ", "count of "
_MOST_PEOPLE = 1_000_000
_MOST_TEXTS = 10_000


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as a file tells it, names not yet looked up; ``columns`` say where a name stood, to blame it.

    Texts are empty, times and counts None where the file says nothing. ``status`` may be :data:`BY_DATE`.
    """

    source_id: str
    kind: str
    title: str
    date: calendar.date
    start_time: time | None
    end_date: calendar.date | None
    end_time: time | None
    place: str
    areas: tuple[str, ...]
    summary: str
    status: str
    host: str
    lead: str
    head_counts: tuple[tuple[str, int], ...]
    measures: tuple[tuple[str, int], ...]
    columns: Mapping[str, int]
    sequence: int | None = None
    """Which revision of the event a calendar tells."""


class EventReader:
    """Reads the events of one table as a mapping tells.

    Raises:
        OutreachError: the table lacks a column that the mapping names, or the mapping names none for title or date.
    """

    def __init__(self, table: Table, mapping: FileMapping, time_zone: str, findings: Findings) -> None:
        takes = {
            **mapping.columns,
            **{_HEAD_COUNT + group: take for group, take in mapping.head_counts.items()},
            **{_MEASURE + kind: take for kind, take in mapping.measures.items()},
        }
        _check_told(table, takes)
        self.table = table
        self._mapping = mapping
        self._findings = findings
        self._reader = Reader(table, takes, mapping.blanks)
        # Half a million rows repeat a few thousand titles and places; one text for each takes less room when set aside.
        self._texts: dict[str, str] = {}
        self._columns: dict[tuple[tuple[str, int], ...], dict[str, int]] = {}
        self._statuses = mapping.statuses if mapping.statuses.names else _STATUSES
        zone = ZoneInfo(mapping.time_zone or time_zone)
        self._any = Manner(stamps_in=ZoneInfo(mapping.stamps_in) if mapping.stamps_in else zone, time_zone=zone)
        self._manners = {what: replace(self._any, format=wanted) for what, wanted in mapping.formats.items() if wanted}

    def _manner(self, what: str, cell: Cell) -> Manner:
        """How a column writes its dates: decided from all of its cells, as soon as one of them needs it."""
        manner = self._manners.get(what)
        if manner is not None:
            return manner
        if tells_its_order(cell):
            return self._any
        manner = self._manners[what] = decide(self._cells(what), self._any, self._mapping.date_order)
        name = self.table.names[self._reader.columns(what)[0]]
        self._findings.note_dates(self.table, say("the column “{name}”", name=name), manner)
        return manner

    def _cells(self, what: str) -> Iterator[str]:
        for row in self.table.records():
            try:
                cut = self._reader.read(row, what)
            except OutreachError:
                continue
            if isinstance(cut.cell, str):
                yield cut.text

    def read(self, row: Row) -> EventRow:
        """The event in a row.

        Raises:
            RowRefusedError: something in the row cannot be right; it names the column where one is to blame.
        """
        if words := self.table.overflow(row):
            raise RowRefusedError(words)
        columns: dict[str, int] = {}
        texts = {what: self._text(row, what, columns) for what in ("id", "title", "kind", "place", "summary")}
        texts |= {what: self._text(row, what, columns) for what in ("status", "host", "lead")}
        if not texts["title"]:
            raise RowRefusedError(say("the title is missing"), self._reader.columns("title")[0])
        start, told_with_it = self._starts(row)
        end = self._ends(row) or told_with_it
        ends_on, ends_at = self._checked_end(row, start, end)
        areas = self._areas(row, columns)
        event = EventRow(
            source_id=texts["id"],
            kind=texts["kind"],
            title=texts["title"],
            date=start.day,
            start_time=start.at,
            end_date=ends_on,
            end_time=ends_at,
            place=texts["place"],
            areas=areas,
            summary=texts["summary"],
            status=self._status(texts["status"], columns),
            host=texts["host"],
            lead=texts["lead"],
            head_counts=self._counts(row, _HEAD_COUNT, self._mapping.head_counts),
            measures=self._counts(row, _MEASURE, self._mapping.measures),
            columns=self._columns.setdefault(tuple(columns.items()), columns),
        )
        return event if event.source_id else replace(event, source_id=_digest(event))

    def _cut(self, row: Row, what: str) -> Cut:
        try:
            return self._reader.read(row, what)
        except OutreachError as fault:
            raise blamed(self._reader.columns(what)[0], fault) from fault

    def _text(self, row: Row, what: str, columns: dict[str, int]) -> str:
        if not self._reader.has(what):
            return ""
        cut = self._cut(row, what)
        columns[what] = cut.column
        text = unicodedata.normalize("NFC", cut.text)
        if what == "id":
            return text
        if len(self._texts) == _MOST_TEXTS:
            self._texts.clear()
        return self._texts.setdefault(text, text)

    def _areas(self, row: Row, columns: dict[str, int]) -> tuple[str, ...]:
        if not self._reader.has("area"):
            return ()
        try:
            cuts = self._reader.parts(row, "area")
        except OutreachError as fault:
            raise blamed(self._reader.columns("area")[0], fault) from fault
        columns["area"] = cuts[0].column if cuts else self._reader.columns("area")[0]
        return tuple(unicodedata.normalize("NFC", cut.text) for cut in cuts)

    def _moments(self, row: Row, what: str) -> tuple[Moment, Moment | None] | None:
        """The moment in a cell, and where it holds a span, its end."""
        if not self._reader.has(what):
            return None
        cut = self._cut(row, what)
        if cut.is_blank:
            return None
        told = cut.text if isinstance(cut.cell, str) else cut.cell
        read = self._manner(what, told).read
        try:
            return read(told), None
        except OutreachError as fault:
            span = days_of(cut.text)
            if span is None:
                raise blamed(cut.column, fault) from fault
        try:
            first = read(span[0])
            clock = _clock_alone(span[1])
            return first, read(span[1]) if clock is None else _later(first, clock)
        except OutreachError as fault:
            raise blamed(cut.column, fault) from fault

    def _clocks(self, row: Row, what: str) -> tuple[time, time | None] | None:
        """The time of day in a cell, and where it holds a span, its end."""
        if not self._reader.has(what):
            return None
        cut = self._cut(row, what)
        if cut.is_blank:
            return None
        try:
            span = times_of(cut.text) if isinstance(cut.cell, str) else None
            if span is not None:
                return read_time(span[0]), read_time(span[1])
            return read_time(cut.text if isinstance(cut.cell, str) else cut.cell), None
        except OutreachError as fault:
            raise blamed(cut.column, fault) from fault

    def _starts(self, row: Row) -> tuple[Moment, Moment | None]:
        """When the event starts, and when it ends as far as the same cells tell."""
        found = self._moments(row, "start") or self._moments(row, "date")
        if found is None:
            what = "start" if self._reader.has("start") else "date"
            raise RowRefusedError(say("the date is missing"), self._reader.columns(what)[0])
        first, last = found
        at, until = self._clocks(row, "start_time") or (None, None)
        if at is not None:
            first = Moment(first.day, at)
        if until is not None:
            last = Moment(last.day, until) if last else _later(first, until)
        return first, last

    def _ends(self, row: Row) -> Moment | None:
        found, _ = self._moments(row, "end") or self._moments(row, "end_date") or (None, None)
        at, _ = self._clocks(row, "end_time") or (None, None)
        if at is None:
            return found
        return Moment(found.day, at) if found else Moment(date.min, at)

    def _checked_end(self, row: Row, start: Moment, end: Moment | None) -> tuple[date | None, time | None]:
        if end is None:
            return None, None
        day = start.day if end.day == date.min else end.day
        at = end.at if start.at is not None else None
        if day > start.day or (day == start.day and (at is None or start.at is None or at >= start.at)):
            return day, at
        told_in = ("end", "end_time", "end_date", "start", "date")
        what = next(name for name in told_in if self._reader.has(name))
        if self._mapping.end_before_start == "unknown":
            self._findings.ends_unknown += 1
            self._findings.note(
                say(
                    "{place}: the end, {end}, lies before the start and was taken as unknown",
                    place=self.table.place(row),
                    end=_told(day, at),
                )
            )
            return None, None
        raise RowRefusedError(
            say(
                "the end, {end}, lies before the start, {start}",
                end=_told(day, at),
                start=_told(start.day, start.at),
            ),
            self._reader.columns(what)[0],
        )

    def _status(self, text: str, columns: Mapping[str, int]) -> str:
        if not text:
            return BY_DATE
        found = self._statuses.find(text)
        if found is None or found not in (*EventStatus, BY_DATE):
            listed = ", ".join((*EventStatus, BY_DATE))
            raise RowRefusedError(
                say(
                    "“{text}” is no known state of an event: say in the mapping, under [status], which of "
                    "{listed} it stands for",
                    text=text,
                    listed=listed,
                ),
                columns["status"],
            )
        return found

    def _counts(self, row: Row, prefix: str, takes: Mapping[str, Take]) -> tuple[tuple[str, int], ...]:
        found = []
        for name in takes:
            cut = self._cut(row, prefix + name)
            if not cut.is_blank and not is_not_counted(cut.text):
                found.append((name, _count(cut)))
        return tuple(found)


def _clock_alone(text: str) -> time | None:
    """The time of day that is all of a text; None: it is more, or none."""
    try:
        return read_time(text)
    except OutreachError:
        return None


def _later(start: Moment, at: time) -> Moment:
    """The next time after a start that the clock shows a time: on the next day where it is past midnight."""
    passes = start.at is not None and at < start.at and start.day < date.max
    return Moment(start.day + timedelta(days=1) if passes else start.day, at)


def _check_told(table: Table, takes: Mapping[str, Take]) -> None:
    refuse_without(table, "title" in takes, say("title of the events"))
    refuse_without(table, bool({"start", "date"} & takes.keys()), say("date of the events"))


def _count(cut: Cut) -> int:
    number = read_count(cut.text)
    if number is None:
        raise RowRefusedError(say("“{text}” is not a number of people or things", text=cut.text), cut.column)
    if number < 0:
        raise RowRefusedError(say("the count {number} is below zero", number=number), cut.column)
    if number > _MOST_PEOPLE:
        raise RowRefusedError(say("the count {number:,} cannot be right", number=number), cut.column)
    return number


def _told(day: date, at: time | None) -> str:
    return f"{day.isoformat()} {at:%H:%M}" if at else day.isoformat()


def _digest(event: EventRow) -> str:
    """A number for an event of a file that gives none: the same event always gets the same."""
    told = "\x1f".join((event.title.casefold(), event.date.isoformat(), str(event.start_time), event.place.casefold()))
    return NUMBERED_HERE + hashlib.blake2b(told.encode(), digest_size=10).hexdigest()

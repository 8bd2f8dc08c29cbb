"""What the names that events of a file bear stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from typing import Any

from outreach.errors import OutreachError
from outreach.exchange.added_names import OTHER, officer_of
from outreach.exchange.event_rows import BY_DATE, EventRow
from outreach.exchange.mapping import FileMapping, Unknown
from outreach.exchange.naming import Naming
from outreach.exchange.plan import OneTurn, RowRefusedError
from outreach.exchange.resolving import Resolver
from outreach.queries.known import KnownNames
from outreach.records.events import EventStatus

_BETWEEN_AREAS = re.compile(r"[,;/&+]|\band\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ToldEvent:
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


class EventNames:
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
        self._parted: dict[str, Sequence[str]] = {}
        self.measures = Resolver("measure", known.measure_kinds, Naming.of({}), Unknown.REFUSE)

    def told(self, row: EventRow, held_before: date) -> ToldEvent:
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
        return ToldEvent(row, kind, tuple(dict.fromkeys(filter(None, areas))), status, host, lead, measures)

    def _parts(self, text: str) -> Sequence[str]:
        """The neighborhoods in a text: those it parts by commas, slashes or "and", where all of them are known."""
        found = self._parted.get(text)
        if found is None:
            parts = tuple(part.strip() for part in _BETWEEN_AREAS.split(text) if part.strip())
            several = not self.areas.knows(text) and len(parts) > 1 and all(map(self.areas.knows, parts))
            found = self._parted[text] = parts if several else (text,)
        return found

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


def packed(event: ToldEvent) -> tuple[Any, ...]:
    """An event as plain values, to be set aside: without the columns that its names stood in."""
    row = event.row
    return (
        row.source_id, row.kind, row.title, row.date.toordinal(), _clock(row.start_time),
        row.end_date and row.end_date.toordinal(), _clock(row.end_time), row.place, row.areas, row.summary,
        str(row.status), row.host, row.lead, row.head_counts, row.measures, row.sequence,
        event.kind, event.areas, str(event.status), event.host, event.lead, event.measures,
    )  # fmt: skip


def unpacked(told: tuple[Any, ...]) -> ToldEvent:
    """The event that :func:`packed` was given."""
    number, kind, title, day, starts, end_day, ends, *others = told
    place, areas, summary, status, host, lead, head_counts, measures, sequence, *found = others
    last = date.fromordinal(end_day) if end_day else None
    row = EventRow(
        number, kind, title, date.fromordinal(day), _time(starts), last, _time(ends), place, areas, summary, status,
        host, lead, head_counts, measures, {}, sequence,
    )  # fmt: skip
    return ToldEvent(row, *found)


def _clock(at: time | None) -> str | None:
    return at.isoformat() if at else None


def _time(told: str | None) -> time | None:
    return time.fromisoformat(told) if told else None

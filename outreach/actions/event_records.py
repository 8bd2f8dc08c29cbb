"""Recording many events with everything that belongs to them: from a file, or a generator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched

from outreach.actions.change import Actor, Change, Changes, change, load
from outreach.actions.checks import must_belong
from outreach.actions.concerns import ConcernDetails, concern_values, promise_for
from outreach.actions.counts import head_count_values, measure_values
from outreach.actions.events import EventDetails, check_event_keys, event_values, neighborhood_rows, staff_rows
from outreach.actions.followups import PromiseDetails, promise_values
from outreach.actions.recorded import refuse_known
from outreach.actions.signin import AttendanceDetails, attendance_values, refuse_repeated_places
from outreach.errors import OutreachError
from outreach.records.base import Record, Row
from outreach.records.events import (
    Attendance,
    Event,
    EventNeighborhood,
    EventOfficer,
    HeadCount,
    Measure,
    MeasureKind,
)
from outreach.records.followups import Concern, FollowUp, Topic
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.precinct import Officer, Precinct

_EVENTS_AT_ONCE = 5_000
_LISTS: tuple[tuple[type[Record], str], ...] = (
    (EventNeighborhood, "served"),
    (EventOfficer, "staff"),
    (Attendance, "attendance"),
    (HeadCount, "head_counts"),
    (Measure, "measures"),
)


@dataclass(frozen=True, slots=True)
class EventRecord:
    """Everything of one event, as a file or a generator brings it in.

    ``head_counts`` by group and ``measures`` by key of their kind (None: nobody counted), ``concerns`` each with the
    promise made about it. ``source`` and ``source_id`` name the file record it comes from, ``source_sequence`` which
    revision of it.
    """

    details: EventDetails
    attendance: tuple[AttendanceDetails, ...] = ()
    head_counts: tuple[tuple[str, int | None], ...] = ()
    measures: tuple[tuple[int, int | None], ...] = ()
    concerns: tuple[tuple[ConcernDetails, PromiseDetails | None], ...] = ()
    source: str | None = None
    source_id: str | None = None
    source_sequence: int | None = None


def record_events(by: Actor, precinct: int, records: Iterable[EventRecord]) -> Changes:
    """Record many events with everything that belongs to them, in one change.

    The number of statements does not grow with the number of events, but for some more for every 5,000 of them, as no
    more are held as rows. Refuses what recording, signing in and counting refuse, naming the event, and an event whose
    source and number are kept already.
    """
    with change(by, "record_events") as c:
        load(Precinct, precinct)
        first: int | None = None
        for some in batched(records, _EVENTS_AT_ONCE):
            marks = [
                (one.source, one.source_id) for one in some if one.source is not None and one.source_id is not None
            ]
            refuse_known(precinct, marks, first)
            rows = [_record_rows(one) for one in some]
            check_event_keys(precinct, [one.details for one in some])
            _check_record_keys(precinct, rows)
            events = c.create_many(Event, ({"precinct": precinct, **one.event} for one in rows))
            first = first or events[0]
            for model, name in _LISTS:
                listed = ((event, row) for event, one in zip(events, rows, strict=True) for row in getattr(one, name))
                c.create_many(model, ({**row, "event": event} for event, row in listed))
            _create_concerns(c, precinct, events, rows)
    return c.changes


@dataclass(frozen=True, slots=True)
class _Rows:
    event: Row
    served: list[Row]
    staff: list[Row]
    attendance: list[Row]
    head_counts: list[Row]
    measures: list[Row]
    concerns: list[tuple[Row, Row | None]]


def _record_rows(record: EventRecord) -> _Rows:
    details = record.details
    named = f"'{details.title}' on {details.date}"
    try:
        attendance = [attendance_values(line) for line in record.attendance]
        refuse_repeated_places(attendance, lambda: named)
        return _Rows(
            {
                **event_values(details),
                "source": record.source,
                "source_id": record.source_id,
                "source_sequence": record.source_sequence,
            },
            neighborhood_rows(0, details),
            staff_rows(0, details),
            attendance,
            head_count_values(record.head_counts),
            measure_values(record.measures),
            [_concern_rows(details.date, concern, promise) for concern, promise in record.concerns],
        )
    except OutreachError as fault:
        raise OutreachError(f"{named}: {fault}") from fault


def _concern_rows(day: date, concern: ConcernDetails, promise: PromiseDetails | None) -> tuple[Row, Row | None]:
    values = concern_values(concern, day)
    promised = promise_values(promise_for(concern, promise), values["raised_on"]) if promise else None
    return values, promised


def _check_record_keys(precinct: int, rows: Sequence[_Rows]) -> None:
    lines = [line for one in rows for line in one.attendance]
    concerns = [concern for one in rows for concern, _ in one.concerns]
    promises = [promise for one in rows for _, promise in one.concerns if promise]
    named: tuple[tuple[type[Record], Iterable[int | None]], ...] = (
        (MeasureKind, [measure["kind"] for one in rows for measure in one.measures]),
        (Topic, [concern["topic"] for concern in concerns]),
        (Officer, [promise["owner"] for promise in promises]),
        (
            Person,
            [
                *(line["person"] for line in lines),
                *(concern["raised_by_person"] for concern in concerns),
                *(promise["promised_to_person"] for promise in promises),
            ],
        ),
        (
            Organization,
            [
                *(line["organization"] for line in lines),
                *(concern["raised_by_organization"] for concern in concerns),
                *(promise["promised_to_organization"] for promise in promises),
            ],
        ),
        (Neighborhood, [row["neighborhood"] for row in (*lines, *concerns, *promises)]),
    )
    for model, keys in named:
        must_belong(model, keys, precinct)


def _create_concerns(c: Change, precinct: int, events: Sequence[int], rows: Sequence[_Rows]) -> None:
    listed = [(event, *pair) for event, one in zip(events, rows, strict=True) for pair in one.concerns]
    concerns = c.create_many(Concern, [{"precinct": precinct, "event": e, **concern} for e, concern, _ in listed])
    promises = [
        {"precinct": precinct, "event": event, "concern": concern, **promise}
        for concern, (event, _, promise) in zip(concerns, listed, strict=True)
        if promise
    ]
    c.create_many(FollowUp, promises)

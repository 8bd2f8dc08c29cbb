"""The events of a period one by one, as papers list them: held ones, checkpoints, what is coming up, photos."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from peewee import Case, fn

from outreach.queries.listing import gathered, ranked_name
from outreach.queries.measures import officer_hours
from outreach.queries.period import Period
from outreach.queries.rows import row_of, rows_of
from outreach.queries.turnout import heads_counted, never_before, people_present
from outreach.records.events import (
    Attachment,
    AttachmentKind,
    Attendance,
    Event,
    EventKind,
    EventNeighborhood,
    EventOfficer,
    EventStatus,
    Measure,
    MeasureKind,
)
from outreach.records.people import Neighborhood, Person
from outreach.records.precinct import Officer


@dataclass(frozen=True, slots=True)
class EventRow:
    """A held event of the period.

    ``reached``: head count, else present sign-ins, else None (not counted). ``sign_ins`` are lines present,
    ``first_time`` the people who had never come to a held event before this one. ``hours``: officer-hours where every
    officer's hours were noted, else None.
    """

    key: int
    date: date
    start_time: time | None
    end_time: time | None
    title: str
    kind: str
    place: str
    neighborhoods: tuple[str, ...]
    reached: int | None
    sign_ins: int
    first_time: int
    hours: float | None


@dataclass(frozen=True, slots=True)
class InternalEvent:
    """What only the precinct reads of an event.

    ``extras`` are heads counted beyond the lines of people present, never below zero; None where no head was counted.
    ``more_names_than_heads`` says that the lines were more than the heads: one of the two is wrong.
    """

    lead_officer: str
    staff: tuple[str, ...]
    summary: str
    head_counted: int | None
    extras: int | None
    more_names_than_heads: bool


@dataclass(frozen=True, slots=True)
class CheckpointRow:
    """One checkpoint held. ``counts`` follows :attr:`Checkpoints.measures`; None: not noted."""

    key: int
    date: date
    start_time: time | None
    end_time: time | None
    place: str
    neighborhoods: tuple[str, ...]
    counts: tuple[int | None, ...]
    hours: float | None


@dataclass(frozen=True, slots=True)
class ComingRow:
    """A planned event."""

    key: int
    date: date
    start_time: time | None
    end_time: time | None
    title: str
    kind: str
    place: str
    neighborhoods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo that may be published. ``data`` is the picture file as it was attached."""

    event_title: str
    date: date
    caption: str
    alternative_text: str
    media_type: str
    data: bytes


def held_events(
    precinct: int, period: Period, neighborhood: int | None = None
) -> tuple[tuple[EventRow, InternalEvent], ...]:
    """The held events of a period by date and time, all or those that served a neighborhood; four statements."""
    condition = in_period(precinct, period, neighborhood=neighborhood)
    found = rows_of(
        Event.select(
            *_COLUMNS,
            heads_counted().alias("heads"),
            people_present().alias("present"),
            officer_hours().alias("hours"),
            Officer.rank,
            Officer.name,
            Event.summary,
        )
        .join(EventKind)
        .left_outer_join(Officer, on=Event.lead_officer == Officer.id)
        .where(condition)
        .order_by(*_BY_TIME)
    )
    served, staff = neighborhoods_served(condition), _staff(condition)
    first_time = _first_timers(condition, period)
    return tuple(
        _held_event(row, served.get(row[0], ()), staff.get(row[0], ()), first_time.get(row[0], 0)) for row in found
    )


def _held_event(
    row: tuple[Any, ...], served: tuple[str, ...], staff: tuple[str, ...], first_time: int
) -> tuple[EventRow, InternalEvent]:
    *described, heads, present, hours, rank, lead, summary = row
    heads = None if heads is None else int(heads)
    people = heads if heads is not None else present or None
    event = EventRow(*(*described, served, people, present, first_time, None if hours is None else float(hours)))
    extras = None if heads is None else max(heads - present, 0)
    more_names = heads is not None and present > heads
    return event, InternalEvent(ranked_name(rank, lead), staff, summary, heads, extras, more_names)


def checkpoint_rows(precinct: int, period: Period, measures: Sequence[str]) -> tuple[CheckpointRow, ...]:
    """The checkpoints held in a period, with their counts of some measures by name; three statements."""
    condition = in_period(precinct, period)
    found = rows_of(
        Event.select(
            Event.id, Event.date, Event.start_time, Event.end_time, Event.place, officer_hours().alias("hours")
        )
        .join(EventKind)
        .where(condition, EventKind.is_checkpoint)
        .order_by(*_BY_TIME)
    )
    counted = rows_of(
        Measure.select(Measure.event, MeasureKind.name, Measure.count)
        .join_from(Measure, MeasureKind)
        .join_from(Measure, Event)
        .join_from(Event, EventKind)
        .where(condition, EventKind.is_checkpoint)
    )
    counts = {(event, name): count for event, name, count in counted}
    served = neighborhoods_served(condition)
    return tuple(
        CheckpointRow(
            *(
                *described,
                served.get(described[0], ()),
                tuple(counts.get((described[0], name)) for name in measures),
                None if hours is None else float(hours),
            )
        )
        for *described, hours in found
    )


def coming_events(precinct: int, period: Period, neighborhood: int | None = None) -> tuple[ComingRow, ...]:
    """The planned events of a period by date and time, all or those for a neighborhood; two statements."""
    condition = in_period(precinct, period, EventStatus.PLANNED, neighborhood=neighborhood)
    found = rows_of(Event.select(*_COLUMNS).join(EventKind).where(condition).order_by(*_BY_TIME))
    served = neighborhoods_served(condition)
    return tuple(ComingRow(*(*row, served.get(row[0], ()))) for row in found)


def photos(precinct: int, period: Period, at_most: int) -> tuple[tuple[PhotoRow, ...], int]:
    """The first photos of a period's held events that may be published, and how many there are; two statements."""
    condition = in_period(precinct, period) & (Attachment.kind == AttachmentKind.PHOTO) & Attachment.may_publish
    found = rows_of(
        Attachment.select(
            Event.title,
            Event.date,
            Attachment.caption,
            Attachment.alternative_text,
            Attachment.media_type,
            Attachment.data,
        )
        .join(Event)
        .where(condition)
        .order_by(Event.date, Event.id, Attachment.id)
        .limit(at_most)
    )
    (in_all,) = row_of(Attachment.select(fn.COUNT(Attachment.id)).join(Event).where(condition))
    return tuple(PhotoRow(*(*described, bytes(data))) for *described, data in found), in_all


def in_period(
    precinct: int, period: Period, status: EventStatus = EventStatus.HELD, *, neighborhood: int | None = None
) -> Any:
    """The condition that an event of the precinct has a status and a date in the period, and served a neighborhood."""
    condition = (Event.precinct == precinct) & Event.date.between(period.first, period.last) & (Event.status == status)
    if neighborhood is None:
        return condition
    served = EventNeighborhood.alias()
    here = served.select(served.id).where(served.event == Event.id, served.neighborhood == neighborhood)
    return condition & fn.EXISTS(here)


def neighborhoods_served(condition: Any) -> dict[int, tuple[str, ...]]:
    """The names of the neighborhoods that events served, by the event's key; one statement."""
    served = (
        EventNeighborhood.select(EventNeighborhood.event, Neighborhood.name)
        .join_from(EventNeighborhood, Event)
        .join_from(EventNeighborhood, Neighborhood)
        .where(condition)
        .order_by(Neighborhood.name)
    )
    return {event: tuple(name for (name,) in names) for event, names in gathered(rows_of(served)).items()}


def _staff(condition: Any) -> dict[int, tuple[str, ...]]:
    staff = (
        EventOfficer.select(EventOfficer.event, Officer.rank, Officer.name)
        .join_from(EventOfficer, Event)
        .join_from(EventOfficer, Officer)
        .where(condition)
        .order_by(Officer.name)
    )
    return {
        event: tuple(ranked_name(*officer) for officer in officers)
        for event, officers in gathered(rows_of(staff)).items()
    }


def _first_timers(condition: Any, period: Period) -> dict[int, int]:
    """How many people came to each event for the first time ever; somebody who came to two of them counts once."""
    one_person = fn.COALESCE(Person.merged_into, Person.id)
    came = rows_of(
        Event.select(Event.id, one_person)
        .join_from(Event, Attendance, on=(Attendance.event == Event.id) & Attendance.present)
        .join_from(Attendance, Person, on=Attendance.person == Person.id)
        .where(condition, never_before(one_person, period.first))
        .order_by(*_BY_TIME)
    )
    first_of: dict[int, int] = {}
    for event, person in came:
        first_of.setdefault(person, event)
    return dict(Counter(first_of.values()))


_COLUMNS = (Event.id, Event.date, Event.start_time, Event.end_time, Event.title, EventKind.name, Event.place)
# An unknown start comes last on both databases, which by themselves disagree about NULL.
_BY_TIME = (Event.date, Case(None, ((Event.start_time.is_null(), 1),), 0), Event.start_time, Event.id)

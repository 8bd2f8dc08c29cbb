"""One event with everything that belongs to it."""

import datetime as calendar
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from peewee import JOIN

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.listing import Linked, full_name, gathered, ranked_name
from outreach.queries.rows import rows_of
from outreach.queries.signin import SignInLine, lines
from outreach.records.events import (
    Attachment,
    Event,
    EventKind,
    EventKindMeasure,
    EventNeighborhood,
    EventOfficer,
    HeadCount,
    Measure,
    MeasureKind,
    Series,
)
from outreach.records.followups import Concern, FollowUp, Topic
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.precinct import Officer


@dataclass(frozen=True, slots=True)
class EventStaff:
    """An officer at an event; ``hours`` None: not noted."""

    officer: int
    name: str
    role: str
    hours: float | None


@dataclass(frozen=True, slots=True)
class EventHeadCount:
    """How many of a group came; ``count`` None: nobody counted."""

    id: int
    version: int
    group: str
    count: int | None


@dataclass(frozen=True, slots=True)
class EventMeasure:
    """A measure the kind of event asks for, or that was recorded all the same; ``count`` None: not noted."""

    kind: int
    name: str
    asked: bool
    count: int | None


@dataclass(frozen=True, slots=True)
class EventPromise:
    """A promise made at an event."""

    id: int
    version: int
    concern: int | None
    words: str
    status: str
    owner: str
    due: date | None
    closed_on: date | None
    told_on: date | None
    promised_to: str


@dataclass(frozen=True, slots=True)
class EventConcern:
    """A concern raised at an event. ``words`` and ``raised_by`` are None when the reader may not see them."""

    id: int
    version: int
    topic_id: int
    topic: str
    words: str | None
    raised_by: str | None
    raised_by_person: int | None
    raised_by_organization: int | None
    raised_on: date
    source: str
    neighborhood: int | None
    neighborhood_name: str
    confidential: bool
    promises: tuple[EventPromise, ...]


@dataclass(frozen=True, slots=True)
class EventAttachment:
    """A kept file, without its contents: those are :func:`attachment_data`."""

    id: int
    version: int
    kind: str
    file_name: str
    media_type: str
    caption: str
    alternative_text: str
    may_publish: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class RunningTotals:
    """Present lines, the sum of the known head counts (None: nobody counted), and those counted beyond the named.

    ``extras`` is never below 0; ``more_named`` says that more signed in than were counted.
    """

    named: int
    head_count: int | None

    @property
    def extras(self) -> int | None:
        """The head count minus the named, at least 0; None without a head count."""
        return None if self.head_count is None else max(0, self.head_count - self.named)

    @property
    def more_named(self) -> bool:
        """Whether more people signed in than were counted."""
        return self.head_count is not None and self.named > self.head_count


@dataclass(frozen=True, slots=True)
class EventDetail:
    """One event and all that was recorded with it."""

    id: int
    version: int
    uid: UUID
    precinct: int
    kind: int
    kind_name: str
    asks_sign_in: bool
    asks_hours: bool
    is_checkpoint: bool
    title: str
    status: str
    date: calendar.date
    start_time: time | None
    end_date: calendar.date
    end_time: time | None
    place: str
    neighborhoods: tuple[Linked, ...]
    host: int | None
    host_name: str
    lead_officer: int | None
    lead_officer_name: str
    staff: tuple[EventStaff, ...]
    summary: str
    cancel_reason: str
    series: int | None
    series_title: str
    series_date: calendar.date | None
    source: str
    lines: tuple[SignInLine, ...]
    head_counts: tuple[EventHeadCount, ...]
    measures: tuple[EventMeasure, ...]
    concerns: tuple[EventConcern, ...]
    promises: tuple[EventPromise, ...]
    attachments: tuple[EventAttachment, ...]

    @property
    def totals(self) -> RunningTotals:
        """The running totals under the sign-in."""
        known = [one.count for one in self.head_counts if one.count is not None]
        return RunningTotals(sum(line.present for line in self.lines), sum(known) if known else None)


def event_detail(event: int, *, confidential: bool = False) -> EventDetail:
    """Everything of one event, in nine statements.

    ``confidential`` says that the reader may see confidential words and people.
    Raises :class:`NotFoundError` when the event is gone.
    """
    row = _event(event)
    promises = _promises(event, confidential)
    return EventDetail(
        **row,
        neighborhoods=_neighborhoods(event),
        staff=_staff(event),
        lines=lines(event, confidential=confidential),
        head_counts=_head_counts(event),
        measures=_measures(event, row["precinct"], row["kind"]),
        concerns=_concerns(event, promises, confidential),
        promises=promises,
        attachments=_attachments(event),
    )


def attachment_data(attachment: int) -> bytes:
    """The contents of a kept file. Raises :class:`NotFoundError` when it is gone."""
    found = rows_of(Attachment.select(Attachment.data).where(Attachment.id == attachment))
    if not found:
        raise NotFoundError(say("This file is no longer kept: somebody removed it."))
    return bytes(found[0][0])


def _event(event: int) -> dict[str, Any]:
    found: Any = (
        Event.select(
            Event.id,
            Event.version,
            Event.uid,
            Event.precinct,
            Event.kind,
            EventKind.name.alias("kind_name"),
            EventKind.asks_sign_in,
            EventKind.asks_hours,
            EventKind.is_checkpoint,
            Event.title,
            Event.status,
            Event.date,
            Event.start_time,
            Event.end_date,
            Event.end_time,
            Event.place,
            Event.host,
            Organization.name.alias("host_name"),
            Event.lead_officer,
            Officer.rank.alias("officer_rank"),
            Officer.name.alias("officer_name"),
            Event.summary,
            Event.cancel_reason,
            Event.series,
            Series.title.alias("series_title"),
            Event.series_date,
            Event.source,
        )
        .join(EventKind)
        .switch(Event)
        .join(Organization, JOIN.LEFT_OUTER)
        .switch(Event)
        .join(Officer, JOIN.LEFT_OUTER)
        .switch(Event)
        .join(Series, JOIN.LEFT_OUTER)
        .where(Event.id == event)
    )
    row: dict[str, Any] | None = found.dicts().first()
    if row is None:
        raise NotFoundError(say("This event is no longer kept: somebody removed it."))
    row["lead_officer_name"] = ranked_name(row.pop("officer_rank"), row.pop("officer_name"))
    for name in ("host_name", "series_title", "source"):
        row[name] = row[name] or ""
    return row


def _neighborhoods(event: int) -> tuple[Linked, ...]:
    found: Any = (
        EventNeighborhood.select(Neighborhood.id, Neighborhood.name)
        .join(Neighborhood)
        .where(EventNeighborhood.event == event)
        .order_by(Neighborhood.name)
    )
    return tuple(Linked(*row) for row in rows_of(found))


def _staff(event: int) -> tuple[EventStaff, ...]:
    found: Any = (
        EventOfficer.select(Officer.id, Officer.rank, Officer.name, EventOfficer.role, EventOfficer.hours)
        .join(Officer)
        .where(EventOfficer.event == event)
        .order_by(EventOfficer.id)
    )
    return tuple(
        EventStaff(officer, ranked_name(rank, name), role, hours) for officer, rank, name, role, hours in rows_of(found)
    )


def _head_counts(event: int) -> tuple[EventHeadCount, ...]:
    found: Any = HeadCount.select(HeadCount.id, HeadCount.version, HeadCount.group_name, HeadCount.count)
    return tuple(EventHeadCount(*row) for row in rows_of(found.where(HeadCount.event == event).order_by(HeadCount.id)))


def _measures(event: int, precinct: int, kind: int) -> tuple[EventMeasure, ...]:
    """Asked measures in their order, recorded or not, then the recorded ones that are not asked."""
    asked_by = (EventKindMeasure.measure == MeasureKind.id) & (EventKindMeasure.kind == kind)
    recorded = (Measure.kind == MeasureKind.id) & (Measure.event == event)
    found: Any = (
        MeasureKind.select(MeasureKind.id, MeasureKind.name, EventKindMeasure.id, Measure.count)
        .join(EventKindMeasure, JOIN.LEFT_OUTER, on=asked_by)
        .switch(MeasureKind)
        .join(Measure, JOIN.LEFT_OUTER, on=recorded)
        .where(MeasureKind.precinct == precinct, EventKindMeasure.id.is_null(False) | Measure.id.is_null(False))
        .order_by(EventKindMeasure.id.is_null(), MeasureKind.position, MeasureKind.name)
    )
    return tuple(EventMeasure(key, name, asked is not None, count) for key, name, asked, count in rows_of(found))


def _promises(event: int, confidential: bool) -> tuple[EventPromise, ...]:
    found: Any = (
        FollowUp.select(
            FollowUp.id,
            FollowUp.version,
            FollowUp.concern,
            FollowUp.words,
            FollowUp.status,
            FollowUp.due,
            FollowUp.closed_on,
            FollowUp.told_on,
            Officer.rank,
            Officer.name,
            Person.given_name,
            Person.family_name,
            Person.confidential,
            Organization.name,
            Concern.confidential,
        )
        .join(Officer, JOIN.LEFT_OUTER)
        .switch(FollowUp)
        .join(Person, JOIN.LEFT_OUTER, on=FollowUp.promised_to_person == Person.id)
        .switch(FollowUp)
        .join(Organization, JOIN.LEFT_OUTER, on=FollowUp.promised_to_organization == Organization.id)
        .switch(FollowUp)
        .join(Concern, JOIN.LEFT_OUTER, on=FollowUp.concern == Concern.id)
        .where(FollowUp.event == event)
        .order_by(FollowUp.id)
    )
    return tuple(_promise(row, confidential) for row in rows_of(found))


def _promise(row: tuple[Any, ...], confidential: bool) -> EventPromise:
    key, version, concern, words, status, due, closed, told, rank, name, given, family, hidden, group, secret = row
    shown = confidential or not (hidden or secret)
    to = (full_name(given, family) if shown else "") or group or ""
    return EventPromise(key, version, concern, words, status, ranked_name(rank, name), due, closed, told, to)


def _concerns(event: int, promises: tuple[EventPromise, ...], confidential: bool) -> tuple[EventConcern, ...]:
    made = gathered((promise.concern, promise) for promise in promises)
    found: Any = (
        Concern.select(
            Concern.id,
            Concern.version,
            Concern.topic,
            Topic.name,
            Concern.words,
            Concern.raised_by_person,
            Person.given_name,
            Person.family_name,
            Person.confidential,
            Concern.raised_by_organization,
            Organization.name,
            Concern.raised_on,
            Concern.source,
            Concern.neighborhood,
            Neighborhood.name,
            Concern.confidential,
        )
        .join(Topic)
        .switch(Concern)
        .join(Person, JOIN.LEFT_OUTER)
        .switch(Concern)
        .join(Organization, JOIN.LEFT_OUTER)
        .switch(Concern)
        .join(Neighborhood, JOIN.LEFT_OUTER)
        .where(Concern.event == event)
        .order_by(Concern.id)
    )
    concerns = []
    for row in rows_of(found):
        key, version, topic, topic_name, words, person, given, family, hidden, group, group_name, *rest = row
        raised_on, source, area, area_name, secret = rest
        shown = confidential or not secret
        who = full_name(given, family) or group_name or ""
        concerns.append(
            EventConcern(
                id=key,
                version=version,
                topic_id=topic,
                topic=topic_name,
                words=words if shown else None,
                raised_by=who if confidential or not (secret or hidden) else None,
                raised_by_person=person if shown else None,
                raised_by_organization=group if shown else None,
                raised_on=raised_on,
                source=source,
                neighborhood=area,
                neighborhood_name=area_name or "",
                confidential=secret,
                promises=tuple(promise for (promise,) in made[key]),
            )
        )
    return tuple(concerns)


def _attachments(event: int) -> tuple[EventAttachment, ...]:
    found: Any = Attachment.select(
        Attachment.id,
        Attachment.version,
        Attachment.kind,
        Attachment.file_name,
        Attachment.media_type,
        Attachment.caption,
        Attachment.alternative_text,
        Attachment.may_publish,
        Attachment.sha256,
    )
    return tuple(
        EventAttachment(*row) for row in rows_of(found.where(Attachment.event == event).order_by(Attachment.id))
    )

"""The event record: everything of one event on paper, its public part apart from what only the precinct may read."""

import datetime as calendar
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from outreach.queries.event_rows import PhotoRow
from outreach.queries.events import EventDetail, EventHeadCount, EventMeasure, event_detail
from outreach.queries.period import Period
from outreach.queries.precincts import PrecinctHeader, precinct_header
from outreach.queries.rows import rows_of
from outreach.queries.you_said import Promise, PromiseRow, promises, sayable
from outreach.records.events import Attachment, AttachmentKind, EventStatus
from outreach.records.followups import Concern, FollowUp


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """What anybody may read of an event.

    ``reached``: head count, else lines present, else None (not counted). ``hours``: officer-hours where every officer's
    are noted, else None. ``topics`` counts concerns by topic, confidential ones left out; it is empty where fewer
    people came than the precinct's setting, or nobody counted, so that nobody is given away. ``promises`` are those
    made at the event that have words for the public, as they stand today; ``promises_unsaid`` counts those without,
    and those that would give somebody away.
    """

    precinct: PrecinctHeader
    uid: UUID
    title: str
    kind: str
    status: str
    cancel_reason: str
    date: calendar.date
    start_time: time | None
    end_date: calendar.date
    end_time: time | None
    place: str
    host: str
    neighborhoods: tuple[str, ...]
    reached: int | None
    sign_ins: int
    head_counts: tuple[EventHeadCount, ...]
    measures: tuple[EventMeasure, ...]
    officers: int
    hours: float | None
    topics: tuple[tuple[str, int], ...]
    promises: tuple[PromiseRow, ...]
    promises_unsaid: int
    photos: tuple[PhotoRow, ...]


@dataclass(frozen=True, slots=True)
class InternalEventRecord:
    """What only the precinct may read: everything recorded, and pictures that may not be published.

    ``sheets`` are the scanned sign-in sheets; ``promises`` pairs each promise's public row with our own words.
    """

    detail: EventDetail
    promises: tuple[Promise, ...]
    photos: tuple[PhotoRow, ...]
    sheets: tuple[PhotoRow, ...]


@dataclass(frozen=True, slots=True)
class EventRecord:
    """The record of an event. Hand :attr:`public` alone to a public print."""

    public: PublicEvent
    internal: InternalEventRecord


def event_record(event: int, today: date, *, confidential: bool = False) -> EventRecord:
    """The record of one event, whatever its size in the same number of statements.

    Raises :class:`NotFoundError` when it is gone.
    """
    detail = event_detail(event, confidential=confidential)
    header = precinct_header(detail.precinct)
    of_concerns = FollowUp.select(FollowUp.id).join(Concern).where(Concern.event == event)
    made_here = FollowUp.id.in_(FollowUp.select(FollowUp.id).where(FollowUp.event == event).union(of_concerns))
    made = promises(header, Period(min(detail.date, today), today), today, made_here, confidential=confidential)
    pictures = _pictures(detail)
    photos = tuple(picture for kind, _, picture in pictures if kind == AttachmentKind.PHOTO)
    internal = InternalEventRecord(
        detail=detail,
        promises=made,
        photos=photos,
        sheets=tuple(picture for kind, _, picture in pictures if kind == AttachmentKind.SHEET),
    )
    published = tuple(picture for kind, may, picture in pictures if kind == AttachmentKind.PHOTO and may)
    return EventRecord(_public(header, detail, made, published), internal)


def _public(
    header: PrecinctHeader, detail: EventDetail, made: tuple[Promise, ...], photos: tuple[PhotoRow, ...]
) -> PublicEvent:
    said, unsaid = sayable(made)
    totals = detail.totals
    reached = totals.head_count if totals.head_count is not None else totals.named or None
    hours = [one.hours for one in detail.staff if one.hours is not None]
    topics: dict[str, int] = {}
    for concern in detail.concerns:
        if not concern.confidential:
            topics[concern.topic] = topics.get(concern.topic, 0) + 1
    return PublicEvent(
        precinct=header,
        uid=detail.uid,
        title=detail.title,
        kind=detail.kind_name,
        status=detail.status,
        cancel_reason=detail.cancel_reason if detail.status == EventStatus.CANCELLED else "",
        date=detail.date,
        start_time=detail.start_time,
        end_date=detail.end_date,
        end_time=detail.end_time,
        place=detail.place,
        host=detail.host_name,
        neighborhoods=tuple(area.name for area in detail.neighborhoods),
        reached=reached,
        sign_ins=totals.named,
        head_counts=detail.head_counts,
        measures=detail.measures,
        officers=len(detail.staff),
        hours=sum(hours) if hours and len(hours) == len(detail.staff) else None,
        topics=_by_count(topics) if reached is not None and reached >= header.traceable_below else (),
        promises=said,
        promises_unsaid=unsaid,
        photos=photos,
    )


def _by_count(topics: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(topics.items(), key=lambda item: (-item[1], item[0])))


def _pictures(detail: EventDetail) -> list[tuple[str, bool, PhotoRow]]:
    found = rows_of(
        Attachment.select(
            Attachment.kind,
            Attachment.may_publish,
            Attachment.caption,
            Attachment.alternative_text,
            Attachment.media_type,
            Attachment.data,
        )
        .where(Attachment.event == detail.id, Attachment.media_type.startswith("image/"))
        .order_by(Attachment.id)
    )
    return [
        (kind, may, PhotoRow(detail.title, detail.date, caption, alternative, media_type, bytes(data)))
        for kind, may, caption, alternative, media_type, data in found
    ]

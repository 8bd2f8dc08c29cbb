"""What residents told us: as a list, with the state that follows from what was promised."""

import datetime as calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, fn

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.listing import Page, counting, full_name, ordered, page_of, unindexed
from outreach.queries.rows import put_together_once, rows_of, rows_of_each
from outreach.queries.tallies import concerns_tallied
from outreach.records.events import Event
from outreach.records.followups import CLOSED_STATUSES, Concern, FollowUp, Topic
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.search import matching


@dataclass(frozen=True, slots=True)
class ConcernFilter:
    """Which concerns: topic, neighborhood, event, the days it was raised on, words."""

    topic: int | None = None
    neighborhood: int | None = None
    event: int | None = None
    first: date | None = None
    last: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """A concern. ``words`` and ``raised_by`` are None where the reader may not see them.

    ``state`` follows from its promises: "noted" without any, "open" while one is, else "answered".
    """

    id: int
    version: int
    topic_id: int
    topic: str
    words: str | None
    source: str
    raised_on: date
    raised_by: str | None
    raised_by_person: int | None
    raised_by_organization: int | None
    neighborhood: int | None
    neighborhood_name: str
    event: int | None
    event_title: str
    event_date: calendar.date | None
    confidential: bool
    promises: int
    state: str


def concern_list(
    precinct: int,
    chosen: ConcernFilter = ConcernFilter(),
    *,
    sort: str = "raised_on",
    descending: bool = True,
    offset: int = 0,
    limit: int = 200,
    confidential: bool = False,
) -> Page[ConcernRow]:
    """A page of the concerns that fit, in two statements; sorted by raised_on, topic or neighborhood.

    Words of confidential concerns are searched and shown only when ``confidential``.
    """
    ((total,),), found = rows_of_each(_page_queries(precinct, chosen, sort, descending, offset, limit, confidential))
    return Page(total, tuple(_concern(row, confidential) for row in found))


@put_together_once
def _page_queries(
    precinct: int, chosen: ConcernFilter, sort: str, descending: bool, offset: int, limit: int, confidential: bool
) -> Sequence[Any]:
    """How many fit, and those on a page."""
    fits = _fits(precinct, chosen, confidential)
    order = ordered(_sorts(), sort, descending, Concern.id)
    keys: Any = Concern.select(Concern.id).join(Topic)
    if sort == "neighborhood":
        keys = keys.switch(Concern).join(Neighborhood, JOIN.LEFT_OUTER, on=Concern.neighborhood == Neighborhood.id)
    page = page_of(_rows(), keys, fits, order, Concern.id, offset, limit)
    return _total(precinct, chosen, fits), page


def _total(precinct: int, chosen: ConcernFilter, fits: Sequence[Any]) -> Any:
    if chosen == ConcernFilter(topic=chosen.topic, neighborhood=chosen.neighborhood):
        return concerns_tallied(precinct, chosen.topic, chosen.neighborhood)
    return counting(Concern.select(Concern.id).where(*fits))


def concern_detail(concern: int, *, confidential: bool = False) -> ConcernRow:
    """One concern, in one statement. Raises :class:`NotFoundError` when it is gone."""
    found = rows_of(_rows().where(Concern.id == concern))
    if not found:
        raise NotFoundError(say("This concern is no longer kept: somebody withdrew it."))
    return _concern(found[0], confidential)


def _concern(row: tuple[Any, ...], confidential: bool) -> ConcernRow:
    key, version, topic, topic_name, words, source, raised_on, person, given, family, hidden, *rest = row
    group, group_name, area, area_name, event, title, day, secret, promises, still_open = rest
    shown = confidential or not secret
    return ConcernRow(
        id=key,
        version=version,
        topic_id=topic,
        topic=topic_name,
        words=words if shown else None,
        source=source,
        raised_on=raised_on,
        raised_by=(full_name(given, family) or group_name) if confidential or not (secret or hidden) else None,
        raised_by_person=person if shown else None,
        raised_by_organization=group if shown else None,
        neighborhood=area,
        neighborhood_name=area_name,
        event=event,
        event_title=title,
        event_date=day,
        confidential=secret,
        promises=promises,
        state="noted" if not promises else "open" if still_open else "answered",
    )


def _fits(precinct: int, chosen: ConcernFilter, confidential: bool) -> list[Any]:
    fits: list[Any] = [(unindexed(Concern.precinct) if chosen.text.strip() else Concern.precinct) == precinct]
    named = ((Concern.topic, chosen.topic), (Concern.neighborhood, chosen.neighborhood), (Concern.event, chosen.event))
    fits += [column == key for column, key in named if key is not None]
    if chosen.first is not None:
        fits.append(Concern.raised_on >= chosen.first)
    if chosen.last is not None:
        fits.append(Concern.raised_on <= chosen.last)
    if chosen.text.strip():
        fits.append(matching(Concern, chosen.text, secret=confidential))
    return fits


def _sorts() -> dict[str, Sequence[Any]]:
    return {
        "raised_on": (Concern.raised_on,),
        "topic": (Topic.position, Topic.name, Concern.raised_on),
        "neighborhood": (fn.LOWER(Neighborhood.name), Concern.raised_on),
    }


def _rows() -> Any:
    promised = FollowUp.select(fn.COUNT(FollowUp.id)).where(FollowUp.concern == Concern.id)
    return (
        Concern.select(
            Concern.id,
            Concern.version,
            Concern.topic,
            Topic.name,
            Concern.words,
            Concern.source,
            Concern.raised_on,
            Concern.raised_by_person,
            Person.given_name,
            Person.family_name,
            fn.COALESCE(Person.confidential, False),
            Concern.raised_by_organization,
            fn.COALESCE(Organization.name, ""),
            Concern.neighborhood,
            fn.COALESCE(Neighborhood.name, ""),
            Concern.event,
            fn.COALESCE(Event.title, ""),
            Event.date,
            Concern.confidential,
            promised,
            promised.where(FollowUp.status.not_in(CLOSED_STATUSES)),
        )
        .join(Topic)
        .switch(Concern)
        .join(Person, JOIN.LEFT_OUTER)
        .switch(Concern)
        .join(Organization, JOIN.LEFT_OUTER)
        .switch(Concern)
        .join(Neighborhood, JOIN.LEFT_OUTER, on=Concern.neighborhood == Neighborhood.id)
        .switch(Concern)
        .join(Event, JOIN.LEFT_OUTER, on=Concern.event == Event.id)
    )

"""Neighborhoods: how each is covered, and one with its whole history."""

from dataclasses import fields
from datetime import date
from typing import Any

from peewee import JOIN, fn

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.concerns import ConcernFilter, ConcernRow, concern_list
from outreach.queries.coverage import CoverageRow, coverage
from outreach.queries.event_list import EventFilter, EventRow, event_list
from outreach.queries.follow_up_rows import FollowUpRow
from outreach.queries.followups import FollowUpFilter, follow_up_list
from outreach.queries.listing import Linked, Page, full_name, gathered
from outreach.queries.period import Period
from outreach.queries.problems import ProblemFilter, ProblemRow, problem_list
from outreach.queries.rows import put_together_once, rows_of
from outreach.queries.spans import Spans
from outreach.records.events import EventStatus
from outreach.records.followups import Concern, FollowUp
from outreach.records.people import (
    Neighborhood,
    NeighborhoodAlias,
    Organization,
    OrganizationKind,
    Person,
    TermOfOffice,
)
from outreach.records.precinct import Precinct
from outreach.values import frozen

HISTORY_ROWS = 200
"""A neighborhood's page shows at most this many of each; the lists show the rest."""


@frozen
class NeighborhoodRow(CoverageRow):
    """How one active neighborhood is covered in a range.

    ``last_contact`` is the latest day up to today of a held event, a concern from there, or a resident told.
    """

    last_contact: date | None


@frozen
class AssociationOfficer:
    """Somebody in an office of the association today; the name is empty where it is confidential."""

    person: int
    name: str
    office: str
    since: date


@frozen
class Association:
    """An association of the neighborhood with those in office today."""

    id: int
    name: str
    phone: str
    email: str
    officers: tuple[AssociationOfficer, ...]


@frozen
class NeighborhoodDetail:
    """One neighborhood: what it is, its associations, and its history, latest first (open promises before closed,
    problems by phase).

    ``last_meeting`` is the last held event that served it before or on the day asked, ``next_meeting`` the first
    planned one from that day on. ``boundary`` is GeoJSON geometry as text.
    """

    id: int
    version: int
    name: str
    community: str
    boundary: str | None
    meeting_place: str
    meeting_rule: str
    active: bool
    aliases: tuple[str, ...]
    residents: int
    associations: tuple[Association, ...]
    organizations: tuple[Linked, ...]
    last_meeting: EventRow | None
    next_meeting: EventRow | None
    events: Page[EventRow]
    concerns: Page[ConcernRow]
    promises: Page[FollowUpRow]
    problems: Page[ProblemRow]


def neighborhood_coverage(precinct: int, period: Period, today: date) -> tuple[NeighborhoodRow, ...]:
    """Every active neighborhood by name with its figures for a period, in six statements.

    Raises :class:`NotFoundError` when the precinct is gone.
    """
    kept = rows_of(Precinct.select(Precinct.quiet_after_days).where(Precinct.id == precinct))
    if not kept:
        raise NotFoundError(say("This precinct is no longer kept: choose another."))
    rows = coverage(Spans(precinct, [period], today, kept[0][0]))
    heard = _last_heard(precinct, today)
    names = [field.name for field in fields(CoverageRow)]
    return tuple(
        NeighborhoodRow(
            *(
                *(getattr(row, name) for name in names),
                max((day for day in (row.last_held, heard.get(row.neighborhood)) if day), default=None),
            )
        )
        for row in rows
    )


def neighborhood_detail(neighborhood: int, today: date, *, confidential: bool = False) -> NeighborhoodDetail:
    """One neighborhood with its history, whatever its length in the same number of statements.

    Raises :class:`NotFoundError` when it is gone.
    """
    kept: Any = Neighborhood.select(
        Neighborhood.precinct,
        Neighborhood.id,
        Neighborhood.version,
        Neighborhood.name,
        Neighborhood.community,
        Neighborhood.boundary,
        Neighborhood.meeting_place,
        Neighborhood.meeting_rule,
        Neighborhood.active,
    ).where(Neighborhood.id == neighborhood)
    found = rows_of(kept)
    if not found:
        raise NotFoundError(say("This neighborhood is no longer kept: somebody removed it."))
    precinct, *facts = found[0]
    here = EventFilter(neighborhoods=(neighborhood,))
    associations, others = _organizations(neighborhood, today, confidential)
    return NeighborhoodDetail(
        *(
            *facts,
            _aliases(neighborhood),
            _residents(neighborhood),
            associations,
            others,
            _meeting(precinct, neighborhood, EventStatus.HELD, None, today),
            _meeting(precinct, neighborhood, EventStatus.PLANNED, today, None),
            event_list(precinct, here, limit=HISTORY_ROWS),
            concern_list(
                precinct, ConcernFilter(neighborhood=neighborhood), limit=HISTORY_ROWS, confidential=confidential
            ),
            follow_up_list(
                precinct,
                today,
                FollowUpFilter(neighborhood=neighborhood),
                limit=HISTORY_ROWS,
                confidential=confidential,
            ),
            problem_list(precinct, ProblemFilter(neighborhood=neighborhood), limit=HISTORY_ROWS),
        )
    )


def _meeting(
    precinct: int, neighborhood: int, status: EventStatus, first: date | None, last: date | None
) -> EventRow | None:
    chosen = EventFilter(neighborhoods=(neighborhood,), statuses=(status,), first=first, last=last)
    rows = event_list(precinct, chosen, descending=first is None, limit=1).rows
    return rows[0] if rows else None


def _last_heard(precinct: int, today: date) -> dict[int, date]:
    """The last day up to today of a concern from a neighborhood, or of a resident told there."""
    (asked,) = _heard_of_each(precinct, today)
    # Around a subquery peewee no longer knows that it is a date.
    as_date: Any = Concern.raised_on.python_value
    heard = {}
    for key, *days in rows_of(asked):
        known = [as_date(day) for day in days if day is not None]
        if known:
            heard[key] = max(known)
    return heard


@put_together_once
def _heard_of_each(precinct: int, today: date) -> tuple[Any]:
    raised: Any = Concern.select(fn.MAX(Concern.raised_on)).where(
        Concern.neighborhood == Neighborhood.id, Concern.raised_on <= today
    )
    told: Any = FollowUp.select(fn.MAX(FollowUp.told_on)).where(
        FollowUp.neighborhood == Neighborhood.id, FollowUp.told_on <= today
    )
    return (Neighborhood.select(Neighborhood.id, raised, told).where(Neighborhood.precinct == precinct),)


def _aliases(neighborhood: int) -> tuple[str, ...]:
    found: Any = NeighborhoodAlias.select(NeighborhoodAlias.spelling).where(
        NeighborhoodAlias.neighborhood == neighborhood
    )
    return tuple(spelling for (spelling,) in rows_of(found.order_by(NeighborhoodAlias.spelling)))


def _residents(neighborhood: int) -> int:
    living: Any = Person.select(Person.id).where(
        Person.neighborhood == neighborhood,
        Person.active == True,  # noqa: E712
        Person.merged_into.is_null(),
    )
    return int(living.count())


def _organizations(
    neighborhood: int, today: date, confidential: bool
) -> tuple[tuple[Association, ...], tuple[Linked, ...]]:
    in_office = (
        (TermOfOffice.organization == Organization.id)
        & (TermOfOffice.starts <= today)
        & (TermOfOffice.ends.is_null() | (TermOfOffice.ends >= today))
    )
    found: Any = (
        Organization.select(
            Organization.id,
            Organization.name,
            Organization.kind,
            Organization.phone,
            Organization.email,
            TermOfOffice.office,
            TermOfOffice.starts,
            Person.id,
            Person.given_name,
            Person.family_name,
            Person.confidential,
        )
        .join(TermOfOffice, JOIN.LEFT_OUTER, on=in_office)
        .join(Person, JOIN.LEFT_OUTER, on=TermOfOffice.person == Person.id)
        .where(Organization.neighborhood == neighborhood, Organization.active == True)  # noqa: E712
        .order_by(Organization.name, Organization.id, TermOfOffice.office, TermOfOffice.starts)
    )
    associations, others = [], []
    for key, rows in gathered(rows_of(found)).items():
        name, kind, phone, email = rows[0][:4]
        if kind != OrganizationKind.ASSOCIATION:
            others.append(Linked(key, name))
            continue
        officers = tuple(
            AssociationOfficer(person, full_name(given, family) if confidential or not hidden else "", office, since)
            for *_, office, since, person, given, family, hidden in rows
            if person is not None
        )
        associations.append(Association(key, name, phone, email, officers))
    return tuple(associations), tuple(others)

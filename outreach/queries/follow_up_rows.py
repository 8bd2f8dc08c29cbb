"""One promise as lists, the board and its own panel show it."""

from datetime import date
from typing import Any

from peewee import JOIN, fn

from outreach.queries.listing import full_name, ranked_name
from outreach.records.followups import Concern, FollowUp
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.precinct import Officer
from outreach.values import frozen


@frozen
class FollowUpRow:
    """One promise in a list. ``days_late`` is above 0 for an open one whose day has passed."""

    id: int
    version: int
    words: str
    public_words: str
    status: str
    priority: str
    neighborhood: int | None
    neighborhood_name: str
    owner: int | None
    owner_name: str
    opened_on: date
    due: date | None
    days_late: int
    partner: str
    partner_asked_on: date | None
    closed_on: date | None
    told_on: date | None
    promised_to: str
    promised_to_person: int | None
    promised_to_organization: int | None
    concern: int | None
    event: int | None

    @property
    def overdue(self) -> bool:
        """Whether it is open and its day has passed."""
        return self.days_late > 0


def follow_up_rows() -> Any:
    """The rows of promises with what they name, to be narrowed down; :func:`row_values` reads one."""
    return (
        FollowUp.select(
            FollowUp.id,
            FollowUp.version,
            FollowUp.words,
            FollowUp.public_words,
            FollowUp.status,
            FollowUp.priority,
            FollowUp.neighborhood,
            fn.COALESCE(Neighborhood.name, ""),
            FollowUp.owner,
            Officer.rank,
            Officer.name,
            FollowUp.opened_on,
            FollowUp.due,
            FollowUp.partner,
            FollowUp.partner_asked_on,
            FollowUp.closed_on,
            FollowUp.told_on,
            FollowUp.promised_to_person,
            Person.given_name,
            Person.family_name,
            fn.COALESCE(Person.confidential, False),
            FollowUp.promised_to_organization,
            fn.COALESCE(Organization.name, ""),
            FollowUp.concern,
            fn.COALESCE(Concern.confidential, False),
            FollowUp.event,
        )
        .join(Neighborhood, JOIN.LEFT_OUTER, on=FollowUp.neighborhood == Neighborhood.id)
        .switch(FollowUp)
        .join(Officer, JOIN.LEFT_OUTER, on=FollowUp.owner == Officer.id)
        .switch(FollowUp)
        .join(Person, JOIN.LEFT_OUTER, on=FollowUp.promised_to_person == Person.id)
        .switch(FollowUp)
        .join(Organization, JOIN.LEFT_OUTER, on=FollowUp.promised_to_organization == Organization.id)
        .switch(FollowUp)
        .join(Concern, JOIN.LEFT_OUTER, on=FollowUp.concern == Concern.id)
    )


def row_values(row: tuple[Any, ...], today: date, confidential: bool) -> dict[str, Any]:
    """The fields of a :class:`FollowUpRow` from a row; a name that is confidential only where ``confidential``."""
    (key, version, words, public, status, priority, area, area_name, owner, rank, name, opened, due, *rest) = row
    (partner, asked, closed, told, person, given, family, hidden, organization, group, concern, secret, event) = rest
    shown = confidential or not (hidden or secret)
    return {
        "id": key,
        "version": version,
        "words": words,
        "public_words": public,
        "status": status,
        "priority": priority,
        "neighborhood": area,
        "neighborhood_name": area_name,
        "owner": owner,
        "owner_name": ranked_name(rank, name),
        "opened_on": opened,
        "due": due,
        "days_late": max(0, (today - due).days) if due is not None and closed is None else 0,
        "partner": partner,
        "partner_asked_on": asked,
        "closed_on": closed,
        "told_on": told,
        "promised_to": (full_name(given, family) if shown else "") or group,
        "promised_to_person": person,
        "promised_to_organization": organization,
        "concern": concern,
        "event": event,
    }

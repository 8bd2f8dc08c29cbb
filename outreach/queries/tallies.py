"""How many there are in all of what a list shows, read off the tallies that the database keeps.

Each is a query of one number, which takes as long in a city as on the first day.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from peewee import Select, fn

from outreach.queries.period import last_of_month
from outreach.records.base import database
from outreach.records.tallies import concern_tally, event_tally, follow_up_tally, person_tally


def events_tallied(
    precinct: int,
    statuses: Collection[str] = (),
    kinds: Collection[int] = (),
    first: date | None = None,
    last: date | None = None,
) -> Any:
    """The events of some statuses and kinds; none named: of all. Of the months that lie whole between two days; None:
    without an end."""
    cells = [event_tally.precinct_id == precinct]
    if first is not None:
        cells.append(event_tally.month >= first)
    if last is not None:
        within = event_tally.month < last.replace(day=1)
        cells.append(event_tally.month <= last if last == last_of_month(last) else within)
    if statuses:
        cells.append(event_tally.status.in_(statuses))
    if kinds:
        cells.append(event_tally.kind_id.in_(kinds))
    return _total(event_tally.events, cells)


def people_tallied(
    precinct: int,
    *,
    active: bool | None = None,
    confidential: bool | None = None,
    may_contact: bool | None = None,
    neighborhood: int | None = None,
) -> Any:
    """The people who were not merged into another, and are what is named; None: either way."""
    asked = (
        (person_tally.active, active),
        (person_tally.confidential, confidential),
        (person_tally.may_contact, may_contact),
        (person_tally.neighborhood_id, neighborhood),
    )
    cells = [column == value for column, value in asked if value is not None]
    return _total(person_tally.people, [person_tally.precinct_id == precinct, *cells])


def concerns_tallied(precinct: int, topic: int | None = None, neighborhood: int | None = None) -> Any:
    """The concerns about a topic, of a neighborhood; None: of any."""
    asked = ((concern_tally.topic_id, topic), (concern_tally.neighborhood_id, neighborhood))
    cells = [column == value for column, value in asked if value is not None]
    return _total(concern_tally.concerns, [concern_tally.precinct_id == precinct, *cells])


def promises_tallied(
    precinct: int, statuses: Collection[str], *, told: bool | None = None, neighborhood: int | None = None
) -> Any:
    """The promises of some statuses, told or not, and of a neighborhood; None: of any."""
    cells = [follow_up_tally.precinct_id == precinct, follow_up_tally.status.in_(statuses)]
    if told is not None:
        cells.append(follow_up_tally.told == told)
    if neighborhood is not None:
        cells.append(follow_up_tally.neighborhood_id == neighborhood)
    return _total(follow_up_tally.promises, cells)


def _total(amounts: Any, cells: Collection[Any]) -> Any:
    return Select((amounts.source,), (fn.COALESCE(fn.SUM(amounts), 0),)).where(*cells).bind(database.obj)

"""Promises: as a list, as a board by state, and one with all that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import JOIN, Case, Select, fn

from outreach.errors import NotFoundError
from outreach.queries.listing import (
    Page,
    count_of,
    full_name,
    name_by_name,
    ordered,
    page_of,
    position_of,
    ranked_name,
    unindexed,
)
from outreach.queries.rows import rows_of
from outreach.records.base import database
from outreach.records.events import Event
from outreach.records.followups import CLOSED_STATUSES, Concern, FollowUp, FollowUpNote, FollowUpStatus, Priority, Topic
from outreach.records.people import Neighborhood, Organization, Person
from outreach.records.precinct import Officer
from outreach.records.search import matching

OPEN_STATES = (FollowUpStatus.OPEN, FollowUpStatus.IN_PROGRESS, FollowUpStatus.WAITING)
UNTOLD = "closed, not told"
"""The last column of the board: done or declined, and the resident does not know yet."""
BOARD_STATES = (*OPEN_STATES, UNTOLD)


@dataclass(frozen=True, slots=True)
class FollowUpFilter:
    """Which promises: by state (none: all), owner (0: nobody's), neighborhood, lateness, days until due, words, told.

    ``overdue`` and ``due_within`` (days from today, today included) are about open ones alone; ``told`` about closed.
    """

    states: tuple[str, ...] = ()
    owner: int | None = None
    neighborhood: int | None = None
    overdue: bool = False
    due_within: int | None = None
    text: str = ""
    told: bool | None = None
    event: int | None = None
    concern: int | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
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


type FollowUpPage = Page[FollowUpRow]


@dataclass(frozen=True, slots=True)
class FollowUpSummary:
    """How many are open, late, due today or in the six days after, and closed without the resident told."""

    open: int
    late: int
    due_this_week: int
    untold: int


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One column of the board: ``state`` is one of ``BOARD_STATES``."""

    state: str
    total: int
    rows: tuple[FollowUpRow, ...]


@dataclass(frozen=True, slots=True)
class FollowUpBoard:
    """The board, with the numbers over it."""

    columns: tuple[BoardColumn, ...]
    summary: FollowUpSummary


@dataclass(frozen=True, slots=True)
class FollowUpNoteLine:
    """A dated note."""

    id: int
    version: int
    written_on: date
    officer: int | None
    officer_name: str
    words: str


@dataclass(frozen=True, slots=True)
class PromisedPerson:
    """The person who was promised something: internal."""

    id: int
    name: str
    phone: str
    email: str
    address: str
    may_contact: bool


@dataclass(frozen=True, slots=True)
class FollowUpDetail(FollowUpRow):
    """One promise with its concern, event, person and notes (latest first).

    ``concern_words`` are None and ``person`` is left out where they are confidential and the reader may not see them.
    """

    outcome: str
    public_outcome: str
    decline_reason: str
    topic: str
    concern_words: str | None
    concern_raised_on: date | None
    concern_confidential: bool
    event_title: str
    event_date: date | None
    person: PromisedPerson | None
    notes: tuple[FollowUpNoteLine, ...]


def follow_up_list(
    precinct: int,
    today: date,
    chosen: FollowUpFilter = FollowUpFilter(),
    *,
    sort: str = "due",
    descending: bool = False,
    offset: int = 0,
    limit: int = 200,
    confidential: bool = False,
) -> Page[FollowUpRow]:
    """A page of the promises that fit, in two statements; by ``due`` the open ones come first, the latest on top.

    ``sort`` is one of due, words, status, priority, owner, neighborhood, opened_on, closed_on, told_on. Raises
    :class:`OutreachError` for another.
    """
    fits = _fits(precinct, today, chosen)
    total = count_of(FollowUp.select(FollowUp.id).where(*fits))
    order = ordered(_sorts(), sort, descending, FollowUp.id)
    parts = [] if _is_narrow(chosen) else _parts(precinct, today, chosen, sort, order, descending)
    rows = rows_of(page_of(_rows(), _keys(sort), fits, order, FollowUp.id, offset, limit, parts))
    return Page(total, tuple(FollowUpRow(**_values(row, today, confidential)) for row in rows))


def follow_up_board(
    precinct: int,
    today: date,
    chosen: FollowUpFilter = FollowUpFilter(),
    *,
    per_column: int = 60,
    confidential: bool = False,
) -> FollowUpBoard:
    """The board of the promises that fit, each column with its total and its first rows, in six statements."""
    fits = _fits(precinct, today, chosen)
    totals = _counts(fits, [_in_column(state) for state in BOARD_STATES])
    # Within a column the state is one, so that the day it is due comes first.
    order = ordered(_sorts(), "due", False, FollowUp.id)[1:]
    columns = []
    for state, total in zip(BOARD_STATES, totals, strict=True):
        column = [*fits, _in_column(state)]
        found = rows_of(page_of(_rows(), _keys("due"), column, order, FollowUp.id, 0, per_column))
        rows = tuple(FollowUpRow(**_values(row, today, confidential)) for row in found)
        columns.append(BoardColumn(str(state), total, rows))
    return FollowUpBoard(tuple(columns), _summary(fits, today))


def follow_up_summary(
    precinct: int,
    today: date,
    chosen: FollowUpFilter = FollowUpFilter(),
) -> FollowUpSummary:
    """How many of the promises that fit are open, late, due within the week, and untold; one statement."""
    return _summary(_fits(precinct, today, chosen), today)


def follow_up_detail(follow_up: int, today: date, *, confidential: bool = False) -> FollowUpDetail:
    """One promise with all that belongs to it, in three statements. Raises :class:`NotFoundError` when it is gone."""
    found = rows_of(_rows().where(FollowUp.id == follow_up))
    if not found:
        raise NotFoundError("This follow-up is no longer kept: somebody removed it.")
    more: Any = (
        FollowUp.select(
            FollowUp.outcome,
            FollowUp.public_outcome,
            FollowUp.decline_reason,
            fn.COALESCE(Topic.name, ""),
            Concern.words,
            Concern.raised_on,
            fn.COALESCE(Concern.confidential, False),
            fn.COALESCE(Event.title, ""),
            Event.date,
            Person.id,
            Person.given_name,
            Person.family_name,
            Person.phone,
            Person.email,
            Person.address,
            Person.may_contact,
            Person.confidential,
        )
        .join(Concern, JOIN.LEFT_OUTER)
        .join(Topic, JOIN.LEFT_OUTER)
        .switch(FollowUp)
        .join(Event, JOIN.LEFT_OUTER, on=FollowUp.event == Event.id)
        .switch(FollowUp)
        .join(Person, JOIN.LEFT_OUTER, on=FollowUp.promised_to_person == Person.id)
        .where(FollowUp.id == follow_up)
    )
    (row,) = rows_of(more)
    outcome, public_outcome, reason, topic, words, raised_on, secret, title, day, *person = row
    return FollowUpDetail(
        **_values(found[0], today, confidential),
        outcome=outcome,
        public_outcome=public_outcome,
        decline_reason=reason,
        topic=topic,
        concern_words=words if confidential or not secret else None,
        concern_raised_on=raised_on,
        concern_confidential=bool(secret),
        event_title=title,
        event_date=day,
        person=_person(person, confidential or not secret, confidential),
        notes=_notes(follow_up),
    )


def _person(row: Sequence[Any], shown: bool, confidential: bool) -> PromisedPerson | None:
    key, given, family, phone, email, address, may_contact, hidden = row
    if key is None or not shown or (hidden and not confidential):
        return None
    return PromisedPerson(key, full_name(given, family), phone, email, address, may_contact)


def _notes(follow_up: int) -> tuple[FollowUpNoteLine, ...]:
    found: Any = (
        FollowUpNote.select(
            FollowUpNote.id,
            FollowUpNote.version,
            FollowUpNote.written_on,
            FollowUpNote.officer,
            Officer.rank,
            Officer.name,
            FollowUpNote.words,
        )
        .join(Officer, JOIN.LEFT_OUTER)
        .where(FollowUpNote.follow_up == follow_up)
        .order_by(FollowUpNote.written_on.desc(), FollowUpNote.id.desc())
    )
    return tuple(
        FollowUpNoteLine(key, version, day, officer, ranked_name(rank, name), words)
        for key, version, day, officer, rank, name, words in rows_of(found)
    )


def _fits(precinct: int, today: date, chosen: FollowUpFilter) -> list[Any]:
    by_words = bool(chosen.text.strip())
    fits: list[Any] = [(unindexed(FollowUp.precinct) if by_words else FollowUp.precinct) == precinct]
    fits += [*_standing(chosen), *_due_days(today, chosen)]
    if by_words:
        fits.append(matching(FollowUp, chosen.text))
    if chosen.owner is not None:
        fits.append(FollowUp.owner == chosen.owner if chosen.owner else FollowUp.owner.is_null())
    named = (
        (FollowUp.neighborhood, chosen.neighborhood),
        (FollowUp.event, chosen.event),
        (FollowUp.concern, chosen.concern),
        (FollowUp.promised_to_person, chosen.person),
    )
    return fits + [column == key for column, key in named if key is not None]


def _standing(chosen: FollowUpFilter) -> list[Any]:
    """What a filter says of the state."""
    standing: list[Any] = []
    if chosen.states:
        standing.append(FollowUp.status.in_(chosen.states))
    if chosen.overdue or chosen.due_within is not None:
        standing.append(FollowUp.status.in_(OPEN_STATES))
    if chosen.told is not None:
        standing += [FollowUp.status.in_(CLOSED_STATUSES), FollowUp.told_on.is_null(not chosen.told)]
    return standing


def _due_days(today: date, chosen: FollowUpFilter) -> list[Any]:
    """What a filter says of the day it is due."""
    days: list[Any] = [FollowUp.due < today] if chosen.overdue else []
    if chosen.due_within is not None:
        days.append(FollowUp.due.between(today, today + timedelta(days=chosen.due_within)))
    return days


def _summary(fits: Sequence[Any], today: date) -> FollowUpSummary:
    is_open = FollowUp.status.in_(OPEN_STATES)
    week = FollowUp.due.between(today, today + timedelta(days=6))
    ways = (
        is_open,
        is_open & (FollowUp.due < today),
        is_open & week,
        _in_column(UNTOLD),
    )
    return FollowUpSummary(*_counts(fits, ways))


def _counts(fits: Sequence[Any], ways: Sequence[Any]) -> list[int]:
    """How many of those that fit do so in each of some ways; each is counted off its own index, in one statement."""
    counted = [FollowUp.select(fn.COUNT(FollowUp.id)).where(*fits, way) for way in ways]
    (row,) = rows_of(Select((), counted).bind(database.obj))
    return [int(count) for count in row]


def _in_column(state: str) -> Any:
    """The condition that a promise stands in a column of the board; in none once somebody has been told."""
    if state == UNTOLD:
        return FollowUp.status.in_(CLOSED_STATUSES) & FollowUp.told_on.is_null()
    return FollowUp.status == state


def _sorts() -> dict[str, Sequence[Any]]:
    return {
        "due": (
            Case(None, [(FollowUp.status.in_(OPEN_STATES), 0), (FollowUp.told_on.is_null(), 1)], 2),
            FollowUp.due,
            position_of(FollowUp.priority, (Priority.HIGH, Priority.NORMAL, Priority.LOW)),
        ),
        "words": (fn.LOWER(FollowUp.words),),
        "status": (position_of(FollowUp.status, FollowUpStatus), FollowUp.due),
        "priority": (position_of(FollowUp.priority, (Priority.HIGH, Priority.NORMAL, Priority.LOW)), FollowUp.due),
        "owner": (fn.LOWER(Officer.name), Officer.id, FollowUp.due),
        "neighborhood": (fn.LOWER(Neighborhood.name), Neighborhood.id, FollowUp.due),
        "opened_on": (FollowUp.opened_on,),
        "closed_on": (FollowUp.closed_on,),
        "told_on": (FollowUp.told_on,),
    }


def _keys(sort: str) -> Any:
    """The keys of the promises, joined to what they are sorted by."""
    keys: Any = FollowUp.select(FollowUp.id)
    match sort:
        case "owner":
            return keys.join(Officer, JOIN.LEFT_OUTER, on=FollowUp.owner == Officer.id)
        case "neighborhood":
            return keys.join(Neighborhood, JOIN.LEFT_OUTER, on=FollowUp.neighborhood == Neighborhood.id)
    return keys


def _is_narrow(chosen: FollowUpFilter) -> bool:
    """Whether a filter leaves few enough to sort."""
    named = (chosen.owner, chosen.neighborhood, chosen.event, chosen.concern, chosen.person)
    return bool(chosen.text.strip()) or any(key is not None for key in named)


def _parts(
    precinct: int, today: date, chosen: FollowUpFilter, sort: str, order: Sequence[Any], descending: bool
) -> Sequence[Any]:
    """The list in parts, one for each value of the first term of its sort; the other terms follow an index there."""
    match sort:
        case "due":
            fits, conditions = _due_days(today, chosen), _standings(chosen)
        case "status":
            fits, conditions = _due_days(today, chosen), [FollowUp.status == status for status in _states(chosen)]
        case "priority":
            fits = [*_due_days(today, chosen), *_standing(chosen)]
            conditions = [FollowUp.priority == priority for priority in Priority]
        case "neighborhood" | "owner":
            others = [unindexed(FollowUp.precinct) == precinct, *_due_days(today, chosen), *_standing(chosen)]
            names, column = (
                (Neighborhood, FollowUp.neighborhood) if sort == "neighborhood" else (Officer, FollowUp.owner)
            )
            keys = FollowUp.select(FollowUp.id)
            named = keys.join(names, on=column == names.id).where(names.precinct == precinct, *others)
            nameless = keys.where(column.is_null(), *others).order_by(*order[2:])
            return [name_by_name(named, _sorts()[sort], 2, descending, FollowUp.id), nameless]
        case _:
            return []
    keys = FollowUp.select(FollowUp.id).where(FollowUp.precinct == precinct, *fits)
    return [keys.where(condition).order_by(*order[1:]) for condition in conditions]


def _states(chosen: FollowUpFilter) -> list[FollowUpStatus]:
    """The states that a filter leaves."""
    is_open = chosen.overdue or chosen.due_within is not None
    return [
        status
        for status in FollowUpStatus
        if (not chosen.states or status in chosen.states)
        and (not is_open or status in OPEN_STATES)
        and (chosen.told is None or status in CLOSED_STATUSES)
    ]


def _standings(chosen: FollowUpFilter) -> list[Any]:
    """Open, or closed and told or not: what a filter leaves of it, state by state."""
    told = (False, True) if chosen.told is None else (chosen.told,)
    return [
        condition
        for status in _states(chosen)
        for condition in (
            [FollowUp.status == status]
            if status in OPEN_STATES
            else [(FollowUp.status == status) & FollowUp.told_on.is_null(not known) for known in told]
        )
    ]


def _rows() -> Any:
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


def _values(row: tuple[Any, ...], today: date, confidential: bool) -> dict[str, Any]:
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

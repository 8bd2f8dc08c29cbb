"""People: found by name, phone or address, as a list and one by one with their whole history."""

import datetime as calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, fn

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.by_words import Wanted, counting_listed, page_by_words, together, walked_page, words_tell
from outreach.queries.confidential import shown_people
from outreach.queries.listing import Linked, Page, among, counting, full_name, name_by_name, ordered, page_of, unindexed
from outreach.queries.rows import Asked, Rows, alone, put_together_once, rows_of
from outreach.queries.signin import may_end_a_phone_number, phone_ends_with
from outreach.queries.tallies import people_tallied
from outreach.records.events import Attendance, Event, EventKind, EventStatus
from outreach.records.followups import Concern, FollowUp, Topic
from outreach.records.people import Household, Membership, Neighborhood, Organization, Person, TermOfOffice
from outreach.records.search import folded_words, matching


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """Which people: words of names, address or e-mail, or the end of a phone number; neighborhood; organization;
    whether they may be contacted; ``active`` None: those no longer active too."""

    text: str = ""
    neighborhood: int | None = None
    organization: int | None = None
    may_contact: bool | None = None
    active: bool | None = True


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list; ``events`` counts present sign-ins at held events, ``last_came`` is the last of them."""

    id: int
    version: int
    given_name: str
    family_name: str
    phone: str
    email: str
    address: str
    postcode: str
    neighborhood: int | None
    neighborhood_name: str
    language: str
    may_contact: bool
    confidential: bool
    active: bool
    events: int
    last_came: date | None

    @property
    def name(self) -> str:
        """The name as one says it."""
        return full_name(self.given_name, self.family_name)


@dataclass(frozen=True, slots=True)
class PersonAttendance:
    """An event the person signed in at or was invited to."""

    event: int
    title: str
    kind_name: str
    date: calendar.date
    status: str
    present: bool


@dataclass(frozen=True, slots=True)
class PersonConcern:
    """A concern the person raised, at an event or not; confidential ones are left out for who may not read them."""

    id: int
    topic: str
    words: str
    raised_on: date
    confidential: bool
    event: int | None


@dataclass(frozen=True, slots=True)
class PersonPromise:
    """Something that was promised to the person."""

    id: int
    words: str
    status: str
    opened_on: date
    due: date | None
    closed_on: date | None
    told_on: date | None


@dataclass(frozen=True, slots=True)
class PersonMembership:
    """A place in an organization."""

    organization: int
    organization_name: str
    role: str


@dataclass(frozen=True, slots=True)
class PersonTerm:
    """A term in an office of an organization; no end: still in office."""

    id: int
    version: int
    organization: int
    organization_name: str
    office: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class HouseholdMember:
    """Somebody else of a person's household; ``version`` is for moving her."""

    id: int
    version: int
    name: str


@dataclass(frozen=True, slots=True)
class PersonHousehold:
    """Where a person lives, and with whom; people the reader may not see are left out."""

    id: int
    version: int
    name: str
    address: str
    members: tuple[HouseholdMember, ...]


@dataclass(frozen=True, slots=True)
class PersonDetail(PersonRow):
    """One person with all that is known, latest first; ``merged_from`` are entries merged into this one."""

    household: PersonHousehold | None
    merged_into: int | None
    merged_from: tuple[Linked, ...]
    attendance: tuple[PersonAttendance, ...]
    concerns: tuple[PersonConcern, ...]
    promises: tuple[PersonPromise, ...]
    memberships: tuple[PersonMembership, ...]
    terms: tuple[PersonTerm, ...]


def person_list(
    precinct: int,
    chosen: PersonFilter = PersonFilter(),
    *,
    sort: str = "name",
    descending: bool = False,
    offset: int = 0,
    limit: int = 200,
    confidential: bool = False,
) -> Page[PersonRow]:
    """A page of the people who fit, in three statements; sorted by name, neighborhood, address or email.

    People kept confidentially are left out unless ``confidential``. Raises :class:`OutreachError` for another sort.
    """
    count, found = alone(_page(precinct, chosen, sort, descending, offset, limit, confidential))
    came = _came([row[0] for row in found])
    return Page(count, tuple(PersonRow(*(*_facts(row), *came.get(row[0], (0, None)))) for row in found))


def _page(
    precinct: int, chosen: PersonFilter, sort: str, descending: bool, offset: int, limit: int, confidential: bool
) -> Asked[tuple[int, Rows]]:
    """How many fit, and the rows of a page."""
    how = (precinct, chosen, sort, descending, offset, limit, confidential)
    if not _by_words_alone(chosen):
        ((count,),), found = yield _page_queries(*how)
        return count, found
    numbers, page = _page_queries(*how)
    (((count, every),),) = yield (numbers,)
    wanted = Wanted(count, every, every, offset, limit)
    found = yield from page_by_words(wanted, lambda reach: _walked(*how, reach)[0], page)
    return count, found


def _by_words_alone(chosen: PersonFilter) -> bool:
    """Whether names are asked for, and nothing besides but whether somebody is active, and a file is asked."""
    is_alone = chosen == PersonFilter(text=chosen.text, active=chosen.active)
    return is_alone and words_tell(chosen.text) and not may_end_a_phone_number(folded_words(chosen.text))


@put_together_once
def _page_queries(
    precinct: int, chosen: PersonFilter, sort: str, descending: bool, offset: int, limit: int, confidential: bool
) -> Sequence[Any]:
    """How many fit, and those on a page."""
    fits = _fits(precinct, chosen, confidential)
    order = ordered(_sorts(walked=not chosen.text.strip()), sort, descending, Person.id)
    keys: Any = Person.select(Person.id)
    parts: Sequence[Any] = ()
    if sort == "neighborhood":
        keys = keys.join(Neighborhood, JOIN.LEFT_OUTER)
        parts = (
            _by_area(precinct, fits, order, descending) if chosen in (PersonFilter(), PersonFilter(active=None)) else ()
        )
    page = page_of(_rows(), keys, fits, order, Person.id, offset, limit, parts)
    return _total(precinct, chosen, fits, confidential), page


@put_together_once
def _walked(
    precinct: int,
    chosen: PersonFilter,
    sort: str,
    descending: bool,
    offset: int,
    limit: int,
    confidential: bool,
    reach: int,
) -> Sequence[Any]:
    """Those on a page that have some words, among the first of all people."""
    every = PersonFilter(active=chosen.active)
    fits = _fits(precinct, every, confidential)
    orders = [ordered(_sorts(walked=walked), sort, descending, Person.id) for walked in (True, False)]
    keys: Any = Person.select(Person.id)
    parts: Sequence[Any] = ()
    if sort == "neighborhood":
        keys, parts = keys.join(Neighborhood, JOIN.LEFT_OUTER), _by_area(precinct, fits, orders[0], descending)
    both = (orders[0], orders[1])
    return (walked_page(Person, chosen.text, _rows(), keys, fits, both, offset, limit, reach, parts),)


def _total(precinct: int, chosen: PersonFilter, fits: Sequence[Any], confidential: bool) -> Any:
    if _by_words_alone(chosen):
        here, left_out = Person.select(Person.id).where(*fits), _left_out(precinct, chosen.active, confidential)
        listed = people_tallied(precinct, active=chosen.active, confidential=None if confidential else False)
        return together(counting_listed(Person, chosen.text, precinct, here, left_out), listed)
    if chosen.text.strip() or chosen.organization is not None:
        return counting(Person.select(Person.id).where(*fits))
    return people_tallied(
        precinct,
        active=chosen.active,
        confidential=None if confidential else False,
        may_contact=chosen.may_contact,
        neighborhood=chosen.neighborhood,
    )


def _left_out(precinct: int, active: bool | None, confidential: bool) -> Any:
    """The keys of those whom a list leaves out, each found by its standing."""
    here = Person.select(Person.id).where(Person.precinct == precinct)
    listed = here.where(Person.merged_into.is_null())
    found: Any = here.where(Person.merged_into.is_null(False))
    standing = (True, False) if active is None else (active,)
    if active is not None:
        found = found.union_all(listed.where(Person.active == (not active)))
    if not confidential:
        for one in standing:
            found = found.union_all(listed.where(Person.active == one, Person.confidential == True))  # noqa: E712
    return found


def _by_area(precinct: int, fits: Sequence[Any], order: Sequence[Any], descending: bool) -> Sequence[Any]:
    """Those of the neighborhoods one after the other, and those of none."""
    others = [unindexed(Person.precinct) == precinct, unindexed(Person.merged_into).is_null(), *fits[2:]]
    placed: Any = Person.select(Person.id).join(Neighborhood).where(Neighborhood.precinct == precinct, *others)
    nowhere: Any = Person.select(Person.id).where(Person.neighborhood.is_null(), *others)
    by_name = name_by_name(placed, _sorts(walked=True)["neighborhood"], 2, descending, Person.id)
    return by_name, nowhere.order_by(*order[2:])


def people_by_key(people: Sequence[int], *, confidential: bool = False) -> tuple[PersonRow, ...]:
    """These people, by name, in two statements: to be shown side by side."""
    found = rows_of(
        _rows().where(Person.id.in_(people), *shown_people(confidential)).order_by(*_sorts()["name"], Person.id)
    )
    came = _came(people)
    return tuple(PersonRow(*(*_facts(row), *came.get(row[0], (0, None)))) for row in found)


def person_detail(person: int, *, confidential: bool = False) -> PersonDetail:
    """One person with the whole history, in at most nine statements.

    Raises :class:`NotFoundError` when the entry is gone, or is confidential and the reader may not see it.
    """
    found = rows_of(_rows(Person.household, Person.merged_into).where(Person.id == person))
    if not found or (found[0][12] and not confidential):
        raise NotFoundError(say("This person is not kept here, or is kept confidentially: ask a supervisor."))
    *row, household, merged_into = found[0]
    came = _came([person]).get(person, (0, None))
    return PersonDetail(
        *(
            *_facts(row),
            *came,
            _household(household, person, confidential),
            merged_into,
            _merged_from(person, confidential),
            _attendance(person),
            _concerns(person, confidential),
            _promises(person, confidential),
            _memberships(person),
            _terms(person),
        )
    )


def _came(people: Sequence[int]) -> dict[int, tuple[int, date | None]]:
    counted: Any = (
        Attendance.select(Attendance.person, fn.COUNT(Attendance.id), fn.MAX(Event.date))
        .join(Event)
        .where(Attendance.person.in_(people), Attendance.present == True, Event.status == EventStatus.HELD)  # noqa: E712
        .group_by(Attendance.person)
    )
    return {person: (count, last) for person, count, last in rows_of(counted)}


def _household(household: int | None, person: int, confidential: bool) -> PersonHousehold | None:
    if household is None:
        return None
    others = (Person.household == Household.id) & (Person.id != person) & Person.merged_into.is_null()
    for condition in shown_people(confidential):
        others &= condition
    home = (Household.id, Household.version, Household.name, Household.address)
    found: Any = (
        Household.select(*home, Person.id, Person.version, Person.given_name, Person.family_name)
        .join(Person, JOIN.LEFT_OUTER, on=others)
        .where(Household.id == household)
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    rows = rows_of(found)
    members = (
        HouseholdMember(key, version, full_name(given, family))
        for *_, key, version, given, family in rows
        if key is not None
    )
    key, version, name, address, *_ = rows[0]
    return PersonHousehold(key, version, name, address, tuple(members))


def _merged_from(person: int, confidential: bool) -> tuple[Linked, ...]:
    found: Any = Person.select(Person.id, Person.given_name, Person.family_name).where(
        Person.merged_into == person, *shown_people(confidential)
    )
    return tuple(Linked(key, full_name(given, family)) for key, given, family in rows_of(found.order_by(Person.id)))


def _attendance(person: int) -> tuple[PersonAttendance, ...]:
    found: Any = (
        Attendance.select(Event.id, Event.title, EventKind.name, Event.date, Event.status, Attendance.present)
        .join(Event)
        .join(EventKind)
        .where(Attendance.person == person)
        .order_by(Event.date.desc(), Event.id.desc())
    )
    return tuple(PersonAttendance(*row) for row in rows_of(found))


def _concerns(person: int, confidential: bool) -> tuple[PersonConcern, ...]:
    found: Any = (
        Concern.select(Concern.id, Topic.name, Concern.words, Concern.raised_on, Concern.confidential, Concern.event)
        .join(Topic)
        .where(Concern.raised_by_person == person)
        .order_by(Concern.raised_on.desc(), Concern.id.desc())
    )
    told = (PersonConcern(*row) for row in rows_of(found))
    return tuple(one for one in told if confidential or not one.confidential)


def _promises(person: int, confidential: bool) -> tuple[PersonPromise, ...]:
    hidden = Concern.confidential.is_null(False) & Concern.confidential
    found: Any = FollowUp.select(
        FollowUp.id,
        FollowUp.words,
        FollowUp.status,
        FollowUp.opened_on,
        FollowUp.due,
        FollowUp.closed_on,
        FollowUp.told_on,
    ).join(Concern, JOIN.LEFT_OUTER)
    found = found.where(FollowUp.promised_to_person == person, *(() if confidential else (~hidden,)))
    return tuple(PersonPromise(*row) for row in rows_of(found.order_by(FollowUp.opened_on.desc(), FollowUp.id.desc())))


def _memberships(person: int) -> tuple[PersonMembership, ...]:
    found: Any = (
        Membership.select(Organization.id, Organization.name, Membership.role)
        .join(Organization)
        .where(Membership.person == person)
        .order_by(Organization.name)
    )
    return tuple(PersonMembership(*row) for row in rows_of(found))


def _terms(person: int) -> tuple[PersonTerm, ...]:
    found: Any = (
        TermOfOffice.select(
            TermOfOffice.id,
            TermOfOffice.version,
            Organization.id,
            Organization.name,
            TermOfOffice.office,
            TermOfOffice.starts,
            TermOfOffice.ends,
        )
        .join(Organization)
        .where(TermOfOffice.person == person)
        .order_by(TermOfOffice.starts.desc(), TermOfOffice.id)
    )
    return tuple(PersonTerm(*row) for row in rows_of(found))


def _fits(precinct: int, chosen: PersonFilter, confidential: bool) -> list[Any]:
    held = unindexed(Person.precinct) if chosen.text.strip() else Person.precinct
    fits: list[Any] = [held == precinct, Person.merged_into.is_null()]
    if chosen.text.strip():
        fits.append(_words(chosen.text))
    if chosen.neighborhood is not None:
        fits.append(Person.neighborhood == chosen.neighborhood)
    if chosen.organization is not None:
        members: Any = Membership.select(Membership.person).where(Membership.organization == chosen.organization)
        fits.append(among(Person.id, members))
    if chosen.may_contact is not None:
        fits.append(Person.may_contact == chosen.may_contact)
    if chosen.active is not None:
        fits.append(Person.active == chosen.active)
    if not confidential:
        fits.append(Person.confidential == False)  # noqa: E712
    return fits


def _words(text: str) -> Any:
    if may_end_a_phone_number(folded_words(text)):
        by_phone: Any = Person.select(Person.id).where(phone_ends_with("".join(folded_words(text))))
        return among(Person.id, by_phone | Person.select(Person.id).where(matching(Person, text)))
    return matching(Person, text)


def _sorts(*, walked: bool = False) -> dict[str, Sequence[Any]]:
    """The sorts of the list. ``walked``: names in the very words of their index, so that a page is read off it."""
    name: tuple[Any, ...] = tuple(fn.LOWER(column) for column in (Person.family_name, Person.given_name))
    if not walked:
        name = tuple(term.concat("") for term in name)
    return {
        "name": name,
        "neighborhood": (fn.LOWER(Neighborhood.name), Neighborhood.id, *name),
        "address": (fn.LOWER(Person.address), *name),
        "email": (fn.LOWER(Person.email), *name),
    }


def _rows(*more: Any) -> Any:
    return Person.select(
        Person.id,
        Person.version,
        Person.given_name,
        Person.family_name,
        Person.phone,
        Person.email,
        Person.address,
        Person.postcode,
        Person.neighborhood,
        Neighborhood.name,
        Person.language,
        Person.may_contact,
        Person.confidential,
        Person.active,
        *more,
    ).join(Neighborhood, JOIN.LEFT_OUTER)


def _facts(row: Sequence[Any]) -> tuple[Any, ...]:
    return (*row[:9], row[9] or "", *row[10:])

"""People as a list: found by name, phone, address or e-mail."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from peewee import JOIN, fn

from outreach.queries.by_words import Wanted, page_by_words, together, walked_page, words_tell
from outreach.queries.confidential import shown_people
from outreach.queries.listing import Page, added, among, counting, name_by_name, ordered, page_of, unindexed
from outreach.queries.people_by_words import counting_people, first_people, last_people
from outreach.queries.person_rows import PersonRow, person_rows, row_facts, times_came
from outreach.queries.rows import Asked, Rows, alone, put_together_once, rows_of
from outreach.queries.signin import may_end_a_phone_number, phone_ends_with
from outreach.queries.tallies import people_tallied
from outreach.records.people import Membership, Neighborhood, Person
from outreach.records.people_keys import listed_keys
from outreach.records.search import folded_words, matches, matching


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """Which people: words of names, address or e-mail, or the end of a phone number; neighborhood; organization;
    whether they may be contacted; ``active`` None: those no longer active too."""

    text: str = ""
    neighborhood: int | None = None
    organization: int | None = None
    may_contact: bool | None = None
    active: bool | None = True


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
    came = times_came([row[0] for row in found])
    return Page(count, tuple(PersonRow(*(*row_facts(row), *came.get(row[0], (0, None)))) for row in found))


def _page(
    precinct: int, chosen: PersonFilter, sort: str, descending: bool, offset: int, limit: int, confidential: bool
) -> Asked[tuple[int, Rows]]:
    """How many fit, and the rows of a page."""
    how = (precinct, chosen, sort, descending, offset, limit, confidential)
    if not _is_walked(chosen, sort):
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


def _is_walked(chosen: PersonFilter, sort: str) -> bool:
    """Whether the list of all is walked until the page is met; by name the index of words has those found itself."""
    return _by_words_alone(chosen) and sort != "name"


def _first_by_name(
    precinct: int, chosen: PersonFilter, descending: bool, offset: int, limit: int, confidential: bool
) -> Any:
    """Those on a page by name who have some words."""
    listed = listed_keys(precinct, active=chosen.active, confidential=confidential)
    found = (last_people if descending else first_people)(listed, offset + limit, chosen.text)
    _here, *fits = _fits(precinct, PersonFilter(active=chosen.active), confidential)
    order = ordered(_sorts(), "name", descending, Person.id)
    if offset or descending:
        fits = [among(Person.id, found), *fits]
        return page_of(person_rows(), Person.select(Person.id), fits, order, Person.id, offset, limit)
    # Few of them are not on the first page: to find its keys before its rows would take longer.
    return person_rows().where(among(Person.id, found), *fits).order_by(*order).limit(limit)


@put_together_once
def _page_queries(
    precinct: int, chosen: PersonFilter, sort: str, descending: bool, offset: int, limit: int, confidential: bool
) -> Sequence[Any]:
    """How many fit, and those on a page."""
    fits = _fits(precinct, chosen, confidential)
    total = _total(precinct, chosen, fits, confidential)
    if _is_walked(chosen, sort):
        total = together(total, _tallied(precinct, PersonFilter(active=chosen.active), confidential))
    elif _by_words_alone(chosen):
        return total, _first_by_name(precinct, chosen, descending, offset, limit, confidential)
    order = ordered(_sorts(walked=not chosen.text.strip()), sort, descending, Person.id)
    keys: Any = Person.select(Person.id)
    parts: Sequence[Any] = ()
    if may_end_a_phone_number(folded_words(chosen.text)) and sort == "name":
        walked = ordered(_sorts(walked=True), sort, descending, Person.id)
        by_phone, by_words = _by_phone_or_words(precinct, chosen, confidential)
        parts = by_phone.order_by(*walked), by_words.order_by(*order)
    if sort == "neighborhood":
        keys = keys.join(Neighborhood, JOIN.LEFT_OUTER)
        parts = (
            _by_area(precinct, fits, order, descending) if chosen in (PersonFilter(), PersonFilter(active=None)) else ()
        )
    return total, page_of(person_rows(), keys, fits, order, Person.id, offset, limit, parts)


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
    return (
        walked_page(Person, matches(Person, chosen.text), person_rows(), keys, fits, both, offset, limit, reach, parts),
    )


def _total(precinct: int, chosen: PersonFilter, fits: Sequence[Any], confidential: bool) -> Any:
    if _by_words_alone(chosen):
        listed = listed_keys(precinct, active=chosen.active, confidential=confidential)
        return counting_people(listed, chosen.text)
    if may_end_a_phone_number(folded_words(chosen.text)):
        by_phone, by_words = _by_phone_or_words(precinct, chosen, confidential)
        return added(counting(by_phone), counting(by_words))
    if chosen.text.strip() or chosen.organization is not None:
        return counting(Person.select(Person.id).where(*fits))
    return _tallied(precinct, chosen, confidential)


def _tallied(precinct: int, chosen: PersonFilter, confidential: bool) -> Any:
    return people_tallied(
        precinct,
        active=chosen.active,
        confidential=None if confidential else False,
        may_contact=chosen.may_contact,
        neighborhood=chosen.neighborhood,
    )


def _by_phone_or_words(precinct: int, chosen: PersonFilter, confidential: bool) -> tuple[Any, Any]:
    """The keys of those whose phone number ends so, as the index of its end has them by name; and those of the others
    who have it in their words."""
    others = _fits(precinct, replace(chosen, text=""), confidential)
    here = [unindexed(Person.precinct) == precinct, unindexed(Person.merged_into).is_null(), *others[2:]]
    ends = phone_ends_with("".join(folded_words(chosen.text)))
    keys: Any = Person.select(Person.id)
    return keys.where(ends, *here), keys.where(matching(Person, chosen.text), ~ends, *here)


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
        person_rows().where(Person.id.in_(people), *shown_people(confidential)).order_by(*_sorts()["name"], Person.id)
    )
    came = times_came(people)
    return tuple(PersonRow(*(*row_facts(row), *came.get(row[0], (0, None)))) for row in found)


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

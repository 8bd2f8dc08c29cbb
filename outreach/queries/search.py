"""One search over everything: people, events, concerns, follow-ups, neighborhoods, organizations and problems."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from peewee import JOIN, SqliteDatabase, fn

from outreach.queries.listing import among, full_name, unindexed
from outreach.queries.people_by_words import some_people
from outreach.queries.rows import put_together_once, rows_of_each
from outreach.queries.signin import may_end_a_phone_number, phone_ends_with
from outreach.records.base import database
from outreach.records.events import Event, EventKind
from outreach.records.followups import Concern, FollowUp, Problem, Topic
from outreach.records.people import Neighborhood, NeighborhoodAlias, Organization, Person
from outreach.records.people_keys import listed_keys
from outreach.records.search import folded_words, matches

_COMPARED = 60
"""Of each kind this many, the latest, are looked at to show the best."""
_MOST = 500
"""A few letters begin a great many words: of each kind this many with the very words are looked at, and as many more
with words that begin so."""


class HitKind(StrEnum):
    """What was found, in the order in which equally good hits are shown."""

    PERSON = "person"
    NEIGHBORHOOD = "neighborhood"
    ORGANIZATION = "organization"
    EVENT = "event"
    FOLLOW_UP = "follow-up"
    CONCERN = "concern"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: ``title`` is its name or words, ``detail`` tells it apart, ``day`` is when it was."""

    kind: HitKind
    id: int
    title: str
    detail: str = ""
    day: date | None = None


def search(precinct: int, typed: str, limit: int = 20, *, confidential: bool = False) -> tuple[Hit, ...]:
    """The best hits for what was typed: every word must occur or begin a word; a phone number's end finds people.

    Whole words in the title come first, then titles that begin so, then the rest; among equals people before places
    before events, and the latest first. Confidential words and people are found only when ``confidential``. Anything
    may be typed; what holds no letter and no digit finds nothing. Seven statements.
    """
    return tuple(_ranked(precinct, typed, max(limit, _COMPARED), confidential)[:limit])


@dataclass(frozen=True, slots=True)
class HitGroup:
    """What was found of one kind, the best first. ``total`` counts what was looked at; of ``is_more`` there is more."""

    kind: HitKind
    hits: tuple[Hit, ...]
    total: int
    is_more: bool


def search_groups(precinct: int, typed: str, each: int = 8, *, confidential: bool = False) -> tuple[HitGroup, ...]:
    """The best hits of every kind, so that a frequent name does not hide a promise; what :func:`search` puts first
    leads, and its kind goes before the others. Seven statements."""
    by_kind: dict[HitKind, list[Hit]] = {}
    for hit in _ranked(precinct, typed, _COMPARED, confidential):
        by_kind.setdefault(hit.kind, []).append(hit)
    return tuple(
        HitGroup(kind, tuple(hits[:each]), len(hits), len(hits) >= _COMPARED) for kind, hits in by_kind.items()
    )


def _ranked(precinct: int, typed: str, limit: int, confidential: bool) -> list[Hit]:
    words = folded_words(typed)
    if not words:
        return []
    order = list(HitKind)

    def place(hit: Hit) -> tuple[Any, ...]:
        latest = -hit.day.toordinal() if hit.day else 0
        return (-_fit(hit.title, words), order.index(hit.kind), latest, folded_words(hit.title), hit.id)

    return sorted(_all_hits(precinct, words, limit, confidential), key=place)


def _fit(title: str, words: Sequence[str]) -> int:
    """How well a title fits: 3 it is what was typed, 2 holds each word whole, 1 a word that begins so, 0 not."""
    there = folded_words(title)
    if sorted(there) == sorted(words):
        return 3
    if set(words) <= set(there):
        return 2
    return int(all(any(word.startswith(begin) for word in there) for begin in words))


def _all_hits(precinct: int, words: Sequence[str], limit: int, confidential: bool) -> Iterator[Hit]:
    phone = "".join(words) if may_end_a_phone_number(words) else ""
    queries = [query.about(words) for query in _queries(precinct, phone, limit, confidential)]
    for kind, rows in zip(HitKind, rows_of_each(queries), strict=True):
        for row in rows:
            yield _person(*row) if kind is HitKind.PERSON else Hit(kind, *row)


@put_together_once
def _queries(precinct: int, phone: str, limit: int, confidential: bool) -> Iterator[Any]:
    """What is found of each kind, in their order, by words that are told later, and of people by the end of a number:
    with each letter that is typed the statements are the same."""

    def found(model: Any, *, secret: bool = False) -> Any:
        if model is Person and isinstance(database.obj, SqliteDatabase):
            listed = tuple(listed_keys(precinct, active=True, confidential=confidential))
            begins, exactly = (some_people(listed, _MOST, exactly=whole) for whole in (False, True))
        else:
            begins = matches(model, None, secret=secret).limit(_MOST)
            exactly = matches(model, None, whole_words=True, titles_only=True).limit(_MOST)
        matching = exactly | begins
        if model is Person and phone:
            matching |= Person.select(Person.id).where(phone_ends_with(phone))
        return (unindexed(model.precinct) == precinct) & among(model.id, matching)

    for query in (
        _people(found(Person), confidential),
        _neighborhoods(found(Neighborhood), found(NeighborhoodAlias)),
        _organizations(found(Organization)),
        _events(found(Event)),
        _follow_ups(found(FollowUp)),
        _concerns(found(Concern, secret=confidential)),
        _problems(found(Problem)),
    ):
        yield query.limit(limit)


def _person(key: int, given: str, family: str, area: str | None, address: str) -> Hit:
    return Hit(HitKind.PERSON, key, full_name(given, family), area or address)


def _people(found: Any, confidential: bool) -> Any:
    chosen: Any = (
        Person.select(Person.id, Person.given_name, Person.family_name, Neighborhood.name, Person.address)
        .join(Neighborhood, JOIN.LEFT_OUTER)
        .where(found, unindexed(Person.merged_into).is_null(), Person.active == True)  # noqa: E712
    )
    if not confidential:
        chosen = chosen.where(Person.confidential == False)  # noqa: E712
    names = (fn.LENGTH(Person.family_name) + fn.LENGTH(Person.given_name), fn.LOWER(Person.family_name), Person.id)
    return chosen.order_by(*names)


def _neighborhoods(found: Any, spelled: Any) -> Any:
    alias: Any = NeighborhoodAlias.select(NeighborhoodAlias.neighborhood).where(spelled)
    chosen: Any = Neighborhood.select(Neighborhood.id, Neighborhood.name, Neighborhood.community)
    return chosen.where(found | Neighborhood.id.in_(alias)).order_by(Neighborhood.name)


def _organizations(found: Any) -> Any:
    chosen: Any = Organization.select(Organization.id, Organization.name, Organization.kind).where(
        found,
        Organization.active == True,  # noqa: E712
    )
    return chosen.order_by(fn.LENGTH(Organization.name), Organization.name)


def _events(found: Any) -> Any:
    chosen: Any = Event.select(Event.id, Event.title, EventKind.name, Event.date).join(EventKind).where(found)
    return chosen.order_by(Event.date.desc(), Event.id.desc())


def _follow_ups(found: Any) -> Any:
    chosen: Any = FollowUp.select(FollowUp.id, FollowUp.words, FollowUp.status, FollowUp.opened_on).where(found)
    return chosen.order_by(FollowUp.opened_on.desc(), FollowUp.id.desc())


def _concerns(found: Any) -> Any:
    chosen: Any = Concern.select(Concern.id, Concern.words, Topic.name, Concern.raised_on).join(Topic).where(found)
    return chosen.order_by(Concern.raised_on.desc(), Concern.id.desc())


def _problems(found: Any) -> Any:
    chosen: Any = Problem.select(Problem.id, Problem.title, Problem.phase, Problem.opened_on).where(found)
    return chosen.order_by(Problem.opened_on.desc(), Problem.id.desc())

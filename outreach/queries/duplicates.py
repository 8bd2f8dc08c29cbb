"""Entries that may be one person, side by side: across the whole precinct, or like one person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import JOIN

from outreach.errors import NotFoundError
from outreach.languages.spoken import say
from outreach.queries.confidential import shown_people
from outreach.queries.listing import Page
from outreach.queries.matching import Evidence, Identity, Match, Matcher, Verdict
from outreach.queries.person_list import people_by_key
from outreach.queries.person_rows import PersonRow
from outreach.queries.rows import rows_of
from outreach.queries.signin import PHONE_END_DIGITS, phone_ends_with
from outreach.records.people import Neighborhood, Person
from outreach.records.search import matching

_COMPARED = 500
"""With how many like-named entries one person is compared at most."""


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two entries that may be one person; ``first`` is the one with more behind it. ``bits`` are odds, base 2."""

    first: PersonRow
    second: PersonRow
    bits: float
    verdict: Verdict
    evidence: tuple[Evidence, ...]


def identities(precinct: int, *, confidential: bool = False, only: Any = None) -> list[Identity]:
    """What is known of every active person, for matching; one statement."""
    kept: Any = (
        Person.select(
            Person.id,
            Person.given_name,
            Person.family_name,
            Person.address,
            Person.postcode,
            Person.phone_digits,
            Person.email,
            Neighborhood.name,
        )
        .join(Neighborhood, JOIN.LEFT_OUTER)
        .where(
            Person.precinct == precinct,
            Person.active == True,  # noqa: E712
            Person.merged_into.is_null(),
            *shown_people(confidential),
        )
    )
    if only is not None:
        kept = kept.where(only).limit(_COMPARED)
    return [
        Identity(key, given, family, f"{address}, {area}" if area else address, postcode, phone, email)
        for key, given, family, address, postcode, phone, email, area in rows_of(kept.order_by(Person.id))
    ]


def likely_duplicates(
    precinct: int,
    progress: Callable[[float], None] | None = None,
    *,
    households: bool = False,
    limit: int = 200,
    confidential: bool = False,
) -> Page[DuplicatePair]:
    """The pairs that may be one person, the likeliest first, with how many there are in all; three statements.

    ``households`` asks for those that have all but the given name in common instead. 100,000 people take about half
    a minute: ``progress`` hears how far it is (0 to 1) and may raise to stop.
    """
    found = [
        match
        for match in Matcher(identities(precinct, confidential=confidential)).pairs(progress)
        if (match.verdict is Verdict.HOUSEHOLD) == households
    ]
    found.sort(key=lambda match: (match.verdict is not Verdict.SAME, -match.bits, match.first, match.second))
    return Page(len(found), _side_by_side(found[:limit], confidential))


def duplicates_of(person: int, limit: int = 5, *, confidential: bool = False) -> tuple[DuplicatePair, ...]:
    """The entries that may be this person, the likeliest first; six statements.

    Compared with the entries that share a name, or the end of the phone number. Raises :class:`NotFoundError` when
    the person is gone.
    """
    kept: Any = Person.select(Person.precinct, Person.given_name, Person.family_name, Person.phone_digits)
    found = rows_of(kept.where(Person.id == person))
    if not found:
        raise NotFoundError(say("This person is no longer kept: somebody removed the entry."))
    precinct, given, family, phone = found[0]
    alike = matching(Person, family, titles_only=True) | matching(Person, f"{given} {family}", titles_only=True)
    if len(phone) >= PHONE_END_DIGITS:
        alike = alike | phone_ends_with(phone[-7:])
    me = identities(precinct, confidential=confidential, only=Person.id == person)
    compared = identities(precinct, confidential=confidential, only=alike & (Person.id != person))
    population = int(Person.select().where(Person.precinct == precinct).count())
    matches = [match for one in me for match in Matcher(compared, population).matches(one, limit)]
    return _side_by_side([match for match in matches if match.verdict is not Verdict.HOUSEHOLD], confidential)


def _side_by_side(matches: Sequence[Match], confidential: bool) -> tuple[DuplicatePair, ...]:
    keys = sorted({key for match in matches for key in _keys(match)})
    people = {row.id: row for row in people_by_key(keys, confidential=confidential)}
    pairs = []
    for match in matches:
        first, second = sorted((people[key] for key in _keys(match)), key=lambda row: (-row.events, row.id))
        pairs.append(DuplicatePair(first, second, match.bits, match.verdict, match.evidence))
    return tuple(pairs)


def _keys(match: Match) -> tuple[int, int]:
    return match.first, match.second
